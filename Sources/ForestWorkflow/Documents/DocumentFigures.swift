import CarbonDocuments
import ForestModel

// Pictures and key figures that documents draw from tables of results and sheets.
extension DocumentFacts {
  func addFigures(to facts: inout Facts) {
    facts.figures["stock.error-sources"] = .some(errorSources)
    facts.figures["project.gantt"] = .some(gantt)
    if absent["account"] == nil {
      facts.figures["account.waterfall"] = .some(waterfall)
      facts.figures["account.vintages"] = .some(vintages)
      facts.figures["finance.scenarios"] = .some(scenarioFigure)
    }
    if absent["change"] == nil { facts.figures["change.matrix"] = .some(changeMatrix) }
  }

  /// Cells of a table by column, with their places.
  private struct Columns {
    let table: ResultTable
    let places: [String: Int]

    init?(_ table: ResultTable?, _ names: [String]) {
      guard let table else { return nil }
      var places: [String: Int] = [:]
      for name in names {
        guard let place = table.header.firstIndex(of: name) else { return nil }
        places[name] = place
      }
      self.table = table
      self.places = places
    }

    func text(_ row: (number: Int, cells: [String]), _ name: String) -> String {
      places[name].map { row.cells[$0] } ?? ""
    }

    func number(_ row: (number: Int, cells: [String]), _ name: String) -> Double {
      Double(text(row, name)) ?? .nan
    }

    func datum(_ row: (number: Int, cells: [String]), _ name: String) -> Datum {
      let value = number(row, name)
      let format = StoredName.format(name, of: value)
      return Datum(
        value, decimals: format.decimals, unit: format.unit,
        source: EvidenceSource(file: table.file, row: row.number, column: name))
    }
  }

  // MARK: Estimate

  /// Vietnamese names of the sources of error in summary.json.
  private static let errorSourceNames = [
    "sampling between plots": "lấy mẫu giữa các ô tiêu chuẩn", "stock factors": "hệ số trữ lượng",
  ]

  private var errorSources: Figure? {
    guard let sources = book.parts["stock"]?.json.members?["error_sources"]?.elements,
      !sources.isEmpty
    else { return nil }
    let bars = sources.enumerated().compactMap { place, source -> BarChart.Bar? in
      guard let share = source.members?["variance_share"]?.number,
        let name = source.members?["source"]?.text
      else { return nil }
      let words = Self.errorSourceNames[name] ?? name
      return BarChart.Bar(
        label: Passage(
          Phrase("{name}", vi: "{words}"),
          ["name": .text(name), "words": .text(words)]),
        value: Datum(
          share, decimals: 1, unit: "%",
          source: EvidenceSource(
            file: "estimate/summary.json", column: "error_sources[\(place)].variance_share")),
        kind: 0)
    }
    guard bars.count > 1 else { return nil }
    return Figure(
      id: "error-sources",
      caption: Passage(
        "Share of the sources of error in the variance of the total.",
        vi: "Tỷ lệ đóng góp của các nguồn sai số vào phương sai của tổng."),
      alternative: Passage(
        "Bars with the share of each source of error.",
        vi: "Các thanh thể hiện tỷ lệ của từng nguồn sai số."),
      drawing: .bars(
        BarChart(
          axis: Passage("share of the variance", vi: "tỷ lệ phương sai"),
          kinds: [(Passage("source of error", vi: "nguồn sai số"), .solid("#777777"))], bars: bars))
    )
  }

  // MARK: Account

  private func standardName(_ id: String) -> Slot {
    let option = catalogue.field("standard.id")?.options.first { $0.code == id }
    return option.map { .passage(Passage($0.name)) } ?? .text(id)
  }

  /// What must stand beside a figure under a standard that was made for something else.
  private var isIllustrative: Bool {
    guard case .text(let word) = book.slot("account.chosen.applicability") else { return false }
    return word != "applicable"
  }

