import CarbonStock
import ForestGeo
import ForestModel

/// Reads the field tables and checks them row by row.
struct InventoryReader {
  let request: InventoryRequest
  /// Language of words that stand inside a finding.
  let language: Language
  /// Row of each equation of the user's file, by its name in lower case.
  var equationRows: [String: Int] = [:]
  /// How each plot was laid out, by its place in the plots table.
  var frames: [PlotFrame] = []
  /// Census of each row of the plots table; empty where it names none.
  var plotCensus: [String] = []
  /// Census that is used, as compared; `nil` where none was asked for.
  var census: String?
  /// Plots that have trees in a census that is not used.
  var plotsOfOtherCensus: Set<String> = []
  var log = FindingLog()
  var accounts: [String: RowAccount] = [:]
  var columns: [String: [String: String]] = [:]

  /// Told how much of the tables was read.
  var progress: Progress?

  /// Diameter above which no tree was ever measured, cm: the unit must be wrong.
  static let dbhLimitCm = 500.0
  /// Diameter above which a tree is worth a second look, cm.
  static let dbhLargeCm = 250.0

  init(_ request: InventoryRequest, language: Language) {
    self.request = request
    self.language = language
  }

  mutating func read(
    _ path: String, as schema: TableSchema,
    _ body: (inout TableCells, inout FindingLog) throws(WorkflowError) -> Void
  ) throws(WorkflowError) {
    let result = try request.tables.read(path, as: schema, log: &log, progress: progress, body)
    accounts[schema.table] = result.account
    columns[schema.table] = result.mapping?.fields ?? [:]
  }

  // MARK: Trees

  mutating func readTrees(as schema: TableSchema = .trees) throws(WorkflowError) -> TreeTable {
    census = try chooseCensus()
    var rows = TreeRows(treeRules(schema))
    try read(request.trees, as: schema) { cells, log in rows.add(&cells, &log) }
    settleCensus(.trees, file: request.trees, rows.censuses, others: rows.others)
    if schema.table == "trees" { reportStatus() }
    plotsOfOtherCensus = rows.otherPlots
    holdTogether(rows.trees)
    return request.multiStem == .combined ? MultiStem.combined(rows.trees) : rows.trees
  }

  private func treeRules(_ schema: TableSchema) -> TreeRows.Rules {
    TreeRows.Rules(
      census: census, hasStemLetters: request.hasStemLetters,
      isStatusStated: request.tables.columns[schema.table]?["status"] != nil)
  }

  /// What a part of a trees table leaves behind when its trees are forgotten.
  private struct TreePart<Result: Sendable>: Sendable {
    var log: FindingLog
    var account: RowAccount
    var censuses: Set<String>
    var others: Int
    var otherPlots: Set<String>
    var result: Result
  }

  /// How a trees table is cut into parts that hold whole plots.
  enum TreeCut {
    /// Where the plot changes, at least so many rows after the last cut: for rows of a plot that stand
    /// together. The parts come in the order of the table.
    case rows(Int)
    /// The plots were brought together before. The parts come in another order.
    case gathered(GatheredTable)
  }

