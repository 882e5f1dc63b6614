import CarbonAccounting
import CarbonStock
import ForestModel

/// One step of a waterfall, t CO2e: what is taken off is negative.
struct WaterfallStep {
  enum Item: String {
    case baseline, project, gross, uncertainty, leakage, buffer, vintages, rounding, net
  }
  let item: Item
  let amount: Double
  /// What is left after the step.
  let running: Double

  var isSum: Bool { item == .gross || item == .net }

  var name: Phrase {
    switch item {
    case .baseline: Phrase("baseline", vi: "đường cơ sở")
    case .project: Phrase("less project", vi: "trừ kịch bản có dự án")
    case .gross: Phrase("gross reduction", vi: "lượng giảm chưa khấu trừ")
    case .uncertainty:
      Phrase("less deduction for uncertainty", vi: "khấu trừ do độ không chắc chắn")
    case .leakage: Phrase("less leakage", vi: "trừ rò rỉ")
    case .buffer: Phrase("less buffer", vi: "trừ lượng dự phòng")
    case .vintages:
      Phrase(
        "less vintages that the standard does not take", vi: "trừ các năm tiêu chuẩn không nhận")
    case .rounding: Phrase("rounding to whole tonnes", vi: "làm tròn đến tấn")
    case .net: Phrase("estimated net", vi: "lượng ròng ước tính")
    }
  }
}

extension StandardResult {
  /// From baseline to net; empty cells end it where a part is not known.
  func waterfall(baseline: Double, project: Double) -> [WaterfallStep] {
    var steps: [WaterfallStep] = []
    var running = 0.0
    func step(_ item: WaterfallStep.Item, _ amount: Double) {
      running += amount
      steps.append(WaterfallStep(item: item, amount: amount, running: running))
    }
    // No sign before a zero.
    func less(_ amount: Double) -> Double { amount == 0 ? 0 : -amount }
    step(.baseline, baseline)
    step(.project, less(project))
    steps.append(WaterfallStep(item: .gross, amount: running, running: running))
    step(.uncertainty, less(account.deduction))
    step(.leakage, less(account.leakage))
    step(.buffer, less(account.buffer))
    let refused = ExactSum(
      vintages.filter { $0.applicability == .notApplicable }.map(\.account.net)
    ).value
    if vintages.contains(where: { $0.applicability == .notApplicable }) {
      step(.vintages, less(refused))
    }
    let net = netT.map(Double.init) ?? .nan
    step(.rounding, net - running)
    steps.append(WaterfallStep(item: .net, amount: net, running: net))
    return steps
  }
}

extension AccountResult {
  func waterfall(_ result: StandardResult) -> [WaterfallStep] {
    result.waterfall(baseline: baseline.value, project: project.value)
  }

  /// Every table of the account.
  func write(_ folder: String, constants: [Parameter]) throws(WorkflowError) {
    try writeStandards(folder + "/standards.csv")
    try writeWaterfall(folder + "/waterfall.csv")
    try writeParameters(folder + "/parameters.csv", constants)
    try writeFlows(folder + "/flows.csv")
    try writeYears(folder + "/years.csv")
    try writeUncertainty(folder + "/uncertainty.csv")
    if hasMeasures { try writeMeasures(folder + "/mrv_circular23.csv") }
  }

  private func writeStandards(_ path: String) throws(WorkflowError) {
    var file = try CSVWriter(
      path,
      header: [
        "standard", "version", "vintage", "applicability", "reason", "baseline_t", "project_t",
        "gross_t", "uncertainty_percent", "confidence", "uncertainty_deduction_t",
        "leakage_base_t", "leakage_t", "buffer_percent", "buffer_base_t", "buffer_t", "net_t",
        "rule_text", "days", "reason_vi", "rule_text_vi",
      ])
    for result in standards {
      let standard = result.standard
      for line in result.vintages {
        let account = line.account
        try file.row([
          standard.id, standard.version, "\(line.vintage)", line.applicability.rawValue,
          line.reason.english, line.baseline.csvText, line.project.csvText,
          (line.baseline - line.project).csvText, account.uncertaintyPercent.csvText,
          standard.confidence?.csvText ?? "", account.deduction.csvText,
          account.leakageBase.csvText, account.leakage.csvText, account.bufferPercent.csvText,
          account.bufferBase.csvText, account.buffer.csvText, line.netT.map { "\($0)" } ?? "",
          standard.rule.english, "\(line.days)", line.reason.vietnamese, standard.rule.vietnamese,
        ])
      }
    }
    try file.finish()
  }