  private var waterfall: Figure? {
    guard
      let columns = Columns(
        book.table("account/waterfall.csv"),
        ["standard", "item", "amount_t", "running_t", "name_en", "name_vi"]),
      let chosen = book.chosenStandard
    else { return nil }
    let steps = columns.table.rows.filter {
      columns.text($0, "standard") == chosen && columns.text($0, "item") != "rounding"
    }
    guard !steps.isEmpty,
      steps.allSatisfy({
        columns.number($0, "amount_t").isFinite && columns.number($0, "running_t").isFinite
      })
    else { return nil }
    let sums: Set<String> = ["baseline", "gross", "net"]
    return Figure(
      id: "waterfall",
      caption: Passage(
        "From baseline to estimated net under {standard}, whole period.",
        vi: "Từ đường cơ sở đến lượng ròng ước tính theo {standard}, cả kỳ.",
        ["standard": standardName(chosen)]),
      alternative: Passage(
        "Bars for baseline, project, gross reduction, deductions and net.",
        vi: "Các thanh thể hiện đường cơ sở, dự án, lượng giảm, khấu trừ và lượng ròng."),
      drawing: .waterfall(
        WaterfallChart(
          axis: Passage("t CO₂e", vi: "tCO₂tđ"),
          steps: steps.map { row in
            WaterfallChart.Step(
              label: Passage(
                Phrase("{en}", vi: "{vi}"),
                [
                  "en": .text(columns.text(row, "name_en")),
                  "vi": .text(columns.text(row, "name_vi")),
                ]),
              amount: columns.datum(row, "amount_t"), running: columns.number(row, "running_t"),
              isSum: sums.contains(columns.text(row, "item")))
          })))
  }

  private var vintages: Figure? {
    guard
      let columns = Columns(
        book.table("account/standards.csv"),
        [
          "standard", "vintage", "gross_t", "net_t", "buffer_t", "leakage_t",
          "uncertainty_deduction_t",
        ]),
      let chosen = book.chosenStandard
    else { return nil }
    let rows = columns.table.rows.filter { columns.text($0, "standard") == chosen }
    let names = ["gross_t", "net_t", "buffer_t", "leakage_t", "uncertainty_deduction_t"]
    guard !rows.isEmpty,
      rows.allSatisfy({ row in names.allSatisfy { columns.number(row, $0).isFinite } })
    else { return nil }
    return Figure(
      id: "vintages",
      caption: Passage(
        "Estimated net and deductions by vintage under {standard}.",
        vi: "Lượng ròng ước tính và các khoản khấu trừ theo năm tạo tín chỉ, theo {standard}.",
        ["standard": standardName(chosen)]),
      alternative: Passage(
        "One bar for each year, parted into net, buffer, leakage and deduction for uncertainty.",
        vi:
          "Mỗi năm một cột, chia thành lượng ròng, dự phòng, rò rỉ và khấu trừ do không chắc chắn."),
      drawing: .vintages(
        VintageChart(
          axis: Passage("t CO₂e", vi: "tCO₂tđ"),
          vintages: rows.compactMap { row in
            guard let year = Int(columns.text(row, "vintage")) else { return nil }
            return VintageChart.Vintage(
              year: year, gross: columns.datum(row, "gross_t"), net: columns.datum(row, "net_t"),
              buffer: columns.datum(row, "buffer_t"), leakage: columns.datum(row, "leakage_t"),
              uncertainty: columns.datum(row, "uncertainty_deduction_t"))
          })))
  }

  var accountHeadline: [KeyFigure] {
    func slot(_ name: String) -> Slot { book.slot(name) ?? .text("–") }
    func figure(_ name: String, _ label: Passage) -> KeyFigure {
      KeyFigure(
        label: label,
        value: Passage("{t} t CO₂e", vi: "{t} tCO₂tđ", ["t": slot("account.\(name).value_t")]),
        remark: Passage(
          "{level} confidence interval {low} to {high} t CO₂e",
          vi: "khoảng tin cậy {level}: {low} đến {high} tCO₂tđ",
          [
            "level": slot("account.confidence"), "low": slot("account.\(name).low_t"),
            "high": slot("account.\(name).high_t"),
          ]))
    }
    var figures = [
      figure(
        "gross", Passage("Estimated gross reduction", vi: "Lượng giảm ước tính chưa khấu trừ"))
    ]
    if case .datum = slot("account.chosen.net_t"), let chosen = book.chosenStandard {
      figures.append(
        KeyFigure(
          label: Passage(
            "Estimated net under {standard}", vi: "Lượng ròng ước tính theo {standard}",
            ["standard": standardName(chosen)]),
          value: Passage("{t} t CO₂e", vi: "{t} tCO₂tđ", ["t": slot("account.chosen.net_t")]),
          remark: isIllustrative
            ? Passage(
              "illustrative: the rules of this standard are for something else; after deductions for uncertainty, leakage and buffer; not verified, not issued",
              vi:
                "chỉ để minh họa: quy tắc của tiêu chuẩn này dành cho loại khác; sau khấu trừ do độ không chắc chắn, rò rỉ và dự phòng; chưa được thẩm định, chưa được cấp"
            )
            : Passage(
              "after deductions for uncertainty, leakage and buffer; not verified, not issued",
              vi:
                "sau khấu trừ do độ không chắc chắn, rò rỉ và dự phòng; chưa được thẩm định, chưa được cấp"
            )))
    }
    return figures
  }

