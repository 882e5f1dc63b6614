public import ForestModel

/// Some rows of a table that stand together, not yet looked into. It depends on nothing else, so parts may
/// be read side by side.
public struct TablePart: Sendable {
  enum Content: Sendable {
    /// Whole rows of a text table as they stand in the file, and the number of the first.
    case text([UInt8], firstRow: Int, separator: UInt8, usesDecimalComma: Bool)
    case rows([TableRow])
    /// Rows that were stored one behind the other; see `TableRow.store`.
    case stored([UInt8])
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
    try eachRow(&log) { row, log in
      count += 1
      try rules.take(row, &log, body)
      return true
    }
    return count
  }

  /// Hands on every row that is not blank as it stands, as long as `body` wants more.
  func eachRow(
    _ log: inout FindingLog, _ body: (TableRow, inout FindingLog) throws -> Bool
  ) rethrows {
    switch content {
    case .rows(let rows):
      for row in rows where !row.isBlank {
        if try !body(row, &log) { return }
      }
    case .text(let bytes, let firstRow, let separator, let usesDecimalComma):
      var reader = CSVReader(
        bytes, firstRow: firstRow, separator: separator, usesDecimalComma: usesDecimalComma)
      var row = TableRow()
      while reader.nextInMemory(&row, &log, file: rules.file) {
        if row.isBlank { continue }
        if try !body(row, &log) { return }
      }
    case .stored(let bytes):
      try bytes.withUnsafeBytes { bytes in
        var row = TableRow()
        var place = 0
        while place < bytes.count {
          row.restore(bytes, &place)
          if try !body(row, &log) { return }
        }
      }
    }
  }

  /// Cells beyond the header in the first row that is not blank; `nil` where all are blank.
  var firstSurplus: Int? {
    var surplus: Int?
    var unsaid = FindingLog()
    eachRow(&unsaid) { row, _ in
      surplus = rules.surplus(row)
      return false
    }
    return surplus
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

  /// Whether the bytes of a row have to be turned into UTF-8.
  func needsRecoding(_ row: TableRow) -> Bool { plan != nil || (!isText && !row.isUTF8) }

  /// Judges a row as a whole and hands it on.
  mutating func take(
    _ row: TableRow, _ log: inout FindingLog,
    _ body: (TableRow, ColumnMapping, FindingKind?, inout FindingLog) throws -> Void
  ) rethrows {
    if needsRecoding(row) {
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
