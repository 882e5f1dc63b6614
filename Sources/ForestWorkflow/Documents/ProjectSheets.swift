import CarbonDocuments
import ForestGeo
import ForestModel
import FoundationEssentials

/// The tables that people fill in: `sheets/NAME.csv` of a project folder, or NAME.tsv, NAME.xlsx, NAME.ods.
struct ProjectSheets {
  /// Sheets by name; those without a file are empty.
  private(set) var sheets: [String: CarbonDocuments.Sheet] = [:]
  /// Numbers of the rows as a spreadsheet counts, by sheet.
  private(set) var rowNumbers: [String: [Int]] = [:]
  /// Rows read and used.
  private(set) var accounts: [RowAccount] = []
  /// Columns as the files write them.
  private(set) var columns: [String: [String: String]] = [:]
  /// Paths of the files.
  private(set) var files: [(name: String, path: String)] = []
  private(set) var log = FindingLog()

  static let folder = "sheets"
  private static let endings = ["csv", "tsv", "xlsx", "ods"]

  /// Files of the sheets that a project folder holds.
  static func files(
    in project: String, _ catalogue: ProjectCatalogue, log: inout FindingLog
  ) -> [(spec: SheetSpec, path: String)] {
    var found: [(SheetSpec, String)] = []
    for spec in catalogue.sheets {
      let names = endings.map { "\(folder)/\(spec.name).\($0)" }
        .filter { FileManager.default.fileExists(atPath: project + "/" + $0) }
      guard let first = names.first else { continue }
      if names.count > 1 {
        log.add(
          .sheetTwice, at: FindingLocation(file: first), ["other": names[1]])
      }
      found.append((spec, project + "/" + first))
    }
    return found
  }

  /// Reads every sheet of the folder.
  init(
    _ project: String, _ catalogue: ProjectCatalogue, language: Language
  ) throws(WorkflowError) {
    for spec in catalogue.sheets {
      sheets[spec.name] = CarbonDocuments.Sheet(spec: spec, rows: [], texts: [])
    }
    for (spec, path) in Self.files(in: project, catalogue, log: &log) {
      files.append((spec.name, path))
      try read(spec, path)
    }
  }

  private static func schema(_ spec: SheetSpec) -> TableSchema {
    TableSchema(
      table: spec.name,
      columns: spec.columns.flatMap { column in
        column.fileColumns.map {
          ColumnSpec($0, aliases: [column.label.english, column.label.vietnamese])
        }
      },
      required: spec.columns.filter { $0.isRequired }.map(\.fileColumns))
  }

  private mutating func read(_ spec: SheetSpec, _ path: String) throws(WorkflowError) {
    let read = try Self.readSheet(spec, path, log: &log)
    // A sheet that has not been begun has no rows to account for.
    if read.account.read > 0 { accounts.append(read.account) }
    columns[spec.name] = read.columns
    sheets[spec.name] = read.sheet
    rowNumbers[spec.name] = read.rows
  }

  /// One sheet of a file, with the numbers of its rows.
  static func readSheet(
    _ spec: SheetSpec, _ path: String, log: inout FindingLog
  ) throws(WorkflowError) -> (
    sheet: CarbonDocuments.Sheet, rows: [Int], account: RowAccount, columns: [String: String]
  ) {
    var rows: [[String: Slot]] = []
    var texts: [[String: String]] = []
    var numbers: [Int] = []
    let file = "\(folder)/\(fileName(path))"
    // A sheet of which only the head is there has not been begun.
    if try TableContents(path: path).rows.isEmpty {
      return (
        CarbonDocuments.Sheet(spec: spec, rows: [], texts: []), [], RowAccount(table: spec.name),
        [:]
      )
    }
    let result = try TableOptions().read(path, as: schema(spec), log: &log) { cells, log in
      var row: [String: Slot] = [:]
      var plain: [String: String] = [:]
      for column in spec.columns {
        let value = value(column, &cells, &log, file: file)
        plain[column.name] = value.text
        if let slot = value.slot { row[column.name] = slot }
      }
      guard cells.errorCode == nil else { return }
      rows.append(row)
      texts.append(plain)
      numbers.append(cells.row.number)
    }
    return (
      CarbonDocuments.Sheet(spec: spec, rows: rows, texts: texts), numbers, result.account,
      result.mapping?.fields ?? [:]
    )
  }

