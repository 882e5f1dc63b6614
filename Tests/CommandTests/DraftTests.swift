import Foundation
import TestSupport
import Testing

/// The sample project with its results, shared by the tests; each test writes into a folder of its own.
private let drafts: String = {
  let folder = Place.scratch("drafts")
  do {
    for name in ["inputs", "sheets", "narrative", "project.yaml"] {
      try FileManager.default.copyItem(
        atPath: SampleDataTests.project + "/" + name, toPath: folder + "/" + name)
    }
  } catch {
    preconditionFailure("the sample project cannot be copied: \(error)")
  }
  @Sendable func draft(_ template: String) {
    do {
      let run = try ToolRun([
        "document", folder, "--template", template, "--format", "md", "--lang", "both", "--out",
        folder + "/all/" + template,
      ])
      precondition(run.exitCode == 0, "\(template): \(run.errors)")
    } catch {
      preconditionFailure("\(template): \(error)")
    }
  }
  // Every text is there, so that no test makes one while another one reads. The first one makes the results of all
  // verbs; then the tests that wait leave the processors to the rest.
  draft("c4g")
  let rest = templates.filter { $0 != "c4g" }
  DispatchQueue.concurrentPerform(iterations: rest.count) { draft(rest[$0]) }
  return folder
}()

/// The draft c4g in Vietnamese for Word, shared by the tests that read it back.
private let wordDraft: (out: String, run: ToolRun?) = {
  let out = drafts + "/back"
  let run = try? ToolRun([
    "document", drafts, "--template", "c4g", "--format", "docx", "--lang", "vi", "--out", out,
  ])
  return (out, run)
}()

private let templates = [
  "aid-dossier", "aid-list-entry", "aid-progress-report", "c4g", "commitments",
  "forest-carbon-project", "measurement-report", "mrv-forestry", "parcel-annex", "plan-vivo-pdd",
  "registration-request", "results-report", "vcs-pd",
]

@Suite("Drafts of a project")
struct DraftTests {
  /// A copy of the project with its results, in which a test may change something.
  private func copy(_ name: String) throws -> String {
    let folder = Place.scratch(name)
    for part in ["inputs", "sheets", "narrative", "project.yaml", "results"] {
      try FileManager.default.copyItem(
        atPath: drafts + "/" + part, toPath: folder + "/" + part)
    }
    return folder
  }

  private func write(_ text: String, _ path: String) throws {
    try FileManager.default.createDirectory(
      atPath: URL(filePath: path).deletingLastPathComponent().path(),
      withIntermediateDirectories: true)
    try text.write(toFile: path, atomically: true, encoding: .utf8)
  }

  private func read(_ path: String) throws -> String {
    try String(contentsOfFile: path, encoding: .utf8)
  }

  /// A Markdown draft without the ids of its figures.
  private func markdown(_ path: String) throws -> String {
    try read(path).replacing(/<!--E\d+-->/, with: "")
  }

