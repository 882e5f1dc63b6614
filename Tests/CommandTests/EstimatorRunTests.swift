import ForestGeo
import Foundation
import TestSupport
import Testing

/// Every design run as a user runs it.
@Suite("Designs")
struct EstimatorRunTests {
  private func json(_ path: String) throws -> [String: Any] {
    let data = try Data(contentsOf: URL(filePath: path))
    return try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  private func numbers(_ json: [String: Any], _ key: String) throws -> (String) -> Double {
    let part = try #require(json[key] as? [String: Any])
    return { part[$0] as? Double ?? .nan }
  }

  /// Plots of 1 ha with one tree each that weighs the value in Mg.
  private func tables(
    _ folder: String, _ plots: [(id: String, stratum: String, cluster: String, mg: Double)],
    areaHa: Double = 1
  ) throws -> [String] {
    let lines = plots.map { "\($0.id),\($0.stratum),\($0.cluster),\(areaHa)" }
    let trees = plots.map { "\($0.id),20,\($0.mg * 1000 * areaHa)" }
    try (["plot_id,stratum,cluster_id,area_ha"] + lines).joined(separator: "\n").write(
      toFile: folder + "/p.csv", atomically: true, encoding: .utf8)
    try (["plot_id,dbh_cm,agb_kg"] + trees).joined(separator: "\n").write(
      toFile: folder + "/t.csv", atomically: true, encoding: .utf8)
    return [
      "estimate", "--plots", folder + "/p.csv", "--trees", folder + "/t.csv", "--pools", "agb",
    ]
  }

  /// accounting.md 5, clusters, ex. 2.
  @Test("clusters: the ratio estimator, and every other design refuses them")
  func clusters() throws {
    let folder = Place.scratch("clusters")
    let values: [[Double]] = [
      [10, 14, 12, 11], [22, 19, 25, 20], [15, 15, 18, 13], [9, 12, 8, 10], [17, 21, 16, 19],
      [13, 11, 15, 14],
    ]
    var plots: [(id: String, stratum: String, cluster: String, mg: Double)] = []
    for (c, cluster) in values.enumerated() {
      for (p, value) in cluster.enumerated() { plots.append(("\(c)-\(p)", "S", "C\(c)", value)) }
    }
    let areas = try table(folder, "a.csv", "parcel_id,stratum,area_ha", "1,S,100")
    let common = try tables(folder, plots) + ["--areas", areas]
    let out = folder + "/o"
    let run = try ToolRun(common + ["--design", "cluster", "--out", out])
    #expect(run.exitCode == 0, "\(run.errors)")
    let summary = try json(out + "/summary.json")
    let total = try numbers(summary, "total")
    #expect(relative(total("agb_mg_ha"), 14.9583) < 4e-6)
    #expect(relative(total("agb_se_mg_ha"), 1.77061) < 4e-6)
    #expect(total("df") == 5)
    let design = try numbers(summary, "design")
    #expect(relative(design("design_effect"), 3.83751) < 2e-6)
    #expect(relative(design("relative_efficiency"), 1 / 3.83751) < 2e-6)
    let row = try #require(csv(out + "/strata.csv").first)
    #expect(row["n_plots"] == "24" && row["n_units"] == "6")
    let report = try String(contentsOfFile: out + "/report.html", encoding: .utf8)
    #expect(report.contains("Plots stand in clusters"))
    for other in ["stratified", "simple", "ratio", "post-stratified"] {
      let refused = try ToolRun(common + ["--design", other, "--out", folder + "/no"])
      #expect(refused.exitCode == 1)
      #expect(refused.errors.contains("Use --design cluster"))
      #expect(!FileManager.default.fileExists(atPath: folder + "/no"))
    }
  }

  @Test("clusters across strata, and a cluster design without clusters, are errors")
  func badClusters() throws {
    let folder = Place.scratch("badclusters")
    let areas = try table(folder, "a.csv", "parcel_id,stratum,area_ha", "1,S,100", "2,T,50")
    let across = try ToolRun(
      try tables(
        folder,
        [
          ("a", "S", "K", 1), ("b", "T", "K", 2), ("c", "S", "L", 3), ("d", "T", "M", 4),
          ("e", "S", "L", 3), ("f", "T", "M", 4),
        ]) + ["--areas", areas, "--design", "cluster", "--out", folder + "/o"])
    #expect(across.exitCode == 1)
    #expect(across.errors.contains("cluster K has plots in the strata S, T"))
    let none = try ToolRun(
      try tables(
        folder, [("a", "S", "", 1), ("b", "S", "", 2), ("c", "T", "", 3), ("d", "T", "", 4)])
        + ["--areas", areas, "--design", "cluster", "--out", folder + "/o"])
    #expect(none.exitCode == 1)
    #expect(none.errors.contains("cluster-missing"))
  }

  /// accounting.md 5, ratio of means, ex. 1: totals 9.1 ... on plots of 0.02 to 0.05 ha.
  @Test("ratio of means for plots of unequal size")
  func ratio() throws {
    let folder = Place.scratch("ratio")
    let sizes = [0.05, 0.05, 0.04, 0.05, 0.03, 0.05, 0.02, 0.05]
    let totals = [9.1, 7.4, 6.6, 8.8, 3.9, 10.2, 2.6, 6.9]
    let plots = ["plot_id,stratum,area_ha"] + sizes.indices.map { "\($0),S,\(sizes[$0])" }
    let trees = ["plot_id,dbh_cm,agb_kg"] + totals.indices.map { "\($0),20,\(totals[$0] * 1000)" }
    for (name, lines) in [("p", plots), ("t", trees)] {
      try lines.joined(separator: "\n").write(
        toFile: folder + "/\(name).csv", atomically: true, encoding: .utf8)
    }
    let areas = try table(folder, "a.csv", "parcel_id,stratum,area_ha", "1,S,100")
    let run = try ToolRun([
      "estimate", "--areas", areas, "--plots", folder + "/p.csv", "--trees", folder + "/t.csv",
      "--pools", "agb", "--design", "ratio", "--out", folder + "/o",
    ])
    #expect(run.exitCode == 0, "\(run.errors)")
    let total = try numbers(try json(folder + "/o/summary.json"), "total")
    #expect(relative(total("agb_mg_ha"), 163.235) < 4e-6)
    #expect(relative(total("agb_se_mg_ha"), 9.46169) < 4e-6)
  }

  @Test("double sampling: a first phase of 60 plots, 8 of them measured")
  func double() throws {
    let folder = Place.scratch("double")
    let (rho, beta, variance) = (0.996736, 2.858, 3039.70)
    func unit(_ k: Double) -> [Double] {
      let z = (0..<8).map { cos(k * .pi * (Double($0) + 0.5) / 8) }
      let s = (z.map { $0 * $0 }.reduce(0, +) / 7).squareRoot()
      return z.map { $0 / s }
    }
    let sx = rho * variance.squareRoot() / beta
    let rest = (variance * (1 - rho * rho)).squareRoot()
    let (u, v) = (unit(2), unit(4))
    let x = u.map { 49.5 + sx * $0 }
    let y = zip(x, v).map { 115.375 + beta * ($0 - 49.5) + rest * $1 }
    let others = (47.2 * 60 - x.reduce(0, +)) / 52
    let phase =
      ["plot_id,auxiliary,stratum"] + x.indices.map { "P\($0),\(x[$0]),S" }
      + (0..<52).map { "Q\($0),\(others),S" }
    try phase.joined(separator: "\n").write(
      toFile: folder + "/first.csv", atomically: true, encoding: .utf8)
    let areas = try table(folder, "a.csv", "parcel_id,stratum,area_ha", "1,S,100")
    let common =
      try tables(folder, y.indices.map { ("P\($0)", "S", "", y[$0]) })
      + ["--areas", areas, "--design", "double"]
    let run = try ToolRun(
      common + ["--first-phase", folder + "/first.csv", "--out", folder + "/o"])
    #expect(run.exitCode == 0, "\(run.errors)")
    let total = try numbers(try json(folder + "/o/summary.json"), "total")
    #expect(relative(total("agb_mg_ha"), 108.802) < 5e-6)
    #expect(relative(total("agb_se_mg_ha"), 7.26691) < 5e-6)
    #expect(run.output.contains("first-phase: 60 rows read; 60 used"))
    // A plot that the first phase does not know.
    try phase.filter { !$0.hasPrefix("P3,") }.joined(separator: "\n").write(
      toFile: folder + "/short.csv", atomically: true, encoding: .utf8)
    let short = try ToolRun(
      common + ["--first-phase", folder + "/short.csv", "--out", folder + "/no"])
    #expect(short.exitCode == 1)
    #expect(short.errors.contains("plot P3 is not in the table of the first phase"))
    #expect(try ToolRun(common + ["--out", folder + "/no"]).exitCode == 2)
  }

  @Test("post-strata: Cochran 5A.9; the finite population correction counts plots of 1 ha")
  func postStratified() throws {
    let folder = Place.scratch("post")
    let plots: [(id: String, stratum: String, cluster: String, mg: Double)] = [
      ("a", "S", "", 120), ("b", "S", "", 180), ("c", "S", "", 150), ("d", "S", "", 90),
      ("e", "T", "", 40), ("f", "T", "", 70), ("g", "T", "", 20),
    ]
    let areas = try table(folder, "a.csv", "parcel_id,stratum,area_ha", "1,S,60", "2,T,40")
    let common = try tables(folder, plots) + ["--areas", areas]
    func se(_ options: [String]) throws -> Double {
      let out = Place.scratch("post") + "/o"
      let run = try ToolRun(common + options + ["--out", out])
      #expect(run.exitCode == 0, "\(run.errors)")
      return try numbers(try json(out + "/summary.json"), "total")("agb_se_mg_ha")
    }
    // Sample variances 1500 and 19000/30.
    let (s, t) = (1_500.0, 1_900.0 / 3)
    for (options, f) in [([], 0.0), (["--finite-population"], 0.07)] {
      let v = (1 - f) / 7 * (0.6 * s + 0.4 * t) + (0.4 * s + 0.6 * t) / 49
      #expect(relative(try se(["--design", "post-stratified"] + options), v.squareRoot()) < 1e-12)
    }
    let corrected = 0.36 * (1 - 4.0 / 60) * s / 4 + 0.16 * (1 - 3.0 / 40) * t / 3
    #expect(relative(try se(["--finite-population"]), corrected.squareRoot()) < 1e-12)
    let tooMuch = try ToolRun(
      try tables(folder, plots, areaHa: 18)
        + ["--areas", areas, "--finite-population", "--out", folder + "/no"])
    #expect(tooMuch.exitCode == 1)
    #expect(tooMuch.errors.contains("sample-exceeds-land"))
  }

  @Test("options that a design does not look at are refused")
  func idleOptions() throws {
    let folder = Place.scratch("idle")
    let areas = try table(folder, "a.csv", "parcel_id,stratum,area_ha", "1,S,60")
    let common =
      try tables(folder, [("a", "S", "", 1), ("b", "S", "", 2)])
      + ["--areas", areas, "--out", folder + "/o"]
    for options in [
      ["--map-estimator", "greg"], ["--map-error-range", "100"], ["--biomass-raster", "x.tif"],
      ["--first-phase", "x.csv"], ["--design", "model-assisted"],
      ["--design", "model-assisted", "--biomass-raster", "x.tif"],
    ] {
      let run = try ToolRun(common + options)
      #expect(run.exitCode == 2, "\(options) \(run.errors)")
    }
  }
}

/// The reference map of 12,000 units as a raster of 120 x 100 cells of 1 ha, and its 90 plots.
@Suite(
  "A map corrected by plots", .enabled(if: Place.hasReference, Comment(rawValue: needsReference)))
struct CorrectedMapTests {
  private struct Case {
    let folder: String
    let arguments: [String]
    let expected: [String: [String: Double]]
  }

