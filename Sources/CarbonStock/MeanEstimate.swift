import ForestModel

/// An estimated mean per hectare with its sampling variance, as every estimator of this module gives
/// it.
public struct MeanEstimate: Sendable, Equatable {
  /// The estimated mean.
  public let mean: Double
  /// Estimated variance of the mean; `nan` below two units.
  public let variance: Double
  /// Degrees of freedom of the variance.
  public let degreesOfFreedom: Double
  /// Independent units behind it: plots, or clusters of plots.
  public let count: Int

  /// States an estimate.
  public init(mean: Double, variance: Double, degreesOfFreedom: Double, count: Int) {
    self.mean = mean
    self.variance = variance
    self.degreesOfFreedom = degreesOfFreedom
    self.count = count
  }

  /// Simple random sample: mean and (1 - n/N) s²/n with n - 1 degrees of freedom.
  ///
  /// Source: Cochran 1977, Sampling Techniques, 3rd ed., 2.4 to 2.6.
  /// - Parameter populationSize: units N of the population; infinite without correction.
  public init(simple values: [Double], populationSize: Double = .infinity) {
    let moments = SampleMoments(values)
    mean = moments.mean
    count = values.count
    variance =
      moments.varianceOfMean
      * FinitePopulation.correction(sampled: values.count, of: populationSize)
    degreesOfFreedom = Double(values.count - 1)
  }

  /// Independent strata with weights W that sum to 1: mean = sum W ȳ, variance = sum W² v.
  ///
  /// Source: Cochran 1977, 5.2 to 5.4.
  public init(strata: [(weight: Double, estimate: MeanEstimate)], rule: DegreesOfFreedomRule) {
    let parts = strata.map { weight, own in
      (variance: weight * weight * own.variance, df: own.degreesOfFreedom)
    }
    mean = ExactSum(strata.map { $0.weight * $0.estimate.mean }).value
    variance = ExactSum(parts.map(\.variance)).value
    degreesOfFreedom = rule.combined(parts)
    count = strata.reduce(0) { $0 + $1.estimate.count }
  }

  /// Standard error of the mean.
  public var standardError: Double { variance.squareRoot() }

  /// Half-width of the two-sided interval: t x SE.
  public func halfWidth(confidence: Double) -> Double {
    StudentT.twoSided(confidence: confidence, df: degreesOfFreedom) * standardError
  }

  /// How many times larger the variance of `other` is, e.g. that of the same plots taken as a simple
  /// random sample.
  public func relativeEfficiency(over other: MeanEstimate) -> Double { other.variance / variance }
}

/// Samples that are a notable part of the whole.
public enum FinitePopulation {
  /// 1 - n/N, the share of the variance that is left; 1 for an infinite population, 0 when all units
  /// were measured.
  ///
  /// Source: Cochran 1977, 2.6. `populationSize` below the sample is an error of the caller's data
  /// and gives `nan`.
  public static func correction(sampled count: Int, of populationSize: Double) -> Double {
    guard populationSize.isFinite else { return populationSize == .infinity ? 1 : .nan }
    let left = 1 - Double(count) / populationSize
    return left >= 0 ? left : .nan
  }
}

extension DegreesOfFreedomRule {
  /// Degrees of freedom of a sum of independent variances, each with its own.
  ///
  /// Satterthwaite: (sum v)² / sum(v² / df). n - M: the sum of the single ones, which are plots - 1.
  /// Without any variance both rules give that sum. Source: Satterthwaite 1946, Biometrics Bulletin
  /// 2:110-114; Cochran 1977, 5.16; CDM AR-TOOL14 v04.2 for n - M.
  public func combined(_ parts: [(variance: Double, df: Double)]) -> Double {
    let plain = ExactSum(parts.map(\.df)).value
    let total = ExactSum(parts.map(\.variance)).value
    guard self == .satterthwaite, total > 0 else { return plain }
    let divisor = ExactSum(parts.map { $0.variance * $0.variance / $0.df }).value
    return divisor > 0 ? total * total / divisor : plain
  }
}
