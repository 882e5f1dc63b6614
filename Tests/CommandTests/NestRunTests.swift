import Foundation
import TestSupport
import Testing

/// Nests, stems and censuses as typed on the command line and as set in project.yaml.
@Suite("Nested plots by command")
struct NestRunTests {
  private static let inputs = Place.package + "/SampleData/sonla/inputs"

  /// The sample trees bring factors, rounded to four decimals. Without them the nests table gives the same.
  @Test("the nests of the sample data stand for the factors of its trees")
  func sample() throws {
    let folder = Place.scratch()
    let lines = try String(contentsOfFile: Self.inputs + "/trees.csv", encoding: .utf8)
      .split(separator: "\n").map { line in
        var cells = line.split(separator: ",", omittingEmptySubsequences: false)
        cells.remove(at: 6)
        return cells.joined(separator: ",")
      }
    #expect(lines[0] == "plot_id,tree_id,species,status,dbh_cm,height_m,note")
    let bare = try table(folder, "trees.csv", lines.joined(separator: "\n"))
    func plots(_ trees: String, _ extra: [String]) throws -> [[String: String]] {
      let out = folder + "/" + UUID().uuidString
      let run = try ToolRun(
        [
          "biomass", "--trees", trees, "--plots", Self.inputs + "/plots.csv", "--wood-density",
          Self.inputs + "/wood_density.csv", "--wood-density-default", "0.55", "--plot-layout",
          "horizontal", "--out", out, "--quiet",
        ] + extra)
      #expect(run.exitCode == 0, "\(run.errors)")
      #expect(run.errors.contains("nests-not-given") == extra.isEmpty)
      return try csv(out + "/plots.csv")
    }
    let stated = try plots(Self.inputs + "/trees.csv", [])
    let nested = try plots(bare, ["--nests", Self.inputs + "/nests.csv"])
    #expect(nested.count == 120)
    for (one, other) in zip(stated, nested) {
      // 1000 m² against the 999.86 m² of a radius of 17.84 m.
      #expect(relative(other.number("agb_mg_ha"), one.number("agb_mg_ha")) < 2e-4)
      #expect(one["n_trees"] == other["n_trees"])
    }
    // Without factors and without nests the nested plots would come out far too low.
    let wrong = try plots(bare, [])
    let share = zip(wrong, stated).filter { $0.1["area_ha"] == "0.19635" }
      .map { $0.0.number("agb_mg_ha") / $0.1.number("agb_mg_ha") }.filter { !$0.isNaN }
    #expect(share.allSatisfy { $0 < 1 } && !share.isEmpty)
  }

  @Test("project.yaml takes the keys, and run.json names them")
  func project() throws {
    let folder = Place.scratch()
    try table(
      folder, "project.yaml", "estimate:", "  areas: a.csv", "  plots: p.csv", "  trees: t.csv",
      "  nests: n.csv", "  census: latest", "  multi-stem: combined", "  stem-letters: true",
      "  height-model: given")
    try table(folder, "a.csv", "parcel_id,stratum,area_ha", "1,S,10")
    try table(folder, "p.csv", "plot_id,stratum", "A,S", "B,S")
    try table(folder, "n.csv", "dbh_min_cm,dbh_max_cm,radius_m", "5,20,6", "20,,15")
    try table(
      folder, "t.csv", "plot_id,tree_id,dbh_cm,height_m,wood_density_g_cm3,census",
      "A,1,12,9,0.5,1", "A,1,12,9,0.5,2", "A,1_B,16,9,0.5,2", "B,1,30,20,0.5,2")
    let run = try ToolRun(["estimate", folder])
    #expect(run.exitCode == 0, "\(run.errors)")
    let trees = try csv(folder + "/results/estimate/trees.csv")
    #expect(trees.map { $0["dbh_cm"] } == ["20", "30"])
    #expect(trees.allSatisfy { relative($0.number("expansion_per_ha"), 14.14711) < 1e-6 })
    #expect(trees[0]["flags"] == "stems:2")
    let record = try String(
      contentsOfFile: folder + "/results/estimate/run.json", encoding: .utf8)
    for line in [
      "\"census\" : \"latest\"", "\"multi_stem\" : \"combined\"", "\"stem_letters\" : true",
      "\"other-census\" : 1", "/n.csv",
    ] {
      #expect(record.contains(line), "\(line)")
    }
  }

  @Test(
    "options that cannot be right end in exit 2",
    arguments: [
      (["--multi-stem", "combine"], "Did you mean combined?"),
      (["--nests", "n.csv"], "--nests needs --plots"),
      (["--plot-layout", "slope"], "--plot-layout"),
    ])
  func usage(extra: [String], message: String) throws {
    let folder = Place.scratch()
    let trees = try table(folder, "t.csv", "plot_id,dbh_cm,agb_kg", "A,20,300")
    let run = try ToolRun(["biomass", "--trees", trees, "--out", folder + "/o"] + extra)
    #expect(run.exitCode == 2)
    #expect(run.errors.contains(message), "\(run.errors)")
  }

  @Test(
    "trailing letters of a real inventory: 65,889 stems",
    .enabled(if: Place.hasReference, "\(needsReference)"))
  func letters() throws {
    let folder = Place.scratch()
    let run = try ToolRun([
      "biomass", "--trees", Place.reference + "/biomass/inputs/karnataka_trees.csv", "--equation",
      "CHAVE2014_EQ7", "--set", "E=0.1", "--wood-density-default", "0.6", "--stem-letters",
      "--out", folder + "/o", "--quiet",
    ])
    #expect(run.exitCode == 0, "\(run.errors.prefix(2_000))")
    let plots = try csv(folder + "/o/plots.csv")
    let source = try csv(Place.reference + "/biomass/inputs/karnataka_trees.csv")
    #expect(plots.map { $0.number("n_stems") }.reduce(0, +) == Double(source.count))
    // Counted here by the text before the last "_X".
    let names = Set(
      source.map { row in
        let id = row["treeId"] ?? ""
        let isStem = id.last?.isLetter ?? false
        return (row["plotId"] ?? "") + "/" + (isStem ? String(id.dropLast(2)) : id)
      })
    #expect(plots.map { $0.number("n_trees") }.reduce(0, +) == Double(names.count))
  }
}
