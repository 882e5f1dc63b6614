import Foundation
import TestSupport
import Testing

@Suite("Names and wood densities in a run")
struct NameRunTests {
  private func biomass(
    _ rows: [String], _ options: [String], folder: String = Place.scratch()
  ) throws -> (run: ToolRun, trees: [String: [String: String]], record: String) {
    try (["plot_id,tree_id,species,family,dbh_cm,height_m"] + rows).joined(separator: "\n").write(
      toFile: folder + "/trees.csv", atomically: true, encoding: .utf8)
    let out = folder + "/o"
    let run = try ToolRun(
      ["biomass", "--trees", folder + "/trees.csv", "--height-model", "given", "--out", out]
        + options)
    let trees = (try? csv(out + "/trees.csv")) ?? []
    return (
      run, Dictionary(trees.map { ($0["tree_id"] ?? "", $0) }) { first, _ in first },
      (try? String(contentsOfFile: out + "/run.json", encoding: .utf8)) ?? ""
    )
  }

  @Test("names are matched, one finding each with its trees; value, deviation, level and table")
  func matched() throws {
    let (run, trees, record) = try biomass(
      [
        "A,1,Schima wallichii (DC.) Korth.,,20,15", "A,2,Macchilus thunbergii,,20,15",
        "A,3,Macchilus thunbergii,,20,15", "A,4,voi thuoc,,20,15", "A,5,Amoora gigantea,,20,15",
        "A,6,Knema sp.,,20,15", "A,7,Xxx yyy,Lauraceae,20,15", "A,8,Persea thunbergii,,20,15",
      ], [])
    #expect(run.exitCode == 0, "\(run.errors)")
    func row(_ tree: String) -> [String] {
      [
        "species_matched", "wood_density_g_cm3", "wood_density_sd_g_cm3", "wood_density_source",
        "wood_density_table",
      ].map { trees[tree]?[$0] ?? "-" }
    }
    #expect(row("1") == ["Schima wallichii", "0.558", "0.058", "species", "built-in"])
    #expect(row("2") == ["Machilus thunbergii", "0.472", "0.052", "species", "built-in"])
    #expect(row("4")[0] == "Schima wallichii" && row("5")[0] == "Aglaia spectabilis")
    #expect(
      row("6") == ["Knema", "0.533", "0.094133909803617744", "genus", "built-in"]
        || row("6")[2].hasPrefix("0.0941339098036177"))
    #expect(row("7")[0] == "Xxx yyy" && row("7")[1] == "0.493" && row("7")[3] == "family")
    #expect(trees["2"]?["species"] == "Macchilus thunbergii")
    #expect(
      run.errors.contains(
        "trees.csv:3:species: \"Macchilus thunbergii\" (2 trees, this row first) is taken for Machilus thunbergii; letters that differ: 1."
      ), "\(run.errors)")
    #expect(run.errors.components(separatedBy: "name-corrected").count == 2)
    for code in ["name-vietnamese", "name-synonym-unconfirmed", "[note] name-synonym"] {
      #expect(run.errors.contains(code), "\(code): \(run.errors)")
    }
    #expect(record.contains("built-in wood densities"))
    #expect(record.contains("\"wood-density-family\" : 1"))
  }

  @Test("as written: no name is changed, and what is not known stops the run with the ways out")
  func written() throws {
    let (run, trees, _) = try biomass(
      ["A,1,Macchilus bonii,,20,15", "A,2,Chưa biết,,20,15"], ["--names", "written"])
    #expect(run.exitCode == 1 && trees.isEmpty)
    #expect(run.errors.contains("wood-density-missing") && !run.errors.contains("name-"))
    #expect(run.errors.contains("--wood-density-levels species,genus,family,plot,data-set"))
  }

  @Test("an unknown tree: an error by default, means of other trees only when allowed, and said")
  func means() throws {
    let rows = [
      "A,1,Schima wallichii,,20,15", "A,2,Ficus hispida,,20,15", "A,3,Chưa biết,,20,15",
      "B,4,K,,20,15",
    ]
    #expect(try biomass(rows, []).run.exitCode == 1)
    let (run, trees, record) = try biomass(
      rows, ["--wood-density-levels", "species,genus,family,plot,data-set"])
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(trees["3"]?["wood_density_source"] == "plot")
    #expect(relative(trees["3"]?.number("wood_density_g_cm3") ?? .nan, (0.558 + 0.381) / 2) < 1e-12)
    #expect(trees["4"]?["wood_density_source"] == "data-set")
    #expect(trees["4"]?["species_matched"] == "")
    #expect(run.errors.contains("wood-density-plot-mean"))
    #expect(run.errors.contains("wood-density-data-mean"))
    #expect(record.contains("\"wood-density-plot\" : 1"))
    #expect(record.contains("\"wood-density-data-set\" : 1"))
    // The trees that are named do not move.
    let alone = try biomass([rows[0]], [])
    #expect(alone.trees["1"] == trees["1"])
    #expect(try biomass(rows, ["--wood-density-levels", "specie"]).run.exitCode == 2)
  }

  @Test("an ambiguous plain form is reported with its candidates and gets no value")
  func ambiguous() throws {
    let (run, _, _) = try biomass(["A,1,Gao,,20,15"], [])
    #expect(run.exitCode == 1)
    #expect(run.errors.contains("may be any of Bombax ceiba, Neolamarckia cadamba"))
    #expect(run.errors.contains("wood-density-missing"))
  }

  @Test("bamboo reaches its rule under its Vietnamese name and misspelled")
  func bamboo() throws {
    let (run, trees, _) = try biomass(
      [
        "A,1,Luồng,,7,9", "A,2,Luong,,7,9", "A,3,Dendrocalamus barbatu,,7,9",
        "A,4,Dendrocalmus barbatus,,7,9",
      ], ["--equation", "auto"])
    #expect(run.exitCode == 0, "\(run.errors)")
    for tree in ["1", "2", "3", "4"] {
      #expect(trees[tree]?["equation"] == "HUY2019_BAMBUSA_PROCERA", "\(tree)")
    }
    // Under one equation for trees the same names are warned of.
    let plain = try biomass(["A,1,Luong,,7,9"], ["--wood-density-default", "0.5"]).run
    #expect(plain.errors.contains("taxon-not-tree"))
  }

  @Test("the user's table and synonyms come before what is built in")
  func ownTables() throws {
    let folder = Place.scratch()
    let densities = try table(
      folder, "w.csv", "species,genus,wood_density_g_cm3,sd", "Schima wallichii,,0.7,0.01",
      ",Machilus,0.6,")
    let synonyms = try table(folder, "s.csv", "synonym,accepted,source", "Gỗ lạ,Schima wallichii,x")
    let rows = ["A,1,Gỗ lạ,,20,15", "A,2,Machilus bonii,,20,15", "A,3,Ficus hispida,,20,15"]
    let options = ["--wood-density", densities, "--synonyms", synonyms]
    let (run, trees, record) = try biomass(rows, options, folder: folder)
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(trees["1"]?["wood_density_g_cm3"] == "0.7")
    #expect(trees["1"]?["wood_density_sd_g_cm3"] == "0.01")
    #expect(trees["1"]?["wood_density_table"] == "given")
    #expect(trees["2"]?["wood_density_g_cm3"] == "0.6")
    #expect(trees["3"]?["wood_density_table"] == "built-in")
    #expect(record.contains("s.csv"))
    let only = try biomass(rows, options + ["--wood-density-tables", "given"]).run
    #expect(only.exitCode == 1 && only.errors.contains("\"Ficus hispida\""))
  }

  @Test("a table of single values is averaged, and may be kept to regions")
  func singleValues() throws {
    let folder = Place.scratch()
    let densities = try table(
      folder, "w.csv", "family,genus,species,wd,region", "Theaceae,Schima,wallichii,0.5,India",
      "Theaceae,Schima,wallichii,0.6,China", "Theaceae,Schima,superba,0.7,China")
    let rows = ["A,1,Schima wallichii,,20,15", "A,2,Schima sp.,,20,15", "A,3,X,Theaceae,20,15"]
    let options = ["--wood-density", densities, "--wood-density-tables", "given"]
    let all = try biomass(rows, options)
    #expect(all.trees["1"]?["wood_density_g_cm3"] == "0.55", "\(all.run.errors)")
    #expect(relative(all.trees["2"]?.number("wood_density_g_cm3") ?? .nan, 0.625) < 1e-12)
    #expect(all.trees["3"]?["wood_density_source"] == "family")
    let china = try biomass(rows, options + ["--wood-density-region", "China"])
    #expect(china.trees["1"]?["wood_density_g_cm3"] == "0.6", "\(china.run.errors)")
    #expect(china.record.contains("\"other-region\" : 1"))
    let none = try biomass(rows, options + ["--wood-density-region", "Chile"]).run
    #expect(none.exitCode == 1 && none.errors.contains("regions found: China, India"))
  }

  @Test(
    "the second global table, as a user gives it, on Nouragues: every row of the reference",
    .enabled(if: Place.hasReference, Comment(rawValue: needsReference)))
  func nouragues() throws {
    let source = try csv(Place.reference + "/biomass/inputs/nouragues_trees.csv")
    let rows = source.map {
      "\($0["Plot"] ?? ""),\($0["tree"] ?? ""),\($0["Genus"] ?? "") \($0["Species"] ?? ""),\($0["Family"] ?? ""),20,15"
    }
    let (run, trees, _) = try biomass(
      rows,
      [
        "--wood-density", Place.reference + "/biomass/inputs/wood_density_gwdd_v2.csv",
        "--wood-density-tables", "given", "--names", "written", "--wood-density-levels",
        "species,genus,family,plot",
      ])
    #expect(run.exitCode == 0, "\(run.errors)")
    var tree: [String: String] = [:]
    for row in source {
      let key = ["Plot", "Family", "Genus", "Species"].map { row[$0] ?? "" }
      tree[key.joined(separator: "|")] = row["tree"]
    }
    for row in try csv(Place.reference + "/biomass/results/wd_nouragues_family_stand.csv") {
      let key = ["plot", "family", "genus", "species"].map { row[$0] ?? "" }
      let found = try #require(trees[tree[key.joined(separator: "|")] ?? ""])
      #expect(relative(found.number("wood_density_g_cm3"), row.number("meanWD")) < 1e-9)
      #expect(relative(found.number("wood_density_sd_g_cm3"), row.number("sdWD")) < 1e-9)
      let level =
        found["wood_density_source"] == "plot" ? row["plot"] : found["wood_density_source"]
      #expect(level == row["level"])
    }
  }
}
