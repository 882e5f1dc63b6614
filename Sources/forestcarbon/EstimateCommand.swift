import ArgumentParser
import ForestModel
import ForestWorkflow

struct EstimateCommand: AsyncParsableCommand, ProjectCommand {
  static let section = "estimate"
  static let configuration = CommandConfiguration(
    commandName: "estimate",
    abstract: say(
      "The main job: parcels, plots and trees in, t CO2e per parcel with intervals out.",
      vi: "Việc chính: từ lô rừng, ô tiêu chuẩn và cây ra tCO₂tđ từng lô kèm khoảng tin cậy."),
    discussion: say(
      """
      Example:
        forestcarbon estimate --parcels lots.shp --stratum-field ldlr \\
          --plots plots.csv --trees trees.csv --out results
      or, for a project folder with a project.yaml:
        forestcarbon estimate SampleData/sonla

      Writes report.html (a page to read), parcels.csv, parcels.gpkg (opens
      styled in QGIS), strata.csv, classes.csv, plots.csv, trees.csv,
      summary.json and run.json.
      """,
      vi: """
        Ví dụ:
          forestcarbon estimate --parcels lo.shp --stratum-field ldlr \\
            --plots otc.csv --trees cay.csv --out ket_qua
        hoặc với thư mục dự án có project.yaml:
          forestcarbon estimate SampleData/sonla

        Ghi report.html (trang để đọc), parcels.csv, parcels.gpkg (mở bằng
        QGIS đã có kiểu hiển thị), strata.csv, classes.csv, plots.csv,
        trees.csv, summary.json và run.json.
        """))

  @Argument(
    help: ArgumentHelp(
      say("Project folder with a project.yaml.", vi: "Thư mục dự án có project.yaml.")))
  var project: String?

  @OptionGroup(title: say("Land and strata", vi: "Lô rừng và tầng")) var options: EstimateOptions
  @OptionGroup(title: say("Field inventory", vi: "Số liệu hiện trường")) var inventory:
    InventoryOptions
  @OptionGroup var errors: ErrorOptions
  @OptionGroup(title: say("Run", vi: "Chạy lệnh")) var run: RunOptions
  @OptionGroup var language: LanguageOption

  @Option(
    help: ArgumentHelp(
      say(
        "Folder for the results (default in a project: results/estimate).",
        vi: "Thư mục kết quả (mặc định trong dự án: results/estimate)."), valueName: "dir"))
  var out: String?

  func run() async throws {
    let command = try resolved()
    var request = try command.options.request(command.inventory)
    if let project { try ProjectFolder(project).complete(&request) }
    let target = command.out ?? project.map { ProjectFolder($0).results(of: "estimate") }
    guard let target else {
      throw ValidationError(
        say("--out DIR is needed: where the results go.", vi: "Cần --out THƯ_MỤC: nơi ghi kết quả.")
      )
    }
    let context = command.run.context(onError: try command.errors.policy(default: .stop))
    let summary = try await Workflow.estimate(request, out: target, context: context)
    Terminal.printFindings(summary.log, limit: 5)
    command.run.printTimings(context)
    if command.run.json {
      try Terminal.printJSON(
        .object([
          "status": .string("done"), "out": .string(target), "summary": summary.json,
          "rows": Workflow.json(summary.accounts),
          "findings": Workflow.json(summary.log, Terminal.language),
        ]))
    } else {
      print(Self.text(summary))
    }
  }

