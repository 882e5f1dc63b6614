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
    let keys = header.map(Self.key)
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
        let taken = Set(stated.values.map(Self.key))
        let free = keys.indices.filter { !taken.contains(keys[$0]) }
        let unit = Self.unit(of: column.name)
        func names(_ place: Int, _ name: String) -> Bool {
          let wanted = Self.key(name)
          return keys[place] == wanted || Self.key(header[place], without: unit) == wanted
        }
        matches = free.filter { names($0, column.name) }
        // Names are tried in order of preference, so that "D" does not clash with "DBH_cm".
        for alias in column.aliases where matches.isEmpty {
          matches = free.filter { names($0, alias) && !Self.isContract(keys[$0], schema) }
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
      let near = Nearest.names(to: wanted, among: header).joined(separator: ", ")
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
  }

  /// Unit at the end of a contract name, as people write it in brackets: `dbh_cm` is "(cm)".
  private static func unit(of column: String) -> String? {
    [
      "_g_cm3": "gcm3", "_mg_ha": "mgha", "_t_ha": "tha", "_cm": "cm", "_m2": "m2", "_ha": "ha",
      "_kg": "kg", "_deg": "độ", "_m": "m",
    ].filter { column.hasSuffix($0.key) }.max { $0.key.count < $1.key.count }?.value
  }

  /// The key of "Đường kính (cm)" without its brackets, when they hold just the unit we want; any
  /// other unit stays part of the name, so that millimetres never pass for centimetres.
  private static func key(_ name: String, without unit: String?) -> String? {
    guard let unit, let open = name.firstIndex(of: "("), name.hasSuffix(")") else { return nil }
    let inside = name[name.index(after: open)...].dropLast()
    return key(String(inside)) == unit ? key(String(name[..<open])) : nil
  }

  private static func isContract(_ key: String, _ schema: TableSchema) -> Bool {
    schema.names.contains { Self.key($0) == key }
  }

  /// Letters and digits only, lower case: "D1.3 (cm)" and "d13_cm" are the same field.
  static func key(_ name: String) -> String {
    let plain = name.lowercased().map { $0 == "²" ? "2" : $0 == "³" ? "3" : $0 }
    return String(plain.filter { $0.isLetter || $0.isNumber })
  }
}
