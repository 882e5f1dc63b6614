/// The part of a reduction that a standard keeps back against reversals.
public enum BufferRule: Sendable {
  /// The rating of the VCS non-permanence risk tool.
  case nonPermanence
  /// One percentage.
  case flat(Double)
  /// ART TREES: a start less three mitigations.
  case art(start: Double, law: Double, variability: Double, plan: Double)
  /// FCPF: a fixed reversal part, four rated parts up to a limit each, and a pooled part.
  case fcpf(fixed: Double, limits: [(question: String, most: Double)], pooled: Double)
  /// No buffer.
  case none

  init(_ name: String, _ table: ConstantTable) throws(AccountingError) {
    switch name {
    case "non-permanence": self = .nonPermanence
    case "none": self = .none
    case "flat": self = .flat(try table.value("buffer"))
    case "art":
      self = .art(
        start: try table.value("buffer"), law: try table.value("law"),
        variability: try table.value("variability"), plan: try table.value("plan"))
    case "fcpf":
      self = .fcpf(
        fixed: try table.value("reversal"),
        limits: [
          ("reversal_stakeholders_percent", try table.value("stakeholders_most")),
          ("reversal_institutions_percent", try table.value("institutions_most")),
          ("reversal_drivers_percent", try table.value("drivers_most")),
          ("reversal_natural_percent", try table.value("natural_most")),
        ], pooled: try table.value("pooled"))
    default: throw .dataInvalid("\(table.standard): there is no buffer rule \(name)")
    }
  }

  /// Questions whose answers the rule needs.
  public var questions: [String] {
    switch self {
    case .nonPermanence, .flat, .none: []
    case .art: ["law_in_place", "variability_below_15_percent", "national_reversal_plan"]
    case .fcpf(_, let limits, _): limits.map(\.question)
    }
  }

  /// Largest answer that a question may have; `nil` where the kind of answer says it.
  public func limit(of question: String) -> Double? {
    guard case .fcpf(_, let limits, _) = self else { return nil }
    return limits.first { $0.question == question }?.most
  }

  /// Percentage kept back.
  ///
  /// - Parameters: `answers` by question, yes as 1 and no as 0; `rating` of the risk tool in percent.
  /// - Returns: `nil` when an answer or the rating is missing.
  public func percent(answers: [String: Double], rating: Double?) -> Double? {
    let given = questions.compactMap { answers[$0] }
    guard given.count == questions.count else { return nil }
    switch self {
    case .nonPermanence: return rating
    case .none: return 0
    case .flat(let percent): return percent
    case .art(let start, let law, let variability, let plan):
      return start + law * given[0] + variability * given[1] + plan * given[2]
    case .fcpf(let fixed, _, let pooled):
      return fixed + given.reduce(0, +) + pooled
    }
  }
}
