import Foundation
import TestSupport
import Testing

@Suite("allometry")
struct AllometryTests {
  private func json(_ run: ToolRun) throws -> [String: Any] {
    let object = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
    return try #require(object as? [String: Any])
  }

  @Test("evaluate: the value, its unit, whether it is in range")
  func evaluate() throws {
    let run = try ToolRun(
      [
        "allometry", "evaluate", "chave2014_eq4", "--dbh", "25", "--height", "16",
        "--wood-density", "0.58", "--json",
      ])
    let result = try json(run)
    #expect(relative(try #require(result["value"] as? Double), 317.0449105) < 1e-9)
    #expect(result["unit"] as? String == "kg")
    #expect(result["in_range"] as? Bool == true)
    let outside = try json(
      try ToolRun(["allometry", "evaluate", "KUYAH2012", "--dbh", "150", "--json"]))
    #expect(outside["in_range"] as? Bool == false)
    let stand = try json(
      try ToolRun(["allometry", "evaluate", "CAIRNS1997_EQ1", "--set", "AGB_tha=50", "--json"]))
    #expect(stand["in_range"] is NSNull)
    #expect(stand["unit"] as? String == "t_ha")
  }

  @Test(
    "what is wrong is said: missing input, unknown name, unknown variable, no result",
    arguments: [
      (["CHAVE2014_EQ4", "--dbh", "25"], Int32(2), "--wood-density (g/cm3), --height (m)"),
      (["CHAVE2014_EQ5", "--dbh", "25"], 2, "CHAVE2014_EQ4"),
      (["CHAVE2014_EQ7", "--dbh", "25", "--wood-density", "0.5"], 2, "--set E=VALUE"),
      (["CAIRNS1997_EQ1", "--set", "AGB=50"], 2, "AGB_tha"),
      (["CAIRNS1997_EQ1", "--set", "AGB_tha"], 2, "NAME=NUMBER"),
      (["AFRICA_BAMBUSA_VULGARIS_QUAD", "--dbh", "1"], 1, "equation-result-impossible"),
      (["KUYAH2012", "--dbh", "0"], 2, "--dbh"),
    ])
  func refused(arguments: [String], code: Int32, words: String) throws {
    let run = try ToolRun(["allometry", "evaluate"] + arguments)
    #expect(run.exitCode == code)
    #expect(run.errors.contains(words), "\(run.errors)")
    #expect(run.output.isEmpty)
  }

  @Test("list and show, in both languages and for programs")
  func list() throws {
    let list = try json(try ToolRun(["allometry", "list", "--json"]))
    #expect((list["equations"] as? [Any])?.count == 111)
    for language in ["en", "vi"] {
      let text = try ToolRun(["allometry", "list", "--lang", language]).output
      #expect(text.contains("UNREDD_VN_NE_DH") && text.split(separator: "\n").count == 113)
      let show = try ToolRun(["allometry", "show", "BROWN1989_MOIST_DH", "--lang", language]).output
      #expect(show.contains(language == "en" ? "1.0598" : "1,0598"))
      #expect(!show.contains("{"))
    }
    let shown = try json(try ToolRun(["allometry", "show", "OGAWA1965", "--json"]))
    #expect(shown["confirmed"] as? Bool == false)
    #expect(try ToolRun(["allometry", "show", "CAIRNS1997_EQ1"]).output.contains("t_ha, not the"))
  }

  // MARK: validate

  /// Published: RMS of ln(measured / predicted) 0.3634 and bias -0.20 % on the 4,016 whole rows.
  @Test(
    "the weighed trees of Chave et al. 2014",
    .enabled(if: Place.hasReference, Comment(rawValue: needsReference)))
  func harvest() throws {
    let trees = Place.reference + "/biomass/inputs/chave2014_harvest_trees.csv"
    let run = try ToolRun(
      [
        "allometry", "validate", "--trees", trees, "--equation", "CHAVE2014_EQ4", "--json",
        "--column", "trees.dbh_cm=D_cm", "--column", "trees.height_m=H_m",
      ])
    let result = try json(run)
    let equation = try #require((result["equations"] as? [[String: Any]])?.first)
    #expect(equation["n"] as? Int == 4_016)
    func number(_ name: String) throws -> Double { try #require(equation[name] as? Double) }
    #expect(abs(try number("rms_ln_ratio") - 0.36344938660107723) < 1e-9)
    #expect(abs(try number("bias_percent") + 0.20249146998629897) < 1e-9)
    #expect(abs(try number("rmse_kg") - 1_204.7671761774789) < 1e-6)
    #expect(abs(try number("mean_relative_error_percent") - 13.760397432300050) < 1e-9)
    let sites = try #require(equation["by_site"] as? [[String: Any]])
    #expect(sites.count == 58)
    #expect(sites.compactMap { $0["n"] as? Int }.reduce(0, +) == 4_016)
    let classes = try #require(equation["by_diameter"] as? [[String: Any]])
    #expect(classes.compactMap { $0["n"] as? Int }.reduce(0, +) == 4_016)
    let out = try #require(equation["left_out"] as? [String: Int])
    #expect(out.values.reduce(0, +) == 5_228 - 4_016)
  }

  @Test("a table worked by hand; rows that cannot be used are counted with their reason")
  func worked() throws {
    let folder = Place.scratch()
    // LAO_NFI_MDF is 0.523081 D²: 52.3081, 209.2324 and 1,307.7025 kg.
    let trees = try table(
      folder, "weighed.csv", "site,dbh_cm,agb_kg,status,growth_form", "A,10,50,,",
      "A,20,250,live,tree",
      "B,50,1300,,", "B,50,,,", "B,,700,,", "B,20,0,,", "B,20,100,dead,", "B,20,100,,bamboo")
    let run = try ToolRun(
      ["allometry", "validate", "--trees", trees, "--equation", "LAO_NFI_MDF", "--json"])
    let equation = try #require((try json(run)["equations"] as? [[String: Any]])?.first)
    let sum = 52.3081 + 209.2324 + 1307.7025
    #expect(equation["n"] as? Int == 3)
    #expect(
      relative(try #require(equation["bias_percent"] as? Double), 100 * (sum / 1600 - 1)) < 1e-9)
    #expect(
      equation["left_out"] as? [String: Int]
        == [
          "not-weighed": 1, "no-diameter": 1, "weight-zero": 1, "dead": 1, "growth-form": 1,
        ])
    let text = try ToolRun(
      ["allometry", "validate", "--trees", trees, "--equation", "LAO_NFI_MDF", "--lang", "vi"])
    #expect(text.output.contains("độ chệch") && text.output.contains("Không dùng: dead 1"))
    let none = try ToolRun(["allometry", "validate", "--trees", trees])
    #expect(none.exitCode == 1 && none.errors.contains("equation-without-trees"))
    let refused = try ToolRun(
      ["allometry", "validate", "--trees", trees, "--equation", "CAIRNS1997_EQ1"])
    #expect(refused.exitCode == 1 && refused.errors.contains("equation-not-for-trees"))
    #expect(try ToolRun(["allometry", "validate", "--trees", folder + "/none.csv"]).exitCode == 3)
  }
}
