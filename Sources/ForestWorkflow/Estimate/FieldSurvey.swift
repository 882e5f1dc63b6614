import ForestModel

/// How the trees of an estimate are taken. It changes the memory which a run needs, never a result.
enum TreeReading {
  /// In parts of at least so many rows wherever nothing needs all of them at once, else in one piece.
  case parts(rows: Int)
  /// In one piece, which is kept: somebody asks for single trees.
  case kept
}

/// The field inventory of an estimate. Its trees are computed once the stratum of every plot is known, since
/// equations and height models may differ by stratum.
struct FieldSurvey {
  let request: InventoryRequest
  let context: RunContext
  let reading: TreeReading
  /// The plots; those that the trees leave out are rejected as soon as that is known.
  private(set) var plots: PlotTable
  /// What came out; `nil` as long as nothing was computed.
  private(set) var result: InventoryResult?
  /// The trees one by one, where they are kept.
  private(set) var inventory: Inventory?
  /// The tables in one piece; `nil` where trees are taken in parts.
  private var tables: FieldTables?
  /// Strata that `result` was computed with in parts.
  private var strata: [String]?

  /// Reads the tables, or only the plots where the trees can be taken in parts: those are read to be
  /// computed. Tables in one piece stop as the policy says.
  init(
    _ request: InventoryRequest, _ reading: TreeReading, _ context: RunContext
  ) throws(WorkflowError) {
    self.request = request
    self.reading = reading
    self.context = context
    if case .parts = reading, request.plots != nil, InventoryCommon.serves(request) {
      var reader = InventoryReader(request, language: context.language)
      reader.census = try reader.chooseCensus()
      // What is wrong with them is said when the trees are read.
      plots = try reader.readPlots() ?? PlotTable()
    } else {
      let tables = try FieldTables(request, context: context)
      plots = tables.plots
      self.tables = tables
    }
  }

  /// Stops as the policy says at what is wrong with the tables. Where the rest of a run stops, they were not
  /// looked at yet although they come first.
  ///
  /// - Returns: whether the plots are those that were known: trees may have left out some.
  mutating func checkTables() throws(WorkflowError) -> Bool {
    guard tables == nil, result == nil, case .parts(let rows) = reading else { return true }
    let parts = try InventoryParts.read(
      request, rows: rows, onlyTables: true, context: context
    ) { _ throws(WorkflowError) in }
    if let parts { return adopt(parts.totals.plots) }
    return try adopt(readTables())
  }

  /// Computes the trees and stops as the policy says.
  ///
  /// - Parameters:
  ///   - strata: stratum of every plot.
  ///   - file: takes the lines of trees.csv, where somebody wants them.
  /// - Returns: whether the plots are those that were known. Where trees left out some, the strata are to be
  ///   asked for again: what was computed stands only if they are the same.
  mutating func compute(
    strata: [String], _ file: inout TreeFile?
  ) throws(WorkflowError) -> Bool {
    if tables == nil, case .parts(let rows) = reading {
      if result != nil, strata == self.strata { return true }
      let parts = try InventoryParts.read(request, rows: rows, strata: strata, context: context) {
        lines throws(WorkflowError) in
        if let lines { try file?.add(lines) } else { file?.restart() }
      }
      if let parts {
        result = InventoryResult(parts)
        self.strata = strata
        return adopt(parts.totals.plots)
      }
      file?.restart()
      guard try adopt(readTables()) else { return false }
    }
    guard let tables else { preconditionFailure("tables are read in parts or in one piece") }
    let computed = try Inventory(tables, strata: strata, context: context)
    result = InventoryResult(computed)
    if case .kept = reading { inventory = computed }
    if file != nil {
      try computed.eachMegabyteOfTrees { lines throws(WorkflowError) in try file?.add(lines) }
    }
    return true
  }

  /// Reads the tables in one piece; gives the plots.
  private mutating func readTables() throws(WorkflowError) -> PlotTable {
    let read = try FieldTables(request, context: context)
    tables = read
    return read.plots
  }

  private mutating func adopt(_ found: PlotTable) -> Bool {
    let isKnown = found.isRejected == plots.isRejected
    plots = found
    return isKnown
  }
}
