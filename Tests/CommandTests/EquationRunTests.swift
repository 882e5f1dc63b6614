import Foundation
import TestSupport
import Testing

@Suite("Equations in a run")
struct EquationRunTests {
  private static let header =
    "plot_id,tree_id,species,dbh_cm,height_m,wood_density_g_cm3,growth_form"

  /// Runs `biomass` on rows and gives the run, its trees by id, and the folder.
  private func biomass(
    _ rows: [String], _ options: [String], folder: String = Place.scratch()
  ) throws -> (run: ToolRun, trees: [String: [String: String]], out: String) {
    try ([Self.header] + rows).joined(separator: "\n").write(
      toFile: folder + "/trees.csv", atomically: true, encoding: .utf8)
    let out = folder + "/o"
    let run = try ToolRun(
      ["biomass", "--trees", folder + "/trees.csv", "--height-model", "given", "--out", out]
        + options)
    let trees = (try? csv(out + "/trees.csv")) ?? []
    return (run, Dictionary(trees.map { ($0["tree_id"] ?? "", $0) }) { first, _ in first }, out)
  }

  @Test("any equation of the registry; what it does not take is not asked for")
  func registry() throws {
    let (run, trees, out) = try biomass(
      ["A,1,Schima wallichii,25,16,,"], ["--equation", "unredd_vn_ne_dh"])
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(relative(trees["1"]?.number("agb_kg") ?? .nan, 270.7676764) < 1e-9)
    #expect(trees["1"]?["equation"] == "UNREDD_VN_NE_DH")
    #expect(trees["1"]?["equation_rule"] == "")
    #expect(!run.errors.contains("parameter-unconfirmed"))
    let record = try String(contentsOfFile: out + "/run.json", encoding: .utf8)
    #expect(record.contains("UN-REDD Viet Nam, Part B-2"))
  }

