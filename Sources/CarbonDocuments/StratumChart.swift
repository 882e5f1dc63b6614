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

  func svg(_ voice: Voice) -> String {
    var svg = SVG()
    // Long names get a line of their own above the row.
    let isLong = rows.contains { SVG.width(of: $0.name) > 56 }
    let left = isLong ? 46.0 : 62.0
    let right = SVG.width - 96
    let rowHeight = isLong ? 52.0 : 36.0
    let values = rows.flatMap { $0.plots + [$0.mean.value, $0.limits.high.value] }
    let scale = Axis(
      from: min(0, rows.map(\.limits.low.value).filter(\.isFinite).min() ?? 0),
      to: values.filter(\.isFinite).max() ?? 1, count: 5)
    func x(_ value: Double) -> Double {
      left + (value - scale.first) / (scale.last - scale.first) * (right - left)
    }
    let bottom = 8 + Double(rows.count) * rowHeight
    let style = NumberStyle(voice.language)
    for value in scale.values {
      svg.line(x(value), 4, x(value), bottom, stroke: value == 0 ? SVG.faint : "#e0e0e0")
      svg.text(
        x(value), bottom + 13, style.string(value, decimals: scale.decimals), anchor: .middle,
        size: 10, fill: SVG.faint)
    }
    for (index, row) in rows.enumerated() {
      let y = 8 + (Double(index) + 0.5) * rowHeight
      let wide = SVG.width(of: row.name)
      svg.text(
        2, isLong ? y - 16 : y, row.name,
        size: isLong ? min(11, max(6, 11 * (SVG.width - 8) / wide)) : 11, isBold: true)
      svg.text(2, isLong ? y + 6 : y + 12, voice.runs(row.remark), size: 9.5, fill: SVG.faint)
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
        svg.text(
          right + 10, y + 12,
          voice.runs(
            Passage(
              "{low} to {high}", vi: "{low} đến {high}",
              ["low": .datum(row.limits.low), "high": .datum(row.limits.high)])),
          size: 9.5, fill: SVG.faint)
      }
    }
    svg.text((left + right) / 2, bottom + 28, voice.runs(axis), anchor: .middle, size: 10)
    var y = bottom + 46
    svg.raw(
      "<path d=\"M20 \(SVG.n(y - 9))l6 6l-6 6l-6 -6z\" fill=\"#00441b\"/>")
    svg.line(4, y - 3, 36, y - 3, stroke: "#006d2c", width: 3)
    svg.text(44, y, voice.runs(interval), size: 10)
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
