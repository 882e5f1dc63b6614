public import ForestModel

/// The plots of one stratum.
public struct StratumSample: Sendable {
  /// Name of the stratum.
  public var name: String
  /// Names of the plots; empty where no estimator needs them.
  public var plotNames: [String]
  /// Stocks of the plots.
  public var plots: [StockPerHa]
  /// Horizontal areas, ha; `nan` where not known.
  public var areasHa: [Double]
  /// Cluster of every plot; an empty name stands for a plot of its own. Empty without clusters.
  public var clusters: [String]
  /// What is known of every plot besides: its value on the biomass map (Mg/ha), or the quantity of the
  /// first phase. Empty without.
  public var auxiliary: [Double]

  /// Describes a sample.
  public init(
    name: String, plotNames: [String] = [], plots: [StockPerHa], areasHa: [Double],
    clusters: [String] = [], auxiliary: [Double] = []
  ) {
    self.name = name
    self.plotNames = plotNames
    self.plots = plots
    self.areasHa = areasHa
    self.clusters = clusters
    self.auxiliary = auxiliary
  }
}

/// How the mean of a stratum follows from its plots.
public enum StratumMethod: Sendable, Equatable {
  /// Plots weigh equally.
  case mean
  /// The same mean; numbers of plots are chance. `weight` is the stratum's share of the sampled land,
  /// `plots` their number in all strata.
  case postStratum(weight: Double, plots: Int)
  /// Plots in clusters.
  case cluster
  /// Plots weigh by their area.
  case ratioOfMeans
  /// Regression on a quantity of many more plots; its values on all of them.
  case doubleSampling(firstPhase: [Double])
  /// A map corrected by plots; `mapMean` over the land of the stratum, Mg/ha; `ratios` of every pool to
  /// above-ground biomass, for the difference.
  case map(MapModel, mapMean: Double, ratios: StockPerHa, residuals: ResidualRule)
}

/// What is known of one stratum per hectare.
public struct StratumStock: Sendable {
  /// Where it comes from.
  public enum Source: String, Sendable {
    /// Its own plots.
    case sampled
    /// A factor of the stock table.
    case table
  }
  /// Name of the stratum.
  public let name: String
  /// Plots or table.
  public let source: Source
  /// Plots behind the mean; 0 for a factor.
  public let plotCount: Int
  /// Independent units behind the mean: plots, or clusters.
  public let unitCount: Int
  /// Mean stocks; with a map, at the mean of the map.
  public let mean: StockPerHa
  /// Standard deviation of above-ground biomass between plots (n - 1), Mg/ha; `nan` for a factor.
  public let agbSDMg: Double
  /// Standard deviation of CO2e between plots (n - 1), t/ha; `nan` for a factor.
  public let co2eSDT: Double
  /// Standard deviation of CO2e around what is estimated for such land, t/ha: between plots, or of the
  /// residuals of a map; `nan` for a factor.
  public let ownSDT: Double
  /// Variance of the mean of above-ground biomass.
  public let agbVariance: Double
  /// Variance of the mean of CO2e; `nan` when the factor has no standard error.
  public let co2eVariance: Double
  /// Variance of the mean of CO2e if its plots were independent of each other; differs with clusters
  /// only.
  public let co2eVarianceAsIfIndependent: Double
  /// Degrees of freedom of the variances; infinite for a factor.
  public let degreesOfFreedom: Double
  /// Mean plot area, ha; `nan` when not known.
  public let plotAreaHa: Double
  /// The corrected map, by quantity; `nil` without one.
  public let map: (agb: MapEstimator, bgb: MapEstimator, carbon: MapEstimator, co2e: MapEstimator)?

