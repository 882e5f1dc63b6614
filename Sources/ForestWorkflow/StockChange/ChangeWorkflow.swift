public import CarbonStock
public import ForestModel

/// One line of changes.csv.
public struct ChangeLine: Sendable {
  /// Stratum, or `TOTAL`.
  public let stratum: String
  /// The change.
  public let change: ChangeEstimate
  /// What it consists of; `nil` where trees could not be joined.
  public let components: ChangeComponents?
  /// Correlation of the plots between the occasions; `nan` for independent surveys.
  public let correlation: Double
  /// Half-width, t CO2e/ha, had two independent surveys of this size been made; `nan` for such.
  public let halfWidthIfIndependent: Double
}

/// What `stock-change` found.
public struct ChangeSummary: Sendable {
  /// How the surveys relate.
  public let design: ChangeDesign
  /// Confidence level.
  public let confidence: Double
  /// Years between the surveys; `nan` when not stated.
  public let years: Double
  /// The strata, where there are any.
  public let strata: [ChangeLine]
  /// All land, or all plots.
  public let total: ChangeLine
  /// Hectares of the first run on which nothing was measured twice: land of stock factors.
  public let uncoveredHa: Double
  /// The stock of the first run brought up to date; `nil` where the change does not stand for the same
  /// land.
  public let updated: (stock: Double, halfWidth: Double, relative: Double)?
  /// Row accounts.
  public let accounts: [RowAccount]
  /// Findings.
  public let log: FindingLog
  /// summary.json.
  public let json: JSONValue
}

extension Workflow {
  /// The change of stock between two recorded runs: changes.csv, plots.csv, summary.json, run.json.
  public static func stockChange(
    _ request: ChangeRequest, out: String, context: RunContext
  ) throws(WorkflowError) -> ChangeSummary {
    context.progress.begin(Phrase("Reading the surveys", vi: "Đọc hai kỳ điều tra"))
    var record = RunRecord(verb: "stock-change", context: context)
    record.parameters = request.parameters
    var log = FindingLog()
    let before = try SurveyFolder(request.before, role: "before", &record, &log)
    let after = try SurveyFolder(request.after, role: "after", &record, &log)
    MethodComparison(before: before, after: after, design: request.design.rawValue).report(&log)
    for survey in [before, after]
    where !survey.hasAreas && survey.run.columns["plots"]?["cluster_id"] != nil {
      if request.design == .independent || survey.path == before.path {
        log.add(.clustersUnseen, at: survey.location("plots.csv"))
      }
    }
    try context.stopIfNeeded(log)

    let comparison =
      request.design == .paired
      ? PlotComparison(
        paired: before, after, toleranceCm: request.shrinkToleranceCm, &log)
      : PlotComparison(independent: before, after)
    try context.stopIfNeeded(log)

    context.progress.begin(Phrase("Estimating", vi: "Ước tính"))
    var result =
      request.design == .paired
      ? try paired(request, before, comparison, &log)
      : try independent(
        request, before, after, comparison, NumberStyle(context.language), &log)
    if result.total.change.isToldFromZero == false {
      log.add(
        .changeNotTold, at: FindingLocation(file: "TOTAL"),
        ["level": NumberStyle(context.language).percent(request.confidence)])
    }
    record.rows = result.accounts
    record.parameters["degrees_of_freedom"] = result.rule.map { .string($0.rawValue) } ?? .null
    result.runs = (before.run.runID, after.run.runID)
    let json = result.json(request)
    record.results["total"] = json

    context.progress.begin(Phrase("Writing results", vi: "Ghi kết quả"))
    let names = ["changes.csv", "plots.csv", "summary.json"]
    try refuseReplacing(out, by: names, inputs: record.inputs)
    let folder = try ResultFolder(out, of: "stock-change")
    try result.writeChanges(folder.path("changes.csv"), request)
    try result.writePlots(folder.path("plots.csv"))
    try write(json, to: folder.path("summary.json"))
    try finish(&record, folder.staging, names, log)
    try folder.publish(names + [RunRecord.fileName])
    context.progress.finish()
    return ChangeSummary(
      design: request.design, confidence: request.confidence, years: request.years ?? .nan,
      strata: result.strata, total: result.total, uncoveredHa: result.uncoveredHa,
      updated: result.updated, accounts: result.accounts, log: log, json: json)
  }