  /// Reads the trees in parts, each checked row by row, with several threads. Within a part no tree may
  /// occur twice.
  ///
  /// - Parameters: `work` is done for each part, several side by side; `take` gets its results in the order
  ///   of the parts.
  mutating func readTrees<Result: Sendable>(
    _ cut: TreeCut, threads: Int, work: @escaping @Sendable (TreeTable) -> Result,
    take: (Result) throws(WorkflowError) -> Void
  ) throws(WorkflowError) {
    let rules = treeRules(.trees)
    let read: @Sendable (CellsPart) -> TreePart<Result> = { part in
      var rows = TreeRows(rules)
      var log = FindingLog()
      let account = part.read(&log) { cells, log in rows.add(&cells, &log) }
      return TreePart(
        log: log, account: account, censuses: rows.censuses, others: rows.others,
        otherPlots: rows.otherPlots, result: work(rows.trees))
    }
    var censuses: Set<String> = []
    var others = 0
    var otherPlots: Set<String> = []
    func settle(_ part: TreePart<Result>) throws(WorkflowError) -> RowAccount {
      censuses.formUnion(part.censuses)
      others += part.others
      otherPlots.formUnion(part.otherPlots)
      try take(part.result)
      return part.account
    }
    let result: (account: RowAccount, mapping: ColumnMapping?)
    switch cut {
    case .rows(let size):
      result = try request.tables.readParts(
        request.trees, as: .trees, rows: size, changing: "plot_id", threads: threads, log: &log,
        progress: progress, work: read
      ) { part, log throws(WorkflowError) in
        log.add(part.log)
        return try settle(part)
      }
    case .gathered(let table):
      log.add(table.head)
      var found = FindingLog()
      result = try request.tables.readParts(
        of: table, request.trees, as: .trees, threads: threads, progress: progress, work: read
      ) { part throws(WorkflowError) in
        found.merge(part.log)
        return try settle(part)
      }
      log.add(found)
      log.add(table.tail)
    }
    accounts["trees"] = result.account
    columns["trees"] = result.mapping?.fields ?? [:]
    settleCensus(.trees, file: request.trees, censuses, others: others)
    reportStatus()
    plotsOfOtherCensus = otherPlots
  }

  /// Says that all trees of a field inventory are taken as living, where no column says which are. Lists of species and
  /// diameters of which somebody knows the mass already are left in peace.
  private mutating func reportStatus() {
    let found = columns["trees"] ?? [:]
    guard found["status"] == nil, found["species"] != nil, found["tree_id"] != nil,
      found["agb_kg"] == nil, let read = accounts["trees"]?.read, read >= Self.leastInventory
    else { return }
    log.add(
      .statusNotStated, at: FindingLocation(file: fileName(request.trees), column: "status"),
      ["count": "\(read)"])
  }

  /// Trees from which a table counts as a field inventory.
  private static let leastInventory = 50

  /// Holds the trees of a table against each other.
  mutating func holdTogether(_ trees: TreeTable) {
    let file = fileName(request.trees)
    var summary = MeasurementSummary(file: file)
    summary.add(trees)
    let norms = summary.norms()
    var checks = MeasurementChecks(norms, file: file)
    checks.add(trees)
    log.add(summary.findings(norms, checks))
  }

  /// Live or dead. Codes 1 and 0 count where the user named the column, as with the flags of plot networks;
  /// in a column found by its name they may mean anything.
  static func status(
    _ cells: inout TableCells, isStated: Bool = false, _ log: inout FindingLog
  ) -> TreeStatus {
    let text = cells.text("status")
    if text.isEmpty { return .live }
    let word = text.lowercased()
    switch word {
    case "live", "alive", "sống": return .live
    case "dead", "chết": return .dead
    case "1" where isStated: return .live
    case "0" where isStated: return .dead
    default:
      cells.fail(
        .unknownWord, "status", &log,
        ["value": word, "expected": isStated ? "live, dead, 1, 0" : "live, dead"])
      return .live
    }
  }

  static func agb(_ cells: inout TableCells, _ log: inout FindingLog) -> Double {
    let value = cells.number("agb_kg", &log)
    if value < 0 { cells.fail(.agbImpossible, "agb_kg", &log, ["value": value.findingText]) }
    return value
  }

  static func dbh(
    _ cells: inout TableCells, isNeeded: Bool, _ log: inout FindingLog
  ) -> (Double, Bool) {
    let before = cells.errorCode
    var value = cells.number("dbh_cm", &log)
    var column = "dbh_cm"
    var isFromGirth = false
    if value.isNaN, cells.errorCode == before, cells.has("girth_cm") {
      value = cells.number("girth_cm", &log) / .pi
      column = "girth_cm"
      isFromGirth = !value.isNaN
    }
    if value.isNaN {
      if isNeeded, cells.errorCode == before { cells.fail(.emptyCell, column, &log) }
      return (.nan, false)
    }
    if !isFromGirth, cells.has("girth_cm") { checkGirth(&cells, dbhCm: value, &log) }
    let shown = (isFromGirth ? cells.text("girth_cm") : value.findingText)
    if value <= 0 {
      cells.fail(.dbhNotPositive, column, &log, ["value": shown])
    } else if value > dbhLimitCm {
      cells.fail(.dbhImpossible, column, &log, ["value": shown])
    } else if value > dbhLargeCm {
      cells.fail(.dbhLarge, column, &log, ["value": value.findingText])
    }
    return (value, isFromGirth)
  }

