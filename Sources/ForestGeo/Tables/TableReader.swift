import CGDAL
public import ForestModel
import Glibc

/// A table of any kind: CSV by our own reader; XLSX, ODS, DBF, GeoPackage and PostgreSQL through
/// GDAL. Sheets and layers are named behind a colon: `book.xlsx:Sheet`; tables of a database as
/// `PostgresSource` says.
public struct TableReader: Sendable {
  /// Path of the file without the sheet.
  public let path: String
  /// Sheet or layer; `nil` takes the first.
  public let sheet: String?
  /// Row that holds the column names, counted from 1.
  public let headerRow: Int
  /// Told how many further bytes of a text table were read.
  public var onBytes: (@Sendable (Int) -> Void)?

  /// Names a table; nothing is opened yet.
  public init(_ name: String, headerRow: Int = 1) {
    self.headerRow = headerRow
    let isService = PostgresSource.isNamed(by: name)
    if !isService, access(name, F_OK) != 0, let colon = name.lastIndex(of: ":"),
      access(String(name[..<colon]), F_OK) == 0
    {
      path = String(name[..<colon])
      sheet = String(name[name.index(after: colon)...])
    } else {
      path = name
      sheet = nil
    }
  }

  /// File name without its folder, and the sheet where one was named, as findings show it.
  public var fileName: String {
    if PostgresSource.isNamed(by: path) { return PostgresSource.label(of: path) }
    let file = path.split(separator: "/").last.map(String.init) ?? path
    return sheet.map { "\(file):\($0)" } ?? file
  }

  /// Whether the file is separated text, by the end of its name.
  public var isText: Bool {
    let name = path.lowercased()
    return [".csv", ".tsv", ".txt", ".tab"].contains { name.hasSuffix($0) }
  }

  /// Reads the table row by row.
  ///
  /// `body` gets every row that is not blank. A row that cannot be read whole - too few or too many
  /// cells, bytes without a meaning - is a finding, and `body` gets it with the finding's kind, so that
  /// what can be read of it is not lost. The mapping is made first; with a required column missing no row
  /// is read. Text comes as UTF-8 in NFC, whatever the encoding of its column: see `TextSurvey`.
  /// - Returns: the mapping, and the number of rows that are not blank.
  public func read(
    _ schema: TableSchema, stated: [String: String], text: TextStatements = TextStatements(),
    log: inout FindingLog,
    _ body: (TableRow, ColumnMapping, FindingKind?, inout FindingLog) throws -> Void
  ) throws -> (mapping: ColumnMapping?, rows: Int) {
    guard checkContent(&log) else { return (nil, 0) }
    var survey = try survey(isWanted: text.speaks(of: schema.table))
    var rules: RowRules?
    var rows = 0
    try visitRows(&log) { row, log in
      if row.number < headerRow || (row.number > headerRow && row.isBlank) { return true }
      if row.number == headerRow {
        let (found, isSound) = try header(row, schema, stated, text, &survey, &log)
        rules = found
        return isSound
      }
      rows += 1
      try rules?.take(row, &log, body)
      return rules != nil
    }
    reportEmpty(rules, rows, &log)
    return (rules?.mapping, rows)
  }

  /// Reads the table part by part, with several threads.
  ///
  /// A part has at least `size` rows and goes on until the cells of `column` change, so that rows that
  /// belong together and stand together are in one part. Rows are judged as `read` judges them.
  ///
  /// - Parameters: `work` is done by `threads` threads; `take` gets its results in the order of the
  ///   table, and returns how many rows were not blank.
  public func readParts<Result: Sendable>(
    _ schema: TableSchema, stated: [String: String], text: TextStatements = TextStatements(),
    rows size: Int, changing column: String, threads: Int, log: inout FindingLog,
    work: @escaping @Sendable (TablePart) -> Result,
    take: (Result, inout FindingLog) throws -> Int
  ) throws -> ColumnMapping? {
    guard checkContent(&log) else { return nil }
    var survey = try survey(isWanted: text.speaks(of: schema.table))
    var pieces = OrderedWork(threads: threads, work)
    var rules: RowRules?
    var rows = 0
    func hand(_ content: TablePart.Content, _ log: inout FindingLog) throws {
      guard let known = rules else { return }
      var part = TablePart(content: content, rules: known)
      if known.usualSurplus == nil {
        part.rules.usualSurplus = part.firstSurplus
        rules = part.rules
      }
      if let result = pieces.add(part) { rows += try take(result, &log) }
    }
    func begin(_ row: TableRow, _ log: inout FindingLog) throws -> Bool {
      let (found, isSound) = try header(row, schema, stated, text, &survey, &log)
      rules = found
      return isSound
    }
    var last = FindingLog()
    if isText {
      try cutText(&log, &last, size, begin, hand) { rules?.mapping.places(of: column) ?? [] }
    } else {
      var waiting: [TableRow] = []
      var key: [UInt8] = []
      try visitRows(&log) { row, log in
        if row.number < headerRow { return true }
        if row.number == headerRow { return try begin(row, &log) }
        let next = row.key(rules?.mapping.places(of: column) ?? [])
        if waiting.count >= size, !key.isEmpty, !next.isEmpty, next != key {
          try hand(.rows(waiting), &log)
          waiting = []
        }
        if !next.isEmpty { key = next }
        waiting.append(row)
        return true
      }
      if !waiting.isEmpty { try hand(.rows(waiting), &log) }
    }
    while let result = pieces.next() { rows += try take(result, &log) }
    log.add(last)
    reportEmpty(rules, rows, &log)
    return rules?.mapping
  }

