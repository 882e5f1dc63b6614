import ForestModel

/// Land classes before and after: how many hectares of each class became which. The darker a cell, the
/// larger its share of the row; what did not change stands in a frame.
public struct ChangeMatrix: Sendable {
  /// One cell.
  public struct Cell: Sendable {
    /// Class before: index into `classes`.
    public var from: Int
    /// Class after.
    public var to: Int
    /// Hectares.
    public var area: Datum

    /// A cell.
    public init(from: Int, to: Int, area: Datum) {
      self.from = from
      self.to = to
      self.area = area
    }
  }
  /// What the rows are, with the time, e.g. "2020".
  public let before: Passage
  /// What the columns are, with the time.
  public let after: Passage
  /// Names of the classes.
  public let classes: [Passage]
  /// Cells by row and column, each once.
  public let cells: [Cell]

  /// A matrix. A cell that is not given has no area; of two for the same place the first counts, and a
  /// cell outside the classes counts nowhere.
  public init(before: Passage, after: Passage, classes: [Passage], cells: [Cell]) {
    self.before = before
    self.after = after
    self.classes = classes
    var places: [Int: Cell] = [:]
    for cell in cells where classes.indices.contains(cell.from) && classes.indices.contains(cell.to)
    {
      let place = cell.from * classes.count + cell.to
      if places[place] == nil { places[place] = cell }
    }
    self.cells = places.sorted { $0.key < $1.key }.map(\.value)
  }

  /// The numbers printed; none where there are too many classes for numbers in the cells.
  var data: [Datum] { layout.hasNumbers ? cells.map(\.area) : [] }

  private func area(_ cells: some Sequence<Cell>) -> Double {
    ExactSum(cells.lazy.map(\.area.value).filter(\.isFinite)).value
  }

  /// A sum as the cells are printed. It is not a number of the results: whoever checks it adds the cells.
  private func sumText(_ value: Double, _ style: NumberStyle) -> String {
    style.string(value, decimals: cells.map(\.area.decimals).max() ?? 0)
  }

  /// Sizes that are the same in all languages: a number is as long in each.
  private struct Layout {
    /// Width of the names of the rows.
    let names: Double
    /// Width of a cell.
    let cell: Double
    /// Width of the column of sums.
    let sums: Double
    /// Letters in the cells.
    let size: Double
    let hasNumbers: Bool
    /// Least height of a row.
    let row: Double
    /// Whether numbers stand upright, since cells are too narrow for them.
    let isTurned: Bool
  }

  private var layout: Layout {
    let count = Double(max(classes.count, 1))
    let names = classes.count > 6 ? 92.0 : 112.0
    let total = sumText(area(cells), NumberStyle(.english))
    let widest = cells.map { SVG.width(of: $0.area.text(.english), size: 1) }.max() ?? 1
    let sums = SVG.width(of: total, size: 8, isBold: true) + 6
    let cell = min(64, (SVG.width - names - sums - 4) / count)
    let size = min(9, (cell - 6) / widest)
    if size >= 5.5 {
      return Layout(
        names: names, cell: cell, sums: sums, size: size, hasNumbers: true, row: 20,
        isTurned: false)
    }
    if cell >= 11 {
      return Layout(
        names: names, cell: cell, sums: sums, size: 6.5, hasNumbers: true,
        row: widest * 6.5 + 7, isTurned: true)
    }
    return Layout(
      names: 130, cell: (SVG.width - 134) / count, sums: 0, size: 5.5, hasNumbers: false, row: 11,
      isTurned: false)
  }

  /// Grey of a share, from white to dark, and what is written on it.
  static func grey(_ share: Double) -> (ground: String, ink: String) {
    let level = Int((250 - min(1, max(0, share)) * 174).rounded())
    let digits = String(level, radix: 16)
    let pair = digits.count < 2 ? "0" + digits : digits
    return ("#" + pair + pair + pair, level > 118 ? "#000000" : "#ffffff")
  }