  // MARK: Land

  private var changeMatrix: Figure? {
    guard
      let columns = Columns(
        book.table("change/matrix.csv"), ["from", "to", "from_name", "to_name", "area_ha"])
    else { return nil }
    var names: [(code: String, name: String)] = []
    for row in columns.table.rows {
      for (code, name) in [("from", "from_name"), ("to", "to_name")] {
        let value = columns.text(row, code)
        guard !names.contains(where: { $0.code == value }) else { continue }
        let title = columns.text(row, name)
        names.append((value, title.isEmpty ? value : title))
      }
    }
    names.sort { ($0.code.count, $0.code) < ($1.code.count, $1.code) }
    guard names.count > 1 else { return nil }
    let place = { (code: String) in names.firstIndex { $0.code == code } ?? 0 }
    return Figure(
      id: "change-matrix",
      caption: Passage(
        "Land by class before (rows) and after (columns), ha on the maps; not corrected for errors of the maps.",
        vi:
          "Diện tích theo loại trước (hàng) và sau (cột), ha trên bản đồ; chưa hiệu chỉnh sai số bản đồ."
      ),
      alternative: Passage(
        "A matrix of hectares by class before and after.",
        vi: "Ma trận diện tích theo loại trước và sau."),
      drawing: .matrix(
        ChangeMatrix(
          before: Passage("before", vi: "trước"), after: Passage("after", vi: "sau"),
          classes: names.map { Passage(verbatim: $0.name) },
          cells: columns.table.rows.map { row in
            ChangeMatrix.Cell(
              from: place(columns.text(row, "from")), to: place(columns.text(row, "to")),
              area: columns.datum(row, "area_ha"))
          })))
  }

  // MARK: Plan and money

  /// The words of a cell without its place, so that equal words are equal.
  private static func plain(_ slot: Slot) -> Passage {
    guard case .written(_, let texts, _) = slot else { return Passage(slot) }
    return Passage(
      Phrase("{en}", vi: "{vi}"),
      [
        "en": .text(texts[.english] ?? texts[.vietnamese] ?? ""),
        "vi": .text(texts[.vietnamese] ?? texts[.english] ?? ""),
      ])
  }

  private var gantt: Figure? {
    guard let sheet = sheets.sheets["activities"] else { return nil }
    let activities = zip(sheet.rows, sheet.texts).compactMap { row, text -> GanttChart.Activity? in
      guard let start = text["start"], let end = text["end"], ProjectFacts.isDay(start),
        ProjectFacts.isDay(end)
      else { return nil }
      var done: Datum?
      if case .datum(let datum) = row["done_percent"] { done = datum }
      return GanttChart.Activity(
        id: text["activity_id"] ?? "",
        name: row["activity"].map { Passage($0) } ?? Passage(verbatim: ""),
        component: row["component"].map(Self.plain), start: start, end: end, done: done)
    }
    guard !activities.isEmpty else { return nil }
    return Figure(
      id: "gantt",
      caption: Passage("Work plan.", vi: "Kế hoạch thực hiện."),
      alternative: Passage(
        "Bars from the first to the last day of each activity.",
        vi: "Các thanh từ ngày bắt đầu đến ngày kết thúc của từng hoạt động."),
      drawing: .gantt(GanttChart(activities: activities, date: day)))
  }

  private var scenarioRows: Columns? {
    Columns(
      book.table("derived/price_scenarios.csv"),
      [
        "scenario_en", "scenario_vi", "price", "currency", "price_vnd", "volume_t", "volume_low_t",
        "volume_high_t", "revenue_vnd", "npv_vnd",
      ])
  }

