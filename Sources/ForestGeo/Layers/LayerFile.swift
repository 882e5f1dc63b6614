import CGDAL

/// What the features of a layer that is written are.
public enum LayerGeometry: Sendable {
  /// Polygons, whatever their number of parts, as multipolygons.
  case multipolygons
  /// Polygons as they come.
  case polygons
  /// Points.
  case points

  var type: OGRwkbGeometryType {
    switch self {
    case .multipolygons: wkbMultiPolygon
    case .polygons: wkbPolygon
    case .points: wkbPoint
    }
  }
}

/// A new file of layers while it is written: the one owner of its handle.
struct LayerFile: ~Copyable {
  private(set) var dataset: GDALDatasetH?
  let path: String

  /// Creates the file.
  init(_ path: String, driver: String, options: [String] = []) throws(GeoError) {
    GDALRuntime.start()
    CPLErrorReset()
    let created = GDALRuntime.withStringList(options) { options in
      GDALGetDriverByName(driver).flatMap { GDALCreate($0, path, 0, 0, 0, GDT_Unknown, options) }
    }
    guard let created else {
      throw GeoError(.writeFailed, path: path, detail: GDALRuntime.takeLastError())
    }
    dataset = created
    self.path = path
  }

  deinit { if let dataset { GDALClose(dataset) } }

  /// GDAL's words for what just failed.
  func failure() -> GeoError {
    GeoError(.writeFailed, path: path, detail: GDALRuntime.takeLastError())
  }

  /// Adds a layer with its fields.
  func addLayer(
    _ name: String, _ geometry: LayerGeometry, reference: CoordinateReference?,
    fields: [SizedField], options: [String]
  ) throws(GeoError) -> LayerHandle {
    CPLErrorReset()
    guard
      let layer = LayerHandle(
        in: dataset, name, geometry, reference: reference, fields: fields, options: options)
    else { throw failure() }
    return layer
  }

  /// Closes; what the disk refused is thrown here.
  consuming func close() throws(GeoError) {
    guard let open = dataset else { return }
    dataset = nil
    CPLErrorReset()
    GDALClose(open)
    // GDAL 3.6 returns nothing from closing: its last message is all there is.
    if CPLGetLastErrorType() == CE_Failure || CPLGetLastErrorType() == CE_Fatal { throw failure() }
  }
}

extension SizedField {
  fileprivate var type: OGRFieldType {
    switch definition.kind {
    // Formats with widths have a type of their own for what fits 32 bits.
    case .integer: (1...9).contains(width) ? OFTInteger : OFTInteger64
    case .real: OFTReal
    case .text: OFTString
    }
  }
}

/// A layer that is written to, whatever holds it; valid while its dataset is open.
struct LayerHandle {
  let layer: OGRLayerH
  private let geometry: LayerGeometry?

  /// Creates a layer with its fields, each under just the name it is given; `nil` where GDAL refuses.
  ///
  /// - Parameter geometry: `nil` for a table without.
  init?(
    in dataset: GDALDatasetH?, _ name: String, _ geometry: LayerGeometry?,
    reference: CoordinateReference?, fields: [SizedField], options: [String]
  ) {
    var srs: OGRSpatialReferenceH?
    if let reference {
      srs = OSRNewSpatialReference(nil)
      OSRSetFromUserInput(srs, reference.authorityCode ?? reference.wkt)
      OSRSetAxisMappingStrategy(srs, OAMS_TRADITIONAL_GIS_ORDER)
    }
    defer { if let srs { OSRDestroySpatialReference(srs) } }
    let made = GDALRuntime.withStringList(options) {
      GDALDatasetCreateLayer(dataset, name, srs, geometry?.type ?? wkbNone, $0)
    }
    guard let made else { return nil }
    for field in fields {
      let definition = OGR_Fld_Create(field.definition.name, field.type)
      defer { OGR_Fld_Destroy(definition) }
      if field.width > 0 { OGR_Fld_SetWidth(definition, Int32(field.width)) }
      if field.decimals > 0 { OGR_Fld_SetPrecision(definition, Int32(field.decimals)) }
      guard OGR_L_CreateField(made, definition, 0) == OGRERR_NONE else { return nil }
    }
    layer = made
    self.geometry = geometry
  }

  /// Adds a feature; `wkb` may be empty. A line or point among polygons - a parcel that was rejected for it - keeps its
  /// values and gets no geometry: a GeoPackage may not hold it. What GDAL would only warn of - a value that does not fit its field - is a
  /// failure.
  func add(_ values: [FieldValue], wkb: [UInt8]) -> Bool {
    add(values, wkb: wkb) { OGR_F_SetFieldString($0, $1, $2) }
  }

  /// The same with text in bytes of another encoding, without a zero.
  func add(_ values: [FieldValue], wkb: [UInt8], encode: (String) -> [UInt8]) -> Bool {
    add(values, wkb: wkb) { feature, place, text in
      let bytes = encode(text).map { CChar(bitPattern: $0) } + [0]
      OGR_F_SetFieldString(feature, place, bytes)
    }
  }

  private func add(
    _ values: [FieldValue], wkb: [UInt8], setText: (OGRFeatureH, Int32, String) -> Void
  ) -> Bool {
    guard let feature = OGR_F_Create(OGR_L_GetLayerDefn(layer)) else { return false }
    defer { OGR_F_Destroy(feature) }
    for (index, value) in values.enumerated() {
      let place = Int32(index)
      switch value {
      case .integer(let number): OGR_F_SetFieldInteger64(feature, place, number)
      case .real(let number) where number.isFinite: OGR_F_SetFieldDouble(feature, place, number)
      case .null, .real: OGR_F_SetFieldNull(feature, place)
      case .text(let text): setText(feature, place, text)
      }
    }
    if !wkb.isEmpty {
      var shape: OGRGeometryH?
      guard OGR_G_CreateFromWkb(wkb, nil, &shape, Int32(wkb.count)) == OGRERR_NONE else {
        return false
      }
      // Takes the geometry over and gives it back as a multipolygon, where it is a surface at all.
      if geometry == .multipolygons { shape = OGR_G_ForceToMultiPolygon(shape) }
      if geometry == .multipolygons,
        OGR_GT_Flatten(OGR_G_GetGeometryType(shape)) != wkbMultiPolygon
      {
        OGR_G_DestroyGeometry(shape)
      } else {
        OGR_F_SetGeometryDirectly(feature, shape)
      }
    }
    CPLErrorReset()
    return OGR_L_CreateFeature(layer, feature) == OGRERR_NONE
      && CPLGetLastErrorType().rawValue < CE_Warning.rawValue
  }
}
