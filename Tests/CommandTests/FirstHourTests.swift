import ForestGeo
import Foundation
import TestSupport
import Testing

/// What a technician meets in the first hour: sentences in Vietnamese, with decimal commas, that say what is meant.
@Suite("First hour")
struct FirstHourTests {
  private static let inputs = SampleDataTests.project + "/inputs/"

  private func said(_ run: ToolRun) -> String { run.output + run.errors }

  /// Sixty trees on two plots of one stratum each; `more` is a column beside them.
  private func inventory(_ folder: String, header: String = "", more: String = "") throws {
    let trees = (1...60).map { tree in
      "\(tree % 2 + 1),\(tree),Schima wallichii,\(10 + tree % 20).5\(more)"
    }
    try ("plot_id,tree_id,species,dbh_cm\(header)\n" + trees.joined(separator: "\n") + "\n").write(
      toFile: folder + "/trees.csv", atomically: true, encoding: .utf8)
    try table(folder, "plots.csv", "plot_id,area_ha", "1,0.1", "2,0.1")
  }

  private func biomass(_ folder: String, _ more: [String] = []) throws -> ToolRun {
    try ToolRun(
      [
        "biomass", "--trees", folder + "/trees.csv", "--plots", folder + "/plots.csv",
        "--equation", "CHAVE2014_EQ7", "--set", "E=-0.067", "--wood-density-default", "0.55",
        "--out", folder + "/out",
      ] + more)
  }

  @Test("no column of status: said once, as a note; none where it is stated or nobody asked")
  func status() throws {
    let folder = Place.scratch("status")
    try inventory(folder)
    let run = try biomass(folder)
    #expect(said(run).contains("[note] status-not-stated"), "\(said(run))")
    #expect(said(run).contains("all 60 are taken as living"))
    #expect(said(run).contains("--column trees.status=NAME"))
    try inventory(folder, header: ",status", more: ",live")
    #expect(!said(try biomass(folder)).contains("status-not-stated"))
    // A table whose mass is known already is no field inventory.
    try inventory(folder, header: ",agb_kg", more: ",12")
    #expect(!said(try biomass(folder)).contains("status-not-stated"))
  }

