import CGDAL

extension GDALRuntime {
  /// The rows of a table of a database, in an order that depends on nothing but what they hold: that of the
  /// primary key, else that of the rows written out as text. A table without ORDER BY has no order, and each
  /// connection may see another one. `nil` for anything that is no database.
  ///
  /// The caller hands the layer back with `GDALDatasetReleaseResultSet` before it closes the dataset.
  static func orderedRows(
    of path: String, table name: String?, in dataset: GDALDatasetH
  ) throws(GeoError) -> OGRLayerH? {
    guard PostgresSource.isNamed(by: path) else { return nil }
    let source = try PostgresSource(path).taking(table: name)
    guard let table = source.table else {
      throw GeoError(
        .tableNotNamed, path: source.label, detail: tables(of: dataset).joined(separator: ", "))
    }
    CPLErrorReset()
    guard let layer = GDALDatasetGetLayerByName(dataset, table) else {
      CPLErrorReset()
      throw GeoError(
        .notFound, path: source.label,
        detail: "no such table; tables found: \(tables(of: dataset).joined(separator: ", "))")
    }
    let known = String(cString: OGR_L_GetName(layer))
    let parts = known.split(separator: ".", maxSplits: 1).map(String.init)
    let relation = (table.contains(".") ? parts : [known]).map(quoted).joined(separator: ".")
    let key = String(cString: OGR_L_GetFIDColumn(layer))
    let geometry = String(cString: OGR_L_GetGeometryColumn(layer))
    var columns: [String] = []
    if !key.isEmpty {
      columns.append("\(quoted(key)) AS ogc_fid")
      // A key that GDAL itself made is the number of the feature and no field, as in a GeoPackage.
      if !["fid", "ogc_fid"].contains(key) { columns.append(quoted(key)) }
    }
    if !geometry.isEmpty { columns.append(quoted(geometry)) }
    let definition = OGR_L_GetLayerDefn(layer)
    for index in 0..<OGR_FD_GetFieldCount(definition) {
      columns.append(
        quoted(String(cString: OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(definition, index)))))
    }
    let order = key.isEmpty ? "forestcarbon_row::text COLLATE \"C\"" : quoted(key)
    let query =
      "SELECT \(columns.joined(separator: ", ")) FROM \(relation) AS forestcarbon_row ORDER BY \(order)"
    CPLErrorReset()
    guard let rows = GDALDatasetExecuteSQL(dataset, query, nil, nil) else {
      throw GeoError(.readFailed, path: source.label, detail: takeDatabaseError())
    }
    return rows
  }

  /// What the server said last, on one line.
  static func takeDatabaseError() -> String {
    takeLastError().split(whereSeparator: \.isNewline)
      .map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
      .filter { !$0.isEmpty }.joined(separator: "; ")
  }

  /// A name as SQL takes it, whatever letters it has.
  static func quoted(_ identifier: String) -> String {
    "\"" + identifier.replacing("\"", with: "\"\"") + "\""
  }

  private static func tables(of dataset: GDALDatasetH) -> [String] {
    (0..<GDALDatasetGetLayerCount(dataset)).compactMap {
      GDALDatasetGetLayer(dataset, $0).map { String(cString: OGR_L_GetName($0)) }
    }.sorted()
  }
}
