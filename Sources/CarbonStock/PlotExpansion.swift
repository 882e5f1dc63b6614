public import ForestModel

/// What the trees of a plot add up to.
public struct PlotStock: Sendable, Equatable {
  /// Live trees counted.
  public var trees: Int
  /// Sum of their above-ground biomass, Mg, before any expansion.
  public var agbMg: Double
  /// Per hectare; all `nan` when the plot has no area and its trees no expansion factor.
  public var perHa: StockPerHa
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

  /// Sums trees to plots: Mg per ha = sum(kg x expansion) / 1000, where the expansion is the tree's
  /// own or one over the plot's area. Plots without trees are zero. Dead trees that have a biomass go
  /// to the dead wood that stands. Sums are exact: the order of the rows does not matter. Cost: linear
  /// in the trees.
  ///
  /// - Parameter plotOfTree: index into `plots` of every tree; `nil` for trees left out.
  /// - Parameter measured: what was measured on each plot beside its trees; empty where nothing was.
  public static func stocks(
    of trees: TreeTable, biomass: TreeBiomass, plots: PlotTable, plotOfTree: [Int?],
    pools: PoolSettings, measured: [MeasuredPools] = []
  ) -> [PlotStock] {
    var mass = Array(repeating: ExactSum(), count: plots.count)
    var perHa = Array(repeating: ExactSum(), count: plots.count)
    var dead = Array(repeating: ExactSum(), count: plots.count)
    var count = Array(repeating: 0, count: plots.count)
    for tree in 0..<trees.count {
      guard let plot = plotOfTree[tree], !biomass.agbKg[tree].isNaN else { continue }
      let agbMg = biomass.agbKg[tree] / 1000
      let own = trees.expansionPerHa[tree]
      let expanded = own.isNaN ? agbMg / plots.areaHa[plot] : agbMg * own
      if trees.status[tree] == .dead {
        dead[plot].add(expanded)
        continue
      }
      mass[plot].add(agbMg)
      perHa[plot].add(expanded)
      count[plot] += 1
    }
    return (0..<plots.count).map { plot in
      PlotStock(
        trees: count[plot], agbMg: mass[plot].value,
        perHa: pools.stock(
          agbMgPerHa: perHa[plot].value, standingDeadMgPerHa: dead[plot].value,
          measured: plot < measured.count ? measured[plot] : MeasuredPools()))
    }
  }
}
