import CGDAL
public import ForestModel

/// The value of a field of a feature.
public enum FieldValue: Sendable, Equatable {
  /// Not set, or null.
  case null
  /// A whole number.
  case integer(Int64)
  /// A number.
  case real(Double)
  /// Text in NFC, a date, anything else.
  case text(String)

  init(_ feature: OGRFeatureH, _ index: Int32) {
    var damaged = 0
    self.init(feature, index, ColumnText(), damaged: &damaged)
  }

  /// - Parameter damaged: gets the number of bytes of a text that mean nothing.
  init(_ feature: OGRFeatureH, _ index: Int32, _ column: ColumnText, damaged: inout Int) {
    guard OGR_F_IsFieldSetAndNotNull(feature, index) != 0 else {
      self = .null
      return
    }
    switch OGR_Fld_GetType(OGR_F_GetFieldDefnRef(feature, index)) {
    case OFTInteger, OFTInteger64: self = .integer(OGR_F_GetFieldAsInteger64(feature, index))
    case OFTReal: self = .real(OGR_F_GetFieldAsDouble(feature, index))
    default:
      let found = column.read(SourceText.bytes(OGR_F_GetFieldAsString(feature, index)))
      damaged += found.meaningless
      self = .text(found.text)
    }
  }

  /// The value as written into a CSV file; empty when null.
  public var text: String {
    switch self {
    case .null: ""
    case .integer(let value): String(value)
    case .real(let value): value.csvText
    case .text(let value): value
    }
  }

  /// The value as a number, if it is one.
  public var number: Double? {
    switch self {
    case .null: nil
    case .integer(let value): Double(value)
    case .real(let value): value
    case .text(let value): Double(value)
    }
  }
}

/// Kind of a field.
public enum FieldKind: Sendable, Equatable {
  /// Whole numbers.
  case integer
  /// Numbers.
  case real
  /// Text.
  case text
}

/// Name and kind of a field.
public struct FieldDefinition: Sendable, Equatable {
  /// Name.
  public var name: String
  /// Kind.
  public var kind: FieldKind

  /// Describes a field.
  public init(_ name: String, _ kind: FieldKind) {
    self.name = name
    self.kind = kind
  }
}

/// The geometry of a feature as read.
public enum FeatureGeometry: Sendable, Equatable {
  /// No geometry, or an empty one.
  case missing
  /// A polygon or multipolygon.
  case polygon(PolygonShape)
  /// Something else, by its name.
  case other(String)
}

/// One feature as a value.
public struct Feature: Sendable {
  /// Feature id in the file.
  public let fid: Int64
  /// Values in order of the layer's fields.
  public let values: [FieldValue]
  /// Geometry.
  public let geometry: FeatureGeometry
  /// Why and where the geometry is not valid; `nil` when it is valid or was not checked.
  public let invalid: InvalidGeometry?
  /// The geometry as GEOS would repair it; `nil` for a valid one, or where nothing is left.
  public let repaired: RepairedGeometry?
  /// The polygon as it was drawn, where a repaired one stands for it.
  public let asDrawn: PolygonShape?
  /// The geometry, ISO WKB, where asked for: as stored, or as repaired where that was asked for.
  public let wkb: [UInt8]
  /// Places of the values of which bytes mean nothing in their encoding, with the number of bytes.
  public let damaged: [(place: Int, bytes: Int)]
  /// Whether it was stored as a collection that holds only polygons, and is read as a multipolygon.
  public let wasCollection: Bool
}

/// A vector layer, opened read-only. Owns GDAL's handle and closes it once; belongs to one task.
public struct VectorDataset: ~Copyable {
  /// What to read of each feature besides its geometry.
  public struct Wanted: OptionSet, Sendable {
    /// One bit per part.
    public let rawValue: Int
    /// Wraps bits.
    public init(rawValue: Int) { self.rawValue = rawValue }
    /// Field values.
    public static let values = Wanted(rawValue: 1)
    /// Validity by GEOS.
    public static let validity = Wanted(rawValue: 2)
    /// WKB for writing the geometry again.
    public static let wkb = Wanted(rawValue: 4)
    /// An invalid polygon is handed over as GEOS repairs it.
    public static let repair = Wanted(rawValue: 8)
  }

