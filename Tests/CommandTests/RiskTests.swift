import Foundation
import TestSupport
import Testing

/// `risk` as a program: the sample project, the form, faults with their places.
@Suite("Risk questionnaire")
struct RiskTests {
  /// The answers of the sample project, question by question.
  private static let sample: [(question: String, answer: String, evidence: String)] = {
    let rows = (try? csv(SampleDataTests.project + "/inputs/risk.csv")) ?? []
    return rows.map { ($0["question"] ?? "", $0["answer"] ?? "", $0["evidence"] ?? "") }
  }()

  private struct Result {
    let run: ToolRun
    let out: String
    let rows: [[String: String]]

    func row(_ question: String) -> [String: String] {
      rows.first { $0["question"] == question } ?? [:]
    }

    func json() throws -> [String: Any] {
      let data = try Data(contentsOf: URL(filePath: out + "/risk.json"))
      return try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    }
  }

  /// Runs the sample's answers with some of them changed; `nil` leaves the row out.
  private func run(
    _ changes: [String: String?] = [:], extra: [String] = [], options: [String] = [],
    separator: String = ",", isReversed: Bool = false, rename: (String) -> String = { $0 }
  ) throws -> Result {
    let folder = Place.scratch("risk")
    var lines: [String] = []
    for (question, answer, evidence) in Self.sample {
      guard let answer = changes[question] ?? Optional(answer) else { continue }
      let cells = [question, rename(answer), evidence].map { "\"\($0)\"" }
      lines.append(cells.joined(separator: separator))
    }
    lines += extra
    if isReversed { lines.reverse() }
    let header = ["question", "answer", "evidence"].joined(separator: separator)
    let path = folder + "/risk.csv"
    try ([header] + lines).joined(separator: "\n").write(
      toFile: path, atomically: true, encoding: .utf8)
    let out = folder + "/out"
    let run = try ToolRun(["risk", "--answers", path, "--out", out] + options)
    return Result(run: run, out: out, rows: (try? csv(out + "/risk.csv")) ?? [])
  }

