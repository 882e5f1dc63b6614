import ForestGeo
import Glibc

/// The class map: 30 m pixels that hold the number of the land type at their centre, with the errors a
/// classifier makes: single pixels that take the class of a neighbour.
enum ClassMap {
  static let cellM = 30.0
  static let noData = 0.0

  static func write(
    _ landscape: Landscape, seed: UInt64, reference: CoordinateReference, to path: String
  ) throws {
    // The grid does not start on the corner of the window: pixels and parcels do not line up.
    let west = Landscape.west - 47.5
    let north = Landscape.north + 52.5
    let columns = Int(((Landscape.east - west + 60) / cellM).rounded(.up))
    let rows = Int(((north - Landscape.south + 60) / cellM).rounded(.up))
    guard
      let grid = Grid(
        columns: columns, rows: rows, transform: [west, cellM, 0, north, 0, -cellM])
    else { return }
    var values = Array(repeating: noData, count: columns * rows)
    for row in 0..<rows {
      for column in 0..<columns {
        var random = SeededRandom(seed: seed, 6, column, row)
        var x = west + (Double(column) + 0.5) * cellM
        var y = north - (Double(row) + 0.5) * cellM
        if random.uniform() < 0.06 {
          x += random.uniform(-90, 90)
          y += random.uniform(-90, 90)
        }
        // Outside the window the map goes on as the nearest land inside does.
        x = min(max(x, Landscape.west + 0.01), Landscape.east - 0.01)
        y = min(max(y, Landscape.south + 0.01), Landscape.north - 0.01)
        values[row * columns + column] = Double(
          landscape.parcel(x: x, y: y)?.forestClass.maldlr ?? Int(noData))
      }
    }
    removeOld(path)
    try RasterWriter.write(
      values, grid: grid, reference: reference, cell: .byte, noData: noData,
      description: "SYNTHETIC land types, numbers of Circular 33/2018 Annex I", to: path)
  }
}

/// Removes the file of an earlier run; it may not be there.
func removeOld(_ path: String) { unlink(path) }
