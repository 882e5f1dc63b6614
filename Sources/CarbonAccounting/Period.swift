public import ForestModel

/// The days from `start` to `end`, both included.
public struct Period: Sendable, Hashable {
  /// First day.
  public let start: CalendarDay
  /// Last day.
  public let end: CalendarDay

  /// `nil` when the end lies before the start.
  public init?(start: CalendarDay, end: CalendarDay) {
    guard start <= end else { return nil }
    self.start = start
    self.end = end
  }

  /// The calendar years of the period, in order, each with the number of its days in the period.
  public var years: [(year: Int, days: Int)] {
    (start.year...end.year).map { year in
      let first = year == start.year ? start.dayOfYear : 1
      let last = year == end.year ? end.dayOfYear : CalendarDay.days(inYear: year)
      return (year, last - first + 1)
    }
  }

  /// Length in calendar years: a day of a leap year counts 1/366.
  public var inYears: Double {
    years.reduce(0) { $0 + Double($1.days) / Double(CalendarDay.days(inYear: $1.year)) }
  }

  /// Number of days.
  public var days: Int { years.reduce(0) { $0 + $1.days } }

  /// Days that all periods have in common within a year; 0 for no periods.
  public static func commonDays(of periods: [Period], in year: Int) -> Int {
    guard let start = periods.map(\.start).max(), let end = periods.map(\.end).min(),
      let common = Period(start: start, end: end)
    else { return 0 }
    return common.years.first { $0.year == year }?.days ?? 0
  }

  /// Days of this period that lie in none of the others: the first of them, and their number.
  public func uncovered(by others: [Period]) -> (first: CalendarDay?, days: Int) {
    var first: CalendarDay?
    var count = 0
    for (year, _) in years {
      var isCovered = [Bool](repeating: false, count: CalendarDay.days(inYear: year) + 1)
      for other in others {
        guard let span = other.span(in: year) else { continue }
        for day in span { isCovered[day] = true }
      }
      for day in span(in: year) ?? 1...1 where !isCovered[day] {
        count += 1
        if first == nil { first = CalendarDay(year: year, dayOfYear: day) }
      }
    }
    return (first, count)
  }

  /// Numbers of the days of a year that lie in the period.
  private func span(in year: Int) -> ClosedRange<Int>? {
    guard (start.year...end.year).contains(year) else { return nil }
    let first = year == start.year ? start.dayOfYear : 1
    let last = year == end.year ? end.dayOfYear : CalendarDay.days(inYear: year)
    return first...last
  }
}
