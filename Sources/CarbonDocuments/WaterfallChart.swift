import ForestModel

/// From one amount to another in steps: bars that begin where the one before them ended. Sums stand on the
/// axis. Readable on a narrow screen, and in grey since the kinds differ by pattern.
public struct WaterfallChart: Sendable {
  /// One bar.
  public struct Step: Sendable {
    /// Name above the bar.
    public var label: Passage
    /// Amount printed behind it; negative where something is taken off.
    public var amount: Datum
    /// What is left after the step.
    public var running: Double
    /// Whether the bar stands for a sum.
    public var isSum: Bool

    /// A bar.
    public init(label: Passage, amount: Datum, running: Double, isSum: Bool) {
      self.label = label
      self.amount = amount
      self.running = running
      self.isSum = isSum
    }
  }
  /// What is drawn along the axis, with unit.
  public var axis: Passage
  /// Bars from top to bottom.
  public var steps: [Step]

  /// A chart.
  public init(axis: Passage, steps: [Step]) {
    self.axis = axis
    self.steps = steps
  }

  var data: [Datum] { steps.map(\.amount) }

  func svg(_ voice: Voice, id: String) -> String {
    var svg = SVG()
    let fills: [Fill] = [
      .solid("#4d7d4d"), .solid("#b9d3b0"), .hatched(lines: "#8a4b2a", ground: "#f3e3d8"),
    ]
    svg.raw("<defs>" + fills.indices.map { fills[$0].definition(id, $0) }.joined() + "</defs>")
    let ends =
      [0] + steps.map(\.running) + steps.map { $0.isSum ? 0 : $0.running - $0.amount.value }
    let least = ends.min() ?? 0
    let most = ends.max() ?? 1
    let widest = steps.map { SVG.width(of: voice.runs(.datum($0.amount)), size: 10) }.max() ?? 0
    let room = SVG.width - 14 - min(200, widest)
    let scale = most > least ? room / (most - least) : 0
    func x(_ value: Double) -> Double { 2 + (value - least) * scale }
    var y = 6.0
    let labels = steps.map {
      SVG.lines(voice.runs($0.label), within: SVG.width - 10, size: 10, isBold: $0.isSum)
    }
    for (step, label) in zip(steps, labels) {
      y += svg.text(6, y + 8.5, lines: label, leading: 12, size: 10, isBold: step.isSum)
      // Within the picture the line of zero stands beside the bars alone, so that it crosses no word.
      if least < 0 { svg.line(x(0), y - 2, x(0), y + 10, stroke: SVG.faint) }
      let start = step.isSum ? 0 : step.running - step.amount.value
      let (left, right) = (min(start, step.running), max(start, step.running))
      let kind = step.isSum ? 0 : step.amount.value >= 0 ? 1 : 2
      svg.rect(
        x(left), y, max((right - left) * scale, 0.5), 8,
        fill: fills[kind].attribute(id, kind), stroke: "#4d4d4d")
      svg.text(x(right) + 6, y + 7.5, voice.runs(.datum(step.amount)), size: 10)
      y += 13
    }
    if least >= 0 { svg.line(x(0), 4, x(0), y, stroke: SVG.faint) }
    let title = SVG.lines(voice.runs(axis), within: SVG.width - 10, size: 10)
    y += svg.text(6, y + 10, lines: title, leading: 12, size: 10, fill: SVG.faint)
    return svg.element(height: y + 4, title: voice.text(axis))
  }
}
