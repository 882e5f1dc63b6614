import ArgumentParser
import CarbonAccounting
import ForestModel
import ForestWorkflow

struct RiskCommand: AsyncParsableCommand, ProjectCommand {
  static let section = "risk"
  static var sectionNames: [String] { optionNames }
  static let configuration = CommandConfiguration(
    commandName: "risk",
    abstract: say(
      "Non-permanence risk: a questionnaire scored by the VCS tool, and the buffers of other standards.",
      vi:
        "Rủi ro không vĩnh viễn: chấm điểm bảng câu hỏi theo công cụ VCS, và tỷ lệ dự phòng của các tiêu chuẩn khác."
    ),
    discussion: say(
      """
      Example:
        forestcarbon risk --form risk.csv
        forestcarbon risk --answers risk.csv --out results
        forestcarbon risk SampleData/sonla

      The first writes an empty questionnaire for a spreadsheet, in both
      languages. The others write risk.csv (answer, score and evidence of each
      question), buffers.csv, risk.json and run.json. An analysis that fails
      ends with exit code 0: the answers were good enough to judge.
      """,
      vi: """
        Ví dụ:
          forestcarbon risk --form rui_ro.csv
          forestcarbon risk --answers rui_ro.csv --out ket_qua
          forestcarbon risk SampleData/sonla

        Lệnh đầu ghi bảng câu hỏi trống bằng hai thứ tiếng để mở trong bảng
        tính. Các lệnh sau ghi risk.csv (câu trả lời, điểm và bằng chứng của
        từng câu), buffers.csv, risk.json và run.json. Kết luận không đạt vẫn
        kết thúc với mã 0: số liệu đủ để kết luận.
        """))

  @Argument(
    help: ArgumentHelp(
      say("Project folder with a project.yaml.", vi: "Thư mục dự án có project.yaml.")))
  var project: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Filled-in questionnaire: question, answer, evidence, note.",
        vi: "Bảng câu hỏi đã điền: question, answer, evidence, note."), valueName: "file"))
  var answers: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Write an empty questionnaire to this file and do nothing else.",
        vi: "Ghi bảng câu hỏi trống vào tệp này và không làm gì khác."), valueName: "file"))
  var form: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Which field is which column, e.g. risk.answer=A.",
        vi: "Trường nào là cột nào, ví dụ risk.answer=A."), valueName: "table.column=field"))
  var column: [String] = []

  @Option(
    help: ArgumentHelp(
      say("Row that holds the column names.", vi: "Dòng chứa tên cột."), valueName: "n"))
  var headerRow: [String] = []

  @OptionGroup var text: TextOptions

  @OptionGroup var errors: ErrorOptions
  @OptionGroup(title: say("Run", vi: "Chạy lệnh")) var run: RunOptions
  @OptionGroup var language: LanguageOption

  @Option(
    help: ArgumentHelp(
      say(
        "Folder for the results (default in a project: results/risk).",
        vi: "Thư mục kết quả (mặc định trong dự án: results/risk)."), valueName: "dir"))
  var out: String?

  func run() async throws {
    if let form { return try writeForm(form) }
    let command = try resolved()
    guard let answers = command.answers else {
      throw ValidationError(
        say(
          "--answers FILE is needed, or a project folder whose project.yaml names it under risk.",
          vi: "Cần --answers TỆP, hoặc thư mục dự án có project.yaml ghi tệp đó trong mục risk."))
    }
    guard let target = command.out ?? project.map({ ProjectFolder($0).results(of: "risk") }) else {
      throw ValidationError(
        say("--out DIR is needed: where the results go.", vi: "Cần --out THƯ_MỤC: nơi ghi kết quả.")
      )
    }
    let context = command.run.context(onError: try command.errors.policy(default: .stop))
    var request = RiskRequest(answers: answers)
    request.tables = try InventoryOptions.tables(
      command.column, command.headerRow, text: command.text, schemas: [.risk])
    let summary = try Workflow.risk(request, out: target, context: context)
    Terminal.printFindings(summary.log, limit: 5)
    command.run.printTimings(context)
    if command.run.json {
      try Terminal.printJSON(
        .object([
          "status": .string("done"), "out": .string(target), "summary": summary.json,
          "rows": Workflow.json(summary.accounts),
          "findings": Workflow.json(summary.log, Terminal.language),
        ]))
      return
    }
    print(
      (RiskText.lines(summary) + [
        say("Results: {folder}", vi: "Kết quả: {folder}", ["folder": target])
      ]).joined(separator: "\n"))
  }

  private func writeForm(_ path: String) throws {
    try Workflow.writeRiskForm(path)
    if run.json {
      try Terminal.printJSON(.object(["status": .string("done"), "made": .string(path)]))
      return
    }
    print(
      say(
        "Empty questionnaire: {path}. Fill in answer and evidence, then forestcarbon risk --answers {path} --out DIR.",
        vi:
          "Bảng câu hỏi trống: {path}. Điền cột answer và evidence, rồi chạy forestcarbon risk --answers {path} --out THƯ_MỤC.",
        ["path": path]))
  }
}

