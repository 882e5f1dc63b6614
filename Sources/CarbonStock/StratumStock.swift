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

  /// The same with some of the plots.
  func only(_ members: [Int]) -> StratumSample {
    func some<T>(_ values: [T]) -> [T] { values.isEmpty ? [] : members.map { values[$0] } }
    return StratumSample(
      name: name, plotNames: some(plotNames), plots: some(plots), areasHa: some(areasHa),
      clusters: some(clusters), auxiliary: some(auxiliary))
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
  /// Variance of the mean of CO2e of each pool by itself.
  public let co2eVarianceByPool: PoolValues
  /// Plots behind each pool; fewer than `plotCount` where a pool was measured on some plots only.
  public let plotCountByPool: PoolValues
  /// Variance of the mean of CO2e if its plots were independent of each other; differs with clusters
  /// only.
  public let co2eVarianceAsIfIndependent: Double
  /// Degrees of freedom of the variances; infinite for a factor.
  public let degreesOfFreedom: Double
  /// Mean plot area, ha; `nan` when not known.
  public let plotAreaHa: Double
  /// The corrected map; `nil` without one.
  public let map: CorrectedMap?

  /// A stratum measured by its own plots that weigh equally.
  /// - Precondition: two plots or more for every pool that any plot has.
  public init(name: String, plots: [StockPerHa], plotAreasHa: [Double]) {
    let sample = StratumSample(name: name, plots: plots, areasHa: plotAreasHa)
    guard let stock = StratumStock(sample, by: .mean) else {
      preconditionFailure("a standard error needs two plots of every pool")
    }
    self = stock
  }

  /// A stratum estimated from its plots by `method`.
  ///
  /// Where every plot has every pool, mean and variance are those of the plot totals, so the pools'
  /// covariance is in them. A pool measured on some of the plots takes its mean from those, and its
  /// standard error is added to that of the others as if fully correlated: never too small.
  ///
  /// - Parameter populationSize: plots that the stratum has room for; infinite without finite
  ///   population correction. With clusters, clusters.
  /// - Returns: `nil` when the method cannot work with these plots: too few of them, no area, or a
  ///   quantity without variation where a slope is needed.
  public init?(
    _ sample: StratumSample, by method: StratumMethod, populationSize: Double = .infinity
  ) {
    let plots = sample.plots
    guard plots.count >= 2 else { return nil }
    func fit(_ members: [Int], _ value: (StockPerHa) -> Double) -> FittedMean? {
      var part = method
      if case .postStratum(let weight, let all) = method {
        // A quantity known on some of the plots: the whole sample counts for as much less.
        part = .postStratum(weight: weight, plots: max(2, all * members.count / plots.count))
      }
      return FittedMean(
        sample.only(members), members.map { value(plots[$0]) }, part, value, populationSize)
    }
    /// Those plots that have a value, where they are enough.
    func fitKnown(_ value: (StockPerHa) -> Double) -> FittedMean? {
      let known = plots.indices.filter { !value(plots[$0]).isNaN }
      return known.count >= 2 ? fit(known, value) : nil
    }
    let all = Array(plots.indices)
    let known = PoolValues.counting(plots.map(\.carbonByPool))
    let counted = CarbonPool.allCases.filter { known[$0] > 0 }
    let partial = counted.filter { Int(known[$0]) < plots.count }
    var byPool: [CarbonPool: FittedMean] = [:]
    for pool in counted {
      guard let one = fitKnown({ $0.carbonByPool[pool] }) else { return nil }
      byPool[pool] = one
    }
    func jointCarbon(_ plot: StockPerHa) -> Double {
      var joint = plot.carbonByPool
      for pool in partial { joint[pool] = .nan }
      return joint.sum
    }
    guard let agb = fit(all, \.agbMg),
      let carbon = fit(all, partial.isEmpty ? \.carbonMg : jointCarbon),
      let co2e = fit(
        all, partial.isEmpty ? \.co2eT : { Quantity<Carbon>(jointCarbon($0)).co2e.value })
    else { return nil }
    let bgb = fitKnown(\.bgbMg)
    let deadWood = fitKnown(\.deadWoodMg)
    let litter = fitKnown(\.litterMg)

    let perCarbon = Quantity<Carbon>.co2ePerCarbon
    let added = partial.compactMap { byPool[$0] }
    let addedSD = partial.map { pool in
      SampleMoments(plots.map { $0.carbonByPool[pool] }.filter { !$0.isNaN }).standardDeviation
        * perCarbon
    }
    let between = SampleMoments(
      plots.map { partial.isEmpty ? $0.co2eT : Quantity<Carbon>(jointCarbon($0)).co2e.value })
    var meanByPool = PoolValues()
    var varianceByPool = PoolValues()
    for (pool, one) in byPool {
      meanByPool[pool] = one.estimate.mean
      varianceByPool[pool] = one.estimate.variance * perCarbon * perCarbon
    }
    if case .map = method {
      map = CorrectedMap(
        agb: agb.map, bgb: bgb?.map, carbon: carbon.map, co2e: co2e.map, deadWood: deadWood?.map,
        litter: litter?.map, byPool: byPool.compactMapValues(\.map), added: partial)
    } else {
      map = nil
    }
    name = sample.name
    source = .sampled
    plotCount = plots.count
    unitCount = co2e.estimate.count
    mean = StockPerHa(
      agbMg: agb.estimate.mean, bgbMg: bgb?.estimate.mean ?? .nan,
      carbonMg: Self.together(carbon.estimate.mean, added.map(\.estimate.mean)),
      co2eT: Self.together(co2e.estimate.mean, added.map { $0.estimate.mean * perCarbon }),
      deadWoodMg: deadWood?.estimate.mean ?? .nan, litterMg: litter?.estimate.mean ?? .nan,
      carbonByPool: meanByPool)
    agbSDMg = SampleMoments(plots.map(\.agbMg)).standardDeviation
    co2eSDT = Self.together(between.standardDeviation, addedSD)
    ownSDT =
      map == nil
      ? co2eSDT
      : Self.together(
        co2e.map?.residualSD ?? .nan, added.map { ($0.map?.residualSD ?? .nan) * perCarbon })
    agbVariance = agb.estimate.variance
    co2eVariance = Self.variance(
      co2e.estimate.variance, added.map { $0.estimate.variance * perCarbon * perCarbon })
    co2eVarianceByPool = varianceByPool
    plotCountByPool = known
    co2eVarianceAsIfIndependent =
      sample.clusters.isEmpty ? co2eVariance : between.varianceOfMean
    degreesOfFreedom = ([co2e] + added).map(\.estimate.degreesOfFreedom).min() ?? .nan
    plotAreaHa = SampleMoments(sample.areasHa).mean
  }

  /// A value of the pools that all plots have, with those of the others.
  static func together(_ joint: Double, _ added: [Double]) -> Double {
    added.isEmpty ? joint : ExactSum([joint] + added).value
  }

  /// Variance of a sum whose parts are taken as fully correlated.
  static func variance(_ joint: Double, _ added: [Double]) -> Double {
    if added.isEmpty { return joint }
    let error = together(joint.squareRoot(), added.map { $0.squareRoot() })
    return error * error
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
      co2eVarianceByPool = pools.co2eSlopes(agbMgPerHa: factor.value).map { variance * $0 * $0 }
    case .carbonMgPerHa:
      mean = StockPerHa(
        agbMg: .nan, bgbMg: .nan, carbonMg: factor.value,
        co2eT: Quantity<Carbon>(factor.value).co2e.value,
        carbonByPool: PoolValues(notSplit: factor.value))
      agbVariance = .nan
      co2eVariance = variance * perCarbon * perCarbon
      co2eVarianceByPool = PoolValues(notSplit: co2eVariance)
    case .co2eTPerHa:
      mean = StockPerHa(
        agbMg: .nan, bgbMg: .nan, carbonMg: factor.value / perCarbon, co2eT: factor.value,
        carbonByPool: PoolValues(notSplit: factor.value / perCarbon))
      agbVariance = .nan
      co2eVariance = variance
      co2eVarianceByPool = PoolValues(notSplit: variance)
    }
    co2eVarianceAsIfIndependent = co2eVariance
    plotCountByPool = PoolValues()
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
    return map.mean(at: x)
  }

  /// Variance of that mean, above-ground biomass.
  func agbVariance(at x: Double) -> Double {
    guard let map, !x.isNaN else { return agbVariance }
    return map.agb?.variance(at: x) ?? .nan
  }

  /// Variance of that mean, CO2e.
  func co2eVariance(at x: Double) -> Double {
    guard let map, !x.isNaN else { return co2eVariance }
    return map.co2eVariance(at: x)
  }

  /// Variance of that mean, CO2e of each pool by itself.
  func co2eVarianceByPool(at x: Double) -> PoolValues {
    guard let map, !x.isNaN else { return co2eVarianceByPool }
    return map.co2eVarianceByPool(at: x)
  }
}

extension PoolSettings {
  /// What one Mg of above-ground biomass stands for in each pool on these plots: ratios of means.
  /// Plots without any biomass take the chain at 1 Mg/ha.
  public func ratiosToAGB(of plots: [StockPerHa]) -> StockPerHa {
    guard ExactSum(plots.map(\.agbMg)).value > 0 else { return stock(agbMgPerHa: 1) }
    func ratio(_ value: (StockPerHa) -> Double) -> Double {
      let known = plots.filter { !value($0).isNaN }
      let agb = ExactSum(known.map(\.agbMg)).value
      return agb > 0 ? ExactSum(known.map(value)).value / agb : .nan
    }
    var ratios = StockPerHa(
      agbMg: 1, bgbMg: ratio(\.bgbMg), carbonMg: ratio(\.carbonMg), co2eT: ratio(\.co2eT),
      deadWoodMg: ratio(\.deadWoodMg), litterMg: ratio(\.litterMg))
    for pool in CarbonPool.allCases {
      ratios.carbonByPool[pool] = ratio { $0.carbonByPool[pool] }
    }
    return ratios
  }
}
