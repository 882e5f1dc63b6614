public import ForestModel

/// Litter gathered in a frame, dried.
public enum Litter {
  /// Dry mass per hectare from frames: 10 x kg / m² = Mg/ha.
  ///
  /// Source: VCS VMD0003 v1.0. CDM AR-TOOL12's composite of four frames of a m² is the same with
  /// `frameAreaM2` = 4 a.
  /// - Parameter frameAreaM2: area of all frames of the plot together, m², above 0.
  public static func biomassPerHa(dryKg: [Double], frameAreaM2: Double) -> Quantity<Biomass> {
    Quantity(10 * ExactSum(dryKg).value / frameAreaM2)
  }

  /// Dry mass, kg, of a wet sample whose part was dried: wet x ratio of dry to wet.
  public static func dryKg(wetKg: Double, dryWetRatio: Double) -> Double { wetKg * dryWetRatio }
}
