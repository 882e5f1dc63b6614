import ForestGeo
import ForestModel
import Foundation
import TestSupport
import Testing

@Suite("Export")
struct ExportTests {
  private static let layers = ["parcels.gpkg", "parcels.fgb", "parcels.geojson", "parcels.shp"]

  /// Values of one column over all features.
  private func column(_ path: String, _ name: String) throws -> [FieldValue] {
    let layer = try VectorDataset(path)
    guard let place = layer.field(named: name) else {
      Issue.record("\(path) has no field \(name)")
      return []
    }
    var values: [FieldValue] = []
    try layer.forEachFeature([.values]) { _, feature in values.append(feature.values[place]) }
    return values
  }

  private func sum(_ values: [FieldValue]) -> Double {
    ExactSum(values.compactMap(\.number)).value
  }

  @Test("every format opens, holds every parcel and the same tonnes, and no owner")
  func formats() throws {
    // The results keep the owners; what leaves the house does not.
    let small = try SmallEstimate("formats", options: ["--keep-personal"])
    let out = small.folder + "/export"
    let run = try ToolRun(["export", small.results, "--out", out])
    #expect(run.exitCode == 0, "\(run.errors)")
    let rows = try csv(small.results + "/parcels.csv")
    let tonnes = rows.map { $0.number("co2e_t") }.filter { !$0.isNaN }.reduce(0, +)
    #expect(rows.contains { $0["chủ rừng"] == "Quàng Văn 1" })

    for name in Self.layers {
      let path = out + "/" + name
      let layer = try VectorDataset(path)
      #expect(layer.count == 7, "\(name)")
      #expect(relative(sum(try column(path, "co2e_t")), tonnes) < 1e-9, "\(name)")
      // What is null stays null: no zero for the parcel without a figure.
      #expect(try column(path, "co2e_t").count { $0 == .null } == 1, "\(name)")
      let species = try column(path, name.hasSuffix(".shp") ? "Loai_cay" : "Loài cây")
      #expect(species.allSatisfy { $0 == .text("Trám & <Vối> \"đen\"") }, "\(name)")
    }
    let all = try FileManager.default.contentsOfDirectory(atPath: out).sorted()
    #expect(
      all == [
        "boundary.kml", "co2e_t_ha.tif", "parcels.cpg", "parcels.csv", "parcels.dbf",
        "parcels.fgb", "parcels.geojson", "parcels.gpkg", "parcels.prj", "parcels.shp",
        "parcels.shx", "parcels.xlsx", "parcels_fields.csv", "run.json",
      ])
    for name in all where name != "parcels.xlsx" {
      let bytes = try Data(contentsOf: URL(filePath: out + "/" + name))
      #expect(bytes.range(of: Data("Quàng".utf8)) == nil, "\(name)")
    }
    let kept = try ToolRun([
      "export", small.results, "--format", "csv", "--keep-personal", "--out", out + "2",
    ])
    #expect(kept.exitCode == 0)
    #expect(try csv(out + "2/parcels.csv")[0]["chủ rừng"] == "Quàng Văn 0")

