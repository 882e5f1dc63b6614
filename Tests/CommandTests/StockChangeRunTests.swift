import Foundation
import TestSupport
import Testing

/// `stock-change` as a program, on small surveys and on the sample project.
@Suite("Stock change between two runs")
struct StockChangeRunTests {
  private static let sample = Place.package + "/SampleData/sonla"

  /// Runs `biomass` on plots of 0.1 ha whose trees bring their biomass; kg 50 is 0.5 Mg/ha.
  @discardableResult
  private func survey(
    _ folder: String, _ name: String, plots: [String], trees: [String], _ options: [String] = [],
    header: String = "plot_id,tree_id,species,dbh_cm,agb_kg,status"
  ) throws -> String {
    let (p, t) = (folder + "/\(name)-plots.csv", folder + "/\(name)-trees.csv")
    try (["plot_id,area_ha"] + plots).joined(separator: "\n").write(
      toFile: p, atomically: true, encoding: .utf8)
    try ([header] + trees).joined(separator: "\n").write(
      toFile: t, atomically: true, encoding: .utf8)
    let out = folder + "/" + name
    let run = try ToolRun(
      ["biomass", "--trees", t, "--plots", p, "--root-shoot", "0.2", "--out", out] + options)
    #expect(run.exitCode == 0, "\(run.errors)")
    return out
  }

  private func change(
    _ before: String, _ after: String, _ options: [String] = []
  ) throws -> (run: ToolRun, out: String, rows: [[String: String]]) {
    let out = after + "-change"
    let run = try ToolRun(
      ["stock-change", "--before", before, "--after", after, "--out", out] + options)
    return (run, out, (try? csv(out + "/changes.csv")) ?? [])
  }

  private static let plots = ["A,0.1", "B,0.1", "C,0.1"]
  private static let before = [
    "A,1,X,20,200,live", "A,2,X,10,40,live", "B,1,X,30,500,live", "B,2,X,12,60,live",
    "C,1,X,15,100,live", "C,2,X,14,90,dead",
  ]
  private static let after = [
    "A,1,X,21,230,live", "A,2,X,10,40,dead", "A,3,X,7,15,live", "B,1,X,31,540,live",
    "C,2,X,14,90,dead", "C,1,X,17,130,live",
  ]

