import CarbonStock
import ForestModel
import ForestWorkflow
import Foundation
import TestSupport
import Testing

/// Nests, stems, tallies and censuses through the whole reading, with `biomass`.
@Suite("Plots as they were laid out")
struct PlotTests {
  private struct Run {
    var summary: BiomassSummary
    var trees: [[String: String]]
    var plots: [[String: String]]

    var codes: [String] { summary.log.findings.map(\.kind.code) }
    func account(_ table: String) -> RowAccount? {
      summary.accounts.first { $0.table == table }
    }
  }

  /// Runs `biomass` and checks that every row of every table is accounted for.
  private func run(
    trees: [String], plots: [String]? = nil, nests: [String]? = nil,
    onError: ErrorPolicy = .stop, _ change: (inout InventoryRequest) -> Void = { _ in }
  ) throws -> Run {
    let folder = Place.scratch("plots")
    var request = InventoryRequest(
      trees: try table(folder, "t.csv", trees.joined(separator: "\n")))
    if let plots {
      request.plots = try table(folder, "p.csv", plots.joined(separator: "\n"))
    }
    if let nests {
      request.nests = try table(folder, "n.csv", nests.joined(separator: "\n"))
    }
    request.heightChoice = .given
    change(&request)
    let context = RunContext(
      command: ["test"], language: .english, threads: 2, seed: 1, onError: onError,
      progress: Progress(isShown: false, language: .english))
    let summary = try Workflow.biomass(request, out: folder + "/o", context: context)
    for account in summary.accounts { #expect(account.isBalanced, "\(account)") }
    return Run(
      summary: summary, trees: try csv(folder + "/o/trees.csv"),
      plots: try csv(folder + "/o/plots.csv"))
  }

  /// The findings that stopped a run, as lines.
  private func problems(
    trees: [String], plots: [String]? = nil, nests: [String]? = nil,
    _ change: (inout InventoryRequest) -> Void = { _ in }
  ) -> [String] {
    do {
      _ = try run(trees: trees, plots: plots, nests: nests, change)
      return []
    } catch WorkflowError.findings(let log) {
      return log.lines(.english)
    } catch {
      return ["\(error)"]
    }
  }

  private static let lao = [
    "plot_design,dbh_min_cm,dbh_max_cm,radius_m", "L,5,10,6", "L,10,30,15", "L,30,50,20",
    "L,50,,25",
  ]
  private static let laoTrees = [
    "plot_id,tree_id,dbh_cm,agb_kg", "A,1,7,10", "A,2,9.9,20", "A,3,10,40", "A,4,29,400",
    "A,5,30,450",
    "A,6,49.5,1500", "A,7,50,1600", "A,8,120,9000",
  ]

  /// By hand: (30 EF6 + 440 EF15 + 1950 EF20 + 10600 EF25) / 1000 with EF = 10000/(pi r²).
  @Test("nested circles of 6, 15, 20 and 25 m, on level ground and on a slope of 30 degrees")
  func lao() throws {
    let byHand = (30 * 88.41941 + 440 * 14.14711 + 1950 * 7.957747 + 10600 * 5.092958) / 1000
    let level = try run(
      trees: Self.laoTrees, plots: ["plot_id,plot_design,slope_deg", "A,L,", "B,L,30"],
      nests: Self.lao)
    #expect(relative(level.plots[0].number("agb_mg_ha"), byHand) < 1e-6)
    #expect(relative(level.plots[0].number("area_ha"), 0.1963495) < 1e-6)
    #expect(level.plots[1].number("agb_mg_ha") == 0)
    #expect(
      level.trees.map { ($0.number("expansion_per_ha") * 1e4).rounded() / 1e4 } == [
        88.4194, 88.4194, 14.1471, 14.1471, 7.9577, 7.9577, 5.0930, 5.0930,
      ])
    #expect(level.account("nests")?.used == 4)
    let steep = try run(
      trees: Self.laoTrees, plots: ["plot_id,plot_design,slope_deg", "A,l,30"], nests: Self.lao)
    #expect(relative(steep.plots[0].number("agb_mg_ha"), byHand / 0.8660254) < 1e-6)
    #expect(steep.codes == ["slope-corrected"])
    // The layout of the plot's own row wins over the option, and there is nothing left to note.
    let flat = try run(
      trees: Self.laoTrees, plots: ["plot_id,plot_design,slope_deg,layout", "A,L,30,horizontal"],
      nests: Self.lao
    ) { $0.plotLayout = .slopeDistance }
    #expect(relative(flat.plots[0].number("agb_mg_ha"), byHand) < 1e-6)
    #expect(flat.codes.isEmpty)
  }