  /// Cuts a text table into parts of whole rows; what ends the reading early goes to `last`.
  private func cutText(
    _ log: inout FindingLog, _ last: inout FindingLog, _ size: Int,
    _ begin: (TableRow, inout FindingLog) throws -> Bool,
    _ hand: (TablePart.Content, inout FindingLog) throws -> Void, _ places: () -> [Int]
  ) throws {
    var reader = try CSVReader.open(path, headerRow: headerRow)
    var told = 0
    do {
      var row = TableRow()
      while row.number < headerRow {
        guard try reader.next(&row) else { return }
      }
      guard try begin(row, &log) else { return }
      let places = places()
      var rest: [UInt8] = []
      while let part = try reader.nextPart(rows: size, changing: places, rest: &rest) {
        onBytes?(reader.bytesRead - told)
        told = reader.bytesRead
        try hand(
          .text(
            part.bytes, firstRow: part.firstRow, separator: reader.separator,
            usesDecimalComma: reader.usesDecimalComma), &log)
      }
    } catch let fault as CSVReader.Fault {
      report(fault, &last)
    }
  }

  private func reportEmpty(_ rules: RowRules?, _ rows: Int, _ log: inout FindingLog) {
    if rules == nil || rows == 0, !log.hasErrors {
      log.add(.emptyTable, at: FindingLocation(file: fileName))
    }
  }

  /// What a header says of the rows below it, and whether they can be read.
  private func header(
    _ row: TableRow, _ schema: TableSchema, _ stated: [String: String], _ text: TextStatements,
    _ survey: inout TextSurvey?, _ log: inout FindingLog
  ) throws -> (rules: RowRules, isSound: Bool) {
    let role = schema.table
    let names = survey?.plan(role: role, stated: text).names ?? ColumnText()
    let header = (0..<row.count).map { place in
      names.isPlain ? row.text(place) : names.read(NumberText.trimmed(row.cell(place))).text
    }
    let here = FindingLocation(file: fileName, row: row.number)
    var own = FindingLog()
    let mapping = ColumnMapping(schema, header: header, stated: stated, at: here, log: &own)
    if own.hasErrors { own = try refusal(header, schema, stated, at: here) ?? own }
    let wanted: [(place: Int, names: [String])] = schema.columns.flatMap { column in
      mapping.places(of: column.name).map { ($0, [column.name, header[$0]]) }
    }
    let known = wanted.flatMap(\.names) + header
    for column in text.unknownColumns(of: role, known: known) {
      own.add(
        .encodingColumnMissing, at: here,
        ["column": column, "table": role, "found": header.joined(separator: ", ")])
    }
    let plan = survey?.plan(role: role, file: fileName, wanted: wanted, stated: text, log: &own)
    log.add(own)
    let rules = RowRules(
      mapping: mapping, table: role, file: fileName, isText: isText, width: header.count,
      wanted: wanted, plan: plan)
    return (rules, !own.hasErrors)
  }

  /// Cells of a row that may be a title; a row of more is a header, if a strange one.
  private static let widestTitle = 1_000

  /// What to say of a row that is no header where it can be told why; `nil` where it cannot.
  private func refusal(
    _ header: [String], _ schema: TableSchema, _ stated: [String: String],
    at here: FindingLocation
  ) throws -> FindingLog? {
    var log = FindingLog()
    if header.count == 1,
      let mark = Self.otherSeparator(in: header[0], schema, stated: stated)
    {
      log.add(.wrongSeparator, at: here, ["mark": mark == "\t" ? "TAB" : String(mark)])
    } else if header.count <= Self.widestTitle,
      let (row, names) = try headerElsewhere(schema, stated: stated)
    {
      log.add(
        .headerRowElsewhere, at: here,
        [
          "row": "\(row)", "table": schema.table,
          "found": names.filter { !$0.isEmpty }.joined(separator: ", "),
        ])
    } else {
      return nil
    }
    return log
  }

  /// Reads every row as it stands, the header and what is above it included, without asking what the
  /// columns mean; `body` says whether to read on. Text in an encoding that is not clear is read as UTF-8.
  public func readRows(_ body: (TableRow) throws -> Bool) throws {
    var log = FindingLog()
    var survey = try survey(isWanted: false)
    let plan = survey?.plan()
    try visitRows(&log) { row, _ in
      guard let plan else { return try body(row) }
      var text = plan
      if row.number <= headerRow {
        text.columns = Array(repeating: plan.names, count: row.count)
      }
      var row = row
      _ = row.recode(0..<row.count, text)
      return try body(row)
    }
  }

