import CarbonStock
import ForestModel

/// What the trees of each plot add up to.
struct PlotTotals {
  var plots: PlotTable
  /// Stratum of every plot as printed.
  var strata: [String]
  var stocks: [PlotStock]
  /// Live trees of each plot that were left out because of an error.
  var rejectedTrees: [Int]
  var trees: [PlotTrees]

  /// Plots that have figures.
  var usable: [Int] {
    stocks.indices.filter {
      !plots.isRejected[$0] && (rejectedTrees[$0] == 0 || stocks[$0].trees > 0)
    }
  }

  /// Whether a plot may enter a mean: its row is good, none of its live trees was left out, and it
  /// has an area where one is needed.
  func isUsable(_ plot: Int) -> Bool {
    !plots.isRejected[plot] && rejectedTrees[plot] == 0 && !stocks[plot].perHa.agbMg.isNaN
  }

  /// Plots that lack a live tree, one finding each.
  static func incomplete(
    _ plots: PlotTable, _ rejectedTrees: [Int], isListed: Bool, _ request: InventoryRequest
  ) -> [Finding] {
    plots.id.indices.filter { rejectedTrees[$0] > 0 && !plots.isRejected[$0] }.map { plot in
      Finding(
        .plotIncomplete,
        at: isListed
          ? FindingLocation(
            file: fileName(request.plots ?? ""), row: plots.row[plot], column: "plot_id")
          : FindingLocation(file: fileName(request.trees), feature: plots.id[plot]),
        ["count": "\(rejectedTrees[plot])"])
    }
  }

  /// plots.csv of the contract, in the order of the table.
  func write(_ path: String, _ pools: PoolSettings) throws(WorkflowError) {
    let further = Inventory.furtherPools(pools)
    var file = try CSVWriter(
      path,
      header: [
        "plot_id", "stratum", "area_ha", "n_trees", "agb_mg", "agb_mg_ha", "bgb_mg_ha",
        "carbon_mg_ha", "co2e_t_ha", "flags", "n_stems",
      ] + further.map(Inventory.carbonColumn))
    for plot in 0..<plots.count {
      let stock = stocks[plot]
      var flags: [String] = []
      if rejectedTrees[plot] > 0 { flags.append("trees-rejected:\(rejectedTrees[plot])") }
      let isRejected = plots.isRejected[plot] || (rejectedTrees[plot] > 0 && stock.trees == 0)
      if isRejected { flags.append("rejected") }
      let perHa = isRejected ? nil : stock.perHa
      try file.row(
        [
          plots.id[plot], strata[plot], plots.areaHa[plot].csvText, "\(stock.trees)",
          isRejected ? "" : stock.agbMg.csvText, perHa?.agbMg.csvText ?? "",
          perHa?.bgbMg.csvText ?? "", perHa?.carbonMg.csvText ?? "", perHa?.co2eT.csvText ?? "",
          flags.joined(separator: ";"), "\(stock.stems)",
        ] + further.map { perHa?.carbonByPool[$0].csvText ?? "" })
    }
    try file.finish()
  }
}
