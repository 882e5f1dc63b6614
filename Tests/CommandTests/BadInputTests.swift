import Foundation
import TestSupport
import Testing

/// Bad input ends in a finding with its place, exit 1, and nothing written.
@Suite("Bad input")
struct BadInputTests {
  private func biomass(_ lines: [String], _ extra: [String] = ["--height-model", "given"]) throws
    -> (run: ToolRun, left: [String], out: String)
  {
    let folder = Place.scratch("bad")
    let trees = folder + "/trees.csv"
    try (lines.joined(separator: "\n") + "\n").write(
      toFile: trees, atomically: true, encoding: .utf8)
    let run = try ToolRun(["biomass", "--trees", trees, "--out", folder + "/o"] + extra)
    let left = try FileManager.default.contentsOfDirectory(atPath: folder).filter {
      $0 != "trees.csv"
    }
    return (run, left, folder + "/o")
  }

  private static let header = "plot_id,tree_id,dbh_cm,height_m,wood_density_g_cm3"

  @Test("each fault is named with file, row and column", arguments: [
    (["A,1,12,9,0.5", "A,2,twelve,9,0.5"], "trees.csv:3:dbh_cm: read \"twelve\"", "not-a-number"),
    (["A,1,-4,9,0.5"], "trees.csv:2:dbh_cm: read -4", "dbh-not-positive"),
    (["A,1,0,9,0.5"], "trees.csv:2:dbh_cm:", "dbh-not-positive"),
    (["A,1,,9,0.5"], "trees.csv:2:dbh_cm:", "empty-cell"),
    ([",1,10,9,0.5"], "trees.csv:2:plot_id:", "empty-cell"),
    (["A,1,980,9,0.5"], "trees.csv:2:dbh_cm:", "dbh-impossible"),
    (["A,1,120,15,.5", "A,2,180,15,.5", "A,3,210,15,.5"], "dbh_cm", "dbh-unit"),
    (["A,1,0.12,15,.5", "A,2,0.18,15,.5", "A,3,0.3,15,.5"], "perhaps m ", "dbh-unit"),
    (["A,1,12,9,.5", "A,1,13,9,.5"], "trees.csv:3:tree_id:", "duplicate-tree"),
    (["A,1,12,900,.5"], "trees.csv:2:height_m:", "height-impossible"),
    (["A,1,12,9,550"], "trees.csv:2:wood_density_g_cm3:", "wood-density-impossible"),
    (["A,1,12,9,"], "trees.csv:2:species:", "wood-density-missing"),
    (["A,1,12,,0.5"], "trees.csv:2:height_m:", "height-missing"),
    (["A,1,12,0,0.5"], "trees.csv:2:height_m: read 0", "height-missing"),
    (["A,1,12,9"], "trees.csv:2: read 4 cells", "wrong-cell-count"),
    ([], "trees.csv", "empty-table"),
  ])
  func faults(rows: [String], place: String, code: String) throws {
    let result = try biomass([Self.header] + rows)
    #expect(result.run.exitCode == 1)
    #expect(result.run.errors.contains(place), "\(result.run.errors)")
    #expect(result.run.errors.contains(code), "\(result.run.errors)")
    #expect(result.left.isEmpty)
  }

  @Test("other shapes never get a tree's equation")
  func growthForms() throws {
    let header = "plot_id,dbh_cm,height_m,wood_density_g_cm3,growth_form,agb_kg"
    let bamboo = try biomass([header, "A,8,12,0.5,bamboo,"])
    #expect(bamboo.run.exitCode == 1)
    #expect(bamboo.run.errors.contains("growth-form-without-equation"))
    #expect(try biomass([header, "A,8,12,0.5,bamboo,14", "A,8,12,0.5,tree,"]).run.exitCode == 0)
  }

  @Test("--on-error skip leaves rows out, keeps them in the output and counts them")
  func skip() throws {
    let result = try biomass(
      [Self.header, "A,1,20,15,0.5", "A,2,x,15,0.5", "A,3,22,16,", "B,1,y,10,0.5"],
      ["--on-error", "skip", "--json"])
    #expect(result.run.exitCode == 0, "\(result.run.errors)")
    let trees = try csv(result.out + "/trees.csv")
    #expect(trees.count == 4)
    #expect(trees.filter { $0["flags"] == "rejected" && $0["agb_kg"] == "" }.count == 3)
    let plots = try csv(result.out + "/plots.csv")
    #expect(plots.first { $0["plot_id"] == "A" }?["flags"] == "trees-rejected:1")
    #expect(result.run.output.contains("\"not-a-number\" : 2"))
    #expect(result.run.output.contains("\"wood-density-missing\" : 1"))
  }

