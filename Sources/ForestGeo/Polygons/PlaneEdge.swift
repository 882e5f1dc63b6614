/// One side of a polygon, run through with the inside on its left.
public struct PlaneEdge: Sendable, Hashable {
  /// Start, east.
  public var x0: Double
  /// Start, north.
  public var y0: Double
  /// End, east.
  public var x1: Double
  /// End, north.
  public var y1: Double

  /// An edge between two vertices.
  public init(_ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double) {
    // Adding zero makes of a negative zero a plain one: equal numbers are then equal bits.
    self.x0 = x0 + 0
    self.y0 = y0 + 0
    self.x1 = x1 + 0
    self.y1 = y1 + 0
  }

  /// Whether it runs from its western (else southern) end.
  var isForward: Bool { x0 != x1 ? x0 < x1 : y0 < y1 }

  /// The same edge run the other way.
  var reversed: PlaneEdge { PlaneEdge(x1, y1, x0, y0) }

  /// Sixty-three bits that two edges between the same vertices share, whichever way they run, and in the
  /// lowest bit the way.
  var key: UInt64 {
    let e = isForward ? self : reversed
    var value: UInt64 = 0x9E37_79B9_7F4A_7C15
    for bits in [e.x0.bitPattern, e.y0.bitPattern, e.x1.bitPattern, e.y1.bitPattern] {
      // The finaliser of SplitMix64 (Steele, Lea and Flood 2014).
      value = (value ^ bits) &* 0xBF58_476D_1CE4_E5B9
      value = (value ^ (value >> 29)) &* 0x94D0_49BB_1331_11EB
      value ^= value >> 32
    }
    return value << 1 | (isForward ? 1 : 0)
  }

  /// Twice the signed area of the triangle with a point: positive when the point lies to the left.
  func side(_ x: Double, _ y: Double) -> Double {
    (x1 - x0) * (y - y0) - (x - x0) * (y1 - y0)
  }

  /// Whether two edges have a point in common other than vertices that both end in. Edges that run along
  /// each other over a length do.
  func meets(_ other: PlaneEdge) -> Bool {
    if min(x0, x1) > max(other.x0, other.x1) || max(x0, x1) < min(other.x0, other.x1)
      || min(y0, y1) > max(other.y0, other.y1) || max(y0, y1) < min(other.y0, other.y1)
    {
      return false
    }
    let ends = (side(other.x0, other.y0), side(other.x1, other.y1))
    let starts = (other.side(x0, y0), other.side(x1, y1))
    if (ends.0 > 0 && ends.1 > 0) || (ends.0 < 0 && ends.1 < 0) { return false }
    if (starts.0 > 0 && starts.1 > 0) || (starts.0 < 0 && starts.1 < 0) { return false }
    let isShared =
      (x0 == other.x0 && y0 == other.y0) || (x0 == other.x1 && y0 == other.y1)
      || (x1 == other.x0 && y1 == other.y0) || (x1 == other.x1 && y1 == other.y1)
    // With a common end, only edges on one line can have more in common.
    return !isShared || (ends.0 == 0 && ends.1 == 0)
  }
}

extension PolygonShape {
  /// Calls `body` with every side, the inside on its left whichever way the rings were drawn; sides
  /// without length are passed over.
  func forEachEdge(_ body: (PlaneEdge) -> Void) {
    for ring in rings {
      let isTurned = (signedArea(ring.range) < 0) != ring.isHole
      for i in ring.range.dropLast() where x[i] != x[i + 1] || y[i] != y[i + 1] {
        let edge = PlaneEdge(x[i], y[i], x[i + 1], y[i + 1])
        body(isTurned ? edge.reversed : edge)
      }
    }
  }

  /// A point well inside: the middle of the widest run of inside along the line half-way up the box.
  /// `nil` without area.
  public var pointInside: (x: Double, y: Double)? {
    guard let box = bounds else { return nil }
    let level = box.south + (box.north - box.south) / 2
    var crossings: [Double] = []
    for ring in rings {
      for i in ring.range.dropLast() where (y[i] > level) != (y[i + 1] > level) {
        crossings.append(x[i] + (level - y[i]) / (y[i + 1] - y[i]) * (x[i + 1] - x[i]))
      }
    }
    crossings.sort()
    var widest: (x: Double, width: Double)?
    for i in stride(from: 0, to: crossings.count - 1, by: 2) {
      let width = crossings[i + 1] - crossings[i]
      if width > widest?.width ?? 0 { widest = (crossings[i] + width / 2, width) }
    }
    return widest.map { ($0.x, level) }
  }

  /// Length of all rings in the unit of the coordinates.
  public var planarPerimeter: Double {
    var sum = 0.0
    for ring in rings {
      for i in ring.range.dropLast() {
        let (dx, dy) = (x[i + 1] - x[i], y[i + 1] - y[i])
        sum += (dx * dx + dy * dy).squareRoot()
      }
    }
    return sum
  }
}
