import Foundation
import FoundationXML
import TestSupport
import Testing

/// One run of `document` in both languages, shared by the tests. PDF, which takes the longest, is set where its bytes
/// are looked at; other editions as PDF are tested on a small document.
private let drafted: (folder: String, run: ToolRun) = {
  let folder = Place.scratch("document")
  do {
    try FileManager.default.copyItem(
      atPath: SampleDataTests.project + "/inputs", toPath: folder + "/inputs")
    try FileManager.default.copyItem(
      atPath: SampleDataTests.project + "/project.yaml", toPath: folder + "/project.yaml")
    let run = try ToolRun([
      "document", folder, "--lang", "both", "--format", "docx,html,md",
    ])
    return (folder, run)
  } catch {
    preconditionFailure("the sample project cannot be copied: \(error)")
  }
}()

@Suite("Documents of a project")
struct ProjectDocumentTests {
  private var out: String { drafted.folder + "/results/document" }
  private var results: String { drafted.folder + "/results/estimate" }

  private func read(_ name: String) throws -> String {
    try String(contentsOfFile: out + "/" + name, encoding: .utf8)
  }

  @Test("the estimate is computed when it is missing, and left alone when it is up to date")
  func upstream() throws {
    #expect(drafted.run.exitCode == 0, "\(drafted.run.errors)")
    #expect(drafted.run.output.contains("computed anew"))
    let record = results + "/run.json"
    let before = try Data(contentsOf: URL(filePath: record))
    let again = try ToolRun([
      "document", drafted.folder, "--format", "md", "--out", drafted.folder + "/again",
    ])
    #expect(again.exitCode == 0 && !again.output.contains("computed anew"))
    #expect(try Data(contentsOf: URL(filePath: record)) == before)
  }

  @Test("every number of the evidence stands in the cell that it names")
  func traceable() throws {
    let evidence = try csv(out + "/evidence.csv")
    #expect(evidence.count > 200)
    var tables: [String: [[String: String]]] = [:]
    let summary = try json("summary.json")
    let record = try json("run.json")
    for entry in evidence {
      let place = entry["file"] ?? ""
      #expect(place.hasPrefix("estimate/"))
      let (file, column) = (String(place.dropFirst("estimate/".count)), entry["column"] ?? "")
      let value = entry.number("value")
      if let row = Int(entry["row"] ?? "") {
        if tables[file] == nil { tables[file] = try csv(results + "/" + file) }
        let found = try #require(tables[file])[row - 2].number(column)
        #expect(found == value, "\(entry)")
      } else {
        // Foundation reads a JSON number within one unit in the last place.
        let found = try number(at: column, in: file == "run.json" ? record : summary)
        #expect(relative(found, value) < 1e-15, "\(entry)")
      }
      #expect(entry["run_id"] == record["run_id"] as? String)
      #expect(entry["figure"] != "" && entry["unit"] != "")
    }
  }

  @Test(
    "every number in the text bears an id of the evidence, as printed", arguments: ["en", "vi"])
  func marked(_ language: String) throws {
    let evidence = try csv(out + "/evidence.csv").filter {
      $0["document"] == "measurement-report.\(language)"
    }
    let printed = Dictionary(
      uniqueKeysWithValues: evidence.map { ($0["id"] ?? "", $0["figure"] ?? "") })
    let page = try read("measurement-report.\(language).html")
    var seen: Set<String> = []
    for piece in page.components(separatedBy: "data-evidence=\"").dropFirst() {
      let id = String(piece.prefix { $0 != "\"" })
      let start = try #require(piece.firstIndex(of: ">"))
      let text = piece[piece.index(after: start)...].prefix { $0 != "<" }
      #expect(printed[id] == String(text), "\(id)")
      seen.insert(id)
    }
    #expect(seen == Set(printed.keys))
  }

