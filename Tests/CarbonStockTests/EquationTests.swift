import CarbonStock
import ForestModel
import TestSupport
import Testing

@Suite("Equations")
struct EquationTests {
  /// Published check values of the three equations at hand.
  @Test(
    "published values",
    arguments: [
      ("CHAVE2014_EQ4", 10.0, 9.0, 0.5, Double.nan, 26.15474425),
      ("CHAVE2014_EQ4", 25, 16, 0.58, .nan, 317.0449105),
      ("CHAVE2014_EQ4", 50, 22, 0.7, .nan, 2011.058649),
      ("CHAVE2014_EQ7", 10, .nan, 0.5, 0.1, 30.54410033),
      ("CHAVE2014_EQ7", 25, .nan, 0.58, 0.3, 289.1086663),
      ("CHAVE2014_EQ7", 50, .nan, 0.7, 0.5, 1572.049437),
      ("REJOU2017_EQ7MOD", 10, .nan, 0.5, 0.1, 31.18723011),
      ("REJOU2017_EQ7MOD", 25, .nan, 0.58, 0.3, 306.5597413),
      ("REJOU2017_EQ7MOD", 50, .nan, 0.7, 0.5, 1684.083954),
    ])
  func published(id: String, d: Double, h: Double, wd: Double, e: Double, kg: Double) throws {
    let model = try #require(AllometryCatalog.model(named: id.lowercased()))
    #expect(relative(model.agbKg(dbhCm: d, heightM: h, woodDensity: wd, stress: e), kg) < 1e-9)
  }

  @Test("more diameter, height or wood density is more biomass")
  func monotone() {
    for model in AllometryCatalog.all {
      var last = 0.0
      for step in 0...100 {
        let d = 5 + Double(step) * 2
        let kg = model.agbKg(dbhCm: d, heightM: 20, woodDensity: 0.6, stress: 0.1)
        #expect(kg > last)
        #expect(model.agbKg(dbhCm: d, heightM: 20, woodDensity: 0.61, stress: 0.1) > kg)
        last = kg
      }
    }
  }

  @Test("a missing input is a missing result, never zero")
  func missing() {
    let model = AllometryCatalog.chave2014Eq4
    #expect(model.agbKg(dbhCm: 20, heightM: .nan, woodDensity: 0.5, stress: 0).isNaN)
    #expect(model.agbKg(dbhCm: 20, heightM: 10, woodDensity: .nan, stress: 0).isNaN)
  }

  /// accounting.md 1.3.
  @Test(
    "root:shoot rules",
    arguments: [
      ("ar-tool14", 60.0, 14.9502), ("ar-tool14", 150, 34.9125),
      ("ipcc2006-moist-deciduous", 124.999, 24.9998), ("ipcc2006-moist-deciduous", 125, 30),
      ("ipcc2019-moist-deciduous-natural", 150, 36.9), ("ipcc2019-rainforest-natural", 90, 18.63),
      ("0.246", 150, 36.9), ("0.2", 0, 0),
    ])
  func rootShoot(rule: String, agb: Double, bgb: Double) throws {
    let found = try #require(RootShootRule(rule))
    #expect(relative(found.bgbMgPerHa(agbMgPerHa: agb), bgb) < 2e-6)
    #expect(!found.parameters.isEmpty)
  }

  @Test("words that are no rule", arguments: ["", "ipcc", "-1", "nan", "9"])
  func noRule(text: String) { #expect(RootShootRule(text) == nil) }

  /// accounting.md 3.
  @Test("slope", arguments: [(20.0, 25.0, 0.113890), (15.0, 30.0, 0.0612157)])
  func slope(radius: Double, degrees: Double, hectares: Double) {
    let area = PlotExpansion.horizontalAreaHa(
      areaHa: .pi * radius * radius / 10_000, slopeDeg: degrees)
    #expect(relative(area, hectares) < 5e-6)
  }

  @Test("wood density: species, then genus, then family")
  func woodDensity() throws {
    var table = WoodDensityTable()
    table.add(species: "Schima wallichii", genus: "", family: "", value: 0.558)
    table.add(species: "Schima superba", genus: "", family: "", value: 0.6)
    table.add(species: "", genus: "Machilus", family: "", value: 0.49)
    table.add(species: "", genus: "", family: "Lauraceae", value: 0.5)
    #expect(table.value(of: " schima  WALLICHII ")?.value == 0.558)
    #expect(table.value(of: "Schima wallichii")?.level == .species)
    #expect(table.value(of: "Schima sp.")?.level == .genus)
    #expect(relative(try #require(table.value(of: "Schima sp.")).value, 0.579) < 1e-12)
    #expect(table.value(of: "Machilus bonii")?.value == 0.49)
    #expect(table.value(of: "Chưa biết") == nil)
    #expect(table.value(of: "Phoebe", family: "Lauraceae")?.level == .family)
  }
}