  private func setUp() throws -> Case {
    let folder = Place.scratch("map")
    let reference = Place.reference + "/estimators"
    let units = try csv(reference + "/map_units.csv").map { $0.number("map_agb") }
    let (west, north) = (400_000.0, 2_400_000.0)
    let grid = try #require(
      Grid(columns: 120, rows: 100, transform: [west, 100, 0, north, 0, -100]))
    try RasterWriter.write(
      units, grid: grid, reference: CoordinateReference("EPSG:32648"), cell: .float32,
      noData: -9999, description: "agb", to: folder + "/map.tif")
    var features: [String] = []
    for (id, rows) in [("north", 0..<10), ("middle", 10..<55), ("south", 55..<100)] {
      let top = north - 100 * Double(rows.lowerBound)
      let bottom = north - 100 * Double(rows.upperBound)
      let ring = [
        [west, bottom], [west + 12_000, bottom], [west + 12_000, top], [west, top], [west, bottom],
      ]
      features.append(
        "{\"type\":\"Feature\",\"properties\":{\"parcel_id\":\"\(id)\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[\(ring)]}}"
      )
    }
    try
      "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::32648\"}},\"features\":[\(features.joined(separator: ","))]}"
      .write(toFile: folder + "/lots.geojson", atomically: true, encoding: .utf8)
    var plots = ["plot_id,x,y,area_ha"]
    var trees = ["plot_id,dbh_cm,agb_kg"]
    for row in try csv(reference + "/plots.csv") {
      let unit = Int(row.number("unit")) - 1
      let x = west + 100 * (Double(unit % 120) + 0.5)
      let y = north - 100 * (Double(unit / 120) + 0.5)
      plots.append("\(row["plot"] ?? ""),\(x),\(y),1")
      trees.append("\(row["plot"] ?? ""),20,\(row.number("plot_agb") * 1000)")
    }
    for (name, lines) in [("p", plots), ("t", trees)] {
      try lines.joined(separator: "\n").write(
        toFile: folder + "/\(name).csv", atomically: true, encoding: .utf8)
    }
    let data = try Data(
      contentsOf: URL(filePath: reference + "/expected_model_assisted.json"))
    let all = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    return Case(
      folder: folder,
      arguments: [
        "estimate", "--parcels", folder + "/lots.geojson", "--plots", folder + "/p.csv",
        "--trees", folder + "/t.csv", "--plots-crs", "EPSG:32648", "--pools", "agb", "--area",
        "planar", "--design", "model-assisted", "--biomass-raster", folder + "/map.tif",
      ], expected: all.compactMapValues { $0 as? [String: Double] })
  }

