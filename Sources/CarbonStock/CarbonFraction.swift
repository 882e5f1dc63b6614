public import ForestModel

/// Carbon per dry matter of one pool, t C per t d.m., with where it comes from.
public struct CarbonFraction: Sendable, Equatable {
  /// The number, 0.3 to 0.6 for anything that grew.
  public let value: Double
  /// Author, year, table.
  public let source: Phrase
  /// Whether it was seen in its source.
  public let confirmed: Bool

  /// What dry plant matter can hold; 47 (percent) is outside.
  public static let range = 0.3...0.6

  init(_ value: Double, _ source: String, confirmed: Bool) {
    self.value = value
    self.source = Phrase(same: source)
    self.confirmed = confirmed
  }

  /// A fraction the user states; `nil` outside `range`, as with a percentage.
  public init?(stated value: Double) {
    guard Self.range.contains(value) else { return nil }
    self.value = value
    source = .statedByUser
    confirmed = true
  }

  /// A fraction the user states; the caller has looked at its range.
  init(unchecked value: Double) {
    self.value = value
    source = .statedByUser
    confirmed = true
  }

  /// The fraction of a pool, for the record.
  public func parameter(_ pool: CarbonPool) -> Parameter {
    Parameter(
      name: Phrase(
        "carbon fraction of " + pool.name.english,
        vi: "tỷ lệ các-bon của " + pool.name.vietnamese),
      value: value.csvText, unit: "t C / t d.m.", source: source, confirmed: confirmed)
  }
}

/// The carbon fractions of one standard. Standards contradict each other (0.47 and 0.5 for the same
/// wood), so a pool takes the fraction of the standard asked for, or none: never that of another.
public enum CarbonFractionSet: String, Sendable, CaseIterable {
  /// IPCC 2006 Guidelines.
  case ipcc
  /// VCS modules VMD0001 to VMD0003.
  case vcs
  /// CDM AR-TOOL12, with AR-TOOL14 for live trees.
  case arTool12 = "ar-tool12"
  /// Gold Standard 403.
  case gs403

  /// Fraction of each pool for which the standard has one.
  public var fractions: [CarbonPool: CarbonFraction] {
    switch self {
    case .ipcc:
      let tree = CarbonFraction(
        0.47, "IPCC 2006 Vol. 4 Table 4.3, tropical and subtropical", confirmed: true)
      return [
        .agb: tree, .bgb: tree,
        .deadWood: CarbonFraction(0.47, "IPCC 2006 Vol. 4, as live wood", confirmed: false),
        .litter: CarbonFraction(0.37, "IPCC 2006 Vol. 4 Ch. 2", confirmed: false),
      ]
    case .vcs:
      let tree = CarbonFraction(0.47, "VCS VMD0001 v1.1, after IPCC 2006", confirmed: true)
      return [
        .agb: tree, .bgb: tree,
        .deadWood: CarbonFraction(0.47, "VCS VMD0002 v1.0, as live wood", confirmed: true),
        .litter: CarbonFraction(0.37, "VCS VMD0003 v1.0", confirmed: true),
      ]
    case .arTool12:
      let tree = CarbonFraction(0.47, "CDM AR-TOOL14 v04.2", confirmed: true)
      return [
        .agb: tree, .bgb: tree,
        .deadWood: CarbonFraction(0.5, "CDM AR-TOOL12 v3.1", confirmed: true),
        .litter: CarbonFraction(0.37, "CDM AR-TOOL12 v3.1", confirmed: true),
      ]
    case .gs403:
      let tree = CarbonFraction(0.47, "Gold Standard 403 v2.1", confirmed: true)
      return [.agb: tree, .bgb: tree]
    }
  }

  /// Plants that are no trees, where the standard has a fraction for them.
  public var nonTree: CarbonFraction? {
    self == .gs403 ? CarbonFraction(0.4, "Gold Standard 403 v2.1, non-tree", confirmed: true) : nil
  }
}
