import ForestModel

/// How field plots correct a wall-to-wall map.
public enum MapModel: String, Sendable, CaseIterable {
  /// y = x + bias: the map is taken as given.
  case difference
  /// y = b0 + b1 x: the generalised regression estimator with one auxiliary.
  case regression = "greg"
  /// y = R x.
  case ratio
}

/// Model-assisted estimation from a map: the mean of the map over all land, corrected by plots.
///
///     difference  mean = k X + mean(y - k x)            s² = sum (e - ē)²/(n - 1)   df n - 1
///     greg        mean = b0 + b1 X                      s² = sum r²/(n - 2)         df n - 2
///     ratio       mean = R X,  R = sum y / sum x        s² = sum (y - R x)²/(n - 1) df n - 1
///
/// and variance = (1 - n/N) s²/n. X is the mean of the map over the land, x its value at the plots; k
/// turns the map's quantity into that of y and is 1 where both are the same. Sources: Särndal, Swensson
/// and Wretman 1992, Model Assisted Survey Sampling, 6.3 and 6.4; Cochran 1977, 7.3 and 6.4; the use
/// on biomass maps: McRoberts et al. 2013, Remote Sensing of Environment 128:268-275 (not checked
/// against the original).
public struct MapEstimator: Sendable, Equatable {
  /// The model.
  public let model: MapModel
  /// Estimate for all the land, at x = X.
  public let estimate: MeanEstimate
  /// Added to every map value after the slope.
  public let intercept: Double
  /// What a map value is multiplied by.
  public let slope: Double
  /// Residual standard deviation between plots, with the divisor of the model.
  public let residualSD: Double
  /// X: mean of the map over the land.
  public let mapMean: Double
  /// Variance of the slope; 0 where the slope is given.
  public let slopeVariance: Double
  /// The regression estimate's variance with divisor n - 1, the form of the textbooks; equal to
  /// `estimate.variance` for the other models.
  public let textbookVariance: Double

  /// - Parameters:
  ///   - field: y of the plots, per hectare.
  ///   - map: x of the same plots.
  ///   - mapMean: X, the mean of the map over the land.
  ///   - scale: k of the difference estimator.
  ///   - populationSize: units N of the population; infinite without correction.
  ///   - residuals: as fitted, or from models fitted without the plot. Estimates stay the same; only
  ///     variances change. A difference has nothing fitted but its bias.
  ///   - names: the plots' names, for parts of a cross-validation.
  /// - Returns: `nil` when there are too few plots (two; three for `greg`), or for an x without
  ///   variation (`greg`) or with a sum that is not positive (`ratio`).
  public init?(
    _ model: MapModel, field y: [Double], map x: [Double], mapMean: Double, scale: Double = 1,
    populationSize: Double = .infinity, residuals: ResidualRule = .fitted, names: [String] = []
  ) {
    precondition(x.count == y.count, "every plot has a field and a map value")
    guard let line = Self.line(model, x, y, scale) else { return nil }
    let n = Double(y.count)
    let fitted = model == .regression ? 2.0 : 1.0
    guard n > fitted else { return nil }
    var departures = zip(x, y).map { $1 - (line.intercept + line.slope * $0) }
    var divisor = n - fitted
    if residuals != .fitted {
      guard let left = Self.leftOut(model, x, y, scale, residuals, names) else { return nil }
      departures = left
      // What fitting costs is in the residuals already.
      divisor = n - 1
    }
    let squares = ExactSum(departures.lazy.map { $0 * $0 }).value
    let left = FinitePopulation.correction(sampled: y.count, of: populationSize)
    let s2 = squares / divisor
    self.model = model
    self.mapMean = mapMean
    intercept = line.intercept
    slope = line.slope
    residualSD = s2.squareRoot()
    textbookVariance = left * squares / (n * (n - 1))
    estimate = MeanEstimate(
      mean: line.intercept + line.slope * mapMean, variance: left * s2 / n,
      degreesOfFreedom: n - fitted, count: y.count)
    switch model {
    case .difference: slopeVariance = 0
    case .regression: slopeVariance = left * s2 / line.sxx
    case .ratio: slopeVariance = estimate.variance / (mapMean * mapMean)
    }
  }

  /// Estimate for land whose map mean is `x`. Over all parcels the hectare-weighted means add up to
  /// that of the land.
  public func mean(at x: Double) -> Double { intercept + slope * x }

  /// Variance of that estimate: the part shared by all land, and the error of the slope away from
  /// X. At x = X it is the variance of the whole.
  public func variance(at x: Double) -> Double {
    switch model {
    case .difference: estimate.variance
    case .regression: estimate.variance + slopeVariance * (x - mapMean) * (x - mapMean)
    case .ratio: slopeVariance * x * x
    }
  }

  private static func line(
    _ model: MapModel, _ x: [Double], _ y: [Double], _ scale: Double
  ) -> (intercept: Double, slope: Double, sxx: Double)? {
    switch model {
    case .difference:
      guard !x.isEmpty else { return nil }
      return (SampleMoments(zip(x, y).map { $1 - scale * $0 }).mean, scale, .nan)
    case .regression:
      return RegressionLine(x: x, y: y).map { ($0.intercept, $0.slope, $0.sxx) }
    case .ratio:
      let sum = ExactSum(x).value
      return sum > 0 ? (0, ExactSum(y).value / sum, .nan) : nil
    }
  }

  /// Residuals of plots from models that never saw them.
  private static func leftOut(
    _ model: MapModel, _ x: [Double], _ y: [Double], _ scale: Double, _ rule: ResidualRule,
    _ names: [String]
  ) -> [Double]? {
    let folds: [Int]
    let count: Int
    switch rule {
    case .fitted, .leaveOneOut:
      folds = Array(y.indices)
      count = y.count
    case .folds(let parts):
      precondition(names.count == y.count, "parts are made of the plots' names")
      count = min(parts, y.count)
      folds = CrossValidation.folds(of: names, count: count)
    }
    var departures = Array(repeating: Double.nan, count: y.count)
    for fold in 0..<count {
      let kept = y.indices.filter { folds[$0] != fold }
      guard let line = line(model, kept.map { x[$0] }, kept.map { y[$0] }, scale) else {
        return nil
      }
      for plot in y.indices where folds[plot] == fold {
        departures[plot] = y[plot] - (line.intercept + line.slope * x[plot])
      }
    }
    return departures
  }
}
