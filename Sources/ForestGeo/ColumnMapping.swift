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
        matches = free.filter { keys[$0] == Self.key(column.name) }
        // Names are tried in order of preference, so that "D" does not clash with "DBH_cm".
        for alias in column.aliases where matches.isEmpty {
          matches = free.filter {
            keys[$0] == Self.key(alias) && !Self.isContract(keys[$0], schema)
          }
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
      if let place = matches.first {
        places[column.name] = place
        fields[column.name] = header[place]
      }
    }
    for alternatives in schema.required where alternatives.allSatisfy({ places[$0] == nil }) {
      let wanted = alternatives[0]
      let near = Nearest.names(to: wanted, among: header).joined(separator: ", ")
      log.add(
        .missingColumn, at: FindingLocation(file: location.file, row: 1, column: nil),
        [
          "column": alternatives.joined(separator: " / "), "found": shown.isEmpty ? "–" : shown,
          "hint": near.isEmpty ? "" : "(\(near)?) ", "table": schema.table,
        ])
    }
  }

  private static func isContract(_ key: String, _ schema: TableSchema) -> Bool {
    schema.names.contains { Self.key($0) == key }
  }

  /// Letters and digits only, lower case: "D1.3 (cm)" and "d13_cm" are the same field.
  static func key(_ name: String) -> String {
    String(name.lowercased().filter { $0.isLetter || $0.isNumber })
  }
}
