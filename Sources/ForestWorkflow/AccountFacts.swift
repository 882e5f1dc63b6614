import CarbonAccounting
import CarbonDocuments
import CarbonStock
import ForestModel

/// What the page of an account may speak of: every number with the cell it stands in.
struct AccountFacts {
  let result: AccountResult
  let log: FindingLog
  let constants: [Parameter]
  let record: RunRecord
  let runID: String
  let language: Language

  /// Writes report.html and a picture of every waterfall that is known to its end.
  /// - Returns: the names of the files.
  func write(_ folder: String) throws(WorkflowError) -> [String] {
    do throws(DocumentError) {
      let document = try Template.accountReport().document(
        facts(), producer: "forestcarbon \(toolVersion)")
      let voice = Voice(language, EvidenceBook(document))
      var files = [("report.html", HTMLWriter.html(document, voice, style: .screen))]
      for standard in result.standards {
        guard let figure = figure(standard) else { continue }
        let svg = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + figure.svg(voice) + "\n"
        files.append((figure.id + ".svg", svg))
      }
      return try save(files, in: folder)
    } catch {
      throw WorkflowError(error)
    }
  }

  private func save(
    _ files: [(name: String, text: String)], in folder: String
  ) throws(DocumentError) -> [String] {
    for (name, text) in files {
      do throws(WorkflowError) {
        var file = try FileWriter(folder + "/" + name)
        try file.write(text.utf8)
        try file.finish()
      } catch {
        throw .fileFailed(name, detail: "\(error)")
      }
    }
    return files.map(\.name)
  }

  func facts() -> Facts {
    var facts = Facts()
    result.request.project.add(to: &facts)
    if result.request.project.fields["name"] == nil {
      facts.slots["project.name"] = .text("–")
    }
    let request = result.request
    let period = request.period
    let confidence = request.confidence
    for (name, estimate) in [
      ("baseline", result.baseline), ("project", result.project), ("gross", result.gross),
    ] {
      let half = estimate.halfWidth(confidence)
      facts.slots[name] = json(name + ".value_t", estimate.value)
      facts.slots[name + "_low"] = json(name + ".low_t", estimate.value - half)
      facts.slots[name + "_high"] = json(name + ".high_t", estimate.value + half)
      facts.slots[name + "_percent"] = json(
        name + ".half_width_percent", estimate.halfWidthPercent(confidence), 1, "percent")
    }
    facts.slots["draws"] = json("draws.count", Double(request.draws), 0, "1")
    facts.slots["seed"] = json("draws.seed", Double(result.seed), 0, "1")
    facts.slots["draws_low"] = json("draws.low_t", result.draws.low)
    facts.slots["draws_high"] = json("draws.high_t", result.draws.high)
    facts.slots["draws_percent"] = json(
      "draws.half_width_percent", result.drawnPercent, 1, "percent")
    facts.slots["level"] = json("confidence", confidence, 0, "%")
    facts.slots["from"] = .day(period.start.text)
    facts.slots["to"] = .day(period.end.text)
    facts.slots["activities"] = .text(request.scope.activities.joined(separator: ", "))
    facts.slots["scope"] = .passage(
      request.scope.isJurisdiction
        ? Passage("a jurisdiction", vi: "vùng lãnh thổ") : Passage("a project", vi: "dự án"))
    facts.slots["baseline_method"] = .passage(baselineWords)
    facts.slots["adjustment"] = json(
      "reference_level.adjustment_t_yr", request.adjustmentT, 0, "t CO2e/yr")
    facts.slots["adjustment_reason"] = .text(request.adjustmentReason)
    facts.slots["run_id"] = .code(runID)
    facts.slots["tool_version"] = .text(toolVersion)
    facts.conditions["adjusted"] = request.adjustmentT != 0
    facts.conditions["findings"] = !log.counts.isEmpty
    facts.conditions["reduction"] = result.gross.value > 0
    facts.keyFigures["headline"] = headline(facts.slots)
    // The record of another run bears a clock; the results beside it are listed.
    let inputs = record.inputs.filter { fileName($0.path) != RunRecord.fileName }
    let tables = RunTables(rows: record.rows, inputs: inputs, log: log)
    facts.tables["findings"] = tables.findings
    facts.tables["rows"] = tables.rows
    facts.tables["inputs"] = tables.inputTable
    facts.tables["standards"] = standardTable
    facts.tables["vintages"] = vintageTable
    facts.tables["years"] = yearTable
    facts.tables["flows"] = flowTable
    facts.tables["uncertainty"] = uncertaintyTable
    facts.tables["parameters"] = parameterTable
    facts.tables["questions"] = questionTable
    facts.conditions["questions"] = !questionTable.rows.isEmpty
    for id in Standard.builtInIDs {
      facts.figures["waterfall-" + id] = .some(
        result.standards.first { $0.standard.id == id }.flatMap(figure))
    }
    facts.lists["rules"] = result.standards.map {
      Passage(
        "{name} ({version}): {rule}", vi: "{name} ({version}): {rule}",
        [
          "name": .passage(Passage($0.standard.name)), "version": .text($0.standard.version),
          "rule": .passage(Passage($0.standard.rule)),
        ])
    }
    return facts
  }

