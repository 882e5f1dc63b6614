/// Looks at the polygons of a layer together: which overlap, and where they leave gaps.
///
/// Goals in order: nothing with an area is missed, the same answer at any number of workers, speed,
/// bounded memory. The way: sides that are shared cancel (`SharedBoundaries`). Two polygons can only
/// overlap where a side that is left lies inside one of them or along it, or where a polygon is covered
/// twice as a whole; only such pairs are intersected by GEOS. Polygons that were found to overlap are
/// intersected with all that are near, until nothing new turns up.
///
/// The layer is read several times, so that only the polygons under question are held in memory.
public struct CoverageCheck: Sendable {
  /// Hands over shapes by their place in the layer: those for which the first closure says yes, in
  /// rising order. Shapes that take no part are left out; every pass hands over the same.
  public typealias Reading =
    (_ isWanted: (Int) -> Bool, _ body: (Int, PolygonShape) -> Void) throws(GeoError) -> Void

  /// Land that two polygons have in common.
  public struct Overlap: Sendable, Equatable {
    /// Place of the polygon that comes first in the layer.
    public var first: Int
    /// Place of the other.
    public var second: Int
    /// The common land.
    public var shape: PolygonShape
    /// Its area within 1 percent, m².
    public var approximateM2: Double
  }

  /// Land without a polygon, enclosed by polygons.
  public struct Gap: Sendable, Equatable {
    /// The land.
    public var shape: PolygonShape
    /// Polygons around it, in rising order.
    public var neighbours: [Int]
  }

  /// Polygons that one batch of pairs may ask for; bounds the memory.
  private static let batch = 100_000
  /// Sides of two polygons beyond which GEOS, which keeps an index, is asked at once.
  private static let directly = 1_000_000
  /// Overlaps below are the rounding of coordinates, m².
  static let roundingM2 = 1e-3
  /// Noding takes some 1.4 kB per side: more would not fit into 1.5 GB.
  public static let gapEdgeLimit = 750_000

  private let count: Int
  private let scale: PlaneScale
  private let workers: Int
  private let index: BoxIndex
  private var boxes: [Box?]
  private var points: [(x: Double, y: Double)?]
  /// Sides that are not shared, polygon by polygon.
  private var edges: [PlaneEdge] = []
  private var edgeStart: [Int] = [0]
  private let coverage: CoverageCount

  /// Reads the layer twice and finds the sides that are not shared.
  public init(
    count: Int, reference: CoordinateReference, workers: Int, reading: Reading
  ) throws(GeoError) {
    self.count = count
    scale = PlaneScale(reference)
    self.workers = max(1, workers)
    var collected = SharedBoundaries()
    try reading({ _ in true }) { _, shape in collected.add(shape) }
    let unmatched = collected.unmatched()
    boxes = Array(repeating: nil, count: count)
    points = Array(repeating: nil, count: count)
    var all: [PlaneEdge] = []
    var starts = Array(repeating: 0, count: count + 1)
    var foundBoxes = boxes
    var foundPoints = points
    try reading({ _ in true }) { place, shape in
      foundBoxes[place] = Box(shape)
      foundPoints[place] = shape.pointInside
      let own = unmatched.edges(of: shape)
      all += own
      starts[place + 1] = own.count
    }
    for place in 0..<count { starts[place + 1] += starts[place] }
    boxes = foundBoxes
    points = foundPoints
    edges = all
    edgeStart = starts
    index = BoxIndex(foundBoxes)
    coverage = CoverageCount(all)
  }

  /// Sides that are not shared with a neighbour.
  public var unmatchedCount: Int { edges.count }

  private func ownEdges(_ place: Int) -> ArraySlice<PlaneEdge> {
    edges[edgeStart[place]..<edgeStart[place + 1]]
  }

  /// All pairs that share at least 10 cm², ordered by their places.
  public func overlaps(reading: Reading) async throws(GeoError) -> [Overlap] {
    var hot = Set<Int>()
    var flagged: [Int] = []
    for place in 0..<count where boxes[place] != nil {
      if !ownEdges(place).isEmpty { flagged.append(place) }
      if let point = points[place], coverage.count(x: point.x, y: point.y) > 1 { hot.insert(place) }
    }
    // From west to east, so that a batch and its neighbours are few.
    flagged.sort { west($0) < west($1) || (west($0) == west($1) && $0 < $1) }
    let isFlagged = Set(flagged)
    var found: [Overlap] = []
    for start in stride(from: 0, to: flagged.count, by: Self.batch) {
      let part = flagged[start..<min(start + Self.batch, flagged.count)]
      let pairs = part.flatMap { place in
        neighbours(of: place).filter { !isFlagged.contains($0) || $0 > place }
          .map { Pair(place, $0) }
      }
      found += try await intersect(pairs, screened: true, reading)
    }
    for overlap in found { hot.formUnion([overlap.first, overlap.second]) }
    var done = Set(found.map { Pair($0.first, $0.second) })
    var fresh = hot
    while !fresh.isEmpty {
      let wave = fresh.sorted()
      fresh = []
      for start in stride(from: 0, to: wave.count, by: Self.batch) {
        let part = wave[start..<min(start + Self.batch, wave.count)]
        var pairs: [Pair] = []
        for place in part {
          for other in neighbours(of: place) where done.insert(Pair(place, other)).inserted {
            pairs.append(Pair(place, other))
          }
        }
        for overlap in try await intersect(pairs, screened: false, reading) {
          found.append(overlap)
          for place in [overlap.first, overlap.second] where hot.insert(place).inserted {
            fresh.insert(place)
          }
        }
      }
    }
    return found.sorted { ($0.first, $0.second) < ($1.first, $1.second) }
  }

