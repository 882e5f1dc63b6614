import CarbonStock
import ForestModel
import TestSupport
import Testing

@Suite("Mass balance of pools")
struct PoolBalanceTests {
  private static let all = Set(CarbonPool.allCases)

  private func measured(_ lying: Double, _ litter: Double, _ soil: Double) -> MeasuredPools {
    var pools = MeasuredPools()
    pools.lyingDeadWoodMg = lying
    pools.litterMg = litter
    pools.soilCarbonMg = soil
    return pools
  }

  /// Plots whose pools go their own ways; the last `without` have no litter.
  private func plots(_ n: Int, _ settings: PoolSettings, withoutLitter: Int = 0) -> [StockPerHa] {
    (0..<n).map { plot in
      let x = Double(plot)
      return settings.stock(
        agbMgPerHa: 60 + 37 * ((x * 7).truncatingRemainder(dividingBy: 5)),
        standingDeadMgPerHa: 1 + x / 3,
        measured: measured(
          4 + x.truncatingRemainder(dividingBy: 3), plot >= n - withoutLitter ? .nan : 9 - x / 2,
          70 + 5 * (x * 3).truncatingRemainder(dividingBy: 4)))
    }
  }

  @Test("pools of a plot add up; without further pools nothing changes")
  func plot() {
    let settings = PoolSettings(pools: Self.all)
    for stock in plots(9, settings) {
      #expect(relative(stock.carbonByPool.sum, stock.carbonMg) < 1e-14)
      #expect(relative(stock.co2eT, stock.carbonMg * 44 / 12) < 1e-14)
      #expect(stock.carbonByPool[.soil] >= 70)
      #expect(relative(stock.carbonByPool[.litter], 0.37 * stock.litterMg) < 1e-15)
    }
    let live = PoolSettings().stock(agbMgPerHa: 90)
    #expect(live.carbonMg == (90 + 18) * 0.47)
    #expect(live.carbonByPool[.deadWood].isNaN)
    let full = settings.stock(agbMgPerHa: 90, measured: measured(0, 0, 0))
    #expect(relative(full.carbonMg, live.carbonMg) < 1e-15)
  }

  @Test("a pool that was not measured is unknown, never zero")
  func unknown() {
    let settings = PoolSettings(pools: [.agb, .bgb, .litter])
    let stock = settings.stock(agbMgPerHa: 90)
    #expect(stock.carbonMg.isNaN && stock.co2eT.isNaN && stock.carbonByPool[.litter].isNaN)
    #expect(stock.agbMg == 90)
  }