  let dataset: GDALDatasetH
  let layer: OGRLayerH
  private let isResultSet: Bool
  let path: String
  private let text: TextPlan
  /// Name of the layer.
  public let layerName: String
  /// The stored reference, if there is one.
  public let reference: CoordinateReference?
  /// Fields in order.
  public let fields: [FieldDefinition]
  /// Number of features.
  public let count: Int

  /// Opens a layer; `nil` takes the first.
  ///
  /// - Parameter text: how names and values are read, as found by a survey; without it as UTF-8.
  public init(
    _ path: String, layer name: String? = nil, text: TextPlan = TextPlan()
  ) throws(GeoError) {
    let handle = try GDALRuntime.open(path, flags: GDAL_OF_VECTOR, isRecoding: false)
    let rows: OGRLayerH?
    do throws(GeoError) {
      rows = try GDALRuntime.orderedRows(of: path, table: name, in: handle)
      let found =
        rows ?? name.map { GDALDatasetGetLayerByName(handle, $0) } ?? GDALDatasetGetLayer(handle, 0)
      guard let found else {
        let names = (0..<GDALDatasetGetLayerCount(handle)).compactMap {
          GDALDatasetGetLayer(handle, $0).map { String(cString: OGR_L_GetName($0)) }
        }
        throw GeoError(
          .notFound, path: path,
          detail: "no layer \(name ?? "1"); layers found: \(names.joined(separator: ", "))")
      }
      // A virtual layer opens its source only now, and says nothing when it is not there.
      CPLErrorReset()
      _ = OGR_L_GetLayerDefn(found)
      let driver = String(cString: GDALGetDriverShortName(GDALGetDatasetDriver(handle)))
      if driver == "OGR_VRT", CPLGetLastErrorType() == CE_Failure {
        throw GeoError(
          .openFailed, path: path, .fileDamaged, GDALRuntime.takeLastReason())
      }
      reference = try CoordinateReference(OGR_L_GetSpatialRef(found))
      layer = found
    } catch {
      GDALClose(handle)
      throw error
    }
    dataset = handle
    isResultSet = rows != nil
    self.path = path
    self.text = text
    layerName =
      isResultSet ? PostgresSource.label(of: path) : String(cString: OGR_L_GetName(layer))
    let definition = OGR_L_GetLayerDefn(layer)
    fields = (0..<OGR_FD_GetFieldCount(definition)).map { index in
      let field = OGR_FD_GetFieldDefn(definition, index)
      let kind: FieldKind =
        switch OGR_Fld_GetType(field) {
        case OFTInteger, OFTInteger64: .integer
        case OFTReal: .real
        default: .text
        }
      return FieldDefinition(
        text.names.read(SourceText.bytes(OGR_Fld_GetNameRef(field))).text, kind)
    }
    count = Int(OGR_L_GetFeatureCount(layer, 1))
  }

  deinit {
    if isResultSet { GDALDatasetReleaseResultSet(dataset, layer) }
    GDALClose(dataset)
  }

  /// Place of a field by name, whatever its case.
  public func field(named name: String) -> Int? {
    fields.firstIndex { $0.name == name }
      ?? fields.firstIndex { $0.name.lowercased() == name.lowercased() }
  }

  /// The box around all features, in the unit of the reference; `nil` without any.
  public var extent: CoordinateBox? {
    var envelope = OGREnvelope()
    CPLErrorReset()
    guard OGR_L_GetExtent(layer, &envelope, 1) == OGRERR_NONE else { return nil }
    return CoordinateBox(
      west: envelope.MinX, south: envelope.MinY, east: envelope.MaxX, north: envelope.MaxY)
  }

