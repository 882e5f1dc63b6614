public import ForestModel
import Glibc

/// A semi-finished product that wood becomes, with the defaults of the IPCC. None of the figures was
/// compared with its source: they are marked as not confirmed and must be shown so.
public enum WoodProduct: String, Sendable, CaseIterable {
  /// Sawn wood.
  case sawnWood = "sawnwood"
  /// Panels.
  case panels
  /// Paper and board.
  case paper

  /// Years after which half of the carbon is gone: IPCC 2013 KP Supplement Table 2.8.2.
  public var halfLifeYears: Double {
    switch self {
    case .sawnWood: 35
    case .panels: 25
    case .paper: 2
    }
  }

  /// Carbon per unit of product: t C per m³ of sawn wood and panels, per t (air-dry) of paper; IPCC
  /// 2013 KP Supplement Table 2.8.1.
  public var carbonPerUnit: Double {
    switch self {
    case .sawnWood: 0.229
    case .panels: 0.269
    case .paper: 0.386
    }
  }

  /// Unit in which the product is counted.
  public var unit: String { self == .paper ? "t" : "m3" }

  /// Carbon of a quantity of product, t.
  public func carbon(units: Double) -> Quantity<Carbon> { Quantity(units * carbonPerUnit) }

  /// The constants, for the record.
  public var parameters: [Parameter] {
    [
      Parameter(
        name: Phrase(
          "half-life of \(rawValue)", vi: "chu kỳ bán rã của sản phẩm gỗ (\(rawValue))"),
        value: halfLifeYears.csvText, unit: "yr",
        source: Phrase(same: "IPCC 2013 KP Supplement Table 2.8.2"), confirmed: false),
      Parameter(
        name: Phrase(
          "carbon of \(rawValue)", vi: "các-bon trong sản phẩm gỗ (\(rawValue))"),
        value: carbonPerUnit.csvText, unit: "t C/" + unit,
        source: Phrase(same: "IPCC 2013 KP Supplement Table 2.8.1"), confirmed: false),
    ]
  }
}

/// Carbon in wood that was taken out of the forest and is still in use.
public struct HarvestedWoodPool: Sendable, Equatable {
  /// Carbon in use at the beginning of the year.
  public private(set) var stock: Quantity<Carbon>
  /// Decay constant, per year: ln 2 over the half-life.
  public let decayPerYear: Double

  /// A pool with what is in use already; `nil` for a half-life that is not positive.
  public init?(halfLifeYears: Double, stock: Quantity<Carbon> = Quantity(0)) {
    guard halfLifeYears > 0, halfLifeYears.isFinite else { return nil }
    self.stock = stock
    decayPerYear = log(2.0) / halfLifeYears
  }

  /// One year on: what was there decays, what enters during the year decays for the part of it.
  ///
  /// C(i+1) = e^-k C(i) + (1 - e^-k)/k x inflow(i) (IPCC 2006 Vol. 4 Ch. 12 eq. 12.1).
  /// - Returns: carbon that left the pool in the year.
  @discardableResult
  public mutating func advance(inflow: Quantity<Carbon>) -> Quantity<Carbon> {
    let kept = exp(-decayPerYear)
    let next = kept * stock.value + (1 - kept) / decayPerYear * inflow.value
    let lost = stock.value + inflow.value - next
    stock = Quantity(next)
    return Quantity(lost)
  }
}

/// Carbon that enters products with harvested wood.
public enum HarvestedWood {
  /// Carbon of extracted stems: V x D x CF.
  public static func extracted(
    _ stems: Quantity<WoodVolume>, density: BasicDensity, fraction: CarbonFraction
  ) -> Quantity<Carbon> {
    stems.biomass(density: density).carbon(fraction: fraction.value)
  }

  /// What becomes products, by product, and what is waste of the mill; the shares and the waste add up
  /// to the whole.
  ///
  /// - Parameter shares: share of the extracted carbon that each product takes.
  /// - Returns: `nil` when a share is negative or they exceed 1.
  public static func entering(
    _ extracted: Quantity<Carbon>, shares: [WoodProduct: Double]
  ) -> (products: [WoodProduct: Quantity<Carbon>], waste: Quantity<Carbon>)? {
    let total = ExactSum(shares.values.map { $0 }).value
    guard shares.values.allSatisfy({ $0 >= 0 }), total <= 1 else { return nil }
    return (shares.mapValues { extracted * $0 }, extracted * (1 - total))
  }
}