  private func west(_ place: Int) -> Double { boxes[place]?.west ?? .infinity }

  private func neighbours(of place: Int) -> [Int] {
    boxes[place].map { index.overlapping($0).filter { $0 != place } } ?? []
  }

  private struct Pair: Hashable, Sendable {
    let first: Int
    let second: Int
    init(_ a: Int, _ b: Int) { (first, second) = (min(a, b), max(a, b)) }
  }

  /// Intersects pairs with several workers; every pair is on its own, so their number changes nothing.
  private func intersect(
    _ pairs: [Pair], screened: Bool, _ reading: Reading
  ) async throws(GeoError) -> [Overlap] {
    if pairs.isEmpty { return [] }
    let needed = Set(pairs.flatMap { [$0.first, $0.second] })
    var read: [Int: PolygonShape] = [:]
    try reading({ needed.contains($0) }) { place, shape in read[place] = shape }
    let shapes = read
    let strips = min(workers, (pairs.count + 63) / 64)
    let found = await withTaskGroup(of: [(Int, Overlap)].self) { group in
      for strip in 0..<strips {
        group.addTask {
          var found: [(Int, Overlap)] = []
          for number in stride(from: strip, to: pairs.count, by: strips) {
            let pair = pairs[number]
            guard let first = shapes[pair.first], let second = shapes[pair.second] else { continue }
            if screened, !mayOverlap(pair, first, second) { continue }
            guard let common = PolygonOverlay.intersection(first, second) else { continue }
            let area = scale.measure(common).areaM2
            if area >= Self.roundingM2 {
              found.append(
                (
                  number,
                  Overlap(
                    first: pair.first, second: pair.second, shape: common, approximateM2: area)
                ))
            }
          }
          return found
        }
      }
      var all: [(Int, Overlap)] = []
      for await part in group { all += part }
      return all
    }
    return found.sorted { $0.0 < $1.0 }.map(\.1)
  }

  /// Whether a side of one that is not shared lies inside the other or along it.
  private func mayOverlap(_ pair: Pair, _ first: PolygonShape, _ second: PolygonShape) -> Bool {
    intrudes(ownEdges(pair.first), into: second, boxes[pair.second])
      || intrudes(ownEdges(pair.second), into: first, boxes[pair.first])
  }

  private func intrudes(
    _ sides: ArraySlice<PlaneEdge>, into shape: PolygonShape, _ box: Box?
  ) -> Bool {
    guard let box else { return false }
    let near = sides.filter {
      max($0.x0, $0.x1) >= box.west && min($0.x0, $0.x1) <= box.east
        && max($0.y0, $0.y1) >= box.south && min($0.y0, $0.y1) <= box.north
    }
    if near.isEmpty { return false }
    if near.count * shape.x.count > Self.directly { return true }
    var isSuspect = false
    shape.forEachEdge { edge in
      if !isSuspect { isSuspect = near.contains { $0.meets(edge) } }
    }
    return isSuspect
      || near.contains { shape.contains(($0.x0 + $0.x1) / 2, ($0.y0 + $0.y1) / 2) }
  }

  // MARK: Gaps

  /// Enclosed land without a polygon that is not above `largestM2` or not wider than `widestM` (twice the
  /// area over the length of its boundary), ordered from south-west. `nil` when there are more than
  /// `gapEdgeLimit` sides without a neighbour.
  public func gaps(largestM2: Double, widestM: Double) -> [Gap]? {
    if edges.count > Self.gapEdgeLimit { return nil }
    var seen = Set<UInt64>()
    let lines = edges.filter { seen.insert($0.key >> 1).inserted }
    var owners: [Vertex: [Int]] = [:]
    for place in 0..<count {
      for edge in ownEdges(place) {
        owners[Vertex(x: edge.x0, y: edge.y0), default: []].append(place)
        owners[Vertex(x: edge.x1, y: edge.y1), default: []].append(place)
      }
    }
    var gaps: [Gap] = []
    for face in PolygonOverlay.faces(of: lines) {
      guard let point = face.pointInside, coverage.count(x: point.x, y: point.y) == 0 else {
        continue
      }
      let size = scale.measure(face)
      guard size.areaM2 >= Self.roundingM2,
        size.areaM2 <= largestM2 || 2 * size.areaM2 <= widestM * size.perimeterM
      else { continue }
      let around = face.x.indices.flatMap { owners[Vertex(x: face.x[$0], y: face.y[$0])] ?? [] }
      gaps.append(Gap(shape: face, neighbours: Set(around).sorted()))
    }
    return gaps.sorted { first, second in
      guard let a = Box(first.shape), let b = Box(second.shape) else { return false }
      return (a.west, a.south, a.east, a.north) < (b.west, b.south, b.east, b.north)
    }
  }

  private struct Vertex: Hashable {
    let x: Double
    let y: Double
  }
}
