import CarbonStock
import ForestModel

/// What a field inventory comes to, plot by plot, whether its trees were taken in one piece or in parts.
struct InventoryResult {
  let totals: PlotTotals
  /// What findings and constants about the whole table of trees are made of.
  let tally: InventoryTally
  let accounts: [String: RowAccount]
  let columns: [String: [String: String]]
  /// Constants and models that entered, for the run record.
  let constants: [Parameter]
  /// Where heights came from that were not measured.
  let heights: HeightRoute
  let log: FindingLog

  init(_ inventory: Inventory) {
    totals = inventory.totals
    tally = inventory.tally
    accounts = inventory.accounts
    columns = inventory.columns
    constants = inventory.constants
    heights = inventory.heights
    log = inventory.log
  }

  init(_ parts: InventoryParts) {
    totals = parts.totals
    tally = parts.tally
    accounts = parts.accounts
    columns = parts.columns
    constants = parts.tally.constants(parts.request, parts.heights)
    heights = parts.heights
    log = parts.log
  }

  var plots: PlotTable { totals.plots }
  var stocks: [PlotStock] { totals.stocks }

  /// Row accounts in reading order.
  var accountList: [RowAccount] { TableSchema.all.compactMap { accounts[$0.table] } }

  /// Whether a plot may enter a mean: its row is good, none of its live trees was left out, and it
  /// has an area where one is needed.
  func isUsable(_ plot: Int) -> Bool { totals.isUsable(plot) }

  /// Counts and ranges for summary.json and for documents: name, value, decimals printed, unit.
  ///
  /// - Parameter used: plots that entered the mean of a stratum.
  func facts(_ used: [Int]) -> [(String, Double, Int, String)] {
    let trees = totals.trees
    func count(_ value: (PlotTrees) -> Int32) -> Double {
      Double(used.reduce(0) { $0 + Int(value(trees[$1])) })
    }
    let areas = used.map { plots.areaHa[$0] }.filter { !$0.isNaN }
    let dead = trees.reduce(0) { $0 + Int($1.count - $1.live) }
    let density = { (level: WoodDensityLevel) in count { $0.trees(of: level) } }
    return [
      ("plots_read", Double(plots.count), 0, "1"), ("plots_used", Double(used.count), 0, "1"),
      ("plot_area_min_ha", areas.min() ?? .nan, 3, "ha"),
      ("plot_area_max_ha", areas.max() ?? .nan, 3, "ha"),
      ("trees_read", Double(tally.treeCount), 0, "1"), ("trees_used", count(\.live), 0, "1"),
      ("trees_dead", Double(dead), 0, "1"),
      ("dbh_min_cm", used.reduce(.nan) { .minimum($0, trees[$1].dbhMinCm) }, 1, "cm"),
      ("dbh_max_cm", used.reduce(.nan) { .maximum($0, trees[$1].dbhMaxCm) }, 1, "cm"),
      ("heights_measured", count(\.measuredHeights), 0, "1"),
      ("heights_modelled", count(\.otherHeights), 0, "1"),
      ("wood_density_tree", density(.tree), 0, "1"),
      ("wood_density_species", density(.species), 0, "1"),
      ("wood_density_genus", density(.genus), 0, "1"),
      ("wood_density_family", density(.family), 0, "1"),
      ("wood_density_plot", density(.plot), 0, "1"),
      ("wood_density_data_set", density(.dataSet), 0, "1"),
      ("wood_density_default", density(.default), 0, "1"),
    ]
  }
}
