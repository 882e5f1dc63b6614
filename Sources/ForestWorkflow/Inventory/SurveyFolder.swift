import CarbonStock
import ForestGeo
import ForestModel
import FoundationEssentials

/// One line of plots.csv of an earlier run.
struct SurveyPlot {
  var row: Int
  var id: String
  var stratum: String
  var areaHa: Double
  var perHa: StockPerHa
  /// Whether the run itself could not use it.
  var isRejected: Bool
}

/// One line of trees.csv of an earlier run.
struct SurveyTree {
  var row: Int
  var id: String
  var species: String
  var dbhCm: Double
  var agbKg: Double
  var expansionPerHa: Double
  var isDead: Bool
}

/// One line of strata.csv of an earlier run.
struct SurveyStratum {
  var name: String
  var areaHa: Double
  var treatment: String
  var stock: SurveyStock
  var degreesOfFreedom: Double
}

/// The results of `estimate` or `biomass`, read back as they were written.
struct SurveyFolder {
  /// What run.json says of the run.
  struct Run: Decodable {
    struct Tool: Decodable { let version: String }
    struct File: Decodable {
      let role: String
      let path: String
      let sha256: String
    }
    let tool: Tool
    let runID: String
    let verb: String
    let parameters: [String: JSONValue]
    let columns: [String: [String: String]]
    let inputs: [File]
    let outputs: [File]

    enum CodingKeys: String, CodingKey {
      case tool, verb, parameters, columns, inputs, outputs
      case runID = "run_id"
    }
  }

  let path: String
  let run: Run
  private(set) var plots: [SurveyPlot] = []
  /// Trees that the run could use, live and dead, by plot; stems where it counted stems.
  private(set) var trees: [String: [SurveyTree]] = [:]
  private(set) var treesRead = 0
  private(set) var treesRejected = 0
  /// Trees whose height came from a model fitted in the run.
  private(set) var modelledHeights = 0
  private(set) var strata: [SurveyStratum] = []
  /// The total of summary.json; `nil` for results of `biomass`.
  private(set) var total: SurveyStratum?

  var hasAreas: Bool { run.verb == "estimate" }

  /// Reads the folder and notes its files as inputs of `record`; a file that is not the one the run
  /// wrote is a finding.
  init(
    _ path: String, role: String, _ record: inout RunRecord, _ log: inout FindingLog
  ) throws(WorkflowError) {
    self.path = path
    run = try Self.readRun(path)
    guard ["estimate", "biomass"].contains(run.verb) else {
      throw .usage(
        Phrase(
          "{path} holds the results of {verb}; stock-change takes those of estimate or biomass",
          vi: "{path} chứa kết quả của {verb}; stock-change cần kết quả của estimate hoặc biomass"),
        ["path": path, "verb": run.verb])
    }
    let names = ["plots.csv", "trees.csv"] + (hasAreas ? ["strata.csv", "summary.json"] : [])
    record.inputs.append(
      try FileRecord(role: "\(role)-run.json", path: path + "/" + RunRecord.fileName))
    for name in names {
      let file = try FileRecord(role: "\(role)-\(name)", path: path + "/" + name)
      record.inputs.append(file)
      if run.outputs.first(where: { $0.path == name })?.sha256 != file.sha256 {
        log.add(
          .resultAltered, at: FindingLocation(file: path + "/" + name), ["verb": run.verb])
      }
    }
    if log.hasErrors { throw .findings(log) }
    try readPlots(&log)
    try readTrees(&log)
    if hasAreas {
      try readStrata(&log)
      try readTotal()
    }
    if log.hasErrors { throw .findings(log) }
  }

  /// Strata with land whose means come from plots; `nil` for results without strata.
  var sampledStrata: Set<String>? {
    hasAreas
      ? Set(strata.filter { $0.treatment == "sampled" && $0.areaHa > 0 }.map(\.name)) : nil
  }

  func location(_ name: String, row: Int? = nil, column: String? = nil) -> FindingLocation {
    FindingLocation(file: path + "/" + name, row: row, column: column)
  }

  private static func readRun(_ path: String) throws(WorkflowError) -> Run {
    let file = path + "/" + RunRecord.fileName
    // The system's words where it is not there.
    _ = try FileRecord(role: "run", path: file)
    do {
      return try JSONDecoder().decode(
        Run.self, from: Data(contentsOf: URL(filePath: file)))
    } catch {
      throw .surroundings(path: file, detail: "is not the record of a run")
    }
  }

  /// Reads one of the tables; notes about columns that are not needed are nobody's business.
  private func read(
    _ name: String, as schema: TableSchema, _ log: inout FindingLog,
    _ body: (inout TableCells, inout FindingLog) -> Void
  ) throws(WorkflowError) -> RowAccount {
    var own = FindingLog()
    let result = try TableOptions().read(path + "/" + name, as: schema, log: &own, body)
    for finding in own.findings where finding.kind.severity == .error { log.add(finding) }
    return result.account
  }

