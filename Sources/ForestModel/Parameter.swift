/// One constant that entered a result, with where it comes from. Printed with the result, so that an
/// auditor finds every number that was not measured.
public struct Parameter: Sendable, Equatable {
  /// Name in the field's words, e.g. `carbon fraction`.
  public let name: String
  /// Value as used.
  public let value: String
  /// Unit, `-` for a ratio.
  public let unit: String
  /// Author, year, table or equation; `user` for a value given on the command line.
  public let source: String
  /// Whether the value was checked against its source. `false` must be shown to the reader.
  public let confirmed: Bool

  /// Describes a constant.
  public init(name: String, value: String, unit: String, source: String, confirmed: Bool) {
    self.name = name
    self.value = value
    self.unit = unit
    self.source = source
    self.confirmed = confirmed
  }
}

/// A carbon pool of the accounts.
public enum CarbonPool: String, Sendable, CaseIterable {
  /// Above-ground biomass of live trees.
  case agb
  /// Below-ground biomass of live trees.
  case bgb
}
