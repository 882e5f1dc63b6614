import ForestGeo
import TestSupport
import Testing

/// Decision 0029: land in Viet Nam has the same hectares in every CRS; other land is left alone.
@Suite("Datum of areas")
struct AreaDatumTests {
  /// A polygon with a hole, degrees on WGS 84, taken into `code` vertex by vertex.
  private func shape(
    _ code: String, west: Double, south: Double, size: Double = 0.5
  ) throws
    -> PolygonShape
  {
    func ring(_ inset: Double) -> [(Double, Double)] {
      let steps = (0..<40).map { Double($0) / 40 * (size - 2 * inset) }
      let (w, s, e, n) = (
        west + inset, south + inset, west + size - inset, south + size - inset
      )
      return steps.map { (w + $0, s) } + steps.map { (e, s + $0) } + steps.map { (e - $0, n) }
        + steps.map { (w, n - $0) }
    }
    let shape = PolygonShape(outer: ring(0), holes: [ring(size / 4)])
    let way = try CoordinateTransform(
      from: CoordinateReference("EPSG:4326"), to: CoordinateReference(code))
    let moved = shape.transformed(by: way)
    return try #require(moved)
  }

  private func measured(
    _ code: String, west: Double, south: Double, size: Double = 0.5, on datum: AreaDatum? = nil
  ) throws -> (areaM2: Double, perimeterM: Double, datum: AreaDatum) {
    let geodesic = try GeodesicArea(for: CoordinateReference(code))
    let found = geodesic.measure(try shape(code, west: west, south: south, size: size), on: datum)
    return try #require(found)
  }

  @Test("one piece of land, one area, whatever the CRS")
  func oneArea() throws {
    // Sơn La, the Central Highlands, the Mekong delta, where EPSG has another shift for drilling.
    for (west, south) in [(103.7, 20.9), (108.0, 13.5), (105.5, 9.6)] {
      let national = try measured("EPSG:4756", west: west, south: south)
      for code in ["EPSG:4326", "EPSG:32648", "EPSG:9206", "EPSG:3405", "EPSG:3857", "EPSG:4147"] {
        let one = try measured(code, west: west, south: south)
        #expect(one.datum == .vn2000, "\(code)")
        // Two of EPSG's shifts differ by decimetres, and with them the place of the vertices on VN-2000.
        #expect(relative(one.areaM2, national.areaM2) < 1e-7, "\(code)")
        #expect(relative(one.perimeterM, national.perimeterM) < 1e-7, "\(code)")
      }
      // The ellipsoids lie 5 m (in the delta) to 35 m apart.
      let own = try measured("EPSG:4326", west: west, south: south, on: .own)
      #expect(own.datum == .own)
      #expect((1e-6...2e-5).contains(relative(own.areaM2, national.areaM2)))
    }
  }

  @Test("other land and land across the border keep their own datum, to the last bit")
  func elsewhere() throws {
    let cases: [(String, Double, Double, Double)] = [
      ("EPSG:4269", -107.5, 44, 0.5), ("EPSG:4326", -107.5, 44, 0.5),
      ("EPSG:26913", -107.5, 44, 0.5),
      // Luang Namtha, and a polygon that reaches beyond the box.
      ("EPSG:4326", 101.2, 20.5, 0.5), ("EPSG:32648", 102, 20.5, 0.5),
      ("EPSG:4326", 103, 23.2, 0.5),
    ]
    for (code, west, south, size) in cases {
      let found = try measured(code, west: west, south: south, size: size)
      let own = try measured(code, west: west, south: south, size: size, on: .own)
      #expect(found.datum == .own && found.areaM2 == own.areaM2, "\(code) \(west)")
      #expect(found.perimeterM == own.perimeterM)
      let geodesic = try GeodesicArea(for: CoordinateReference(code))
      let piece = try shape(code, west: west, south: south, size: size)
      let ratio = geodesic.vn2000Ratio(piece)
      let forced = geodesic.measure(piece, on: .vn2000) == nil
      #expect(ratio == 1 && forced)
    }
    // A zone of VN-2000 is measured on its own datum wherever its numbers lie.
    #expect(try measured("EPSG:9206", west: 101.2, south: 20.5).datum == .vn2000)
  }

  @Test("the shift of record, named with its operation; nothing where none is needed")
  func operations() throws {
    let geodesic = try GeodesicArea(for: CoordinateReference("EPSG:4326"))
    _ = geodesic.measure(try shape("EPSG:4326", west: 105.5, south: 9.6))
    let used = geodesic.nationalOperations()
    #expect(used.count == 1 && used[0].name.contains("Inverse of VN-2000 to WGS 84 (2)"))
    #expect(used.first?.target == "EPSG:4756 (VN-2000)" && used.first?.accuracyM == 1)
    #expect(used.first?.definition.contains("-191.90441429") == true)
    let plane = try GeodesicArea(for: CoordinateReference("EPSG:9206"))
    #expect(plane.nationalOperations().isEmpty)
    #expect(plane.label(of: .vn2000) == geodesic.label(of: .vn2000))
    let ellipsoids = (
      plane.ellipsoidLabel(of: .vn2000), geodesic.ellipsoidLabel(of: .vn2000)
    )
    #expect(ellipsoids.0 == ellipsoids.1)
    // What decides is what EPSG states for VN-2000.
    #expect(try CoordinateReference("EPSG:4756").areaOfUse == PositionCheck.vietNam)
  }

  @Test("cells in degrees: rows add up to the area of their outline")
  func cells() throws {
    func hectares(_ west: Double, _ south: Double) throws -> (rows: [Double], outline: Double) {
      let grid = try #require(
        Grid(columns: 400, rows: 300, transform: [west, 0.001, 0, south + 0.3, 0, -0.001]))
      let reference = try CoordinateReference("EPSG:4326")
      let cells = try CellHectares(ellipsoidal: grid, reference)
      guard case .rows(let rows) = cells else { return ([], .nan) }
      let geodesic = try GeodesicArea(for: reference)
      let area = geodesic.measure(grid.outline(rows: 0..<300))?.areaM2
      return (rows, try #require(area) / 10_000)
    }
    for (west, south) in [(103.7, 20.9), (-107.5, 44.0)] {
      let found = try hectares(west, south)
      // Straight parallels against geodesics between 33 points of them.
      #expect(relative(found.rows.reduce(0, +) * 400, found.outline) < 2e-8)
    }
    // Splitting a map by rows changes no digit.
    let whole = try hectares(103.7, 20.9).rows
    let south = try hectares(103.7, 20.8).rows
    #expect(abs(whole[200] - south[100]) / whole[200] < 1e-14)
  }
}
