import CarbonStock
import ForestModel
import TestSupport
import Testing

@Suite("Which tree gets which equation")
struct RuleTests {
  private func rule(
    _ taxon: String, _ form: String, _ stratum: String, _ id: String
  ) throws -> EquationRule {
    let model = try #require(AllometryCatalog.model(named: id))
    return EquationRule(
      taxon: taxon, growthForm: form, stratum: stratum, model: model, reason: Phrase(same: "test"))
  }

  private func trees(_ rows: [(species: String, form: String, d: Double, h: Double)]) -> TreeTable {
    var trees = TreeTable()
    for (index, row) in rows.enumerated() {
      trees.plotID.append("P")
      trees.treeID.append("\(index)")
      trees.species.append(row.species)
      trees.family.append("")
      trees.dbhCm.append(row.d)
      trees.heightM.append(row.h)
      trees.woodDensitySDGPerCm3.append(.nan)
      trees.woodDensityGPerCm3.append(0.55)
      trees.agbKg.append(.nan)
      trees.expansionPerHa.append(.nan)
      trees.status.append(.live)
      trees.growthForm.append(row.form)
      trees.isFromGirth.append(false)
      trees.row.append(index + 2)
      trees.isRejected.append(false)
    }
    return trees
  }

  @Test("built-in rules: reasons in both languages, no growth form falls to the general equation")
  func builtIn() {
    let rules = EquationRules.builtIn
    #expect(rules.rules.last?.isGeneral == true)
    for rule in rules.rules {
      #expect(!rule.reason.english.isEmpty && rule.reason.english != rule.reason.vietnamese)
    }
    for form in ["bamboo", "palm", "liana", "tree_fern", "mangrove"] {
      let place = rules.place(species: "", family: "", growthForm: form, stratum: "")
      #expect(place.map { rules.rules[$0].model.growthForm } == form)
    }
    #expect(rules.place(species: "", family: "", growthForm: "shrub", stratum: "") == nil)
    // A pine that is called a liana is neither.
    let odd = rules.place(species: "Pinus kesiya", family: "", growthForm: "liana", stratum: "")
    #expect(odd.map { rules.rules[$0].label } == "growth_form=liana")
  }

  @Test("the order of the file does not matter where one rule is more specific")
  func order() throws {
    let list = [
      try rule("", "", "", "CHAVE2014_EQ4"), try rule("Pinus", "", "", "LAO_NFI_CF_MCB"),
      try rule("Pinus kesiya", "", "", "LAO_NFI_EF"), try rule("Pinaceae", "", "", "LAO_NFI_DD"),
      try rule("", "", "rich", "LAO_NFI_MDF"),
    ]
    for rules in [EquationRules(list), EquationRules(list.reversed())] {
      func id(_ species: String, _ family: String, _ stratum: String) -> String? {
        rules.place(species: species, family: family, growthForm: "", stratum: stratum)
          .map { rules.rules[$0].model.id }
      }
      #expect(id("PINUS  kesiya", "", "rich") == "LAO_NFI_EF")
      #expect(id("Pinus sp.", "Pinaceae", "rich") == "LAO_NFI_CF_MCB")
      #expect(id("Abies", "pinaceae", "rich") == "LAO_NFI_DD")
      #expect(id("Abies", "", "Rich") == "LAO_NFI_MDF")
      #expect(id("Pinusia", "", "") == "CHAVE2014_EQ4")
    }
  }

  @Test("each tree is computed as if it were alone, whatever its neighbours and its place")
  func alone() throws {
    let names = ["Schima", "Bambusa", "Pinus", "Caryota", "Rhizophora", ""]
    var rows: [(species: String, form: String, d: Double, h: Double)] = []
    for index in 0..<5_000 {
      let (d, h) = (5 + Double(index % 83), 4 + Double(index % 29))
      rows.append((names[index % names.count], "", d, h))
    }
    let settings = BiomassSettings(rules: .builtIn)
    let all = TreeBiomass(of: trees(rows), using: settings)
    let turned = TreeBiomass(of: trees(rows.reversed()), using: settings)
    #expect(Array(turned.agbKg.reversed()) == all.agbKg)
    #expect(Array(turned.equationRule.reversed()) == all.equationRule)
    #expect(all.models.map(\.id) == all.models.map(\.id).sorted() && all.models.count == 5)
    for index in stride(from: 0, to: rows.count, by: 97) {
      let one = TreeBiomass(of: trees([rows[index]]), using: settings)
      #expect(one.agbKg[0] == all.agbKg[index] && one.equation[0] == all.equation[index])
    }
  }

  @Test("with one equation the closed form gives the same bits in a table and alone")
  func bits() {
    var rows: [(species: String, form: String, d: Double, h: Double)] = []
    for index in 0..<300 {
      let (d, h) = (5 + Double(index) / 3, 3 + Double(index) / 10)
      rows.append(("X", "", d, h))
    }
    let biomass = TreeBiomass(of: trees(rows), using: BiomassSettings())
    for (index, row) in rows.enumerated() {
      let kg = AllometryCatalog.chave2014Eq4.agbKg(
        dbhCm: row.d, heightM: row.h, woodDensity: 0.55, stress: .nan)
      #expect(biomass.agbKg[index] == kg)
    }
  }

  @Test("statistics of a validation: nothing to compare is no number; order does not matter")
  func fit() {
    #expect(EquationFit(measuredKg: [], predictedKg: []).bias.isNaN)
    let measured = (1...1_000).map { Double($0) * 1.37 }
    let predicted = measured.map { $0 * (0.8 + $0.truncatingRemainder(dividingBy: 0.4)) }
    let fit = EquationFit(measuredKg: measured, predictedKg: predicted)
    #expect(
      fit == EquationFit(measuredKg: measured.reversed(), predictedKg: predicted.reversed()))
    let twice = EquationFit(measuredKg: [1, 3], predictedKg: [2, 6])
    #expect(twice.bias == 1 && twice.meanRelativeError == 1)
    #expect(relative(twice.rmsLn, 0.6931471805599453) < 1e-15)
    #expect(relative(twice.rmseKg, 5.0.squareRoot()) < 1e-15)
  }
}
