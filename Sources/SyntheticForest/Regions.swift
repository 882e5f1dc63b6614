/// Helpers for maps of labels on a lattice.
enum Regions {
  /// Numbers the pieces of equal `key` that hang together by their sides, in order of their first
  /// cell.
  static func pieces(_ key: [Int], _ lattice: Lattice) -> (label: [Int], count: Int) {
    var label = Array(repeating: -1, count: key.count)
    var count = 0
    var stack: [Int] = []
    for start in key.indices where label[start] < 0 {
      label[start] = count
      stack.append(start)
      while let cell = stack.popLast() {
        lattice.neighbours(cell) { next in
          if label[next] < 0, key[next] == key[cell] {
            label[next] = count
            stack.append(next)
          }
        }
      }
      count += 1
    }
    return (label, count)
  }

  /// Joins every piece of fewer than `cells` cells to the neighbour with which it shares the longest
  /// border, and gives it the key of that neighbour. `affinity` weighs the border between two keys.
  static func sieve(
    _ key: [Int], _ lattice: Lattice, below cells: Int, affinity: (Int, Int) -> Double
  ) -> [Int] {
    var key = key
    for _ in 0..<8 {
      let (label, count) = pieces(key, lattice)
      var size = Array(repeating: 0, count: count)
      for l in label { size[l] += 1 }
      guard size.contains(where: { $0 < cells }) else { break }
      var border = Array(repeating: [Int: Double](), count: count)
      for cell in key.indices where size[label[cell]] < cells {
        lattice.neighbours(cell) { next in
          if label[next] != label[cell] {
            border[label[cell]][key[next], default: 0] += affinity(key[cell], key[next])
          }
        }
      }
      let target = border.map { weights in
        weights.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
      }
      for cell in key.indices where size[label[cell]] < cells {
        // Two small neighbours may swap their keys; the rounds are counted, so this ends.
        if let new = target[label[cell]] { key[cell] = new }
      }
    }
    return key
  }

  /// Divides each region of `key` into about `hectares` large parts: nearest of evenly spread centres,
  /// with the plane bent by noise. Gives a part number per cell, unique over all regions.
  static func divided(
    _ key: [Int], _ lattice: Lattice, hectares: Double, seed: UInt64, level: Int
  ) -> [Int] {
    let warpX = NoiseField(seed: seed, .compartments, 10 * level + 1, rangeM: 1_100, octaves: 5)
    let warpY = NoiseField(seed: seed, .compartments, 10 * level + 2, rangeM: 1_100, octaves: 5)
    let reach = 0.22 * (hectares * 10_000).squareRoot()
    let places = key.indices.map { cell -> (x: Double, y: Double) in
      let (x, y) = lattice.centre(cell)
      return (x + reach * warpX.value(x, y), y + reach * warpY.value(x, y))
    }
    var cellsOf: [Int: [Int]] = [:]
    for cell in key.indices { cellsOf[key[cell], default: []].append(cell) }
    var parts = Array(repeating: 0, count: key.count)
    var used = 0
    for region in cellsOf.keys.sorted() {
      guard let cells = cellsOf[region] else { continue }
      let wanted = max(1, Int((Double(cells.count) * lattice.cellHa / hectares).rounded()))
      var random = SeededRandom(seed: seed, .compartments, level, region)
      var centres = (0..<wanted).map { _ in places[cells[random.below(cells.count)]] }
      let step = max(1, cells.count / (400 * wanted))
      for _ in 0..<6 {
        var sums = Array(repeating: (x: 0.0, y: 0.0, n: 0.0), count: wanted)
        for index in stride(from: 0, to: cells.count, by: step) {
          let place = places[cells[index]]
          let near = nearest(place, centres)
          sums[near].x += place.x
          sums[near].y += place.y
          sums[near].n += 1
        }
        for k in 0..<wanted where sums[k].n > 0 {
          centres[k] = (sums[k].x / sums[k].n, sums[k].y / sums[k].n)
        }
      }
      for cell in cells { parts[cell] = used + nearest(places[cell], centres) }
      used += wanted
    }
    return parts
  }

  static func nearest(
    _ place: (x: Double, y: Double), _ centres: [(x: Double, y: Double)]
  ) -> Int {
    var best = 0
    var least = Double.infinity
    for (index, centre) in centres.enumerated() {
      let (dx, dy) = (centre.x - place.x, centre.y - place.y)
      let away = dx * dx + dy * dy
      if away < least {
        least = away
        best = index
      }
    }
    return best
  }
}