  func svg(_ voice: Voice) -> String {
    var svg = SVG()
    let layout = layout
    let style = NumberStyle(voice.language)
    let left = layout.names + 2
    let right = left + layout.cell * Double(classes.count)
    func x(_ column: Int) -> Double { left + Double(column) * layout.cell }
    var y = drawColumnNames(&svg, voice, left, layout)
    if layout.hasNumbers {
      svg.text(
        right + layout.sums, y - 4, voice.text(Phrase("sum", vi: "tổng")), anchor: .end, size: 8,
        isBold: true)
    }
    for row in classes.indices {
      let own = cells.filter { $0.from == row }
      let sum = area(own)
      let lines = SVG.lines(
        [.text("\(row + 1) ")] + voice.runs(classes[row]), within: layout.names - 4, size: 8)
      let height = max(layout.row, Double(lines.count) * 9.5 + 3)
      let middle = y + height / 2
      svg.text(
        2, middle + 3 - Double(lines.count - 1) * 4.75, lines: lines, leading: 9.5, size: 8)
      for column in classes.indices {
        svg.rect(
          x(column), y, layout.cell, height, fill: "#ffffff", stroke: "#a6a6a6", strokeWidth: 0.4)
      }
      for cell in own {
        let value = cell.area.value
        let (ground, ink) = Self.grey(sum > 0 && value.isFinite ? value / sum : 0)
        // A white seam between tone and frame keeps the frame seen on a dark cell.
        let seam = cell.to == row ? min(2, layout.cell / 5) : 0.2
        svg.rect(
          x(cell.to) + seam, y + seam, layout.cell - 2 * seam, height - 2 * seam, fill: ground)
        if layout.hasNumbers {
          let shift = layout.size * 0.36
          svg.text(
            x(cell.to) + layout.cell / 2 + (layout.isTurned ? shift : 0),
            middle + (layout.isTurned ? 0 : shift), voice.runs(.datum(cell.area)),
            anchor: .middle, size: layout.size, fill: ink, turned: layout.isTurned)
        }
      }
      svg.rect(
        x(row) + 0.5, y + 0.5, layout.cell - 1, height - 1, fill: "none", stroke: "#000000",
        strokeWidth: min(1.4, layout.cell / 8))
      if layout.hasNumbers {
        svg.text(
          right + layout.sums, middle + 3, sumText(sum, style), anchor: .end, size: 8, isBold: true)
      }
      y += height
    }
    if layout.hasNumbers {
      y = drawColumnSums(&svg, voice, y, left, layout)
    }
    y = drawLegend(&svg, voice, y + 10, layout)
    return svg.element(
      height: y,
      title: voice.text(
        Phrase("Land classes before and after, hectares", vi: "Loại đất trước và sau, héc-ta")))
  }

  /// What rows and columns are, numbers of the columns, and their names upright where all of them find
  /// room; returns where the cells begin.
  private func drawColumnNames(
    _ svg: inout SVG, _ voice: Voice, _ left: Double, _ layout: Layout
  ) -> Double {
    let size = 8.0
    let room = Int((layout.cell - 2) / 9.5)
    let names = classes.map { voice.runs($0) }
    let height = [50.0, 60, 70, 80, 90, 100, 120, 140].first { height in
      names.allSatisfy {
        SVG.widestWord($0, size: size) <= height
          && SVG.lines($0, within: height, size: size).count <= room
      }
    }
    let corner = [
      Passage("columns: {after}", vi: "cột: {after}", ["after": .passage(after)]),
      Passage("rows: {before}", vi: "hàng: {before}", ["before": .passage(before)]),
    ].map { SVG.lines(voice.runs($0), within: layout.names - 6, size: 8.5, isBold: true) }
    // Numbers of two digits stand upright over narrow columns.
    let isNarrow = layout.cell < SVG.width(of: "\(classes.count)", size: 8, isBold: true) + 2
    let used = Double(corner.joined().count) * 10.5 + 4
    let bottom = max((height ?? 0) + 18, used + 8)
    var y = bottom - used + 4
    for lines in corner {
      y += 4 + svg.text(2, y, lines: lines, leading: 10.5, size: 8.5, isBold: true)
    }
    for column in classes.indices {
      let middle = left + (Double(column) + 0.5) * layout.cell
      let number = "\(column + 1)"
      svg.text(
        isNarrow ? middle + 2.4 : middle, bottom - 4, number, anchor: isNarrow ? .start : .middle,
        size: isNarrow ? min(6.5, layout.cell) : 8, isBold: true, turned: isNarrow)
      guard let height else { continue }
      let lines = SVG.lines(names[column], within: height, size: size)
      for (index, line) in lines.enumerated() {
        let offset = Double(index) - Double(lines.count - 1) / 2
        svg.text(middle + offset * 9.5 + 3, bottom - 14, line, size: size, turned: true)
      }
    }
    return bottom
  }

