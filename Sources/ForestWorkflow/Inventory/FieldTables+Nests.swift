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
          "distance": ((found.distanceM * 100).rounded() / 100).findingText,
          "radius": found.radiusM.findingText,
        ])
    }
  }

  /// Live trees of plots that name a design although no nests table is given.
  var treesWithoutNests: Int {
    if request.nests != nil || plots.design.allSatisfy(\.isEmpty) { return 0 }
    return trees.row.indices.count { tree in
      plotOfTree[tree].map { !plots.design[$0].isEmpty } ?? false && trees.status[tree] == .live
        && trees.expansionPerHa[tree].isNaN
    }
  }

  /// What is said of them; `nil` without any.
  static func designsWithoutNests(
    _ plots: PlotTable, _ request: InventoryRequest, count: Int
  ) -> Finding? {
    guard count > 0, let file = request.plots else { return nil }
    let names = Set(plots.design.filter { !$0.isEmpty }).sorted(by: StratumAreas.inReadingOrder)
    return Finding(
      .nestsNotGiven, at: FindingLocation(file: fileName(file), column: "plot_design"),
      ["found": names.joined(separator: ", "), "count": "\(count)"])
  }

  /// A plot that has trees in other censuses only was perhaps not measured again: it is no plot without
  /// trees unless the plots table lists it for the census.
  mutating func checkCensus(_ reader: InventoryReader) {
    let measured = Set(trees.plotID)
    for plot in reader.plotsNotInCensus(plots, where: { measured.contains($0) }, &log) {
      rejectPlot(plot, FindingKind.plotNotInCensus.code)
    }
  }

  /// Whether each tree of a plot is expanded by a factor of its own: it brings one, or it was looked for
  /// in a nest smaller than the plot.
  func isExpandedByTree(_ tree: Int, in plot: Int) -> Bool {
    !trees.expansionPerHa[tree].isNaN || sampling.areaHa[tree] != plots.areaHa[plot]
  }
}

extension InventoryReader {
  /// Plots that have trees in other censuses only, unless the plots table lists them for the one used.
  func plotsNotInCensus(
    _ plots: PlotTable, where isMeasured: (String) -> Bool, _ log: inout FindingLog
  ) -> [Int] {
    guard let census, let file = request.plots else { return [] }
    let missing = plots.id.indices.filter {
      !plots.isRejected[$0] && plotsOfOtherCensus.contains(plots.id[$0])
        && !isMeasured(plots.id[$0]) && plotCensus[$0] != census
    }
    for plot in missing {
      log.add(
        .plotNotInCensus,
        at: FindingLocation(file: fileName(file), row: plots.row[plot], column: "plot_id"),
        ["census": census])
    }
    return missing
  }
}
