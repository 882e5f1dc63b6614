import ForestModel

/// The mean of one quantity of a stratum by the method of the design, with the corrected map behind it
/// where there is one.
struct FittedMean {
  let estimate: MeanEstimate
  let map: MapEstimator?

  /// `nil` when the method cannot work with these plots.
  ///
  /// - Parameter value: takes the quantity out of the stocks of a plot; for a map, out of the ratios.
  init?(
    _ sample: StratumSample, _ values: [Double], _ method: StratumMethod,
    _ value: (StockPerHa) -> Double, _ populationSize: Double
  ) {
    var map: MapEstimator?
    let found: MeanEstimate?
    switch method {
    case .mean: found = MeanEstimate(simple: values, populationSize: populationSize)
    case .postStratum(let weight, let plots):
      let moments = SampleMoments(values)
      found = MeanEstimate(
        mean: moments.mean,
        variance: PostStratification.varianceOfMean(
          variance: moments.variance, weight: weight, plots: plots, populationSize: populationSize),
        degreesOfFreedom: Double(values.count - 1), count: values.count)
    case .cluster:
      found =
        ClusterSample(
          values: values, clusters: sample.clusters, populationSize: populationSize)?.estimate
    case .ratioOfMeans:
      found =
        RatioOfMeans(
          totals: zip(values, sample.areasHa).map { $0 * $1 }, sizes: sample.areasHa,
          populationSize: populationSize)?.estimate
    case .doubleSampling(let firstPhase):
      found = DoubleSample(y: values, x: sample.auxiliary, firstPhase: firstPhase)?.estimate
    case .map(let model, let mapMean, let ratios, let residuals):
      map = MapEstimator(
        model, field: values, map: sample.auxiliary, mapMean: mapMean, scale: value(ratios),
        populationSize: populationSize, residuals: residuals, names: sample.plotNames)
      found = map?.estimate
    }
    guard let found else { return nil }
    estimate = found
    self.map = map
  }
}

/// A biomass map corrected by plots, for every quantity.
public struct CorrectedMap: Sendable {
  /// Above-ground biomass, Mg/ha.
  public let agb: MapEstimator?
  let bgb: MapEstimator?
  let carbon: MapEstimator?
  let co2e: MapEstimator?
  let deadWood: MapEstimator?
  let litter: MapEstimator?
  let byPool: [CarbonPool: MapEstimator]
  /// Pools measured on some of the plots only; `carbon` and `co2e` are without them.
  let added: [CarbonPool]

  func mean(at x: Double) -> StockPerHa {
    func at(_ map: MapEstimator?) -> Double { map?.mean(at: x) ?? .nan }
    let perCarbon = Quantity<Carbon>.co2ePerCarbon
    let further = added.map { at(byPool[$0]) }
    var pools = PoolValues()
    for (pool, map) in byPool { pools[pool] = map.mean(at: x) }
    return StockPerHa(
      agbMg: at(agb), bgbMg: at(bgb), carbonMg: StratumStock.together(at(carbon), further),
      co2eT: StratumStock.together(at(co2e), further.map { $0 * perCarbon }),
      deadWoodMg: at(deadWood), litterMg: at(litter), carbonByPool: pools)
  }

  func co2eVariance(at x: Double) -> Double {
    let byPool = co2eVarianceByPool(at: x)
    return StratumStock.variance(
      co2e?.variance(at: x) ?? .nan, added.map { byPool[$0] })
  }

  func co2eVarianceByPool(at x: Double) -> PoolValues {
    let perCarbon = Quantity<Carbon>.co2ePerCarbon
    var pools = PoolValues()
    for (pool, map) in byPool { pools[pool] = map.variance(at: x) * perCarbon * perCarbon }
    return pools
  }
}
