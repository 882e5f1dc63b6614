public import ForestModel

/// How a check measurement relates to the first one.
public enum CheckKind: String, Sendable, CaseIterable {
  /// Two blind measurements of equal quality: each carries half of the variance of the difference.
  case blind
  /// The check is taken as true: the difference is the error of the crew.
  case control
}

/// What is compared between a field measurement and its check.
public enum QualityVariable: String, Sendable, CaseIterable {
  /// Diameter, cm.
  case dbh = "dbh_cm"
  /// Height, m.
  case height = "height_m"
  /// Name of the species.
  case species
  /// Live or dead.
  case status
  /// Trees of the check that the crew does not have.
  case missedTrees = "missed_trees"
  /// Trees of the crew that the check does not have.
  case extraTrees = "extra_trees"

  /// Whether it is a number with a difference, not only right or wrong.
  public var isMeasured: Bool { self == .dbh || self == .height }
}

/// What a protocol allows for one variable.
public struct QualityLimit: Sendable, Equatable {
  /// What a tolerance is counted in.
  public enum Unit: String, Sendable, CaseIterable {
    /// The unit of the variable.
    case absolute
    /// Percent of the reference value.
    case percent
  }
  /// What is limited.
  public var variable: QualityVariable
  /// Largest difference that is no error; `nan` for what is only right or wrong.
  public var tolerance: Double
  /// Unit of the tolerance.
  public var unit: Unit
  /// Largest share of errors, 0 to 1.
  public var maxShareBeyond: Double
  /// Protocol, clause.
  public var source: Phrase
  /// Whether the value was seen in its source, or is the user's own.
  public var confirmed: Bool

  /// Describes a limit.
  public init(
    variable: QualityVariable, tolerance: Double, unit: Unit, maxShareBeyond: Double,
    source: Phrase, confirmed: Bool
  ) {
    self.variable = variable
    self.tolerance = tolerance
    self.unit = unit
    self.maxShareBeyond = maxShareBeyond
    self.source = source
    self.confirmed = confirmed
  }

  /// Whether a difference lies beyond the tolerance. `reference`: the check, or for two blind
  /// measurements the mean of both. A hundred-millionth is allowed for decimal rounding, so that 20.4
  /// against 20 lies within 2 %.
  public func isBeyond(difference: Double, reference: Double) -> Bool {
    let allowed = unit == .absolute ? tolerance : tolerance / 100 * abs(reference)
    return abs(difference) > allowed * (1 + 1e-8)
  }
}

/// Whether a crew's measurements meet the limit.
public enum QualityVerdict: String, Sendable, CaseIterable {
  /// The share of errors does not exceed the limit.
  case pass
  /// It does.
  case fail
  /// Too few checks: even without one error they could not show that the limit is met.
  case tooFew = "too-few"
  /// No limit is stated.
  case noLimit = "no-limit"
}

/// How often something went wrong: count, share, interval.
public struct ErrorRate: Sendable, Equatable {
  /// Cases looked at.
  public let count: Int
  /// Cases in error.
  public let errors: Int
  /// Lower limit of the interval of the share.
  public let low: Double
  /// Upper limit.
  public let high: Double
  private let confidence: Double

  /// Wilson 1927 (JASA 22:209-212), two-sided at `confidence`:
  /// (p + z²/2n -/+ z sqrt(p(1-p)/n + z²/4n²)) / (1 + z²/n). Empty limits without a case.
  public init(errors: Int, of count: Int, confidence: Double) {
    self.count = count
    self.errors = errors
    self.confidence = confidence
    guard count > 0 else {
      low = .nan
      high = .nan
      return
    }
    let z = StudentT.twoSided(confidence: confidence, df: .infinity)
    let n = Double(count)
    let p = Double(errors) / n
    let centre = p + z * z / (2 * n)
    let spread = z * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
    let scale = 1 + z * z / n
    // At 0 and 1 the limit is exact; rounding must not move it.
    low = errors == 0 ? 0 : max(0, (centre - spread) / scale)
    high = errors == count ? 1 : min(1, (centre + spread) / scale)
  }

  /// Share of errors; `nan` without a case.
  public var share: Double { count > 0 ? Double(errors) / Double(count) : .nan }

  /// Chance of so many errors or more, were the true share just `limit` (binomial).
  public func chance(limit: Double) -> Double {
    guard limit > 0 else { return errors > 0 ? 0 : 1 }
    var term = 1.0
    for _ in 0..<count { term *= 1 - limit }
    var below = 0.0
    for errorCount in 0..<errors {
      below += term
      term *= Double(count - errorCount) / Double(errorCount + 1) * limit / (1 - limit)
    }
    return max(0, 1 - below)
  }

  /// With enough checks the share itself decides, as in protocols. Too few are those of which even a
  /// faultless result would not show that the limit is met: then only fail, and only where so many
  /// errors have a chance of at most (1 - confidence) / 2 under the limit.
  public func verdict(limit: Double?) -> QualityVerdict {
    guard let limit else { return .noLimit }
    guard count > 0 else { return .tooFew }
    if ErrorRate(errors: 0, of: count, confidence: confidence).high > limit {
      return chance(limit: limit) <= (1 - confidence) / 2 ? .fail : .tooFew
    }
    return share > limit ? .fail : .pass
  }

  /// Whether the interval lies wholly on the side of the verdict; `nil` where there is neither pass nor
  /// fail.
  public func isClear(limit: Double?) -> Bool? {
    guard let limit, [.pass, .fail].contains(verdict(limit: limit)) else { return nil }
    return low > limit || high <= limit
  }
}

/// Differences of one measured variable: bias and spread.
public struct DifferenceMoments: Sendable, Equatable {
  /// Pairs.
  public let count: Int
  /// Mean of field minus check, in the unit of the variable.
  public let bias: Double
  /// Standard deviation of the differences (n - 1); `nan` below two.
  public let standardDeviation: Double
  /// Standard deviation of one measurement: that of the differences over sqrt 2 for two blind
  /// measurements, the same for a control.
  public let measurementSD: Double

  /// Moments of differences, field minus check.
  public init(_ differences: [Double], kind: CheckKind) {
    let moments = SampleMoments(differences)
    count = moments.count
    bias = moments.mean
    standardDeviation = moments.standardDeviation
    measurementSD = moments.standardDeviation / kind.divisor
  }
}

extension CheckKind {
  /// From the spread of differences to that of one measurement.
  public var divisor: Double { self == .blind ? 2.0.squareRoot() : 1 }

  /// What a difference is compared with: the check, or the mean of two blind measurements.
  public func reference(field: Double, check: Double) -> Double {
    self == .blind ? (field + check) / 2 : check
  }
}