  @Test("gaps are listed, and a final document is refused with nothing written")
  func gaps() throws {
    let missing = try csv(out + "/missing.csv")
    let page = try read("measurement-report.en.html")
    for gap in missing where gap["document"] == "measurement-report.en" {
      #expect(page.contains("[MISSING: \(gap["field"] ?? "")]"))
      #expect(gap["needed_because"] != "")
    }
    #expect(try read("measurement-report.vi.html").contains("[THIẾU: narrative.field]"))
    let target = drafted.folder + "/final"
    let run = try ToolRun([
      "document", drafted.folder, "--format", "html", "--final", "--out", target,
    ])
    #expect(run.exitCode == 1)
    #expect(
      run.errors.contains("narrative/en/field.md: ") && run.errors.contains("document-gap"))
    #expect(!FileManager.default.fileExists(atPath: target))
  }

  @Test("no forbidden claim, no owner's name, all Vietnamese letters")
  func words() throws {
    let owners = try csv(results + "/parcels.csv").compactMap { $0["churung"] }
    #expect(Set(owners) == ["***"])
    for name in [
      "measurement-report.en.html", "measurement-report.vi.html", "measurement-report.en.md",
      "measurement-report.vi.md",
    ] {
      let text = try read(name).lowercased()
      for word in [
        "credits issued", "certified", "guaranteed", "được chứng nhận", "cam kết", "\u{FFFD}",
        "quàng",
      ] {
        #expect(!text.contains(word), "\(word) in \(name)")
      }
    }
    #expect(try read("measurement-report.vi.html").contains("Trữ lượng các-bon ước tính"))
    let docx = try python(
      "import sys,zipfile; print(zipfile.ZipFile(sys.argv[1]).read('word/document.xml').decode())",
      out + "/measurement-report.vi.docx")
    #expect(docx.contains("Báo cáo đo đếm trữ lượng các-bon rừng") || docx.contains("BÁO CÁO"))
    #expect(docx.contains("w:bookmarkStart") && docx.contains("E0001"))
    let pictures = try python(
      "import sys,zipfile; print([n for n in zipfile.ZipFile(sys.argv[1]).namelist()])",
      out + "/measurement-report.vi.docx")
    #expect(pictures.contains(".png") && pictures.contains(".svg"))
  }

  @Test("the same inputs give the same bytes in every format, at any number of threads")
  func sameBytes() throws {
    let (one, other) = (drafted.folder + "/one", drafted.folder + "/other")
    let pdf = try ToolRun([
      "document", drafted.folder, "--lang", "vi", "--format", "pdf", "--out", one,
    ])
    #expect(pdf.exitCode == 0, "\(pdf.errors)")
    let run = try ToolRun([
      "document", drafted.folder, "--lang", "vi", "--format", "docx,pdf,html,md", "--out", other,
      "--threads", "1",
    ])
    #expect(run.exitCode == 0, "\(run.errors)")
    for format in ["docx", "pdf", "html", "md"] {
      let name = "/measurement-report.vi.\(format)"
      #expect(
        try Data(contentsOf: URL(filePath: (format == "pdf" ? one : out) + name))
          == Data(contentsOf: URL(filePath: other + name)), "\(format)")
    }
  }

  @Test("a helper program that is absent is named with its package; HTML and Markdown need none")
  func withoutHelpers() throws {
    for (format, package) in [("pdf", "weasyprint"), ("docx", "librsvg2-bin")] {
      let target = drafted.folder + "/no-\(format)"
      let run = try ToolRun(
        ["document", drafted.folder, "--format", format, "--out", target], path: "/nowhere")
      #expect(run.exitCode == 3, "\(run.output)")
      #expect(run.errors.contains("Debian package \(package)"))
      #expect(!FileManager.default.fileExists(atPath: target))
    }
    let run = try ToolRun(
      ["document", drafted.folder, "--format", "html,md", "--out", drafted.folder + "/plain"],
      path: "/nowhere")
    #expect(run.exitCode == 0, "\(run.errors)")
  }

  @Test("unknown template, format, language: usage errors")
  func usage() throws {
    for wrong in [["--template", "x"], ["--format", "doc"], ["--lang", "fr"]] {
      #expect(try ToolRun(["document", drafted.folder] + wrong).exitCode == 2, "\(wrong)")
    }
    // The results of another verb are never mixed up with a document, nor removed.
    let mixed = try ToolRun(["document", drafted.folder, "--format", "md", "--out", results])
    #expect(mixed.exitCode == 2 && mixed.errors.contains("holds the results of estimate"))
    #expect(FileManager.default.fileExists(atPath: results + "/parcels.csv"))
    let list = try ToolRun(["document", "--list", "--lang", "vi"])
    #expect(list.exitCode == 0 && list.output.contains("measurement-report  Báo cáo"))
  }

  @Test("report.html is one well-formed page without a network, in both languages")
  func page() throws {
    for language in ["en", "vi"] {
      // `document` computed the results in English.
      let target = language == "en" ? results : drafted.folder + "/page-" + language
      if language != "en" {
        #expect(
          try ToolRun(["estimate", drafted.folder, "--out", target, "--lang", language]).exitCode
            == 0)
      }
      let page = try String(contentsOfFile: target + "/report.html", encoding: .utf8)
      let summary = try json("summary.json", in: target)
      let total = try number(at: "total.co2e_t", in: summary)
      let digits = page.filter { !",.".contains($0) }
      #expect(digits.contains(">\(Int(total.rounded()))<"))
      #expect(
        !page.replacing("http://www.w3.org/2000/svg", with: "").contains("http"))
      #expect(page.contains("id=\"parcel-map\"") && page.contains("id=\"table-strata\""))
      #expect(
        page.contains(language == "en" ? "has not been verified" : "chưa được thẩm định"))
      // The same page at any number of threads, and the same run whatever the language.
      let again = drafted.folder + "/page-one-" + language
      #expect(
        try ToolRun([
          "estimate", drafted.folder, "--out", again, "--lang", language, "--threads", "1",
        ]).exitCode == 0)
      #expect(try String(contentsOfFile: again + "/report.html", encoding: .utf8) == page)
      let record = try json("run.json", in: target)
      let other = try json("run.json")
      #expect(record["run_id"] as? String == other["run_id"] as? String)
    }
  }

  @Test("names of the legal list are given only to fields that hold them")
  func classNames() throws {
    let target = drafted.folder + "/classes"
    let run = try ToolRun([
      "estimate", "--parcels", drafted.folder + "/inputs/parcels.gpkg", "--stratum-raster",
      drafted.folder + "/inputs/classes.tif", "--strata",
      drafted.folder + "/inputs/strata_by_number.csv", "--stock-table",
      drafted.folder + "/inputs/stock.csv", "--plots", drafted.folder + "/inputs/plots.csv",
      "--plots-crs", "EPSG:9206", "--trees", drafted.folder + "/inputs/trees.csv",
      "--plot-layout", "horizontal", "--wood-density",
      drafted.folder + "/inputs/wood_density.csv", "--wood-density-default", "0.55", "--out",
      target,
    ])
    #expect(run.exitCode == 0, "\(run.errors)")
    // The same number means something else on another map.
    #expect(try csv(target + "/classes.csv").allSatisfy { $0["name_vi"] == "" })
    let named = try csv(results + "/classes.csv")
    #expect(named.first { $0["class"] == "NN" }?["name_vi"] == "Đất nông nghiệp núi đất")
    #expect(named.first { $0["class"] == "TXG" }?["treatment"] == "merged")
  }

  @Test("days that are none, a byte order mark, a very long narrative")
  func oddInputs() throws {
    let folder = Place.scratch("odd")
    try FileManager.default.copyItem(atPath: drafted.folder + "/inputs", toPath: folder + "/inputs")
    let yaml = try String(contentsOfFile: drafted.folder + "/project.yaml", encoding: .utf8)
    try FileManager.default.createDirectory(
      atPath: folder + "/narrative/vi", withIntermediateDirectories: true)
    try yaml.write(toFile: folder + "/project.yaml", atomically: true, encoding: .utf8)
    try ("\u{FEFF}# note to the writer\n" + String(repeating: "Một câu rất dài. ", count: 2_000))
      .write(toFile: folder + "/narrative/vi/field.md", atomically: true, encoding: .utf8)
    let run = try ToolRun([
      "document", folder, "--lang", "vi", "--format", "html", "--out", folder + "/o",
    ])
    #expect(run.exitCode == 0, "\(run.errors)")
    let page = try String(contentsOfFile: folder + "/o/measurement-report.vi.html", encoding: .utf8)
    #expect(!page.contains("note to the writer") && page.contains("Một câu rất dài."))
    #expect(page.contains("Bản dự thảo"))
    try yaml.replacing("report_date: 2025-07-01", with: "report_date: 2025-02-30")
      .write(toFile: folder + "/project.yaml", atomically: true, encoding: .utf8)
    let wrong = try ToolRun(["document", folder, "--format", "md", "--out", folder + "/p"])
    #expect(wrong.exitCode == 1 && wrong.errors.contains("day-invalid"))
  }

  @Test("the run id changes when an input does")
  func runID() throws {
    let folder = Place.scratch("run-id")
    let trees = drafted.folder + "/inputs/trees.csv"
    let text = try String(contentsOfFile: trees, encoding: .utf8)
    try (text + "\n").write(toFile: folder + "/trees.csv", atomically: true, encoding: .utf8)
    let run = try ToolRun([
      "estimate", drafted.folder, "--trees", folder + "/trees.csv", "--out", folder + "/o",
    ])
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(
      try json("run.json", in: folder + "/o")["run_id"] as? String
        != json("run.json")["run_id"] as? String)
  }

  // MARK: Help

  private func json(_ name: String, in folder: String? = nil) throws -> [String: Any] {
    let data = try Data(contentsOf: URL(filePath: (folder ?? results) + "/" + name))
    return try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  /// The number at a path such as `total.co2e_t`, `constants[2].value` or `rows.trees.used`.
  private func number(at path: String, in root: [String: Any]) throws -> Double {
    var here: Any = root
    for part in path.split(separator: ".") {
      let name = String(part.prefix { $0 != "[" })
      if let list = here as? [[String: Any]] {
        here = try #require(list.first { $0["table"] as? String == name }, "\(path)")
      } else {
        here = try #require((here as? [String: Any])?[name], "\(path)")
      }
      if let index = Int(part.dropFirst(name.count + 1).prefix { $0 != "]" }) {
        here = try #require(here as? [Any])[index]
      }
    }
    if let text = here as? String { return try #require(Double(text)) }
    return try #require(here as? NSNumber).doubleValue
  }

  private func python(_ code: String, _ argument: String) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/python3")
    process.arguments = ["-c", code, argument]
    let path = Place.scratch("python") + "/out"
    try Data().write(to: URL(filePath: path))
    process.standardOutput = FileHandle(forWritingAtPath: path)
    process.environment = ["PYTHONIOENCODING": "utf-8"]
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return try String(contentsOfFile: path, encoding: .utf8)
  }
}