  private var baselineWords: Passage {
    let years = result.account.referenceLevel?.years ?? []
    let slots: [String: Slot] = [
      "first": .text(years.first.map(String.init) ?? "–"),
      "last": .text(years.last.map(String.init) ?? "–"),
    ]
    switch result.request.baseline {
    case .mean:
      return Passage(
        "mean of the years {first} to {last}", vi: "trung bình các năm {first} đến {last}", slots)
    case .trend:
      return Passage(
        "linear trend of the years {first} to {last}",
        vi: "xu thế tuyến tính các năm {first} đến {last}", slots)
    case .stated:
      return Passage("stated year by year by the user", vi: "người dùng khai báo theo năm")
    }
  }

  // MARK: Numbers with their places

  private func json(
    _ path: String, _ value: Double, _ decimals: Int = 0, _ unit: String = "t CO2e"
  ) -> Slot {
    .datum(
      Datum(
        value, decimals: decimals, unit: unit,
        source: EvidenceSource(file: "account.json", column: path)))
  }

  private func cell(
    _ file: String, _ row: Int, _ column: String, _ value: Double, _ decimals: Int = 0,
    _ unit: String = "t CO2e"
  ) -> Slot {
    .datum(
      Datum(
        value, decimals: decimals, unit: unit,
        source: EvidenceSource(file: file, row: row + 2, column: column)))
  }

  private func headline(_ slots: [String: Slot]) -> [KeyFigure] {
    func figure(_ name: String, _ label: Passage) -> KeyFigure {
      KeyFigure(
        label: label,
        value: Passage("{t} t CO₂e", vi: "{t} tCO₂tđ", ["t": slots[name] ?? .text("–")]),
        remark: Passage(
          "{level} confidence interval {low} to {high} t CO₂e",
          vi: "khoảng tin cậy {level}: {low} đến {high} tCO₂tđ",
          [
            "level": slots["level"] ?? .text("–"), "low": slots[name + "_low"] ?? .text("–"),
            "high": slots[name + "_high"] ?? .text("–"),
          ]))
    }
    return [
      figure("baseline", Passage("Baseline", vi: "Đường cơ sở")),
      figure("project", Passage("With the project", vi: "Kịch bản có dự án")),
      figure(
        "gross", Passage("Estimated gross reduction", vi: "Lượng giảm ước tính chưa khấu trừ")),
    ]
  }

  // MARK: Tables

  private func column(
    _ english: String, vi: String, number: Bool = true, _ weight: Double = 1
  ) -> Table.Column {
    RunTables.column(english, vi: vi, number: number, weight)
  }

  /// Row of waterfall.csv where the step of a standard stands, counted from 0.
  private func waterfallRow(_ standard: StandardResult, _ item: WaterfallStep.Item) -> Int {
    var row = 0
    for other in result.standards {
      for step in result.waterfall(other) {
        if other.standard.id == standard.standard.id, step.item == item { return row }
        row += 1
      }
    }
    return row
  }

  private func amount(_ standard: StandardResult, _ item: WaterfallStep.Item) -> Slot {
    let value = result.waterfall(standard).first { $0.item == item }?.amount ?? .nan
    return cell("waterfall.csv", waterfallRow(standard, item), "amount_t", value)
  }

  /// Row of standards.csv with the first vintage of a standard, counted from 0.
  private func firstRow(_ standard: StandardResult) -> Int {
    let place = result.standards.firstIndex { $0.standard.id == standard.standard.id } ?? 0
    return result.standards.prefix(place).reduce(0) { $0 + $1.vintages.count }
  }

