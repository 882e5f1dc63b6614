import CGDAL

extension GeoPackageWriter {
  /// Stores a title and a description of columns, by the schema extension of the standard (OGC 12-128r18,
  /// annex F.9): other programs than QGIS show them.
  public func addColumns(
    _ columns: [(name: String, title: String, description: String)], layer: String
  ) throws(GeoError) {
    var statements = [
      """
      CREATE TABLE gpkg_data_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, \
      title TEXT, description TEXT, mime_type TEXT, constraint_name TEXT, \
      CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name), \
      CONSTRAINT gdc_tn UNIQUE (table_name, name))
      """,
      """
      CREATE TABLE gpkg_data_column_constraints (constraint_name TEXT NOT NULL, \
      constraint_type TEXT NOT NULL, value TEXT, min NUMERIC, min_is_inclusive BOOLEAN, max NUMERIC, \
      max_is_inclusive BOOLEAN, description TEXT, \
      CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value))
      """,
    ]
    for table in ["gpkg_data_columns", "gpkg_data_column_constraints"] {
      statements.append(
        "INSERT INTO gpkg_extensions VALUES (\(Self.literal(table)), NULL, 'gpkg_schema', "
          + "'http://www.geopackage.org/spec121/#extension_schema', 'read-write')")
    }
    for column in columns {
      let values = [layer, column.name, column.name, column.title, column.description]
      statements.append(
        "INSERT INTO gpkg_data_columns (table_name, column_name, name, title, description) VALUES ("
          + values.map(Self.literal).joined(separator: ", ") + ")")
    }
    for statement in statements {
      CPLErrorReset()
      if let rows = GDALDatasetExecuteSQL(dataset, statement, nil, nil) {
        GDALDatasetReleaseResultSet(dataset, rows)
      }
      if CPLGetLastErrorType() == CE_Failure {
        throw GeoError(.writeFailed, path: layer, detail: GDALRuntime.takeLastError())
      }
    }
  }

  private static func literal(_ text: String) -> String {
    "'" + text.replacing("'", with: "''") + "'"
  }
}
