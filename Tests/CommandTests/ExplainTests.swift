import Foundation
import TestSupport
import Testing

@Suite("Explain")
struct ExplainTests {
  @Test("the arithmetic on the screen ends in the numbers of parcels.csv")
  func arithmetic() throws {
    let folder = Place.scratch("explain")
    let project = SampleDataTests.project
    #expect(try ToolRun(["estimate", project, "--out", folder + "/o"]).exitCode == 0)
    let parcels = try csv(folder + "/o/parcels.csv")
    let parcel = try #require(parcels.first { $0["method"] == "stratum-mean" })
    let id = try #require(parcel["parcel_id"])
    let page = folder + "/page.html"
    let run = try ToolRun(["explain", project, id, "--page", page])
    #expect(run.exitCode == 0, "\(run.errors)")
    func shown(_ column: String, _ decimals: Int) -> String {
      let text = String(format: "%.\(decimals)f", parcel.number(column))
      let parts = text.split(separator: ".")
      var whole = Array(parts[0])
      var place = whole.count - 3
      while place > 0 {
        whole.insert(",", at: place)
        place -= 3
      }
      return String(whole) + "." + parts[1]
    }
    let text = run.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(text.contains("= \(shown("co2e_t", 2))"))
    #expect(text.contains("= \(shown("co2e_t_ha", 3))"))
    #expect(text.contains("\(shown("co2e_low_t", 2)) to \(shown("co2e_high_t", 2)) t CO₂e"))
    #expect(text.contains("0.0673 × ("))
    #expect(text.contains("× 44/12"))
    // One screen: fewer lines than a tall terminal.
    #expect(run.output.split(separator: "\n").count < 70)
    let html = try String(contentsOfFile: page, encoding: .utf8)
    #expect(html.contains(shown("co2e_t", 2)) && !html.contains("<script"))
    // The tree and the plot on the screen multiply out.
    let tree = try #require(
      text.range(of: #"0\.0673 × \([0-9. ×²]+\)\^0\.976 = [0-9.,]+"#, options: .regularExpression))
    let numbers = text[tree].split(whereSeparator: { !"0123456789.".contains($0) }).compactMap {
      Double($0)
    }
    let agb = 0.0673 * pow(numbers[1] * numbers[2] * numbers[2] * numbers[3], 0.976)
    #expect(relative(agb, numbers[5]) < 2e-3)
  }

  @Test("a parcel that is left out says why; one that is not there gets its neighbours")
  func others() throws {
    let folder = Place.scratch("explain")
    let project = SampleDataTests.project
    #expect(try ToolRun(["estimate", project, "--out", folder + "/o"]).exitCode == 0)
    let excluded = try #require(
      try csv(folder + "/o/parcels.csv").first { $0["method"] == "excluded" }?["parcel_id"])
    let run = try ToolRun([
      "explain", project, excluded, "--lang", "vi", "--page", folder + "/p.html",
    ])
    #expect(run.exitCode == 0 && run.output.contains("không đưa loại này vào tính toán"))
    let unknown = try ToolRun(["explain", project, excluded + "x", "--page", folder + "/q.html"])
    #expect(unknown.exitCode == 2 && unknown.errors.contains(excluded))
    #expect(!FileManager.default.fileExists(atPath: folder + "/q.html"))
    #expect(try ToolRun(["explain", project]).exitCode != 0)
  }

  @Test("loose files, a stock factor, a parcel in two strata")
  func loose() throws {
    let folder = Place.scratch("explain")
    try table(folder, "areas.csv", "parcel_id,stratum,area_ha", "P,A,10", "P,B,5")
    try table(
      folder, "plots.csv", "plot_id,stratum,area_ha", "1,A,0.1", "2,A,0.1", "3,A,0.1")
    try table(
      folder, "trees.csv", "plot_id,dbh_cm,agb_kg", "1,20,1000", "2,20,2000", "3,20,3000")
    try table(
      folder, "strata.csv", "class,stratum,treatment,reason", "A,A,sampled,", "B,B,table,")
    try table(folder, "stock.csv", "stratum,co2e_t_ha,se,source", "B,50,5,test")
    let run = try ToolRun([
      "explain", "P", "--areas", folder + "/areas.csv", "--plots", folder + "/plots.csv",
      "--trees", folder + "/trees.csv", "--strata", folder + "/strata.csv", "--stock-table",
      folder + "/stock.csv", "--pools", "agb",
    ])
    #expect(run.exitCode == 0, "\(run.errors)")
    // Mean of 10, 20, 30 Mg/ha: 20 x 0.47 x 44/12 = 34.467 t CO2e/ha; 10 x 34.467 + 5 x 50.
    let text = run.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(text.contains("10.0000 × 34.467 + 5.0000 × 50.000 = 594.67"))
  }
}
