import CarbonStock

/// Half of a confidence interval with everything that is needed to read it.
public struct HalfWidth: Sendable, Equatable {
  /// Half-width in percent of the estimate's size.
  public let percent: Double
  /// Two-sided confidence level, e.g. 0.90.
  public let confidence: Double
  /// Degrees of freedom behind it; infinite for a normal distribution, `nil` when nobody stated them.
  public let degreesOfFreedom: Double?

  /// `nil` when the percentage is negative or not a number, the level does not lie between 0 and 1 or
  /// the degrees of freedom are not positive.
  public init?(percent: Double, confidence: Double, degreesOfFreedom: Double? = nil) {
    guard percent >= 0, percent.isFinite, confidence > 0, confidence < 1 else { return nil }
    if let degreesOfFreedom, !(degreesOfFreedom > 0) { return nil }
    self.percent = percent
    self.confidence = confidence
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// The half-width at another level, in percent. Levels are converted through Student's t only: a fixed
  /// ratio such as 1.96 / 1.645 is wrong for small samples.
  ///
  /// - Throws: `confidenceDiffers` when the level is another one and no degrees of freedom are stated.
  public func percent(at level: Double) throws(AccountingError) -> Double {
    if abs(level - confidence) < 1e-12 { return percent }
    guard let degreesOfFreedom else {
      throw .confidenceDiffers(stated: confidence, needed: level)
    }
    return percent * StudentT.twoSided(confidence: level, df: degreesOfFreedom)
      / StudentT.twoSided(confidence: confidence, df: degreesOfFreedom)
  }

  /// Standard error in percent. Without degrees of freedom the half-width is read as that of a normal
  /// distribution, as the IPCC's error propagation does; it then gives itself back at its own level only.
  public var standardErrorPercent: Double {
    percent / StudentT.twoSided(confidence: confidence, df: degreesOfFreedom ?? .infinity)
  }
}
