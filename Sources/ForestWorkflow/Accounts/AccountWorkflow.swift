public import CarbonAccounting
import CarbonDocuments
import CarbonStock
public import ForestModel

/// An account under one standard.
public struct StandardResult: Sendable {
  /// The standard.
  public let standard: Standard
  /// Parts of the period.
  public let account: StandardAccount
  /// The vintages.
  public let vintages: [VintageLine]
  /// Questions without an answer that leave parts unknown.
  public let missing: [StandardQuestion]

  /// Estimated net of the vintages that the standard takes, whole tonnes; `nil` where not known.
  public var netT: Int? {
    let known = vintages.compactMap(\.netT)
    return known.isEmpty ? nil : known.reduce(0, +)
  }

  /// The least favourable word of the vintages.
  public var applicability: Applicability {
    let all = vintages.map(\.applicability)
    return all.allSatisfy { $0 == .notApplicable }
      ? .notApplicable
      : all.contains(.illustrative)
        ? .illustrative : all.contains(.notApplicable) ? .notApplicable : .applicable
  }

  /// Why it is not applicable or only an illustration; empty otherwise.
  public var reason: Phrase {
    vintages.first { $0.applicability == applicability }?.reason ?? Phrase(same: "")
  }
}

/// What `account` found.
public struct AccountSummary: Sendable {
  /// Days accounted.
  public let period: Period
  /// Baseline of the period.
  public let baseline: FluxEstimate
  /// Project.
  public let project: FluxEstimate
  /// Baseline less project.
  public let gross: FluxEstimate
  /// The same from draws.
  public let draws: DrawSummary
  /// Confidence level of the intervals here.
  public let confidence: Double
  /// Standards in the order asked for.
  public let standards: [StandardResult]
  /// Whether the estimate had to be computed anew.
  public let hasRefreshed: Bool
  /// Row accounts.
  public let accounts: [RowAccount]
  /// Findings.
  public let log: FindingLog
  /// account.json.
  public let json: JSONValue
}

extension Workflow {
  /// From activity data and factors to estimated reductions under named standards: standards.csv,
  /// waterfall.csv, parameters.csv, flows.csv, years.csv, uncertainty.csv, account.json, report.html.
  ///
  /// - Parameters: `estimate` gives the stocks of strata that factors name, computed anew where they are
  ///   missing or stale; `results` is its folder; `upstream` says how the estimate runs by itself.
  public static func account(
    _ request: AccountRequest, of estimate: EstimateRequest?, results: String?, out: String,
    context: RunContext, upstream: RunContext
  ) async throws(WorkflowError) -> AccountSummary {
    context.progress.begin(Phrase("Reading tables", vi: "Đọc các bảng"))
    let standards = try standards(request.standards)
    var record = RunRecord(verb: "account", context: context)
    record.parameters = request.parameters
    for (role, path) in request.files { try record.addInput(role, path.map(tablePath)) }
    for path in request.project.files { try record.addInput("project", path) }
    let levels = Set(standards.compactMap(\.confidence) + [request.confidence]).sorted()
    let reader = try AccountReader(request, levels: levels, language: context.language)
    var log = reader.log
    if log.hasErrors { throw .findings(log) }
    record.rows = reader.accounts
    record.add(reader.constants)
    if reader.usesChange, let folder = request.change {
      try record.addInput("change", folder + "/areas.csv")
    }
    for folder in reader.stockChanges {
      try record.addInput("stock-change", folder + "/summary.json")
    }

    var hasRefreshed = false
    var survey: SurveyFolder?
    if reader.factors.contains(where: { !$0.before.isEmpty || !$0.after.isEmpty }),
      let estimate, let results
    {
      let facts = try await publish(estimate, out: results, context: upstream) {
        _, names, staging throws(WorkflowError) in
        hasRefreshed = !areSame(names, staging, results)
        return hasRefreshed
      }
      survey = try SurveyFolder(results, role: "estimate", &record, &log)
      record.add(facts.record.constants)
    }

    context.progress.begin(Phrase("Accounting", vi: "Hạch toán"))
    let builder = AccountBuilder(
      reader, survey: survey, request: request, language: context.language)
    log.add(builder.log)
    let level = try referenceLevel(builder.flows, reader, request, context.language, &log)
    if log.hasErrors { throw .findings(log) }
    let account = CarbonAccount(
      model: builder.model, flows: builder.flows, period: request.period, referenceLevel: level,
      adjustmentT: request.adjustmentT)

    var answers = try AccountAnswers(request, standards, context.language, &log)
    if let rows = answers.account { record.rows.append(rows) }
    var rating: NonPermanenceRating?
    if let path = request.risk {
      let sheet = try RiskReader.read(
        path, tables: request.tables, language: context.language, log: &log)
      record.rows.append(sheet.account)
      let score = NonPermanenceRisk.score(sheet.answers)
      sheet.report(score, context.language, log: &log)
      answers.add(sheet, standards, &log)
      rating = score
      record.add(NonPermanenceRisk.parameters)
    }
    var result = AccountResult(
      request: request, account: account, seed: context.seed, answers: answers, risk: rating)
    result.checkTotals(context.language, &log)
    try result.applyStandards(standards, context.language, &log)
    try context.stopIfNeeded(log)
    record.add(result.constants)

    context.progress.begin(Phrase("Writing results", vi: "Ghi kết quả"))
    var names = [
      "standards.csv", "waterfall.csv", "parameters.csv", "flows.csv", "years.csv",
      "uncertainty.csv", "account.json",
    ]
    if result.hasMeasures { names.append("mrv_circular23.csv") }
    try refuseReplacing(out, by: names + ["report.html"], inputs: record.inputs)
    let folder = try ResultFolder(out, of: "account")
    try result.write(folder.staging, constants: record.constants)
    let json = result.json()
    try write(json, to: folder.path("account.json"))
    record.results["account"] = json
    let facts = AccountFacts(
      result: result, log: log, constants: record.constants, record: record,
      runID: RunRecord.id(record, try hashes(of: names, in: folder.staging)),
      language: context.language)
    names += try facts.write(folder.staging)
    try finish(&record, folder.staging, names, log)
    try folder.publish(names + [RunRecord.fileName])
    context.progress.finish()
    return AccountSummary(
      period: request.period, baseline: result.baseline, project: result.project,
      gross: result.gross, draws: result.draws, confidence: request.confidence,
      standards: result.standards, hasRefreshed: hasRefreshed, accounts: record.rows, log: log,
      json: json)
  }

