import ForestModel

/// How the emissions of past years become those expected without the project.
public enum ReferenceLevelMethod: String, Sendable, CaseIterable {
  /// Mean of the reference years.
  case mean
  /// Straight line through the reference years, carried on.
  case trend
}

/// A reference level as weights of the past years: whatever errors these have travel with them.
public struct ReferenceLevel: Sendable, Equatable {
  /// Method.
  public let method: ReferenceLevelMethod
  /// Years of the reference period, ascending.
  public let years: [Int]

  /// `nil` when years repeat, or are fewer than one for a mean and three for a trend.
  public init?(_ method: ReferenceLevelMethod, years: [Int]) {
    guard Set(years).count == years.count, years.count >= (method == .mean ? 1 : 3) else {
      return nil
    }
    self.method = method
    self.years = years.sorted()
  }

  private var meanYear: Double { Double(years.reduce(0, +)) / Double(years.count) }
  private var spread: Double {
    years.reduce(0.0) { $0 + (Double($1) - meanYear) * (Double($1) - meanYear) }
  }

  /// What each reference year counts in the level of `year`; the weights add up to 1.
  ///
  /// Mean: 1/n. Trend by least squares: 1/n + (t0 - tbar)(t - tbar)/Sxx.
  public func weights(for year: Int) -> [Double] {
    let count = Double(years.count)
    guard method == .trend else { return years.map { _ in 1 / count } }
    return years.map {
      1 / count + (Double(year) - meanYear) * (Double($0) - meanYear) / spread
    }
  }

  /// Level of a year from the values of the reference years, in the order of `years`.
  public func level(for year: Int, _ values: [Double]) -> Double {
    ExactSum(zip(weights(for: year), values).map { $0 * $1 }).value
  }

  /// Slope of the trend per year; 0 for a mean.
  public func slope(_ values: [Double]) -> Double {
    method == .mean ? 0 : level(for: 1, values) - level(for: 0, values)
  }

  /// Standard deviation of the years about the line, with n - 2 degrees of freedom; 0 for a mean, whose
  /// rate VMD0017 v2.2 takes as known.
  public func residualSD(_ values: [Double]) -> Double {
    guard method == .trend else { return 0 }
    let squares = zip(years, values).map { year, value in
      let residual = value - level(for: year, values)
      return residual * residual
    }
    return (ExactSum(squares).value / residualDF).squareRoot()
  }

  /// Degrees of freedom of the residuals.
  public var residualDF: Double { Double(years.count - 2) }

  /// Standard error of a single future year: s sqrt(1 + 1/n + (t0 - tbar)²/Sxx).
  public func predictionSE(for year: Int, _ values: [Double]) -> Double {
    guard method == .trend else { return 0 }
    let weights = weights(for: year)
    return residualSD(values) * (1 + weights.reduce(0) { $0 + $1 * $1 }).squareRoot()
  }
}