  @Test("laws: one class is the plain plot, a class split in two is the class, rows in any order")
  func laws() throws {
    func results(_ plots: [String], _ nests: [String]?, shuffled: Bool = false) throws -> [String] {
      var rows = Self.laoTrees
      if shuffled { rows = [rows[0]] + rows.dropFirst().reversed() }
      let names = ["agb_mg", "agb_mg_ha", "co2e_t_ha", "n_trees", "n_stems"]
      let plot = try run(trees: rows, plots: plots, nests: nests).plots[0]
      return names.map { plot[$0] ?? "" }
    }
    let head = "dbh_min_cm,dbh_max_cm,radius_m"
    let plain = try results(["plot_id,radius_m,slope_deg", "A,17.84,22"], nil)
    #expect(try results(["plot_id,slope_deg", "A,22"], [head, "0,500,17.84"]) == plain)
    #expect(
      try results(["plot_id,slope_deg", "A,22"], [head, "29.5,500,17.84", "0,29.5,17.84"]) == plain)
    #expect(
      try results(
        ["plot_id,slope_deg", "A,22"], ["dbh_min_cm,dbh_max_cm,area_m2", "0,,999.8416"])[0]
        == plain[0])
    let nested = try results(["plot_id,plot_design", "A,L"], Self.lao)
    #expect(try results(["plot_id,plot_design", "A,L"], Self.lao, shuffled: true) == nested)
    #expect(
      try results(["plot_id,plot_design", "A,L"], [Self.lao[0]] + Self.lao.dropFirst().reversed())
        == nested)
  }

  @Test("laws: all trees twice is all trees with tally 2")
  func tally() throws {
    let plots = ["plot_id,plot_design", "A,L"]
    let more = Self.laoTrees.dropFirst().map { $0.replacing("A,", with: "A,9") }
    let twice = try run(trees: Self.laoTrees + more, plots: plots, nests: Self.lao)
    let tallied = try run(
      trees: [Self.laoTrees[0] + ",tally"] + Self.laoTrees.dropFirst().map { $0 + ",2" },
      plots: plots, nests: Self.lao)
    #expect(twice.plots == tallied.plots)
    #expect(tallied.plots[0]["n_trees"] == "16")
    #expect(relative(tallied.trees[0].number("expansion_per_ha"), 176.8388) < 1e-6)
    for word in ["0", "-1", "1.5", "20000", "two"] {
      let found = problems(trees: ["plot_id,dbh_cm,agb_kg,count", "A,7,10,\(word)"])
      #expect(found.count == 1 && found[0].hasPrefix("t.csv:2:tally: read"), "\(found)")
    }
  }

  @Test("bamboo and saplings have their nests; culms are counted in a tally")
  func bamboo() throws {
    let result = try run(
      trees: [
        "plot_id,dbh_cm,agb_kg,growth_form,tally", "A,3,4,bamboo,30", "A,,5,bamboo,", "A,3,2,,",
        "A,20,300,,",
      ],
      plots: ["plot_id", "A"],
      nests: [
        "dbh_min_cm,dbh_max_cm,radius_m,growth_form", "1,5,3,", "5,,17.84,", "0,,5.64,Bamboo",
      ])
    let factors = result.trees.map { $0.number("expansion_per_ha") }
    let expected = [30 * 100.0672, 100.0672, 353.6777, 10.001391]
    for (factor, value) in zip(factors, expected) { #expect(relative(factor, value) < 1e-5) }
    let total = zip(expected, [4.0, 5, 2, 300]).map { $0 * $1 }.reduce(0, +) / 1000
    #expect(relative(result.plots[0].number("agb_mg_ha"), total) < 1e-5)
    #expect(result.plots[0]["n_trees"] == "33")
  }

  @Test("a tree that no nest is for is an error that names the nests; skip leaves its plot out")
  func uncovered() throws {
    let trees = ["plot_id,dbh_cm,agb_kg", "A,4,10", "A,20,300", "B,20,300"]
    let plots = ["plot_id,plot_design", "A,L", "B,L"]
    let found = problems(trees: trees, plots: plots, nests: Self.lao)
    #expect(
      found == [
        "t.csv:2:dbh_cm: no nest of design \"L\" is for this tree (D 4 cm); its nests: 5 ≤ D < 10 cm, r 6 m; 10 ≤ D < 30 cm, r 15 m; 30 ≤ D < 50 cm, r 20 m; 50 ≤ D cm, r 25 m [error] tree-without-nest"
      ])
    let skipped = try run(trees: trees, plots: plots, nests: Self.lao, onError: .skip)
    #expect(skipped.account("trees")?.rejectedBy == ["tree-without-nest": 1])
    #expect(skipped.plots[0]["flags"] == "trees-rejected:1")
    #expect(skipped.codes.contains("plot-incomplete"))
    // A tree that brings its own factor needs no nest.
    let own = try run(
      trees: ["plot_id,dbh_cm,agb_kg,expansion_per_ha", "A,4,10,50"],
      plots: ["plot_id,plot_design", "A,L"], nests: Self.lao)
    #expect(relative(own.plots[0].number("agb_mg_ha"), 0.5) < 1e-12)
  }

  @Test(
    "a nests table that cannot be right",
    arguments: [
      (
        ["L,5,10,6", "L,9,30,15"],
        "n.csv:3:dbh_min_cm: design \"L\": 9 ≤ D < 30 cm, r 15 m overlaps", "nest-overlap"
      ),
      (["L,5,30,6", "L,5,30,6"], "n.csv:3:dbh_min_cm:", "nest-overlap"),
      (["L,5,30,0"], "n.csv:2:radius_m: read 0", "plot-area-impossible"),
      (["L,5,30,-3"], "n.csv:2:radius_m: read -3", "plot-area-impossible"),
      (["L,5,30,1e200"], "n.csv:2:radius_m:", "plot-area-impossible"),
      (["L,5,30,six"], "n.csv:2:radius_m: read \"six\"", "not-a-number"),
      (["L,5,30,"], "n.csv:2:radius_m:", "empty-cell"),
      (["L,,30,6"], "n.csv:2:dbh_min_cm:", "empty-cell"),
      (["L,-5,30,6"], "n.csv:2:dbh_min_cm: read -5", "nest-range"),
      (["L,30,30,6"], "n.csv:2:dbh_max_cm: read 30", "nest-range"),
      (["L,5,abc,6"], "n.csv:2:dbh_max_cm: read \"abc\"", "not-a-number"),
      (
        ["M,5,,6"],
        "p.csv:2:plot_design: plot design \"L\" is not in the nests table, which has: M",
        "plot-design-unknown"
      ),
      (["LL,5,,6", "K12,5,,6"], "which has: K12, LL (LL?)", "plot-design-unknown"),
    ])
  func badNests(rows: [String], place: String, code: String) {
    let found = problems(
      trees: ["plot_id,dbh_cm,agb_kg", "A,20,300"], plots: ["plot_id,plot_design", "A,L"],
      nests: ["plot_design,dbh_min_cm,dbh_max_cm,radius_m"] + rows)
    #expect(found.contains { $0.contains(place) && $0.hasSuffix(code) }, "\(found)")
  }

  @Test("a gap between two nests is a warning as long as no tree falls into it")
  func gap() throws {
    let nests = ["plot_design,dbh_min_cm,dbh_max_cm,radius_m", "L,5,10,6", "L,15,,15"]
    let plots = ["plot_id,plot_design", "A,L"]
    let result = try run(trees: ["plot_id,dbh_cm,agb_kg", "A,20,300"], plots: plots, nests: nests)
    #expect(result.codes == ["nest-gap"])
    #expect(result.summary.log.lines(.english)[0].contains("no nest is for 10 to 15 cm"))
    let found = problems(trees: ["plot_id,dbh_cm,agb_kg", "A,12,300"], plots: plots, nests: nests)
    #expect(found.first?.hasSuffix("tree-without-nest") ?? false)
  }

  @Test("several designs need a column; a design without a table of nests is noted")
  func designs() throws {
    let trees = ["plot_id,dbh_cm,agb_kg", "A,20,300"]
    let found = problems(
      trees: trees, plots: ["plot_id,area_ha", "A,0.1"],
      nests: ["plot_design,dbh_min_cm,dbh_max_cm,radius_m", "L,5,,6", "M,5,,9"])
    #expect(found.contains { $0.hasSuffix("nests-without-design") })
    let noted = try run(trees: trees, plots: ["plot_id,area_ha,plot_design", "A,0.1,L"])
    #expect(noted.codes == ["nests-not-given"])
    // A plot without a design beside plots with one is a plain plot.
    let mixed = try run(
      trees: trees + ["B,20,300"],
      plots: ["plot_id,area_ha,plot_design", "A,0.1,", "B,,L"], nests: Self.lao)
    #expect(relative(mixed.plots[0].number("agb_mg_ha"), 3) < 1e-12)
    #expect(relative(mixed.plots[1].number("agb_mg_ha"), 0.3 * 14.14711) < 1e-6)
  }

  @Test("rectangles, and areas that contradict each other")
  func shapes() throws {
    let trees = ["plot_id,dbh_cm,agb_kg", "A,20,300"]
    let rectangle = try run(
      trees: trees, plots: ["plot_id,length_m,width_m,slope_deg", "A,40,25,60"])
    #expect(relative(rectangle.plots[0].number("area_ha"), 0.05) < 1e-12)
    for (columns, row, place) in [
      ("length_m,width_m", "40,", "p.csv:2:width_m: the cell is empty"),
      ("length_m,width_m", "40,0", "p.csv:2:length_m: read 40 × 0"),
      ("area_ha,radius_m", "0.1,20", "p.csv:2:radius_m: read 20, but area_ha says 0.1 ha"),
      ("area_ha,length_m,width_m", "0.1,40,40", "p.csv:2:length_m: read 40 × 40"),
      ("area_m2,radius_m", "500,12.62", ""),
      ("radius_m,layout", "20,sloping", "p.csv:2:layout: read \"sloping\""),
    ] {
      let found = problems(trees: trees, plots: ["plot_id,\(columns)", "A,\(row)"])
      #expect(place.isEmpty ? found.isEmpty : found.first?.contains(place) ?? false, "\(found)")
    }
    let contradicts = problems(
      trees: trees, plots: ["plot_id,area_ha,plot_design", "A,0.1,L"], nests: Self.lao)
    #expect(contradicts.first?.contains("plot_design L says 0.196") ?? false, "\(contradicts)")
  }

  @Test("trees outside the radius of their nest are reported")
  func distances() throws {
    let result = try run(
      trees: [
        "plot_id,dbh_cm,agb_kg,distance_m,x,y", "A,7,10,6.4,,", "A,7,10,5.9,,", "A,7,10,,3,-6",
        "A,60,10,,3,-6", "A,60,10,,574748,2298888",
      ], plots: ["plot_id,plot_design", "A,L"], nests: Self.lao)
    #expect(result.codes == ["tree-beyond-nest", "tree-beyond-nest"])
    #expect(result.summary.log.findings.map(\.location.row) == ["2", "4"])
    #expect(
      problems(trees: ["plot_id,dbh_cm,agb_kg,distance_m", "A,7,10,-1"]).first?
        .hasPrefix("t.csv:2:distance_m: read -1") ?? false)
  }

  // MARK: Stems

  private static let stems = [
    "plot_id,tree_id,stem_id,dbh_cm,height_m,wood_density_g_cm3", "A,1,a,12,9,0.5",
    "A,1,b,5,11,0.5",
    "A,2,,20,15,0.6",
  ]

  @Test("stems are computed one by one, or combined; trees and stems are counted apart")
  func stems() throws {
    let plots = ["plot_id,area_ha", "A,0.1"]
    let apart = try run(trees: Self.stems, plots: plots)
    #expect(apart.plots[0]["n_trees"] == "2" && apart.plots[0]["n_stems"] == "3")
    #expect(apart.trees.map { $0["stem_id"] } == ["a", "b", ""])
    let combined = try run(trees: Self.stems, plots: plots) { $0.multiStem = .combined }
    #expect(combined.plots[0]["n_trees"] == "2" && combined.plots[0]["n_stems"] == "3")
    #expect(combined.trees.count == 2 && combined.account("trees")?.used == 3)
    #expect(combined.trees[0].number("dbh_cm") == 13 && combined.trees[0]["height_m"] == "11")
    #expect(combined.trees[0]["flags"] == "stems:2")
    // Chave et al. 2014 Eq. 4 is 0.0673 (rho D² H)^0.976: once for 13 cm and 11 m.
    let kg = 0.0673 * pow(0.5 * 13 * 13 * 11, 0.976)
    #expect(relative(combined.trees[0].number("agb_kg"), kg) < 1e-9)
  }

  @Test("a combined tree that cannot be computed rejects all its rows")
  func combinedRejected() throws {
    let rows = Self.stems.map { $0.replacing(",0.5", with: ",") }
    let result = try run(trees: rows, plots: ["plot_id,area_ha", "A,0.1"], onError: .skip) {
      $0.multiStem = .combined
    }
    #expect(result.account("trees")?.rejectedBy == ["wood-density-missing": 2])
    #expect(result.account("trees")?.used == 1)
  }

  @Test("a letter marks a stem only when that is asked for")
  func letters() throws {
    let rows = ["plot_id,tree_id,dbh_cm,agb_kg", "A,1,9,10", "A,1_A,8,10", "A,1B,7,10"]
    let plots = ["plot_id,area_ha", "A,0.1"]
    #expect(try run(trees: rows, plots: plots).plots[0]["n_trees"] == "3")
    let asked = try run(trees: rows, plots: plots) { $0.hasStemLetters = true }
    #expect(asked.plots[0]["n_trees"] == "1" && asked.plots[0]["n_stems"] == "3")
    #expect(asked.trees.map { $0["tree_id"] } == ["1", "1", "1"])
  }

  @Test("the same tree twice proposes stem_id, census and tally")
  func duplicates() {
    let found = problems(trees: ["plot_id,tree_id,dbh_cm,agb_kg", "A,1,9,10", "A,1,8,10"])
    #expect(found.count == 1 && found[0].hasSuffix("duplicate-tree"))
    for word in ["stem_id", "census", "tally"] { #expect(found[0].contains(word)) }
    #expect(
      problems(trees: ["plot_id,tree_id,stem_id,dbh_cm,agb_kg", "A,1,x,9,10", "A,1,x,8,10"]).first?
        .hasSuffix("duplicate-tree") ?? false)
  }

  @Test("a girth in the column of the diameter is seen where both are written")
  func girth() throws {
    let result = try run(
      trees: [
        "plot_id,dbh_cm,girth_cm,agb_kg", "A,62.8,62.8,10", "A,20,62.8,10", "A,25,62.8,10",
        "A,,62.8,10",
      ])
    #expect(result.codes == ["girth-as-diameter", "girth-differs"])
    #expect(result.summary.log.findings.map(\.location.row) == ["2", "4"])
    #expect(result.summary.log.lines(.english)[0].contains("the diameter of this girth is 20 cm"))
  }

  // MARK: Censuses

  private static let censuses = [
    "plot_id,tree_id,census,dbh_cm,agb_kg", "A,1,1,9,10", "A,1,2,10,12", "A,2,2,6,4", "B,1,1,9,10",
    "B,1,2,,nought",
  ]

  @Test("several censuses are never added up")
  func several() throws {
    let rows = Array(Self.censuses.dropLast())
    let plots = ["plot_id,area_ha", "A,0.1"]
    let found = problems(trees: rows)
    #expect(
      found == [
        "t.csv:census: read the censuses 1, 2; a stock is of one census, choose it with --census LABEL, or --census latest [error] several-censuses"
      ])
    for (choice, kg) in [(CensusChoice.label("1.0"), 0.02), (.latest, 0.016), (.label("2"), 0.016)]
    {
      let result = try run(trees: rows) { $0.census = choice }
      #expect(relative(result.summary.agbMg, kg) < 1e-12)
      #expect(result.account("trees")?.rejectedBy["other-census"] == 2)
    }
    // What stands in rows of another census is not judged.
    let first = try run(trees: Self.censuses) { $0.census = .label("1") }
    #expect(first.account("trees")?.rejectedBy["other-census"] == 3)
    #expect(
      problems(trees: rows, plots: plots) { $0.census = .label("3") }.contains {
        $0.contains("no row is of census \"3\"; censuses of the table: 1, 2")
      })
    #expect(
      problems(
        trees: ["plot_id,census,dbh_cm,agb_kg", "A,first,9,10", "A,second,9,10"]
      ) { $0.census = .latest }.contains { $0.hasSuffix("census-order-unknown") })
    #expect(
      problems(trees: Self.laoTrees) { $0.census = .latest }.contains {
        $0.hasSuffix("census-unknown")
      })
  }

  @Test("a plot that was not measured again is no plot without trees")
  func unvisited() throws {
    let rows = Array(Self.censuses.dropLast())
    let found = problems(trees: rows, plots: ["plot_id,area_ha", "A,0.1", "B,0.1", "C,0.1"]) {
      $0.census = .latest
    }
    #expect(found.count == 1 && found[0].hasPrefix("p.csv:3:plot_id:"), "\(found)")
    #expect(found.first?.hasSuffix("plot-not-in-census") ?? false)
    let skipped = try run(
      trees: rows, plots: ["plot_id,area_ha", "A,0.1", "B,0.1"], onError: .skip
    ) { $0.census = .latest }
    #expect(skipped.plots[1]["flags"] == "rejected")
    // Listed for the census, it was measured and found empty.
    let listed = try run(
      trees: rows,
      plots: [
        "plot_id,area_ha,census", "A,0.1,1", "A,0.1,2", "B,0.1,1", "B,0.1,2",
      ]
    ) { $0.census = .latest }
    #expect(listed.plots.count == 2 && listed.plots[1].number("agb_mg_ha") == 0)
    #expect(listed.account("plots")?.rejectedBy == ["other-census": 2])
    #expect(
      problems(
        trees: Self.laoTrees, plots: ["plot_id,area_ha,census", "A,0.1,1", "A,0.1,2"]
      ).contains { $0.hasPrefix("p.csv:census: read the censuses 1, 2") })
  }
}
