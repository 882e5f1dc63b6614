import CarbonStock
import ForestModel
import Foundation
import TestSupport
import Testing

/// Values with exactly this mean and standard deviation (n - 1): cosines, scaled.
func sample(_ n: Int, mean: Double, sd: Double) -> [Double] {
  let z = (0..<n).map { cos(2 * .pi * (Double($0) + 0.5) / Double(n)) }
  let scale = (z.map { $0 * $0 }.reduce(0, +) / Double(n - 1)).squareRoot()
  return z.map { mean + sd * $0 / scale }
}

@Suite("Estimators: worked examples of the reference")
struct EstimatorExampleTests {
  /// accounting.md 4: the tool's own example, mean 45.328, n 34, s 12.776.
  @Test("simple random sample of AR-TOOL14")
  func simple() {
    let estimate = MeanEstimate(simple: sample(34, mean: 45.328, sd: 12.776))
    #expect(relative(estimate.standardError, 2.19107) < 3e-6)
    #expect(estimate.degreesOfFreedom == 33)
    let half = estimate.halfWidth(confidence: 0.9)
    #expect(relative(half, 3.70807) < 2e-6)
    #expect(relative(100 * half / estimate.mean, 8.18054) < 2e-6)
  }

  /// accounting.md 5, ex. 1 and 2 with finite population correction: N = area / plot size.
  @Test("strata with finite population correction")
  func finiteStrata() {
    let n = [12, 10, 8]
    let areas = [1200.0, 800, 500]
    let parts = zip(zip(n, areas), zip([185.0, 96, 41], [52.0, 38, 22])).map { size, moments in
      (
        weight: size.1 / 2500,
        estimate: MeanEstimate(
          simple: sample(size.0, mean: moments.0, sd: moments.1), populationSize: size.1 / 0.05)
      )
    }
    let estimate = MeanEstimate(strata: parts, rule: .satterthwaite)
    #expect(relative(estimate.degreesOfFreedom, 17.6849) < 3e-6)
    // 11.29591 by its own formula; the reference rounds it upwards.
    #expect(relative(100 * estimate.halfWidth(confidence: 0.90) / estimate.mean, 11.2960) < 1e-5)
    #expect(relative(100 * estimate.halfWidth(confidence: 0.95) / estimate.mean, 13.6899) < 5e-6)
    let two = [(25, 3200.0, 212.4, 61.3), (15, 1500, 88.9, 29.7)].map { n, area, mean, sd in
      (
        weight: area / 4700,
        estimate: MeanEstimate(simple: sample(n, mean: mean, sd: sd), populationSize: area / 0.1)
      )
    }
    let second = MeanEstimate(strata: two, rule: .satterthwaite)
    #expect(relative(second.mean, 172.985) < 3e-6)
    #expect(relative(second.degreesOfFreedom, 27.9488) < 3e-6)
    #expect(MeanEstimate(strata: two, rule: .nMinusM).degreesOfFreedom == 38)
  }

  @Test(
    "finite population correction",
    arguments: [
      (18.0, 10, 40.0, 5.69210, 4.92950), (55, 30, 200, 10.0416, 9.25788),
    ])
  func finite(sd: Double, n: Int, size: Double, without: Double, with: Double) {
    let values = sample(n, mean: 100, sd: sd)
    #expect(relative(MeanEstimate(simple: values).standardError, without) < 4e-6)
    let corrected = MeanEstimate(simple: values, populationSize: size)
    #expect(relative(corrected.standardError, with) < 4e-6)
    #expect(MeanEstimate(simple: values, populationSize: Double(n)).variance == 0)
    #expect(MeanEstimate(simple: values, populationSize: Double(n) - 1).variance.isNaN)
  }

  @Test(
    "ratio of means for unequal plots",
    arguments: [
      (
        [0.05, 0.05, 0.04, 0.05, 0.03, 0.05, 0.02, 0.05],
        [9.1, 7.4, 6.6, 8.8, 3.9, 10.2, 2.6, 6.9], 163.235, 9.46169, 159.125
      ),
      ([0.1, 0.1, 0.08, 0.1, 0.06], [21, 15.5, 14.8, 18.2, 7.9], 175.909, 12.4328, 172.733),
    ])
  func ratio(
    areas: [Double], totals: [Double], expected: Double, se: Double, meanOfRatios: Double
  ) throws {
    let ratio = try #require(RatioOfMeans(totals: totals, sizes: areas)).estimate
    #expect(relative(ratio.mean, expected) < 3e-6)
    #expect(relative(ratio.standardError, se) < 4e-6)
    #expect(ratio.degreesOfFreedom == Double(areas.count - 1))
    let simple = MeanEstimate(simple: zip(totals, areas).map { $0 / $1 })
    #expect(relative(simple.mean, meanOfRatios) < 3e-6)
  }

