import Foundation
import SyntheticForest
import TestSupport
import Testing

/// Field tables with the slips of spreadsheets and of pens: each gets the code that says what it is.
@Suite("Faults of field tables")
struct TableFaultTests {
  struct Found: Hashable {
    var code: String
    var file: String
    var row: String
    var column: String
  }

  /// Every finding of `check`, of loose tables with one parcel.
  static func check(
    trees: String, plots: String?, _ options: [String] = []
  ) throws -> Set<Found> {
    let folder = Place.scratch("check")
    let areas = try table(folder, "areas.csv", "parcel_id,stratum,area_ha", "1,S,10")
    var call = ["check", "--areas", areas, "--trees", trees, "--json"] + options
    if let plots { call += ["--plots", plots] }
    let run = try ToolRun(call)
    let json = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
    let findings = json?["findings"] as? [String: Any]
    let list = findings?["list"] as? [[String: Any]] ?? []
    return Set(
      list.map { finding in
        func text(_ key: String) -> String { finding[key].map { "\($0)" } ?? "" }
        return Found(
          code: text("code"), file: text("file"), row: text("row"), column: text("column"))
      })
  }

  /// Codes of `check` for tables given as lines.
  private func codes(
    trees: [String], plots: [String] = ["plot_id,stratum,area_ha", "A,S,0.1", "B,S,0.1"],
    _ options: [String] = []
  ) throws -> Set<String> {
    let folder = Place.scratch("tables")
    let (t, p) = (folder + "/trees.csv", folder + "/plots.csv")
    try trees.joined(separator: "\n").write(toFile: t, atomically: true, encoding: .utf8)
    try plots.joined(separator: "\n").write(toFile: p, atomically: true, encoding: .utf8)
    return Set(try Self.check(trees: t, plots: p, options).map(\.code))
  }

  private static let header = "plot_id,tree_id,dbh_cm,height_m,wood_density_g_cm3"

  @Test(
    "cells that a spreadsheet or a pen spoiled",
    arguments: [
      ("A,1,#N/A,9,0.5", "spreadsheet-error"), ("#REF!,1,12,9,0.5", "spreadsheet-error"),
      ("A,1,\"1,234.5\",9,0.5", "number-grouped"), ("A,1,12.5 cm,9,0.5", "number-with-unit"),
      ("A,1,12,15%,0.5", "number-percent"), ("A,1,12-May,9,0.5", "number-turned-date"),
      ("A,1,１２,9,0.5", "number-other-digits"),
      ("007,1,12,9,0.5", "plot-written-differently"),
      ("7.0,1,12,9,0.5", "plot-written-differently"),
      ("1E+05,1,12,9,0.5", "identifier-altered"), ("3-Jan,1,12,9,0.5", "identifier-altered"),
    ])
  func cells(row: String, code: String) throws {
    let plots = ["plot_id,stratum,area_ha", "A,S,0.1", "B,S,0.1", "7,S,0.1"]
    let found = try codes(trees: [Self.header, "A,9,20,15,0.5", row], plots: plots)
    #expect(found.contains(code), "\(found)")
    // What is right next to it raises nothing of the kind.
    let clean = try codes(trees: [Self.header, "A,9,20,15,0.5", "B,1,12,9,0.5"], plots: plots)
    #expect(!clean.contains(code))
  }

  @Test(
    "plots: units of areas, places, dates",
    arguments: [
      (["plot_id,stratum,area_ha", "A,S,500", "B,S,0.1"], "plot-area-unit"),
      (["plot_id,stratum,area_m2", "A,S,0.05", "B,S,500"], "plot-area-unit"),
      (["plot_id,stratum,radius_m", "A,S,1784", "B,S,17.84"], "plot-area-unit"),
      (["plot_id,stratum,area_ha,x,y", "A,S,0.1,5,6", "B,S,0.1,5,6"], "plots-same-place"),
      (["plot_id,stratum,area_ha,slope_deg", "A,S,0.1,34", "B,S,0.1,0"], "slope-steep"),
      (["plot_id,stratum,area_ha,date", "A,S,0.1,3/4/2025", "B,S,0.1,5/6/2025"], "date-ambiguous"),
      (["plot_id,stratum,area_ha,date", "A,S,0.1,45731", "B,S,0.1,45732"], "date-serial"),
      (
        ["plot_id,stratum,area_ha,date", "A,S,0.1,2025-03-15", "B,S,0.1,15/3/2025"],
        "dates-mixed"
      ),
      (["plot_id,stratum,area_ha,date", "A,S,0.1,15/3/2025", "B,S,0.1,3/15/2025"], "dates-mixed"),
      (["plot_id,stratum,area_ha,date", "A,S,0.1,31/2/2025", "B,S,0.1,"], "date-unreadable"),
    ])
  func plots(rows: [String], code: String) throws {
    let trees = [Self.header, "A,9,20,15,0.5", "B,1,12,9,0.5"]
    let found = try codes(trees: trees, plots: rows)
    #expect(found.contains(code), "\(found)")
  }

