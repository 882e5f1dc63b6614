import ForestGeo
import ForestModel
import Foundation
import TestSupport
import Testing

/// `check` and `estimate` on layers with faults of shape: every planted one is found, nothing else is.
@Suite("Faults of shape")
struct GeometryRunTests {
  /// Arguments for the sample inventory around another layer.
  private static func sample(_ layer: String) -> [String] {
    let inputs = SampleTruthTests.committed + "/inputs/"
    return [
      "--parcels", layer, "--stratum-field", "ldlr", "--strata", inputs + "strata.csv",
      "--stock-table", inputs + "stock.csv", "--plots", inputs + "plots.csv", "--plots-crs",
      "EPSG:9206", "--plot-layout", "horizontal", "--trees", inputs + "trees.csv",
      "--wood-density", inputs + "wood_density.csv", "--wood-density-default", "0.55",
    ]
  }

  /// Codes about shapes, apart from notes.
  private static let codes = Set(
    FindingKind.all.map(\.code).filter {
      $0.hasPrefix("parcel-overlap") || $0.hasPrefix("parcel-nested") || $0.hasPrefix("parcel-gap")
        || $0.hasPrefix("parcel-sliver") || $0.hasPrefix("geometry-") || $0 == "near-duplicate"
        || $0 == "duplicate-geometry" || $0 == "land-counted-twice" || $0 == "gaps-not-searched"
    })

  private struct Spot {
    var code: String
    var ids: Set<String>
    var m2: Double
    var hasPolygon: Bool
  }

  private func layer(_ path: String, _ name: String) throws -> [Spot] {
    let layer = try VectorDataset(path, layer: name)
    var places: [Spot] = []
    let columns = ["code", "parcel_id", "other_ids", "m2"].compactMap { layer.field(named: $0) }
    try layer.forEachFeature([.values]) { _, feature in
      let text = columns.map { feature.values[$0].text }
      let others = text[2].split(separator: ";").map(String.init)
      var hasPolygon = false
      if case .polygon = feature.geometry { hasPolygon = true }
      places.append(
        Spot(
          code: text[0], ids: Set([text[1]] + others), m2: Double(text[3]) ?? .nan,
          hasPolygon: hasPolygon))
    }
    return places
  }

