public import ForestModel

/// Change of soil carbon on land that is planted, by defaults (CDM AR-TOOL16 v1.1.0, for afforestation
/// and reforestation only).
public struct SoilChange: Sendable, Equatable {
  /// Climate of the table of reference stocks.
  public enum Climate: String, Sendable, CaseIterable {
    case dry, moist, wet, montane
  }
  /// Mineral soils of that table.
  public enum Soil: String, Sendable, CaseIterable {
    /// High-activity clay.
    case highActivityClay = "hac"
    /// Low-activity clay.
    case lowActivityClay = "lac"
    case sandy
  }
  /// Edition of the table; editions are never mixed.
  public enum Edition: String, Sendable, CaseIterable {
    case ipcc2006, ipcc2019
  }

  /// Most that may be claimed, t C per ha and year.
  public static let annualCap = 0.8
  /// Years over which the stock reaches its reference.
  public static let years = 20.0
  /// Share of a stratum's area whose disturbance counts as a loss when exceeded.
  public static let disturbanceLimit = 0.10
  /// Share of the initial stock lost with such a disturbance.
  public static let lossShare = 0.1

  /// Reference stock, t C/ha.
  public let reference: Double
  /// Stock before planting, t C/ha.
  public let initial: Double
  /// Loss in the year of preparation, t C/ha.
  public let loss: Double

  /// The change from a reference stock and the factors of use, management and input.
  ///
  /// - Parameter disturbedShare: share of the stratum that site preparation disturbs, 0 to 1.
  public init(
    reference: Double, landUse: Double = 1, management: Double = 1, input: Double = 1,
    disturbedShare: Double = 0
  ) {
    self.reference = reference
    initial = reference * landUse * management * input
    loss = disturbedShare > Self.disturbanceLimit ? Self.lossShare * initial : 0
  }

  /// Yearly gain after the preparation, t C/ha, at most `annualCap`.
  public var annualGain: Double { min((reference - (initial - loss)) / Self.years, Self.annualCap) }

  /// Yearly gain of an area as carbon dioxide equivalent, t.
  public func annualGain(areaHa: Double) -> Quantity<CarbonDioxideEquivalent> {
    Quantity<Carbon>(annualGain * areaHa).co2e
  }

  /// Reference stock of the upper 30 cm, t C/ha, IPCC Vol. 4 Table 2.3, tropical climates.
  public static func referenceStock(
    _ climate: Climate, _ soil: Soil, edition: Edition = .ipcc2006
  ) -> Double {
    let row: (hac: Double, lac: Double, sandy: Double) =
      switch (edition, climate) {
      case (.ipcc2006, .dry): (38, 35, 31)
      case (.ipcc2006, .moist): (65, 47, 39)
      case (.ipcc2006, .wet): (44, 60, 66)
      case (.ipcc2006, .montane): (88, 63, 34)
      case (.ipcc2019, .dry): (21, 19, 9)
      case (.ipcc2019, .moist): (40, 38, 27)
      case (.ipcc2019, .wet): (60, 52, 46)
      case (.ipcc2019, .montane): (51, 44, 52)
      }
    return switch soil {
    case .highActivityClay: row.hac
    case .lowActivityClay: row.lac
    case .sandy: row.sandy
    }
  }

  /// Land use before planting, with the factor of AR-TOOL16 for it.
  public enum Use: Sendable, CaseIterable {
    /// Crops for 20 years and more.
    case longTermCrops
    /// Short-term crops or set aside.
    case shortTermCrops

    /// f_LU.
    public func factor(_ climate: Climate) -> Double {
      switch (self, climate) {
      case (.longTermCrops, .dry): 0.58
      case (.longTermCrops, .moist), (.longTermCrops, .wet): 0.48
      case (.longTermCrops, .montane): 0.64
      case (.shortTermCrops, .dry): 0.93
      case (.shortTermCrops, .moist), (.shortTermCrops, .wet): 0.82
      case (.shortTermCrops, .montane): 0.88
      }
    }
  }

  /// f_IN of crops with low input; medium input is 1.
  public static func lowInput(_ climate: Climate) -> Double {
    switch climate {
    case .dry: 0.95
    case .moist, .wet: 0.92
    case .montane: 0.94
    }
  }

  /// f_MG of grassland that is moderately degraded; one that is severely degraded has 0.70.
  public static func moderatelyDegradedGrassland(_ climate: Climate) -> Double {
    climate == .montane ? 0.96 : 0.97
  }

  /// f_MG of grassland that is severely degraded.
  public static let severelyDegradedGrassland = 0.70
}
