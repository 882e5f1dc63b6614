import CarbonAccounting
import CarbonDocuments
import ForestModel

// The tables of the page of an account.
extension AccountFacts {
  private func column(
    _ english: String, vi: String, number: Bool = true, _ weight: Double = 1
  ) -> Table.Column {
    RunTables.column(english, vi: vi, number: number, weight)
  }

  /// Row of waterfall.csv where the step of a standard stands, counted from 0.
  func waterfallRow(_ standard: StandardResult, _ item: WaterfallStep.Item) -> Int {
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

  var standardTable: Table {
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

  var vintageTable: Table {
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

  var yearTable: Table {
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

  var flowTable: Table {
    let confidence = result.request.confidence
    let rows = result.account.flows.prefix(Self.mostFlows).enumerated().map {
      index, flow -> [Slot] in
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
        "Emissions and removals, t CO₂e, with {level} confidence intervals; rows of the project and of a stated baseline count with the days that lie in the period. At most {most} are listed; all stand in flows.csv.",
        vi:
          "Phát thải và hấp thụ, tCO₂tđ, khoảng tin cậy {level}; dòng của dự án và đường cơ sở khai báo tính theo số ngày nằm trong kỳ. Liệt kê tối đa {most} dòng; toàn bộ có trong flows.csv.",
        [
          "level": json("confidence", confidence, 0, "%"), "most": .text("\(Self.mostFlows)"),
        ]),
      columns: [
        column("Scenario", vi: "Kịch bản", number: false),
        column("Flow", vi: "Khoản mục", number: false, 2),
        column("From", vi: "Từ ngày", number: false), column("To", vi: "Đến ngày", number: false),
        column("Area (ha)", vi: "Diện tích (ha)"), column("t CO₂e", vi: "tCO₂tđ"),
        column("Low", vi: "Thấp"), column("High", vi: "Cao"),
      ], rows: rows)
  }

  var uncertaintyTable: Table {
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

  var parameterTable: Table {
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
  var questionTable: Table {
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
}
