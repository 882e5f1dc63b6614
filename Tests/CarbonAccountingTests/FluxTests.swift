import CarbonAccounting
import CarbonStock
import ForestModel
import TestSupport
import Testing

/// Rounds to the digits that a reference prints.
func printed(_ value: Double, _ digits: Int) -> Double {
  guard value != 0 else { return 0 }
  var scale = 1.0
  while abs(value) * scale < 1 { scale *= 10 }
  while abs(value) * scale >= 10 { scale /= 10 }
  for _ in 1..<digits { scale *= 10 }
  return (value * scale).rounded() / scale
}

@Suite struct FluxTests {
  /// An area times a factor, both with half-widths at 90 %.
  private func product(
    _ model: inout FluxModel, _ name: String, area: Double, _ areaPercent: Double, factor: Double,
    _ factorPercent: Double
  ) -> Int {
    let z = StudentT.twoSided(confidence: 0.90, df: .infinity)
    let first = model.add(
      FluxInput(name: name + " area", value: area, standardError: area * areaPercent / 100 / z))
    let second = model.add(
      FluxInput(
        name: name + " factor", value: factor, standardError: factor * factorPercent / 100 / z))
    return model.add(Flux([LinearSum(0, [first: 1]), LinearSum(0, [second: 1])]))
  }

  private func twoProducts() -> (FluxModel, Int, Int) {
    var model = FluxModel()
    let one = product(&model, "one", area: 1250, 18, factor: 356780.0 / 1250, 14)
    let two = product(&model, "two", area: 640, 30, factor: 118, 22)
    return (model, one, two)
  }

  @Test func activityDataTimesFactor() {
    // accounting.md section 8: approach 1.
    let (model, one, two) = twoProducts()
    let first = model.estimate(FluxSum([one: 1]))
    #expect(printed(first.value, 6) == 356780)
    #expect(printed(first.halfWidthPercent(0.90), 6) == 22.8035)
    let second = model.estimate(FluxSum([two: 1]))
    #expect(printed(second.value, 6) == 75520)
    #expect(printed(second.halfWidthPercent(0.90), 6) == 37.2022)
    let both = model.estimate(FluxSum([one: 1, two: 1]))
    #expect(printed(both.value, 6) == 432300)
    #expect(printed(both.halfWidthPercent(0.90), 6) == 19.9104)
    #expect(relative(both.shares.reduce(0) { $0 + $1.share }, 1) < 1e-12)
  }

  @Test func drawsAgreeWithThePublishedOnes() {
    let (model, one, two) = twoProducts()
    let draws = model.draw(
      [FluxSum([one: 1, two: 1])], count: 1_000_000, seed: 1, confidence: 0.90)[0]
    #expect(relative(draws.mean, 432178) < 0.003)
    #expect(relative(draws.low, 348662) < 0.003)
    #expect(relative(draws.high, 520883) < 0.003)
    #expect(relative(100 * draws.halfWidth / 432300, 19.9248) < 0.003)
  }

  @Test func drawsDoNotDependOnTheOrderOfInputsOrOnOtherSums() {
    var forward = FluxModel()
    let a1 = product(&forward, "a", area: 10, 20, factor: 5, 10)
    let b1 = product(&forward, "b", area: 7, 30, factor: 3, 15)
    var backward = FluxModel()
    let b2 = product(&backward, "b", area: 7, 30, factor: 3, 15)
    let a2 = product(&backward, "a", area: 10, 20, factor: 5, 10)
    let one = forward.draw([FluxSum([a1: 1, b1: 1])], count: 1000, seed: 7, confidence: 0.9)
    let two = backward.draw(
      [FluxSum([b2: 1]), FluxSum([a2: 1, b2: 1])], count: 1000, seed: 7, confidence: 0.9)
    #expect(relative(one[0].mean, two[1].mean) < 1e-14)
    #expect(relative(one[0].low, two[1].low) < 1e-14)
    let other = forward.draw([FluxSum([a1: 1, b1: 1])], count: 1000, seed: 8, confidence: 0.9)
    #expect(one[0].mean != other[0].mean)
  }