  /// A stratum measured by its own plots, at least two of them, that weigh equally.
  public init(name: String, plots: [StockPerHa], plotAreasHa: [Double]) {
    precondition(plots.count >= 2, "a standard error needs two plots")
    self.init(
      StratumSample(name: name, plots: plots, areasHa: plotAreasHa),
      agb: MeanEstimate(simple: plots.map(\.agbMg)), bgb: MeanEstimate(simple: plots.map(\.bgbMg)),
      carbon: MeanEstimate(simple: plots.map(\.carbonMg)),
      co2e: MeanEstimate(simple: plots.map(\.co2eT)), map: nil)
  }

  /// A stratum estimated from its plots by `method`.
  ///
  /// - Parameter populationSize: plots that the stratum has room for; infinite without finite
  ///   population correction. With clusters, clusters.
  /// - Returns: `nil` when the method cannot work with these plots: too few of them, no area, or a
  ///   quantity without variation where a slope is needed.
  public init?(
    _ sample: StratumSample, by method: StratumMethod, populationSize: Double = .infinity
  ) {
    guard sample.plots.count >= 2 else { return nil }
    if case .map(let model, let mapMean, let ratios, let residuals) = method {
      func fit(_ value: (StockPerHa) -> Double) -> MapEstimator? {
        MapEstimator(
          model, field: sample.plots.map(value), map: sample.auxiliary, mapMean: mapMean,
          scale: value(ratios), populationSize: populationSize, residuals: residuals,
          names: sample.plotNames)
      }
      guard let agb = fit(\.agbMg), let bgb = fit(\.bgbMg), let carbon = fit(\.carbonMg),
        let co2e = fit(\.co2eT)
      else { return nil }
      self.init(
        sample, agb: agb.estimate, bgb: bgb.estimate, carbon: carbon.estimate, co2e: co2e.estimate,
        map: (agb, bgb, carbon, co2e))
      return
    }
    func estimate(_ value: (StockPerHa) -> Double) -> MeanEstimate? {
      Self.estimate(sample, sample.plots.map(value), method, populationSize)
    }
    guard let agb = estimate(\.agbMg), let bgb = estimate(\.bgbMg),
      let carbon = estimate(\.carbonMg), let co2e = estimate(\.co2eT)
    else { return nil }
    self.init(sample, agb: agb, bgb: bgb, carbon: carbon, co2e: co2e, map: nil)
  }

  private static func estimate(
    _ sample: StratumSample, _ values: [Double], _ method: StratumMethod, _ populationSize: Double
  ) -> MeanEstimate? {
    switch method {
    case .mean, .map: MeanEstimate(simple: values, populationSize: populationSize)
    case .postStratum(let weight, let plots):
      postStratum(values, weight, plots, populationSize)
    case .cluster:
      ClusterSample(
        values: values, clusters: sample.clusters, populationSize: populationSize)?.estimate
    case .ratioOfMeans:
      RatioOfMeans(
        totals: zip(values, sample.areasHa).map { $0 * $1 }, sizes: sample.areasHa,
        populationSize: populationSize)?.estimate
    case .doubleSampling(let firstPhase):
      DoubleSample(y: values, x: sample.auxiliary, firstPhase: firstPhase)?.estimate
    }
  }

  private static func postStratum(
    _ values: [Double], _ weight: Double, _ plots: Int, _ populationSize: Double
  ) -> MeanEstimate {
    let moments = SampleMoments(values)
    return MeanEstimate(
      mean: moments.mean,
      variance: PostStratification.varianceOfMean(
        variance: moments.variance, weight: weight, plots: plots, populationSize: populationSize),
      degreesOfFreedom: Double(values.count - 1), count: values.count)
  }

