import ForestGeo
import ForestModel
import Foundation
import TestSupport
import Testing

/// Polygons of a layer held against each other: known answers, then the answer of brute force.
@Suite("Coverage of a layer")
struct TopologyTests {
  private static let plane = try? CoordinateReference("EPSG:9206")

  private func box(_ x: Double, _ y: Double, _ w: Double, _ h: Double) -> PolygonShape {
    PolygonShape(outer: [(x, y), (x + w, y), (x + w, y + h), (x, y + h)])
  }

  private func check(
    _ shapes: [PolygonShape], workers: Int = 2
  ) async throws -> (overlaps: [CoverageCheck.Overlap], gaps: [CoverageCheck.Gap]) {
    let reading: CoverageCheck.Reading = { isWanted, body in
      for (place, shape) in shapes.enumerated() where isWanted(place) { body(place, shape) }
    }
    let check = try CoverageCheck(
      count: shapes.count, reference: #require(Self.plane), workers: workers, reading: reading)
    let gaps = try #require(check.gaps(largestM2: 3_000, widestM: 2))
    return (try await check.overlaps(reading: reading), gaps)
  }

  private func pairs(_ overlaps: [CoverageCheck.Overlap]) -> [[Int]] {
    overlaps.map { [$0.first, $0.second] }
  }

  @Test("side by side, with and without common vertices: nothing; whichever way the rings turn")
  func clean() async throws {
    let turned = PolygonShape(outer: [(20, 0), (20, 10), (30, 10), (30, 0)])
    let found = try await check([
      box(0, 0, 10, 10), box(10, 0, 10, 10), turned, box(0, 10, 10, 10),
      // A T-junction: its long side faces two others.
      box(10, 10, 20, 10), box(100, 100, 5, 5),
    ])
    #expect(found.overlaps.isEmpty && found.gaps.isEmpty)
  }

  @Test("an overlap has its area; parcels inside others, alone or in a second complete layer")
  func overlaps() async throws {
    let plain = try await check([box(0, 0, 10, 10), box(8, 2, 10, 3)])
    #expect(pairs(plain.overlaps) == [[0, 1]])
    #expect(abs(plain.overlaps[0].shape.planarArea - 6) < 1e-9)
    // Four that meet side by side, all inside a fifth: no side of the four is left but the outer ones.
    let inner = [box(2, 2, 3, 3), box(5, 2, 3, 3), box(2, 5, 3, 3), box(5, 5, 3, 3)]
    let nested = try await check([box(0, 0, 10, 10)] + inner)
    #expect(pairs(nested.overlaps) == [[0, 1], [0, 2], [0, 3], [0, 4]])
    // The same land divided twice, in two ways with the same outer boundary and no other common side.
    let rows = (0..<6).map { box(0, Double($0) * 10, 60, 10) }
    let columns = (0..<6).map { box(Double($0) * 10, 0, 10, 60) }
    let crossed = try await check(rows + columns)
    #expect(crossed.overlaps.count == 36)
    // Two complete grids over each other, all of whose inner sides cancel.
    let grid = (0..<16).map { box(Double($0 % 4) * 10, Double($0 / 4) * 10, 10, 10) }
    #expect(try await check(grid + grid).overlaps.count == 16)
  }

  @Test("through common vertices only: a diagonal across, a cut corner")
  func vertices() async throws {
    let square = box(0, 0, 10, 10)
    let beyond = PolygonShape(outer: [(0, 0), (10, 10), (20, 10), (20, -10), (0, -10)])
    let across = try await check([square, beyond])
    #expect(pairs(across.overlaps) == [[0, 1]])
    #expect(abs(across.overlaps[0].shape.planarArea - 50) < 1e-9)
    let touching = PolygonShape(outer: [(10, 10), (20, 10), (20, 20), (10, 20)])
    #expect(try await check([square, touching]).overlaps.isEmpty)
  }

  @Test(
    "an unfilled hole is a gap, a filled one is not; a notch to the outside is none; wide land is none"
  )
  func gaps() async throws {
    let ring = PolygonShape(
      outer: [(0, 0), (30, 0), (30, 30), (0, 30)],
      holes: [[(10, 10), (10, 20), (20, 20), (20, 10)]])
    let open = try await check([ring])
    #expect(open.gaps.count == 1 && open.overlaps.isEmpty)
    #expect(open.gaps[0].neighbours == [0])
    #expect(abs(open.gaps[0].shape.planarArea - 100) < 1e-9)
    let filled = try await check([ring, box(10, 10, 10, 10)])
    #expect(filled.gaps.isEmpty && filled.overlaps.isEmpty)
    let half = try await check([ring, box(10, 10, 10, 4)])
    #expect(half.gaps.count == 1 && half.gaps[0].neighbours == [0, 1])
    #expect(abs(half.gaps[0].shape.planarArea - 60) < 1e-9)
    let wide = PolygonShape(
      outer: [(0, 0), (300, 0), (300, 300), (0, 300)],
      holes: [[(10, 10), (10, 110), (110, 110), (110, 10)]])
    #expect(try await check([wide]).gaps.isEmpty)
    let strip = PolygonShape(
      outer: [(0, 0), (9_000, 0), (9_000, 30), (0, 30)],
      holes: [[(10, 10), (10, 11), (8_990, 11), (8_990, 10)]])
    #expect(try await check([strip]).gaps.count == 1)
  }

  @Test("random layers: the same pairs as intersecting every pair, at any number of workers")
  func bruteForce() async throws {
    var random = SystemRandomNumberGenerator()
    let seed = UInt64.random(in: 0...UInt64.max, using: &random)
    var state = seed
    func next(_ n: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(n))
    }
    for round in 0..<8 {
      // Corners on a coarse lattice: common vertices, common and partly common sides, nested and equal
      // shapes all occur.
      var shapes: [PolygonShape] = []
      for _ in 0..<18 {
        let (x, y) = (Double(next(12)), Double(next(12)))
        let (w, h) = (Double(1 + next(5)), Double(1 + next(5)))
        switch next(3) {
        case 0: shapes.append(box(x, y, w, h))
        case 1: shapes.append(PolygonShape(outer: [(x, y), (x + w, y), (x, y + h)]))
        default:
          shapes.append(
            PolygonShape(outer: [(x, y), (x + w, y + 1), (x + w, y + h + 1), (x, y + h)]))
        }
      }
      var expected: [[Int]] = []
      for i in shapes.indices {
        for j in shapes.indices where j > i {
          let common = PolygonOverlay.intersection(shapes[i], shapes[j])
          if let common, common.planarArea >= 1e-3 { expected.append([i, j]) }
        }
      }
      let one = try await check(shapes, workers: 1)
      let many = try await check(shapes, workers: 7)
      #expect(pairs(one.overlaps) == expected, "seed \(seed), round \(round)")
      #expect(one.overlaps == many.overlaps && one.gaps == many.gaps)
    }
  }

