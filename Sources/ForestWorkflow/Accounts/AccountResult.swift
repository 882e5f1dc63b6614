import CarbonAccounting
import CarbonStock
import ForestModel

/// Everything that an account says, before it is written.
struct AccountResult {
  let request: AccountRequest
  let account: CarbonAccount
  let answers: AccountAnswers
  /// Score of the risk questionnaire; `nil` without one.
  let risk: NonPermanenceRating?
  let seed: UInt64
  let baseline: FluxEstimate
  let project: FluxEstimate
  let gross: FluxEstimate
  let draws: DrawSummary
  /// By calendar year: baseline, project, gross.
  let years: [(baseline: FluxEstimate, project: FluxEstimate, gross: FluxEstimate)]
  private(set) var standards: [StandardResult] = []

  init(
    request: AccountRequest, account: CarbonAccount, seed: UInt64, answers: AccountAnswers,
    risk: NonPermanenceRating?
  ) {
    self.request = request
    self.account = account
    self.answers = answers
    self.risk = risk
    self.seed = seed
    let model = account.model
    baseline = model.estimate(account.total(account.baseline))
    project = model.estimate(account.total(account.project))
    gross = model.estimate(account.gross)
    years = zip(account.baseline, account.project).map {
      (model.estimate($0), model.estimate($1), model.estimate($0 - $1))
    }
    draws =
      model.draw(
        [account.gross], count: request.draws, seed: seed, confidence: request.confidence)[0]
  }

  /// Half-width of the gross in percent by draws, at the level of the report.
  var drawnPercent: Double {
    gross.value == 0 ? .nan : 100 * draws.halfWidth / abs(gross.value)
  }

  /// Things about the totals that a reader must know.
  func checkTotals(_ language: Language, _ log: inout FindingLog) {
    let style = NumberStyle(language)
    let place = FindingLocation(file: "standards.csv", column: "gross_t")
    for (year, estimate) in zip(request.period.years, years)
    where estimate.baseline.value < 0 && request.baseline == .trend {
      log.add(
        .baselineNegative, at: FindingLocation(file: "years.csv", column: "baseline_t"),
        ["year": "\(year.year)", "value": style.string(estimate.baseline.value)])
    }
    if gross.value <= 0 {
      log.add(.noReduction, at: place, ["value": style.string(gross.value)])
    } else if gross.halfWidth(request.confidence) > gross.value {
      log.add(
        .reductionNotTold, at: place,
        [
          "value": style.string(gross.value),
          "percent": style.string(gross.halfWidthPercent(request.confidence), decimals: 1),
          "level": style.percent(request.confidence),
        ])
    }
  }

  /// Half-width as a rule takes it: at its level, and from draws where the standard asks for draws.
  private func halfWidth(_ standard: Standard) -> HalfWidth? {
    guard let level = standard.confidence, gross.value != 0 else { return nil }
    var percent = gross.halfWidthPercent(level)
    if standard.needsDraws {
      let drawn =
        level == request.confidence
        ? draws
        : account.model.draw(
          [account.gross], count: request.draws, seed: seed, confidence: level)[0]
      percent = 100 * drawn.halfWidth / abs(gross.value)
    }
    return HalfWidth(percent: percent, confidence: level, degreesOfFreedom: nil)
  }

  mutating func applyStandards(
    _ list: [Standard], _ language: Language, _ log: inout FindingLog
  ) throws(WorkflowError) {
    let rating = risk?.percent.map(Double.init)
    var scope = request.scope
    scope.failsNonPermanence = risk?.status == .failed
    for standard in list {
      let given = answers.numbers[standard.id] ?? [:]
      let whole: StandardAccount
      do throws(AccountingError) {
        whole = try standard.account(
          gross: gross.value, halfWidth: halfWidth(standard), answers: given, rating: rating)
      } catch {
        throw WorkflowError(error)
      }
      let result = StandardResult(
        standard: standard, account: whole,
        vintages: standard.vintages(
          request.period, baseline: years.map(\.baseline.value),
          project: years.map(\.project.value), whole: whole, scope: scope),
        missing: standard.missing(given))
      standards.append(result)
      report(result, language, &log)
    }
  }

  private func report(
    _ result: StandardResult, _ language: Language, _ log: inout FindingLog
  ) {
    let standard = result.standard
    let file = request.answers.map { fileName(TablePath($0).path) } ?? "--answers"
    // Where a rule is not known, no answer makes a net.
    let canHaveNet = standard.uncertainty != nil && standard.leakage != nil
    for question in result.missing where canHaveNet {
      log.add(
        .standardAnswerMissing,
        at: FindingLocation(
          file: file, row: answers.row(standard.id, question.id), column: "answer"),
        [
          "standard": standard.id, "question": question.id, "text": question.text.text(language),
        ])
    }
    // A questionnaire that is there says itself what it lacks.
    if case .nonPermanence? = standard.buffer?.rule, risk == nil, canHaveNet {
      log.add(
        .standardAnswerMissing,
        at: FindingLocation(file: "--risk"),
        [
          "standard": standard.id, "question": "risk",
          "text": Phrase(
            "the rating of the non-permanence risk tool",
            vi: "tỷ lệ của công cụ rủi ro không vĩnh viễn"
          ).text(language),
        ])
    }
    let unknown = [
      (
        standard.uncertainty == nil,
        Phrase("deduction for uncertainty", vi: "khấu trừ do độ không chắc chắn")
      ),
      (standard.leakage == nil, Phrase("leakage", vi: "rò rỉ")),
      (standard.buffer == nil, Phrase("buffer", vi: "lượng dự phòng")),
    ].filter(\.0).map { $0.1.text(language) }
    let place = FindingLocation(file: "standards.csv", column: standard.id)
    if !unknown.isEmpty {
      log.add(
        .standardRuleUnknown, at: place,
        ["standard": standard.id, "what": unknown.joined(separator: ", ")])
    }
    if result.applicability == .applicable, !result.reason.english.isEmpty {
      log.add(
        .standardCondition, at: place,
        ["standard": standard.id, "condition": result.reason.text(language)])
    }
    if result.applicability == .illustrative {
      log.add(
        .standardIllustrative, at: place,
        ["standard": standard.id, "reason": result.reason.text(language)])
    }
    let doubtful = standard.constants.filter { !$0.confirmed }
    if !doubtful.isEmpty {
      log.add(
        .standardUnconfirmed, at: place,
        [
          "standard": standard.id, "count": "\(doubtful.count)",
        ])
    }
  }

  /// Constants beside those of the standards.
  var constants: [Parameter] {
    [
      Parameter(
        name: Phrase("CO2e per carbon", vi: "CO₂ tương đương trên các-bon"), value: "44/12",
        unit: "t CO2e / t C", source: Phrase(same: "IPCC 2006 Vol. 4"), confirmed: true)
    ]
  }

  var hasMeasures: Bool { account.flows.contains { $0.measure != nil } }
}
