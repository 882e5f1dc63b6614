public import CarbonStock
public import ForestModel

/// One line of quality.csv: a variable, of one team or of all.
public struct QualityLine: Sendable {
  /// Team; empty for all together.
  public let team: String
  /// What is judged.
  public let variable: QualityVariable
  /// Bias and spread; `nil` for what is only right or wrong.
  public let moments: DifferenceMoments?
  /// How often it was wrong; `nil` without a limit for a measured variable.
  public let rate: ErrorRate?
  /// The limit; `nil` where none is stated.
  public let limit: QualityLimit?

  /// Cases looked at.
  public var count: Int { rate?.count ?? moments?.count ?? 0 }
  /// Pass, fail, or why neither.
  public var verdict: QualityVerdict {
    rate?.verdict(limit: limit?.maxShareBeyond) ?? .noLimit
  }
}

/// What `quality` found.
public struct QualitySummary: Sendable {
  /// All teams together, then each team.
  public let lines: [QualityLine]
  /// Verdict over the lines of all teams together: fail when one fails, else too few when one is, else
  /// pass.
  public let verdict: QualityVerdict
  /// Whether the limits come from a protocol.
  public let isConfirmed: Bool
  /// Confidence level of the intervals of error rates.
  public let confidence: Double
  /// Row accounts.
  public let accounts: [RowAccount]
  /// Findings.
  public let log: FindingLog
  /// summary.json.
  public let json: JSONValue
}

extension Workflow {
  /// Measurements held against a check: quality.csv, differences.csv, measurement_errors.json,
  /// summary.json, run.json.
  public static func quality(
    _ request: QualityRequest, out: String, context: RunContext
  ) throws(WorkflowError) -> QualitySummary {
    context.progress.begin(Phrase("Reading trees", vi: "Đọc bảng cây"))
    var record = RunRecord(verb: "quality", context: context)
    record.parameters = request.parameters
    for (role, path) in [
      ("trees", request.trees), ("check", request.check), ("limits", request.limits),
    ] {
      try record.addInput(role, path.map(tablePath))
    }
    var log = FindingLog()
    var accounts: [RowAccount] = []
    let limits = try request.readLimits(&log, &accounts)
    if request.limits == nil {
      log.add(.limitsUnconfirmed, at: FindingLocation(file: "--limits"))
    }
    let field = try request.readTrees(request.trees, as: .trees, &log, &record.columns)
    let check = try request.readTrees(request.check, as: .check, &log, &record.columns)
    if log.hasBlockingErrors { throw .findings(log) }
    let checks = TreeChecks(field, check, request, &log)
    if !checks.list.contains(where: { $0.state == .compared }) {
      log.add(
        .nothingChecked, at: FindingLocation(file: fileName(request.check)),
        ["file": fileName(request.trees)])
    }
    try context.stopIfNeeded(log)

    let result = QualityResult(checks, limits, request)
    result.report(&log, context.language)
    record.rows = [checks.treesAccount, checks.checkAccount] + accounts
    record.add(result.constants)
    let json = result.summary
    context.progress.begin(Phrase("Writing results", vi: "Ghi kết quả"))
    let names = ["quality.csv", "differences.csv", "measurement_errors.json", "summary.json"]
    try refuseReplacing(out, by: names, inputs: record.inputs)
    let folder = try ResultFolder(out, of: "quality")
    try result.writeQuality(folder.path("quality.csv"))
    try result.writeDifferences(folder.path("differences.csv"))
    try write(result.measurementErrors, to: folder.path("measurement_errors.json"))
    try write(json, to: folder.path("summary.json"))
    try finish(&record, folder.staging, names, log)
    try folder.publish(names + [RunRecord.fileName])
    context.progress.finish()
    return QualitySummary(
      lines: result.lines, verdict: result.verdict, isConfirmed: request.limits != nil,
      confidence: request.confidence, accounts: record.rows, log: log, json: json)
  }
}