  /// The numbers that matter, as a technician reads them.
  private static func text(_ s: EstimateSummary) -> String {
    let level = NumberStyle(Terminal.language).percent(s.confidence)
    let headline =
      s.intervalContent == nil
      ? say(
        "Estimated carbon stock: {t} t CO₂e; no interval can be given, see the findings.",
        vi: "Trữ lượng các-bon ước tính: {t} tCO₂tđ; chưa có khoảng tin cậy, xem các phát hiện.",
        ["t": number(s.co2eT)])
      : say(
        "Estimated carbon stock: {t} t CO₂e ({level} confidence interval {low} to {high}; {kind}).",
        vi:
          "Trữ lượng các-bon ước tính: {t} tCO₂tđ (khoảng tin cậy {level}: {low} đến {high}; {kind}).",
        [
          "t": number(s.co2eT), "level": level, "low": number(s.lowT), "high": number(s.highT),
          "kind": s.intervalContent?.text(Terminal.language) ?? "",
        ])
    var lines = [
      headline,
      s.intervalContent == nil
        ? say(
          "Mean stock: {mean} t CO₂e/ha.", vi: "Trung bình: {mean} tCO₂tđ/ha.",
          ["mean": number(s.co2eTPerHa, decimals: 1)])
        : say(
          "Mean stock: {mean} t CO₂e/ha, half-width {half}% at {level} confidence.",
          vi: "Trung bình: {mean} tCO₂tđ/ha, sai số tương đối {half}% với độ tin cậy {level}.",
          [
            "mean": number(s.co2eTPerHa, decimals: 1),
            "half": number(100 * s.relativeHalfWidth, decimals: 1), "level": level,
          ]),
      say(
        "Land: {ha} ha in {n} parcels accounted for; left out: {excluded} ha excluded, {unmapped} ha without class, {rejected} ha in {k} rejected parcels.",
        vi:
          "Diện tích: {ha} ha thuộc {n} lô được tính; không tính: {excluded} ha loại trừ theo bảng tầng, {unmapped} ha chưa có mã loại rừng, {rejected} ha thuộc {k} lô có lỗi.",
        [
          "ha": number(s.accountedHa, decimals: 1), "n": number(Double(s.parcels.accounted)),
          "excluded": number(s.excludedHa, decimals: 1),
          "unmapped": number(s.unmappedHa, decimals: 1),
          "rejected": number(s.rejectedHa, decimals: 1), "k": number(Double(s.parcels.rejected)),
        ]),
    ]
    if s.countedTwiceHa > 0 {
      lines.append(
        say(
          "Counted twice: {ha} ha, where parcels overlap; see the findings and forestcarbon check.",
          vi: "Bị tính hai lần: {ha} ha do các lô chồng lấn; xem các phát hiện và lệnh check.",
          ["ha": number(s.countedTwiceHa, decimals: 2)]))
    }
    if s.rootShoot != "-" {
      lines.append(
        say(
          "Below-ground biomass by root:shoot ratio: {rule}.",
          vi: "Sinh khối dưới mặt đất tính theo tỷ lệ R/S: {rule}.", ["rule": s.rootShoot]))
    }
    lines += Summary.rows(s.accounts)
    lines.append(
      say(
        "This is an estimate. It has not been verified and is not an issued credit.",
        vi: "Đây là số liệu ước tính, chưa được thẩm định và không phải là tín chỉ các-bon đã cấp.")
    )
    lines.append(
      say("Results: {folder}", vi: "Kết quả: {folder}", ["folder": s.folder])
        + (s.hasLayer
          ? say(
            " (layer for QGIS: {file})", vi: " (lớp cho QGIS: {file})", ["file": "parcels.gpkg"])
          : ""))
    return lines.joined(separator: "\n")
  }
}

/// Lines that several verbs print.
enum Summary {
  /// One line per table: rows read, used, rejected and why.
  static func rows(_ accounts: [RowAccount]) -> [String] {
    accounts.map { account in
      func list(_ counts: [String: Int]) -> String {
        let parts = counts.keys.sorted().map { "\($0): \(number(Double(counts[$0] ?? 0)))" }
        return parts.isEmpty ? "" : " (" + parts.joined(separator: ", ") + ")"
      }
      if account.read > 0 && account.used + account.rejected == 0 {
        return say(
          "{table}: {read} rows read, not judged yet.",
          vi: "{table}: đã đọc {read} dòng, chưa xét.",
          ["table": account.table, "read": number(Double(account.read))])
      }
      return say(
        "{table}: {read} rows read; {used} used{imputed}; {rejected} not used{reasons}.",
        vi: "{table}: đã đọc {read} dòng; dùng {used}{imputed}; không dùng {rejected}{reasons}.",
        [
          "table": account.table, "read": number(Double(account.read)),
          "used": number(Double(account.used)), "imputed": list(account.imputedBy),
          "rejected": number(Double(account.rejected)), "reasons": list(account.rejectedBy),
        ])
    }
  }
}
