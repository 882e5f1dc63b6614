import ArgumentParser
import ForestModel
import ForestWorkflow

struct CheckCommand: AsyncParsableCommand, ProjectCommand {
  static let section = "estimate"
  /// The folder of the estimate is not that of the list.
  static var takenNames: [String] { optionNames.filter { $0 != "out" } }
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: say(
      "Look at all files of an estimate and list every finding; writes nothing without --out.",
      vi:
        "Kiểm tra mọi tệp của lệnh estimate và liệt kê các phát hiện; không ghi gì nếu không có --out."
    ),
    discussion: say(
      """
      Example:
        forestcarbon check SampleData/sonla
        forestcarbon check --parcels lots.shp --plots plots.csv --trees t.csv
        forestcarbon check SampleData/sonla --out found

      With --out: findings.csv, findings.json, findings.gpkg (opens styled in
      QGIS: parcels, overlaps, gaps and places of errors), areas.csv, run.json.
      Exit code 1 when there are errors, 0 otherwise.
      """,
      vi: """
        Ví dụ:
          forestcarbon check SampleData/sonla
          forestcarbon check --parcels lo.shp --plots otc.csv --trees cay.csv
          forestcarbon check SampleData/sonla --out phat_hien

        Khi có --out: findings.csv, findings.json, findings.gpkg (mở bằng QGIS
        đã có kiểu hiển thị: lô, chỗ chồng lấn, khe hở, vị trí lỗi), areas.csv,
        run.json.
        Mã thoát 1 khi có lỗi, 0 khi không có.
        """))

  @Argument(
    help: ArgumentHelp(
      say("Project folder with a project.yaml.", vi: "Thư mục dự án có project.yaml.")))
  var project: String?

  @OptionGroup(title: say("Land and strata", vi: "Lô rừng và tầng")) var options: EstimateOptions
  @OptionGroup(title: say("Field inventory", vi: "Số liệu hiện trường")) var inventory:
    InventoryOptions
  @OptionGroup(title: say("Gaps and slivers", vi: "Khe hở và mảnh vụn")) var gaps: GapOptions
  @OptionGroup(title: say("Run", vi: "Chạy lệnh")) var run: RunOptions
  @OptionGroup var language: LanguageOption

  @Option(
    help: ArgumentHelp(
      say(
        "Folder for the list, the layer of faulty geometries and the areas.",
        vi: "Thư mục ghi danh sách, lớp bản đồ các lỗi và bảng diện tích."), valueName: "dir"))
  var out: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Projection in whose plane areas are counted beside the ellipsoid, e.g. EPSG:9206 (default: the layer's own, if it is projected).",
        vi:
          "Hệ tọa độ phẳng để tính diện tích bên cạnh diện tích ellipsoid, ví dụ EPSG:9206 (mặc định: hệ của lớp, nếu là hệ phẳng)."
      ), valueName: "crs"))
  var planarCrs: String?

  /// Findings of one code shown on the terminal; all are in the files of `--out` and in `--json`.
  private static let shown = 20

  func run() async throws {
    let command = try resolved()
    let context = command.run.context(onError: .skip)
    var estimate = try command.options.request(command.inventory)
    try command.gaps.complete(&estimate.geometry)
    let summary = try await Workflow.check(
      CheckRequest(estimate, planarCRS: command.planarCrs, out: command.out),
      in: project.map(ProjectFolder.init), context: context)
    let (errors, warnings) = (summary.log.count(of: .error), summary.log.count(of: .warning))
    command.run.printTimings(context)
    if command.run.json {
      var members = summary.json.members ?? [:]
      members["status"] = .string(errors > 0 ? "findings" : "done")
      members["rows"] = Workflow.json(summary.accounts)
      members["findings"] = Workflow.json(summary.log, Terminal.language)
      members["out"] = command.out.map(JSONValue.string) ?? .null
      try Terminal.printJSON(.object(members))
    } else {
      for line in Self.lines(summary) { print(line) }
      print(
        say(
          "Errors: {errors}, warnings: {warnings}, notes: {notes}.",
          vi: "Lỗi: {errors}, cảnh báo: {warnings}, lưu ý: {notes}.",
          [
            "errors": "\(errors)", "warnings": "\(warnings)",
            "notes": "\(summary.log.count(of: .note))",
          ]))
    }
    if errors > 0 { throw ExitCode(1) }
  }

  /// First how many of what, then the findings code by code, then rows and areas.
  private static func lines(_ summary: CheckSummary) -> [String] {
    var lines = summary.groups.map(headline)
    for group in summary.groups {
      lines.append("")
      lines += group.findings.prefix(shown).map { $0.line(Terminal.language) }
      if group.count > shown {
        lines.append(
          say(
            "… and {count} more {code}; --out DIR writes them all",
            vi: "… và {count} trường hợp {code} nữa; dùng --out THƯ_MỤC để ghi tất cả",
            ["count": number(Double(group.count - shown)), "code": group.kind.code]))
      }
    }
    if !summary.groups.isEmpty { lines.append("") }
    lines += Summary.rows(summary.accounts)
    if let areas = summary.areas { lines += Self.lines(areas) }
    if summary.countedTwiceHa > 0 {
      lines.append(
        say(
          "Counted twice: {ha} ha, where parcels overlap.",
          vi: "Bị tính hai lần: {ha} ha do các lô chồng lấn.",
          ["ha": number(summary.countedTwiceHa, decimals: 2)]))
    }
    if let folder = summary.folder {
      lines.append(say("Results: {folder}", vi: "Kết quả: {folder}", ["folder": folder]))
    }
    return lines
  }

  private static func headline(_ group: FindingGroup) -> String {
    var line =
      "\(number(Double(group.count))) × \(group.kind.code) "
      + "[\(group.kind.severity.label(Terminal.language))]"
    if group.isBlocking {
      line += say(" stops the whole file", vi: " chặn toàn bộ tệp")
    } else if group.landHa > 0 {
      line += say(
        " {ha} ha left out", vi: " {ha} ha không được tính",
        ["ha": number(group.landHa, decimals: 2)])
    }
    return line
  }

  private static func lines(_ areas: AreaComparison) -> [String] {
    func compared(_ total: AreaComparison.Total, _ english: String, _ vietnamese: String) -> String
    {
      say(
        english, vi: vietnamese,
        [
          "ha": number(total.ha, decimals: 2), "n": number(Double(total.parcels)),
          "difference": signed(total.ha - total.geodesicHa, decimals: 2),
          "percent": signed(100 * total.difference, decimals: 4),
          "crs": areas.planarCRS ?? "", "field": areas.declaredField ?? "",
        ])
    }
    var lines = [
      say(
        "Area on the ellipsoid of {datum}: {ha} ha.",
        vi: "Diện tích trên ellipsoid của {datum}: {ha} ha.",
        ["ha": number(areas.geodesicHa, decimals: 2), "datum": areas.datum ?? "–"])
    ]
    if let planar = areas.planar {
      lines.append(
        compared(
          planar, "Planar in {crs}: {ha} ha in {n} parcels ({difference} ha, {percent}%).",
          "Trên mặt phẳng {crs}: {ha} ha của {n} lô ({difference} ha, {percent}%)."))
    }
    if let declared = areas.declared {
      lines.append(
        compared(
          declared, "Declared in {field}: {ha} ha in {n} parcels ({difference} ha, {percent}%).",
          "Khai trong {field}: {ha} ha của {n} lô ({difference} ha, {percent}%)."))
      // 10,000 m² are 1 ha: no other slip comes near.
      if (5_000...20_000).contains(declared.ha / declared.geodesicHa) {
        lines.append(
          say(
            "{field} looks like m², and hectares are expected: divide it by 10,000 before --area field:{field} (QGIS: {field} / 10000).",
            vi:
              "{field} có vẻ tính bằng m², cần héc-ta: hãy chia cho 10.000 trước khi dùng --area field:{field} (QGIS: {field} / 10000).",
            ["field": areas.declaredField ?? ""]))
      }
    }
    return lines
  }
}
