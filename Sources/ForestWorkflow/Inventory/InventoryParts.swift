import CarbonStock
import ForestGeo
import ForestModel

/// A field inventory worked through part by part, so that the memory it takes does not grow with the
/// trees: some plots at a time, with all their trees, go through the same arithmetic as a table in one
/// piece and leave their sums, their lines of trees.csv and their findings. Results, findings and
/// accounts are those of the table in one piece, byte for byte.
struct InventoryParts {
  private(set) var common: InventoryCommon
  private var reader: InventoryReader
  /// How the trees table is cut.
  private let cut: InventoryReader.TreeCut
  /// Totals of plots; in the order of the plots table where there is one.
  private(set) var totals: PlotTotals
  private(set) var tally = InventoryTally()
  private(set) var accounts: [String: RowAccount] = [:]
  /// Everything found, in the order of a table in one piece.
  private(set) var log = FindingLog()
  /// Where heights came from that were not measured.
  private(set) var heights = HeightRoute.measured

  private let first: FindingLog  // equations
  private let other: FindingLog  // the other tables
  /// What holds the trees against each other.
  private var measurements: MeasurementSummary
  private let ruler = SharedRuler()
  private var joins = FindingLog()
  private var nests = FindingLog()
  private var beyond = FindingLog()
  private var problems = FindingLog()
  private var withoutArea: [Int] = []
  private var treesWithoutNests = 0
  /// Plots of the parts so far.
  private var seen: Set<String> = []
  private var needsHeights = false

  var columns: [String: [String: String]] { reader.columns }
  var request: InventoryRequest { reader.request }

  private var isGathered: Bool {
    if case .gathered = cut { return true }
    return false
  }

  /// What keeps the parts from being worked through as they come.
  private enum Obstacle {
    /// The rows of a plot do not stand together.
    case scattered
    /// A height model is to be fitted on the trees themselves.
    case heightModel
  }

  /// Works through the tables of `request`; stops as the policy says.
  ///
  /// - Parameters:
  ///   - rows: rows of a part at least.
  ///   - strata: stratum of each listed plot, which equations and height models may differ by; `nil`: as
  ///     the plots table says.
  ///   - onlyTables: stops at what is wrong with the tables, and not at what cannot be computed.
  ///   - write: takes the lines of trees.csv, in the order of the table; `nil` means that they begin
  ///     anew.
  /// - Returns: `nil` where the table has to be taken in one piece.
  static func read(
    _ request: InventoryRequest, rows: Int, strata: [String]? = nil, onlyTables: Bool = false,
    context: RunContext, write: (CSVLines?) throws(WorkflowError) -> Void
  ) throws(WorkflowError) -> InventoryParts? {
    guard InventoryCommon.serves(request) else { return nil }
    var cut = InventoryReader.TreeCut.rows(rows)
    var needsModel = !onlyTables && request.heights == nil && request.heightChoice.isFitted
    while true {
      // Nobody asks for the fit of heights where the tables alone are looked at.
      let heights =
        needsModel
        ? try gatherHeights(request, &cut, rows, context) : onlyTables ? HeightTable() : nil
      begin(
        FieldTables.stage, request, cut, context,
        others: request.tableBytes - textBytes(request.trees))
      try write(nil)
      var parts = try InventoryParts(request, strata, heights, cut, context)
      switch try parts.readTrees(context.threads, write) {
      case nil:
        try parts.settleTables(context)
        if !onlyTables { try parts.settleTrees(context) }
        return parts
      case .scattered: cut = try gathered(request, rows, context)
      case .heightModel: needsModel = true
      }
    }
  }

  private static func begin(
    _ stage: Phrase, _ request: InventoryRequest, _ cut: InventoryReader.TreeCut,
    _ context: RunContext, others: Int = 0
  ) {
    switch cut {
    case .rows: context.progress.begin(stage, total: textBytes(request.trees) + others)
    case .gathered(let table): context.progress.begin(stage, total: table.rows + others)
    }
  }

  /// Brings the rows of each plot together, on disk. There are as many parts as give them, by a guess of
  /// 40 bytes a row, the size of other parts.
  private static func gathered(
    _ request: InventoryRequest, _ rows: Int, _ context: RunContext
  ) throws(WorkflowError) -> InventoryReader.TreeCut {
    let bytes = textBytes(request.trees)
    context.progress.begin(
      Phrase("Bringing the rows of each plot together", vi: "Gom các dòng của từng ô mẫu"),
      total: bytes)
    let parts = bytes == 0 ? 256 : min(max(bytes / 40 / rows, 16), 2048)
    guard
      let table = try request.tables.gather(
        request.trees, as: .trees, by: "plot_id", parts: parts, threads: context.threads,
        progress: context.progress)
    else {
      // It had some a moment ago.
      throw .surroundings(path: request.trees, detail: FileStamp.changed)
    }
    return .gathered(table)
  }

