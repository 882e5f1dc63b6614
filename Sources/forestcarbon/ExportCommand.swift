import ArgumentParser
import ForestModel
import ForestWorkflow

struct ExportCommand: AsyncParsableCommand, ProjectCommand {
  static let section = "export"
  static var sectionNames: [String] { optionNames }
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: say(
      "Results of estimate for QGIS, Excel, Google Earth, web maps and PostGIS.",
      vi: "Xuất kết quả estimate cho QGIS, Excel, Google Earth, bản đồ web và PostGIS."),
    discussion: say(
      """
      Example:
        forestcarbon export SampleData/sonla
        forestcarbon export SampleData/sonla --format xlsx,kml
        forestcarbon export SampleData/sonla --to "PG:dbname=forest"

      Takes a project folder, or a folder with results of estimate. Formats:
        gpkg     GeoPackage with QGIS styles and field names in both languages
        fgb      FlatGeobuf
        geojson  RFC 7946: WGS 84, 7 decimals
        shp      shapefile; parcels_fields.csv explains its short names
        csv      table with lon and lat of each parcel
        xlsx     workbook: parcels, meaning of the columns, source
        kml      project boundary and parcels, without personal data
        cog      GeoTIFF of t CO2e/ha and of hectares per cell
      Personal fields are masked. Results that were altered or whose inputs
      changed are refused; in a project they are computed anew.
      """,
      vi: """
        Ví dụ:
          forestcarbon export SampleData/sonla
          forestcarbon export SampleData/sonla --format xlsx,kml
          forestcarbon export SampleData/sonla --to "PG:dbname=rung"

        Nhận thư mục dự án hoặc thư mục kết quả của estimate. Định dạng:
          gpkg     GeoPackage kèm kiểu hiển thị QGIS và tên trường hai thứ tiếng
          fgb      FlatGeobuf
          geojson  RFC 7946: WGS 84, 7 số lẻ
          shp      shapefile; parcels_fields.csv giải thích tên trường rút gọn
          csv      bảng kèm kinh độ, vĩ độ của từng lô
          xlsx     bảng tính: lô rừng, ý nghĩa các cột, nguồn số liệu
          kml      ranh giới dự án và các lô, không có dữ liệu cá nhân
          cog      GeoTIFF tCO₂tđ/ha và số héc-ta trong từng ô
        Trường cá nhân được che. Kết quả bị sửa hoặc có đầu vào đã thay đổi thì
        không được xuất; trong dự án, kết quả đó được tính lại.
        """))

  @Argument(
    help: ArgumentHelp(
      say(
        "Project folder with a project.yaml, or folder with results of estimate.",
        vi: "Thư mục dự án có project.yaml, hoặc thư mục kết quả của estimate."), valueName: "dir"))
  var source: String

  @Option(
    help: ArgumentHelp(
      say(
        "Formats, separated by commas (default: all; none with --to).",
        vi: "Các định dạng, cách nhau bằng dấu phẩy (mặc định: tất cả; không có khi dùng --to)."),
      valueName: "list"))
  var format: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Write tables parcels and strata into this PostGIS database, e.g. PG:dbname=forest. The password comes from PGPASSWORD or ~/.pgpass.",
        vi:
          "Ghi hai bảng parcels và strata vào cơ sở dữ liệu PostGIS này, ví dụ PG:dbname=rung. Mật khẩu lấy từ PGPASSWORD hoặc ~/.pgpass."
      ), valueName: "pg"))
  var to: String?

  @Option(
    help: ArgumentHelp(
      say("Schema of these tables.", vi: "Lược đồ (schema) của hai bảng đó."), valueName: "name"))
  var schema = "forestcarbon"

  @Flag(
    help: ArgumentHelp(
      say(
        "Replace tables of that name that export did not write.",
        vi: "Thay cả bảng cùng tên không do export ghi.")))
  var replace = false

  @Option(
    help: ArgumentHelp(
      say(
        "Side of a cell of the raster, m.", vi: "Cạnh ô của ảnh raster, m."), valueName: "m"))
  var cellSize = 25.0

  @Flag(
    help: ArgumentHelp(
      say(
        "Keep personal fields, where the results hold them.",
        vi: "Giữ trường cá nhân, nếu kết quả có.")))
  var keepPersonal = false

  @OptionGroup(title: say("Run", vi: "Chạy lệnh")) var run: RunOptions
  @OptionGroup var language: LanguageOption

  @Option(
    help: ArgumentHelp(
      say(
        "Folder for the files (default in a project: results/export).",
        vi: "Thư mục ghi tệp (mặc định trong dự án: results/export)."), valueName: "dir"))
  var out: String?

  var project: String? { ProjectFolder(source).isProject ? source : nil }

  func run() async throws {
    let command = try resolved()
    let context = command.run.context(onError: .stop)
    let folder = project.map(ProjectFolder.init)
    guard let target = command.out ?? folder?.results(of: "export") else {
      throw ValidationError(
        say("--out DIR is needed: where the files go.", vi: "Cần --out THƯ_MỤC: nơi ghi tệp."))
    }
    let formats = try command.format.map { text throws(WorkflowError) in
      try ExportRequest.formats(text)
    }
    let refreshed = try folder.map { try UpstreamResults.refresh(["estimate"], in: $0) } ?? []
    var request = ExportRequest(
      results: folder?.statedResults(of: "estimate") ?? source,
      formats: formats ?? (command.to == nil ? ExportFormat.allCases : []))
    request.cellSizeM = command.cellSize
    request.keepsPersonalData = command.keepPersonal
    request.database = command.to
    request.schema = command.schema
    request.replaces = command.replace
    request.name = try folder?.facts().fields["project.name"]?[Terminal.language]
    let summary = try Workflow.export(request, out: target, context: context)
    Terminal.printFindings(summary.log, limit: 5)
    command.run.printTimings(context)
    if command.run.json {
      try Terminal.printJSON(
        .object([
          "status": .string("done"), "out": .string(target), "summary": summary.json,
          "refreshed": .array(refreshed.map(JSONValue.string)),
          "findings": Workflow.json(summary.log, Terminal.language),
        ]))
      return
    }
    if !refreshed.isEmpty {
      print(
        say(
          "The results of estimate were missing or stale; they were computed anew.",
          vi: "Kết quả của estimate chưa có hoặc đã cũ; đã được tính lại."))
    }
    print(Self.text(summary))
  }

  private static func text(_ s: ExportSummary) -> String {
    var lines = [
      say(
        "{n} parcels, {k} of them with a figure: {t} t CO₂e.",
        vi: "{n} lô, {k} lô có số liệu: {t} tCO₂tđ.",
        [
          "n": number(Double(s.parcels)), "k": number(Double(s.accounted)), "t": number(s.co2eT),
        ])
    ]
    for format in s.formats {
      lines.append(
        "\(s.folder)/\(s.files(of: format)[0])  (\(format.use.text(Terminal.language)))")
    }
    if let ha = s.boundaryHa {
      lines.append(
        say(
          "Project boundary: {ha} ha.", vi: "Ranh giới dự án: {ha} ha.",
          ["ha": number(ha, decimals: 2)]))
    }
    if let raster = s.raster {
      lines.append(
        say(
          "Raster: {columns} x {rows} cells that add up to {t} t CO₂e.",
          vi: "Ảnh raster: {columns} x {rows} ô, tổng {t} tCO₂tđ.",
          [
            "columns": number(Double(raster.columns)), "rows": number(Double(raster.rows)),
            "t": number(raster.co2eT),
          ]))
    }
    for table in s.tables {
      lines.append(
        say(
          "{database}: table {table}, {n} rows.", vi: "{database}: bảng {table}, {n} dòng.",
          [
            "database": s.database ?? "", "table": table.name, "n": number(Double(table.rows)),
          ]))
    }
    lines.append(
      say(
        "This is an estimate. It has not been verified and is not an issued credit.",
        vi: "Đây là số liệu ước tính, chưa được thẩm định và không phải là tín chỉ các-bon đã cấp.")
    )
    return lines.joined(separator: "\n")
  }
}
