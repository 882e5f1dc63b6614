public import ForestModel

/// Which pools a run counts, and how they become carbon.
public struct PoolSettings: Sendable, Equatable {
  /// Pools counted.
  public var pools: Set<CarbonPool>
  /// Carbon fraction of every pool of dry matter; a pool without one cannot be counted.
  public var fractions: [CarbonPool: CarbonFraction]
  /// From above-ground to below-ground biomass.
  public var rootShoot: RootShootRule
  /// Dead wood and litter as a share of the carbon of live trees; absent where they are measured.
  public var defaults: [CarbonPool: DeadMatterDefault] = [:]

  /// IPCC 2006 Vol. 4 Table 4.3, tropical and subtropical, all parts of the tree.
  public static let carbonFractionIPCC2006 = 0.47

  /// Settings; by default both live pools with the practice of the region. A carbon fraction other
  /// than that of the IPCC is the user's.
  public init(
    pools: Set<CarbonPool> = [.agb, .bgb],
    carbonFraction: Double = PoolSettings.carbonFractionIPCC2006,
    rootShoot: RootShootRule = .ipcc2006MoistDeciduous
  ) {
    self.pools = pools
    self.rootShoot = rootShoot
    fractions = CarbonFractionSet.ipcc.fractions
    if carbonFraction != Self.carbonFractionIPCC2006 {
      let stated = CarbonFraction(unchecked: carbonFraction)
      fractions[.agb] = stated
      fractions[.bgb] = stated
    }
  }

  /// Carbon fraction of the wood of live trees above ground, t C per t d.m.
  public var carbonFraction: Double { fractions[.agb]?.value ?? .nan }

  private func fraction(_ pool: CarbonPool) -> Double { fractions[pool]?.value ?? .nan }

  /// Whether dead trees of the trees table are dead wood in this run.
  public var countsDeadTrees: Bool { pools.contains(.deadWood) && defaults[.deadWood] == nil }

  /// Pools that need measurements of their own beside the trees.
  public var measuredPools: [CarbonPool] {
    CarbonPool.allCases.filter {
      pools.contains($0) && ![.agb, .bgb].contains($0) && defaults[$0] == nil
    }
  }

  /// Stocks per hectare that follow from an above-ground biomass and from what was measured beside it,
  /// Mg/ha. A counted pool that was not measured stays unknown, and with it carbon and CO2e.
  ///
  /// Roots of standing dead trees are counted with the ratio of the live trees of the plot when the
  /// roots of live trees are (CDM AR-TOOL12 v3.1: (1 + R) x biomass).
  public func stock(
    agbMgPerHa: Double, standingDeadMgPerHa: Double = 0, measured: MeasuredPools = MeasuredPools()
  ) -> StockPerHa {
    let bgb = pools.contains(.bgb) ? rootShoot.bgbMgPerHa(agbMgPerHa: agbMgPerHa) : .nan
    var byPool = PoolValues()
    if pools.contains(.agb) {
      byPool[.agb] = Quantity<Biomass>(agbMgPerHa).carbon(fraction: fraction(.agb)).value
    }
    if pools.contains(.bgb) {
      byPool[.bgb] = Quantity<Biomass>(bgb).carbon(fraction: fraction(.bgb)).value
    }
    let live: Quantity<Carbon>
    if fraction(.agb) == fraction(.bgb) {
      live = Quantity<Biomass>((pools.contains(.agb) ? agbMgPerHa : 0) + (bgb.isNaN ? 0 : bgb))
        .carbon(fraction: fraction(.agb))
    } else {
      live = Quantity(byPool.sum)
    }

    var deadWood = Double.nan
    if countsDeadTrees {
      let base = agbMgPerHa > 0 ? agbMgPerHa : standingDeadMgPerHa
      let roots = pools.contains(.bgb) ? rootShoot.ratio(agbMgPerHa: base) : 0
      deadWood = standingDeadMgPerHa * (1 + roots) + measured.lyingDeadWoodMg
    }
    let litter = pools.contains(.litter) && defaults[.litter] == nil ? measured.litterMg : .nan
    var others: [Double] = []
    for pool in [CarbonPool.deadWood, .litter, .soil] where pools.contains(pool) {
      let carbon: Double
      if let rule = defaults[pool] {
        carbon = live.value * rule.share(pool)
      } else {
        switch pool {
        case .deadWood: carbon = Quantity<Biomass>(deadWood).carbon(fraction: fraction(pool)).value
        case .litter: carbon = Quantity<Biomass>(litter).carbon(fraction: fraction(pool)).value
        default: carbon = measured.soilCarbonMg
        }
      }
      byPool[pool] = carbon
      others.append(carbon)
    }
    let all =
      others.isEmpty ? live : Quantity<Carbon>(others.reduce(live.value, +))
    return StockPerHa(
      agbMg: agbMgPerHa, bgbMg: bgb, carbonMg: all.value, co2eT: all.co2e.value,
      deadWoodMg: deadWood, litterMg: litter, carbonByPool: byPool)
  }

