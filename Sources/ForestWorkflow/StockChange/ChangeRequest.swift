public import CarbonStock

/// What `stock-change` is asked for.
public struct ChangeRequest: Sendable {
  /// Folder with the results of the first survey.
  public var before: String
  /// Folder with the results of the second survey.
  public var after: String
  /// Years between the surveys; `nil` gives no annual change.
  public var years: Double?
  /// How the surveys relate.
  public var design = ChangeDesign.paired
  /// Confidence level of all intervals.
  public var confidence = 0.90
  /// Rule for the degrees of freedom of paired plots; `nil`: that of the first run.
  public var degreesOfFreedom: DegreesOfFreedomRule?
  /// How much thinner a tree may be than before without a warning, cm.
  public var shrinkToleranceCm = 0.5

  /// A request with default settings.
  public init(before: String, after: String) {
    self.before = before
    self.after = after
  }

  var parameters: [String: JSONValue] {
    [
      "before": .string(before), "after": .string(after),
      "years": years.map(JSONValue.number) ?? .null, "design": .string(design.rawValue),
      "confidence": .number(confidence),
      "degrees_of_freedom": degreesOfFreedom.map { .string($0.rawValue) } ?? .null,
      "shrink_tolerance_cm": .number(shrinkToleranceCm),
    ]
  }
}
