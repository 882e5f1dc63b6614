import Glibc

/// Where the cells of a raster lie. Pure algebra, no files.
public struct Grid: Sendable, Equatable {
  /// Cells from west to east (along a row).
  public let columns: Int
  /// Rows.
  public let rows: Int
  /// GDAL's six numbers: x = t0 + t1 column + t2 row, y = t3 + t4 column + t5 row.
  public let transform: [Double]

  /// A grid; the transform must be invertible.
  public init?(columns: Int, rows: Int, transform: [Double]) {
    guard columns > 0, rows > 0, transform.count == 6, transform.allSatisfy(\.isFinite) else {
      return nil
    }
    let determinant = transform[1] * transform[5] - transform[2] * transform[4]
    guard determinant != 0, determinant.isFinite else { return nil }
    self.columns = columns
    self.rows = rows
    self.transform = transform
  }

  /// Area of one cell in the unit of the CRS squared.
  public var cellArea: Double {
    abs(transform[1] * transform[5] - transform[2] * transform[4])
  }

  /// Whether rows run along parallels of the CRS.
  var isNorthUp: Bool { transform[2] == 0 && transform[4] == 0 }

  /// Continuous column and row of a point: cell (c, r) spans [c, c+1) x [r, r+1).
  public func cell(x: Double, y: Double) -> (column: Double, row: Double) {
    let dx = x - transform[0]
    let dy = y - transform[3]
    if isNorthUp { return (dx / transform[1], dy / transform[5]) }
    let determinant = transform[1] * transform[5] - transform[2] * transform[4]
    return (
      (dx * transform[5] - dy * transform[2]) / determinant,
      (dy * transform[1] - dx * transform[4]) / determinant
    )
  }

  /// Place of a continuous column and row in the CRS; the inverse of `cell`.
  public func point(column: Double, row: Double) -> (x: Double, y: Double) {
    (
      transform[0] + transform[1] * column + transform[2] * row,
      transform[3] + transform[4] * column + transform[5] * row
    )
  }

  /// How far two grids may stand apart at any corner and still line up, in cells.
  public static let alignmentTolerance = 1e-3

  /// Whole columns and rows from the origin of this grid to that of `other`, both in one CRS; `nil` when
  /// their cells do not line up: another size, another direction, or an offset of a part of a cell.
  public func offset(to other: Grid) -> (columns: Int, rows: Int)? {
    let origin = other.point(column: 0, row: 0)
    let start = cell(x: origin.x, y: origin.y)
    let (columns, rows) = (start.column.rounded(), start.row.rounded())
    guard abs(columns) < 1e9, abs(rows) < 1e9 else { return nil }
    let (width, height) = (Double(other.columns), Double(other.rows))
    for (column, row) in [(0, 0), (width, 0), (0, height), (width, height)] {
      let corner = other.point(column: column, row: row)
      let here = cell(x: corner.x, y: corner.y)
      guard abs(here.column - columns - column) <= Self.alignmentTolerance,
        abs(here.row - rows - row) <= Self.alignmentTolerance
      else { return nil }
    }
    return (Int(columns), Int(rows))
  }
}

func sine(ofDegrees degrees: Double) -> Double { sin(degrees * .pi / 180) }
func cosine(ofDegrees degrees: Double) -> Double { cos(degrees * .pi / 180) }
func arcTanh(_ value: Double) -> Double { atanh(value) }

extension Grid {
  /// The box around all cells, in the unit of the CRS.
  public var extent: CoordinateBox? {
    let corners = [(0, 0), (columns, 0), (0, rows), (columns, rows)].map {
      point(column: Double($0.0), row: Double($0.1))
    }
    return CoordinateBox(x: corners.map(\.x), y: corners.map(\.y))
  }
}