  /// The raster holds single precision, so the reference is met to 1e-6.
  @Test("difference, greg and ratio: total, parcels, relative efficiency, both kinds of land")
  func reference() throws {
    let set = try setUp()
    for (name, key) in [("difference", "diff"), ("greg", "greg"), ("ratio", "ratio")] {
      for (options, population) in [
        ([], "without_fpc"), (["--finite-population"], "with_fpc"),
      ] {
        let out = set.folder + "/\(name)-\(population)"
        let run = try ToolRun(
          set.arguments + options + ["--map-estimator", name, "--out", out])
        #expect(run.exitCode == 0, "\(run.errors)")
        let wanted = try #require(set.expected[population])
        let data = try Data(contentsOf: URL(filePath: out + "/summary.json"))
        let summary = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
        let total = try #require(summary["total"] as? [String: Any])
        let se = wanted[key == "greg" ? "greg_se_n2" : key + "_se"] ?? .nan
        #expect(
          relative(total["agb_mg_ha"] as? Double ?? .nan, wanted[key + "_mean"] ?? .nan) < 1e-6)
        #expect(relative(total["agb_se_mg_ha"] as? Double ?? .nan, se) < 1e-6)
        #expect(relative(total["df"] as? Double ?? .nan, name == "greg" ? 88 : 89) < 1e-12)
        let design = try #require(summary["design"] as? [String: Any])
        #expect(design["estimator"] as? String == name)
        if population == "without_fpc", let efficiency = wanted["relative_efficiency_" + key] {
          #expect(
            relative(design["relative_efficiency"] as? Double ?? .nan, efficiency) < 1e-5)
        }
        // Parcels take the map; their tonnes add up, their intervals do not.
        let rows = try csv(out + "/parcels.csv")
        #expect(rows.map { $0["method"] ?? "" } == Array(repeating: "model-assisted", count: 3))
        let sum = rows.map { $0.number("co2e_t") }.reduce(0, +)
        #expect(relative(sum, total["co2e_t"] as? Double ?? .nan) < 1e-12)
        let means = Set(rows.map { $0.number("agb_mg_ha") })
        #expect(means.count == 3)
        var squares = 0.0
        for row in rows {
          let width = row.number("co2e_high_t") - row.number("co2e_low_t")
          squares += width * width
          #expect(row.number("co2e_parcel_high_t") > row.number("co2e_high_t"))
        }
        let width = 2 * (total["half_width_t"] as? Double ?? .nan)
        #expect(width > 1.2 * squares.squareRoot())
        let report = try String(contentsOfFile: out + "/report.html", encoding: .utf8)
        #expect(report.contains("covers all land"))
      }
    }
  }

  @Test("a range of the map's errors narrows a parcel's own interval, not that of its mean")
  func errorRange() throws {
    let set = try setUp()
    func rows(_ options: [String]) throws -> [[String: String]] {
      let out = Place.scratch("range") + "/o"
      let run = try ToolRun(set.arguments + options + ["--out", out])
      #expect(run.exitCode == 0, "\(run.errors)")
      return try csv(out + "/parcels.csv")
    }
    let one = try rows([])
    let near = try rows(["--map-error-range", "500"])
    let stated = try rows(["--biomass-sd-raster", set.folder + "/map.tif"])
    for index in one.indices {
      func own(_ rows: [[String: String]]) -> Double {
        rows[index].number("co2e_parcel_high_t") - rows[index].number("co2e_parcel_low_t")
      }
      #expect(one[index]["co2e_high_t"] == near[index]["co2e_high_t"])
      #expect(own(near) < 0.3 * own(one))
      let mean = near[index].number("co2e_high_t") - near[index].number("co2e_low_t")
      #expect(own(near) > mean)
      // The map taken as its own standard deviation is far larger than the residuals.
      #expect(own(stated) > 2 * own(one))
    }
  }

  @Test("values that no forest has are errors: nodata not declared, infinite, negative at a plot")
  func impossibleValues() throws {
    let set = try setUp()
    let grid = try #require(
      Grid(columns: 120, rows: 100, transform: [400_000, 100, 0, 2_400_000, 0, -100]))
    let good = try csv(Place.reference + "/estimators/map_units.csv").map { $0.number("map_agb") }
    for value in [-9999.0, .infinity, 1e30] {
      var units = good
      units[7_000] = value
      let path = set.folder + "/bad.tif"
      try RasterWriter.write(
        units, grid: grid, reference: CoordinateReference("EPSG:32648"), cell: .float32,
        noData: -1, description: "agb", to: path)
      let out = set.folder + "/bad"
      let run = try ToolRun(
        set.arguments.map { $0.hasSuffix("/map.tif") ? path : $0 } + ["--out", out])
      #expect(run.exitCode == 1, "\(value)")
      #expect(run.errors.contains("lots.geojson:south: bad.tif holds"), "\(run.errors)")
      #expect(run.errors.contains("[error] map-value-impossible"))
      #expect(!FileManager.default.fileExists(atPath: out))
    }
    let path = set.folder + "/p.csv"
    var lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
      .map(String.init)
    lines[0] += ",map_agb_mg_ha"
    for index in lines.indices.dropFirst() { lines[index] += index == 3 ? ",-40" : ",100" }
    try lines.joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
    let run = try ToolRun(set.arguments + ["--out", set.folder + "/negative"])
    #expect(run.exitCode == 1)
    #expect(run.errors.contains("p.csv:4:map_agb_mg_ha: map_agb_mg_ha holds -40 to -40"))
  }

  @Test("plots and parcels outside the map are findings; predictions in the table replace the map")
  func outside() throws {
    let set = try setUp()
    let path = set.folder + "/p.csv"
    let good = try String(contentsOfFile: path, encoding: .utf8)
    try good.replacing("plot_id,x,y,area_ha\n", with: "plot_id,x,y,area_ha\nfar,900000,2400000,1\n")
      .write(toFile: path, atomically: true, encoding: .utf8)
    let run = try ToolRun(set.arguments + ["--out", set.folder + "/no"])
    #expect(run.exitCode == 1)
    #expect(run.errors.contains("p.csv:2:x: the plot has no value of map.tif"))
    let skipped = try ToolRun(set.arguments + ["--on-error", "skip", "--out", set.folder + "/s"])
    #expect(skipped.exitCode == 0, "\(skipped.errors)")
    #expect(skipped.output.contains("plot-without-map-value: 1"))
    var lines = good.split(separator: "\n").map(String.init)
    lines[0] += ",map_agb_mg_ha"
    for index in lines.indices.dropFirst() { lines[index] += ",100" }
    try lines.joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
    let flat = try ToolRun(set.arguments + ["--out", set.folder + "/flat"])
    #expect(flat.exitCode == 0, "\(flat.errors)")
    #expect(!flat.errors.contains("map-taken-as-given"))
    // A constant at the plots: the plots' own standard error.
    let row = try #require(csv(set.folder + "/flat/strata.csv").first)
    #expect(relative(row.number("agb_se_mg_ha"), 7.474179537536452) < 1e-9)
  }
}

