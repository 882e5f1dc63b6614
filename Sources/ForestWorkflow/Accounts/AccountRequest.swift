public import CarbonAccounting
import ForestModel

/// What `account` is asked for.
public struct AccountRequest: Sendable {
  /// How the baseline is found.
  public enum Baseline: String, Sendable, CaseIterable {
    /// Mean of the reference years.
    case mean
    /// Straight line through the reference years.
    case trend
    /// Rows of the scenario `baseline`.
    case stated
  }
  /// Days accounted.
  public var period: Period
  /// What is accounted.
  public var scope: AccountScope
  /// Hectares that change.
  public var activityData: String?
  /// Folder with the results of `change`, for rows that name a class of change.
  public var change: String?
  /// Factors that go with them.
  public var emissionFactors: String?
  /// Growth, harvest, fuelwood, disturbance, fire, soil, stated amounts.
  public var gainLoss: String?
  /// Harvested wood.
  public var harvestedWood: String?
  /// Answers to the questions of standards.
  public var answers: String?
  /// Answers to the non-permanence risk tool.
  public var risk: String?
  /// How the baseline is found.
  public var baseline = Baseline.stated
  /// Added to the reference level, t CO2e per year.
  public var adjustmentT = 0.0
  /// Why; must be there when the adjustment is not zero.
  public var adjustmentReason = ""
  /// Standards, in the order of the output.
  public var standards: [String]
  /// Number of draws.
  public var draws = 100_000
  /// Warming potentials of fires.
  public var potentials = WarmingPotentials.ar5
  /// Confidence level of the intervals outside the rules of standards.
  public var confidence = 0.90
  /// How tables are read.
  public var tables = TableOptions()
  /// What the folder says about the project.
  public var project = ProjectFacts()

  /// A request with default settings.
  public init(period: Period, scope: AccountScope, standards: [String] = Standard.builtInIDs) {
    self.period = period
    self.scope = scope
    self.standards = standards
  }

  /// Fewest draws that are taken: ART TREES 2.0 section 8 asks for 10,000.
  public static let fewestDraws = 10_000

  var files: [(role: String, path: String?)] {
    [
      ("activity-data", activityData), ("emission-factors", emissionFactors),
      ("gain-loss", gainLoss), ("harvested-wood", harvestedWood), ("answers", answers),
      ("risk", risk),
    ]
  }

  var parameters: [String: JSONValue] {
    var list: [String: JSONValue] = [
      "from": .string(period.start.text), "to": .string(period.end.text),
      "level": .string(scope.isJurisdiction ? "jurisdiction" : "project"),
      "activities": .array(scope.activities.map(JSONValue.string)),
      "reference_level": .string(baseline.rawValue),
      "adjustment_t_yr": .number(adjustmentT), "adjustment_reason": .string(adjustmentReason),
      "standards": .array(standards.map(JSONValue.string)), "draws": .integer(draws),
      "gwp": .string(potentials.id), "confidence": .number(confidence),
    ]
    list.merge(tables.parameters) { own, _ in own }
    for (role, path) in files {
      list[role.replacing("-", with: "_")] = path.map(JSONValue.string) ?? .null
    }
    return list
  }
}
