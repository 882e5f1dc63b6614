import ForestModel

/// Double sampling for regression: a quantity x that is cheap to observe on many plots, biomass y on a
/// part of them.
///
///     mean = ȳ + β (x̄' - x̄),   s² = s_y² (1 - (1 - α) ρ²),   variance = s²/n
///
/// with β = ρ s_y/s_x, ρ the correlation on the n plots of the second phase, x̄' the mean over all
/// plots of the first phase, and α the second phase as a share of the first. Degrees of freedom: n - 2,
/// since mean and slope are fitted. Source: CDM AR-TOOL14 v04.2, equations 18 and 19; Cochran 1977,
/// 12.6.
public struct DoubleSample: Sendable, Equatable {
  /// The estimated mean of y with its variance.
  public let estimate: MeanEstimate
  /// Slope β of y on x.
  public let slope: Double
  /// Correlation ρ of y and x.
  public let correlation: Double
  /// Plots of the second phase as a share of the first.
  public let share: Double
  /// Plot-to-plot variance s² after the gain from x.
  public let variance: Double

  /// - Parameters:
  ///   - y: biomass per hectare on the plots of the second phase.
  ///   - x: the cheap quantity on the same plots.
  ///   - firstPhase: x on all plots of the first phase, those of the second included.
  /// - Returns: `nil` below three plots, for x without variation, or when the first phase is smaller
  ///   than the second.
  public init?(y: [Double], x: [Double], firstPhase: [Double]) {
    precondition(y.count == x.count, "every plot has a y and an x")
    guard let line = RegressionLine(x: x, y: y), y.count >= 3, firstPhase.count >= y.count else {
      return nil
    }
    let n = Double(y.count)
    let sy = SampleMoments(y).variance
    // Plots without any variation of y have no correlation, and need none.
    correlation = sy > 0 ? line.slope * (line.sxx / (n - 1) / sy).squareRoot() : 0
    slope = line.slope
    share = n / Double(firstPhase.count)
    variance = sy * (1 - (1 - share) * correlation * correlation)
    estimate = MeanEstimate(
      mean: line.meanY + line.slope * (SampleMoments(firstPhase).mean - line.meanX),
      variance: variance / n, degreesOfFreedom: n - 2, count: y.count)
  }
}

/// Least squares of y on x, independent of the order of the rows.
struct RegressionLine: Sendable, Equatable {
  let meanX: Double
  let meanY: Double
  let slope: Double
  /// Sum of squared departures of x from its mean.
  let sxx: Double

  var intercept: Double { meanY - slope * meanX }

  /// `nil` below two points or for x without variation.
  init?(x: [Double], y: [Double]) {
    guard x.count >= 2 else { return nil }
    let (mx, my) = (SampleMoments(x).mean, SampleMoments(y).mean)
    let squares = ExactSum(x.lazy.map { ($0 - mx) * ($0 - mx) }).value
    guard squares > 0, squares.isFinite else { return nil }
    let products = ExactSum(zip(x, y).lazy.map { ($0 - mx) * ($1 - my) }).value
    meanX = mx
    meanY = my
    sxx = squares
    slope = products / squares
  }

  func callAsFunction(_ x: Double) -> Double { meanY + slope * (x - meanX) }
}
