import Glibc

/// How much more or less than its class a place carries: e(p) on the scale of ln biomass.
///
/// e(p) = commune effect of the class + s x field(p). The commune effects are normal with standard
/// deviation 0.08. The field is Gaussian with variance 1 and correlation exp(-h / 800 m); the part s
/// that it has in a class is half of what the variation of the stem number between plots leaves after
/// the commune effect. The other half is left to the single plot. All of it acts on the number of
/// stems, so the trees realise it.
public struct PlaceEffect: Sendable {
  /// Standard deviation of the commune effects, ln.
  public static let communeSD = 0.08
  /// Distance at which the correlation of the field has fallen to 1/e, m.
  public static let rangeM = 800.0

  private let waves: GaussianField
  private let seed: UInt64

  /// The effects of a seed.
  public init(seed: UInt64) {
    self.seed = seed
    waves = GaussianField(seed: seed, .field, rangeM: Self.rangeM)
  }

  /// The field at a point: mean 0 and variance 1 over many seeds.
  public func field(x: Double, y: Double) -> Double { waves.value(x, y) }

  /// Effect of a commune on a class, ln.
  func commune(_ commune: Int, classIndex: Int) -> Double {
    var random = SeededRandom(seed: seed, .communeEffect, commune, classIndex)
    return Self.communeSD * random.normal()
  }

  /// Standard deviation of the field's part in a stand, ln.
  static func fieldSD(_ stemsCV: Double) -> Double {
    (max(0, stemsCV * stemsCV - communeSD * communeSD) / 2).squareRoot()
  }

  /// Standard deviation left to the single plot, as a share of its stems.
  static func plotSD(_ stemsCV: Double) -> Double { fieldSD(stemsCV) }

  /// Factor on the stems of a stand where the field has the value `field`; its mean over many
  /// landscapes is 1.
  func factor(field: Double, commune: Int, classIndex: Int, stemsCV: Double) -> Double {
    let sd = Self.fieldSD(stemsCV)
    let e = self.commune(commune, classIndex: classIndex) + sd * field
    return exp(e - (Self.communeSD * Self.communeSD + sd * sd) / 2)
  }
}
