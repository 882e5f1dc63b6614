/// Stock factors for the strata without plots: planning values for demonstration, no official figures
/// and not derived from the truth of the sample data.
public struct StockPlan: Sendable, Equatable {
  /// Stratum.
  public let stratum: String
  /// Above-ground biomass, Mg dry matter per ha.
  public let agbMgPerHa: Double
  /// Its standard error, Mg/ha.
  public let se: Double
  /// What it is.
  public let source: String

  /// All of them.
  public static let all = [
    StockPlan(
      stratum: "HG", agbMgPerHa: 55, se: 14,
      source: "SYNTHETIC planning value for demonstration: mixed timber and bamboo"),
    StockPlan(
      stratum: "LKB", agbMgPerHa: 130, se: 30,
      source: "SYNTHETIC planning value for demonstration: medium conifers"),
    StockPlan(
      stratum: "TN", agbMgPerHa: 40, se: 10,
      source: "SYNTHETIC planning value for demonstration: natural bamboo"),
  ]
}
