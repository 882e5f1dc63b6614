import Foundation
import TestSupport
import Testing

/// Bad input ends in a finding with its place, exit 1, and nothing written.
@Suite("Bad input")
struct BadInputTests {
  private func biomass(
    _ lines: [String], _ extra: [String] = ["--height-model", "given"]
  ) throws
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

  @Test(
    "each fault is named with file, row and column",
    arguments: [
      (
        ["A,1,12,9,0.5", "A,2,twelve,9,0.5"], "trees.csv:3:dbh_cm: read \"twelve\"", "not-a-number"
      ),
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
      // A decimal comma in a table parted by commas: 31,2 must never be read as 31 cm and 2 m.
      (
        ["A,1,12,9,0.5", "A,2,31,2,0.5,", "A,3,14,9,0.5"], "trees.csv:3: read 6 cells",
        "wrong-cell-count"
      ),
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
    #expect(plots.first { $0["plot_id"] == "A" }?["flags"] == "trees-rejected:2")
    #expect(plots.first { $0["plot_id"] == "B" }?["flags"] == "trees-rejected:1;rejected")
    #expect(plots.first { $0["plot_id"] == "B" }?["agb_mg"] == "")
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
    #expect(
      run.errors.contains(
        "trees.csv:3:plot_id: plot \"P1\" is not in the plots table, but \"P01\" is"))
    #expect(run.errors.contains("plots.csv:4:plot_id: plot P02 occurs twice (rows 3 and 4)"))
  }