  private var standardTable: Table {
    let rows = result.standards.map { standard -> [Slot] in
      let first = firstRow(standard)
      return [
        .passage(Passage(standard.standard.name)),
        .passage(Passage(standard.applicability.name)),
        cell(
          "standards.csv", first, "uncertainty_percent", standard.account.uncertaintyPercent, 1,
          "percent"),
        standard.standard.confidence.map {
          cell("standards.csv", first, "confidence", $0, 0, "%")
        } ?? .text("–"),
        amount(standard, .uncertainty), amount(standard, .leakage),
        cell(
          "standards.csv", first, "buffer_percent", standard.account.bufferPercent, 0, "percent"),
        amount(standard, .buffer), amount(standard, .net),
      ]
    }
    return Table(
      id: "table-standards",
      caption: Passage(
        "One gross reduction of {gross} t CO₂e under each standard. “–”: not known here or not answered, and then there is no net figure. Illustrative: the rules are for something else.",
        vi:
          "Cùng một lượng giảm chưa khấu trừ {gross} tCO₂tđ theo từng tiêu chuẩn. “–”: chưa biết quy tắc hoặc chưa trả lời, khi đó không tính lượng ròng. Chỉ để so sánh: quy tắc dành cho hoạt động khác.",
        ["gross": json("gross.value_t", result.gross.value)]),
      columns: [
        column("Standard", vi: "Tiêu chuẩn", number: false, 2.2),
        column("Applies", vi: "Áp dụng", number: false, 1.2),
        column("Half-width", vi: "Sai số", 0.9), column("Level", vi: "Độ tin cậy", 0.7),
        column("Uncertainty (t)", vi: "Khấu trừ sai số (t)"),
        column("Leakage (t)", vi: "Rò rỉ (t)"),
        column("Buffer (%)", vi: "Dự phòng (%)", 0.8), column("Buffer (t)", vi: "Dự phòng (t)"),
        column("Estimated net (t)", vi: "Lượng ròng ước tính (t)", 1.1),
      ], rows: rows)
  }

  private var vintageTable: Table {
    var rows: [[Slot]] = []
    for standard in result.standards where standard.netT != nil {
      for (index, line) in standard.vintages.enumerated() {
        rows.append([
          .passage(Passage(standard.standard.name)), .text("\(line.vintage)"),
          cell("standards.csv", firstRow(standard) + index, "days", Double(line.days), 0, "d"),
          cell(
            "standards.csv", firstRow(standard) + index, "gross_t", line.baseline - line.project),
          cell(
            "standards.csv", firstRow(standard) + index, "net_t",
            line.netT.map(Double.init) ?? .nan),
        ])
      }
    }
    return Table(
      id: "table-vintages",
      caption: Passage(
        "Vintages: calendar years, whole tonnes by largest remainder; they add up to the net of the period.",
        vi:
          "Theo năm tạo tín chỉ: năm dương lịch, số nguyên tấn theo phần dư lớn nhất; tổng bằng lượng ròng của cả kỳ."
      ),
      columns: [
        column("Standard", vi: "Tiêu chuẩn", number: false, 2),
        column("Vintage", vi: "Năm", number: false, 0.8), column("Days", vi: "Số ngày", 0.7),
        column("Gross (t CO₂e)", vi: "Chưa khấu trừ (tCO₂tđ)"),
        column("Estimated net (t CO₂e)", vi: "Lượng ròng ước tính (tCO₂tđ)"),
      ], rows: rows)
  }

  private var yearTable: Table {
    let rows = zip(result.request.period.years, result.years).enumerated().map {
      index, pair -> [Slot] in
      let (year, values) = pair
      return [
        .text("\(year.year)"), cell("years.csv", index, "days", Double(year.days), 0, "d"),
        cell("years.csv", index, "baseline_t", values.baseline.value),
        cell("years.csv", index, "project_t", values.project.value),
        cell("years.csv", index, "gross_t", values.gross.value),
      ]
    }
    return Table(
      id: "table-years",
      caption: Passage(
        "Baseline, project and gross reduction by year, t CO₂e; emissions positive, removals negative. Intervals are in years.csv.",
        vi:
          "Đường cơ sở, kịch bản có dự án và lượng giảm theo năm, tCO₂tđ; phát thải mang dấu dương, hấp thụ mang dấu âm. Khoảng tin cậy có trong years.csv."
      ),
      columns: [
        column("Year", vi: "Năm", number: false), column("Days", vi: "Số ngày", 0.7),
        column("Baseline", vi: "Đường cơ sở"), column("Project", vi: "Có dự án"),
        column("Gross reduction", vi: "Lượng giảm"),
      ], rows: rows)
  }

