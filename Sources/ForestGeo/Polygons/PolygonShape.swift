/// A polygon or multipolygon as columns: the rings one after the other.
public struct PolygonShape: Sendable, Equatable {
  /// East or longitude of every vertex; the last vertex of a ring equals its first.
  public var x: [Double] = []
  /// North or latitude of every vertex.
  public var y: [Double] = []
  /// One ring: its vertices, and whether it is a hole.
  public struct Ring: Sendable, Equatable {
    /// Vertices in `x` and `y`.
    public var range: Range<Int>
    /// Whether the ring cuts out of the polygon before it.
    public var isHole: Bool
  }
  /// Rings: each outer ring is followed by its holes.
  public var rings: [Ring] = []

  /// A shape without rings.
  public init() {}

  /// A polygon from its outer ring and holes, closed where they are not.
  public init(outer: [(Double, Double)], holes: [[(Double, Double)]] = []) {
    append(outer, isHole: false)
    for hole in holes { append(hole, isHole: true) }
  }

  /// Adds a ring, closing it where it is not.
  public mutating func append(_ vertices: [(Double, Double)], isHole: Bool) {
    let start = x.count
    for vertex in vertices {
      x.append(vertex.0)
      y.append(vertex.1)
    }
    if let first = vertices.first, let last = vertices.last, first != last {
      x.append(first.0)
      y.append(first.1)
    }
    rings.append(Ring(range: start..<x.count, isHole: isHole))
  }

  /// Adds the parts of another shape behind.
  mutating func append(_ other: PolygonShape) {
    let start = x.count
    x += other.x
    y += other.y
    rings += other.rings.map {
      Ring(
        range: ($0.range.lowerBound + start)..<($0.range.upperBound + start), isHole: $0.isHole)
    }
  }

  /// Twice-checked planar area in the unit of the coordinates squared: outer rings count plus, holes
  /// minus, whichever way they turn.
  public var planarArea: Double {
    rings.reduce(0) { $0 + ($1.isHole ? -1 : 1) * abs(signedArea($1.range)) }
  }

  /// Signed area of one ring (counter-clockwise positive), around its first vertex for precision.
  func signedArea(_ range: Range<Int>) -> Double {
    guard let start = range.first, range.count > 2 else { return 0 }
    let (x0, y0) = (x[start], y[start])
    var sum = 0.0
    for i in range.dropLast() {
      sum += (x[i] - x0) * (y[i + 1] - y0) - (x[i + 1] - x0) * (y[i] - y0)
    }
    return sum / 2
  }

  /// Whether a point lies inside (even-odd rule; a point on an edge may fall on either side).
  public func contains(_ px: Double, _ py: Double) -> Bool {
    var isInside = false
    for ring in rings {
      for i in ring.range.dropLast() {
        let (ax, ay, bx, by) = (x[i], y[i], x[i + 1], y[i + 1])
        if (ay > py) != (by > py), px < ax + (py - ay) / (by - ay) * (bx - ax) {
          isInside.toggle()
        }
      }
    }
    return isInside
  }

  /// Smallest box around all vertices: west, south, east, north; `nil` without vertices.
  public var bounds: (west: Double, south: Double, east: Double, north: Double)? {
    guard let west = x.min(), let east = x.max(), let south = y.min(), let north = y.max() else {
      return nil
    }
    return (west, south, east, north)
  }

  /// Whether all its coordinates are numbers.
  public var isFinite: Bool { x.allSatisfy(\.isFinite) && y.allSatisfy(\.isFinite) }
}
