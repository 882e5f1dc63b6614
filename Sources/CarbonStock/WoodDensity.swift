import ForestModel

/// Wood densities by taxon, from a table the user gives.
///
/// A name is looked up as a species, then by its genus, then by its family. Matching is exact but for
/// case and spaces. A genus without a row of its own takes the mean of its species in the table.
public struct WoodDensityTable: Sendable {
  /// Which level of a name gave the value.
  public enum Level: String, Sendable {
    /// The species itself.
    case species
    /// Its genus.
    case genus
    /// Its family.
    case family
  }

  private var species: [String: Double] = [:]
  private var genera: [String: Double] = [:]
  private var families: [String: Double] = [:]
  private var speciesOfGenus: [String: [Double]] = [:]

  /// An empty table.
  public init() {}

  /// Adds one row; the value in g/cm³. The most specific name given decides what it stands for.
  public mutating func add(species name: String, genus: String, family: String, value: Double) {
    let binomial = Self.key(name)
    let genusKey = Self.key(genus)
    if binomial.contains(" ") {
      species[binomial] = value
      speciesOfGenus[genusKey.isEmpty ? Self.genus(of: binomial) : genusKey, default: []]
        .append(value)
    } else if !binomial.isEmpty && genusKey.isEmpty {
      genera[binomial] = value
    } else if !binomial.isEmpty {
      species[genusKey + " " + binomial] = value
      speciesOfGenus[genusKey, default: []].append(value)
    } else if !genusKey.isEmpty {
      genera[genusKey] = value
    } else {
      families[Self.key(family)] = value
    }
  }

  /// Wood density of a taxon, g/cm³, with the level that gave it; `nil` when no level is known.
  public func value(of name: String, family: String = "") -> (value: Double, level: Level)? {
    let wanted = Self.key(name)
    if let value = species[wanted] { return (value, .species) }
    let genus = Self.genus(of: wanted)
    if let value = genera[genus] { return (value, .genus) }
    if let values = speciesOfGenus[genus] {
      return (ExactSum(values).value / Double(values.count), .genus)
    }
    if let value = families[Self.key(family)], !family.isEmpty { return (value, .family) }
    return nil
  }

  /// A name as it is compared: lower case, single spaces.
  public static func key(_ name: String) -> String {
    name.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private static func genus(of key: String) -> String {
    String(key.prefix { $0 != " " })
  }
}
