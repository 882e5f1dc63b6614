import ForestModel

/// Activities as bars over years and quarters, in groups, with the part that is done and the day of the
/// document.
public struct GanttChart: Sendable {
  /// One activity.
  public struct Activity: Sendable {
    /// Its id in the sheet of activities.
    public var id: String
    /// Its name.
    public var name: Passage
    /// Heading under which it stands; `nil` for none.
    public var component: Passage?
    /// First day, `2026-03-15`.
    public var start: String
    /// Last day.
    public var end: String
    /// Part done as a number with unit `percent` or a share with unit `%`; `nil` where nobody said.
    public var done: Datum?

    /// An activity.
    public init(
      id: String, name: Passage, component: Passage? = nil, start: String, end: String,
      done: Datum? = nil
    ) {
      self.id = id
      self.name = name
      self.component = component
      self.start = start
      self.end = end
      self.done = done
    }

    /// First and last day as numbers; `nil` when one is no day or they are reversed.
    var days: ClosedRange<Int>? {
      guard let first = CalendarDay(start)?.number, let last = CalendarDay(end)?.number,
        first <= last
      else { return nil }
      return first...last
    }

    /// Part done, from 0 to 1.
    var share: Double? {
      guard let done, done.value.isFinite else { return nil }
      return min(1, max(0, done.unit == "%" ? done.value : done.value / 100))
    }
  }
  /// Activities, those of a component together, in the order in which components first appear.
  public let activities: [Activity]
  /// Day of the document, `2026-03-15`, drawn as a line; `nil` for none.
  public let date: String?
  /// First and last day drawn.
  private let span: ClosedRange<Int>?

  /// A chart.
  public init(activities: [Activity], date: String? = nil) {
    var components: [Passage?] = []
    for activity in activities where !components.contains(activity.component) {
      components.append(activity.component)
    }
    self.activities = components.flatMap { name in activities.filter { $0.component == name } }
    self.date = date
    let days = activities.compactMap(\.days)
    if let first = days.map(\.lowerBound).min(), let last = days.map(\.upperBound).max() {
      span = first...last
    } else {
      span = nil
    }
  }

  private init(part activities: [Activity], of chart: GanttChart) {
    self.activities = activities
    date = chart.date
    span = chart.span
  }

  /// The chart in parts that are no higher than `tallest` in any language, all over the same time. As a rule
  /// what a page gives to a picture, so that letters keep their size in print.
  public func parts(tallest: Double = 505) -> [GanttChart] {
    let nothing = EvidenceBook(
      Document(
        name: "", title: Passage(verbatim: ""), producer: "", isNumbered: false, blocks: []))
    let heights = Language.allCases.map { language in
      rows(Voice(language, nothing), from: 0).map { $0.bottom - $0.top }
    }
    let tallestRows = activities.indices.map { row in heights.map { $0[row] }.max() ?? 0 }
    // Head, legend and a heading that is repeated take their share; parts are filled evenly.
    let room = max(tallest - 120, 60)
    let total = tallestRows.reduce(0, +)
    let target = total / (total / room).rounded(.up)
    var parts: [[Activity]] = [[]]
    var used = 0.0
    for (activity, height) in zip(activities, tallestRows) {
      let isFull = used + height > room || used + height / 2 > target
      if isFull, !parts[parts.count - 1].isEmpty {
        parts.append([])
        used = 0
      }
      parts[parts.count - 1].append(activity)
      used += height
    }
    return parts.count > 1 ? parts.map { GanttChart(part: $0, of: self) } : [self]
  }

  var data: [Datum] { activities.compactMap(\.done) }

  private static let names = 162.0
  private static let done = Fill.hatched(lines: "#1a1a1a", ground: "#9dbb97")
  private static let planned = "#e9efe7"

  /// Lines of one row and where it stands.
  private struct Row {
    let activity: Activity
    let heading: [[Run]]
    let lines: [[Run]]
    let top: Double
    /// Where the activity begins below the heading.
    let start: Double
    let bottom: Double
  }

