import CarbonDocuments
import ForestGeo
public import ForestModel
import FoundationEssentials

/// What `init` is asked for.
public struct InitRequest: Sendable {
  /// Folder to make.
  public var folder: String
  /// Parcel layer, if there is one already.
  public var parcels: String?
  /// Field that names the class; `nil`: stratum, else ldlr.
  public var stratumField: String?
  /// CRS of the parcels, where none is stored.
  public var parcelsCRS: String?
  /// Plots table.
  public var plots: String?
  /// CRS of the plots' coordinates.
  public var plotsCRS: String?
  /// Trees table.
  public var trees: String?
  /// What is stated about the text of the parcels.
  public var text = TextStatements()

  /// A new project in `folder`.
  public init(folder: String) { self.folder = folder }
}

extension Workflow {
  /// Makes a project folder: project.yaml, a strata table from the layer's classes, inputs/ and
  /// narrative/. Nothing that is there already is touched.
  /// - Returns: the paths made, the classes of the strata table, and what was found in the layer.
  public static func initialize(
    _ request: InitRequest, context: RunContext
  ) throws(WorkflowError) -> (paths: [String], classes: [ProposedClass], log: FindingLog) {
    let folder = request.folder
    let yaml = folder + "/" + ProjectFolder.fileName
    guard !FileManager.default.fileExists(atPath: yaml) else {
      throw .usage(
        Phrase(
          "{path} is there already; nothing was changed",
          vi: "{path} đã có sẵn; không có thay đổi nào"), ["path": yaml])
    }
    var log = FindingLog()
    let classes = try proposedClasses(request, context: context, log: &log)
    for name in ["inputs", "narrative/en", "narrative/vi"] {
      try makeFolders(folder + "/" + name)
    }
    var made = ["inputs", "narrative/en", "narrative/vi"].map { folder + "/" + $0 }
    made += try writePrompts(folder)
    made += try writeSheets(folder)
    if !classes.isEmpty {
      let path = folder + "/inputs/strata.csv"
      var table = try CSVWriter(path, header: ["class", "stratum", "treatment", "reason"])
      for line in classes {
        let rule = line.rule
        try table.row([rule.mapClass, rule.stratum, rule.treatment.rawValue, rule.reason])
      }
      try table.finish()
      made.append(path)
    }
    var file = try FileWriter(yaml)
    try file.write(
      (projectYAML(request, hasStrata: !classes.isEmpty)
        + fieldsYAML(try ProjectFolder.catalogue())).utf8)
    try file.finish()
    return (made + [yaml], classes, log)
  }

  /// An empty sheet for every table that people fill in, and a page that names their columns. A file that is
  /// there already stays.
  private static func writeSheets(_ folder: String) throws(WorkflowError) -> [String] {
    let catalogue = try ProjectFolder.catalogue()
    var made: [String] = []
    for sheet in catalogue.sheets {
      let path = "\(folder)/\(ProjectSheets.folder)/\(sheet.name).csv"
      guard !FileManager.default.fileExists(atPath: path) else { continue }
      try makeFolders(folder + "/" + ProjectSheets.folder)
      // Spreadsheets take a CSV file for UTF-8 only with a byte order mark.
      let columns = sheet.columns.flatMap(\.fileColumns)
      let table = try CSVWriter(
        path, header: ["\u{FEFF}" + (columns.first ?? "")] + columns.dropFirst())
      try table.finish()
      made.append(path)
    }
    let path = "\(folder)/\(ProjectSheets.folder)/README.md"
    guard !FileManager.default.fileExists(atPath: path) else { return made }
    var file = try FileWriter(path)
    try file.write(sheetGuide(catalogue).utf8)
    try file.finish()
    return made + [path]
  }

  /// What the sheets hold, in both languages.
  private static func sheetGuide(_ catalogue: ProjectCatalogue) -> String {
    var text = """
      # Tables that people fill in / Các bảng cần điền

      One row per line below the head; a sheet may also be an .xlsx, .ods or .tsv file of the same name. `*`: every row needs it. Personal data are printed only with --personal.
      Mỗi dòng một bản ghi dưới dòng tiêu đề; có thể dùng tệp .xlsx, .ods hoặc .tsv cùng tên. `*`: dòng nào cũng cần. Dữ liệu cá nhân chỉ được in khi dùng --personal.

      """
    for sheet in catalogue.sheets {
      text += "\n## \(sheet.name).csv\n\n\(sheet.label.english) / \(sheet.label.vietnamese)\n\n"
      for column in sheet.columns {
        let names = column.fileColumns.map { "`\($0)`" }.joined(separator: ", ")
        let options = column.options.map(\.code).joined(separator: ", ")
        text += "- \(names)\(column.isRequired ? " *" : ""): \(column.label.english) / "
        text += column.label.vietnamese
        if !column.unit.isEmpty { text += " (\(column.unit))" }
        if !options.isEmpty { text += ": \(options)" }
        text += "\n"
      }
    }
    return text
  }

