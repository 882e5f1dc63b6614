public import ForestModel

/// The three risk categories of the VCS tool, what is asked about the project first, and the rules of
/// other standards.
public enum RiskCategory: String, Sendable, CaseIterable {
  /// What kind of project it is; scores nothing.
  case project
  /// Table 5 of the tool.
  case `internal`
  /// Table 9.
  case external
  /// Table 11.
  case natural
  /// Questions of a standard other than the VCS.
  case scheme

  /// Name for people.
  public var name: Phrase {
    switch self {
    case .project: Phrase("project", vi: "dự án")
    case .internal: Phrase("internal risk", vi: "rủi ro nội bộ")
    case .external: Phrase("external risk", vi: "rủi ro bên ngoài")
    case .natural: Phrase("natural risk", vi: "rủi ro tự nhiên")
    case .scheme: Phrase("other standards", vi: "tiêu chuẩn khác")
    }
  }
}

/// The part of the questionnaire that a question belongs to; its code begins the question's.
public enum RiskPart: String, Sendable, CaseIterable {
  /// What kind of project it is.
  case project = "PRJ"
  /// Project management, Table 1.
  case management = "PM"
  /// Financial viability, Table 2.
  case viability = "FV"
  /// Opportunity cost, Table 3.
  case opportunity = "OC"
  /// Project longevity, Table 4.
  case longevity = "PL"
  /// Land tenure, resource access and impacts, Table 6.
  case tenure = "LT"
  /// Stakeholder engagement, Table 7.
  case stakeholders = "SE"
  /// Political risk, Table 8.
  case political = "PC"
  /// Natural risk, Tables 10 to 14.
  case natural = "NAT"
  /// The buffer rule of another standard; such codes begin with the standard's id and a point.
  case scheme = "OTHER"

  /// The category of its questions.
  public var category: RiskCategory {
    switch self {
    case .project: .project
    case .management, .viability, .opportunity, .longevity: .internal
    case .tenure, .stakeholders, .political: .external
    case .natural: .natural
    case .scheme: .scheme
    }
  }

  /// Name for people.
  public var name: Phrase {
    switch self {
    case .project: Phrase("the project", vi: "thông tin dự án")
    case .management: Phrase("project management", vi: "quản lý dự án")
    case .viability: Phrase("financial viability", vi: "khả năng tài chính")
    case .opportunity: Phrase("opportunity cost", vi: "chi phí cơ hội")
    case .longevity: Phrase("project longevity", vi: "thời gian duy trì dự án")
    case .tenure: Phrase("land tenure and access", vi: "quyền sử dụng đất và tiếp cận tài nguyên")
    case .stakeholders: Phrase("stakeholder engagement", vi: "sự tham gia của các bên liên quan")
    case .political: Phrase("political risk", vi: "rủi ro chính sách")
    case .natural: Phrase("natural risk", vi: "rủi ro tự nhiên")
    case .scheme: Phrase("other standards", vi: "tiêu chuẩn khác")
    }
  }
}

/// What an answer leads to.
public enum RiskOutcome: Sendable, Hashable {
  /// Points of the rating; negative for a mitigation.
  case points(Double)
  /// The whole risk analysis fails.
  case fail
}

/// One answer of a questionnaire.
public enum RiskAnswer: Sendable, Hashable {
  /// Yes or no.
  case yesNo(Bool)
  /// One of the question's options, by its code.
  case option(String)
  /// A number in the question's unit; a percentage as 40, never as 0.4.
  case number(Double)
}

/// One of several possible answers.
public struct RiskOption: Sendable, Hashable {
  /// Stable code, e.g. `minor`.
  public let code: String
  /// Its meaning.
  public let text: Phrase
  /// What it leads to; for mitigation factors the factor.
  public let outcome: RiskOutcome

  init(
    _ code: String, _ english: String, vi vietnamese: String, _ outcome: RiskOutcome = .points(0)
  ) {
    self.code = code
    text = Phrase(english, vi: vietnamese)
    self.outcome = outcome
  }
}

/// One question of a questionnaire, with everything that is needed to ask and to score it.
public struct RiskQuestion: Sendable {
  /// What may be answered.
  public enum Kind: Sendable {
    /// Yes or no.
    case yesNo
    /// One of the options.
    case oneOf([RiskOption])
    /// A number in a range; the unit is `%`, `years`, `count` (whole numbers) or `-`.
    case number(ClosedRange<Double>, unit: String)
  }

  /// When a question has to be answered. Gates stand before the questions that they open.
  public indirect enum Condition: Sendable {
    /// Always.
    case always
    /// The question of that code was answered with yes.
    case yes(String)
    /// It was answered with no.
    case no(String)
    /// Its number is above a limit.
    case above(String, Double)
    /// Its option is another one than that.
    case other(String, than: String)
    /// All of them hold.
    case all([Condition])
    /// One of them holds.
    case any([Condition])
  }

  /// One step of a score by number: from `limit` on, itself included or not.
  struct Step: Sendable {
    let limit: Double
    let includesLimit: Bool
    let outcome: RiskOutcome

    static func above(_ limit: Double, _ outcome: RiskOutcome) -> Step {
      Step(limit: limit, includesLimit: false, outcome: outcome)
    }

    static func from(_ limit: Double, _ outcome: RiskOutcome) -> Step {
      Step(limit: limit, includesLimit: true, outcome: outcome)
    }
  }

  /// How an answer becomes an outcome.
  enum Rule: Sendable {
    /// Only other questions use it.
    case none
    /// Yes leads there, no to zero.
    case yes(RiskOutcome)
    /// No leads there, yes to zero.
    case no(RiskOutcome)
    /// As the option says.
    case options
    /// The first step reached, from the highest down, else the last outcome.
    case steps([Step], otherwise: RiskOutcome)
    /// Table 4 of the VCS tool.
    case longevity
    /// Table 10: significance, likelihood and mitigation of the hazard of that prefix.
    case hazard(String)
    /// Tables 13 and 14.
    case seaLevel
  }

  /// Stable code, e.g. `PM-Q1`; those of the VCS tool follow its tables.
  public let id: String
  /// Part of the questionnaire.
  public let part: RiskPart
  /// The question.
  public let text: Phrase
  /// What may be answered.
  public let kind: Kind
  /// When it has to be answered.
  public let applies: Condition
  /// Section and table of the rule.
  public let clause: String
  let rule: Rule

  init(
    _ id: String, _ part: RiskPart, _ kind: Kind, _ rule: Rule = .none,
    if applies: Condition = .always, at clause: String, _ english: String, vi vietnamese: String
  ) {
    self.id = id
    self.part = part
    text = Phrase(english, vi: vietnamese)
    self.kind = kind
    self.applies = applies
    self.clause = clause
    self.rule = rule
  }

  /// Whether `answer` is of the question's kind and in its range.
  public func allows(_ answer: RiskAnswer) -> Bool {
    switch (kind, answer) {
    case (.yesNo, .yesNo): true
    case (.oneOf(let options), .option(let code)): options.contains { $0.code == code }
    case (.number(let range, let unit), .number(let value)):
      range.contains(value) && (unit != "count" || value == value.rounded())
    default: false
    }
  }
}