  @Test("a stratum with too few plots proposes what to do")
  func fewPlots() throws {
    let folder = Place.scratch("few")
    let trees = try table(
      folder, "t.csv", "plot_id,dbh_cm,agb_kg", "A,20,100", "B,20,90", "C,20,80")
    let plots = try table(
      folder, "p.csv", "plot_id,stratum,area_ha", "A,X,0.1", "B,X,0.1", "C,Y,0.1")
    let areas = try table(
      folder, "a.csv", "parcel_id,stratum,area_ha", "1,X,10", "2,Y,5", "3,Z,2")
    let common = ["estimate", "--areas", areas, "--plots", plots, "--trees", trees]
    let run = try ToolRun(common + ["--out", folder + "/o"])
    #expect(run.exitCode == 1)
    #expect(run.errors.contains("stratum Y covers 5.00 ha and has 1 plots"))
    #expect(
      run.errors.contains("Y,X,merged,fewer than 2 plots (its plot is nearest to their mean)"))
    #expect(run.errors.contains("Z,X,merged,fewer than 2 plots (the lowest mean)"))
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
    #expect(
      try csv(folder + "/o2/parcels.csv").map { $0["method"] ?? "" } == [
        "stratum-mean", "stratum-mean", "excluded",
      ])
  }

  @Test(
    "geometries that cannot be measured",
    arguments: [
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

  @Test(
    "wrong command lines are exit 2 and say what is near",
    arguments: [
      (["estimat"], "Did you mean 'estimate'?"), (["estimate"], "--parcels FILE"),
      (["biomass", "--trees", "t.csv"], "--out"),
      (
        ["biomass", "--trees", "t.csv", "--out", "o", "--equation", "CHAVE2014_EQ5"],
        "Did you mean CHAVE2014_EQ4?"
      ),
      (
        ["biomass", "--trees", "t.csv", "--out", "o", "--equation", "CHAVE2014_EQ7"],
        "--set E=VALUE"
      ),
      (
        ["biomass", "--trees", "t.csv", "--out", "o", "--root-shoot", "much"],
        "--root-shoot does not know"
      ),
      (["biomass", "--trees", "t.csv", "--out", "o", "--column", "trees.dbh=D"], "trees.dbh_cm"),
      (["biomass", "--trees", "t.csv", "--out", "o", "--threads", "0"], "--threads"),
      (
        [
          "estimate", "--parcels", "x", "--plots", "p", "--trees", "t", "--out", "o",
          "--confidence", "90",
        ], "0.90"
      ),
      (["estimate", "--confidense", "0.9"], "--confidence"),
      (["biomass", "--trees", "t.csv", "--out", "o", "--seed", "9223372036854775808"], "--seed"),
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

  @Test("skip: a plot of which live trees were left out does not enter a mean; a short row counts")
  func incompletePlots() throws {
    let folder = Place.scratch("incomplete")
    let trees = try table(
      folder, "t.csv", "plot_id,dbh_cm,agb_kg,status", "A,20,100,live", "B,20,100,live", "C,20",
      "D,20,100,live", "D,x,,live", "E,20,100,live", "E,x,,dead")
    let plots = try table(
      folder, "p.csv", "plot_id,stratum,area_ha", "A,S,0.1", "B,S,0.1", "C,S,0.1", "D,S,0.1",
      "E,S,0.1", "F,S,-1")
    let areas = try table(
      folder, "a.csv", "parcel_id,stratum,area_ha", "1,S,10", "2,S,4", "2,S,x", "3,S,7", "3,S,7")
    let run = try ToolRun([
      "estimate", "--areas", areas, "--plots", plots, "--trees", trees, "--pools", "agb",
      "--on-error", "skip", "--out", folder + "/o",
    ])
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(run.errors.contains("p.csv:4:plot_id") && run.errors.contains("plot-incomplete"))
    #expect(run.errors.contains("a.csv:6:area_ha") && run.errors.contains("area-row-repeated"))
    let stratum = try #require(csv(folder + "/o/strata.csv").first)
    #expect(stratum["n_plots"] == "3" && relative(stratum.number("agb_mg_ha"), 1) < 1e-12)
    #expect(try csv(folder + "/o/plots.csv").count == 6)
    #expect(try csv(folder + "/o/trees.csv").count == 7)
    let parcels = try csv(folder + "/o/parcels.csv")
    #expect(parcels.map { $0["method"] ?? "" } == ["stratum-mean", "rejected", "stratum-mean"])
    let json = try #require(
      JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: folder + "/o/run.json")))
        as? [String: Any])
    for row in try #require(json["rows"] as? [[String: Any]]) {
      let read = try #require(row["read"] as? Int)
      #expect(read == (row["used"] as? Int ?? 0) + (row["rejected"] as? Int ?? 0), "\(row)")
    }
  }

  @Test("clusters are refused, land that is all excluded has no estimate")
  func clustersAndNoLand() throws {
    let folder = Place.scratch("clusters")
    let trees = try table(folder, "t.csv", "plot_id,dbh_cm,agb_kg", "A,20,100", "B,20,90")
    let clustered = try table(
      folder, "c.csv", "plot_id,stratum,area_ha,cluster_id", "A,S,0.1,K", "B,S,0.1,K")
    let plots = try table(folder, "p.csv", "plot_id,stratum,area_ha", "A,S,0.1", "B,S,0.1")
    let areas = try table(folder, "a.csv", "parcel_id,stratum,area_ha", "1,W,10")
    let strata = try table(
      folder, "s.csv", "class,stratum,treatment", "W,W,excluded", "S,S,sampled")
    let common = [
      "estimate", "--areas", areas, "--trees", trees, "--strata", strata, "--out", folder + "/o",
      "--on-error", "skip", "--plots",
    ]
    let refused = try ToolRun(common + [clustered])
    #expect(refused.exitCode == 1)
    #expect(refused.errors.contains("c.csv:3:cluster_id: cluster K has 2 plots"))
    let empty = try ToolRun(common + [plots])
    #expect(empty.exitCode == 1 && empty.errors.contains("of 10.00 ha, 10.00 ha are excluded"))
    #expect(!FileManager.default.fileExists(atPath: folder + "/o"))
  }

  @Test("constants are stated once")
  func constants() throws {
    let folder = Place.scratch("constants")
    let trees = try table(folder, "t.csv", "plot_id,species,dbh_cm,height_m", "A,Aus bus,20,12")
    let plots = try table(folder, "p.csv", "plot_id,stratum,area_ha,area_m2", "A,S,0.1,500")
    let densities = try table(
      folder, "w.csv", "species,wood_density_g_cm3", "Aus bus,0.4", "aus  bus,0.8", "Aus bus,0.4")
    let stock = try table(
      folder, "k.csv", "stratum,agb_mg_ha,carbon_mg_ha,se", "T,130,,9", "T,999,,9", "U,130,5,1")
    let areas = try table(folder, "a.csv", "parcel_id,stratum,area_ha", "1,S,10")
    let run = try ToolRun([
      "check", "--areas", areas, "--plots", plots, "--trees", trees, "--wood-density", densities,
      "--stock-table", stock,
    ])
    #expect(run.exitCode == 1)
    for text in [
      "k.csv:3:stratum: T occurs twice (rows 2 and 3)",
      "k.csv:4:carbon_mg_ha: one factor needs one measure",
      "w.csv:4:species: Aus bus occurs twice (rows 2 and 4)",
      "p.csv:2:area_m2: read 500, but area_ha says 0.1 ha",
    ] {
      #expect(run.output.contains(text), "\(text)\n\(run.output)")
    }
  }

  @Test("inputs are never overwritten; devices and pipes are not files")
  func overwriting() throws {
    let folder = Place.scratch("over")
    let trees = try table(folder, "trees.csv", "plot_id,dbh_cm,agb_kg", "A,20,100")
    let run = try ToolRun(["biomass", "--trees", trees, "--out", folder])
    #expect(run.exitCode == 2 && run.errors.contains("would be overwritten"))
    #expect(try String(contentsOfFile: trees, encoding: .utf8).hasPrefix("plot_id,dbh_cm,agb_kg"))
    let inputs = SampleDataTests.project + "/inputs/"
    let device = try ToolRun([
      "zonal", "--zones", inputs + "parcels.gpkg", "--raster", inputs + "classes.tif", "--out",
      "/dev/full",
    ])
    #expect(device.exitCode == 3 && device.errors.contains("not a plain file"))
    #expect(!FileManager.default.fileExists(atPath: "/dev/full.run.json"))
    #expect(try ToolRun(["biomass", "--trees", "/dev/zero", "--out", folder + "/o"]).exitCode == 3)
    #expect(try ToolRun(["biomass", "--trees", trees, "--out", ""]).exitCode == 2)
    // An earlier result of the same name is replaced, inside a folder that is there already.
    for _ in 0..<2 {
      let again = try ToolRun(["biomass", "--trees", trees, "--out", folder + "/o"])
      #expect(again.exitCode == 0, "\(again.errors)")
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder + "/o").sorted()
    #expect(names == ["plots.csv", "run.json", "total.json", "trees.csv"])
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == ["o", "trees.csv"])
  }

  @Test("an operation that ignores the datum shift is refused for plots and parcels")
  func ballpark() throws {
    for option in [["--plots-crs", "EPSG:2044"], ["--parcels-crs", "EPSG:2044"]] {
      let out = Place.scratch("ballpark") + "/o"
      let run = try ToolRun(["estimate", SampleDataTests.project, "--out", out] + option)
      #expect(run.exitCode == 1 && run.errors.contains("crs-ballpark"), "\(run.errors)")
      #expect(!FileManager.default.fileExists(atPath: out))
    }
  }

  @Test("the same polygon twice is seen, wherever its ring begins and however it turns")
  func sameTwice() throws {
    let folder = Place.scratch("twice")
    let rings = [
      "[[1,1],[2,1],[2,2],[1,2],[1,1]]", "[[2,2],[1,2],[1,1],[2,1],[2,2]]",
      "[[1,1],[1,2],[2,2],[2,1],[1,1]]", "[[1,1],[2,1],[2,3],[1,2],[1,1]]",
    ]
    let layer = try table(
      folder, "l.geojson",
      "{\"type\":\"FeatureCollection\",\"features\":["
        + rings.enumerated().map {
          "{\"type\":\"Feature\",\"properties\":{\"parcel_id\":\"L\($0)\",\"stratum\":\"S\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[\($1)]}}"
        }.joined(separator: ",") + "]}")
    let trees = try table(folder, "t.csv", "plot_id,dbh_cm,agb_kg", "A,20,100", "B,20,90")
    let plots = try table(folder, "p.csv", "plot_id,stratum,area_ha", "A,S,0.1", "B,S,0.1")
    let common = ["check", "--parcels", layer, "--plots", plots, "--trees", trees]
    let run = try ToolRun(common)
    #expect(run.exitCode == 1)
    #expect(run.output.contains("l.geojson:L1: the same polygon as parcel L0"))
    #expect(run.output.contains("l.geojson:L2: the same polygon as parcel"))
    #expect(!run.output.contains("l.geojson:L3"))
    // Areas in degrees have no plane; a field that is no number is named as such.
    #expect(try ToolRun(common + ["--area", "planar"]).exitCode == 2)
    let field = try ToolRun(common + ["--area", "field:stratum"])
    #expect(field.output.contains("read stratum = S, expected an area above 0 ha"))
  }

  @Test("layers without a CRS are refused with the way out")
  func noCRS() throws {
    let folder = Place.scratch("crs")
    let trees = try table(folder, "t.csv", "plot_id,dbh_cm,agb_kg", "A,20,100", "B,20,90")
    let plots = try table(
      folder, "p.csv", "plot_id,x,y,area_ha", "A,575000,2299000,0.1", "B,576000,2300000,0.1")
    let project = SampleDataTests.project + "/inputs/"
    let run = try ToolRun([
      "estimate", "--parcels", project + "parcels.gpkg", "--stratum-raster",
      project + "classes.tif",
      "--plots", plots, "--trees", trees, "--out", folder + "/o",
    ])
    #expect(run.exitCode == 1)
    #expect(run.errors.contains("p.csv: no coordinate reference system is stored"))
    #expect(run.errors.contains("--plots-crs EPSG:9206"))
  }
}
