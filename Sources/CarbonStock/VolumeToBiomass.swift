public import ForestModel

/// From growing stock to above-ground biomass with one expansion factor for volume and density
/// together (IPCC), or with two (CDM, Gold Standard).
public enum VolumeToBiomass {
  /// Above-ground biomass of a growing stock: V x BCEF_S (IPCC 2006 Vol. 4).
  ///
  /// - Parameter bcef: t d.m. of above-ground biomass per m³ of growing stock.
  public static func biomass(
    _ growingStock: Quantity<WoodVolume>, bcef: Double
  ) -> Quantity<Biomass> {
    Quantity(growingStock.value * bcef)
  }

  /// Above-ground biomass of stems: V x D x BEF_2 (CDM AR-TOOL14, Gold Standard 403).
  public static func biomass(
    _ stems: Quantity<WoodVolume>, density: BasicDensity, bef: Double
  ) -> Quantity<Biomass> {
    stems.biomass(density: density) * bef
  }

  /// BEF_2 of AR-TOOL14 v04.2 for trees measured after the fact.
  public static let arTool14Expansion = 1.15

  /// BCEF_S of IPCC 2006 Vol. 4 Table 4.5.
  public static let growth = BCEFTable(
    id: "ipcc2006-humid-tropical-natural",
    values: [9.0, 4.0, 2.8, 2.05, 1.7, 1.5, 1.3, 0.95],
    source: "IPCC 2006 Vol. 4 Table 4.5, humid tropical natural forest", confirmed: false)
  /// The same for conifers.
  public static let growthOfConifers = BCEFTable(
    id: "ipcc2006-humid-tropical-conifers", values: [4.0, 1.75, 1.25, 1.0, 0.8, 0.76, 0.7, 0.7],
    source: "IPCC 2006 Vol. 4 Table 4.5, humid tropical conifers", confirmed: false)
}

/// Factors by class of growing stock. They are not confirmed against the original and say so.
public struct BCEFTable: Sendable, Equatable {
  /// Upper limits of the classes, m³/ha, each belonging to its class; the last class is open.
  public static let upperLimits = [10.0, 20, 40, 60, 80, 120, 200]
  /// BCEF_R, for wood taken out, is BCEF_S over this.
  public static let removalShare = 0.9

  /// Name of the table.
  public let id: String
  /// BCEF_S by class.
  public let values: [Double]
  /// Table in the source.
  public let source: String
  /// Whether it was seen there.
  public let confirmed: Bool

  /// BCEF_S for a growing stock in m³/ha, t d.m./m³.
  public func stock(_ growingStock: Quantity<WoodVolume>) -> Double {
    let place = Self.upperLimits.firstIndex { growingStock.value <= $0 }
    return values[place ?? values.count - 1]
  }

  /// BCEF_R: for wood taken out of such a stock, t d.m./m³.
  public func removals(_ growingStock: Quantity<WoodVolume>) -> Double {
    stock(growingStock) / Self.removalShare
  }

  /// The factor used, for the record.
  public func parameter(_ growingStock: Quantity<WoodVolume>) -> Parameter {
    Parameter(
      name: Phrase(
        "biomass conversion and expansion factor",
        vi: "hệ số chuyển đổi và mở rộng sinh khối (BCEF)"),
      value: stock(growingStock).csvText, unit: "t d.m./m3", source: Phrase(same: source),
      confirmed: confirmed)
  }
}

/// Fixed factors of Gold Standard 403 v2.1: conservative in opposite directions for what is removed
/// from the air and for what is lost.
public struct ExpansionDefaults: Sendable, Equatable {
  /// Basic density.
  public let density: BasicDensity
  /// Above-ground biomass over stem biomass.
  public let bef: Double
  /// Root:shoot ratio.
  public let rootShoot: Double

  /// Removals of the project; low.
  public static let gs403Project = ExpansionDefaults(density: 0.3, bef: 1.1, rootShoot: 0.2)
  /// Baseline and leakage; high.
  public static let gs403Baseline = ExpansionDefaults(density: 0.7, bef: 3.5, rootShoot: 0.8)

  /// CO2e of stems per hectare, roots included.
  public func co2e(
    _ stems: Quantity<WoodVolume>, fraction: CarbonFraction
  ) -> Quantity<CarbonDioxideEquivalent> {
    let above = VolumeToBiomass.biomass(stems, density: density, bef: bef)
    return (above * (1 + rootShoot)).carbon(fraction: fraction.value).co2e
  }
}