  func svg(_ voice: Voice, id: String) -> String {
    var svg = SVG()
    svg.raw("<defs>" + Self.done.definition(id, 0) + "</defs>")
    let hasDone = activities.contains { $0.done != nil }
    let right = SVG.width - (hasDone ? 42 : 4)
    let head = 30.0
    let rows = rows(voice, from: head + 2)
    let bottom = rows.last?.bottom ?? head + 2
    for row in rows {
      if row.start > row.top {
        svg.rect(0, row.top, SVG.width, row.start - row.top, fill: "#ececec")
      }
      svg.line(0, row.bottom, SVG.width, row.bottom, stroke: "#d9d9d9", width: 0.5)
    }
    let scale = span.map { TimeScale($0, left: Self.names + 4, right: right) }
    if let scale { drawAxis(&svg, voice, scale, rows, bottom) }
    if hasDone {
      svg.text(
        SVG.width - 2, 11,
        lines: SVG.lines(
          voice.runs(Passage("part done", vi: "đã thực hiện")), within: 40, size: 7.5),
        leading: 9, anchor: .end, size: 7.5, fill: SVG.faint)
    }
    for row in rows {
      svg.text(2, row.top + 10.5, lines: row.heading, leading: 11, size: 9, isBold: true)
      svg.text(2, row.start + 9.5, lines: row.lines, leading: 10, size: 8.5)
      draw(row.activity, &svg, voice, scale, row.start, id)
    }
    var y = bottom + 8
    if let scale { drawDate(&svg, scale, rows) }
    let words = voice.text(Phrase("no valid dates", vi: "chưa có ngày hợp lệ"))
    for row in rows where row.activity.days == nil {
      svg.rect(
        Self.names + 6, row.start + 2, SVG.width(of: words, size: 8) + 4, 10, fill: "#ffffff")
      svg.text(Self.names + 8, row.start + 9.5, words, size: 8, fill: SVG.faint)
    }
    y += drawLegend(&svg, voice, y, id)
    return svg.element(
      height: y + 2,
      title: voice.text(Phrase("Activities in time", vi: "Tiến độ các hoạt động")))
  }

  private func rows(_ voice: Voice, from top: Double) -> [Row] {
    var rows: [Row] = []
    var y = top
    for (index, activity) in activities.enumerated() {
      var heading: [[Run]] = []
      if let name = activity.component, index == 0 || activities[index - 1].component != name {
        heading = SVG.lines(voice.runs(name), within: SVG.width - 6, size: 9, isBold: true)
      }
      let lines = SVG.lines(
        [.text(activity.id + " ")] + voice.runs(activity.name), within: Self.names - 4, size: 8.5)
      let start = y + (heading.isEmpty ? 0 : Double(heading.count) * 11 + 4)
      let end = start + Double(max(lines.count, 1)) * 10 + 5
      rows.append(
        Row(
          activity: activity, heading: heading, lines: lines, top: y, start: start, bottom: end))
      y = end
    }
    return rows
  }

  private func draw(
    _ activity: Activity, _ svg: inout SVG, _ voice: Voice, _ scale: TimeScale?, _ top: Double,
    _ id: String
  ) {
    if let done = activity.done {
      svg.text(
        SVG.width - 2, top + 9.5, voice.runs(.datum(done)), anchor: .end, size: 8.5)
    }
    guard let scale, let days = activity.days else { return }
    let left = scale.x(days.lowerBound)
    // The last day belongs to the activity; a single day is still seen after years.
    let width = max(scale.x(days.upperBound + 1) - left, 2)
    let start = min(left, scale.right - width)
    svg.rect(start, top + 2.5, width, 9, fill: Self.planned)
    if let share = activity.share, share > 0 {
      svg.rect(start, top + 2.5, width * share, 9, fill: Self.done.attribute(id, 0))
      svg.line(
        start + width * share, top + 2.5, start + width * share, top + 11.5, stroke: "#333333")
    }
    svg.rect(start, top + 2.5, width, 9, fill: "none", stroke: "#333333", strokeWidth: 0.75)
  }

  /// Years and quarters above the rows, their lines between the headings.
  private func drawAxis(
    _ svg: inout SVG, _ voice: Voice, _ scale: TimeScale, _ rows: [Row], _ bottom: Double
  ) {
    let isEnglish = voice.language == .english
    let quarters = isEnglish ? ["Q1", "Q2", "Q3", "Q4"] : ["I", "II", "III", "IV"]
    let hasLines = scale.quarterWidth >= 4
    let hasNames = scale.quarterWidth >= 11
    svg.text(
      2, 11,
      voice.text(
        hasNames ? Phrase("year, quarter", vi: "năm, quý") : Phrase("year", vi: "năm")), size: 8,
      fill: SVG.faint)
    func vertical(_ x: Double, _ top: Double, _ colour: String) {
      svg.line(x, top, x, 32, stroke: colour)
      for row in rows { svg.line(x, row.start, x, row.bottom, stroke: colour) }
    }
    // A year that is too narrow for its number is left unnamed; of many years every second, fifth or tenth
    // is named at its beginning, and the lines of the others begin below the number.
    let each = [1, 2, 5, 10, 20, 50].first { Double($0) * scale.quarterWidth * 4 >= 28 } ?? 100
    for quarter in scale.quarters {
      let x = scale.x(quarter.first)
      let isYear = quarter.number == 0
      if isYear {
        vertical(x, quarter.year % each == 0 ? 2 : 18, "#8a8a8a")
      } else if hasLines {
        vertical(x, 16, "#d9d9d9")
      }
      if hasNames {
        svg.text(
          x + scale.quarterWidth / 2, 26, quarters[quarter.number], anchor: .middle, size: 7,
          fill: SVG.faint)
      }
    }
    for x in [scale.left, scale.right] { vertical(x, 2, "#8a8a8a") }
    svg.line(scale.left, 32, scale.right, 32, stroke: "#8a8a8a")
    for year in scale.years where year.number % each == 0 {
      let (left, right) = (scale.x(year.first), scale.x(year.last + 1))
      if each == 1, right - left >= 28 {
        svg.text((left + right) / 2, 11, "\(year.number)", anchor: .middle, size: 9, isBold: true)
      } else if each > 1, left + 28 <= scale.right {
        svg.text(left + 2, 11, "\(year.number)", size: 8.5, isBold: true)
      }
    }
  }

