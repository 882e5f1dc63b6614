import ForestGeo
import ForestModel

/// The cells of one row by column name; remembers the first error of the row.
struct TableCells {
  let row: TableRow
  let mapping: ColumnMapping
  let file: String
  /// Code of the first error found in this row; `nil` for a good row.
  private(set) var errorCode: String?
  /// Whether the row could not be read whole; its cells are then not judged one by one.
  private let isBroken: Bool

  init(_ row: TableRow, _ mapping: ColumnMapping, _ file: String, fault: FindingKind?) {
    self.row = row
    self.mapping = mapping
    self.file = file
    errorCode = fault?.code
    isBroken = fault != nil
  }

  func has(_ column: String) -> Bool { mapping.has(column) }

  func location(_ column: String?) -> FindingLocation {
    FindingLocation(file: file, row: row.number, column: column)
  }

  /// Text of a cell; empty when the column or the value is missing.
  func text(_ column: String) -> String { mapping.text(column, in: row) }

  /// The same, for texts that many rows share.
  func text(_ column: String, _ cache: inout TextCache) -> String {
    mapping.text(column, in: row, &cache)
  }

  /// Text of a cell that must not be empty.
  mutating func requiredText(_ column: String, _ log: inout FindingLog) -> String {
    let value = text(column)
    if value.isEmpty {
      fail(.emptyCell, column, &log)
    } else if CellFault.isSpreadsheetError(value) {
      fail(.spreadsheetError, column, &log, ["value": value])
    }
    return value
  }

  /// Number of a cell; `nan` when the column or the value is missing, or when the cell is an error.
  mutating func number(_ column: String, _ log: inout FindingLog) -> Double {
    switch mapping.number(column, in: row) {
    case .missing: return .nan
    case .value(let value): return value
    case .text: failNumber(text(column), column, &log)
    case .ambiguous: fail(.ambiguousNumber, column, &log, ["value": text(column)])
    }
    return .nan
  }

  /// Says why a cell is no number, where that can be told.
  private mutating func failNumber(_ text: String, _ column: String, _ log: inout FindingLog) {
    if let unit = mapping.unknownUnit(column, in: row) {
      fail(
        .unitUnknown, column, &log,
        ["value": unit, "column": column, "expected": ColumnMapping.knownUnits(column)])
      return
    }
    var slots = ["value": text]
    let kind: FindingKind
    switch CellFault(text) {
    case .spreadsheetError: kind = .spreadsheetError
    case .grouped(let value):
      kind = .numberGrouped
      slots["plain"] = value.csvText
    case .unit(let unit):
      kind = .numberWithUnit
      slots["unit"] = unit
      slots["column"] = column
    case .percent:
      kind = .numberPercent
      slots["column"] = column
    case .otherDigits(let value):
      kind = .numberOtherDigits
      slots["plain"] = value.csvText
    case .date: kind = .numberTurnedDate
    case .text: kind = .notANumber
    }
    fail(kind, column, &log, slots)
  }

  /// A number that must be there.
  mutating func requiredNumber(_ column: String, _ log: inout FindingLog) -> Double {
    let before = errorCode
    let value = number(column, &log)
    if value.isNaN, errorCode == before { fail(.emptyCell, column, &log) }
    return value
  }

  /// Records an error in a column of this row.
  mutating func fail(
    _ kind: FindingKind, _ column: String?, _ log: inout FindingLog, _ slots: [String: String] = [:]
  ) {
    if isBroken { return }
    log.add(kind, at: location(column), slots)
    if kind.severity == .error, errorCode == nil { errorCode = kind.code }
  }
}

extension TableOptions {
  /// Reads a table with these options and counts its rows. `body` returns whether the row was used;
  /// a row with an error is counted under the error's code.
  ///
  /// - Parameter progress: counts the bytes of a text table, where given.
  func read(
    _ path: String, as schema: TableSchema, log: inout FindingLog, progress: Progress? = nil,
    _ body: (inout TableCells, inout FindingLog) throws(WorkflowError) -> Void
  ) throws(WorkflowError) -> (account: RowAccount, mapping: ColumnMapping?) {
    var reader = TableReader(path, headerRow: headerRow(of: schema.table))
    if let progress { reader.onBytes = { progress.step($0) } }
    var account = RowAccount(table: schema.table)
    let file = reader.fileName
    do {
      let result = try reader.read(
        schema, stated: columns[schema.table] ?? [:], text: text, log: &log
      ) {
        row, mapping, fault, log in
        var cells = TableCells(row, mapping, file, fault: fault)
        try body(&cells, &log)
        if let code = cells.errorCode { account.reject(code) } else { account.used += 1 }
      }
      account.read = result.rows
      return (account, result.mapping)
    } catch {
      throw Self.workflowError(error, path)
    }
  }

