import CarbonStock
import ForestModel

extension Inventory {
  /// Whether a plot may enter a mean: its row is good, none of its live trees was left out, and it
  /// has an area where one is needed.
  func isUsable(_ plot: Int) -> Bool {
    !plots.isRejected[plot] && rejectedTrees[plot] == 0 && !stocks[plot].perHa.agbMg.isNaN
  }

  /// trees.csv of the contract, in the order of the table.
  func writeTrees(_ path: String) throws(WorkflowError) {
    var file = try CSVWriter(
      path,
      header: [
        "plot_id", "tree_id", "species", "dbh_cm", "height_m", "height_source",
        "wood_density_g_cm3", "wood_density_source", "equation", "agb_kg", "flags",
        "equation_rule", "height_model", "species_matched", "wood_density_sd_g_cm3",
        "wood_density_table", "expansion_per_ha", "stem_id", "tally",
      ])
    for tree in 0..<trees.count {
      let isOut = trees.isRejected[tree]
      try file.row([
        trees.plotID[tree], trees.treeID[tree], trees.species[tree], trees.dbhCm[tree].csvText,
        biomass.heightM[tree].csvText, biomass.heightSource[tree],
        biomass.woodDensityGPerCm3[tree].csvText, biomass.woodDensitySource[tree],
        isOut ? "" : biomass.equation[tree], isOut ? "" : biomass.agbKg[tree].csvText,
        flags(of: tree), isOut ? "" : biomass.equationRule[tree], biomass.heightModel[tree],
        tables.names.match(of: tree).name, biomass.woodDensitySDGPerCm3[tree].csvText,
        biomass.woodDensityTable[tree], isOut ? "" : expansionPerHa(of: tree).csvText,
        trees.stemID[tree], "\(trees.tally[tree])",
      ])
    }
    try file.finish()
  }

  private func flags(of tree: Int) -> String {
    let flags = trees.isRejected[tree] ? biomass.flags[tree].union(.rejected) : biomass.flags[tree]
    let stems = trees.stems[tree] > 1 ? ["stems:\(trees.stems[tree])"] : []
    return (stems + [flags.text].filter { !$0.isEmpty }).joined(separator: ";")
  }

  /// Trees per hectare that a row stands for, its tally included; `nan` where that is not known.
  func expansionPerHa(of tree: Int) -> Double {
    tables.sampling.expansionPerHa(of: tree, in: trees)
  }

  /// plots.csv of the contract, in the order of the table.
  func writePlots(_ path: String, strata: [String]) throws(WorkflowError) {
    let further = Self.furtherPools(tables.request.pools)
    var file = try CSVWriter(
      path,
      header: [
        "plot_id", "stratum", "area_ha", "n_trees", "agb_mg", "agb_mg_ha", "bgb_mg_ha",
        "carbon_mg_ha", "co2e_t_ha", "flags", "n_stems",
      ] + further.map(Self.carbonColumn))
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

  /// Row accounts in reading order.
  var accountList: [RowAccount] {
    TableSchema.all.compactMap { accounts[$0.table] }
  }
}