  @Test("what is not confirmed, lacks its correction or is out of range is said")
  func warnings() throws {
    let (run, trees, out) = try biomass(
      ["A,1,Shorea,25,,,", "A,2,Shorea,4,,,"], ["--equation", "BASUKI2009_SHOREA"])
    #expect(run.exitCode == 0)
    for code in [
      "parameter-unconfirmed", "equation-without-correction", "outside the 6 to 200 cm",
    ] {
      #expect(run.errors.contains(code), "\(code): \(run.errors)")
    }
    #expect(trees["2"]?["flags"] == "outside-equation-range")
    #expect(
      try String(contentsOfFile: out + "/run.json", encoding: .utf8).contains(
        "\"confirmed\" : false"))
    let open = try biomass(["A,1,X,5,,,"], ["--equation", "LAO_NFI_EF"]).run
    #expect(open.errors.contains("outside the 10 to ∞ cm"))
  }

  @Test(
    "equations that give no tree's biomass are refused, with the reason",
    arguments: [
      ("CAIRNS1997_EQ1", "t_ha"), ("CHAVE2014_HD_E", "height in m"), ("VN_FORM_050", "volume"),
      ("KOMIYAMA2005_BGB", "below-ground"), ("SHORROCKS1965_HEVEA", "takes G"),
    ])
  func refused(id: String, words: String) throws {
    let (run, trees, _) = try biomass(["A,1,X,25,16,0.5,"], ["--equation", id])
    #expect(run.exitCode == 1 && trees.isEmpty)
    #expect(run.errors.contains("equation-not-for-trees") && run.errors.contains(words))
  }

  @Test("a growth form gets no equation of another")
  func growthForms() throws {
    let palm = try biomass(["A,1,X,25,16,0.5,tree"], ["--equation", "GOODMAN2013_PALM_FAMILY"]).run
    #expect(palm.exitCode == 1 && palm.errors.contains("growth-form-differs"))
    let bamboo = try biomass(["A,1,X,7,9,0.5,bamboo"], []).run
    #expect(bamboo.exitCode == 1 && bamboo.errors.contains("growth-form-without-equation"))
    let culm = try biomass(["A,1,X,7,,,bamboo"], ["--equation", "HUY2019_BAMBUSA_PROCERA"])
    #expect(relative(culm.trees["1"]?.number("agb_kg") ?? .nan, 13.2794159) < 1e-9)
  }

  @Test("a formula that gives no mass for a tree is an error of that tree")
  func impossible() throws {
    let (run, _, _) = try biomass(
      ["A,1,X,1,,,", "A,2,X,8,,,"], ["--equation", "AFRICA_BAMBUSA_VULGARIS_QUAD"])
    #expect(run.exitCode == 1)
    #expect(run.errors.contains("trees.csv:2:dbh_cm: AFRICA_BAMBUSA_VULGARIS_QUAD gives -0.2"))
    #expect(!run.errors.contains("trees.csv:3"))
  }

  @Test("a bamboo without a growth form does not get the general equation in silence")
  func taxa() throws {
    let (run, _, _) = try biomass(["A,1,Bambusa blumeana,7,9,0.5,", "A,2,Schima,7,9,0.5,"], [])
    #expect(run.exitCode == 0)
    #expect(run.errors.contains("trees.csv:2:species: \"Bambusa blumeana\" (1 trees"))
    #expect(run.errors.contains("taxon-not-tree") && !run.errors.contains("Schima"))
  }

  // MARK: Rules

  @Test("auto: the most specific rule first, and it is named")
  func automatic() throws {
    let (run, trees, out) = try biomass(
      [
        "A,1,Schima wallichii,25,16,0.58,", "A,2,Bambusa blumeana,7,,,", "A,3,,7,,,bamboo",
        "A,4,Pinus kesiya,25,16,0.5,tree", "A,5,Acacia mangium,25,16,0.5,",
        "A,6,Caryota mitis,25,,,",
        "A,7,,5,,,liana", "A,8,,10,5,,tree_fern", "A,9,Rhizophora apiculata,10,,0.8,",
        "A,10,Musa acuminata,15,,,", "A,11,Trema orientalis,25,16,0.4,", "A,12,Tre gai,7,,,",
      ], ["--equation", "auto"])
    #expect(run.exitCode == 0, "\(run.errors)")
    let expected: [(String, String, String)] = [
      ("1", "CHAVE2014_EQ4", "growth_form=tree"),
      ("2", "HUY2019_BAMBUSA_PROCERA", "taxon=Bambusa"),
      ("3", "HUY2019_BAMBUSA_PROCERA", "growth_form=bamboo"),
      ("4", "LAO_NFI_CF_MCB", "taxon=Pinus"), ("5", "CHAVE2014_EQ4", "taxon=Acacia"),
      ("6", "GOODMAN2013_PALM_FAMILY", "taxon=Caryota"),
      ("7", "SCHNITZER2006_LIANA", "growth_form=liana"),
      ("8", "TIEPOLO2002_TREEFERN", "growth_form=tree_fern"),
      ("9", "KOMIYAMA2005_AGB", "taxon=Rhizophora"), ("10", "ARIFIN2001_BANANA", "taxon=Musa"),
      ("11", "CHAVE2014_EQ4", "growth_form=tree"), ("12", "HUY2019_BAMBUSA_PROCERA", "taxon=Tre"),
    ]
    for (id, equation, rule) in expected {
      #expect(trees[id]?["equation"] == equation, "tree \(id)")
      #expect(trees[id]?["equation_rule"] == rule, "tree \(id)")
    }
    #expect(relative(trees["7"]?.number("agb_kg") ?? .nan, 16.31812631) < 1e-9)
    #expect(run.errors.contains("equation-by-rule"))
    #expect(run.errors.contains("ARIFIN2001_BANANA is not confirmed"))
    let record = try String(contentsOfFile: out + "/run.json", encoding: .utf8)
    for equation in Set(expected.map(\.1)) {
      #expect(record.contains("\"value\" : \"\(equation)\""))
    }
    let shrub = try biomass(["A,1,X,7,3,0.5,shrub"], ["--equation", "auto"]).run
    #expect(shrub.exitCode == 1 && shrub.errors.contains("growth-form-without-equation"))
  }

  @Test("rules of the user: taxon before stratum before growth form; strata come from the plots")
  func rules() throws {
    let folder = Place.scratch()
    let rules = try table(
      folder, "rules.csv", "taxon,growth_form,stratum,equation,reason", ",,,CHAVE2014_EQ4,rest",
      ",,rich,UNREDD_VN_NE_DH,northern", "Pinus,,,LAO_NFI_CF_MCB,pines",
      "Pinus kesiya,,,LAO_NFI_EF,test", "Pinus,,rich,LAO_NFI_MDF,test")
    let plots = try table(
      folder, "plots.csv", "plot_id,area_ha,stratum", "A,0.1,rich", "B,0.1,poor")
    let rows = [
      "A,1,Schima,25,16,0.58,", "B,2,Schima,25,16,0.58,", "B,3,Pinus merkusii,25,16,0.58,",
      "A,4,Pinus kesiya,25,16,0.58,", "A,5,Pinus merkusii,25,16,0.58,",
    ]
    let options = ["--equation", "auto", "--equation-rules", rules, "--plots", plots]
    let (run, trees, _) = try biomass(rows, options, folder: folder)
    #expect(run.exitCode == 0, "\(run.errors)")
    let expected = [
      "1": "UNREDD_VN_NE_DH", "2": "CHAVE2014_EQ4", "3": "LAO_NFI_CF_MCB", "4": "LAO_NFI_EF",
      "5": "LAO_NFI_MDF",
    ]
    for (id, equation) in expected { #expect(trees[id]?["equation"] == equation) }
    #expect(trees["2"]?["equation_rule"] == "any-tree")
    // The order of the rows changes nothing.
    let turned = try biomass(rows.reversed(), options).trees
    for (id, tree) in trees { #expect(turned[id]?["agb_kg"] == tree["agb_kg"]) }
    let bamboo = try biomass(["A,1,X,7,,,bamboo"], options, folder: folder).run
    #expect(bamboo.errors.contains("growth-form-without-equation"))
  }

  @Test(
    "faults of a rule file",
    arguments: [
      ("X,,,NO_SUCH_EQUATION,r", "rules.csv:2:equation:", "equation-unknown"),
      ("X,,,CAIRNS1997_EQ1,r", "rules.csv:2:equation:", "equation-not-for-trees"),
      ("X,grass,,CHAVE2014_EQ4,r", "rules.csv:2:growth_form:", "unknown-word"),
      ("X,,,,r", "rules.csv:2:equation:", "empty-cell"),
    ])
  func ruleFaults(row: String, place: String, code: String) throws {
    let folder = Place.scratch()
    let rules = try table(folder, "rules.csv", "taxon,growth_form,stratum,equation,reason", row)
    for policy in ["stop", "skip"] {
      let run = try biomass(
        ["A,1,X,25,16,0.5,"],
        ["--equation", "auto", "--equation-rules", rules, "--on-error", policy], folder: folder
      ).run
      #expect(run.exitCode == 1)
      #expect(run.errors.contains(place) && run.errors.contains(code), "\(run.errors)")
    }
  }

  // MARK: The user's own equations

  private static let columns =
    "id,expression,predictors,result_unit,d_min_cm,d_max_cm,citation,verified"

  @Test("an equation of the user's: evaluated, used, and in the record of the run")
  func own() throws {
    let folder = Place.scratch()
    let file = try table(
      folder, "equations.csv", Self.columns,
      "OWN_DH,0.0547*D^2.1148*H^0.6131,D cm; H m,kg,6,80,Own 2026,yes",
      "OWN_D,exp(−2.134 + 2.53*ln(D)),D cm,kg,,,Own 2026,")
    let value = try ToolRun(
      [
        "allometry", "evaluate", "own_dh", "--equations", file, "--dbh", "25", "--height", "16",
        "--json",
      ])
    #expect(value.output.contains("270.767676"))
    let count = 600
    let rows = (0..<count).map { "A,\($0),X,\(6 + $0 % 60),\(5 + $0 % 20),," }
    let (run, trees, out) = try biomass(
      rows, ["--equation", "OWN_DH", "--equations", file], folder: folder)
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(trees.count == count && !run.errors.contains("parameter-unconfirmed"))
    let built = try biomass(rows, ["--equation", "UNREDD_VN_NE_DH"])
    for (id, tree) in trees { #expect(tree["agb_kg"] == built.trees[id]?["agb_kg"]) }
    let record = try String(contentsOfFile: out + "/run.json", encoding: .utf8)
    #expect(record.contains("Own 2026") && record.contains("\"role\" : \"equations\""))
    let unconfirmed = try biomass(["A,1,X,25,,,"], ["--equation", "OWN_D", "--equations", file]).run
    #expect(unconfirmed.errors.contains("parameter-unconfirmed"))
    let absent = try biomass(["A,1,X,25,,,"], ["--equation", "OWN_X", "--equations", file]).run
    #expect(absent.exitCode == 2 && absent.errors.contains("OWN_D"))
  }

  @Test(
    "faults of an equation file",
    arguments: [
      ("X,0.1*D^2,D cm,g,,,c,", ":2:result_unit:", "unknown-word"),
      ("X,0.1*D^2,D mm,kg,,,c,", ":2:predictors:", "equation-unit"),
      ("X,0.1*D^2,D cm; H m,kg,,,c,", ":2:predictors:", "equation-predictors"),
      ("X,0.1*DBH^2,,kg,,,c,", ":2:expression: character 5", "equation-expression"),
      ("X,0.1*(D^2,,kg,,,c,", ":2:expression: character 5", "equation-expression"),
      ("X,\"exp(D,2)\",,kg,,,c,", ":2:expression: character 6", "equation-expression"),
      ("X,3+4,,kg,,,c,", ":2:expression:", "equation-constant"),
      ("X,,,kg,,,c,", ":2:expression:", "empty-cell"),
      ("X,D,,kg,,,,", ":2:citation:", "empty-cell"),
      (",D,,kg,,,c,", ":2:id:", "empty-cell"),
      ("X,D,,kg,50,5,c,", ":2:d_max_cm:", "equation-range"),
      ("X,D,,kg,-1,5,c,", ":2:d_min_cm:", "equation-range"),
      ("X,D,,kg,,,c,maybe", ":2:verified:", "unknown-word"),
      ("chave2014_eq4,D,,kg,,,c,", ":2:id:", "equation-shadows"),
      ("auto,D,,kg,,,c,", ":2:id:", "equation-shadows"),
      ("OK,D,,kg,,,c,\nok,D,,kg,,,c,", ":3:id:", "duplicate-row"),
    ])
  func ownFaults(row: String, place: String, code: String) throws {
    let folder = Place.scratch()
    let file = try table(folder, "equations.csv", Self.columns, row)
    let (run, trees, _) = try biomass(
      ["A,1,X,25,16,0.5,"], ["--equation", "X", "--equations", file, "--on-error", "skip"],
      folder: folder)
    #expect(run.exitCode == 1 && trees.isEmpty)
    #expect(run.errors.contains("equations.csv" + place), "\(run.errors)")
    #expect(run.errors.contains(code), "\(run.errors)")
    let vietnamese = try ToolRun(
      ["allometry", "list", "--equations", file, "--lang", "vi"])
    #expect(vietnamese.exitCode == 1 && vietnamese.errors.contains(code))
  }

  @Test("an equation of the user's that gives no tree's biomass is refused at its row")
  func ownForStands() throws {
    let folder = Place.scratch()
    let file = try table(
      folder, "equations.csv", Self.columns, "STAND,0.25*AGB_tha,AGB_tha t/ha,t_ha,,,c,yes")
    let (run, _, _) = try biomass(
      ["A,1,X,25,16,0.5,"], ["--equation", "STAND", "--equations", file], folder: folder)
    #expect(run.exitCode == 1 && run.errors.contains("equations.csv:2:id: STAND cannot be used"))
  }
}
