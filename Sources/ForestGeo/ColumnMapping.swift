public import ForestModel

/// Which field of a file is which column of ours: stated by the user, else by contract name, else by
/// a name in common use.
public struct ColumnMapping: Sendable {
  /// Column name to place of the field in the file.
  private var places: [String: Int] = [:]
  /// Column name to field name as the file writes it, for the run record.
  public private(set) var fields: [String: String] = [:]

  /// Place of a column in the row; `nil` when the file lacks it.
  public subscript(_ column: String) -> Int? { places[column] }

  /// Matches the header of a file against a schema.
  ///
  /// - Parameters: `stated` maps column names to field names as the user typed them.
  public init(
    _ schema: TableSchema, header: [String], stated: [String: String],
    at location: FindingLocation, log: inout FindingLog
  ) {
    var used: Set<Int> = []
    let shown = header.filter { !$0.isEmpty }.joined(separator: ", ")
    let names = HeaderNames(header)
    let taken = Set(stated.values.map(Self.key))
    let contract = Set(schema.names.map(Self.key))
    let keys = names.keys
    for column in schema.columns {
      var matches: [Int] = []
      if let field = stated[column.name] {
        matches = header.indices.filter { header[$0] == field }
        if matches.isEmpty { matches = keys.indices.filter { keys[$0] == Self.key(field) } }
        if matches.isEmpty {
          log.add(
            .mappedColumnMissing, at: location,
            ["field": field, "column": column.name, "found": shown])
        }
      } else {
        let unit = Self.unit(of: column.name)
        func free(_ name: String) -> [Int] {
          names.places(of: name, unit: unit).filter { !taken.contains(keys[$0]) }
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
        places[column.name] = place
        fields[column.name] = header[place]
      }
    }
    for alternatives in schema.required where alternatives.allSatisfy({ places[$0] == nil }) {
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
    if !idle.isEmpty, !log.hasBlockingErrors {
      log.add(
        .unusedColumns, at: location,
        [
          "found": idle.map { header[$0] }.joined(separator: ", "), "table": schema.table,
        ])
    }
    reportUnnamed(header, at: location, &log)
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