  /// Plots measured twice, with the strata and areas of the first run.
  private static func paired(
    _ request: ChangeRequest, _ before: SurveyFolder, _ comparison: PlotComparison,
    _ log: inout FindingLog
  ) throws(WorkflowError) -> ChangeResult {
    if case .string(let design) = before.run.parameters["design"] ?? .null,
      !["simple", "stratified"].contains(design)
    {
      throw .usage(
        Phrase(
          "the first run has the design {design}; paired plots are compared by the designs simple and stratified. Use --design independent",
          vi:
            "lần chạy thứ nhất dùng thiết kế {design}; ô đo lặp lại chỉ so sánh được theo thiết kế simple và stratified. Hãy dùng --design independent"
        ), ["design": design])
    }
    var stated = DegreesOfFreedomRule.satterthwaite
    if case .string(let word) = before.run.parameters["degrees_of_freedom"] ?? .null {
      stated = DegreesOfFreedomRule(rawValue: word) ?? stated
    }
    let rule = request.degreesOfFreedom ?? stated
    let compared = comparison.plots.filter(\.isCompared)
    func require(_ count: Int, _ stratum: String) {
      guard count < 2 else { return }
      log.add(
        .tooFewPairs, at: before.location(before.hasAreas ? "strata.csv" : "plots.csv"),
        ["stratum": stratum, "count": "\(count)"])
    }
    guard before.hasAreas else {
      require(compared.count, "*")
      if log.hasBlockingErrors { throw .findings(log) }
      let names = Set(compared.map(\.stratum).filter { !$0.isEmpty })
      if names.count > 1 {
        log.add(
          .strataWithoutAreas, at: before.location("plots.csv", column: "stratum"),
          ["count": "\(names.count)"])
      }
      let survey = PairedSurvey(
        pairs: compared.compactMap(\.pair), confidence: request.confidence, rule: rule)
      guard let total = line("TOTAL", survey, nil, [(1, compared)]) else { throw .findings(log) }
      return ChangeResult(comparison: comparison, strata: [], total: total, rule: rule)
    }
    let land = before.strata.filter { $0.treatment == "sampled" && $0.areaHa > 0 }
    let members = Dictionary(grouping: compared, by: \.stratum)
    for stratum in land { require(members[stratum.name]?.count ?? 0, stratum.name) }
    if log.hasBlockingErrors { throw .findings(log) }
    let survey = PairedSurvey(
      strata: land.map { stratum in
        PairedStratum(
          name: stratum.name, areaHa: stratum.areaHa,
          pairs: (members[stratum.name] ?? []).compactMap(\.pair))
      }, confidence: request.confidence, rule: rule)
    let area = ExactSum(land.map(\.areaHa)).value
    let groups = land.map { ($0.areaHa / area, members[$0.name] ?? []) }
    guard let total = line("TOTAL", survey, nil, groups) else { throw .findings(log) }
    var result = ChangeResult(
      comparison: comparison,
      strata: land.indices.compactMap {
        line(land[$0].name, survey, [$0], [(1, groups[$0].1)])
      }, total: total, rule: rule)
    result.uncoveredHa =
      ExactSum(before.strata.filter { $0.treatment == "table" }.map(\.areaHa)).value
    if result.uncoveredHa == 0, let old = before.total?.stock(confidence: request.confidence) {
      result.updated = StockChange.updated(
        stock: old.co2eT, stockHalfWidth: old.halfWidthT, change: total.change.changeT,
        changeHalfWidth: total.change.halfWidthT)
    }
    return result
  }

  private static func line(
    _ name: String, _ survey: PairedSurvey, _ places: [Int]?,
    _ groups: [(weight: Double, plots: [ComparedPlot])]
  ) -> ChangeLine? {
    guard let change = survey.change(of: places) else { return nil }
    return ChangeLine(
      stratum: name, change: change, components: components(groups),
      correlation: survey.correlation(of: places),
      halfWidthIfIndependent: survey.halfWidthIfIndependent(of: places))
  }