  private var flowTable: Table {
    let confidence = result.request.confidence
    let rows = result.account.flows.enumerated().map { index, flow -> [Slot] in
      let amount = result.account.amount(of: flow)
      let half = amount.halfWidth(confidence)
      return [
        .passage(
          Passage(
            flow.scenario == .reference
              ? Phrase("reference", vi: "tham chiếu")
              : flow.scenario == .baseline
                ? Phrase("baseline", vi: "đường cơ sở") : Phrase("project", vi: "dự án"))),
        .text(flow.name), .day(flow.period.start.text), .day(flow.period.end.text),
        cell("flows.csv", index, "area_ha", flow.areaHa, 1, "ha"),
        cell("flows.csv", index, "co2e_t", amount.value),
        cell("flows.csv", index, "co2e_low_t", amount.value - half),
        cell("flows.csv", index, "co2e_high_t", amount.value + half),
      ]
    }
    return Table(
      id: "table-flows",
      caption: Passage(
        "Emissions and removals, t CO₂e, with {level} confidence intervals; rows of the project and of a stated baseline count with the days that lie in the period.",
        vi:
          "Phát thải và hấp thụ, tCO₂tđ, khoảng tin cậy {level}; dòng của dự án và đường cơ sở khai báo tính theo số ngày nằm trong kỳ.",
        ["level": json("confidence", confidence, 0, "%")]),
      columns: [
        column("Scenario", vi: "Kịch bản", number: false),
        column("Flow", vi: "Khoản mục", number: false, 2),
        column("From", vi: "Từ ngày", number: false), column("To", vi: "Đến ngày", number: false),
        column("Area (ha)", vi: "Diện tích (ha)"), column("t CO₂e", vi: "tCO₂tđ"),
        column("Low", vi: "Thấp"), column("High", vi: "Cao"),
      ], rows: rows)
  }

  private var uncertaintyTable: Table {
    let rows = result.gross.shares.prefix(15).enumerated().map { index, part -> [Slot] in
      [
        source(part.input),
        cell("uncertainty.csv", index, "share_of_variance", part.share, 1, "%"),
      ]
    }
    return Table(
      id: "table-uncertainty",
      caption: Passage(
        "Where the uncertainty of the gross reduction comes from: share of its variance, the largest 15.",
        vi:
          "Nguồn gây ra độ không chắc chắn của lượng giảm: tỷ lệ đóng góp vào phương sai, 15 nguồn lớn nhất."
      ),
      columns: [
        column("Source", vi: "Nguồn", number: false, 3), column("Share", vi: "Tỷ lệ"),
      ], rows: Array(rows))
  }

  /// The name of an input in words; what the user named stays as it is.
  private func source(_ name: String) -> Slot {
    for (start, words) in [
      ("stock of stratum ", Phrase("stock of stratum {name}", vi: "trữ lượng của tầng {name}")),
      ("factor ", Phrase("factor {name}", vi: "hệ số {name}")),
      ("error group ", Phrase("error group {name}", vi: "nhóm sai số {name}")),
      ("project: ", Phrase("project: {name}", vi: "dự án: {name}")),
      ("baseline: ", Phrase("baseline: {name}", vi: "đường cơ sở: {name}")),
      ("reference: ", Phrase("reference: {name}", vi: "tham chiếu: {name}")),
      (
        "scatter about the trend, ",
        Phrase("scatter about the trend: {name}", vi: "độ phân tán quanh xu thế: {name}")
      ),
    ] where name.hasPrefix(start) {
      return .passage(
        Passage(words, ["name": .text(String(name.dropFirst(start.count)))]))
    }
    return .text(name)
  }

