import ForestModel

/// How the surveys of two occasions relate.
public enum ChangeDesign: String, Sendable, CaseIterable {
  /// The same plots measured twice: the error is that of the differences of the plots.
  case paired
  /// Two surveys that share no plot: the errors of both add up.
  case independent
}

/// A change of stock between two occasions; positive where the stock grew.
public struct ChangeEstimate: Sendable, Equatable {
  /// Hectares it stands for; `nan` where no land is known, then all totals are `nan`.
  public var areaHa: Double
  /// Plots behind it: pairs, or the plots of both surveys together.
  public var plotCount: Int
  /// Change per hectare.
  public var perHa: StockPerHa
  /// Standard error of the change of above-ground biomass, Mg/ha.
  public var agbSEMg: Double
  /// Standard error of the change of CO2e, t/ha.
  public var co2eSET: Double
  /// Half-width of the interval of the change, t CO2e/ha.
  public var halfWidthTPerHa: Double
  /// Change of the whole land, t CO2e.
  public var changeT: Double
  /// Half-width of the interval of `changeT`, t CO2e.
  public var halfWidthT: Double
  /// Degrees of freedom; `nan` where half-widths of two surveys were combined.
  public var degreesOfFreedom: Double

  /// The change that the interval is about: of the whole land where it is known, else per hectare.
  private var judged: (change: Double, halfWidth: Double) {
    changeT.isNaN ? (perHa.co2eT, halfWidthTPerHa) : (changeT, halfWidthT)
  }

  /// Half-width as a share of the size of the change; infinite where the change is 0.
  public var relativeHalfWidth: Double {
    let (change, half) = judged
    return half / abs(change)
  }

  /// Whether the interval leaves out zero; `nil` without an interval. A change of exactly 0 never does.
  public var isToldFromZero: Bool? {
    let (change, half) = judged
    if change.isNaN || half.isNaN { return nil }
    return change != 0 && abs(change) > half
  }

  /// Plots that would tell a change of this size from zero, were the spread the same:
  /// n (half-width / change)², rounded up. `nil` for no change, or beyond a billion. The quantile of t
  /// is kept, so for few plots the number is a little too high.
  public var plotsNeeded: Int? {
    let ratio = relativeHalfWidth
    let count = (Double(plotCount) * ratio * ratio).rounded(.up)
    return count.isFinite && count < 1e9 ? Int(count) : nil
  }
}

/// The stock that one survey found, with its error.
public struct SurveyStock: Sendable, Equatable {
  /// Hectares; `nan` where only the mean per hectare is known.
  public var areaHa: Double
  /// Plots behind it.
  public var plotCount: Int
  /// Mean per hectare.
  public var perHa: StockPerHa
  /// Standard error of above-ground biomass, Mg/ha.
  public var agbSEMg: Double
  /// Standard error of CO2e, t/ha.
  public var co2eSET: Double
  /// Half-width of the interval of CO2e, t/ha.
  public var halfWidthTPerHa: Double

  /// Describes what a survey found.
  public init(
    areaHa: Double, plotCount: Int, perHa: StockPerHa, agbSEMg: Double, co2eSET: Double,
    halfWidthTPerHa: Double
  ) {
    self.areaHa = areaHa
    self.plotCount = plotCount
    self.perHa = perHa
    self.agbSEMg = agbSEMg
    self.co2eSET = co2eSET
    self.halfWidthTPerHa = halfWidthTPerHa
  }

  /// Plots as a simple sample of one population, at least two of them, per hectare.
  public init(plots: [StockPerHa], confidence: Double) {
    let agb = SampleMoments(plots.map(\.agbMg))
    let co2e = SampleMoments(plots.map(\.co2eT))
    let t = StudentT.twoSided(confidence: confidence, df: Double(plots.count - 1))
    self.init(
      areaHa: .nan, plotCount: plots.count,
      perHa: StockPerHa(
        agbMg: agb.mean, bgbMg: SampleMoments(plots.map(\.bgbMg)).mean,
        carbonMg: SampleMoments(plots.map(\.carbonMg)).mean, co2eT: co2e.mean),
      agbSEMg: agb.varianceOfMean.squareRoot(), co2eSET: co2e.varianceOfMean.squareRoot(),
      halfWidthTPerHa: t * co2e.varianceOfMean.squareRoot())
  }

  /// Tonnes CO2e of the land.
  public var co2eT: Double { perHa.co2eT * areaHa }
  /// Half-width of `co2eT`.
  public var halfWidthT: Double { halfWidthTPerHa * areaHa }
}

/// Rules of change between two occasions.
///
/// Source: CDM AR-TOOL14 v04.2, section on change between two points in time; the same as approach 1
/// of the IPCC Guidelines (root of the sum of squares).
public enum StockChange {
  /// Half-width of the difference of two independent estimates: sqrt(h1² + h2²), in their unit.
  public static func halfWidth(_ before: Double, _ after: Double) -> Double {
    (before * before + after * after).squareRoot()
  }

  /// Change between two surveys that share no plot. Each keeps its own land; the change per hectare is
  /// that of the means.
  public static func independent(_ before: SurveyStock, _ after: SurveyStock) -> ChangeEstimate {
    ChangeEstimate(
      areaHa: before.areaHa, plotCount: before.plotCount + after.plotCount,
      perHa: after.perHa - before.perHa,
      agbSEMg: halfWidth(before.agbSEMg, after.agbSEMg),
      co2eSET: halfWidth(before.co2eSET, after.co2eSET),
      halfWidthTPerHa: halfWidth(before.halfWidthTPerHa, after.halfWidthTPerHa),
      changeT: after.co2eT - before.co2eT,
      halfWidthT: halfWidth(before.halfWidthT, after.halfWidthT), degreesOfFreedom: .nan)
  }

  /// An old stock brought up to date by a change: C2 = C1 + dC with the relative half-width
  /// u2 = sqrt((u1 C1)² + (u_dC dC)²) / C2 (AR-TOOL14 v04.2). u1 and u_dC are relative half-widths at
  /// one confidence level, u1 C1 = `stockHalfWidth`.
  public static func updated(
    stock: Double, stockHalfWidth: Double, change: Double, changeHalfWidth: Double
  ) -> (stock: Double, halfWidth: Double, relative: Double) {
    let sum = stock + change
    let half = halfWidth(stockHalfWidth, changeHalfWidth)
    return (sum, half, half / sum)
  }
}

extension StockPerHa {
  /// Difference of two stocks; `nan` where a pool is missing on either side.
  public static func - (after: StockPerHa, before: StockPerHa) -> StockPerHa {
    StockPerHa(
      agbMg: after.agbMg - before.agbMg, bgbMg: after.bgbMg - before.bgbMg,
      carbonMg: after.carbonMg - before.carbonMg, co2eT: after.co2eT - before.co2eT)
  }
}