  /// Means of the components over plots of equal weight, and over strata by area.
  private static func components(
    _ groups: [(weight: Double, plots: [ComparedPlot])]
  ) -> ChangeComponents? {
    var parts: [(weight: Double, components: ChangeComponents)] = []
    for group in groups {
      for plot in group.plots {
        guard let own = plot.components else { return nil }
        parts.append((group.weight / Double(group.plots.count), own))
      }
    }
    return parts.isEmpty ? nil : ChangeComponents.mean(parts)
  }

  /// Two surveys that share no plot.
  private static func independent(
    _ request: ChangeRequest, _ before: SurveyFolder, _ after: SurveyFolder,
    _ comparison: PlotComparison, _ style: NumberStyle, _ log: inout FindingLog
  ) throws(WorkflowError) -> ChangeResult {
    guard before.hasAreas == after.hasAreas else {
      throw .usage(
        Phrase(
          "independent surveys need two runs of one verb; here they are {first} and {second}",
          vi: "hai kỳ độc lập cần hai lần chạy cùng một lệnh; ở đây là {first} và {second}"),
        ["first": before.run.verb, "second": after.run.verb])
    }
    if request.degreesOfFreedom != nil {
      throw .usage(
        Phrase(
          "--degrees-of-freedom belongs to --design paired; independent surveys keep those of their runs",
          vi:
            "--degrees-of-freedom chỉ dùng với --design paired; kỳ điều tra độc lập giữ bậc tự do của lần chạy"
        ), [:])
    }
    let names = Set(before.plots.map(\.id))
    let twice = after.plots.filter { names.contains($0.id) }.count
    if twice > 0 {
      log.add(
        .plotsMeasuredTwice, at: after.location("plots.csv", column: "plot_id"),
        ["count": "\(twice)"])
    }
    func line(_ name: String, _ one: SurveyStock, _ two: SurveyStock) -> ChangeLine {
      ChangeLine(
        stratum: name, change: StockChange.independent(one, two), components: nil,
        correlation: .nan, halfWidthIfIndependent: .nan)
    }
    var strata: [ChangeLine] = []
    if let one = before.total?.stock(confidence: request.confidence),
      let two = after.total?.stock(confidence: request.confidence)
    {
      let later = Dictionary(
        after.strata.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
      for stratum in before.strata where !stratum.stock.perHa.co2eT.isNaN {
        guard let other = later[stratum.name], !other.stock.perHa.co2eT.isNaN else { continue }
        if stratum.treatment == "table" || other.treatment == "table" {
          log.add(
            .changeFromFactor, at: after.location("strata.csv"),
            ["stratum": stratum.name, "ha": style.string(other.areaHa, decimals: 1)])
        }
        if abs(other.areaHa - stratum.areaHa) > 1e-6 * stratum.areaHa {
          log.add(
            .stratumAreaChanged, at: after.location("strata.csv", column: "area_ha"),
            [
              "stratum": stratum.name, "first": style.string(stratum.areaHa, decimals: 2),
              "second": style.string(other.areaHa, decimals: 2),
            ])
        }
        strata.append(
          line(
            stratum.name, stratum.stock(confidence: request.confidence),
            other.stock(confidence: request.confidence)))
      }
      return ChangeResult(
        comparison: comparison, strata: strata, total: line("TOTAL", one, two), rule: nil)
    }
    let plots = [before, after].map { survey in survey.plots.filter { !$0.isRejected } }
    for (survey, plots) in zip([before, after], plots) where plots.count < 2 {
      log.add(
        .tooFewPairs, at: survey.location("plots.csv"),
        ["stratum": "*", "count": "\(plots.count)"])
    }
    if log.hasBlockingErrors { throw .findings(log) }
    let stocks = plots.map {
      SurveyStock(plots: $0.map(\.perHa), confidence: request.confidence)
    }
    return ChangeResult(
      comparison: comparison, strata: [], total: line("TOTAL", stocks[0], stocks[1]), rule: nil)
  }
}