  /// What a cell holds, for people and for conditions.
  private static func value(
    _ column: SheetColumn, _ cells: inout TableCells, _ log: inout FindingLog, file: String
  ) -> (slot: Slot?, text: String) {
    if column.kind == .words {
      var texts: [Language: String] = [:]
      for (language, name) in zip(Language.allCases, column.fileColumns) {
        let text = cells.text(name)
        if !text.isEmpty { texts[language] = text }
      }
      guard let any = texts[.english] ?? texts[.vietnamese] else {
        if column.isRequired { cells.fail(.emptyCell, column.fileColumns[0], &log) }
        return (nil, "")
      }
      let need = Phrase("the sheet holds it in one language only", vi: "bảng mới có một thứ tiếng")
      return (.written("\(file):\(cells.row.number):\(column.name)", texts, need: need), any)
    }
    let text = cells.text(column.name)
    guard !text.isEmpty else {
      if column.isRequired { cells.fail(.emptyCell, column.name, &log) }
      return (nil, "")
    }
    switch column.kind {
    case .integer, .decimal:
      let value = cells.number(column.name, &log)
      guard value.isFinite else { return (nil, text) }
      if column.kind == .integer, value != value.rounded() || abs(value) > 9e15 {
        cells.fail(.sheetNotWhole, column.name, &log, ["value": text])
      }
      let format = StoredName.format(column.name, of: value)
      let decimals =
        column.kind == .integer ? 0 : value == value.rounded() ? 0 : max(format.decimals, 1)
      if column.name == "year" {
        if !(1900...2200).contains(value) {
          cells.fail(.sheetYear, column.name, &log, ["value": text])
        }
        return (.text(value.csvText), value.csvText)
      }
      if ProjectFacts.isGrouped(text) {
        cells.fail(.ambiguousNumber, column.name, &log, ["value": text])
      }
      return (
        .datum(
          Datum(
            value, decimals: decimals,
            unit: column.unit.isEmpty ? format.unit : column.unit == "%" ? "percent" : column.unit,
            source: EvidenceSource(file: file, row: cells.row.number, column: column.name))),
        value.csvText
      )
    case .day:
      guard let day = day(text) else {
        cells.fail(.dayInvalid, column.name, &log, ["value": text])
        return (nil, text)
      }
      return (.day(day), day)
    case .choice, .code, .codes:
      let words = ProjectFacts.codes(text)
      for word in words where !column.options.isEmpty {
        if !column.options.contains(where: { $0.code == word }) {
          cells.fail(
            .unknownWord, column.name, &log,
            [
              "value": word, "expected": column.options.map(\.code).joined(separator: ", "),
            ])
        }
      }
      let option = column.options.first { $0.code == text }
      return (option.map { .passage(Passage($0.name)) } ?? .text(text), text)
    default: return (.text(text), text)
    }
  }

  /// A day as 2026-03-15; spreadsheets also write 15/03/2026 and 2026/03/15.
  static func day(_ text: String) -> String? {
    let first = text.split(separator: " ").first.map(String.init) ?? text
    let parts = first.split(whereSeparator: { $0 == "/" || $0 == "-" || $0 == "." }).map(
      String.init)
    guard parts.count == 3 else { return nil }
    let ordered = parts[0].count == 4 ? parts : parts.reversed()
    let day = ordered.map { $0.count == 1 ? "0" + $0 : $0 }.joined(separator: "-")
    return ProjectFacts.isDay(day) ? day : nil
  }

  /// Whole tables as text, for what is derived from them.
  func rows(_ name: String) -> [[String: String]] { sheets[name]?.texts ?? [] }
}
