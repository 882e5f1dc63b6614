public import CarbonStock
public import ForestModel

/// What `quality` is asked for.
public struct QualityRequest: Sendable {
  /// How much of a plot was checked.
  public enum Scope: String, Sendable, CaseIterable {
    /// All its trees: those that the check does not have are errors of the crew.
    case plots
    /// Some of its trees.
    case trees
  }
  /// Trees as the crews measured them.
  public var trees: String
  /// Trees as they were measured again.
  public var check: String
  /// Limits of a protocol; `nil`: the built-in ones.
  public var limits: String?
  /// How the check relates to the first measurement.
  public var kind = CheckKind.blind
  /// How much of a plot was checked.
  public var scope = Scope.plots
  /// Confidence level of the intervals of error rates.
  public var confidence = 0.90
  /// How tables are read.
  public var tables = TableOptions()
  /// Language of words inside findings.
  public var language: Language

  /// A request with default settings.
  public init(trees: String, check: String, language: Language) {
    self.trees = trees
    self.check = check
    self.language = language
  }

  var parameters: [String: JSONValue] {
    [
      "trees": .string(trees), "check": .string(check),
      "limits": .string(limits ?? "built-in"), "kind": .string(kind.rawValue),
      "scope": .string(scope.rawValue), "confidence": .number(confidence),
    ].merging(tables.parameters) { own, _ in own }
  }
}
