import Glibc

/// What height trees of a diameter have in a table of trees, found without trusting any one of them:
/// medians of ln height in classes of equally many trees by diameter, joined by straight lines in ln-ln.
///
/// It serves checks alone; heights that enter a figure come from `HeightModel`.
struct HeightCurve: Sendable {
  /// Fewest trees with both measurements.
  static let fewest = 20
  private static let mostClasses = 10

  private var knots: [(lnDbh: Double, lnHeight: Double)] = []
  /// Spread of ln height about the curve: 1.4826 x the median absolute deviation, which is the standard
  /// deviation of a normal distribution.
  private(set) var spread = Double.nan

  /// `nil` with too few trees. Diameters in cm and heights in m, all above 0.
  init?(_ trees: [(dbhCm: Double, heightM: Double)]) {
    guard trees.count >= Self.fewest else { return nil }
    let sorted = trees.sorted { ($0.dbhCm, $0.heightM) < ($1.dbhCm, $1.heightM) }
    let classes = min(Self.mostClasses, sorted.count / 10)
    for index in 0..<classes {
      let members =
        sorted[(index * sorted.count / classes)..<((index + 1) * sorted.count / classes)]
      knots.append(
        (
          Median.of(members.map { log($0.dbhCm) }), Median.of(members.map { log($0.heightM) })
        ))
    }
    let residuals = trees.map { abs(residual(dbhCm: $0.dbhCm, heightM: $0.heightM)) }
    spread = 1.4826 * Median.of(residuals)
  }

  /// Height expected of a diameter, m; beyond the outermost classes it no longer changes.
  func heightM(dbhCm: Double) -> Double {
    let x = log(dbhCm)
    guard let first = knots.first, let last = knots.last else { return .nan }
    if x <= first.lnDbh { return exp(first.lnHeight) }
    for (low, high) in zip(knots, knots.dropFirst()) where x <= high.lnDbh {
      let width = high.lnDbh - low.lnDbh
      let share = width > 0 ? (x - low.lnDbh) / width : 1
      return exp(low.lnHeight + share * (high.lnHeight - low.lnHeight))
    }
    return exp(last.lnHeight)
  }

  /// The least and the largest height expected of the diameters in between, m.
  func heightsM(fromCm low: Double, toCm high: Double) -> ClosedRange<Double> {
    // Straight between the knots, so the ends and the knots hold the extremes.
    let inside = knots.filter { $0.lnDbh > log(low) && $0.lnDbh < log(high) }.map {
      exp($0.lnHeight)
    }
    let (atLow, atHigh) = (heightM(dbhCm: low), heightM(dbhCm: high))
    return inside.reduce(min(atLow, atHigh)...max(atLow, atHigh)) {
      min($0.lowerBound, $1)...max($0.upperBound, $1)
    }
  }

  /// The most by which this curve is above another one between two diameters, in ln height.
  func excess(over other: HeightCurve, fromCm low: Double, toCm high: Double) -> Double {
    // Both are straight between the knots of both; a curve may jump at a knot.
    let knots = (knots + other.knots).map { exp($0.lnDbh) }
    let places = knots.flatMap { [$0 * (1 - 1e-9), $0, $0 * (1 + 1e-9)] }
    return ([low, high] + places.filter { $0 > low && $0 < high }).map {
      log(heightM(dbhCm: $0) / other.heightM(dbhCm: $0))
    }.max() ?? 0
  }

  /// ln of measured over expected height.
  func residual(dbhCm: Double, heightM: Double) -> Double {
    log(heightM / self.heightM(dbhCm: dbhCm))
  }
}

/// The median, which a few wrong values do not move.
enum Median {
  /// `nan` of no values.
  static func of(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    guard let last = sorted.last else { return .nan }
    let middle = sorted.count / 2
    return sorted.count % 2 == 1
      ? sorted[middle] : sorted.count == 1 ? last : (sorted[middle - 1] + sorted[middle]) / 2
  }
}
