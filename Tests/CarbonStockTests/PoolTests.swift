import CarbonStock
import ForestModel
import TestSupport
import Testing

/// Half a unit of the sixth significant digit, the precision of the printed values.
private let printed = 5.1e-6

/// Rule, above-ground biomass in Mg/ha, ratio (accounting.md 1.3).
private let ratios: [(String, Double, Double)] = [
  ("ar-tool14", 60.0, 0.249170), ("ar-tool14", 150, 0.232750),
  ("ipcc2019-rainforest-natural", 124.9, 0.207), ("ipcc2019-rainforest-natural", 125, 0.212),
  ("ipcc2019-rainforest-planted", 10, 0.325), ("ipcc2019-rainforest-planted", 300, 0.325),
  ("ipcc2019-moist-deciduous-natural", 10, 0.323),
  ("ipcc2019-moist-deciduous-natural", 300, 0.246),
  ("ipcc2019-moist-deciduous-planted", 10, 0.323),
  ("ipcc2019-moist-deciduous-planted", 300, 0.246),
  ("ipcc2019-dry-natural", 10, 0.386), ("ipcc2019-dry-natural", 300, 0.362),
  ("ipcc2019-dry-planted", 10, 0.386), ("ipcc2019-dry-planted", 300, 0.362),
  ("ipcc2019-subtropical-humid-natural", 10, 0.230),
  ("ipcc2019-subtropical-humid-natural", 300, 0.246),
  ("ipcc2019-subtropical-humid-planted", 10, 0.230),
  ("ipcc2019-subtropical-humid-planted", 300, 0.246),
  ("ipcc2019-subtropical-dry-natural", 10, 0.440),
  ("ipcc2019-subtropical-dry-natural", 300, 0.440),
  ("winrock-tropical", 60, 12.9237 / 60), ("winrock-tropical", 150, 29.0407 / 150),
  ("vmd0001-rainforest", 124.9, 0.20), ("vmd0001-rainforest", 125.1, 0.24),
  ("vmd0001-tropical-dry", 19.9, 0.56), ("vmd0001-tropical-dry", 20.1, 0.28),
  ("vmd0001-subtropical-humid", 124.9, 0.20), ("vmd0001-subtropical-humid", 125.1, 0.24),
  ("vmd0001-subtropical-dry", 19.9, 0.56), ("vmd0001-subtropical-dry", 20.1, 0.28),
  ("ar-tool14-baseline-trees", 60, 0.25), ("ar-tool14-shrubs", 60, 0.40),
  ("gs403-project", 60, 0.2), ("gs403-baseline-trees", 60, 0.8),
  ("gs403-baseline-non-tree", 60, 4),
  ("mokany2006_r26", 60, 0.26),
]

@Suite("Below-ground biomass, carbon fractions, volumes")
struct PoolTests {
  /// accounting.md 1.3: every rule, on both sides of its own limit.
  @Test(
    "root:shoot rules of all standards", arguments: ratios)
  func rootShoot(id: String, agb: Double, expected: Double) throws {
    let rule = try #require(RootShootRule(id))
    #expect(relative(rule.ratio(agbMgPerHa: agb), expected) < printed)
    #expect(rule.ratio(agbMgPerHa: 0) == 0)
    #expect(rule.bgbMgPerHa(agbMgPerHa: 0) == 0)
    #expect(rule.ratio(agbMgPerHa: .nan).isNaN)
    #expect(!rule.parameters.isEmpty)
  }

