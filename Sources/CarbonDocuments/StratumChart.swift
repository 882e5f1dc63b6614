import ForestModel

/// Every plot as a dot, every stratum with its mean and the interval of the mean: who looks at it sees
/// the spread behind the numbers, not only the numbers.
public struct StratumChart: Sendable {
  /// One stratum.
  public struct Row: Sendable {
    /// Name.
    public var name: String
    /// Remark below the name, such as the number of plots.
    public var remark: Passage
    /// Plots; empty for a factor.
    public var plots: [Double]
    /// Mean.
    public var mean: Datum
    /// Limits of the interval of the mean; not finite when there is none.
    public var limits: (low: Datum, high: Datum)

    /// A stratum.
    public init(
      name: String, remark: Passage, plots: [Double], mean: Datum, limits: (low: Datum, high: Datum)
    ) {
      self.name = name
      self.remark = remark
      self.plots = plots
      self.mean = mean
      self.limits = limits
    }
  }
  /// What is drawn along the axis, with unit.
  public var axis: Passage
  /// What the bar means, with its level.
  public var interval: Passage
  /// Strata from top to bottom.
  public var rows: [Row]

  /// A chart.
  public init(axis: Passage, interval: Passage, rows: [Row]) {
    self.axis = axis
    self.interval = interval
    self.rows = rows
  }

  var data: [Datum] { rows.flatMap { [$0.mean, $0.limits.low, $0.limits.high] } }

  private static func range(_ row: Row) -> Passage {
    Passage(
      "{low} to {high}", vi: "{low} đến {high}",
      ["low": .datum(row.limits.low), "high": .datum(row.limits.high)])
  }

  func svg(_ voice: Voice) -> String {
    var svg = SVG()
    // Long names get lines of their own above the row.
    let isLong = rows.contains { SVG.width(of: $0.name, isBold: true) > 56 }
    let names = rows.map {
      isLong
        ? SVG.lines([.text($0.name)], within: SVG.width - 6, size: 11, isBold: true)
        : [[.text($0.name)]]
    }
    let remarks = rows.map { SVG.lines(voice.runs($0.remark), within: 56, size: 9.5) }
    let left = 62.0
    let numbers = rows.map { row in
      max(
        SVG.width(of: voice.runs(.datum(row.mean)), isBold: true),
        row.limits.low.value.isFinite ? SVG.width(of: voice.runs(Self.range(row)), size: 9.5) : 0)
    }
    let right = SVG.width - 14 - min(180, max(80, numbers.max() ?? 0))
    // Where each row has its dots and its interval.
    var middles: [Double] = []
    var bottom = 8.0
    for index in rows.indices {
      let above = isLong ? 4 + Double(names[index].count) * 13 : 6
      middles.append(bottom + above + 12)
      bottom += above + 14 + max(18, Double(remarks[index].count) * 11)
    }
    let values = rows.flatMap { $0.plots + [$0.mean.value, $0.limits.high.value] }
    let style = NumberStyle(voice.language)
    let scale = Axis.fitting(
      from: min(0, rows.map(\.limits.low.value).filter(\.isFinite).min() ?? 0),
      to: values.filter(\.isFinite).max() ?? 1, width: right - left, size: 10, style)
    func x(_ value: Double) -> Double {
      left + (value - scale.first) / (scale.last - scale.first) * (right - left)
    }
    for value in scale.values {
      for y in middles {
        svg.line(x(value), y - 12, x(value), y + 18, stroke: value == 0 ? SVG.faint : "#e0e0e0")
      }
      svg.line(x(value), bottom - 2, x(value), bottom + 2, stroke: SVG.faint)
      svg.text(
        x(value), bottom + 13, style.string(value, decimals: scale.decimals), anchor: .middle,
        size: 10, fill: SVG.faint)
    }
    for (index, row) in rows.enumerated() {
      let y = middles[index]
      let above = isLong ? Double(names[index].count - 1) * 13 + 16 : 0
      svg.text(2, y - above, lines: names[index], leading: 13, size: 11, isBold: true)
      svg.text(
        2, isLong ? y : y + 12, lines: remarks[index], leading: 11, size: 9.5, fill: SVG.faint)
      // Dots are spread up and down in three lanes by rank, so that equal plots do not hide each other.
      for (rank, plot) in row.plots.sorted().enumerated() {
        svg.circle(
          x(plot), y + 9 + Double(rank % 3 - 1) * 3, 2.2, fill: "#4d4d4d", opacity: 0.45)
      }
      let mean = row.mean.value
      if row.limits.low.value.isFinite, row.limits.high.value.isFinite {
        svg.line(
          x(row.limits.low.value), y - 5, x(row.limits.high.value), y - 5, stroke: "#006d2c",
          width: 3)
        for end in [row.limits.low.value, row.limits.high.value] {
          svg.line(x(end), y - 9, x(end), y - 1, stroke: "#006d2c", width: 1.5)
        }
      }
      let isFactor = row.plots.isEmpty
      svg.raw(
        "<path d=\"M\(SVG.n(x(mean))) \(SVG.n(y - 11))l6 6l-6 6l-6 -6z\" "
          + "fill=\"\(isFactor ? "#ffffff" : "#00441b")\" stroke=\"#00441b\" stroke-width=\"1.2\"/>"
      )
      svg.text(right + 10, y, voice.runs(.datum(row.mean)), isBold: true)
      if row.limits.low.value.isFinite {
        svg.text(right + 10, y + 12, voice.runs(Self.range(row)), size: 9.5, fill: SVG.faint)
      }
    }
    let title = SVG.lines(voice.runs(axis), within: SVG.width - left - 6, size: 10)
    var y = bottom + 28 + svg.text(left, bottom + 28, lines: title, leading: 12, size: 10) + 6
    svg.raw(
      "<path d=\"M20 \(SVG.n(y - 9))l6 6l-6 6l-6 -6z\" fill=\"#00441b\"/>")
    svg.line(4, y - 3, 36, y - 3, stroke: "#006d2c", width: 3)
    let legend = SVG.lines(voice.runs(interval), within: SVG.width - 50, size: 10)
    y += svg.text(44, y, lines: legend, leading: 12, size: 10) - 12
    if rows.contains(where: { $0.plots.isEmpty }) {
      y += 16
      svg.raw(
        "<path d=\"M20 \(SVG.n(y - 9))l6 6l-6 6l-6 -6z\" fill=\"#ffffff\" stroke=\"#00441b\"/>")
      svg.text(
        44, y,
        voice.text(
          Phrase("factor of the stock table, no plots", vi: "hệ số từ bảng trữ lượng, không có ô")),
        size: 10)
    }
    y += 16
    svg.circle(20, y - 4, 2.2, fill: "#4d4d4d", opacity: 0.6)
    svg.text(44, y, voice.text(Phrase("one plot", vi: "một ô tiêu chuẩn")), size: 10)
    return svg.element(height: y + 8, title: voice.text(axis))
  }
}
