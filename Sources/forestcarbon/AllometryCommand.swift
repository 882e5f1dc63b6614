import ArgumentParser
import CarbonStock
import ForestModel
import ForestWorkflow

struct AllometryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "allometry",
    abstract: say(
      "The equations: list, show, evaluate, hold against weighed trees.",
      vi: "Các phương trình sinh trắc: liệt kê, xem, tính thử, đối chiếu với cây cân đo."),
    discussion: say(
      """
      Example:
        forestcarbon allometry list
        forestcarbon allometry show CHAVE2014_EQ4
        forestcarbon allometry evaluate CHAVE2014_EQ4 \\
          --dbh 25 --height 16 --wood-density 0.58
      """,
      vi: """
        Ví dụ:
          forestcarbon allometry list
          forestcarbon allometry show CHAVE2014_EQ4
          forestcarbon allometry evaluate CHAVE2014_EQ4 \\
            --dbh 25 --height 16 --wood-density 0.58
        """),
    subcommands: [
      ListEquations.self, ShowEquation.self, EvaluateEquation.self, ValidateEquations.self,
      TimeEquations.self,
    ])
}

/// Where equations come from, besides the registry.
struct EquationOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      say(
        "Equations of your own: id, expression, predictors, result_unit, d_min_cm, d_max_cm, citation.",
        vi:
          "Phương trình riêng: id, expression, predictors, result_unit, d_min_cm, d_max_cm, citation."
      ), valueName: "file"))
  var equations: String?

  func registry() throws -> EquationRegistry {
    try Workflow.registry(equations: equations, language: Terminal.language)
  }
}

struct ListEquations: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: say("Name every equation.", vi: "Liệt kê mọi phương trình."))

  @Flag(
    help: ArgumentHelp(
      say("Print one JSON object for programs.", vi: "In một đối tượng JSON cho chương trình.")))
  var json = false
  @OptionGroup var own: EquationOptions
  @OptionGroup var language: LanguageOption

  func run() async throws {
    let records = try own.registry().records
    if json {
      try Terminal.printJSON(
        .object(["equations": .array(records.map { Workflow.json($0) })]))
      return
    }
    var rows = [
      [
        say("id", vi: "mã"), say("result", vi: "kết quả"), say("takes", vi: "biến"), "D (cm)",
        say("growth form", vi: "dạng sống"), say("confirmed", vi: "đã đối chiếu"),
      ]
    ]
    rows += records.map { record in
      [
        record.id, "\(record.quantity.rawValue) \(record.unit)",
        record.program.variables.joined(separator: " "), EquationText.range(record),
        record.growthForm, EquationText.yesNo(record.confirmed),
      ]
    }
    print(EquationText.table(rows))
    print(
      say(
        "{count} equations, {confirmed} confirmed against a text or data.",
        vi: "{count} phương trình, {confirmed} đã được đối chiếu với tài liệu hoặc số liệu.",
        [
          "count": "\(records.count)", "confirmed": "\(records.count(where: \.confirmed))",
        ]))
  }
}

struct ShowEquation: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: say(
      "Everything known about one equation.", vi: "Mọi thông tin về một phương trình."))

  @Argument(help: ArgumentHelp(say("Id of the equation.", vi: "Mã phương trình."))) var id: String
  @Flag(
    help: ArgumentHelp(
      say("Print one JSON object for programs.", vi: "In một đối tượng JSON cho chương trình.")))
  var json = false
  @OptionGroup var own: EquationOptions
  @OptionGroup var language: LanguageOption

  func run() async throws {
    let record = try Workflow.equation(id, in: try own.registry())
    if json {
      try Terminal.printJSON(Workflow.json(record))
      return
    }
    print(EquationText.lines(record).joined(separator: "\n"))
  }
}

