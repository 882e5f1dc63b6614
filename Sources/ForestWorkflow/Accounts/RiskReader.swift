public import CarbonAccounting
import CarbonStock
import ForestGeo
public import ForestModel

/// A filled-in risk questionnaire.
public struct RiskQuestionnaire: Sendable {
  /// File name as findings show it.
  public let file: String
  /// Usable answers by question code.
  public var answers: [String: RiskAnswer] = [:]
  /// Evidence by question code, as written.
  public var evidence: [String: String] = [:]
  /// Remarks by question code.
  public var notes: [String: String] = [:]
  /// Row of each question.
  public var rows: [String: Int] = [:]
  /// What became of the rows.
  public var account = RowAccount(table: TableSchema.risk.table)
  /// Questions whose answer could not be used; each has its finding.
  var faulty: Set<String> = []
  /// Field of the file that became each column.
  var columns: [String: String] = [:]

  init(file: String) { self.file = file }

  func location(_ question: String) -> FindingLocation {
    FindingLocation(file: file, row: rows[question], column: "answer")
  }
}

/// Reads risk questionnaires: one row per question, with answer and evidence.
public enum RiskReader {
  /// All questions: those of the VCS tool, then those of the buffer rules of other standards.
  public static func questions() throws(WorkflowError) -> [RiskQuestion] {
    var list = NonPermanenceRisk.questions
    for standard in try standards() { list += standard.bufferQuestions }
    return list
  }

  /// The standards that come with the program.
  static func standards() throws(WorkflowError) -> [Standard] {
    var list: [Standard] = []
    for id in Standard.builtInIDs {
      do throws(AccountingError) {
        if let standard = try Standard.builtIn(id) { list.append(standard) }
      } catch {
        throw .surroundings(path: id, detail: "\(error)")
      }
    }
    return list
  }

  /// Reads the answers of a table. Codes and words are those of either language; what cannot be used is a
  /// finding with its place. Whether all questions are answered is for `report`.
  public static func read(
    _ path: String, tables: TableOptions = TableOptions(), language: Language,
    log: inout FindingLog
  ) throws(WorkflowError) -> RiskQuestionnaire {
    let known = try questions()
    let byCode = Dictionary(known.map { ($0.id.lowercased(), $0) }) { first, _ in first }
    var sheet = RiskQuestionnaire(file: TableReader(path).fileName)
    let result = try tables.read(path, as: .risk, log: &log) { cells, log in
      let code = cells.requiredText("question", &log)
      guard !code.isEmpty else { return }
      guard let question = byCode[code.lowercased()] else {
        cells.fail(
          .riskQuestionUnknown, "question", &log,
          ["value": code, "hint": hint(code, known.map(\.id))])
        return
      }
      let id = question.id
      if let first = sheet.rows[id] {
        cells.fail(
          .duplicateRow, "question", &log,
          ["name": id, "first": "\(first)", "row": "\(cells.row.number)"])
        return
      }
      sheet.rows[id] = cells.row.number
      sheet.evidence[id] = cells.text("evidence")
      sheet.notes[id] = cells.text("note")
      if let answer = answer(to: question, &cells, language, &log) { sheet.answers[id] = answer }
      if cells.errorCode != nil { sheet.faulty.insert(id) }
    }
    sheet.account = result.account
    sheet.columns = result.mapping?.fields ?? [:]
    return sheet
  }

  private static func hint(_ word: String, _ names: [String]) -> String {
    Nearest.names(to: word, among: names, limit: 1).first.map { " (\($0)?)" } ?? ""
  }

  /// The answer in a cell; `nil` where it is empty or cannot be used.
  private static func answer(
    to question: RiskQuestion, _ cells: inout TableCells, _ language: Language,
    _ log: inout FindingLog
  ) -> RiskAnswer? {
    let text = cells.text("answer")
    guard let place = cells.mapping["answer"], !cells.row.isMissing(place) else { return nil }
    guard case .number = question.kind else {
      if let answer = question.answer(word: text) { return answer }
      let words = question.codes.contains("yes") ? ["yes", "no", "có", "không"] : question.codes
      unknown(question, text, hint(text, words), &cells, language, &log)
      return nil
    }
    let value: Double
    let isSigned = text.hasSuffix("%") && question.isPercent
    if isSigned {
      guard let number = number(beforeSign: text) else {
        unknown(question, text, "", &cells, language, &log)
        return nil
      }
      value = number
    } else {
      switch cells.row.number(place) {
      case .value(let number): value = number
      case .ambiguous:
        cells.fail(.ambiguousNumber, "answer", &log, ["value": text])
        return nil
      case .text, .missing:
        unknown(question, text, "", &cells, language, &log)
        return nil
      }
    }
    if question.isPercent, !isSigned, value != 0, abs(value) <= 1 {
      cells.fail(
        .riskPercentFraction, "answer", &log,
        ["question": question.id, "value": text, "percent": (100 * value).findingText])
      return nil
    }
    guard question.allows(.number(value)) else {
      cells.fail(
        .riskAnswerRange, "answer", &log,
        ["question": question.id, "value": text, "expected": question.allowed(language)])
      return nil
    }
    return .number(value)
  }

  private static func unknown(
    _ question: RiskQuestion, _ text: String, _ hint: String, _ cells: inout TableCells,
    _ language: Language, _ log: inout FindingLog
  ) {
    cells.fail(
      .riskAnswerUnknown, "answer", &log,
      [
        "question": question.id, "value": text, "expected": question.allowed(language),
        "hint": hint,
      ])
  }

  /// `12.5 %` or `12,5%`; `nil` for anything else, and where a comma may part thousands.
  private static func number(beforeSign text: String) -> Double? {
    var digits = text.dropLast()
    while digits.last?.isWhitespace == true { digits.removeLast() }
    guard digits.allSatisfy({ $0.isASCII && ($0.isNumber || ".,-+".contains($0)) }) else {
      return nil
    }
    if let comma = digits.firstIndex(of: ","), digits[comma...].count == 4 { return nil }
    return Double(String(digits.map { $0 == "," ? "." : $0 }))
  }
}

extension RiskQuestionnaire {
  /// Findings about the questionnaire as a whole: missing answers (errors), answers that do not apply,
  /// missing evidence, and why the analysis fails (warnings).
  public func report(
    _ rating: NonPermanenceRating, _ language: Language, log: inout FindingLog
  ) {
    for item in rating.items {
      let (id, question) = (item.question.id, item.question)
      if item.state == .missing, !faulty.contains(id) {
        log.add(
          .riskAnswerMissing, at: location(id),
          ["question": id, "text": question.text.text(language)])
      }
      if item.state == .unused {
        log.add(
          .riskAnswerUnused, at: location(id), ["question": id, "when": question.applies.text])
      }
    }
    let bare = rating.items.filter {
      $0.state == .answered && evidence[$0.question.id, default: ""].isEmpty
    }
    if let first = bare.first?.question.id {
      log.add(
        .riskEvidenceMissing,
        at: FindingLocation(file: file, row: rows[first], column: "evidence"),
        ["count": "\(bare.count)", "question": first])
    }
    for reason in rating.failReasons {
      let place =
        if case .answer(let id) = reason { location(id) } else { FindingLocation(file: file) }
      log.add(.riskFailed, at: place, ["reason": reason.text(language)])
    }
  }
}
