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
    } catch let error as GeoError {
      throw WorkflowError(error)
    } catch let error as WorkflowError {
      throw error
    } catch {
      throw .surroundings(path: path, detail: "\(error)")
    }
  }
}