  @Test("the list names every template")
  func list() throws {
    let run = try ToolRun(["document", "--list"])
    #expect(
      run.output.split(separator: "\n").map { $0.prefix { $0 != " " } } == templates.map { $0[...] }
    )
  }

  @Test(
    "every template is filled from the sample: no unknown figure, no claim", arguments: templates)
  func filled(_ template: String) throws {
    let folder = drafts + "/all/" + template
    let missing = try csv(folder + "/missing.csv")
    for gap in missing {
      // The sample has every verb, so no figure of a result may be missing but those that nobody chose.
      let field = gap["field"] ?? ""
      #expect(
        !["stock.", "account.", "change.", "risk.", "estimate/", "account/", "change/", "risk/"]
          .contains { field.hasPrefix($0) }, "\(template): \(field)")
      #expect(gap["needed_because"] != "")
    }
    let evidence = try csv(folder + "/evidence.csv")
    #expect(template == "commitments" || !evidence.isEmpty)
    for entry in evidence { #expect(entry["figure"] != "" && entry["run_id"] != "") }
    for language in ["en", "vi", "both"] {
      let text = try read(folder + "/\(template).\(language).md").lowercased()
      for word in [
        "credits issued", "certified", "guaranteed", "được chứng nhận", "{{", "\u{FFFD}",
      ] {
        #expect(!text.contains(word), "\(word) in \(template).\(language)")
      }
    }
  }

  @Test("every figure of a result stands in the cell that its evidence names")
  func traced() throws {
    let folders = ["estimate", "account", "change", "risk"]
    var tables: [String: [[String: String]]] = [:]
    var checked = 0
    for template in ["c4g", "results-report", "mrv-forestry"] {
      let folder = drafts + "/all/" + template
      for entry in try csv(folder + "/evidence.csv") {
        let file = entry["file"] ?? ""
        guard file.hasSuffix(".csv"), let row = Int(entry["row"] ?? "") else { continue }
        let isResult = folders.contains { file.hasPrefix($0 + "/") }
        let path =
          isResult
          ? drafts + "/results/" + file
          : file.hasPrefix("sheets/") ? drafts + "/" + file : folder + "/" + file
        if tables[path] == nil { tables[path] = try csv(path) }
        let column = entry["column"] ?? ""
        // A product of two cells names both.
        let value = column.components(separatedBy: " × ").reduce(1.0) {
          $0 * (tables[path]?[row - 2].number($1) ?? .nan)
        }
        #expect(relative(value, entry.number("value")) < 1e-12, "\(entry)")
        checked += 1
      }
    }
    #expect(checked > 300)
  }

  @Test("the annex of two thousand parcels: every parcel once, the head repeats, rows are not cut")
  func annex() throws {
    let run = try ToolRun([
      "document", drafts, "--template", "parcel-annex", "--format", "docx,html", "--lang", "en",
      "--out", drafts + "/annex",
    ])
    #expect(run.exitCode == 0, "\(run.errors)")
    let parcels = try csv(drafts + "/results/estimate/parcels.csv").filter { $0["co2e_t"] != "" }
    #expect(parcels.count > 2_000)
    let page = try read(drafts + "/annex/parcel-annex.en.html")
    #expect(page.components(separatedBy: "<tr>").count > parcels.count)
    let evidence = try csv(drafts + "/annex/evidence.csv").filter { $0["column"] == "co2e_t" }
    #expect(evidence.count == parcels.count)
    #expect(
      relative(
        evidence.reduce(0) { $0 + $1.number("value") },
        parcels.reduce(0) { $0 + $1.number("co2e_t") }) < 1e-12)
    let found = try pythonOutput(
      """
      import sys, zipfile
      xml = zipfile.ZipFile(sys.argv[1]).read("word/document.xml").decode()
      print(xml.count("<w:tr>") + xml.count("<w:tr "), xml.count("w:tblHeader"), xml.count("w:cantSplit"))
      """, drafts + "/annex/parcel-annex.en.docx")
    let counts = found.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
    #expect(counts.count == 3 && counts[0] > parcels.count && counts[1] > 0, "\(found)")
    #expect(counts.count == 3 && counts[2] >= parcels.count, "\(found)")
  }

  @Test("a new template is a file, no code")
  func ownTemplate() throws {
    let folder = try copy("own-template")
    try write(
      """
      id: short-note
      title: {en: "Short note", vi: "Ghi chú ngắn"}
      blocks:
        - text: {en: "Stock {stock.total.co2e_t} t CO₂e of {project.name}.", vi: "{project.name}: {stock.total.co2e_t} tCO₂tđ."}
        - rows:
            id: strata
            file: estimate/strata.csv
            caption: {en: "Strata", vi: "Các tầng"}
            where: {treatment: sampled}
            columns:
              - {column: stratum, title: {en: "Stratum", vi: "Tầng"}}
              - {column: area_ha, title: {en: "ha", vi: "ha"}, number: true, total: true}
        - sheet: budget
          columns: [component, amount_vnd]
        - narrative: summary
          prompt: {en: "what it is", vi: "nội dung"}
      """, folder + "/templates/short-note.yaml")
    let run = try ToolRun([
      "document", folder, "--template", "short-note", "--format", "md,html", "--lang", "vi",
      "--out",
      folder + "/o",
    ])
    #expect(run.exitCode == 0, "\(run.errors)")
    let text = try markdown(folder + "/o/short-note.vi.md")
    #expect(text.contains("1.505.826 tCO₂tđ") && text.contains("Tổng"))
    try write("id: short-note\ntitle: {en: \"x\"}\n", folder + "/templates/short-note.yaml")
    let broken = try ToolRun([
      "document", folder, "--template", "short-note", "--format", "md", "--out", folder + "/p",
    ])
    #expect(broken.exitCode == 1 && broken.errors.contains("template-unsound"))
  }

  @Test("figures in texts by reference; an unknown one and a claim are findings with their line")
  func references() throws {
    let folder = try copy("references")
    let file = folder + "/narrative/en/summary.md"
    try write("Stock {{stock.total.co2e}} and net {{account.chosen.net_t}}.\n", file)
    func run() throws -> ToolRun {
      try ToolRun([
        "document", folder, "--template", "c4g", "--format", "md", "--lang", "en", "--out",
        folder + "/o",
      ])
    }
    let good = try run()
    #expect(good.exitCode == 0, "\(good.errors)")
    #expect(try markdown(folder + "/o/c4g.en.md").contains("Stock 1,505,826 and net 2,660."))
    let evidence = try csv(folder + "/o/evidence.csv")
    #expect(evidence.contains { $0["column"] == "total.co2e_t" && $0["figure"] == "1,505,826" })
    try write("Fine.\n\nStock {{stock.total.co2x}}.\n", file)
    let unknown = try run()
    #expect(unknown.exitCode == 1)
    #expect(unknown.errors.contains("narrative/en/summary.md:3: "))
    #expect(
      unknown.errors.contains("figure-unknown") && unknown.errors.contains("stock.total.co2e"))
    try write("These certified tonnes.\n", file)
    let claim = try run()
    #expect(claim.exitCode == 1 && claim.errors.contains("summary.md:1: "))
    #expect(claim.errors.contains("claim-forbidden"))
  }

  @Test(
    "one plot changed: only its figures move, texts stay byte for byte, the list says from what to what"
  )
  func changes() throws {
    let folder = try copy("changes")
    let arguments = [
      "document", folder, "--template", "measurement-report", "--format", "md", "--lang", "en",
    ]
    #expect(try ToolRun(arguments).exitCode == 0)
    let out = folder + "/results/document"
    #expect(!FileManager.default.fileExists(atPath: out + "/changes.csv"))
    let before = try csv(out + "/evidence.csv")
    let narrative = try read(folder + "/narrative/en/summary.md")
    let trees = folder + "/inputs/trees.csv"
    var lines = try read(trees).split(separator: "\n", omittingEmptySubsequences: false).map(
      String.init)
    let header = lines[0].split(separator: ",").map(String.init)
    let place = try #require(header.firstIndex(of: "dbh_cm"))
    var cells = lines[199].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    cells[place] = "\((Double(cells[place]) ?? 0) + 8)"
    lines[199] = cells.joined(separator: ",")
    try write(lines.joined(separator: "\n"), trees)
    let run = try ToolRun(arguments)
    #expect(run.exitCode == 0 && run.output.contains("figures moved"), "\(run.errors)")
    #expect(try read(folder + "/narrative/en/summary.md") == narrative)
    let changes = try csv(out + "/changes.csv")
    let after = try csv(out + "/evidence.csv")
    #expect(!changes.isEmpty && changes.count < before.count)
    #expect(changes.contains { $0["column"] == "total.co2e_t" && $0["before"] == "1,505,826" })
    // Exactly the figures whose print differs are listed.
    let key = { (row: [String: String]) in
      [row["file"], row["row"], row["column"], row["unit"]].map { $0 ?? "" }
    }
    let old = Dictionary(grouping: before, by: key).mapValues { $0.map { $0["figure"] } }
    let new = Dictionary(grouping: after, by: key).mapValues { $0.map { $0["figure"] } }
    let moved = Set(old.keys).union(new.keys).filter { old[$0] != new[$0] }
    #expect(Set(changes.map(key)) == moved)
    // The same once more: nothing moves, the list stays.
    let again = try ToolRun(arguments)
    #expect(!again.output.contains("figures moved"))
    #expect(try csv(out + "/changes.csv").count == changes.count)
  }

  @Test("land of those who refused leaves the accounting; a refusal without land is an error")
  func consent() throws {
    let folder = try copy("consent")
    let parcels = try csv(drafts + "/results/estimate/parcels.csv")
    let chosen = parcels.filter { ($0["co2e_t"] ?? "") != "" }.prefix(3)
    let ids = chosen.map { $0["parcel_id"] ?? "" }
    func sheet(_ ids: String, _ decision: String) -> String {
      "unit,village,commune,decision,parcel_ids\nBản A,Bản A,Vân Hồ,\(decision),\(ids)\n"
    }
    func run(_ out: String) throws -> ToolRun {
      try ToolRun(["estimate", folder, "--out", folder + "/" + out])
    }
    try write(sheet(ids.joined(separator: "; "), "refused"), folder + "/sheets/fpic.csv")
    let refused = try run("refused")
    #expect(
      refused.exitCode == 0 && refused.errors.contains("consent-refused"), "\(refused.errors)")
    let results = try csv(folder + "/refused/parcels.csv")
    for row in results where ids.contains(row["parcel_id"] ?? "") {
      #expect(row["method"] == "excluded" && row["co2e_t"] == "")
    }
    let all = try accounted(drafts + "/results/estimate")
    let rest = try accounted(folder + "/refused")
    let area = chosen.reduce(0.0) { $0 + $1.number("accounted_ha") }
    #expect(relative(all - rest, area) < 1e-9)
    // A parcel that is refused in one row and agreed in another is refused, and said so.
    try write(
      sheet(ids.joined(separator: ";"), "refused") + "Bản B,Bản B,Vân Hồ,agreed,\(ids[0])\n",
      folder + "/sheets/fpic.csv")
    let both = try run("both")
    #expect(both.exitCode == 0 && both.errors.contains("consent-contradicts"), "\(both.errors)")
    #expect(try accounted(folder + "/both") == rest)
    // Agreement changes nothing.
    try write(sheet(ids.joined(separator: ";"), "agreed"), folder + "/sheets/fpic.csv")
    #expect(try run("agreed").exitCode == 0)
    #expect(try accounted(folder + "/agreed") == all)
    for wrong in ["", "no-such-parcel"] {
      try write(sheet(wrong, "refused"), folder + "/sheets/fpic.csv")
      let run = try run("wrong")
      #expect(run.exitCode == 1 && run.errors.contains("fpic.csv:2:parcel_ids"), "\(run.errors)")
      #expect(!FileManager.default.fileExists(atPath: folder + "/wrong"))
    }
  }

  private func accounted(_ folder: String) throws -> Double {
    let data = try Data(contentsOf: URL(filePath: folder + "/summary.json"))
    let json = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    return try #require(json["accounted_ha"] as? NSNumber).doubleValue
  }

  @Test("sheets and fields that are wrong are findings with their place")
  func wrongSheets() throws {
    let folder = try copy("wrong-sheets")
    func run() throws -> ToolRun {
      try ToolRun([
        "document", folder, "--template", "c4g", "--format", "md", "--out", folder + "/o",
      ])
    }
    for (name, text, expected) in [
      ("shares", "recipient_en,recipient_vi,share_percent\nA,A,60\nB,B,30\n", "shares-not-hundred"),
      ("beneficiaries", "group_en,group_vi,kind,women,men\nA,A,direct,1.5,2\n", "sheet-not-whole"),
      ("beneficiaries", "group_en,group_vi,kind,women,men\nA,A,direct,x,2\n", "not-a-number"),
      ("consultations", "date,place,topic_en,topic_vi,people\n31/31/2026,a,b,c,4\n", "day-invalid"),
      ("fpic", "unit,commune,decision\nA,B,maybe\n", "unknown-word"),
      (
        "costs", "item_en,item_vi,year,amount_vnd,kind\nA,A,2026000000,5,project\n", "sheet-year"
      ),
      (
        "costs", "item_en,item_vi,year,amount_vnd,kind\nA,A,2026,540.000,project\n",
        "ambiguous-number"
      ),
    ] {
      let path = folder + "/sheets/\(name).csv"
      let before = try read(path)
      try write(text, path)
      let run = try run()
      #expect(run.exitCode == 1 && run.errors.contains(expected), "\(name): \(run.errors)")
      #expect(run.errors.contains("\(name).csv:"))
      try write(before, path)
    }
    let yaml = try read(folder + "/project.yaml")
    try write(
      yaml.replacing("standard:\n", with: "standard:\n  metod: x\n", maxReplacements: 1),
      folder + "/project.yaml")
    let unknown = try run()
    #expect(unknown.exitCode == 0 && unknown.errors.contains("field-unknown"), "\(unknown.errors)")
    #expect(unknown.errors.contains("standard.method?"))
  }

  @Test("hostile text in texts, sheets and fields is printed as text in every format")
  func hostile() throws {
    let folder = try copy("hostile")
    let nasty = [
      "<script>alert(1)</script>", "**bold** _x_ [a](http://b) `c`", "\\input{/etc/passwd} $x^2$",
      "{{", "}} {x}", "=HYPERLINK(\"http://x\")", String(repeating: "w", count: 500),
      "\u{202E}right to left \u{0627}\u{0644}", "e\u{0301}\u{0302}\u{0303}\u{0304}",
      String(repeating: "long cell ", count: 1_000),
    ]
    try write(nasty.joined(separator: "\n\n"), folder + "/narrative/en/summary.md")
    let rows = nasty.map { text in
      let cell = "\"" + text.replacing("\"", with: "\"\"") + "\""
      return "2026-01-01," + Array(repeating: cell, count: 6).joined(separator: ",")
    }
    try write(
      "date,party_en,party_vi,comment_en,comment_vi,answer_en,answer_vi\n"
        + rows.joined(separator: "\n") + "\n",
      folder + "/sheets/comments.csv")
    try write(
      try read(folder + "/project.yaml").replacing(
        "code: \"SYNTHETIC-SL-01\"", with: "code: \"<b>=1+1</b> {{ $(rm)\""),
      folder + "/project.yaml")
    // PDF is made from the HTML; hostile text in a small one is tested where it is written.
    let run = try ToolRun([
      "document", folder, "--template", "c4g", "--format", "docx,odt,html,md", "--lang", "en",
      "--out", folder + "/o",
    ])
    #expect(run.exitCode == 0, "\(run.errors)")
    let page = try read(folder + "/o/c4g.en.html")
    #expect(page.contains("&lt;script&gt;alert(1)") && !page.contains("<script"))
    #expect(page.contains("=HYPERLINK(") && page.contains("\\input{/etc/passwd}"))
    for name in ["c4g.en.docx", "c4g.en.odt"] {
      #expect(try Data(contentsOf: URL(filePath: folder + "/o/" + name)).count > 20_000)
    }
  }

  @Test("--ask takes answers into project.yaml, refuses wrong ones, and keeps comments")
  func ask() throws {
    let folder = try copy("ask")
    let before = try read(folder + "/project.yaml")
    let run = try tool(
      [
        "document", folder, "--template", "aid-list-entry", "--ask", "--format", "md", "--lang",
        "en",
      ],
      input: "2026-13-01\n\n")
    #expect(run.exitCode == 0, "\(run.errors)")
    let after = try read(folder + "/project.yaml")
    for line in before.split(separator: "\n") where line.contains("#") {
      #expect(after.contains(line))
    }
    let code = before.replacing("  code: \"SYNTHETIC-SL-01\"\n", with: "")
    #expect(code != before)
    try write(code, folder + "/project.yaml")
    let asked = try tool(
      ["document", folder, "--template", "c4g", "--ask", "--format", "md", "--lang", "en"],
      input: "My \"code\": 7 # x\n")
    #expect(asked.exitCode == 0, "\(asked.errors)")
    #expect(asked.output.contains("[project.code]"))
    #expect(try read(folder + "/project.yaml").contains("  code: \"My \\\"code\\\": 7 # x\""))
    #expect(try read(folder + "/results/document-c4g/c4g.en.md").contains("My"))
  }

  @Test("--ask keeps line ends, options and comments, and refuses what it cannot keep")
  func askOdd() throws {
    let folder = try copy("ask-odd")
    let yaml = try read(folder + "/project.yaml")
      .replacing("  code: \"SYNTHETIC-SL-01\"\n", with: "")
    func ask(_ text: String, _ input: String) throws -> (errors: String, yaml: String) {
      try write(text, folder + "/project.yaml")
      let run = try tool(
        [
          "document", folder, "--template", "aid-list-entry", "--ask", "--format", "md", "--lang",
          "en",
        ],
        input: input)
      return (run.errors, try read(folder + "/project.yaml"))
    }
    // A Windows file stays one.
    let windows = yaml.replacing("\n", with: "\r\n")
    let answered = try ask(windows, "SL-7\n").yaml
    #expect(
      answered
        == windows.replacing(
          "project:\r\n", with: "project:\r\n  code: \"SL-7\"\r\n", maxReplacements: 1))
    // A section in braces is left to people.
    let braces = yaml.replacing(
      "project:\n", with: "project: {code: }\nother:\n", maxReplacements: 1)
    let refused = try ask(braces, "SL-7\n\n")
    #expect(refused.yaml == braces)
    // What YAML would read otherwise is refused or quoted.
    let tilde = try ask(yaml, "~\nSL-8\n")
    #expect(tilde.errors.contains("field-not-written") && tilde.yaml.contains("code: \"SL-8\""))
  }

  /// The tool with something typed into it.
  private func tool(
    _ arguments: [String], input: String
  ) throws -> (exitCode: Int32, output: String, errors: String) {
    let folder = Place.scratch("typed")
    try write(input, folder + "/in")
    let process = Process()
    process.executableURL = URL(filePath: Place.products + "/forestcarbon")
    process.arguments = arguments
    process.standardInput = FileHandle(forReadingAtPath: folder + "/in")
    for name in ["out", "err"] { try write("", folder + "/" + name) }
    process.standardOutput = FileHandle(forWritingAtPath: folder + "/out")
    process.standardError = FileHandle(forWritingAtPath: folder + "/err")
    try process.run()
    process.waitUntilExit()
    return (process.terminationStatus, try read(folder + "/out"), try read(folder + "/err"))
  }

  @Test("personal data stay out unless asked for")
  func personal() throws {
    let names = ["participants", "organisations"].flatMap { sheet in
      (try? csv(drafts + "/sheets/\(sheet).csv"))?.compactMap { $0["name"] } ?? []
    }
    #expect(!names.isEmpty)
    let text = try read(drafts + "/all/commitments/commitments.en.md")
    for row in try csv(drafts + "/sheets/participants.csv") {
      #expect(!text.contains(row["name"] ?? "?"))
    }
    let shown = try ToolRun([
      "document", drafts, "--template", "commitments", "--format", "md", "--lang", "en",
      "--personal", "--out", drafts + "/personal",
    ])
    #expect(shown.exitCode == 0, "\(shown.errors)")
    let personal = try read(drafts + "/personal/commitments.en.md")
    for row in try csv(drafts + "/sheets/participants.csv") {
      #expect(personal.contains(row["name"] ?? "?"))
    }
  }

  @Test(
    "the bundle holds draft, evidence, parameters, records and a workbook that agrees with the run")
  func bundle() throws {
    let run = try ToolRun([
      "document", drafts, "--template", "c4g", "--format", "md", "--lang", "en", "--bundle",
      "--out", drafts + "/bundle",
    ])
    #expect(run.exitCode == 0, "\(run.errors)")
    let python = try pythonOutput(
      """
      import sys, zipfile, re
      z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None
      names = z.namelist()
      for n in ["document/c4g.en.md", "document/evidence.csv", "account/parameters.csv", "estimate/run.json", "document/run.json", "document/c4g.recompute.xlsx"]:
          assert n in names, n
      import io
      x = zipfile.ZipFile(io.BytesIO(z.read("document/c4g.recompute.xlsx")))
      text = "".join(x.read(n).decode() for n in x.namelist() if n.startswith("xl/worksheets/"))
      print(len(re.findall("<f>", text)), "1505826" in text)
      """, drafts + "/bundle/c4g.bundle.zip")
    let parts = python.split(separator: " ")
    #expect(Int(parts.first ?? "") ?? 0 > 20 && python.contains("True"))
  }

  @Test("the Word file read back: every figure with an id agrees with the evidence, as printed")
  func readBack() throws {
    let run = try #require(wordDraft.run)
    #expect(run.exitCode == 0, "\(run.errors)")
    let found = try pythonOutput(
      """
      import sys, zipfile, re, csv, os
      folder = sys.argv[1]
      xml = zipfile.ZipFile(folder + "/c4g.vi.docx").read("word/document.xml").decode()
      evidence = {r["id"]: r["figure"] for r in csv.DictReader(open(folder + "/evidence.csv", encoding="utf-8"))}
      unescape = lambda t: t.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")
      seen = {}
      for m in re.finditer(r'<w:bookmarkStart [^>]*w:id="(\\d+)" w:name="(E\\d{4,})"[^>]*/>(.*?)<w:bookmarkEnd w:id="\\1"', xml, re.S):
          seen[m.group(2)] = unescape("".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", m.group(3))))
      wrong = [(i, seen[i], evidence.get(i)) for i in seen if seen[i] != evidence.get(i)]
      styles = set(re.findall(r'w:pStyle w:val="([^"]+)"', xml))
      heads = len(re.findall(r'w:pStyle w:val="Heading[1-4]"', xml))
      # Numbers that bear no id, by kind.
      text = re.sub(r'<w:bookmarkStart [^>]*w:name="E\\d{4,}".*?<w:bookmarkEnd[^>]*/>', "", xml, flags=re.S)
      print(len(seen), len(wrong), heads, wrong[:3])
      """, wordDraft.out)
    let parts = found.split(separator: " ")
    #expect((Int(parts.first ?? "") ?? 0) > 100, "\(found)")
    #expect(parts.count > 2 && parts[1] == "0", "\(found)")
    #expect((Int(parts.count > 2 ? parts[2] : "") ?? 0) > 20, "\(found)")
  }

  @Test(
    "the numbers of the Word file that bear no id are of known kinds: numbering, days, law, what people typed"
  )
  func otherNumbers() throws {
    let out = wordDraft.out
    let run = try #require(wordDraft.run)
    #expect(run.exitCode == 0, "\(run.errors)")
    let sources = SampleDataTests.project + "/../../Sources/CarbonDocuments/Templates"
    try write([out, drafts, sources].joined(separator: "\n"), out + "-places")
    let found = try pythonOutput(
      """
      import sys, zipfile, re, csv, glob
      out, project, templates = open(sys.argv[1]).read().split("\\n")
      read = lambda files: "".join(open(f, encoding="utf-8").read() for f in files)
      xml = zipfile.ZipFile(out + "/c4g.vi.docx").read("word/document.xml").decode()
      xml = re.sub(r'<w:bookmarkStart [^>]*w:id="(\\d+)" w:name="E\\d{4,}"[^>]*/>.*?<w:bookmarkEnd w:id="\\1"[^>]*/>', "", xml, flags=re.S)
      paragraphs = ["".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", p)) for p in re.findall(r"<w:p[ >].*?</w:p>", xml, re.S)]
      figures = {r["figure"] for r in csv.DictReader(open(out + "/evidence.csv", encoding="utf-8"))}
      typed = read(glob.glob(project + "/narrative/vi/*.md") + glob.glob(project + "/sheets/*.csv") + [project + "/project.yaml"])
      rules = read(glob.glob(templates + "/*.yaml"))
      results = read(glob.glob(project + "/results/risk/*.csv") + glob.glob(project + "/results/account/*.csv"))
      kinds = [("evidence id", r"E\\d{4,}"), ("day", r"\\d{4}-\\d{2}-\\d{2}|\\d{1,2}/\\d{1,2}/\\d{4}|tháng \\d+ năm \\d{4}"),
        ("law", r"\\d+(?:-\\d)?/(?:\\d{4}/)?[A-ZĐ][\\w\\-Đ]*|\\d+/\\d{4}"),
        ("numbering", r"^(?:[A-ZĐ]\\.)?\\d+(?:\\.\\d+)*\\.?(?=\\s)|(?:Bảng|Hình|Bản đồ) \\d+")]
      count, rest = {}, []
      for text in paragraphs:
          for kind, pattern in kinds:
              count[kind] = count.get(kind, 0) + len(re.findall(pattern, text))
              text = re.sub(pattern, " ", text)
          formula = "×" in text or "^" in text
          for m in re.finditer(r"\\d{1,3}(?:\\.\\d{3})+(?:,\\d+)?%?|\\d+,\\d+%?|\\d+%", text):
              n = m.group(0)
              kind = "figure once more" if n in figures else "formula" if formula else "typed by people" if n in typed else "rule or form" if n in rules else "words of a result" if n in results else None
              if kind: count[kind] = count.get(kind, 0) + 1
              else: rest.append((n, text[:120]))
      print(len(rest), rest[:5], count)
      """, out + "-places")
    #expect(found.hasPrefix("0 "), "\(found)")
    #expect(found.contains("'law'") && found.contains("'numbering'"))
  }

  private func pythonOutput(_ code: String, _ argument: String) throws -> String {
    let folder = Place.scratch("python")
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/python3")
    process.arguments = ["-c", code, argument]
    for name in ["out", "err"] { try write("", folder + "/" + name) }
    process.standardOutput = FileHandle(forWritingAtPath: folder + "/out")
    process.standardError = FileHandle(forWritingAtPath: folder + "/err")
    process.environment = ["PYTHONIOENCODING": "utf-8"]
    try process.run()
    process.waitUntilExit()
    let errors = try read(folder + "/err")
    #expect(process.terminationStatus == 0, "\(errors)")
    return try read(folder + "/out")
  }
}
