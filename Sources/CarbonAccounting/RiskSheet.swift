/// The answers of a questionnaire held against its questions: what applies, what is missing, what was
/// answered although it does not apply. Nothing is guessed and nothing is used in silence.
public struct RiskSheet: Sendable {
  /// What became of one question.
  public enum State: String, Sendable {
    /// Applies and has an answer.
    case answered
    /// Applies and has none.
    case missing
    /// Does not apply and has no answer.
    case notApplicable = "not-applicable"
    /// Does not apply but was answered; the answer is not used.
    case unused
    /// Whether it applies hangs on a question without an answer.
    case undecided
    /// The answer is of another kind or out of range; it is not used.
    case invalid
  }

  /// States by question, in the order of the questions.
  public let states: [(question: RiskQuestion, state: State)]
  /// Answers that apply, by question.
  public let answers: [String: RiskAnswer]
  private let decided: [String: State]

  /// Goes through `questions` in order; gates stand before what they open.
  public init(_ given: [String: RiskAnswer], to questions: [RiskQuestion]) {
    var states: [(RiskQuestion, State)] = []
    var answers: [String: RiskAnswer] = [:]
    var decided: [String: State] = [:]
    for question in questions {
      let answer = given[question.id]
      let state: State
      switch Self.holds(question.applies, answers, decided) {
      case nil: state = .undecided
      case false?: state = answer == nil ? .notApplicable : .unused
      case true?:
        if let answer {
          state = question.allows(answer) ? .answered : .invalid
          if state == .answered { answers[question.id] = answer }
        } else {
          state = .missing
        }
      }
      decided[question.id] = state
      states.append((question, state))
    }
    self.states = states
    self.answers = answers
    self.decided = decided
  }

  /// Codes of the questions in a state, in order.
  public func ids(_ state: State) -> [String] {
    states.filter { $0.state == state }.map(\.question.id)
  }

  /// Whether the questions of `part` are all answered or do not apply.
  func isComplete(_ part: RiskPart) -> Bool {
    states.allSatisfy {
      $0.question.part != part || [.answered, .notApplicable, .unused].contains($0.state)
    }
  }

  func state(_ id: String) -> State? { decided[id] }

  func isYes(_ id: String) -> Bool { answers[id] == .yesNo(true) }

  func number(_ id: String) -> Double? {
    if case .number(let value) = answers[id] { return value }
    return nil
  }

  func option(_ id: String) -> String? {
    if case .option(let code) = answers[id] { return code }
    return nil
  }

  /// Whether a condition holds; `nil` while a question it rests on has no answer.
  private static func holds(
    _ condition: RiskQuestion.Condition, _ answers: [String: RiskAnswer],
    _ decided: [String: State]
  ) -> Bool? {
    /// Of a question that does not apply nothing holds.
    func test(_ id: String, _ body: (RiskAnswer) -> Bool) -> Bool? {
      if let answer = answers[id] { return body(answer) }
      return decided[id] == .notApplicable || decided[id] == .unused ? false : nil
    }
    switch condition {
    case .always: return true
    case .yes(let id): return test(id) { $0 == .yesNo(true) }
    case .no(let id): return test(id) { $0 == .yesNo(false) }
    case .above(let id, let limit):
      return test(id) {
        if case .number(let value) = $0 { return value > limit }
        return false
      }
    case .other(let id, let code): return test(id) { $0 != .option(code) }
    case .all(let list):
      let values = list.map { holds($0, answers, decided) }
      return values.contains(false) ? false : values.contains(nil) ? nil : true
    case .any(let list):
      let values = list.map { holds($0, answers, decided) }
      return values.contains(true) ? true : values.contains(nil) ? nil : false
    }
  }
}