  @Test("by hand: three plots, growth, recruits, mortality and a lost tree")
  func byHand() throws {
    let folder = Place.scratch()
    let one = try survey(folder, "one", plots: Self.plots, trees: Self.before)
    let two = try survey(folder, "two", plots: Self.plots, trees: Self.after)
    let (run, out, rows) = try change(one, two, ["--years", "2.5"])
    #expect(run.exitCode == 0, "\(run.errors)")
    // AGB change in Mg/ha: A 2.45 - 2.40, B 5.40 - 5.60, C 1.30 - 1.00.
    let changes = [0.05, -0.2, 0.3]
    let total = try #require(rows.last)
    #expect(rows.count == 1 && total["stratum"] == "TOTAL" && total["n_plots"] == "3")
    #expect(abs(total.number("agb_change_mg_ha") - 0.05) < 1e-12)
    let sd = (changes.map { ($0 - 0.05) * ($0 - 0.05) }.reduce(0, +) / 2).squareRoot()
    #expect(relative(total.number("agb_se_mg_ha"), sd / 3.0.squareRoot()) < 1e-9)
    let perAGB = 1.2 * 0.47 * 44 / 12
    #expect(relative(total.number("co2e_change_t_ha"), 0.05 * perAGB) < 1e-9)
    #expect(relative(total.number("co2e_change_t_ha_yr"), 0.02 * perAGB) < 1e-9)
    // t of 2 degrees of freedom at 90 % is 2.91999.
    #expect(
      relative(
        total.number("co2e_high_t_ha") - total.number("co2e_change_t_ha"),
        2.919986 * sd / 3.0.squareRoot() * perAGB) < 1e-6)
    #expect(total["told_from_zero"] == "no" && total["area_ha"] == "")
    #expect(total["co2e_change_t"] == "" && total["co2e_change_t_yr"] == "")
    for (column, value) in [
      ("agb_growth_mg_ha", (0.3 + 0.4 + 0.3) / 3), ("agb_recruits_mg_ha", 0.15 / 3),
      ("agb_mortality_mg_ha", -0.4 / 3), ("agb_lost_mg_ha", -0.6 / 3),
    ] {
      #expect(relative(total.number(column), value) < 1e-9, "\(column)")
    }
    #expect(run.output.contains("NOISE") && run.output.contains("Do not book it"))
    #expect(run.errors.contains("change-not-told"))
    let lines = try csv(out + "/plots.csv")
    #expect(lines.map { $0["state"] } == ["compared", "compared", "compared"])
    #expect(lines.map { $0["n_lost"] } == ["0", "1", "0"])
    for line in lines {
      let sum = ["growth", "recruits", "mortality", "lost"]
        .map { line.number("agb_\($0)_mg_ha") }.reduce(0, +)
      #expect(abs(sum - line.number("agb_change_mg_ha")) < 1e-12)
    }
    #expect(
      run.output.contains(
        "trees-before: 6 rows read; 5 used; 1 not used (dead-in-no-pool: 1)."))
    let vietnamese = try ToolRun(
      ["stock-change", "--before", one, "--after", two, "--out", out, "--lang", "vi"])
    #expect(vietnamese.output.contains("Không được ghi nhận là hấp thụ hay phát thải"))
  }

  @Test("laws: the same survey twice, rows in another order, the surveys swapped")
  func laws() throws {
    let folder = Place.scratch()
    let one = try survey(folder, "one", plots: Self.plots, trees: Self.before)
    let two = try survey(folder, "two", plots: Self.plots, trees: Self.after)
    let turned = try survey(
      folder, "turned", plots: Self.plots.reversed(), trees: Self.after.reversed())
    let same = try change(one, one)
    #expect(same.run.exitCode == 0)
    #expect(same.rows.last?["co2e_change_t_ha"] == "0" && same.rows.last?["co2e_se_t_ha"] == "0")
    #expect(same.rows.last?["told_from_zero"] == "no" && same.rows.last?["plots_needed"] == "")
    #expect(same.run.output.contains("No number of plots"))
    let (forth, back) = (try change(one, two), try change(two, one))
    #expect(try change(one, turned).rows == forth.rows)
    for column in ["co2e_change_t_ha", "agb_change_mg_ha", "agb_growth_mg_ha"] {
      #expect(back.rows[0].number(column) == -forth.rows[0].number(column), "\(column)")
    }
    #expect(back.rows[0]["co2e_se_t_ha"] == forth.rows[0]["co2e_se_t_ha"])
  }

  @Test("different methods are refused, near ones are said")
  func methods() throws {
    let folder = Place.scratch()
    let one = try survey(folder, "one", plots: Self.plots, trees: Self.before)
    let other = try survey(
      folder, "other", plots: Self.plots, trees: Self.after, ["--carbon-fraction", "0.5"])
    let refused = try change(one, other)
    #expect(refused.run.exitCode == 1 && refused.rows.isEmpty)
    #expect(refused.run.errors.contains("methods-differ"))
    #expect(refused.run.errors.contains("0.47") && refused.run.errors.contains("0.5"))
    // What concerns a method is not skipped with rows.
    #expect(try change(one, other, ["--on-error", "skip"]).run.exitCode == 1)
    let near = try survey(
      folder, "near", plots: Self.plots, trees: Self.after, ["--wood-density-default", "0.6"])
    let said = try change(one, near)
    #expect(said.run.exitCode == 0 && said.run.errors.contains("methods-nearly-differ"))
  }

  @Test("plots that match not, or not enough; areas that changed; altered results")
  func plots() throws {
    let folder = Place.scratch()
    let one = try survey(folder, "one", plots: Self.plots, trees: Self.before)
    let few = try survey(
      folder, "few", plots: ["A,0.1", "D,0.1"],
      trees: ["A,1,X,21,230,live", "D,1,X,21,230,live"])
    let tooFew = try change(one, few)
    #expect(tooFew.run.exitCode == 1 && tooFew.run.errors.contains("too-few-pairs"))
    #expect(tooFew.run.errors.contains("--design independent"))
    let apart = try change(one, few, ["--design", "independent"])
    #expect(apart.run.exitCode == 0, "\(apart.run.errors)")
    #expect(apart.run.errors.contains("plots-measured-twice"))
    #expect(apart.rows.last?["df"] == "" && apart.rows.last?["n_plots"] == "5")

    let wide = try survey(
      folder, "wide", plots: ["A,0.1", "B,0.1", "C,0.12"], trees: Self.after)
    let stopped = try change(one, wide)
    #expect(stopped.run.exitCode == 1 && stopped.run.errors.contains("plot-area-changed"))
    #expect(stopped.run.errors.contains("plots.csv:4:area_ha"))
    let skipped = try change(one, wide, ["--on-error", "skip"])
    #expect(skipped.run.exitCode == 0 && skipped.rows.last?["n_plots"] == "2")
    #expect(skipped.run.output.contains("plot-area-changed: 1"))

    let altered = try survey(folder, "altered", plots: Self.plots, trees: Self.after)
    let path = altered + "/plots.csv"
    try String(contentsOfFile: path, encoding: .utf8).replacingOccurrences(of: "A,", with: "AA,")
      .write(toFile: path, atomically: true, encoding: .utf8)
    let caught = try change(one, altered)
    #expect(caught.run.exitCode == 1 && caught.run.errors.contains("result-altered"))

    #expect(try change(one, folder + "/nowhere").run.exitCode == 3)
    #expect(try change(apart.out, one).run.exitCode == 2)
    #expect(try change(one, few, ["--years", "0"]).run.exitCode == 2)
    #expect(try change(one, few, ["--design", "pair"]).run.exitCode == 2)
    #expect(
      try change(one, few, ["--design", "independent", "--degrees-of-freedom", "n-m"]).run.exitCode
        == 2)
  }

  @Test("trees that shrink, revive or change their name are named with their row")
  func oddTrees() throws {
    let folder = Place.scratch()
    let one = try survey(folder, "one", plots: Self.plots, trees: Self.before)
    let two = try survey(
      folder, "two", plots: Self.plots,
      trees: [
        "A,1,X,19.4,190,live", "A,2,X,9.6,38,live", "B,1,Y,31,540,live", "B,2,X,12,60,live",
        "C,1,X,17,130,live", "C,2,X,14,90,live",
      ])
    let (run, _, rows) = try change(one, two)
    #expect(run.exitCode == 0)
    #expect(run.errors.contains("trees.csv:2:dbh_cm: tree 1 of plot A measures 19.4 cm, 20 cm"))
    #expect(!run.errors.contains("trees.csv:3:dbh_cm"))
    #expect(run.errors.contains("tree-revived") && run.errors.contains("tree-renamed"))
    #expect(relative(rows[0].number("agb_recruits_mg_ha"), 0.9 / 3) < 1e-9)
    #expect(
      !(try change(one, two, ["--shrink-tolerance", "1"]).run.errors.contains("tree-shrank")))
    // Without numbers the change stands, its parts do not.
    let nameless = try survey(
      folder, "nameless", plots: Self.plots,
      trees: ["A,X,21,230,live", "B,X,31,540,live", "C,X,17,130,live"],
      header: "plot_id,species,dbh_cm,agb_kg,status")
    let bare = try change(one, nameless)
    #expect(bare.run.exitCode == 0 && bare.run.errors.contains("components-missing"))
    #expect(bare.rows[0]["agb_growth_mg_ha"] == "" && bare.rows[0]["agb_change_mg_ha"] != "")
  }

  // MARK: The sample project

  private static let methods = [
    "--wood-density", sample + "/inputs/wood_density.csv", "--wood-density-default", "0.55",
    "--height-model", "log2", "--plot-layout", "horizontal",
  ]

  @Test("thirty plots of the sample, measured again after five years")
  func sample() throws {
    let folder = Place.scratch()
    for (name, suffix) in [("2025", ""), ("2030", "_2030")] {
      let run = try ToolRun(
        [
          "biomass", "--trees", Self.sample + "/inputs/trees\(suffix).csv", "--plots",
          Self.sample + "/inputs/plots\(suffix).csv", "--out", folder + "/" + name,
        ] + Self.methods)
      #expect(run.exitCode == 0, "\(run.errors)")
    }
    let (run, out, rows) = try change(folder + "/2025", folder + "/2030", ["--years", "5"])
    #expect(run.exitCode == 0, "\(run.errors)")
    let total = try #require(rows.last)
    #expect(total["n_plots"] == "30" && total["told_from_zero"] == "yes")
    let sum = ["growth", "recruits", "mortality", "lost"]
      .map { total.number("agb_\($0)_mg_ha") }.reduce(0, +)
    #expect(relative(sum, total.number("agb_change_mg_ha")) < 1e-9)
    // The invented trees keep their numbers: nobody is lost.
    #expect(total.number("agb_lost_mg_ha") == 0)
    let plots = try csv(out + "/plots.csv")
    #expect(plots.count == 120 && plots.filter { $0["state"] == "only-before" }.count == 90)
    func trees(_ column: String) -> Int { plots.compactMap { Int($0[column] ?? "") }.reduce(0, +) }
    #expect(trees("n_survivors") == 2146)
    #expect(trees("n_recruits") == 276)
    #expect(trees("n_dead") == 239)
    #expect(run.errors.contains("heights-modelled-twice"))
  }

  @Test("with the strata and hectares of the first survey: merged where too few plots match")
  func stratified() throws {
    let folder = Place.scratch()
    let first = folder + "/2025"
    #expect(try ToolRun(["estimate", Self.sample, "--out", first]).exitCode == 0)
    let second = folder + "/2030"
    let run = try ToolRun(
      [
        "biomass", "--trees", Self.sample + "/inputs/trees_2030.csv", "--plots",
        Self.sample + "/inputs/plots_2030.csv", "--out", second,
      ] + Self.methods)
    #expect(run.exitCode == 0)
    let refused = try change(first, second)
    #expect(refused.run.exitCode == 1)
    #expect(refused.run.errors.contains("stratum TXDB has 1 plots measured in both runs"))
    let strata = try String(contentsOfFile: Self.sample + "/inputs/strata.csv", encoding: .utf8)
      .split(separator: "\n").map { line in
        let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        switch cells[0] {
        case "TXDB": return "TXDB,TXDN,merged,few plots"
        case "RTG": return "RTG,TXP,merged,few plots"
        default: return String(line)
        }
      }.joined(separator: "\n")
    try strata.write(toFile: folder + "/strata.csv", atomically: true, encoding: .utf8)
    #expect(
      try ToolRun(
        ["estimate", Self.sample, "--strata", folder + "/strata.csv", "--out", first]
      ).exitCode == 0)
    let (done, out, rows) = try change(first, second, ["--years", "5"])
    #expect(done.exitCode == 0, "\(done.errors)")
    let total = try #require(rows.last)
    #expect(rows.count == 5 && total["n_plots"] == "28")
    // Land of the strata: the sampled land of the estimate, hectare by hectare.
    #expect(abs(total.number("area_ha") - 8188.337) < 0.01)
    let tonnes = rows.dropLast().map { $0.number("co2e_change_t") }.reduce(0, +)
    #expect(relative(tonnes, total.number("co2e_change_t")) < 1e-9)
    #expect(relative(total.number("co2e_change_t_yr") * 5, total.number("co2e_change_t")) < 1e-12)
    #expect(done.output.contains("that take a stock factor"))
    let summary = try String(contentsOfFile: out + "/summary.json", encoding: .utf8)
    #expect(summary.contains("\"updated_stock\" : null"))
    // Reproduced to the byte.
    let again = folder + "/again"
    #expect(
      try ToolRun(
        ["stock-change", "--before", first, "--after", second, "--years", "5", "--out", again]
      ).exitCode == 0)
    for name in ["changes.csv", "plots.csv", "summary.json"] {
      #expect(
        try Data(contentsOf: URL(filePath: out + "/" + name))
          == Data(contentsOf: URL(filePath: again + "/" + name)))
    }
  }
}
