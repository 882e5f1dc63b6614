import ForestModel

/// The dates of one column, judged together: `3/4/2025` alone says nothing of day and month, the other
/// dates of its column may.
struct DayColumn {
  /// How a date may be written.
  private enum Style: String {
    case iso = "2025-03-15"
    case slashes = "15/3/2025"
    case serial = "45731"
  }

  /// Days that a spreadsheet counts for the years 1954 to 2064.
  private static let serials = 20_000.0...60_000.0
  /// Most dates that cannot be read that are told one by one.
  private static let mostUnreadable = 20

  private var first: [Style: (row: Int, text: String)] = [:]
  private var count: [Style: Int] = [:]
  private var unreadable: [(row: Int, text: String)] = []
  /// Rows of dates with slashes whose first number cannot be a month, and whose second cannot.
  private var dayFirst: (row: Int, text: String)?
  private var monthFirst: (row: Int, text: String)?

  /// Takes the text of a cell; an empty one is no date.
  mutating func add(_ text: String, row: Int) {
    // A time behind the day is nobody's question.
    let day = text.split { $0 == " " || $0 == "T" }.first.map(String.init) ?? ""
    if day.isEmpty || ["na", "n/a", "null", "-"].contains(text.lowercased()) { return }
    guard let style = style(day, row) else {
      unreadable.append((row, text))
      return
    }
    first[style] = first[style] ?? (row, day)
    count[style, default: 0] += 1
  }

  /// Whether a text is a day in any of the styles.
  mutating func isDay(_ text: String) -> Bool { style(text, 0).map { $0 != .serial } ?? false }

  private mutating func style(_ text: String, _ row: Int) -> Style? {
    let parts = text.split(
      omittingEmptySubsequences: false, whereSeparator: { "-/.".contains($0) })
    let values = parts.compactMap { Int($0) }
    guard values.count == parts.count, values.allSatisfy({ $0 >= 0 }) else { return nil }
    switch parts.count {
    case 3 where parts[0].count == 4:
      return Self.exists(values[0], values[1], values[2]) ? .iso : nil
    case 3 where parts[2].count == 4 || parts[2].count == 2:
      let year = parts[2].count == 2 ? 2000 + values[2] : values[2]
      let isDayFirst = Self.exists(year, values[1], values[0])
      let isMonthFirst = Self.exists(year, values[0], values[1])
      if isDayFirst, !isMonthFirst { dayFirst = dayFirst ?? (row, text) }
      if isMonthFirst, !isDayFirst { monthFirst = monthFirst ?? (row, text) }
      return isDayFirst || isMonthFirst ? .slashes : nil
    case 2 where parts[0].count == 4 && Self.exists(values[0], values[1], 1):
      return .iso
    case 1 where parts[0].count == 4 && Self.exists(values[0], 1, 1):
      return .iso
    case 1 where Self.serials.contains(Double(values[0])):
      return .serial
    default:
      return nil
    }
  }

  /// Tells what was found; no date enters a figure, so nothing is refused.
  func report(file: String, column: String, _ log: inout FindingLog) {
    func here(_ row: Int?) -> FindingLocation {
      FindingLocation(file: file, row: row, column: column)
    }
    for (row, text) in unreadable.prefix(Self.mostUnreadable) {
      log.add(.dateUnreadable, at: here(row), ["value": text])
    }
    let styles = [Style.iso, .slashes, .serial].compactMap { first[$0] }
    if styles.count > 1 {
      log.add(
        .datesMixed, at: here(styles.map(\.row).max()),
        ["found": styles.map(\.text).joined(separator: ", ")])
    }
    if let dayFirst, let monthFirst {
      log.add(
        .datesMixed, at: here(max(dayFirst.row, monthFirst.row)),
        ["found": dayFirst.text + ", " + monthFirst.text])
    } else if dayFirst == nil, monthFirst == nil, let (row, text) = first[.slashes] {
      let numbers = text.split { "-/.".contains($0) }.compactMap { Int($0) }
      // The third of March is that in both.
      if numbers.count == 3, numbers[0] != numbers[1] || count[.slashes, default: 0] > 1 {
        let year = numbers[2] < 100 ? 2000 + numbers[2] : numbers[2]
        log.add(
          .dateAmbiguous, at: here(row),
          [
            "count": "\(count[.slashes, default: 0])", "value": text,
            "first": CalendarDay(year: year, month: numbers[1], day: numbers[0])?.text ?? "–",
            "second": CalendarDay(year: year, month: numbers[0], day: numbers[1])?.text ?? "–",
          ])
      }
    }
    if let (row, text) = first[.serial], let serial = Int(text) {
      log.add(
        .dateSerial, at: here(row),
        [
          "count": "\(count[.serial, default: 0])", "value": text,
          "first": Self.day(afterYear1899: serial),
          "second": Self.day(afterYear1899: serial + 1_462),
        ])
    }
  }

  private static func exists(_ year: Int, _ month: Int, _ day: Int) -> Bool {
    CalendarDay(year: year, month: month, day: day) != nil
  }

  /// The day that a spreadsheet means by a number: 1 is 31 December 1899, which makes every day from March
  /// 1900 on right (the spreadsheets count a 29 February 1900 that there was not). A workbook that counts
  /// from 1904 is 1,462 days behind.
  static func day(afterYear1899 serial: Int) -> String {
    var year = 1900
    // Serial 61 is 1 March 1900: serials beyond it are days after 31 December 1899, less the false one.
    var rest = serial - 1
    while rest > CalendarDay.days(inYear: year) {
      rest -= CalendarDay.days(inYear: year)
      year += 1
    }
    var month = 1
    while let length = (28...31).last(where: { exists(year, month, $0) }), rest > length {
      rest -= length
      month += 1
    }
    return CalendarDay(year: year, month: month, day: rest)?.text ?? "–"
  }
}