  /// The standards of a list of ids.
  static func standards(_ ids: [String]) throws(WorkflowError) -> [Standard] {
    var list: [Standard] = []
    for id in ids {
      let found: Standard?
      do throws(AccountingError) { found = try Standard.builtIn(id) } catch {
        throw WorkflowError(error)
      }
      guard let found else {
        throw .usage(
          Phrase(
            "there is no standard {id}; known: {known}",
            vi: "không có tiêu chuẩn {id}; các tiêu chuẩn: {known}"),
          ["id": id, "known": Standard.builtInIDs.joined(separator: ", ")])
      }
      if !list.contains(where: { $0.id == id }) { list.append(found) }
    }
    return list
  }

  /// The reference level of the rows, `nil` for a stated baseline; the two are never mixed.
  private static func referenceLevel(
    _ flows: [AccountFlow], _ reader: AccountReader, _ request: AccountRequest,
    _ language: Language, _ log: inout FindingLog
  ) throws(WorkflowError) -> ReferenceLevel? {
    let past = flows.filter { $0.scenario == .reference }
    let hasStated = flows.contains { $0.scenario == .baseline }
    let file = FindingLocation(
      file: fileName(request.activityData ?? request.gainLoss ?? "--activity-data"),
      column: "scenario")
    let wantsLevel = request.baseline != .stated
    guard wantsLevel != past.isEmpty, wantsLevel != hasStated else {
      var found: [String] = past.isEmpty ? [] : ["reference"]
      if hasStated { found.append("baseline") }
      found.append("--reference-level \(request.baseline.rawValue)")
      log.add(.baselineUnclear, at: file, ["found": found.joined(separator: ", ")])
      return nil
    }
    guard let method = ReferenceLevelMethod(rawValue: request.baseline.rawValue) else { return nil }
    let years = Set(past.flatMap { $0.period.years.map(\.year) }).sorted()
    guard let first = years.first, let last = years.last else { return nil }
    let missing = (first...last).filter { !years.contains($0) }
    if !missing.isEmpty {
      log.add(
        .referenceYearMissing, at: file,
        [
          "first": "\(first)", "last": "\(last)",
          "missing": missing.map(String.init).joined(separator: ", "),
        ])
    }
    guard let level = ReferenceLevel(method, years: years) else {
      log.add(
        .referenceTooShort, at: file,
        ["method": method.rawValue, "needed": "3", "count": "\(years.count)"])
      return nil
    }
    if method == .trend {
      log.add(
        .trendExtrapolated, at: file,
        ["first": "\(first)", "last": "\(last)", "year": "\(request.period.end.year)"])
    }
    return level
  }
}