  @Test(
    "the sample project: 27.52 points are 28 %, with answer, score and evidence of each question")
  func sampleProject() throws {
    let out = Place.scratch("risk") + "/o"
    let run = try ToolRun(["risk", SampleDataTests.project, "--out", out])
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(run.errors.isEmpty, "\(run.errors)")
    #expect(
      run.output.contains(
        "Non-permanence risk rating: 28% (27.52 points; rounded up, at least 12)."))
    #expect(run.output.contains("internal risk: 13, at most 35 (PM 0 + FV 3 + OC 0 + PL 10)"))
    #expect(run.output.contains("external risk: 5, at most 20 (LT 3 + SE 0 + PC 2)"))
    #expect(run.output.contains("natural risk: 9.52, at most 35 (NR-c 9.52 + NR-nc 0 + SLR 0)"))
    #expect(run.output.contains("risk: 92 rows read; 92 used; 0 not used."))
    let rows = try csv(out + "/risk.csv")
    #expect(rows.count == 85)
    let longevity = try #require(rows.first { $0["question"] == "PL-Q3" })
    #expect(longevity["answer"] == "60" && longevity["score"] == "10")
    #expect(longevity["category"] == "internal" && longevity["clause"] == "2.2.4, Table 4 Q3")
    #expect(longevity["evidence"]?.hasPrefix("SYNTHETIC") == true)
    #expect(rows.allSatisfy { $0["confirmed"] == "yes" && $0["fails"] == "" })
    let buffers = try csv(out + "/buffers.csv")
    func percent(_ id: String) -> String? {
      buffers.first { $0["standard"] == id }?["buffer_percent"]
    }
    #expect(percent("vcs-vm0007") == "28" && percent("gs-403") == "20")
    #expect(percent("art-trees") == "20" && percent("fcpf-cf") == "26")
    #expect(percent("cdm-ar-tool14") == "0" && percent("vn-domestic") == "")
    #expect(buffers.first { $0["standard"] == "art-trees" }?["confirmed"] == "no")
    let vietnamese = try ToolRun(["risk", SampleDataTests.project, "--out", out, "--lang", "vi"])
    #expect(
      vietnamese.output.contains(
        "Điểm rủi ro không vĩnh viễn: 28% (27,52 điểm; làm tròn lên, ít nhất 12)."))
    #expect(vietnamese.output.contains("chưa được thẩm định"))
    #expect(!vietnamese.output.contains("rating"))
  }

  @Test("laws: order of rows, separators and language of the answers change no byte")
  func laws() throws {
    let plain = try run()
    #expect(plain.run.exitCode == 0, "\(plain.run.errors)")
    let bytes = try Data(contentsOf: URL(filePath: plain.out + "/risk.csv"))
    func same(_ other: Result) throws -> Bool {
      try Data(contentsOf: URL(filePath: other.out + "/risk.csv")) == bytes
    }
    #expect(try same(run(isReversed: true)))
    #expect(
      try same(
        run(
          ["PC-Q1": "-0,35", "LT-Q6": "1,5 %", "NAT-factor": "1,2"], separator: ";",
          rename: { ["yes": "Có", "no": "không"][$0] ?? $0 })))
    #expect(try same(run(["LT-Q4": "không có, hoặc tòa án đã xử bất lợi cho chính quyền"])))
    #expect(try same(run(["NAT-fire-significance": "5 to below 25%"])))
  }

  @Test("the form: every question in both languages, never written over answers")
  func form() throws {
    let folder = Place.scratch("form")
    let path = folder + "/form.csv"
    #expect(try ToolRun(["risk", "--form", path]).exitCode == 0)
    let rows = try csv(path)
    #expect(rows.map { $0["question"] } == Self.sample.map(\.question))
    for row in rows {
      #expect(row["question_en"] != "" && row["question_vi"] != "" && row["answer"] == "")
      #expect(row["allowed_en"] != "" && row["allowed_vi"] != "")
    }
    #expect(rows.first { $0["question"] == "PM-f" }?["only_if"] == "PRJ-alm = yes")
    #expect(try Data(contentsOf: URL(filePath: path)).starts(with: [0xEF, 0xBB, 0xBF]))
    #expect(try ToolRun(["risk", "--form", path]).exitCode == 2)
    // As it is, nothing can be rated, and every question that is asked in any case is named.
    let out = folder + "/out"
    let stopped = try ToolRun(["risk", "--answers", path, "--out", out])
    #expect(stopped.exitCode == 1 && stopped.errors.contains("form.csv:4:answer: PM-Q1 has no"))
    #expect(!stopped.errors.contains("PL-Q3 has no"))
    #expect(!FileManager.default.fileExists(atPath: out))
    let skipped = try ToolRun(["risk", "--answers", path, "--out", out, "--on-error", "skip"])
    #expect(skipped.exitCode == 0 && skipped.output.contains("none yet, 34 questions"))
  }

  @Test("faults: each is a finding with its row, nothing is written")
  func faults() throws {
    func refused(_ question: String, _ answer: String, _ code: String, _ text: String) throws {
      let result = try run([question: answer])
      let row = (Self.sample.firstIndex { $0.question == question } ?? 0) + 2
      #expect(result.run.exitCode == 1)
      #expect(
        result.run.errors.contains("risk.csv:\(row):answer: ")
          && result.run.errors.contains(code) && result.run.errors.contains(text),
        "\(question) \(answer): \(result.run.errors)")
      #expect(!FileManager.default.fileExists(atPath: result.out))
    }
    try refused("PM-b", "yess", "risk-answer-unknown", "(yes?)")
    try refused("NAT-fire-significance", "mino", "risk-answer-unknown", "(minor?)")
    try refused("FV-Q1", "nine", "risk-answer-unknown", "expected years, 0 to 1,000")
    try refused("FV-Q1", "-1", "risk-answer-range", "read -1, expected years, 0 to 1,000")
    try refused("SE-Q2", "101", "risk-answer-range", "percent, 0 to 100")
    try refused(
      "FV-Q2", "0.4", "risk-percent-fraction", "write 40 if a share was meant, or \"0.4%\"")
    try refused("SE-Q2", "1", "risk-percent-fraction", "write 100")
    try refused("PC-Q1", "3", "risk-answer-range", "number, -2.5 to 2.5".replacing("-", with: "−"))
    try refused("NAT-factor", "20%", "risk-answer-unknown", "number, 1 to 1.4")
    try refused("PL-Q4", "", "risk-answer-missing", "PL-Q4 has no answer")
    try refused("fcpf-cf.reversal_natural_percent", "6", "risk-answer-range", "0 to 5")
    let gone = try run(["PL-Q4": nil])
    #expect(gone.run.exitCode == 1 && gone.run.errors.contains("risk.csv:answer: PL-Q4 has no"))
    let unknown = try run(extra: ["\"PM-Q2\",\"yes\",\"x\""])
    #expect(unknown.run.exitCode == 1)
    #expect(unknown.run.errors.contains("risk.csv:94:question: no question has the code \"PM-Q2\""))
    let twice = try run(extra: ["\"pm-q1\",\"no\",\"x\""])
    #expect(twice.run.exitCode == 1)
    #expect(twice.run.errors.contains("risk.csv:94:question: PM-Q1 occurs twice (rows 4 and 94)"))
    #expect(try ToolRun(["risk", "--answers", "no.csv", "--out", "x"]).exitCode == 3)
    #expect(try ToolRun(["risk", "--out", "x"]).exitCode == 2)
  }

  @Test("a failing analysis is a result: exit code 0, no rating, all reasons")
  func failing() throws {
    let result = try run(["LT-Q1": "no", "PL-Q3": "39", "LT-Q5": "60"])
    #expect(result.run.exitCode == 0)
    #expect(result.run.output.contains("Non-permanence risk rating: none, the analysis fails."))
    for place in ["LT-Q1", "PL-Q3"] {
      #expect(result.run.output.contains("Fails: the answer to \(place) fails the analysis."))
      #expect(result.row(place)["fails"] == "yes" && result.row(place)["score"] == "")
    }
    #expect(result.run.errors.contains("risk-failed"))
    let json = try result.json()
    #expect(json["status"] as? String == "failed" && json["rating_percent"] is NSNull)
    #expect((json["fail_reasons"] as? [Any])?.count == 2)
    // The buffer of the VCS is not known then; those of others are.
    let buffers = try csv(result.out + "/buffers.csv")
    #expect(buffers.first { $0["standard"] == "vcs-vm0007" }?["buffer_percent"] == "")
    #expect(buffers.first { $0["standard"] == "gs-403" }?["buffer_percent"] == "20")
  }

  @Test("an answer that does not apply is a warning and changes nothing; so is missing evidence")
  func warnings() throws {
    let result = try run(["PM-f": "yes"])
    #expect(result.run.exitCode == 0)
    #expect(result.run.errors.contains("PM-f was answered but does not apply (PRJ-alm = yes)"))
    #expect(result.row("PM-f")["state"] == "unused" && result.row("PM-f")["score"] == "")
    #expect(try result.json()["rating_percent"] as? Int == 28)
    let bare = try table(Place.scratch("bare"), "risk.csv", "question,answer", "PM-Q1,no")
    let out = Place.scratch("bare") + "/o"
    let run = try ToolRun(["risk", "--answers", bare, "--out", out, "--on-error", "skip"])
    #expect(run.exitCode == 0 && run.errors.contains("answers without evidence: 1, PM-Q1 first"))
    // A fail is certain, whatever else is missing.
    #expect(run.output.contains("none, the analysis fails"))
  }

  @Test("the record names input, constants and outputs")
  func record() throws {
    let result = try run()
    let text = try String(contentsOfFile: result.out + "/run.json", encoding: .utf8)
    for part in ["\"verb\" : \"risk\"", "least non-permanence rating", "buffers.csv", "risk.json"] {
      #expect(text.contains(part))
    }
  }
}
