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
    context.progress.begin(Self.stage, total: request.tableBytes)
    self.request = request
    var reader = InventoryReader(request, language: context.language)
    reader.progress = context.progress
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
      for plot in leaveOutPlotsWithoutArea() { log.add(Self.areaMissing(plots, plot, request)) }
      checkCensus(reader)
      sampleTrees(reader.frames)
      if let finding = Self.designsWithoutNests(plots, request, count: treesWithoutNests) {
        log.add(finding)
      }
    }
    joinPools(pools)
    try context.stopIfNeeded(log)
  }

  static let stage = Phrase("Reading field tables", vi: "Đọc bảng số liệu hiện trường")

  /// The trees of some plots, all of them, with those plots: what a long table is worked through by.
  ///
  /// What it finds is about rows; what is about whole tables or plots is left to `InventoryParts`. Its
  /// accounts hold what is to be added to those of the reader.
  init(_ trees: TreeTable, at places: [Int], of common: InventoryCommon) {
    request = common.request
    equations = common.equations
    isPlotListed = common.listed != nil
    self.trees = trees
    plots = common.listed?.rows(places) ?? Self.plotsOfTrees(trees)
    woodDensities = common.woodDensities
    heights = common.heights
    names = MatchedNames(of: trees, matcher: nil, known: common.matches)
    log = FindingLog()
    // Nothing beside the trees is measured; the accounts take what is to be added.
    accounts = ["trees": RowAccount(table: "trees")]
    if isPlotListed { accounts["plots"] = RowAccount(table: "plots") }
    columns = [:]
    sampling = TreeSampling(
      of: trees, frames: [], plotOfTree: Array(repeating: nil, count: trees.count))
    joinPlots(near: common)
    if isPlotListed {
      leaveOutPlotsWithoutArea()
      sampleTrees(places.map { common.frames[$0] })
    }
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
    unlistedPlots(Set(trees.plotID.filter { !$0.isEmpty }))
  }

  /// Plots of which no more is known than the name, in reading order.
  static func unlistedPlots(_ names: Set<String>) -> PlotTable {
    var plots = PlotTable()
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
  ///
  /// - Parameter common: where names of all plots are found, when the tables are a part of longer ones.
  private mutating func joinPlots(near common: InventoryCommon? = nil) {
    // A row that was rejected as the second of its name must not hide the first.
    let byState = plots.id.indices.sorted { !plots.isRejected[$0] && plots.isRejected[$1] }
    let place = Dictionary(byState.map { (plots.id[$0], $0) }, uniquingKeysWith: { a, _ in a })
    let spelled = common?.spelledPlots ?? SpelledPlots(plots.id)
    plotOfTree = Array(repeating: nil, count: trees.count)
    rejectedTrees = Array(repeating: 0, count: plots.count)
    var hints: [String: String] = [:]
    var (last, lastPlot) = ("", place[""])
    for tree in 0..<trees.count {
      // Rows of a plot mostly stand together.
      if trees.plotID[tree] != last {
        last = trees.plotID[tree]
        lastPlot = place[last]
      }
      let plot = lastPlot
      if trees.isRejected[tree] {
        if let plot, trees.status[tree] == .live { rejectedTrees[plot] += 1 }
        continue
      }
      if let plot, plots.isRejected[plot] {
        rejectTree(tree, "plot-rejected")
        continue
      }
      guard let plot else {
        if let other = spelled.plot(like: last) {
          log.add(
            .plotWrittenDifferently,
            at: FindingLocation(
              file: fileName(request.trees), row: trees.row[tree], column: "plot_id"),
            ["plot": last, "other": other])
          rejectTree(tree, FindingKind.plotWrittenDifferently.code)
          continue
        }
        // Only the first thousand are kept: looking for near names takes long.
        let isKept =
          log.counts[FindingKind.plotNotListed.code, default: 0] < FindingLog.limitPerKind
          && trees.row[tree] <= common?.lastHint.value ?? .max
        if isKept, hints[last] == nil {
          let near = Nearest.names(to: last, among: common?.listed?.id ?? plots.id, limit: 1)
          hints[last] = near.first.map { " (\($0)?)" } ?? ""
        }
        log.add(
          .plotNotListed,
          at: FindingLocation(
            file: fileName(request.trees), row: trees.row[tree], column: "plot_id"),
          ["plot": last, "hint": hints[last] ?? ""])
        rejectTree(tree, FindingKind.plotNotListed.code)
        continue
      }
      plotOfTree[tree] = plot
    }
  }

  /// - Returns: the plots that were left out, in their order.
  @discardableResult
  private mutating func leaveOutPlotsWithoutArea() -> [Int] {
    // Without an area a plot can only be expanded when each of its trees brings its own factor; an
    // empty plot needs none.
    var needsArea = Array(repeating: false, count: plots.count)
    for tree in 0..<trees.count
    where trees.status[tree] == .live || request.pools.countsDeadTrees {
      if let plot = plotOfTree[tree], trees.expansionPerHa[tree].isNaN { needsArea[plot] = true }
    }
    let lacking = plots.id.indices.filter {
      needsArea[$0] && plots.areaHa[$0].isNaN && !plots.isRejected[$0]
    }
    for plot in lacking { rejectPlot(plot, FindingKind.plotAreaMissing.code) }
    if lacking.isEmpty { return [] }
    for tree in 0..<trees.count {
      guard let plot = plotOfTree[tree], plots.isRejected[plot] else { continue }
      plotOfTree[tree] = nil
      rejectTree(tree, "plot-rejected")
    }
    return lacking
  }

  static func areaMissing(_ plots: PlotTable, _ plot: Int, _ request: InventoryRequest) -> Finding {
    Finding(
      .plotAreaMissing,
      at: FindingLocation(
        file: fileName(request.plots ?? ""), row: plots.row[plot], column: "area_ha"))
  }
}