  /// The box around the middles of features without the outermost 2.5 % on each side, so that a few stray
  /// features don't speak for the layer; `nil` without any. Reads every geometry.
  public func middleExtent() -> CoordinateBox? {
    OGR_L_ResetReading(layer)
    var x: [Double] = []
    var y: [Double] = []
    while let feature = OGR_L_GetNextFeature(layer) {
      defer { OGR_F_Destroy(feature) }
      guard let geometry = OGR_F_GetGeometryRef(feature), OGR_G_IsEmpty(geometry) == 0 else {
        continue
      }
      var envelope = OGREnvelope()
      OGR_G_GetEnvelope(geometry, &envelope)
      x.append((envelope.MinX + envelope.MaxX) / 2)
      y.append((envelope.MinY + envelope.MaxY) / 2)
    }
    CPLErrorReset()
    return CoordinateBox.middle(x, y)
  }

  /// Calls `body` with the features in file order; those for which `isWanted` is false are passed
  /// over without being decoded.
  public func forEachFeature(
    _ wanted: Wanted, where isWanted: (Int) -> Bool = { _ in true },
    _ body: (Int, Feature) throws -> Void
  ) throws {
    OGR_L_ResetReading(layer)
    CPLErrorReset()
    var index = 0
    while let handle = OGR_L_GetNextFeature(layer) {
      defer { OGR_F_Destroy(handle) }
      if isWanted(index) { try body(index, read(handle, wanted)) }
      index += 1
    }
    if index < count {
      throw GeoError(
        .readFailed, path: path, .layerCutOff,
        ["held": "\(index)", "declared": "\(count)"].merging(GDALRuntime.takeLastReason()) {
          own, _ in own
        })
    }
  }

  /// Calls `body` with the features whose boxes touch a box: west, south, east, north.
  public func forEachFeature(
    _ wanted: Wanted, in box: (west: Double, south: Double, east: Double, north: Double),
    _ body: (Feature) throws -> Void
  ) throws {
    OGR_L_SetSpatialFilterRect(layer, box.west, box.south, box.east, box.north)
    defer { OGR_L_SetSpatialFilter(layer, nil) }
    OGR_L_ResetReading(layer)
    CPLErrorReset()
    while let handle = OGR_L_GetNextFeature(layer) {
      defer { OGR_F_Destroy(handle) }
      try body(read(handle, wanted))
    }
    if CPLGetLastErrorType() == CE_Failure {
      throw GeoError(.readFailed, path: path, detail: GDALRuntime.takeLastError())
    }
  }

  private func read(_ handle: OGRFeatureH, _ wanted: Wanted) -> Feature {
    var values: [FieldValue] = []
    var damaged: [(place: Int, bytes: Int)] = []
    if wanted.contains(.values) {
      for place in fields.indices {
        var bytes = 0
        values.append(FieldValue(handle, Int32(place), text[place], damaged: &bytes))
        if bytes > 0 { damaged.append((place, bytes)) }
      }
    }
    var shape = FeatureGeometry.missing
    var invalid: InvalidGeometry?
    var repaired: RepairedGeometry?
    var asDrawn: PolygonShape?
    var wkb: [UInt8] = []
    let stored = OGR_F_GetGeometryRef(handle)
    let gathered = stored.flatMap(Self.gathered)
    defer { if let gathered { OGR_G_DestroyGeometry(gathered) } }
    if let geometry = gathered ?? stored, OGR_G_IsEmpty(geometry) == 0 {
      shape = Self.shape(of: geometry)
      if case .polygon(let read) = shape, wanted.contains(.validity) || wanted.contains(.repair) {
        invalid = InvalidGeometry(geometry, read)
        if invalid != nil { repaired = RepairedGeometry(geometry, read) }
      }
      if wanted.contains(.repair), invalid != nil, let repaired {
        if case .polygon(let read) = shape { asDrawn = read }
        shape = .polygon(repaired.shape)
        if wanted.contains(.wkb) { wkb = PolygonOverlay.wkb(of: repaired.shape) }
      } else if wanted.contains(.wkb) {
        wkb = Self.wkb(of: geometry)
      }
    }
    return Feature(
      fid: OGR_F_GetFID(handle), values: values, geometry: shape, invalid: invalid,
      repaired: repaired, asDrawn: asDrawn, wkb: wkb, damaged: damaged,
      wasCollection: gathered != nil)
  }