  static func height(_ cells: inout TableCells, _ log: inout FindingLog) -> Double {
    let value = cells.number("height_m", &log)
    if value == 0 {
      cells.fail(.heightZero, "height_m", &log)
      return .nan
    }
    if value < 0 || value > 130 {
      cells.fail(.heightImpossible, "height_m", &log, ["value": value.findingText])
    }
    return value
  }

  static func woodDensity(
    _ cells: inout TableCells, _ column: String, _ log: inout FindingLog
  ) -> Double {
    let value = cells.number(column, &log)
    if value < 0.08 || value > 1.5 {
      cells.fail(.woodDensityImpossible, column, &log, ["value": value.findingText])
    }
    return value
  }

  /// Trees with a measured biomass, and the site of each: its column `site`, else its plot.
  mutating func readWeighedTrees() throws(WorkflowError) -> (TreeTable, [String]) {
    var trees = TreeTable()
    var sites: [String] = []
    try read(request.trees, as: .weighed) { cells, log in
      let (dbh, isFromGirth) = Self.dbh(&cells, isNeeded: false, &log)
      trees.plotID.append(cells.text("plot_id"))
      trees.treeID.append(cells.text("tree_id"))
      trees.species.append(cells.text("species"))
      trees.family.append(cells.text("family"))
      trees.dbhCm.append(dbh)
      trees.heightM.append(Self.height(&cells, &log))
      trees.woodDensityGPerCm3.append(Self.woodDensity(&cells, "wood_density_g_cm3", &log))
      trees.woodDensitySDGPerCm3.append(.nan)
      trees.agbKg.append(Self.agb(&cells, &log))
      trees.expansionPerHa.append(.nan)
      trees.stemID.append("")
      trees.tally.append(1)
      trees.distanceM.append(.nan)
      trees.stems.append(1)
      trees.status.append(Self.status(&cells, &log))
      trees.decayClass.append("")
      trees.growthForm.append(cells.text("growth_form"))
      trees.isFromGirth.append(isFromGirth)
      trees.team.append(cells.text("team"))
      trees.row.append(cells.row.number)
      trees.isRejected.append(cells.errorCode != nil)
      let site = cells.text("site")
      sites.append(site.isEmpty ? cells.text("plot_id") : site)
    }
    DiameterUnit.report(trees, file: fileName(request.trees), &log)
    return (trees, sites)
  }

  // MARK: Heights

  /// Pairs of diameter and height for the model: the heights table, else the trees that have one.
  mutating func readHeights() throws(WorkflowError) -> HeightTable {
    var heights = HeightTable()
    guard let path = request.heights else { return heights }
    var unmeasured = 0
    var checks = HeightTableChecks()
    try read(path, as: .heights) { cells, log in
      let (d, isFromGirth) = Self.dbh(&cells, isNeeded: false, &log)
      let h = Self.height(&cells, &log)
      checks.add(
        plot: cells.text("plot_id"), dbhCm: d, heightM: h, row: cells.row.number,
        isFromGirth: isFromGirth, isRejected: cells.errorCode != nil)
      guard cells.errorCode == nil else { return }
      if d.isNaN || h.isNaN {
        unmeasured += 1
      } else {
        heights.add(
          dbhCm: d, heightM: h, plot: cells.text("plot_id"), stratum: cells.text("stratum"),
          row: cells.row.number)
      }
    }
    accounts["heights"]?.used -= unmeasured
    accounts["heights"]?.reject("not-measured", count: unmeasured)
    checks.report(file: fileName(path), &log)
    return heights
  }
}
