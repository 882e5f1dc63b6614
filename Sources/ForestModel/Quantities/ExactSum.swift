/// A sum of doubles that is rounded once, at the end.
///
/// Goals in order: reproducibility, accuracy, speed. The value is the correctly rounded exact sum,
/// so it depends neither on the order of the terms nor on how they were split over workers: shuffled
/// rows and any thread count give the same bits. Cost: O(1) per term in practice (the number of
/// partials stays small). Finite terms only; a `nan` or infinity makes the sum `nan`.
///
/// Source: Shewchuk 1997, Discrete & Computational Geometry 18:305-363 (growing expansions).
public struct ExactSum: Sendable {
  /// Non-overlapping partial sums in increasing magnitude.
  private var partials: [Double] = []
  private var isPoisoned = false

  /// An empty sum, zero.
  public init() {}

  /// The sum of `terms`.
  public init(_ terms: some Sequence<Double>) {
    for term in terms { add(term) }
  }

  /// Adds one term.
  public mutating func add(_ term: Double) {
    guard term.isFinite else {
      isPoisoned = true
      return
    }
    var carry = term
    var kept = 0
    for index in partials.indices {
      var small = partials[index]
      if abs(carry) < abs(small) { swap(&carry, &small) }
      let high = carry + small
      let low = small - (high - carry)
      if low != 0 {
        partials[kept] = low
        kept += 1
      }
      carry = high
    }
    if kept < partials.count {
      partials[kept] = carry
      if kept + 1 < partials.count { partials.removeSubrange((kept + 1)...) }
    } else {
      partials.append(carry)
    }
  }

  /// Adds all terms of another sum.
  public mutating func add(_ other: ExactSum) {
    for partial in other.partials { add(partial) }
    isPoisoned = isPoisoned || other.isPoisoned
  }

  /// The exact sum, rounded once (half to even).
  public var value: Double {
    if isPoisoned { return .nan }
    var index = partials.count - 1
    guard index >= 0 else { return 0 }
    var high = partials[index]
    var low = 0.0
    while index > 0 {
      index -= 1
      let previous = high
      let partial = partials[index]
      high = previous + partial
      low = partial - (high - previous)
      if low != 0 { break }
    }
    // Half-way cases round by the sign of what lies below.
    if index > 0, (low < 0) == (partials[index - 1] < 0) {
      let twice = low * 2
      let candidate = high + twice
      if twice == candidate - high { high = candidate }
    }
    return high
  }
}

/// Count, mean and sample variance (divisor n - 1) of a column, independent of the order of its rows.
public struct SampleMoments: Sendable, Equatable {
  /// Number of values.
  public let count: Int
  /// Arithmetic mean; `nan` when there is no value.
  public let mean: Double
  /// Sample variance with divisor n - 1; `nan` below two values.
  public let variance: Double

  /// Moments of `values` by two exact passes.
  public init(_ values: some Collection<Double>) {
    count = values.count
    guard count > 0 else {
      mean = .nan
      variance = .nan
      return
    }
    let centre = ExactSum(values).value / Double(count)
    mean = centre
    guard count > 1 else {
      variance = .nan
      return
    }
    let squares = ExactSum(values.lazy.map { ($0 - centre) * ($0 - centre) }).value
    variance = squares / Double(count - 1)
  }

  /// Sample standard deviation; `nan` below two values.
  public var standardDeviation: Double { variance.squareRoot() }

  /// Estimated variance of the mean, s²/n; `nan` below two values.
  public var varianceOfMean: Double { variance / Double(count) }
}
