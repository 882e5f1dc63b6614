public import ForestModel

/// Which rule gives the degrees of freedom of an estimate over several strata.
public enum DegreesOfFreedomRule: String, Sendable, CaseIterable {
  /// Satterthwaite: (sum v)² / sum(v² / (n - 1)), v the variance of each stratum's share.
  case satterthwaite
  /// Plots minus strata, as CDM AR-TOOL14 asks.
  case nMinusM = "n-m"
}

/// A piece of land of one stratum.
public struct LandPiece: Sendable, Equatable {
  /// Index of the stratum.
  public var stratum: Int
  /// Hectares.
  public var areaHa: Double
  /// Mean of the biomass map over the piece, Mg/ha; `nan` without a map.
  public var mapAGBMg: Double
  /// Mean of the map's own standard deviation per pixel over the piece, Mg/ha; `nan` where not known.
  public var mapSDMg: Double

  /// Describes a piece of land.
  public init(
    stratum: Int, areaHa: Double, mapAGBMg: Double = .nan, mapSDMg: Double = .nan
  ) {
    self.stratum = stratum
    self.areaHa = areaHa
    self.mapAGBMg = mapAGBMg
    self.mapSDMg = mapSDMg
  }
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

/// Estimation of land that consists of pieces of strata, each with a mean and a variance of its own
/// estimator.
///
/// Per hectare mean = sum W m, variance = sum W² v with W the stratum's share of the land (Cochran
/// 1977, Sampling Techniques, 5.2 and 5.3). Parcels, strata and the total all come from this one
/// function, so what they share - the stratum means, the correction of a map - is never taken as
/// independent: the interval of a total is not made from the intervals of its parcels.
public struct StratifiedEstimator: Sendable {
  /// Strata, indexed as in `StratumAreas`; `nil` for a stratum whose mean is not known.
  public let strata: [StratumStock?]
  /// Confidence level of every interval, e.g. 0.90.
  public let confidence: Double
  /// Rule for the degrees of freedom.
  public let rule: DegreesOfFreedomRule
  /// Distance over which the errors of the biomass map are correlated, m; `nil` takes them as one
  /// error over the whole of a piece of land, the upper bound.
  public let mapErrorRangeM: Double?

  /// Sets up the strata.
  public init(
    strata: [StratumStock?], confidence: Double, rule: DegreesOfFreedomRule,
    mapErrorRangeM: Double? = nil
  ) {
    self.strata = strata
    self.confidence = confidence
    self.rule = rule
    self.mapErrorRangeM = mapErrorRangeM
  }

  /// Estimate for land made of hectares of strata without a map.
  public func estimate(_ pieces: [(stratum: Int, areaHa: Double)]) -> LandEstimate? {
    estimate(of: pieces.map { LandPiece(stratum: $0.stratum, areaHa: $0.areaHa) })
  }

  /// Estimate for land made of `pieces`; `nil` without land or with a stratum that is not known.
  public func estimate(of pieces: [LandPiece]) -> LandEstimate? {
    let land = pieces.filter { $0.areaHa > 0 }
    let area = ExactSum(land.map(\.areaHa)).value
    guard area > 0 else { return nil }
    var parts: [Part] = []
    for piece in land {
      guard let stock = strata[piece.stratum] else { return nil }
      parts.append(Part(weight: piece.areaHa / area, stock: stock, piece: piece))
    }
    func mean(_ value: (StockPerHa) -> Double) -> Double {
      ExactSum(parts.map { $0.weight * value($0.stock.mean(at: $0.piece.mapAGBMg)) }).value
    }
    func variance(_ value: (Part) -> Double) -> Double {
      ExactSum(parts.map { $0.weight * $0.weight * value($0) }).value
    }
    let co2eVariance = variance(\.co2eVariance)
    let df = degreesOfFreedom(parts, co2eVariance)
    let t = StudentT.twoSided(confidence: confidence, df: df)
    let co2eSE = co2eVariance.squareRoot()
    return LandEstimate(
      areaHa: area,
      perHa: StockPerHa(
        agbMg: mean(\.agbMg), bgbMg: mean(\.bgbMg), carbonMg: mean(\.carbonMg),
        co2eT: mean(\.co2eT),
        deadWoodMg: mean(\.deadWoodMg), litterMg: mean(\.litterMg),
        carbonByPool: Self.weighted(
          parts.map { ($0.weight, $0.stock.mean(at: $0.piece.mapAGBMg).carbonByPool) })),
      agbSEMg: variance(\.agbVariance).squareRoot(), co2eSET: co2eSE,
      co2eSEByPool: Self.weighted(
        parts.map {
          ($0.weight * $0.weight, $0.stock.co2eVarianceByPool(at: $0.piece.mapAGBMg))
        }
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

  private struct Part {
    let weight: Double
    let stock: StratumStock
    let piece: LandPiece

    var agbVariance: Double { stock.agbVariance(at: piece.mapAGBMg) }
    var co2eVariance: Double { stock.co2eVariance(at: piece.mapAGBMg) }
    /// Departure of such land from its estimate, t CO2e/ha: what the map states of itself, else what
    /// plots show.
    var ownSDT: Double {
      guard stock.isMapped, !piece.mapSDMg.isNaN else { return stock.ownSDT }
      return piece.mapSDMg * stock.mean.co2eT / stock.mean.agbMg
    }
  }

  private func degreesOfFreedom(_ parts: [Part], _ total: Double) -> Double {
    let sampled = parts.filter { $0.stock.source == .sampled }
    guard !sampled.isEmpty else { return .infinity }
    let nMinusM = ExactSum(sampled.map(\.stock.degreesOfFreedom)).value
    guard rule == .satterthwaite, total > 0 else { return nMinusM }
    // A factor's standard error is taken as known: it adds to the variance, not to the divisor.
    let divisor = ExactSum(
      sampled.map { part in
        let v = part.weight * part.weight * part.co2eVariance
        return v * v / part.stock.degreesOfFreedom
      }
    ).value
    return divisor > 0 ? total * total / divisor : nMinusM
  }

  /// Standard error of one piece's own mean: the variance of the estimated mean plus the variance
  /// between pieces. The latter is bounded from above by the variance between plots (around the map,
  /// where there is one), taken as fully correlated within the piece, or as correlated over
  /// `mapErrorRangeM`. Below the size of a plot that bound does not hold, and for a factor it is not
  /// known.
  private func ownSE(_ parts: [Part], _ areaHa: Double, _ variance: Double) -> Double {
    for part in parts {
      guard part.stock.source == .sampled else { return .nan }
      if areaHa < part.stock.plotAreaHa { return .nan }
    }
    let isMapped = parts.allSatisfy(\.stock.isMapped)
    let correlation =
      isMapped
      ? mapErrorRangeM.map { MapErrorCorrelation.mean(areaHa: areaHa, rangeM: $0) } ?? 1 : 1
    let between = ExactSum(parts.map { $0.weight * $0.ownSDT }).value
    return (variance + between * between * correlation).squareRoot()
  }
}
