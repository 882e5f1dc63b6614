public import ForestModel

/// Which field of a file is which column of ours: stated by the user, else by contract name, else by
/// a name in common use.
public struct ColumnMapping: Sendable {
  /// Where the value of a column comes from.
  private struct Source: Sendable {
    var places: [Int] = []
    var constant: String?
    var conversion: UnitConversion?
    /// Place of a field that names the unit of each row, as survey forms write it.
    var unitPlace: Int?
  }
  /// Name of a column that has a source. Every row asks for some twenty columns by name: size and last
  /// letter tell nearly all of them apart without hashing the name.
  private struct Name: Sendable {
    let size: Int
    let last: UInt8?
    let text: String

    init(_ text: String) {
      size = text.utf8.count
      last = text.utf8.last
      self.text = text
    }
  }
  private var ours: [Name] = []
  /// One per name.
  private var sources: [Source] = []
  /// One bit per size and last letter of the names: most columns that a row is asked for are not there.
  private var marks: UInt64 = 0

  private static func mark(_ size: Int, _ last: UInt8?) -> UInt64 {
    1 << UInt64((size * 7 + Int(last ?? 0)) & 63)
  }

  private func index(of column: String) -> Int? {
    var column = column
    let (size, last) = column.withUTF8 { ($0.count, $0.last) }
    if marks & Self.mark(size, last) == 0 { return nil }
    return ours.firstIndex { $0.size == size && $0.last == last && $0.text == column }
  }
  /// Column name to field name as the file writes it or the user stated it, for the run record.
  public private(set) var fields: [String: String] = [:]

  /// Place of a column in the row; `nil` when the file lacks it.
  public subscript(_ column: String) -> Int? {
    index(of: column).flatMap { sources[$0].places.first }
  }

  /// Places of all fields that make a column.
  func places(of column: String) -> [Int] {
    index(of: column).map { sources[$0].places } ?? []
  }

  /// Whether the column has a value: from a field, from several, or stated for all rows.
  public func has(_ column: String) -> Bool { index(of: column) != nil }

  /// The text of a column in a row; empty where it has none. Several fields are joined by hyphens.
  public func text(_ column: String, in row: TableRow) -> String {
    guard let source = index(of: column).map({ sources[$0] }) else { return "" }
    if let constant = source.constant { return constant }
    if source.places.count == 1 { return row.text(source.places[0]) }
    let parts = source.places.map { row.text($0) }
    return parts.allSatisfy(\.isEmpty) ? "" : parts.joined(separator: "-")
  }

  /// The text of a column that many rows share.
  public func text(_ column: String, in row: TableRow, _ cache: inout TextCache) -> String {
    guard let source = index(of: column).map({ sources[$0] }) else { return "" }
    guard source.constant == nil, source.places.count == 1 else { return text(column, in: row) }
    let place = source.places[0]
    return cache.text(row.cell(place)) { row.text(place) }
  }

  /// The number of a column in a row, in the unit of the column's name.
  public func number(_ column: String, in row: TableRow) -> NumberCell {
    guard let source = index(of: column).map({ sources[$0] }) else { return .missing }
    let cell: NumberCell
    if let constant = source.constant {
      cell = NumberText.parse(
        Array(constant.utf8)[...], commaIsSeparator: false, usesDecimalComma: false)
    } else if source.places.count == 1 {
      cell = row.number(source.places[0])
    } else {
      return .text
    }
    guard case .value(let value) = cell else { return cell }
    if let place = source.unitPlace, !row.text(place).isEmpty {
      guard let conversion = UnitConversion(from: row.text(place), to: column) else { return .text }
      return .value(conversion(value))
    }
    return source.conversion.map { .value($0(value)) } ?? cell
  }

  /// The unit that a row names for a column where it is none that the column may be in.
  public func unknownUnit(_ column: String, in row: TableRow) -> String? {
    guard let place = index(of: column).flatMap({ sources[$0].unitPlace }) else { return nil }
    let unit = row.text(place)
    return unit.isEmpty || UnitConversion(from: unit, to: column) != nil ? nil : unit
  }