  private static func stock(_ cells: inout TableCells, _ log: inout FindingLog) -> StockPerHa {
    StockPerHa(
      agbMg: cells.number("agb_mg_ha", &log), bgbMg: cells.number("bgb_mg_ha", &log),
      carbonMg: cells.number("carbon_mg_ha", &log), co2eT: cells.number("co2e_t_ha", &log))
  }

  private mutating func readPlots(_ log: inout FindingLog) throws(WorkflowError) {
    var plots: [SurveyPlot] = []
    _ = try read("plots.csv", as: .resultPlots, &log) { cells, log in
      let perHa = Self.stock(&cells, &log)
      plots.append(
        SurveyPlot(
          row: cells.row.number, id: cells.text("plot_id"), stratum: cells.text("stratum"),
          areaHa: cells.number("area_ha", &log), perHa: perHa,
          isRejected: cells.text("flags").contains("rejected") || perHa.agbMg.isNaN
            || perHa.co2eT.isNaN))
    }
    self.plots = plots
  }

  private mutating func readTrees(_ log: inout FindingLog) throws(WorkflowError) {
    var trees: [String: [SurveyTree]] = [:]
    var rejected = 0
    var modelled = 0
    let account = try read("trees.csv", as: .resultTrees, &log) { cells, log in
      let flags = cells.text("flags").split(separator: ";")
      if flags.contains("rejected") {
        rejected += 1
        return
      }
      if cells.text("height_source") == "model" { modelled += 1 }
      trees[cells.text("plot_id"), default: []].append(
        SurveyTree(
          row: cells.row.number, id: Self.treeID(cells), species: cells.text("species"),
          dbhCm: cells.number("dbh_cm", &log), agbKg: cells.number("agb_kg", &log),
          expansionPerHa: cells.number("expansion_per_ha", &log), isDead: flags.contains("dead")))
    }
    self.trees = trees
    treesRead = account.read
    treesRejected = rejected
    modelledHeights = modelled
  }

  /// Tree and stem; empty where the table has no number.
  private static func treeID(_ cells: TableCells) -> String {
    let (tree, stem) = (cells.text("tree_id"), cells.text("stem_id"))
    return tree.isEmpty || stem.isEmpty ? tree : tree + "/" + stem
  }

  private mutating func readStrata(_ log: inout FindingLog) throws(WorkflowError) {
    var strata: [SurveyStratum] = []
    _ = try read("strata.csv", as: .resultStrata, &log) { cells, log in
      let df = cells.number("df", &log)
      let area = cells.number("area_ha", &log)
      let count = cells.number("n_plots", &log)
      strata.append(
        SurveyStratum(
          name: cells.text("stratum"), areaHa: area, treatment: cells.text("treatment"),
          stock: SurveyStock(
            areaHa: area, plotCount: count.isNaN ? 0 : Int(min(count, 1e9)),
            perHa: Self.stock(&cells, &log), agbSEMg: cells.number("agb_se_mg_ha", &log),
            co2eSET: cells.number("co2e_se_t_ha", &log), halfWidthTPerHa: .nan),
          degreesOfFreedom: df.isNaN ? .infinity : df))
    }
    self.strata = strata
  }

  private struct Summary: Decodable {
    struct Total: Decodable {
      let agbMgHa: Double?
      let agbSeMgHa: Double?
      let bgbMgHa: Double?
      let carbonMgHa: Double?
      let co2eTHa: Double?
      let co2eSeT: Double?
      let df: Double?
    }
    let accountedHa: Double
    let total: Total
  }

  private mutating func readTotal() throws(WorkflowError) {
    let file = path + "/summary.json"
    do {
      let decoder = JSONDecoder()
      decoder.keyDecodingStrategy = .convertFromSnakeCase
      let summary = try decoder.decode(
        Summary.self, from: Data(contentsOf: URL(filePath: file)))
      let (area, found) = (summary.accountedHa, summary.total)
      total = SurveyStratum(
        name: "TOTAL", areaHa: area, treatment: "",
        stock: SurveyStock(
          areaHa: area, plotCount: strata.reduce(0) { $0 + $1.stock.plotCount },
          perHa: StockPerHa(
            agbMg: found.agbMgHa ?? .nan, bgbMg: found.bgbMgHa ?? .nan,
            carbonMg: found.carbonMgHa ?? .nan, co2eT: found.co2eTHa ?? .nan),
          agbSEMg: found.agbSeMgHa ?? .nan, co2eSET: (found.co2eSeT ?? .nan) / area,
          halfWidthTPerHa: .nan),
        degreesOfFreedom: found.df ?? .infinity)
    } catch {
      throw .surroundings(path: file, detail: "is not the summary of an estimate")
    }
  }
}

extension SurveyStratum {
  /// The stock with the half-width at `confidence`: t x SE, with the degrees of freedom of the run.
  func stock(confidence: Double) -> SurveyStock {
    var stock = stock
    stock.halfWidthTPerHa =
      StudentT.twoSided(confidence: confidence, df: degreesOfFreedom) * stock.co2eSET
    return stock
  }
}
