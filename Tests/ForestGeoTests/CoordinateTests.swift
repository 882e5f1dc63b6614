import ForestGeo
import TestSupport
import Testing

@Suite("Coordinates and areas")
struct CoordinateTests {
  @Test("references are read, named, and nothing else passes for one")
  func references() throws {
    let sonla = try CoordinateReference("EPSG:9206")
    #expect(sonla.name == "VN-2000 / TM-3 104-00")
    #expect(sonla.authorityCode == "EPSG:9206")
    #expect(!sonla.isGeographic && sonla.unitFactor == 1)
    #expect(try CoordinateReference("EPSG:4326").isGeographic)
    // Compound references count by their horizontal part.
    #expect(try CoordinateReference("EPSG:9518").isGeographic)
    #expect(
      relative(try CoordinateReference("EPSG:2263+6360").unitFactor, 0.3048006096) < 1e-9)
    #expect(relative(try CoordinateReference("EPSG:2263").unitFactor, 0.3048006096) < 1e-9)
    for text in ["", "EPSG:0", "nonsense", "http://127.0.0.1/crs", "EPSG:9122"] {
      #expect(throws: GeoError.self, "\(text)") { _ = try CoordinateReference(text) }
    }
  }

  /// vn2000_tests.csv: six places of Son La, 0.01 m.
  @Test("VN-2000", .enabled(if: Place.hasReference, Comment(rawValue: needsReference)))
  func vn2000() throws {
    let wgs84 = try CoordinateReference("EPSG:4326")
    for (code, e, n) in [
      ("EPSG:9206", "E_9206", "N_9206"), ("EPSG:3405", "E_3405", "N_3405"),
      ("EPSG:32648", "E_32648", "N_32648"),
    ] {
      let transform = try CoordinateTransform(from: wgs84, to: CoordinateReference(code))
      for row in try csv(Place.reference + "/vn2000_tests.csv") {
        var x = [row.number("wgs84_lon")]
        var y = [row.number("wgs84_lat")]
        let hasImage = transform.apply(&x, &y)
        #expect(hasImage)
        #expect(abs(x[0] - row.number(e)) < 0.01 && abs(y[0] - row.number(n)) < 0.01)
      }
      let last = transform.lastOperation()
      let used = try #require(last)
      #expect(!used.name.lowercased().contains("ballpark"))
      if code == "EPSG:9206" { #expect(used.name.contains("VN-2000 to WGS 84")) }
    }
  }

  @Test("longitude comes before latitude whatever the definition says; the way back returns")
  func axisOrder() throws {
    let wgs84 = try CoordinateReference("EPSG:4326")
    let sonla = try CoordinateReference("EPSG:9206")
    let there = try CoordinateTransform(from: wgs84, to: sonla)
    let back = try CoordinateTransform(from: sonla, to: wgs84)
    var x = [103.91]
    var y = [21.328]
    let isThere = there.apply(&x, &y)
    #expect(isThere)
    #expect(x[0] > 480_000 && x[0] < 500_000 && y[0] > 2_300_000)
    let isBack = back.apply(&x, &y)
    #expect(isBack)
    #expect(abs(x[0] - 103.91) < 1e-8 && abs(y[0] - 21.328) < 1e-8)
  }

  @Test("a point without an image is told")
  func noImage() throws {
    let transform = try CoordinateTransform(
      from: CoordinateReference("EPSG:4326"), to: CoordinateReference("EPSG:9206"))
    var x = [500.0]
    var y = [500.0]
    let hasImage = transform.apply(&x, &y)
    #expect(!hasImage)
  }

  /// area/expected.csv: 20 polygons from 1 m² to 2865 km².
  @Test("areas", .enabled(if: Place.hasReference, Comment(rawValue: needsReference)))
  func areas() throws {
    for file in ["parcels.shp", "parcels.gpkg"] {
      let layer = try VectorDataset(Place.reference + "/area/" + file)
      let stored = layer.reference
      let reference = try #require(stored)
      let geodesic = try GeodesicArea(for: reference)
      let toUTM = try CoordinateTransform(from: reference, to: CoordinateReference("EPSG:3405"))
      let expected = try csv(Place.reference + "/area/expected.csv")
      var seen = 0
      try layer.forEachFeature([.values, .validity]) { index, feature in
        guard case .polygon(let shape) = feature.geometry else { return }
        let row = expected[index]
        #expect(feature.invalid == nil)
        #expect(relative(shape.planarArea, row.number("area_tm3_m2")) < 1e-9)
        var utm = shape
        let isPlaced = toUTM.apply(&utm.x, &utm.y)
        #expect(isPlaced && relative(utm.planarArea, row.number("area_utm48_m2")) < 1e-8)
        let measured = geodesic.measure(shape)
        let found = try #require(measured)
        let area = row.number("area_geodesic_m2")
        #expect(abs(found.areaM2 - area) < 2e-3 + 1e-9 * area)
        let perimeter = row.number("perimeter_geodesic_m")
        #expect(abs(found.perimeterM - perimeter) < 1e-6 + 1e-9 * perimeter)
        seen += 1
      }
      #expect(seen == 20)
    }
  }

  @Test("the closed form of a box agrees with geodesics along it")
  func box() throws {
    let geodesic = try GeodesicArea(for: CoordinateReference("EPSG:4326"))
    // Many vertices along the parallels, so that geodesics follow them.
    let n = 2_000
    let south = (0...n).map { (103 + Double($0) / Double(n), 21.0) }
    let north = (0...n).map { (104 - Double($0) / Double(n), 22.0) }
    let measured = geodesic.measure(PolygonShape(outer: south + north), on: .own)
    let area = try #require(measured).areaM2
    let box = geodesic.boxM2(south: 21, north: 22, widthDeg: 1)
    #expect(relative(box, area) < 1e-8)
  }
}
