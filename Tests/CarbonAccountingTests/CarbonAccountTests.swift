import CarbonAccounting
import CarbonStock
import ForestModel
import TestSupport
import Testing

@Suite struct CarbonAccountTests {
  private func period(_ start: String, _ end: String) throws -> Period {
    let first = try #require(CalendarDay(start))
    let last = try #require(CalendarDay(end))
    return try #require(Period(start: first, end: last))
  }

  private func flow(
    _ model: inout FluxModel, _ scenario: AccountScenario, _ period: Period, _ amount: Double
  ) -> AccountFlow {
    AccountFlow(
      scenario: scenario, period: period, name: "stated", category: .stated, measure: nil,
      areaHa: .nan, flux: model.add(Flux([LinearSum(amount)])))
  }

  private func value(_ account: CarbonAccount, _ sum: FluxSum) -> Double {
    account.model.estimate(sum).value
  }

  @Test func theVintageSplitOfTheReference() throws {
    let days = try period("2026-03-15", "2028-06-30")
    var model = FluxModel()
    let flows = [
      flow(&model, .baseline, days, 180_000), flow(&model, .project, days, 45_000),
    ]
    let account = CarbonAccount(model: model, flows: flows, period: days, referenceLevel: nil)
    #expect(relative(value(account, account.gross), 135_000) < 1e-12)
    let found = try Standard.builtIn("vcs-vm0007")
    let standard = try #require(found)
    let half = try #require(HalfWidth(percent: 22.4, confidence: 0.90))
    let whole = try standard.account(
      gross: 135_000, halfWidth: half,
      answers: ["leakage_planned_t": 0, "leakage_unplanned_t": 13500, "leakage_market_t": 0],
      rating: 31)
    let lines = standard.vintages(
      days, baseline: account.baseline.map { value(account, $0) },
      project: account.project.map { value(account, $0) }, whole: whole,
      scope: AccountScope(activities: ["R1"]))
    #expect(lines.map(\.netT) == [24592, 30739, 15328])
    #expect(lines.map(\.days) == [292, 365, 182])
    for line in lines {
      let account = line.account
      let gross = line.baseline - line.project
      #expect(
        abs(gross - account.deduction - account.leakage - account.buffer - account.net) < 1e-9)
    }
    #expect(relative(lines.reduce(0) { $0 + $1.account.buffer }, 41850) < 1e-12)
  }

  @Test func aMeanLevelIsTheMeanAndKeepsTheErrorOfItsYears() throws {
    var model = FluxModel()
    let factor = model.add(FluxInput(name: "EF", value: 300, standardError: 30))
    var flows: [AccountFlow] = []
    for (year, area) in [(2015, 10.0), (2016, 30), (2017, 20)] {
      flows.append(
        AccountFlow(
          scenario: .reference, period: try period("\(year)-01-01", "\(year)-12-31"),
          name: "loss", category: .biomass, measure: 1, areaHa: area,
          flux: model.add(Flux([LinearSum(area), LinearSum(0, [factor: 1])]))))
    }
    let account = CarbonAccount(
      model: model, flows: flows, period: try period("2025-01-01", "2026-12-31"),
      referenceLevel: ReferenceLevel(.mean, years: [2015, 2016, 2017]))
    let gross = account.model.estimate(account.gross)
    #expect(relative(gross.value, 2 * 20 * 300) < 1e-12)
    // One factor in all years: the error does not shrink with their number.
    #expect(relative(gross.standardError / gross.value, 0.1) < 1e-12)
  }

  @Test func aPeriodOfSeveralYearsIsTheSameAsItsYears() throws {
    var model = FluxModel()
    let whole = [flow(&model, .reference, try period("2015-01-01", "2018-12-31"), 1461)]
    let one = CarbonAccount(
      model: model, flows: whole, period: try period("2025-01-01", "2025-12-31"),
      referenceLevel: ReferenceLevel(.mean, years: [2015, 2016, 2017, 2018]))
    #expect(relative(value(one, one.gross), 1461.0 / 4) < 1e-12)
  }

  @Test func aTrendCarriesItsPredictionInterval() throws {
    var model = FluxModel()
    let series = [410.0, 385, 402, 440, 455, 430, 470, 481, 462, 495]
    var flows: [AccountFlow] = []
    for (index, value) in series.enumerated() {
      let year = try period("\(2011 + index)-01-01", "\(2011 + index)-12-31")
      flows.append(flow(&model, .reference, year, value * 1000))
    }
    let account = CarbonAccount(
      model: model, flows: flows, period: try period("2023-01-01", "2023-12-31"),
      referenceLevel: ReferenceLevel(.trend, years: Array(2011...2020)))
    let level = account.model.estimate(account.gross)
    #expect(printed(level.value, 6) == 523182)
    #expect(level.halfWidth(0.90).rounded() == 41763)
    #expect(relative(level.degreesOfFreedom, 8) < 1e-9)
  }

  @Test func partOfAYearAndAdjustment() throws {
    var model = FluxModel()
    let year = try period("2020-01-01", "2020-12-31")
    let flows = [flow(&model, .reference, year, 3660)]
    let account = CarbonAccount(
      model: model, flows: flows, period: try period("2024-01-01", "2024-01-31"),
      referenceLevel: ReferenceLevel(.mean, years: [2020]), adjustmentT: -366)
    #expect(relative(value(account, account.gross), (3660 - 366) * 31.0 / 366) < 1e-12)
  }

  @Test func goldStandardTakesNoVintageAfter2025AndLeaksInTheFirstYear() throws {
    let found = try Standard.builtIn("gs-403")
    let standard = try #require(found)
    let days = try period("2024-01-01", "2026-12-31")
    let answers: [String: Double] = [
      "displaced_area_ha": 1, "displaced_share_percent": 100, "destination_stock_t_ha": 90,
      "livestock_heads": 0, "hectares_per_head": 0,
    ]
    let half = try #require(HalfWidth(percent: 10, confidence: 0.90))
    let whole = try standard.account(gross: 3000, halfWidth: half, answers: answers)
    let lines = standard.vintages(
      days, baseline: [0, 0, 0], project: [-1000, -1000, -1000], whole: whole,
      scope: AccountScope(activities: ["A/R1"]))
    #expect(lines.map(\.account.leakage) == [90, 0, 0])
    #expect(lines.map(\.netT) == [728, 800, nil])
    #expect(lines[2].applicability == .notApplicable && !lines[2].reason.english.isEmpty)
  }

  @Test func wholeTonnesDoNotFallBelowAWholeNumberByNoise() {
    #expect(LargestRemainder.whole([70659 - 1e-8]) == [70659])
    #expect(LargestRemainder.whole([0.6, 0.6, 0.6]) == [1, 0, 0])
    #expect(LargestRemainder.whole([-0.5, 2.25]) == [-1, 2])
    #expect(LargestRemainder.whole([.nan]) == nil)
    #expect(LargestRemainder.whole([]) == [])
    for amounts in [[0.1, 0.2, 0.3], [1e9 + 0.5, -1e9 + 0.25], [-3.5, -2.5, 0.9]] {
      let whole = LargestRemainder.whole(amounts) ?? []
      #expect(whole.reduce(0, +) == Int(amounts.reduce(0, +).rounded(.down)))
    }
  }

  @Test func aVintageWithALossBearsNoDeduction() throws {
    let found = try Standard.builtIn("vcs-vm0047")
    let standard = try #require(found)
    let days = try period("2025-01-01", "2026-12-31")
    let half = try #require(HalfWidth(percent: 40, confidence: 0.90))
    let whole = try standard.account(
      gross: 5000, halfWidth: half, answers: ["leakage_shift_t": 0], rating: 20)
    let lines = standard.vintages(
      days, baseline: [0, 0], project: [-9000, 4000], whole: whole,
      scope: AccountScope(activities: ["A/R1"]))
    #expect(lines[1].account.deduction == 0 && lines[1].account.buffer == 0)
    #expect(relative(lines[0].account.deduction, whole.deduction) < 1e-12)
    #expect(lines.map(\.netT) == [9000 - 1250 - 1000, -4000])
  }

  @Test func aLossInAVintageThatIsNotTakenIsNotLeftOut() throws {
    let found = try Standard.builtIn("gs-403")
    let standard = try #require(found)
    let days = try period("2025-01-01", "2026-12-31")
    let half = try #require(HalfWidth(percent: 10, confidence: 0.90))
    let answers: [String: Double] = [
      "displaced_area_ha": 0, "displaced_share_percent": 0, "destination_stock_t_ha": 0,
      "livestock_heads": 0, "hectares_per_head": 0,
    ]
    let whole = try standard.account(gross: 5000, halfWidth: half, answers: answers)
    let lines = standard.vintages(
      days, baseline: [0, 0], project: [-9000, 4000], whole: whole,
      scope: AccountScope(activities: ["A/R1"]))
    #expect(lines.map(\.netT) == [nil, nil])
  }

  @Test func daysThatAreNotCoveredAreCounted() throws {
    let all = try period("2024-02-01", "2026-03-31")
    #expect(all.uncovered(by: [all]).days == 0)
    #expect(all.uncovered(by: []).days == all.days)
    let gap = all.uncovered(by: [
      try period("2023-01-01", "2024-02-28"), try period("2024-03-01", "2026-12-31"),
    ])
    #expect(gap.days == 1 && gap.first?.text == "2024-02-29")
    #expect(relative(try period("2024-01-01", "2025-12-31").inYears, 2) < 1e-15)
  }
}
