import CGDAL
public import ForestModel
import Glibc

/// A table of any kind: CSV by our own reader; XLSX, ODS, DBF, GeoPackage and PostgreSQL through
/// GDAL. Sheets and layers are named behind a colon: `book.xlsx:Sheet`.
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
    let isService = name.hasPrefix("PG:")
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
  /// cells, not UTF-8 - is a finding, and `body` gets it with the finding's kind, so that what can be
  /// read of it is not lost. The mapping is made first; with a required column missing no row is read.
  /// - Returns: the mapping, and the number of rows that are not blank.
  public func read(
    _ schema: TableSchema, stated: [String: String], log: inout FindingLog,
    _ body: (TableRow, ColumnMapping, FindingKind?, inout FindingLog) throws -> Void
  ) throws -> (mapping: ColumnMapping?, rows: Int) {
    var mapping: ColumnMapping?
    var width = 0
    var rows = 0
    var usualSurplus: Int?
    let file = fileName
    guard checkContent(&log) else { return (nil, 0) }
    let visit: (TableRow, inout FindingLog) throws -> Bool = { row, log in
      if row.number < headerRow || (row.number > headerRow && row.isBlank) { return true }
      if row.number > headerRow { rows += 1 }
      if !row.isUTF8 {
        log.add(.notUTF8, at: FindingLocation(file: file, row: row.number))
        if let mapping { try body(row, mapping, .notUTF8, &log) }
        return row.number != headerRow
      }
      if row.number == headerRow {
        let header = (0..<row.count).map { row.text($0) }
        width = header.count
        let here = FindingLocation(file: file, row: row.number)
        var own = FindingLog()
        mapping = ColumnMapping(schema, header: header, stated: stated, at: here, log: &own)
        if own.hasErrors { own = try refusal(header, schema, stated, at: here) ?? own }
        log.add(own)
        return !own.hasErrors
      }
      // Cells beyond the header are forgiven when they are blank and every row has as many: spreadsheets
      // add separators. In a single row they are a decimal comma that parted a number in two.
      let surplus = max(0, row.count - width)
      let usual = usualSurplus ?? surplus
      usualSurplus = usual
      let extra =
        surplus != usual
        || (width..<max(width, row.count)).contains { !row.isMissing($0) }
      guard let mapping else { return false }
      let isWhole = row.count >= width && !extra
      if !isWhole {
        log.add(
          .wrongCellCount, at: FindingLocation(file: file, row: row.number),
          ["read": "\(row.count)", "expected": "\(width)"])
      }
      try body(row, mapping, isWhole ? nil : .wrongCellCount, &log)
      return true
    }
    try isText ? readText(visit, &log) : readLayer(visit, &log)
    if mapping == nil || (rows == 0 && !log.hasErrors) {
      if !log.hasErrors { log.add(.emptyTable, at: FindingLocation(file: fileName)) }
    }
    return (mapping, rows)
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
  /// columns mean; `body` says whether to read on.
  public func readRows(_ body: (TableRow) throws -> Bool) throws {
    var log = FindingLog()
    try isText
      ? readText({ row, _ in try body(row) }, &log) : readLayer({ row, _ in try body(row) }, &log)
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
    } catch CSVReader.Fault.unclosedQuote(let number) {
      log.add(.unclosedQuote, at: FindingLocation(file: fileName, row: number))
    } catch CSVReader.Fault.rowTooLong(let number) {
      log.add(
        .rowTooLong, at: FindingLocation(file: fileName, row: number),
        ["limit": "\(CSVReader.rowLimit)"])
    }
  }

  private func readLayer(
    _ visit: (TableRow, inout FindingLog) throws -> Bool, _ log: inout FindingLog
  ) throws {
    let handle = try GDALRuntime.open(path, flags: GDAL_OF_VECTOR)
    defer { GDALClose(handle) }
    let found =
      sheet.map { GDALDatasetGetLayerByName(handle, $0) } ?? GDALDatasetGetLayer(handle, 0)
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
        row.append(String(cString: OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(definition, field))))
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
        row.append(FieldValue(feature, field).text)
      }
      if try !visit(row, &log) { return }
    }
  }
}