  @Test("an index of boxes finds what a look at every box finds")
  func boxes() throws {
    var state: UInt64 = 7
    func next() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) / Double(1 << 53)
    }
    var boxes: [Box?] = (0..<80).map { _ in
      Box(box(next() * 1_000, next() * 1_000, next() * 20, next() * 20))
    }
    boxes += [
      Box(box(-1e9, -1e9, 2e9, 2e9)), nil, Box(box(1e8, 1e8, 1, 1)), Box(box(5, 5, 900, 1)),
    ]
    let index = BoxIndex(boxes)
    for case let box? in boxes {
      #expect(
        index.overlapping(box) == boxes.indices.filter { boxes[$0]?.overlaps(box) ?? false })
    }
  }

  // MARK: Validity and strange geometries

  private func features(_ geometry: String, type: String = "Feature") throws -> String {
    let path = Place.scratch() + "/f.geojson"
    let text =
      #"{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::9206"}},"features":[{"type":"Feature","properties":{},"geometry":\#(geometry)}]}"#
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  private func read(_ path: String, repair: Bool = false) throws -> Feature {
    let layer = try VectorDataset(path)
    var found: Feature?
    try layer.forEachFeature(repair ? [.validity, .repair, .wkb] : [.validity]) { found = $1 }
    return try #require(found)
  }

  @Test("a boundary that crosses itself: the place, the reason in two languages, the repair")
  func bowTie() throws {
    let path = try features(
      #"{"type":"Polygon","coordinates":[[[500000,2300000],[500100,2300100],[500100,2300000],[500000,2300100],[500000,2300000]]]}"#
    )
    let feature = try read(path)
    #expect(feature.invalid?.reason == "Self-intersection")
    #expect(feature.invalid?.words.vietnamese == "ranh giới tự cắt")
    #expect(feature.invalid?.place == .init(x: 500_050, y: 2_300_050))
    #expect(abs((feature.repaired?.shape.planarArea ?? 0) - 5_000) < 1e-6)
    let mended = try read(path, repair: true)
    guard case .polygon(let shape) = mended.geometry else {
      Issue.record("no polygon")
      return
    }
    #expect(shape.rings.count == 2 && abs(shape.planarArea - 5_000) < 1e-6)
    #expect(mended.asDrawn?.rings.count == 1 && !mended.wkb.isEmpty)
  }

  @Test("a spike is cut off by the repair, which says that a line was left out")
  func spike() throws {
    let path = try features(
      #"{"type":"Polygon","coordinates":[[[0,0],[10,0],[10,10],[20,10],[10,10],[0,10],[0,0]]]}"#)
    let feature = try read(path, repair: true)
    #expect(feature.invalid != nil)
    #expect(abs((feature.repaired?.shape.planarArea ?? 0) - 100) < 1e-9)
    #expect(feature.repaired?.lostParts == 1)
  }

  @Test(
    "every kind of geometry is read right or named",
    arguments: [
      (#"null"#, "missing"), (#"{"type":"Polygon","coordinates":[]}"#, "missing"),
      (#"{"type":"Polygon","coordinates":[[]]}"#, "missing"),
      (#"{"type":"Point","coordinates":[1,2]}"#, "POINT"),
      (#"{"type":"LineString","coordinates":[[1,2],[3,4]]}"#, "LINESTRING"),
      (#"{"type":"GeometryCollection","geometries":[]}"#, "missing"),
      (
        #"{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2]}]}"#,
        "GEOMETRYCOLLECTION"
      ),
      (#"{"type":"Polygon","coordinates":[[[0,0],[1,0]]]}"#, "invalid"),
      (#"{"type":"Polygon","coordinates":[[[0,0],[0,0],[0,0],[0,0]]]}"#, "invalid"),
      (#"{"type":"Polygon","coordinates":[[[0,0,5],[10,0,6],[10,10,7],[0,10,8],[0,0,5]]]}"#, "100"),
      (#"{"type":"Polygon","coordinates":[[[0,0],[10,0],[10,10],[0,10]]]}"#, "invalid"),
      (#"{"type":"Polygon","coordinates":[[[0,0],[1e999,0],[10,10],[0,10],[0,0]]]}"#, "invalid"),
    ])
  func kinds(_ geometry: String, _ expected: String) throws {
    let feature = try read(features(geometry))
    let found =
      switch feature.geometry {
      case .missing: "missing"
      case .other(let name): name
      case .polygon(let shape):
        feature.invalid == nil ? shape.planarArea.csvLike : "invalid"
      }
    #expect(found == expected)
  }

  @Test("a polygon of very many vertices is measured and intersected in time that grows no faster")
  func large() async throws {
    let count = 60_000
    let circle = PolygonShape(
      outer: (0..<count).map { i in
        let angle = 2 * Double.pi * Double(i) / Double(count)
        return (500_000 + 1_000 * cos(angle), 2_300_000 + 1_000 * sin(angle))
      })
    #expect(relative(circle.planarArea, .pi * 1e6) < 1e-8)
    let found = try await check([circle, box(500_000, 2_300_000, 2_000, 2_000)])
    #expect(found.overlaps.count == 1)
    #expect(relative(found.overlaps[0].shape.planarArea, .pi * 1e6 / 4) < 1e-6)
  }
}

extension Double {
  /// Whole numbers without a fraction, for expectations written as text.
  fileprivate var csvLike: String { self == rounded() ? "\(Int(self))" : "\(self)" }
}