  @Test(
    "what is right raises nothing: clusters on one spot, days that say their order, real hectares")
  func quiet() throws {
    let trees = [Self.header, "A,9,20,15,0.5", "B,1,12,9,0.5"]
    let found = try codes(
      trees: trees,
      plots: [
        "plot_id,stratum,area_ha,slope_deg,layout,x,y,cluster_id,date",
        "A,S,1,40,horizontal,5,6,K,15/3/2025", "B,S,0.04,40,horizontal,5,6,K,3/4/2025",
      ])
    let codes = [
      "plot-area-unit", "plots-same-place", "slope-steep", "date-ambiguous", "dates-mixed",
      "date-unreadable", "date-serial",
    ]
    #expect(found.isDisjoint(with: codes), "\(found)")
  }

  /// Six plots of ten trees whose diameters begin at 6 cm; heights follow the diameters.
  private func forest(
    _ change: (_ plot: Int, _ dbh: Double, _ height: Double) -> (Double, Double)
  ) -> [String] {
    var rows = [Self.header]
    for plot in 0..<6 {
      for tree in 0..<10 {
        let dbh = 6.1 + Double(tree) * 2.3 + Double(plot) * 0.17
        let (d, h) = change(plot, dbh, 4 + dbh * 0.5)
        rows.append("P\(plot),\(tree),\(d),\(h),0.5")
      }
    }
    return rows
  }
  private static let sixPlots = ["plot_id,stratum,area_ha"] + (0..<6).map { "P\($0),S,0.1" }

