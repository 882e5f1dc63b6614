public import ForestModel

/// Dead wood and litter as a share of the carbon of live trees, where neither is measured.
///
/// CDM AR-TOOL12 v3.1. It holds only where the dead material stays on the site: not where fuelwood or
/// litter is gathered, nor after salvage logging.
public enum DeadMatterDefault: Sendable, Equatable {
  /// A row of the table of AR-TOOL12.
  case biome(id: String, deadWood: Double, litter: Double, description: String)
  /// A share that the user states, 0 to 1.
  case stated(Double)

  /// The rows of the table.
  public static let named: [DeadMatterDefault] = [
    .biome(
      id: "tropical-lowland-dry", deadWood: 0.02, litter: 0.04,
      description: "tropical, below 2000 m, rain below 1000 mm a year"),
    .biome(
      id: "tropical-lowland-moist", deadWood: 0.01, litter: 0.01,
      description: "tropical, below 2000 m, rain 1000 to 1600 mm a year"),
    .biome(
      id: "tropical-lowland-wet", deadWood: 0.06, litter: 0.01,
      description: "tropical, below 2000 m, rain above 1600 mm a year"),
    .biome(
      id: "tropical-highland", deadWood: 0.07, litter: 0.01, description: "tropical, above 2000 m"),
    .biome(
      id: "temperate-boreal", deadWood: 0.08, litter: 0.04, description: "temperate and boreal"),
  ]

  /// The row of that name, or a share such as `0.05`; `nil` for anything else.
  public init?(_ text: String) {
    if let value = Double(text), (0...1).contains(value) {
      self = .stated(value)
    } else if let row = Self.named.first(where: { $0.id == text.lowercased() }) {
      self = row
    } else {
      return nil
    }
  }

  /// Name as typed on the command line.
  public var id: String {
    switch self {
    case .biome(let id, _, _, _): id
    case .stated(let value): value.csvText
    }
  }

  /// Share of the live trees' carbon in `pool`; `nan` for pools that have no share.
  public func share(_ pool: CarbonPool) -> Double {
    switch (self, pool) {
    case (.biome(_, let share, _, _), .deadWood), (.biome(_, _, let share, _), .litter): share
    case (.stated(let share), .deadWood), (.stated(let share), .litter): share
    default: .nan
    }
  }

  /// The share, for the record.
  public func parameter(_ pool: CarbonPool) -> Parameter {
    let name = Phrase(
      pool.name.english + ", share of the carbon of live trees",
      vi: pool.name.vietnamese + ", tỷ lệ so với các-bon của cây sống")
    switch self {
    case .biome(_, _, _, let description):
      return Parameter(
        name: name, value: share(pool).csvText, unit: "-",
        source: Phrase(same: "CDM AR-TOOL12 v3.1, " + description), confirmed: true)
    case .stated(let value):
      return Parameter(
        name: name, value: value.csvText, unit: "-", source: .statedByUser, confirmed: true)
    }
  }
}
