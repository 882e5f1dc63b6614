import Glibc

/// Land cover of 2015 and 2024 on 30 m cells: the truth, the maps with the errors of a classifier,
/// and reference points.
public struct LandCover: Sendable {
  /// Names of the eight classes, numbered from 1.
  public static let names = [
    "evergreen dense", "evergreen regenerating", "bamboo or mixed", "plantation", "shrub", "crops",
    "water", "built or other",
  ]
  /// The same in Vietnamese.
  public static let vietnameseNames = [
    "rừng lá rộng thường xanh rậm", "rừng lá rộng thường xanh phục hồi",
    "rừng tre nứa và rừng hỗn giao", "rừng trồng", "cây bụi", "cây nông nghiệp", "mặt nước",
    "đất xây dựng và đất khác",
  ]
  /// Classes that are forest.
  public static let forest = 1...4
  /// User's accuracies that the errors are made for, by mapped class.
  public static let usersAccuracy = [0.93, 0.84, 0.71, 0.83, 0.74, 0.90, 0.98, 0.88]

  /// Cells of 30 m over the window.
  public let lattice = Lattice(cellM: 30)
  /// True classes of 2015 and 2024 per cell, 1 to 8.
  public let truth2015: [Int]
  /// See `truth2015`.
  public let truth2024: [Int]
  /// Mapped classes.
  public let map2015: [Int]
  /// See `map2015`.
  public let map2024: [Int]

  /// Kinds of change between the two years, with their shares.
  public enum Change: String, CaseIterable, Sendable {
    /// Forest to crops or shrub: 2.1 % of the forest of 2015, 70 % of it to crops.
    case deforestation
    /// Dense to regenerating: 3.5 % of the dense forest of 2015.
    case degradation
    /// Shrub to regenerating: 6 % of the shrub of 2015.
    case regeneration
    /// Shrub to plantation: 2.5 % of the shrub of 2015.
    case planting

    /// The kind of a pair of classes; `nil` where nothing of the four happened.
    public init?(from: Int, to: Int) {
      switch (from, to) {
      case (1...4, 5), (1...4, 6): self = .deforestation
      case (1, 2): self = .degradation
      case (5, 2): self = .regeneration
      case (5, 4): self = .planting
      default: return nil
      }
    }
  }

  /// Land cover of a landscape. The present comes from the parcels; the past from undoing change in
  /// patches.
  public init(_ landscape: Landscape) {
    let lattice = self.lattice
    let now = (0..<lattice.count).map { cell -> Int in
      let (x, y) = lattice.centre(cell)
      let parcel = landscape.parcelOfCell[landscape.lattice.cell(x: x, y: y)]
      return Self.cover(landscape.parcels[parcel].forestClass)
    }
    let past = Self.past(of: now, lattice, seed: landscape.seed)
    truth2024 = now
    truth2015 = past
    map2024 = Self.mapped(now, lattice, seed: landscape.seed, year: 2_024)
    map2015 = Self.mapped(past, lattice, seed: landscape.seed, year: 2_015)
  }

  static func cover(_ forest: ForestClass) -> Int {
    switch forest.ldlr {
    case "TXG", "TXB", "TXDB", "LKB": 1
    case "TXN", "TXK", "TXP", "TXDN", "TXDP": 2
    case "NUA", "VAU", "TNK", "HG1", "HG2": 3
    case "RTG": 4
    case "DTR", "DT1", "DT2": 5
    case "NN": 6
    case "MN": 7
    default: 8
    }
  }

  /// Areas of the land that changed, ha, in the plane.
  public func changeHa() -> [(change: Change, hectares: Double)] {
    Change.allCases.map { kind in
      let cells = truth2015.indices.filter {
        Change(from: truth2015[$0], to: truth2024[$0]) == kind
      }
      return (kind, Double(cells.count) * lattice.cellHa)
    }
  }

  private static func past(of now: [Int], _ lattice: Lattice, seed: UInt64) -> [Int] {
    func count(_ classes: ClosedRange<Int>) -> Double {
      Double(now.filter { classes.contains($0) }.count)
    }
    // Areas of 2015 from those of 2024 and the shares of change; the equations are solved by repeating.
    let (forest24, dense24, shrub24) = (count(1...4), count(1...1), count(5...5))
    var (forest15, dense15, shrub15) = (forest24, dense24, shrub24)
    for _ in 0..<50 {
      let lost = 0.021 * forest15
      forest15 = forest24 + lost - 0.085 * shrub15
      // A quarter of the forest that was lost had been dense.
      dense15 = dense24 + 0.035 * dense15 + 0.25 * lost
      shrub15 = shrub24 - 0.3 * lost + 0.085 * shrub15
    }
    var past = now
    func undo(_ cells: Double, in present: Int, to before: Int, key: Int) {
      let noise = NoiseField(
        seed: seed, .landCover, key, rangeM: 500, octaves: 4, persistence: 0.6)
      let open = now.indices.filter { now[$0] == present && past[$0] == now[$0] }
      let ranked = open.map { cell -> (Double, Int) in
        let (x, y) = lattice.centre(cell)
        return (noise.value(x, y), cell)
      }.sorted { ($0.0, $1.1) > ($1.0, $0.1) }
      for (_, cell) in ranked.prefix(Int(cells.rounded())) { past[cell] = before }
    }
    let lost = 0.021 * forest15
    undo(0.7 * lost * 0.25, in: 6, to: 1, key: 1)
    undo(0.7 * lost * 0.75, in: 6, to: 2, key: 2)
    undo(0.3 * lost * 0.25, in: 5, to: 1, key: 3)
    undo(0.3 * lost * 0.75, in: 5, to: 2, key: 4)
    undo(0.035 * dense15, in: 2, to: 1, key: 5)
    undo(0.06 * shrub15, in: 2, to: 5, key: 6)
    undo(0.025 * shrub15, in: 4, to: 5, key: 7)
    return past
  }

