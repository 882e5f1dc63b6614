import CarbonDocuments
import ForestGeo
import ForestModel
import FoundationEssentials

extension ExportSource {
  /// parcels.csv with the centroid of each parcel in WGS 84.
  func writeTable(_ path: String, _ record: inout RunRecord) throws(WorkflowError) {
    let header = fields.map(\.name)
    guard reference != nil else {
      var file = try CSVWriter(path, header: header, isForSpreadsheets: true)
      do { try forEach { try file.row($0.values.map(\.text)) } } catch { throw wrap(error) }
      try file.finish()
      return
    }
    let transform = try worldTransform()
    var used: Set<CoordinateOperation> = []
    let added = ["lon", "lat"].map { header.contains($0) ? "centroid_" + $0 : $0 }
    var file = try CSVWriter(path, header: header + added, isForSpreadsheets: true)
    do {
      try forEach { parcel in
        var cells = ["", ""]
        if let centre = parcel.shape?.centroid {
          var (x, y) = ([centre.x], [centre.y])
          if transform.apply(&x, &y) {
            cells = [x[0], y[0]].map { (($0 * 1e7).rounded() / 1e7).csvText }
            if let operation = transform.lastOperation() { used.insert(operation) }
          }
        }
        try file.row(parcel.values.map(\.text) + cells)
      }
    } catch {
      throw wrap(error)
    }
    try file.finish()
    record.add(used)
  }

  /// Cells that a workbook may hold: more open slowly, or not at all.
  static let mostCells = 10_000_000

  /// parcels.xlsx: the parcels, what the columns mean, and where the figures come from.
  func writeWorkbook(
    _ path: String, _ totals: ExportTotals, _ language: Language, _ log: inout FindingLog
  ) throws(WorkflowError) {
    guard count * fields.count <= Self.mostCells, count < SpreadsheetWriter.mostRows else {
      log.add(
        .spreadsheetTooLarge, at: FindingLocation(file: Self.layerFile),
        [
          "rows": "\(count)", "columns": "\(fields.count)", "limit": "\(Self.mostCells)",
        ])
      throw .findings(log)
    }
    var rows: [[Spreadsheet.Cell]] = []
    try forEach([.values]) { parcel in
      rows.append(zip(parcel.values, fields).map { Self.cell($0, $1) })
    }
    let sheets = [
      Spreadsheet(
        name: Phrase("Parcels", vi: "Lô rừng").text(language), heads: fields.map(\.name),
        rows: rows),
      Spreadsheet(
        name: Phrase("Columns", vi: "Các cột").text(language), heads: Self.fieldHeads,
        rows: fieldRows(names: nil).map { $0.map { $0.isEmpty ? .empty : .text($0) } }),
      about(totals, language),
    ]
    let bytes: [UInt8]
    do throws(DocumentError) { bytes = try SpreadsheetWriter.xlsx(sheets) } catch {
      throw WorkflowError(error)
    }
    var file = try FileWriter(path)
    try file.write(bytes)
    try file.finish()
  }

  private static func cell(_ value: FieldValue, _ field: ExportField) -> Spreadsheet.Cell {
    switch value {
    case .null: return .empty
    case .text(let text): return text.isEmpty ? .empty : .text(text)
    // Codes and years are no quantities: no thousands marks.
    case .integer(let number): return .number(Double(number))
    case .real(let number):
      guard !field.words.unit.isEmpty else { return .number(number) }
      if field.name == "confidence" { return .number(number, .percent) }
      switch StoredName.format(field.name, of: number).decimals {
      case 0: return .number(number, .whole)
      case 1: return .number(number, .oneDecimal)
      default: return .number(number, .twoDecimals)
      }
    }
  }

  private func about(_ totals: ExportTotals, _ language: Language) -> Spreadsheet {
    func words(_ english: String, _ vietnamese: String) -> Spreadsheet.Cell {
      .text(Phrase(english, vi: vietnamese).text(language))
    }
    let summary = FileManager.default.contents(atPath: folder + "/summary.json")
      .flatMap { try? JSONDecoder().decode(JSONValue.self, from: $0) }
    func figure(_ name: String) -> Spreadsheet.Cell {
      summary?.members?["total"]?.members?[name]?.double.map { .number($0, .whole) } ?? .empty
    }
    return Spreadsheet(
      name: Phrase("About", vi: "Nguồn số liệu").text(language),
      heads: [
        Phrase("what", vi: "nội dung").text(language),
        Phrase("value", vi: "giá trị").text(language),
      ],
      rows: [
        [
          words("status", "tình trạng"),
          words(
            "estimate; not verified, not an issued credit",
            "số liệu ước tính; chưa thẩm định, không phải tín chỉ đã cấp"),
        ],
        [words("t CO2e of all parcels", "tCO₂tđ của mọi lô"), .number(totals.co2eT, .whole)],
        [words("lower limit, t CO2e", "cận dưới, tCO₂tđ"), figure("co2e_low_t")],
        [words("upper limit, t CO2e", "cận trên, tCO₂tđ"), figure("co2e_high_t")],
        [words("parcels", "số lô"), .number(Double(count), .whole)],
        [
          words("parcels with a figure", "số lô có số liệu"),
          .number(Double(totals.accounted), .whole),
        ],
        [words("run of estimate", "lần chạy estimate"), .text(run.runID)],
        [words("program", "chương trình"), .text("forestcarbon \(toolVersion)")],
      ])
  }

  static let fieldHeads = [
    "name", "shapefile_name", "unit", "alias_en", "alias_vi", "meaning_en", "meaning_vi",
  ]

  /// One row per column: its names, unit and meaning in both languages.
  func fieldRows(names: [String]?) -> [[String]] {
    fields.enumerated().map { place, field in
      [
        field.name, names?[place] ?? "", field.words.unit,
        field.words.alias.english, field.words.alias.vietnamese,
        field.words.meaning.english, field.words.meaning.vietnamese,
      ]
    }
  }

  /// parcels_fields.csv.
  func writeFieldList(_ path: String, withShapefile: Bool) throws(WorkflowError) {
    var file = try CSVWriter(path, header: Self.fieldHeads, isForSpreadsheets: true)
    let names = withShapefile ? FieldNames.shapefile(fields.map(\.name)) : nil
    for row in fieldRows(names: names) { try file.row(row) }
    try file.finish()
  }
}
