import ArgumentParser
import ForestModel
import ForestWorkflow

struct ChangeCommand: AsyncParsableCommand, ProjectCommand {
  static let section = "change"
  static var sectionNames: [String] { optionNames }
  static let configuration = CommandConfiguration(
    commandName: "change",
    abstract: say(
      "Change between two land-cover maps, its areas corrected by a reference sample.",
      vi: "Biến động giữa hai bản đồ lớp phủ, diện tích hiệu chỉnh theo mẫu tham chiếu."),
    discussion: say(
      """
      Example:
        forestcarbon change --before 2015.tif --after 2024.tif \\
          --classes classes.csv --change-classes change.csv --plan --out plan
        forestcarbon change --before 2015.tif --after 2024.tif \\
          --classes classes.csv --change-classes change.csv \\
          --reference plan/points.csv --out change
      or, for a project folder with a section change in its project.yaml:
        forestcarbon change SampleData/sonla

      Writes matrix.csv and not_comparable.csv; with --reference areas.csv and
      error_matrix.csv; with --plan points.csv and points.gpkg to fill in,
      points_classes.csv with the answers, points_key.csv to keep away from the
      interpreter, sample_plan.csv; summary.json and run.json.
      """,
      vi: """
        Ví dụ:
          forestcarbon change --before 2015.tif --after 2024.tif \\
            --classes loai.csv --change-classes bien_dong.csv --plan --out ke_hoach
          forestcarbon change --before 2015.tif --after 2024.tif \\
            --classes loai.csv --change-classes bien_dong.csv \\
            --reference ke_hoach/points.csv --out bien_dong
        hoặc với thư mục dự án có mục change trong project.yaml:
          forestcarbon change SampleData/sonla

        Ghi matrix.csv và not_comparable.csv; với --reference thêm areas.csv và
        error_matrix.csv; với --plan thêm points.csv và points.gpkg để điền,
        points_classes.csv ghi các câu trả lời, points_key.csv không đưa cho
        người giải đoán, sample_plan.csv; summary.json và run.json.
        """))

  @Argument(
    help: ArgumentHelp(
      say("Project folder with a project.yaml.", vi: "Thư mục dự án có project.yaml.")))
  var project: String?

  @OptionGroup(title: say("Maps", vi: "Bản đồ")) var maps: ChangeMapOptions
  @OptionGroup(title: say("Reference sample", vi: "Mẫu tham chiếu")) var sample:
    ReferenceSampleOptions
  @OptionGroup var errors: ErrorOptions
  @OptionGroup(title: say("Run", vi: "Chạy lệnh")) var run: RunOptions
  @OptionGroup var language: LanguageOption

  @Option(
    help: ArgumentHelp(
      say(
        "Folder for the results (default in a project: results/change).",
        vi: "Thư mục kết quả (mặc định trong dự án: results/change)."), valueName: "dir"))
  var out: String?

  func run() async throws {
    let command = try resolved()
    let request = try command.request()
    let target = command.out ?? project.map { ProjectFolder($0).results(of: "change") }
    guard let target else {
      throw ValidationError(
        say("--out DIR is needed: where the results go.", vi: "Cần --out THƯ_MỤC: nơi ghi kết quả.")
      )
    }
    let context = command.run.context(onError: try command.errors.policy(default: .stop))
    let summary = try await Workflow.landChange(request, out: target, context: context)
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
    let lines =
      LandChangeText.lines(summary) + [
        say("Results: {folder}", vi: "Kết quả: {folder}", ["folder": target])
      ]
    print(lines.joined(separator: "\n"))
  }

  private func request() throws -> LandChangeRequest {
    var request = try maps.request()
    request.reference = sample.reference
    request.pointsCRS = sample.pointsCrs
    request.plan = try sample.settings()
    request.tables = try InventoryOptions.tables(
      sample.column, sample.headerRow, text: sample.text,
      schemas: [.landClasses, .changeClasses, .reference], layers: ["zones"])
    return request
  }
}

