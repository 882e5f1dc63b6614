import ArgumentParser
import CarbonStock
import ForestModel
import ForestWorkflow

struct StockChangeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stock-change",
    abstract: say(
      "Change of the stock between two recorded surveys, and whether it is more than noise.",
      vi: "Thay đổi trữ lượng giữa hai kỳ điều tra, và thay đổi đó có vượt sai số hay không."),
    discussion: say(
      """
      Example:
        forestcarbon stock-change --before results/2025 --after results/2030 \\
          --years 5 --out results/change

      Takes the results of estimate or biomass for both surveys. Positive: the
      stock grew. Writes changes.csv, plots.csv, summary.json and run.json.
      """,
      vi: """
        Ví dụ:
          forestcarbon stock-change --before ket_qua/2025 --after ket_qua/2030 \\
            --years 5 --out ket_qua/thay_doi

        Nhận kết quả của estimate hoặc biomass cho cả hai kỳ. Số dương: trữ lượng
        tăng. Ghi changes.csv, plots.csv, summary.json và run.json.
        """))

  @Option(
    help: ArgumentHelp(
      say("Results of the first survey.", vi: "Kết quả của kỳ điều tra thứ nhất."),
      valueName: "dir"))
  var before: String

  @Option(
    help: ArgumentHelp(
      say("Results of the second survey.", vi: "Kết quả của kỳ điều tra thứ hai."),
      valueName: "dir"))
  var after: String

  @Option(
    help: ArgumentHelp(
      say(
        "Years between the surveys, e.g. 4.5; for the change per year.",
        vi: "Số năm giữa hai kỳ, ví dụ 4.5; để tính thay đổi hằng năm.")))
  var years: Double?

  @Option(
    help: ArgumentHelp(
      say(
        "paired (default): the same plots measured twice. independent: two surveys that share no plot.",
        vi:
          "paired (mặc định): cùng ô đo lặp lại. independent: hai kỳ điều tra không chung ô."),
      valueName: "paired|independent"))
  var design = ChangeDesign.paired.rawValue

  @Option(
    help: ArgumentHelp(
      say("Confidence level, e.g. 0.90.", vi: "Độ tin cậy, ví dụ 0.90."), valueName: "level"))
  var confidence = 0.90

  @Option(
    help: ArgumentHelp(
      say(
        "Degrees of freedom of paired plots (default: those of the first run).",
        vi: "Bậc tự do của ô đo lặp lại (mặc định: theo lần chạy thứ nhất)."),
      valueName: "satterthwaite|n-m"))
  var degreesOfFreedom: String?

  @Option(
    help: ArgumentHelp(
      say(
        "A tree thinner than before by more than this is a warning (default 0.5 cm).",
        vi: "Cây nhỏ hơn lần trước quá mức này thì cảnh báo (mặc định 0,5 cm)."),
      valueName: "cm"))
  var shrinkTolerance = 0.5

  @OptionGroup(title: say("Run", vi: "Chạy lệnh")) var run: RunOptions
  @OptionGroup var errors: ErrorOptions
  @OptionGroup var language: LanguageOption

  @Option(
    help: ArgumentHelp(say("Folder for the results.", vi: "Thư mục kết quả."), valueName: "dir"))
  var out: String

  func run() async throws {
    let context = run.context(onError: try errors.policy(default: .stop))
    let summary = try Workflow.stockChange(try request(), out: out, context: context)
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

  private func request() throws -> ChangeRequest {
    var request = ChangeRequest(before: before, after: after)
    if let years, !(years > 0 && years.isFinite) {
      throw ValidationError(
        say("--years takes a number above 0.", vi: "--years nhận một số lớn hơn 0."))
    }
    request.years = years
    guard let design = ChangeDesign(rawValue: design) else {
      throw InventoryOptions.oneOf("--design", design, ChangeDesign.allCases.map(\.rawValue))
    }
    request.design = design
    guard confidence > 0, confidence < 1 else {
      throw ValidationError(
        say(
          "--confidence takes a number between 0 and 1, e.g. 0.90.",
          vi: "--confidence nhận một số giữa 0 và 1, ví dụ 0.90."))
    }
    request.confidence = confidence
    if let degreesOfFreedom {
      guard let rule = DegreesOfFreedomRule(rawValue: degreesOfFreedom) else {
        throw InventoryOptions.oneOf(
          "--degrees-of-freedom", degreesOfFreedom, DegreesOfFreedomRule.allCases.map(\.rawValue))
      }
      request.degreesOfFreedom = rule
    }
    guard shrinkTolerance >= 0, shrinkTolerance.isFinite else {
      throw ValidationError(
        say(
          "--shrink-tolerance takes 0 or more centimetres.",
          vi: "--shrink-tolerance nhận số từ 0 cm trở lên."))
    }
    request.shrinkToleranceCm = shrinkTolerance
    return request
  }

  /// A signed number: a change without its sign says nothing.
  private static func signed(_ value: Double, _ decimals: Int) -> String {
    (value > 0 ? "+" : "") + number(value, decimals: decimals)
  }

  static func text(_ s: ChangeSummary) -> [String] {
    let change = s.total.change
    let level = NumberStyle(Terminal.language).percent(s.confidence)
    let isTotal = !change.changeT.isNaN
    let (value, half, decimals) =
      isTotal
      ? (change.changeT, change.halfWidthT, 0) : (change.perHa.co2eT, change.halfWidthTPerHa, 2)
    let unit = isTotal ? say("t CO₂e", vi: "tCO₂tđ") : say("t CO₂e/ha", vi: "tCO₂tđ/ha")
    let plots = number(Double(change.plotCount))
    let basis =
      s.design == .paired
      ? say("{n} plots measured twice", vi: "{n} ô đo lặp lại", ["n": plots])
      : say(
        "two independent surveys, {n} plots together", vi: "hai kỳ độc lập, tổng {n} ô",
        ["n": plots])
    var lines = [
      say(
        "Change of the carbon stock: {change} {unit} ({level} confidence interval {low} to {high}; sampling error only; {basis}).",
        vi:
          "Thay đổi trữ lượng các-bon: {change} {unit} (khoảng tin cậy {level}: {low} đến {high}; chỉ gồm sai số lấy mẫu; {basis}).",
        [
          "change": signed(value, decimals), "unit": unit, "level": level,
          "low": signed(value - half, decimals), "high": signed(value + half, decimals),
          "basis": basis,
        ])
    ]
    if isTotal {
      lines.append(
        say(
          "Per hectare: {change} t CO₂e/ha, half-width {half} t at {level} confidence; land: {ha} ha.",
          vi:
            "Trên héc-ta: {change} tCO₂tđ/ha, sai số {half} tCO₂tđ/ha với độ tin cậy {level}; diện tích: {ha} ha.",
          [
            "change": signed(change.perHa.co2eT, 2),
            "half": number(change.halfWidthTPerHa, decimals: 2), "level": level,
            "ha": number(change.areaHa, decimals: 1),
          ]))
    }
    if s.years > 0 {
      lines.append(
        say(
          "Per year, over {years} years: {change} {unit}.",
          vi: "Mỗi năm, trong {years} năm: {change} {unit}.",
          [
            "years": s.years.csvText, "change": signed(value / s.years, decimals), "unit": unit,
          ]))
    }
    lines.append(
      say("Positive means that the stock grew.", vi: "Số dương nghĩa là trữ lượng tăng."))
    lines += noise(s, unit, half, decimals, level)
    if let parts = s.total.components {
      lines.append(
        say(
          "Above-ground biomass, Mg/ha: growth of survivors {growth}, recruits {recruits}, mortality {mortality}, lost trees {lost}; together {sum}.",
          vi:
            "Sinh khối trên mặt đất, tấn/ha: tăng trưởng của cây còn sống {growth}, cây bổ sung {recruits}, cây chết {mortality}, cây mất {lost}; tổng {sum}.",
          [
            "growth": signed(parts.growth, 2), "recruits": signed(parts.recruits, 2),
            "mortality": signed(parts.mortality, 2), "lost": signed(parts.lost, 2),
            "sum": signed(parts.sum, 2),
          ]))
    }
    if s.uncoveredHa > 0 {
      lines.append(
        say(
          "Not in it: {ha} ha that take a stock factor; nothing was measured twice there.",
          vi: "Chưa gồm: {ha} ha dùng hệ số trữ lượng; ở đó không có ô đo lặp lại.",
          ["ha": number(s.uncoveredHa, decimals: 1)]))
    }
    if let updated = s.updated {
      lines.append(
        say(
          "Stock of the first survey brought up to date: {t} t CO₂e, half-width {half} ({percent}%) at {level} confidence.",
          vi:
            "Trữ lượng của kỳ thứ nhất được cập nhật: {t} tCO₂tđ, sai số {half} ({percent}%) với độ tin cậy {level}.",
          [
            "t": number(updated.stock), "half": number(updated.halfWidth),
            "percent": number(100 * updated.relative, decimals: 1), "level": level,
          ]))
    }
    return lines + Summary.rows(s.accounts) + [
      say(
        "This is an estimate. It has not been verified and is not an issued credit.",
        vi: "Đây là số liệu ước tính, chưa được thẩm định và không phải là tín chỉ các-bon đã cấp.")
    ]
  }

  /// Whether the change is more than noise, in plain words.
  private static func noise(
    _ s: ChangeSummary, _ unit: String, _ half: Double, _ decimals: Int, _ level: String
  ) -> [String] {
    let change = s.total.change
    var lines: [String] = []
    switch change.isToldFromZero {
    case nil:
      lines.append(
        say(
          "No interval can be given: do not book this change.",
          vi: "Không tính được khoảng tin cậy: không được ghi nhận thay đổi này."))
      return lines
    case true?:
      lines.append(
        say(
          "At {level} confidence the change is told from zero.",
          vi: "Với độ tin cậy {level}, thay đổi này khác không.", ["level": level]))
      let doubts = [FindingKind.methodsNearlyDiffer, .heightsModelledTwice]
      if doubts.contains(where: { s.log.counts[$0.code, default: 0] > 0 }) {
        lines.append(
          say(
            "  That is about sampling error. The two runs differ in method too, see the warnings: settle that before you book the change.",
            vi:
              "  Điều này chỉ xét sai số lấy mẫu. Hai lần chạy còn khác nhau về phương pháp, xem cảnh báo: hãy làm rõ trước khi ghi nhận thay đổi."
          ))
      }
    case false?:
      lines.append(
        say(
          "NOISE: at {level} confidence this change cannot be told from zero. Do not book it as a removal or an emission.",
          vi:
            "SAI SỐ: với độ tin cậy {level}, không phân biệt được thay đổi này với không thay đổi. Không được ghi nhận là hấp thụ hay phát thải.",
          ["level": level]))
      lines.append(
        change.plotsNeeded.map {
          say(
            "  A change of this size would need about {needed} plots; these are {n}.",
            vi: "  Thay đổi cỡ này cần khoảng {needed} ô; hiện có {n} ô.",
            ["needed": number(Double($0)), "n": number(Double(change.plotCount))])
        }
          ?? say(
            "  No number of plots tells a change of this size from zero.",
            vi: "  Không số ô nào đủ để phân biệt thay đổi cỡ này với không."))
    }
    lines.append(
      say(
        "  Smallest change that these plots can tell from zero: {half} {unit}.",
        vi: "  Thay đổi nhỏ nhất mà các ô này phân biệt được với không: {half} {unit}.",
        ["half": number(half, decimals: decimals), "unit": unit]))
    if !s.total.halfWidthIfIndependent.isNaN {
      lines.append(
        say(
          "  Correlation of the plots between the surveys: {r}. Two independent surveys of this size would have a half-width of {wide} t CO₂e/ha instead of {half}.",
          vi:
            "  Tương quan của các ô giữa hai kỳ: {r}. Hai kỳ độc lập cùng số ô sẽ có sai số {wide} tCO₂tđ/ha thay vì {half}.",
          [
            "r": number(s.total.correlation, decimals: 2),
            "wide": number(s.total.halfWidthIfIndependent, decimals: 2),
            "half": number(change.halfWidthTPerHa, decimals: 2),
          ]))
    }
    return lines
  }
}
