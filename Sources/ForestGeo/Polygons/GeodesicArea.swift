import CPROJ

/// On which datum an area is measured.
public enum AreaDatum: Sendable, Hashable {
  /// VN-2000, the national reference system of Viet Nam.
  case vn2000
  /// The datum of the CRS that the coordinates are in.
  case own
}

/// Areas on the ellipsoid, by geodesics between the vertices (Karney 2013, J. Geod. 87:43-55, as in
/// PROJ's geodesic.h).
///
/// A shape that lies wholly in Viet Nam is measured on VN-2000, whatever CRS it is in, so that the same land has the
/// same hectares in every copy of a layer (docs/decisions/0029). Any other is measured on the CRS's own datum,
/// without any datum shift. Each shape is judged by itself: what else is in a layer changes no digit.
/// Straight projected edges instead of geodesics change an area by at most 2e-7 for edges of 10 km.
/// The rounding error is of the order of 1e-4 m², whatever the size. Belongs to one task.
public struct GeodesicArea: ~Copyable {
  private let toGeographic: CoordinateTransform
  private let ellipsoid: geod_geodesic
  /// The way to VN-2000; `nil` for a CRS that is on it, or that has nothing to do with Viet Nam.
  private let national: NationalPlaces?
  private let isOnVN2000: Bool
  private let ownLabel: String
  private let ownEllipsoidLabel: String

  /// Prepares areas for shapes in `reference`.
  public init(for reference: CoordinateReference) throws(GeoError) {
    let base = try Self.base(of: reference)
    let way = try NationalPlaces.way(from: reference)
    toGeographic = try CoordinateTransform(from: reference, to: base.geographic)
    ellipsoid = base.ellipsoid
    national = way
    isOnVN2000 = ReferenceParts(reference)?.datum == .vn2000
    ownLabel = base.geographic.label
    ownEllipsoidLabel = base.label
  }

  /// Name of a datum for the run record: `EPSG:4756 (VN-2000)`.
  public func label(of datum: AreaDatum) -> String {
    datum == .vn2000 ? VN2000.geographicLabel : ownLabel
  }

  /// Name and size of the ellipsoid of a datum, for the run record.
  public func ellipsoidLabel(of datum: AreaDatum) -> String {
    datum == .vn2000 && !isOnVN2000 ? Self.nationalEllipsoidLabel : ownEllipsoidLabel
  }

  // Decision 83/2000/QĐ-TTg: VN-2000 has the ellipsoid of WGS 84.
  private static let nationalEllipsoid = {
    var figure = geod_geodesic()
    geod_init(&figure, 6_378_137, 1 / 298.257223563)
    return figure
  }()
  private static let nationalEllipsoidLabel = "WGS 84 (a = 6378137.0 m, 1/f = 298.257223563)"

  /// The operations that lead to VN-2000; none where it is the CRS's own datum.
  public func nationalOperations() -> [CoordinateOperation] {
    switch national {
    case .some(let way): way.operations()
    case .none: []
    }
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

  /// Area in m², and length of the outer rings in m, of a shape, with the datum they are measured on; `nil` when a
  /// vertex has no place on the ellipsoid.
  ///
  /// - Parameter datum: on which datum; `nil` goes by where the shape lies. VN-2000 for a shape that is not wholly in
  ///   Viet Nam has no answer.
  public func measure(
    _ shape: PolygonShape, on datum: AreaDatum? = nil
  ) -> (areaM2: Double, perimeterM: Double, datum: AreaDatum)? {
    if !isOnVN2000, datum != .own {
      switch national {
      case .some(let way):
        if let places = way.vertices(of: shape) {
          return Self.measure(
            shape, places.longitude, places.latitude, .vn2000, Self.nationalEllipsoid)
        }
      case .none: break
      }
      if datum == .vn2000 { return nil }
    }
    var longitude = shape.x
    var latitude = shape.y
    guard toGeographic.apply(&longitude, &latitude) else { return nil }
    return Self.measure(shape, longitude, latitude, isOnVN2000 ? .vn2000 : .own, ellipsoid)
  }

  private static func measure(
    _ shape: PolygonShape, _ longitude: [Double], _ latitude: [Double], _ datum: AreaDatum,
    _ ellipsoid: geod_geodesic
  ) -> (areaM2: Double, perimeterM: Double, datum: AreaDatum)? {
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
    return (area, perimeter, datum)
  }

  /// Area on VN-2000 over area on the CRS's own datum of the land of a shape; 1 where it is not measured on VN-2000, or
  /// that is its own datum.
  public func vn2000Ratio(_ shape: PolygonShape) -> Double {
    guard !isOnVN2000, let national = measure(shape, on: .vn2000),
      let own = measure(shape, on: .own), own.areaM2 > 0
    else { return 1 }
    return national.areaM2 / own.areaM2
  }

  /// `vn2000Ratio` of the land around a parallel between two meridians, by which the cells of a raster in degrees are
  /// measured like a shape. It changes by less than 2e-6 over two degrees. Angles in degrees.
  func vn2000Ratio(latitude: Double, west: Double, east: Double) -> Double {
    guard !isOnVN2000 else { return 1 }
    // Thick enough that the rounding of a thin strip does not show.
    let (south, north, middle) = (latitude - 0.005, latitude + 0.005, (west + east) / 2)
    return vn2000Ratio(
      PolygonShape(outer: [
        (west, south), (middle, south), (east, south), (east, north), (middle, north),
        (west, north),
      ]))
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