/// Everything `quality` knows before it writes.
struct QualityResult {
  let checks: TreeChecks
  let limits: [QualityLimit]
  let request: QualityRequest
  let lines: [QualityLine]

  init(_ checks: TreeChecks, _ limits: [QualityLimit], _ request: QualityRequest) {
    self.checks = checks
    self.limits = limits
    self.request = request
    let teams = Set(checks.list.map(\.team)).filter { !$0.isEmpty }
      .sorted(by: StratumAreas.inReadingOrder)
    var lines: [QualityLine] = []
    for team in [""] + teams {
      for variable in QualityVariable.allCases {
        // With a check of single trees nothing is known of trees that it does not have.
        if variable == .extraTrees, request.scope == .trees { continue }
        lines.append(Self.line(team, variable, checks, limits, request))
      }
    }
    self.lines = lines
  }

  private static func line(
    _ team: String, _ variable: QualityVariable, _ checks: TreeChecks, _ limits: [QualityLimit],
    _ request: QualityRequest
  ) -> QualityLine {
    let members = checks.list.filter { team.isEmpty || $0.team == team }
    let limit = limits.first { $0.variable == variable }
    let judged = members.compactMap { checks.isError(variable, $0, request.kind, limit) }
    let moments =
      variable.isMeasured
      ? DifferenceMoments(
        members.compactMap { checks.difference(variable, $0, request.kind)?.difference },
        kind: request.kind) : nil
    return QualityLine(
      team: team, variable: variable, moments: moments,
      rate: variable.isMeasured && limit == nil
        ? nil
        : ErrorRate(
          errors: judged.filter { $0 }.count, of: judged.count, confidence: request.confidence),
      limit: limit)
  }

  var verdict: QualityVerdict {
    let all = lines.filter { $0.team.isEmpty && $0.count > 0 }.map(\.verdict)
    return [.fail, .tooFew, .pass].first { all.contains($0) } ?? .noLimit
  }

  /// Failures as warnings, and a check of single trees that was taken for one of whole plots.
  func report(_ log: inout FindingLog, _ language: Language) {
    let style = NumberStyle(language)
    for line in lines where line.verdict == .fail {
      guard let rate = line.rate, let limit = line.limit else { continue }
      log.add(
        .qualityFailed, at: FindingLocation(file: fileName(request.trees)),
        [
          "variable": line.variable.rawValue,
          "team": line.team.isEmpty
            ? Phrase("all teams", vi: "mọi tổ").text(language) : line.team,
          "errors": "\(rate.errors)", "count": "\(rate.count)",
          "share": style.percent(rate.share, decimals: 1),
          "limit": style.percent(limit.maxShareBeyond, decimals: 1),
        ])
    }
    if let rate = lines.first(where: { $0.team.isEmpty && $0.variable == .extraTrees })?.rate,
      rate.share > 0.5
    {
      log.add(
        .manyExtraTrees, at: FindingLocation(file: fileName(request.check)),
        ["errors": "\(rate.errors)", "count": "\(rate.count)"])
    }
  }

  /// The limits as constants of the run.
  var constants: [Parameter] {
    limits.flatMap { limit in
      let share = Parameter(
        name: Phrase(
          "largest share of errors, \(limit.variable.rawValue)",
          vi: "tỷ lệ lỗi tối đa, \(limit.variable.rawValue)"),
        value: limit.maxShareBeyond.csvText, unit: "-", source: limit.source,
        confirmed: limit.confirmed, isStated: limit.confirmed)
      guard limit.variable.isMeasured else { return [share] }
      return [
        Parameter(
          name: Phrase(
            "tolerance, \(limit.variable.rawValue)",
            vi: "sai số cho phép, \(limit.variable.rawValue)"),
          value: limit.tolerance.csvText,
          unit: limit.unit == .percent ? "%" : limit.variable == .dbh ? "cm" : "m",
          source: limit.source, confirmed: limit.confirmed, isStated: limit.confirmed), share,
      ]
    }
  }
}
