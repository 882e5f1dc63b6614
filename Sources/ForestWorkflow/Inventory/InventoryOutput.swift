import CarbonStock
import ForestModel

extension Inventory {
  /// Columns of trees.csv of the contract; its lines are in the order of the table.
  static let treeColumns = [
    "plot_id", "tree_id", "species", "dbh_cm", "height_m", "height_source",
    "wood_density_g_cm3", "wood_density_source", "equation", "agb_kg", "flags",
    "equation_rule", "height_model", "species_matched", "wood_density_sd_g_cm3",
    "wood_density_table", "expansion_per_ha", "stem_id", "tally",
  ]

  /// Hands on the lines of all trees, some at a time.
  func eachMegabyteOfTrees(
    _ take: (CSVLines) throws(WorkflowError) -> Void
  ) throws(WorkflowError) {
    var lines = CSVLines()
    for tree in 0..<trees.count {
      addLine(of: tree, to: &lines)
      if lines.bytes.count > 1 << 20 {
        try take(lines)
        lines.removeAll()
      }
    }
    try take(lines)
  }

  /// The lines of all trees.
  var treeLines: CSVLines {
    var lines = CSVLines()
    for tree in 0..<trees.count { addLine(of: tree, to: &lines) }
    return lines
  }

  private func addLine(of tree: Int, to lines: inout CSVLines) {
    let isOut = trees.isRejected[tree]
    lines.add(trees.plotID[tree])
    lines.add(trees.treeID[tree])
    lines.add(trees.species[tree])
    lines.add(trees.dbhCm[tree])
    lines.add(biomass.heightM[tree])
    lines.add(biomass.heightSource[tree])
    lines.add(biomass.woodDensityGPerCm3[tree])
    lines.add(biomass.woodDensitySource[tree])
    lines.add(isOut ? "" : biomass.equation[tree])
    lines.add(isOut ? .nan : biomass.agbKg[tree])
    lines.add(flags(of: tree))
    lines.add(isOut ? "" : biomass.equationRule[tree])
    lines.add(biomass.heightModel[tree])
    lines.add(tables.names.match(of: tree).name)
    lines.add(biomass.woodDensitySDGPerCm3[tree])
    lines.add(biomass.woodDensityTable[tree])
    lines.add(isOut ? .nan : expansionPerHa(of: tree))
    lines.add(trees.stemID[tree])
    lines.add(trees.tally[tree])
    lines.endRow()
  }

  private func flags(of tree: Int) -> String {
    let flags = trees.isRejected[tree] ? biomass.flags[tree].union(.rejected) : biomass.flags[tree]
    if flags.isEmpty, trees.stems[tree] <= 1 { return "" }
    let stems = trees.stems[tree] > 1 ? ["stems:\(trees.stems[tree])"] : []
    return (stems + [flags.text].filter { !$0.isEmpty }).joined(separator: ";")
  }

  /// Trees per hectare that a row stands for, its tally included; `nan` where that is not known.
  func expansionPerHa(of tree: Int) -> Double {
    tables.sampling.expansionPerHa(of: tree, in: trees)
  }

  /// What the trees of each plot add up to.
  var totals: PlotTotals {
    PlotTotals(
      plots: plots, strata: strata, stocks: stocks, rejectedTrees: rejectedTrees, trees: plotTrees)
  }
}
