/// A day of the Gregorian calendar. Periods and vintages are counted in days, without time zones.
public struct CalendarDay: Sendable, Hashable, Comparable {
  /// Year, e.g. 2026.
  public let year: Int
  /// Month, 1 to 12.
  public let month: Int
  /// Day of the month, from 1.
  public let day: Int

  /// `nil` when there is no such day between the years 1900 and 2200.
  public init?(year: Int, month: Int, day: Int) {
    guard (1900...2200).contains(year), (1...12).contains(month), day >= 1,
      day <= Self.length(month: month, year: year)
    else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  /// A day written as `2026-03-15`; `nil` for anything else.
  public init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts.map(\.utf8.count) == [4, 2, 2],
      parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// `2026-03-15`.
  public var text: String {
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    return "\(year)-\(two(month))-\(two(day))"
  }

  /// Number of the day in its year, 1 for 1 January.
  public var dayOfYear: Int {
    (1..<month).reduce(day) { $0 + Self.length(month: $1, year: year) }
  }

  /// The day of a number in its year; `nil` when the year has no such day.
  init?(year: Int, dayOfYear: Int) {
    var rest = dayOfYear
    for month in 1...12 {
      let length = Self.length(month: month, year: year)
      if rest <= length {
        self.init(year: year, month: month, day: rest)
        return
      }
      rest -= length
    }
    return nil
  }

  /// Days of a year.
  public static func days(inYear year: Int) -> Int { isLeap(year) ? 366 : 365 }

  /// Earlier before later.
  public static func < (left: Self, right: Self) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }

  private static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  private static func length(month: Int, year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

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
