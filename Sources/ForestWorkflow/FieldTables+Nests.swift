import CarbonStock
import ForestModel

extension FieldTables {
  /// Looks up the nest of every tree. One that no nest is for is rejected, one that stands outside its
  /// nest is reported.
  mutating func sampleTrees(_ frames: [PlotFrame]) {
    let file = fileName(request.trees)
    sampling = TreeSampling(of: trees, frames: frames, plotOfTree: plotOfTree)
    for tree in sampling.uncovered {
      guard let plot = plotOfTree[tree] else { continue }
      let design = frames[plot].design
      let dbh = trees.dbhCm[tree]
      let form = trees.growthForm[tree]
      log.add(
        .treeWithoutNest,
        at: FindingLocation(file: file, row: trees.row[tree], column: "dbh_cm"),
        [
          "design": design.name,
          "tree": (form.isEmpty ? "" : form + ", ") + "D \(dbh.isNaN ? "–" : dbh.csvText) cm",
          "nests": design.nests.map(\.text).joined(separator: "; "),
        ])
      rejectTree(tree, FindingKind.treeWithoutNest.code)
    }
    for found in sampling.beyond {
      log.add(
        .treeBeyondNest,
        at: FindingLocation(file: file, row: trees.row[found.tree], column: "distance_m"),
        [
          "distance": ((found.distanceM * 100).rounded() / 100).csvText,
          "radius": found.radiusM.csvText,
        ])
    }
    reportDesignsWithoutNests()
  }

  /// Plots that name a design although no nests table is given.
  private mutating func reportDesignsWithoutNests() {
    guard request.nests == nil, let file = request.plots else { return }
    let named = plots.design.indices.filter { !plots.design[$0].isEmpty }
    if named.isEmpty { return }
    let isNamed = Set(named)
    let count = trees.row.indices.filter { tree in
      plotOfTree[tree].map(isNamed.contains) ?? false && trees.status[tree] == .live
        && trees.expansionPerHa[tree].isNaN
    }.count
    if count == 0 { return }
    let names = Set(named.map { plots.design[$0] }).sorted(by: StratumAreas.inReadingOrder)
    log.add(
      .nestsNotGiven, at: FindingLocation(file: fileName(file), column: "plot_design"),
      ["found": names.joined(separator: ", "), "count": "\(count)"])
  }

  /// A plot that has trees in other censuses only was perhaps not measured again: it is no plot without
  /// trees unless the plots table lists it for the census.
  mutating func checkCensus(_ reader: InventoryReader) {
    guard let census = reader.census, let file = request.plots else { return }
    let measured = Set(trees.plotID)
    for plot in 0..<plots.count
    where !plots.isRejected[plot] && reader.plotsOfOtherCensus.contains(plots.id[plot])
      && !measured.contains(plots.id[plot]) && reader.plotCensus[plot] != census
    {
      log.add(
        .plotNotInCensus,
        at: FindingLocation(file: fileName(file), row: plots.row[plot], column: "plot_id"),
        ["census": census])
      rejectPlot(plot, FindingKind.plotNotInCensus.code)
    }
  }

  /// Whether each tree of a plot is expanded by a factor of its own: it brings one, or it was looked for
  /// in a nest smaller than the plot.
  func isExpandedByTree(_ tree: Int, in plot: Int) -> Bool {
    !trees.expansionPerHa[tree].isNaN || sampling.areaHa[tree] != plots.areaHa[plot]
  }
}