  @Test("plots and trees must fit together")
  func joins() throws {
    let folder = Place.scratch("joins")
    let trees = try table(folder, "trees.csv", "plot_id,dbh_cm,agb_kg", "P01,20,100", "P1,20,90")
    let plots = try table(folder, "plots.csv", "plot_id,area_ha", "P01,0.1", "P02,0.1", "P02,0.1")
    let run = try ToolRun([
      "biomass", "--trees", trees, "--plots", plots, "--out", folder + "/o",
    ])
    #expect(run.exitCode == 1)
    #expect(run.errors.contains("trees.csv:3:plot_id: plot \"P1\" is not in the plots table (P01?)"))
    #expect(run.errors.contains("plots.csv:4:plot_id: plot P02 occurs twice (rows 3 and 4)"))
  }

  @Test("a stratum with too few plots proposes what to do")
  func fewPlots() throws {
    let folder = Place.scratch("few")
    let trees = try table(folder, "t.csv", "plot_id,dbh_cm,agb_kg", "A,20,100", "B,20,90", "C,20,80")
    let plots = try table(
      folder, "p.csv", "plot_id,stratum,area_ha", "A,X,0.1", "B,X,0.1", "C,Y,0.1")
    let areas = try table(
      folder, "a.csv", "parcel_id,stratum,area_ha", "1,X,10", "2,Y,5", "3,Z,2")
    let common = ["estimate", "--areas", areas, "--plots", plots, "--trees", trees]
    let run = try ToolRun(common + ["--out", folder + "/o"])
    #expect(run.exitCode == 1)
    #expect(run.errors.contains("stratum Y covers 5.00 ha and has 1 plots"))
    #expect(run.errors.contains("Y,X,merged"))
    #expect(run.errors.contains("stratum Z covers 2.00 ha and has 0 plots"))
    #expect(!FileManager.default.fileExists(atPath: folder + "/o"))
    let skipped = try ToolRun(common + ["--out", folder + "/o", "--on-error", "skip"])
    #expect(skipped.exitCode == 0, "\(skipped.errors)")
    #expect(skipped.output.contains("7.0 ha in 2 rejected parcels"))
    let rows = try csv(folder + "/o/parcels.csv")
    #expect(rows.map { $0["method"] ?? "" } == ["stratum-mean", "rejected", "rejected"])
    #expect(rows[1]["co2e_t"] == "" && rows[1]["area_ha"] == "5")
    // The strata table answers it.
    let strata = try table(
      folder, "s.csv", "class,stratum,treatment,reason", "X,X,sampled,", "Y,X,merged,one plot",
      "Z,Z,excluded,water")
    let answered = try ToolRun(common + ["--strata", strata, "--out", folder + "/o2"])
    #expect(answered.exitCode == 0, "\(answered.errors)")
    #expect(try csv(folder + "/o2/strata.csv").first { $0["stratum"] == "X" }?["n_plots"] == "3")
    #expect(try csv(folder + "/o2/parcels.csv").map { $0["method"] ?? "" } == ["stratum-mean", "stratum-mean", "excluded"])
  }

  @Test("geometries that cannot be measured", arguments: [
    ("POLYGON ((0 0,10 10,10 0,0 10,0 0))", "geometry-invalid"),
    ("LINESTRING (0 0,10 10)", "geometry-not-polygon"),
    ("POLYGON EMPTY", "geometry-missing"),
  ])
  func geometries(wkt: String, code: String) throws {
    let folder = Place.scratch("wkt")
    let inner = wkt.drop { $0 != "(" }.dropFirst().dropLast()
    let geometry: String
    if wkt.hasPrefix("POLYGON ((") {
      let points = inner.dropFirst().dropLast().split(separator: ",").map {
        "[" + $0.replacingOccurrences(of: " ", with: ",") + "]"
      }.joined(separator: ",")
      geometry = "{\"type\":\"Polygon\",\"coordinates\":[[\(points)]]}"
    } else if wkt.hasPrefix("LINESTRING") {
      geometry = "{\"type\":\"LineString\",\"coordinates\":[[0,0],[10,10]]}"
    } else {
      geometry = "null"
    }
    let good = "{\"type\":\"Polygon\",\"coordinates\":[[[1,1],[2,1],[2,2],[1,2],[1,1]]]}"
    let layer = try table(
      folder, "l.geojson",
      "{\"type\":\"FeatureCollection\",\"features\":["
        + [geometry, good].enumerated().map {
          "{\"type\":\"Feature\",\"properties\":{\"parcel_id\":\"L\($0)\",\"stratum\":\"S\"},\"geometry\":\($1)}"
        }.joined(separator: ",") + "]}")
    let trees = try table(folder, "t.csv", "plot_id,dbh_cm,agb_kg", "A,20,100", "B,20,90")
    let plots = try table(folder, "p.csv", "plot_id,stratum,area_ha", "A,S,0.1", "B,S,0.1")
    let common = ["estimate", "--parcels", layer, "--plots", plots, "--trees", trees]
    let run = try ToolRun(common + ["--out", folder + "/o"])
    #expect(run.exitCode == 1)
    #expect(run.errors.contains("l.geojson:L0"), "\(run.errors)")
    #expect(run.errors.contains(code), "\(run.errors)")
    let skipped = try ToolRun(common + ["--out", folder + "/o", "--on-error", "skip"])
    #expect(skipped.exitCode == 0, "\(skipped.errors)")
    let rows = try csv(folder + "/o/parcels.csv")
    #expect(rows.map { $0["method"] ?? "" } == ["rejected", "stratum-mean"])
  }

