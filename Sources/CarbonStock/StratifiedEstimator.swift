public import ForestModel

/// Which rule gives the degrees of freedom of an estimate over several strata.
public enum DegreesOfFreedomRule: String, Sendable, CaseIterable {
  /// Satterthwaite: (sum v)² / sum(v² / (n - 1)), v the variance of each stratum's share.
  case satterthwaite
  /// Plots minus strata, as CDM AR-TOOL14 asks.
  case nMinusM = "n-m"
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
  /// Mean stocks.
  public let mean: StockPerHa
  /// Standard deviation of above-ground biomass between plots (n - 1), Mg/ha; `nan` for a factor.
  public let agbSDMg: Double
  /// Standard deviation of CO2e between plots (n - 1), t/ha; `nan` for a factor.
  public let co2eSDT: Double
  /// Variance of the mean of above-ground biomass.
  public let agbVariance: Double
  /// Variance of the mean of CO2e; `nan` when the factor has no standard error.
  public let co2eVariance: Double
  /// Variance of the mean of CO2e of each pool by itself.
  public let co2eVarianceByPool: PoolValues
  /// Plots behind each pool; fewer than `plotCount` where a pool was measured on some plots only.
  public let plotCountByPool: PoolValues
  /// Degrees of freedom of the stratum's variance: one less than the plots of the pool with fewest.
  public let degreesOfFreedom: Int
  /// Mean plot area, ha; `nan` when not known.
  public let plotAreaHa: Double

  /// A stratum measured by its own plots, at least two of them.
  ///
  /// Where every plot has every pool, mean and variance are those of the plot totals, so the pools'
  /// covariance is in them. A pool measured on some of the plots takes its mean from those, and its
  /// standard error is added to that of the others as if fully correlated: never too small.
  /// - Precondition: two plots or more for every pool that any plot has.
  public init(name: String, plots: [StockPerHa], plotAreasHa: [Double]) {
    precondition(plots.count >= 2, "a standard error needs two plots")
    self.name = name
    source = .sampled
    plotCount = plots.count
    plotAreaHa = SampleMoments(plotAreasHa).mean
    let agb = SampleMoments(plots.map(\.agbMg))
    agbSDMg = agb.standardDeviation
    agbVariance = agb.varianceOfMean

    let perCarbon = Quantity<Carbon>.co2ePerCarbon
    var byPool: [CarbonPool: SampleMoments] = [:]
    var variance = PoolValues()
    var count = PoolValues()
    var carbonByPool = PoolValues()
    for pool in CarbonPool.allCases {
      let known = plots.map { $0.carbonByPool[pool] }.filter { !$0.isNaN }
      if known.isEmpty { continue }
      precondition(known.count >= 2, "a standard error needs two plots of every pool")
      let moments = SampleMoments(known)
      byPool[pool] = moments
      carbonByPool[pool] = moments.mean
      variance[pool] = moments.varianceOfMean * perCarbon * perCarbon
      count[pool] = Double(known.count)
    }
    co2eVarianceByPool = variance
    plotCountByPool = count
    let partial = CarbonPool.allCases.filter { (byPool[$0]?.count ?? plots.count) < plots.count }
    let jointCO2e: SampleMoments
    let jointCarbon: SampleMoments
    if partial.isEmpty {
      jointCO2e = SampleMoments(plots.map(\.co2eT))
      jointCarbon = SampleMoments(plots.map(\.carbonMg))
    } else {
      jointCarbon = SampleMoments(
        plots.map { plot in
          var joint = plot.carbonByPool
          for pool in partial { joint[pool] = .nan }
          return joint.sum
        })
      jointCO2e = SampleMoments(
        plots.map { plot in
          var joint = plot.carbonByPool
          for pool in partial { joint[pool] = .nan }
          return Quantity<Carbon>(joint.sum).co2e.value
        })
    }
    let added = partial.compactMap { byPool[$0] }
    func together(_ joint: Double, _ one: (SampleMoments) -> Double) -> Double {
      added.isEmpty ? joint : ExactSum([joint] + added.map { one($0) * perCarbon }).value
    }
    co2eSDT = together(jointCO2e.standardDeviation, \.standardDeviation)
    let standardError = together(
      jointCO2e.varianceOfMean.squareRoot(), { $0.varianceOfMean.squareRoot() })
    co2eVariance = added.isEmpty ? jointCO2e.varianceOfMean : standardError * standardError
    degreesOfFreedom = (added.map(\.count).min() ?? plots.count) - 1
    func known(_ value: (StockPerHa) -> Double) -> Double {
      SampleMoments(plots.map(value).filter { !$0.isNaN }).mean
    }
    mean = StockPerHa(
      agbMg: agb.mean, bgbMg: SampleMoments(plots.map(\.bgbMg)).mean,
      carbonMg: ExactSum([jointCarbon.mean] + added.map(\.mean)).value,
      co2eT: together(jointCO2e.mean, \.mean), deadWoodMg: known(\.deadWoodMg),
      litterMg: known(\.litterMg), carbonByPool: carbonByPool)
  }