struct EvaluateEquation: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: say(
      "The value of one equation for one tree or stand.",
      vi: "Giá trị của một phương trình cho một cây hoặc một lâm phần."))

  @Argument(help: ArgumentHelp(say("Id of the equation.", vi: "Mã phương trình."))) var id: String
  @Option(help: ArgumentHelp(say("Diameter D, cm.", vi: "Đường kính D, cm."))) var dbh: Double?
  @Option(help: ArgumentHelp(say("Height H, m.", vi: "Chiều cao H, m."))) var height: Double?
  @Option(
    help: ArgumentHelp(
      say("Wood density WD, g/cm3.", vi: "Khối lượng thể tích gỗ WD, g/cm3.")))
  var woodDensity: Double?
  @Option(
    help: ArgumentHelp(
      say(
        "Any other variable, e.g. E=0.3 or AGB_tha=125.",
        vi: "Biến khác, ví dụ E=0.3 hoặc AGB_tha=125."), valueName: "name=value"))
  var set: [String] = []
  @Flag(
    help: ArgumentHelp(
      say("Print one JSON object for programs.", vi: "In một đối tượng JSON cho chương trình.")))
  var json = false
  @OptionGroup var own: EquationOptions
  @OptionGroup var language: LanguageOption

  func run() async throws {
    let result = try Workflow.evaluate(
      try Workflow.equation(id, in: try own.registry()), try inputs())
    if json {
      try Terminal.printJSON(result.json)
      return
    }
    let record = result.record
    var lines = [
      say(
        "{id}: {value} {unit} ({quantity})", vi: "{id}: {value} {unit} ({quantity})",
        [
          "id": record.id, "value": number(result.value, decimals: result.value < 1 ? 8 : 4),
          "unit": record.unit, "quantity": record.quantity.name.text(Terminal.language),
        ])
    ]
    if result.isInRange == false {
      lines.append(
        say(
          "Outside its range: D {range} cm.", vi: "Ngoài khoảng áp dụng: D {range} cm.",
          ["range": EquationText.range(record)]))
    }
    if !result.unused.isEmpty {
      lines.append(
        say(
          "Not used by this equation: {names}.", vi: "Phương trình này không dùng: {names}.",
          ["names": result.unused.joined(separator: ", ")]))
    }
    if record.correction == .absent { lines.append(EquationText.correction(record)) }
    if !record.confirmed { lines.append(EquationText.unconfirmed) }
    print(lines.joined(separator: "\n"))
  }

  private func inputs() throws -> [String: Double] {
    var inputs: [String: Double] = [:]
    inputs["D"] = try InventoryOptions.inRange(dbh, 0.01...500, "--dbh")
    inputs["H"] = try InventoryOptions.inRange(height, 0.01...130, "--height")
    inputs["WD"] = try InventoryOptions.inRange(woodDensity, 0.08...1.5, "--wood-density")
    for statement in set {
      let halves = statement.split(separator: "=", maxSplits: 1).map(String.init)
      guard halves.count == 2, let value = Double(halves[1]), value.isFinite else {
        throw ValidationError(
          say(
            "--set takes NAME=NUMBER; read \"{value}\".",
            vi: "--set nhận TÊN=SỐ; đọc được “{value}”.", ["value": statement]))
      }
      guard EquationVariable(rawValue: halves[0]) != nil else {
        throw InventoryOptions.oneOf(
          "--set", halves[0], EquationVariable.allCases.map(\.rawValue))
      }
      inputs[halves[0]] = value
    }
    return inputs
  }
}