  @Test("clusters: ratio to size, df clusters - 1, design effect")
  func clusters() throws {
    let first: [[Double]] = [
      [120, 135, 98, 110], [80, 95, 70], [150, 160, 142, 171], [60, 88, 75, 66], [101, 99, 120],
    ]
    let second: [[Double]] = [
      [10, 14, 12, 11], [22, 19, 25, 20], [15, 15, 18, 13], [9, 12, 8, 10], [17, 21, 16, 19],
      [13, 11, 15, 14],
    ]
    func take(_ clusters: [[Double]]) throws -> ClusterSample {
      try #require(
        ClusterSample(
          values: clusters.flatMap { $0 },
          clusters: clusters.indices.flatMap { c in clusters[c].map { _ in "c\(c)" } }))
    }
    let one = try take(first)
    #expect(relative(one.estimate.mean, 107.778) < 3e-6)
    #expect(relative(one.estimate.standardError, 15.7357) < 4e-6)
    #expect(relative(one.asIfIndependent.standardError, 7.83763) < 4e-6)
    #expect(one.estimate.degreesOfFreedom == 4 && one.clusterCount == 5)
    let two = try take(second)
    #expect(relative(two.estimate.mean, 14.9583) < 4e-6)
    #expect(relative(two.estimate.standardError, 1.77061) < 4e-6)
    #expect(relative(two.designEffect, 3.83751) < 2e-6)
    #expect(two.estimate.degreesOfFreedom == 5)
  }

  /// accounting.md 4: 8 of 60 plots, made to have exactly the printed moments.
  @Test("double sampling of AR-TOOL14, equations 18 and 19")
  func doubleSampling() throws {
    let (rho, beta, variance) = (0.996736, 2.858, 3039.70)
    let sx = rho * variance.squareRoot() / beta
    let x = sample(8, mean: 49.5, sd: sx)
    // Departures that are orthogonal to x: cosines of another frequency.
    let e = (0..<8).map { cos(4 * .pi * (Double($0) + 0.5) / 8) }
    let spread = (e.map { $0 * $0 }.reduce(0, +) / 7).squareRoot()
    let rest = (variance * (1 - rho * rho)).squareRoot()
    let y = zip(x, e).map { 115.375 + beta * ($0 - 49.5) + rest * $1 / spread }
    let others = (47.2 * 60 - x.reduce(0, +)) / 52
    let result = try #require(
      DoubleSample(y: y, x: x, firstPhase: x + Array(repeating: others, count: 52)))
    #expect(relative(result.correlation, rho) < 1e-9)
    #expect(relative(result.slope, beta) < 1e-9)
    #expect(relative(result.share, 8.0 / 60) < 1e-12)
    #expect(relative(result.estimate.mean, 108.802) < 5e-6)
    #expect(relative(result.variance, 422.464) < 1e-5)
    #expect(relative(result.estimate.standardError, 7.26691) < 5e-6)
    #expect(result.estimate.degreesOfFreedom == 6)
  }

  @Test(
    "map corrected by plots: difference",
    arguments: [
      (
        112.4, [150.0, 88, 40, 120, 200, 60, 95, 170, 30, 110],
        [162.0, 80, 35, 131, 190, 72, 88, 182, 28, 118], 114.700, 2.99277, 18.2423, 37.1547
      ),
      (
        96.0, [12, 55, 130, 240, 80, 33], [20, 50, 118, 255, 91, 30], 98.3333, 4.30245, .nan, .nan
      ),
    ])
  func difference(
    mapMean: Double, map: [Double], field: [Double], mean: Double, se: Double, alone: Double,
    efficiency: Double
  ) throws {
    let result = try #require(
      MapEstimator(.difference, field: field, map: map, mapMean: mapMean))
    #expect(relative(result.estimate.mean, mean) < 4e-6)
    #expect(relative(result.estimate.standardError, se) < 4e-6)
    if alone.isNaN { return }
    #expect(relative(result.intercept, 2.3) < 1e-9)
    let simple = MeanEstimate(simple: field)
    #expect(relative(simple.standardError, alone) < 4e-6)
    #expect(relative(result.estimate.relativeEfficiency(over: simple), efficiency) < 4e-6)
  }
}

@Suite(
  "Estimators: reference cases",
  .enabled(if: Place.hasReference, Comment(rawValue: needsReference)))