  /// The facts that documents ask for, as comments that people take the mark off.
  private static func fieldsYAML(_ catalogue: ProjectCatalogue) -> String {
    var text = """

      # Facts that documents ask for; take the mark off and fill in. _en and _vi where the languages differ.
      # Thông tin dùng trong tài liệu; bỏ dấu # và điền. Thêm _en và _vi khi hai thứ tiếng khác nhau.

      """
    for section in catalogue.sections where section != "project" {
      text += "\n# \(section):\n"
      for field in catalogue.fields where field.key.hasPrefix(section + ".") {
        let name = field.key.dropFirst(section.count + 1)
        let options = field.options.map(\.code).joined(separator: ", ")
        let example = options.isEmpty ? field.example : options
        text += "#   # \(field.label.english) / \(field.label.vietnamese)\n"
        for ending in field.kind == .words ? ["_en", "_vi"] : [""] {
          text += "#   \(name)\(ending):\(example.isEmpty ? "" : " \(example)")\n"
        }
      }
    }
    return text
  }

  /// One file per text that people write for the documents, with what to write as a comment. A file
  /// that is there already stays.
  private static func writePrompts(_ folder: String) throws(WorkflowError) -> [String] {
    var prompts: [String: Phrase] = [:]
    do throws(DocumentError) {
      for name in Template.names {
        for text in try Template(named: name).narratives { prompts[text.name] = text.prompt }
      }
    } catch {
      throw WorkflowError(error)
    }
    return try seedNarratives(prompts, in: folder)
  }

