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

  /// Number of the day, counted from 1 March of the year 0 of the Gregorian calendar: days apart are its difference.
  public var number: Int { Self.number(year: year, month: month, day: day) }

  /// The same of a day of a positive year. The year is counted from March, so that a leap day comes last.
  public static func number(year: Int, month: Int, day: Int) -> Int {
    let shifted = month > 2 ? year : year - 1
    let months = (month + 9) % 12
    return shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + (months * 153 + 2) / 5
      + day - 1
  }

  /// The year of a day by its number.
  public static func year(ofNumber number: Int) -> Int {
    var year = number / 366
    while Self.number(year: year + 1, month: 1, day: 1) <= number { year += 1 }
    return year
  }

  /// Number of the day in its year, 1 for 1 January.
  public var dayOfYear: Int {
    (1..<month).reduce(day) { $0 + Self.length(month: $1, year: year) }
  }

  /// The day of a number in its year; `nil` when the year has no such day.
  public init?(year: Int, dayOfYear: Int) {
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