struct EstimatorReferenceTests {
  private func json(_ name: String) throws -> [String: Any] {
    let data = try Data(contentsOf: URL(filePath: Place.reference + "/estimators/" + name))
    return try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  @Test("map of 12,000 units and 90 plots, every key", arguments: ["with_fpc", "without_fpc"])
  func modelAssisted(key: String) throws {
    let folder = Place.reference + "/estimators"
    let all = try json("expected_model_assisted.json")
    let expected = try #require(all[key] as? [String: Double])
    func wanted(_ name: String) -> Double { expected[name] ?? .nan }
    let units = try csv(folder + "/map_units.csv").map { $0.number("map_agb") }
    let plots = try csv(folder + "/plots.csv")
    let (x, y) = (plots.map { $0.number("map_agb") }, plots.map { $0.number("plot_agb") })
    let mapMean = SampleMoments(units).mean
    #expect(relative(mapMean, all["map_mean"] as? Double ?? .nan) < 1e-9)
    let size = key == "with_fpc" ? Double(units.count) : .infinity
    let simple = MeanEstimate(simple: y, populationSize: size)
    #expect(relative(simple.mean, wanted("srs_mean")) < 1e-9)
    #expect(relative(simple.standardError, wanted("srs_se")) < 1e-9)
    func fit(_ model: MapModel) throws -> MapEstimator {
      try #require(
        MapEstimator(model, field: y, map: x, mapMean: mapMean, populationSize: size))
    }
    let difference = try fit(.difference)
    #expect(relative(difference.estimate.mean, wanted("diff_mean")) < 1e-9)
    #expect(relative(difference.estimate.standardError, wanted("diff_se")) < 1e-9)
    #expect(
      relative(
        difference.estimate.relativeEfficiency(over: simple),
        wanted("relative_efficiency_diff")) < 1e-9)
    let greg = try fit(.regression)
    #expect(relative(greg.intercept, wanted("greg_b0")) < 1e-9)
    #expect(relative(greg.slope, wanted("greg_b1")) < 1e-9)
    #expect(relative(greg.estimate.mean, wanted("greg_mean")) < 1e-9)
    #expect(relative(greg.textbookVariance.squareRoot(), wanted("greg_se_n1")) < 1e-9)
    #expect(relative(greg.estimate.standardError, wanted("greg_se_n2")) < 1e-9)
    #expect(greg.estimate.degreesOfFreedom == 88)
    #expect(
      relative(
        greg.estimate.relativeEfficiency(over: simple), wanted("relative_efficiency_greg")) < 1e-9)
    let ratio = try fit(.ratio)
    #expect(relative(ratio.slope, wanted("ratio")) < 1e-9)
    #expect(relative(ratio.estimate.mean, wanted("ratio_mean")) < 1e-9)
    #expect(relative(ratio.estimate.standardError, wanted("ratio_se")) < 1e-9)
  }

  @Test("five strata with and without finite population correction", arguments: [0.90, 0.95])
  func stratified(level: Double) throws {
    let folder = Place.reference + "/estimators"
    let all = try json("expected_stratified.json")
    let areas = try csv(folder + "/strata.csv")
    let plots = try csv(folder + "/stratified_plots.csv")
    let land = areas.reduce(0) { $0 + $1.number("area_ha") }
    for key in ["with_fpc", "without_fpc"] {
      let level90 = try #require(all["conf_\(Int(level * 100))"] as? [String: Any])
      let expected = try #require(level90[key] as? [String: Double])
      func wanted(_ name: String) -> Double { expected[name] ?? .nan }
      let parts = areas.map { row in
        (
          weight: row.number("area_ha") / land,
          estimate: MeanEstimate(
            simple: plots.filter { $0["stratum"] == row["stratum"] }.map { $0.number("y") },
            populationSize: key == "with_fpc" ? row.number("n_units") : .infinity)
        )
      }
      let estimate = MeanEstimate(strata: parts, rule: .satterthwaite)
      #expect(relative(estimate.mean, wanted("mean")) < 1e-9)
      #expect(relative(estimate.variance, wanted("variance")) < 1e-9)
      #expect(relative(estimate.standardError, wanted("se")) < 1e-9)
      #expect(relative(estimate.degreesOfFreedom, wanted("df_satterthwaite")) < 1e-9)
      let df = estimate.degreesOfFreedom
      #expect(relative(StudentT.twoSided(confidence: level, df: df), wanted("t")) < 1e-8)
      #expect(
        relative(
          StudentT.twoSided(confidence: level, df: df.rounded(.down)), wanted("t_df_floor"))
          < 1e-8)
      let half = estimate.halfWidth(confidence: level)
      #expect(relative(half, wanted("half_width")) < 1e-8)
      #expect(relative(estimate.mean - half, wanted("ci_low")) < 1e-8)
      #expect(relative(estimate.mean + half, wanted("ci_high")) < 1e-8)
      #expect(relative(100 * half / estimate.mean, wanted("relative_half_width_pct")) < 1e-8)
      if level == 0.90, key == "without_fpc" {
        let total = try #require(all["total_t_90"] as? [String: Double])
        #expect(relative(estimate.mean * land, total["total"] ?? .nan) < 1e-9)
        #expect(relative(estimate.standardError * land, total["se"] ?? .nan) < 1e-9)
      }
    }
  }
}
