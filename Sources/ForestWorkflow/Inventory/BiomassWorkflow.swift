import CarbonStock
public import ForestModel

/// What `biomass` found, for the terminal and for `--json`.
public struct BiomassSummary: Sendable {
  /// Above-ground biomass of all live trees, Mg.
  public let agbMg: Double
  /// Live trees.
  public let trees: Int
  /// Plots.
  public let plots: Int
  /// Row accounts of all tables.
  public let accounts: [RowAccount]
  /// Findings of the run.
  public let log: FindingLog
  /// Where the results are.
  public let folder: String
  /// Everything, as printed with `--json`.
  public let json: JSONValue
}

extension Workflow {
  /// Trees to plots: trees.csv, plots.csv, total.json and run.json in `out`.
  ///
  /// Trees are taken in parts of at least `partRows` rows wherever nothing needs all of them at once, and
  /// in one piece with `nil`; that changes the memory which the run takes, never a result.
  public static func biomass(
    _ request: InventoryRequest, out: String, context: RunContext, partRows: Int? = partRows
  ) throws(WorkflowError) -> BiomassSummary {
    var record = RunRecord(verb: "biomass", context: context)
    record.parameters = request.parameters
    try addInputs(of: request, to: &record)
    let names = ["trees.csv", "plots.csv", "total.json"]
    try refuseReplacing(out, by: names, inputs: record.inputs)
    var trees = TreeFile(out: out, of: "biomass")
    let result: InventoryResult
    var parts: InventoryParts?
    if let partRows {
      parts = try InventoryParts.read(request, rows: partRows, context: context) {
        lines throws(WorkflowError) in
        if let lines { try trees.add(lines) } else { trees.restart() }
      }
    }
    if let parts {
      result = InventoryResult(parts)
    } else {
      trees.restart()
      let tables = try FieldTables(request, context: context)
      let inventory = try Inventory(tables, strata: tables.plots.stratum, context: context)
      result = InventoryResult(inventory)
      try inventory.eachMegabyteOfTrees { lines throws(WorkflowError) in try trees.add(lines) }
    }
    return try publish(result, consume trees, names, request, record, out, context)
  }

  private static func publish(
    _ result: InventoryResult, _ trees: consuming TreeFile, _ names: [String],
    _ request: InventoryRequest, _ begun: RunRecord, _ out: String, _ context: RunContext
  ) throws(WorkflowError) -> BiomassSummary {
    var record = begun
    var log = result.log
    for parameter in result.constants where !parameter.confirmed {
      log.add(
        .parameterUnconfirmed, at: FindingLocation(file: fileName(request.trees)),
        [
          "name": parameter.name.text(context.language), "value": parameter.value,
          "source": parameter.source.text(context.language),
        ])
    }
    record.rows = result.accountList
    record.columns = result.columns
    record.add(result.constants)
    record.results["height_model"] = result.heights.json

    let totals = result.totals
    let usable = totals.usable
    let total = ExactSum(usable.map { totals.stocks[$0].agbMg }).value
    let count = usable.reduce(0) { $0 + totals.stocks[$1].trees }
    let json = JSONValue.object([
      "agb_mg": .number(total), "n_trees": .integer(count), "n_plots": .integer(usable.count),
      "n_plots_rejected": .integer(totals.stocks.count - usable.count),
    ])

    context.progress.begin(Phrase("Writing results", vi: "Ghi kết quả"))
    var names = names
    if result.heights.models != nil { names.append("heights.csv") }
    try refuseReplacing(out, by: names, inputs: record.inputs)
    let folder = try trees.finish()
    if result.heights.models != nil {
      try result.heights.writeTrials(folder.path("heights.csv"))
    }
    try totals.write(folder.path("plots.csv"), request.pools)
    try write(json, to: folder.path("total.json"))
    try finish(&record, folder.staging, names, log)
    try folder.publish(names + [RunRecord.fileName])
    context.progress.finish()
    return BiomassSummary(
      agbMg: total, trees: count, plots: usable.count, accounts: result.accountList,
      log: log, folder: out, json: json)
  }
}
