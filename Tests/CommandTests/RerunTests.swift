import Foundation
import TestSupport
import Testing

/// `run`, `verify` and `compare` as programs, on a small project and on the sample project.
@Suite("Run again, verify, compare")
struct RerunTests {
  private static let yaml = """
    project:
      name_en: "Test"
      name_vi: "Thử"
    estimate:
      areas: inputs/areas.csv
      plots: inputs/plots.csv
      trees: inputs/trees.csv
      root-shoot: 0.2
      confidence: 0.90
    document:
      format: md
      lang: en
    """

  /// A project of four plots in two strata whose trees have diameters, densities and heights.
  private func project(_ folder: String = Place.scratch()) throws -> String {
    let path = folder + "/p"
    try FileManager.default.createDirectory(
      atPath: path + "/inputs", withIntermediateDirectories: true)
    try table(path, "project.yaml", Self.yaml)
    try table(
      path, "inputs/trees.csv", "plot_id,tree_id,species,dbh_cm,height_m,wood_density_g_cm3",
      "A,1,Schima wallichii,20,15,0.6", "A,2,Schima wallichii,10,9,0.6",
      "B,1,Schima wallichii,31.2,18,0.6", "C,1,Schima wallichii,15,12,0.6",
      "D,1,Schima wallichii,14,11,0.6")
    try table(
      path, "inputs/plots.csv", "plot_id,stratum,area_ha", "A,S1,0.1", "B,S1,0.1", "C,S2,0.1",
      "D,S2,0.1")
    try table(path, "inputs/areas.csv", "parcel_id,stratum,area_ha", "1,S1,10", "2,S2,20")
    return path
  }

  private func edit(_ path: String, _ old: String, _ new: String) throws {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(text.contains(old))
    try text.replacingOccurrences(of: old, with: new)
      .write(toFile: path, atomically: true, encoding: .utf8)
  }

