/// A closed ring of vertices in EPSG:9206, m; the last vertex is not repeated.
public typealias RingPath = [(x: Double, y: Double)]

/// A polygon: its outer ring, counter-clockwise, and its holes.
public struct Outline: Sendable {
  /// Outer ring.
  public var outer: RingPath
  /// Holes.
  public var holes: [RingPath]

  /// A polygon from its rings.
  public init(outer: RingPath, holes: [RingPath]) {
    self.outer = outer
    self.holes = holes
  }

  /// Planar area, m².
  public var areaM2: Double {
    Self.signedArea(outer) - holes.reduce(0) { $0 + abs(Self.signedArea($1)) }
  }

  static func signedArea(_ ring: RingPath) -> Double {
    guard let origin = ring.first else { return 0 }
    var sum = 0.0
    for (p, q) in zip(ring, ring.dropFirst()) {
      sum += (p.x - origin.x) * (q.y - origin.y) - (q.x - origin.x) * (p.y - origin.y)
    }
    return sum / 2
  }

  /// Whether a point lies inside.
  public func contains(_ x: Double, _ y: Double) -> Bool {
    var isInside = false
    for ring in [outer] + holes {
      var previous = ring[ring.count - 1]
      for vertex in ring {
        if (vertex.y > y) != (previous.y > y),
          x < vertex.x + (y - vertex.y) / (previous.y - vertex.y) * (previous.x - vertex.x)
        {
          isInside.toggle()
        }
        previous = vertex
      }
    }
    return isInside
  }
}

/// Turns a map of labels into polygons that tile the window without gap or overlap.
///
/// Borders are cut into arcs between the points where three labels meet. Each arc belongs to both its
/// neighbours and is drawn once, through the middles of the cell sides; smoothing and thinning
/// an arc therefore moves both polygons alike. Arcs that would cross another after thinning are
/// left as they were, and such arcs can't cross.
struct OutlineTracer {
  let lattice: Lattice
  let label: [Int]
  private var arcs: [Arc] = []

  private struct Arc {
    let left: Int
    let right: Int
    let start: Int
    let end: Int
    var isRing: Bool { start < 0 }
    let exact: RingPath
    var drawn: RingPath
  }

  /// Thinning keeps every point within this distance of the line, m.
  private let toleranceM: Double

  init(_ label: [Int], _ lattice: Lattice, toleranceM: Double) {
    self.lattice = lattice
    self.label = label
    self.toleranceM = toleranceM
    trace()
    uncross()
  }

  /// One outline per label, `count` labels.
  func outlines(count: Int) -> [Outline] {
    var pieces = Array(repeating: [(arc: Int, isForward: Bool)](), count: count)
    for (index, arc) in arcs.enumerated() {
      if arc.left >= 0 { pieces[arc.left].append((index, true)) }
      if arc.right >= 0 { pieces[arc.right].append((index, false)) }
    }
    return pieces.map { Self.polygon(rings(of: $0)) }
  }

  private static func polygon(_ rings: [RingPath]) -> Outline {
    var outer: RingPath = []
    var holes: [RingPath] = []
    for ring in rings {
      if Outline.signedArea(ring) > 0, outer.isEmpty {
        outer = ring
      } else {
        holes.append(ring)
      }
    }
    return Outline(outer: outer, holes: holes)
  }

  /// Chains arcs end to start. Where a chain comes back to a point it has passed, that loop is a ring
  /// of its own: rings may touch, but never touch themselves.
  private func rings(of pieces: [(arc: Int, isForward: Bool)]) -> [RingPath] {
    var rings: [RingPath] = []
    var leaving: [Int: [Int]] = [:]
    for (place, piece) in pieces.enumerated() {
      let arc = arcs[piece.arc]
      if arc.isRing {
        rings.append(piece.isForward ? arc.drawn : Array(arc.drawn.reversed()))
      } else {
        leaving[piece.isForward ? arc.start : arc.end, default: []].append(place)
      }
    }
    var isUsed = Array(repeating: false, count: pieces.count)
    for first in pieces.indices where !isUsed[first] && !arcs[pieces[first].arc].isRing {
      var chain: [(node: Int, points: RingPath)] = []
      var place = first
      while true {
        isUsed[place] = true
        let piece = pieces[place]
        let arc = arcs[piece.arc]
        let (from, to) = piece.isForward ? (arc.start, arc.end) : (arc.end, arc.start)
        let points = piece.isForward ? arc.drawn : Array(arc.drawn.reversed())
        chain.append((from, Array(points.dropLast())))
        if let back = chain.firstIndex(where: { $0.node == to }) {
          rings.append(chain[back...].flatMap(\.points))
          chain.removeSubrange(back...)
          if chain.isEmpty { break }
        }
        guard let next = leaving[to]?.first(where: { !isUsed[$0] }) else { break }
        place = next
      }
    }
    return rings
  }

