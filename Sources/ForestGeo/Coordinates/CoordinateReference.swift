import CGDAL
import CPROJ

/// A coordinate reference system as a value: WKT and what people call it.
public struct CoordinateReference: Sendable, Hashable {
  /// Full definition, WKT2:2019.
  public let wkt: String
  /// Name, e.g. `VN-2000 / TM-3 104-00`.
  public let name: String
  /// `EPSG:9206` where the definition says so.
  public let authorityCode: String?
  /// Whether coordinates are longitude and latitude.
  public let isGeographic: Bool

  /// Metres (or degrees) in one unit of the coordinates.
  public let unitFactor: Double

  /// Code and name, as printed.
  public var label: String { authorityCode.map { "\($0) (\(name))" } ?? name }

  /// Reads `EPSG:9206`, WKT or a PROJ string, without network or files.
  public init(_ text: String) throws(GeoError) {
    GDALRuntime.start()
    let context = proj_context_create()
    defer { proj_context_destroy(context) }
    proj_context_set_enable_network(context, 0)
    proj_log_level(context, PJ_LOG_NONE)
    guard let object = proj_create(context, text) else {
      throw GeoError(.badReference, path: text, detail: "is not a coordinate reference system")
    }
    defer { proj_destroy(object) }
    let type = proj_get_type(object)
    let geographic = [PJ_TYPE_GEOGRAPHIC_2D_CRS, PJ_TYPE_GEOGRAPHIC_3D_CRS]
    let others = [
      PJ_TYPE_PROJECTED_CRS, PJ_TYPE_COMPOUND_CRS, PJ_TYPE_BOUND_CRS, PJ_TYPE_ENGINEERING_CRS,
      PJ_TYPE_OTHER_CRS,
    ]
    guard geographic.contains(type) || others.contains(type),
      let wkt = proj_as_wkt(context, object, PJ_WKT2_2019, nil)
    else {
      throw GeoError(.badReference, path: text, detail: "is not a coordinate reference system")
    }
    self.wkt = String(cString: wkt)
    name = proj_get_name(object).map { String(cString: $0) } ?? text
    if let authority = proj_get_id_auth_name(object, 0), let code = proj_get_id_code(object, 0) {
      authorityCode = "\(String(cString: authority)):\(String(cString: code))"
    } else {
      authorityCode = nil
    }
    let horizontal = Self.horizontalPart(context, object)
    defer { proj_destroy(horizontal) }
    unitFactor = Self.unitFactor(context, horizontal)
    isGeographic = geographic.contains(proj_get_type(horizontal))
  }

  /// The reference stored with a dataset; `nil` when there is none.
  init?(_ handle: OGRSpatialReferenceH?) throws(GeoError) {
    guard let handle else { return nil }
    var text: UnsafeMutablePointer<CChar>?
    let failed = GDALRuntime.withConstantStringList(["FORMAT=WKT2_2019"]) { options in
      OSRExportToWktEx(handle, &text, options) != OGRERR_NONE
    }
    defer { VSIFree(text) }
    guard !failed, let text, text.pointee != 0 else { return nil }
    try self.init(String(cString: text))
  }

  private static func unitFactor(_ context: OpaquePointer?, _ object: OpaquePointer?) -> Double {
    guard let system = proj_crs_get_coordinate_system(context, object) else { return 1 }
    defer { proj_destroy(system) }
    var factor = 1.0
    proj_cs_get_axis_info(context, system, 0, nil, nil, nil, &factor, nil, nil, nil)
    return factor
  }

  /// Bound references hide their base, compound ones their horizontal part; others are their own.
  private static func horizontalPart(
    _ context: OpaquePointer?, _ object: OpaquePointer
  ) -> OpaquePointer? {
    let part: OpaquePointer?
    switch proj_get_type(object) {
    case PJ_TYPE_BOUND_CRS: part = proj_get_source_crs(context, object)
    case PJ_TYPE_COMPOUND_CRS: part = proj_crs_get_sub_crs(context, object, 0)
    default: return proj_clone(context, object)
    }
    guard let part else { return nil }
    defer { proj_destroy(part) }
    return horizontalPart(context, part)
  }
}

