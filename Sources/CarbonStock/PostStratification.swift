/// Strata that were drawn after the plots had been placed: the numbers of plots per stratum are then
/// chance.
///
/// The mean is that of stratified sampling, sum W ȳ. The variance of a stratum's mean is s² times the
/// expectation of 1/n_h over all samples,
///
///     E(1/n_h) ≈ 1/(n W) + (1 - W)/(n² W²)
///
/// so that the variance of the whole is (1 - f)/n sum W s² + 1/n² sum (1 - W) s². Source: Cochran
/// 1977, 5A.9.
public enum PostStratification {
  /// Variance of the mean of one stratum, before its weight.
  ///
  /// - Parameters:
  ///   - variance: s² between plots of the stratum, divisor n_h - 1.
  ///   - weight: share W of the stratum in the land that was sampled, above 0 and at most 1.
  ///   - plots: plots n in all strata together.
  ///   - populationSize: plots N that the land has room for; infinite without correction.
  public static func varianceOfMean(
    variance: Double, weight: Double, plots: Int, populationSize: Double = .infinity
  ) -> Double {
    let n = Double(plots)
    let left = FinitePopulation.correction(sampled: plots, of: populationSize)
    return variance * (left / (n * weight) + (1 - weight) / (n * n * weight * weight))
  }
}