    let table = try csv(out + "/parcels.csv")
    #expect(table.count == 7)
    #expect(table.map { $0.number("lon") }.allSatisfy { $0 > 104.7 && $0 < 104.73 })
    #expect(table.map { $0.number("lat") }.allSatisfy { $0 > 20.79 && $0 < 20.8 })
    // A spreadsheet computes nothing.
    #expect(table.allSatisfy { $0["ghi_chu_thuc_dia_2"] == "'=1+1" })
  }

  @Test("GeoJSON follows RFC 7946: longitude first, outer rings counter-clockwise, ids, no crs")
  func geoJSON() throws {
    let small = try SmallEstimate("geojson")
    let out = small.folder + "/export"
    #expect(
      try ToolRun(["export", small.results, "--format", "geojson", "--out", out]).exitCode == 0)
    let data = try Data(contentsOf: URL(filePath: out + "/parcels.geojson"))
    let root = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(root["crs"] == nil)
    let features = try #require(root["features"] as? [[String: Any]])
    #expect(features.compactMap { $0["id"] as? String } == SmallEstimate.shapes.map(\.id))
    var rings = 0
    for feature in features {
      let geometry = try #require(feature["geometry"] as? [String: Any])
      #expect(
        (feature["properties"] as? [String: Any])?["parcel_id"] as? String == feature["id"]
          as? String)
      let coordinates = geometry["coordinates"]
      let polygons = coordinates as? [[[[Double]]]] ?? (coordinates as? [[[Double]]]).map { [$0] }
      for polygon in try #require(polygons) {
        for (place, ring) in polygon.enumerated() {
          var area = 0.0
          for (a, b) in zip(ring, ring.dropFirst()) {
            area +=
              (a[0] - ring[0][0]) * (b[1] - ring[0][1]) - (b[0] - ring[0][0]) * (a[1] - ring[0][1])
          }
          #expect(place == 0 ? area > 0 : area < 0)
          #expect(ring.allSatisfy { $0.count == 2 && $0[0] > 104 && $0[0] < 105 })
          rings += 1
        }
      }
    }
    #expect(rings == 9)
  }

  @Test("shapefile: short names without collisions, explained; what does not fit is told")
  func shapefile() throws {
    let small = try SmallEstimate("shapefile")
    let out = small.folder + "/export"
    let run = try ToolRun(["export", small.results, "--format", "shp", "--out", out])
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(run.errors.contains("parcels.gpkg:P2:ghi_chu_thuc_dia_1: the text has 350 bytes"))
    let shape = try VectorDataset(out + "/parcels.shp")
    let original = try VectorDataset(small.results + "/parcels.gpkg")
    let list = try csv(out + "/parcels_fields.csv")
    #expect(list.compactMap { $0["name"] } == original.fields.map(\.name))
    #expect(list.compactMap { $0["shapefile_name"] } == shape.fields.map(\.name))
    #expect(shape.fields.allSatisfy { $0.name.utf8.count <= 10 })
    #expect(Set(shape.fields.map { $0.name.lowercased() }).count == shape.fields.count)
    #expect(list.allSatisfy { $0["meaning_en"] != "" && $0["meaning_vi"] != "" })
    #expect(list.first { $0["name"] == "co2e_t_ha" }?["unit"] == "t CO2e/ha")
    #expect(try String(contentsOfFile: out + "/parcels.cpg", encoding: .utf8) == "UTF-8")
    // Numbers of the input keep every digit, whole ones stay whole.
    #expect(try column(out + "/parcels.shp", "so")[6] == .integer(6_000_000_042))
    #expect(try column(out + "/parcels.shp", "so")[3] == .null)
    // The .prj means the same place on the ground.
    let prj = shape.reference
    let stored = try #require(prj)
    let world = try CoordinateReference("EPSG:4326")
    var (x, y) = ([574_003.0], [2_300_002.0])
    var (u, v) = (x, y)
    let (isPlaced, isPlacedToo) = (
      try CoordinateTransform(from: stored, to: world).apply(&x, &y),
      try CoordinateTransform(from: CoordinateReference("EPSG:9206"), to: world).apply(&u, &v)
    )
    #expect(isPlaced && isPlacedToo)
    #expect(abs(x[0] - u[0]) < 1e-8 && abs(y[0] - v[0]) < 1e-8)
  }

  @Test("KML: one boundary and each parcel that counts, hectares, nothing personal")
  func boundary() throws {
    let small = try SmallEstimate("kml", options: ["--keep-personal"])
    let out = small.folder + "/export"
    let run = try ToolRun([
      "export", small.results, "--format", "kml", "--keep-personal", "--json", "--out", out,
    ])
    #expect(run.exitCode == 0, "\(run.errors)")
    let rows = try csv(small.results + "/parcels.csv").filter { $0["co2e_t"] != "" }
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let summary = try #require(json["summary"] as? [String: Any])
    // No parcels overlap, so the dissolved land is the land of the parcels.
    let area = rows.map { $0.number("area_ha") }.reduce(0, +)
    #expect(relative(summary["boundary_ha"] as? Double ?? .nan, area) < 1e-8)
    let text = try String(contentsOfFile: out + "/boundary.kml", encoding: .utf8)
    #expect(!text.contains("Quàng") && !text.contains("P5"))
    #expect(text.components(separatedBy: "<Placemark>").count == 1 + 1 + 6)
    // P1, P2 and P3 touch and become one; with the other part of P3, P4, P6 and P7 there are five.
    let whole = try #require(text.components(separatedBy: "<Folder>").first)
    #expect(whole.components(separatedBy: "<Polygon>").count == 1 + 5)
    #expect(whole.components(separatedBy: "<innerBoundaryIs>").count == 1 + 1)
    #expect(try VectorDataset(out + "/boundary.kml").count >= 1)
  }

  /// Width, height and side of the tiles of every image in a TIFF file.
  private func images(_ path: String) throws -> [(width: Int, height: Int, tile: Int)] {
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
    func number(_ at: Int, _ size: Int) -> Int {
      (0..<size).reversed().reduce(0) { $0 << 8 | Int(bytes[at + $1]) }
    }
    #expect(number(0, 2) == 0x4949 && number(2, 2) == 42, "a classic little-endian TIFF")
    var found: [(width: Int, height: Int, tile: Int)] = []
    var place = number(4, 4)
    while place != 0 {
      var tags: [Int: Int] = [:]
      let count = number(place, 2)
      for entry in 0..<count {
        let at = place + 2 + 12 * entry
        tags[number(at, 2)] = number(at + 8, number(at + 2, 2) == 3 ? 2 : 4)
      }
      found.append((tags[256] ?? 0, tags[257] ?? 0, tags[322] ?? 0))
      place = number(place + 2 + 12 * count, 4)
    }
    return found
  }

  private func values(_ path: String, band: Int) throws -> (grid: Grid, values: [Double]) {
    let raster = try RasterDataset(path, band: band)
    var buffer: [Double] = []
    try raster.read(
      columns: 0..<raster.grid.columns, rows: 0..<raster.grid.rows, into: &buffer)
    return (raster.grid, buffer)
  }

  @Test("the raster adds up to the parcels, to tonnes and hectares", arguments: [25.0, 10, 0.7])
  func raster(cellSize: Double) throws {
    let small = try SmallEstimate("raster")
    let out = small.folder + "/export"
    let run = try ToolRun([
      "export", small.results, "--format", "cog", "--cell-size", "\(cellSize)", "--out", out,
    ])
    #expect(run.exitCode == 0, "\(run.errors)")
    let path = out + "/co2e_t_ha.tif"
    let rows = try csv(small.results + "/parcels.csv").filter { $0["co2e_t"] != "" }
    let (grid, density) = try values(path, band: 1)
    let hectares = try values(path, band: 2).values
    let products = zip(density, hectares).filter { !$0.0.isNaN }.map { $0.0 * $0.1 }
    #expect(
      relative(ExactSum(products).value, rows.map { $0.number("co2e_t") }.reduce(0, +)) < 1e-9)
    let land = ExactSum(hectares.filter { !$0.isNaN }).value
    #expect(relative(land, rows.map { $0.number("area_ha") }.reduce(0, +)) < 1e-9)
    // A cell inside one parcel holds the figure of that parcel; one without land holds none.
    let inside = grid.cell(x: 574_100, y: 2_300_100)
    let place = Int(inside.row) * grid.columns + Int(inside.column)
    #expect(relative(density[place], rows[0].number("co2e_t_ha")) < 1e-9)
    let outside = grid.cell(x: 574_335, y: 2_300_085)
    #expect(density[Int(outside.row) * grid.columns + Int(outside.column)].isNaN)
    // Lines of the grid lie on multiples of the size.
    #expect(abs((grid.transform[0] / cellSize).rounded() * cellSize - grid.transform[0]) < 1e-6)
    // Cloud-optimised: directories before data, tiles, overviews down to one tile.
    let head = try Data(contentsOf: URL(filePath: path)).prefix(400)
    #expect(head.range(of: Data("LAYOUT=IFDS_BEFORE_DATA".utf8)) != nil)
    let images = try images(path)
    #expect(images.allSatisfy { $0.tile == 512 })
    #expect(images[0].width == grid.columns && images[0].height == grid.rows)
    let last = try #require(images.last)
    #expect(max(last.width, last.height) <= 512)
    #expect(images.count > 1 || max(grid.columns, grid.rows) <= 512)
  }

  @Test("the same bytes twice; another order of the layer moves neither raster nor boundary")
  func reproducible() throws {
    let small = try SmallEstimate("twice")
    for out in ["/a", "/b"] {
      let run = try ToolRun(["export", small.results, "--out", small.folder + out])
      #expect(run.exitCode == 0, "\(run.errors)")
    }
    func bytes(_ path: String) throws -> Data { try Data(contentsOf: URL(filePath: path)) }
    for name in try FileManager.default.contentsOfDirectory(atPath: small.folder + "/a")
    where name != "run.json" {
      #expect(
        try bytes(small.folder + "/a/" + name) == bytes(small.folder + "/b/" + name), "\(name)")
    }
    let shuffled = try SmallEstimate("shuffled", isShuffled: true)
    #expect(
      try ToolRun([
        "export", shuffled.results, "--format", "cog,kml", "--out", shuffled.folder + "/a",
      ]).exitCode == 0)
    func raster(_ folder: String, _ band: Int) throws -> [UInt64] {
      try values(folder + "/a/co2e_t_ha.tif", band: band).values.map(\.bitPattern)
    }
    for band in [1, 2] {
      #expect(try raster(small.folder, band) == raster(shuffled.folder, band))
    }
    func boundary(_ folder: String) throws -> [String] {
      // The second line of the head names the run.
      try String(contentsOfFile: folder + "/a/boundary.kml", encoding: .utf8)
        .split(separator: "\n").map(String.init).filter { !$0.contains("<description>") }
    }
    #expect(try boundary(small.folder) == boundary(shuffled.folder))
    let verified = try ToolRun(["verify", small.folder + "/a"])
    #expect(verified.exitCode == 0, "\(verified.output)\(verified.errors)")
  }

  @Test("results that were altered, or whose inputs changed, are not exported")
  func stale() throws {
    let small = try SmallEstimate("stale")
    let out = small.folder + "/export"
    let path = small.results + "/strata.csv"
    let before = try String(contentsOfFile: path, encoding: .utf8)
    try (before + "X,1\n").write(toFile: path, atomically: true, encoding: .utf8)
    let altered = try ToolRun(["export", small.results, "--out", out])
    #expect(altered.exitCode == 1)
    #expect(altered.errors.contains("[error] result-altered"))
    try before.write(toFile: path, atomically: true, encoding: .utf8)
    try table(small.folder, "plots.csv", "plot_id,stratum,area_ha", "1,A,0.2")
    let changed = try ToolRun(["export", small.results, "--out", out])
    #expect(changed.exitCode == 1)
    #expect(changed.errors.contains("[error] input-changed"))
    #expect(!FileManager.default.fileExists(atPath: out))
    // What is gone cannot be judged: told, and exported as it is.
    try FileManager.default.removeItem(atPath: small.folder + "/plots.csv")
    let gone = try ToolRun(["export", small.results, "--format", "csv", "--out", out])
    #expect(gone.exitCode == 0, "\(gone.errors)")
    #expect(gone.errors.contains("[warning] export-input-missing"))
  }

  @Test("results without polygons: tables only, and the way out is told")
  func areas() throws {
    let small = try SmallEstimate("areas")
    try table(
      small.folder, "areas.csv", "parcel_id,stratum,area_ha", "P1,A,4", "P2,B,3.5", "P3,NN,1")
    let results = small.folder + "/areas"
    var call = small.arguments(parcels: small.folder + "/areas.csv")
    call[1] = "--areas"
    #expect(try ToolRun(call + ["--out", results]).exitCode == 0)
    let all = try ToolRun(["export", results, "--out", small.folder + "/x"])
    #expect(all.exitCode == 1)
    #expect(all.errors.contains("gpkg, fgb, geojson, shp, kml, cog cannot be written"))
    let tables = try ToolRun([
      "export", results, "--format", "csv,xlsx", "--out", small.folder + "/x",
    ])
    #expect(tables.exitCode == 0, "\(tables.errors)")
    let tonnes = try csv(results + "/parcels.csv").compactMap { Double($0["co2e_t"] ?? "") }
    #expect(
      try csv(small.folder + "/x/parcels.csv").compactMap { Double($0["co2e_t"] ?? "") } == tonnes)
  }

  @Test(
    "wrong usage",
    arguments: [
      (["--format", "gpkg,kmz"], "read kmz, expected one or more of gpkg,fgb,geojson"),
      (["--cell-size", "0"], "--cell-size takes metres above 0"),
      (["--format", "cog", "--cell-size", "0.0001"], "choose a larger --cell-size"),
      (["--to", "PG:dbname=x password=hidden"], "PGPASSWORD"),
      (["--to", "PG:host=192.0.2.1 dbname=x"], "--allow-network"),
      (["--to", "PG:dbname=x:tab"], "--to takes a database without a table"),
    ])
  func usage(options: [String], sentence: String) throws {
    let small = try SmallEstimate("usage")
    let run = try ToolRun(["export", small.results, "--out", small.folder + "/o"] + options)
    #expect(run.exitCode == 2, "\(run.errors)")
    #expect(run.errors.contains(sentence), "\(run.errors)")
    #expect(!(run.output + run.errors).contains("hidden"))
    #expect(!FileManager.default.fileExists(atPath: small.folder + "/o"))
  }

  @Test("the sample project: all formats agree on the headline")
  func sample() throws {
    let out = Place.scratch("sample")
    let run = try ToolRun([
      "export", SampleDataTests.estimated.folder, "--format", "fgb,cog", "--json", "--quiet",
      "--out", out + "/x",
    ])
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(relative(sum(try column(out + "/x/parcels.fgb", "co2e_t")), 1_505_826) < 1e-6)
    let density = try values(out + "/x/co2e_t_ha.tif", band: 1).values
    let hectares = try values(out + "/x/co2e_t_ha.tif", band: 2).values
    let total = ExactSum(zip(density, hectares).filter { !$0.0.isNaN }.map { $0.0 * $0.1 }).value
    #expect(relative(total, sum(try column(out + "/x/parcels.fgb", "co2e_t"))) < 1e-9)
  }
}
