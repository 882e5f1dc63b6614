public import ForestModel

/// How the cells of two maps find each other.
public enum GridPairing: Sendable, Equatable {
  /// The grids line up: the origin of the second lies this many cells of the first from its own.
  case aligned(columns: Int, rows: Int)
  /// Every cell of the first map takes the class of the second map at its centre.
  case nearest
}

/// One worker's hold on the class maps of two dates, paired by map coordinates on the cells of the first.
public struct ClassMapPair: ~Copyable {
  private let before: RasterDataset
  private let after: RasterDataset
  private let pairing: GridPairing
  private let transform: CoordinateTransform
  private var first: [Double] = []
  private var second: [Double] = []
  private var window: [Double] = []

  /// Opens both maps; the references are those of the maps, as stored or as stated by the user.
  public init(
    before: (path: String, band: Int, reference: CoordinateReference),
    after: (path: String, band: Int, reference: CoordinateReference), pairing: GridPairing
  ) throws(GeoError) {
    let one = try RasterDataset(before.path, band: before.band)
    let two = try RasterDataset(after.path, band: after.band)
    transform = try CoordinateTransform(from: before.reference, to: after.reference)
    self.before = one
    self.after = two
    self.pairing = pairing
  }

  /// The operation between the two references that was used last; `nil` when they are equal.
  public func lastOperation() -> CoordinateOperation? { transform.lastOperation() }

  /// Reads both maps in a window of the first map's grid.
  private mutating func read(columns: Range<Int>, rows: Range<Int>) throws(GeoError) {
    try before.read(columns: columns, rows: rows, into: &first)
    let count = columns.count * rows.count
    if second.count < count {
      second.append(contentsOf: repeatElement(.nan, count: count - second.count))
    }
    for i in 0..<count { second[i] = .nan }
    switch pairing {
    case .aligned(let dx, let dy):
      let x = (columns.lowerBound - dx..<columns.upperBound - dx)
        .clamped(to: 0..<after.grid.columns)
      let y = (rows.lowerBound - dy..<rows.upperBound - dy).clamped(to: 0..<after.grid.rows)
      guard !x.isEmpty, !y.isEmpty else { return }
      try after.read(columns: x, rows: y, into: &window)
      let shift = x.lowerBound + dx - columns.lowerBound
      for row in y {
        let to = (row + dy - rows.lowerBound) * columns.count + shift
        let from = (row - y.lowerBound) * x.count
        for i in 0..<x.count { second[to + i] = window[from + i] }
      }
    case .nearest:
      try sample(columns, rows, of: columns, rows)
    }
  }

  /// Takes the second map's classes at the centres of a block of cells of the first, block by block, so that a
  /// finer second map does not fill the memory.
  private mutating func sample(
    _ columns: Range<Int>, _ rows: Range<Int>, of allColumns: Range<Int>, _ allRows: Range<Int>
  ) throws(GeoError) {
    if columns.count * rows.count > 1 << 16 {
      try sampleHalves(columns, rows, of: allColumns, allRows)
      return
    }
    var x: [Double] = []
    var y: [Double] = []
    for row in rows {
      for column in columns {
        let centre = before.grid.point(column: Double(column) + 0.5, row: Double(row) + 0.5)
        x.append(centre.x)
        y.append(centre.y)
      }
    }
    // Centres without an image, and those outside the second map, have no class there.
    _ = transform.apply(&x, &y)
    let cells = zip(x, y).map { x, y -> (column: Int, row: Int)? in
      let cell = after.grid.cell(x: x, y: y)
      guard cell.column >= 0, cell.row >= 0, cell.column < Double(after.grid.columns),
        cell.row < Double(after.grid.rows)
      else { return nil }
      return (Int(cell.column), Int(cell.row))
    }
    let (cs, rs) = (cells.compactMap { $0?.column }, cells.compactMap { $0?.row })
    guard let west = cs.min(), let east = cs.max(), let north = rs.min(), let south = rs.max()
    else { return }
    let size = (east - west + 1) * (south - north + 1)
    if size > 1 << 22, cells.count > 1 {
      try sampleHalves(columns, rows, of: allColumns, allRows)
      return
    }
    try after.read(columns: west..<(east + 1), rows: north..<(south + 1), into: &window)
    var place = 0
    for row in rows {
      let line = (row - allRows.lowerBound) * allColumns.count - allColumns.lowerBound
      for column in columns {
        if let cell = cells[place] {
          second[line + column] =
            window[(cell.row - north) * (east - west + 1) + cell.column - west]
        }
        place += 1
      }
    }
  }

