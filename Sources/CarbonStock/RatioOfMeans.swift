import ForestModel

/// Ratio of means: for plots of unequal size, R = sum y / sum a with y the total of a plot and a its
/// area.
///
/// Variance = sum (y - R a)² / (n (n - 1) ā²), n - 1 degrees of freedom. The ratio has a bias of order
/// 1/n, small beside its standard error. Source: Cochran 1977, 2.11 and 6.4.
public struct RatioOfMeans: Sendable, Equatable {
  /// The ratio with its variance.
  public let estimate: MeanEstimate

  /// - Parameters:
  ///   - totals: y of every unit, e.g. Mg on the plot.
  ///   - sizes: a of every unit, e.g. hectares; all positive.
  ///   - populationSize: units N of the population; infinite without correction.
  /// - Returns: `nil` below two units, or for a size that is not positive.
  public init?(totals: [Double], sizes: [Double], populationSize: Double = .infinity) {
    precondition(totals.count == sizes.count, "every unit has a total and a size")
    guard totals.count >= 2, sizes.allSatisfy({ $0 > 0 && $0.isFinite }) else { return nil }
    let n = Double(totals.count)
    let size = ExactSum(sizes).value
    let ratio = ExactSum(totals).value / size
    let squares = ExactSum(
      zip(totals, sizes).lazy.map { ($0 - ratio * $1) * ($0 - ratio * $1) })
    let meanSize = size / n
    estimate = MeanEstimate(
      mean: ratio,
      variance: squares.value / (n * (n - 1) * meanSize * meanSize)
        * FinitePopulation.correction(sampled: totals.count, of: populationSize),
      degreesOfFreedom: n - 1, count: totals.count)
  }
}

/// Plots in clusters: the ratio estimator on cluster totals and numbers of plots.
///
/// Plots of one cluster resemble each other; only the clusters are independent. Degrees of freedom are
/// clusters - 1. Source: Cochran 1977, 9A.1 (ratio to size of unequal clusters) and 9.4.
public struct ClusterSample: Sendable, Equatable {
  /// The mean per plot with the variance between clusters.
  public let estimate: MeanEstimate
  /// The same plots as if they were independent: what it would be wrong to state.
  public let asIfIndependent: MeanEstimate
  /// Clusters.
  public var clusterCount: Int { estimate.count }

  /// - Parameters:
  ///   - values: a value per plot, per hectare.
  ///   - clusters: name of the cluster of every plot; an empty name stands for a plot of its own.
  ///   - populationSize: clusters in the population; infinite without correction.
  /// - Returns: `nil` below two clusters.
  public init?(values: [Double], clusters: [String], populationSize: Double = .infinity) {
    precondition(values.count == clusters.count, "every plot has a value and a cluster")
    var groups: [String: (sum: ExactSum, size: Int)] = [:]
    var totals: [Double] = []
    var sizes: [Double] = []
    for (value, name) in zip(values, clusters) {
      if name.isEmpty {
        totals.append(value)
        sizes.append(1)
      } else {
        var group = groups[name] ?? (ExactSum(), 0)
        group.sum.add(value)
        group.size += 1
        groups[name] = group
      }
    }
    for name in groups.keys.sorted() {
      guard let group = groups[name] else { continue }
      totals.append(group.sum.value)
      sizes.append(Double(group.size))
    }
    let ratio = RatioOfMeans(totals: totals, sizes: sizes, populationSize: populationSize)
    guard let ratio else { return nil }
    estimate = ratio.estimate
    asIfIndependent = MeanEstimate(simple: values)
  }

  /// How many times the variance is larger than that of as many independent plots.
  public var designEffect: Double { estimate.variance / asIfIndependent.variance }
}
