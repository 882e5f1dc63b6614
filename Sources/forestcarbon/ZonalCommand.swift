import ArgumentParser
import ForestModel
import ForestWorkflow

struct ZonalCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "zonal",
    abstract: say(
      "Exact statistics of a raster under polygons: every pixel weighted by the share that lies inside.",
      vi: "Thống kê raster theo vùng: mỗi điểm ảnh tính theo đúng phần diện tích nằm trong vùng."),
    discussion: say(
      """
      Example:
        forestcarbon zonal --zones lots.shp --id lot --raster agb.tif --out agb.csv

      Raster and zones may differ in CRS. Zones with an error keep their row with
      empty figures (--on-error skip, the default here).
      """,
      vi: """
        Ví dụ:
          forestcarbon zonal --zones lo.gpkg --id ma_lo --raster agb.tif --out agb.csv

        Raster và vùng có thể khác hệ tọa độ. Vùng có lỗi vẫn giữ một dòng với ô trống
        (--on-error skip, mặc định của lệnh này).
        """))

  @Option(
    help: ArgumentHelp(say("Polygon layer.", vi: "Lớp vùng (polygon)."), valueName: "file"))
  var zones: String

  @Option(
    help: ArgumentHelp(
      say("Layer of the file (default: the first).", vi: "Lớp trong tệp (mặc định: lớp đầu)."),
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

  @Option(help: ArgumentHelp(say("Raster.", vi: "Tệp raster."), valueName: "file"))
  var raster: String

  @Option(help: ArgumentHelp(say("Band of the raster.", vi: "Kênh của raster."), valueName: "n"))
  var band = 1

  @Option(
    help: ArgumentHelp(
      say("CRS of the zones where none is stored.", vi: "Hệ tọa độ của vùng khi tệp không ghi."),
      valueName: "crs"))
  var zonesCrs: String?

  @Option(
    help: ArgumentHelp(
      say("CRS of the raster where none is stored.", vi: "Hệ tọa độ của raster khi tệp không ghi."),
      valueName: "crs"))
  var rasterCrs: String?

  @Flag(
    help: ArgumentHelp(
      say(
        "The raster holds classes: one row per zone and class.",
        vi: "Raster chứa mã loại: mỗi vùng và loại một dòng.")))
  var categorical = false

  @OptionGroup var text: TextOptions
  @OptionGroup var errors: ErrorOptions
  @OptionGroup(title: say("Run", vi: "Chạy lệnh")) var run: RunOptions
  @OptionGroup var language: LanguageOption

  @Option(
    help: ArgumentHelp(
      say(
        "CSV file to write; NAME.run.json goes beside it.",
        vi: "Tệp CSV kết quả; NAME.run.json được ghi bên cạnh."), valueName: "file"))
  var out: String

  func run() async throws {
    var request = ZonalRequest(zones: zones, raster: raster)
    request.layer = layer
    request.id = id
    request.keepsPersonalData = keepPersonal
    request.band = band
    request.zonesCRS = zonesCrs
    request.rasterCRS = rasterCrs
    request.isCategorical = categorical
    request.text = try text.statements(["zones"])
    let context = run.context(onError: try errors.policy(default: .skip))
    let summary = try await Workflow.zonal(request, out: out, context: context)
    Terminal.printFindings(summary.log, limit: 20)
    run.printTimings(context)
    if run.json {
      try Terminal.printJSON(
        .object([
          "status": .string("done"), "result": summary.json,
          "findings": Workflow.json(summary.log, Terminal.language),
        ]))
      return
    }
    print(
      say(
        "{n} zones; {empty} without a valid pixel; {rejected} left out because of an error ({ha} ha).\nResults: {file}",
        vi:
          "{n} vùng; {empty} vùng không có điểm ảnh hợp lệ; {rejected} vùng có lỗi không tính ({ha} ha).\nKết quả: {file}",
        [
          "n": number(Double(summary.zones)), "empty": number(Double(summary.empty)),
          "rejected": number(Double(summary.rejected)),
          "ha": number(summary.rejectedHa, decimals: 2), "file": summary.path,
        ]))
  }
}
