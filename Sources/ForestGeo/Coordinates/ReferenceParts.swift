import CPROJ

/// The parameters of a transverse Mercator projection.
struct TransverseMercator: Sendable, Hashable {
  /// Latitude of the origin, degrees.
  var originDeg = 0.0
  /// Central meridian, degrees east.
  var meridianDeg = 0.0
  var scale = 1.0
  var falseEastingM = 0.0
  var falseNorthingM = 0.0
}

/// A coordinate reference taken apart, so that two can be compared by their parameters and not by their
/// names: many programs write a name of their own, or none.
struct ReferenceParts: Sendable {
  /// What the datum is called, as far as it matters here.
  enum Datum: Sendable { case vn2000, wgs84, unnamed, other }

  /// The ground the coordinates stand on.
  enum Plane: Sendable, Hashable {
    /// Longitude and latitude in degrees from Greenwich.
    case degrees
    /// Transverse Mercator in metres.
    case transverseMercator(TransverseMercator)
    /// Anything else.
    case other
  }

  private(set) var datum = Datum.other
  private(set) var plane = Plane.other
  /// Whether the ellipsoid is that of WGS 84, which VN-2000 shares.
  private(set) var isOnWGS84Ellipsoid = false
  /// The shift to WGS 84 that the definition carries itself (TOWGS84); `nil` where it carries none.
  private(set) var shift: DatumShift?
  /// Whether it carries a shift to WGS 84, readable or not.
  private(set) var isBound = false

  /// Takes `reference` apart; `nil` when PROJ cannot.
  init?(_ reference: CoordinateReference) {
    let context = proj_context_create()
    defer { proj_context_destroy(context) }
    proj_context_set_enable_network(context, 0)
    proj_log_level(context, PJ_LOG_NONE)
    guard var object = proj_create(context, reference.wkt) else { return nil }
    defer { proj_destroy(object) }
    if proj_get_type(object) == PJ_TYPE_BOUND_CRS {
      isBound = true
      if let operation = proj_crs_get_coordoperation(context, object) {
        shift = Self.shift(context, operation)
        proj_destroy(operation)
      }
      guard let source = proj_get_source_crs(context, object) else { return nil }
      proj_destroy(object)
      object = source
    }
    guard let geodetic = proj_crs_get_geodetic_crs(context, object) else { return nil }
    defer { proj_destroy(geodetic) }
    readDatum(context, geodetic)
    let isGreenwich = Self.meridian(context, geodetic) == 0
    switch proj_get_type(object) {
    case PJ_TYPE_GEOGRAPHIC_2D_CRS where isGreenwich: plane = .degrees
    case PJ_TYPE_PROJECTED_CRS where isGreenwich && reference.unitFactor == 1:
      guard let conversion = proj_crs_get_coordoperation(context, object) else { return }
      defer { proj_destroy(conversion) }
      if let found = Self.transverseMercator(context, conversion) {
        plane = .transverseMercator(found)
      }
    default: break
    }
  }

  private mutating func readDatum(_ context: OpaquePointer?, _ geodetic: OpaquePointer) {
    if let ellipsoid = proj_get_ellipsoid(context, geodetic) {
      var semiMajorM = 0.0
      var inverse = 0.0
      proj_ellipsoid_get_parameters(context, ellipsoid, &semiMajorM, nil, nil, &inverse)
      proj_destroy(ellipsoid)
      isOnWGS84Ellipsoid = semiMajorM == 6_378_137 && abs(inverse - 298.257223563) < 1e-8
    }
    guard let frame = proj_crs_get_datum_forced(context, geodetic) else { return }
    defer { proj_destroy(frame) }
    let name = proj_get_name(frame).map { String(cString: $0) } ?? ""
    let letters = name.lowercased().filter { $0.isLetter || $0.isNumber }
    let base = proj_get_name(geodetic).map { String(cString: $0) } ?? ""
    let baseLetters = base.lowercased().filter { $0.isLetter || $0.isNumber }
    if ["vietnam2000", "vn2000", "dvietnam2000", "dvn2000"].contains(letters)
      || ["vn2000", "gcsvn2000"].contains(baseLetters)
    {
      datum = .vn2000
    } else if letters.hasPrefix("worldgeodeticsystem1984") || letters == "wgs84"
      || letters == "wgs1984"
    {
      datum = .wgs84
    } else if letters.isEmpty || letters.hasPrefix("unknown") || letters.hasPrefix("unnamed")
      || letters.hasPrefix("notspecified") || letters.hasPrefix("mif99")
    {
      datum = .unnamed
    }
  }

  private static func meridian(_ context: OpaquePointer?, _ geodetic: OpaquePointer) -> Double? {
    guard let meridian = proj_get_prime_meridian(context, geodetic) else { return nil }
    defer { proj_destroy(meridian) }
    var longitude = 0.0
    guard proj_prime_meridian_get_parameters(context, meridian, &longitude, nil, nil) != 0 else {
      return nil
    }
    return longitude
  }

  /// Parameters of an operation by EPSG code, in SI units: metres, radians, ratios.
  private static func parameters(
    _ context: OpaquePointer?, _ operation: OpaquePointer
  ) -> [String: Double] {
    var found: [String: Double] = [:]
    for index in 0..<proj_coordoperation_get_param_count(context, operation) {
      var code: UnsafePointer<CChar>?
      var value = 0.0
      var factor = 1.0
      guard
        proj_coordoperation_get_param(
          context, operation, index, nil, nil, &code, &value, nil, &factor, nil, nil, nil, nil)
          != 0, let code
      else { continue }
      found[String(cString: code)] = value * factor
    }
    return found
  }

  private static func methodName(_ context: OpaquePointer?, _ operation: OpaquePointer) -> String {
    var name: UnsafePointer<CChar>?
    proj_coordoperation_get_method_info(context, operation, &name, nil, nil)
    return name.map { String(cString: $0) } ?? ""
  }

  private static func transverseMercator(
    _ context: OpaquePointer?, _ conversion: OpaquePointer
  ) -> TransverseMercator? {
    guard methodName(context, conversion) == "Transverse Mercator" else { return nil }
    let values = parameters(context, conversion)
    let degree = Double.pi / 180
    return TransverseMercator(
      originDeg: (values["8801"] ?? 0) / degree, meridianDeg: (values["8802"] ?? 0) / degree,
      scale: values["8805"] ?? 1, falseEastingM: values["8806"] ?? 0,
      falseNorthingM: values["8807"] ?? 0)
  }

  private static func shift(
    _ context: OpaquePointer?, _ operation: OpaquePointer
  ) -> DatumShift? {
    let method = methodName(context, operation)
    let isFrame = method.hasPrefix("Coordinate Frame")
    guard
      isFrame || method.hasPrefix("Position Vector") || method.hasPrefix("Geocentric translations")
    else { return nil }
    let values = parameters(context, operation)
    let second = Double.pi / 180 / 3_600
    let read = DatumShift(
      xM: values["8605"] ?? 0, yM: values["8606"] ?? 0, zM: values["8607"] ?? 0,
      rotationX: (values["8608"] ?? 0) / second, rotationY: (values["8609"] ?? 0) / second,
      rotationZ: (values["8610"] ?? 0) / second, scalePPM: (values["8611"] ?? 0) * 1e6)
    return isFrame ? read.turned : read
  }
}