  private func scenarioName(_ columns: Columns, _ row: (number: Int, cells: [String])) -> Slot {
    .passage(
      Passage(
        Phrase("{en}", vi: "{vi}"),
        [
          "en": .text(columns.text(row, "scenario_en")),
          "vi": .text(columns.text(row, "scenario_vi")),
        ]))
  }

  private var scenarioFigure: Figure? {
    guard let columns = scenarioRows, !columns.table.rows.isEmpty else { return nil }
    let rows = columns.table.rows.filter { columns.number($0, "revenue_vnd").isFinite }
    guard !rows.isEmpty else { return nil }
    func limit(_ row: (number: Int, cells: [String]), _ volume: String) -> Datum {
      Datum(
        columns.number(row, volume) * columns.number(row, "price_vnd"), unit: "VND",
        source: EvidenceSource(
          file: columns.table.file, row: row.number, column: "\(volume) × price_vnd"))
    }
    return Figure(
      id: "scenarios",
      caption: Passage(
        "Revenue by assumed price; the line shows the interval of the volume ({level} confidence). Assumptions, no offer.",
        vi:
          "Doanh thu theo giá giả định; vạch thể hiện khoảng tin cậy {level} của khối lượng. Chỉ là giả định, không phải chào giá.",
        ["level": book.slot("account.confidence") ?? .text("–")]),
      alternative: Passage(
        "One bar for each price scenario.", vi: "Mỗi kịch bản giá một cột."),
      drawing: .scenarios(
        ScenarioChart(
          interval: Passage(
            "{level} confidence", vi: "độ tin cậy {level}",
            ["level": book.slot("account.confidence") ?? .text("–")]),
          scenarios: rows.map { row in
            ScenarioChart.Scenario(
              name: Passage(scenarioName(columns, row)),
              remark: Passage(
                "{price} {currency}/t", vi: "{price} {currency}/t",
                [
                  "price": .datum(
                    Datum(
                      columns.number(row, "price"),
                      decimals: columns.text(row, "currency") == "VND" ? 0 : 2,
                      unit: columns.text(row, "currency") + "/t CO2e",
                      source: EvidenceSource(
                        file: columns.table.file, row: row.number, column: "price"))),
                  "currency": .text(columns.text(row, "currency")),
                ]),
              revenue: columns.datum(row, "revenue_vnd"),
              limits: (limit(row, "volume_low_t"), limit(row, "volume_high_t")))
          })))
  }

  var scenarioTable: Table {
    let columns = scenarioRows
    let rows = (columns?.table.rows ?? []).map { row -> [Slot] in
      guard let columns else { return [] }
      func cell(_ name: String) -> Slot {
        columns.number(row, name).isFinite ? .datum(columns.datum(row, name)) : .text("–")
      }
      return [
        scenarioName(columns, row), cell("price_vnd"), cell("volume_t"), cell("volume_low_t"),
        cell("volume_high_t"), cell("revenue_vnd"), cell("npv_vnd"),
      ]
    }
    func title(_ english: String, _ vi: String, _ weight: Double = 1) -> Table.Column {
      RunTables.column(english, vi: vi, number: true, weight)
    }
    return Table(
      id: "price-scenarios",
      caption: Passage(
        "Estimated volume at assumed prices. The limits carry the {level} confidence interval of the gross amount over in proportion. NPV: net of the costs stated, discounted from the first year.",
        vi:
          "Khối lượng ước tính theo giá giả định. Cận dưới và cận trên theo tỷ lệ của khoảng tin cậy {level} của lượng giảm chưa khấu trừ. NPV: đã trừ chi phí khai báo, chiết khấu từ năm đầu.",
        ["level": book.slot("account.confidence") ?? .text("–")]),
      columns: [
        RunTables.column("Scenario", vi: "Kịch bản", number: false, 1.5),
        title("Price (VND/t)", "Giá (đồng/t)"), title("Volume (t CO₂e)", "Khối lượng (tCO₂tđ)"),
        title("Lower limit (t)", "Cận dưới (t)", 0.9),
        title("Upper limit (t)", "Cận trên (t)", 0.9),
        title("Revenue (VND)", "Doanh thu (đồng)", 1.3), title("NPV (VND)", "NPV (đồng)", 1.3),
      ], rows: rows)
  }
}