  /// Cochran 1977, 5A.9, with the plots that have the pool.
  @Test("a pool measured on half of the plots of a post-stratum counts half the plots")
  func postStratum() throws {
    let settings = PoolSettings(pools: [.agb, .litter])
    let values = plots(8, settings, withoutLitter: 4)
    let sample = StratumSample(
      name: "1", plots: values, areasHa: values.map { _ in 0.1 })
    let stock = try #require(
      StratumStock(sample, by: .postStratum(weight: 0.5, plots: 16)))
    let known = values.map { $0.carbonByPool[.litter] }.filter { !$0.isNaN }
    #expect(known.count == 4)
    let mean = known.reduce(0, +) / 4
    let variance = known.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 3
    let expected = variance * (1 / (8 * 0.5) + 0.5 / (64 * 0.25)) * (44.0 / 12) * (44.0 / 12)
    #expect(relative(stock.co2eVarianceByPool[.litter], expected) < 1e-12)
  }

  @Test("standing dead trees bring their roots where roots are counted")
  func roots() {
    var settings = PoolSettings(pools: [.agb, .bgb, .deadWood], rootShoot: .value(0.25))
    let with = settings.stock(
      agbMgPerHa: 100, standingDeadMgPerHa: 8, measured: measured(2, .nan, .nan))
    #expect(with.deadWoodMg == 8 * 1.25 + 2)
    settings.pools = [.agb, .deadWood]
    let without = settings.stock(
      agbMgPerHa: 100, standingDeadMgPerHa: 8, measured: measured(2, .nan, .nan))
    #expect(without.deadWoodMg == 10)
  }

  @Test("default shares are of the carbon of live trees")
  func shares() throws {
    var settings = PoolSettings(
      pools: [.agb, .bgb, .deadWood, .litter], rootShoot: .value(0.246))
    settings.defaults = [
      .deadWood: try #require(DeadMatterDefault("tropical-lowland-wet")),
      .litter: try #require(DeadMatterDefault("tropical-lowland-wet")),
    ]
    let stock = settings.stock(agbMgPerHa: 150, standingDeadMgPerHa: 50)
    #expect(relative(stock.co2eT, 322.091 * 1.07) < 5.1e-6)
    #expect(relative(stock.carbonByPool.sum, stock.carbonMg) < 1e-14)
    // The error of a factor goes through the shares too.
    let factor = StockFactor(
      stratum: "1", measure: .agbMgPerHa, value: 150, standardError: 10, source: "x")
    let stratum = StratumStock(name: "1", factor: factor, pools: settings)
    let perMg = 1.246 * 0.47 * 44 / 12 * 1.07
    #expect(relative(stratum.co2eVariance.squareRoot(), 10 * perMg) < 1e-12)
    #expect(relative(stratum.mean.carbonByPool.sum, stratum.mean.carbonMg) < 1e-14)
  }

  @Test("two fractions for two pools of live trees")
  func fractions() throws {
    var settings = PoolSettings(rootShoot: .value(0.5))
    settings.fractions[.bgb] = CarbonFraction(stated: 0.4)
    #expect(relative(settings.stock(agbMgPerHa: 100).carbonMg, 47 + 20) < 1e-14)
    #expect(settings.parameters.count == PoolSettings(rootShoot: .value(0.5)).parameters.count + 1)
  }

  @Test("the variance is that of the plot totals: covariance between pools is in it")
  func covariance() {
    let settings = PoolSettings(pools: Self.all)
    let plots = plots(9, settings)
    let stratum = StratumStock(
      name: "1", plots: plots, plotAreasHa: Array(repeating: 0.1, count: plots.count))
    let totals = SampleMoments(plots.map(\.co2eT))
    #expect(stratum.mean.co2eT == totals.mean)
    #expect(stratum.co2eVariance == totals.varianceOfMean)
    #expect(stratum.degreesOfFreedom == 8)
    let sum = CarbonPool.allCases.map { stratum.co2eVarianceByPool[$0] }.reduce(0, +)
    #expect(relative(sum, stratum.co2eVariance) > 0.01)
    #expect(relative(stratum.mean.carbonByPool.sum, stratum.mean.carbonMg) < 1e-13)
    let shuffled = StratumStock(
      name: "1", plots: plots.reversed(), plotAreasHa: Array(repeating: 0.1, count: plots.count))
    #expect(shuffled.co2eVariance == stratum.co2eVariance)
    #expect(shuffled.mean == stratum.mean)
  }

  @Test("a pool of a sub-sample: its mean, and its error added in full")
  func subSample() {
    let settings = PoolSettings(pools: [.agb, .bgb, .litter])
    let plots = plots(9, settings, withoutLitter: 4)
    let stratum = StratumStock(
      name: "1", plots: plots, plotAreasHa: Array(repeating: 0.1, count: plots.count))
    let live = SampleMoments(
      plots.map { ($0.carbonByPool[.agb] + $0.carbonByPool[.bgb]) * 44 / 12 })
    let litter = SampleMoments(plots.prefix(5).map { $0.carbonByPool[.litter] * 44 / 12 })
    #expect(relative(stratum.mean.co2eT, live.mean + litter.mean) < 1e-13)
    let error = live.varianceOfMean.squareRoot() + litter.varianceOfMean.squareRoot()
    #expect(relative(stratum.co2eVariance.squareRoot(), error) < 1e-13)
    #expect(relative(stratum.mean.co2eT, stratum.mean.carbonMg * 44 / 12) < 1e-13)
    #expect(stratum.degreesOfFreedom == 4)
    #expect(stratum.plotCount == 9 && stratum.plotCountByPool[.litter] == 5)
    // With all plots measured the rule is never used, and the error no larger than by it.
    let whole = StratumStock(
      name: "1", plots: self.plots(9, settings), plotAreasHa: Array(repeating: 0.1, count: 9))
    let parts = CarbonPool.allCases.map { whole.co2eVarianceByPool[$0] }
      .filter { !$0.isNaN }.map { $0.squareRoot() }.reduce(0, +)
    #expect(whole.co2eVariance.squareRoot() <= parts)
  }

  @Test("the total's pools add up, also beside a factor that splits nothing")
  func total() throws {
    let settings = PoolSettings(pools: Self.all)
    let factor = StockFactor(
      stratum: "2", measure: .co2eTPerHa, value: 220, standardError: 15, source: "x")
    let strata = [
      StratumStock(
        name: "1", plots: plots(6, settings), plotAreasHa: Array(repeating: 0.1, count: 6)),
      StratumStock(name: "2", factor: factor, pools: settings),
    ]
    let total = try #require(
      StratifiedEstimator(strata: strata, confidence: 0.9, rule: .satterthwaite)
        .estimate([(0, 300), (1, 100)]))
    #expect(relative(total.perHa.carbonByPool.sum, total.perHa.carbonMg) < 1e-13)
    #expect(relative(total.perHa.carbonByPool.notSplit, 220 * 12 / 44 / 4) < 1e-13)
    #expect(relative(total.co2eSEByPool.notSplit, 15.0 / 4) < 1e-13)
    #expect(total.co2eSEByPool[.soil] > 0)
  }
}
