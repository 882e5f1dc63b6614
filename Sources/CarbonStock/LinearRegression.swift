import ForestModel

/// Linear least squares with an intercept and any number of predictors: what the logarithmic allometric
/// equations are fitted by.
///
/// Sums are exact, so the order of the trees does not change a digit; predictors are centred and scaled
/// inside, which keeps D and D² apart.
public struct LinearRegression: Sendable, Equatable {
  /// Intercept, then one coefficient per predictor.
  public let coefficients: [Double]
  /// Covariance matrix of the coefficients: residual variance times the inverse of X'X.
  public let covariance: [[Double]]
  /// Residual standard deviation, n - p degrees of freedom with p coefficients.
  public let residualSD: Double
  /// Share of the variance of the response that the predictors explain.
  public let rSquared: Double
  /// Rows.
  public let count: Int

  /// Standard errors of the coefficients.
  public var standardErrors: [Double] {
    covariance.indices.map { covariance[$0][$0].squareRoot() }
  }

  /// Fits `response` to `predictors`, each with one value per row.
  ///
  /// - Returns: `nil` with no more rows than coefficients, or with predictors that are constant or
  ///   depend on each other.
  public init?(predictors: [[Double]], response: [Double]) {
    precondition(predictors.allSatisfy { $0.count == response.count }, "one value per row")
    let n = response.count
    guard n > predictors.count + 1 else { return nil }
    func mean(_ values: [Double]) -> Double { ExactSum(values).value / Double(n) }
    let centre = predictors.map(mean)
    let middle = mean(response)
    let y = response.map { $0 - middle }
    var columns = zip(predictors, centre).map { column, m in column.map { $0 - m } }
    let scale = columns.map { mean($0.map { $0 * $0 }).squareRoot() }
    guard scale.allSatisfy({ $0 > 0 && $0.isFinite }) else { return nil }
    for k in columns.indices { columns[k] = columns[k].map { $0 / scale[k] } }

    func product(_ a: [Double], _ b: [Double]) -> Double {
      ExactSum(zip(a, b).lazy.map { $0 * $1 }).value
    }
    let normal = columns.map { a in columns.map { product(a, $0) } }
    guard let inverse = LinearSystem.inverse(normal, scale: Double(n)) else { return nil }
    let right = columns.map { product($0, y) }
    let scaled = inverse.map { product($0, right) }
    let residuals = y.indices.map { row in
      y[row] - columns.indices.reduce(0) { $0 + scaled[$1] * columns[$1][row] }
    }
    let squares = product(residuals, residuals)
    let variance = squares / Double(n - predictors.count - 1)

    let slopes = zip(scaled, scale).map { $0 / $1 }
    let slopeCovariance = scale.indices.map { i in
      scale.indices.map { variance * inverse[i][$0] / (scale[i] * scale[$0]) }
    }
    let shared = slopeCovariance.map { -product($0, centre) }
    coefficients = [middle - product(slopes, centre)] + slopes
    covariance =
      [[variance / Double(n) - product(shared, centre)] + shared]
      + scale.indices.map { [shared[$0]] + slopeCovariance[$0] }
    residualSD = variance.squareRoot()
    rSquared = 1 - squares / product(y, y)
    count = n
  }
}
