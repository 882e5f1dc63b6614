import CGDAL

/// A database that results are written into: one transaction from opening to `commit`, so that other people
/// see the old tables or the new ones and never a part. Without `commit` nothing has happened.
public struct PostgresTarget: ~Copyable {
  private var dataset: GDALDatasetH?
  private let label: String

  /// Opens the database for writing.
  public init(_ source: PostgresSource) throws(GeoError) {
    let name = source.taking(table: nil).name
    GDALRuntime.start()
    try GDALRuntime.refuseNetwork(name)
    Drivers.registerDatabase()
    CPLErrorReset()
    guard
      let handle = GDALOpenEx(
        source.connection, UInt32(GDAL_OF_VECTOR | GDAL_OF_UPDATE), nil, nil, nil)
    else {
      throw GeoError(.openFailed, path: source.label, detail: GDALRuntime.takeDatabaseError())
    }
    guard GDALDatasetStartTransaction(handle, 0) == OGRERR_NONE else {
      let error = GeoError(
        .writeFailed, path: source.label, detail: GDALRuntime.takeDatabaseError())
      GDALClose(handle)
      throw error
    }
    label = source.label
    dataset = handle
  }

  deinit {
    guard let dataset else { return }
    GDALDatasetRollbackTransaction(dataset)
    GDALClose(dataset)
  }

  private func failure() -> GeoError {
    GeoError(.writeFailed, path: label, detail: GDALRuntime.takeDatabaseError())
  }

  /// Runs a statement that gives no rows.
  public func execute(_ statement: String) throws(GeoError) {
    CPLErrorReset()
    if let rows = GDALDatasetExecuteSQL(dataset, statement, nil, nil) {
      GDALDatasetReleaseResultSet(dataset, rows)
    }
    if CPLGetLastErrorType() == CE_Failure { throw failure() }
  }

  /// The first row of a query as text; empty text for null, no cells without a row.
  public func row(_ query: String) throws(GeoError) -> [String] {
    CPLErrorReset()
    guard let rows = GDALDatasetExecuteSQL(dataset, query, nil, nil) else { throw failure() }
    defer { GDALDatasetReleaseResultSet(dataset, rows) }
    guard let feature = OGR_L_GetNextFeature(rows) else {
      if CPLGetLastErrorType() == CE_Failure { throw failure() }
      return []
    }
    defer { OGR_F_Destroy(feature) }
    return (0..<OGR_F_GetFieldCount(feature)).map { FieldValue(feature, $0).text }
  }

  /// Makes a reference known to PostGIS under the number that EPSG gives it, where it is not known yet; else
  /// GDAL would give it a number of its own.
  public func register(_ reference: CoordinateReference) throws(GeoError) {
    let parts = (reference.authorityCode ?? "").split(separator: ":")
    guard parts.count == 2, parts[0] == "EPSG", let code = Int32(parts[1]) else { return }
    let srs = OSRNewSpatialReference(nil)
    defer { OSRDestroySpatialReference(srs) }
    guard OSRImportFromEPSG(srs, code) == OGRERR_NONE else { return }
    func text(
      _ export: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> OGRErr
    ) -> String {
      var text: UnsafeMutablePointer<CChar>?
      defer { VSIFree(text) }
      return export(&text) == OGRERR_NONE ? text.map { String(cString: $0) } ?? "" : ""
    }
    let wkt = text { OSRExportToWkt(srs, $0) }
    let proj = text { OSRExportToProj4(srs, $0) }
    let known = try row(
      "SELECT 1 FROM spatial_ref_sys WHERE srid = \(code) OR (auth_name = 'EPSG' AND auth_srid = \(code))"
    )
    guard known.isEmpty else { return }
    try execute(
      "INSERT INTO spatial_ref_sys (srid, auth_name, auth_srid, srtext, proj4text) VALUES (\(code), 'EPSG', \(code), \(Self.literal(wkt)), \(Self.literal(proj)))"
    )
  }

  /// Creates a table in a schema and fills it.
  ///
  /// - Parameters:
  ///   - reference: of the column `geom` of multipolygons; `nil` makes a table without geometry.
  ///   - fill: calls its argument once per row.
  public func create(
    _ table: String, in schema: String, reference: CoordinateReference?, fields: [FieldDefinition],
    fill: ((_ values: [FieldValue], _ wkb: [UInt8]) throws -> Void) throws -> Void
  ) throws {
    CPLErrorReset()
    let options =
      ["SCHEMA=\(schema)", "LAUNDER=NO", "FID=fid", "PRECISION=NO"]
      + (reference == nil ? [] : ["GEOMETRY_NAME=geom", "DIM=2", "SPATIAL_INDEX=GIST"])
    guard
      let layer = LayerHandle(
        in: dataset, table, reference == nil ? nil : .multipolygons, reference: reference,
        fields: fields.map { SizedField($0) }, options: options)
    else { throw failure() }
    try fill { values, wkb in
      guard layer.add(values, wkb: wkb) else { throw failure() }
    }
    CPLErrorReset()
    guard OGR_L_SyncToDisk(layer.layer) == OGRERR_NONE, CPLGetLastErrorType() != CE_Failure else {
      throw failure()
    }
  }

  /// Makes everything that was done visible to others, at once.
  public consuming func commit() throws(GeoError) {
    guard let open = dataset else { return }
    CPLErrorReset()
    let isDone = GDALDatasetCommitTransaction(open) == OGRERR_NONE
    let error = isDone ? nil : failure()
    dataset = nil
    GDALClose(open)
    if let error { throw error }
  }

  /// A name as SQL takes it.
  public static func quoted(_ identifier: String) -> String { GDALRuntime.quoted(identifier) }

  /// A text as SQL takes it.
  public static func literal(_ text: String) -> String {
    // Without a backslash there is nothing but the quotation mark to mind.
    (text.contains("\\") ? " E'" : "'")
      + text.replacing("\\", with: "\\\\").replacing("'", with: "''") + "'"
  }
}
