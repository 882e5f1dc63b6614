import ForestGeo

/// The synthetic window: parcels that tile it, each with a class.
struct Landscape {
  /// Window in EPSG:9206, m.
  static let west = 574_000.0
  static let south = 2_298_000.0
  static let columns = 20
  static let rows = 20
  static let cellWidth = 250.0
  static let cellHeight = 200.0
  static var east: Double { west + Double(columns) * cellWidth }
  static var north: Double { south + Double(rows) * cellHeight }

  struct Parcel {
    var ring: [(Double, Double)]
    var shape: PolygonShape
    var areaHa: Double
    var forestClass: ForestClass
    /// Column of the lattice, for the commune and the compartment.
    var column: Int
    var row: Int
  }

  let parcels: [Parcel]

  init(seed: UInt64) {
    let lattice = Lattice(seed: seed)
    var rings: [(ring: [(Double, Double)], column: Int, row: Int)] = []
    var taken: Set<Int> = []
    for row in 0..<Self.rows {
      for column in 0..<Self.columns where !taken.contains(row * Self.columns + column) {
        var random = SeededRandom(seed: seed, 7, column, row)
        // Every fourth cell takes its neighbour along: parcels differ in size. Compartments, which
        // are blocks of ten columns, stay whole.
        let joins = random.uniform() < 0.25 && column % 10 != 9
        if joins { taken.insert(row * Self.columns + column + 1) }
        rings.append((lattice.ring(column, row, width: joins ? 2 : 1), column, row))
      }
    }
    // Classes clump: parcels are ranked by smooth noise and the classes dealt out along the ranks.
    let noise = NoiseField(seed: seed &+ 11, rangeM: 1_400)
    let shapes = rings.map { PolygonShape(outer: $0.ring) }
    let areas = shapes.map { $0.planarArea / 10_000 }
    let total = areas.reduce(0, +)
    let ranks = rings.indices.map { index -> (Double, Int) in
      let ring = rings[index].ring
      let x = ring.map(\.0).reduce(0, +) / Double(ring.count)
      let y = ring.map(\.1).reduce(0, +) / Double(ring.count)
      return (noise.value(x, y), index)
    }.sorted { $0 > $1 }
    var classes = Array(repeating: 0, count: rings.count)
    var dealt = 0.0
    var current = 0
    var limit = ForestClass.all[0].share / 100 * total
    for (_, index) in ranks {
      if dealt >= limit, current < ForestClass.all.count - 1 {
        current += 1
        limit += ForestClass.all[current].share / 100 * total
      }
      classes[index] = current
      dealt += areas[index]
    }
    parcels = rings.indices.map { index in
      Parcel(
        ring: rings[index].ring, shape: shapes[index], areaHa: areas[index],
        forestClass: ForestClass.all[classes[index]], column: rings[index].column,
        row: rings[index].row)
    }
  }

  /// The parcel at a point; points on a shared edge take the first.
  func parcel(x: Double, y: Double) -> Parcel? {
    parcels.first { parcel in
      guard let box = parcel.shape.bounds, x >= box.west, x <= box.east, y >= box.south,
        y <= box.north
      else { return false }
      return parcel.shape.contains(x, y)
    }
  }
}

/// Nodes moved at random and edges bent by midpoint displacement. An edge belongs to both its
/// parcels, so that they meet without gap or overlap.
private struct Lattice {
  let seed: UInt64

  private func node(_ i: Int, _ j: Int) -> (Double, Double) {
    var random = SeededRandom(seed: seed, 1, i, j)
    let isBorderX = i == 0 || i == Landscape.columns
    let isBorderY = j == 0 || j == Landscape.rows
    let dx = isBorderX ? 0 : random.uniform(-0.28, 0.28) * Landscape.cellWidth
    let dy = isBorderY ? 0 : random.uniform(-0.28, 0.28) * Landscape.cellHeight
    return (
      Self.centimetres(Landscape.west + Double(i) * Landscape.cellWidth + dx),
      Self.centimetres(Landscape.south + Double(j) * Landscape.cellHeight + dy)
    )
  }

  private static func centimetres(_ value: Double) -> Double { (value * 100).rounded() / 100 }

  /// From node (i, j) eastwards (`isRow`) or northwards, without its last vertex.
  private func edge(_ i: Int, _ j: Int, isRow: Bool) -> [(Double, Double)] {
    let a = node(i, j)
    let b = isRow ? node(i + 1, j) : node(i, j + 1)
    let isBorder = isRow ? j == 0 || j == Landscape.rows : i == 0 || i == Landscape.columns
    var points = [a, b]
    guard !isBorder else { return [a] }
    var random = SeededRandom(seed: seed, 2, i, j, isRow ? 1 : 0)
    for _ in 0..<3 {
      var finer: [(Double, Double)] = []
      for (p, q) in zip(points, points.dropFirst()) {
        let bend = random.uniform(-0.09, 0.09)
        finer.append(p)
        finer.append(
          (
            Self.centimetres((p.0 + q.0) / 2 - bend * (q.1 - p.1)),
            Self.centimetres((p.1 + q.1) / 2 + bend * (q.0 - p.0))
          ))
      }
      points = finer + [b]
    }
    return Array(points.dropLast())
  }

  /// The same edge walked the other way, without its last vertex.
  private func reversed(_ i: Int, _ j: Int, isRow: Bool) -> [(Double, Double)] {
    let end = isRow ? node(i + 1, j) : node(i, j + 1)
    return [end] + edge(i, j, isRow: isRow).dropFirst().reversed()
  }

  /// Counter-clockwise ring of `width` cells side by side.
  func ring(_ i: Int, _ j: Int, width: Int) -> [(Double, Double)] {
    let cells = i..<(i + width)
    return cells.flatMap { edge($0, j, isRow: true) } + edge(i + width, j, isRow: false)
      + cells.reversed().flatMap { reversed($0, j + 1, isRow: true) }
      + reversed(i, j, isRow: false)
  }
}
