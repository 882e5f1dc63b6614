import Foundation
import TestSupport
import Testing

@Suite("Sample data")
struct SampleDataTests {
  static let project = Place.package + "/SampleData/sonla"

  /// One `estimate` on the project, shared by the tests that read its results.
  static let estimated: (folder: String, run: ToolRun?) = {
    let out = Place.scratch("sonla") + "/o"
    return (out, try? ToolRun(["estimate", project, "--out", out]))
  }()

  @Test("estimate on the project: mass balance, two languages, masked names")
  func estimate() throws {
    let out = Self.estimated.folder
    let run = try #require(Self.estimated.run)
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(run.output.contains("Estimated carbon stock:"))
    #expect(run.output.contains("90% confidence interval"))
    let parcels = try csv(out + "/parcels.csv")
    let strata = try csv(out + "/strata.csv")
    let summary = try #require(
      JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: out + "/summary.json")))
        as? [String: Any])
    let total = try #require(summary["total"] as? [String: Any])
    func sum(_ rows: [[String: String]], _ column: String) -> Double {
      rows.map { $0.number(column) }.filter { !$0.isNaN }.reduce(0, +)
    }
    // What parcels, strata and the summary say is one number; so are their hectares.
    let tonnes = total["co2e_t"] as? Double ?? .nan
    #expect(relative(sum(parcels, "co2e_t"), tonnes) < 1e-9)
    #expect(relative(sum(strata, "co2e_t"), tonnes) < 1e-9)
    #expect(
      relative(
        sum(parcels, "accounted_ha") + sum(parcels, "excluded_ha") + sum(parcels, "unmapped_ha"),
        sum(parcels, "area_ha")) < 1e-9)
    #expect(relative(sum(strata, "area_ha"), sum(parcels, "area_ha")) < 1e-9)
    // Pools: carbon is the fraction of both, CO2e is 44/12 of that.
    for row in parcels where row["agb_mg_ha"] != "" {
      let carbon = (row.number("agb_mg_ha") + row.number("bgb_mg_ha")) * 0.47
      #expect(relative(row.number("carbon_mg_ha"), carbon) < 1e-9)
      #expect(relative(row.number("co2e_t_ha"), carbon * 44 / 12) < 1e-9)
      #expect(
        relative(row.number("co2e_t"), row.number("co2e_t_ha") * row.number("accounted_ha")) < 1e-9)
      #expect(row.number("co2e_low_t") < row.number("co2e_t"))
      if row["co2e_parcel_low_t"] != "" {
        #expect(row.number("co2e_parcel_low_t") < row.number("co2e_low_t"))
      }
    }
    #expect(Set(parcels.map { $0["churung"] ?? "" }) == ["***"])
    #expect(!(try String(contentsOfFile: out + "/parcels.csv", encoding: .utf8)).contains("Quàng"))
    let kept = try ToolRun(["estimate", Self.project, "--out", out + "2", "--keep-personal"])
    #expect(kept.exitCode == 0)
    #expect(try String(contentsOfFile: out + "2/parcels.csv", encoding: .utf8).contains("Quàng"))
    let vietnamese = try ToolRun(["estimate", Self.project, "--out", out + "3", "--lang", "vi"])
    #expect(vietnamese.output.contains("Trữ lượng các-bon ước tính:"))
    #expect(vietnamese.output.contains("chưa được thẩm định"))
    // The language changes words, never figures.
    #expect(
      try Data(contentsOf: URL(filePath: out + "/parcels.csv"))
        == Data(contentsOf: URL(filePath: out + "3/parcels.csv")))
  }

  @Test("the layer opens, with the CRS of the input and a style")
  func layer() throws {
    let results = Self.estimated.folder
    let table = Place.scratch("layer") + "/z.csv"
    let zonal = try ToolRun([
      "zonal", "--zones", results + "/parcels.gpkg", "--layer", "parcels", "--id", "parcel_id",
      "--raster", Self.project + "/inputs/classes.tif", "--out", table,
    ])
    #expect(zonal.exitCode == 0, "\(zonal.errors)")
    #expect(try csv(table).count == csv(results + "/parcels.csv").count)
  }

  @Test("a second run removes what the first left under other names")
  func staleFiles() throws {
    let folder = Place.scratch("stale")
    let out = folder + "/o"
    #expect(try ToolRun(["estimate", Self.project, "--out", out]).exitCode == 0)
    try table(folder, "areas.csv", "parcel_id,stratum,area_ha", "P,15,10")
    try "mine".write(toFile: out + "/note.txt", atomically: true, encoding: .utf8)
    let run = try ToolRun([
      "estimate", "--areas", folder + "/areas.csv", "--plots", folder + "/plots.csv", "--trees",
      folder + "/trees.csv", "--out", out,
    ])
    #expect(run.exitCode == 3)  // no such tables: nothing is touched
    #expect(FileManager.default.fileExists(atPath: out + "/parcels.gpkg"))
    try table(folder, "plots.csv", "plot_id,stratum,area_ha", "A,15,0.1", "B,15,0.1")
    try table(folder, "trees.csv", "plot_id,dbh_cm,agb_kg", "A,20,100", "B,20,150")
    let second = try ToolRun([
      "estimate", "--areas", folder + "/areas.csv", "--plots", folder + "/plots.csv", "--trees",
      folder + "/trees.csv", "--out", out,
    ])
    #expect(second.exitCode == 0, "\(second.errors)")
    #expect(!FileManager.default.fileExists(atPath: out + "/parcels.gpkg"))
    #expect(FileManager.default.fileExists(atPath: out + "/note.txt"))
  }

  @Test("check, init and the project folder")
  func projectFolder() throws {
    let check = try ToolRun(["check", Self.project])
    #expect(check.exitCode == 0 && check.output.contains("Errors: 0"))
    let folder = Place.scratch("init") + "/mine"
    let made = try ToolRun([
      "init", folder, "--parcels", Self.project + "/inputs/parcels.gpkg", "--plots",
      Self.project + "/inputs/plots.csv", "--trees", Self.project + "/inputs/trees.csv",
    ])
    #expect(made.exitCode == 0, "\(made.errors)")
    let strata = try csv(folder + "/inputs/strata.csv")
    #expect(strata.contains { $0["class"] == "TXB" && $0["treatment"] == "sampled" })
    // Land that is no forest is proposed to be left out.
    #expect(strata.contains { $0["class"] == "NN" && $0["treatment"] == "excluded" })
    #expect(FileManager.default.fileExists(atPath: folder + "/narrative/vi/field.md"))
    #expect(try ToolRun(["init", folder]).exitCode == 2)
    // The proposed project runs up to the findings a person has to answer.
    let run = try ToolRun(["estimate", folder, "--wood-density-default", "0.55", "--json"])
    #expect(run.exitCode == 1)
    #expect(run.output.contains("\"crs-missing\""))
    try "estimate:\n  plotz: x\n".write(
      toFile: folder + "/project.yaml", atomically: true, encoding: .utf8)
    let unknown = try ToolRun(["estimate", folder])
    #expect(unknown.exitCode == 1 && unknown.errors.contains("project.yaml:2:estimate"))
    #expect(unknown.errors.contains("plots?"))
    // Flags are yes or no; what is neither is a finding, never a guess about personal data.
    try "estimate:\n  keep-personal: maybe\n  confidence: [0.9, 0.95]\n".write(
      toFile: folder + "/project.yaml", atomically: true, encoding: .utf8)
    let flags = try ToolRun(["estimate", folder])
    #expect(flags.exitCode == 1 && flags.errors.contains("project.yaml:2:keep-personal"))
    #expect(flags.errors.contains("project.yaml:3:confidence"))
    let copy = Place.scratch("project")
    try FileManager.default.copyItem(atPath: Self.project + "/inputs", toPath: copy + "/inputs")
    let yaml = try String(contentsOfFile: Self.project + "/project.yaml", encoding: .utf8)
    try yaml.replacing("\nestimate:\n", with: "\nestimate:\n  keep-personal: no\n  lang: vi\n")
      .write(toFile: copy + "/project.yaml", atomically: true, encoding: .utf8)
    let spoken = try ToolRun(["estimate", copy])
    #expect(spoken.exitCode == 0 && spoken.output.contains("Trữ lượng các-bon ước tính"))
    let parcels = try csv(copy + "/results/estimate/parcels.csv")
    #expect(Set(parcels.map { $0["churung"] ?? "" }) == ["***"])
    try "estimate: [\n".write(
      toFile: folder + "/project.yaml", atomically: true, encoding: .utf8)
    #expect(try ToolRun(["estimate", folder]).exitCode == 1)
  }
}