/// The maps, the zones and the tables that name classes.
struct ChangeMapOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      say("Class map of the first date.", vi: "Bản đồ loại của thời điểm trước."),
      valueName: "file"))
  var before: String?

  @Option(
    help: ArgumentHelp(
      say("Class map of the second date.", vi: "Bản đồ loại của thời điểm sau."),
      valueName: "file"))
  var after: String?

  @Option(
    help: ArgumentHelp(
      say("Band of the first map.", vi: "Kênh của bản đồ trước."), valueName: "n"))
  var beforeBand = 1

  @Option(
    help: ArgumentHelp(
      say("Band of the second map.", vi: "Kênh của bản đồ sau."), valueName: "n"))
  var afterBand = 1

  @Option(
    help: ArgumentHelp(
      say(
        "CRS of the first map where none is stored.",
        vi: "Hệ tọa độ của bản đồ trước khi tệp không ghi."), valueName: "crs"))
  var beforeCrs: String?

  @Option(
    help: ArgumentHelp(
      say(
        "CRS of the second map where none is stored.",
        vi: "Hệ tọa độ của bản đồ sau khi tệp không ghi."), valueName: "crs"))
  var afterCrs: String?

  @Option(
    help: ArgumentHelp(
      say(
        "What to do with maps whose cells do not line up: none refuses them (default), nearest takes the second map at the centres of the cells of the first.",
        vi:
          "Khi hai lưới điểm ảnh không khớp: none từ chối (mặc định), nearest lấy loại của bản đồ sau tại tâm điểm ảnh của bản đồ trước."
      ), valueName: "none|nearest"))
  var resample = "none"

  @Option(
    help: ArgumentHelp(
      say(
        "Hectares of a cell: planar (default), or geodesic on the ellipsoid (always for degrees).",
        vi:
          "Diện tích điểm ảnh: planar trên mặt phẳng (mặc định), hoặc geodesic trên ellipsoid (luôn dùng khi hệ tọa độ là độ)."
      ), valueName: "planar|geodesic"))
  var area: String?

  @Option(
    help: ArgumentHelp(
      say("Polygons: a matrix of each.", vi: "Lớp vùng: mỗi vùng một ma trận."),
      valueName: "file"))
  var zones: String?

  @Option(
    help: ArgumentHelp(
      say("Layer of the zones (default: the first).", vi: "Lớp của vùng (mặc định: lớp đầu)."),
      valueName: "name"))
  var layer: String?

  @Option(
    help: ArgumentHelp(
      say("Field that names a zone (default: the FID).", vi: "Trường mã vùng (mặc định: FID)."),
      valueName: "field"))
  var id: String?

  @Flag(
    help: ArgumentHelp(
      say(
        "Let --id be a field with names of owners or other personal data.",
        vi: "Cho phép --id là trường có tên chủ rừng hoặc thông tin cá nhân.")))
  var keepPersonal = false

  @Option(
    help: ArgumentHelp(
      say("CRS of the zones where none is stored.", vi: "Hệ tọa độ của vùng khi tệp không ghi."),
      valueName: "crs"))
  var zonesCrs: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Table of the classes: class, name_en, name_vi and, if wanted, group.",
        vi: "Bảng các loại: class, name_en, name_vi và group nếu cần."), valueName: "file"))
  var classes: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Table of the classes of change: from, to, class; from and to hold a code, a group or *; the first row that fits counts. Without it groups make the classes, else each pair of codes is one.",
        vi:
          "Bảng loại biến động: from, to, class; from và to là mã, nhóm hoặc *; dòng đầu tiên phù hợp được tính. Không có bảng thì dùng nhóm, không có nhóm thì mỗi cặp mã là một loại."
      ), valueName: "file"))
  var changeClasses: String?

  func request() throws -> LandChangeRequest {
    guard let before, let after else {
      throw ValidationError(
        say(
          "--before FILE and --after FILE are needed: the class maps of the two dates.",
          vi: "Cần --before TỆP và --after TỆP: bản đồ loại của hai thời điểm."))
    }
    var request = LandChangeRequest(before: before, after: after)
    request.before.band = beforeBand
    request.before.crs = beforeCrs
    request.after.band = afterBand
    request.after.crs = afterCrs
    guard ["none", "nearest"].contains(resample) else {
      throw InventoryOptions.oneOf("--resample", resample, ["none", "nearest"])
    }
    request.resamples = resample == "nearest"
    if let area {
      guard let rule = CellAreaRule(rawValue: area) else {
        throw InventoryOptions.oneOf("--area", area, CellAreaRule.allCases.map(\.rawValue))
      }
      request.area = rule
    }
    request.zones = zones
    request.layer = layer
    request.zoneID = id
    request.keepsPersonalData = keepPersonal
    request.zonesCRS = zonesCrs
    request.classes = classes
    request.changeClasses = changeClasses
    return request
  }
}