  private var parameterTable: Table {
    var rows: [[Slot]] = []
    for standard in result.standards {
      for constant in standard.standard.constants {
        rows.append([
          .code(standard.standard.id), .passage(Passage(constant.name)),
          cell(
            "parameters.csv", rows.count, "value", constant.value,
            Self.decimals(constant.value),
            constant.unit == "%" ? "percent" : constant.unit),
          .text(constant.unit == "%" ? "" : constant.unit),
          .text([constant.source, constant.clause].filter { !$0.isEmpty }.joined(separator: ", ")),
          status(constant.confirmed, isStated: false),
        ])
      }
    }
    for parameter in constants {
      rows.append([
        .text(""), .passage(Passage(parameter.name)), .text(parameter.value),
        .text(parameter.unit), .passage(Passage(parameter.source)),
        status(parameter.confirmed, isStated: parameter.isStated),
      ])
    }
    return Table(
      id: "table-parameters",
      caption: Passage(
        "Every constant that entered, with its clause and whether it was seen there (parameters.csv).",
        vi: "Mọi hằng số đã dùng, kèm điều khoản và đã được đối chiếu hay chưa (parameters.csv)."),
      columns: [
        column("Standard", vi: "Tiêu chuẩn", number: false, 1.2),
        column("Parameter", vi: "Tham số", number: false, 2.2), column("Value", vi: "Giá trị"),
        column("Unit", vi: "Đơn vị", number: false, 0.8),
        column("Source and clause", vi: "Nguồn và điều khoản", number: false, 2),
        column("Status", vi: "Tình trạng", number: false),
      ], rows: rows)
  }

  /// Decimals of a constant as it was written.
  private static func decimals(_ value: Double) -> Int {
    let parts = value.csvText.split(separator: ".")
    return parts.count == 2 ? parts[1].count : 0
  }

  private func status(_ confirmed: Bool, isStated: Bool) -> Slot {
    .passage(
      isStated
        ? Passage("user's value", vi: "người dùng khai báo")
        : confirmed
          ? Passage("confirmed", vi: "đã xác nhận")
          : Passage("unconfirmed", vi: "chưa được xác nhận"))
  }

  /// Questions that enter no figure, with what was answered: those of the domestic standard.
  private var questionTable: Table {
    var rows: [[Slot]] = []
    for standard in result.standards {
      for question in standard.standard.questions where question.kind == .text {
        let answer = result.answers.texts[standard.standard.id]?[question.id]
        rows.append([
          .code(question.id), .passage(Passage(question.text)),
          answer.map(Slot.text)
            ?? .passage(Passage("not answered", vi: "chưa trả lời")),
        ])
      }
    }
    return Table(
      id: "table-questions",
      caption: Passage(
        "What Decree 180/2026/NĐ-CP asks and what was answered.",
        vi: "Nội dung Nghị định 180/2026/NĐ-CP yêu cầu và câu trả lời."),
      columns: [
        column("Question", vi: "Mã", number: false, 1.2),
        column("What is asked", vi: "Nội dung", number: false, 3),
        column("Answer", vi: "Trả lời", number: false, 2),
      ], rows: rows)
  }

  // MARK: Figures

  private func figure(_ standard: StandardResult) -> Figure? {
    let steps = result.waterfall(standard)
    guard steps.allSatisfy({ $0.amount.isFinite }), result.gross.value > 0 else { return nil }
    let name = Slot.passage(Passage(standard.standard.name))
    let words = Slot.passage(Passage(standard.applicability.name))
    return Figure(
      id: "waterfall-" + standard.standard.id,
      caption: Passage(
        "From baseline to estimated net under {name} ({applies}).",
        vi: "Từ đường cơ sở đến lượng ròng ước tính theo {name} ({applies}).",
        ["name": name, "applies": words]),
      alternative: Passage(
        "Bars for baseline, project, gross reduction, deductions and net.",
        vi: "Các thanh thể hiện đường cơ sở, dự án, lượng giảm, khấu trừ và lượng ròng."),
      drawing: .waterfall(
        WaterfallChart(
          axis: Passage("t CO₂e", vi: "tCO₂tđ"),
          steps: steps.filter { $0.item != .rounding }.map { step in
            WaterfallChart.Step(
              label: Passage(step.name),
              amount: Datum(
                step.amount, unit: "t CO2e",
                source: EvidenceSource(
                  file: "waterfall.csv", row: waterfallRow(standard, step.item) + 2,
                  column: "amount_t")),
              running: step.running, isSum: step.isSum)
          })))
  }
}
