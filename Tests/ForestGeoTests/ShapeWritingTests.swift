import ForestGeo
import TestSupport
import Testing

@Suite("Shapes for other programs")
struct ShapeWritingTests {
  /// A square of 10 with a hole of 2, drawn in any direction, and a triangle.
  private func shape(clockwise: Bool) -> PolygonShape {
    func ring(_ points: [(Double, Double)]) -> [(Double, Double)] {
      clockwise ? points.reversed() : points
    }
    var shape = PolygonShape(
      outer: ring([(0, 0), (10, 0), (10, 10), (0, 10), (0, 0)]),
      holes: [ring([(1, 1), (3, 1), (3, 3), (1, 3), (1, 1)])])
    shape.append(ring([(20, 0), (26, 0), (20, 3), (20, 0)]), isHole: false)
    return shape
  }

  @Test("outer rings turn counter-clockwise, holes clockwise, whichever way they were drawn")
  func rightHanded() {
    for clockwise in [false, true] {
      let polygons = shape(clockwise: clockwise).rightHandedRings
      #expect(polygons.map(\.count) == [2, 1])
      for polygon in polygons {
        for (place, ring) in polygon.enumerated() {
          var twice = 0.0
          for (a, b) in zip(ring, ring.dropFirst()) { twice += a.x * b.y - b.x * a.y }
          #expect(place == 0 ? twice > 0 : twice < 0)
        }
      }
    }
  }

  @Test("the centroid: holes count, direction and place do not")
  func centroid() throws {
    // (100 x 5 - 4 x 2 + 9 x 22) / 105 and (100 x 5 - 4 x 2 + 9 x 1) / 105
    for clockwise in [false, true] {
      var moved = shape(clockwise: clockwise)
      moved.x = moved.x.map { $0 + 500_000 }
      moved.y = moved.y.map { $0 + 2_300_000 }
      let centre = try #require(moved.centroid)
      #expect(abs(centre.x - 500_000 - 690.0 / 105) < 1e-8)
      #expect(abs(centre.y - 2_300_000 - 501.0 / 105) < 1e-8)
    }
    #expect(PolygonShape().centroid == nil)
  }

  @Test("dissolved: neighbours become one, what lies apart stays, areas add up")
  func union() throws {
    func square(_ x: Double, _ y: Double) -> PolygonShape {
      PolygonShape(outer: [(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1), (x, y)])
    }
    let land = [square(0, 0), square(1, 0), square(0, 1), square(5, 5)]
    let whole = try PolygonUnion.union(of: land.map(\.rightHandedWKB))
    #expect(whole.rings.count == 2)
    #expect(whole.planarArea == 4)
    // Overlapping land counts once.
    let over = try PolygonUnion.union(of: (land + [square(0.5, 0)]).map(\.rightHandedWKB))
    #expect(over.planarArea == 4)
    let holed = try PolygonUnion.union(of: [shape(clockwise: true).rightHandedWKB])
    #expect(holed.planarArea == 100 - 4 + 9)
  }

  @Test("a cloud raster: windows in any order, empty blocks are no data")
  func cloudRaster() throws {
    let folder = Place.scratch("cloud")
    let path = folder + "/a.tif"
    let grid = try #require(
      Grid(columns: 1100, rows: 600, transform: [574_000, 25, 0, 2_309_000, 0, -25]))
    let writer = try CloudRasterWriter(
      scratch: folder + "/plain.tif", grid: grid, reference: CoordinateReference("EPSG:9206"),
      bands: [.init("first", unit: "ha"), .init("second", unit: "t")], noData: -9999,
      metadata: [("STATUS", "test")])
    let values = (0..<(40 * 30)).map { Double($0) / 7 }
    try writer.write(values, band: 2, columns: 1060..<1100, rows: 570..<600)
    try writer.write(values, band: 1, columns: 3..<43, rows: 5..<35)
    try writer.finish(path)
    var buffer: [Double] = []
    let first = try RasterDataset(path)
    let (stored, code) = (first.grid, first.reference?.authorityCode)
    #expect(stored == grid && code == "EPSG:9206")
    try first.read(columns: 3..<43, rows: 5..<35, into: &buffer)
    #expect(buffer == values)
    try first.read(columns: 1060..<1100, rows: 570..<600, into: &buffer)
    #expect(buffer.allSatisfy { $0.isNaN })
    try RasterDataset(path, band: 2).read(columns: 1060..<1100, rows: 570..<600, into: &buffer)
    #expect(buffer == values)
  }
}