  // MARK: tracing

  /// Label of a cell by column and row; outside the window -1.
  private func at(_ column: Int, _ row: Int) -> Int {
    guard column >= 0, row >= 0, column < lattice.columns, row < lattice.rows else { return -1 }
    return label[row * lattice.columns + column]
  }

  /// Corners are numbered over (columns + 1) by (rows + 1). Directions: 0 east, 1 south, 2 west,
  /// 3 north. Left and right are seen when walking.
  private func sides(_ corner: Int, _ direction: Int) -> (left: Int, right: Int) {
    let (i, j) = (corner % (lattice.columns + 1), corner / (lattice.columns + 1))
    switch direction {
    case 0: return (at(i, j - 1), at(i, j))
    case 1: return (at(i, j), at(i - 1, j))
    case 2: return (at(i - 1, j), at(i - 1, j - 1))
    default: return (at(i - 1, j - 1), at(i, j - 1))
    }
  }

  private func step(_ corner: Int, _ direction: Int) -> Int {
    switch direction {
    case 0: corner + 1
    case 1: corner + lattice.columns + 1
    case 2: corner - 1
    default: corner - lattice.columns - 1
    }
  }

  private func point(_ corner: Int) -> (x: Double, y: Double) {
    (
      lattice.west + Double(corner % (lattice.columns + 1)) * lattice.cellM,
      lattice.north - Double(corner / (lattice.columns + 1)) * lattice.cellM
    )
  }

  private mutating func trace() {
    let corners = (lattice.columns + 1) * (lattice.rows + 1)
    var isNode = Array(repeating: false, count: corners)
    func exits(_ corner: Int) -> [Int] {
      (0..<4).filter {
        let (left, right) = sides(corner, $0)
        return left != right
      }
    }
    var starts: [Int] = []
    for corner in 0..<corners {
      let (i, j) = (corner % (lattice.columns + 1), corner / (lattice.columns + 1))
      let isWindowCorner =
        (i == 0 || i == lattice.columns) && (j == 0 || j == lattice.rows)
      let ways = exits(corner).count
      if ways > 2 || isWindowCorner { isNode[corner] = true }
      if ways > 0 { starts.append(corner) }
    }
    // A side is known by its western or northern corner and whether it runs east or south.
    var isDone = Array(repeating: false, count: 2 * corners)
    func side(_ corner: Int, _ direction: Int) -> Int {
      let base = direction < 2 ? corner : step(corner, direction)
      return 2 * base + direction % 2
    }
    func walk(from start: Int, _ first: Int, isRing: Bool) {
      let (left, right) = sides(start, first)
      var points: RingPath = isRing ? [] : [point(start)]
      var corner = start
      var direction = first
      repeat {
        isDone[side(corner, direction)] = true
        let next = step(corner, direction)
        let (p, q) = (point(corner), point(next))
        points.append(((p.x + q.x) / 2, (p.y + q.y) / 2))
        corner = next
        if isNode[corner] { break }
        let back = (direction + 2) % 4
        guard let onward = exits(corner).first(where: { $0 != back }) else { break }
        direction = onward
      } while corner != start
      if !isRing { points.append(point(corner)) }
      arcs.append(
        Arc(
          left: left, right: right, start: isRing ? -1 : start, end: isRing ? -1 : corner,
          exact: points, drawn: Self.thinned(points, isRing: isRing, toleranceM)))
    }
    for corner in starts where isNode[corner] {
      for direction in exits(corner) where !isDone[side(corner, direction)] {
        walk(from: corner, direction, isRing: false)
      }
    }
    for corner in starts where !isNode[corner] {
      for direction in exits(corner) where !isDone[side(corner, direction)] {
        walk(from: corner, direction, isRing: true)
      }
    }
  }

