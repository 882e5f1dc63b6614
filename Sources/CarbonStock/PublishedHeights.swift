public import ForestModel
import Glibc

/// Heights from a published curve, for data without heights of their own.
public enum PublishedHeights: Sendable, Equatable {
  /// Feldpausch et al. 2012 (Biogeosciences 9:3381-3403), Weibull curve of a region:
  /// H = a (1 - exp(-b D^c)). The coefficient b stands outside the power, unlike in `HeightModel`.
  case regional(HeightRegion)
  /// Chave et al. 2014 (Glob. Change Biol. 20:3177-3190) Eq. 6a with the correction of its residual
  /// error: H = exp(0.893 - E + 0.760 ln D - 0.0340 (ln D)² + 0.243²/2), E the environmental stress.
  case climate(stress: Double)

  /// Residual standard deviation of Eq. 6a on the ln scale.
  static let climateSDLn = 0.243

  /// Predicted height, m.
  public func heightM(dbhCm: Double) -> Double {
    switch self {
    case .regional(let region):
      return region.a * (1 - exp(-region.b * pow(dbhCm, region.c)))
    case .climate(let stress):
      let lnD = log(dbhCm)
      let s = Self.climateSDLn
      return exp(0.893 - stress + 0.760 * lnD - 0.0340 * lnD * lnD + s * s / 2)
    }
  }

  /// Name in outputs.
  public var id: String {
    switch self {
    case .regional(let region): "regional:" + region.rawValue
    case .climate: "climate"
    }
  }

  /// `regional` or `climate`.
  public var source: String {
    switch self {
    case .regional: "regional"
    case .climate: "climate"
    }
  }

  /// The curve with its constants.
  public var formula: String { formula(dbh: "D") }

  /// The curve with what is put in for D.
  public func formula(dbh: String) -> String {
    switch self {
    case .regional(let r):
      return "\(r.a.csvText) × (1 − exp(−\(r.b.csvText) × \(dbh)^\(r.c.csvText)))"
    case .climate(let stress):
      let e = (stress < 0 ? " + " : " − ") + abs(stress).csvText
      return "exp(0.893\(e) + 0.76 × ln \(dbh) − 0.034 × (ln \(dbh))² + 0.243²/2)"
    }
  }

  /// The curve as a constant of the run.
  public var parameter: Parameter {
    switch self {
    case .regional:
      Parameter(
        name: Phrase("height curve of the region", vi: "đường cong chiều cao của vùng"), value: id,
        unit: "m", source: Phrase(same: "Feldpausch et al. 2012, Biogeosciences 9:3381-3403"),
        confirmed: true)
    case .climate:
      Parameter(
        name: Phrase("height curve by climate", vi: "đường cong chiều cao theo khí hậu"),
        value: "Eq. 6a", unit: "m",
        source: Phrase(same: "Chave et al. 2014, Glob. Change Biol. 20:3177-3190, Eq. 6a"),
        confirmed: true)
    }
  }
}

/// Regions of Feldpausch et al. 2012, with the coefficients of their Weibull curves.
public enum HeightRegion: String, Sendable, CaseIterable {
  case africa = "Africa"
  case centralAfrica = "CAfrica"
  case eastAfrica = "EAfrica"
  case westAfrica = "WAfrica"
  case southAmerica = "SAmerica"
  case brazilianShield = "BrazilianShield"
  case eastCentralAmazonia = "ECAmazonia"
  case guianaShield = "GuianaShield"
  case westAmazonia = "WAmazonia"
  case southEastAsia = "SEAsia"
  case northAustralia = "NAustralia"
  case pantropical = "Pantropical"

  /// Ceiling of the curve, m.
  public var a: Double { coefficients.a }
  /// Factor of D^c.
  public var b: Double { coefficients.b }
  /// Power of D.
  public var c: Double { coefficients.c }
  /// Residual standard error, m.
  public var residualSDM: Double { coefficients.rse }

  private var coefficients: (a: Double, b: Double, c: Double, rse: Double) {
    switch self {
    case .africa: (50.096, 0.03711, 0.8291, 5.739)
    case .centralAfrica: (50.453, 0.0471, 0.812, 6.177)
    case .eastAfrica: (43.974, 0.0334, 0.8546, 5.466)
    case .westAfrica: (53.133, 0.0331, 0.8329, 5.165)
    case .southAmerica: (42.574, 0.0482, 0.8307, 5.619)
    case .brazilianShield: (227.35, 0.0139, 0.555, 4.683)
    case .eastCentralAmazonia: (48.131, 0.0375, 0.8228, 4.918)
    case .guianaShield: (42.845, 0.0433, 0.9372, 5.285)
    case .westAmazonia: (46.263, 0.0876, 0.6072, 5.277)
    case .southEastAsia: (57.122, 0.0332, 0.8468, 5.691)
    case .northAustralia: (41.721, 0.0529, 0.7755, 4.042)
    case .pantropical: (50.874, 0.042, 0.784, 5.479)
    }
  }
}
