import ForestModel

/// Horizontal bars of one quantity, each with its name above and its value behind: readable on a narrow
/// screen, and in grey since the kinds differ by pattern.
public struct BarChart: Sendable {
  /// One bar.
  public struct Bar: Sendable {
    /// Name of the bar.
    public var label: Passage
    /// Its length.
    public var value: Datum
    /// Index into `kinds`.
    public var kind: Int

    /// A bar.
    public init(label: Passage, value: Datum, kind: Int) {
      self.label = label
      self.value = value
      self.kind = kind
    }
  }
  /// What is drawn along the axis, with unit.
  public var axis: Passage
  /// Kinds of bars for the legend.
  public var kinds: [(label: Passage, fill: Fill)]
  /// Bars from top to bottom.
  public var bars: [Bar]

  /// A chart.
  public init(axis: Passage, kinds: [(label: Passage, fill: Fill)], bars: [Bar]) {
    self.axis = axis
    self.kinds = kinds
    self.bars = bars
  }

  var data: [Datum] { bars.map(\.value) }

  func svg(_ voice: Voice, id: String) -> String {
    var svg = SVG()
    let used = kinds.indices.filter { kind in bars.contains { $0.kind == kind } }
    svg.raw("<defs>" + used.map { kinds[$0].fill.definition(id, $0) }.joined() + "</defs>")
    let most = bars.map(\.value.value).filter(\.isFinite).max() ?? 1
    let widest = bars.map { SVG.width(of: voice.runs(.datum($0.value)), size: 10) }.max() ?? 0
    let room = SVG.width - 16 - min(200, widest)
    var y = 6.0
    for bar in bars {
      let label = SVG.lines(voice.runs(bar.label), within: SVG.width - 6, size: 10)
      y += svg.text(2, y + 8.5, lines: label, leading: 12, size: 10)
      let isDrawn = bar.value.value.isFinite && most > 0
      let length = isDrawn ? max(0, bar.value.value / most * room) : 0
      svg.rect(
        2, y, max(length, 0.5), 8, fill: kinds[bar.kind].fill.attribute(id, bar.kind),
        stroke: "#4d4d4d")
      svg.text(length + 8, y + 7.5, voice.runs(.datum(bar.value)), size: 10)
      y += 13
    }
    let title = SVG.lines(voice.runs(axis), within: SVG.width - 6, size: 10)
    y += svg.text(2, y + 8, lines: title, leading: 12, size: 10, fill: SVG.faint) + 8
    for kind in used {
      y += svg.legend(y, voice.runs(kinds[kind].label)) {
        $0.rect($1, $2, 18, 10, fill: kinds[kind].fill.attribute(id, kind), stroke: "#4d4d4d")
      }
    }
    return svg.element(height: y + 4, title: voice.text(axis))
  }
}