  @Test func aSharedFactorIsDrawnOnce() {
    var model = FluxModel()
    let factor = model.add(FluxInput(name: "EF", value: 100, standardError: 10))
    let before = model.add(Flux([LinearSum(5), LinearSum(0, [factor: 1])]))
    let after = model.add(Flux([LinearSum(5), LinearSum(0, [factor: 1])]))
    // Twice the same emission is as uncertain as one of twice the size, and their difference is known.
    let sum = model.estimate(FluxSum([before: 1, after: 1]))
    #expect(relative(sum.standardError, 100) < 1e-14)
    let difference = FluxSum([before: 1]) - FluxSum([after: 1])
    #expect(model.estimate(difference).standardError == 0)
    #expect(model.estimate(difference).value == 0)
    #expect(model.draw([difference], count: 100, seed: 1, confidence: 0.9)[0].halfWidth == 0)
  }

  @Test func drawsOfASmallSampleFollowStudent() {
    var model = FluxModel()
    let input = model.add(
      FluxInput(name: "x", value: 3, standardError: 1, degreesOfFreedom: 5))
    let sum = FluxSum([model.add(Flux([LinearSum(0, [input: 1])])): 1])
    let estimate = model.estimate(sum)
    #expect(relative(estimate.halfWidth(0.90), 2.01505) < 1e-5)
    let draws = model.draw([sum], count: 400_000, seed: 3, confidence: 0.90)[0]
    #expect(relative(draws.halfWidth, 2.01505) < 0.01)
  }

  @Test func inputsOfOneVarianceKeepItsDegreesOfFreedom() {
    var model = FluxModel()
    let inputs = (0..<4).map { index in
      model.add(
        FluxInput(
          name: "residual \(index)", value: 0, standardError: 2, degreesOfFreedom: 8,
          varianceGroup: "residuals"))
    }
    let flux = model.add(
      Flux([LinearSum(100, Dictionary(uniqueKeysWithValues: inputs.map { ($0, 1.0) }))]))
    let estimate = model.estimate(FluxSum([flux: 1]))
    #expect(relative(estimate.degreesOfFreedom, 8) < 1e-12)
    #expect(relative(estimate.standardError, 4) < 1e-14)
  }

  @Test func nothingIsKnownOfNothing() {
    let estimate = FluxModel().estimate(FluxSum())
    #expect(estimate.value == 0 && estimate.standardError == 0)
    #expect(estimate.halfWidth(0.9) == 0)
    #expect(estimate.halfWidthPercent(0.9).isNaN)
  }
}

@Suite struct GainLossTests {
  @Test func publishedExamples() {
    // accounting.md section 8, gain-loss.
    let gain = GainLoss.growth(
      areaHa: 1000, growthMgPerHa: 2.7, rootShoot: 0.246, fraction: 0.47)
    let harvest = GainLoss.woodRemoval(
      Quantity(500), bcefMgPerM3: 1.67, rootShoot: 0.246, fraction: 0.47)
    let fuelTrees = GainLoss.woodRemoval(
      Quantity(200), bcefMgPerM3: 1.67, rootShoot: 0.246, fraction: 0.47)
    let fuelParts = GainLoss.fuelwoodParts(Quantity(300), density: 0.55, fraction: 0.47)
    let disturbance = GainLoss.disturbance(
      areaHa: 15, agbMgPerHa: 150, rootShoot: 0.246, fraction: 0.47, shareLost: 0.3)
    #expect(printed(gain.value, 6) == 1581.17)
    #expect(printed(harvest.value, 6) == 488.993)
    #expect(printed((fuelTrees + fuelParts).value, 6) == 273.147)
    #expect(printed(disturbance.value, 6) == 395.293)
    let net = gain.value - harvest.value - fuelTrees.value - fuelParts.value - disturbance.value
    #expect(printed(net, 6) == 423.741)
    #expect(printed(Quantity<Carbon>(net).co2e.value, 6) == 1553.72)

    let second =
      GainLoss.growth(areaHa: 250, growthMgPerHa: 3.4, rootShoot: 0.323, fraction: 0.47).value
      - GainLoss.woodRemoval(
        Quantity(120), bcefMgPerM3: 2.28, rootShoot: 0.323, fraction: 0.47
      ).value
    #expect(printed(second, 6) == 358.411)
    #expect(printed(Quantity<Carbon>(second).co2e.value, 6) == 1314.17)
  }

