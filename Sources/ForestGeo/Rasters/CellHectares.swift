/// Hectares of the cells of a grid, by row.
public enum CellHectares: Sendable {
  /// Every cell has the same area: that of the plane of the CRS.
  case constant(Double)
  /// Cells of one row have the same area on the ellipsoid.
  case rows([Double])

  /// Cells in the plane of a projected CRS; `nil` for degrees, which have no plane.
  public init?(planar grid: Grid, _ reference: CoordinateReference) {
    guard !reference.isGeographic else { return nil }
    self = .constant(grid.cellArea * reference.unitFactor * reference.unitFactor / 10_000)
  }

  /// Cells on the ellipsoid, the mean of each row: exact for rows along parallels, elsewhere by geodesics
  /// around the strip of the row. Rows that lie wholly in Viet Nam are measured on VN-2000, as shapes are. A row
  /// without a place on the ellipsoid is `nan`.
  public init(ellipsoidal grid: Grid, _ reference: CoordinateReference) throws(GeoError) {
    let ellipsoid = try GeodesicArea(for: reference)
    let columns = Double(grid.columns)
    self = .rows(
      (0..<grid.rows).map { row in
        if reference.isGeographic, grid.isNorthUp {
          let north = grid.transform[3] + grid.transform[5] * Double(row)
          let south = north + grid.transform[5]
          let west = grid.transform[0]
          let ratio = ellipsoid.vn2000Ratio(
            latitude: (south + north) / 2, west: west, east: west + grid.transform[1] * columns)
          return ellipsoid.boxM2(south: north, north: south, widthDeg: grid.transform[1]) / 10_000
            * ratio
        }
        let strip = grid.outline(rows: row..<(row + 1))
        return (ellipsoid.measure(strip)?.areaM2 ?? .nan) / columns / 10_000
      })
  }

  /// Hectares of one cell of a row; `nil` where all cells are equal.
  subscript(row: Int) -> Double? {
    switch self {
    case .constant: nil
    case .rows(let hectares): hectares[row]
    }
  }
}

extension Grid {
  /// The outline of some rows over all columns, with vertices between the corners, since straight lines
  /// of one CRS are curves in another.
  public func outline(rows: Range<Int>) -> PolygonShape {
    let steps = 32
    let (top, bottom) = (Double(rows.lowerBound), Double(rows.upperBound))
    let across = (0..<steps).map { Double($0) / Double(steps) }
    var ring = across.map { point(column: Double(columns) * $0, row: top) }
    ring += across.map { point(column: Double(columns), row: top + (bottom - top) * $0) }
    ring += across.map { point(column: Double(columns) * (1 - $0), row: bottom) }
    ring += across.map { point(column: 0, row: bottom + (top - bottom) * $0) }
    return PolygonShape(outer: ring.map { ($0.x, $0.y) })
  }
}
