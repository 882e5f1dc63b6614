import ForestModel

/// What of the gross amount of each vintage is left and what is taken off, as one bar in parts.
public struct VintageChart: Sendable {
  /// One vintage. Net and the deductions add up to the gross amount.
  public struct Vintage: Sendable {
    /// Year.
    public var year: Int
    /// Before deductions.
    public var gross: Datum
    /// After deductions.
    public var net: Datum
    /// Set aside as buffer.
    public var buffer: Datum
    /// Taken off for leakage.
    public var leakage: Datum
    /// Taken off for uncertainty.
    public var uncertainty: Datum

    /// A vintage.
    public init(
      year: Int, gross: Datum, net: Datum, buffer: Datum, leakage: Datum, uncertainty: Datum
    ) {
      self.year = year
      self.gross = gross
      self.net = net
      self.buffer = buffer
      self.leakage = leakage
      self.uncertainty = uncertainty
    }

    var parts: [Double] { [net, buffer, leakage, uncertainty].map(\.value) }
  }
  /// What is drawn along the axis, with unit.
  public let axis: Passage
  /// Vintages by year.
  public let vintages: [Vintage]

  /// A chart.
  public init(axis: Passage, vintages: [Vintage]) {
    self.axis = axis
    self.vintages = vintages.sorted { $0.year < $1.year }
  }

  /// The numbers printed: net and gross. The deductions are drawn; a table prints them.
  var data: [Datum] { vintages.flatMap { [$0.net, $0.gross] } }

  private static let kinds: [(label: Passage, fill: Fill)] = [
    (Passage("net", vi: "lượng ròng"), .solid("#45704a")),
    (
      Passage("buffer", vi: "lượng dự phòng"), .hatched(lines: "#262626", ground: "#cfe0c9")
    ),
    (Passage("leakage", vi: "rò rỉ"), .crossed(lines: "#262626", ground: "#ffffff")),
    (
      Passage("deduction for uncertainty", vi: "khấu trừ do độ không chắc chắn"),
      .solid("#ededed")
    ),
  ]

  func svg(_ voice: Voice, id: String) -> String {
    var svg = SVG()
    let used = Self.kinds.indices.filter { kind in
      vintages.contains { $0.parts[kind].isFinite && $0.parts[kind] != 0 }
    }
    svg.raw("<defs>" + used.map { Self.kinds[$0].fill.definition(id, $0) }.joined() + "</defs>")
    let style = NumberStyle(voice.language)
    // Two columns of numbers at the right, as wide as their widest.
    let (netHead, grossHead) = (
      voice.text(Phrase("net", vi: "ròng")), voice.text(Phrase("gross", vi: "chưa khấu trừ"))
    )
    let netWidth =
      (vintages.map { SVG.width(of: voice.runs(.datum($0.net)), size: 9.5, isBold: true) }
      + [SVG.width(of: netHead, size: 8)]).max() ?? 0
    let grossWidth =
      (vintages.map { SVG.width(of: voice.runs(.datum($0.gross)), size: 9.5) }
      + [SVG.width(of: grossHead, size: 8)]).max() ?? 0
    let left = 38.0
    let netEnd = SVG.width - 2 - grossWidth - 10
    let right = netEnd - netWidth - 12
    let spans = vintages.map(Self.span)
    let scale = Axis.fitting(
      from: spans.map(\.low).min() ?? 0, to: spans.map(\.high).max() ?? 1, width: right - left,
      size: 8.5, style)
    func x(_ value: Double) -> Double {
      left + (value - scale.first) / (scale.last - scale.first) * (right - left)
    }
    svg.text(netEnd, 11, netHead, anchor: .end, size: 8, fill: SVG.faint)
    svg.text(SVG.width - 2, 11, grossHead, anchor: .end, size: 8, fill: SVG.faint)
    let row = vintages.count > 25 ? 14.0 : vintages.count > 12 ? 19 : 24
    let bottom = 18 + Double(vintages.count) * row
    for value in scale.values {
      svg.line(x(value), 16, x(value), bottom + 2, stroke: value == 0 ? SVG.faint : "#d9d9d9")
      svg.text(
        x(value), bottom + 12, style.string(value, decimals: scale.decimals), anchor: .middle,
        size: 8.5, fill: SVG.faint)
    }
    for (index, vintage) in vintages.enumerated() {
      let y = 18 + Double(index) * row + 2
      let height = row - 5
      let base = y + height / 2 + 3.5
      svg.text(2, base, "\(vintage.year)", size: 10, isBold: true)
      var (low, high) = (0.0, 0.0)
      for (kind, part) in vintage.parts.enumerated() where part.isFinite && part != 0 {
        let start = part > 0 ? high : low + part
        svg.rect(
          x(start), y, x(start + abs(part)) - x(start), height,
          fill: Self.kinds[kind].fill.attribute(id, kind), stroke: "#333333", strokeWidth: 0.75)
        if part > 0 { high += part } else { low += part }
      }
      if vintage.gross.value.isFinite {
        let at = x(vintage.gross.value)
        svg.line(at, y - 2, at, y + height + 2, stroke: "#000000", width: 1.6)
      }
      svg.text(netEnd, base, voice.runs(.datum(vintage.net)), anchor: .end, size: 9.5, isBold: true)
      svg.text(SVG.width - 2, base, voice.runs(.datum(vintage.gross)), anchor: .end, size: 9.5)
    }
    var y = bottom + 26
    let title = SVG.lines(voice.runs(axis), within: SVG.width - 4, size: 10)
    y += svg.text(2, y, lines: title, leading: 12, size: 10, fill: SVG.faint) - 4
    for kind in used {
      y += svg.legend(y, voice.runs(Self.kinds[kind].label)) {
        $0.rect(
          $1, $2, 18, 9, fill: Self.kinds[kind].fill.attribute(id, kind), stroke: "#333333",
          strokeWidth: 0.75)
      }
    }
    y += svg.legend(
      y, voice.runs(Passage("gross, before deductions", vi: "lượng chưa khấu trừ"))
    ) { $0.line($1 + 9, $2 - 1, $1 + 9, $2 + 10, stroke: "#000000", width: 1.6) }
    return svg.element(height: y + 2, title: voice.text(axis))
  }

  /// Ends of the bar and of the mark of the gross amount. A negative net lies left of zero.
  private static func span(_ vintage: Vintage) -> (low: Double, high: Double) {
    let parts = vintage.parts.filter(\.isFinite)
    let gross = vintage.gross.value.isFinite ? vintage.gross.value : 0
    return (
      min(gross, parts.filter { $0 < 0 }.reduce(0, +)),
      max(gross, parts.filter { $0 > 0 }.reduce(0, +))
    )
  }
}
