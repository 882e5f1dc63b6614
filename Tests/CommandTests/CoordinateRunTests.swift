import ForestGeo
import Foundation
import TestSupport
import Testing

/// Coordinate systems as a province has them: copies, wrong headers, swapped plots.
@Suite("Coordinate systems")
struct CoordinateRunTests {
  static let inputs = SampleDataTests.project + "/inputs/"
  static let faults = SampleFaultTests.folder

  /// Options of the sample project besides parcels and plots.
  private static let rest = [
    "--stratum-field", "ldlr", "--strata", inputs + "strata.csv", "--stock-table",
    inputs + "stock.csv", "--trees", inputs + "trees.csv", "--plot-layout", "horizontal",
    "--wood-density", inputs + "wood_density.csv", "--wood-density-default", "0.55",
    "--root-shoot", "ipcc2006-moist-deciduous",
  ]

  private func run(
    _ verb: String, parcels: String = inputs + "parcels.gpkg", plots: String = inputs + "plots.csv",
    _ more: [String] = ["--plots-crs", "EPSG:9206"], out: String? = nil
  ) throws -> ToolRun {
    try ToolRun(
      [verb] + Self.rest + ["--parcels", parcels, "--plots", plots] + more
        + (out.map { ["--out", $0] } ?? []))
  }

  /// What a run said: `check` prints its findings, other verbs write them to standard error.
  private func said(_ run: ToolRun) -> String { run.output + run.errors }

  /// Rows of findings of one code.
  private func rows(_ run: ToolRun, _ code: String) -> [String] {
    said(run).split(separator: "\n").filter { $0.hasSuffix("] " + code) }.map {
      String($0.split(separator: ":").dropFirst().first ?? "")
    }
  }

  private func totals(_ out: String) throws -> [Double] {
    let json = try JSONSerialization.jsonObject(
      with: Data(contentsOf: URL(filePath: out + "/summary.json")))
    let total = try #require((json as? [String: Any])?["total"] as? [String: Any])
    return ["co2e_t", "co2e_low_t", "co2e_high_t", "co2e_t_ha"].map { total[$0] as? Double ?? .nan }
  }

