import CarbonAccounting
import ForestGeo
import ForestModel
import Glibc

/// Answers to the questions of standards.
struct AccountAnswers {
  /// Numbers by standard and question; yes is 1, no is 0.
  private(set) var numbers: [String: [String: Double]] = [:]
  /// Words by standard and question.
  private(set) var texts: [String: [String: String]] = [:]
  private(set) var account: RowAccount?
  private var rows: [String: Int] = [:]

  init(
    _ request: AccountRequest, _ standards: [Standard], _ language: Language,
    _ log: inout FindingLog
  ) throws(WorkflowError) {
    guard let path = request.answers else { return }
    var entries: [(standard: Standard, question: StandardQuestion, text: String, number: Double)] =
      []
    var rows: [String: Int] = [:]
    let known: [Standard]
    do throws(AccountingError) {
      var all: [Standard] = []
      for id in Standard.builtInIDs { if let one = try Standard.builtIn(id) { all.append(one) } }
      known = all
    } catch {
      throw WorkflowError(error)
    }
    let result = try request.tables.read(path, as: .answers, log: &log) { cells, log in
      let id = cells.requiredText("standard", &log)
      let name = cells.requiredText("question", &log)
      let text = cells.text("answer")
      guard !id.isEmpty, !name.isEmpty else { return }
      guard let standard = known.first(where: { $0.id == id.lowercased() }) else {
        cells.fail(
          .unknownWord, "standard", &log,
          ["value": id, "expected": known.map(\.id).joined(separator: ", ")])
        return
      }
      guard let question = standard.questions.first(where: { $0.id == name }) else {
        let ids = standard.questions.map(\.id)
        let near = Nearest.names(to: name, among: ids, limit: 1).first
        cells.fail(
          .standardQuestionUnknown, "question", &log,
          [
            "standard": standard.id, "value": name, "hint": near.map { " (\($0)?)" } ?? "",
            "expected": ids.isEmpty ? "–" : ids.joined(separator: ", "),
          ])
        return
      }
      let place = standard.id + " " + question.id
      if let first = rows[place] {
        cells.fail(
          .standardAnswerTwice, "question", &log,
          [
            "question": question.id, "standard": standard.id, "first": "\(first)",
            "second": "\(cells.row.number)",
          ])
        return
      }
      // An empty answer is a question that is still open.
      if text.isEmpty { return }
      rows[place] = cells.row.number
      let number = Self.number(&cells, standard, question, text, language, &log)
      entries.append((standard, question, text, number))
    }
    account = result.account
    for entry in entries {
      if entry.question.kind == .text {
        texts[entry.standard.id, default: [:]][entry.question.id] = entry.text
      } else if !entry.number.isNaN {
        numbers[entry.standard.id, default: [:]][entry.question.id] = entry.number
      }
    }
    self.rows = rows
  }

  private static func number(
    _ cells: inout TableCells, _ standard: Standard, _ question: StandardQuestion, _ text: String,
    _ language: Language, _ log: inout FindingLog
  ) -> Double {
    func fail(_ expected: Phrase) {
      cells.fail(
        .standardAnswerImpossible, "answer", &log,
        ["value": text, "question": question.id, "expected": expected.text(language)])
    }
    switch question.kind {
    case .text: return .nan
    case .yesNo:
      switch text.lowercased() {
      case "yes", "y", "true", "có", "co", "1": return 1
      case "no", "n", "false", "không", "khong", "0": return 0
      default:
        fail(Phrase("yes or no", vi: "có hoặc không (yes, no)"))
        return .nan
      }
    case .tonnes: return cells.number("answer", &log)
    case .percent:
      let before = cells.errorCode
      let value = cells.number("answer", &log)
      guard cells.errorCode == before else { return .nan }
      let most = standard.buffer?.rule.limit(of: question.id) ?? 100
      if value < 0 || value > most {
        fail(
          Phrase(
            "a percentage from 0 to \(most.csvText)", vi: "tỷ lệ phần trăm từ 0 đến \(most.csvText)"
          ))
      } else if value > 0, value < 1, question.id != "national_forest_share_percent" {
        cells.fail(.percentAsFraction, "answer", &log, ["value": text])
      }
      return value
    case .hectares, .perHectare, .number:
      let before = cells.errorCode
      let value = cells.number("answer", &log)
      guard cells.errorCode == before else { return .nan }
      if value < 0 { fail(Phrase("0 or more", vi: "từ 0 trở lên")) }
      return value
    }
  }

  /// Adds what the risk questionnaire says about the buffers of standards. Answered in both tables, the
  /// answers must be the same.
  mutating func add(
    _ sheet: RiskQuestionnaire, _ standards: [Standard], _ log: inout FindingLog
  ) {
    for standard in standards {
      for question in standard.bufferQuestions {
        let id = String(question.id.dropFirst(standard.id.count + 1))
        let value: Double
        switch sheet.answers[question.id] {
        case .yesNo(let isSo)?: value = isSo ? 1 : 0
        case .number(let number)?: value = number
        default: continue
        }
        if let other = numbers[standard.id]?[id], other != value {
          log.add(
            .standardAnswerTwice, at: sheet.location(question.id),
            [
              "question": id, "standard": standard.id,
              "first": rows[standard.id + " " + id].map(String.init) ?? "",
              "second": sheet.rows[question.id].map { "\($0) (\(sheet.file))" } ?? sheet.file,
            ])
          continue
        }
        numbers[standard.id, default: [:]][id] = value
      }
    }
  }

  /// Row of an answer, for findings and evidence.
  func row(_ standard: String, _ question: String) -> Int? { rows[standard + " " + question] }
}

extension WorkflowError {
  /// Our own data that cannot be read are surroundings: nothing the user stated is at fault.
  init(_ error: AccountingError) {
    switch error {
    case .dataInvalid(let detail): self = .surroundings(path: "standards", detail: detail)
    case .confidenceDiffers(let stated, let needed):
      self = .surroundings(
        path: "standards",
        detail: "a half-width of \(stated.csvText) where \(needed.csvText) is needed")
    }
  }
}

extension Workflow {
  /// The questions of standards as a table to fill in. A file that is there is not touched.
  public static func accountForm(
    _ ids: [String], to path: String
  ) throws(WorkflowError) {
    if access(path, F_OK) == 0 {
      throw .usage(
        Phrase("{path} is there already; name another file", vi: "{path} đã có; hãy chọn tệp khác"),
        ["path": path])
    }
    var file = try CSVWriter(
      path,
      header: [
        "standard", "question", "answer", "evidence", "kind", "question_en", "question_vi",
      ])
    for standard in try standards(ids) {
      // Questions about the buffer stand in the form of `risk`.
      let asked = standard.buffer?.rule.questions ?? []
      for question in standard.questions where !asked.contains(question.id) {
        try file.row([
          standard.id, question.id, "", "", question.kind.rawValue, question.text.english,
          question.text.vietnamese,
        ])
      }
    }
    try file.finish()
  }
}