@Suite("Plans of samples")
struct DesignRunTests {
  private func strata(_ folder: String) throws -> String {
    try table(
      folder, "strata.csv", "stratum,area_ha,mean,sd,cost", "A,1200,185,52,1", "B,800,96,38,1.5",
      "C,500,41,22,2.5")
  }

  /// Two squares per stratum around 104° E, 21° N; one with a hole.
  private func parcels(_ folder: String) throws -> String {
    func ring(_ x: Double, _ y: Double, _ size: Double) -> String {
      "[[\(x),\(y)],[\(x + size),\(y)],[\(x + size),\(y + size)],[\(x),\(y + size)],[\(x),\(y)]]"
    }
    var features: [String] = []
    for (index, stratum) in ["A", "B", "C", "A", "B", "C"].enumerated() {
      let x = 104 + 0.05 * Double(index)
      let hole = index == 0 ? "," + ring(x + 0.005, 21.005, 0.01) : ""
      features.append(
        "{\"type\":\"Feature\",\"properties\":{\"parcel_id\":\"L\(index)\",\"stratum\":\"\(stratum)\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[\(ring(x, 21, 0.02))\(hole)]}}"
      )
    }
    return try table(
      folder, "lots.geojson",
      "{\"type\":\"FeatureCollection\",\"features\":[\(features.joined(separator: ","))]}")
  }