/// The scored questionnaire as a technician reads it.
enum RiskText {
  static func lines(_ s: RiskSummary) -> [String] {
    var lines = [table(s)].compactMap(\.self)
    lines += totals(s.rating)
    lines.append("")
    lines += buffers(s.buffers)
    lines.append("")
    lines += s.rating.failReasons.map {
      say("Fails: {reason}.", vi: "Không đạt: {reason}.", ["reason": $0.text(Terminal.language)])
    }
    lines += Summary.rows(s.accounts)
    lines.append(headline(s.rating))
    lines.append(
      say(
        "This is the project's own assessment. It has not been verified.",
        vi: "Đây là kết quả dự án tự đánh giá, chưa được thẩm định."))
    return lines
  }

  private static func headline(_ rating: NonPermanenceRating) -> String {
    switch rating.status {
    case .rated:
      say(
        "Non-permanence risk rating: {percent}% ({total} points; rounded up, at least {least}).",
        vi:
          "Điểm rủi ro không vĩnh viễn: {percent}% ({total} điểm; làm tròn lên, ít nhất {least}).",
        [
          "percent": "\(rating.percent ?? 0)", "total": points(rating.total),
          "least": "\(NonPermanenceRisk.minimumRating)",
        ])
    case .failed:
      say(
        "Non-permanence risk rating: none, the analysis fails.",
        vi: "Điểm rủi ro không vĩnh viễn: không có, phân tích không đạt.")
    case .incomplete:
      say(
        "Non-permanence risk rating: none yet, {count} questions have no usable answer.",
        vi: "Điểm rủi ro không vĩnh viễn: chưa có, {count} câu chưa có câu trả lời dùng được.",
        ["count": "\(rating.missing.count + rating.invalid.count)"])
    }
  }

  /// Points with the decimals they have, at most three.
  static func points(_ value: Double?) -> String {
    guard let value, value.isFinite else { return "–" }
    let decimals = (0..<3).first { places in
      let scale = [1.0, 10, 100][places]
      return abs(value * scale - (value * scale).rounded()) < 1e-6
    }
    return number(value, decimals: decimals ?? 3)
  }

  /// Every question that applies or was answered.
  private static func table(_ s: RiskSummary) -> String? {
    let items = s.rating.items.filter { ![.notApplicable, .undecided].contains($0.state) }
    guard !items.isEmpty else { return nil }
    var rows = [
      [
        say("question", vi: "câu hỏi"), say("answer", vi: "trả lời"), say("score", vi: "điểm"),
        say("evidence", vi: "bằng chứng"),
      ]
    ]
    for item in items {
      rows.append([
        item.question.id, answer(item), score(item),
        s.questionnaire.evidence[item.question.id] ?? "",
      ])
    }
    return EquationText.table(rows)
  }

  private static func answer(_ item: NonPermanenceRating.Item) -> String {
    switch item.answer {
    case .yesNo(let value)?: value ? say("yes", vi: "có") : say("no", vi: "không")
    case .option(let code)?: code
    case .number(let value)?: points(value) + (item.question.isPercent ? "%" : "")
    case nil: say("missing", vi: "chưa trả lời")
    }
  }

  private static func score(_ item: NonPermanenceRating.Item) -> String {
    if item.state == .unused { return say("not used", vi: "không dùng") }
    if item.outcome == .fail { return say("FAIL", vi: "KHÔNG ĐẠT") }
    return item.points.isNaN ? "" : points(item.points)
  }

  private static func totals(_ rating: NonPermanenceRating) -> [String] {
    var lines: [String] = []
    for category in [RiskCategory.internal, .external, .natural] {
      let parts = rating.subtotals.filter { $0.category == category }
        .map { "\($0.code) \(points($0.value))" }
      lines.append(
        say(
          "{category}: {total}, at most {limit} ({parts})",
          vi: "{category}: {total}, không quá {limit} ({parts})",
          [
            "category": category.name.text(Terminal.language),
            "total": points(rating.totals[category]),
            "limit": points(NonPermanenceRisk.limit(of: category)),
            "parts": parts.joined(separator: " + "),
          ]))
    }
    if let factor = rating.amplifyingFactor {
      lines.append(
        say(
          "amplifying factor of climate change in NR-c: {factor}",
          vi: "hệ số khuếch đại do biến đổi khí hậu trong NR-c: {factor}",
          ["factor": points(factor)]))
    }
    return ["", lines.joined(separator: "\n")]
  }

  private static func buffers(_ shares: [BufferShare]) -> [String] {
    var rows = [
      [
        say("standard", vi: "tiêu chuẩn"), say("buffer", vi: "dự phòng"),
        say("rule", vi: "quy định"),
      ]
    ]
    for share in shares {
      rows.append([
        share.name.text(Terminal.language),
        share.percent.map { points($0) + "%" } ?? "–",
        share.rule.text(Terminal.language)
          + (share.confirmed ? "" : say(" [unconfirmed]", vi: " [chưa được xác nhận]")),
      ])
    }
    return [EquationText.table(rows)]
  }
}
