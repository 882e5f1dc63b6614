import CarbonStock
import ForestModel

/// What findings and constants about a whole table of trees are made of, so that the parts of a long table
/// add up to what the table in one piece would say.
struct InventoryTally {
  /// Trees that share a name, a rule or a lack.
  struct Group {
    /// Row of the first of them.
    var row: Int
    var count: Int

    /// As many trees as none, at the same row.
    var empty: Group { Group(row: row, count: 0) }

    mutating func add(_ other: Group) {
      row = min(row, other.row)
      count += other.count
    }
  }
  struct Name: Hashable {
    var written: String
    var family: String
  }
  /// Trees without a wood density by name.
  struct Lack {
    var group: Group
    /// Whether the first of them got none at all, not even the default.
    var isMissing: Bool
    /// Wood density of the first of them as printed.
    var value: String
  }

  /// Trees of the table, rejected or not.
  private(set) var treeCount = 0
  /// The distinct names with the row of their first tree, rejected or not.
  private var names: [Name: (entry: MatchedNames.Entry, row: Int)] = [:]
  /// The trees of each name that were not rejected while reading.
  private var named: [Name: Group] = [:]
  private var lacking: [Name: Lack] = [:]
  /// By place in the rules.
  private var byRule: [Int: Group] = [:]
  /// By equation, the trees of each name.
  private var byEquation: [String: [Name: Group]] = [:]
  private(set) var models: [AllometricModel] = []
  /// Equations by name that gave some tree its biomass; `given` where the table did.
  private(set) var equations: Set<String> = []
  private(set) var heightModels: Set<String> = []
  private var densitySources: Set<String> = []
  private var densityTables: Set<String> = []

  /// Nothing counted yet.
  init() {}

  /// Counts the trees of a table.
  init(_ trees: TreeTable, _ matched: MatchedNames, _ biomass: TreeBiomass, rules: [Int?]) {
    let keys = matched.entries.map { Name(written: $0.written, family: $0.family) }
    for (key, entry) in zip(keys, matched.entries) {
      names[key] = (entry, entry.row)
      if let first = entry.first {
        named[key] = Group(row: trees.row[first], count: entry.count)
      }
    }
    treeCount = trees.count
    models = biomass.models
    equations = Self.distinct(biomass.equation)
    heightModels = Self.distinct(biomass.heightModel)
    densitySources = Self.distinct(biomass.woodDensitySource)
    densityTables = Self.distinct(biomass.woodDensityTable)
    for tree in 0..<trees.count {
      if let rule = rules.isEmpty ? nil : rules[tree], !biomass.equationRule[tree].isEmpty {
        byRule[rule, default: Group(row: trees.row[tree], count: 0)].count += 1
      }
    }
    countByName(trees, matched, biomass, keys)
  }

  private mutating func countByName(
    _ trees: TreeTable, _ matched: MatchedNames, _ biomass: TreeBiomass, _ keys: [Name]
  ) {
    // Counted by place first: looking a name up for every tree would cost more than its biomass.
    var lacks: [Lack?] = Array(repeating: nil, count: keys.count)
    let ids = biomass.models.map(\.id)
    var used: [[Group?]] = Array(
      repeating: Array(repeating: nil, count: keys.count), count: ids.count)
    for tree in 0..<trees.count {
      let place = matched.place(of: tree)
      let row = trees.row[tree]
      if biomass.woodDensitySource[tree] == WoodDensityLevel.default.rawValue
        || biomass.problem[tree] == .woodDensityMissing
      {
        if lacks[place] == nil {
          lacks[place] = Lack(
            group: Group(row: row, count: 0), isMissing: biomass.problem[tree] != nil,
            value: biomass.woodDensityGPerCm3[tree].csvText)
        }
        lacks[place]?.group.count += 1
      }
      let equation = biomass.equation[tree]
      if let model = equation.isEmpty ? nil : ids.firstIndex(of: equation) {
        if used[model][place] == nil { used[model][place] = Group(row: row, count: 0) }
        used[model][place]?.count += 1
      }
    }
    for (key, lack) in zip(keys, lacks) { lacking[key] = lack }
    for (id, groups) in zip(ids, used) {
      for (key, group) in zip(keys, groups) { byEquation[id, default: [:]][key] = group }
    }
  }

  private static func distinct(_ values: [String]) -> Set<String> {
    var found: Set<String> = []
    var last = ""
    for value in values where value != last {
      found.insert(value)
      last = value
    }
    return found
  }

  /// Adds what was counted in a later part of the same table.
  mutating func add(_ other: InventoryTally) {
    treeCount += other.treeCount
    for (key, value) in other.names {
      if let known = names[key] {
        names[key] = (known.entry, min(known.row, value.row))
      } else {
        names[key] = value
      }
    }
    for (key, group) in other.named { named[key, default: group.empty].add(group) }
    for (key, lack) in other.lacking {
      guard var known = lacking[key] else {
        lacking[key] = lack
        continue
      }
      let group = known.group
      if lack.group.row < group.row { known = lack }
      known.group = group
      known.group.add(lack.group)
      lacking[key] = known
    }
    for (rule, group) in other.byRule { byRule[rule, default: group.empty].add(group) }
    for (id, groups) in other.byEquation {
      for (key, group) in groups {
        byEquation[id, default: [:]][key, default: group.empty].add(group)
      }
    }
    for model in other.models where !models.contains(model) { models.append(model) }
    models.sort { $0.id < $1.id }
    equations.formUnion(other.equations)
    heightModels.formUnion(other.heightModels)
    densitySources.formUnion(other.densitySources)
    densityTables.formUnion(other.densityTables)
  }