/// The sample that corrects mapped areas, and its planning.
struct ReferenceSampleOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      say(
        "Reference sample: map_class and reference_class per point (or with count), or points x, y (lon, lat) with reference_class or reference_before and reference_after.",
        vi:
          "Mẫu tham chiếu: map_class và reference_class của từng điểm (hoặc kèm count), hoặc điểm x, y (lon, lat) với reference_class hay reference_before và reference_after."
      ), valueName: "file"))
  var reference: String?

  @Option(
    help: ArgumentHelp(
      say(
        "CRS of the points (default: x, y that of the first map; lon, lat EPSG:4326).",
        vi: "Hệ tọa độ của điểm (mặc định: x, y theo bản đồ trước; lon, lat theo EPSG:4326)."),
      valueName: "crs"))
  var pointsCrs: String?

  @Flag(
    help: ArgumentHelp(
      say(
        "Plan a reference sample and draw its points.",
        vi: "Lập kế hoạch mẫu tham chiếu và chọn điểm.")))
  var plan = false

  @Option(
    help: ArgumentHelp(
      say(
        "Standard error of the overall accuracy to aim at (default 0.02).",
        vi: "Sai số chuẩn của độ chính xác tổng thể cần đạt (mặc định 0,02).")))
  var targetSe: Double?

  @Option(
    help: ArgumentHelp(
      say(
        "User's accuracy to expect: a share for all classes (default 0.8), or CLASS=SHARE; may be repeated.",
        vi:
          "Độ chính xác phía người sử dụng dự kiến: một tỷ lệ cho mọi loại (mặc định 0,8), hoặc LOẠI=TỶ_LỆ; có thể lặp lại."
      ), valueName: "share|class=share"))
  var expectedAccuracy: [String] = []

  @Option(
    help: ArgumentHelp(
      say(
        "Points of every class at least (default 50).",
        vi: "Số điểm tối thiểu mỗi loại (mặc định 50).")))
  var minPoints: Int?

  @Option(
    help: ArgumentHelp(
      say(
        "Points in all, instead of those that the aim needs.",
        vi: "Tổng số điểm, thay cho số cần để đạt mục tiêu.")))
  var points: Int?

  @Option(
    help: ArgumentHelp(
      say(
        "Which field is which column, e.g. reference.map_class=Label.",
        vi: "Trường nào là cột nào, ví dụ reference.map_class=Label."),
      valueName: "table.column=field"))
  var column: [String] = []

  @Option(
    help: ArgumentHelp(
      say(
        "Row that holds the column names: N for all tables, or classes=N.",
        vi: "Dòng chứa tên cột: N cho mọi bảng, hoặc classes=N."), valueName: "n|table=n"))
  var headerRow: [String] = []

  @OptionGroup var text: TextOptions

  func settings() throws -> ReferencePlanSettings? {
    let hasSettings =
      targetSe != nil || !expectedAccuracy.isEmpty || minPoints != nil || points != nil
    guard plan else {
      if hasSettings {
        throw ValidationError(
          say(
            "--target-se, --expected-accuracy, --min-points and --points belong to --plan.",
            vi: "--target-se, --expected-accuracy, --min-points và --points đi cùng --plan."))
      }
      return nil
    }
    var settings = ReferencePlanSettings()
    for statement in expectedAccuracy {
      let cut = statement.lastIndex(of: "=")
      let text = cut.map { statement[statement.index(after: $0)...] } ?? statement[...]
      guard let share = Double(text), share >= 0, share <= 1 else {
        throw ValidationError(
          say(
            "--expected-accuracy takes a share from 0 to 1, or CLASS=SHARE; read \"{value}\".",
            vi:
              "--expected-accuracy nhận tỷ lệ từ 0 đến 1, hoặc LOẠI=TỶ_LỆ; đọc được “{value}”.",
            ["value": statement]))
      }
      if let cut {
        settings.expected[String(statement[..<cut])] = share
      } else {
        settings.expectedAccuracy = share
      }
    }
    settings.targetStandardError = targetSe ?? settings.targetStandardError
    settings.minimum = minPoints ?? settings.minimum
    settings.points = points
    guard settings.targetStandardError > 0, settings.targetStandardError < 0.5,
      (0...10_000).contains(settings.minimum), points.map({ (1...1_000_000).contains($0) }) ?? true
    else {
      throw ValidationError(
        say(
          "--target-se takes a share above 0 and below 0.5, --min-points 0 to 10000, --points 1 to 1000000.",
          vi:
            "--target-se nhận tỷ lệ trên 0 và dưới 0.5, --min-points từ 0 đến 10000, --points từ 1 đến 1000000."
        ))
    }
    return settings
  }
}
