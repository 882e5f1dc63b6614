/// Which cells of a grid a polygon covers, and how much of each: exact areas, not cell centres.
///
/// Goals in order: exactness, no silent nonsense, speed. Signed-area accumulation, as font
/// rasterisers do it: every edge is cut at the grid lines; in each cell that it touches it adds its
/// height `dy` and the area to its right; along a row the running sum of the heights tells what the
/// cells between touched ones are covered by. No dense matrix and no point-in-polygon
/// test; memory grows with the boundary. Edges left of the grid still add their height to its first
/// column; edges right of it, above and below are dropped. Rotated and south-up grids cost nothing
/// extra, since vertices are taken to cell units first.
public struct CellCoverage: Sendable {
  /// Some cells of one row: `columns` of them, each covered by `weight`.
  public struct Run: Sendable, Equatable {
    /// Row of the grid.
    public var row: Int
    /// Columns of the grid.
    public var columns: Range<Int>
    /// Covered share of each of these cells, above 0 and up to 1.
    public var weight: Double
  }

  /// Runs by row, then by column.
  public private(set) var runs: [Run] = []
  /// Area of the whole polygon in cells, also of what lies outside the grid.
  public private(set) var totalCells = 0.0
  /// Whether all covers came out between nothing and all: `false` shows a boundary that crosses
  /// itself or overlapping parts.
  public private(set) var isSound = true

  /// Coverage below which a touched cell counts as not touched: rounding of the vertices.
  static let negligible = 1e-12
  /// Departure from 0 and 1 that is still rounding.
  static let tolerance = 1e-9

  private struct Touch {
    var key: Int  // row * columns + column
    var height: Double
    var area: Double
  }

  /// Coverage of `grid` by `shape`, both in the same CRS. Cost: the cells crossed by the boundary,
  /// sorted, plus the rows.
  public init(of shape: PolygonShape, on grid: Grid) {
    var touches: [Touch] = []
    for ring in shape.rings {
      let vertices = ring.range.map { grid.cell(x: shape.x[$0], y: shape.y[$0]) }
      let area = Self.signedArea(vertices)
      totalCells += ring.isHole ? -abs(area) : abs(area)
      // Outer rings count plus and holes minus, whichever way they were drawn.
      let sign = ring.isHole == (area > 0) ? -1.0 : 1.0
      for (a, b) in zip(vertices, vertices.dropFirst()) {
        Self.trace(a, b, sign, grid, &touches)
      }
    }
    touches.sort { $0.key < $1.key }
    collect(touches, grid.columns)
  }

  private static func signedArea(_ v: [(column: Double, row: Double)]) -> Double {
    guard let origin = v.first else { return 0 }
    var sum = 0.0
    for (a, b) in zip(v, v.dropFirst()) {
      sum +=
        (a.column - origin.column) * (b.row - origin.row)
        - (b.column - origin.column) * (a.row - origin.row)
    }
    return sum / 2
  }

  /// Cuts one edge at the row lines, then at the column lines.
  private static func trace(
    _ a: (column: Double, row: Double), _ b: (column: Double, row: Double), _ sign: Double,
    _ grid: Grid, _ touches: inout [Touch]
  ) {
    guard a.row != b.row else { return }
    // Work downwards; the direction goes into the sign.
    let (top, bottom) = a.row < b.row ? (a, b) : (b, a)
    let direction = a.row < b.row ? -sign : sign
    let height = bottom.row - top.row
    let slope = (bottom.column - top.column) / height
    func column(at row: Double) -> Double {
      row == top.row
        ? top.column : row == bottom.row ? bottom.column : top.column + (row - top.row) * slope
    }
    let first = max(0.0, top.row.rounded(.down))
    let last = min(Double(grid.rows), bottom.row.rounded(.up))
    var row = first
    while row < last {
      let y0 = max(top.row, row)
      let y1 = min(bottom.row, row + 1)
      if y1 > y0 {
        traceRow(
          Int(row), column(at: y0), y0, column(at: y1), y1, direction, grid.columns, &touches)
      }
      row += 1
    }
  }