  // MARK: Findings

  /// Names that were taken for another, one finding each with the number of trees.
  func reportNames(_ file: String, _ log: inout FindingLog) {
    for (key, value) in names.sorted(by: { $0.value.row < $1.value.row }) {
      guard let group = named[key] else { continue }
      let match = value.entry.match
      var slots = ["species": key.written, "name": match.name, "count": "\(group.count)"]
      let kind: FindingKind
      switch match.route {
      case .read, .unidentified, .notKnown: continue
      case .corrected(let letters):
        kind = .nameCorrected
        slots["letters"] = "\(letters)"
      case .synonym(let synonym):
        kind = synonym.confirmed ? .nameSynonym : .nameSynonymUnconfirmed
        slots.put(
          "basis", Phrase(synonym.basis, vi: synonym.basisVietnamese ?? synonym.basis))
      case .vernacular(let confirmed):
        kind = confirmed ? .nameVietnamese : .nameVietnameseUnconfirmed
      case .ambiguous(let names):
        kind = .nameAmbiguous
        slots["name"] = names.joined(separator: ", ")
      }
      log.add(kind, at: FindingLocation(file: file, row: group.row, column: "species"), slots)
    }
  }

  /// Taxa without a wood density, one finding per name: what is missing is a line of the table.
  func reportWoodDensities(_ file: String, _ log: inout FindingLog) {
    for (key, lack) in lacking.sorted(by: { $0.value.group.row < $1.value.group.row }) {
      log.add(
        lack.isMissing ? .woodDensityMissing : .woodDensityDefault,
        at: FindingLocation(file: file, row: lack.group.row, column: "species"),
        ["species": key.written, "count": "\(lack.group.count)", "value": lack.value])
    }
  }

  /// What a reader should know of the equations used: chosen by a rule, not for such a plant, or without
  /// the correction of their fit.
  func reportEquations(
    _ request: InventoryRequest, _ selection: EquationSelection, _ plots: PlotTable,
    _ language: Language, _ log: inout FindingLog
  ) {
    let file = fileName(request.trees)
    if case .rules(let rules) = selection {
      for (place, group) in byRule.sorted(by: { $0.value.row < $1.value.row }) {
        let rule = rules.rules[place]
        if rule.isGeneral { continue }
        log.add(
          .equationByRule, at: FindingLocation(file: file, row: group.row, column: "species"),
          [
            "count": "\(group.count)", "equation": rule.model.id, "rule": rule.label,
            "reason": rule.reason.text(language),
          ])
      }
      if rules.rules.contains(where: { !$0.stratum.isEmpty }), plots.stratum.allSatisfy(\.isEmpty) {
        log.add(
          .ruleStratumUnknown,
          at: FindingLocation(file: fileName(request.equationRules ?? ""), column: "stratum"))
      }
    } else {
      reportTaxa(file, &log)
    }
    for model in models {
      guard let factor = model.missingFactor else { continue }
      log.add(
        .equationWithoutCorrection, at: FindingLocation(file: file, column: "agb_kg"),
        ["equation": model.id, "factor": factor.isNaN ? "exp(s²/2)" : factor.findingText])
    }
  }

  /// Bamboos, palms and others that are known by their name and got an equation for trees.
  private func reportTaxa(_ file: String, _ log: inout FindingLog) {
    guard let model = models.first, model.growthForm == "tree" else { return }
    let rules = EquationRules.builtIn
    let groups = byEquation[model.id] ?? [:]
    for (key, group) in groups.sorted(by: { $0.value.row < $1.value.row }) {
      guard let match = names[key]?.entry.match else { continue }
      let rule = rules.place(
        species: match.taxon, family: match.family, growthForm: "", stratum: "")
      guard let form = rule.map({ rules.rules[$0].model.growthForm }), form != "tree" else {
        continue
      }
      log.add(
        .taxonNotTree, at: FindingLocation(file: file, row: group.row, column: "species"),
        [
          "species": key.written, "count": "\(group.count)", "form": form, "equation": model.id,
        ])
    }
  }

  // MARK: Constants

  /// Equations, height models and densities that entered, for the run record.
  func constants(_ request: InventoryRequest, _ heights: HeightRoute) -> [Parameter] {
    var list: [Parameter] = []
    for model in models where equations.contains(model.id) {
      list.append(
        Parameter(
          name: Phrase("allometric equation", vi: "phương trình sinh trắc"), value: model.id,
          unit: "kg", source: Phrase(same: model.citation),
          confirmed: model.confirmed))
    }
    if equations.contains("given") {
      list.append(
        Parameter(
          name: Phrase("tree biomass", vi: "sinh khối cây"), value: "agb_kg", unit: "kg",
          source: Phrase("trees table", vi: "bảng số liệu cây"),
          confirmed: true))
    }
    list += heights.parameters(heightModels)
    if let value = request.woodDensityDefault, densitySources.contains("default") {
      list.append(
        Parameter(
          name: Phrase(
            "wood density of taxa that no table knows",
            vi: "khối lượng thể tích gỗ của loài chưa có trong danh mục"),
          value: value.csvText, unit: "g/cm³", source: .statedByUser, confirmed: true))
    }
    if densityTables.contains(WoodDensityLookup.Table.builtIn.rawValue) {
      list.append(BuiltInTaxon.parameter)
    }
    return list + request.pools.parameters
  }
}