  @Test("every planted fault of shape is found, at the parcel where it was planted, and no other")
  func planted() throws {
    let folder = SampleFaultTests.folder
    let out = Place.scratch("geometry") + "/out"
    let run = try ToolRun(
      ["check", "--parcel-id", "tt", "--out", out]
        + Self.sample(folder + "/parcels_faulty.gpkg"))
    #expect(run.exitCode == 1)
    let faults = try csv(folder + "/faults.csv").filter { $0["column"] == "geometry" }
    func planted(_ kind: String) -> Set<String> {
      Set(faults.filter { $0["kind"] == kind }.compactMap { $0["place"] })
    }
    let found = try csv(out + "/findings.csv")
    func rows(_ code: String) -> [String] {
      found.filter { $0["code"] == code }.compactMap { $0["row"] }
    }
    for (kind, code) in [
      ("self-intersection", "geometry-invalid"), ("duplicate-polygon", "duplicate-geometry"),
      ("null-geometry", "geometry-missing"), ("sliver", "parcel-sliver"),
      ("sliver", "parcel-nested"), ("multipart-hole", "parcel-parts"),
    ] {
      #expect(rows(code).count == planted(kind).count, "\(code)")
      #expect(Set(rows(code)) == planted(kind), "\(code)")
    }
    let places = try layer(out + "/findings.gpkg", "findings")
    #expect(places.allSatisfy { $0.hasPolygon || $0.code == "geometry-missing" })
    let overlaps = places.filter { $0.code == "parcel-overlap" }
    #expect(overlaps.allSatisfy { !$0.ids.isDisjoint(with: planted("overlap")) })
    #expect(planted("overlap").allSatisfy { id in overlaps.contains { $0.ids.contains(id) } })
    for fault in faults where fault["kind"] == "overlap" {
      // "vertex added outside: 0.0737 ha shared": with one neighbour or with several.
      let ha = fault["planted"]?.split(separator: " ").compactMap { Double($0) }.first ?? .nan
      let m2 = overlaps.filter { $0.ids.contains(fault["place"] ?? "") }.reduce(0) { $0 + $1.m2 }
      #expect(abs(m2 - ha * 10_000) < 60, "\(fault) \(m2)")
    }
    let gaps = places.filter { $0.code == "parcel-gap" }
    let causes = planted("gap").union(planted("multipart-hole"))
    #expect(gaps.count == 9 && gaps.allSatisfy { !$0.ids.isDisjoint(with: causes) })
    #expect(causes.allSatisfy { id in gaps.contains { $0.ids.contains(id) } })
    let points = try layer(out + "/findings.gpkg", "places")
    #expect(points.count == 12)
    // What blocks comes first, then what costs most land.
    let order = found.compactMap { $0["severity"] }
    #expect(
      order == order.filter { $0 == "error" } + order.filter { $0 == "warning" }
        + order.filter { $0 == "note" })
    #expect(try csv(out + "/areas.csv").count == 3_177)
  }

  @Test(
    "the sample layer, whole and sound, has no finding about shapes; check writes nothing by itself"
  )
  func clean() throws {
    let run = try ToolRun(
      ["check", "--json"] + Self.sample(SampleTruthTests.committed + "/inputs/parcels.gpkg"))
    let json = try Found.of(run)
    #expect(json.groups.filter { Self.codes.contains($0.code) }.isEmpty)
    #expect(json.countedTwiceHa == 0)
    // Against the generator's own truth of the plane (truth.json has the same figure).
    #expect(relative(json.areas.planar?.ha ?? 0, json.areas.geodesicHa) < 3e-4)
    #expect(json.areas.declaredField == "dtich")
  }

  private struct Found: Decodable {
    struct Group: Decodable {
      let code: String
      let count: Int
    }
    struct Total: Decodable {
      let ha: Double
      let parcels: Int
    }
    struct Areas: Decodable {
      let geodesicHa: Double
      let planar: Total?
      let declaredField: String?
    }
    /// What a run printed with `--json`.
    static func of(_ run: ToolRun) throws -> Found {
      let decoder = JSONDecoder()
      decoder.keyDecodingStrategy = .convertFromSnakeCase
      return try decoder.decode(Found.self, from: Data(run.output.utf8))
    }
    let groups: [Group]
    let areas: Areas
    let countedTwiceHa: Double
  }

  @Test(
    "real layers without faults: no finding about shapes but notes of noise",
    .enabled(if: Place.hasReference, "\(needsReference)"),
    arguments: ["bighorn/WYbighorn_districtbnd.shp", "sonla/districts.geojson"])
  func real(_ name: String) throws {
    let folder = Place.scratch("real")
    let (plots, trees) = try Self.inventory(folder)
    let run = try ToolRun([
      "check", "--json", "--parcels", Place.reference + "/" + name, "--design",
      "simple",
      "--plots", plots, "--trees", trees,
    ])
    let json = try Found.of(run)
    #expect(json.groups.filter { Self.codes.contains($0.code) }.isEmpty, "\(json.groups)")
    if name.hasPrefix("sonla") {
      #expect(abs(json.areas.geodesicHa - 1_411_540) < 20)
    }
  }

  private static func inventory(_ folder: String) throws -> (plots: String, trees: String) {
    (
      try table(folder, "p.csv", "plot_id,stratum,area_ha", "A,S,0.1", "B,S,0.1"),
      try table(folder, "t.csv", "plot_id,dbh_cm,agb_kg", "A,20,100", "B,20,90")
    )
  }

  private func geoJSON(_ folder: String, _ parcels: [(id: String, ring: String)]) throws -> String {
    try table(
      folder, "l.geojson",
      #"{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::9206"}},"features":["#
        + parcels.map {
          #"{"type":"Feature","properties":{"parcel_id":"\#($0.id)","stratum":"S"},"geometry":{"type":"Polygon","coordinates":[[\#($0.ring)]]}}"#
        }.joined(separator: ",") + "]}")
  }

  @Test("--repair: refused without, then listed with both areas, flagged and written repaired")
  func repair() throws {
    let folder = Place.scratch("repair")
    let (plots, trees) = try Self.inventory(folder)
    // A bow-tie of 200 m: nothing by its vertices, 2 ha as land.
    let layer = try geoJSON(
      folder,
      [
        (
          "bow",
          "[574000,2300000],[574200,2300200],[574200,2300000],[574000,2300200],[574000,2300000]"
        ),
        (
          "good",
          "[575000,2300000],[575100,2300000],[575100,2300100],[575000,2300100],[575000,2300000]"
        ),
      ])
    let common = ["estimate", "--parcels", layer, "--plots", plots, "--trees", trees]
    let refused = try ToolRun(common + ["--out", folder + "/no"])
    #expect(refused.exitCode == 1)
    #expect(
      refused.errors.contains(
        "l.geojson:bow: the boundary is not valid: the boundary crosses itself")
    )
    #expect(refused.errors.contains("[574100.0 2300100.0; lon 104.71"))
    #expect(refused.errors.contains("--repair"))
    let vietnamese = try ToolRun(common + ["--out", folder + "/no", "--lang", "vi"])
    #expect(vietnamese.errors.contains("ranh giới tự cắt"))
    let mended = try ToolRun(common + ["--out", folder + "/yes", "--repair"])
    #expect(mended.exitCode == 0)
    #expect(mended.errors.contains("m² in 2 parts now"))
    let rows = try csv(folder + "/yes/parcels.csv")
    #expect(rows[0]["flags"] == "repaired" && rows[1]["flags"] == "")
    #expect(relative(rows[0].number("area_ha"), 2) < 4e-4)
    let written = try VectorDataset(folder + "/yes/parcels.gpkg", layer: "parcels")
    var areas: [Double] = []
    try written.forEachFeature([.validity]) { _, feature in
      #expect(feature.invalid == nil)
      if case .polygon(let shape) = feature.geometry { areas.append(shape.planarArea) }
    }
    #expect(areas.count == 2 && abs(areas[0] - 20_000) < 1e-3)
  }

  @Test("overlaps: near duplicates are errors, others say how much is counted twice")
  func overlaps() throws {
    let folder = Place.scratch("overlaps")
    let (plots, trees) = try Self.inventory(folder)
    func square(_ x: Int, _ y: Int, _ w: Double, _ h: Double) -> String {
      let (x, y) = (574_000 + Double(x), 2_300_000 + Double(y))
      return "[\(x),\(y)],[\(x + w),\(y)],[\(x + w),\(y + h)],[\(x),\(y + h)],[\(x),\(y)]"
    }
    let layer = try geoJSON(
      folder,
      [
        ("a", square(0, 0, 100, 100)), ("b", square(50, 0, 100, 100)),
        ("c", square(0, 0, 100, 100.5)), ("d", square(60, 10, 20, 20)),
        ("e", square(1_000, 0, 100, 100)), ("f", square(1_099, 0, 100, 0.5)),
      ])
    let common = ["--parcels", layer, "--plots", plots, "--trees", trees]
    let run = try ToolRun(["check", "--json"] + common)
    #expect(run.exitCode == 1)
    let json = try Found.of(run)
    func count(_ code: String) -> Int { json.groups.first { $0.code == code }?.count ?? 0 }
    #expect(count("near-duplicate") == 1 && count("land-counted-twice") == 1)
    // d lies in a, b and c; e and f share half a square metre.
    #expect(count("parcel-nested") == 3 && count("overlap-noise") == 1)
    #expect(count("parcel-overlap") == 2)
    // c is out: a and b share 0.5 ha, and d is 0.04 ha of land that others hold already.
    #expect(abs(json.countedTwiceHa - 0.54) < 2e-3)
    let skipped = try ToolRun(
      ["estimate", "--on-error", "skip", "--out", folder + "/o", "--json"] + common)
    #expect(skipped.exitCode == 0)
    #expect(
      try String(contentsOfFile: folder + "/o/summary.json", encoding: .utf8)
        .contains("\"counted_twice_ha\" : 0.5"))
    let strict = try ToolRun(["check", "--overlap-min", "0.1"] + common)
    #expect(strict.output.contains("3 × parcel-overlap [warning]"))
    #expect(try ToolRun(["check", "--overlap-min", "-1"] + common).exitCode == 2)
  }

  @Test(
    "areas side by side: planar, projected elsewhere and ellipsoidal as in the reference",
    .enabled(if: Place.hasReference, "\(needsReference)"))
  func areas() throws {
    let folder = Place.scratch("areas")
    let (plots, trees) = try Self.inventory(folder)
    let reference = Place.reference + "/area/"
    let expected = try csv(reference + "expected.csv")
    for (crs, column) in [("EPSG:9206", "area_tm3_m2"), ("EPSG:3405", "area_utm48_m2")] {
      let out = folder + "/" + column
      _ = try ToolRun([
        "check", "--parcels", reference + "parcels.gpkg", "--parcel-id", "id", "--design", "simple",
        "--plots", plots, "--trees", trees, "--planar-crs", crs, "--out", out,
      ])
      let rows = try csv(out + "/areas.csv")
      #expect(rows.count == expected.count)
      for (row, want) in zip(rows, expected) {
        #expect(row["parcel_id"] == want["id"])
        let planar = row.number("area_planar_ha") * 10_000
        #expect(relative(planar, want.number(column)) < 1e-8, "\(row)")
        let geodesic = row.number("area_geodesic_ha") * 10_000
        let limit = 2e-3 + 1e-9 * want.number("area_geodesic_m2")
        #expect(abs(geodesic - want.number("area_geodesic_m2")) < limit, "\(row)")
      }
    }
  }

  /// Runs `estimate` on forty squares of 200 m, the corner of the third replaced.
  private func squares(_ corner: String?) throws -> (run: ToolRun, left: Bool) {
    let folder = Place.scratch("corner")
    let features = (0..<40).map { place -> String in
      let (x, y) = (574_000 + 300 * (place % 8), 2_300_000 + 300 * (place / 8))
      let first = place == 2 ? corner ?? "[\(x),\(y)]" : "[\(x),\(y)]"
      return """
        {"type":"Feature","properties":{"parcel_id":"P\(place)","stratum":"A"},"geometry":{"type":"Polygon",\
        "coordinates":[[\(first),[\(x + 200),\(y)],[\(x + 200),\(y + 200)],[\(x),\(y + 200)],\(first)]]}}
        """
    }
    let layer =
      "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::9206\"}},\"features\":["
      + features.joined(separator: ",") + "]}"
    try layer.write(toFile: folder + "/parcels.geojson", atomically: true, encoding: .utf8)
    try table(folder, "plots.csv", "plot_id,stratum,area_ha", "1,A,0.1", "2,A,0.1", "3,A,0.1")
    try table(
      folder, "trees.csv", "plot_id,tree_id,agb_kg", "1,1,11000", "2,1,13500", "3,1,9100")
    try table(folder, "strata.csv", "class,stratum,treatment,reason", "A,A,sampled,")
    let run = try ToolRun([
      "estimate", "--parcels", folder + "/parcels.geojson", "--plots", folder + "/plots.csv",
      "--trees", folder + "/trees.csv", "--strata", folder + "/strata.csv", "--out",
      folder + "/out",
    ])
    return (run, FileManager.default.fileExists(atPath: folder + "/out"))
  }

  @Test(
    "one corner far away is found, also among so many parcels that the layer lies where it should",
    arguments: ["[2300000,574600]", "[0,0]", "[544600,2300000]", "[574600,2200000]"])
  func farCorner(corner: String) throws {
    let result = try squares(corner)
    #expect(result.run.exitCode == 0, "\(result.run.errors)")
    #expect(result.run.errors.contains("P2"), "\(result.run.errors)")
    #expect(result.run.errors.contains("parcel-far-reaching"), "\(result.run.errors)")
  }

  @Test("squares as they are reach nowhere")
  func nearCorners() throws {
    let result = try squares(nil)
    #expect(result.run.exitCode == 0, "\(result.run.errors)")
    #expect(!result.run.errors.contains("parcel-far-reaching"), "\(result.run.errors)")
  }

  @Test("a corner that is not a number is an invalid boundary, and nothing crashes")
  func cornerNotANumber() throws {
    let result = try squares("[NaN,2300000]")
    #expect(result.run.exitCode == 1, "\(result.run.errors)")
    #expect(result.run.errors.contains("geometry-invalid"), "\(result.run.errors)")
    #expect(!result.left)
  }
}