struct ValidateEquations: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: say(
      "Hold equations against trees that were weighed.",
      vi: "Đối chiếu phương trình với các cây đã cân đo."),
    discussion: say(
      """
      Example:
        forestcarbon allometry validate --trees weighed.csv \\
          --equation CHAVE2014_EQ4 --equation UNREDD_VN_NE_DH

      Columns: dbh_cm, agb_kg (measured), height_m, wood_density_g_cm3, site.
      """,
      vi: """
        Ví dụ:
          forestcarbon allometry validate --trees can_do.csv \\
            --equation CHAVE2014_EQ4 --equation UNREDD_VN_NE_DH

        Các cột: dbh_cm, agb_kg (số đo), height_m, wood_density_g_cm3, site.
        """))

  @Option(
    help: ArgumentHelp(
      say(
        "Weighed trees: dbh_cm, agb_kg, height_m, wood_density_g_cm3, site or plot_id.",
        vi: "Cây cân đo: dbh_cm, agb_kg, height_m, wood_density_g_cm3, site hoặc plot_id."),
      valueName: "file"))
  var trees: String
  @Option(
    help: ArgumentHelp(
      say(
        "Equation, as often as wanted (default CHAVE2014_EQ4).",
        vi: "Phương trình, có thể lặp lại (mặc định CHAVE2014_EQ4)."), valueName: "id"))
  var equation: [String] = []
  @Option(
    help: ArgumentHelp(
      say(
        "Environmental stress of the site, E=VALUE.",
        vi: "Chỉ số khô hạn của lập địa, E=GIÁ_TRỊ."), valueName: "name=value"))
  var set: [String] = []
  @Option(
    help: ArgumentHelp(
      say(
        "Which field is which column, e.g. trees.dbh_cm=D.",
        vi: "Trường nào là cột nào, ví dụ trees.dbh_cm=D."), valueName: "table.column=field"))
  var column: [String] = []
  @Option(
    help: ArgumentHelp(
      say("Row that holds the column names.", vi: "Dòng chứa tên cột."), valueName: "n"))
  var headerRow: [String] = []

  @OptionGroup var text: TextOptions
  @OptionGroup var own: EquationOptions
  @OptionGroup var errors: ErrorOptions
  @OptionGroup(title: say("Run", vi: "Chạy lệnh")) var run: RunOptions
  @OptionGroup var language: LanguageOption

  func run() async throws {
    var request = InventoryRequest(trees: trees)
    request.equations = own.equations
    request.tables = try InventoryOptions.tables(
      column, headerRow, text: text, schemas: [.weighed, .equations])
    request.constants = try InventoryOptions.constants(set)
    let context = run.context(onError: try errors.policy(default: .stop))
    let summary = try Workflow.validate(
      equation.isEmpty ? [AllometryCatalog.chave2014Eq4.id] : equation, request, context: context)
    Terminal.printFindings(summary.log, limit: 5)
    if run.json {
      try Terminal.printJSON(
        .object([
          "status": .string("done"), "equations": summary.json,
          "rows": Workflow.json([summary.account]),
          "findings": Workflow.json(summary.log, Terminal.language),
        ]))
      return
    }
    print(summary.validations.map(text).joined(separator: "\n\n"))
    for line in Summary.rows([summary.account]) { print(line) }
  }

  private func text(_ validation: EquationValidation) -> String {
    func row(_ name: String, _ fit: EquationFit) -> [String] {
      [
        name, number(Double(fit.count)), number(100 * fit.bias, decimals: 2) + "%",
        number(fit.rmseKg, decimals: 1), number(fit.rmsLn, decimals: 4),
        number(100 * fit.meanRelativeError, decimals: 2) + "%",
      ]
    }
    var rows = [
      [
        validation.model.id, "n", say("bias", vi: "độ chệch"), "RMSE (kg)", "RMS ln",
        say("mean rel. error", vi: "sai số tương đối TB"),
      ], row(say("all", vi: "tất cả"), validation.all),
    ]
    rows += validation.byDiameter.map { group in
      row(
        group.highCm.isFinite
          ? "D \(group.lowCm.csvText)–\(group.highCm.csvText)" : "D ≥ \(group.lowCm.csvText)",
        group.fit)
    }
    if validation.bySite.count > 1 { rows += validation.bySite.map { row($0.site, $0.fit) } }
    var lines = [EquationText.table(rows)]
    if validation.outsideRange > 0 {
      lines.append(
        say(
          "{count} of them outside the range of the equation.",
          vi: "{count} cây nằm ngoài khoảng áp dụng của phương trình.",
          ["count": number(Double(validation.outsideRange))]))
    }
    if !validation.leftOut.isEmpty {
      let reasons = validation.leftOut.sorted { $0.key < $1.key }
        .map { "\($0.key) \(number(Double($0.value)))" }
      lines.append(
        say(
          "Left out: {reasons}.", vi: "Không dùng: {reasons}.",
          ["reasons": reasons.joined(separator: ", ")]))
    }
    if validation.model.missingFactor != nil {
      lines.append(
        say(
          "Its constants lack the correction of a fit on the ln scale; none is added.",
          vi: "Hệ số chưa có hiệu chỉnh của thang ln; không nhân thêm."))
    }
    if !validation.model.confirmed { lines.append(EquationText.unconfirmed) }
    return lines.joined(separator: "\n")
  }
}

/// Time per tree of the closed form and of the same equation as a formula; not shown in the help.
struct TimeEquations: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "bench", shouldDisplay: false)

  @OptionGroup var language: LanguageOption

  func run() async throws {
    let count = 1_000_000
    let dbh = (0..<count).map { 5 + Double($0 % 997) / 10 }
    let height = (0..<count).map { 4 + Double($0 % 389) / 12 }
    let density = (0..<count).map { 0.3 + Double($0 % 71) / 100 }
    for model in AllometryCatalog.all {
      guard let record = EquationRegistry.builtIn[model.id] else { continue }
      let columns = record.program.variables.map { name in
        switch name {
        case "D": dbh
        case "H": height
        case "WD": density
        default: [0.2]
        }
      }
      let closed = Self.nanosecondsPerTree(count) {
        model.agbKg(dbhCm: dbh, heightM: height, woodDensity: density, stress: 0.2)
      }
      let formula = Self.nanosecondsPerTree(count) {
        record.program.values(of: columns, count: count)
      }
      print(
        "\(model.id): closed form \(number(closed, decimals: 1)) ns/tree, formula "
          + "\(number(formula, decimals: 1)) ns/tree, ratio \(number(formula / closed, decimals: 2))"
      )
    }
  }

  /// The best of seven runs.
  private static func nanosecondsPerTree(_ count: Int, _ body: () -> [Double]) -> Double {
    let times = (0..<7).map { _ in
      let clock = ContinuousClock()
      var last = 0.0
      let time = clock.measure { last = body().last ?? 0 }
      precondition(last.isFinite, "a bench needs results")
      return Double(time.components.attoseconds) * 1e-9 + Double(time.components.seconds) * 1e9
    }
    return (times.min() ?? .nan) / Double(count)
  }
}

