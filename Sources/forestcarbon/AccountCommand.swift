import ArgumentParser
import CarbonAccounting
import ForestModel
import ForestWorkflow

struct AccountCommand: AsyncParsableCommand, ProjectCommand {
  static let section = "account"
  static var sectionNames: [String] { optionNames }
  static let configuration = CommandConfiguration(
    commandName: "account",
    abstract: say(
      "Estimated reductions and removals of a period, under named standards side by side.",
      vi: "Lượng giảm phát thải và hấp thụ ước tính của một kỳ, so sánh theo từng tiêu chuẩn."),
    discussion: say(
      """
      Example:
        forestcarbon account SampleData/sonla
        forestcarbon account --from 2025-01-01 --to 2027-12-31 --activity R1 \\
          --activity-data activity_data.csv --emission-factors factors.csv \\
          --reference-level mean --answers answers.csv --out results/account
        forestcarbon account --form answers.csv

      Writes standards.csv, waterfall.csv, parameters.csv, flows.csv, years.csv,
      uncertainty.csv, account.json, report.html and pictures of the waterfalls.
      """,
      vi: """
        Ví dụ:
          forestcarbon account SampleData/sonla
          forestcarbon account --from 2025-01-01 --to 2027-12-31 --activity R1 \\
            --activity-data so_lieu.csv --emission-factors he_so.csv \\
            --reference-level mean --answers tra_loi.csv --out ket_qua
          forestcarbon account --form tra_loi.csv

        Ghi standards.csv, waterfall.csv, parameters.csv, flows.csv, years.csv,
        uncertainty.csv, account.json, report.html và hình biểu đồ thác nước.
        """))

  @Argument(
    help: ArgumentHelp(
      say("Project folder with a project.yaml.", vi: "Thư mục dự án có project.yaml.")))
  var project: String?

  @Option(
    help: ArgumentHelp(
      say("First day of the accounting period.", vi: "Ngày đầu của kỳ tính toán."),
      valueName: "yyyy-mm-dd"))
  var from: String?