  /// The measured heights of the trees table: what a model is fitted on is held as a whole.
  private static func gatherHeights(
    _ request: InventoryRequest, _ cut: inout InventoryReader.TreeCut, _ rows: Int,
    _ context: RunContext
  ) throws(WorkflowError) -> HeightTable {
    while true {
      begin(Phrase("Reading heights", vi: "Đọc chiều cao cây"), request, cut, context)
      var heights = HeightTable()
      var parts = try InventoryParts(request, nil, heights, cut, context)
      let obstacle = try parts.eachPart(context.threads) { trees in
        HeightTable(of: request.multiStem == .combined ? MultiStem.combined(trees) : trees)
      } take: { _, more throws(WorkflowError) in
        heights.append(more)
        return nil
      }
      if obstacle == nil { return parts.isGathered ? heights.inRowOrder : heights }
      cut = try gathered(request, rows, context)
    }
  }

  /// - Parameter heights: those of the trees, once they are gathered.
  private init(
    _ request: InventoryRequest, _ strata: [String]?, _ heights: HeightTable?,
    _ cut: InventoryReader.TreeCut, _ context: RunContext
  ) throws(WorkflowError) {
    self.cut = cut
    var reader = InventoryReader(request, language: context.language)
    reader.progress = context.progress
    measurements = MeasurementSummary(file: fileName(request.trees))
    guard let equations = try EquationSelection(&reader) else { throw .findings(reader.log) }
    first = reader.log
    reader.log = FindingLog()
    reader.census = try reader.chooseCensus()
    let census = reader.log
    reader.log = FindingLog()
    common = try InventoryCommon(&reader, equations, strata: strata, heightsOfTrees: heights)
    other = reader.log
    reader.log = census
    let plots = common.listed ?? PlotTable()
    totals = PlotTotals(
      plots: plots, strata: common.strata,
      stocks: PlotExpansion.stocks(
        of: TreeTable(), biomass: TreeBiomass(of: TreeTable(), using: .init(heights: .measured)),
        plots: plots, plotOfTree: [], pools: request.pools),
      rejectedTrees: Array(repeating: 0, count: plots.count),
      trees: Array(repeating: PlotTrees(), count: plots.count))
    self.reader = reader
  }

  /// Computes the trees part by part.
  private mutating func readTrees(
    _ threads: Int, _ write: (CSVLines?) throws(WorkflowError) -> Void
  ) throws(WorkflowError) -> Obstacle? {
    let (common, ruler) = (common, ruler)
    var lines: LinesByRow?
    if case .gathered(let table) = cut { lines = try LinesByRow(lastRow: table.lastRow) }
    let obstacle = try eachPart(threads) { trees in
      InventoryPart(trees, of: common, ruler: ruler)
    } take: { parts, part throws(WorkflowError) in
      if part.needsHeights, parts.request.heightChoice == .automatic, !parts.common.knowsHeights {
        return .heightModel
      }
      if let lines { try lines.add(part.lines, rows: part.rows) } else { try write(part.lines) }
      parts.add(part)
      return nil
    }
    if obstacle == nil { try lines?.each { lines throws(WorkflowError) in try write(lines) } }
    return obstacle
  }

  /// Reads the trees, does `work` for each part with several threads and hands on the results in the order
  /// of the parts, until something is in the way.
  private mutating func eachPart<Result: Sendable>(
    _ threads: Int, work: @escaping @Sendable (TreeTable) -> Result,
    take: (inout InventoryParts, Result) throws(WorkflowError) -> Obstacle?
  ) throws(WorkflowError) -> Obstacle? {
    var reader = self.reader
    var obstacle: Obstacle?
    do throws(WorkflowError) {
      try reader.readTrees(cut, threads: threads) { trees in
        (plots: Self.plots(of: trees), result: work(trees))
      } take: { part throws(WorkflowError) in
        obstacle = isNew(part.plots) ? try take(&self, part.result) : .scattered
        // Ends the reading; nobody sees this log.
        if obstacle != nil { throw .findings(FindingLog()) }
      }
    } catch {
      if obstacle == nil { throw error }
    }
    self.reader = reader
    return obstacle
  }

  private static func plots(of trees: TreeTable) -> Set<String> {
    var plots: Set<String> = []
    var last = ""
    // A row without a plot is rejected wherever it stands.
    for plot in trees.plotID where plot != last && !plot.isEmpty {
      last = plot
      plots.insert(plot)
    }
    return plots
  }

  /// Whether none of these plots was in an earlier part.
  private mutating func isNew(_ plots: Set<String>) -> Bool {
    guard seen.isDisjoint(with: plots) else {
      precondition(!isGathered, "a gathered plot is in one part")
      return false
    }
    seen.formUnion(plots)
    return true
  }

