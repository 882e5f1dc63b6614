import CGDAL

/// Writes layers of polygons or points into a new GeoPackage, one after the other, with embedded QGIS styles if wanted. Equal input gives
/// equal bytes. `finish` must be called: an error at closing is then not lost.
public struct GeoPackageWriter: ~Copyable {
  /// Whether the features of a layer are polygons, stored as multipolygons, or points.
  public typealias Geometry = LayerGeometry

  private var file: LayerFile
  private var layer: LayerHandle

  /// The handle, for what only a GeoPackage holds.
  var dataset: GDALDatasetH? { file.dataset }

  /// Creates the file and the layer.
  public init(
    _ path: String, layer name: String, reference: CoordinateReference,
    fields: [FieldDefinition], title: String, geometry: Geometry = .multipolygons
  ) throws(GeoError) {
    let file = try LayerFile(path, driver: "GPKG")
    layer = try Self.addLayer(
      name, to: file, reference: reference, fields: fields, title: title, geometry: geometry)
    self.file = file
    GDALDatasetStartTransaction(self.file.dataset, 0)
  }

  /// Begins a further layer: what is added from now on goes there.
  public mutating func beginLayer(
    _ name: String, reference: CoordinateReference, fields: [FieldDefinition], title: String,
    geometry: Geometry
  ) throws(GeoError) {
    layer = try Self.addLayer(
      name, to: file, reference: reference, fields: fields, title: title, geometry: geometry)
  }

  private static func addLayer(
    _ name: String, to file: borrowing LayerFile, reference: CoordinateReference,
    fields: [FieldDefinition], title: String, geometry: Geometry
  ) throws(GeoError) -> LayerHandle {
    try file.addLayer(
      name, geometry, reference: reference, fields: fields.map { SizedField($0) },
      options: ["IDENTIFIER=\(title)", "GEOMETRY_NAME=geom"])
  }

  /// Adds a feature; `wkb` may be empty for a feature without geometry.
  public func add(_ values: [FieldValue], wkb: [UInt8]) throws(GeoError) {
    if !layer.add(values, wkb: wkb) { throw file.failure() }
  }

  /// Stores a QGIS style as the layer's default, in the table that QGIS looks for.
  public func addStyle(_ qml: String, named name: String, layer layerName: String) throws(GeoError)
  {
    try addStyles([(name, qml)], layer: layerName)
  }

  /// Stores QGIS styles, the first of them as the layer's default.
  public func addStyles(
    _ stored: [(name: String, qml: String)], layer layerName: String
  ) throws(GeoError) {
    CPLErrorReset()
    let known = GDALDatasetGetLayerByName(dataset, "layer_styles")
    guard
      let styles = known ?? GDALDatasetCreateLayer(dataset, "layer_styles", nil, wkbNone, nil)
    else { throw file.failure() }
    let columns: [(String, OGRFieldType)] = [
      ("f_table_catalog", OFTString), ("f_table_schema", OFTString), ("f_table_name", OFTString),
      ("f_geometry_column", OFTString), ("styleName", OFTString), ("styleQML", OFTString),
      ("styleSLD", OFTString), ("useAsDefault", OFTInteger), ("description", OFTString),
      ("owner", OFTString), ("ui", OFTString), ("update_time", OFTDateTime),
    ]
    for (column, type) in columns where known == nil {
      let definition = OGR_Fld_Create(column, type)
      defer { OGR_Fld_Destroy(definition) }
      if column == "useAsDefault" { OGR_Fld_SetSubType(definition, OFSTBoolean) }
      guard OGR_L_CreateField(styles, definition, 0) == OGRERR_NONE else { throw file.failure() }
    }
    for (place, style) in stored.enumerated() {
      guard let feature = OGR_F_Create(OGR_L_GetLayerDefn(styles)) else { throw file.failure() }
      defer { OGR_F_Destroy(feature) }
      let values = [
        "", "", layerName, "geom", style.name, style.qml, "", place == 0 ? "1" : "0", style.name,
        "",
        "", "2000/01/01 00:00:00+00",
      ]
      for (index, value) in values.enumerated() {
        OGR_F_SetFieldString(feature, Int32(index), value)
      }
      guard OGR_L_CreateFeature(styles, feature) == OGRERR_NONE else { throw file.failure() }
    }
  }

  /// Commits and closes; what the disk refused is thrown here.
  public consuming func finish() throws(GeoError) {
    CPLErrorReset()
    if GDALDatasetCommitTransaction(dataset) != OGRERR_NONE { throw file.failure() }
    try file.close()
  }
}
