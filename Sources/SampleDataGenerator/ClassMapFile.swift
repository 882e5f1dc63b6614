import ForestGeo
import SyntheticForest

/// The class map: 30 m pixels that hold the number of the land type at their centre.
enum ClassMapFile {
  static func write(_ landscape: Landscape, to path: String) throws {
    // The grid does not start on the corner of the window: pixels and parcels do not line up.
    let lattice = Lattice(cellM: 30, marginM: 15)
    let values = (0..<lattice.count).map { cell -> Double in
      let (x, y) = lattice.centre(cell)
      guard x > Window.west, x < Window.east, y > Window.south, y < Window.north else { return 0 }
      let parcel = landscape.parcelOfCell[landscape.lattice.cell(x: x, y: y)]
      return Double(landscape.parcels[parcel].forestClass.maldlr)
    }
    try RasterFile.write(
      values, lattice, cell: .byte, noData: 0,
      "SYNTHETIC land types, numbers of Circular 33/2018 Annex I", to: path)
  }
}

/// Writes a raster on a lattice of the window.
enum RasterFile {
  static func write(
    _ values: [Double], _ lattice: Lattice, cell: RasterWriter.Cell, noData: Double,
    _ description: String, isSurface: Bool = false, to path: String
  ) throws {
    guard
      let grid = Grid(
        columns: lattice.columns, rows: lattice.rows,
        transform: [lattice.west, lattice.cellM, 0, lattice.north, 0, -lattice.cellM])
    else { return }
    removeOld(path)
    try RasterWriter.write(
      values, grid: grid, reference: CoordinateReference("EPSG:9206"), cell: cell, noData: noData,
      description: description, isSurface: isSurface, to: path)
  }
}
