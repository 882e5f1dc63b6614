/// How the land of one class enters the estimate.
public enum StratumTreatment: String, Sendable, CaseIterable {
  /// Its own plots give its mean.
  case sampled
  /// Counted as part of another stratum.
  case merged
  /// A factor of the stock table gives its mean.
  case table
  /// Left out of the account; its hectares are reported.
  case excluded
}

/// One line of the strata table.
public struct StratumRule: Sendable, Equatable {
  /// Class of the map or layer.
  public var mapClass: String
  /// Stratum it counts as.
  public var stratum: String
  /// How it enters.
  public var treatment: StratumTreatment
  /// Why; printed in reports.
  public var reason: String

  /// Describes the treatment of a class.
  public init(mapClass: String, stratum: String, treatment: StratumTreatment, reason: String = "") {
    self.mapClass = mapClass
    self.stratum = stratum
    self.treatment = treatment
    self.reason = reason
  }
}

/// A carbon stock taken from a table instead of plots.
public struct StockFactor: Sendable, Equatable {
  /// What the table states per hectare.
  public enum Measure: String, Sendable {
    /// Above-ground biomass, Mg dry matter per ha.
    case agbMgPerHa = "agb_mg_ha"
    /// Carbon of the pools of the run, Mg per ha.
    case carbonMgPerHa = "carbon_mg_ha"
    /// Carbon dioxide equivalent of the pools of the run, t per ha.
    case co2eTPerHa = "co2e_t_ha"

    /// Unit as printed.
    public var unit: String {
      switch self {
      case .agbMgPerHa: "Mg d.m./ha"
      case .carbonMgPerHa: "Mg C/ha"
      case .co2eTPerHa: "t CO2e/ha"
      }
    }
  }
  /// Stratum it applies to.
  public var stratum: String
  /// What is stated.
  public var measure: Measure
  /// The stated value, in the unit of `measure`.
  public var value: Double
  /// Standard error in the same unit; `nan` when the table has none, and then no interval is given.
  public var standardError: Double
  /// Where the factor comes from.
  public var source: String

  /// Describes a factor.
  public init(
    stratum: String, measure: Measure, value: Double, standardError: Double, source: String
  ) {
    self.stratum = stratum
    self.measure = measure
    self.value = value
    self.standardError = standardError
    self.source = source
  }
}

/// Hectares of one parcel by stratum, and what is left.
public struct StratumAreas: Sendable, Equatable {
  /// Hectares per stratum (index into the run's list of strata), each stratum once, ascending.
  public var byStratum: [(stratum: Int, areaHa: Double)] = []
  /// Hectares left out by the strata table.
  public var excludedHa = 0.0
  /// Hectares for which the map says nothing (nodata, or outside it).
  public var unmappedHa = 0.0

  /// No land yet.
  public init() {}

  /// Hectares the estimate stands for.
  public var accountedHa: Double { byStratum.reduce(0) { $0 + $1.areaHa } }

  /// Adds hectares to a stratum.
  public mutating func add(_ areaHa: Double, to stratum: Int) {
    if let place = byStratum.firstIndex(where: { $0.stratum == stratum }) {
      byStratum[place].areaHa += areaHa
    } else {
      byStratum.append((stratum, areaHa))
      byStratum.sort { $0.stratum < $1.stratum }
    }
  }

  /// Same land in the same strata.
  public static func == (left: Self, right: Self) -> Bool {
    left.excludedHa == right.excludedHa && left.unmappedHa == right.unmappedHa
      && left.byStratum.elementsEqual(right.byStratum) { $0 == $1 }
  }
}

extension StratumAreas {
  /// Strata names in reading order: whole numbers by value, then text by code point.
  public static func inReadingOrder(_ left: String, _ right: String) -> Bool {
    switch (Int(left), Int(right)) {
    case (let a?, let b?): a < b
    case (_?, nil): true
    case (nil, _?): false
    case (nil, nil): left.unicodeScalars.lexicographicallyPrecedes(right.unicodeScalars)
    }
  }
}
