/// What `--column TABLE.COLUMN=...` says: a field; a field and the unit it is in, `D4 [mm]`; several fields
/// that make a name together, `cluster_no+plot_no`; or one value for all rows, `=SL1`.
struct FieldStatement {
  /// Fields of the file, one or more; none for a constant.
  let fields: [String]
  /// The value of all rows.
  let constant: String?
  /// The unit that the user states.
  let unit: String?

  /// Parts the text; a field of the file that is named just so is that field.
  init(_ text: String, header: [String]) {
    var rest = text
    if header.contains(text) {
      (fields, constant, unit) = ([text], nil, nil)
      return
    }
    var unit: String?
    if rest.hasSuffix("]"), let open = rest.lastIndex(of: "[") {
      unit = String(rest[rest.index(after: open)...].dropLast())
      rest = String(rest[..<open].reversed().drop(while: \.isWhitespace).reversed())
    }
    self.unit = unit
    if rest.hasPrefix("=") {
      (fields, constant) = ([], String(rest.dropFirst()))
    } else if !header.contains(rest), rest.split(separator: "+").count > 1 {
      (fields, constant) = (rest.split(separator: "+").map(String.init), nil)
    } else {
      (fields, constant) = ([rest], nil)
    }
  }
}
