import ArgumentParser
import ForestModel
import ForestWorkflow

struct InitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: say(
      "Make a project folder: project.yaml, a strata table, inputs, narrative.",
      vi: "Tạo thư mục dự án: project.yaml, bảng tầng, inputs, narrative."),
    discussion: say(
      """
      Example:
        forestcarbon init mocchau --parcels lots.shp --plots plots.csv \\
          --trees trees.csv
      """,
      vi: """
        Ví dụ:
          forestcarbon init mocchau --parcels lo.shp --plots otc.csv \\
            --trees cay.csv
        """))

  @Argument(help: ArgumentHelp(say("Folder to make.", vi: "Thư mục cần tạo.")))
  var folder: String

  @Option(
    help: ArgumentHelp(
      say(
        "Parcel layer; its classes become the strata table.",
        vi: "Lớp lô rừng; các mã loại của lớp tạo thành bảng tầng."), valueName: "file"))
  var parcels: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Field of the layer that names the class (default: stratum, else ldlr).",
        vi: "Trường của lớp cho biết loại (mặc định: stratum, hoặc ldlr)."), valueName: "field"))
  var stratumField: String?

  @Option(
    help: ArgumentHelp(
      say(
        "CRS of the parcels where none is stored, e.g. EPSG:9206.",
        vi: "Hệ tọa độ của lớp lô khi tệp không ghi, ví dụ EPSG:9206."), valueName: "crs"))
  var parcelsCrs: String?

  @Option(
    help: ArgumentHelp(say("Plots table.", vi: "Bảng ô tiêu chuẩn."), valueName: "file"))
  var plots: String?

  @Option(help: ArgumentHelp(say("Trees table.", vi: "Bảng cây."), valueName: "file"))
  var trees: String?

  @Option(
    help: ArgumentHelp(
      say(
        "CRS of the plots' coordinates: the plots of each class are then counted.",
        vi: "Hệ tọa độ của ô: khi có, số ô của từng loại được đếm."), valueName: "crs"))
  var plotsCrs: String?

  @OptionGroup var text: TextOptions
  @OptionGroup(title: say("Run", vi: "Chạy lệnh")) var run: RunOptions
  @OptionGroup var language: LanguageOption

  func run() async throws {
    var request = InitRequest(folder: folder)
    request.parcels = parcels
    request.stratumField = stratumField
    request.parcelsCRS = parcelsCrs
    request.plots = plots
    request.trees = trees
    request.plotsCRS = plotsCrs
    request.text = try text.statements(["parcels"])
    let (made, classes, log) = try Workflow.initialize(
      request, context: run.context(onError: .stop))
    Terminal.printFindings(log, limit: 5)
    if run.json {
      try Terminal.printJSON(
        .object(["status": .string("done"), "made": .array(made.map { .string($0) })]))
      return
    }
    for path in made { print(path) }
    if !classes.isEmpty { print(Self.proposal(classes)) }
    print(
      say(
        "Next: fill in project.yaml, then forestcarbon check {folder} and forestcarbon estimate {folder}.",
        vi:
          "Tiếp theo: điền project.yaml, rồi chạy forestcarbon check {folder} và forestcarbon estimate {folder}.",
        ["folder": folder]))
  }

  /// The classes with their hectares, plots and proposed treatment, for the eye; strata.csv holds the same.
  private static func proposal(_ classes: [ProposedClass]) -> String {
    let style = NumberStyle(Terminal.language)
    var rows = [
      [
        say("class", vi: "mã loại"), "ha", say("plots", vi: "số ô"), say("stratum", vi: "tầng"),
        say("treatment", vi: "cách xử lý"), say("reason", vi: "lý do"),
      ]
    ]
    rows += classes.map { line in
      [
        line.rule.mapClass, style.string(line.areaHa, decimals: 1),
        line.plots.map { style.string(Double($0)) } ?? "–", line.rule.stratum,
        line.rule.treatment.rawValue, line.rule.reason,
      ]
    }
    var text = say("Proposed strata:", vi: "Đề xuất tầng:") + "\n" + EquationText.table(rows)
    if classes.allSatisfy({ $0.plots == nil }) {
      text +=
        "\n"
        + say(
          "Plots were not counted; with --plots FILE --plots-crs EPSG:CODE classes with few plots are merged.",
          vi:
            "Chưa đếm số ô; dùng --plots TỆP --plots-crs EPSG:MÃ để ghép các loại có ít ô."
        )
    }
    return text
  }
}