  /// Units that a column may be stated in, for people.
  public static func knownUnits(_ column: String) -> String {
    UnitConversion.known(for: column).joined(separator: ", ")
  }

  /// Matches the header of a file against a schema.
  ///
  /// - Parameters: `stated` maps column names to field names as the user typed them.
  public init(
    _ schema: TableSchema, header: [String], stated: [String: String],
    at location: FindingLocation, log: inout FindingLog
  ) {
    var used: Set<Int> = []
    let shown = header.filter { !$0.isEmpty }.joined(separator: ", ")
    let headerNames = HeaderNames(header)
    let taken = Set(
      stated.values.flatMap { FieldStatement($0, header: header).fields }.map(Self.key))
    let contract = Set(schema.names.map(Self.key))
    let keys = headerNames.keys
    for column in schema.columns {
      var matches: [Int] = []
      var source = Source()
      if let field = stated[column.name] {
        let statement = FieldStatement(field, header: header)
        source.constant = statement.constant
        if let unit = statement.unit {
          source.conversion = UnitConversion(from: unit, to: column.name)
          if source.conversion == nil {
            log.add(
              .unitUnknown, at: location,
              [
                "value": unit, "column": column.name, "expected": Self.knownUnits(column.name),
              ])
          }
        }
        for name in statement.fields {
          var found = header.indices.filter { header[$0] == name }
          if found.isEmpty { found = keys.indices.filter { keys[$0] == Self.key(name) } }
          if found.isEmpty {
            log.add(
              .mappedColumnMissing, at: location,
              ["field": name, "column": column.name, "found": shown])
          }
          if statement.fields.count > 1 {
            source.places += found.prefix(1)
            used.formUnion(found)
          } else {
            matches = found
          }
        }
      } else {
        let unit = Self.unit(of: column.name)
        func free(_ name: String) -> [Int] {
          headerNames.places(of: name, unit: unit).filter { !taken.contains(keys[$0]) }
        }
        matches = free(column.name)
        // Names are tried in order of preference, so that "D" does not clash with "DBH_cm".
        for alias in column.aliases where matches.isEmpty {
          matches = free(alias).filter { !contract.contains(keys[$0]) }
        }
      }
      if matches.count > 1 {
        log.add(
          .ambiguousColumn, at: location,
          [
            "found": matches.map { header[$0] }.joined(separator: ", "), "column": column.name,
            "table": schema.table,
          ])
      }
      used.formUnion(matches)
      if let place = matches.first {
        source.places = [place]
        // dbh and dbh_unit_name: the form says itself what its figures are in.
        if stated[column.name].map({ !$0.hasSuffix("]") }) ?? true {
          source.unitPlace = keys.firstIndex(of: keys[place] + "unitname")
          if let unitPlace = source.unitPlace { used.insert(unitPlace) }
        }
      }
      if !source.places.isEmpty || source.constant != nil {
        let name = Name(column.name)
        ours.append(name)
        marks |= Self.mark(name.size, name.last)
        sources.append(source)
        let isPlain = matches.count == 1 && source.conversion == nil
        fields[column.name] =
          isPlain ? header[source.places[0]] : stated[column.name] ?? header[source.places[0]]
      }
    }
    for alternatives in schema.required where alternatives.allSatisfy({ !has($0) }) {
      let wanted = alternatives[0]
      // A header of a hundred thousand names is compared in part.
      let near = Nearest.names(to: wanted, among: Array(header.prefix(1_000)))
        .joined(separator: ", ")
      log.add(
        .missingColumn, at: location,
        [
          "first": wanted, "column": alternatives.joined(separator: " / "),
          "found": shown.isEmpty ? "–" : shown,
          "hint": near.isEmpty ? "" : "(\(near)?) ", "table": schema.table,
        ])
    }
    let idle = header.indices.filter { !used.contains($0) && !header[$0].isEmpty }
    let free = schema.names.filter { !has($0) }
    if !idle.isEmpty, !log.hasBlockingErrors {
      log.add(
        .unusedColumns, at: location,
        [
          "found": idle.map { header[$0] }.joined(separator: ", "), "table": schema.table,
          "names": free.isEmpty ? "–" : free.joined(separator: ", "),
        ])
    }
    reportUnnamed(header, at: location, &log)
    reportParts(keys, header, schema, stated, at: location, &log)
  }

