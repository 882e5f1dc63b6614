public import ForestModel

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
  /// Plots without trees are zero. Dead trees that have a biomass go to the dead wood that stands. Sums
  /// are exact: the order of the rows does not matter. Cost: linear in the trees.
  ///
  /// - Parameters:
  ///   - plotOfTree: index into `plots` of every tree; `nil` for trees left out.
  ///   - sampling: nests and tallies; `nil`: every tree counts once and was looked for on the whole plot.
  ///   - measured: what was measured on each plot beside its trees; empty where nothing was.
  public static func stocks(
    of trees: TreeTable, biomass: TreeBiomass, plots: PlotTable, plotOfTree: [Int?],
    pools: PoolSettings, sampling: TreeSampling? = nil, measured: [MeasuredPools] = []
  ) -> [PlotStock] {
    var mass = Array(repeating: ExactSum(), count: plots.count)
    var perHa = Array(repeating: ExactSum(), count: plots.count)
    var dead = Array(repeating: ExactSum(), count: plots.count)
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
      let expanded = own.isNaN ? agbMg / areaHa : agbMg * own
      if trees.status[tree] == .dead {
        dead[plot].add(expanded)
        continue
      }
      mass[plot].add(agbMg)
      perHa[plot].add(expanded)
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
        perHa: pools.stock(
          agbMgPerHa: perHa[plot].value, standingDeadMgPerHa: dead[plot].value,
          measured: plot < measured.count ? measured[plot] : MeasuredPools()),
        stems: stems[plot])
    }
  }
}
