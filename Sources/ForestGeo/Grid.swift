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
}

func sine(ofDegrees degrees: Double) -> Double { sin(degrees * .pi / 180) }
func arcTanh(_ value: Double) -> Double { atanh(value) }
