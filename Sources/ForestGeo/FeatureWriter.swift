import CGDAL

/// A field with its width, for formats that state one; 0 leaves it to the driver.
public struct SizedField: Sendable {
  let definition: FieldDefinition
  let width: Int
  let decimals: Int

  /// A field; `decimals` only counts for numbers.
  public init(_ definition: FieldDefinition, width: Int = 0, decimals: Int = 0) {
    self.definition = definition
    self.width = width
    self.decimals = decimals
  }
}

/// Writes one layer of multipolygons into a new file with any of GDAL's drivers, feature by feature. Text is
/// UTF-8. Equal input gives equal bytes. `finish` must be called: an error at closing is then not lost.
public struct FeatureWriter: ~Copyable {
  private var dataset: GDALDatasetH?
  private let layer: OGRLayerH
  private let path: String

  /// Creates the file and the layer.
  public init(
    _ path: String, driver: String, layer name: String, reference: CoordinateReference,
    fields: [SizedField], layerOptions: [String]
  ) throws(GeoError) {
    GDALRuntime.start()
    CPLErrorReset()
    func fail() -> GeoError {
      GeoError(.writeFailed, path: path, detail: GDALRuntime.takeLastError())
    }
    guard let handle = GDALGetDriverByName(driver),
      let created = GDALCreate(handle, path, 0, 0, 0, GDT_Unknown, nil)
    else { throw fail() }
    guard
      let made = LayerHandle.create(
        in: created, name, wkbMultiPolygon, reference, fields, layerOptions)
    else {
      let error = fail()
      GDALClose(created)
      throw error
    }
    dataset = created
    layer = made
    self.path = path
  }

  deinit { if let dataset { GDALClose(dataset) } }

  /// Adds a feature; `wkb` may be empty for a feature without geometry.
  public func add(_ values: [FieldValue], wkb: [UInt8]) throws(GeoError) {
    guard LayerHandle.add(values, wkb: wkb, to: layer) else {
      throw GeoError(.writeFailed, path: path, detail: GDALRuntime.takeLastError())
    }
  }

  /// Closes; what the disk refused is thrown here.
  public consuming func finish() throws(GeoError) {
    guard let open = dataset else { return }
    dataset = nil
    CPLErrorReset()
    GDALClose(open)
    // GDAL 3.6 returns nothing from closing: its last message is all there is.
    if CPLGetLastErrorType() == CE_Failure || CPLGetLastErrorType() == CE_Fatal {
      throw GeoError(.writeFailed, path: path, detail: GDALRuntime.takeLastError())
    }
  }
}

/// What writing a layer takes, whatever holds it.
enum LayerHandle {
  /// Creates a layer with its fields, each under just the name it is given; `nil` where GDAL refuses.
  static func create(
    in dataset: GDALDatasetH, _ name: String, _ type: OGRwkbGeometryType,
    _ reference: CoordinateReference?, _ fields: [SizedField], _ options: [String]
  ) -> OGRLayerH? {
    var srs: OGRSpatialReferenceH?
    if let reference {
      srs = OSRNewSpatialReference(nil)
      OSRSetFromUserInput(srs, reference.authorityCode ?? reference.wkt)
      OSRSetAxisMappingStrategy(srs, OAMS_TRADITIONAL_GIS_ORDER)
    }
    defer { if let srs { OSRDestroySpatialReference(srs) } }
    let layer = GDALRuntime.withStringList(options) {
      GDALDatasetCreateLayer(dataset, name, srs, type, $0)
    }
    guard let layer else { return nil }
    for field in fields {
      let type: OGRFieldType =
        switch field.definition.kind {
        case .integer: OFTInteger64
        case .real: OFTReal
        case .text: OFTString
        }
      let definition = OGR_Fld_Create(field.definition.name, type)
      defer { OGR_Fld_Destroy(definition) }
      if field.width > 0 { OGR_Fld_SetWidth(definition, Int32(field.width)) }
      if field.decimals > 0 { OGR_Fld_SetPrecision(definition, Int32(field.decimals)) }
      guard OGR_L_CreateField(layer, definition, 0) == OGRERR_NONE else { return nil }
    }
    return layer
  }

  /// Adds a feature. What GDAL would only warn of - a value that does not fit its field - is a failure.
  static func add(_ values: [FieldValue], wkb: [UInt8], to layer: OGRLayerH) -> Bool {
    guard let feature = OGR_F_Create(OGR_L_GetLayerDefn(layer)) else { return false }
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
        return false
      }
      OGR_F_SetGeometryDirectly(feature, OGR_G_ForceToMultiPolygon(shape))
    }
    CPLErrorReset()
    return OGR_L_CreateFeature(layer, feature) == OGRERR_NONE
      && CPLGetLastErrorType().rawValue < CE_Warning.rawValue
  }
}
