/// Money of a project in a year.
public struct CashYear: Sendable, Hashable {
  /// Calendar year.
  public var year: Int
  /// Estimated tonnes that could be sold, t CO2e.
  public var volumeT: Double
  /// Costs, in one currency.
  public var cost: Double

  /// A year.
  public init(year: Int, volumeT: Double, cost: Double) {
    self.year = year
    self.volumeT = volumeT
    self.cost = cost
  }
}

/// What estimated reductions would bring at assumed prices. Planning figures: no price here is an offer, and
/// nothing may be sold before the competent authority confirms it (Decree 180/2026/NĐ-CP, art. 5.1 and 10.3).
public struct CarbonFinance: Sendable {
  /// The years, in order.
  public let years: [CashYear]
  /// Discount rate, share of 1 per year.
  public let discountRate: Double

  /// Money of some years; years are ordered, and a year may stand once.
  public init(years: [CashYear], discountRate: Double) {
    self.years = years.sorted { $0.year < $1.year }
    self.discountRate = discountRate
  }

  /// Present value of an amount by year: sum of amount / (1 + r)^t with t = 1 in the first year, as in
  /// Circular 31/2026/TT-BNNMT, art. 9.
  func presentValue(_ amount: (CashYear) -> Double) -> Double {
    guard let first = years.first?.year else { return 0 }
    return years.reduce(0) { sum, year in
      // Years beyond a few centuries weigh nothing.
      var factor = 1.0
      for _ in 0...min(year.year - first, 1_000) { factor *= 1 + discountRate }
      return sum + amount(year) / factor
    }
  }

  /// Net present value at a price per tonne.
  public func netPresentValue(price: Double) -> Double {
    presentValue { $0.volumeT * price - $0.cost }
  }

  /// Price per tonne at which the net present value is 0; `nan` without a volume.
  public var breakEvenPrice: Double {
    let volume = presentValue { $0.volumeT }
    return volume > 0 ? presentValue(\.cost) / volume : .nan
  }
}