  @Test("copies of one layer: the same tonnes, or a refusal that says what to type")
  func copies() throws {
    let folder = Place.scratch("copies")
    let copies = Self.faults + "/copies/"
    #expect(try run("estimate", out: folder + "/clean").exitCode == 0)
    let clean = try totals(folder + "/clean")
    // Five figures would hide what 1e-6 shows.
    #expect(abs(clean[0] - 1_505_826) < 1)

    let refused = try run("estimate", parcels: copies + "e_mapinfo/parcels.mif", out: folder + "/e")
    #expect(refused.exitCode == 1 && refused.errors.contains("crs-without-shift"))
    #expect(refused.errors.contains("--parcels-crs EPSG:9206"))
    #expect(refused.errors.contains("as-stored") && refused.errors.contains(" 224 m apart"))
    #expect(!FileManager.default.fileExists(atPath: folder + "/e/summary.json"))
    let crs = ["--plots-crs", "EPSG:9206", "--parcels-crs", "EPSG:9206"]
    let stated = try run(
      "estimate", parcels: copies + "e_mapinfo/parcels.mif", crs, out: folder + "/e")
    #expect(stated.exitCode == 0 && stated.errors.contains("crs-replaced"))
    #expect(try totals(folder + "/e") == clean)

    #expect(
      try run("estimate", parcels: copies + "d_utm/parcels.gpkg", out: folder + "/d").exitCode == 0)
    for (found, wanted) in zip(try totals(folder + "/d"), clean) {
      #expect(relative(found, wanted) < 1e-6)
    }
    let prj = try run("estimate", parcels: copies + "a_utf8/parcels.shp", out: folder + "/a")
    #expect(prj.exitCode == 0)
    #expect(try totals(folder + "/a") == clean)
  }

  @Test("a layer without a CRS: candidates by place, narrowed by the plots")
  func missing() throws {
    let copy = Self.faults + "/copies/b_tcvn3/parcels.shp"
    let known = try run("check", parcels: copy)
    #expect(known.exitCode == 1)
    let line = try #require(
      said(known).split(separator: "\n").first { $0.hasSuffix("crs-missing") })
    #expect(line.contains("EPSG:9206 (VN-2000 / TM-3 104-00): lon 104.71..104.84"))
    #expect(line.contains("--parcels-crs EPSG:9206") && !line.contains("EPSG:9211"))
    // Nothing else is known: neighbouring zones are named too, the one made for such a place first.
    let alone = try ToolRun(["init", Place.scratch() + "/p", "--parcels", copy])
    #expect(alone.exitCode == 1 && said(alone).contains("would fit EPSG:9206"))
    #expect(said(alone).contains("EPSG:9211"))
  }

  @Test("swapped plots and plots of another zone, each with its row; none on the clean set")
  func plots() throws {
    let listed = try csv(Self.faults + "/faults.csv")
    let table = try csv(Self.faults + "/plots_faulty.csv")
    func planted(_ kind: String) -> [String] {
      listed.filter { $0["kind"] == kind }.compactMap { fault in
        table.firstIndex { $0["plot_id"] == fault["place"] }.map { "\($0 + 2)" }
      }.sorted()
    }
    let faulty = try run("check", plots: Self.faults + "/plots_faulty.csv")
    #expect(planted("x-y-swapped").count == 4 && planted("wrong-zone").count == 3)
    #expect(rows(faulty, "plot-coordinates-swapped").sorted() == planted("x-y-swapped"))
    #expect(rows(faulty, "plot-other-zone").sorted() == planted("wrong-zone"))
    #expect(rows(faulty, "plot-without-stratum").isEmpty)
    let clean = try run("check")
    #expect(clean.exitCode == 0)
    for code in [
      "plot-coordinates-swapped", "plot-other-zone", "plot-far-away", "crs-", "position-",
      "layers-apart", "plots-other-zone",
    ] {
      #expect(!said(clean).contains("] " + code), "\(code)")
    }
  }

  @Test("a whole table of plots in another zone, swapped, in degrees, or without a CRS")
  func plotTables() throws {
    let zone = try run("check", ["--plots-crs", "EPSG:3405"])
    #expect(zone.exitCode == 1 && rows(zone, "plots-other-zone").count == 1)
    #expect(said(zone).contains("state --plots-crs EPSG:9206"))
    let swapped = try run(
      "check",
      ["--plots-crs", "EPSG:9206", "--column", "plots.x=y", "--column", "plots.y=x"])
    #expect(swapped.exitCode == 1 && rows(swapped, "plots-axes-swapped").count == 1)
    #expect(rows(swapped, "plot-coordinates-swapped").isEmpty)
    let degrees = try run("check", ["--plots-crs", "EPSG:4326"])
    #expect(degrees.exitCode == 1 && rows(degrees, "metres-as-degrees").count == 1)
    let none = try run("check", [])
    #expect(none.exitCode == 1 && said(none).contains("--plots-crs EPSG:9206"))
  }

  /// Three squares of 1 km², one stratum, plots that need no place.
  private func small(
    _ folder: String, _ code: String, x: Double, y: Double, step: Double = 1_000,
    swapped: Bool = false
  ) throws -> [String] {
    let path = folder + "/lots.gpkg"
    let writer = try GeoPackageWriter(
      path, layer: "lots", reference: CoordinateReference(code),
      fields: [.init("parcel_id", .text)], title: "lots")
    for index in 0..<3 {
      let west = x + Double(index) * 2 * step
      let ring = [
        (west, y), (west + step, y), (west + step, y + step), (west, y + step),
      ].map { swapped ? ($0.1, $0.0) : $0 }
      try writer.add([.text("\(index)")], wkb: wkb(PolygonShape(outer: ring)))
    }
    try writer.finish()
    try table(folder, "plots.csv", "plot_id,area_ha", "1,0.1", "2,0.1")
    try table(folder, "trees.csv", "plot_id,dbh_cm,agb_kg", "1,20,150", "2,30,400")
    return [
      "check", "--parcels", path, "--plots", folder + "/plots.csv", "--trees",
      folder + "/trees.csv", "--design", "simple",
    ]
  }

  @Test("the position of a whole layer: zone, axes, unit")
  func position() throws {
    let cases: [(String, Double, Double, Double, Bool, String, Int32)] = [
      ("EPSG:9206", 574_000, 2_298_000, 1_000, false, "", 0),
      ("EPSG:32648", 460_000, 2_298_000, 1_000, false, "", 0),
      ("EPSG:9206", 574_000, 2_298_000, 1_000, true, "axes-swapped", 1),
      ("EPSG:9206", 574, 2_298, 1, false, "coordinates-in-km", 1),
      ("EPSG:9206", 104.7, 20.8, 0.01, false, "degrees-as-metres", 1),
      ("EPSG:4326", 574_000, 2_298_000, 1_000, false, "metres-as-degrees", 1),
      // 340 km east of the meridian lies another country's numbers or another zone's.
      ("EPSG:9206", 380_000, 2_298_000, 1_000, false, "crs-other-zone", 1),
      ("EPSG:9206", 2_574_000, 5_298_000, 1_000, false, "position-not-in-viet-nam", 1),
    ]
    for (code, x, y, step, swapped, wanted, exit) in cases {
      let arguments = try small(
        Place.scratch("position"), code, x: x, y: y, step: step, swapped: swapped)
      let run = try ToolRun(arguments)
      #expect(run.exitCode == exit, "\(wanted): \(said(run))")
      if wanted.isEmpty {
        for part in ["crs-", "position-", "axes-"] { #expect(!said(run).contains("] " + part)) }
      } else {
        #expect(said(run).contains("[error] " + wanted), "\(wanted): \(said(run))")
      }
    }
    // What the user states is used, and said to be unlikely.
    let stated = try small(Place.scratch("position"), "EPSG:3405", x: 380_000, y: 2_298_000)
    let run = try ToolRun(stated + ["--parcels-crs", "EPSG:9206"])
    #expect(run.exitCode == 0 && said(run).contains("[warning] position-unlikely"))
    let kept = try small(Place.scratch("position"), "EPSG:9206", x: 380_000, y: 2_298_000)
    #expect(try ToolRun(kept + ["--parcels-crs", "as-stored"]).exitCode == 0)
  }

  @Test("a raster elsewhere is told with the kilometres between")
  func apart() throws {
    let folder = Place.scratch("apart")
    var arguments = try small(folder, "EPSG:9206", x: 574_000, y: 2_298_000)
    let grid = try #require(
      Grid(columns: 10, rows: 10, transform: [400_000, 100, 0, 1_300_000, 0, -100]))
    try RasterWriter.write(
      Array(repeating: 1, count: 100), grid: grid, reference: CoordinateReference("EPSG:9206"),
      cell: .byte, noData: 0, description: "classes", to: folder + "/map.tif")
    arguments.removeLast(2)
    try table(folder, "plots.csv", "plot_id,area_ha,stratum", "1,0.1,1", "2,0.1,1")
    let run = try ToolRun(arguments + ["--stratum-raster", folder + "/map.tif"])
    #expect(run.exitCode == 1 && said(run).contains("[error] layers-apart"), "\(said(run))")
    #expect(said(run).contains(" km from map.tif"))
  }

  /// sonla/districts.geojson in seven forms over one map of classes: hectares and tonnes agree within 1e-6, since land
  /// in Viet Nam is measured on VN-2000 whatever CRS a file is in.
  @Test(
    "real districts in seven forms",
    .enabled(if: Place.hasReference, Comment(rawValue: needsReference)))
  func districts() throws {
    let folder = Place.scratch("districts")
    let source = try VectorDataset(Place.reference + "/sonla/districts.geojson")
    let stored = source.reference
    let wgs84 = try #require(stored)
    var shapes: [(String, PolygonShape)] = []
    let place = source.field(named: "code")
    let code = try #require(place)
    try source.forEachFeature([.values]) { _, feature in
      if case .polygon(let shape) = feature.geometry {
        shapes.append((feature.values[code].text, shape))
      }
    }
    #expect(shapes.count == 12)
    let plane = try CoordinateReference("EPSG:9206")
    let grid = try #require(
      Grid(columns: 960, rows: 860, transform: [415_000, 200, 0, 2_440_000, 0, -200]))
    var classes: [Double] = []
    for row in 0..<grid.rows {
      for column in 0..<grid.columns { classes.append(Double(1 + (row / 7 + column / 11) % 2)) }
    }
    try RasterWriter.write(
      classes, grid: grid, reference: plane, cell: .byte, noData: 0, description: "classes",
      to: folder + "/classes.tif")
    try table(
      folder, "plots.csv", "plot_id,area_ha,stratum", "1,0.1,1", "2,0.1,1", "3,0.1,2", "4,0.1,2")
    try table(
      folder, "trees.csv", "plot_id,dbh_cm,agb_kg", "1,20,1500", "2,30,4000", "3,20,500",
      "4,30,900")
    var figures: [[String: (ha: Double, t: Double)]] = []
    let targets = [
      "EPSG:9206", "EPSG:3405", "EPSG:4756", "shapefile", "EPSG:4326", "EPSG:32648", "reversed",
    ]
    for target in targets {
      let reference =
        target == "shapefile"
        ? plane : target == "reversed" ? wgs84 : try CoordinateReference(target)
      let way = try CoordinateTransform(from: wgs84, to: reference)
      var features: [(values: [FieldValue], wkb: [UInt8])] = []
      for (name, shape) in shapes {
        var moved = shape
        let isPlaced = way.apply(&moved.x, &moved.y)
        #expect(isPlaced)
        features.append(([.text(name)], wkb(moved)))
      }
      // Half of the layer, the other way round: nothing else in a file changes a district.
      if target == "reversed" { features = Array(features.reversed().prefix(6)) }
      let name = target.replacingOccurrences(of: ":", with: "")
      let path = "\(folder)/\(name).\(target == "shapefile" ? "shp" : "gpkg")"
      try LayerWriter.write(
        path, driver: target == "shapefile" ? "ESRI Shapefile" : "GPKG", layer: "districts",
        reference: reference, fields: [.init(.init("parcel_id", .text), width: 20)],
        features: features
      ) { Array($0.utf8) }
      let out = folder + "/" + name
      let run = try ToolRun([
        "estimate", "--parcels", path, "--stratum-raster", folder + "/classes.tif", "--plots",
        folder + "/plots.csv", "--trees", folder + "/trees.csv", "--out", out,
      ])
      #expect(run.exitCode == 0, "\(run.errors)")
      #expect(!run.errors.contains("] crs-") && !run.errors.contains("] position-"))
      let parcels = try csv(out + "/parcels.csv")
      figures.append(
        Dictionary(
          uniqueKeysWithValues: parcels.map {
            ($0["parcel_id"] ?? "", (ha: $0.number("area_ha"), t: $0.number("co2e_t")))
          }))
    }
    let first = figures[0]
    #expect(first.count == 12)
    // 14,115.26 km² on VN-2000; on the ellipsoid of WGS 84 it would be 0.14 km² more.
    let wholeKm2 = first.values.reduce(0) { $0 + $1.ha } / 100
    #expect(abs(wholeKm2 - 14_115.259) < 0.001, "\(wholeKm2)")
    for (other, target) in zip(figures, targets).dropFirst() where target != "reversed" {
      for (name, one) in first {
        let two = try #require(other[name])
        #expect(relative(two.ha, one.ha) < 1e-8, "\(target) \(name)")
        #expect(relative(two.t, one.t) < 1e-6, "\(target) \(name)")
      }
    }
    #expect(figures[6].count == 6)
    for (name, part) in figures[6] {
      #expect(part.ha == figures[4][name]?.ha && part.t == figures[4][name]?.t, "\(name)")
    }
    func run(_ name: String) throws -> [String: Any] {
      let data = try Data(contentsOf: URL(filePath: "\(folder)/\(name)/run.json"))
      return try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    }
    for name in ["EPSG4326", "EPSG9206"] {
      let references = try run(name)["coordinate_references"] as? [String: String]
      #expect(references?["area_datum"] == "EPSG:4756 (VN-2000)")
    }
    let used = try run("EPSG4326")["coordinate_operations"] as? [[String: Any]] ?? []
    #expect(
      used.contains {
        $0["target"] as? String == "EPSG:4756 (VN-2000)"
          && ($0["name"] as? String)?.contains("VN-2000 to WGS 84 (2)") == true
      })
    // Zones and a map in degrees: the whole of a district is covered, in hectares of the same datum.
    let degrees = try #require(
      Grid(columns: 500, rows: 400, transform: [103, 0.005, 0, 22.3, 0, -0.005]))
    try RasterWriter.write(
      Array(repeating: 1, count: 200_000), grid: degrees, reference: wgs84, cell: .byte, noData: 0,
      description: "ones", to: folder + "/ones.tif")
    for name in ["EPSG4326", "EPSG9206"] {
      let table = "\(folder)/zonal-\(name).csv"
      let zonal = try ToolRun([
        "zonal", "--zones", "\(folder)/\(name).gpkg", "--id", "parcel_id", "--raster",
        folder + "/ones.tif", "--out", table,
      ])
      #expect(zonal.exitCode == 0, "\(zonal.errors)")
      for row in try csv(table) {
        let one = try #require(first[row["zone_id"] ?? ""])
        #expect(relative(row.number("area_ha"), one.ha) < 1e-8)
        #expect(relative(row.number("covered_ha"), one.ha) < 2e-7, "\(name) \(row)")
      }
    }
  }

  /// A polygon or multipolygon as well-known binary, little-endian.
  private func wkb(_ shape: PolygonShape) -> [UInt8] {
    var bytes: [UInt8] = []
    func append<T>(_ value: T) { withUnsafeBytes(of: value) { bytes.append(contentsOf: $0) } }
    func polygon(_ rings: ArraySlice<PolygonShape.Ring>) {
      bytes.append(1)
      append(UInt32(3).littleEndian)
      append(UInt32(rings.count).littleEndian)
      for ring in rings {
        append(UInt32(ring.range.count).littleEndian)
        for index in ring.range {
          append(shape.x[index].bitPattern.littleEndian)
          append(shape.y[index].bitPattern.littleEndian)
        }
      }
    }
    let starts = shape.rings.indices.filter { !shape.rings[$0].isHole }
    let parts = zip(starts, starts.dropFirst() + [shape.rings.count]).map { shape.rings[$0..<$1] }
    if parts.count == 1 {
      polygon(parts[0])
      return bytes
    }
    bytes.append(1)
    append(UInt32(6).littleEndian)
    append(UInt32(parts.count).littleEndian)
    for part in parts { polygon(part) }
    return bytes
  }
}
