import CGDAL

/// Writes layers of polygons or points into a new GeoPackage, one after the other, with embedded QGIS styles if wanted. Equal input gives
/// equal bytes. `finish` must be called: an error at closing is then not lost.
public struct GeoPackageWriter: ~Copyable {
  /// What the features of the layer are.
  public enum Geometry: Sendable {
    /// Polygons, stored as multipolygons.
    case polygons
    /// Points.
    case points
  }

  private(set) var dataset: GDALDatasetH?
  private var layer: OGRLayerH
  private let path: String
  private var geometry: Geometry

  /// Creates the file and the layer.
  public init(
    _ path: String, layer name: String, reference: CoordinateReference,
    fields: [FieldDefinition], title: String, geometry: Geometry = .polygons
  ) throws(GeoError) {
    GDALRuntime.start()
    CPLErrorReset()
    func fail() -> GeoError {
      GeoError(.writeFailed, path: path, detail: GDALRuntime.takeLastError())
    }
    guard let driver = GDALGetDriverByName("GPKG"),
      let created = GDALCreate(driver, path, 0, 0, 0, GDT_Unknown, nil)
    else { throw fail() }
    let made: OGRLayerH
    do throws(GeoError) {
      made = try Self.addLayer(
        name, to: created, path, reference: reference, fields: fields, title: title,
        geometry: geometry)
    } catch {
      GDALClose(created)
      throw error
    }
    dataset = created
    layer = made
    self.path = path
    self.geometry = geometry
    GDALDatasetStartTransaction(created, 0)
  }

  /// Begins a further layer: what is added from now on goes there.
  public mutating func beginLayer(
    _ name: String, reference: CoordinateReference, fields: [FieldDefinition], title: String,
    geometry: Geometry
  ) throws(GeoError) {
    guard let dataset else { throw failure() }
    layer = try Self.addLayer(
      name, to: dataset, path, reference: reference, fields: fields, title: title,
      geometry: geometry)
    self.geometry = geometry
  }

  private static func addLayer(
    _ name: String, to dataset: GDALDatasetH, _ path: String, reference: CoordinateReference,
    fields: [FieldDefinition], title: String, geometry: Geometry
  ) throws(GeoError) -> OGRLayerH {
    CPLErrorReset()
    func fail() -> GeoError {
      GeoError(.writeFailed, path: path, detail: GDALRuntime.takeLastError())
    }
    let srs = OSRNewSpatialReference(nil)
    defer { OSRDestroySpatialReference(srs) }
    OSRSetFromUserInput(srs, reference.authorityCode ?? reference.wkt)
    OSRSetAxisMappingStrategy(srs, OAMS_TRADITIONAL_GIS_ORDER)
    let made = GDALRuntime.withStringList(["IDENTIFIER=\(title)", "GEOMETRY_NAME=geom"]) {
      options in
      GDALDatasetCreateLayer(
        dataset, name, srs, geometry == .points ? wkbPoint : wkbMultiPolygon, options)
    }
    guard let made else { throw fail() }
    for field in fields {
      let type = field.kind == .integer ? OFTInteger64 : field.kind == .real ? OFTReal : OFTString
      let definition = OGR_Fld_Create(field.name, type)
      defer { OGR_Fld_Destroy(definition) }
      if OGR_L_CreateField(made, definition, 0) != OGRERR_NONE { throw fail() }
    }
    return made
  }

  deinit { if let dataset { GDALClose(dataset) } }

  /// Adds a feature; `wkb` may be empty for a feature without geometry.
  public func add(_ values: [FieldValue], wkb: [UInt8]) throws(GeoError) {
    CPLErrorReset()
    guard let feature = OGR_F_Create(OGR_L_GetLayerDefn(layer)) else { throw failure() }
    defer { OGR_F_Destroy(feature) }
    for (index, value) in values.enumerated() {
      let place = Int32(index)
      switch value {
      case .null: OGR_F_SetFieldNull(feature, place)
      case .integer(let number): OGR_F_SetFieldInteger64(feature, place, number)
      case .real(let number):
        if number.isFinite {
          OGR_F_SetFieldDouble(feature, place, number)
        } else {
          OGR_F_SetFieldNull(feature, place)
        }
      case .text(let text): OGR_F_SetFieldString(feature, place, text)
      }
    }
    if !wkb.isEmpty {
      var shape: OGRGeometryH?
      guard OGR_G_CreateFromWkb(wkb, nil, &shape, Int32(wkb.count)) == OGRERR_NONE else {
        throw failure()
      }
      // Takes the geometry over and gives it back as a multipolygon.
      OGR_F_SetGeometryDirectly(
        feature, geometry == .points ? shape : OGR_G_ForceToMultiPolygon(shape))
    }
    guard OGR_L_CreateFeature(layer, feature) == OGRERR_NONE else { throw failure() }
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
    else { throw failure() }
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
      guard OGR_L_CreateField(styles, definition, 0) == OGRERR_NONE else { throw failure() }
    }
    for (place, style) in stored.enumerated() {
      guard let feature = OGR_F_Create(OGR_L_GetLayerDefn(styles)) else { throw failure() }
      defer { OGR_F_Destroy(feature) }
      let values = [
        "", "", layerName, "geom", style.name, style.qml, "", place == 0 ? "1" : "0", style.name,
        "",
        "", "2000/01/01 00:00:00+00",
      ]
      for (index, value) in values.enumerated() {
        OGR_F_SetFieldString(feature, Int32(index), value)
      }
      guard OGR_L_CreateFeature(styles, feature) == OGRERR_NONE else { throw failure() }
    }
  }

  /// Commits and closes; what the disk refused is thrown here.
  public consuming func finish() throws(GeoError) {
    guard let open = dataset else { return }
    CPLErrorReset()
    let committed = GDALDatasetCommitTransaction(open) == OGRERR_NONE
    let error = committed ? nil : failure()
    dataset = nil
    CPLErrorReset()
    GDALClose(open)
    if let error { throw error }
    // GDAL 3.6 returns nothing from closing: its last message is all there is.
    if CPLGetLastErrorType() == CE_Failure || CPLGetLastErrorType() == CE_Fatal { throw failure() }
  }

  private func failure() -> GeoError {
    GeoError(.writeFailed, path: path, detail: GDALRuntime.takeLastError())
  }
}