  private static func projectYAML(_ request: InitRequest, hasStrata: Bool) -> String {
    /// Paths inside the folder are written relative to it, others as absolute paths.
    func inside(_ path: String?) -> String {
      guard let path else { return "" }
      if path.hasPrefix(request.folder + "/") {
        return String(path.dropFirst(request.folder.count + 1))
      }
      return path.hasPrefix("/") || path.hasPrefix("PG:")
        ? path : FileManager.default.currentDirectoryPath + "/" + path
    }
    func quoted(_ value: String) -> String {
      let escapes: [Character: String] = ["\\": "\\\\", "\"": "\\\"", "\n": "\\n", "\t": "\\t"]
      return "\"" + value.map { escapes[$0] ?? String($0) }.joined() + "\""
    }
    func line(_ key: String, _ value: String, _ en: String, _ vi: String) -> String {
      let examples = [
        "stratum-field": "ldlr", "parcels-crs": "EPSG:9206", "plots-crs": "EPSG:9206",
        "plot-layout": "horizontal", "wood-density-default": "0.55", "class-edition": "34-2009",
      ]
      let example = examples[key] ?? "inputs/..."
      let entry = value.isEmpty ? "  # \(key): \(example)" : "  \(key): \(quoted(value))"
      return "  # \(en)\n  # \(vi)\n\(entry)\n"
    }
    let stated = request.text.encodingList.map(quoted).joined(separator: ", ")
    let capitals = request.text.upperCaseList.map(quoted).joined(separator: ", ")
    let encodings =
      "  # Encoding of text that is not Unicode, where it is not found out rightly\n"
      + "  # Bảng mã của văn bản không phải Unicode, khi công cụ nhận biết chưa đúng\n"
      + (stated.isEmpty ? "  # encoding: [parcels=TCVN3]\n" : "  encoding: [\(stated)]\n")
      + (capitals.isEmpty ? "" : "  upper-case: [\(capitals)]\n")
    return """
      # Project of forestcarbon. Every option of a verb can be set under its name; what is typed on the
      # command line wins. Lines that begin with # are comments.
      # Dự án forestcarbon. Mọi tùy chọn của lệnh có thể đặt dưới tên lệnh; giá trị gõ trên dòng lệnh
      # được ưu tiên. Dòng bắt đầu bằng # là chú thích.

      project:
        # Name of the project in both languages, and its code.
        # Tên dự án bằng hai thứ tiếng và mã dự án.
        name_en: ""
        name_vi: ""
        code: ""
        # First and last day, e.g. 2026-01-01.
        # Ngày bắt đầu và kết thúc, ví dụ 2026-01-01.
        start:
        end:
        # Owner, managing agency, donors.
        # Chủ dự án, cơ quan chủ quản, nhà tài trợ.
        owner: ""
        managing_agency: ""
        donor: []
        # What the cover of the measurement report says; _en and _vi where the languages differ.
        # Nội dung trang bìa của báo cáo đo đếm; thêm _en và _vi khi hai thứ tiếng khác nhau.
        province: ""
        communes: []
        measured_by: ""
        measured_from:
        measured_to:
        prepared_by: ""
        report_date:

      estimate:
      \(line("parcels", inside(request.parcels), "Parcel layer: shapefile, GeoPackage ...", "Lớp lô rừng: shapefile, GeoPackage ..."))\
      \(line("parcels-crs", request.parcelsCRS ?? "", "CRS of the parcels where the file stores none", "Hệ tọa độ của lớp lô khi tệp không ghi"))\
      \(encodings)\
      \(line("stratum-field", request.stratumField ?? "", "Field of the layer that names the stratum (FRMS: ldlr); or stratum-raster: inputs/classes.tif", "Trường của lớp cho biết tầng (FRMS: ldlr); hoặc stratum-raster: inputs/classes.tif"))\
      \(line("class-edition", "", "Circular that the classes follow, where it is not 33/2018", "Thông tư mà mã loại theo, nếu không phải 33/2018"))\
      \(line("crosswalk", "", "Former communes and those of July 2025: old_code, new_code, share", "Xã cũ và xã từ tháng 7/2025: old_code, new_code, share"))\
      \(line("strata", hasStrata ? "inputs/strata.csv" : "", "Which class counts as which stratum: sampled, merged, table or excluded", "Loại nào thuộc tầng nào: sampled, merged, table hoặc excluded"))\
      \(line("plots", inside(request.plots), "Sample plots: plot_id, area_ha, stratum ...", "Ô tiêu chuẩn: plot_id, area_ha, stratum ..."))\
      \(line("nests", "", "Nested plots: plot_design, dbh_min_cm, dbh_max_cm, radius_m", "Ô lồng nhau: plot_design, dbh_min_cm, dbh_max_cm, radius_m"))\
      \(line("trees", inside(request.trees), "Trees: plot_id, tree_id, species, dbh_cm, height_m ...", "Cây: plot_id, tree_id, species, dbh_cm, height_m ..."))\
      \(line("plots-crs", request.plotsCRS ?? "", "CRS of the plots' coordinates", "Hệ tọa độ của các ô tiêu chuẩn"))\
      \(line("plot-layout", "", "How plots on slopes were laid out: horizontal or slope-distance", "Cách đo bán kính ô trên dốc: horizontal (mặt phẳng ngang) hoặc slope-distance (theo mặt dốc)"))\
      \(line("wood-density", "", "Wood densities: species, wood_density_g_cm3, source", "Khối lượng thể tích gỗ: species, wood_density_g_cm3, source"))\
      \(line("wood-density-default", "", "For names that no table knows, g/cm3", "Dùng cho loài chưa có trong danh mục, g/cm3"))\
      \(line("stock-table", "", "Factors for strata without plots", "Hệ số cho tầng không có ô tiêu chuẩn"))\
        # Confidence level of all intervals.
        # Độ tin cậy của mọi khoảng.
        confidence: 0.90
        # Root-to-shoot ratio.
        # Tỷ lệ rễ trên thân (R/S).
        root-shoot: ipcc2006-moist-deciduous

      # change:
      #   Two class maps; forestcarbon change --help names what may stand here.
      #   Hai bản đồ phân loại; forestcarbon change --help nêu các tùy chọn.
      #   before: inputs/map_2015.tif
      #   after: inputs/map_2024.tif

      # risk:
      #   Answers on non-permanence; forestcarbon risk --form inputs/risk.csv writes the questions.
      #   Câu trả lời về rủi ro không vĩnh viễn; forestcarbon risk --form inputs/risk.csv ghi bảng câu hỏi.
      #   answers: inputs/risk.csv

      # account:
      #   Estimated reductions of a period; docs/data-formats.md names the tables.
      #   Lượng giảm phát thải ước tính của một kỳ; docs/data-formats.md nêu các bảng.
      #   from: 2025-01-01
      #   to: 2027-12-31
      #   activity: R1
      #   activity-data: inputs/activity_data.csv
      #   emission-factors: inputs/emission_factors.csv
      #   reference-level: mean
      #   answers: inputs/answers.csv
      #   risk: inputs/risk.csv

      """
  }
}
