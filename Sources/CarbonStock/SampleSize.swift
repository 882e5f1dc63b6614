import ForestModel

/// One stratum of a sample that is being planned.
public struct PlannedStratum: Sendable, Equatable {
  /// Name.
  public var name: String
  /// Hectares.
  public var areaHa: Double
  /// Expected mean per hectare.
  public var mean: Double
  /// Expected standard deviation between plots, in the unit of the mean.
  public var sd: Double
  /// Cost of one plot, in any unit that all strata share.
  public var cost: Double

  /// Describes a stratum.
  public init(name: String, areaHa: Double, mean: Double, sd: Double, cost: Double = 1) {
    self.name = name
    self.areaHa = areaHa
    self.mean = mean
    self.sd = sd
    self.cost = cost
  }
}

/// How plots are dealt out to strata.
public enum PlotAllocation: String, Sendable, CaseIterable {
  /// By W s: the smallest standard error for a number of plots.
  case neyman
  /// By W: the area.
  case proportional
  /// By W s / sqrt(c): the smallest standard error for a sum of money.
  case optimal

  /// Shares of the strata, sum 1. Without any variation in `neyman` or `optimal`, shares of the area.
  ///
  /// Source: Cochran 1977, 5.3 (proportional) and 5.5 (optimal; equal costs: Neyman).
  public func shares(_ strata: [PlannedStratum]) -> [Double] {
    let sizes = strata.map { stratum in
      switch self {
      case .neyman: stratum.areaHa * stratum.sd
      case .proportional: stratum.areaHa
      case .optimal: stratum.areaHa * stratum.sd / stratum.cost.squareRoot()
      }
    }
    let sum = ExactSum(sizes).value
    return sum > 0 ? sizes.map { $0 / sum } : Self.proportional.shares(strata)
  }

  /// Whole plots by shares, their sum exactly `plots`: largest remainders, the first stratum first.
  public static func whole(_ plots: Int, shares: [Double]) -> [Int] {
    var counts = shares.map { Int((Double(plots) * $0).rounded(.down)) }
    let remainders = shares.indices.map { Double(plots) * shares[$0] - Double(counts[$0]) }
    let order = shares.indices.sorted { (remainders[$1], $0) < (remainders[$0], $1) }
    let left = plots - counts.reduce(0, +)
    for turn in 0..<max(0, min(left, order.count)) { counts[order[turn]] += 1 }
    return counts
  }
}

/// How many plots reach a precision.
///
///     n = sum(W² s² / a) / ( (E/t)² + sum W s² / N )     E = precision x mean, a the shares
///
/// which for Neyman shares is N t² (sum W s)² / (N E² + t² sum W s²). The first t is the normal
/// quantile, then Student's with n - M degrees of freedom until the whole number n repeats. At least two
/// plots per stratum. Source: CDM AR-TOOL03 v2.1.0 (not checked against the original); Cochran 1977,
/// 5.5 and 5.9; Winrock/BioCarbon Fund Sourcebook.
public struct SampleSize: Sendable, Equatable {
  /// One round.
  public struct Step: Sendable, Equatable {
    /// Degrees of freedom of `t`; infinite at first.
    public let degreesOfFreedom: Double
    /// Quantile used.
    public let t: Double
    /// Plots before rounding up.
    public let exact: Double
  }
  /// The rounds, the last of which gave `plots`.
  public let steps: [Step]
  /// Plots in all.
  public let plots: Int
  /// Expected mean per hectare.
  public let mean: Double
  /// Half-width E asked for, in the unit of the mean.
  public let halfWidth: Double
  /// Shares of the strata.
  public let shares: [Double]
  /// Plots per stratum before and after rounding.
  public var exactPlots: [Double] { shares.map { $0 * Double(plots) } }
  /// Whole plots per stratum; their sum is `plots`.
  public var stratumPlots: [Int] { PlotAllocation.whole(plots, shares: shares) }

  /// The largest number of plots that is computed; a precision that needs more is not met.
  public static let mostPlots = 1_000_000

  /// - Parameters:
  ///   - strata: areas above 0, standard deviations of 0 or more, a mean above 0, costs above 0.
  ///   - precision: half-width as a share of the mean, above 0.
  ///   - populationSize: plots N that the land has room for; infinite when not known.
  /// - Returns: `nil` when the mean is not positive or more than `mostPlots` were needed.
  public init?(
    strata: [PlannedStratum], precision: Double, confidence: Double, allocation: PlotAllocation,
    populationSize: Double = .infinity
  ) {
    let area = ExactSum(strata.map(\.areaHa)).value
    let mean = ExactSum(strata.map { $0.areaHa / area * $0.mean }).value
    guard mean > 0, mean.isFinite else { return nil }
    self.mean = mean
    halfWidth = precision * mean
    shares = allocation.shares(strata)
    var steps: [Step] = []
    var seen: [Int] = []
    var df = Double.infinity
    while true {
      let t = StudentT.twoSided(confidence: confidence, df: df)
      let exact = Self.plots(
        strata, shares: shares, halfWidth: halfWidth, t: t, populationSize: populationSize)
      guard exact.isFinite, exact <= Double(Self.mostPlots) else { return nil }
      steps.append(Step(degreesOfFreedom: df, t: t, exact: exact))
      let whole = max(Int(exact.rounded(.up)), 2 * strata.count)
      if seen.last == whole { break }
      // Rounding can make two numbers take turns; the larger one reaches the precision.
      if let first = seen.firstIndex(of: whole) {
        seen.append(seen[first...].max() ?? whole)
        break
      }
      seen.append(whole)
      df = Double(whole - strata.count)
    }
    self.steps = steps
    plots = seen.last ?? 0
  }

  /// Plots before rounding for a given quantile.
  public static func plots(
    _ strata: [PlannedStratum], shares: [Double], halfWidth: Double, t: Double,
    populationSize: Double = .infinity
  ) -> Double {
    let area = ExactSum(strata.map(\.areaHa)).value
    let spread = ExactSum(
      zip(strata, shares).map { stratum, share -> Double in
        let size = stratum.areaHa / area * stratum.sd
        return size > 0 ? size * size / share : 0
      }
    ).value
    let within = ExactSum(strata.map { $0.areaHa / area * $0.sd * $0.sd }).value
    let error = halfWidth / t
    return spread / (error * error + within / populationSize)
  }
}
