import ForestModel

// Where the column names are not where they were looked for: title rows above them, another separator.
extension TableReader {
  /// Rows below the first that are tried as the header.
  private static let reach = 30

  /// The first row, other than the header row, whose cells hold every column that the schema needs; `nil`
  /// where none does.
  func headerElsewhere(
    _ schema: TableSchema, stated: [String: String]
  ) throws -> (row: Int, names: [String])? {
    if isText {
      // Each row is asked with the separator that it would have as the header.
      for number in 1...Self.reach where number != headerRow {
        var cells: [String] = []
        var isPast = true
        try TableReader(path, headerRow: number).readRows { row in
          guard row.number >= number else { return true }
          cells = (0..<row.count).map { row.text($0) }
          isPast = row.number > number
          return false
        }
        if !isPast, Self.isHeader(cells, schema, stated) { return (number, cells) }
      }
      return nil
    }
    var found: (row: Int, names: [String])?
    try readRows { row in
      let cells = (0..<row.count).map { row.text($0) }
      if row.number != headerRow, Self.isHeader(cells, schema, stated) {
        found = (row.number, cells)
      }
      return found == nil && row.number < Self.reach
    }
    return found
  }

  /// The mark that parts the names of a header of one cell; `nil` where none makes a header of it.
  static func otherSeparator(
    in cell: String, _ schema: TableSchema, stated: [String: String]
  ) -> Character? {
    let marks: [Character] = ["|", ";", ",", "\t", " ", ":", "^", "~", "/"]
    return marks.first { mark in
      let cells = cell.split(separator: mark).map { String($0.filter { $0 != "\"" }) }
      return cells.count > 1 && isHeader(cells, schema, stated)
    }
  }

  private static func isHeader(
    _ cells: [String], _ schema: TableSchema, _ stated: [String: String]
  ) -> Bool {
    guard cells.contains(where: { !$0.isEmpty }) else { return false }
    var log = FindingLog()
    _ = ColumnMapping(
      schema, header: cells, stated: stated, at: FindingLocation(file: ""), log: &log)
    return !log.hasErrors
  }
}