  /// Reads a table part by part, with several threads; see `TableReader.readParts`.
  ///
  /// - Parameters: `work` is done for each part, several side by side; `take` gets its results in the order
  ///   of the table and returns the account of the part.
  func readParts<Result: Sendable>(
    _ path: String, as schema: TableSchema, rows size: Int, changing column: String, threads: Int,
    log: inout FindingLog, progress: Progress? = nil,
    work: @escaping @Sendable (CellsPart) -> Result,
    take: (Result, inout FindingLog) throws(WorkflowError) -> RowAccount
  ) throws(WorkflowError) -> (account: RowAccount, mapping: ColumnMapping?) {
    var reader = TableReader(path, headerRow: headerRow(of: schema.table))
    if let progress { reader.onBytes = { progress.step($0) } }
    var account = RowAccount(table: schema.table)
    let (file, table) = (reader.fileName, schema.table)
    do {
      let mapping = try reader.readParts(
        schema, stated: columns[schema.table] ?? [:], text: text, rows: size, changing: column,
        threads: threads, log: &log
      ) {
        work(CellsPart(part: $0, file: file, table: table))
      } take: { result, log in
        let part = try take(result, &log)
        account.add(part)
        return part.read
      }
      return (account, mapping)
    } catch {
      throw Self.workflowError(error, path)
    }
  }

  /// Brings the rows of a table together by what is written in one column; see `TableReader.gather`.
  func gather(
    _ path: String, as schema: TableSchema, by column: String, parts: Int, threads: Int,
    progress: Progress
  ) throws(WorkflowError) -> GatheredTable? {
    var reader = TableReader(path, headerRow: headerRow(of: schema.table))
    reader.onBytes = { progress.step($0) }
    var log = FindingLog()
    do {
      return try reader.gather(
        schema, stated: columns[schema.table] ?? [:], text: text, by: column, parts: parts,
        threads: threads, log: &log
      ) { Fingerprint($0).mixed }
    } catch {
      throw Self.workflowError(error, path)
    }
  }

  /// Reads a gathered table; see `GatheredTable.readParts`.
  func readParts<Result: Sendable>(
    of gathered: GatheredTable, _ path: String, as schema: TableSchema, threads: Int,
    progress: Progress?,
    work: @escaping @Sendable (CellsPart) -> Result,
    take: (Result) throws(WorkflowError) -> RowAccount
  ) throws(WorkflowError) -> (account: RowAccount, mapping: ColumnMapping?) {
    var account = RowAccount(table: schema.table)
    let file = TableReader(path).fileName
    let table = schema.table
    do {
      try gathered.readParts(threads: threads) {
        work(CellsPart(part: $0, file: file, table: table))
      } take: { result in
        let part = try take(result)
        account.add(part)
        progress?.step(part.read)
      }
      return (account, gathered.mapping)
    } catch {
      throw Self.workflowError(error, path)
    }
  }

  private static func workflowError(_ error: any Error, _ path: String) -> WorkflowError {
    switch error {
    case let error as GeoError: WorkflowError(error)
    case let error as WorkflowError: error
    default: .surroundings(path: path, detail: "\(error)")
    }
  }
}

/// Rows of a table that stand together, to be read by one thread.
struct CellsPart: Sendable {
  let part: TablePart
  let file: String
  let table: String

  /// Hands on the cells of every row that is not blank, and counts the rows as `TableOptions.read` does.
  func read(
    _ log: inout FindingLog, _ body: (inout TableCells, inout FindingLog) -> Void
  ) -> RowAccount {
    var account = RowAccount(table: table)
    account.read = part.read(log: &log) { row, mapping, fault, log in
      var cells = TableCells(row, mapping, file, fault: fault)
      body(&cells, &log)
      if let code = cells.errorCode { account.reject(code) } else { account.used += 1 }
    }
    return account
  }
}
