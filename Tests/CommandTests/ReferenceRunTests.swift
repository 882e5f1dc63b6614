import Foundation
import TestSupport
import Testing

/// Worked examples that need no file but their own numbers.
@Suite("Worked examples")
struct WorkedExampleTests {
  /// accounting.md section 5: areas, n, means and SDs of three and of two strata; mean and SE without
  /// finite population correction. Plots are made so that they have exactly these moments.
  @Test(
    "a table of areas instead of polygons",
    arguments: [
      ([1200.0, 800, 500], [12, 10, 8], [185.0, 96, 41], [52.0, 38, 22], 127.720, 8.31405),
      ([3200, 1500], [25, 15], [212.4, 88.9], [61.3, 29.7], 172.985, 8.69862),
    ])
  func areas(
    hectares: [Double], n: [Int], means: [Double], sds: [Double], mean: Double, se: Double
  ) throws {
    let folder = Place.scratch("areas")
    var plots = "plot_id,stratum,area_ha\n"
    var trees = "plot_id,dbh_cm,agb_kg\n"
    var areas = "parcel_id,stratum,area_ha\n"
    for h in hectares.indices {
      areas += "all,S\(h),\(hectares[h])\n"
      let z = (0..<n[h]).map { cos(2 * .pi * (Double($0) + 0.5) / Double(n[h])) }
      let scale = (z.map { $0 * $0 }.reduce(0, +) / Double(n[h] - 1)).squareRoot()
      for (index, value) in z.enumerated() {
        plots += "\(h)-\(index),S\(h),1\n"
        trees += "\(h)-\(index),20,\((means[h] + sds[h] * value / scale) * 1000)\n"
      }
    }
    for (name, text) in [("plots", plots), ("trees", trees), ("areas", areas)] {
      try text.write(toFile: folder + "/\(name).csv", atomically: true, encoding: .utf8)
    }
    let run = try ToolRun([
      "estimate", "--areas", folder + "/areas.csv", "--plots", folder + "/plots.csv", "--trees",
      folder + "/trees.csv", "--pools", "agb", "--out", folder + "/o",
    ])
    #expect(run.exitCode == 0, "\(run.errors)")
    let row = try #require(csv(folder + "/o/parcels.csv").first)
    #expect(relative(row.number("agb_mg_ha"), mean) < 4e-6)
    #expect(relative(row.number("agb_se_mg_ha"), se) < 4e-6)
    #expect(row.number("area_ha") == hectares.reduce(0, +))
    #expect(!FileManager.default.fileExists(atPath: folder + "/o/parcels.gpkg"))
  }
}

/// The real cases of the reference shelf, run as a user runs them.
@Suite(
  "Real cases", .enabled(if: Place.hasReference, Comment(rawValue: needsReference)))
struct ReferenceRunTests {
  private func bighorn(
    _ extra: [String] = [], trees: String? = nil, plots: String? = nil
  ) throws
    -> String
  {
    let b = Place.reference + "/bighorn"
    let out = Place.scratch("bighorn") + "/out"
    let run = try ToolRun(
      [
        "estimate", "--parcels", b + "/WYbighorn_districtbnd.shp", "--stratum-raster",
        b + "/WYbighorn_forest_nonforest_250m.tif", "--plots", plots ?? b + "/plots.csv",
        "--plots-crs", "EPSG:4269", "--trees", trees ?? b + "/trees.csv", "--pools", "agb",
        "--out", out,
      ] + extra)
    #expect(run.exitCode == 0, "\(run.errors)")
    return out
  }