  private static func traceRow(
    _ row: Int, _ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double, _ sign: Double,
    _ columns: Int, _ touches: inout [Touch]
  ) {
    let width = Double(columns)
    let (left, right) = x0 < x1 ? (x0, x1) : (x1, x0)
    if left >= width { return }
    let base = row * columns
    if right <= 0 {
      touches.append(Touch(key: base, height: sign * (y1 - y0), area: sign * (y1 - y0)))
      return
    }
    let cell = left.rounded(.down)
    if cell >= 0, right <= cell + 1 {
      let h = sign * (y1 - y0)
      touches.append(
        Touch(key: base + Int(cell), height: h, area: h * (1 - ((left + right) / 2 - cell))))
      return
    }
    // Walk the columns from left to right; heights are shares of the whole, cut at the lines.
    let (yLeft, yRight) = x0 < x1 ? (y0, y1) : (y1, y0)
    let slope = (yRight - yLeft) / (right - left)
    func y(at x: Double) -> Double {
      x == left ? yLeft : x == right ? yRight : yLeft + (x - left) * slope
    }
    var x = left
    if x < 0 {
      let h = sign * abs(y(at: 0) - yLeft)
      touches.append(Touch(key: base, height: h, area: h))
      x = 0
    }
    let end = min(right, width)
    while x < end {
      let c = x.rounded(.down)
      let next = min(end, c + 1)
      let h = sign * abs(y(at: next) - y(at: x))
      if h != 0 {
        touches.append(
          Touch(key: base + Int(c), height: h, area: h * (1 - ((x + next) / 2 - c))))
      }
      x = next
    }
  }

  private mutating func collect(_ touches: [Touch], _ columns: Int) {
    var index = 0
    var row = -1
    var running = 0.0
    var nextColumn = 0
    while index < touches.count {
      let key = touches[index].key
      let (r, c) = key.quotientAndRemainder(dividingBy: columns)
      if r != row {
        if row >= 0 { fill(row, nextColumn..<columns, running) }
        row = r
        running = 0
        nextColumn = 0
      }
      if c > nextColumn { fill(row, nextColumn..<c, running) }
      var height = 0.0
      var area = 0.0
      while index < touches.count, touches[index].key == key {
        height += touches[index].height
        area += touches[index].area
        index += 1
      }
      emit(row, c..<(c + 1), running + area)
      running += height
      nextColumn = c + 1
    }
    if row >= 0 { fill(row, nextColumn..<columns, running) }
  }

  /// Cells between touched ones: all or nothing, or the share of the row above or below an edge that
  /// runs exactly along it (such an edge has no height and touches no cell).
  private mutating func fill(_ row: Int, _ columns: Range<Int>, _ cover: Double) {
    guard !columns.isEmpty, abs(cover) > Self.tolerance else { return }
    emit(row, columns, abs(cover - 1) <= Self.tolerance ? 1 : cover)
  }

  private mutating func emit(_ row: Int, _ columns: Range<Int>, _ cover: Double) {
    if cover < -Self.tolerance || cover > 1 + Self.tolerance { isSound = false }
    guard cover > Self.negligible else { return }
    runs.append(Run(row: row, columns: columns, weight: min(cover, 1)))
  }
}

extension CellCoverage {
  /// A window that holds some runs, to be read in one piece.
  struct Strip {
    /// Places of the runs.
    var runs: Range<Int>
    /// Columns of the grid.
    var columns: Range<Int>
    /// Rows of the grid.
    var rows: Range<Int>

    /// Where the values of a run stand among those of the window, row by row.
    func place(of run: Run) -> Range<Int> {
      let start =
        (run.row - rows.lowerBound) * columns.count + run.columns.lowerBound - columns.lowerBound
      return start..<(start + run.columns.count)
    }
  }

  /// The runs cut into windows of at most `cells` cells, or one row, top to bottom.
  func strips(cells: Int = 1 << 22) -> [Strip] {
    var strips: [Strip] = []
    var index = 0
    while index < runs.count {
      let top = runs[index].row
      // As many rows as fit into a strip with the columns they need.
      var end = index
      var west = Int.max
      var east = 0
      var bottom = top
      while end < runs.count {
        let run = runs[end]
        let (w, e) = (min(west, run.columns.lowerBound), max(east, run.columns.upperBound))
        if end > index, (e - w) * (run.row - top + 1) > cells, run.row > bottom { break }
        (west, east, bottom) = (w, e, run.row)
        end += 1
      }
      strips.append(Strip(runs: index..<end, columns: west..<east, rows: top..<(bottom + 1)))
      index = end
    }
    return strips
  }
}
