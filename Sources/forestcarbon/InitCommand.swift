import ArgumentParser
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

  @OptionGroup(title: say("Run", vi: "Chạy lệnh")) var run: RunOptions
  @OptionGroup var language: LanguageOption

  func run() async throws {
    var request = InitRequest(folder: folder)
    request.parcels = parcels
    request.stratumField = stratumField
    request.parcelsCRS = parcelsCrs
    request.plots = plots
    request.trees = trees
    let made = try Workflow.initialize(request, context: run.context(onError: .stop))
    if run.json {
      try Terminal.printJSON(
        .object(["status": .string("done"), "made": .array(made.map { .string($0) })]))
      return
    }
    for path in made { print(path) }
    print(
      say(
        "Next: fill in project.yaml, then forestcarbon check {folder} and forestcarbon estimate {folder}.",
        vi:
          "Tiếp theo: điền project.yaml, rồi chạy forestcarbon check {folder} và forestcarbon estimate {folder}.",
        ["folder": folder]))
  }
}
