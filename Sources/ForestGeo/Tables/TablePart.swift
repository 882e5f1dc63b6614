public import ForestModel

/// Some rows of a table that stand together, not yet looked into. It depends on nothing else, so parts may
/// be read side by side.
public struct TablePart: Sendable {
  enum Content: Sendable {
    /// Whole rows of a text table as they stand in the file, and the number of the first.
    case text([UInt8], firstRow: Int, separator: UInt8, usesDecimalComma: Bool)
    case rows([TableRow])
  }
  let content: Content
  var rules: RowRules

  /// Hands on every row that is not blank, as `TableReader.read` does.
  /// - Returns: the number of those rows.
  public func read(
    log: inout FindingLog,
    _ body: (TableRow, ColumnMapping, FindingKind?, inout FindingLog) throws -> Void
  ) rethrows -> Int {
    var rules = rules
    var count = 0
    switch content {
    case .rows(let rows):
      for row in rows where !row.isBlank {
        count += 1
        try rules.take(row, &log, body)
      }
    case .text(let bytes, let firstRow, let separator, let usesDecimalComma):
      var reader = CSVReader(
        bytes, firstRow: firstRow, separator: separator, usesDecimalComma: usesDecimalComma)
      var row = TableRow()
      while reader.nextInMemory(&row, &log, file: rules.file) {
        if row.isBlank { continue }
        count += 1
        try rules.take(row, &log, body)
      }
    }
    return count
  }

  /// Cells beyond the header in the first row that is not blank; `nil` where all are blank.
  var firstSurplus: Int? {
    switch content {
    case .rows(let rows): return rows.first { !$0.isBlank }.map(rules.surplus)
    case .text(let bytes, let firstRow, let separator, let usesDecimalComma):
      var reader = CSVReader(
        bytes, firstRow: firstRow, separator: separator, usesDecimalComma: usesDecimalComma)
      var row = TableRow()
      var unsaid = FindingLog()
      while reader.nextInMemory(&row, &unsaid, file: rules.file) {
        if !row.isBlank { return rules.surplus(row) }
      }
      return nil
    }
  }
}

/// What the header of a table says about the rows below it: which column is where, how wide a row is, and
/// how its text is encoded.
struct RowRules: Sendable {
  let mapping: ColumnMapping
  let table: String
  let file: String
  let isText: Bool
  let width: Int
  /// Places of the columns that are read, with their names.
  let wanted: [(place: Int, names: [String])]
  let plan: TextPlan?
  /// Cells beyond the header in the first row; others have as many.
  var usualSurplus: Int?

  func surplus(_ row: TableRow) -> Int { max(0, row.count - width) }

  /// Judges a row as a whole and hands it on.
  mutating func take(
    _ row: TableRow, _ log: inout FindingLog,
    _ body: (TableRow, ColumnMapping, FindingKind?, inout FindingLog) throws -> Void
  ) rethrows {
    if plan != nil || (!isText && !row.isUTF8) {
      var row = row
      let damaged = row.recode(wanted.map(\.place), plan ?? TextPlan())
      for cell in damaged {
        let name = wanted.first { $0.place == cell.place }?.names.first ?? ""
        log.add(
          .textUnreadable, at: FindingLocation(file: file, row: row.number, column: name),
          [
            "value": row.text(cell.place), "count": "\(cell.bytes)", "table": table,
            "column": name, "encoding": (plan ?? TextPlan())[cell.place].encoding.rawValue,
          ])
      }
      if damaged.isEmpty {
        try hand(row, &log, body)
      } else {
        try body(row, mapping, .textUnreadable, &log)
      }
    } else {
      try hand(row, &log, body)
    }
  }

  private mutating func hand(
    _ row: TableRow, _ log: inout FindingLog,
    _ body: (TableRow, ColumnMapping, FindingKind?, inout FindingLog) throws -> Void
  ) rethrows {
    // Cells beyond the header are forgiven when they are blank and every row has as many: spreadsheets
    // add separators. In a single row they are a decimal comma that parted a number in two.
    let surplus = surplus(row)
    let usual = usualSurplus ?? surplus
    usualSurplus = usual
    let extra =
      surplus != usual || (width..<max(width, row.count)).contains { !row.isMissing($0) }
    let isWhole = row.count >= width && !extra
    if !isWhole {
      log.add(
        .wrongCellCount, at: FindingLocation(file: file, row: row.number),
        ["read": "\(row.count)", "expected": "\(width)"])
    }
    try body(row, mapping, isWhole ? nil : .wrongCellCount, &log)
  }
}
