import CarbonStock
import ForestModel
import TestSupport
import Testing

/// Half a unit of the sixth significant digit, the precision of the printed values.
private let printed = 5.1e-6

@Suite("Soil")
struct SoilTests {
  /// accounting.md 2.5: both definitions of the bulk density.
  @Test(
    "cores",
    arguments: [
      (520.0, 45.0, 0.024, 1.18750, 85.5, 313.5), (610, 130, 0.0165, 1.2, 59.4, 217.8),
    ])
  func cores(
    ovenDry: Double, stones: Double, carbon: Double, density: Double, stock: Double, co2e: Double
  ) throws {
    let core = try #require(SoilCore(ovenDryG: ovenDry, stonesG: stones, volumeCm3: 400))
    let content = try #require(OrganicCarbon(fraction: carbon))
    let percent = try #require(OrganicCarbon(percent: 100 * carbon))
    #expect(relative(core.wholeCore.inPlace, density) < printed)
    for definition in [core.wholeCore, core.fineEarth] {
      for content in [content, percent] {
        let found = SoilCarbon.perHa(content, density: definition, thicknessCm: 30)
        #expect(relative(found.value, stock) < 1e-12)
        #expect(relative(found.co2e.value, co2e) < 1e-12)
      }
    }
  }

  @Test("fine earth and stones as printed")
  func fineEarth() throws {
    let core = try #require(SoilCore(ovenDryG: 520, stonesG: 45, volumeCm3: 400))
    guard case .fineEarth(let density, let stones) = core.fineEarth else {
      Issue.record("fineEarth gives another definition")
      return
    }
    #expect(relative(density, 1.24015) < printed)
    #expect(relative(stones, 0.0424528) < printed)
  }

  /// accounting.md section 0 item 3: a percentage does not pass for a mass fraction.
  @Test("carbon that is none", arguments: [2.4, 0.6, 0, -0.01, .nan, .infinity])
  func noFraction(value: Double) { #expect(OrganicCarbon(fraction: value) == nil) }

  @Test("percent that is none", arguments: [60.0, 0, -1, .nan])
  func noPercent(value: Double) { #expect(OrganicCarbon(percent: value) == nil) }

  @Test("cores that are none")
  func noCore() {
    for (dry, stones, volume) in [
      (520.0, 530.0, 400.0), (520, -1, 400), (5_000, 1_200, 400), (0, 0, 400), (.nan, 0, 400),
      (500, .nan, 400), (500, 0, 0),
    ] {
      #expect(SoilCore(ovenDryG: dry, stonesG: stones, volumeCm3: volume) == nil)
    }
  }

  /// accounting.md 2.6.
  @Test("change on planted land")
  func change() {
    let crops = SoilChange(
      reference: SoilChange.referenceStock(.moist, .lowActivityClay),
      landUse: SoilChange.Use.longTermCrops.factor(.moist), input: SoilChange.lowInput(.moist))
    #expect(relative(crops.initial, 20.7552) < printed)
    #expect(relative((crops.reference - crops.initial) / SoilChange.years, 1.31224) < printed)
    #expect(crops.annualGain == 0.8)
    #expect(relative(crops.annualGain(areaHa: 100).value, 293.333) < printed)

    let grass = SoilChange(
      reference: SoilChange.referenceStock(.montane, .highActivityClay),
      management: SoilChange.moderatelyDegradedGrassland(.montane), disturbedShare: 0.2)
    #expect(relative(grass.initial, 84.48) < printed)
    #expect(relative(grass.loss, 8.448) < printed)
    #expect(relative(grass.annualGain, 0.5984) < printed)
    #expect(relative(grass.annualGain(areaHa: 50).value, 109.707) < printed)
    // At the limit nothing is lost.
    #expect(SoilChange(reference: 50, disturbedShare: 0.10).loss == 0)
  }

  @Test("editions of the reference stocks are apart")
  func editions() {
    typealias Row = (SoilChange.Climate, [Double], [Double])
    let rows: [Row] = [
      (.dry, [38, 35, 31], [21, 19, 9]), (.moist, [65, 47, 39], [40, 38, 27]),
      (.wet, [44, 60, 66], [60, 52, 46]), (.montane, [88, 63, 34], [51, 44, 52]),
    ]
    for (climate, old, new) in rows {
      #expect(SoilChange.Soil.allCases.map { SoilChange.referenceStock(climate, $0) } == old)
      #expect(
        SoilChange.Soil.allCases.map {
          SoilChange.referenceStock(climate, $0, edition: .ipcc2019)
        } == new)
    }
  }
}