  private mutating func add(_ part: InventoryPart) {
    if common.listed == nil {
      append(part.totals)
    } else {
      for (place, index) in zip(part.places, part.totals.stocks.indices) {
        totals.stocks[place] = part.totals.stocks[index]
        totals.rejectedTrees[place] = part.totals.rejectedTrees[index]
        totals.trees[place] = part.totals.trees[index]
        totals.plots.isRejected[place] = part.totals.plots.isRejected[index]
      }
    }
    withoutArea += part.plotsWithoutArea.map { part.places[$0] }
    treesWithoutNests += part.treesWithoutNests
    needsHeights = needsHeights || part.needsHeights
    tally.add(part.tally)
    measurements.add(part.measurements)
    for (table, account) in part.accounts {
      accounts[table, default: RowAccount(table: table)].add(account)
    }
    let join: [FindingKind] = [.plotNotListed, .plotWrittenDifferently]
    let nest: [FindingKind] = [.treeWithoutNest, .treeBeyondNest]
    joins.merge(part.log.only(join.contains))
    nests.merge(part.log.only { $0 == nest[0] })
    beyond.merge(part.log.only { $0 == nest[1] })
    problems.merge(part.log.only { !join.contains($0) && !nest.contains($0) })
    if let row = joins.lastRowKept(of: .plotNotListed) { common.lastHint.set(row) }
  }

  private mutating func append(_ more: PlotTotals) {
    totals.plots.append(more.plots)
    totals.strata += more.strata
    totals.stocks += more.stocks
    totals.rejectedTrees += more.rejectedTrees
    totals.trees += more.trees
  }

  // MARK: After the last part

  /// Puts what was found in the tables into the order of a table in one piece, and closes the accounts.
  private mutating func settleTables(_ context: RunContext) throws(WorkflowError) {
    log = first
    log.add(reader.log)
    log.add(try checkMeasurements(context))
    log.add(other)
    log.add(joins)
    for (table, account) in reader.accounts {
      var account = account
      if let more = accounts[table] { account.add(more) }
      accounts[table] = account
    }
    if common.listed == nil {
      sortUnlisted()
    } else {
      settlePlots()
    }
    try context.stopIfNeeded(log)
  }

  /// The same for what was found when the trees were computed.
  private mutating func settleTrees(_ context: RunContext) throws(WorkflowError) {
    if needsHeights {
      heights = common.route
      log.add(common.heightLog)
    }
    let file = fileName(request.trees)
    tally.reportNames(file, &log)
    tally.reportWoodDensities(file, &log)
    log.add(problems)
    tally.reportEquations(request, common.equations, totals.plots, context.language, &log)
    try context.stopIfNeeded(log)
    let incomplete = PlotTotals.incomplete(
      totals.plots, totals.rejectedTrees, isListed: common.listed != nil, request)
    for finding in incomplete { log.add(finding) }
  }

  /// Findings of trees that are held against each other. What is ordinary is known only now. Trees and plots
  /// that may be unlike the others were kept; where one was not, the table is read a second time.
  private func checkMeasurements(_ context: RunContext) throws(WorkflowError) -> FindingLog {
    let norms = measurements.norms()
    var checks = MeasurementChecks(norms, file: fileName(request.trees))
    if norms.heightUnit != nil || measurements.suspects.holdsAll(norms, ruler.used) {
      checks.add(measurements.suspects)
    } else {
      Self.begin(
        Phrase("Checking measurements", vi: "Kiểm tra số đo"), request, cut, context)
      var again = InventoryReader(request, language: context.language)
      again.progress = context.progress
      again.census = reader.census
      try again.readTrees(cut, threads: context.threads) {
        $0
      } take: { trees throws(WorkflowError) in
        checks.add(trees)
      }
    }
    return measurements.findings(norms, checks)
  }

  /// Findings about listed plots.
  private mutating func settlePlots() {
    for plot in withoutArea.sorted() {
      log.add(FieldTables.areaMissing(totals.plots, plot, request))
    }
    for plot in reader.plotsNotInCensus(totals.plots, where: { seen.contains($0) }, &log) {
      totals.plots.isRejected[plot] = true
      accounts["plots"]?.used -= 1
      accounts["plots"]?.reject(FindingKind.plotNotInCensus.code)
    }
    log.add(nests)
    log.add(beyond)
    if let finding = FieldTables.designsWithoutNests(
      totals.plots, request, count: treesWithoutNests)
    {
      log.add(finding)
    }
  }

  /// Without a plots table the plots stand in reading order.
  private mutating func sortUnlisted() {
    let ids = totals.plots.id
    let order = ids.indices.sorted { StratumAreas.inReadingOrder(ids[$0], ids[$1]) }
    totals = PlotTotals(
      plots: totals.plots.rows(order), strata: order.map { totals.strata[$0] },
      stocks: order.map { totals.stocks[$0] },
      rejectedTrees: order.map { totals.rejectedTrees[$0] },
      trees: order.map { totals.trees[$0] })
  }
}
