import CarbonStock
import ForestModel
import Foundation
import TestSupport
import Testing

/// A forest with a map: 60 plots, x from the map, y scattered around a line.
private struct MappedForest {
  let x: [Double] = (0..<60).map { 20 + 3.3 * Double($0) }
  let y: [Double] = (0..<60).map { index in
    let line: Double = 28 + 2.64 * Double(index)
    return line + 17 * sin(2.4 * Double(index))
  }
  let names: [String] = (0..<60).map { "P\($0)" }
}

@Suite("Estimators: laws")
struct EstimatorLawTests {
  private let forest = MappedForest()

  @Test("shuffled rows give the same bits")
  func shuffled() throws {
    var order = Array(forest.y.indices)
    order.sort { sin(Double($0) * 71.3) < sin(Double($1) * 71.3) }
    #expect(order != Array(forest.y.indices))
    let (x, y, names) = (
      order.map { forest.x[$0] }, order.map { forest.y[$0] }, order.map { forest.names[$0] }
    )
    #expect(MeanEstimate(simple: y) == MeanEstimate(simple: forest.y))
    for model in MapModel.allCases {
      for rule in [ResidualRule.fitted, .leaveOneOut, .folds(7)] {
        let one = MapEstimator(
          model, field: forest.y, map: forest.x, mapMean: 90, residuals: rule, names: forest.names)
        let two = MapEstimator(
          model, field: y, map: x, mapMean: 90, residuals: rule, names: names)
        #expect(one != nil && one == two)
      }
    }
    #expect(
      DoubleSample(y: y, x: x, firstPhase: x + [10, 500])
        == DoubleSample(y: forest.y, x: forest.x, firstPhase: forest.x + [500, 10]))
    let clusters = forest.names.indices.map { "c\($0 / 5)" }
    #expect(
      ClusterSample(values: y, clusters: order.map { clusters[$0] })
        == ClusterSample(values: forest.y, clusters: clusters))
    #expect(
      RatioOfMeans(totals: y, sizes: x) == RatioOfMeans(totals: forest.y, sizes: forest.x))
  }

  @Test("special cases of each other: one stratum, clusters of one, equal plots, a constant map")
  func reductions() throws {
    let simple = MeanEstimate(simple: forest.y)
    let one = MeanEstimate(strata: [(1, simple)], rule: .satterthwaite)
    #expect(relative(one.mean, simple.mean) < 1e-14)
    #expect(relative(one.variance, simple.variance) < 1e-14)
    #expect(relative(one.degreesOfFreedom, simple.degreesOfFreedom) < 1e-12)
    for names in [forest.names, forest.names.map { _ in "" }] {
      let single = try #require(ClusterSample(values: forest.y, clusters: names))
      #expect(relative(single.estimate.variance, simple.variance) < 1e-12)
      #expect(relative(single.designEffect, 1) < 1e-12)
    }
    let equal = try #require(
      RatioOfMeans(totals: forest.y.map { 0.1 * $0 }, sizes: forest.y.map { _ in 0.1 })
    ).estimate
    #expect(relative(equal.mean, simple.mean) < 1e-12)
    #expect(relative(equal.variance, simple.variance) < 1e-12)
    let flat = forest.y.map { _ in 77.0 }
    for model in [MapModel.difference, .ratio] {
      let result = try #require(
        MapEstimator(model, field: forest.y, map: flat, mapMean: 77)
      ).estimate
      #expect(relative(result.mean, simple.mean) < 1e-12)
      #expect(relative(result.variance, simple.variance) < 1e-12)
    }
    // A line cannot be fitted to one value.
    #expect(MapEstimator(.regression, field: forest.y, map: flat, mapMean: 77) == nil)
    // One post-stratum is the whole.
    let variance = SampleMoments(forest.y).variance
    #expect(
      relative(
        PostStratification.varianceOfMean(variance: variance, weight: 1, plots: 60),
        simple.variance) < 1e-14)
    // All plots of the first phase in the second: nothing is gained.
    let double = try #require(
      DoubleSample(y: forest.y, x: forest.x, firstPhase: forest.x)
    ).estimate
    #expect(relative(double.mean, simple.mean) < 1e-12)
    #expect(relative(double.variance, simple.variance) < 1e-12)
  }

  @Test("post-strata: variance (1 - f)/n sum W s² + sum (1 - W) s² / n²")
  func postStrata() {
    let (weights, variances) = ([0.5, 0.3, 0.2], [400.0, 900, 100])
    let n = 40
    for size in [Double.infinity, 400] {
      let (f, n2) = (Double(n) / size, Double(n * n))
      var (got, first, second) = (0.0, 0.0, 0.0)
      for (w, s2) in zip(weights, variances) {
        let own = PostStratification.varianceOfMean(
          variance: s2, weight: w, plots: n, populationSize: size)
        got += w * w * own
        first += w * s2 * (1 - f) / Double(n)
        second += (1 - w) * s2 / n2
      }
      #expect(relative(got, first + second) < 1e-12)
      // More than proportional stratified sampling would have.
      #expect(got > first)
    }
  }

  @Test("the same plots twice: variance falls to (n - 1)/(2n - 1) for a mean")
  func duplicates() throws {
    let once = MeanEstimate(simple: forest.y)
    let twice = MeanEstimate(simple: forest.y + forest.y)
    #expect(relative(twice.mean, once.mean) < 1e-14)
    #expect(relative(twice.variance, once.variance * 59 / 119) < 1e-12)
    // A cluster that holds its plots twice is no new information.
    let clusters = forest.names.indices.map { "c\($0 / 6)" }
    let one = try #require(ClusterSample(values: forest.y, clusters: clusters))
    let two = try #require(
      ClusterSample(values: forest.y + forest.y, clusters: clusters + clusters))
    #expect(relative(two.estimate.variance, one.estimate.variance) < 1e-12)
    #expect(two.designEffect > 1.9 * one.designEffect)
  }

  @Test("units: y times 1000 gives means times 1000 and the same relative error")
  func units() throws {
    for model in MapModel.allCases {
      let one = try #require(
        MapEstimator(model, field: forest.y, map: forest.x, mapMean: 90)
      ).estimate
      let big = try #require(
        MapEstimator(
          model, field: forest.y.map { $0 * 1000 }, map: forest.x.map { $0 * 1000 },
          mapMean: 90_000)
      ).estimate
      #expect(relative(big.mean, 1000 * one.mean) < 1e-11)
      #expect(relative(big.standardError, 1000 * one.standardError) < 1e-11)
    }
  }

  @Test("plots that are all equal, or a perfect map, leave no error")
  func noError() throws {
    let same = Array(repeating: 80.0, count: 9)
    #expect(MeanEstimate(simple: same).variance == 0)
    #expect(
      try #require(RatioOfMeans(totals: same, sizes: same.map { _ in 0.05 })).estimate.variance == 0
    )
    let clusters = ["a", "a", "b", "b", "b", "c", "c", "d", "e"]
    #expect(
      try #require(ClusterSample(values: same, clusters: clusters)).estimate.variance == 0)
    #expect(
      try #require(DoubleSample(y: same, x: [1, 2, 3, 4, 5, 6, 7, 8, 9], firstPhase: same))
        .estimate.variance == 0)
    let exact = try #require(
      MapEstimator(.difference, field: forest.x, map: forest.x, mapMean: 100))
    #expect(exact.estimate.variance == 0 && exact.estimate.mean == 100)
    // The whole land measured: nothing is left to chance.
    for model in MapModel.allCases {
      let all = try #require(
        MapEstimator(
          model, field: forest.y, map: forest.x, mapMean: 90, populationSize: 60))
      #expect(all.estimate.variance == 0)
    }
  }

  @Test("parcels of a map: means add up to the whole, also variances at the mean of the map")
  func massBalance() throws {
    let parcels: [(areaHa: Double, x: Double)] = [(12, 40), (30, 95), (8, 190), (50, 120)]
    let area = 100.0
    let mapMean = parcels.map { $0.areaHa * $0.x }.reduce(0, +) / area
    for model in MapModel.allCases {
      let fit = try #require(
        MapEstimator(model, field: forest.y, map: forest.x, mapMean: mapMean))
      let sum = parcels.map { $0.areaHa * fit.mean(at: $0.x) }.reduce(0, +)
      #expect(relative(sum, area * fit.estimate.mean) < 1e-12)
      #expect(relative(fit.variance(at: mapMean), fit.estimate.variance) < 1e-12)
      // What parcels share cannot cancel between them.
      var asIfIndependent = 0.0
      for parcel in parcels {
        asIfIndependent += parcel.areaHa * parcel.areaHa * fit.variance(at: parcel.x)
      }
      #expect(area * area * fit.estimate.variance > asIfIndependent)
    }
  }

  @Test("residuals of models that never saw the plot are larger, and follow the closed form")
  func crossValidated() throws {
    func fit(_ model: MapModel, _ rule: ResidualRule) throws -> MapEstimator {
      try #require(
        MapEstimator(
          model, field: forest.y, map: forest.x, mapMean: 90, residuals: rule, names: forest.names))
    }
    let fitted = try fit(.regression, .fitted)
    let left = try fit(.regression, .leaveOneOut)
    #expect(left.estimate.mean == fitted.estimate.mean)
    #expect(left.estimate.variance > fitted.textbookVariance)
    // r / (1 - h) with h = 1/n + (x - x̄)²/Sxx.
    let mean = SampleMoments(forest.x).mean
    let sxx = 59 * SampleMoments(forest.x).variance
    var press = 0.0
    for (x, y) in zip(forest.x, forest.y) {
      let h: Double = 1.0 / 60 + (x - mean) * (x - mean) / sxx
      let r: Double = (y - fitted.mean(at: x)) / (1 - h)
      press += r * r
    }
    #expect(relative(left.estimate.variance, press / 60 / 59) < 1e-10)
    // As many parts as plots are leave-one-out.
    #expect(try fit(.regression, .folds(60)).estimate == left.estimate)
    #expect(try fit(.difference, .folds(5)).estimate.variance > 0)
  }

  @Test("parts of a cross-validation depend on names only and are equally large")
  func folds() {
    let names = (0..<23).map { "OTC-\($0)" }
    let parts = CrossValidation.folds(of: names, count: 5)
    let back = CrossValidation.folds(of: names.reversed(), count: 5)
    #expect(parts == back.reversed())
    let sizes = (0..<5).map { part in parts.filter { $0 == part }.count }
    #expect(sizes.sorted() == [4, 4, 5, 5, 5])
    #expect(
      ResidualRule("k-fold:10") == .folds(10) && ResidualRule("leave-one-out") == .leaveOneOut)
    #expect(ResidualRule("k-fold:1") == nil && ResidualRule("loo") == nil)
  }

  @Test("mean correlation of a disc: limits, and the sum over pairs of a fine grid")
  func correlation() {
    #expect(MapErrorCorrelation.mean(areaHa: 10, rangeM: 0) == 0)
    #expect(MapErrorCorrelation.mean(areaHa: 0, rangeM: 100) == 1)
    #expect(MapErrorCorrelation.mean(areaHa: 1, rangeM: 1e9) > 0.999999)
    // Far beyond the range: the integral of the correlation over the plane, 2 π (M/3)², over the area.
    let wide = MapErrorCorrelation.mean(areaHa: 1e6, rangeM: 300)
    #expect(relative(wide, 2 * .pi * 1e4 / 1e10) < 0.01)
    // Points of a square grid inside a disc of radius 200 m.
    let step = 10.0
    var points: [(Double, Double)] = []
    for i in -20...20 {
      for j in -20...20 where i * i + j * j <= 400 {
        points.append((Double(i) * step, Double(j) * step))
      }
    }
    var sum = 0.0
    for a in points {
      for b in points {
        let (dx, dy) = (a.0 - b.0, a.1 - b.1)
        let h: Double = (dx * dx + dy * dy).squareRoot()
        sum += exp(-0.006 * h)
      }
    }
    let grid = sum / Double(points.count * points.count)
    let disc = MapErrorCorrelation.mean(areaHa: .pi * 4, rangeM: 500)
    #expect(relative(disc, grid) < 0.01)
    #expect(
      MapErrorCorrelation.mean(areaHa: 100, rangeM: 500)
        < MapErrorCorrelation.mean(areaHa: 10, rangeM: 500))
  }

  @Test("what cannot be estimated is nil, not a number")
  func impossible() {
    #expect(RatioOfMeans(totals: [1], sizes: [1]) == nil)
    #expect(RatioOfMeans(totals: [1, 2], sizes: [1, 0]) == nil)
    #expect(RatioOfMeans(totals: [1, 2], sizes: [1, .nan]) == nil)
    #expect(ClusterSample(values: [1, 2, 3], clusters: ["a", "a", "a"]) == nil)
    #expect(DoubleSample(y: [1, 2], x: [1, 2], firstPhase: [1, 2, 3]) == nil)
    #expect(DoubleSample(y: [1, 2, 3], x: [5, 5, 5], firstPhase: [5, 5, 5]) == nil)
    #expect(DoubleSample(y: [1, 2, 3], x: [1, 2, 3], firstPhase: [1, 2]) == nil)
    #expect(MapEstimator(.difference, field: [1], map: [1], mapMean: 1) == nil)
    #expect(MapEstimator(.ratio, field: [1, 2], map: [0, 0], mapMean: 1) == nil)
    #expect(MeanEstimate(simple: [3]).variance.isNaN)
  }

  /// A known population of 2,000 units with a map, sampled 1,000 times.
  @Test(
    "intervals of a corrected map hold the truth as often as they say", arguments: MapModel.allCases
  )
  func coverage(model: MapModel) throws {
    var state: UInt64 = 20_261_122
    func uniform() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (Double(state >> 11) + 0.5) / 0x1p53
    }
    func normal() -> Double { (-2 * log(uniform())).squareRoot() * cos(2 * .pi * uniform()) }
    let map: [Double] = (0..<2_000).map { _ in 60 + 80 * uniform() }
    let truth: [Double] = map.map { x in
      let noise: Double = 15 * normal()
      return 0.95 * x + 4 + noise
    }
    let mapMean = SampleMoments(map).mean
    let mean = SampleMoments(truth).mean
    var held = 0
    for _ in 0..<1_000 {
      var units = Set<Int>()
      while units.count < 30 { units.insert(Int(uniform() * 2_000)) }
      let chosen = units.sorted()
      let fit = try #require(
        MapEstimator(
          model, field: chosen.map { truth[$0] }, map: chosen.map { map[$0] }, mapMean: mapMean,
          populationSize: 2_000))
      if abs(fit.estimate.mean - mean) <= fit.estimate.halfWidth(confidence: 0.9) { held += 1 }
    }
    #expect((870...930).contains(held), "held \(held) of 1,000")
  }
}