  /// A collection that holds nothing but polygons as the multipolygon that it means, to be destroyed by the caller; `nil`
  /// for any other geometry. As a collection GEOS would not hold its polygons against each other.
  private static func gathered(_ geometry: OGRGeometryH) -> OGRGeometryH? {
    guard OGR_GT_Flatten(OGR_G_GetGeometryType(geometry)) == wkbGeometryCollection,
      OGR_G_IsEmpty(geometry) == 0, holdsOnlyPolygons(geometry)
    else { return nil }
    return OGR_G_ForceToMultiPolygon(OGR_G_Clone(geometry))
  }

  private static func holdsOnlyPolygons(_ geometry: OGRGeometryH) -> Bool {
    (0..<OGR_G_GetGeometryCount(geometry)).allSatisfy { index in
      guard let part = OGR_G_GetGeometryRef(geometry, index) else { return false }
      let type = OGR_GT_Flatten(OGR_G_GetGeometryType(part))
      return type == wkbPolygon || type == wkbMultiPolygon
    }
  }

  static func wkb(of geometry: OGRGeometryH) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: Int(OGR_G_WkbSize(geometry)))
    OGR_G_ExportToIsoWkb(geometry, wkbNDR, &bytes)
    return bytes
  }

  static func shape(of geometry: OGRGeometryH) -> FeatureGeometry {
    // Curves become lines; anything with heights is read flat.
    guard let linear = OGR_G_GetLinearGeometry(geometry, 0, nil) else { return .missing }
    defer { OGR_G_DestroyGeometry(linear) }
    OGR_G_FlattenTo2D(linear)
    var shape = PolygonShape()
    switch OGR_G_GetGeometryType(linear) {
    case wkbPolygon:
      append(linear, to: &shape)
    case wkbMultiPolygon:
      for part in 0..<OGR_G_GetGeometryCount(linear) {
        append(OGR_G_GetGeometryRef(linear, part), to: &shape)
      }
    default:
      return .other(String(cString: OGR_G_GetGeometryName(linear)))
    }
    return shape.x.isEmpty ? .missing : .polygon(shape)
  }

  /// The polygons of a geometry of any kind; `nil` without any. Lines and points are left aside.
  static func polygons(of geometry: OGRGeometryH) -> PolygonShape? {
    if case .polygon(let shape) = shape(of: geometry) { return shape }
    var all = PolygonShape()
    for part in 0..<OGR_G_GetGeometryCount(geometry) {
      guard let part = OGR_G_GetGeometryRef(geometry, part), let shape = polygons(of: part) else {
        continue
      }
      all.append(shape)
    }
    return all.x.isEmpty ? nil : all
  }

  private static func append(_ polygon: OGRGeometryH?, to shape: inout PolygonShape) {
    for index in 0..<OGR_G_GetGeometryCount(polygon) {
      guard let ring = OGR_G_GetGeometryRef(polygon, index) else { continue }
      let count = Int(OGR_G_GetPointCount(ring))
      guard count > 0 else { continue }
      let start = shape.x.count
      shape.x.append(contentsOf: repeatElement(0, count: count))
      shape.y.append(contentsOf: repeatElement(0, count: count))
      let step = Int32(MemoryLayout<Double>.stride)
      shape.x.withUnsafeMutableBufferPointer { xs in
        shape.y.withUnsafeMutableBufferPointer { ys in
          _ = OGR_G_GetPoints(
            ring, xs.baseAddress?.advanced(by: start), step, ys.baseAddress?.advanced(by: start),
            step, nil, 0)
        }
      }
      // A ring left open is closed; GEOS reports it as invalid, so nothing is hidden.
      if shape.x[start] != shape.x[shape.x.count - 1]
        || shape.y[start] != shape.y[shape.y.count - 1]
      {
        shape.x.append(shape.x[start])
        shape.y.append(shape.y[start])
      }
      shape.rings.append(.init(range: start..<shape.x.count, isHole: index > 0))
    }
  }
}
