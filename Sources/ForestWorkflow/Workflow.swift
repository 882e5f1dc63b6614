import ForestGeo
public import ForestModel

/// The verbs, each one straight line from files to results. See one file per verb.
public enum Workflow {
  /// Hashes the outputs and writes the run record beside them.
  static func finish(
    _ record: inout RunRecord, _ folder: String, _ names: [String], _ log: FindingLog
  ) throws(WorkflowError) {
    let outputs = try hashes(of: names, in: folder)
    try record.requireUnchangedInputs()
    record.runID = RunRecord.id(record, outputs)
    try write(record.json(outputs: outputs, log: log), to: folder + "/" + RunRecord.fileName)
  }

  /// Sizes and hashes of results.
  static func hashes(
    of names: [String], in folder: String
  ) throws(WorkflowError) -> [FileRecord] {
    var outputs: [FileRecord] = []
    for name in names {
      var file = try FileRecord(role: "result", path: folder + "/" + name)
      file.path = name
      outputs.append(file)
    }
    return outputs
  }

  static func write(_ json: JSONValue, to path: String) throws(WorkflowError) {
    let bytes: [UInt8]
    do { bytes = try json.bytes() } catch {
      throw .surroundings(path: path, detail: "\(error)")
    }
    var file = try FileWriter(path)
    try file.write(bytes)
    try file.finish()
  }

  /// Notes the tables of an inventory as inputs.
  static func addInputs(
    of request: InventoryRequest, to record: inout RunRecord
  )
    throws(WorkflowError)
  {
    for (role, path) in [
      ("trees", request.trees), ("plots", request.plots), ("nests", request.nests),
      ("heights", request.heights),
      ("wood-density", request.woodDensity), ("equations", request.equations),
      ("equation-rules", request.equationRules), ("synonyms", request.synonyms),
      ("dead-wood", request.deadWood), ("litter", request.litter), ("soil", request.soil),
    ] {
      try record.addInput(role, path.map(tablePath))
    }
  }

  /// Path of the file behind `book.xlsx:Sheet`.
  static func tablePath(_ name: String) -> String { TablePath(name).path }
}

extension Workflow {
  /// Findings with the fields of the contract, for `--json`.
  public static func json(_ log: FindingLog, _ language: Language) -> JSONValue {
    RunRecord.json(log, language)
  }

  /// Row accounts, for `--json`.
  public static func json(_ accounts: [RowAccount]) -> JSONValue {
    .array(accounts.map { RunRecord.json($0) })
  }

  /// Lets paths lead to a network from now on.
  public static func allowNetwork() { GDALRuntime.allowNetwork() }
}