  /// Two rounds of averaging with the neighbours, then Douglas and Peucker's thinning.
  private static func thinned(_ points: RingPath, isRing: Bool, _ tolerance: Double) -> RingPath {
    var smooth = points
    let n = points.count
    for _ in 0..<2 where n > 3 {
      let before = smooth
      for k in 0..<n where isRing || (k > 0 && k < n - 1) {
        let (p, q, r) = (before[(k + n - 1) % n], before[k], before[(k + 1) % n])
        smooth[k] = ((p.x + 2 * q.x + r.x) / 4, (p.y + 2 * q.y + r.y) / 4)
      }
    }
    var keep = Array(repeating: false, count: n)
    // A ring is thinned in three parts, so that at least a triangle stays.
    let fixed = isRing ? [0, n / 3, 2 * n / 3, n] : [0, n - 1]
    let closed = isRing ? smooth + [smooth[0]] : smooth
    for end in fixed where end < n { keep[end] = true }
    var stack = zip(fixed, fixed.dropFirst()).map { ($0, $1) }
    while let (from, to) = stack.popLast() {
      guard to - from > 1 else { continue }
      var farthest = from
      var most = tolerance
      for k in (from + 1)..<to {
        let away = distance(closed[k], closed[from], closed[to])
        if away > most {
          most = away
          farthest = k
        }
      }
      guard farthest > from else { continue }
      keep[farthest] = true
      stack.append((from, farthest))
      stack.append((farthest, to))
    }
    return (0..<n).filter { keep[$0] }.map {
      ((smooth[$0].x * 100).rounded() / 100, (smooth[$0].y * 100).rounded() / 100)
    }
  }

  private static func distance(
    _ p: (x: Double, y: Double), _ a: (x: Double, y: Double), _ b: (x: Double, y: Double)
  ) -> Double {
    let (dx, dy) = (b.x - a.x, b.y - a.y)
    let length2 = dx * dx + dy * dy
    let t = length2 > 0 ? min(1, max(0, ((p.x - a.x) * dx + (p.y - a.y) * dy) / length2)) : 0
    let (ex, ey) = (p.x - a.x - t * dx, p.y - a.y - t * dy)
    return (ex * ex + ey * ey).squareRoot()
  }

  // MARK: crossings

  private mutating func uncross() {
    for _ in 0..<20 {
      let bad = crossing()
      if bad.isEmpty { return }
      for arc in bad { arcs[arc].drawn = arcs[arc].exact }
    }
  }

  /// Arcs with a segment that meets a segment of another arc, or of itself, elsewhere than at the
  /// ends that they share.
  private func crossing() -> Set<Int> {
    struct Segment {
      let arc: Int
      let a: (x: Double, y: Double)
      let b: (x: Double, y: Double)
    }
    let square = 50.0
    let across = Int(lattice.cellM * Double(lattice.columns) / square) + 2
    var segments: [Segment] = []
    var squares: [Int: [Int]] = [:]
    for (index, arc) in arcs.enumerated() {
      let points = arc.isRing ? arc.drawn + arc.drawn.prefix(1) : arc.drawn
      for (a, b) in zip(points, points.dropFirst()) {
        let columns = [a.x, b.x].map { Int(($0 - lattice.west) / square) }.sorted()
        let rows = [a.y, b.y].map { Int((lattice.north - $0) / square) }.sorted()
        for row in rows[0]...rows[1] {
          for column in columns[0]...columns[1] {
            squares[row * across + column, default: []].append(segments.count)
          }
        }
        segments.append(Segment(arc: index, a: a, b: b))
      }
    }
    var bad: Set<Int> = []
    for members in squares.values {
      for (place, i) in members.enumerated() {
        for j in members.dropFirst(place + 1) {
          let (s, t) = (segments[i], segments[j])
          if Self.meet(s.a, s.b, t.a, t.b) {
            bad.insert(s.arc)
            bad.insert(t.arc)
          }
        }
      }
    }
    return bad
  }

  /// Whether two segments have a point in common other than a shared end.
  private static func meet(
    _ a: (x: Double, y: Double), _ b: (x: Double, y: Double), _ c: (x: Double, y: Double),
    _ d: (x: Double, y: Double)
  ) -> Bool {
    func turn(
      _ p: (x: Double, y: Double), _ q: (x: Double, y: Double), _ r: (x: Double, y: Double)
    ) -> Double {
      (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x)
    }
    if a == c || a == d || b == c || b == d {
      // Segments that share an end may only meet again by lying on each other.
      let (hub, p, q) = a == c ? (a, b, d) : a == d ? (a, b, c) : b == c ? (b, a, d) : (b, a, c)
      let isAligned = abs(turn(hub, p, q)) < 1e-6
      return isAligned && (p.x - hub.x) * (q.x - hub.x) + (p.y - hub.y) * (q.y - hub.y) > 0
    }
    let (s, t) = (turn(a, b, c), turn(a, b, d))
    let (u, v) = (turn(c, d, a), turn(c, d, b))
    return s * t <= 0 && u * v <= 0
      && !(max(a.x, b.x) < min(c.x, d.x) || max(c.x, d.x) < min(a.x, b.x)
        || max(a.y, b.y) < min(c.y, d.y) || max(c.y, d.y) < min(a.y, b.y))
  }
}