  private func json(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  /// Name, bytes and time of every file of a folder, the folders included.
  private func state(_ folder: String) throws -> [String] {
    let manager = FileManager.default
    return try (manager.subpathsOfDirectory(atPath: folder) + [""]).sorted().map { name in
      let facts = try manager.attributesOfItem(atPath: folder + "/" + name)
      let bytes = manager.contents(atPath: folder + "/" + name)?.hashValue ?? 0
      return "\(name) \(bytes) \(facts[.modificationDate] ?? "")"
    }
  }

  @Test("run: all steps, then none, then only what an input, an option or a hand made stale")
  func run() throws {
    let p = try project()
    let first = try ToolRun(["run", p])
    #expect(first.exitCode == 0, "\(first.errors)")
    #expect(first.output.contains("estimate: run, because:\n  there are no results yet"))
    #expect(first.output.contains("document: run, because:\n  there are no results yet"))
    let before = try state(p + "/results")
    let second = try ToolRun(["run", p])
    #expect(second.exitCode == 0)
    #expect(second.output.contains("estimate: up to date, left alone."))
    #expect(second.output.contains("Nothing to do: all results are up to date."))
    #expect(try state(p + "/results") == before)

    // A comment and the order of keys say nothing about results.
    try edit(
      p + "/project.yaml", "  root-shoot: 0.2\n  confidence: 0.90",
      "  confidence: 0.90 # a note\n  root-shoot: 0.2")
    #expect(try ToolRun(["run", p]).output.contains("Nothing to do"))

    try edit(p + "/project.yaml", "confidence: 0.90", "confidence: 0.95")
    let option = try ToolRun(["run", p])
    #expect(option.output.contains("project.yaml, estimate: confidence: 0.90 -> 0.95"))
    #expect(option.output.contains("the results of estimate are those of another run"))

    try edit(p + "/inputs/trees.csv", "31.2", "39.2")
    let input = try ToolRun(["run", p])
    #expect(input.exitCode == 0 && input.output.contains("inputs/trees.csv changed"))
    #expect(!input.output.contains("plots.csv changed"))

    try edit(p + "/results/estimate/parcels.csv", "S2", "S3")
    let hand = try ToolRun(["run", p])
    #expect(hand.output.contains("the result parcels.csv was altered after the run"))
    // The estimate comes out as it was, so the document stands.
    #expect(hand.output.contains("document: up to date"))

    try edit(p + "/project.yaml", "\"Test\"", "\"Other\"")
    #expect(try ToolRun(["run", p]).output.contains("the fields of the project changed"))
    #expect(
      try ToolRun(["run", p, "--force"]).output.contains("estimate: run, because:\n  --force"))
    try "{".write(toFile: p + "/results/estimate/run.json", atomically: true, encoding: .utf8)
    #expect(try ToolRun(["run", p]).output.contains("run.json cannot be read"))
    // What was typed with other options is not what the project says.
    _ = try ToolRun(["estimate", p, "--confidence", "0.5"])
    #expect(
      try ToolRun(["run", p]).output.contains("made with --confidence 0.5 on the command line"))
  }

  @Test("run: a failing step ends it with its code, a missing section is said")
  func failing() throws {
    let p = try project()
    try edit(p + "/inputs/trees.csv", "A,1,Schima wallichii,20", "A,1,Schima wallichii,x")
    let bad = try ToolRun(["run", p])
    #expect(bad.exitCode == 1 && bad.errors.contains("trees.csv:2:dbh_cm"))
    #expect(bad.errors.contains("estimate ended with exit code 1"))
    #expect(!bad.output.contains("document"))
    try FileManager.default.removeItem(atPath: p + "/inputs/trees.csv")
    #expect(try ToolRun(["run", p]).exitCode == 3)
    #expect(try ToolRun(["run", p + "/nowhere"]).exitCode == 3)
    let empty = Place.scratch()
    try table(empty, "project.yaml", "project:", "  name: x")
    let skipped = try ToolRun(["run", empty])
    #expect(skipped.output.contains("estimate: skipped; project.yaml has no section estimate."))
    #expect(skipped.exitCode == 0 && skipped.output.contains("document: skipped; there are no"))
    let vietnamese = try ToolRun(["run", empty, "--lang", "vi"])
    #expect(vietnamese.output.contains("estimate: bỏ qua; project.yaml không có phần estimate."))
  }

  @Test("run --json: one object with every step and why")
  func runJSON() throws {
    let p = try project()
    let run = try ToolRun(["run", p, "--json"])
    #expect(run.exitCode == 0, "\(run.errors)")
    let steps = try #require(try json(run.output)["steps"] as? [[String: Any]])
    #expect(
      steps.map { $0["verb"] as? String } == ["estimate", "change", "risk", "account", "document"])
    #expect(
      steps.map { $0["state"] as? String } == ["run", "skipped", "skipped", "skipped", "run"])
    let codes = (steps[0]["because"] as? [[String: Any]])?.map { $0["code"] as? String }
    #expect(codes == ["missing"])
    #expect((steps[0]["result"] as? [String: Any])?["status"] as? String == "done")
    let again = try json(try ToolRun(["run", p, "--json"]).output)
    let states = (again["steps"] as? [[String: Any]])?.map { $0["state"] as? String }
    #expect(states == ["up to date", "skipped", "skipped", "skipped", "up to date"])
  }

  @Test("verify: identical, and nothing of the project is touched")
  func identical() throws {
    let p = try project()
    // An estimate that document computes first bears the record of an estimate.
    #expect(try ToolRun(["document", p]).exitCode == 0)
    #expect(try ToolRun(["run", p]).output.contains("Nothing to do"))
    let before = try state(p)
    let all = try ToolRun(["verify", p])
    #expect(all.exitCode == 0, "\(all.output) \(all.errors)")
    #expect(all.output.contains("results/estimate/run.json: identical"))
    #expect(all.output.contains("results/document/run.json: identical"))
    #expect(try state(p) == before)
    // A result alone, and in Vietnamese.
    let one = try ToolRun(["verify", p + "/results/document", "--lang", "vi"])
    #expect(one.exitCode == 0 && one.output.contains("results/document/run.json: giống hệt"))
    #expect(try state(p) == before)
    // A project that was copied, the first one gone.
    let other = Place.scratch() + "/q"
    try FileManager.default.moveItem(atPath: p, toPath: other)
    let moved = try ToolRun(["verify", other])
    #expect(moved.exitCode == 0, "\(moved.output) \(moved.errors)")
    #expect(moved.output.contains("\(other)/results/estimate/run.json: identical"))
    #expect(try ToolRun(["run", other]).output.contains("Nothing to do"))
  }

  @Test("one diameter: verify says different and names file and tree, compare says what moved")
  func oneDiameter() throws {
    let folder = Place.scratch()
    let p = try project(folder)
    #expect(try ToolRun(["run", p]).exitCode == 0)
    try FileManager.default.copyItem(atPath: p, toPath: folder + "/q")
    try edit(p + "/inputs/trees.csv", "31.2", "39.2")
    let verify = try ToolRun(["verify", p])
    #expect(verify.exitCode == 1)
    #expect(verify.output.contains("results/estimate/run.json: DIFFERENT"))
    #expect(verify.errors.contains("inputs/trees.csv: the file is not the one that the run read"))
    #expect(verify.errors.contains("[error] input-changed"))
    #expect(verify.output.contains("trees.csv:4:dbh_cm (B 1): 31.2 -> 39.2"))
    #expect(verify.output.contains("summary.json:total.co2e_t: "))
    #expect(!verify.output.contains("project.yaml"))
    let report = try json(try ToolRun(["verify", p, "--json"]).output)
    #expect(report["status"] as? String == "different")

    // The files of both runs are there: the cell is named.
    #expect(try ToolRun(["estimate", p]).exitCode == 0)
    let compare = try ToolRun(["compare", folder + "/q", p])
    #expect(compare.exitCode == 0, "\(compare.errors)")
    #expect(compare.output.contains("trees.csv:4:dbh_cm (B 1): 31.2 -> 39.2"))
    #expect(compare.output.contains("carbon stock, t CO₂e: "))
    #expect(compare.output.contains("parcels.csv:2:co2e_t (1): "))
    #expect(!compare.output.contains("parameter"))
    #expect(compare.output.contains("document: only one") == false)
    let fields = try json(try ToolRun(["compare", folder + "/q", p, "--json"]).output)
    let runs = try #require(fields["runs"] as? [[String: Any]])
    let inputs = try #require(runs.first?["inputs"] as? [[String: Any]])
    #expect(inputs.map { $0["role"] as? String } == ["trees"])
    #expect(inputs[0]["cells"] as? Int == 1 && inputs[0]["content"] as? String == "compared")
    let figures = try #require(runs.first?["figures"] as? [[String: Any]])
    let stock = try #require(figures.first { $0["path"] as? String == "total.co2e_t" })
    let (old, new) = (stock["old"] as? Double ?? 0, stock["new"] as? Double ?? 0)
    #expect(new > old && old > 0)
    #expect(relative(stock["difference"] as? Double ?? 0, new - old) < 1e-9)

    // One folder, two results: the earlier table is not kept, the results still show the tree.
    try edit(p + "/inputs/trees.csv", "39.2", "29.2")
    #expect(try ToolRun(["estimate", p, "--out", folder + "/second"]).exitCode == 0)
    let kept = try ToolRun(["compare", p + "/results/estimate", folder + "/second", "--lang", "en"])
    #expect(kept.output.contains("in the first run is not kept"))
    #expect(kept.output.contains("seen in the results: trees.csv:4:dbh_cm (B 1): 39.2 -> 29.2"))
    let vietnamese = try ToolRun(["compare", folder + "/q", p, "--lang", "vi"])
    #expect(
      vietnamese.output.contains("Con số đã thay đổi:") && vietnamese.output.contains("Vì sao:"))
  }

  @Test("verify: a missing input, an altered or missing result, a damaged or foreign record")
  func damage() throws {
    let p = try project()
    #expect(try ToolRun(["estimate", p]).exitCode == 0)
    let results = p + "/results/estimate"
    let record = try String(contentsOfFile: results + "/run.json", encoding: .utf8)

    try edit(results + "/strata.csv", "S1", "S9")
    let altered = try ToolRun(["verify", results])
    #expect(altered.exitCode == 1 && altered.errors.contains("result-altered"))
    #expect(altered.output.contains("strata.csv"))
    let shown = try ToolRun(["compare", results, results])
    #expect(shown.output.contains("strata.csv was altered after the run"))
    try edit(results + "/strata.csv", "S9", "S1")
    #expect(try ToolRun(["verify", results]).exitCode == 0)

    try FileManager.default.moveItem(atPath: results + "/pools.csv", toPath: p + "/pools.csv")
    let missing = try ToolRun(["verify", results])
    #expect(missing.exitCode == 1 && missing.errors.contains("result-missing"))
    try FileManager.default.moveItem(atPath: p + "/pools.csv", toPath: results + "/pools.csv")

    func write(_ text: String) throws -> ToolRun {
      try text.write(toFile: results + "/run.json", atomically: true, encoding: .utf8)
      return try ToolRun(["verify", results])
    }
    // Somebody improved the record: the figure in it does not come out.
    let better = try write(record.replacingOccurrences(of: "\"read\" : 5,", with: "\"read\" : 6,"))
    #expect(better.exitCode == 1 && better.output.contains("run.json:rows[0].read: 6 -> 5"))
    for text in ["", "{", "[]", "{\"verb\": \"estimate\"}", String(record.dropLast(40))] {
      let broken = try write(text)
      #expect(broken.exitCode == 1 && broken.errors.contains("run-record-unreadable"))
    }
    let escape = record.replacingOccurrences(of: "\"pools.csv\"", with: "\"../../pools.csv\"")
    #expect(try write(escape).errors.contains("run-record-unreadable"))
    // A record is a file that anybody may write: only verbs that write results are repeated.
    let foreign = record.replacingOccurrences(of: "\"estimate\",\n", with: "\"init\",\n")
      .replacingOccurrences(of: "\"verb\" : \"estimate\"", with: "\"verb\" : \"init\"")
    let refused = try write(foreign)
    #expect(refused.exitCode == 1 && refused.errors.contains("run-not-repeatable"))
    // Made by another version: the same bytes are still the same bytes.
    let older = record.replacingOccurrences(
      of: "\"version\" : \"0.1.0\"", with: "\"version\" : \"0.0.9\"")
    let versions = try write(older)
    #expect(versions.exitCode == 0, "\(versions.output)")
    #expect(versions.output.contains("version of forestcarbon: 0.0.9 made it"))

    _ = try write(record)
    try edit(p + "/inputs/trees.csv", "A,1,Schima wallichii,20", "A,1,Schima wallichii,x")
    let failing = try ToolRun(["verify", results])
    #expect(failing.exitCode == 1)
    #expect(failing.output.contains("does not succeed any more"))
    #expect(failing.output.contains("trees.csv:2:dbh_cm"))
    try FileManager.default.removeItem(atPath: p + "/inputs/plots.csv")
    let gone = try ToolRun(["verify", results])
    #expect(gone.exitCode == 3 && gone.errors.contains("inputs/plots.csv: No such file"))
    #expect(try ToolRun(["verify", p + "/inputs"]).exitCode == 3)
  }

  @Test("verify: figures within the last digits are equal only where versions differ")
  func lastDigits() throws {
    let p = try project()
    #expect(try ToolRun(["estimate", p]).exitCode == 0)
    let results = p + "/results/estimate"
    // The total as another mathematical library might give it, with the hash of that file.
    let lines = try String(contentsOfFile: results + "/summary.json", encoding: .utf8)
      .split(separator: "\n")
    let line = try #require(lines.first { $0.hasPrefix("    \"co2e_t\" : ") })
    let total = try #require(Double(line.drop { $0 != ":" }.dropFirst(2).dropLast()))
    let old = try sha256(results + "/summary.json")
    try edit(results + "/summary.json", "\n\(line)", "\n    \"co2e_t\" : \(total.nextUp),")
    let altered = try ToolRun(["verify", results])
    #expect(altered.exitCode == 1 && altered.errors.contains("result-altered"))
    #expect(altered.output.contains("summary.json: other bytes, every figure equal to 1e-12"))
    try edit(results + "/run.json", old, try sha256(results + "/summary.json"))
    let same = try ToolRun(["verify", results])
    #expect(same.exitCode == 1 && !same.errors.contains("result-altered"))
    #expect(same.output.contains("The versions are the same, so the bytes must be too"))
    try edit(results + "/run.json", "\"version\" : \"0.1.0\"", "\"version\" : \"0.0.9\"")
    let verify = try ToolRun(["verify", results, "--json"])
    #expect(verify.exitCode == 0, "\(verify.output)")
    let runs = try json(verify.output)["runs"] as? [[String: Any]]
    #expect(runs?.first?["verdict"] as? String == "numerically equal (versions differ)")
  }

  private func sha256(_ path: String) throws -> String {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/sha256sum")
    process.arguments = [path]
    process.standardOutput = pipe
    try process.run()
    process.waitUntilExit()
    return String(
      decoding: pipe.fileHandleForReading.readDataToEndOfFile().prefix(64), as: UTF8.self)
  }

  @Test("results of loose files: another folder, a file of results, compare of options")
  func looseFiles() throws {
    let folder = Place.scratch()
    let trees = try table(
      folder, "t.csv", "plot_id,tree_id,dbh_cm,agb_kg", "A,1,20,100", "B,1,10,50")
    let plots = try table(folder, "p.csv", "plot_id,area_ha", "A,0.1", "B,0.1")
    let base = ["biomass", "--trees", trees, "--plots", plots, "--out"]
    #expect(try ToolRun(base + [folder + "/one", "--root-shoot", "0.2"]).exitCode == 0)
    #expect(try ToolRun(base + [folder + "/two", "--root-shoot", "0.3"]).exitCode == 0)
    let verify = try ToolRun(["verify", folder + "/one"])
    #expect(verify.exitCode == 0 && verify.output.contains("identical"))
    let compare = try ToolRun(["compare", folder + "/one", folder + "/two"])
    #expect(compare.output.contains("parameter root_shoot: 0.2 -> 0.3"))
    #expect(compare.output.contains("constant root:shoot ratio"))
    #expect(compare.output.contains("plots.csv: rows moved: 2"))
    #expect(!compare.output.contains("input trees"))
    let same = try ToolRun(["compare", folder + "/one", folder + "/one"])
    #expect(same.output.contains("No figure moved: all results have the same bytes."))

    let areas = try table(folder, "a.csv", "parcel_id,stratum,area_ha", "1,S,10")
    let p = try table(folder, "ps.csv", "plot_id,stratum,area_ha", "A,S,0.1", "B,S,0.1")
    _ = try ToolRun([
      "estimate", "--areas", areas, "--trees", trees, "--plots", p, "--root-shoot", "0.2", "--out",
      folder + "/e",
    ])
    #expect(try ToolRun(["compare", folder + "/one", folder + "/e"]).exitCode == 2)
  }

  @Test("the sample project: a province's results verify, a file of results too")
  func sample() throws {
    let folder = Place.scratch()
    let p = folder + "/sonla"
    try FileManager.default.copyItem(
      atPath: Place.package + "/SampleData/sonla/inputs", toPath: folder + "/i")
    try FileManager.default.createDirectory(atPath: p, withIntermediateDirectories: true)
    try FileManager.default.moveItem(atPath: folder + "/i", toPath: p + "/inputs")
    try FileManager.default.copyItem(
      atPath: Place.package + "/SampleData/sonla/project.yaml", toPath: p + "/project.yaml")
    for verb in ["estimate", "risk", "account"] {
      #expect(try ToolRun([verb, p, "--threads", "1"]).exitCode == 0)
    }
    let verify = try ToolRun(["verify", p, "--threads", "2"])
    #expect(verify.exitCode == 0, "\(verify.output) \(verify.errors)")
    for verb in ["estimate", "risk", "account"] {
      #expect(verify.output.contains("results/\(verb)/run.json: identical"))
    }
    let run = try ToolRun(["run", p, "--json"]).output
    let steps = try #require(try json(run)["steps"] as? [[String: Any]])
    #expect(steps.prefix(3).allSatisfy { $0["state"] as? String == "up to date" }, "\(run)")
    let zonal = folder + "/agb.csv"
    #expect(
      try ToolRun([
        "zonal", "--zones", p + "/inputs/communes.gpkg", "--raster", p + "/inputs/agb_25m.tif",
        "--out", zonal,
      ]).exitCode == 0)
    let file = try ToolRun(["verify", zonal])
    #expect(file.exitCode == 0 && file.output.contains("agb.run.json: identical"))
  }
}
