import CarbonStock
import ForestModel

/// Some plots of a long table with all their trees, computed. It depends on nothing but those rows and
/// the tables that all parts share, so parts may be computed side by side.
struct InventoryPart: Sendable {
  /// Places of the plots in the plots table; empty where there is none.
  let places: [Int]
  let totals: PlotTotals
  /// Places, in `totals`, of plots left out because they lack an area.
  let plotsWithoutArea: [Int]
  /// Live trees of plots that name a design although no nests are given.
  let treesWithoutNests: Int
  /// Findings about rows.
  let log: FindingLog
  /// What is to be added to the accounts of the reader.
  let accounts: [String: RowAccount]
  let tally: InventoryTally
  /// Whether some tree took a height that was not measured.
  let needsHeights: Bool
  /// Lines of trees.csv.
  let lines: CSVLines
  /// The row of the trees table that each line is of, or the first of several.
  let rows: [Int]
  /// What holds the trees against those of other parts.
  let measurements: MeasurementSummary

  init(_ rows: TreeTable, of common: InventoryCommon, ruler: SharedRuler) {
    var summary = MeasurementSummary(file: fileName(common.request.trees))
    summary.add(rows, ruler: ruler.ruler(orOf: rows))
    measurements = summary
    let trees = common.request.multiStem == .combined ? MultiStem.combined(rows) : rows
    places = Self.places(of: trees, common)
    let tables = FieldTables(trees, at: places, of: common)
    let wasRejected = places.map { common.listed?.isRejected[$0] ?? false }
    let inventory = Inventory(part: tables, at: places, of: common)
    totals = inventory.totals
    plotsWithoutArea = wasRejected.indices.filter {
      !wasRejected[$0] && tables.plots.isRejected[$0]
    }
    treesWithoutNests = tables.treesWithoutNests
    log = inventory.log
    accounts = inventory.accounts
    tally = inventory.tally
    needsHeights = inventory.needsHeights
    lines = inventory.treeLines
    self.rows = inventory.trees.row
  }

  /// The listed plots that the trees belong to, in the order of the plots table.
  private static func places(of trees: TreeTable, _ common: InventoryCommon) -> [Int] {
    var places: Set<Int> = []
    var last = ""
    for plot in trees.plotID where plot != last {
      last = plot
      if let place = common.placeOfPlot[plot] { places.insert(place) }
    }
    return places.sorted()
  }
}

extension Inventory {
  /// Computes the trees of a part and their sums per plot. What is found about rows goes to the log;
  /// what is about whole tables is left in `tally`.
  init(part tables: FieldTables, at places: [Int], of common: InventoryCommon) {
    let request = tables.request
    self.tables = tables
    strata = common.listed == nil ? tables.plots.stratum : places.map { common.strata[$0] }
    var settings = Self.settings(tables)
    let assignment = EquationAssignment(
      of: tables.trees, using: settings,
      strata: Dictionary(
        zip(tables.plots.id, strata), uniquingKeysWith: { first, _ in first }),
      names: tables.names)
    let isAutomatic = request.heightChoice == .automatic
    needsHeights = !isAutomatic || tables.needsHeightModel(assignment)
    settings.heights = needsHeights ? common.route : .measured
    heights = settings.heights
    biomass = TreeBiomass(
      of: tables.trees, using: settings, assignment: assignment,
      heightGroups: needsHeights ? tables.heightGroups(strata) : [:], names: tables.names)
    tally = InventoryTally(tables.trees, tables.names, biomass, rules: assignment.rulePlaces)
    reportProblems(request)
    stocks = PlotExpansion.stocks(
      of: trees, biomass: biomass, plots: plots, plotOfTree: plotOfTree, pools: request.pools,
      sampling: self.tables.sampling)
    balance()
  }
}