  private func writeWaterfall(_ path: String) throws(WorkflowError) {
    var file = try CSVWriter(
      path,
      header: ["standard", "step", "item", "amount_t", "running_t", "name_en", "name_vi"])
    for result in standards {
      for (index, step) in waterfall(result).enumerated() {
        try file.row([
          result.standard.id, "\(index + 1)", step.item.rawValue, step.amount.csvText,
          step.running.csvText, step.name.english, step.name.vietnamese,
        ])
      }
    }
    try file.finish()
  }

  private func writeParameters(
    _ path: String, _ constants: [Parameter]
  ) throws(WorkflowError) {
    var file = try CSVWriter(
      path,
      header: ["standard", "name", "value", "unit", "source", "clause", "confirmed", "name_vi"])
    for result in standards {
      let standard = result.standard
      for constant in standard.constants {
        try file.row([
          standard.id, constant.name.english, constant.value.csvText, constant.unit,
          constant.source, constant.clause, constant.confirmed ? "true" : "false",
          constant.name.vietnamese,
        ])
      }
    }
    for parameter in constants {
      try file.row([
        "", parameter.name.english, parameter.value, parameter.unit, parameter.source.english, "",
        parameter.isStated ? "stated" : parameter.confirmed ? "true" : "false",
        parameter.name.vietnamese,
      ])
    }
    try file.finish()
  }

  private func writeFlows(_ path: String) throws(WorkflowError) {
    var file = try CSVWriter(
      path,
      header: [
        "scenario", "flow", "category", "measure", "start", "end", "area_ha", "co2e_t",
        "co2e_low_t", "co2e_high_t", "confidence", "df",
      ])
    for flow in account.flows {
      let amount = account.amount(of: flow)
      let half = amount.halfWidth(request.confidence)
      let df = amount.degreesOfFreedom
      try file.row([
        flow.scenario.rawValue, flow.name, flow.category.rawValue,
        flow.measure.map { "\($0)" } ?? "", flow.period.start.text, flow.period.end.text,
        flow.areaHa.csvText, amount.value.csvText, (amount.value - half).csvText,
        (amount.value + half).csvText, request.confidence.csvText, df.isInfinite ? "" : df.csvText,
      ])
    }
    try file.finish()
  }

  private func writeYears(_ path: String) throws(WorkflowError) {
    var file = try CSVWriter(
      path,
      header: [
        "vintage", "days", "baseline_t", "baseline_low_t", "baseline_high_t", "project_t",
        "project_low_t", "project_high_t", "gross_t", "gross_low_t", "gross_high_t", "confidence",
      ])
    for (year, values) in zip(request.period.years, years) {
      var cells = ["\(year.year)", "\(year.days)"]
      for estimate in [values.baseline, values.project, values.gross] {
        let half = estimate.halfWidth(request.confidence)
        cells += [
          estimate.value.csvText, (estimate.value - half).csvText,
          (estimate.value + half).csvText,
        ]
      }
      try file.row(cells + [request.confidence.csvText])
    }
    try file.finish()
  }

  private func writeUncertainty(_ path: String) throws(WorkflowError) {
    var file = try CSVWriter(path, header: ["input", "share_of_variance"])
    for part in gross.shares { try file.row([part.input, part.share.csvText]) }
    try file.finish()
  }

  /// The tables of Circular 23/2023: emissions and removals by measure and kind of source.
  private func writeMeasures(_ path: String) throws(WorkflowError) {
    var file = try CSVWriter(
      path,
      header: [
        "measure", "measure_name_en", "measure_name_vi", "scenario", "start", "end", "source",
        "years", "area_ha", "emissions_t", "removals_t", "emissions_t_yr", "removals_t_yr",
      ])
    struct Key: Hashable {
      let measure: Int
      let scenario: AccountScenario
      let period: Period
      let category: AccountFlow.Category
    }
    var sums: [Key: (area: ExactSum, out: ExactSum, gain: ExactSum)] = [:]
    for flow in account.flows {
      guard let measure = flow.measure else { continue }
      let key = Key(
        measure: measure, scenario: flow.scenario, period: flow.period, category: flow.category)
      let amount = account.model.value(flow.flux)
      var sum = sums[key] ?? (ExactSum(), ExactSum(), ExactSum())
      if !flow.areaHa.isNaN { sum.area.add(flow.areaHa) }
      if amount >= 0 { sum.out.add(amount) } else { sum.gain.add(-amount) }
      sums[key] = sum
    }
    let order = sums.keys.sorted {
      ($0.measure, $0.scenario.rawValue, $0.period.start.text, $0.category.rawValue)
        < ($1.measure, $1.scenario.rawValue, $1.period.start.text, $1.category.rawValue)
    }
    for key in order {
      guard let sum = sums[key] else { continue }
      let name = CircularMeasure.names[key.measure - 1]
      try file.row([
        "\(key.measure)", name.english, name.vietnamese, key.scenario.rawValue,
        key.period.start.text, key.period.end.text, key.category.rawValue,
        key.period.inYears.csvText, sum.area.value == 0 ? "" : sum.area.value.csvText,
        sum.out.value.csvText,
        sum.gain.value.csvText, (sum.out.value / key.period.inYears).csvText,
        (sum.gain.value / key.period.inYears).csvText,
      ])
    }
    try file.finish()
  }

