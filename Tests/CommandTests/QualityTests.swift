import Foundation
import TestSupport
import Testing

/// `quality` as a program, on tables made by hand.
@Suite("Quality of field measurements")
struct QualityTests {
  private static let header = "plot_id,tree_id,species,dbh_cm,height_m,status,team"
  private static let trees = [
    "A,1,Shorea,20.0,15,live,T1", "A,2,Shorea,30.0,20,live,T1", "A,3,Hopea,10.2,9,live,T1",
    "A,4,Hopea,12.0,,dead,T1", "B,1,Shorea,41.0,22,live,T2", "B,2,Vatica,25.0,18,live,T2",
    "C,1,Shorea,18.0,14,live,T2",
  ]
  // A4 lives, A3 has another name, A5 was missed; B2 is not there.
  private static let check = [
    "B,1,Shorea,40.0,25,live", "A,5,Hopea,8.0,7,live", "A,3,Vatica,10.0,10,live",
    "A,1,shorea ,20.4,15,live", "A,4,Hopea,12.0,,live", "A,2,Shorea,30.0,20,live",
  ]

  private func run(
    _ folder: String, _ trees: [String] = trees, _ check: [String] = check,
    _ options: [String] = [], checkHeader: String = "plot_id,tree_id,species,dbh_cm,height_m,status"
  ) throws -> (run: ToolRun, out: String, rows: [[String: String]]) {
    let (t, c) = (folder + "/trees.csv", folder + "/check.csv")
    try ([Self.header] + trees).joined(separator: "\n").write(
      toFile: t, atomically: true, encoding: .utf8)
    try ([checkHeader] + check).joined(separator: "\n").write(
      toFile: c, atomically: true, encoding: .utf8)
    let out = folder + "/out"
    let run = try ToolRun(["quality", "--trees", t, "--check", c, "--out", out] + options)
    return (run, out, (try? csv(out + "/quality.csv")) ?? [])
  }

  private func row(
    _ rows: [[String: String]], _ variable: String, _ team: String = "ALL"
  ) throws -> [String: String] {
    try #require(rows.first { $0["variable"] == variable && $0["team"] == team })
  }

