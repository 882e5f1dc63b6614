import Glibc

/// Which class each cell of the land belongs to: classes are dealt out one after the other, each to
/// the free cells that suit it best, until it has its share. Suitability follows the terrain, and
/// smooth noise makes patches of 50 to 400 ha.
struct ClassPattern {
  /// Place in `ForestClass.all`, per cell of the lattice.
  let classes: [Int]

  init(seed: UInt64, terrain: Terrain, lattice: Lattice) {
    let n = lattice.count
    var elevation = Array(repeating: 0.0, count: n)
    var slope = elevation
    var river = elevation
    var stone = elevation
    let gentle = Self.smoothed(terrain)
    // Borders of classes wander: the noise is read from a plane that is bent a little.
    let bendX = NoiseField(seed: seed, .classes, 101, rangeM: 420, octaves: 5, persistence: 0.6)
    let bendY = NoiseField(seed: seed, .classes, 102, rangeM: 420, octaves: 5, persistence: 0.6)
    var bent = Array(repeating: (x: 0.0, y: 0.0), count: n)
    for cell in 0..<n {
      let (x, y) = lattice.centre(cell)
      bent[cell] = (x + 130 * bendX.value(x, y), y + 130 * bendY.value(x, y))
      let place = terrain.lattice.cell(x: x, y: y)
      elevation[cell] = terrain.elevationM[place]
      slope[cell] = gentle[place]
      river[cell] = terrain.riverM[place]
      stone[cell] = terrain.limestone[terrain.lattice.cell(x: bent[cell].x, y: bent[cell].y)]
    }
    func noise(_ key: Int, _ rangeM: Double) -> [Double] {
      let field = NoiseField(
        seed: seed, .classes, key, rangeM: rangeM, octaves: 5, persistence: 0.52)
      return bent.map { field.value($0.x, $0.y) }
    }
    var classes = Array(repeating: -1, count: n)

    /// Deals `names` along the ranks of `score`, best first, over the cells that are free.
    func deal(_ names: [String], where isOpen: (Int) -> Bool = { _ in true }, _ score: [Double]) {
      let open = Self.ranked((0..<n).filter { classes[$0] < 0 && isOpen($0) }, by: score)
      var place = 0
      for name in names {
        let index = ForestClass.index(name)
        let wanted = Int((ForestClass.all[index].share / 100 * Double(n)).rounded())
        for cell in open.dropFirst(place).prefix(wanted) { classes[cell] = index }
        place += wanted
      }
    }
    func sum(_ terms: ([Double], Double)...) -> [Double] {
      (0..<n).map { cell in terms.reduce(0) { $0 + $1.0[cell] * $1.1 } }
    }
    let up = elevation.map { ($0 - 850) / 350 }
    let steep = slope.map { ($0 - 21) / 9 }

    deal(["MN"], sum((river, -1)))
    // The limestone classes fill the plateau; ranks of one noise put the poorer around the richer.
    let plateau = Set(
      Self.ranked((0..<n).filter { classes[$0] < 0 }, by: stone)
        .prefix(Int((0.14 * Double(n)).rounded())))
    let isPlateau = (0..<n).map { plateau.contains($0) }
    deal(["TXDB", "TXDN", "TXDP"], where: { isPlateau[$0] }, sum((noise(1, 1_700), 1)))
    // Rich and medium forest: high and steep, the medium around the rich.
    deal(["TXG", "TXB"], sum((up, 0.55), (steep, 0.4), (noise(2, 1_600), 1.1)))
    deal(["LKB"], sum((up, 0.4), (noise(3, 1_300), 1)))
    // Settlements and fields: gentle and low.
    deal(["DKH"], sum((steep, -0.7), (up, -0.25), (river, -1.0 / 4_000), (noise(4, 700), 0.9)))
    deal(["NN"], where: { slope[$0] < 24 }, sum((steep, -0.8), (up, -0.3), (noise(5, 1_300), 0.9)))
    deal(["RTG"], sum((up, -0.35), (steep, -0.15), (noise(6, 1_000), 1)))
    deal(["DTR"], sum((up, -0.35), (steep, -0.15), (noise(14, 900), 1)))
    deal(["NUA"], sum((up, -0.4), (river, -1.0 / 5_000), (noise(7, 1_100), 1)))
    deal(["VAU"], sum((up, 0.2), (noise(8, 1_000), 1)))
    deal(["TNK"], sum((noise(9, 1_000), 1)))
    deal(["HG1", "HG2"], sum((noise(10, 1_300), 1)))
    deal(["DT1", "DT2"], sum((up, -0.2), (noise(11, 1_200), 1)))
    deal(["TXN"], sum((up, 0.35), (steep, 0.2), (noise(12, 1_400), 1)))
    deal(["TXK"], sum((noise(13, 1_200), 1)))
    let rest = ForestClass.index("TXP")
    self.classes = classes.map { $0 < 0 ? rest : $0 }
  }

  /// Cells by falling score, equal scores by cell.
  private static func ranked(_ cells: [Int], by score: [Double]) -> [Int] {
    var pairs = cells.map { (score: score[$0], cell: $0) }
    pairs.sort { $0.score > $1.score || ($0.score == $1.score && $0.cell < $1.cell) }
    return pairs.map(\.cell)
  }

  /// Slope averaged over squares of 210 m: land use does not follow every bump.
  private static func smoothed(_ terrain: Terrain) -> [Double] {
    let lattice = terrain.lattice
    let reach = 3
    func averaged(
      _ values: [Double], along step: Int, _ length: (Int) -> Int, _ count: Int
    )
      -> [Double]
    {
      values.indices.map { cell in
        let position = length(cell)
        let low = max(-reach, -position)
        let high = min(reach, count - 1 - position)
        var sum = 0.0
        for k in low...high { sum += values[cell + k * step] }
        return sum / Double(high - low + 1)
      }
    }
    let rows = averaged(terrain.slopeDeg, along: 1, { $0 % lattice.columns }, lattice.columns)
    return averaged(
      rows, along: lattice.columns, { $0 / lattice.columns }, lattice.rows)
  }
}
