import CarbonStock
import ForestModel
import Foundation
import TestSupport
import Testing

private let agbOnly = PoolSettings(pools: [.agb])

/// Plots with a given mean and standard deviation: cosines, scaled.
private func plots(_ n: Int, mean: Double, sd: Double) -> [StockPerHa] {
  let z = (0..<n).map { cos(2 * .pi * (Double($0) + 0.5) / Double(n)) }
  let scale = (z.map { $0 * $0 }.reduce(0, +) / Double(n - 1)).squareRoot()
  return z.map { agbOnly.stock(agbMgPerHa: mean + sd * $0 / scale) }
}

private func stratum(_ name: String, _ n: Int, _ mean: Double, _ sd: Double) -> StratumStock {
  StratumStock(
    name: name, plots: plots(n, mean: mean, sd: sd), plotAreasHa: Array(repeating: 0.1, count: n))
}

@Suite("Stratified estimation")
struct StratifiedEstimatorTests {
  /// accounting.md 5, both examples: areas, n, means, SDs; mean, SE, df by both rules, half-width.
  @Test(
    "worked examples",
    arguments: [
      (
        [1200.0, 800, 500], [12, 10, 8], [185.0, 96, 41], [52.0, 38, 22],
        [127.720, 8.31405, 17.6849, 27, 14.1612]
      ),
      (
        [3200, 1500], [25, 15], [212.4, 88.9], [61.3, 29.7],
        [172.985, 8.69862, 27.9488, 38, 14.6656]
      ),
    ])
  func worked(
    areas: [Double], n: [Int], means: [Double], sds: [Double], expected: [Double]
  ) throws {
    let strata = n.indices.map { stratum("S\($0)", n[$0], means[$0], sds[$0]) }
    let land = areas.enumerated().map { (stratum: $0, areaHa: $1) }
    let satterthwaite = try #require(
      StratifiedEstimator(strata: strata, confidence: 0.9, rule: .satterthwaite).estimate(land))
    let classic = try #require(
      StratifiedEstimator(strata: strata, confidence: 0.9, rule: .nMinusM).estimate(land))
    #expect(relative(satterthwaite.perHa.agbMg, expected[0]) < 3e-6)
    #expect(relative(satterthwaite.agbSEMg, expected[1]) < 1e-6)
    // The printed df carry the finite population correction, which moves them by up to 5e-5.
    #expect(relative(satterthwaite.degreesOfFreedom, expected[2]) < 6e-5)
    #expect(classic.degreesOfFreedom == expected[3])
    let perMg = 0.47 * 44 / 12 * areas.reduce(0, +)
    #expect(relative(classic.halfWidthT / perMg, expected[4]) < 1e-5)
    if areas.count == 3 { #expect(relative(classic.co2eT, 550_260) < 3e-6) }
  }

  /// estimators/expected_stratified.json without finite population correction.
  @Test(
    "reference sample of five strata",
    .enabled(if: Place.hasReference, Comment(rawValue: needsReference)))
  func reference() throws {
    let folder = Place.reference + "/estimators"
    let areas = try csv(folder + "/strata.csv")
    let sample = try csv(folder + "/stratified_plots.csv")
    let value = try #require(
      sample.first?.keys.first { !["stratum", "plot_id", "plot", "id"].contains($0) })
    let strata = areas.map { row in
      let members = sample.filter { $0["stratum"] == row["stratum"] }
      return StratumStock(
        name: row["stratum"] ?? "",
        plots: members.map { agbOnly.stock(agbMgPerHa: $0.number(value)) },
        plotAreasHa: members.map { _ in 0.1 })
    }
    let land = areas.enumerated().map { (stratum: $0, areaHa: $1.number("area_ha")) }
    for (level, half) in [(0.90, 5.876712784677603), (0.95, 7.0516471601181)] {
      let estimate = try #require(
        StratifiedEstimator(strata: strata, confidence: level, rule: .satterthwaite).estimate(land))
      #expect(relative(estimate.perHa.agbMg, 102.042028602245) < 1e-9)
      #expect(relative(estimate.agbSEMg, 3.4931867244986576) < 1e-9)
      #expect(relative(estimate.degreesOfFreedom, 41.57985728321464) < 1e-9)
      let perMg = 0.47 * 44 / 12 * land.map(\.areaHa).reduce(0, +)
      #expect(relative(estimate.halfWidthT / perMg, half) < 1e-8)
    }
  }

  @Test("one stratum is a simple sample: s/sqrt(n), df n - 1")
  func oneStratum() throws {
    let estimate = try #require(
      StratifiedEstimator(
        strata: [stratum("A", 9, 100, 30)], confidence: 0.95, rule: .satterthwaite
      ).estimate([(0, 50)]))
    #expect(relative(estimate.agbSEMg, 10) < 1e-12)
    #expect(relative(estimate.degreesOfFreedom, 8) < 1e-12)
    // The parcel's own stock: the prediction interval of one more plot.
    let t = StudentT.twoSided(confidence: 0.95, df: 8)
    let own = t * 30 * (1 + 1.0 / 9).squareRoot() * 0.47 * 44 / 12 * 50
    #expect(relative(estimate.ownHalfWidthT, own) < 1e-12)
  }

  @Test("parcels that share strata: means add up, intervals do not")
  func sharedMeans() throws {
    let strata = [stratum("A", 12, 150, 40), stratum("B", 10, 60, 25)]
    let estimator = StratifiedEstimator(strata: strata, confidence: 0.9, rule: .nMinusM)
    let parcels: [[(stratum: Int, areaHa: Double)]] = [
      [(0, 10)], [(0, 5), (1, 5)], [(1, 20)], [(0, 3), (1, 17)],
    ]
    let each = try parcels.map { try #require(estimator.estimate($0)) }
    let total = try #require(estimator.estimate([(0, 18), (1, 42)]))
    #expect(relative(each.map(\.co2eT).reduce(0, +), total.co2eT) < 1e-12)
    let asIfIndependent = each.map { $0.co2eTotalSET * $0.co2eTotalSET }.reduce(0, +).squareRoot()
    #expect(total.co2eTotalSET > 1.2 * asIfIndependent)
    // One stratum only: the standard error of two parcels together is the plain sum.
    let a = try #require(estimator.estimate([(0, 10)]))
    let b = try #require(estimator.estimate([(0, 30)]))
    #expect(relative(3 * a.co2eTotalSET, b.co2eTotalSET) < 1e-12)
  }

  @Test("splitting a stratum of equal plots, or listing it twice, changes no mean")
  func splitting() throws {
    let one = StratifiedEstimator(
      strata: [stratum("A", 12, 150, 40)], confidence: 0.9, rule: .satterthwaite)
    let whole = try #require(one.estimate([(0, 30)]))
    let sameTwice = try #require(one.estimate([(0, 30), (0, 0)]))
    #expect(whole.co2eT == sameTwice.co2eT && whole.halfWidthT == sameTwice.halfWidthT)
  }

  @Test("factors: delta method, no interval without a standard error, infinite df")
  func factors() throws {
    let pools = PoolSettings()
    func stock(_ measure: StockFactor.Measure, _ value: Double, _ se: Double) -> StratumStock {
      StratumStock(
        name: "T",
        factor: StockFactor(
          stratum: "T", measure: measure, value: value, standardError: se, source: "test"),
        pools: pools)
    }
    let agb = stock(.agbMgPerHa, 100, 10)
    #expect(relative(agb.mean.co2eT, 100 * 1.2 * 0.47 * 44 / 12) < 1e-12)
    #expect(relative(agb.co2eVariance.squareRoot(), 10 * 1.2 * 0.47 * 44 / 12) < 1e-12)
    let carbon = stock(.carbonMgPerHa, 50, 5)
    #expect(carbon.mean.agbMg.isNaN)
    #expect(relative(carbon.mean.co2eT, 50 * 44.0 / 12) < 1e-12)
    let co2e = stock(.co2eTPerHa, 200, .nan)
    let estimator = StratifiedEstimator(
      strata: [agb, carbon, co2e, nil], confidence: 0.9, rule: .satterthwaite)
    let known = try #require(estimator.estimate([(0, 10), (1, 10)]))
    #expect(known.degreesOfFreedom.isInfinite)
    #expect(known.halfWidthT > 0 && known.ownHalfWidthT.isNaN)
    let unknown = try #require(estimator.estimate([(0, 10), (2, 10)]))
    #expect(unknown.halfWidthT.isNaN && unknown.co2eT > 0)
    #expect(estimator.estimate([(3, 1)]) == nil)
    #expect(estimator.estimate([]) == nil)
  }

  @Test("a parcel smaller than a plot gets no interval of its own")
  func tinyParcel() throws {
    let estimator = StratifiedEstimator(
      strata: [stratum("A", 12, 150, 40)], confidence: 0.9, rule: .satterthwaite)
    #expect(try #require(estimator.estimate([(0, 0.05)])).ownHalfWidthT.isNaN)
    #expect(!(try #require(estimator.estimate([(0, 0.2)])).ownHalfWidthT.isNaN))
  }

  @Test("equal plots: no variance, df falls back on n - 1, the interval is a point")
  func noVariance() throws {
    let same = StratumStock(
      name: "A", plots: Array(repeating: agbOnly.stock(agbMgPerHa: 80), count: 4),
      plotAreasHa: [0.1, 0.1, 0.1, 0.1])
    let estimate = try #require(
      StratifiedEstimator(strata: [same], confidence: 0.9, rule: .satterthwaite)
        .estimate([(0, 10)]))
    #expect(estimate.halfWidthT == 0)
    #expect(estimate.degreesOfFreedom == 3)
  }

  /// A known population of two strata, sampled 1,000 times: the 90 % interval of the total must hold
  /// the truth about 900 times, that of a further parcel's own stock likewise.
  @Test("intervals hold the truth as often as they say")
  func coverage() throws {
    var state: UInt64 = 20_261_121
    func uniform() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (Double(state >> 11) + 0.5) / 0x1p53
    }
    func normal() -> Double { (-2 * log(uniform())).squareRoot() * cos(2 * .pi * uniform()) }
    let truth = (0.6 * 150 + 0.4 * 60) * 0.47 * 44 / 12 * 100
    var held = 0
    var heldOwn = 0
    for _ in 0..<1_000 {
      func draw(_ n: Int, _ mean: Double, _ sd: Double) -> StratumStock {
        StratumStock(
          name: "", plots: (0..<n).map { _ in agbOnly.stock(agbMgPerHa: mean + sd * normal()) },
          plotAreasHa: Array(repeating: 0.1, count: n))
      }
      let estimator = StratifiedEstimator(
        strata: [draw(12, 150, 45), draw(8, 60, 25)], confidence: 0.9, rule: .satterthwaite)
      let total = try #require(estimator.estimate([(0, 60), (1, 40)]))
      if abs(total.co2eT - truth) <= total.halfWidthT { held += 1 }
      let one = try #require(estimator.estimate([(0, 1)]))
      let own = (150 + 45 * normal()) * 0.47 * 44 / 12
      if abs(one.co2eT - own) <= one.ownHalfWidthT { heldOwn += 1 }
    }
    #expect((870...930).contains(held), "held \(held) of 1,000")
    #expect((870...930).contains(heldOwn), "held \(heldOwn) of 1,000")
  }
}
