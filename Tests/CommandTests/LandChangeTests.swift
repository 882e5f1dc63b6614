import ForestGeo
import Foundation
import TestSupport
import Testing

/// A small class map for tests: rows from north to south, cells of `size` m; 0 is no data.
@discardableResult
func classMap(
  _ folder: String, _ name: String, _ rows: [[Double]], x: Double = 500_000, y: Double = 2_300_000,
  width: Double = 100, height: Double = 100, crs: String = "EPSG:9206",
  cell: RasterWriter.Cell = .int16
) throws -> String {
  let path = folder + "/" + name
  let grid = try #require(
    Grid(
      columns: rows[0].count, rows: rows.count, transform: [x, width, 0, y, 0, -height]))
  try RasterWriter.write(
    rows.flatMap { $0 }, grid: grid, reference: try CoordinateReference(crs), cell: cell,
    noData: 0, description: "test", to: path)
  return path
}

/// Runs `change` into a new folder; gives the run and the folder.
func change(_ arguments: [String]) throws -> (run: ToolRun, out: String) {
  let out = Place.scratch("change") + "/o"
  return (try ToolRun(["change"] + arguments + ["--out", out]), out)
}

@Suite("Change between class maps")
struct LandChangeTests {
  private static let shelf = Place.reference + "/zonal"

  @Test(
    "whole maps: exact integers; per parcel: to 1e-9",
    .enabled(if: Place.hasReference, Comment(rawValue: needsReference)))
  func reference() throws {
    let maps = ["--before", Self.shelf + "/lc1.tif", "--after", Self.shelf + "/lc2.tif"]
    let (whole, out) = try change(maps)
    #expect(whole.exitCode == 0, "\(whole.errors)")
    let expected = try csv(Place.reference + "/change/expected_matrix.csv")
    let rows = try csv(out + "/matrix.csv")
    #expect(rows.count == expected.count)
    for (row, wanted) in zip(rows, expected) {
      for column in ["from", "to", "pixels", "area_ha"] { #expect(row[column] == wanted[column]) }
    }
    let (zones, folder) = try change(
      maps + ["--zones", Self.shelf + "/parcels.gpkg", "--id", "id"])
    #expect(zones.exitCode == 0, "\(zones.errors)")
    let parcels = try csv(Place.reference + "/change/expected_matrix_per_parcel.csv")
    let found = try csv(folder + "/matrix.csv").filter { $0["pixels"] != "" }
    #expect(found.count == parcels.count)
    func key(_ row: [String: String], _ id: String) -> String {
      [id, "from", "to"].map { row[$0] ?? "" }.joined(separator: "|")
    }
    let byKey = Dictionary(uniqueKeysWithValues: found.map { (key($0, "zone_id"), $0) })
    for wanted in parcels {
      let row = try #require(byKey[key(wanted, "id")])
      #expect(relative(row.number("pixels"), wanted.number("coverage")) < 1e-9)
      #expect(relative(row.number("area_ha"), wanted.number("area_ha")) < 1e-9)
    }
    #expect(
      try Data(contentsOf: URL(filePath: folder + "/matrix_whole.csv"))
        == Data(contentsOf: URL(filePath: out + "/matrix.csv")))
    // A parcel without any common cell keeps its row, with empty figures.
    #expect(try csv(folder + "/matrix.csv").contains { $0["flags"] == "no-valid-pixel" })
  }

