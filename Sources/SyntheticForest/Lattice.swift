/// The window of the sample data, in EPSG:9206 (VN-2000 / TM-3 104-00), m.
public enum Window {
  /// Western edge.
  public static let west = 574_000.0
  /// Eastern edge.
  public static let east = 587_000.0
  /// Southern edge.
  public static let south = 2_298_000.0
  /// Northern edge.
  public static let north = 2_309_000.0
  /// Planar area, ha: 13 km by 11 km.
  public static let areaHa = (east - west) * (north - south) / 10_000
}

/// Square cells over the window, row by row from the north-west.
public struct Lattice: Sendable, Equatable {
  /// Side of a cell, m.
  public let cellM: Double
  /// Western edge of the first column.
  public let west: Double
  /// Northern edge of the first row.
  public let north: Double
  /// Cells from west to east.
  public let columns: Int
  /// Cells from north to south.
  public let rows: Int

  /// Cells of `cellM` that cover the window, with `marginM` around it.
  public init(cellM: Double, marginM: Double = 0) {
    self.cellM = cellM
    west = Window.west - marginM
    north = Window.north + marginM
    columns = Int(((Window.east - Window.west + 2 * marginM) / cellM).rounded(.up))
    rows = Int(((Window.north - Window.south + 2 * marginM) / cellM).rounded(.up))
  }

  /// Number of cells.
  public var count: Int { columns * rows }
  /// Area of a cell, ha.
  public var cellHa: Double { cellM * cellM / 10_000 }

  /// East and north of the centre of a cell.
  public func centre(_ cell: Int) -> (x: Double, y: Double) {
    (
      west + (Double(cell % columns) + 0.5) * cellM,
      north - (Double(cell / columns) + 0.5) * cellM
    )
  }

  /// The cell under a point; points outside take the nearest cell.
  public func cell(x: Double, y: Double) -> Int {
    let column = min(columns - 1, max(0, Int(((x - west) / cellM).rounded(.down))))
    let row = min(rows - 1, max(0, Int(((north - y) / cellM).rounded(.down))))
    return row * columns + column
  }

  /// The cells that share a side with a cell.
  func neighbours(_ cell: Int, _ visit: (Int) -> Void) {
    let column = cell % columns
    if column > 0 { visit(cell - 1) }
    if column < columns - 1 { visit(cell + 1) }
    if cell >= columns { visit(cell - columns) }
    if cell < count - columns { visit(cell + columns) }
  }
}
