import CarbonStock
import ForestModel

/// The tables of a field inventory, read, joined and checked; nothing computed yet.
struct FieldTables {
  let request: InventoryRequest
  var trees: TreeTable
  var plots: PlotTable
  /// Whether there is a plots table; without one the plots are those of the trees, without areas.
  let isPlotListed: Bool
  /// Index into `plots` of every tree; `nil` for trees left out.
  var plotOfTree: [Int?] = []
  /// Live trees of each plot that were left out because of an error.
  var rejectedTrees: [Int] = []
  /// Nest and tally of every tree.
  var sampling: TreeSampling
  let heights: HeightTable
  let woodDensities: WoodDensityTable
  /// The names of the trees, each distinct one taken for a taxon once.
  let names: MatchedNames
  /// What was measured on each plot beside its trees.
  var measured: [MeasuredPools] = []
  /// Pieces of lying dead wood that were read, for the constants that they call upon.
  var lyingPieces: [LyingPiece] = []
  let equations: EquationSelection
  var log: FindingLog
  var accounts: [String: RowAccount]
  let columns: [String: [String: String]]

  /// Reads every field table of `request`; stops as the policy says.
  init(_ request: InventoryRequest, context: RunContext) throws(WorkflowError) {
    context.progress.begin(Phrase("Reading field tables", vi: "Đọc bảng số liệu hiện trường"))
    self.request = request
    var reader = InventoryReader(request, language: context.language)
    guard let selection = try EquationSelection(&reader) else { throw .findings(reader.log) }
    equations = selection
    trees = try reader.readTrees()
    let listed = try reader.readPlots()
    woodDensities = try reader.readWoodDensities()
    names = MatchedNames(
      of: trees, matcher: try reader.nameMatcher(given: woodDensities, equations: selection))
    plots = listed ?? Self.plotsOfTrees(trees)
    isPlotListed = listed != nil
    heights = request.heights == nil ? HeightTable(of: trees) : try reader.readHeights()
    let pools = try reader.readPools()
    log = reader.log
    accounts = reader.accounts
    columns = reader.columns
    sampling = TreeSampling(
      of: trees, frames: [], plotOfTree: Array(repeating: nil, count: trees.count))
    joinPlots()
    if isPlotListed {
      checkAreas()
      checkCensus(reader)
      sampleTrees(reader.frames)
    }
    joinPools(pools)
    try context.stopIfNeeded(log)
  }

  /// Leaves out a tree, and says why in the account; its plot lacks a live tree then.
  mutating func rejectTree(_ tree: Int, _ code: String) {
    trees.isRejected[tree] = true
    accounts["trees"]?.used -= trees.stems[tree]
    accounts["trees"]?.reject(code, count: trees.stems[tree])
    if let plot = plotOfTree[tree] {
      if trees.status[tree] == .live { rejectedTrees[plot] += 1 } else { loseDeadWood(plot) }
    }
    plotOfTree[tree] = nil
  }

  /// Leaves out a plot, and says why in the account.
  mutating func rejectPlot(_ plot: Int, _ code: String) {
    plots.isRejected[plot] = true
    accounts["plots"]?.used -= 1
    accounts["plots"]?.reject(code)
  }

  private static func plotsOfTrees(_ trees: TreeTable) -> PlotTable {
    var plots = PlotTable()
    let names = Set(trees.plotID.filter { !$0.isEmpty })
    for name in names.sorted(by: StratumAreas.inReadingOrder) {
      plots.id.append(name)
      plots.stratum.append("")
      plots.areaHa.append(.nan)
      plots.cluster.append("")
      plots.design.append("")
      plots.mapAGBMg.append(.nan)
      plots.x.append(.nan)
      plots.y.append(.nan)
      plots.hasLonLat.append(false)
      plots.row.append(0)
      plots.isRejected.append(false)
    }
    return plots
  }

  /// Joins trees to plots by key, never by row order.
  private mutating func joinPlots() {
    // A row that was rejected as the second of its name must not hide the first.
    let byState = plots.id.indices.sorted { !plots.isRejected[$0] && plots.isRejected[$1] }
    let place = Dictionary(byState.map { (plots.id[$0], $0) }, uniquingKeysWith: { a, _ in a })
    let spelled = Dictionary(
      plots.id.map { (PlotNames.key($0), $0) }, uniquingKeysWith: { a, _ in a })
    plotOfTree = Array(repeating: nil, count: trees.count)
    rejectedTrees = Array(repeating: 0, count: plots.count)
    for tree in 0..<trees.count {
      let plot = place[trees.plotID[tree]]
      if trees.isRejected[tree] {
        if let plot, trees.status[tree] == .live { rejectedTrees[plot] += 1 }
        continue
      }
      if let plot, plots.isRejected[plot] {
        rejectTree(tree, "plot-rejected")
        continue
      }
      guard let plot else {
        if let other = spelled[PlotNames.key(trees.plotID[tree])] {
          log.add(
            .plotWrittenDifferently,
            at: FindingLocation(
              file: fileName(request.trees), row: trees.row[tree], column: "plot_id"),
            ["plot": trees.plotID[tree], "other": other])
          rejectTree(tree, FindingKind.plotWrittenDifferently.code)
          continue
        }
        let near = Nearest.names(to: trees.plotID[tree], among: plots.id, limit: 1)
        log.add(
          .plotNotListed,
          at: FindingLocation(
            file: fileName(request.trees), row: trees.row[tree], column: "plot_id"),
          ["plot": trees.plotID[tree], "hint": near.first.map { " (\($0)?)" } ?? ""])
        rejectTree(tree, FindingKind.plotNotListed.code)
        continue
      }
      plotOfTree[tree] = plot
    }
  }

  private mutating func checkAreas() {
    // Without an area a plot can only be expanded when each of its trees brings its own factor; an
    // empty plot needs none.
    var needsArea = Array(repeating: false, count: plots.count)
    for tree in 0..<trees.count
    where trees.status[tree] == .live || request.pools.countsDeadTrees {
      if let plot = plotOfTree[tree], trees.expansionPerHa[tree].isNaN { needsArea[plot] = true }
    }
    for plot in 0..<plots.count
    where needsArea[plot] && plots.areaHa[plot].isNaN && !plots.isRejected[plot] {
      rejectPlot(plot, FindingKind.plotAreaMissing.code)
      log.add(
        .plotAreaMissing,
        at: FindingLocation(
          file: fileName(request.plots ?? ""), row: plots.row[plot], column: "area_ha"))
      for tree in 0..<trees.count where plotOfTree[tree] == plot {
        plotOfTree[tree] = nil
        rejectTree(tree, "plot-rejected")
      }
    }
  }
}