  /// The values of all columns that are not plain ASCII; `nil` where the whole table is Unicode, unless
  /// `isWanted`: a statement is to be held against it.
  private func survey(isWanted: Bool) throws -> TextSurvey? {
    var survey = TextSurvey()
    if isText {
      if try CSVReader.isUTF8(path), !isWanted { return nil }
    } else {
      let dataset = try VectorDataset(path, layer: sheet)
      guard let own = dataset.surveyText(isWanted: isWanted, isWholeLayer: false) else {
        return nil
      }
      survey = own
    }
    var log = FindingLog()
    try visitRows(&log) { row, _ in
      if row.number == headerRow { survey.setNames((0..<row.count).map { Array(row.cell($0)) }) }
      guard row.number > headerRow, TextEncoding.isBeyondASCII(row.bytes) else { return true }
      for place in 0..<row.count {
        survey.add(NumberText.trimmed(row.cell(place)), column: place, row: "\(row.number)")
      }
      return true
    }
    return survey
  }

  private func visitRows(
    _ log: inout FindingLog, _ visit: (TableRow, inout FindingLog) throws -> Bool
  ) throws {
    try isText ? readText(visit, &log) : readLayer(visit, &log)
  }

  private func readText(
    _ visit: (TableRow, inout FindingLog) throws -> Bool, _ log: inout FindingLog
  ) throws {
    var reader = try CSVReader.open(path, headerRow: headerRow)
    var row = TableRow()
    var told = 0
    do {
      while try reader.next(&row) {
        if try !visit(row, &log) { break }
        if reader.bytesRead != told {
          onBytes?(reader.bytesRead - told)
          told = reader.bytesRead
        }
      }
    } catch let fault as CSVReader.Fault {
      report(fault, &log)
    }
  }

  private func report(_ fault: CSVReader.Fault, _ log: inout FindingLog) {
    switch fault {
    case .unclosedQuote(let number):
      log.add(.unclosedQuote, at: FindingLocation(file: fileName, row: number))
    case .rowTooLong(let number):
      log.add(
        .rowTooLong, at: FindingLocation(file: fileName, row: number),
        ["limit": "\(CSVReader.rowLimit)"])
    }
  }

  private func readLayer(
    _ visit: (TableRow, inout FindingLog) throws -> Bool, _ log: inout FindingLog
  ) throws {
    let handle = try GDALRuntime.open(path, flags: GDAL_OF_VECTOR, isRecoding: false)
    defer { GDALClose(handle) }
    let rows = try GDALRuntime.orderedRows(of: path, table: nil, in: handle)
    defer { if let rows { GDALDatasetReleaseResultSet(handle, rows) } }
    let found =
      rows ?? sheet.map { GDALDatasetGetLayerByName(handle, $0) } ?? GDALDatasetGetLayer(handle, 0)
    let names = (0..<GDALDatasetGetLayerCount(handle)).compactMap {
      GDALDatasetGetLayer(handle, $0).map { String(cString: OGR_L_GetName($0)) }
    }
    guard let layer = found else {
      throw GeoError(
        .notFound, path: path,
        detail: "no sheet or layer \(sheet ?? "1"); found: \(names.joined(separator: ", "))")
    }
    let driver = String(cString: GDALGetDriverShortName(GDALGetDatasetDriver(handle)))
    reportSheets(names, reading: String(cString: OGR_L_GetName(layer)), driver, &log)
    let definition = OGR_L_GetLayerDefn(layer)
    let count = OGR_FD_GetFieldCount(definition)
    var row = TableRow()
    // A sheet keeps its header as an ordinary row; a database table has its names apart.
    let isSheet = ["XLSX", "ODS", "XLS"].contains(driver)
    if !isSheet {
      row.number = headerRow
      for field in 0..<count {
        row.append(
          SourceText.bytes(OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(definition, field))))
      }
      if try !visit(row, &log) { return }
    }
    OGR_L_ResetReading(layer)
    var order = 1
    while let feature = OGR_L_GetNextFeature(layer) {
      defer { OGR_F_Destroy(feature) }
      row.clear()
      order += 1
      row.number = isSheet ? Int(OGR_F_GetFID(feature)) : order
      for field in 0..<count {
        if OGR_F_IsFieldSetAndNotNull(feature, field) != 0,
          OGR_Fld_GetType(OGR_F_GetFieldDefnRef(feature, field)) == OFTString
        {
          row.append(SourceText.bytes(OGR_F_GetFieldAsString(feature, field)))
        } else {
          row.append(FieldValue(feature, field).text)
        }
      }
      if try !visit(row, &log) { return }
    }
  }
}