  private func drawColumnSums(
    _ svg: inout SVG, _ voice: Voice, _ top: Double, _ left: Double, _ layout: Layout
  ) -> Double {
    let style = NumberStyle(voice.language)
    let size = min(8, layout.size / 1.13)
    let sums = classes.indices.map { column in
      sumText(area(cells.lazy.filter { $0.to == column }), style)
    }
    let widest = sums.map { SVG.width(of: $0, size: size, isBold: true) }.max() ?? 0
    for (column, sum) in sums.enumerated() {
      let middle = left + (Double(column) + 0.5) * layout.cell
      svg.text(
        layout.isTurned ? middle + size * 0.36 : middle, layout.isTurned ? top + 4 : top + 13, sum,
        anchor: layout.isTurned ? .end : .middle, size: size, isBold: true, turned: layout.isTurned)
    }
    svg.text(2, top + 13, voice.text(Phrase("sum", vi: "tổng")), size: 8, isBold: true)
    svg.text(
      left + layout.cell * Double(classes.count) + layout.sums, top + 13,
      sumText(area(cells), style), anchor: .end, size: 8, isBold: true)
    return top + (layout.isTurned ? widest + 6 : 16)
  }

  private func drawLegend(
    _ svg: inout SVG, _ voice: Voice, _ top: Double, _ layout: Layout
  ) -> Double {
    var y = top
    let style = NumberStyle(voice.language)
    for step in 0..<5 {
      let share = Double(step) / 4
      let (ground, ink) = Self.grey(share)
      svg.rect(
        2 + Double(step) * 32, y, 32, 12, fill: ground, stroke: "#a6a6a6", strokeWidth: 0.4)
      svg.text(
        18 + Double(step) * 32, y + 9, style.percent(share), anchor: .middle, size: 8, fill: ink)
    }
    let tone = SVG.lines(
      voice.runs(Passage("share of the row", vi: "tỷ lệ trong hàng")), within: SVG.width - 176,
      size: 9.5)
    y += max(18, svg.text(170, y + 9.5, lines: tone, leading: 11.5, size: 9.5) + 6)
    y += svg.legend(y, voice.runs(Passage("unchanged land", vi: "đất không đổi loại"))) {
      $0.rect($1 + 0.5, $2 + 0.5, 17, 9, fill: "none", stroke: "#000000", strokeWidth: 1.4)
    }
    let words =
      layout.hasNumbers
      ? Passage(
        "hectares; an empty cell is no area; sums are those of the cells",
        vi: "đơn vị: ha; ô trống là không có diện tích; tổng được cộng từ các ô")
      : Passage(
        "an empty cell is no area; more classes than numbers find room for",
        vi: "ô trống là không có diện tích; số loại đất nhiều nên không ghi số trong ô")
    let lines = SVG.lines(voice.runs(words), within: SVG.width - 4, size: 9.5)
    y += svg.text(2, y + 8.5, lines: lines, leading: 11.5, size: 9.5)
    return y + 4
  }
}
