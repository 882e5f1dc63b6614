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
  /// What findings and constants about the whole table are made of.
  let tally: InventoryTally
  /// Whether heights may come from elsewhere than the trees table.
  let needsHeights: Bool

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
    var settings = Self.settings(tables)
    let assignment = EquationAssignment(
      of: tables.trees, using: settings,
      strata: Dictionary(zip(tables.plots.id, strata), uniquingKeysWith: { first, _ in first }),
      names: tables.names)
    let groups = self.tables.heightGroups(strata)
    settings.heights = try self.tables.heightRoute(groups, assignment)
    heights = settings.heights
    needsHeights = heights.models != nil
    context.progress.begin(Phrase("Computing tree biomass", vi: "Tính sinh khối cây"))
    biomass = TreeBiomass(
      of: tables.trees, using: settings, assignment: assignment, heightGroups: groups,
      names: tables.names)

    tally = InventoryTally(tables.trees, tables.names, biomass, rules: assignment.rulePlaces)
    let file = fileName(request.trees)
    tally.reportNames(file, &self.tables.log)
    tally.reportWoodDensities(file, &self.tables.log)
    reportMeanDensities(file)
    reportProblems(request)
    tally.reportEquations(request, tables.equations, plots, context.language, &self.tables.log)
    try context.stopIfNeeded(log)
    let incomplete = PlotTotals.incomplete(
      plots, rejectedTrees, isListed: tables.isPlotListed, request)
    for finding in incomplete { self.tables.log.add(finding) }
    stocks = PlotExpansion.stocks(
      of: trees, biomass: biomass, plots: plots, plotOfTree: plotOfTree, pools: request.pools,
      sampling: tables.sampling, measured: tables.measured)
    reportPools(request, NumberStyle(context.language))
    balance()
  }

  /// Turns what the core could not compute, and what it flagged, into findings.
  mutating func reportProblems(_ request: InventoryRequest) {
    let file = fileName(request.trees)
    let models = Dictionary(
      biomass.models.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
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
            ["equation": equation, "value": kg.isNaN ? "nan" : kg.findingText, "unit": "kg"])
        }
        tables.rejectTree(tree, kind.code)
        continue
      }
      if biomass.flags[tree].isDisjoint(with: [.outsideEquation, .heightExtrapolated]) { continue }
      let dbh = trees.dbhCm[tree].findingText
      if biomass.flags[tree].contains(.outsideEquation),
        let model = models[biomass.equation[tree]]
      {
        if trees.dbhCm[tree] < model.dMinCm || trees.dbhCm[tree] > model.dMaxCm {
          let high = model.dMaxCm.isFinite ? model.dMaxCm.findingText : "∞"
          tables.log.add(
            .dbhOutsideEquation, at: here("dbh_cm"),
            ["value": dbh, "low": model.dMinCm.findingText, "high": high, "equation": model.id])
        }
        if biomass.heightM[tree] > model.hMaxM {
          tables.log.add(
            .heightOutsideEquation, at: here("height_m"),
            [
              "value": biomass.heightM[tree].findingText, "high": model.hMaxM.findingText,
              "equation": model.id,
            ])
        }
      }
      if biomass.flags[tree].contains(.heightExtrapolated), let model = heightModel(of: tree) {
        tables.log.add(
          .heightExtrapolated, at: here("dbh_cm"),
          ["value": dbh, "low": model.dMinCm.findingText, "high": model.dMaxCm.findingText])
      }
    }
  }

  /// Closes the accounts: dead trees are dead wood or in no pool; filled-in values are named.
  mutating func balance() {
    var dead = 0
    let countsDead = tables.request.pools.countsDeadTrees
    var heights: [String: Int] = [:]
    var densities: [String: Int] = [:]
    for tree in 0..<trees.count where !trees.isRejected[tree] {
      if trees.status[tree] == .dead, biomass.agbKg[tree].isNaN {
        dead += 1
      } else {
        if trees.status[tree] == .dead, trees.decayClass[tree].isEmpty {
          tables.accounts["trees"]?.impute("decay-class-2")
        }
        let (height, density) = (biomass.heightSource[tree], biomass.woodDensitySource[tree])
        if !height.isEmpty, height != "measured" { heights[height, default: 0] += 1 }
        if !density.isEmpty, density != "tree", density != "species" {
          densities[density, default: 0] += 1
        }
      }
    }
    for (source, count) in heights {
      tables.accounts["trees"]?.impute("height-" + source, count: count)
    }
    for (source, count) in densities {
      tables.accounts["trees"]?.impute("wood-density-" + source, count: count)
    }
    tables.accounts["trees"]?.used -= dead
    tables.accounts["trees"]?.reject(
      countsDead ? FindingKind.deadTreeBareBole.code : "dead-in-no-pool", count: dead)
  }

  /// Constants and models that entered, for the run record.
  var constants: [Parameter] {
    tally.constants(tables.request, heights) + deadWoodParameters
  }

  /// How the biomass of the trees is computed, but for their heights.
  static func settings(_ tables: FieldTables) -> BiomassSettings {
    let request = tables.request
    var settings = BiomassSettings(
      stress: request.constants["E"], woodDensities: tables.densityLookup,
      woodDensityDefault: request.woodDensityDefault)
    settings.includesDead = request.pools.countsDeadTrees
    switch tables.equations {
    case .one(let model): settings.equation = model
    case .rules(let rules): settings.rules = rules
    }
    return settings
  }
}
