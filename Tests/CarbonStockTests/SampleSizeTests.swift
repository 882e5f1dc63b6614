import CarbonStock
import Foundation
import TestSupport
import Testing

@Suite("How many plots")
struct SampleSizeTests {
  private let strata = [
    PlannedStratum(name: "A", areaHa: 1200, mean: 185, sd: 52),
    PlannedStratum(name: "B", areaHa: 800, mean: 96, sd: 38, cost: 1.5),
    PlannedStratum(name: "C", areaHa: 500, mean: 41, sd: 22, cost: 2.5),
  ]

  /// accounting.md 6: z, then t with 26, then with 28 degrees of freedom; N = 2500 / 0.05.
  @Test("worked example: 28.5749, 30.7237, 30.5623, hence 31; 19, 9 and 3")
  func worked() throws {
    let size = try #require(
      SampleSize(
        strata: strata, precision: 0.10, confidence: 0.90, allocation: .neyman,
        populationSize: 50_000))
    #expect(relative(size.mean, 127.72) < 1e-12)
    #expect(size.steps.map(\.degreesOfFreedom) == [.infinity, 26, 28])
    for (step, expected) in zip(size.steps, [28.5749, 30.7237, 30.5623]) {
      #expect(relative(step.exact, expected) < 2e-6)
    }
    #expect(size.plots == 31)
    for (share, expected) in zip(size.shares, [0.601156, 0.292871, 0.105973]) {
      #expect(relative(share, expected) < 5e-6)
    }
    for (exact, expected) in zip(size.exactPlots, [18.6358, 9.07900, 3.28516]) {
      #expect(relative(exact, expected) < 3e-6)
    }
    #expect(size.stratumPlots == [19, 9, 3])
    // Without a population size, the simplified form.
    let simple = try #require(
      SampleSize(strata: strata, precision: 0.10, confidence: 0.90, allocation: .neyman))
    #expect(relative(simple.steps[0].exact, 28.5925) < 2e-6)
  }

  @Test("with costs 1, 1.5, 2.5 the shares are 0.662572, 0.263558, 0.0738705")
  func costs() {
    for (share, expected) in zip(
      PlotAllocation.optimal.shares(strata), [0.662572, 0.263558, 0.0738705])
    {
      #expect(relative(share, expected) < 2e-6)
    }
  }

  @Test("a single stratum with t = 2: 28.4423")
  func single() {
    let one = [PlannedStratum(name: "A", areaHa: 1, mean: 101.6, sd: 27.1)]
    let exact = SampleSize.plots(
      one, shares: [1], halfWidth: 10.16, t: 2, populationSize: 50_000)
    #expect(relative(exact, 28.4423) < 2e-6)
  }

  @Test("both published forms are one")
  func forms() {
    let (e, t, n) = (12.772, 1.7, 50_000.0)
    let shares = PlotAllocation.neyman.shares(strata)
    let got = SampleSize.plots(strata, shares: shares, halfWidth: e, t: t, populationSize: n)
    let w = strata.map { $0.areaHa / 2500 }
    let ws = zip(w, strata).map { $0 * $1.sd }.reduce(0, +)
    let wss = zip(w, strata).map { $0 * $1.sd * $1.sd }.reduce(0, +)
    let below: Double = n * e * e + t * t * wss
    let first: Double = n * t * t * ws * ws / below
    let under: Double = n * n * e * e / (t * t) + n * wss
    let second: Double = n * n * ws * ws / under
    #expect(relative(got, first) < 1e-12 && relative(got, second) < 1e-12)
  }

  @Test("Neyman needs no more plots than proportional; the plan keeps its promise")
  func promise() throws {
    for allocation in PlotAllocation.allCases {
      let size = try #require(
        SampleSize(
          strata: strata, precision: 0.08, confidence: 0.95, allocation: allocation))
      #expect(size.stratumPlots.reduce(0, +) == size.plots)
      let parts = zip(zip(strata, size.exactPlots), size.shares).map { pair, _ in
        let weight = pair.0.areaHa / 2500
        return weight * weight * pair.0.sd * pair.0.sd / pair.1
      }
      let t = StudentT.twoSided(confidence: 0.95, df: Double(size.plots - 3))
      #expect(t * parts.reduce(0, +).squareRoot() <= size.halfWidth)
    }
    func plots(_ allocation: PlotAllocation) throws -> Int {
      try #require(
        SampleSize(strata: strata, precision: 0.05, confidence: 0.9, allocation: allocation)
      ).plots
    }
    #expect(try plots(.neyman) < plots(.proportional))
    #expect(try plots(.neyman) <= plots(.optimal))
  }

  @Test("no variation: two plots per stratum, shares of the area; no mean: no answer")
  func limits() throws {
    let flat = strata.map {
      PlannedStratum(name: $0.name, areaHa: $0.areaHa, mean: $0.mean, sd: 0)
    }
    let size = try #require(
      SampleSize(strata: flat, precision: 0.1, confidence: 0.9, allocation: .neyman))
    #expect(size.plots == 6 && size.shares == [0.48, 0.32, 0.2])
    let bare = [PlannedStratum(name: "A", areaHa: 10, mean: 0, sd: 1)]
    #expect(SampleSize(strata: bare, precision: 0.1, confidence: 0.9, allocation: .neyman) == nil)
    #expect(
      SampleSize(strata: strata, precision: 1e-9, confidence: 0.9, allocation: .neyman) == nil)
    // Never more plots than the land has room for.
    let crowded = try #require(
      SampleSize(
        strata: strata, precision: 1e-6, confidence: 0.9, allocation: .proportional,
        populationSize: 500))
    #expect(crowded.plots <= 500)
  }
}
