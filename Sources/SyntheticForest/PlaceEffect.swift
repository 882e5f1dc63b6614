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

  private let waves: [(kx: Double, ky: Double, phase: Double)]
  private let seed: UInt64

  /// The effects of a seed.
  public init(seed: UInt64) {
    self.seed = seed
    // Random waves with the spectrum of an exponential correlation in the plane: the share of the
    // power below wave number k is 1 - (1 + k²L²)^(-1/2).
    waves = (0..<192).map { wave in
      var random = SeededRandom(seed: seed, .field, wave)
      let u = random.uniform()
      let k = (1 / ((1 - u) * (1 - u)) - 1).squareRoot() / Self.rangeM
      let angle = 2 * .pi * random.uniform()
      return (k * cos(angle), k * sin(angle), 2 * .pi * random.uniform())
    }
  }

  /// The field at a point: mean 0 and variance 1 over many seeds.
  public func field(x: Double, y: Double) -> Double {
    let (dx, dy) = (x - Window.west, y - Window.south)
    var sum = 0.0
    for wave in waves { sum += cos(wave.kx * dx + wave.ky * dy + wave.phase) }
    return sum * (2 / Double(waves.count)).squareRoot()
  }

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