  @Test("a stratum of 0 t/ha names itself and says why")
  func emptyStratum() throws {
    let folder = Place.scratch("empty")
    try table(folder, "areas.csv", "parcel_id,stratum,area_ha", "p,A,10", "q,B,5", "r,C,5")
    try table(
      folder, "plots.csv", "plot_id,stratum,area_ha", "1,A,0.1", "2,A,0.1", "3,B,0.1", "4,B,0.1",
      "5,C,0.1", "6,C,0.1")
    try table(
      folder, "trees.csv", "plot_id,dbh_cm,agb_kg,status,growth_form", "1,20,150,live,tree",
      "2,30,400,live,tree", "3,8,0,live,bamboo", "4,9,0,live,bamboo", "5,20,150,dead,tree")
    let arguments = [
      "estimate", "--areas", folder + "/areas.csv", "--plots", folder + "/plots.csv", "--trees",
      folder + "/trees.csv", "--out", folder + "/out",
    ]
    let lines = said(try ToolRun(arguments)).split(separator: "\n").filter {
      $0.hasSuffix("[warning] stratum-mean-zero")
    }
    #expect(lines.count == 2)
    #expect(lines.first?.contains("stratum B gets 0 t/ha: all 2 stems") == true)
    #expect(lines.first?.contains("growth form bamboo") == true)
    #expect(
      lines.last?.contains("stratum C gets 0 t/ha: all 1 trees of its 2 plots are dead") == true)
    let vietnamese = said(try ToolRun(arguments + ["--lang", "vi"]))
    #expect(vietnamese.contains("tầng B nhận 0 tấn/ha: cả 2 thân"), "\(vietnamese)")
  }

  @Test("Vietnamese findings: decimal commas, Vietnamese reasons; what was typed stays")
  func vietnamese() throws {
    let folder = Place.scratch("vietnamese")
    try table(folder, "plots.csv", "plot_id,area_ha,slope_deg", "1,0.1,85.5", "2,0.1,0")
    try table(
      folder, "trees.csv", "plot_id,dbh_cm,agb_kg", "1,20.5x,150", "2,-3.25,400", "2,20,-1.5")
    func run(_ language: String) throws -> String {
      said(
        try ToolRun([
          "biomass", "--trees", folder + "/trees.csv", "--plots", folder + "/plots.csv", "--out",
          folder + "/out", "--lang", language,
        ]))
    }
    let english = try run("en")
    for text in ["85.5", "-3.25", "-1.5", "20.5x"] { #expect(english.contains(text), "\(english)") }
    let found = try run("vi")
    for text in ["85,5", "-3,25", "-1,5", "“20.5x”"] { #expect(found.contains(text), "\(found)") }
    #expect(!found.contains("-3.25") && !found.contains("\u{F8FE}"))

    // Words of a library are quoted as its own.
    try table(folder, "broken.vrt", "<OGRVRTDataSource><OGRVRTLayer name=\"a\">")
    let broken = said(
      try ToolRun([
        "zonal", "--zones", folder + "/broken.vrt", "--raster",
        SampleDataTests.project + "/inputs/agb_25m.tif", "--out", folder + "/z.csv", "--lang", "vi",
      ]))
    #expect(broken.contains("GDAL báo bằng tiếng Anh: “") && broken.contains("[lỗi] file-damaged"))
  }

  @Test("candidates of a CRS beyond the fourth are counted in words")
  func candidates() throws {
    let copy = SampleFaultTests.folder + "/copies/b_tcvn3/parcels.shp"
    let english = said(try ToolRun(["init", Place.scratch() + "/p", "--parcels", copy]))
    #expect(english.contains("; and ") && english.contains(" more") && !english.contains("; +"))
    let found = said(
      try ToolRun(["init", Place.scratch() + "/p", "--parcels", copy, "--lang", "vi"]))
    #expect(found.contains(" hệ khác") && found.contains("kinh độ 104,7"), "\(found)")
    #expect(!found.contains("lon "))
  }

  @Test(
    "rows of plots: what lacks a tree is not counted as used, also where the land cannot be read")
  func plotRows() throws {
    let folder = Place.scratch("rows")
    try table(folder, "plots.csv", "plot_id,stratum,area_ha", "1,A,0.1", "2,A,0.1", "3,A,0.1")
    try table(folder, "trees.csv", "plot_id,dbh_cm,agb_kg", "1,20,150", "2,-3,400", "3,20,100")
    // No stratum of the layer is named A, so that the estimate as a whole cannot be made.
    try table(folder, "areas.csv", "parcel_id,stratum,area_ha", "p,,10")
    let run = try ToolRun([
      "check", "--areas", folder + "/areas.csv", "--plots", folder + "/plots.csv", "--trees",
      folder + "/trees.csv",
    ])
    #expect(said(run).contains("plot-incomplete"))
    let line = try #require(
      run.output.split(separator: "\n").first { $0.hasPrefix("plots: ") })
    #expect(line == "plots: 3 rows read; 2 used; 1 not used (plot-incomplete: 1).")
  }

  @Test("an area field in m² is told, differences bear their sign")
  func areaField() throws {
    let folder = Place.scratch("dtich")
    func layer(_ factor: Double) throws -> String {
      let features = (0..<3).map { place -> String in
        let (w, s) = (574_000 + place * 300, 2_300_000)
        let ring =
          "[[\(w),\(s)],[\(w + 200),\(s)],[\(w + 200),\(s + 200)],[\(w),\(s + 200)],[\(w),\(s)]]"
        return
          "{\"type\":\"Feature\",\"properties\":{\"parcel_id\":\"\(place)\",\"stratum\":\"A\",\"dtich\":\(4.5 * factor)},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[\(ring)]}}"
      }
      let path = "\(folder)/lots\(Int(factor)).geojson"
      try
        ("{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::9206\"}},\"features\":["
        + features.joined(separator: ",") + "]}").write(
          toFile: path, atomically: true, encoding: .utf8)
      return path
    }
    try table(folder, "plots.csv", "plot_id,stratum,area_ha", "1,A,0.1", "2,A,0.1")
    try table(folder, "trees.csv", "plot_id,dbh_cm,agb_kg", "1,20,150", "2,30,400")
    func check(_ path: String) throws -> String {
      try ToolRun([
        "check", "--parcels", path, "--plots", folder + "/plots.csv", "--trees",
        folder + "/trees.csv",
      ]).output
    }
    let plain = try check(layer(1))
    #expect(plain.contains("(+1.5") && plain.contains("+12.4"), "\(plain)")
    #expect(
      plain.contains("on the ellipsoid of EPSG:4756 (VN-2000)") && !plain.contains("looks like m²"))
    #expect(try check(layer(10_000)).contains("dtich looks like m²"))
  }

  /// A collection that holds only polygons, and one that holds a line too.
  @Test("collections of polygons are multipolygons; others are not polygons")
  func collections() throws {
    let folder = Place.scratch("collections")
    func square(_ west: Int, _ size: Int = 200) -> String {
      let s = 2_300_000
      return
        "{\"type\":\"Polygon\",\"coordinates\":[[[\(west),\(s)],[\(west + size),\(s)],[\(west + size),\(s + size)],[\(west),\(s + size)],[\(west),\(s)]]]}"
    }
    func layer(_ name: String, _ parts: [String]) throws -> String {
      let path = "\(folder)/\(name).geojson"
      try
        "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::9206\"}},\"features\":[{\"type\":\"Feature\",\"properties\":{\"parcel_id\":\"p\",\"chu_rung\":\"Quàng Văn A\"},\"geometry\":{\"type\":\"GeometryCollection\",\"geometries\":[\(parts.joined(separator: ","))]}}]}"
        .write(toFile: path, atomically: true, encoding: .utf8)
      return path
    }
    try table(folder, "plots.csv", "plot_id,area_ha", "1,0.1", "2,0.1")
    try table(folder, "trees.csv", "plot_id,dbh_cm,agb_kg", "1,20,150", "2,30,400")
    func estimate(_ path: String) throws -> ToolRun {
      try ToolRun([
        "estimate", "--parcels", path, "--plots", folder + "/plots.csv", "--trees",
        folder + "/trees.csv", "--design", "simple", "--out", path + ".out",
      ])
    }
    let two = try layer("two", [square(574_000), square(575_000)])
    let whole = try estimate(two)
    #expect(
      whole.exitCode == 0 && said(whole).contains("[note] geometry-collection"), "\(said(whole))")
    let row = try #require(csv(two + ".out/parcels.csv").first)
    #expect(abs(row.number("area_ha") - 8) < 0.01)
    // As one multipolygon its parts must not overlap.
    let crossed = try estimate(layer("crossed", [square(574_000), square(574_100)]))
    #expect(crossed.exitCode == 1 && said(crossed).contains("geometry-invalid"))
    let line = "{\"type\":\"LineString\",\"coordinates\":[[574000,2300000],[574300,2300300]]}"
    let mixed = try estimate(layer("mixed", [square(574_000), line]))
    #expect(mixed.exitCode == 1 && said(mixed).contains("geometry-not-polygon"))

    // A field of owners names no zone unless that is asked for.
    let grid = try #require(
      Grid(columns: 20, rows: 10, transform: [573_900, 100, 0, 2_300_500, 0, -100]))
    try RasterWriter.write(
      Array(repeating: 1, count: 200), grid: grid, reference: CoordinateReference("EPSG:9206"),
      cell: .byte, noData: 0, description: "ones", to: folder + "/ones.tif")
    func zonal(_ more: [String]) throws -> ToolRun {
      try ToolRun(
        ["zonal", "--zones", two, "--raster", folder + "/ones.tif", "--out", folder + "/z.csv"]
          + more)
    }
    let refused = try zonal(["--id", "chu_rung"])
    #expect(refused.exitCode == 1 && said(refused).contains("[error] personal-field-printed"))
    #expect(said(refused).contains("--id") && said(refused).contains("--keep-personal"))
    #expect(!FileManager.default.fileExists(atPath: folder + "/z.csv"))
    #expect(try zonal(["--id", "parcel_id"]).exitCode == 0)
    #expect(try zonal(["--id", "chu_rung", "--keep-personal"]).exitCode == 0)
    #expect(try csv(folder + "/z.csv").first?["zone_id"] == "Quàng Văn A")
  }
}