  @Test("Bighorn: districts, strata and total", arguments: ["satterthwaite", "n-m"])
  func districts(rule: String) throws {
    let out = try bighorn(["--degrees-of-freedom", rule])
    let expected = try csv(Place.reference + "/bighorn/expected_districts.csv")
    let half = rule == "n-m" ? "hw90_tco2e_n_minus_m" : "hw90_tco2e_satterthwaite"
    let got = try csv(out + "/parcels.csv")
    #expect(got.count == 3)
    for row in got {
      let e = try #require(expected.first { $0["district"] == row["DISTRICTNA"] })
      #expect(relative(row.number("area_ha"), e.number("area_ha")) < 1e-6)
      #expect(relative(row.number("agb_mg_ha"), e.number("agb_mg_ha")) < 1e-6)
      #expect(relative(row.number("agb_se_mg_ha"), e.number("agb_se_mg_ha")) < 1e-6)
      #expect(relative(row.number("co2e_t"), e.number("agb_tco2e")) < 1e-5)
      let width = (row.number("co2e_high_t") - row.number("co2e_low_t")) / 2
      #expect(relative(width, e.number(half)) < 1e-5)
      #expect(row["method"] == "stratum-mean" && row["interval_kind"] == "sampling")
      #expect(row["bgb_mg_ha"] == "" && row["confidence"] == "0.9")
    }
    for row in try csv(out + "/strata.csv") {
      let e = try #require(
        csv(Place.reference + "/bighorn/expected_strata.csv").first {
          $0["stratum"] == row["stratum"]
        })
      #expect(relative(row.number("agb_mg_ha"), e.number("agb_mean_mg_ha")) < 1e-9)
      #expect(relative(row.number("agb_sd_mg_ha"), e.number("agb_sd_mg_ha")) < 1e-9)
      #expect(row.number("n_plots") == e.number("n_plots"))
    }
    // The total shares the stratum means: its interval is not made from those of the districts.
    let e = try #require(expected.first { $0["district"] == "TOTAL" })
    let summary = try JSONSerialization.jsonObject(
      with: Data(contentsOf: URL(filePath: out + "/summary.json")))
    let total = try #require((summary as? [String: Any])?["total"] as? [String: Any])
    #expect(relative(total["co2e_t"] as? Double ?? .nan, e.number("agb_tco2e")) < 1e-5)
    #expect(relative(total["half_width_t"] as? Double ?? .nan, e.number(half)) < 1e-5)
    #expect(relative(total["agb_se_mg_ha"] as? Double ?? .nan, e.number("agb_se_mg_ha")) < 1e-6)
  }

  @Test("Bighorn by every estimator that applies: simple, post-stratified, ratio of equal plots")
  func designs() throws {
    func total(_ out: String) throws -> (String) -> Double {
      let summary = try JSONSerialization.jsonObject(
        with: Data(contentsOf: URL(filePath: out + "/summary.json")))
      let total = try #require((summary as? [String: Any])?["total"] as? [String: Any])
      return { total[$0] as? Double ?? .nan }
    }
    let expected = try #require(
      csv(Place.reference + "/bighorn/expected_districts.csv").first { $0["district"] == "TOTAL" })
    let strata = try csv(Place.reference + "/bighorn/expected_strata.csv")
    let weights = [expected.number("share_forest"), expected.number("share_nonforest")]
    // Post-strata keep the mean; the variance is that of Cochran 1977, 5A.9.
    let post = try total(try bighorn(["--design", "post-stratified"]))
    var variance = 0.0
    for (w, row) in zip(weights, strata) {
      let sd = row.number("agb_sd_mg_ha")
      variance += sd * sd * (w / 56 + (1 - w) / (56 * 56))
    }
    #expect(relative(post("agb_mg_ha"), expected.number("agb_mg_ha")) < 1e-6)
    #expect(relative(post("agb_se_mg_ha"), variance.squareRoot()) < 1e-6)
    #expect(relative(post("agb_se_mg_ha"), expected.number("agb_se_mg_ha")) < 0.05)
    // One sample of 56 plots: mean and SD of all of them.
    let out = try bighorn(["--design", "simple"])
    let simple = try total(out)
    let plots = try csv(out + "/plots.csv").map { $0.number("agb_mg_ha") }
    let mean = plots.reduce(0, +) / 56
    var squares = 0.0
    for value in plots { squares += (value - mean) * (value - mean) }
    #expect(relative(simple("agb_mg_ha"), mean) < 1e-12)
    #expect(relative(simple("agb_se_mg_ha"), (squares / 55 / 56).squareRoot()) < 1e-12)
    #expect(simple("df") == 55)
    // Plots of one size: the ratio of means is the stratified mean.
    let lines = try String(
      contentsOfFile: Place.reference + "/bighorn/plots.csv", encoding: .utf8
    ).split(separator: "\n")
    let sized = lines.enumerated().map { $0 == 0 ? "\($1),area_ha" : "\($1),0.07" }
    let path = Place.scratch("sized") + "/plots.csv"
    try sized.joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
    let ratio = try total(try bighorn(["--design", "ratio"], plots: path))
    #expect(relative(ratio("agb_mg_ha"), expected.number("agb_mg_ha")) < 1e-6)
    #expect(relative(ratio("agb_se_mg_ha"), expected.number("agb_se_mg_ha")) < 1e-6)
    #expect(relative(ratio("df"), expected.number("df_satterthwaite")) < 1e-6)
  }

  @Test("Bighorn: the run record names the operation used and counts every row")
  func record() throws {
    let out = try bighorn()
    let text = try String(contentsOfFile: out + "/run.json", encoding: .utf8)
    #expect(text.contains("NAD27 to WGS 84"))
    #expect(!text.lowercased().contains("ballpark"))
    let json = try #require(
      JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let rows = try #require(json["rows"] as? [[String: Any]])
    #expect(rows.count == 3)
    for row in rows {
      let read = try #require(row["read"] as? Int)
      #expect(read == (row["used"] as? Int ?? 0) + (row["rejected"] as? Int ?? 0))
    }
    let trees = try #require(rows.first { $0["table"] as? String == "trees" })
    #expect(trees["read"] as? Int == 1_672)
    #expect((json["inputs"] as? [[String: Any]])?.count == 8)
    #expect((json["outputs"] as? [[String: Any]])?.count == 9)
  }

  @Test("Bighorn: two runs, one thread, and shuffled rows agree")
  func reproducible() throws {
    let first = try bighorn()
    let second = try bighorn()
    let single = try bighorn(["--threads", "1"])
    let files = [
      "parcels.csv", "strata.csv", "plots.csv", "trees.csv", "summary.json", "parcels.gpkg",
    ]
    for file in files {
      let bytes = try Data(contentsOf: URL(filePath: first + "/" + file))
      #expect(try Data(contentsOf: URL(filePath: second + "/" + file)) == bytes, "\(file)")
      #expect(try Data(contentsOf: URL(filePath: single + "/" + file)) == bytes, "\(file)")
    }
    let folder = Place.scratch("shuffled")
    var random = SystemRandomNumberGenerator()
    for name in ["trees.csv", "plots.csv"] {
      var lines = try String(
        contentsOfFile: Place.reference + "/bighorn/" + name, encoding: .utf8
      ).split(separator: "\n").map(String.init)
      let header = lines.removeFirst()
      lines.shuffle(using: &random)
      try ([header] + lines).joined(separator: "\n").write(
        toFile: folder + "/" + name, atomically: true, encoding: .utf8)
    }
    let shuffled = try bighorn(trees: folder + "/trees.csv", plots: folder + "/plots.csv")
    for file in ["parcels.csv", "strata.csv", "plots.csv", "trees.csv", "summary.json"] {
      func sorted(_ folder: String) throws -> [Substring] {
        try String(contentsOfFile: folder + "/" + file, encoding: .utf8).split(separator: "\n")
          .sorted()
      }
      #expect(try sorted(first) == sorted(shuffled), "\(file)")
    }
  }

  @Test("Nouragues: heights by log2, Eq. 4, per tree and per plot")
  func nouragues() throws {
    let b = Place.reference + "/biomass"
    let folder = Place.scratch("nouragues")
    let expected = try csv(b + "/results/agb_nouragues_trees.csv")
    let trees =
      ["plot_id,tree_id,dbh_cm,wood_density_g_cm3"]
      + expected.map {
        "\($0["plot"] ?? ""),\($0["tree"] ?? ""),\($0["D"] ?? ""),\($0["meanWD"] ?? "")"
      }
    try trees.joined(separator: "\n").write(
      toFile: folder + "/trees.csv", atomically: true, encoding: .utf8)
    let run = try ToolRun([
      "biomass", "--trees", folder + "/trees.csv", "--heights", b + "/inputs/nouragues_hd.csv",
      "--height-model", "log2", "--equation", "CHAVE2014_EQ4", "--out", folder + "/o",
    ])
    #expect(run.exitCode == 0, "\(run.errors)")
    let got = Dictionary(
      uniqueKeysWithValues: try csv(folder + "/o/trees.csv").map { ($0["tree_id"] ?? "", $0) })
    #expect(got.count == expected.count)
    for e in expected {
      let row = try #require(got[e["tree"] ?? ""])
      #expect(relative(row.number("height_m"), e.number("H_log2")) < 1e-9)
      #expect(relative(row.number("agb_kg") / 1000, e.number("AGB_eq4_H_log2_Mg")) < 1e-9)
    }
    let plots = try csv(folder + "/o/plots.csv")
    for e in try csv(b + "/results/agb_nouragues_plots.csv") {
      let row = try #require(plots.first { $0["plot_id"] == e["plot"] })
      #expect(relative(row.number("agb_mg"), e.number("AGB_eq4_H_log2_Mg")) < 1e-9)
      #expect(row["agb_mg_ha"] == "" && row.number("n_trees") == e.number("n"))
    }
  }

  /// biomass/results/agb_nouragues_plots.csv: the same trees by the other routes to a height.
  @Test(
    "Nouragues: other heights, per plot",
    arguments: [
      (["--height-model", "weibull"], "AGB_eq4_H_weibull_Mg", 1e-6),
      (["--height-model", "regional:GuianaShield"], "AGB_eq4_H_feldpausch_Mg", 1e-9),
      (
        ["--equation", "REJOU2017_EQ7MOD", "--set", "E=-0.10370616029800005"], "AGB_eq7_E_Mg", 1e-9
      ),
    ])
  func nouraguesRoutes(route: [String], column: String, tolerance: Double) throws {
    let b = Place.reference + "/biomass"
    let folder = Place.scratch("nouragues-routes")
    let trees =
      ["plot_id,tree_id,dbh_cm,wood_density_g_cm3"]
      + (try csv(b + "/results/agb_nouragues_trees.csv")).map {
        "\($0["plot"] ?? ""),\($0["tree"] ?? ""),\($0["D"] ?? ""),\($0["meanWD"] ?? "")"
      }
    try trees.joined(separator: "\n").write(
      toFile: folder + "/trees.csv", atomically: true, encoding: .utf8)
    let run = try ToolRun(
      [
        "biomass", "--trees", folder + "/trees.csv", "--heights",
        b + "/inputs/nouragues_hd.csv", "--out", folder + "/o",
      ] + route)
    #expect(run.exitCode == 0, "\(run.errors)")
    let plots = try csv(folder + "/o/plots.csv")
    let expected = try csv(b + "/results/agb_nouragues_plots.csv")
    #expect(plots.count == 2 && expected.count == 2)
    for e in expected {
      let row = try #require(plots.first { $0["plot_id"] == e["plot"] })
      #expect(relative(row.number("agb_mg"), e.number(column)) < tolerance)
    }
  }

  @Test("Karnataka: given heights, and the height-free equation with E")
  func karnataka() throws {
    let b = Place.reference + "/biomass"
    let folder = Place.scratch("karnataka")
    let expected = try csv(b + "/results/agb_karnataka_trees.csv")
    let inputs = Dictionary(
      uniqueKeysWithValues: try csv(b + "/inputs/karnataka_trees.csv").map {
        ($0["row"] ?? "", $0["D"] ?? "")
      })
    let trees =
      ["plot_id,tree_id,dbh_cm,height_m,wood_density_g_cm3"]
      + expected.map { e in
        let id = e["row"] ?? ""
        return
          "\(e["plotId"] ?? ""),\(id),\(inputs[id] ?? ""),\(e["H_SEAsia"] ?? ""),\(e["meanWD"] ?? "")"
      }
    try trees.joined(separator: "\n").write(
      toFile: folder + "/trees.csv", atomically: true, encoding: .utf8)
    for (arguments, column) in [
      (["--equation", "CHAVE2014_EQ4", "--height-model", "given"], "AGB_eq4_SEAsia_Mg"),
      (
        ["--equation", "REJOU2017_EQ7MOD", "--set", "E=\(expected.first?["E"] ?? "")"],
        "AGB_eq7_E_Mg"
      ),
    ] {
      let out = folder + "/" + column
      let run = try ToolRun(
        ["biomass", "--trees", folder + "/trees.csv", "--out", out] + arguments)
      #expect(run.exitCode == 0, "\(run.errors.prefix(500))")
      let got = Dictionary(
        uniqueKeysWithValues: try csv(out + "/trees.csv").map {
          ($0["tree_id"] ?? "", $0.number("agb_kg") / 1000)
        })
      var worst = 0.0
      for e in expected {
        worst = max(worst, relative(got[e["row"] ?? ""] ?? .nan, e.number(column)))
      }
      #expect(worst < 1e-9, "\(column)")
      let plots = Dictionary(
        uniqueKeysWithValues: try csv(out + "/plots.csv").map { ($0["plot_id"] ?? "", $0) })
      let sums = try csv(b + "/results/agb_karnataka_plots.csv")
      #expect(plots.count == sums.count && sums.count == 48)
      for e in sums {
        let row = try #require(plots[e["plotId"] ?? ""])
        #expect(relative(row.number("agb_mg"), e.number(column)) < 1e-9)
        #expect(row.number("n_trees") == e.number("n"))
      }
    }
  }

  @Test("zonal statistics against exact clipping", arguments: ["parcels.gpkg", "parcels.shp"])
  func zonal(file: String) throws {
    let z = Place.reference + "/zonal"
    let out = Place.scratch("zonal") + "/o.csv"
    let run = try ToolRun([
      "zonal", "--zones", z + "/" + file, "--id", "id", "--raster", z + "/agb.tif", "--out", out,
    ])
    #expect(run.exitCode == 0, "\(run.errors)")
    let got = try csv(out)
    let expected = try csv(z + "/expected_agb.csv")
    #expect(got.map { $0["zone_id"] } == expected.map { $0["id"] })
    for (g, e) in zip(got, expected) {
      if e.number("count") == 0 {
        #expect(["mean", "sum", "sd", "min", "max"].allSatisfy { g[$0] == "" })
        continue
      }
      for (mine, theirs) in [
        ("pixels", "count"), ("sum", "sum"), ("mean", "mean"), ("min", "min"), ("max", "max"),
      ] {
        #expect(relative(g.number(mine), e.number(theirs)) < 1e-9, "\(e["id"] ?? "") \(mine)")
      }
      let sd = e.number("stdev")
      #expect(sd < 1e-9 ? g.number("sd") < 1e-9 : relative(g.number("sd"), sd) < 1e-9)
      // Covered hectares: the ellipsoid differs from the plane by 2e-4 at most here.
      #expect(relative(g.number("covered_ha"), e.number("area_valid_ha")) < 3e-4)
    }
  }

  @Test("coverage by class against exact clipping")
  func classes() throws {
    let z = Place.reference + "/zonal"
    let out = Place.scratch("classes") + "/o.csv"
    let run = try ToolRun([
      "zonal", "--zones", z + "/parcels.gpkg", "--id", "id", "--raster", z + "/lc1.tif",
      "--categorical", "--out", out,
    ])
    #expect(run.exitCode == 0, "\(run.errors)")
    let got = try csv(out).filter { $0["class"] != "" }
    let expected = try csv(z + "/expected_lc1_area.csv")
    #expect(got.count == expected.count)
    for e in expected {
      let g = try #require(got.first { $0["zone_id"] == e["id"] && $0["class"] == e["klass"] })
      #expect(relative(g.number("pixels"), e.number("coverage")) < 1e-9)
    }
  }
}