  /// A stratum that takes a factor. A factor of carbon or CO2e is taken as it stands, for the pools
  /// of the run; one of above-ground biomass goes through the chain, its error by the delta method.
  public init(name: String, factor: StockFactor, pools: PoolSettings) {
    self.name = name
    source = .table
    plotCount = 0
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
    plotCountByPool = PoolValues()
    degreesOfFreedom = 0
    agbSDMg = .nan
    co2eSDT = .nan
    plotAreaHa = .nan
  }

  /// Standard error of the mean of above-ground biomass, Mg/ha.
  public var agbSEMg: Double { agbVariance.squareRoot() }
}

/// An estimate for a piece of land.
public struct LandEstimate: Sendable, Equatable {
  /// Hectares it stands for.
  public let areaHa: Double
  /// Means per hectare.
  public let perHa: StockPerHa
  /// Standard error of above-ground biomass, Mg/ha.
  public let agbSEMg: Double
  /// Standard error of CO2e, t/ha; `nan` when it cannot be known.
  public let co2eSET: Double
  /// Standard error of CO2e of each pool by itself, t/ha. They do not add up: pools vary together.
  public let co2eSEByPool: PoolValues
  /// Degrees of freedom; infinite when only factors enter.
  public let degreesOfFreedom: Double
  /// Half-width of the interval of the mean, t CO2e for the whole area.
  public let halfWidthT: Double
  /// Half-width for where this one piece's own stock lies; `nan` when it cannot be known.
  public let ownHalfWidthT: Double

  /// Tonnes CO2e of the whole area.
  public var co2eT: Double { perHa.co2eT * areaHa }
  /// Standard error of the tonnes.
  public var co2eTotalSET: Double { co2eSET * areaHa }
}

/// Stratified estimation of land that consists of pieces of strata.
///
/// Per hectare mean = sum W ȳ, variance = sum W² s²/n with W the stratum's share of the land
/// (Cochran 1977, Sampling Techniques, 5.2 and 5.3; no finite population correction). Parcels, strata
/// and the total all come from this one function, so what they share - the stratum means - is never
/// taken as independent: the interval of a total is not made from the intervals of its parcels.
public struct StratifiedEstimator: Sendable {
  /// Strata, indexed as in `StratumAreas`; `nil` for a stratum whose mean is not known.
  public let strata: [StratumStock?]
  /// Confidence level of every interval, e.g. 0.90.
  public let confidence: Double
  /// Rule for the degrees of freedom.
  public let rule: DegreesOfFreedomRule

  /// Sets up the strata.
  public init(strata: [StratumStock?], confidence: Double, rule: DegreesOfFreedomRule) {
    self.strata = strata
    self.confidence = confidence
    self.rule = rule
  }

