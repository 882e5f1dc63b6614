public import CarbonAccounting
import ForestGeo
public import ForestModel
import FoundationEssentials

/// What `risk` is asked for.
public struct RiskRequest: Sendable {
  /// The filled-in questionnaire.
  public var answers: String
  /// How it is read.
  public var tables = TableOptions()

  /// A request with default settings.
  public init(answers: String) { self.answers = answers }
}

/// What `risk` found.
public struct RiskSummary: Sendable {
  /// The answers as read.
  public let questionnaire: RiskQuestionnaire
  /// What the VCS tool makes of them.
  public let rating: NonPermanenceRating
  /// What each standard keeps back.
  public let buffers: [BufferShare]
  /// Row accounts.
  public let accounts: [RowAccount]
  /// Findings.
  public let log: FindingLog
  /// risk.json.
  public let json: JSONValue
}

extension Workflow {
  /// A risk questionnaire scored: risk.csv, buffers.csv, risk.json, run.json.
  public static func risk(
    _ request: RiskRequest, out: String, context: RunContext
  ) throws(WorkflowError) -> RiskSummary {
    context.progress.begin(Phrase("Reading answers", vi: "Đọc câu trả lời"))
    var record = RunRecord(verb: "risk", context: context)
    record.parameters = ["answers": .string(request.answers)]
    record.parameters.merge(request.tables.text.parameters) { own, _ in own }
    try record.addInput("risk", tablePath(request.answers))
    var log = FindingLog()
    let sheet = try RiskReader.read(
      request.answers, tables: request.tables, language: context.language, log: &log)
    let rating = NonPermanenceRisk.score(sheet.answers)
    sheet.report(rating, context.language, log: &log)
    let buffers = try RiskReader.standards().map {
      $0.bufferShare(sheet.answers, rating: rating.percent)
    }
    for share in buffers where share.missing.contains(where: { $0 != "rating" }) {
      log.add(
        .riskBufferUnanswered, at: FindingLocation(file: sheet.file),
        [
          "standard": share.name.text(context.language),
          "questions": share.missing.joined(separator: ", "),
        ])
    }
    try context.stopIfNeeded(log)

    record.rows = [sheet.account]
    record.columns = [TableSchema.risk.table: sheet.columns]
    record.add(NonPermanenceRisk.parameters)
    let result = RiskResult(sheet: sheet, rating: rating, buffers: buffers)
    let names = ["risk.csv", "buffers.csv", "risk.json"]
    try refuseReplacing(out, by: names, inputs: record.inputs)
    let folder = try ResultFolder(out, of: "risk")
    try result.writeAnswers(folder.path("risk.csv"))
    try result.writeBuffers(folder.path("buffers.csv"))
    try write(result.json, to: folder.path("risk.json"))
    try finish(&record, folder.staging, names, log)
    try folder.publish(names + [RunRecord.fileName])
    context.progress.finish()
    return RiskSummary(
      questionnaire: sheet, rating: rating, buffers: buffers, accounts: record.rows, log: log,
      json: result.json)
  }

  /// Writes an empty questionnaire in both languages, for a spreadsheet. A file that is there already
  /// stays: it may hold answers.
  public static func writeRiskForm(_ path: String) throws(WorkflowError) {
    guard !FileManager.default.fileExists(atPath: path) else {
      throw .usage(
        Phrase(
          "{path} is there already; nothing was changed",
          vi: "{path} đã có sẵn; không có thay đổi nào"), ["path": path])
    }
    let questions = try RiskReader.questions()
    // Spreadsheets take a CSV file for UTF-8 only with a byte order mark.
    var file = try CSVWriter(
      path, header: ["\u{FEFF}question"] + TableSchema.risk.names.dropFirst())
    for question in questions {
      try file.row([
        question.id, "", "", "", question.text.english, question.text.vietnamese,
        question.allowed(.english), question.allowed(.vietnamese), question.applies.text,
      ])
    }
    try file.finish()
  }
}

/// The tables of a scored questionnaire.
struct RiskResult {
  let sheet: RiskQuestionnaire
  let rating: NonPermanenceRating
  let buffers: [BufferShare]

  /// risk.csv: one row per question of the VCS tool.
  func writeAnswers(_ path: String) throws(WorkflowError) {
    var file = try CSVWriter(
      path,
      header: [
        "question", "category", "part", "state", "answer", "score", "fails", "evidence", "note",
        "clause", "confirmed", "question_en", "question_vi",
      ])
    for item in rating.items {
      let question = item.question
      try file.row([
        question.id, question.part.category.rawValue, question.part.rawValue,
        item.state.rawValue, item.answer?.code ?? "", item.points.csvText,
        item.outcome == .fail ? "yes" : "", sheet.evidence[question.id] ?? "",
        sheet.notes[question.id] ?? "", question.clause,
        NonPermanenceRisk.confirmed ? "yes" : "no", question.text.english,
        question.text.vietnamese,
      ])
    }
    try file.finish()
  }

  /// buffers.csv: one row per standard.
  func writeBuffers(_ path: String) throws(WorkflowError) {
    var file = try CSVWriter(
      path,
      header: [
        "standard", "version", "buffer_percent", "confirmed", "rule_en", "rule_vi", "missing",
        "evidence",
      ])
    for share in buffers {
      let evidence = sheet.evidence.keys.sorted()
        .filter { $0.hasPrefix(share.standard + ".") }
        .map { "\($0): \(sheet.evidence[$0] ?? "")" }
      try file.row([
        share.standard, share.version, (share.percent ?? .nan).csvText,
        share.confirmed ? "yes" : "no", share.rule.english, share.rule.vietnamese,
        share.missing.joined(separator: ";"), evidence.joined(separator: "; "),
      ])
    }
    try file.finish()
  }

  /// risk.json.
  var json: JSONValue {
    let categories = [RiskCategory.internal, .external, .natural]
    return .object([
      "tool": .string(NonPermanenceRisk.source.english),
      "confirmed": .bool(NonPermanenceRisk.confirmed),
      "status": .string(rating.status.rawValue),
      "rating_percent": rating.percent.map(JSONValue.integer) ?? .null,
      "minimum_percent": .integer(NonPermanenceRisk.minimumRating),
      "total": .number(rating.total ?? .nan),
      "total_limit": .number(NonPermanenceRisk.totalLimit),
      "categories": .object(
        Dictionary(
          uniqueKeysWithValues: categories.map {
            (
              $0.rawValue,
              .object([
                "total": .number(rating.totals[$0] ?? .nan),
                "limit": .number(NonPermanenceRisk.limit(of: $0) ?? .nan),
              ])
            )
          })),
      "parts": .object(
        Dictionary(
          uniqueKeysWithValues: rating.subtotals.map { ($0.code, .number($0.value ?? .nan)) })),
      "amplifying_factor": .number(rating.amplifyingFactor ?? .nan),
      "fail_reasons": .array(
        rating.failReasons.map { reason in
          .object([
            "place": .string(reason.place), "en": .string(reason.text(.english)),
            "vi": .string(reason.text(.vietnamese)),
          ])
        }),
      "missing": .array(rating.missing.map(JSONValue.string)),
      "unused": .array(rating.unused.map(JSONValue.string)),
      "buffers": .object(
        Dictionary(
          uniqueKeysWithValues: buffers.map { ($0.standard, .number($0.percent ?? .nan)) })),
    ])
  }
}
