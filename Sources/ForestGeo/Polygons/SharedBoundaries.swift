/// Which sides of the polygons of a layer are not the side of a neighbour too.
///
/// In a layer where parcels meet side by side, every inner side occurs twice, run through in opposite
/// directions. What is left are the outer boundary and the places where something is wrong. The number
/// of polygons over a point changes only across sides that are left, so every overlap and every gap is
/// bounded by them: nothing else need be looked at. Sides are told apart by the bits of their vertices.
///
/// Memory: 8 bytes per side while collecting. Time: that of sorting them.
public struct SharedBoundaries: Sendable {
  private var keys: [UInt64] = []

  /// Nothing collected.
  public init() {}

  /// Number of sides collected.
  public var count: Int { keys.count }

  /// Collects the sides of a polygon.
  public mutating func add(_ shape: PolygonShape) {
    shape.forEachEdge { keys.append($0.key) }
  }

  /// The sides that do not cancel.
  public consuming func unmatched() -> UnmatchedEdges {
    keys.sort()
    var left: [UInt64] = []
    var start = 0
    while start < keys.count {
      var end = start
      var net = 0
      while end < keys.count, keys[end] >> 1 == keys[start] >> 1 {
        net += keys[end] & 1 == 1 ? 1 : -1
        end += 1
      }
      if net != 0 { left.append(keys[start] >> 1) }
      start = end
    }
    return UnmatchedEdges(left)
  }
}

/// The sides that are not shared, to ask single sides against.
public struct UnmatchedEdges: Sendable {
  private let sorted: [UInt64]
  /// One bit per value of a key's lowest bits, to turn away most sides at once.
  private var bits: [UInt64]
  private let mask: UInt64

  init(_ sorted: [UInt64]) {
    self.sorted = sorted
    var size = 1 << 10
    while size < sorted.count * 16 { size *= 2 }
    bits = Array(repeating: 0, count: size / 64)
    mask = UInt64(size - 1)
    for key in sorted {
      let place = key & mask
      bits[Int(place >> 6)] |= 1 << (place & 63)
    }
  }

  /// Number of different sides.
  public var count: Int { sorted.count }

  private func contains(_ edge: PlaneEdge) -> Bool {
    let key = edge.key >> 1
    let place = key & mask
    guard bits[Int(place >> 6)] & (1 << (place & 63)) != 0 else { return false }
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] < key { low = middle + 1 } else { high = middle }
    }
    return low < sorted.count && sorted[low] == key
  }

  /// The sides of a polygon that are not shared.
  public func edges(of shape: PolygonShape) -> [PlaneEdge] {
    var found: [PlaneEdge] = []
    shape.forEachEdge { if contains($0) { found.append($0) } }
    return found
  }
}

/// How many polygons of a layer lie over a point, from the sides that are not shared.
public struct CoverageCount: Sendable {
  private var edges: [PlaneEdge] = []
  /// Place in `edges` where a band begins.
  private var starts: [Int] = [0]
  private var south = 0.0
  private var bandHeight = 1.0
  private var bands = 0

  /// Prepares answers from all unmatched sides of all polygons, each as often as it occurs.
  public init(_ all: [PlaneEdge]) {
    guard let low = all.lazy.map({ min($0.y0, $0.y1) }).min(),
      let high = all.lazy.map({ max($0.y0, $0.y1) }).max(), high > low
    else { return }
    south = low
    bands = max(1, min(1 << 16, Int(Double(all.count).squareRoot()) * 2))
    bandHeight = (high - low) / Double(bands)
    var counts = Array(repeating: 0, count: bands + 1)
    for edge in all {
      for band in range(of: edge) { counts[band + 1] += 1 }
    }
    for band in 0..<bands { counts[band + 1] += counts[band] }
    starts = counts
    edges = Array(repeating: PlaneEdge(0, 0, 0, 0), count: counts[bands])
    var next = counts
    for edge in all {
      for band in range(of: edge) {
        edges[next[band]] = edge
        next[band] += 1
      }
    }
  }

  private func band(_ y: Double) -> Int {
    let place = (y - south) / bandHeight
    return place > 0 ? min(bands - 1, Int(min(place, 1e9))) : 0
  }

  private func range(of edge: PlaneEdge) -> ClosedRange<Int> {
    let (a, b) = (band(min(edge.y0, edge.y1)), band(max(edge.y0, edge.y1)))
    return a...b
  }

  /// Number of polygons over a point that lies on no side: the sides to the east that run up, less those
  /// that run down.
  public func count(x: Double, y: Double) -> Int {
    guard bands > 0 else { return 0 }
    let place = band(y)
    var sum = 0
    for i in starts[place]..<starts[place + 1] {
      let edge = edges[i]
      if edge.y0 <= y, edge.y1 > y {
        if edge.side(x, y) > 0 { sum += 1 }
      } else if edge.y1 <= y, edge.y0 > y {
        if edge.side(x, y) < 0 { sum -= 1 }
      }
    }
    return sum
  }
}