  @Test("every rule has one name, and finds itself by it")
  func names() {
    #expect(Set(RootShootRule.named.map { $0.id.lowercased() }).count == RootShootRule.named.count)
    for rule in RootShootRule.named { #expect(RootShootRule(rule.id) == rule) }
  }

  @Test("rules that stand for the same equation agree")
  func twins() throws {
    for (one, other) in [
      ("ar-tool14", "CAIRNS1997_EQ1"), ("winrock-tropical", "CAIRNS1997_TROPICAL"),
    ] {
      let (a, b) = (try #require(RootShootRule(one)), try #require(RootShootRule(other)))
      for agb in [1.0, 60, 150, 400] {
        #expect(relative(a.bgbMgPerHa(agbMgPerHa: agb), b.bgbMgPerHa(agbMgPerHa: agb)) < 1e-12)
      }
    }
    // Zones of the Sourcebook: the shift stands inside the exponent.
    let zones = try ["tropical", "boreal", "temperate"].map {
      try #require(RootShootRule("winrock-" + $0)).bgbMgPerHa(agbMgPerHa: 100)
    }
    #expect(relative(zones[1] / zones[0], 1.206109) < 1e-6)
    #expect(relative(zones[2] / zones[0], 1.328432) < 1e-6)
  }

  @Test("a factor's error goes through the slope of the rule")
  func slope() throws {
    for id in ["ar-tool14", "MOKANY2006_EQ1", "winrock-tropical", "gs403-project"] {
      let pools = PoolSettings(rootShoot: try #require(RootShootRule(id)))
      let factor = StockFactor(
        stratum: "1", measure: .agbMgPerHa, value: 100, standardError: 1e-3, source: "x")
      let stock = StratumStock(name: "1", factor: factor, pools: pools)
      let step = pools.stock(agbMgPerHa: 100.001).co2eT - pools.stock(agbMgPerHa: 100).co2eT
      #expect(relative(stock.co2eVariance.squareRoot(), step) < 1e-4)
    }
  }

  /// accounting.md 1.1.
  @Test("carbon to carbon dioxide")
  func chain() {
    #expect(relative(Quantity<Carbon>(100).co2e.value, 366.667) < printed)
    for (agb, ratio, carbon, co2e) in [
      (150.0, 0.246, 87.8430, 322.091), (90, 0.207, 51.0561, 187.206),
    ] {
      let stock = PoolSettings(rootShoot: .value(ratio)).stock(agbMgPerHa: agb)
      #expect(relative(stock.carbonMg, carbon) < printed)
      #expect(relative(stock.co2eT, co2e) < printed)
    }
  }

  /// accounting.md 1.2 and section 0 item 9: each standard has its own fraction, or none.
  @Test("carbon fractions per pool and standard")
  func fractions() {
    func value(_ set: CarbonFractionSet, _ pool: CarbonPool) -> Double? {
      set.fractions[pool]?.value
    }
    for set in CarbonFractionSet.allCases {
      #expect(value(set, .agb) == 0.47)
      #expect(value(set, .bgb) == 0.47)
      #expect(value(set, .soil) == nil)
    }
    #expect(value(.vcs, .deadWood) == 0.47)
    #expect(value(.arTool12, .deadWood) == 0.5)
    #expect(value(.gs403, .deadWood) == nil)
    #expect(value(.vcs, .litter) == 0.37)
    #expect(value(.gs403, .litter) == nil)
    #expect(CarbonFractionSet.gs403.nonTree?.value == 0.4)
    #expect(CarbonFractionSet.ipcc.fractions[.deadWood]?.confirmed == false)
    for wrong in [47, 0, -0.4, 0.61, .nan] { #expect(CarbonFraction(stated: wrong) == nil) }
  }

  /// accounting.md 1.4.
  @Test("volume to biomass")
  func volumes() {
    for (volume, ratio, bcef, agb, all, carbon, co2e) in [
      (110.0, 0.246, 1.5, 165.0, 205.590, 96.6273, 354.300),
      (45, 0.323, 2.05, 92.25, 122.047, 57.3620, 210.327),
    ] {
      let stock = Quantity<WoodVolume>(volume)
      #expect(VolumeToBiomass.growth.stock(stock) == bcef)
      let above = VolumeToBiomass.biomass(stock, bcef: bcef)
      #expect(relative(above.value, agb) < printed)
      #expect(relative((above * (1 + ratio)).value, all) < printed)
      #expect(relative((above * (1 + ratio)).carbon(fraction: 0.47).value, carbon) < printed)
      #expect(relative((above * (1 + ratio)).carbon(fraction: 0.47).co2e.value, co2e) < printed)
    }
    let fraction = CarbonFractionSet.gs403.fractions[.agb]
    let project = fraction.map { ExpansionDefaults.gs403Project.co2e(.init(180), fraction: $0) }
    let baseline = fraction.map { ExpansionDefaults.gs403Baseline.co2e(.init(6), fraction: $0) }
    #expect(relative(project?.value ?? .nan, 122.839) < printed)
    #expect(relative(baseline?.value ?? .nan, 45.5994) < printed)
  }

  @Test("factors of volume: classes, removals, and not confirmed")
  func classes() {
    let table = VolumeToBiomass.growth
    let limits: [(Double, Double)] = [
      (0, 9), (10, 9), (10.1, 4), (20, 4), (40, 2.8), (60, 2.05), (80, 1.7), (120, 1.5),
      (200, 1.3), (200.1, 0.95), (900, 0.95),
    ]
    for (volume, factor) in limits { #expect(table.stock(.init(volume)) == factor) }
    let removals = [5, 15, 30, 50, 70, 100, 150, 300].map { table.removals(.init($0)) }
    for (value, text) in zip(removals, [10.0, 4.44, 3.11, 2.28, 1.89, 1.67, 1.44, 1.06]) {
      #expect(abs(value - text) < 0.006)
    }
    #expect(!table.parameter(.init(50)).confirmed)
    #expect(!VolumeToBiomass.growthOfConifers.confirmed)
    #expect(VolumeToBiomass.growthOfConifers.values.count == BCEFTable.upperLimits.count + 1)
  }

  @Test(
    "harvested wood: shares add up, half is left after the half-life, nothing is lost from sight")
  func harvested() throws {
    let fraction = try #require(CarbonFractionSet.ipcc.fractions[.agb])
    let carbon = HarvestedWood.extracted(.init(100), density: 0.5, fraction: fraction)
    #expect(relative(carbon.value, 23.5) < 1e-12)
    let (products, waste) = try #require(
      HarvestedWood.entering(carbon, shares: [.sawnWood: 0.4, .paper: 0.25]))
    let together = products.values.map(\.value).reduce(waste.value, +)
    #expect(relative(together, carbon.value) < 1e-12)
    #expect(HarvestedWood.entering(carbon, shares: [.sawnWood: 0.9, .paper: 0.2]) == nil)
    #expect(HarvestedWood.entering(carbon, shares: [.sawnWood: -0.1]) == nil)

    for product in WoodProduct.allCases {
      #expect(product.parameters.allSatisfy { !$0.confirmed })
      var pool = try #require(
        HarvestedWoodPool(halfLifeYears: product.halfLifeYears, stock: .init(80)))
      var left = 0.0
      for _ in 0..<Int(product.halfLifeYears) { left += pool.advance(inflow: .init(0)).value }
      #expect(relative(pool.stock.value, 40) < 1e-12)
      #expect(relative(left + pool.stock.value, 80) < 1e-12)
      // A steady inflow ends in inflow over decay.
      for _ in 0..<2_000 { pool.advance(inflow: .init(1)) }
      #expect(relative(pool.stock.value, 1 / pool.decayPerYear) < 1e-9)
      #expect(relative(pool.advance(inflow: .init(1)).value, 1) < 1e-9)
    }
    #expect(HarvestedWoodPool(halfLifeYears: 0) == nil)
    #expect(HarvestedWoodPool(halfLifeYears: .nan) == nil)
  }
}