  @Test("units of heights, densities and girths, by table and by plot")
  func units() throws {
    func found(_ change: (Int, Double, Double) -> (Double, Double)) throws -> Set<String> {
      try codes(trees: forest(change), plots: Self.sixPlots)
    }
    let clean = try found { ($1, $2) }
    let unitCodes = [
      "height-unit", "girth-suspected", "girth-table-suspected", "height-outlier",
      "height-diameter-ratio", "dbh-unit", "rows-repeated",
    ]
    #expect(clean.isDisjoint(with: unitCodes), "\(clean)")
    #expect(try found { ($1, $2 * 10) }.contains("height-unit"))
    #expect(try found { ($1, $2 / 0.3048) }.contains("height-unit"))
    #expect(try found { ($1, $2 * 100) }.contains("height-unit"))
    #expect(try found { ($1, $0 == 2 ? $2 * 10 : $2) }.contains("height-unit"))
    #expect(try found { ($1, $0 == 2 ? $2 / 0.3048 : $2) }.contains("height-unit"))
    #expect(try found { ($0 == 3 ? $1 * .pi : $1, $2) }.contains("girth-suspected"))
    #expect(try found { ($1 * .pi, $2) }.contains("girth-table-suspected"))
    // A plot of trees three times as thick that are as tall as such trees is a plot of big trees.
    #expect(
      try !found { $0 == 3 ? ($1 * .pi, 4 + $1 * .pi * 0.5) : ($1, $2) }
        .contains("girth-suspected"))
    #expect(try found { ($1, $0 == 1 && $1 < 7 ? 24 : $2) }.contains("height-diameter-ratio"))
    #expect(try found { ($1, $0 == 1 && $1 > 26 ? 2 : $2) }.contains("height-outlier"))
    let kg = forest { ($1, $2) }.map { $0.replacingOccurrences(of: ",0.5", with: ",550") }
    #expect(try self.codes(trees: kg, plots: Self.sixPlots).contains("wood-density-unit"))
  }

  @Test("rows that were pasted twice under new numbers are shown, planted rows of one size are not")
  func copies() throws {
    var rows = forest { ($1, $2) }
    rows += rows[1...12].enumerated().map { index, row in
      let cells = row.split(separator: ",", maxSplits: 2)
      return "P5,\(100 + index),\(cells[2])"
    }
    #expect(try codes(trees: rows, plots: Self.sixPlots).contains("rows-repeated"))
    let planted = [Self.header] + (0..<60).map { "P\($0 % 6),\($0),12,9,0.5" }
    #expect(try !codes(trees: planted, plots: Self.sixPlots).contains("rows-repeated"))
  }

  @Test(
    "a unit that is stated gives the same bytes as the table in our unit; a wrong one is refused")
  func statedUnits() throws {
    let folder = Place.scratch("stated")
    let ours = try table(folder, "a.csv", Self.header, "A,1,12.3,9.5,0.5", "A,2,20.7,14.2,0.61")
    let other = try table(
      folder, "b.csv", "plot_id,tree_id,D4,H,WD", "A,1,123,950,500", "A,2,207,1420,610")
    func plots(_ path: String, _ options: [String]) throws -> String {
      let out = path + "-out"
      let run = try ToolRun(["biomass", "--trees", path, "--out", out] + options)
      #expect(run.exitCode == 0, "\(run.errors)")
      return try String(contentsOfFile: out + "/plots.csv", encoding: .utf8)
    }
    let stated = [
      "--column", "trees.dbh_cm=D4 [mm]", "--column", "trees.height_m=H [cm]",
      "--column", "trees.wood_density_g_cm3=WD [kg/m3]",
    ]
    #expect(try plots(ours, []) == plots(other, stated))
    let run = try ToolRun([
      "biomass", "--trees", other, "--column", "trees.dbh_cm=D4 [kg]", "--out", folder + "/x",
    ])
    #expect(run.exitCode == 1)
    #expect(run.errors.contains("expected one of: mm, cm, dm, m, in"), "\(run.errors)")
    #expect(!FileManager.default.fileExists(atPath: folder + "/x"))
  }

  @Test("every planted fault of the field data is found in its place; the clean tables raise none")
  func planted() throws {
    let folder = SampleFaultTests.folder
    let inputs = SampleTruthTests.committed + "/inputs"
    let options = ["--wood-density-default", "0.55", "--height-model", "auto"]
    let found = try Self.check(
      trees: folder + "/" + FieldFaults.treesFile, plots: folder + "/" + FieldFaults.plotsFile,
      options)
    let trees = try csv(folder + "/" + FieldFaults.treesFile)
    let plots = try csv(folder + "/" + FieldFaults.plotsFile)
    let codes = [
      "girth-as-diameter": "girth-suspected", "plot-in-mm": "dbh-unit",
      "height-zero": "height-zero", "height-diameter-ratio": "height-diameter-ratio",
      "duplicate-tree-number": "duplicate-tree", "slope-not-corrected": "slope-steep",
      "duplicate-plot": "duplicate-plot",
    ]
    var expected: [String: Set<String>] = [:]
    for fault in try csv(folder + "/faults.csv") {
      guard let code = codes[fault["kind"] ?? ""] else { continue }
      let place = fault["place"] ?? ""
      if place.hasPrefix("row ") {
        expected[code, default: []].insert(String(place.dropFirst(4)))
      } else if fault["file"] == FieldFaults.plotsFile {
        let rows = plots.indices.filter { plots[$0]["plot_id"] == place }
        expected[code, default: []].insert("\((rows.last ?? 0) + 2)")
      } else {
        let first = trees.firstIndex { $0["plot_id"] == place && $0["status"] == "live" } ?? 0
        expected[code, default: []].insert("\(first + 2)")
      }
    }
    #expect(expected.count == codes.count)
    for (code, rows) in expected {
      let places = Set(found.filter { $0.code == code }.map(\.row))
      switch code {
      // Other steep plots are told too, since nothing says how the plots were laid out.
      case "slope-steep": #expect(rows.isSubset(of: places))
      // The unit shows in the plot; its first row without another error is named.
      case "dbh-unit": #expect(places.count == 1)
      default: #expect(places == rows, "\(code)")
      }
    }
    // The clean tables, as the project reads them.
    let clean = try Self.check(
      trees: inputs + "/trees.csv", plots: inputs + "/plots.csv",
      options + ["--plot-layout", "horizontal"])
    let raised = Set(clean.map(\.code)).intersection(FaultTableTests.tableCodes)
    #expect(raised.isEmpty, "\(raised)")
  }

  @Test("five files with decimal commas read as those with decimal points")
  func decimalCommas() throws {
    let folder = SampleFaultTests.folder
    let out = Place.scratch("commas")
    var total = 0.0
    for (index, commune) in Commune.all.enumerated() {
      let run = try ToolRun([
        "biomass", "--trees", folder + "/trees_comma_\(commune.code).csv", "--plots",
        folder + "/plots_comma.csv", "--plot-layout", "horizontal", "--equation",
        "CHAVE2014_EQ7", "--set", "E=-0.1", "--wood-density-default", "0.55", "--out",
        out + "/\(index)",
      ])
      #expect(run.exitCode == 0, "\(run.errors)")
      total += try csv(out + "/\(index)/plots.csv").reduce(0) { $0 + $1.number("agb_mg") }
    }
    let inputs = SampleTruthTests.committed + "/inputs"
    let run = try ToolRun([
      "biomass", "--trees", inputs + "/trees.csv", "--plots", inputs + "/plots.csv",
      "--plot-layout", "horizontal", "--equation", "CHAVE2014_EQ7", "--set", "E=-0.1",
      "--wood-density-default", "0.55", "--out", out + "/all",
    ])
    #expect(run.exitCode == 0, "\(run.errors)")
    let all = try csv(out + "/all/plots.csv").reduce(0) { $0 + $1.number("agb_mg") }
    #expect(relative(total, all) < 1e-12)
  }

  @Test("plots whose trees shrink are found between two surveys, no others")
  func shrinking() throws {
    let inputs = SampleTruthTests.committed + "/inputs"
    let folder = Place.scratch("shrink")
    func survey(_ trees: String, _ plots: String, _ name: String) throws {
      let run = try ToolRun([
        "biomass", "--trees", trees, "--plots", plots, "--plot-layout", "horizontal",
        "--equation", "CHAVE2014_EQ7", "--set", "E=-0.1", "--wood-density-default", "0.55",
        "--out", folder + "/" + name,
      ])
      #expect(run.exitCode == 0, "\(run.errors)")
    }
    try survey(inputs + "/trees.csv", inputs + "/plots.csv", "one")
    try survey(
      SampleFaultTests.folder + "/" + FieldFaults.secondFile, inputs + "/plots_2030.csv", "two")
    let run = try ToolRun([
      "stock-change", "--before", folder + "/one", "--after", folder + "/two", "--json", "--out",
      folder + "/change",
    ])
    #expect(run.exitCode == 0, "\(run.errors)")
    let json = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
    let findings = json?["findings"] as? [String: Any]
    let list = findings?["list"] as? [[String: Any]] ?? []
    let messages = list.filter { "\($0["code"] ?? "")" == "tree-shrank" }
      .map { "\($0["message"] ?? "")" }
    let planted = try csv(SampleFaultTests.folder + "/faults.csv")
      .filter { $0["kind"] == "shrinking-trees" }.compactMap { $0["place"] }
    #expect(planted.count == 2)
    for plot in planted { #expect(messages.contains { $0.contains("plot \(plot) ") }) }
    #expect(messages.allSatisfy { line in planted.contains { line.contains("plot \($0) ") } })
  }

  @Test("formats of plot networks, survey forms, permanent plots and scans give the same trees")
  func formats() throws {
    let formats = SampleFaultTests.folder + "/formats"
    let out = Place.scratch("formats")
    func trees(_ name: String, _ options: [String]) throws -> (agb: Double, live: Int) {
      let run = try ToolRun(
        [
          "biomass", "--trees", formats + "/\(name).csv", "--equation", "CHAVE2014_EQ7", "--set",
          "E=-0.1", "--wood-density-default", "0.55", "--wood-density-levels", "species",
          "--names", "written", "--out", out + "/" + name,
        ] + options)
      #expect(run.exitCode == 0, "\(name): \(run.errors)")
      let rows = try csv(out + "/\(name)/trees.csv").filter { $0["agb_kg"] != "" }
      return (rows.reduce(0) { $0 + $1.number("agb_kg") }, rows.count)
    }
    let tidy = try trees("tidy_trees", [])
    #expect(tidy.live > 500)
    let others = [
      ("forestplots", ["--column", "trees.dbh_cm=D4 [mm]", "--column", "trees.status=F1"]),
      ("openforis_tree", ["--column", "trees.plot_id=cluster_no+plot_no"]),
      ("permanent_plots", ["--column", "trees.plot_id=ODV"]),
    ]
    for (name, options) in others {
      let found = try trees(name, options)
      #expect(found.live == tidy.live, "\(name)")
      #expect(relative(found.agb, tidy.agb) < 1e-12, "\(name)")
    }
    let scan = try csv(formats + "/tls_m.csv").count
    #expect(
      try trees("tls_m", ["--column", "trees.plot_id==SL1", "--column", "trees.dbh_cm=DBH [m]"])
        .live == scan)
    // Without the unit nothing is guessed.
    let run = try ToolRun([
      "biomass", "--trees", formats + "/tls_m.csv", "--column", "trees.plot_id==SL1", "--out",
      out + "/x",
    ])
    #expect(run.exitCode == 1 && run.errors.contains("dbh-unit"))
    let plots = try ToolRun([
      "biomass", "--trees", formats + "/openforis_tree.csv", "--out", out + "/y",
    ])
    #expect(plots.exitCode == 1 && plots.errors.contains("plot-numbered-in-cluster"))
  }
}