  /// Unit at the end of a contract name, as people write it in brackets: `dbh_cm` is "(cm)".
  private static func unit(of column: String) -> String? {
    [
      "_g_cm3": "gcm3", "_mg_ha": "mgha", "_t_ha": "tha", "_cm": "cm", "_m2": "m2", "_ha": "ha",
      "_kg": "kg", "_deg": "độ", "_m": "m",
    ].filter { column.hasSuffix($0.key) }.max { $0.key.count < $1.key.count }?.value
  }

  /// Columns without a name between those that have one; separators at the end of the header are nobody's
  /// column.
  private func reportUnnamed(
    _ header: [String], at location: FindingLocation, _ log: inout FindingLog
  ) {
    guard let last = header.lastIndex(where: { !$0.isEmpty }) else { return }
    let unnamed = header.indices.filter { $0 < last && header[$0].isEmpty }
    if unnamed.isEmpty || log.hasBlockingErrors { return }
    log.add(
      .unnamedColumns, at: location,
      [
        "found": unnamed.prefix(100).map(Self.letters).joined(separator: ", "),
        "row": location.row ?? "1",
      ])
  }

  /// Plots that are numbered anew in every cluster have no name of their own.
  private func reportParts(
    _ keys: [String], _ header: [String], _ schema: TableSchema, _ stated: [String: String],
    at location: FindingLocation, _ log: inout FindingLog
  ) {
    guard stated["plot_id"] == nil, let plot = self["plot_id"],
      ["plotno", "plot", "plotid"].contains(keys[plot]),
      let cluster = keys.firstIndex(of: "clusterno")
    else { return }
    log.add(
      .plotNumberedInCluster, at: location,
      ["plot": header[plot], "cluster": header[cluster], "table": schema.table])
  }

  /// A column as a spreadsheet names it: A, B, ..., Z, AA.
  static func letters(_ column: Int) -> String {
    var rest = column
    var name = ""
    repeat {
      name = String(UnicodeScalar(UInt8(65 + rest % 26))) + name
      rest = rest / 26 - 1
    } while rest >= 0
    return name
  }

  /// Letters and digits only, lower case: "D1.3 (cm)" and "d13_cm" are the same field.
  static func key(_ name: String) -> String {
    let plain = name.lowercased().map { $0 == "²" ? "2" : $0 == "³" ? "3" : $0 }
    return String(plain.filter { $0.isLetter || $0.isNumber })
  }
}

/// The names of a header by their keys, so that a hundred thousand of them are looked up, not compared.
private struct HeaderNames {
  /// Key of each name.
  let keys: [String]
  private var byKey: [String: [Int]] = [:]
  /// Names with a unit in brackets by the key of what stands before them.
  private var byBase: [String: [(place: Int, unit: String)]] = [:]

  init(_ header: [String]) {
    keys = header.map(ColumnMapping.key)
    for place in header.indices {
      byKey[keys[place], default: []].append(place)
      let name = header[place]
      guard name.hasSuffix(")"), let open = name.firstIndex(of: "(") else { continue }
      let inside = String(name[name.index(after: open)...].dropLast())
      byBase[ColumnMapping.key(String(name[..<open])), default: []]
        .append((place, ColumnMapping.key(inside)))
    }
  }

  /// Places of a name: as it is, or with our own unit in brackets. "Đường kính (cm)" is a diameter in cm;
  /// any other unit stays part of the name, so that millimetres never pass for centimetres.
  func places(of name: String, unit: String?) -> [Int] {
    let wanted = ColumnMapping.key(name)
    var places = byKey[wanted] ?? []
    if let unit {
      places += (byBase[wanted] ?? []).filter { $0.unit == unit }.map(\.place)
    }
    return Set(places).sorted()
  }
}
