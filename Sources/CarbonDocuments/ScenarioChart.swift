import ForestModel

/// Revenue of each price scenario as a bar, with the revenue at both ends of the interval of the volume.
public struct ScenarioChart: Sendable {
  /// One scenario.
  public struct Scenario: Sendable {
    /// Name.
    public var name: Passage
    /// Remark below the name, such as the price with its unit.
    public var remark: Passage
    /// Revenue at the estimated volume, VND.
    public var revenue: Datum
    /// Revenue at the ends of the interval of the volume, VND; not finite when there is none.
    public var limits: (low: Datum, high: Datum)

    /// A scenario.
    public init(
      name: Passage, remark: Passage, revenue: Datum, limits: (low: Datum, high: Datum)
    ) {
      self.name = name
      self.remark = remark
      self.revenue = revenue
      self.limits = limits
    }
  }
  /// What the whisker means, with its level.
  public let interval: Passage
  /// Scenarios from top to bottom, their sums printed in `unit`.
  public let scenarios: [Scenario]
  private let isBillion: Bool

  /// A chart. Sums are printed in billions of VND where the largest is one at least, else in millions.
  public init(interval: Passage, scenarios: [Scenario]) {
    self.interval = interval
    let most =
      scenarios.flatMap { [$0.revenue.value, $0.limits.low.value, $0.limits.high.value] }
      .filter(\.isFinite).map(abs).max() ?? 0
    let isBillion = most >= 1e9
    let decimals = most / (isBillion ? 1e9 : 1e6) >= 100 ? 1 : 2
    func printed(_ datum: Datum) -> Datum {
      Datum(
        datum.value, decimals: decimals, unit: isBillion ? "billion VND" : "million VND",
        source: datum.source)
    }
    self.isBillion = isBillion
    self.scenarios = scenarios.map {
      Scenario(
        name: $0.name, remark: $0.remark, revenue: printed($0.revenue),
        limits: (printed($0.limits.low), printed($0.limits.high)))
    }
  }

  var data: [Datum] {
    scenarios.flatMap { scenario in
      Self.hasLimits(scenario)
        ? [scenario.revenue, scenario.limits.low, scenario.limits.high] : [scenario.revenue]
    }
  }

  private static func hasLimits(_ scenario: Scenario) -> Bool {
    scenario.limits.low.value.isFinite && scenario.limits.high.value.isFinite
  }

  private static func range(_ scenario: Scenario) -> Passage {
    Passage(
      "{low} to {high}", vi: "{low} đến {high}",
      ["low": .datum(scenario.limits.low), "high": .datum(scenario.limits.high)])
  }

  func svg(_ voice: Voice) -> String {
    var svg = SVG()
    let (bar, ink) = ("#c3d8bd", "#1a1a1a")
    let style = NumberStyle(voice.language)
    let unit = isBillion ? 1e9 : 1e6
    let numbers = scenarios.map { scenario -> Double in
      let range = Self.hasLimits(scenario) ? voice.runs(Self.range(scenario)) : []
      return max(
        SVG.width(of: voice.runs(.datum(scenario.revenue)), size: 10.5, isBold: true),
        SVG.width(of: range, size: 8.5))
    }
    let right = SVG.width - 16 - min(180, numbers.max() ?? 0)
    let left = 8.0
    let values = scenarios.flatMap {
      [$0.revenue.value, $0.limits.low.value, $0.limits.high.value]
    }.filter(\.isFinite).map { $0 / unit }
    let axis = Axis.fitting(
      from: min(0, values.min() ?? 0), to: max(0, values.max() ?? 0), width: right - left, size: 9,
      style)
    func x(_ value: Double) -> Double {
      left + (value / unit - axis.first) / (axis.last - axis.first) * (right - left)
    }
    // First the places, then the grid, then what lies on it.
    var places: [(name: [[Run]], remark: [[Run]], top: Double, bar: Double)] = []
    var y = 4.0
    for scenario in scenarios {
      let name = SVG.lines(
        voice.runs(scenario.name), within: SVG.width - 4, size: 10, isBold: true)
      let remark = SVG.lines(voice.runs(scenario.remark), within: SVG.width - 4, size: 9)
      let start = y + Double(name.count) * 12 + Double(remark.count) * 11 + 3
      places.append((name, remark, y, start))
      y = start + 30
    }
    let bottom = y
    for value in axis.values {
      let at = x(value * unit)
      for place in places {
        svg.line(
          at, place.bar - 2, at, place.bar + 20, stroke: value == 0 ? SVG.faint : "#d9d9d9")
      }
      svg.line(at, bottom - 2, at, bottom + 3, stroke: SVG.faint)
      let label = style.string(value, decimals: axis.decimals)
      let isCut = SVG.width(of: label, size: 9) / 2 > at
      svg.text(
        isCut ? 0 : at, bottom + 12, label, anchor: isCut ? .start : .middle, size: 9,
        fill: SVG.faint)
    }
    svg.line(left, bottom, right, bottom, stroke: SVG.faint)
    for (scenario, place) in zip(scenarios, places) {
      let used = svg.text(
        2, place.top + 9, lines: place.name, leading: 12, size: 10, isBold: true)
      svg.text(2, place.top + 8 + used, lines: place.remark, leading: 11, size: 9, fill: SVG.faint)
      let revenue = scenario.revenue.value
      if revenue.isFinite {
        svg.rect(
          min(x(0), x(revenue)), place.bar + 2, max(abs(x(revenue) - x(0)), 0.5), 14, fill: bar,
          stroke: "#333333", strokeWidth: 0.75)
      }
      svg.text(
        right + 10, place.bar + 9, voice.runs(.datum(scenario.revenue)), size: 10.5, isBold: true)
      guard Self.hasLimits(scenario) else { continue }
      let (low, high) = (x(scenario.limits.low.value), x(scenario.limits.high.value))
      svg.line(low, place.bar + 9, high, place.bar + 9, stroke: ink, width: 1.5)
      for end in [low, high] {
        svg.line(end, place.bar + 5, end, place.bar + 13, stroke: ink, width: 1.5)
      }
      svg.text(
        right + 10, place.bar + 19.5, voice.runs(Self.range(scenario)), size: 8.5, fill: SVG.faint)
    }
    let title =
      isBillion
      ? Passage("revenue, billion VND", vi: "doanh thu, tỷ đồng")
      : Passage("revenue, million VND", vi: "doanh thu, triệu đồng")
    svg.text((left + right) / 2, bottom + 26, voice.runs(title), anchor: .middle, size: 10)
    y = bottom + 36
    y += svg.legend(
      y, voice.runs(Passage("at the estimated volume", vi: "ở khối lượng ước tính"))
    ) { $0.rect($1, $2, 18, 9, fill: bar, stroke: "#333333", strokeWidth: 0.75) }
    if scenarios.contains(where: Self.hasLimits) {
      y += svg.legend(y, voice.runs(interval)) {
        $0.line($1, $2 + 5, $1 + 18, $2 + 5, stroke: ink, width: 1.5)
        for end in [$1, $1 + 18] { $0.line(end, $2 + 1, end, $2 + 9, stroke: ink, width: 1.5) }
      }
    }
    return svg.element(height: y + 2, title: voice.text(title))
  }
}