  // MARK: JSON

  private func json(_ estimate: FluxEstimate) -> JSONValue {
    let half = estimate.halfWidth(request.confidence)
    return .object([
      "value_t": .number(estimate.value), "standard_error_t": .number(estimate.standardError),
      "half_width_t": .number(half), "low_t": .number(estimate.value - half),
      "high_t": .number(estimate.value + half),
      "half_width_percent": .number(estimate.halfWidthPercent(request.confidence)),
      "df": .number(estimate.degreesOfFreedom),
    ])
  }

  func json() -> JSONValue {
    .object([
      "from": .string(request.period.start.text), "to": .string(request.period.end.text),
      "sign": .string("emissions positive, removals negative; gross = baseline - project"),
      "confidence": .number(request.confidence),
      "baseline": json(baseline), "project": json(project), "gross": json(gross),
      "draws": .object([
        "count": .integer(request.draws), "seed": .integer(Int(seed)),
        "mean_t": .number(draws.mean), "low_t": .number(draws.low), "high_t": .number(draws.high),
        "half_width_t": .number(draws.halfWidth), "half_width_percent": .number(drawnPercent),
      ]),
      "reference_level": .object([
        "method": .string(request.baseline.rawValue),
        "years": .array((account.referenceLevel?.years ?? []).map(JSONValue.integer)),
        "series_t": .array(
          (account.referenceLevel.map(account.referenceSeries) ?? []).map(JSONValue.number)),
        "adjustment_t_yr": .number(request.adjustmentT),
        "adjustment_reason": .string(request.adjustmentReason),
      ]),
      "non_permanence": risk.map { risk in
        .object([
          "tool": .string("AFOLU Non-Permanence Risk Tool v\(NonPermanenceRisk.version)"),
          "status": .string(risk.status.rawValue),
          "rating_percent": risk.percent.map(JSONValue.integer) ?? .null,
        ])
      } ?? .null,
      "standards": .array(standards.map(json)),
      "status": .string("estimate; not verified, not an issued credit"),
    ])
  }

  private func json(_ result: StandardResult) -> JSONValue {
    let standard = result.standard
    let account = result.account
    return .object([
      "standard": .string(standard.id), "version": .string(standard.version),
      "read": .string(standard.read),
      "applicability": .string(result.applicability.rawValue),
      "reason": .string(result.reason.english),
      "confidence": standard.confidence.map(JSONValue.number) ?? .null,
      "uncertainty_method": .string(standard.needsDraws ? "draws" : "error propagation"),
      "uncertainty_percent": .number(account.uncertaintyPercent),
      "uncertainty_deduction_t": .number(account.deduction),
      "leakage_t": .number(account.leakage), "buffer_percent": .number(account.bufferPercent),
      "buffer_base_t": .number(account.bufferBase), "buffer_t": .number(account.buffer),
      "net_t": result.netT.map(JSONValue.integer) ?? .null,
      "unanswered": .array(
        (result.missing
          + standard.questions.filter {
            $0.kind == .text && answers.texts[standard.id]?[$0.id] == nil
          }).map { .string($0.id) }),
      "unconfirmed_constants": .array(
        standard.constants.filter { !$0.confirmed }.map { .string($0.name.english) }),
    ])
  }
}

/// The seven mitigation measures of Circular 23/2023/TT-BNNPTNT.
enum CircularMeasure {
  static let names = [
    Phrase("protecting natural forest", vi: "bảo vệ rừng tự nhiên"),
    Phrase("protecting coastal forest", vi: "bảo vệ rừng ven biển"),
    Phrase(
      "new planting on land without forest",
      vi: "trồng mới rừng phòng hộ, đặc dụng, sản xuất trên đất không có rừng"),
    Phrase(
      "assisted regeneration, enrichment and tending of natural forest",
      vi: "khoanh nuôi xúc tiến tái sinh tự nhiên, làm giàu rừng, nuôi dưỡng rừng tự nhiên"),
    Phrase("large-timber plantations", vi: "phát triển rừng trồng gỗ lớn"),
    Phrase("agroforestry", vi: "mô hình nông lâm kết hợp"),
    Phrase("sustainable forest management", vi: "quản lý rừng bền vững"),
  ]
}