  @Test("wrong command lines are exit 2 and say what is near", arguments: [
    (["estimat"], "Did you mean 'estimate'?"), (["estimate"], "--parcels FILE"),
    (["biomass", "--trees", "t.csv"], "--out"),
    (["biomass", "--trees", "t.csv", "--out", "o", "--equation", "CHAVE2014_EQ5"], "Did you mean CHAVE2014_EQ4?"),
    (["biomass", "--trees", "t.csv", "--out", "o", "--equation", "CHAVE2014_EQ7"], "--set E=VALUE"),
    (["biomass", "--trees", "t.csv", "--out", "o", "--root-shoot", "much"], "--root-shoot does not know"),
    (["biomass", "--trees", "t.csv", "--out", "o", "--column", "trees.dbh=D"], "trees.dbh_cm"),
    (["biomass", "--trees", "t.csv", "--out", "o", "--threads", "0"], "--threads"),
    (["estimate", "--parcels", "x", "--plots", "p", "--trees", "t", "--out", "o", "--confidence", "90"], "0.90"),
    (["estimate", "--confidense", "0.9"], "--confidence"),
  ])
  func commandLines(arguments: [String], hint: String) throws {
    let run = try ToolRun(arguments)
    #expect(run.exitCode == 2)
    #expect(run.errors.contains(hint), "\(run.errors)")
    #expect(run.output.isEmpty)
  }

  @Test("surroundings that fail are exit 3 and name the path")
  func surroundings() throws {
    let folder = Place.scratch("around")
    let trees = try table(folder, "t.csv", "plot_id,dbh_cm,agb_kg", "A,20,100")
    let absent = try ToolRun(["biomass", "--trees", folder + "/no.csv", "--out", folder + "/o"])
    #expect(absent.exitCode == 3 && absent.errors.contains("no.csv"))
    let directory = try ToolRun(["biomass", "--trees", folder, "--out", folder + "/o"])
    #expect(directory.exitCode == 3)
    let unwritable = try ToolRun(["biomass", "--trees", trees, "--out", "/proc/forestcarbon/o"])
    #expect(unwritable.exitCode == 3)
    let full = try ToolRun([
      "zonal", "--zones", SampleDataTests.project + "/inputs/parcels.gpkg", "--raster",
      folder + "/no.tif", "--out", folder + "/z.csv",
    ])
    #expect(full.exitCode == 3)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["t.csv"])
  }

  @Test("layers without a CRS are refused with the way out")
  func noCRS() throws {
    let folder = Place.scratch("crs")
    let trees = try table(folder, "t.csv", "plot_id,dbh_cm,agb_kg", "A,20,100", "B,20,90")
    let plots = try table(folder, "p.csv", "plot_id,x,y,area_ha", "A,575000,2299000,0.1", "B,576000,2300000,0.1")
    let project = SampleDataTests.project + "/inputs/"
    let run = try ToolRun([
      "estimate", "--parcels", project + "parcels.gpkg", "--stratum-raster", project + "classes.tif",
      "--plots", plots, "--trees", trees, "--out", folder + "/o",
    ])
    #expect(run.exitCode == 1)
    #expect(run.errors.contains("p.csv: no coordinate reference system is stored; state it with --plots-crs EPSG:CODE"))
  }
}
