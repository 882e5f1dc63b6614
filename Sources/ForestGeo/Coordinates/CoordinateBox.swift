import CPROJ
public import ForestModel

/// A box of coordinates: in the unit of a reference, or in degrees on WGS 84 where it says so.
public struct CoordinateBox: Sendable, Hashable {
  /// Least x.
  public let west: Double
  /// Least y.
  public let south: Double
  /// Greatest x.
  public let east: Double
  /// Greatest y.
  public let north: Double

  /// A box; `nil` when a side is not a number or they are the wrong way round.
  public init?(west: Double, south: Double, east: Double, north: Double) {
    guard [west, south, east, north].allSatisfy(\.isFinite), west <= east, south <= north else {
      return nil
    }
    (self.west, self.south, self.east, self.north) = (west, south, east, north)
  }

  init(_ west: Double, _ south: Double, _ east: Double, _ north: Double) {
    (self.west, self.south, self.east, self.north) = (west, south, east, north)
  }

  /// The box around points; points that are not numbers do not count, and `nil` without any.
  public init?(x: [Double], y: [Double]) {
    var box: CoordinateBox?
    for (x, y) in zip(x, y) {
      guard let point = CoordinateBox(west: x, south: y, east: x, north: y) else { continue }
      box = box.map { $0.union(point) } ?? point
    }
    guard let box else { return nil }
    self = box
  }

  /// The box around points without the outermost 2.5 % of x and of y on each side; points that are not numbers do not
  /// count, and `nil` without any.
  public static func middle(_ x: [Double], _ y: [Double]) -> CoordinateBox? {
    let xs = x.filter(\.isFinite).sorted()
    let ys = y.filter(\.isFinite).sorted()
    guard !xs.isEmpty, !ys.isEmpty else { return nil }
    let (cutX, cutY) = (xs.count / 40, ys.count / 40)
    return CoordinateBox(
      west: xs[cutX], south: ys[cutY], east: xs[xs.count - 1 - cutX],
      north: ys[ys.count - 1 - cutY])
  }

  /// Its middle.
  public var center: (x: Double, y: Double) { ((west + east) / 2, (south + north) / 2) }

  /// With x and y in each other's place.
  public var swapped: CoordinateBox {
    CoordinateBox(south, west, north, east)
  }

  /// The smallest box around both.
  public func union(_ other: CoordinateBox) -> CoordinateBox {
    CoordinateBox(
      min(west, other.west), min(south, other.south), max(east, other.east),
      max(north, other.north))
  }

  /// Grown by `margin` on every side.
  public func grown(by margin: Double) -> CoordinateBox {
    CoordinateBox(west - margin, south - margin, east + margin, north + margin)
  }

  /// Whether a point lies in it.
  public func contains(_ x: Double, _ y: Double) -> Bool {
    x >= west && x <= east && y >= south && y <= north
  }

  /// Whether both have a point in common.
  public func overlaps(_ other: CoordinateBox) -> Bool {
    west <= other.east && other.west <= east && south <= other.north && other.south <= north
  }

  /// Share of this box that lies in `other`, 0 to 1; a side without length counts by where it is.
  public func share(in other: CoordinateBox) -> Double {
    func side(_ low: Double, _ high: Double, _ from: Double, _ to: Double) -> Double {
      if high == low { return low >= from && low <= to ? 1 : 0 }
      return max(0, min(high, to) - max(low, from)) / (high - low)
    }
    return side(west, east, other.west, other.east) * side(south, north, other.south, other.north)
  }

  /// Whether the numbers could be longitude and latitude.
  var fitsDegrees: Bool { west >= -180 && east <= 180 && south >= -90 && north <= 90 }

  func scaled(by factor: Double) -> CoordinateBox {
    CoordinateBox(west * factor, south * factor, east * factor, north * factor)
  }

  /// The box in degrees on WGS 84 around this box in `reference`, its sides followed at 21 points each; `nil` where
  /// a point has no place on the ellipsoid, or nothing exact leads there.
  public func inDegrees(_ reference: CoordinateReference) -> CoordinateBox? {
    if reference.isGeographic, !fitsDegrees { return nil }
    let steps = (0...20).map { Double($0) / 20 }
    var x: [Double] = []
    var y: [Double] = []
    for step in steps {
      let (across, up) = (west + (east - west) * step, south + (north - south) * step)
      x += [across, across, west, east]
      y += [south, north, up, up]
    }
    guard let target = try? CoordinateReference("EPSG:4326"),
      let way = try? CoordinateTransform(from: reference, to: target), way.apply(&x, &y)
    else { return nil }
    return CoordinateBox(x: x, y: y)
  }

  /// Corners in degrees as people compare them, for a slot of a finding: `lon 104.71..104.83, lat 20.78..20.88`.
  public var degreesWords: Phrase {
    func side(_ degrees: Double) -> String { ((degrees * 100).rounded() / 100).findingText }
    let (x, y) = ("\(side(west))..\(side(east))", "\(side(south))..\(side(north))")
    return Phrase("lon \(x), lat \(y)", vi: "kinh độ \(x), vĩ độ \(y)")
  }
}

/// Metres between two points in degrees on WGS 84, along the ellipsoid.
public func geodesicDistanceM(
  _ one: (x: Double, y: Double), _ two: (x: Double, y: Double)
) -> Double {
  var ellipsoid = geod_geodesic()
  geod_init(&ellipsoid, 6_378_137, 1 / 298.257223563)
  var metres = 0.0
  geod_inverse(&ellipsoid, one.y, one.x, two.y, two.x, &metres, nil, nil)
  return metres
}

extension CoordinateReference {
  /// Where EPSG says that it is used, in degrees; `nil` where it does not, and for areas across the 180th meridian.
  public var areaOfUse: CoordinateBox? {
    let context = proj_context_create()
    defer { proj_context_destroy(context) }
    proj_log_level(context, PJ_LOG_NONE)
    let object = proj_create(context, wkt)
    defer { proj_destroy(object) }
    var (west, south, east, north) = (0.0, 0.0, 0.0, 0.0)
    guard let object,
      proj_get_area_of_use(context, object, &west, &south, &east, &north, nil) != 0, west > -1000
    else { return nil }
    return CoordinateBox(west: west, south: south, east: east, north: north)
  }

  /// Whether an operation that knows the datum leads to longitude and latitude on WGS 84.
  public var hasWayToDegrees: Bool {
    do throws(GeoError) {
      _ = try CoordinateTransform(from: self, to: CoordinateReference("EPSG:4326"))
      return true
    } catch {
      return false
    }
  }

  /// Metres between the places of one pair of coordinates read in this reference and in `other`; `nil` where
  /// one of them gives no place.
  public func separationM(
    of point: (x: Double, y: Double), readIn other: CoordinateReference
  )
    -> Double?
  {
    guard let box = CoordinateBox(x: [point.x], y: [point.y]), let here = box.inDegrees(self),
      let there = box.inDegrees(other)
    else { return nil }
    return geodesicDistanceM(here.center, there.center)
  }
}
