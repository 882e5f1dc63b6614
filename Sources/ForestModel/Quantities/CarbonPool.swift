/// A carbon pool of the accounts, in the order in which it is printed.
public enum CarbonPool: String, Sendable, CaseIterable {
  /// Above-ground biomass of live trees.
  case agb
  /// Below-ground biomass of live trees.
  case bgb
  /// Standing and lying dead wood.
  case deadWood = "dead-wood"
  /// Litter on the ground.
  case litter
  /// Organic carbon of the soil.
  case soil

  /// Its name for people.
  public var name: Phrase {
    switch self {
    case .agb: Phrase("above-ground biomass", vi: "sinh khối trên mặt đất")
    case .bgb: Phrase("below-ground biomass", vi: "sinh khối dưới mặt đất")
    case .deadWood: Phrase("dead wood", vi: "gỗ chết")
    case .litter: Phrase("litter", vi: "thảm mục")
    case .soil: Phrase("soil organic carbon", vi: "các-bon hữu cơ trong đất")
    }
  }

  /// Whether it holds dry matter that a carbon fraction turns into carbon; soil is measured as carbon.
  public var isDryMatter: Bool { self != .soil }
}

/// One number per pool; `nan` where a pool is not counted or not known.
public struct PoolValues: Sendable, Equatable {
  private var values = Array(repeating: Double.nan, count: CarbonPool.allCases.count + 1)

  /// Nothing known yet.
  public init() {}

  /// What a stated factor holds, of no pool by name.
  public init(notSplit: Double) { self.notSplit = notSplit }

  /// The number of one pool.
  public subscript(pool: CarbonPool) -> Double {
    get { values[Self.place(pool)] }
    set { values[Self.place(pool)] = newValue }
  }

  /// What a stated factor holds without saying of which pools.
  public var notSplit: Double {
    get { values[CarbonPool.allCases.count] }
    set { values[CarbonPool.allCases.count] = newValue }
  }

  /// All that is known, together; `nan` when nothing is.
  public var sum: Double {
    let known = values.filter { !$0.isNaN }
    return known.isEmpty ? .nan : ExactSum(known).value
  }

  /// The same numbers through `change`.
  public func map(_ change: (Double) -> Double) -> PoolValues {
    var out = self
    out.values = values.map(change)
    return out
  }

  /// One set from several, pool by pool: `combine` gets the numbers of a pool, `nan` where a part does
  /// not know it. A pool that no part knows stays unknown.
  public static func combining(
    _ parts: [PoolValues], _ combine: ([Double]) -> Double
  ) -> PoolValues {
    var out = PoolValues()
    for place in out.values.indices {
      let column = parts.map { $0.values[place] }
      if column.contains(where: { !$0.isNaN }) { out.values[place] = combine(column) }
    }
    return out
  }

  /// How many of `parts` know each pool.
  public static func counting(_ parts: [PoolValues]) -> PoolValues {
    var out = PoolValues()
    for place in out.values.indices {
      let known = parts.filter { !$0.values[place].isNaN }.count
      if known > 0 { out.values[place] = Double(known) }
    }
    return out
  }

  /// Same numbers; unknown equals unknown.
  public static func == (left: Self, right: Self) -> Bool {
    left.values.elementsEqual(right.values) { $0 == $1 || ($0.isNaN && $1.isNaN) }
  }

  private static func place(_ pool: CarbonPool) -> Int {
    switch pool {
    case .agb: 0
    case .bgb: 1
    case .deadWood: 2
    case .litter: 3
    case .soil: 4
    }
  }
}
