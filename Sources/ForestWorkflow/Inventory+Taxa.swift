import CarbonStock
import ForestModel

extension FieldTables {
  /// The tables and levels that wood densities may come from.
  var densityLookup: WoodDensityLookup {
    WoodDensityLookup(
      given: request.woodDensityTables.contains(.given) ? woodDensities : WoodDensityTable(),
      builtIn: request.woodDensityTables.contains(.builtIn)
        ? BuiltInTaxon.woodDensities : WoodDensityTable(),
      levels: Set(request.woodDensityLevels))
  }
}

extension Inventory {
  /// Names that were taken for another, one finding each with the number of trees.
  mutating func reportNames(_ request: InventoryRequest) {
    let file = fileName(request.trees)
    for entry in tables.names.entries where entry.count > 0 {
      guard let first = entry.first else { continue }
      var slots = [
        "species": entry.written, "name": entry.match.name, "count": "\(entry.count)",
      ]
      let kind: FindingKind
      switch entry.match.route {
      case .read, .unidentified, .notKnown: continue
      case .corrected(let letters):
        kind = .nameCorrected
        slots["letters"] = "\(letters)"
      case .synonym(let synonym):
        kind = synonym.confirmed ? .nameSynonym : .nameSynonymUnconfirmed
        slots["basis"] = synonym.basis
      case .vernacular(let confirmed):
        kind = confirmed ? .nameVietnamese : .nameVietnameseUnconfirmed
      case .ambiguous(let names):
        kind = .nameAmbiguous
        slots["name"] = names.joined(separator: ", ")
      }
      tables.log.add(
        kind, at: FindingLocation(file: file, row: trees.row[first], column: "species"), slots)
    }
  }

  /// Bamboos, palms and others that are known by their name and got an equation for trees.
  mutating func reportTaxa(_ file: String) {
    guard let model = biomass.models.first, model.growthForm == "tree" else { return }
    let rules = EquationRules.builtIn
    for (place, tree, count) in byName(where: { biomass.equation[$0] == model.id }) {
      let match = tables.names.entries[place].match
      let rule = rules.place(
        species: match.taxon, family: match.family, growthForm: "", stratum: "")
      guard let form = rule.map({ rules.rules[$0].model.growthForm }), form != "tree" else {
        continue
      }
      tables.log.add(
        .taxonNotTree,
        at: FindingLocation(file: file, row: trees.row[tree], column: "species"),
        [
          "species": trees.species[tree], "count": "\(count)", "form": form,
          "equation": model.id,
        ])
    }
  }

  /// Taxa without a wood density, one finding per name: what is missing is a line of the table. Means
  /// of other trees are one finding per level.
  mutating func reportWoodDensities(_ file: String) {
    let lacking = byName { tree in
      biomass.problem[tree] == .woodDensityMissing
        || biomass.woodDensitySource[tree] == WoodDensityLevel.default.rawValue
    }
    for (_, tree, count) in lacking {
      let isMissing = biomass.problem[tree] != nil
      tables.log.add(
        isMissing ? .woodDensityMissing : .woodDensityDefault,
        at: FindingLocation(file: file, row: trees.row[tree], column: "species"),
        [
          "species": trees.species[tree], "count": "\(count)",
          "value": biomass.woodDensityGPerCm3[tree].csvText,
        ])
    }
    for (level, kind) in [
      (WoodDensityLevel.plot, FindingKind.woodDensityOfPlot),
      (.dataSet, .woodDensityOfDataSet),
    ] {
      let filled = trees.row.indices.filter { biomass.woodDensitySource[$0] == level.rawValue }
      guard let first = filled.first else { continue }
      tables.log.add(
        kind, at: FindingLocation(file: file, row: trees.row[first], column: "species"),
        [
          "count": "\(filled.count)", "plots": "\(Set(filled.map { trees.plotID[$0] }).count)",
          "value": biomass.woodDensityGPerCm3[first].csvText,
        ])
    }
  }

  /// The distinct names of the trees for which `holds`: place in the list of names, first tree, count.
  private func byName(where holds: (Int) -> Bool) -> [(place: Int, first: Int, count: Int)] {
    var found: [Int: (first: Int, count: Int)] = [:]
    for tree in 0..<trees.count where holds(tree) {
      found[tables.names.place(of: tree), default: (tree, 0)].count += 1
    }
    return found.map { ($0.key, $0.value.first, $0.value.count) }.sorted { $0.first < $1.first }
  }
}
