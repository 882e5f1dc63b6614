import CarbonAccounting
import ForestModel
import Testing

@Suite struct VintageTests {
  private func period(_ start: String, _ end: String) throws -> Period {
    let first = try #require(CalendarDay(start))
    let last = try #require(CalendarDay(end))
    return try #require(Period(start: first, end: last))
  }

  @Test func thePublishedSplitOverCalendarDays() throws {
    // accounting.md section 13: 15 Mar 2026 - 30 Jun 2028.
    let period = try period("2026-03-15", "2028-06-30")
    #expect(period.days == 839)
    #expect(period.years.map(\.days) == [292, 365, 182])
    let parts = LargestRemainder.split(70659, by: period.years.map { Double($0.days) })
    #expect(parts == [24592, 30739, 15328])
  }

  @Test func partsAlwaysAddUp() throws {
    for total in [0, 1, -1, 2, 7, -70659, 1_000_003, 9_007_199_254_740_991] {
      for weights in [[1.0], [1, 1, 1], [0.1, 0.2, 0.7, 0], [1e-9, 1e9], [3, 0, 3]] {
        let parts = try #require(LargestRemainder.split(total, by: weights))
        #expect(parts.reduce(0, +) == total)
        for (part, weight) in zip(parts, weights) where weight == 0 { #expect(part == 0) }
      }
    }
  }

  @Test func weightsThatCannotBeSharesAreRefused() {
    for weights in [[], [0, 0], [1, -1], [.nan, 1], [.infinity]] {
      #expect(LargestRemainder.split(5, by: weights) == nil)
    }
  }

  @Test func daysThatDoNotExistAreRefused() {
    for text in [
      "2026-02-29", "2026-13-01", "2026-1-1", "15/03/2026", "", "2026-00-10", "9999-01-01",
    ] {
      #expect(CalendarDay(text) == nil)
    }
    #expect(CalendarDay("2028-02-29")?.dayOfYear == 60)
    #expect(CalendarDay("2028-02-29")?.text == "2028-02-29")
  }
}