  @Test("31 plots: 19, 9 and 3; the steps; a warning for few plots; bad tables")
  func size() throws {
    let folder = Place.scratch("size")
    let common = [
      "design", "--strata", try strata(folder), "--precision", "0.10", "--confidence", "0.90",
      "--plot-area", "0.05",
    ]
    let run = try ToolRun(common + ["--json"])
    #expect(run.exitCode == 0, "\(run.errors)")
    let all = try #require(
      JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let result = try #require(all["result"] as? [String: Any])
    #expect(result["plots"] as? Int == 31)
    let rows = try #require(result["strata"] as? [[String: Any]])
    #expect(rows.map { $0["plots"] as? Int ?? 0 } == [19, 9, 3])
    let steps = try #require(result["steps"] as? [[String: Any]])
    for (step, expected) in zip(steps, [28.5749, 30.7237, 30.5623]) {
      #expect(relative(step["plots"] as? Double ?? .nan, expected) < 2e-6)
    }
    let optimal = try ToolRun(common + ["--allocation", "optimal"])
    #expect(optimal.errors.contains("stratum C gets 2 plots"))
    #expect(optimal.output.contains("confidence"))
    let bad = try table(
      folder, "bad.csv", "stratum,area_ha,mean,sd", "A,0,185,52", "B,800,-3,38", "B,800,9,x")
    let refused = try ToolRun(["design", "--strata", bad, "--precision", "0.1"])
    #expect(refused.exitCode == 1)
    for code in ["area-impossible", "planned-value-impossible", "not-a-number"] {
      #expect(refused.errors.contains(code), "\(code)")
    }
    let open = try table(folder, "open.csv", "stratum,area_ha,mean,sd", "A,10,100,10", "B,5,,")
    let partly = try ToolRun(["design", "--strata", open, "--precision", "0.1"])
    #expect(partly.exitCode == 0)
    #expect(partly.output.contains("2 rows read; 1 used"))
    #expect(partly.errors.contains("planned-stratum-left-out"))
    for options in [["--precision", "0"], ["--precision", "0.1", "--allocation", "x"]] {
      #expect(try ToolRun(["design", "--strata", open] + options).exitCode == 2)
    }
    let far = try ToolRun(["design", "--strata", open, "--precision", "0.000001"])
    #expect(far.exitCode == 1 && far.errors.contains("precision-out-of-reach"))
  }

