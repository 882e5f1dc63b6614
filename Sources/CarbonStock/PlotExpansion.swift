public import ForestModel

/// Which pools a run counts, and how they become carbon.
public struct PoolSettings: Sendable, Equatable {
  /// Pools counted.
  public var pools: Set<CarbonPool>
  /// Carbon fraction of live biomass, t C per t d.m.
  public var carbonFraction: Double
  /// From above-ground to below-ground biomass.
  public var rootShoot: RootShootRule

  /// IPCC 2006 Vol. 4 Table 4.3, tropical and subtropical, all parts of the tree.
  public static let carbonFractionIPCC2006 = 0.47

  /// Settings; by default both live pools with the practice of the region.
  public init(
    pools: Set<CarbonPool> = [.agb, .bgb],
    carbonFraction: Double = PoolSettings.carbonFractionIPCC2006,
    rootShoot: RootShootRule = .ipcc2006MoistDeciduous
  ) {
    self.pools = pools
    self.carbonFraction = carbonFraction
    self.rootShoot = rootShoot
  }

  /// Stocks per hectare that follow from an above-ground biomass, Mg/ha.
  public func stock(agbMgPerHa: Double) -> StockPerHa {
    let bgb = pools.contains(.bgb) ? rootShoot.bgbMgPerHa(agbMgPerHa: agbMgPerHa) : .nan
    let counted = Quantity<Biomass>(
      (pools.contains(.agb) ? agbMgPerHa : 0) + (bgb.isNaN ? 0 : bgb))
    let carbon = counted.carbon(fraction: carbonFraction)
    return StockPerHa(
      agbMg: agbMgPerHa, bgbMg: bgb, carbonMg: carbon.value, co2eT: carbon.co2e.value)
  }

  /// Change of CO2e (t/ha) with above-ground biomass (Mg/ha), for the error of a table factor.
  func co2eSlope(agbMgPerHa: Double) -> Double {
    var slope = pools.contains(.agb) ? 1.0 : 0.0
    if pools.contains(.bgb) { slope += rootShoot.slope(agbMgPerHa: agbMgPerHa) }
    return Quantity<Biomass>(slope).carbon(fraction: carbonFraction).co2e.value
  }

  /// The constants of the chain, for the record.
  public var parameters: [Parameter] {
    let isDefault = carbonFraction == Self.carbonFractionIPCC2006
    let fraction = Parameter(
      name: Phrase("carbon fraction", vi: "tỷ lệ các-bon trong sinh khối khô (CF)"),
      value: carbonFraction.csvText, unit: "t C / t d.m.",
      source: isDefault
        ? Phrase(same: "IPCC 2006 Vol. 4 Table 4.3, tropical and subtropical") : .statedByUser,
      confirmed: true)
    let ratio = Parameter(
      name: Phrase("CO2e per carbon", vi: "CO₂ tương đương trên các-bon"), value: "44/12",
      unit: "t CO2e / t C", source: Phrase(same: "IPCC 2006 Vol. 4"),
      confirmed: true)
    return [fraction, ratio] + (pools.contains(.bgb) ? rootShoot.parameters : [])
  }
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
}

/// What the trees of a plot add up to.
public struct PlotStock: Sendable, Equatable {
  /// Live trees counted; several stems of one tree count once, a tally counts as often as it says.
  public var trees: Int
  /// Sum of their above-ground biomass, Mg, before any expansion.
  public var agbMg: Double
  /// Per hectare; all `nan` when the plot has no area and its trees no expansion factor.
  public var perHa: StockPerHa
  /// Live stems counted.
  public var stems: Int
}

/// From trees to plots.
public enum PlotExpansion {
  /// Horizontal area of a plot laid out along a slope of `slopeDeg`: area x cos(slope).
  ///
  /// Source: Winrock/BioCarbon Fund Sourcebook; a circle of slope radius L has the
  /// horizontal area pi L² cos(S).
  public static func horizontalAreaHa(areaHa: Double, slopeDeg: Double) -> Double {
    areaHa * cosine(ofDegrees: slopeDeg)
  }

  /// Sums trees to plots: Mg per ha = sum(kg x tally / area) / 1000, where the area is that of the nest in
  /// which the tree was looked for, or kg x tally x the tree's own expansion factor where it brings one.
  /// Plots without trees are zero. Sums are exact: the order of the rows does not matter. Cost: linear in
  /// the trees.
  ///
  /// - Parameters:
  ///   - plotOfTree: index into `plots` of every tree; `nil` for trees left out.
  ///   - sampling: nests and tallies; `nil`: every tree counts once and was looked for on the whole plot.
  public static func stocks(
    of trees: TreeTable, biomass: TreeBiomass, plots: PlotTable, plotOfTree: [Int?],
    pools: PoolSettings, sampling: TreeSampling? = nil
  ) -> [PlotStock] {
    var mass = Array(repeating: ExactSum(), count: plots.count)
    var perHa = Array(repeating: ExactSum(), count: plots.count)
    var stems = Array(repeating: 0, count: plots.count)
    var count = Array(repeating: 0, count: plots.count)
    // Where stems are told apart, a tree counts once: with the greatest tally of its stems.
    let hasStems = sampling != nil && trees.stemID.contains { !$0.isEmpty }
    var tallies: [[String: Int]] = Array(repeating: [:], count: plots.count)
    for tree in 0..<trees.count {
      guard let plot = plotOfTree[tree], !biomass.agbKg[tree].isNaN else { continue }
      let tally = sampling?.tally[tree] ?? 1
      let agbMg = biomass.agbKg[tree] / 1000 * Double(tally)
      let own = trees.expansionPerHa[tree]
      let areaHa = sampling?.areaHa[tree] ?? plots.areaHa[plot]
      mass[plot].add(agbMg)
      perHa[plot].add(own.isNaN ? agbMg / areaHa : agbMg * own)
      stems[plot] += tally * (sampling == nil ? 1 : trees.stems[tree])
      if hasStems, !trees.treeID[tree].isEmpty {
        let known = tallies[plot][trees.treeID[tree]] ?? 0
        tallies[plot][trees.treeID[tree]] = max(known, tally)
      } else {
        count[plot] += tally
      }
    }
    return (0..<plots.count).map { plot in
      PlotStock(
        trees: count[plot] + tallies[plot].values.reduce(0, +), agbMg: mass[plot].value,
        perHa: pools.stock(agbMgPerHa: perHa[plot].value), stems: stems[plot])
    }
  }
}