/// How equations are printed for people.
enum EquationText {
  static func yesNo(_ value: Bool) -> String {
    value ? say("yes", vi: "có") : say("no", vi: "không")
  }

  /// `5–212`, `10–` or nothing.
  static func range(_ record: EquationRecord) -> String {
    guard record.dMinCm != nil || record.dMaxCm != nil else { return "–" }
    return (record.dMinCm?.csvText ?? "") + "–" + (record.dMaxCm?.csvText ?? "")
  }

  static func correction(_ record: EquationRecord) -> String {
    let meaning = record.correction.meaning.text(Terminal.language)
    let factor = record.missingFactor.map {
      say(
        " (factor exp(s²/2) = {factor})", vi: " (hệ số exp(s²/2) = {factor})",
        ["factor": number($0, decimals: 4)])
    }
    return say("Correction of a fit on the ln scale: ", vi: "Hiệu chỉnh của thang ln: ") + meaning
      + (factor ?? "") + "."
  }

  static var unconfirmed: String {
    say(
      "Not confirmed: its numbers were not yet seen in a text or recomputed from data.",
      vi: "Chưa được xác nhận: các hệ số chưa được đối chiếu với tài liệu hoặc số liệu.")
  }

  /// A record, one fact per line.
  static func lines(_ record: EquationRecord) -> [String] {
    let variables = record.program.variables.map { name in
      let unit = EquationVariable(rawValue: name)?.unit ?? ""
      return unit.isEmpty ? name : "\(name) (\(unit))"
    }
    var facts: [(String, String)] = [
      (
        say("gives", vi: "kết quả"),
        record.quantity.name.text(Terminal.language) + ", " + record.unit
      ),
      (say("formula", vi: "công thức"), record.expression),
      (say("takes", vi: "biến"), variables.joined(separator: ", ")),
      (say("growth form", vi: "dạng sống"), record.growthForm),
      (say("forest", vi: "loại rừng"), record.forest), (say("taxa", vi: "loài"), record.taxa),
      (say("region", vi: "vùng"), record.region), ("D (cm)", range(record)),
    ]
    if let high = record.hMaxM {
      facts.append((say("H up to (m)", vi: "H không quá (m)"), high.csvText))
    }
    if let count = record.count { facts.append(("n", "\(count)")) }
    if let rse = record.rse {
      facts.append((say("residual error", vi: "sai số dư"), "\(rse.csvText) (\(record.rseScale))"))
    }
    facts += [
      (say("fit", vi: "cách lập"), record.fit),
      (say("source", vi: "nguồn"), record.reference), ("DOI", record.doi),
      (
        say("confirmed", vi: "đã đối chiếu"),
        yesNo(record.confirmed) + (record.evidence.isEmpty ? "" : "; " + record.evidence)
      ),
      (say("trust", vi: "độ tin cậy"), record.grade), (say("remark", vi: "ghi chú"), record.remark),
    ]
    if let obstacle = record.obstacle {
      facts.append(
        (say("not for trees", vi: "không dùng cho cây"), obstacle.text(Terminal.language)))
    }
    let shown = facts.filter { !$0.1.isEmpty && $0.1 != "–" }
    let width = shown.map(\.0.count).max() ?? 0
    return [record.id]
      + shown.map { "  " + padded($0.0, width) + "  " + $0.1 } + [correction(record)]
  }

  /// Columns side by side, the first row being the header.
  static func table(_ rows: [[String]]) -> String {
    let widths = (rows.first ?? []).indices.map { column in
      rows.map { $0[column].count }.max() ?? 0
    }
    return rows.map { row in
      var line = zip(row, widths).map { padded($0, $1) }.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      return line
    }.joined(separator: "\n")
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}
