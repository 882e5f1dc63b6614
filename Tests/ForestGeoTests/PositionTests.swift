import ForestGeo
import TestSupport
import Testing

/// What the extent of a layer says about its reference.
@Suite("Position")
struct PositionTests {
  /// Son La by its published boundary, in EPSG:9206 and EPSG:3405 (whole metres).
  static let sonla9206 = CoordinateBox(
    west: 417_962, south: 2_276_072, east: 606_174, north: 2_437_150)
  static let sonla3405 = CoordinateBox(
    west: 313_964, south: 2_275_237, east: 502_074, north: 2_437_067)
  /// The window of the sample data, EPSG:9206.
  static let commune = CoordinateBox(
    west: 574_000, south: 2_298_000, east: 587_000, north: 2_309_000)

  private func finding(
    _ box: CoordinateBox?, _ code: String, expected: CoordinateBox? = nil
  ) throws -> PositionFinding {
    PositionCheck(try #require(box), in: try CoordinateReference(code), expected: expected)
      .finding()
  }

  private func codes(_ finding: PositionFinding) -> [String] {
    switch finding {
    case .otherZone(let all), .metresAsDegrees(let all): all.map(\.code)
    default: []
    }
  }

  private func province() throws -> CoordinateBox? {
    try CoordinateReference("EPSG:9206").areaOfUse
  }

  @Test("a layer where it belongs raises nothing")
  func fits() throws {
    #expect(try finding(Self.sonla9206, "EPSG:9206") == .fits)
    #expect(try finding(Self.sonla3405, "EPSG:3405") == .fits)
    #expect(try finding(Self.sonla3405, "EPSG:3405", expected: province()) == .fits)
    #expect(try finding(Self.commune, "EPSG:9206") == .fits)
    // WGS 84 UTM of a GPS.
    #expect(try finding(Self.sonla3405, "EPSG:32648", expected: province()) == .fits)
    // Elsewhere in the world.
    let box = CoordinateBox(west: -108.2, south: 43.9, east: -106.9, north: 45)
    #expect(try finding(box, "EPSG:4267") != .axesSwapped)
    // An area across the 180th meridian is no box to hold anything against.
    #expect(try finding(box, "EPSG:4269") == .unknown)
  }

  @Test("the whole layer decides between zones, and names all that it can't tell apart")
  func zones() throws {
    let asUTM = codes(try finding(Self.sonla3405, "EPSG:9206"))
    #expect(asUTM.contains("EPSG:3405") && asUTM.contains("EPSG:5897"))
    let asTM3 = codes(try finding(Self.sonla9206, "EPSG:3405", expected: province()))
    #expect(asTM3.first == "EPSG:9206")
    // A commune under a wrong zone can still lie inside the province: only other inputs can tell.
    let moved = CoordinateBox(west: 470_000, south: 2_298_000, east: 483_000, north: 2_309_000)
    #expect(try finding(moved, "EPSG:9206") == .fits)
    let plots = try #require(Self.commune).inDegrees(CoordinateReference("EPSG:9206"))
    let told = codes(try finding(moved, "EPSG:9206", expected: plots))
    #expect(told.contains("EPSG:5897"))
  }

  @Test("x and y swapped, kilometres, degrees as metres and metres as degrees")
  func slips() throws {
    let box = try #require(Self.commune)
    #expect(try finding(box.swapped, "EPSG:9206") == .axesSwapped)
    let kilometres = CoordinateBox(west: 574, south: 2_298, east: 587, north: 2_309)
    #expect(try finding(kilometres, "EPSG:9206") == .kilometres)
    let degrees = CoordinateBox(west: 104.71, south: 20.78, east: 104.84, north: 20.88)
    #expect(try finding(degrees, "EPSG:9206") == .degreesAsMetres)
    #expect(try finding(degrees?.swapped, "EPSG:4326", expected: province()) == .axesSwapped)
    #expect(codes(try finding(box, "EPSG:4326", expected: province())).first == "EPSG:9206")
    guard case .metresAsDegrees = try finding(box, "EPSG:4326") else {
      Issue.record("metres under degrees")
      return
    }
    // Far from everything: told, not explained.
    let sea = CoordinateBox(west: 900_000, south: 1_000_000, east: 910_000, north: 1_010_000)
    guard case .outside = try finding(sea, "EPSG:9206") else {
      Issue.record("\(try finding(sea, "EPSG:9206"))")
      return
    }
  }

  @Test("references that fit a layer without one, the likeliest first")
  func candidates() throws {
    let box = try #require(Self.commune)
    let alone = PositionCheck.candidates(for: box).map(\.code)
    #expect(alone.first == "EPSG:9206" && alone.count > 1)
    let known = PositionCheck.candidates(for: box, in: try province()).map(\.code)
    #expect(known.first == "EPSG:9206")
    let degrees = try #require(box.inDegrees(CoordinateReference("EPSG:9206")))
    #expect(
      Set(PositionCheck.candidates(for: degrees).map(\.code)) == ["EPSG:4326", "EPSG:4756"])
    let american = try #require(CoordinateBox(west: -108, south: 44, east: -107, north: 45))
    #expect(PositionCheck.candidates(for: american).isEmpty)
  }

  @Test("a few stray points don't speak for the rest")
  func middle() throws {
    let x = (0..<200).map { 574_000 + Double($0) * 65 } + [0, 9e9, .nan]
    let y = (0..<200).map { 2_298_000 + Double($0) * 55 } + [0, -5e9, .nan]
    let box = try #require(CoordinateBox.middle(x, y))
    #expect(box.west > 573_000 && box.east < 587_001 && box.south > 2_297_000)
    #expect(CoordinateBox.middle([], []) == nil && CoordinateBox.middle([.nan], [1]) == nil)
    #expect(CoordinateBox(west: 1, south: 0, east: 0, north: 1) == nil)
  }
}
