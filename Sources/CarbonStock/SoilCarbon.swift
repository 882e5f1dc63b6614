public import ForestModel

/// Organic carbon in the fine earth of a soil, as a share of its mass. There are two ways in, by the
/// unit the laboratory wrote, and no way to apply the factor 100 twice.
public struct OrganicCarbon: Sendable, Hashable {
  /// kg C per kg of fine earth; above 0 and below 0.6.
  public let massFraction: Double

  /// No soil holds more carbon than pure organic matter does.
  public static let limit = 0.6

  /// A mass fraction such as 0.024; `nil` unless above 0 and below 0.6, as with a percentage.
  public init?(fraction: Double) {
    guard fraction > 0, fraction < Self.limit else { return nil }
    massFraction = fraction
  }

  /// Percent (g per 100 g) such as 2.4; `nil` unless above 0 and below 60.
  public init?(percent: Double) {
    self.init(fraction: percent / 100)
  }
}

/// Bulk density of a soil, g/cm³, with what it is a density of. Stones are taken off in one of two
/// places, never in both.
public enum BulkDensity: Sendable, Equatable {
  /// Fine earth over the volume of the whole core, stones included (VCS VMD0004): no stones are
  /// deducted afterwards.
  case wholeCore(Double)
  /// Fine earth over the volume of fine earth: the share of the volume that stones take is deducted.
  case fineEarth(Double, stoneShare: Double)

  /// Fine earth per volume of soil in place, g/cm³: what both definitions come to.
  public var inPlace: Double {
    switch self {
    case .wholeCore(let density): density
    case .fineEarth(let density, let stones): density * (1 - stones)
    }
  }
}

/// A soil core taken and weighed.
public struct SoilCore: Sendable, Equatable {
  /// Density of stones, g/cm³.
  public static let stoneDensity = 2.65

  /// Oven-dry mass of the whole core, g.
  public let ovenDryG: Double
  /// Mass of stones and roots above 2 mm, g.
  public let stonesG: Double
  /// Volume of the core, cm³.
  public let volumeCm3: Double

  /// A core; `nil` when stones weigh more than the core, take all of its volume, or a number is
  /// missing or negative.
  public init?(ovenDryG: Double, stonesG: Double, volumeCm3: Double) {
    guard ovenDryG.isFinite, volumeCm3.isFinite, stonesG >= 0, stonesG < ovenDryG,
      stonesG / Self.stoneDensity < volumeCm3
    else { return nil }
    self.ovenDryG = ovenDryG
    self.stonesG = stonesG
    self.volumeCm3 = volumeCm3
  }

  /// (ODW - RF) / CV (VCS VMD0004).
  public var wholeCore: BulkDensity { .wholeCore((ovenDryG - stonesG) / volumeCm3) }

  /// (ODW - RF) / (CV - RF/2.65), with the stones' share of the volume. Gives the same stock.
  public var fineEarth: BulkDensity {
    let stonesCm3 = stonesG / Self.stoneDensity
    return .fineEarth(
      (ovenDryG - stonesG) / (volumeCm3 - stonesCm3), stoneShare: stonesCm3 / volumeCm3)
  }
}

/// Carbon stocks of soils.
public enum SoilCarbon {
  /// Carbon of one layer per hectare: c x BD x thickness x 100, with c a mass fraction, BD in g/cm³ of
  /// soil in place and the thickness in cm. The 100 turns g/cm² into Mg/ha; with c in percent the
  /// factor would be 1, which is the trap in the printed equation of VMD0004.
  public static func perHa(
    _ carbon: OrganicCarbon, density: BulkDensity, thicknessCm: Double
  ) -> Quantity<Carbon> {
    Quantity(carbon.massFraction * density.inPlace * thicknessCm * 100)
  }
}
