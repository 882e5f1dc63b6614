import Glibc

/// Cuts pieces of land into lots of lognormal size: lots grow from random cells at speeds in
/// proportion to the root of the size they are meant to have, until all land is taken. A lot
/// hangs together, because it grows over its own land only.
enum LotGrowth {
  /// Median of the sizes drawn, ha; standard deviation of their logarithm; smallest and largest. Pieces
  /// of classes are often smaller than a drawn lot, so the lots come out at a median of about 2.6 ha.
  static let medianHa = 4.6
  static let sigma = 1.0
  static let rangeHa = 0.1...80.0

  /// A lot number per cell, given the number of the piece each cell belongs to.
  static func lots(
    _ piece: [Int], count: Int, _ lattice: Lattice, elevation: [Double], seed: UInt64
  ) -> [Int] {
    var cellsOf = Array(repeating: [Int](), count: count)
    for cell in piece.indices { cellsOf[piece[cell]].append(cell) }
    var lot = Array(repeating: -1, count: piece.count)
    var arrival = Array(repeating: Double.infinity, count: piece.count)
    var speed: [Double] = []
    var heap = Heap()
    for index in 0..<count {
      let cells = cellsOf[index]
      let hectares = Double(cells.count) * lattice.cellHa
      // The first cell names the piece: the draws do not depend on other pieces.
      var random = SeededRandom(seed: seed, .sizes, cells[0])
      var left = hectares
      while left > 0 {
        var size = exp(log(medianHa) + sigma * random.normal())
        size = min(rangeHa.upperBound, max(rangeHa.lowerBound, size))
        // What is left of a piece joins its last lot when it is much smaller than a drawn one.
        if !speed.isEmpty, left < hectares, left < 0.35 * size { break }
        left -= size
        var cell = cells[random.below(cells.count)]
        for _ in 0..<20 where lot[cell] >= 0 { cell = cells[random.below(cells.count)] }
        guard lot[cell] < 0 else { continue }
        lot[cell] = speed.count
        arrival[cell] = 0
        heap.push(0, cell)
        speed.append(size.squareRoot())
      }
    }
    let rough = NoiseField(seed: seed, .growth, rangeM: 160, octaves: 3, persistence: 0.6)
    let toughness = piece.indices.map { cell in
      let (x, y) = lattice.centre(cell)
      return max(0.15, 1 + 0.9 * rough.value(x, y))
    }
    while let (time, cell) = heap.pop() {
      guard time <= arrival[cell] else { continue }
      let own = lot[cell]
      lattice.neighbours(cell) { next in
        guard piece[next] == piece[cell] else { return }
        // Lots run along the slope rather than across ridges and streams.
        let climb = abs(elevation[next] - elevation[cell]) / lattice.cellM
        let cost = (toughness[next] + toughness[cell]) / 2 * (1 + 1.2 * climb)
        let then = time + cost / speed[own]
        if then < arrival[next] {
          arrival[next] = then
          lot[next] = own
          heap.push(then, next)
        }
      }
    }
    return lot
  }
}

/// A binary heap of times and cells, earliest first; equal times by cell.
struct Heap {
  private var items: [(time: Double, cell: Int)] = []

  private static func precedes(
    _ a: (time: Double, cell: Int), _ b: (time: Double, cell: Int)
  ) -> Bool {
    a.time < b.time || (a.time == b.time && a.cell < b.cell)
  }

  mutating func push(_ time: Double, _ cell: Int) {
    items.append((time, cell))
    var child = items.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      guard Self.precedes(items[child], items[parent]) else { break }
      items.swapAt(child, parent)
      child = parent
    }
  }

  mutating func pop() -> (time: Double, cell: Int)? {
    guard let first = items.first else { return nil }
    let last = items.removeLast()
    guard !items.isEmpty else { return first }
    items[0] = last
    var parent = 0
    while true {
      var child = 2 * parent + 1
      guard child < items.count else { break }
      if child + 1 < items.count, Self.precedes(items[child + 1], items[child]) { child += 1 }
      guard Self.precedes(items[child], items[parent]) else { break }
      items.swapAt(child, parent)
      parent = child
    }
    return first
  }
}