  @Test("maps are paired by map coordinates; what only one of them shows is in no class")
  func pairing() throws {
    let folder = Place.scratch()
    let before = try classMap(folder, "b.tif", [[1, 1, 2], [1, 0, 2], [3, 3, 0]])
    // One column to the east, one row to the south, and one row more.
    let after = try classMap(
      folder, "a.tif", [[5, 2, 7], [3, 0, 7], [4, 4, 7]], x: 500_100, y: 2_299_900)
    let (run, out) = try change(["--before", before, "--after", after])
    #expect(run.exitCode == 0, "\(run.errors)")
    let matrix = try csv(out + "/matrix.csv")
    #expect(
      matrix.map { [$0["from"], $0["to"], $0["pixels"], $0["area_ha"]] } == [
        ["2", "2", "1", "1"], ["3", "3", "1", "1"],
      ])
    let rest = try csv(out + "/not_comparable.csv")
    #expect(
      rest.map { "\($0["state"] ?? "") \($0["class"] ?? "") \($0["pixels"] ?? "")" } == [
        "before-only 1 3", "before-only 2 1", "before-only 3 1", "after-only 4 2", "after-only 5 1",
        "after-only 7 3", "neither  1",
      ])
    #expect(run.errors.contains("cells-not-comparable") && run.output.contains("Not comparable"))
    let (apart, _) = try change([
      "--before", before, "--after", try classMap(folder, "far.tif", [[1, 1]], x: 600_000),
    ])
    #expect(apart.exitCode == 1 && apart.errors.contains("maps-do-not-overlap"))
  }

  @Test("grids that do not line up are refused, or resampled on request")
  func grids() throws {
    let folder = Place.scratch()
    let before = try classMap(folder, "b.tif", [[1, 1, 2, 2], [1, 1, 2, 2]])
    let half = try classMap(folder, "half.tif", [[1, 1, 5, 5], [1, 5, 5, 5]], x: 500_050)
    let fine = try classMap(
      folder, "fine.tif", (0..<4).map { _ in [1, 1, 1, 1, 6, 6, 6, 6] }, width: 50, height: 50)
    let other = try classMap(
      folder, "other.tif", Array(repeating: Array(repeating: 9, count: 400), count: 300),
      x: 101, y: 21, width: 0.01, height: 0.01, crs: "EPSG:4756")
    for map in [half, fine, other] {
      let (run, out) = try change(["--before", before, "--after", map])
      #expect(run.exitCode == 1 && run.errors.contains("grids-do-not-line-up"), "\(run.errors)")
      #expect(run.errors.contains("100 x 100") && !FileManager.default.fileExists(atPath: out))
    }
    let (nearest, out) = try change([
      "--before", before, "--after", half, "--resample", "nearest",
    ])
    #expect(nearest.exitCode == 0, "\(nearest.errors)")
    // Centres fall on the edges between cells of the other map: the one to the east counts.
    #expect(
      try csv(out + "/matrix.csv").map {
        "\($0["from"] ?? "")\($0["to"] ?? "") \($0["pixels"] ?? "")"
      }
        == ["11 3", "15 1", "25 4"])
    let record = try String(contentsOfFile: out + "/run.json", encoding: .utf8)
    #expect(record.contains("\"pairing\" : \"nearest\""))
    let (finer, second) = try change(["--before", before, "--after", fine, "--resample", "nearest"])
    #expect(finer.exitCode == 0)
    #expect(try csv(second + "/matrix.csv").map { $0["pixels"] } == ["4", "4"])
    let (across, third) = try change([
      "--before", before, "--after", other, "--resample", "nearest",
    ])
    #expect(across.exitCode == 0, "\(across.errors)")
    #expect(try csv(third + "/matrix.csv").map { $0["to"] } == ["9", "9"])
    #expect(try String(contentsOfFile: third + "/run.json", encoding: .utf8).contains("4756"))
  }

  @Test("hectares: of the plane, of the ellipsoid, never of a plane that is not true to area")
  func hectares() throws {
    let folder = Place.scratch()
    let rows = [[1.0, 2], [1, 1]]
    let plane = try classMap(folder, "p.tif", rows)
    let (planar, out) = try change(["--before", plane, "--after", plane])
    #expect(planar.exitCode == 0)
    #expect(try csv(out + "/matrix.csv").map { $0["area_ha"] } == ["3", "1"])
    let (ground, second) = try change(["--before", plane, "--after", plane, "--area", "geodesic"])
    #expect(ground.exitCode == 0, "\(ground.errors)")
    // On the central meridian the scale is 0.9999: the ground is larger by 2 in 10,000.
    let geodesic = try csv(second + "/matrix.csv").map { $0.number("area_ha") }
    #expect(abs(geodesic[0] / 3 - 1.0002) < 1e-6 && abs(geodesic[1] - 1.0002) < 1e-6)
    let web = try classMap(
      folder, "w.tif", rows, x: 11_600_000, y: 2_400_000, crs: "EPSG:3857")
    let (refused, _) = try change(["--before", web, "--after", web])
    #expect(refused.exitCode == 1 && refused.errors.contains("map-areas-distorted"))
    #expect(try change(["--before", web, "--after", web, "--area", "geodesic"]).run.exitCode == 0)
    let degrees = try classMap(
      folder, "d.tif", rows, x: 104, y: 21, width: 0.001, height: 0.001, crs: "EPSG:4326")
    let (inDegrees, third) = try change(["--before", degrees, "--after", degrees])
    #expect(inDegrees.exitCode == 0, "\(inDegrees.errors)")
    // 0.001 degrees at 21 north: 103.98 m by 110.72 m.
    #expect(abs(try csv(third + "/matrix.csv")[1].number("area_ha") - 1.1513) < 0.001)
    #expect(
      try change(["--before", degrees, "--after", degrees, "--area", "planar"]).run.exitCode == 2)
  }

  @Test("the whole of a map is the sum of zones that fill it; workers change nothing")
  func zonesAndThreads() throws {
    let inputs = Place.package + "/SampleData/sonla/inputs"
    let maps = [
      "--before", inputs + "/landcover_2015.tif", "--after", inputs + "/landcover_2024.tif",
      "--zones", inputs + "/communes.gpkg", "--classes", inputs + "/landcover_classes.csv",
      "--change-classes", inputs + "/change_classes.csv", "--reference",
      inputs + "/reference_points.csv", "--plan", "--points", "300",
    ]
    let one = try change(maps + ["--threads", "1"])
    let four = try change(maps + ["--threads", "4"])
    #expect(one.run.exitCode == 0 && four.run.exitCode == 0, "\(one.run.errors)")
    let names = try FileManager.default.contentsOfDirectory(atPath: one.out).sorted()
    #expect(names.count == 13 && names.contains("points.gpkg"))
    for name in names where name != "run.json" {
      #expect(
        try Data(contentsOf: URL(filePath: one.out + "/" + name))
          == Data(contentsOf: URL(filePath: four.out + "/" + name)), "\(name)")
    }
    // The communes fill the window, and so do the maps.
    func sums(_ name: String) throws -> [String: Double] {
      try csv(one.out + "/" + name).reduce(into: [:]) {
        $0["\($1["from"] ?? "")>\($1["to"] ?? "")", default: 0] += $1.number("pixels")
      }
    }
    let (zones, whole) = (try sums("matrix.csv"), try sums("matrix_whole.csv"))
    #expect(Set(zones.keys) == Set(whole.keys) && whole.count > 20)
    let total = whole.values.reduce(0, +)
    #expect(abs(zones.values.reduce(0, +) - total) < 0.01 * total)
    let record = try String(contentsOfFile: one.out + "/run.json", encoding: .utf8)
    #expect(record.contains("\"table\" : \"reference\"") && record.contains("\"read\" : 500"))
  }

  @Test("maps that are none, wrong options")
  func badMaps() throws {
    let folder = Place.scratch()
    let good = try classMap(folder, "g.tif", [[1, 2], [2, 2]])
    let heights = try classMap(folder, "h.tif", [[1.5, 2], [2, 2]], cell: .float32)
    for maps in [[good, heights], [heights, good]] {
      let (run, out) = try change(["--before", maps[0], "--after", maps[1]])
      #expect(run.exitCode == 1 && run.errors.contains("h.tif: read 1.5"), "\(run.errors)")
      #expect(!FileManager.default.fileExists(atPath: out))
    }
    let pair = ["--before", good, "--after", good]
    for (arguments, code) in [
      (["--before", good], 2), (pair + ["--resample", "cubic"], 2),
      (pair + ["--area", "field"], 2),
      (pair + ["--points", "5"], 2), (pair + ["--plan", "--expected-accuracy", "90"], 2),
      (pair + ["--plan", "--target-se", "0"], 2), (pair + ["--before-band", "2"], 2),
      (["--before", good, "--after", folder + "/absent.tif"], 3),
      (pair + ["--plan", "--expected-accuracy", "9>9=0.5"], 1),
      (pair + ["--plan", "--target-se", "1e-9"], 1),
      (pair + ["--zones", good], 1),
    ] {
      let run = try change(arguments).run
      #expect(Int(run.exitCode) == code, "\(arguments.dropFirst(2)): \(run.errors)")
    }
  }
}