  private init(
    _ sample: StratumSample, agb: MeanEstimate, bgb: MeanEstimate, carbon: MeanEstimate,
    co2e: MeanEstimate,
    map: (agb: MapEstimator, bgb: MapEstimator, carbon: MapEstimator, co2e: MapEstimator)?
  ) {
    let between = SampleMoments(sample.plots.map(\.co2eT))
    name = sample.name
    source = .sampled
    plotCount = sample.plots.count
    unitCount = co2e.count
    mean = StockPerHa(
      agbMg: agb.mean, bgbMg: bgb.mean, carbonMg: carbon.mean, co2eT: co2e.mean)
    agbSDMg = SampleMoments(sample.plots.map(\.agbMg)).standardDeviation
    co2eSDT = between.standardDeviation
    ownSDT = map?.co2e.residualSD ?? between.standardDeviation
    agbVariance = agb.variance
    co2eVariance = co2e.variance
    co2eVarianceAsIfIndependent =
      sample.clusters.isEmpty ? co2e.variance : between.varianceOfMean
    degreesOfFreedom = co2e.degreesOfFreedom
    plotAreaHa = SampleMoments(sample.areasHa).mean
    self.map = map
  }

  /// A stratum that takes a factor. A factor of carbon or CO2e is taken as it stands, for the pools
  /// of the run; one of above-ground biomass goes through the chain, its error by the delta method.
  public init(name: String, factor: StockFactor, pools: PoolSettings) {
    self.name = name
    source = .table
    plotCount = 0
    unitCount = 0
    let variance = factor.standardError * factor.standardError
    let perCarbon = Quantity<Carbon>.co2ePerCarbon
    switch factor.measure {
    case .agbMgPerHa:
      mean = pools.stock(agbMgPerHa: factor.value)
      agbVariance = variance
      let slope = pools.co2eSlope(agbMgPerHa: factor.value)
      co2eVariance = variance * slope * slope
    case .carbonMgPerHa:
      mean = StockPerHa(
        agbMg: .nan, bgbMg: .nan, carbonMg: factor.value,
        co2eT: Quantity<Carbon>(factor.value).co2e.value)
      agbVariance = .nan
      co2eVariance = variance * perCarbon * perCarbon
    case .co2eTPerHa:
      mean = StockPerHa(
        agbMg: .nan, bgbMg: .nan, carbonMg: factor.value / perCarbon, co2eT: factor.value)
      agbVariance = .nan
      co2eVariance = variance
    }
    co2eVarianceAsIfIndependent = co2eVariance
    agbSDMg = .nan
    co2eSDT = .nan
    ownSDT = .nan
    degreesOfFreedom = .infinity
    plotAreaHa = .nan
    map = nil
  }

  /// Standard error of the mean of above-ground biomass, Mg/ha.
  public var agbSEMg: Double { agbVariance.squareRoot() }

  /// Whether a map gives every piece of land its own mean.
  public var isMapped: Bool { map != nil }

  /// Mean of land whose map mean is `x` Mg/ha; the stratum's mean without a map, or for `nan`.
  func mean(at x: Double) -> StockPerHa {
    guard let map, !x.isNaN else { return mean }
    return StockPerHa(
      agbMg: map.agb.mean(at: x), bgbMg: map.bgb.mean(at: x), carbonMg: map.carbon.mean(at: x),
      co2eT: map.co2e.mean(at: x))
  }

  /// Variance of that mean, above-ground biomass.
  func agbVariance(at x: Double) -> Double {
    guard let map, !x.isNaN else { return agbVariance }
    return map.agb.variance(at: x)
  }

  /// Variance of that mean, CO2e.
  func co2eVariance(at x: Double) -> Double {
    guard let map, !x.isNaN else { return co2eVariance }
    return map.co2e.variance(at: x)
  }
}

extension PoolSettings {
  /// What one Mg of above-ground biomass stands for in each pool on these plots: ratios of means.
  /// Plots without any biomass take the chain at 1 Mg/ha.
  public func ratiosToAGB(of plots: [StockPerHa]) -> StockPerHa {
    let agb = ExactSum(plots.map(\.agbMg)).value
    guard agb > 0 else { return stock(agbMgPerHa: 1) }
    func ratio(_ value: (StockPerHa) -> Double) -> Double {
      ExactSum(plots.map(value)).value / agb
    }
    return StockPerHa(
      agbMg: 1, bgbMg: ratio(\.bgbMg), carbonMg: ratio(\.carbonMg), co2eT: ratio(\.co2eT))
  }
}
