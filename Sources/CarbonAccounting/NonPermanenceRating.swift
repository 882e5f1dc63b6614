public import ForestModel

/// What the risk tool makes of a set of answers.
public struct NonPermanenceRating: Sendable {
  /// One question with its answer and what it leads to.
  public struct Item: Sendable {
    /// The question.
    public let question: RiskQuestion
    /// What became of it.
    public let state: RiskSheet.State
    /// The answer as given, used or not.
    public let answer: RiskAnswer?
    /// Points or fail; `nil` for questions that do not score, and without a usable answer. Natural risks
    /// score LS x M at the question for their significance, before the amplifying factor.
    public let outcome: RiskOutcome?

    /// The points; `nan` where there are none.
    public var points: Double {
      if case .points(let value)? = outcome { value } else { .nan }
    }
  }

  /// How far the analysis has come.
  public enum Status: String, Sendable {
    /// There is a rating.
    case rated
    /// The analysis fails; there is no rating.
    case failed
    /// Answers are missing; there is no rating yet.
    case incomplete
  }

  /// The rating of one sub-category; failed answers count 0 in it.
  public struct Subtotal: Sendable {
    /// Code, e.g. `PM` or `NR-c`.
    public let code: String
    /// Name for people.
    public let name: Phrase
    /// Category it is a part of.
    public let category: RiskCategory
    /// Points, at least 0; `nil` while an answer is missing.
    public let value: Double?
  }

  /// Why the analysis fails.
  public enum FailReason: Sendable, Hashable {
    /// The answer to the question of that code.
    case answer(String)
    /// A category above its limit.
    case category(RiskCategory, total: Double, limit: Double)
    /// The sum of the categories above its limit.
    case total(Double, limit: Double)
  }

  /// Every question of the tool, in order.
  public let items: [Item]
  /// Sub-categories in the tool's order: PM FV OC PL LT SE PC NR-c NR-nc SLR.
  public let subtotals: [Subtotal]
  /// Totals of the internal, external and natural category; `nil` while an answer is missing.
  public let totals: [RiskCategory: Double]
  /// Amplifying factor as used, after adaptive capacity; `nil` while an answer to it is missing.
  public let amplifyingFactor: Double?
  /// Sum of the categories; `nil` while an answer is missing.
  public let total: Double?
  /// All reasons to fail that are certain, also while answers are missing.
  public let failReasons: [FailReason]
  /// Codes among the answers that no question of the tool has, those of other standards left aside.
  public let unknown: [String]

  /// The rating in whole percent, at least 12, rounded up. `nil` where an answer is missing or invalid, or
  /// where the analysis fails: such a project is not eligible for crediting.
  public var percent: Int? {
    guard isComplete, failReasons.isEmpty, let total else { return nil }
    return Int(max(Double(NonPermanenceRisk.minimumRating), total).rounded(.up))
  }

  /// Questions that apply and have no answer.
  public var missing: [String] { ids(.missing) }
  /// Questions whose answer is of another kind or out of range.
  public var invalid: [String] { ids(.invalid) }
  /// Questions that do not apply although they were answered.
  public var unused: [String] { ids(.unused) }
  /// Whether every question that applies has a usable answer.
  public var isComplete: Bool {
    !items.contains { [.missing, .invalid, .undecided].contains($0.state) }
  }

  /// Fails already count while other answers are missing.
  public var status: Status {
    failReasons.isEmpty ? isComplete ? .rated : .incomplete : .failed
  }

  private func ids(_ state: RiskSheet.State) -> [String] {
    items.filter { $0.state == state }.map(\.question.id)
  }
}

extension NonPermanenceRating.FailReason {
  /// The reason as a sentence.
  public func text(_ language: Language) -> String {
    let style = NumberStyle(language)
    func points(_ value: Double) -> String {
      style.string(value, decimals: value == value.rounded() ? 0 : 3)
    }
    switch self {
    case .answer(let id):
      return Phrase("the answer to {id} fails the analysis", vi: "câu trả lời {id} không đạt")
        .text(language, ["id": id])
    case .category(let category, let total, let limit):
      return Phrase(
        "{category} is {total}, above {limit}", vi: "{category} là {total}, vượt {limit}"
      ).text(
        language,
        [
          "category": category.name.text(language), "total": points(total),
          "limit": points(limit),
        ])
    case .total(let total, let limit):
      return Phrase("the total is {total}, above {limit}", vi: "tổng điểm là {total}, vượt {limit}")
        .text(language, ["total": points(total), "limit": points(limit)])
    }
  }

  /// The question, category or `total` that fails, for programs.
  public var place: String {
    switch self {
    case .answer(let id): id
    case .category(let category, _, _): category.rawValue
    case .total: "total"
    }
  }
}
