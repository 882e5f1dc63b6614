import CarbonDocuments
import Testing

@Suite("Maps by cells")
struct MapCellsTests {
  private let frame = MapFrame(west: 0, south: 0, east: 1_000, north: 1_000, metresPerUnit: 1)

  private func square(
    _ x: Double, _ y: Double, _ side: Double
  ) -> [(x: Double, y: Double)] {
    [(x, y), (x + side, y), (x + side, y + side), (x, y + side), (x, y)]
  }

  /// Widths of the runs of a class, in steps of the drawing.
  private func cells(_ map: MapCells, _ kind: Int) -> Int {
    map.parcels.filter { $0.kind == kind }.reduce(0) { sum, parcel in
      sum
        + parcel.path.split(separator: "z").reduce(0) { part, run in
          part
            + (run.split(separator: "h").dropFirst().first.flatMap { Int($0.prefix { $0 != "v" }) }
              ?? 0) / 4
        }
    }
  }

  @Test("neighbours leave no gap and share no cell; a hole is left out")
  func areas() {
    var whole = MapCells(frame)
    whole.draw([square(0, 0, 1_000)], kind: 0)
    var parts = MapCells(frame)
    for x in 0..<50 {
      for y in 0..<50 {
        parts.draw([square(Double(x) * 20, Double(y) * 20, 20)], kind: (x + y) % 2)
      }
    }
    #expect(cells(whole, 0) > 50_000)
    #expect(cells(parts, 0) + cells(parts, 1) == cells(whole, 0))
    var holed = MapCells(frame)
    holed.draw([square(0, 0, 1_000), square(250, 250, 500)], kind: 0)
    let share = Double(cells(holed, 0)) / Double(cells(whole, 0))
    #expect(abs(share - 0.75) < 0.01)
  }

  @Test(
    "the picture does not grow with the parcels; land outside the frame and broken corners are harmless"
  )
  func bounds() {
    var map = MapCells(frame)
    for row in 0..<200 {
      for column in 0..<200 {
        map.draw([square(Double(column) * 5, Double(row) * 5, 5)], kind: (row * 7 + column) % 6)
      }
    }
    let bytes = map.parcels.reduce(0) { $0 + $1.path.utf8.count }
    #expect(bytes < 4_000_000 && map.parcels.count < 6 * 600)
    #expect(map.parcels.allSatisfy { $0.path.utf8.count < 8_000 })
    let before = map.parcels.map(\.path)
    map.draw([square(5_000, 5_000, 10)], kind: 1)
    map.draw([square(-5_000, 100, 10)], kind: 1)
    map.draw([[(.nan, 0), (1, .nan), (.infinity, 2), (.nan, 0)]], kind: 1)
    map.draw([], kind: 1)
    #expect(map.parcels.map(\.path) == before)
  }
}
