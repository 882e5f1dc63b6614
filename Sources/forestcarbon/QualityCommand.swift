import ArgumentParser
import CarbonStock
import ForestModel
import ForestWorkflow

struct QualityCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "quality",
    abstract: say(
      "Field measurements held against a check: bias, error rates, pass or fail per crew.",
      vi: "Đối chiếu số đo với lần kiểm tra: độ chệch, tỷ lệ lỗi, đạt hay không đạt theo tổ."),
    discussion: say(
      """
      Example:
        forestcarbon quality --trees trees.csv --check check_trees.csv \\
          --limits limits.csv --out results

      Trees are joined by plot_id and tree_id. Writes quality.csv,
      differences.csv, measurement_errors.json, summary.json and run.json.
      A verdict FAIL ends with exit code 0: the data were good enough to judge.
      """,
      vi: """
        Ví dụ:
          forestcarbon quality --trees cay.csv --check cay_kiem_tra.csv \\
            --limits gioi_han.csv --out ket_qua

        Cây được nối theo plot_id và tree_id. Ghi quality.csv, differences.csv,
        measurement_errors.json, summary.json và run.json. Kết luận KHÔNG ĐẠT
        vẫn kết thúc với mã 0: số liệu đủ để kết luận.
        """))

  @Option(
    help: ArgumentHelp(
      say("Trees as the crews measured them.", vi: "Bảng cây do các tổ đo."), valueName: "file"))
  var trees: String

  @Option(
    help: ArgumentHelp(
      say(
        "The same trees measured again; the same columns.",
        vi: "Chính các cây đó được đo lại; cùng các cột."), valueName: "file"))
  var check: String

  @Option(
    help: ArgumentHelp(
      say(
        "Limits of your protocol: variable, tolerance, tolerance_unit, max_share_beyond, source.",
        vi:
          "Giới hạn của quy trình áp dụng: variable, tolerance, tolerance_unit, max_share_beyond, source."
      ), valueName: "file"))
  var limits: String?

  @Option(
    help: ArgumentHelp(
      say(
        "blind (default): two measurements of equal quality. control: the check is taken as true.",
        vi: "blind (mặc định): hai lần đo chất lượng như nhau. control: coi lần kiểm tra là đúng."),
      valueName: "blind|control"))
  var kind = CheckKind.blind.rawValue

  @Option(
    help: ArgumentHelp(
      say(
        "plots (default): all trees of a plot were measured again. trees: only some of them.",
        vi: "plots (mặc định): đo lại mọi cây của ô. trees: chỉ đo lại một số cây."),
      valueName: "plots|trees"))
  var scope = QualityRequest.Scope.plots.rawValue

  @Option(
    help: ArgumentHelp(
      say(
        "Confidence level of the intervals of error rates, e.g. 0.90.",
        vi: "Độ tin cậy của khoảng tin cậy tỷ lệ lỗi, ví dụ 0.90."), valueName: "level"))
  var confidence = 0.90

  @Option(
    help: ArgumentHelp(
      say(
        "Which field is which column, e.g. check.dbh_cm=D.",
        vi: "Trường nào là cột nào, ví dụ check.dbh_cm=D."), valueName: "table.column=field"))
  var column: [String] = []

  @Option(
    help: ArgumentHelp(
      say(
        "Row that holds the column names: N for all tables, or trees=N.",
        vi: "Dòng chứa tên cột: N cho mọi bảng, hoặc trees=N."), valueName: "n"))
  var headerRow: [String] = []

  @OptionGroup var text: TextOptions

  @OptionGroup(title: say("Run", vi: "Chạy lệnh")) var run: RunOptions
  @OptionGroup var errors: ErrorOptions
  @OptionGroup var language: LanguageOption

  @Option(
    help: ArgumentHelp(say("Folder for the results.", vi: "Thư mục kết quả."), valueName: "dir"))
  var out: String

  func run() async throws {
    let context = run.context(onError: try errors.policy(default: .stop))
    let summary = try Workflow.quality(try request(), out: out, context: context)
    Terminal.printFindings(summary.log, limit: 5)
    run.printTimings(context)
    if run.json {
      try Terminal.printJSON(
        .object([
          "status": .string("done"), "out": .string(out), "summary": summary.json,
          "rows": Workflow.json(summary.accounts),
          "findings": Workflow.json(summary.log, Terminal.language),
        ]))
      return
    }
    print(
      (Self.text(summary) + [say("Results: {folder}", vi: "Kết quả: {folder}", ["folder": out])])
        .joined(separator: "\n"))
  }

  private func request() throws -> QualityRequest {
    var request = QualityRequest(trees: trees, check: check, language: Terminal.language)
    request.limits = limits
    guard let kind = CheckKind(rawValue: kind) else {
      throw InventoryOptions.oneOf("--kind", kind, CheckKind.allCases.map(\.rawValue))
    }
    request.kind = kind
    guard let scope = QualityRequest.Scope(rawValue: scope) else {
      throw InventoryOptions.oneOf(
        "--scope", scope, QualityRequest.Scope.allCases.map(\.rawValue))
    }
    request.scope = scope
    guard confidence > 0, confidence < 1 else {
      throw ValidationError(
        say(
          "--confidence takes a number between 0 and 1, e.g. 0.90.",
          vi: "--confidence nhận một số giữa 0 và 1, ví dụ 0.90."))
    }
    request.confidence = confidence
    request.tables = try InventoryOptions.tables(
      column, headerRow, text: text, schemas: [.trees, .check, .limits])
    return request
  }

  static func text(_ s: QualitySummary) -> [String] {
    let level = NumberStyle(Terminal.language).percent(s.confidence)
    func share(_ value: Double) -> String {
      value.isNaN ? "–" : number(100 * value, decimals: 1) + "%"
    }
    func value(_ value: Double?) -> String {
      (value ?? .nan).isNaN ? "–" : number(value ?? .nan, decimals: 2)
    }
    var rows = [
      [
        say("team", vi: "tổ"), say("variable", vi: "chỉ tiêu"), "n", say("bias", vi: "độ chệch"),
        say("SD of one", vi: "SD một lần đo"), say("errors", vi: "lỗi"),
        say("interval", vi: "khoảng tin cậy"), say("limit", vi: "giới hạn"),
        say("verdict", vi: "kết luận"),
      ]
    ]
    for line in s.lines {
      rows.append([
        line.team.isEmpty ? say("ALL", vi: "TẤT CẢ") : line.team, name(line.variable),
        number(Double(line.count)), value(line.moments?.bias),
        value(line.moments?.measurementSD), share(line.rate?.share ?? .nan),
        share(line.rate?.low ?? .nan) + " – " + share(line.rate?.high ?? .nan),
        share(line.limit?.maxShareBeyond ?? .nan), word(line.verdict),
      ])
    }
    var lines = [EquationText.table(rows)]
    lines.append(
      say(
        "Bias is field minus check (cm, m); intervals of the error rates at {level} (Wilson).",
        vi:
          "Độ chệch là số đo của tổ trừ số kiểm tra (cm, m); khoảng tin cậy của tỷ lệ lỗi ở mức {level} (Wilson).",
        ["level": level]))
    if s.lines.contains(where: { $0.verdict == .tooFew }) {
      lines.append(
        say(
          "too few: even without one error so few checks could not show that the limit is met; check more trees.",
          vi:
            "quá ít: dù không có lỗi nào, số cây kiểm tra này vẫn chưa chứng tỏ được là đạt; cần kiểm tra thêm."
        ))
    }
    if !s.isConfirmed {
      lines.append(
        say(
          "The limits are working values, not confirmed by any protocol (--limits).",
          vi: "Các giới hạn là giá trị tạm dùng, chưa theo quy trình nào (--limits)."))
    }
    return lines + Summary.rows(s.accounts) + [
      say("Verdict: {verdict}.", vi: "Kết luận: {verdict}.", ["verdict": word(s.verdict)])
    ]
  }

  private static func name(_ variable: QualityVariable) -> String {
    switch variable {
    case .dbh: say("diameter", vi: "đường kính")
    case .height: say("height", vi: "chiều cao")
    case .species: say("species", vi: "loài")
    case .status: say("live or dead", vi: "sống/chết")
    case .missedTrees: say("missed trees", vi: "cây bỏ sót")
    case .extraTrees: say("extra trees", vi: "cây thừa")
    }
  }

  private static func word(_ verdict: QualityVerdict) -> String {
    switch verdict {
    case .pass: say("PASS", vi: "ĐẠT")
    case .fail: say("FAIL", vi: "KHÔNG ĐẠT")
    case .tooFew: say("too few", vi: "quá ít")
    case .noLimit: say("no limit", vi: "không có giới hạn")
    }
  }
}
