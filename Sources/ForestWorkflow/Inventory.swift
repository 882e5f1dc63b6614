import CarbonStock
import ForestModel

/// A field inventory computed: trees to plots.
struct Inventory {
  var tables: FieldTables
  /// Stratum of every plot; empty where none is known.
  let strata: [String]
  var biomass: TreeBiomass
  var stocks: [PlotStock] = []
  let heights: HeightRoute

  var trees: TreeTable { tables.trees }
  var plots: PlotTable { tables.plots }
  var plotOfTree: [Int?] { tables.plotOfTree }
  var rejectedTrees: [Int] { tables.rejectedTrees }
  var log: FindingLog { tables.log }
  var accounts: [String: RowAccount] { tables.accounts }
  var columns: [String: [String: String]] { tables.columns }

  /// Computes the trees of `tables` and their sums per plot; stops as the policy says.
  ///
  /// - Parameter strata: stratum of every plot, which equations and height models may differ by.
  init(_ tables: FieldTables, strata: [String], context: RunContext) throws(WorkflowError) {
    let request = tables.request
    self.tables = tables
    self.strata = strata
    var settings = BiomassSettings(
      stress: request.constants["E"], woodDensities: tables.densityLookup,
      woodDensityDefault: request.woodDensityDefault)
    settings.includesDead = request.pools.countsDeadTrees
    switch tables.equations {
    case .one(let model): settings.equation = model
    case .rules(let rules): settings.rules = rules
    }
    let assignment = EquationAssignment(
      of: tables.trees, using: settings,
      strata: Dictionary(zip(tables.plots.id, strata), uniquingKeysWith: { first, _ in first }),
      names: tables.names)
    let groups = self.tables.heightGroups(strata)
    settings.heights = try self.tables.heightRoute(groups, assignment)
    heights = settings.heights
    context.progress.begin(Phrase("Computing tree biomass", vi: "Tính sinh khối cây"))
    biomass = TreeBiomass(
      of: tables.trees, using: settings, assignment: assignment, heightGroups: groups,
      names: tables.names)

    reportNames(request)
    reportProblems(request)
    reportEquations(request, assignment, context.language)
    try context.stopIfNeeded(log)
    for plot in 0..<plots.count where rejectedTrees[plot] > 0 && !plots.isRejected[plot] {
      self.tables.log.add(
        .plotIncomplete,
        at: tables.isPlotListed
          ? FindingLocation(
            file: fileName(request.plots ?? ""), row: plots.row[plot], column: "plot_id")
          : FindingLocation(file: fileName(request.trees), feature: plots.id[plot]),
        ["count": "\(rejectedTrees[plot])"])
    }
    stocks = PlotExpansion.stocks(
      of: trees, biomass: biomass, plots: plots, plotOfTree: plotOfTree, pools: request.pools,
      sampling: tables.sampling, measured: tables.measured)
    reportPools(request, NumberStyle(context.language))
    balance()
  }

