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
  public static func biomass(
    _ request: InventoryRequest, out: String, context: RunContext
  ) throws(WorkflowError) -> BiomassSummary {
    var record = RunRecord(verb: "biomass", context: context)
    record.parameters = request.parameters
    try addInputs(of: request, to: &record)
    let tables = try FieldTables(request, context: context)
    let inventory = try Inventory(tables, strata: tables.plots.stratum, context: context)
    var log = inventory.log
    for parameter in inventory.constants(request) where !parameter.confirmed {
      log.add(
        .parameterUnconfirmed, at: FindingLocation(file: fileName(request.trees)),
        [
          "name": parameter.name.text(context.language), "value": parameter.value,
          "source": parameter.source.text(context.language),
        ])
    }
    record.rows = inventory.accountList
    record.columns = inventory.columns
    record.add(inventory.constants(request))
    record.results["height_model"] = inventory.heightModelJSON

    let usable = inventory.stocks.indices.filter {
      !inventory.plots.isRejected[$0]
        && (inventory.rejectedTrees[$0] == 0 || inventory.stocks[$0].trees > 0)
    }
    let total = ExactSum(usable.map { inventory.stocks[$0].agbMg }).value
    let trees = usable.reduce(0) { $0 + inventory.stocks[$1].trees }
    let json = JSONValue.object([
      "agb_mg": .number(total), "n_trees": .integer(trees), "n_plots": .integer(usable.count),
      "n_plots_rejected": .integer(inventory.stocks.count - usable.count),
    ])

    context.progress.begin(Phrase("Writing results", vi: "Ghi kết quả"))
    var names = ["trees.csv", "plots.csv", "total.json"]
    if inventory.heightModels != nil { names.append("heights.csv") }
    try refuseReplacing(out, by: names, inputs: record.inputs)
    let folder = try ResultFolder(out, of: "biomass")
    if inventory.heightModels != nil {
      try inventory.writeHeightTrials(folder.path("heights.csv"))
    }
    try inventory.writeTrees(folder.path("trees.csv"))
    try inventory.writePlots(folder.path("plots.csv"), strata: inventory.plots.stratum)
    try write(json, to: folder.path("total.json"))
    try finish(&record, folder.staging, names, log)
    try folder.publish(names + [RunRecord.fileName])
    context.progress.finish()
    return BiomassSummary(
      agbMg: total, trees: trees, plots: usable.count, accounts: inventory.accountList,
      log: log, folder: out, json: json)
  }
}
