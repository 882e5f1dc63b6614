import ForestGeo
public import ForestModel

/// What `export` wrote, for the terminal and for `--json`.
public struct ExportSummary: Sendable {
  /// Parcels read; every format and table holds as many.
  public let parcels: Int
  /// Parcels with a figure.
  public let accounted: Int
  /// Their sum, t CO2e.
  public let co2eT: Double
  /// Formats that were written.
  public let formats: [ExportFormat]
  /// Files of a format that was written.
  public func files(of format: ExportFormat) -> [String] { format.files }
  /// Hectares within the dissolved boundary; `nil` where none was written.
  public let boundaryHa: Double?
  /// Size of the raster; `nil` where none was written.
  public let raster: RasterSummary?
  /// Tables of the database with their rows.
  public let tables: [(name: String, rows: Int)]
  /// The database, without a password; `nil` where none was asked for.
  public let database: String?
  /// Findings.
  public let log: FindingLog
  /// Folder of the files.
  public let folder: String

  /// A raster in figures.
  public struct RasterSummary: Sendable {
    /// Cells from west to east, and rows.
    public let columns: Int, rows: Int
    /// Sum of t CO2e per hectare times hectares over all cells.
    public let co2eT: Double
  }

  /// Everything, for `--json`.
  public var json: JSONValue {
    .object([
      "parcels": .integer(parcels), "accounted": .integer(accounted), "co2e_t": .number(co2eT),
      "files": .array(formats.flatMap(\.files).map(JSONValue.string)),
      "boundary_ha": boundaryHa.map(JSONValue.number) ?? .null,
      "raster": raster.map {
        .object([
          "columns": .integer($0.columns), "rows": .integer($0.rows), "co2e_t": .number($0.co2eT),
        ])
      } ?? .null,
      "database": database.map(JSONValue.string) ?? .null,
      "tables": .array(
        tables.map { .object(["name": .string($0.name), "rows": .integer($0.rows)]) }),
    ])
  }
}

extension Workflow {
  /// Writes the results of an estimate in other formats, and into a database. Files appear all together; the
  /// tables of the database do too.
  public static func export(
    _ request: ExportRequest, out: String, context: RunContext
  ) throws(WorkflowError) -> ExportSummary {
    guard request.cellSizeM.isFinite, request.cellSizeM > 0 else {
      throw .usage(
        Phrase(
          "--cell-size takes metres above 0, e.g. 25",
          vi: "--cell-size nhận số mét lớn hơn 0, ví dụ 25"), [:])
    }
    var record = RunRecord(verb: "export", context: context)
    record.parameters = request.parameters
    var log = FindingLog()
    context.progress.begin(
      Phrase("Reading the results of estimate", vi: "Đọc kết quả của estimate"))
    let source = try ExportSource(request, &record, &log)
    try refuseWithoutLayer(request, source, &log)
    let totals = try ExportTotals(source)
    record.results["parcels"] = .integer(source.count)
    record.results["co2e_t"] = .number(totals.co2eT)

    let names = request.fileNames
    try refuseReplacing(out, by: names, inputs: record.inputs)
    let folder = try ResultFolder(out, of: "export")
    var boundaryHa: Double?
    var raster: ExportSummary.RasterSummary?
    for format in request.formats {
      context.progress.begin(
        Phrase("Writing \(format.rawValue)", vi: "Ghi \(format.rawValue)"))
      let path = folder.path(format.files[0])
      switch format {
      case .gpkg: try source.writeGeoPackage(path, totals, context.language)
      case .fgb: try source.writeFlatGeobuf(path, totals, scratch: folder.staging)
      case .geojson: try source.writeGeoJSON(path, &record, &log)
      case .shp: try source.writeShapefile(path, &log)
      case .csv: try source.writeTable(path, &record)
      case .xlsx: try source.writeWorkbook(path, totals, context.language, &log)
      case .kml:
        boundaryHa = try source.writeBoundary(
          path, name: request.name, context.language, &record, &log)
      case .cog:
        raster = try source.writeRaster(
          path, cellSizeM: request.cellSizeM, context.progress, context.language, &log)
      }
    }
    if let boundaryHa { record.results["boundary_ha"] = .number(boundaryHa) }
    if let raster { record.results["raster_co2e_t"] = .number(raster.co2eT) }
    if !request.formats.isEmpty {
      try source.writeFieldList(
        folder.path("parcels_fields.csv"), withShapefile: request.formats.contains(.shp))
    }
    var tables: [(name: String, rows: Int)] = []
    var database: String?
    if let name = request.database {
      context.progress.begin(Phrase("Writing the database", vi: "Ghi cơ sở dữ liệu"))
      let export = try PostgresExport(name, schema: request.schema)
      tables = try export.write(
        source, totals, replaces: request.replaces, context.language, runID: source.run.runID)
      database = export.label
      record.results["database"] = .object([
        "name": .string(export.name), "schema": .string(request.schema),
        "tables": .object(
          Dictionary(uniqueKeysWithValues: tables.map { ($0.name, .integer($0.rows)) })),
      ])
      try finish(&record, folder.staging, names, log)
      try export.commit()
    } else {
      try finish(&record, folder.staging, names, log)
    }
    try folder.publish(names + [RunRecord.fileName])
    context.progress.finish()
    return ExportSummary(
      parcels: source.count, accounted: totals.accounted, co2eT: totals.co2eT,
      formats: request.formats, boundaryHa: boundaryHa, raster: raster, tables: tables,
      database: database, log: log, folder: out)
  }

  private static func refuseWithoutLayer(
    _ request: ExportRequest, _ source: ExportSource, _ log: inout FindingLog
  ) throws(WorkflowError) {
    guard source.reference == nil else { return }
    var wanted = request.formats.filter { !$0.isTable }.map(\.rawValue)
    if request.database != nil { wanted.append("PostGIS") }
    guard !wanted.isEmpty else { return }
    log.add(
      .exportNeedsLayer, at: FindingLocation(file: source.folder),
      ["formats": wanted.joined(separator: ", ")])
    throw .findings(log)
  }
}

/// What several formats must know before they write the first parcel.
struct ExportTotals {
  /// Sum of the parcels' figures, t CO2e.
  var co2eT = 0.0
  /// Parcels with a figure.
  var accounted = 0
  /// t CO2e per hectare of them, for the classes of the style.
  var densities: [Double] = []
  /// Whether a parcel has no boundary.
  var hasEmptyShape = false

  init(_ source: ExportSource) throws(WorkflowError) {
    let (total, density) = (source.place("co2e_t"), source.place("co2e_t_ha"))
    var sum = ExactSum()
    var all: [Double] = []
    var count = 0
    var isEmpty = false
    try source.forEach([.values]) { parcel in
      if parcel.shape == nil { isEmpty = true }
      if let value = total.flatMap({ parcel.values[$0].number }) {
        sum.add(value)
        count += 1
      }
      if let value = density.flatMap({ parcel.values[$0].number }), value.isFinite {
        all.append(value)
      }
    }
    co2eT = sum.value
    accounted = count
    densities = all
    hasEmptyShape = isEmpty
  }
}