  /// Turns what the core could not compute, and what it flagged, into findings.
  private mutating func reportProblems(_ request: InventoryRequest) {
    let file = fileName(request.trees)
    let models = Dictionary(
      biomass.models.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    reportWoodDensities(file)
    for tree in 0..<trees.count {
      func here(_ column: String) -> FindingLocation {
        FindingLocation(file: file, row: trees.row[tree], column: column)
      }
      if let problem = biomass.problem[tree] {
        let kind: FindingKind
        switch problem {
        case .heightMissing(let equation):
          kind = .heightMissing
          tables.log.add(kind, at: here("height_m"), ["equation": equation])
        case .woodDensityMissing:
          kind = .woodDensityMissing
        case .growthForm:
          kind = .growthFormWithoutEquation
          tables.log.add(kind, at: here("growth_form"), ["value": trees.growthForm[tree]])
        case .growthFormDiffers(let equation, let form):
          kind = .growthFormDiffers
          tables.log.add(
            kind, at: here("growth_form"),
            ["value": trees.growthForm[tree], "equation": equation, "form": form])
        case .resultImpossible(let equation, let kg):
          kind = .equationResultImpossible
          tables.log.add(
            kind, at: here("dbh_cm"),
            ["equation": equation, "value": kg.isNaN ? "nan" : kg.csvText, "unit": "kg"])
        }
        tables.rejectTree(tree, kind.code)
        continue
      }
      let dbh = trees.dbhCm[tree].csvText
      if biomass.flags[tree].contains(.outsideEquation),
        let model = models[biomass.equation[tree]]
      {
        if trees.dbhCm[tree] < model.dMinCm || trees.dbhCm[tree] > model.dMaxCm {
          let high = model.dMaxCm.isFinite ? model.dMaxCm.csvText : "∞"
          tables.log.add(
            .dbhOutsideEquation, at: here("dbh_cm"),
            ["value": dbh, "low": model.dMinCm.csvText, "high": high, "equation": model.id])
        }
        if biomass.heightM[tree] > model.hMaxM {
          tables.log.add(
            .heightOutsideEquation, at: here("height_m"),
            [
              "value": biomass.heightM[tree].csvText, "high": model.hMaxM.csvText,
              "equation": model.id,
            ])
        }
      }
      if biomass.flags[tree].contains(.heightExtrapolated), let model = heightModel(of: tree) {
        tables.log.add(
          .heightExtrapolated, at: here("dbh_cm"),
          ["value": dbh, "low": model.dMinCm.csvText, "high": model.dMaxCm.csvText])
      }
    }
  }

  /// What a reader should know of the equations used: chosen by a rule, not confirmed, or without the
  /// correction of their fit.
  private mutating func reportEquations(
    _ request: InventoryRequest, _ assignment: EquationAssignment, _ language: Language
  ) {
    let file = fileName(request.trees)
    var first: [Int: Int] = [:]
    var count: [Int: Int] = [:]
    if assignment.rules != nil {
      for tree in 0..<trees.count where !biomass.equationRule[tree].isEmpty {
        guard let place = assignment.place(of: tree) else { continue }
        first[place] = first[place] ?? tree
        count[place, default: 0] += 1
      }
    }
    for (place, tree) in first.sorted(by: { $0.value < $1.value }) {
      guard let rule = assignment.rules?.rules[place], !rule.isGeneral else { continue }
      tables.log.add(
        .equationByRule,
        at: FindingLocation(file: file, row: trees.row[tree], column: "species"),
        [
          "count": "\(count[place, default: 0])", "equation": rule.model.id, "rule": rule.label,
          "reason": rule.reason.text(language),
        ])
    }
    if assignment.rules == nil { reportTaxa(file) }
    if let rules = assignment.rules, rules.rules.contains(where: { !$0.stratum.isEmpty }),
      !plots.stratum.contains(where: { !$0.isEmpty })
    {
      tables.log.add(
        .ruleStratumUnknown,
        at: FindingLocation(file: fileName(request.equationRules ?? ""), column: "stratum"))
    }
    for model in biomass.models {
      guard let factor = model.missingFactor else { continue }
      tables.log.add(
        .equationWithoutCorrection, at: FindingLocation(file: file, column: "agb_kg"),
        ["equation": model.id, "factor": factor.isNaN ? "exp(s²/2)" : factor.csvText])
    }
  }

  /// Closes the accounts: dead trees are dead wood or in no pool; filled-in values are named.
  private mutating func balance() {
    var dead = 0
    let countsDead = tables.request.pools.countsDeadTrees
    for tree in 0..<trees.count where !trees.isRejected[tree] {
      if trees.status[tree] == .dead, biomass.agbKg[tree].isNaN {
        dead += 1
      } else {
        if trees.status[tree] == .dead, trees.decayClass[tree].isEmpty {
          tables.accounts["trees"]?.impute("decay-class-2")
        }
        if !["", "measured"].contains(biomass.heightSource[tree]) {
          tables.accounts["trees"]?.impute("height-" + biomass.heightSource[tree])
        }
        let source = biomass.woodDensitySource[tree]
        if !["", "tree", "species"].contains(source) {
          tables.accounts["trees"]?.impute("wood-density-" + source)
        }
      }
    }
    tables.accounts["trees"]?.used -= dead
    tables.accounts["trees"]?.reject(
      countsDead ? FindingKind.deadTreeBareBole.code : "dead-in-no-pool", count: dead)
  }

  /// Constants and models that entered, for the run record.
  func constants(_ request: InventoryRequest) -> [Parameter] {
    var list: [Parameter] = []
    for model in biomass.models where biomass.equation.contains(model.id) {
      list.append(
        Parameter(
          name: Phrase("allometric equation", vi: "phương trình sinh trắc"), value: model.id,
          unit: "kg", source: Phrase(same: model.citation),
          confirmed: model.confirmed))
    }
    if biomass.equation.contains("given") {
      list.append(
        Parameter(
          name: Phrase("tree biomass", vi: "sinh khối cây"), value: "agb_kg", unit: "kg",
          source: Phrase("trees table", vi: "bảng số liệu cây"),
          confirmed: true))
    }
    list += heightParameters
    if let value = request.woodDensityDefault, biomass.woodDensitySource.contains("default") {
      list.append(
        Parameter(
          name: Phrase(
            "wood density of taxa that no table knows",
            vi: "khối lượng thể tích gỗ của loài chưa có trong danh mục"),
          value: value.csvText, unit: "g/cm³", source: .statedByUser, confirmed: true))
    }
    if biomass.woodDensityTable.contains(WoodDensityLookup.Table.builtIn.rawValue) {
      list.append(BuiltInTaxon.parameter)
    }
    return list + request.pools.parameters + deadWoodParameters
  }
}
