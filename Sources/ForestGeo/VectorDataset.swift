import CGDAL
import ForestModel

/// The value of a field of a feature.
public enum FieldValue: Sendable, Equatable {
  /// Not set, or null.
  case null
  /// A whole number.
  case integer(Int64)
  /// A number.
  case real(Double)
  /// Text, a date, anything else.
  case text(String)

  init(_ feature: OGRFeatureH, _ index: Int32) {
    guard OGR_F_IsFieldSetAndNotNull(feature, index) != 0 else {
      self = .null
      return
    }
    switch OGR_Fld_GetType(OGR_F_GetFieldDefnRef(feature, index)) {
    case OFTInteger, OFTInteger64: self = .integer(OGR_F_GetFieldAsInteger64(feature, index))
    case OFTReal: self = .real(OGR_F_GetFieldAsDouble(feature, index))
    default: self = .text(String(cString: OGR_F_GetFieldAsString(feature, index)))
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
  /// Why the geometry is not valid, in the words of GEOS; `nil` when it is valid or was not checked.
  public let invalidReason: String?
  /// The parts of an invalid polygon as GEOS would repair it, only to say how much land it is about.
  public let repaired: PolygonShape?
  /// The geometry as stored, ISO WKB, where asked for.
  public let wkb: [UInt8]
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
  }

  private let dataset: GDALDatasetH
  private let layer: OGRLayerH
  private let path: String
  /// Name of the layer.
  public let layerName: String
  /// The stored reference, if there is one.
  public let reference: CoordinateReference?
  /// Fields in order.
  public let fields: [FieldDefinition]
  /// Number of features.
  public let count: Int

  /// Opens a layer; `nil` takes the first.
  public init(_ path: String, layer name: String? = nil) throws(GeoError) {
    let handle = try GDALRuntime.open(path, flags: GDAL_OF_VECTOR)
    do throws(GeoError) {
      let found =
        name.map { GDALDatasetGetLayerByName(handle, $0) } ?? GDALDatasetGetLayer(handle, 0)
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
          .openFailed, path: path, .fileDamaged, ["reason": GDALRuntime.takeLastError()])
      }
      reference = try CoordinateReference(OGR_L_GetSpatialRef(found))
      layer = found
    } catch {
      GDALClose(handle)
      throw error
    }
    dataset = handle
    self.path = path
    layerName = String(cString: OGR_L_GetName(layer))
    let definition = OGR_L_GetLayerDefn(layer)
    fields = (0..<OGR_FD_GetFieldCount(definition)).map { index in
      let field = OGR_FD_GetFieldDefn(definition, index)
      let kind: FieldKind =
        switch OGR_Fld_GetType(field) {
        case OFTInteger, OFTInteger64: .integer
        case OFTReal: .real
        default: .text
        }
      return FieldDefinition(String(cString: OGR_Fld_GetNameRef(field)), kind)
    }
    count = Int(OGR_L_GetFeatureCount(layer, 1))
  }

  deinit { GDALClose(dataset) }

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
        [
          "held": "\(index)", "declared": "\(count)", "reason": GDALRuntime.takeLastError(),
        ])
    }
  }

  private func read(_ handle: OGRFeatureH, _ wanted: Wanted) -> Feature {
    var values: [FieldValue] = []
    if wanted.contains(.values) {
      values = (0..<Int32(fields.count)).map { FieldValue(handle, $0) }
    }
    var shape = FeatureGeometry.missing
    var reason: String?
    var repaired: PolygonShape?
    var wkb: [UInt8] = []
    if let geometry = OGR_F_GetGeometryRef(handle), OGR_G_IsEmpty(geometry) == 0 {
      shape = Self.shape(of: geometry)
      if wanted.contains(.validity), case .polygon = shape {
        CPLErrorReset()
        if OGR_G_IsValid(geometry) == 0 {
          reason = GDALRuntime.takeLastError()
          repaired = Self.repair(geometry)
        }
      }
      if wanted.contains(.wkb) {
        wkb = [UInt8](repeating: 0, count: Int(OGR_G_WkbSize(geometry)))
        OGR_G_ExportToIsoWkb(geometry, wkbNDR, &wkb)
      }
    }
    return Feature(
      fid: OGR_F_GetFID(handle), values: values, geometry: shape, invalidReason: reason,
      repaired: repaired, wkb: wkb)
  }

  private static func shape(of geometry: OGRGeometryH) -> FeatureGeometry {
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

  private static func repair(_ geometry: OGRGeometryH) -> PolygonShape? {
    guard let valid = OGR_G_MakeValid(geometry) else { return nil }
    defer { OGR_G_DestroyGeometry(valid) }
    if case .polygon(let shape) = shape(of: valid) { return shape }
    // A collection: lines that were left over count for nothing.
    var all = PolygonShape()
    for part in 0..<OGR_G_GetGeometryCount(valid) {
      guard let part = OGR_G_GetGeometryRef(valid, part), case .polygon(let shape) = shape(of: part)
      else { continue }
      let start = all.x.count
      all.x += shape.x
      all.y += shape.y
      all.rings += shape.rings.map {
        .init(
          range: ($0.range.lowerBound + start)..<($0.range.upperBound + start), isHole: $0.isHole)
      }
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
