import ForestModel

extension NonPermanenceRisk {
  /// Scores answers by question code.
  ///
  /// rating = ceil(max(12, internal + external + natural)); every sub-category is at least 0, and so is
  /// question 2 of financial viability with its mitigation. The analysis fails at a failing answer, and
  /// where internal > 35, external > 20, natural > 35 or the total > 60. Answers to questions of other
  /// standards are passed over.
  ///
  /// Source: Verra, AFOLU Non-Permanence Risk Tool v4.2, 2.1.2 and 2.5.
  public static func score(_ answers: [String: RiskAnswer]) -> NonPermanenceRating {
    let sheet = RiskSheet(answers, to: questions)
    let items = sheet.states.map { question, state in
      NonPermanenceRating.Item(
        question: question, state: state, answer: answers[question.id],
        outcome: state == .answered ? outcome(question, sheet) : nil)
    }
    let factor = amplifyingFactor(sheet)
    let subtotals = subtotals(items, sheet, factor)
    var totals: [RiskCategory: Double] = [:]
    for category in [RiskCategory.internal, .external, .natural] {
      let parts = subtotals.filter { $0.category == category }.map(\.value)
      if !parts.contains(nil) {
        totals[category] = settled(ExactSum(parts.compactMap(\.self)).value)
      }
    }
    let total = totals.count == 3 ? settled(ExactSum(totals.values).value) : nil
    // Codes with a point are those of other standards.
    let known = Set(questions.map(\.id))
    return NonPermanenceRating(
      items: items, subtotals: subtotals, totals: totals, amplifyingFactor: factor, total: total,
      failReasons: failReasons(items, totals, total),
      unknown: answers.keys.filter { !known.contains($0) && !$0.contains(".") }.sorted())
  }

  /// A sum of points without the last bits that binary fractions leave: 34.000000000000004 is 34.
  /// Points have few decimals, so nine of them are exact.
  static func settled(_ points: Double) -> Double { (points * 1e9).rounded() / 1e9 }

  private static func failReasons(
    _ items: [NonPermanenceRating.Item], _ totals: [RiskCategory: Double], _ total: Double?
  ) -> [NonPermanenceRating.FailReason] {
    var reasons = items.filter { $0.outcome == .fail }
      .map { NonPermanenceRating.FailReason.answer($0.question.id) }
    for category in RiskCategory.allCases {
      if let limit = limit(of: category), let value = totals[category], value > limit {
        reasons.append(.category(category, total: value, limit: limit))
      }
    }
    if let total, total > totalLimit { reasons.append(.total(total, limit: totalLimit)) }
    return reasons
  }

  // MARK: One answer

  private static func outcome(_ question: RiskQuestion, _ sheet: RiskSheet) -> RiskOutcome? {
    let answer = sheet.answers[question.id]
    switch (question.rule, answer) {
    case (.yes(let outcome), .yesNo(let value)?): return value ? outcome : .points(0)
    case (.no(let outcome), .yesNo(let value)?): return value ? .points(0) : outcome
    case (.options, .option(let code)?): return chosen(question, code)
    case (.steps(let steps, let otherwise), .number(let value)?):
      return steps.first { value > $0.limit || ($0.includesLimit && value == $0.limit) }?.outcome
        ?? otherwise
    case (.longevity, .number(let years)?): return longevity(years, sheet)
    case (.hazard(let prefix), _):
      return loss(
        sheet, prefix + "-significance", prefix + "-likelihood", likelihoods,
        factor: prefix + "-mitigation")
    case (.seaLevel, _):
      return loss(
        sheet, "NAT-sea-significance", "NAT-sea-level", options("NAT-sea-level"),
        factor: "NAT-sea-adaptation")
    default: return nil
    }
  }

  private static func options(_ id: String) -> [RiskOption] {
    guard case .oneOf(let options)? = questions.first(where: { $0.id == id })?.kind else {
      return []
    }
    return options
  }

  private static func chosen(_ question: RiskQuestion, _ code: String) -> RiskOutcome? {
    guard case .oneOf(let options) = question.kind else { return nil }
    return options.first { $0.code == code }?.outcome
  }