  @Test(
    "locations lie in their stratum, follow the seed, and stand in CSV and GeoPackage",
    arguments: ["random", "systematic"])
  func locations(place: String) throws {
    let folder = Place.scratch("locations")
    let common = [
      "design", "--strata", try strata(folder), "--precision", "0.10", "--parcels",
      try parcels(folder), "--place", place,
    ]
    func draw(_ name: String, _ options: [String] = []) throws -> Data {
      let path = folder + "/" + name
      let run = try ToolRun(common + options + ["--out", path])
      #expect(run.exitCode == 0, "\(run.errors)")
      return try Data(contentsOf: URL(filePath: path))
    }
    let first = try draw("one.csv")
    #expect(try draw("two.csv", ["--threads", "1"]) == first)
    #expect(try draw("three.csv", ["--seed", "2"]) != first)
    #expect(FileManager.default.fileExists(atPath: folder + "/one.run.json"))
    let rows = try csv(folder + "/one.csv")
    var counts: [String: Int] = [:]
    for row in rows {
      let stratum = row["stratum"] ?? ""
      counts[stratum, default: 0] += 1
      let (x, y) = (row.number("lon"), row.number("lat"))
      #expect(abs(x - row.number("x")) < 1e-9 && abs(y - row.number("y")) < 1e-9)
      let square = Int(((x - 104) / 0.05).rounded(.down))
      #expect(["A", "B", "C"][square % 3] == stratum && row["parcel_id"] == "L\(square)")
      let (dx, dy) = (x - 104 - 0.05 * Double(square), y - 21)
      #expect(dx >= 0 && dx <= 0.02 && dy >= 0 && dy <= 0.02)
      if square == 0 {
        #expect(!(dx > 0.005 && dx < 0.015 && dy > 0.005 && dy < 0.015), "in the hole")
      }
    }
    #expect(Set(rows.map { $0["plot_id"] ?? "" }).count == rows.count)
    if place == "random" {
      #expect(counts == ["A": 19, "B": 9, "C": 3])
    } else {
      #expect(counts["A", default: 0] >= 19 && counts["C", default: 0] >= 3)
    }
    _ = try draw("plots.gpkg")
    let layer = try VectorDataset(folder + "/plots.gpkg")
    #expect(layer.count == rows.count && layer.layerName == "plots")
  }

  @Test("a stratum that the layer does not have is an error that lists what it has")
  func missing() throws {
    let folder = Place.scratch("missing")
    let plan = try table(folder, "s.csv", "stratum,area_ha,mean,sd", "A,10,100,30", "X,10,50,30")
    let run = try ToolRun([
      "design", "--strata", plan, "--precision", "0.2", "--parcels", try parcels(folder), "--out",
      folder + "/o.csv",
    ])
    #expect(run.exitCode == 1)
    #expect(run.errors.contains("found there: A, B, C"))
    #expect(!FileManager.default.fileExists(atPath: folder + "/o.csv"))
  }
}
