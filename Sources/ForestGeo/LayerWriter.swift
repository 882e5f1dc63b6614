import CGDAL

/// Writes a polygon layer with one of GDAL's drivers, with widths of fields and text as bytes: for
/// formats that do not hold Unicode. Equal input gives equal bytes.
public enum LayerWriter {
  /// A field with its width.
  public struct Field: Sendable {
    let definition: FieldDefinition
    let width: Int
    let decimals: Int

    /// A field; `decimals` only counts for numbers.
    public init(_ definition: FieldDefinition, width: Int, decimals: Int = 0) {
      self.definition = definition
      self.width = width
      self.decimals = decimals
    }
  }

  /// Writes features to a new file.
  ///
  /// - Parameters:
  ///   - driver: GDAL's name, e.g. `ESRI Shapefile`.
  ///   - reference: stored with the layer; `nil` stores none.
  ///   - encode: bytes of a text, without a zero.
  public static func write(
    _ path: String, driver: String, layer name: String, reference: CoordinateReference?,
    fields: [Field], datasetOptions: [String] = [], layerOptions: [String] = [],
    features: [(values: [FieldValue], wkb: [UInt8])], encode: (String) -> [UInt8]
  ) throws(GeoError) {
    GDALRuntime.start()
    CPLErrorReset()
    func fail() -> GeoError {
      GeoError(.writeFailed, path: path, detail: GDALRuntime.takeLastError())
    }
    let created = GDALRuntime.withStringList(datasetOptions) { options in
      GDALGetDriverByName(driver).flatMap { GDALCreate($0, path, 0, 0, 0, GDT_Unknown, options) }
    }
    guard let dataset = created else { throw fail() }
    var srs: OGRSpatialReferenceH?
    if let reference {
      srs = OSRNewSpatialReference(nil)
      OSRSetFromUserInput(srs, reference.authorityCode ?? reference.wkt)
      OSRSetAxisMappingStrategy(srs, OAMS_TRADITIONAL_GIS_ORDER)
    }
    defer { if let srs { OSRDestroySpatialReference(srs) } }
    let layer = GDALRuntime.withStringList(layerOptions) { options in
      GDALDatasetCreateLayer(dataset, name, srs, wkbPolygon, options)
    }
    var error: GeoError?
    if let layer {
      addFields(fields, to: layer)
      for feature in features where error == nil {
        if !add(feature.values, feature.wkb, to: layer, encode) { error = fail() }
      }
    } else {
      error = fail()
    }
    if error == nil { CPLErrorReset() }
    GDALClose(dataset)
    if let error { throw error }
    if CPLGetLastErrorType() == CE_Failure { throw fail() }
  }

  private static func addFields(_ fields: [Field], to layer: OGRLayerH) {
    for field in fields {
      let type: OGRFieldType =
        switch field.definition.kind {
        case .integer: OFTInteger
        case .real: OFTReal
        case .text: OFTString
        }
      let definition = OGR_Fld_Create(field.definition.name, type)
      defer { OGR_Fld_Destroy(definition) }
      OGR_Fld_SetWidth(definition, Int32(field.width))
      if field.definition.kind == .real { OGR_Fld_SetPrecision(definition, Int32(field.decimals)) }
      OGR_L_CreateField(layer, definition, 1)
    }
  }

  private static func add(
    _ values: [FieldValue], _ wkb: [UInt8], to layer: OGRLayerH, _ encode: (String) -> [UInt8]
  ) -> Bool {
    guard let feature = OGR_F_Create(OGR_L_GetLayerDefn(layer)) else { return false }
    defer { OGR_F_Destroy(feature) }
    for (index, value) in values.enumerated() {
      let place = Int32(index)
      switch value {
      case .null: OGR_F_SetFieldNull(feature, place)
      case .integer(let number): OGR_F_SetFieldInteger64(feature, place, number)
      case .real(let number): OGR_F_SetFieldDouble(feature, place, number)
      case .text(let text):
        let bytes = encode(text).map { CChar(bitPattern: $0) } + [0]
        OGR_F_SetFieldString(feature, place, bytes)
      }
    }
    if !wkb.isEmpty {
      var geometry: OGRGeometryH?
      guard OGR_G_CreateFromWkb(wkb, nil, &geometry, Int32(wkb.count)) == OGRERR_NONE else {
        return false
      }
      OGR_F_SetGeometryDirectly(feature, geometry)
    }
    return OGR_L_CreateFeature(layer, feature) == OGRERR_NONE
  }
}
