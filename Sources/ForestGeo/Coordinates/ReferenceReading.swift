import CPROJ
import ForestModel

/// What a stored coordinate reference says when its parameters are looked at instead of its name.
public enum ReferenceReading: Sendable, Equatable {
  /// Nothing to add to what is stored.
  case plain
  /// The parameters are those of a reference of EPSG, which may stand for what is stored.
  case recognised(CoordinateReference)
  /// The projection is that of the VN-2000 zone `zone`, and the definition knows no shift between its datum and
  /// WGS 84; read as written the coordinates are those of `written`.
  case withoutShift(zone: CoordinateReference, written: CoordinateReference)
  /// The shift is that of VN-2000 except that its rotations have the sign of the other convention.
  case rotationSign(zone: CoordinateReference)
  /// The projection is that of the VN-2000 zone `zone`, the shift is neither that of VN-2000 nor none.
  case otherShift(zone: CoordinateReference, shift: String)

  /// Reads `stored` by its parameters.
  public init(_ stored: CoordinateReference) throws(GeoError) {
    guard stored.authorityCode == nil, let parts = ReferenceParts(stored) else {
      self = .plain
      return
    }
    if parts.isOnWGS84Ellipsoid, let reading = try Self.vietnamese(parts) {
      self = reading
      return
    }
    if !parts.isBound, let code = Self.identified(stored) {
      self = .recognised(try CoordinateReference(code))
      return
    }
    self = .plain
  }

  /// The reading against the zones of VN-2000; `nil` for whatever is none of them.
  private static func vietnamese(_ parts: ReferenceParts) throws(GeoError) -> ReferenceReading? {
    let code: String
    var written = "+proj=longlat +datum=WGS84 +no_defs +type=crs"
    var utmCode: String?
    switch parts.plane {
    case .degrees: code = VN2000.geographic
    case .transverseMercator(let projection):
      guard let zone = VN2000.zone(projection) else { return nil }
      code = zone.code
      written =
        "+proj=tmerc +lat_0=0 +lon_0=\(zone.meridianDeg) +k=\(zone.scale) "
        + "+x_0=\(VN2000.falseEastingM) +y_0=0 +datum=WGS84 +units=m +no_defs +type=crs"
      // UTM on WGS 84 is what a GPS gives: the zones 48 and 49 are lawful references of their own.
      if zone.isUTM { utmCode = "EPSG:326\(Int((zone.meridianDeg + 183) / 6))" }
    case .other: return nil
    }
    // Degrees on an unnamed datum may come from anywhere in the world.
    if parts.plane == .degrees, parts.datum != .vn2000, parts.shift?.isNear(VN2000.shift) != true {
      return nil
    }
    let zone = try CoordinateReference(code)
    if let shift = parts.shift {
      if shift.isNear(VN2000.shift) { return .recognised(zone) }
      if shift.isNear(VN2000.shift.turned) { return .rotationSign(zone: zone) }
      if !shift.isZero { return .otherShift(zone: zone, shift: shift.text) }
    } else if parts.datum == .vn2000 {
      return .recognised(zone)
    } else if parts.datum == .other {
      return nil
    }
    if parts.datum == .wgs84, let utmCode { return .recognised(try CoordinateReference(utmCode)) }
    return .withoutShift(zone: zone, written: try CoordinateReference(written))
  }

  /// Code of the one reference of EPSG that PROJ holds for the same, names included (confidence 100 %).
  private static func identified(_ reference: CoordinateReference) -> String? {
    let context = proj_context_create()
    defer { proj_context_destroy(context) }
    proj_context_set_enable_network(context, 0)
    proj_log_level(context, PJ_LOG_NONE)
    guard let object = proj_create(context, reference.wkt) else { return nil }
    defer { proj_destroy(object) }
    var confidence: UnsafeMutablePointer<Int32>?
    guard let list = proj_identify(context, object, "EPSG", nil, &confidence) else { return nil }
    defer {
      proj_int_list_destroy(confidence)
      proj_list_destroy(list)
    }
    guard proj_list_get_count(list) > 0, let confidence, confidence[0] == 100,
      let first = proj_list_get(context, list, 0)
    else { return nil }
    defer { proj_destroy(first) }
    return proj_get_id_code(first, 0).map { "EPSG:" + String(cString: $0) }
  }
}

extension DatumShift {
  /// As a PROJ string writes it.
  var text: String {
    "towgs84="
      + [xM, yM, zM, rotationX, rotationY, rotationZ, scalePPM].map(\.csvText).joined(
        separator: ",")
  }
}