/// A coordinate operation that was used, for the run record.
public struct CoordinateOperation: Sendable, Hashable {
  /// From which reference.
  public let source: String
  /// To which reference.
  public let target: String
  /// Name of the operation.
  public let name: String
  /// Its PROJ pipeline.
  public let definition: String
  /// Stated accuracy, m; `nil` when unknown.
  public let accuracyM: Double?
}

/// Takes coordinates from one reference to another. Belongs to one task: PROJ contexts are
/// single-threaded. Coordinates are always east before north, longitude before latitude; this is the
/// one place that sees to it.
public struct CoordinateTransform: ~Copyable {
  private let context: OpaquePointer
  private let operation: OpaquePointer?
  private let source: CoordinateReference
  private let target: CoordinateReference

  /// Prepares the way from `source` to `target`; equal references cost nothing.
  public init(from source: CoordinateReference, to target: CoordinateReference) throws(GeoError) {
    GDALRuntime.start()
    self.source = source
    self.target = target
    context = proj_context_create()
    proj_context_set_enable_network(context, 0)
    proj_log_level(context, PJ_LOG_NONE)
    if source.wkt == target.wkt {
      operation = nil
      return
    }
    // Ballpark operations ignore the datum shift and move parcels by hundreds of metres: they are not
    // among the candidates, whichever point asks.
    if let made = Self.operation(context, source, target, allowsBallpark: false) {
      operation = made
      return
    }
    let ballpark = Self.operation(context, source, target, allowsBallpark: true)
    proj_destroy(ballpark)
    proj_context_destroy(context)
    throw GeoError(
      ballpark == nil ? .noOperation : .onlyBallpark, path: source.label, detail: target.label)
  }

  private static func operation(
    _ context: OpaquePointer?, _ source: CoordinateReference, _ target: CoordinateReference,
    allowsBallpark: Bool
  ) -> OpaquePointer? {
    let from = proj_create(context, source.wkt)
    let to = proj_create(context, target.wkt)
    defer {
      proj_destroy(from)
      proj_destroy(to)
    }
    guard let from, let to else { return nil }
    let options = ["ALLOW_BALLPARK=\(allowsBallpark ? "YES" : "NO")"]
    let raw = GDALRuntime.withConstantStringList(options) {
      proj_create_crs_to_crs_from_pj(context, from, to, nil, $0)
    }
    guard let raw else { return nil }
    defer { proj_destroy(raw) }
    return proj_normalize_for_visualization(context, raw)
  }

  deinit {
    if let operation { proj_destroy(operation) }
    proj_context_destroy(context)
  }

  /// Transforms columns of coordinates in place; `false` when any of them has no image.
  public func apply(_ x: inout [Double], _ y: inout [Double]) -> Bool {
    guard let operation else { return true }
    precondition(x.count == y.count, "one y per x")
    let count = x.count
    let step = MemoryLayout<Double>.stride
    x.withUnsafeMutableBufferPointer { xs in
      y.withUnsafeMutableBufferPointer { ys in
        _ = proj_trans_generic(
          operation, PJ_FWD, xs.baseAddress, step, count, ys.baseAddress, step, count, nil, 0, 0,
          nil, 0, 0)
      }
    }
    return zip(x, y).allSatisfy { $0.isFinite && $1.isFinite }
  }

  /// The operation that the last point went through. PROJ picks it point by point among candidates,
  /// so the candidates' list says little; this is what was used.
  public func lastOperation() -> CoordinateOperation? {
    guard let operation else { return nil }
    // For an operation with candidates PROJ describes the one that the last point took; asking this way
    // costs no copy of it, so every polygon can be asked.
    let info = proj_pj_info(operation)
    let name = info.description.map { String(cString: $0) } ?? "unnamed"
    return CoordinateOperation(
      source: source.label, target: target.label, name: name,
      definition: info.definition.map { String(cString: $0) } ?? "",
      accuracyM: info.accuracy >= 0 ? info.accuracy : nil)
  }
}
