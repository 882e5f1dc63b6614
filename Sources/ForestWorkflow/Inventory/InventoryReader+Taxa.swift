import CarbonStock
import ForestGeo
import ForestModel

extension InventoryReader {
  /// Wood densities of the user: one row per taxon, or the layouts of the Global Wood Density Database
  /// (single values with a `region`; estimates with a `level`).
  mutating func readWoodDensities() throws(WorkflowError) -> WoodDensityTable {
    var table = WoodDensityTable()
    guard let path = request.woodDensity else { return table }
    let wanted = Set(request.woodDensityRegions.map(WoodDensityTable.key))
    var regions: Set<String> = []
    var rows: [String: Int] = [:]
    var elsewhere = 0
    var values: [Double] = []
    try read(path, as: .woodDensities) { cells, log in
      let before = cells.errorCode
      let value = Self.woodDensity(&cells, "wood_density_g_cm3", &log)
      if !value.isNaN { values.append(value) }
      if value.isNaN, cells.errorCode == before {
        cells.fail(.emptyCell, "wood_density_g_cm3", &log)
      }
      let sd = cells.number("sd", &log)
      if sd < 0 { cells.fail(.woodDensityImpossible, "sd", &log, ["value": sd.findingText]) }
      let names = ["species", "genus", "family"].map { cells.text($0) }
      if names.allSatisfy(\.isEmpty) { cells.fail(.emptyCell, "species", &log) }
      let taxon = names.filter { !$0.isEmpty }.joined(separator: " ")
      let key = WoodDensityTable.key(taxon)
      // Several rows of one taxon are single values where the table has regions, else a slip.
      if !cells.has("region"), let first = rows[key] {
        cells.fail(
          .duplicateRow, "species", &log,
          ["name": taxon, "first": "\(first)", "row": "\(cells.row.number)"])
      }
      let level = Self.level(&cells, &log)
      guard cells.errorCode == nil else { return }
      rows[key] = cells.row.number
      if !wanted.isEmpty {
        let region = cells.text("region")
        regions.insert(region)
        guard wanted.contains(WoodDensityTable.key(region)) else {
          elsewhere += 1
          return
        }
      }
      table.add(
        species: names[0], genus: names[1], family: names[2], value: value, sd: sd, level: level)
    }
    WoodDensityUnit.report(
      values, at: FindingLocation(file: fileName(path), column: "wood_density_g_cm3"), &log)
    accounts["wood-density"]?.used -= elsewhere
    accounts["wood-density"]?.reject("other-region", count: elsewhere)
    for region in request.woodDensityRegions
    where !regions.contains(where: { WoodDensityTable.key($0) == WoodDensityTable.key(region) }) {
      log.add(
        .woodDensityRegion, at: FindingLocation(file: fileName(path), column: "region"),
        [
          "region": region,
          "found": regions.filter { !$0.isEmpty }.sorted().joined(separator: ", "),
        ])
    }
    return table
  }

  /// What the value of a row is the mean of; a table without the column states each taxon's own.
  private static func level(
    _ cells: inout TableCells, _ log: inout FindingLog
  ) -> WoodDensityLevel {
    let word = cells.text("level").lowercased()
    let known: [WoodDensityLevel] = [.species, .genus, .family]
    if word.isEmpty { return .species }
    if let level = known.first(where: { $0.rawValue == word }) { return level }
    cells.fail(
      .unknownWord, "level", &log,
      ["value": word, "expected": known.map(\.rawValue).joined(separator: ", ")])
    return .species
  }

  /// What takes the names of trees for taxa; `nil` where they are to be taken as written.
  mutating func nameMatcher(
    given: WoodDensityTable, equations: EquationSelection
  ) throws(WorkflowError) -> NameMatcher? {
    let synonyms = try readSynonyms()
    guard request.names == .matched else { return nil }
    var taxa = EquationRules.builtIn.rules.map(\.taxon)
    if case .rules(let rules) = equations { taxa += rules.rules.map(\.taxon) }
    return NameMatcher(
      given: given, synonyms: synonyms + Synonym.builtIn, taxa: taxa.filter { !$0.isEmpty })
  }

  /// The user's synonyms; they come before the built-in ones.
  private mutating func readSynonyms() throws(WorkflowError) -> [Synonym] {
    var list: [Synonym] = []
    guard let path = request.synonyms else { return list }
    var rows: [String: Int] = [:]
    try read(path, as: .synonyms) { cells, log in
      let synonym = cells.requiredText("synonym", &log)
      let accepted = cells.requiredText("accepted", &log)
      let key = WoodDensityTable.key(synonym)
      if !key.isEmpty, let first = rows[key] {
        cells.fail(
          .duplicateRow, "synonym", &log,
          ["name": synonym, "first": "\(first)", "row": "\(cells.row.number)"])
      }
      guard cells.errorCode == nil else { return }
      rows[key] = cells.row.number
      let source = cells.text("source")
      list.append(
        Synonym(
          synonym: synonym, accepted: accepted, confirmed: true,
          basis: source.isEmpty ? fileName(path) : source))
    }
    return list
  }
}
