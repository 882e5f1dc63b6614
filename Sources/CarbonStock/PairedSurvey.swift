import ForestModel

/// One plot on two occasions.
public struct PlotPair: Sendable {
  /// Stock found first.
  public var before: StockPerHa
  /// Stock found later.
  public var after: StockPerHa
  /// Area of the plot, ha; `nan` when not known.
  public var areaHa: Double

  /// Pairs two stocks of the same plot.
  public init(before: StockPerHa, after: StockPerHa, areaHa: Double = .nan) {
    self.before = before
    self.after = after
    self.areaHa = areaHa
  }

  /// Change per hectare.
  public var change: StockPerHa { after - before }
}

/// The plots of one stratum that were measured twice.
public struct PairedStratum: Sendable {
  /// Name of the stratum on the first occasion.
  public var name: String
  /// Hectares on the first occasion.
  public var areaHa: Double
  /// At least two plots.
  public var pairs: [PlotPair]

  /// Describes a stratum.
  public init(name: String, areaHa: Double, pairs: [PlotPair]) {
    self.name = name
    self.areaHa = areaHa
    self.pairs = pairs
  }
}

/// Plots measured twice, stratified with the strata and areas of the first occasion.
///
/// The change of a plot is its observation: mean and error of the differences come from the same
/// stratified estimator as those of a stock (CDM AR-TOOL14 v04.2: re-measured plots take the formulas
/// of a stock with per-plot changes; Cochran 1977, 5.2 and 5.3).
public struct PairedSurvey: Sendable {
  /// The strata, each with at least two pairs.
  public let strata: [PairedStratum]
  /// Whether hectares are known; without them there is one stratum and no total.
  public let hasAreas: Bool
  private let changes: StratifiedEstimator
  private let before: StratifiedEstimator
  private let after: StratifiedEstimator

  /// A survey of known land.
  public init(strata: [PairedStratum], confidence: Double, rule: DegreesOfFreedomRule) {
    self.init(strata, hasAreas: true, confidence, rule)
  }

  /// All plots as one simple sample; results per hectare only.
  public init(pairs: [PlotPair], confidence: Double, rule: DegreesOfFreedomRule) {
    self.init(
      [PairedStratum(name: "", areaHa: 1, pairs: pairs)], hasAreas: false, confidence, rule)
  }

  private init(
    _ strata: [PairedStratum], hasAreas: Bool, _ confidence: Double, _ rule: DegreesOfFreedomRule
  ) {
    self.strata = strata
    self.hasAreas = hasAreas
    func estimator(_ value: (PlotPair) -> StockPerHa) -> StratifiedEstimator {
      StratifiedEstimator(
        strata: strata.map { stratum in
          StratumStock(
            name: stratum.name, plots: stratum.pairs.map(value),
            plotAreasHa: stratum.pairs.map(\.areaHa))
        }, confidence: confidence, rule: rule)
    }
    changes = estimator(\.change)
    before = estimator(\.before)
    after = estimator(\.after)
  }

  private func pieces(_ places: [Int]) -> [(stratum: Int, areaHa: Double)] {
    places.map { ($0, strata[$0].areaHa) }
  }

  /// Change of some strata together; of all of them without `places`. `nil` without land.
  public func change(of places: [Int]? = nil) -> ChangeEstimate? {
    let places = places ?? Array(strata.indices)
    guard let land = changes.estimate(pieces(places)) else { return nil }
    return ChangeEstimate(
      areaHa: hasAreas ? land.areaHa : .nan,
      plotCount: places.reduce(0) { $0 + strata[$1].pairs.count }, perHa: land.perHa,
      agbSEMg: land.agbSEMg, co2eSET: land.co2eSET,
      halfWidthTPerHa: land.halfWidthT / land.areaHa, changeT: hasAreas ? land.co2eT : .nan,
      halfWidthT: hasAreas ? land.halfWidthT : .nan, degreesOfFreedom: land.degreesOfFreedom)
  }

  /// Half-width, t CO2e/ha, had two surveys of this size shared no plot: each with its own error and
  /// t, combined as `StockChange.halfWidth`.
  public func halfWidthIfIndependent(of places: [Int]? = nil) -> Double {
    let places = places ?? Array(strata.indices)
    guard let first = before.estimate(pieces(places)), let second = after.estimate(pieces(places))
    else { return .nan }
    return StockChange.halfWidth(first.halfWidthT, second.halfWidthT) / first.areaHa
  }

  /// Correlation of the CO2e of a plot on the two occasions, within strata (deviations from the means
  /// of the stratum, pooled); `nan` where nothing varies.
  public func correlation(of places: [Int]? = nil) -> Double {
    var products = ExactSum()
    var firstSquares = ExactSum()
    var secondSquares = ExactSum()
    for place in places ?? Array(strata.indices) {
      let pairs = strata[place].pairs
      let first = SampleMoments(pairs.map(\.before.co2eT)).mean
      let second = SampleMoments(pairs.map(\.after.co2eT)).mean
      for pair in pairs {
        let (x, y) = (pair.before.co2eT - first, pair.after.co2eT - second)
        products.add(x * y)
        firstSquares.add(x * x)
        secondSquares.add(y * y)
      }
    }
    let scale = (firstSquares.value * secondSquares.value).squareRoot()
    return scale > 0 ? min(1, max(-1, products.value / scale)) : .nan
  }
}
