import CPROJ

/// Areas on the ellipsoid, by geodesics between the vertices (Karney 2013, J. Geod. 87:43-55, as in
/// PROJ's geodesic.h).
///
/// Vertices are taken to longitude and latitude of the CRS's own datum, without any datum shift.
/// Straight projected edges instead of geodesics change an area by at most 2e-7 for edges of 10 km.
/// The rounding error is of the order of 1e-4 m², whatever the size. Belongs to one task.
public struct GeodesicArea: ~Copyable {
  private let toGeographic: CoordinateTransform
  private let ellipsoid: geod_geodesic
  /// Name and size of the ellipsoid, for the run record.
  public let ellipsoidLabel: String

  /// Prepares areas for shapes in `reference`.
  public init(for reference: CoordinateReference) throws(GeoError) {
    let base = try Self.base(of: reference)
    toGeographic = try CoordinateTransform(from: reference, to: base.geographic)
    ellipsoid = base.ellipsoid
    ellipsoidLabel = base.label
  }

  /// The longitude-latitude reference under `reference`, and its ellipsoid.
  private static func base(
    of reference: CoordinateReference
  ) throws(GeoError)
    -> (geographic: CoordinateReference, ellipsoid: geod_geodesic, label: String)
  {
    let context = proj_context_create()
    defer { proj_context_destroy(context) }
    proj_log_level(context, PJ_LOG_NONE)
    let crs = proj_create(context, reference.wkt)
    defer { proj_destroy(crs) }
    let geodetic = proj_crs_get_geodetic_crs(context, crs)
    defer { proj_destroy(geodetic) }
    let figure = geodetic.flatMap { proj_get_ellipsoid(context, $0) }
    defer { proj_destroy(figure) }
    guard let geodetic, let figure, let wkt = proj_as_wkt(context, geodetic, PJ_WKT2_2019, nil)
    else {
      throw GeoError(
        .badReference, path: reference.label,
        detail: "has no ellipsoid, so hectares cannot be computed")
    }
    var semiMajorM = 0.0
    var inverseFlattening = 0.0
    proj_ellipsoid_get_parameters(context, figure, &semiMajorM, nil, nil, &inverseFlattening)
    var ellipsoid = geod_geodesic()
    geod_init(&ellipsoid, semiMajorM, inverseFlattening == 0 ? 0 : 1 / inverseFlattening)
    let name = proj_get_name(figure).map { String(cString: $0) } ?? "unnamed"
    return (
      try CoordinateReference(String(cString: wkt)), ellipsoid,
      "\(name) (a = \(semiMajorM) m, 1/f = \(inverseFlattening))"
    )
  }

  /// Area in m², and length of the outer rings in m, of a shape; `nil` when a vertex has no place on the ellipsoid.
  public func measure(_ shape: PolygonShape) -> (areaM2: Double, perimeterM: Double)? {
    var longitude = shape.x
    var latitude = shape.y
    guard toGeographic.apply(&longitude, &latitude) else { return nil }
    guard latitude.allSatisfy({ abs($0) <= 90 }) else { return nil }
    var area = 0.0
    var perimeter = 0.0
    withUnsafePointer(to: ellipsoid) { figure in
      for ring in shape.rings {
        var polygon = geod_polygon()
        geod_polygon_init(&polygon, 0)
        // The closing vertex repeats the first; geod_polygon closes by itself.
        for i in ring.range.dropLast() {
          geod_polygon_addpoint(figure, &polygon, latitude[i], longitude[i])
        }
        var ringArea = 0.0
        var ringPerimeter = 0.0
        geod_polygon_compute(figure, &polygon, 0, 1, &ringArea, &ringPerimeter)
        area += (ring.isHole ? -1 : 1) * abs(ringArea)
        if !ring.isHole { perimeter += ringPerimeter }
      }
    }
    return (area, perimeter)
  }

  /// Area of a longitude-latitude box on the ellipsoid, m². Angles in degrees.
  ///
  /// Per radian of longitude: b²/2 [ sin φ / (1 - e² sin² φ) + atanh(e sin φ)/e ] between the two
  /// parallels (Snyder 1987, Map Projections, 3-12).
  public func boxM2(south: Double, north: Double, widthDeg: Double) -> Double {
    let f = ellipsoid.f
    let e2 = f * (2 - f)
    let b = ellipsoid.a * (1 - f)
    func zone(_ latitude: Double) -> Double {
      let s = sine(ofDegrees: latitude)
      guard e2 > 0 else { return b * b * s }
      let e = e2.squareRoot()
      return b * b / 2 * (s / (1 - e2 * s * s) + arcTanh(e * s) / e)
    }
    return abs(zone(north) - zone(south)) * abs(widthDeg) * .pi / 180
  }
}
