import Glibc

/// Heights above the sea on a 30 m lattice: fractal relief on ridges and valleys that run from
/// north-west to south-east, a limestone plateau with sinkholes, and one river.
public struct Terrain: Sendable {
  /// Cells of 30 m.
  public let lattice: Lattice
  /// Elevation of each cell, m.
  public let elevationM: [Double]
  /// Slope of each cell, degrees, from its neighbours (Horn 1981).
  public let slopeDeg: [Double]
  /// How much of a limestone plateau a cell is: above 0 on the plateau, which covers 15 % of the land.
  public let limestone: [Double]
  /// Distance to the river, m, across the valley.
  public let riverM: [Double]

  /// Share of the window under limestone.
  public static let limestoneShare = 0.15
  /// Median slope that the relief is brought to, degrees.
  public static let medianSlopeDeg = 21.0

  /// The relief of a seed.
  public init(seed: UInt64) {
    let lattice = Lattice(cellM: 30, marginM: 15)
    let base = NoiseField(seed: seed, .terrain, 1, rangeM: 3_600, octaves: 2, persistence: 0.6)
    // Hurst 0.75: each octave keeps 2^-0.75 of the amplitude.
    let rough = NoiseField(
      seed: seed, .terrain, 2, rangeM: 1_500, octaves: 6, persistence: pow(2, -0.75))
    let warp = NoiseField(seed: seed, .terrain, 3, rangeM: 2_500, octaves: 2)
    let stone = NoiseField(seed: seed, .limestone, rangeM: 4_500, octaves: 3, persistence: 0.35)
    let meander = NoiseField(seed: seed, .river, rangeM: 2_200, octaves: 3)

    let n = lattice.count
    var large = Array(repeating: 0.0, count: n)
    var small = large
    var stoneScore = large
    var river = large
    var bed = large
    for cell in 0..<n {
      let (x, y) = lattice.centre(cell)
      let (dx, dy) = (x - 580_500, y - 2_303_500)
      let across = (dx + dy) / 2.0.squareRoot()
      let along = (dx - dy) / 2.0.squareRoot()
      let ridge = cos(2 * .pi * (across + 900 * warp.value(x, y) + 2_600) / 5_200)
      large[cell] = 0.75 * ridge + base.value(x, y)
      small[cell] = rough.value(x, y)
      river[cell] = abs(across + 1_500 + 900 * meander.value(along, 0))
      // The river falls from 420 m in the north-west to 180 m in the south-east.
      bed[cell] = 300 - 240 * along / 15_000
      stoneScore[cell] = stone.value(x, y) + 0.45 * base.value(x, y) - 2 * exp(-river[cell] / 900)
    }
    let edge = Self.quantile(stoneScore, 1 - Self.limestoneShare)
    let stoneSpread = Self.quantile(stoneScore, 0.995) - edge
    let plateau = stoneScore.map { ($0 - edge) / stoneSpread }
    let sinkholes = Self.sinkholes(seed: seed)

    // The fine relief is brought to the median slope by halving the interval of its amplitude.
    let (lowest, highest) = (Self.quantile(large, 0), Self.quantile(large, 1))
    func relief(_ roughM: Double) -> [Double] {
      (0..<n).map { cell in
        let level = (large[cell] - lowest) / (highest - lowest)
        var z = 330 + 1_350 * level * (0.55 + 0.45 * level) + roughM * small[cell]
        z = min(1_900, max(250, z))
        let inside = Self.ease((plateau[cell] + 0.12) / 0.24)
        if inside > 0 {
          let (x, y) = lattice.centre(cell)
          let flat = 1_075 + 0.22 * (z - 1_075) - sinkholes.depth(x, y)
          z += inside * (min(1_150, max(1_000, flat)) - z)
        }
        // The valley of the river: 1,300 m to either side.
        let valley = Self.ease((river[cell] - 25) / 1_300)
        return bed[cell] + valley * (z - bed[cell])
      }
    }
    var low = 20.0
    var high = 600.0
    for _ in 0..<9 {
      let middle = (low + high) / 2
      let slopes = Self.slopes(relief(middle), lattice)
      if Self.quantile(slopes, 0.5) < Self.medianSlopeDeg { low = middle } else { high = middle }
    }
    self.lattice = lattice
    elevationM = relief((low + high) / 2)
    slopeDeg = Self.slopes(elevationM, lattice)
    limestone = plateau
    riverM = river
  }

  /// Elevation at a point, m: the cell under it.
  public func elevationM(x: Double, y: Double) -> Double { elevationM[lattice.cell(x: x, y: y)] }

  /// Slope at a point, degrees: the cell under it.
  public func slopeDeg(x: Double, y: Double) -> Double { slopeDeg[lattice.cell(x: x, y: y)] }

  private static func slopes(_ z: [Double], _ lattice: Lattice) -> [Double] {
    let columns = lattice.columns
    return z.indices.map { cell in
      let column = min(columns - 2, max(1, cell % columns))
      let row = min(lattice.rows - 2, max(1, cell / columns))
      let m = row * columns + column
      let (a, b, c) = (z[m - columns - 1], z[m - columns], z[m - columns + 1])
      let (d, f) = (z[m - 1], z[m + 1])
      let (g, h, i) = (z[m + columns - 1], z[m + columns], z[m + columns + 1])
      let east = ((c + 2 * f + i) - (a + 2 * d + g)) / (8 * lattice.cellM)
      let north = ((a + 2 * b + c) - (g + 2 * h + i)) / (8 * lattice.cellM)
      return atan((east * east + north * north).squareRoot()) * 180 / .pi
    }
  }

  static func quantile(_ values: [Double], _ share: Double) -> Double {
    let sorted = values.sorted()
    return sorted[min(sorted.count - 1, Int(share * Double(sorted.count)))]
  }

  private static func ease(_ t: Double) -> Double {
    let u = min(1, max(0, t))
    return u * u * (3 - 2 * u)
  }

  /// Hollows of the limestone: one in about every third square of 250 m.
  private struct Sinkholes {
    let seed: UInt64

    func depth(_ x: Double, _ y: Double) -> Double {
      let (i, j) = (Int((x / 250).rounded(.down)), Int((y / 250).rounded(.down)))
      var deepest = 0.0
      for a in (i - 1)...(i + 1) {
        for b in (j - 1)...(j + 1) {
          var random = SeededRandom(seed: seed, .sinkholes, a, b)
          guard random.uniform() < 0.35 else { continue }
          let (cx, cy) = (
            250 * (Double(a) + random.uniform()), 250 * (Double(b) + random.uniform())
          )
          let radius = random.uniform(50, 110)
          let away = ((x - cx) * (x - cx) + (y - cy) * (y - cy)).squareRoot() / radius
          if away < 1 { deepest = max(deepest, random.uniform(15, 45) * (1 - away * away)) }
        }
      }
      return deepest
    }
  }

  private static func sinkholes(seed: UInt64) -> Sinkholes { Sinkholes(seed: seed) }
}