  /// Change of CO2e (t/ha) of each pool with above-ground biomass (Mg/ha), for the error of a table
  /// factor; zero for pools that do not follow from it.
  func co2eSlopes(agbMgPerHa: Double) -> PoolValues {
    func co2e(_ biomass: Double, _ pool: CarbonPool) -> Double {
      Quantity<Biomass>(biomass).carbon(fraction: fraction(pool)).co2e.value
    }
    var slopes = PoolValues()
    if pools.contains(.agb) { slopes[.agb] = co2e(1, .agb) }
    if pools.contains(.bgb) {
      slopes[.bgb] = co2e(rootShoot.slope(agbMgPerHa: agbMgPerHa), .bgb)
    }
    let live = slopes.sum
    for (pool, rule) in defaults where pools.contains(pool) {
      slopes[pool] = live * rule.share(pool)
    }
    return slopes
  }

  /// The same for all pools together.
  func co2eSlope(agbMgPerHa: Double) -> Double {
    guard fraction(.agb) == fraction(.bgb), defaults.isEmpty else {
      return co2eSlopes(agbMgPerHa: agbMgPerHa).sum
    }
    var slope = pools.contains(.agb) ? 1.0 : 0.0
    if pools.contains(.bgb) { slope += rootShoot.slope(agbMgPerHa: agbMgPerHa) }
    return Quantity<Biomass>(slope).carbon(fraction: fraction(.agb)).co2e.value
  }

  /// The constants of the chain, for the record.
  public var parameters: [Parameter] {
    var list: [Parameter] = []
    if let live = fractions[.agb] {
      list.append(
        Parameter(
          name: Phrase("carbon fraction", vi: "tỷ lệ các-bon trong sinh khối khô (CF)"),
          value: live.value.csvText, unit: "t C / t d.m.", source: live.source,
          confirmed: live.confirmed))
    }
    list.append(
      Parameter(
        name: Phrase("CO2e per carbon", vi: "CO₂ tương đương trên các-bon"), value: "44/12",
        unit: "t CO2e / t C", source: Phrase(same: "IPCC 2006 Vol. 4"), confirmed: true))
    if pools.contains(.bgb) {
      list += rootShoot.parameters
      if let roots = fractions[.bgb], roots != fractions[.agb] {
        list.append(roots.parameter(.bgb))
      }
    }
    for pool in CarbonPool.allCases where pools.contains(pool) {
      if let rule = defaults[pool] {
        list.append(rule.parameter(pool))
      } else if [.deadWood, .litter].contains(pool), let fraction = fractions[pool] {
        list.append(fraction.parameter(pool))
      }
    }
    return list
  }
}

/// What was measured on a plot beside its trees, Mg per ha; `nan` where it was not.
public struct MeasuredPools: Sendable, Equatable {
  /// Dead wood on the ground, dry matter.
  public var lyingDeadWoodMg = Double.nan
  /// Litter, dry matter.
  public var litterMg = Double.nan
  /// Organic carbon of the soil.
  public var soilCarbonMg = Double.nan

  /// Nothing measured.
  public init() {}
}

/// Stocks of one hectare. `nan` where a pool is not counted or not known.
public struct StockPerHa: Sendable, Equatable {
  /// Above-ground biomass, Mg dry matter.
  public var agbMg: Double
  /// Below-ground biomass, Mg dry matter.
  public var bgbMg: Double
  /// Carbon of the pools counted, Mg.
  public var carbonMg: Double
  /// The same as carbon dioxide equivalent, t.
  public var co2eT: Double
  /// Dead wood, Mg dry matter; `nan` also where it is a share of the live trees' carbon.
  public var deadWoodMg = Double.nan
  /// Litter, Mg dry matter; `nan` also where it is a share of the live trees' carbon.
  public var litterMg = Double.nan
  /// Carbon of each pool counted, Mg.
  public var carbonByPool = PoolValues()

  /// Same numbers; unknown equals unknown.
  public static func == (left: Self, right: Self) -> Bool {
    func same(_ value: (Self) -> Double) -> Bool {
      value(left) == value(right) || (value(left).isNaN && value(right).isNaN)
    }
    return same(\.agbMg) && same(\.bgbMg) && same(\.carbonMg) && same(\.co2eT)
      && same(\.deadWoodMg) && same(\.litterMg) && left.carbonByPool == right.carbonByPool
  }

  /// Names the stocks of one hectare.
  public init(
    agbMg: Double, bgbMg: Double, carbonMg: Double, co2eT: Double, deadWoodMg: Double = .nan,
    litterMg: Double = .nan, carbonByPool: PoolValues = PoolValues()
  ) {
    self.agbMg = agbMg
    self.bgbMg = bgbMg
    self.carbonMg = carbonMg
    self.co2eT = co2eT
    self.deadWoodMg = deadWoodMg
    self.litterMg = litterMg
    self.carbonByPool = carbonByPool
  }

  /// Dry matter of a pool, Mg; `nan` for soil.
  public func dryMg(_ pool: CarbonPool) -> Double {
    switch pool {
    case .agb: agbMg
    case .bgb: bgbMg
    case .deadWood: deadWoodMg
    case .litter: litterMg
    case .soil: .nan
    }
  }
}