  @Test("by hand: bias, spread, error rates, teams")
  func byHand() throws {
    let (run, out, rows) = try run(Place.scratch())
    #expect(run.exitCode == 0, "\(run.errors)")
    // Differences of D, field minus check: -0.4, 0, 0.2, 0, 1.0: mean 0.16.
    let differences = [-0.4, 0, 0.2, 0, 1]
    let sd = (differences.map { ($0 - 0.16) * ($0 - 0.16) }.reduce(0, +) / 4).squareRoot()
    let dbh = try row(rows, "dbh_cm")
    #expect(dbh["n"] == "5" && abs(dbh.number("bias") - 0.16) < 1e-12)
    #expect(relative(dbh.number("sd_difference"), sd) < 1e-9)
    #expect(relative(dbh.number("measurement_sd"), sd / 2.0.squareRoot()) < 1e-9)
    // 2 % of the mean of both: 0.404, 0.6, 0.202, 0.24, 0.81. Only B1 is beyond.
    #expect(dbh["n_beyond"] == "1" && dbh.number("share_beyond") == 0.2)
    let height = try row(rows, "height_m")
    #expect(height["n"] == "4" && relative(height.number("bias"), -1) < 1e-12)
    // 10 % of 9.5 and 23.5: both beyond.
    #expect(height["n_beyond"] == "2")
    let species = try row(rows, "species")
    #expect(species["n"] == "5" && species["n_beyond"] == "1" && species["bias"] == "")
    let status = try row(rows, "status")
    #expect(status["n"] == "5" && status["n_beyond"] == "1")
    let missed = try row(rows, "missed_trees")
    #expect(missed["n"] == "6" && missed["n_beyond"] == "1")
    let extra = try row(rows, "extra_trees")
    #expect(extra["n"] == "6" && extra["n_beyond"] == "1")
    // The tree that nobody of T1 recorded is theirs: they had the plot.
    #expect(try row(rows, "missed_trees", "T1")["n_beyond"] == "1")
    #expect(try row(rows, "extra_trees", "T2")["n_beyond"] == "1")
    #expect(rows.allSatisfy { $0["confirmed"] == "no" })
    #expect(rows.allSatisfy { ["too-few", "fail"].contains($0["verdict"]) })
    #expect(run.errors.contains("limits-unconfirmed"))
    #expect(run.output.contains("trees: 7 rows read; 6 used; 1 not used (plot-not-checked: 1)."))
    #expect(run.output.contains("check: 6 rows read; 6 used; 0 not used."))
    let pairs = try csv(out + "/differences.csv")
    #expect(
      pairs.map { ($0["plot_id"] ?? "") + ($0["tree_id"] ?? "") } == [
        "A1", "A2", "A3", "A4", "A5", "B1", "B2",
      ])
    #expect(
      pairs.map { $0["state"] } == [
        "compared", "compared", "compared", "compared", "missed", "compared", "extra",
      ])
    #expect(pairs[2]["flags"] == "height_m;species" && pairs[4]["flags"] == "missed_trees")
    #expect(pairs[5]["row"] == "6" && pairs[5]["check_row"] == "2")
    let errors = try String(contentsOfFile: out + "/measurement_errors.json", encoding: .utf8)
    #expect(errors.contains("\"model\" : \"constant\""))
  }

  @Test("a check taken as true: tolerance of the check, the whole spread")
  func control() throws {
    let rows = try run(Place.scratch(), Self.trees, Self.check, ["--kind", "control"]).rows
    let dbh = try row(rows, "dbh_cm")
    #expect(dbh["sd_difference"] == dbh["measurement_sd"])
    // 2 % of 10.0 is 0.2: A3 lies on the limit, which is no error.
    #expect(dbh["n_beyond"] == "1")
  }

  @Test("laws: order, swapped tables, equal tables, millimetres of the unit")
  func laws() throws {
    let folder = Place.scratch()
    let forth = try run(folder)
    #expect(try run(folder, Self.trees.reversed(), Self.check.reversed()).rows == forth.rows)
    let bare = Self.trees.map { String($0.dropLast(3)) }
    let back = try run(folder, Self.check.map { $0 + "," }, bare)
    #expect(back.run.exitCode == 1, "plot C is in no table of trees")
    let swapped = try run(
      folder, Self.check.map { $0 + "," }, Array(bare.dropLast()))
    for variable in ["dbh_cm", "height_m"] {
      let (a, b) = (try row(forth.rows, variable), try row(swapped.rows, variable))
      #expect(relative(a.number("bias"), -b.number("bias")) < 1e-12)
      #expect(relative(a.number("measurement_sd"), b.number("measurement_sd")) < 1e-12)
      #expect(a["n_beyond"] == b["n_beyond"])
    }
    #expect(
      try row(swapped.rows, "missed_trees")["n_beyond"]
        == row(forth.rows, "extra_trees")["n_beyond"])
    let same = try run(folder, Self.trees, bare)
    #expect(same.run.exitCode == 0)
    for line in same.rows {
      #expect(line["n_beyond"] == "0" && ["", "0"].contains(line["bias"]))
    }
    // A factor of ten on all diameters scales bias and spread, and no share in percent.
    func scaled(_ rows: [String]) -> [String] {
      rows.map { line in
        var cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        cells[3] = "\((Double(cells[3]) ?? 0) / 2)"
        return cells.joined(separator: ",")
      }
    }
    let half = try row(run(folder, scaled(Self.trees), scaled(Self.check)).rows, "dbh_cm")
    let full = try row(forth.rows, "dbh_cm")
    #expect(relative(half.number("bias") * 2, full.number("bias")) < 1e-9)
    #expect(half["n_beyond"] == full["n_beyond"])
  }

  @Test("limits of a protocol: pass, fail, no limit, source")
  func limits() throws {
    let folder = Place.scratch()
    let limits = try table(
      folder, "limits.csv", "variable,tolerance,tolerance_unit,max_share_beyond,source",
      "dbh_cm,0.5,absolute,0.1,Manual 4.2", "species,,,0.3,Manual 4.3")
    // Thirty pairs of diameters, two of them beyond 0.5 cm; three names in error.
    let trees = (1...30).map { "A,\($0),X,\(20 + $0),,live,T1" }
    let check = (1...30).map {
      "A,\($0),\($0 <= 3 ? "Y" : "X"),\(20 + $0)\($0 <= 2 ? ".6" : ".4"),,live"
    }
    let (run, out, rows) = try run(folder, trees, check, ["--limits", limits])
    #expect(run.exitCode == 0, "\(run.errors)")
    let dbh = try row(rows, "dbh_cm")
    #expect(dbh["verdict"] == "pass" && dbh["n_beyond"] == "2" && dbh["clear"] == "no")
    #expect(dbh["source"] == "Manual 4.2" && dbh["confirmed"] == "yes")
    #expect(try row(rows, "species")["verdict"] == "pass")
    #expect(try row(rows, "status")["verdict"] == "no-limit")
    #expect(try row(rows, "height_m")["verdict"] == "no-limit")
    #expect(run.output.contains("Verdict: PASS."))
    #expect(!run.errors.contains("limits-unconfirmed"))
    let strict = try table(
      folder, "strict.csv", "variable,tolerance,tolerance_unit,max_share_beyond,source",
      "dbh_cm,1,percent,0.01,Manual 4.2", "species,,,0.02,Manual 4.3")
    let failed = try self.run(folder, trees, check, ["--limits", strict])
    // The data are good, the measurement is not: exit code 0, and said.
    #expect(failed.run.exitCode == 0 && failed.run.output.contains("Verdict: FAIL."))
    #expect(failed.run.errors.contains("quality-failed"))
    #expect(
      try String(contentsOfFile: out + "/summary.json", encoding: .utf8).contains(
        "\"verdict\" : \"fail\""))
    let vietnamese = try self.run(folder, trees, check, ["--limits", strict, "--lang", "vi"])
    #expect(vietnamese.run.output.contains("Kết luận: KHÔNG ĐẠT."))
  }

  @Test("only some trees of a plot were checked")
  func scope() throws {
    let folder = Place.scratch()
    let some = ["A,1,Shorea,20.4,15,live", "B,1,Shorea,40.0,25,live"]
    let whole = try run(folder, Self.trees, some)
    #expect(whole.run.errors.contains("many-extra-trees"))
    let (run, _, rows) = try run(folder, Self.trees, some, ["--scope", "trees"])
    #expect(run.exitCode == 0 && !run.errors.contains("many-extra-trees"))
    #expect(!rows.contains { $0["variable"] == "extra_trees" })
    #expect(run.output.contains("plot-not-checked: 1, tree-not-checked: 4"))
  }

  @Test("faults: each is a finding with its row, nothing is written")
  func faults() throws {
    func refused(
      _ trees: [String], _ check: [String], _ code: String, _ options: [String] = []
    ) throws {
      let (run, out, _) = try run(Place.scratch(), trees, check, options)
      #expect(run.exitCode == 1, "\(code)")
      #expect(run.errors.contains(code), "\(code): \(run.errors)")
      #expect(!FileManager.default.fileExists(atPath: out))
    }
    try refused(Self.trees, ["Z,1,X,10,,live"], "check.csv:2:plot_id")
    try refused(Self.trees, ["Z,1,X,10,,live"], "check-plot-unknown")
    try refused(Self.trees, ["A,9,X,10,,live"], "nothing-checked")
    try refused(Self.trees, ["A,,X,10,,live"], "check.csv:2:tree_id")
    try refused(Self.trees, ["A,1,X,1O,,live"], "not-a-number")
    try refused(Self.trees, Self.check + [Self.check[0]], "duplicate-tree")
    let folder = Place.scratch()
    for (index, (line, place)) in [
      ("dbh_cm,0.5,absolute,10,M", "limits0.csv:2:max_share_beyond"),
      ("dbh_cm,-1,absolute,0.1,M", "limits1.csv:2:tolerance"),
      ("dbh_cm,1,inch,0.1,M", "limits2.csv:2:tolerance_unit"),
      ("girth,1,absolute,0.1,M", "limits3.csv:2:variable"),
      ("species,1,absolute,0.1,M", "limits4.csv:2:tolerance"),
      ("dbh_cm,1,absolute,0.1,", "limits5.csv:2:source"),
    ].enumerated() {
      let limits = try table(
        folder, "limits\(index).csv", "variable,tolerance,tolerance_unit,max_share_beyond,source",
        line)
      try refused(Self.trees, Self.check, place, ["--limits", limits])
    }
    let skipped = try run(
      Place.scratch(), Self.trees, Self.check + ["Z,1,X,10,,live"], ["--on-error", "skip"])
    #expect(skipped.run.exitCode == 0)
    #expect(
      skipped.run.output.contains(
        "check: 7 rows read; 6 used; 1 not used (check-plot-unknown: 1)."))
    let missing = try ToolRun(["quality", "--trees", "no.csv", "--check", "no.csv", "--out", "x"])
    #expect(missing.exitCode == 3)
    #expect(
      try run(Place.scratch(), Self.trees, Self.check, ["--kind", "dark"]).run.exitCode == 2)
  }
}