  private mutating func sampleHalves(
    _ columns: Range<Int>, _ rows: Range<Int>, of allColumns: Range<Int>, _ allRows: Range<Int>
  ) throws(GeoError) {
    if columns.count > rows.count {
      let middle = columns.lowerBound + columns.count / 2
      try sample(columns.lowerBound..<middle, rows, of: allColumns, allRows)
      try sample(middle..<columns.upperBound, rows, of: allColumns, allRows)
    } else {
      let middle = rows.lowerBound + rows.count / 2
      try sample(columns, rows.lowerBound..<middle, of: allColumns, allRows)
      try sample(columns, middle..<rows.upperBound, of: allColumns, allRows)
    }
  }

  /// Tally of whole rows of the first map.
  public mutating func tally(
    rows: Range<Int>, _ hectares: CellHectares
  ) throws(GeoError) -> TransitionTally {
    let width = before.grid.columns
    try read(columns: 0..<width, rows: rows)
    var tally = TransitionTally()
    for row in rows {
      let start = (row - rows.lowerBound) * width
      tally.add(
        first[start..<(start + width)], second[start..<(start + width)], weight: 1,
        cellHa: hectares[row])
    }
    return tally
  }

  /// Tally of rows of the second map, where it reaches beyond the first; `hectares` are those of the second
  /// map's cells. Only for grids that line up.
  public mutating func tallyBeyond(
    rows: Range<Int>, _ hectares: CellHectares
  ) throws(GeoError) -> TransitionTally {
    var tally = TransitionTally()
    guard case .aligned(let dx, let dy) = pairing else { return tally }
    let width = after.grid.columns
    let common = (-dx..<before.grid.columns - dx).clamped(to: 0..<width)
    let commonRows = (-dy..<before.grid.rows - dy).clamped(to: 0..<after.grid.rows)
    // Rows without a common cell are read whole, the others left and right of it.
    for row in rows {
      let isCommon = commonRows.contains(row) && !common.isEmpty
      let parts = isCommon ? [0..<common.lowerBound, common.upperBound..<width] : [0..<width]
      for part in parts where !part.isEmpty {
        try after.read(columns: part, rows: row..<(row + 1), into: &second)
        if first.count < part.count {
          first.append(contentsOf: repeatElement(.nan, count: part.count - first.count))
        }
        for i in 0..<part.count { first[i] = .nan }
        tally.add(
          first[0..<part.count], second[0..<part.count], weight: 1, cellHa: hectares[row])
      }
    }
    return tally
  }

  /// Tally under a polygon in the first map's CRS, every cell weighted by the exact share of it that the
  /// polygon covers; with the polygon's area in cells, also of what lies outside the first map.
  public mutating func tally(
    under shape: PolygonShape, _ hectares: CellHectares
  ) throws(GeoError) -> (tally: TransitionTally, cells: Double, isSound: Bool) {
    let coverage = CellCoverage(of: shape, on: before.grid)
    var tally = TransitionTally()
    for strip in coverage.strips() {
      try read(columns: strip.columns, rows: strip.rows)
      for run in coverage.runs[strip.runs] {
        let place = strip.place(of: run)
        tally.add(
          first[place], second[place], weight: run.weight, cellHa: hectares[run.row])
      }
    }
    return (tally, coverage.totalCells, coverage.isSound)
  }

  /// Classes at a point in the first map's CRS; `nil` outside, or where a date has no class.
  public mutating func transition(x: Double, y: Double) throws(GeoError) -> LandTransition? {
    let cell = before.grid.cell(x: x, y: y)
    guard cell.column >= 0, cell.row >= 0, cell.column < Double(before.grid.columns),
      cell.row < Double(before.grid.rows)
    else { return nil }
    let (column, row) = (Int(cell.column), Int(cell.row))
    try read(columns: column..<(column + 1), rows: row..<(row + 1))
    return transition(first[0], second[0])
  }

  /// Calls `body` for every cell of whole rows that has a class on both dates, row by row.
  public mutating func forEachTransition(
    rows: Range<Int>, _ body: (LandTransition, _ column: Int, _ row: Int) -> Void
  ) throws(GeoError) {
    let width = before.grid.columns
    try read(columns: 0..<width, rows: rows)
    var place = 0
    for row in rows {
      for column in 0..<width {
        if let transition = transition(first[place], second[place]) {
          body(transition, column, row)
        }
        place += 1
      }
    }
  }

  private func transition(_ before: Double, _ after: Double) -> LandTransition? {
    guard !before.isNaN, !after.isNaN, abs(before) < 1e15, abs(after) < 1e15 else { return nil }
    return LandTransition(from: Int(before), to: Int(after))
  }
}