  @Test func fires() {
    let first = FireEmission(areaHa: 25, biomassMgPerHa: 83.9, combustion: 0.36)
    #expect(printed(first.methaneT, 6) == 5.13468)
    #expect(printed(first.nitrousOxideT, 6) == 0.151020)
    #expect(printed(first.co2e(.ar5).value, 6) == 183.791)
    let second = FireEmission(areaHa: 8, biomassMgPerHa: 45, combustion: 0.46)
    #expect(printed(second.methaneT, 6) == 1.12608)
    #expect(printed(second.nitrousOxideT, 6) == 0.0331200)
    #expect(printed(second.co2e(.ar5).value, 6) == 40.3070)
    #expect(first.co2e(.sar).value < first.co2e(.ar5).value)
  }

  @Test func activityDataTimesFactors() {
    // Section 8, E = A x EF with EF the difference of stocks.
    let carbon = Quantity<Carbon>(87.8430).co2e.value - Quantity<Carbon>(10).co2e.value
    #expect(printed(carbon, 6) == 285.424)
  }
}

@Suite struct PreProjectVegetationTests {
  @Test func publishedExamples() {
    // accounting.md section 4.
    let trees = PreProjectVegetation.trees(areaHa: 300, forestAGBMgPerHa: 150, crownCover: 0.08)
    #expect(printed(trees.co2e.value, 6) == 7755)
    let shrubs = PreProjectVegetation.shrubs(areaHa: 40, forestAGBMgPerHa: 150, crownCover: 0.35)
    #expect(printed(shrubs.co2e.value, 6) == 506.660)
    #expect(
      PreProjectVegetation.shrubs(areaHa: 40, forestAGBMgPerHa: 150, crownCover: 0.049).value == 0)
  }
}

@Suite struct ReferenceLevelTests {
  private let first = [410.0, 385, 402, 440, 455, 430, 470, 481, 462, 495].map { $0 * 1000 }
  private let years = Array(2011...2020)

  @Test func publishedExamples() throws {
    let mean = try #require(ReferenceLevel(.mean, years: years))
    #expect(mean.level(for: 2023, first) == 443000)
    let trend = try #require(ReferenceLevel(.trend, years: years))
    #expect(printed(trend.slope(first), 6) == 10690.9)
    #expect(printed(trend.level(for: 2023, first), 6) == 523182)
    let half =
      StudentT.twoSided(confidence: 0.90, df: trend.residualDF)
      * trend.predictionSE(for: 2023, first)
    #expect(half.rounded() == 41763)
    let last = try #require(ReferenceLevel(.mean, years: Array(2016...2020)))
    #expect(last.level(for: 2022, Array(first.suffix(5))) == 467600)

    let second = [300.0, 280, 290, 260, 255].map { $0 * 1000 }
    #expect(relative(last.level(for: 2022, second), 277000) < 1e-12)
    let falling = try #require(ReferenceLevel(.trend, years: Array(2016...2020)))
    #expect(relative(falling.slope(second), -11000) < 1e-9)
    #expect(relative(falling.level(for: 2022, second), 233000) < 1e-12)
  }

  @Test func weightsAddUpToOne() throws {
    for year in [1990, 2015, 2020, 2050] {
      let trend = try #require(ReferenceLevel(.trend, years: years))
      #expect(relative(trend.weights(for: year).reduce(0, +), 1) < 1e-12)
    }
  }

  @Test func tooFewOrRepeatedYearsAreRefused() {
    #expect(ReferenceLevel(.mean, years: []) == nil)
    #expect(ReferenceLevel(.trend, years: [2011, 2012]) == nil)
    #expect(ReferenceLevel(.mean, years: [2011, 2011]) == nil)
  }
}