  /// 25 - L/5 without, 25 - L/4 with a legal agreement; grouped projects with shorter contracts take the
  /// first (2.2.4 (6)). Fails below the least longevity.
  private static func longevity(_ years: Double, _ sheet: RiskSheet) -> RiskOutcome? {
    guard sheet.state("PL-Q1") == .answered, sheet.state("PL-Q7") == .answered,
      sheet.state("PL-Q8") == .answered
    else { return nil }
    let least =
      sheet.isYes("PL-Q1") ? leastLongevityYears.from2024 : leastLongevityYears.before
    if years < least { return .fail }
    let isBinding = sheet.isYes("PL-Q7") && !sheet.isYes("PL-Q8")
    return .points(25 - years / (isBinding ? 4 : 5))
  }

  /// Tables 10 and 13: score of significance and column, times the mitigation factor. A failing cell
  /// fails whatever the mitigation.
  private static func loss(
    _ sheet: RiskSheet, _ significance: String, _ column: String, _ columns: [RiskOption],
    factor: String
  ) -> RiskOutcome? {
    guard let row = significances.firstIndex(where: { $0.code == sheet.option(significance) })
    else { return nil }
    if significances[row].code == "none" { return .points(0) }
    guard let place = columns.firstIndex(where: { $0.code == sheet.option(column) }) else {
      return nil
    }
    guard let score = scores[row][place] else { return .fail }
    guard let code = sheet.option(factor),
      case .points(let share)? = options(factor).first(where: { $0.code == code })?.outcome
    else { return nil }
    return .points(score * share)
  }

  /// 1 to 1.4; its amplifying part is lowered by 40 % where five of the seven criteria are met.
  private static func amplifyingFactor(_ sheet: RiskSheet) -> Double? {
    guard let stated = sheet.number("NAT-factor") else { return nil }
    let criteria = (1...7).map { "NAT-adapt\($0)" }
    if criteria.contains(where: { [.missing, .invalid].contains(sheet.state($0)) }) { return nil }
    let met = criteria.filter { sheet.isYes($0) }.count
    return met >= adaptiveCriteriaNeeded
      ? settled(1 + (stated - 1) * adaptiveShareLeft) : stated
  }

  // MARK: Sub-categories

  private static func subtotals(
    _ items: [NonPermanenceRating.Item], _ sheet: RiskSheet, _ factor: Double?
  ) -> [NonPermanenceRating.Subtotal] {
    func points(_ ids: (String) -> Bool) -> Double {
      ExactSum(
        items.filter { ids($0.question.id) }.map {
          if case .points(let value)? = $0.outcome { value } else { 0 }
        }
      ).value
    }
    var list: [NonPermanenceRating.Subtotal] = []
    for part in RiskPart.allCases where [.internal, .external].contains(part.category) {
      let own = Set(questions.filter { $0.part == part }.map(\.id))
      var sum = points(own.contains)
      if part == .viability {
        // The mitigation lowers question 2 only, and not below zero.
        sum = points { $0 == "FV-Q1" } + max(0, points { ["FV-Q2", "FV-j"].contains($0) })
      }
      list.append(
        NonPermanenceRating.Subtotal(
          code: part.rawValue, name: part.name, category: part.category,
          value: sheet.isComplete(part) ? settled(max(0, sum)) : nil))
    }
    let isComplete = sheet.isComplete(.natural)
    func isClimate(_ hazard: Hazard) -> Bool {
      switch hazard.climate {
      case .always: true
      case .asked(let question): sheet.isYes(question.id)
      }
    }
    let affected = Set(hazards.filter(isClimate).map { $0.prefix + "-significance" })
    let others = Set(hazards.filter { !isClimate($0) }.map { $0.prefix + "-significance" })
    for (code, name, value) in [
      (
        "NR-c",
        Phrase(
          "natural risk affected by climate change",
          vi: "rủi ro tự nhiên chịu ảnh hưởng của biến đổi khí hậu"),
        (factor ?? .nan) * points(affected.contains)
      ),
      ("NR-nc", Phrase("other natural risk", vi: "rủi ro tự nhiên khác"), points(others.contains)),
      (
        "SLR", Phrase("sea-level rise", vi: "nước biển dâng"),
        points { $0 == "NAT-sea-significance" }
      ),
    ] {
      list.append(
        NonPermanenceRating.Subtotal(
          code: code, name: name, category: .natural, value: isComplete ? settled(value) : nil))
    }
    return list
  }
}