  /// Estimate for land made of `pieces`; `nil` without land or with a stratum that is not known.
  public func estimate(_ pieces: [(stratum: Int, areaHa: Double)]) -> LandEstimate? {
    let land = pieces.filter { $0.areaHa > 0 }
    let area = ExactSum(land.map(\.areaHa)).value
    guard area > 0 else { return nil }
    var parts: [(weight: Double, stock: StratumStock)] = []
    for piece in land {
      guard let stock = strata[piece.stratum] else { return nil }
      parts.append((piece.areaHa / area, stock))
    }
    func mean(_ value: (StratumStock) -> Double) -> Double {
      ExactSum(parts.map { $0.weight * value($0.stock) }).value
    }
    func variance(_ value: (StratumStock) -> Double) -> Double {
      ExactSum(parts.map { $0.weight * $0.weight * value($0.stock) }).value
    }
    let co2eVariance = variance(\.co2eVariance)
    let df = degreesOfFreedom(parts, co2eVariance)
    let t = StudentT.twoSided(confidence: confidence, df: df)
    let co2eSE = co2eVariance.squareRoot()
    return LandEstimate(
      areaHa: area,
      perHa: StockPerHa(
        agbMg: mean(\.mean.agbMg), bgbMg: mean(\.mean.bgbMg), carbonMg: mean(\.mean.carbonMg),
        co2eT: mean(\.mean.co2eT), deadWoodMg: mean(\.mean.deadWoodMg),
        litterMg: mean(\.mean.litterMg),
        carbonByPool: Self.weighted(parts.map { ($0.weight, $0.stock.mean.carbonByPool) })),
      agbSEMg: variance(\.agbVariance).squareRoot(), co2eSET: co2eSE,
      co2eSEByPool: Self.weighted(
        parts.map { ($0.weight * $0.weight, $0.stock.co2eVarianceByPool) }
      ).map { $0.squareRoot() }, degreesOfFreedom: df,
      halfWidthT: t * co2eSE * area, ownHalfWidthT: t * ownSE(parts, area, co2eVariance) * area)
  }

  /// Sums by pool. What a part does not split stands in `notSplit`, so that the pools of the whole
  /// still add up; a part has nothing to add to a pool it does not know.
  private static func weighted(_ parts: [(weight: Double, values: PoolValues)]) -> PoolValues {
    PoolValues.combining(parts.map(\.values)) { column in
      ExactSum(zip(parts, column).map { $1.isNaN ? 0 : $0.weight * $1 }).value
    }
  }

  private func degreesOfFreedom(
    _ parts: [(weight: Double, stock: StratumStock)], _ total: Double
  ) -> Double {
    let sampled = parts.filter { $0.stock.source == .sampled }
    guard !sampled.isEmpty else { return .infinity }
    let nMinusM = Double(sampled.reduce(0) { $0 + $1.stock.degreesOfFreedom })
    guard rule == .satterthwaite, total > 0 else { return nMinusM }
    // A factor's standard error is taken as known: it adds to the variance, not to the divisor.
    let divisor = ExactSum(
      sampled.map { part in
        let v = part.weight * part.weight * part.stock.co2eVariance
        return v * v / Double(part.stock.degreesOfFreedom)
      }
    ).value
    return divisor > 0 ? total * total / divisor : nMinusM
  }

  /// Standard error of one piece's own mean: the variance of the estimated mean plus the variance
  /// between pieces. The latter is bounded from above by the variance between plots, taken as fully
  /// correlated within the piece: larger pieces vary less than plots do. Below the size of a plot
  /// that bound does not hold, and for a factor it is not known.
  private func ownSE(
    _ parts: [(weight: Double, stock: StratumStock)], _ areaHa: Double, _ variance: Double
  ) -> Double {
    for part in parts {
      guard part.stock.source == .sampled else { return .nan }
      if areaHa < part.stock.plotAreaHa { return .nan }
    }
    let between = ExactSum(parts.map { $0.weight * $0.stock.co2eSDT }).value
    return (variance + between * between).squareRoot()
  }
}