  /// Which classes are taken for which: weights of the errors.
  private static let similarity: [[Double]] = [
    [0, 8, 2, 1, 0.3, 0.2, 0.05, 0.05], [8, 0, 5, 3, 4, 0.5, 0.05, 0.1],
    [2, 5, 0, 2, 4, 0.5, 0.05, 0.1], [1, 3, 2, 0, 3, 1, 0.05, 0.1],
    [0.3, 4, 4, 3, 0, 6, 0.1, 0.5], [0.2, 0.5, 0.5, 1, 6, 0, 0.3, 4],
    [0.05, 0.05, 0.05, 0.05, 0.1, 0.3, 0, 0.5], [0.05, 0.1, 0.1, 0.1, 0.5, 4, 0.5, 0],
  ]

  private static func mapped(
    _ truth: [Int], _ lattice: Lattice, seed: UInt64, year: Int
  ) -> [Int] {
    let chances = confusion(truth)
    let first = truth.indices.map { cell -> Int in
      var random = SeededRandom(seed: seed, .landCoverErrors, year, cell)
      return 1 + random.pick(chances[truth[cell] - 1].enumerated().map { ($0.offset, $0.element) })
    }
    // At the edges of patches, 12 % of the pixels lie half a pixel off and take the neighbour's class.
    return first.indices.map { cell in
      var random = SeededRandom(seed: seed, .landCoverErrors, year, cell, 1)
      guard random.uniform() < 0.12 else { return first[cell] }
      var others: [Int] = []
      lattice.neighbours(cell) { if truth[$0] != truth[cell] { others.append($0) } }
      guard !others.isEmpty else { return first[cell] }
      return first[others[random.below(others.count)]]
    }
  }

  /// Chance of each mapped class given the true one, such that mapped areas equal true areas and
  /// user's accuracies have their values: errors balanced by repeated scaling of rows and columns.
  static func confusion(_ truth: [Int]) -> [[Double]] {
    var area = Array(repeating: 0.0, count: 8)
    for value in truth { area[value - 1] += 1 }
    let wrong = (0..<8).map { area[$0] * (1 - usersAccuracy[$0]) }
    // flow[mapped][true]
    var flow = similarity
    for _ in 0..<400 {
      for k in 0..<8 {
        let sum = flow[k].reduce(0, +)
        if sum > 0 { for j in 0..<8 { flow[k][j] *= wrong[k] / sum } }
      }
      for j in 0..<8 {
        let sum = (0..<8).reduce(0) { $0 + flow[$1][j] }
        if sum > 0 { for k in 0..<8 { flow[k][j] *= wrong[j] / sum } }
      }
    }
    return (0..<8).map { j in
      (0..<8).map { k in
        guard area[j] > 0 else { return k == j ? 1 : 0 }
        return k == j ? usersAccuracy[j] : flow[k][j] / area[j]
      }
    }
  }

  /// A reference point with what the maps and an interpreter say.
  public struct ReferencePoint: Sendable {
    /// Centre of its cell, EPSG:9206, m.
    public let x: Double
    /// North.
    public let y: Double
    /// `change` where the maps differ, else the mapped class.
    public let stratum: String
    /// Mapped and true classes.
    public let map2015: Int
    /// Mapped class of 2024.
    public let map2024: Int
    /// True class of 2015.
    public let true2015: Int
    /// True class of 2024.
    public let true2024: Int
  }

  /// Five hundred points: 75 where the maps show one of the four kinds of change, the others in
  /// proportion to the area of the mapped classes of 2024, at least 20 in each.
  public func referencePoints(seed: UInt64) -> [ReferencePoint] {
    var cells: [String: [Int]] = [:]
    for cell in map2015.indices {
      let name =
        Change(from: map2015[cell], to: map2024[cell]) != nil ? "change" : "class-\(map2024[cell])"
      cells[name, default: []].append(cell)
    }
    let stable = cells.keys.filter { $0 != "change" }.sorted()
    let total = Double(stable.reduce(0) { $0 + (cells[$1]?.count ?? 0) })
    let base = 20
    let free = Double(425 - base * stable.count)
    var wanted = ["change": 75]
    var given = 0
    for name in stable {
      wanted[name] = base + Int((free * Double(cells[name]?.count ?? 0) / total).rounded(.down))
      given += wanted[name] ?? 0
    }
    // What rounding leaves goes to the largest class.
    if let largest = stable.max(by: { (cells[$0]?.count ?? 0) < (cells[$1]?.count ?? 0) }) {
      wanted[largest, default: 0] += 425 - given
    }
    return (["change"] + stable).flatMap { name -> [ReferencePoint] in
      let ranked = (cells[name] ?? []).map { cell -> (UInt64, Int) in
        var random = SeededRandom(seed: seed, .referencePoints, cell)
        return (random.next(), cell)
      }.sorted { $0 < $1 }.prefix(wanted[name] ?? 0)
      return ranked.map(\.1).sorted().map { cell in
        let (x, y) = lattice.centre(cell)
        return ReferencePoint(
          x: x, y: y, stratum: name, map2015: map2015[cell], map2024: map2024[cell],
          true2015: truth2015[cell], true2024: truth2024[cell])
      }
    }
  }
}
