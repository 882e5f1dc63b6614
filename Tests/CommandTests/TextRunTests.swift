import ForestModel
import Foundation
import TestSupport
import Testing

/// Runs of the tool on files whose letters are not Unicode.
@Suite("Runs on old encodings")
struct TextRunTests {
  private static let project = Place.package + "/SampleData/sonla"

  private func json(_ path: String) throws -> [String: Any] {
    let data = try Data(contentsOf: URL(filePath: path))
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  @Test("the sample layer in TCVN3 and VNI: the same tonnes, the same names of owners")
  func copies() throws {
    let folder = Place.scratch("encodings")
    func run(_ name: String, _ options: [String]) throws -> (ToolRun, String) {
      let out = folder + "/" + name
      let run = try ToolRun(
        ["estimate", Self.project, "--keep-personal", "--quiet", "--out", out] + options)
      #expect(run.exitCode == 0, "\(run.errors)")
      return (run, out)
    }
    let clean = try run("clean", []).1
    let expected = try csv(clean + "/parcels.csv")
    let total = try #require(try json(clean + "/summary.json")["total"] as? [String: Any])
    for (copy, encoding) in [("b_tcvn3", "TCVN3"), ("c_vni", "VNI")] {
      let (tool, out) = try run(
        copy,
        [
          "--parcels", SampleFaultTests.folder + "/copies/\(copy)/parcels.shp", "--parcels-crs",
          "EPSG:9206",
        ])
      #expect(tool.errors.contains("encoding-detected") && tool.errors.contains(encoding))
      #expect(!tool.errors.contains("encoding-unclear"))
      let found = try #require(try json(out + "/summary.json")["total"] as? [String: Any])
      #expect(NSDictionary(dictionary: found) == NSDictionary(dictionary: total), "\(copy)")
      let rows = try csv(out + "/parcels.csv")
      for column in ["parcel_id", "stratum", "co2e_t", "churung", "diadanh", "xa"] {
        #expect(rows.map { $0[column] } == expected.map { $0[column] }, "\(copy) \(column)")
      }
    }
  }

  @Test("a TCVN3 table of trees joins a UTF-8 table of plots; stated wrongly it does not")
  func join() throws {
    let folder = Place.scratch("join")
    let trees =
      "plot_id,dbh_cm,height_m,wood_density_g_cm3\nBản Mường 1,20,15,0.5\nNà Xùa,30,20,0.6\n"
    try Data(TextEncoding.tcvn3.bytes(of: trees)).write(to: URL(filePath: folder + "/t.csv"))
    let plots = try table(
      folder, "p.csv", "plot_id,area_ha",
      "Bản Mường 1,0.1".decomposedStringWithCanonicalMapping, "Nà Xùa,0.1")
    let arguments = [
      "biomass", "--trees", folder + "/t.csv", "--plots", plots, "--quiet", "--out",
      folder + "/out",
    ]
    let run = try ToolRun(arguments)
    #expect(run.exitCode == 0, "\(run.errors)")
    let found = try csv(folder + "/out/plots.csv")
    #expect(found.compactMap { $0["plot_id"] } == ["Bản Mường 1", "Nà Xùa"])
    #expect(found.allSatisfy { $0["n_trees"] == "1" })
    let wrong = try ToolRun(arguments + ["--encoding", "trees=VISCII"])
    #expect(wrong.exitCode == 1 && wrong.errors.contains("encoding-contradicts"))
    #expect(wrong.errors.contains("plot-not-listed"))
    let record = try String(contentsOfFile: folder + "/out/run.json", encoding: .utf8)
    #expect(!record.contains("\"encoding\""))
    let stated = try ToolRun(arguments + ["--encoding", "trees.plot_id=TCVN3"])
    #expect(stated.exitCode == 0 && !stated.errors.contains("encoding-"))
    #expect(
      try String(contentsOfFile: folder + "/out/run.json", encoding: .utf8)
        .contains("trees.plot_id=TCVN3"))
  }

  @Test("options that name no encoding, no file or no column are wrong usage")
  func usage() throws {
    for (option, hint) in [
      (["--encoding", "TCVN4"], "TCVN3"), (["--encoding", "parcel=VNI"], "parcels"),
      (["--upper-case", "parcels"], "COLUMN"),
    ] {
      let run = try ToolRun(["estimate", Self.project] + option)
      #expect(run.exitCode == 2 && run.errors.contains(hint), "\(run.errors)")
    }
    let absent = try ToolRun(
      ["check", Self.project, "--quiet", "--upper-case", "parcels.nothing"])
    #expect(absent.exitCode == 1 && absent.output.contains("encoding-column-missing"))
  }
}
