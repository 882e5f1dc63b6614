import ArgumentParser
import CarbonStock
import ForestModel
import ForestWorkflow

struct DesignCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "design",
    abstract: say(
      "How many plots reach a precision, per stratum, and where they are to stand.",
      vi: "Cần bao nhiêu ô để đạt sai số cho trước, mỗi tầng bao nhiêu, và đặt ô ở đâu."),
    discussion: say(
      """
      Example:
        forestcarbon design --strata strata.csv --precision 0.10 --confidence 0.90
        forestcarbon design --strata strata.csv --precision 0.10 \\
          --parcels lots.gpkg --place random --out plots.gpkg

      The table has one row per stratum: stratum, area_ha, mean, sd, and cost where
      plots cost unlike; strata.csv of an estimate serves as it is.
      """,
      vi: """
        Ví dụ:
          forestcarbon design --strata tang.csv --precision 0.10 --confidence 0.90
          forestcarbon design --strata tang.csv --precision 0.10 \\
            --parcels lo.gpkg --place random --out o_mau.gpkg

        Bảng có mỗi tầng một dòng: stratum, area_ha, mean, sd, và cost khi chi phí ô
        khác nhau; có thể dùng ngay strata.csv của lệnh estimate.
        """))

  @Option(
    help: ArgumentHelp(
      say(
        "Table: stratum, area_ha, mean, sd and, if wanted, cost.",
        vi: "Bảng: stratum, area_ha, mean, sd và cost nếu cần."), valueName: "file"))
  var strata: String

  @Option(
    help: ArgumentHelp(
      say(
        "Half-width of the interval as a share of the mean, e.g. 0.10.",
        vi: "Sai số (nửa khoảng tin cậy) so với trung bình, ví dụ 0.10."), valueName: "share"))
  var precision: Double

  @Option(
    help: ArgumentHelp(
      say("Confidence level.", vi: "Độ tin cậy."), valueName: "share"))
  var confidence = 0.90

  @Option(
    help: ArgumentHelp(
      say(
        "How plots are dealt out to strata: neyman (default, by area and sd), proportional (by area) or optimal (also by cost).",
        vi:
          "Cách phân ô cho tầng: neyman (mặc định, theo diện tích và sd), proportional (theo diện tích) hoặc optimal (thêm chi phí)."
      ), valueName: "rule"))
  var allocation = PlotAllocation.neyman.rawValue

  @Option(
    help: ArgumentHelp(
      say(
        "Area of a plot: then the land has room for a finite number of plots.",
        vi: "Diện tích một ô: khi đó số ô có thể đặt là hữu hạn."), valueName: "ha"))
  var plotArea: Double?

  @Option(
    help: ArgumentHelp(
      say("Polygons in which locations are drawn.", vi: "Lớp lô để chọn vị trí ô."),
      valueName: "file"))
  var parcels: String?

  @Option(
    help: ArgumentHelp(
      say("Layer of the file (default: the first).", vi: "Lớp trong tệp (mặc định: lớp đầu)."),
      valueName: "name"))
  var parcelsLayer: String?

  @Option(
    help: ArgumentHelp(
      say(
        "CRS of the parcels where none is stored, e.g. EPSG:9206.",
        vi: "Hệ tọa độ của lớp lô khi tệp không ghi, ví dụ EPSG:9206."), valueName: "crs"))
  var parcelsCrs: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Field with the parcel's id (default: parcel_id, else maxa-tk-khoanh-lo, else the FID).",
        vi: "Trường mã lô (mặc định: parcel_id, hoặc maxa-tk-khoanh-lo, hoặc FID)."),
      valueName: "field"))
  var parcelID: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Field of the layer that names the class (default: stratum, else ldlr).",
        vi: "Trường của lớp cho biết loại (mặc định: stratum, hoặc ldlr)."), valueName: "field"))
  var stratumField: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Strata table of estimate (class, stratum, treatment): which class counts as which stratum.",
        vi: "Bảng tầng của lệnh estimate (class, stratum, treatment): loại nào thuộc tầng nào."),
      valueName: "file"))
  var classes: String?

  @Option(
    help: ArgumentHelp(
      say(
        "How locations are chosen: random (default) or systematic (a square grid with a random start).",
        vi:
          "Cách chọn vị trí: random (ngẫu nhiên, mặc định) hoặc systematic (lưới ô vuông, gốc ngẫu nhiên)."
      ), valueName: "rule"))
  var place = PlacementRule.random.rawValue

  @Option(
    help: ArgumentHelp(
      say(
        "Which field is which column, e.g. design.sd=SD.",
        vi: "Trường nào là cột nào, ví dụ design.sd=SD."), valueName: "table.column=field"))
  var column: [String] = []

  @Option(
    help: ArgumentHelp(
      say(
        "Row that holds the column names, for files with title rows.",
        vi: "Dòng chứa tên cột, cho tệp có dòng tiêu đề phía trên."), valueName: "n"))
  var headerRow: [String] = []

  @OptionGroup var text: TextOptions

  @OptionGroup var errors: ErrorOptions
  @OptionGroup(title: say("Run", vi: "Chạy lệnh")) var run: RunOptions
  @OptionGroup var language: LanguageOption

  @Option(
    help: ArgumentHelp(
      say(
        "File for the locations, .csv or .gpkg; NAME.run.json goes beside it.",
        vi: "Tệp vị trí ô, .csv hoặc .gpkg; NAME.run.json được ghi bên cạnh."), valueName: "file"))
  var out: String?

  func run() async throws {
    let summary = try await Workflow.design(
      try request(), out: out, context: run.context(onError: try errors.policy(default: .stop)))
    Terminal.printFindings(summary.log, limit: 20)
    if run.json {
      try Terminal.printJSON(
        .object([
          "status": .string("done"), "result": summary.json,
          "rows": Workflow.json(summary.accounts),
          "findings": Workflow.json(summary.log, Terminal.language),
        ]))
    } else {
      print(text(summary))
    }
  }

  private func request() throws -> DesignRequest {
    guard precision > 0, precision < 10, confidence >= 0.5, confidence < 1,
      plotArea.map({ $0 > 0 && $0 <= 100 }) ?? true
    else {
      throw ValidationError(
        say(
          "--precision takes a share above 0, --confidence one from 0.5 to below 1, --plot-area hectares above 0 up to 100.",
          vi:
            "--precision nhận giá trị trên 0, --confidence từ 0.5 đến dưới 1, --plot-area số héc-ta trên 0 đến 100."
        ))
    }
    guard (parcels == nil) == (out == nil) else {
      throw ValidationError(
        say(
          "--parcels FILE and --out FILE belong together: locations are drawn in the parcels.",
          vi: "--parcels TỆP và --out TỆP phải đi cùng nhau: vị trí ô được chọn trong các lô."))
    }
    if let out, !out.hasSuffix(".csv"), !out.hasSuffix(".gpkg") {
      throw InventoryOptions.oneOf("--out", out, ["FILE.csv", "FILE.gpkg"])
    }
    var request = DesignRequest(strata: strata, precision: precision, confidence: confidence)
    guard let allocation = PlotAllocation(rawValue: allocation) else {
      throw InventoryOptions.oneOf(
        "--allocation", self.allocation, PlotAllocation.allCases.map(\.rawValue))
    }
    guard let placement = PlacementRule(rawValue: place) else {
      throw InventoryOptions.oneOf("--place", place, PlacementRule.allCases.map(\.rawValue))
    }
    request.tables = try InventoryOptions.tables(
      column, headerRow, text: text, schemas: [.design, .strata], layers: ["parcels"])
    request.allocation = allocation
    request.plotAreaHa = plotArea
    request.parcels = parcels
    request.layer = parcelsLayer
    request.parcelsCRS = parcelsCrs
    request.parcelID = parcelID
    request.stratumField = stratumField
    request.classes = classes
    request.placement = placement
    return request
  }

  private func text(_ s: DesignSummary) -> String {
    let style = NumberStyle(Terminal.language)
    var lines = [
      say(
        "Plots needed: {n} for a half-width of {share} of the mean ({mean} per ha) at {level} confidence.",
        vi:
          "Số ô cần: {n} để sai số bằng {share} của trung bình ({mean} trên héc-ta) với độ tin cậy {level}.",
        [
          "n": number(Double(s.size.plots)), "share": style.percent(precision),
          "mean": number(s.size.mean, decimals: 1), "level": style.percent(confidence),
        ])
    ]
    for (place, stratum) in s.strata.enumerated() {
      let spacing =
        s.spacingM.isEmpty
        ? ""
        : say(
          ", grid of {m} m", vi: ", lưới {m} m", ["m": number(s.spacingM[place], decimals: 0)])
      let drawn =
        s.drawn.isEmpty
        ? ""
        : say(
          "; {k} locations drawn{spacing}", vi: "; đã chọn {k} vị trí{spacing}",
          ["k": number(Double(s.drawn[place])), "spacing": spacing])
      lines.append(
        say(
          "  {stratum}: {n} plots ({exact}; {share} of all; {ha} ha){drawn}",
          vi: "  {stratum}: {n} ô ({exact}; {share} tổng số; {ha} ha){drawn}",
          [
            "stratum": stratum.name, "n": number(Double(s.size.stratumPlots[place])),
            "exact": number(s.size.exactPlots[place], decimals: 2),
            "share": style.percent(s.size.shares[place]),
            "ha": number(stratum.areaHa, decimals: 1), "drawn": drawn,
          ]))
    }
    lines += Summary.rows(s.accounts)
    if let path = s.path {
      lines.append(say("Results: {file}", vi: "Kết quả: {file}", ["file": path]))
    }
    return lines.joined(separator: "\n")
  }
}