  @Option(
    help: ArgumentHelp(
      say("Last day of the accounting period.", vi: "Ngày cuối của kỳ tính toán."),
      valueName: "yyyy-mm-dd"))
  var to: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Activities by their codes in Decree 180/2026: R1, R2, A/R1, A/R2, IFM-N, IFM-P, AF1, AF2; separated by commas.",
        vi:
          "Hoạt động theo mã của Nghị định 180/2026: R1, R2, A/R1, A/R2, IFM-N, IFM-P, AF1, AF2; cách nhau bằng dấu phẩy."
      ), valueName: "list"))
  var activity: String?

  @Option(
    help: ArgumentHelp(
      say(
        "project (default) or jurisdiction: whom the standards are asked about.",
        vi: "project (mặc định) hoặc jurisdiction: xét tiêu chuẩn cho dự án hay vùng lãnh thổ."),
      valueName: "project|jurisdiction"))
  var level = "project"

  @Option(
    help: ArgumentHelp(
      say(
        "Activity data: scenario, year or start and end, area_ha, factor, half_width_percent, confidence.",
        vi:
          "Số liệu hoạt động: scenario, year hoặc start và end, area_ha, factor, half_width_percent, confidence."
      ), valueName: "file"))
  var activityData: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Results of change, for rows with a change_class (default: those of the project).",
        vi: "Kết quả của change, cho các dòng có change_class (mặc định: kết quả trong dự án)."),
      valueName: "dir"))
  var change: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Emission factors: factor, co2e_t_ha or before_stratum and after_stratum.",
        vi: "Hệ số phát thải: factor, co2e_t_ha hoặc before_stratum và after_stratum."),
      valueName: "file"))
  var emissionFactors: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Growth, wood removal, fuelwood, disturbance, fire, soil, stock changes, stated amounts.",
        vi:
          "Tăng trưởng, khai thác gỗ, củi, rừng bị hại, cháy, đất, thay đổi trữ lượng, số khai báo."
      ), valueName: "file"))
  var gainLoss: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Harvested wood and the shares of its products.",
        vi: "Gỗ khai thác và tỷ lệ các sản phẩm gỗ."), valueName: "file"))
  var harvestedWood: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Answers to the questions of the standards, see --form.",
        vi: "Câu trả lời cho các câu hỏi của tiêu chuẩn, xem --form."), valueName: "file"))
  var answers: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Answers about non-permanence, for the buffers; see forestcarbon risk --form.",
        vi:
          "Câu trả lời về rủi ro không vĩnh viễn, dùng cho lượng dự phòng; xem forestcarbon risk --form."
      ), valueName: "file"))
  var risk: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Baseline: mean or trend of the reference rows, or stated by baseline rows (default).",
        vi:
          "Đường cơ sở: mean (trung bình) hoặc trend (xu thế) của các dòng reference, hoặc stated theo các dòng baseline (mặc định)."
      ), valueName: "mean|trend|stated"))
  var referenceLevel = AccountRequest.Baseline.stated.rawValue

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      say(
        "Added to the reference level, t CO2e per year; needs --adjustment-reason.",
        vi: "Cộng vào mức tham chiếu, tCO₂tđ mỗi năm; cần --adjustment-reason."), valueName: "t"))
  var adjustment = 0.0

  @Option(
    help: ArgumentHelp(
      say("Why the level is adjusted.", vi: "Lý do điều chỉnh mức tham chiếu."),
      valueName: "text"))
  var adjustmentReason = ""

  @Option(
    help: ArgumentHelp(
      say(
        "Standards, separated by commas (default: all).",
        vi: "Các tiêu chuẩn, cách nhau bằng dấu phẩy (mặc định: tất cả)."), valueName: "list"))
  var standard: String?

  @Option(
    help: ArgumentHelp(
      say("Number of draws, at least 10,000.", vi: "Số lần mô phỏng, ít nhất 10.000.")))
  var draws = 100_000

  @Option(
    help: ArgumentHelp(
      say(
        "Warming potentials of CH4 and N2O from fires: ar5 (default), ar4, ar6, sar.",
        vi: "Hệ số GWP của CH₄ và N₂O từ cháy rừng: ar5 (mặc định), ar4, ar6, sar."),
      valueName: "name"))
  var gwp = WarmingPotentials.ar5.id

  @Option(
    help: ArgumentHelp(
      say(
        "Confidence level of the intervals outside the rules of standards.",
        vi: "Độ tin cậy của các khoảng ngoài quy tắc của tiêu chuẩn."), valueName: "level"))
  var confidence = 0.90

  @Option(
    help: ArgumentHelp(
      say(
        "Which field is which column, e.g. activity-data.area_ha=Ha.",
        vi: "Trường nào là cột nào, ví dụ activity-data.area_ha=Ha."),
      valueName: "table.column=field"))
  var column: [String] = []

  @Option(
    help: ArgumentHelp(
      say(
        "Row that holds the column names: N for all tables, or answers=N.",
        vi: "Dòng chứa tên cột: N cho mọi bảng, hoặc answers=N."), valueName: "n"))
  var headerRow: [String] = []

  @OptionGroup var text: TextOptions

  @Option(
    help: ArgumentHelp(
      say(
        "Write the questions of the standards as a table to fill in, and end.",
        vi: "Ghi các câu hỏi của tiêu chuẩn thành bảng để điền, rồi kết thúc."),
      valueName: "file"))
  var form: String?

  @OptionGroup(title: say("Run", vi: "Chạy lệnh")) var run: RunOptions
  @OptionGroup var errors: ErrorOptions
  @OptionGroup var language: LanguageOption

  @Option(
    help: ArgumentHelp(
      say(
        "Folder for the results (default: results/account in the project).",
        vi: "Thư mục kết quả (mặc định: results/account trong dự án)."), valueName: "dir"))
  var out: String?

  func run() async throws {
    let command = try resolved()
    if let form {
      try Workflow.accountForm(command.standards, to: form)
      print(form)
      return
    }
    let folder = project.map { ProjectFolder($0) }
    guard let out = command.out ?? folder?.results(of: "account") else {
      throw ValidationError(
        say("Name a project folder or --out.", vi: "Cần thư mục dự án hoặc --out."))
    }
    let context = command.run.context(onError: try command.errors.policy(default: .stop))
    var request = try command.request()
    var estimate: EstimateRequest?
    var upstream = context
    if let project, let folder {
      request.project = try folder.facts()
      if try folder.hasSection(EstimateCommand.section) {
        estimate = try Self.estimate(of: project)
        upstream = try Self.estimateContext(of: project, like: context, errors)
      }
      if request.change == nil, try folder.hasSection(ChangeCommand.section) {
        try command.refreshChange(project, folder, errors.onError)
        request.change = folder.statedResults(of: ChangeCommand.section)
      }
    }
    let summary = try await Workflow.account(
      request, of: estimate, results: folder?.results(of: "estimate"), out: out, context: context,
      upstream: upstream)
    Terminal.printFindings(summary.log, limit: 5)
    command.run.printTimings(context)
    if command.run.json {
      try Terminal.printJSON(
        .object([
          "status": .string("done"), "out": .string(out), "account": summary.json,
          "rows": Workflow.json(summary.accounts),
          "findings": Workflow.json(summary.log, Terminal.language),
        ]))
      return
    }
    print(
      (Self.text(summary) + [say("Results: {folder}", vi: "Kết quả: {folder}", ["folder": out])])
        .joined(separator: "\n"))
  }

  /// Areas of change that are missing or stale are computed first.
  private func refreshChange(
    _ project: String, _ folder: ProjectFolder, _ onError: String?
  ) throws {
    let typed = onError.map { ["--on-error", $0] } ?? []
    guard let step = ProjectStep.all.first(where: { $0.verb == ChangeCommand.section }),
      try !step.staleness(in: folder, language: Terminal.language, options: typed).isEmpty
    else { return }
    let result = try ToolProcess.run(
      [step.verb, project] + typed + ["--quiet"], output: .kept)
    guard result.exitCode == 0 else { throw ExitCode(result.exitCode) }
    if !run.json {
      print(
        say(
          "The results of change were missing or stale; they were computed anew.",
          vi: "Kết quả của change chưa có hoặc đã cũ; đã được tính lại."))
    }
  }

  private var standards: [String] {
    standard?.split(separator: ",").map { $0.filter { $0 != " " }.lowercased() }
      ?? Standard.builtInIDs
  }

  private func day(_ text: String?, _ option: String) throws -> CalendarDay {
    guard let text, let day = CalendarDay(text) else {
      throw ValidationError(
        say(
          "{option} takes a day such as 2026-03-15; read \"{value}\".",
          vi: "{option} nhận một ngày dạng 2026-03-15; đọc được “{value}”.",
          ["option": option, "value": text ?? ""]))
    }
    return day
  }

  private func request() throws -> AccountRequest {
    let (first, last) = (try day(from, "--from"), try day(to, "--to"))
    guard let period = Period(start: first, end: last) else {
      throw ValidationError(
        say("--to lies before --from.", vi: "--to đứng trước --from."))
    }
    guard period.years.count <= 100 else {
      throw ValidationError(
        say("The period is longer than 100 years.", vi: "Kỳ tính toán dài hơn 100 năm."))
    }
    let codes = (activity ?? "").split(separator: ",").map { $0.filter { $0 != " " } }
    let unknown = codes.first { !AccountScope.codes.contains($0) }
    if codes.isEmpty || unknown != nil {
      throw InventoryOptions.oneOf("--activity", unknown ?? "", AccountScope.codes)
    }
    guard ["project", "jurisdiction"].contains(level) else {
      throw InventoryOptions.oneOf("--level", level, ["project", "jurisdiction"])
    }
    var request = AccountRequest(
      period: period,
      scope: AccountScope(isJurisdiction: level == "jurisdiction", activities: codes),
      standards: standards)
    request.activityData = activityData
    request.change = change
    request.emissionFactors = emissionFactors
    request.gainLoss = gainLoss
    request.harvestedWood = harvestedWood
    request.answers = answers
    request.risk = risk
    guard let baseline = AccountRequest.Baseline(rawValue: referenceLevel) else {
      throw InventoryOptions.oneOf(
        "--reference-level", referenceLevel, AccountRequest.Baseline.allCases.map(\.rawValue))
    }
    request.baseline = baseline
    guard adjustment.isFinite else {
      throw ValidationError(
        say("--adjustment takes a number.", vi: "--adjustment nhận một số."))
    }
    let reason = adjustmentReason.filter { !$0.isWhitespace }
    guard adjustment == 0 || !reason.isEmpty else {
      throw ValidationError(
        say(
          "An adjustment of the reference level needs --adjustment-reason.",
          vi: "Điều chỉnh mức tham chiếu cần --adjustment-reason."))
    }
    guard adjustment == 0 || baseline != .stated else {
      throw ValidationError(
        say(
          "--adjustment changes a reference level; a stated baseline has none.",
          vi: "--adjustment áp dụng cho mức tham chiếu; đường cơ sở khai báo không có."))
    }
    request.adjustmentT = adjustment
    request.adjustmentReason = adjustmentReason
    guard (AccountRequest.fewestDraws...10_000_000).contains(draws) else {
      throw ValidationError(
        say(
          "--draws takes a number from 10000 to 10000000.",
          vi: "--draws nhận một số từ 10000 đến 10000000."))
    }
    request.draws = draws
    guard let potentials = WarmingPotentials.all.first(where: { $0.id == gwp }) else {
      throw InventoryOptions.oneOf("--gwp", gwp, WarmingPotentials.all.map(\.id))
    }
    request.potentials = potentials
    guard confidence > 0, confidence < 1 else {
      throw ValidationError(
        say(
          "--confidence takes a number between 0 and 1, e.g. 0.90.",
          vi: "--confidence nhận một số giữa 0 và 1, ví dụ 0.90."))
    }
    request.confidence = confidence
    request.tables = try InventoryOptions.tables(
      column, headerRow, text: text, schemas: TableSchema.accounts)
    return request
  }

  static func text(_ s: AccountSummary) -> [String] {
    let level = NumberStyle(Terminal.language).percent(s.confidence)
    let half = s.gross.halfWidth(s.confidence)
    var lines: [String] = []
    if s.hasRefreshed {
      lines.append(
        say(
          "The results of estimate were missing or stale; they were computed anew.",
          vi: "Kết quả của estimate chưa có hoặc đã cũ; đã được tính lại."))
    }
    lines.append(
      say(
        "Estimated gross reduction {from} to {to}: {t} t CO₂e ({level} confidence interval {low} to {high}).",
        vi:
          "Lượng giảm ước tính chưa khấu trừ từ {from} đến {to}: {t} tCO₂tđ (khoảng tin cậy {level}: {low} đến {high}).",
        [
          "from": s.period.start.text, "to": s.period.end.text, "t": number(s.gross.value),
          "level": level, "low": number(s.gross.value - half),
          "high": number(s.gross.value + half),
        ]))
    lines.append(
      say(
        "Baseline {b} t CO₂e, with the project {p} t CO₂e.",
        vi: "Đường cơ sở {b} tCO₂tđ, kịch bản có dự án {p} tCO₂tđ.",
        ["b": number(s.baseline.value), "p": number(s.project.value)]))
    for result in s.standards {
      let name = result.standard.name.text(Terminal.language)
      let word = result.applicability.name.text(Terminal.language)
      if let net = result.netT {
        lines.append(
          say(
            "  {name} ({word}): net {net} t CO₂e; less uncertainty {u}, leakage {l}, buffer {b}",
            vi:
              "  {name} ({word}): lượng ròng {net} tCO₂tđ; trừ độ không chắc chắn {u}, rò rỉ {l}, dự phòng {b}",
            [
              "name": name, "word": word, "net": number(Double(net)),
              "u": number(result.account.deduction), "l": number(result.account.leakage),
              "b": number(result.account.buffer),
            ]))
      } else {
        lines.append(
          say(
            "  {name} ({word}): no net figure; a rule is not known here or an answer is missing",
            vi:
              "  {name} ({word}): không tính lượng ròng; chưa biết quy tắc hoặc thiếu câu trả lời",
            ["name": name, "word": word]))
      }
    }
    return lines + Summary.rows(s.accounts) + [
      say(
        "This is an estimate. It has not been verified and is not an issued credit.",
        vi: "Đây là số liệu ước tính, chưa được thẩm định và không phải là tín chỉ các-bon đã cấp.")
    ]
  }
}