  /// The line runs over the rows, not through the headings.
  private func drawDate(_ svg: inout SVG, _ scale: TimeScale, _ rows: [Row]) {
    guard let day = date.flatMap({ CalendarDay($0)?.number }), scale.holds(day) else { return }
    let x = scale.x(day)
    for row in rows { Self.drawDashes(&svg, x, row.start, x, row.bottom) }
    let bottom = rows.last?.bottom ?? 0
    svg.raw("<path d=\"M\(SVG.n(x)) \(SVG.n(bottom))l3 5h-6z\" fill=\"#000000\"/>")
    svg.raw("<path d=\"M\(SVG.n(x)) 32l3 -4h-6z\" fill=\"#000000\"/>")
  }

  private static func drawDashes(
    _ svg: inout SVG, _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double
  ) {
    svg.raw(
      "<path d=\"M\(SVG.n(x1)) \(SVG.n(y1))L\(SVG.n(x2)) \(SVG.n(y2))\" fill=\"none\" "
        + "stroke=\"#000000\" stroke-width=\"1.1\" stroke-dasharray=\"4 2\"/>")
  }

  /// What the fills and the line mean; returns the height used.
  private func drawLegend(_ svg: inout SVG, _ voice: Voice, _ top: Double, _ id: String) -> Double {
    var y = top
    y += svg.legend(y, voice.runs(Passage("period planned", vi: "thời gian theo kế hoạch"))) {
      $0.rect($1, $2, 18, 9, fill: Self.planned, stroke: "#333333", strokeWidth: 0.75)
    }
    if activities.contains(where: { ($0.share ?? 0) > 0 }) {
      y += svg.legend(y, voice.runs(Passage("part done", vi: "phần đã thực hiện"))) {
        $0.rect(
          $1, $2, 18, 9, fill: Self.done.attribute(id, 0), stroke: "#333333", strokeWidth: 0.75)
      }
    }
    if let date, let day = CalendarDay(date)?.number, let span {
      let scale = TimeScale(span, left: 0, right: 1)
      let words =
        scale.holds(day)
        ? Passage(
          "date of the document: {day}", vi: "ngày của tài liệu: {day}", ["day": .day(date)])
        : Passage(
          "date of the document: {day}, outside the period shown",
          vi: "ngày của tài liệu: {day}, nằm ngoài khoảng thời gian trên hình",
          ["day": .day(date)])
      y += svg.legend(y, voice.runs(words)) {
        Self.drawDashes(&$0, $1, $2 + 5, $1 + 18, $2 + 5)
      }
    }
    return y - top
  }
}

/// Days across a picture: whole quarters, or whole years where there are many.
private struct TimeScale {
  let left: Double
  let right: Double
  /// Quarters from left to right: 0 to 3 within the year.
  let quarters: [(year: Int, number: Int, first: Int)]
  /// Years, each with the first and last day drawn.
  let years: [(number: Int, first: Int, last: Int)]
  private let end: Int

  init(_ span: ClosedRange<Int>, left: Double, right: Double) {
    self.left = left
    self.right = right
    let (from, to) = (
      CalendarDay.year(ofNumber: span.lowerBound), CalendarDay.year(ofNumber: span.upperBound)
    )
    let all = (from...to).flatMap { year in
      (0..<4).map { quarter in
        (
          year: year, number: quarter, first: Self.firstDay(year, quarter),
          next: quarter == 3 ? Self.firstDay(year + 1, 0) : Self.firstDay(year, quarter + 1)
        )
      }
    }
    let isLong = to - from > 8
    let drawn = all.filter {
      isLong || ($0.next > span.lowerBound && $0.first <= span.upperBound)
    }
    quarters = drawn.map { ($0.year, $0.number, $0.first) }
    end = drawn.last?.next ?? span.upperBound + 1
    years = (from...to).compactMap { year in
      let own = drawn.filter { $0.year == year }
      guard let first = own.first, let last = own.last else { return nil }
      return (year, first.first, last.next - 1)
    }
  }

  /// Number of the first day of a quarter, 0 to 3.
  private static func firstDay(_ year: Int, _ quarter: Int) -> Int {
    CalendarDay.number(year: year, month: quarter * 3 + 1, day: 1)
  }

  private var start: Int { quarters.first?.first ?? end - 1 }

  var quarterWidth: Double { (right - left) / Double(max(quarters.count, 1)) }

  func x(_ day: Int) -> Double {
    left + Double(day - start) / Double(end - start) * (right - left)
  }

  func holds(_ day: Int) -> Bool { day >= start && day < end }
}
