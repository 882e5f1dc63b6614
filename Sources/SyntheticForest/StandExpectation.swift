import CarbonStock
import Glibc

func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }

/// The standard normal distribution in 81 slices of 0.15 standard deviations, for integrals.
enum NormalSlices {
  static let all: [(value: Double, weight: Double)] = {
    let values = (-40...40).map { 0.15 * Double($0) }
    let weights = values.map { exp(-$0 * $0 / 2) }
    let total = weights.reduce(0, +)
    return zip(values, weights).map { ($0, $1 / total) }
  }()
}

/// Expected stocks of a hectare of a stand, by integration over diameters, heights and species: no
/// random numbers, and nothing of the estimators.
///
/// The equation is the one the tool takes by default, Chave et al. 2014 Eq. 4, with measured
/// diameters, true heights and the wood density of the true species.
public struct StandExpectation: Sendable {
  /// Stem volume, m³/ha: basal area x height x 0.45.
  public let volumeM3PerHa: Double
  /// Basal area, m²/ha.
  public let basalAreaM2PerHa: Double
  /// Mean height of the stand weighted by basal area (Lorey), m.
  public let loreyHeightM: Double
  /// Above-ground biomass, Mg/ha, by band of elevation.
  public let agbMgPerHa: [Double]

  private static let slices = 4_000

  /// The expectation for a stand with its mean number of stems.
  public init(_ stand: StandModel) {
    let exponent = 0.976
    let cut = 1 - exp(-pow((StandModel.dMaxCm - stand.loc) / stand.scale, stand.shape))
    var volume = 0.0
    var basal = 0.0
    var agb = 0.0
    for slice in 0..<Self.slices {
      // The middle of equal shares of the stems below the largest diameter.
      let share = (Double(slice) + 0.5) / Double(Self.slices) * cut
      let d = stand.loc + stand.scale * pow(-log1p(-share), 1 / stand.shape)
      let curve = 1.3 + stand.a * (1 - exp(-stand.b * pow(d, stand.c)))
      var height = 0.0
      var heightPower = 0.0
      for z in NormalSlices.all {
        let h = StandModel.clip(heightM: curve + stand.heightSD * z.value)
        height += z.weight * h
        heightPower += z.weight * pow(h, exponent)
      }
      let basalArea = .pi / 40_000 * d * d
      basal += basalArea
      volume += basalArea * height * StandModel.formFactor
      // a (ρ D² H)^b splits into factors of species, diameter and height, which are independent.
      agb += pow(d, 2 * exponent) * heightPower
    }
    let stems = stand.stemsPerHa / Double(Self.slices)
    let unit = AllometryCatalog.chave2014Eq4.agbKg(
      dbhCm: 1, heightM: 1, woodDensity: 1, stress: .nan)
    volumeM3PerHa = volume * stems
    loreyHeightM = volume / StandModel.formFactor / basal
    basalAreaM2PerHa = basal * stems
    agbMgPerHa = ElevationBand.allCases.map {
      unit * agb * stems / 1_000 * stand.flora.mix($0).meanWoodDensity(toThe: exponent)
    }
  }
}

extension StandModel {
  /// A height kept in the range of the stand models, m.
  static func clip(heightM: Double) -> Double {
    min(heightRangeM.upperBound, max(heightRangeM.lowerBound, heightM))
  }
}
