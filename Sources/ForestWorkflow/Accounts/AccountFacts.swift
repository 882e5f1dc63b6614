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

  /// Flows that the page lists at most; all stand in flows.csv.
  static let mostFlows = 200

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
    facts.slots["project.name"] =
      result.request.project.isNameless ? .text("–") : result.request.project.name
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

  func json(
    _ path: String, _ value: Double, _ decimals: Int = 0, _ unit: String = "t CO2e"
  ) -> Slot {
    .datum(
      Datum(
        value, decimals: decimals, unit: unit,
        source: EvidenceSource(file: "account.json", column: path)))
  }

  func cell(
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

  // MARK: Figures

  func figure(_ standard: StandardResult) -> Figure? {
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
