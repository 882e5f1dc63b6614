import ForestModel

/// Which step of the lookup gave a wood density.
public enum WoodDensityLevel: String, Sendable, CaseIterable {
  /// Measured on, or stated for, the tree itself.
  case tree
  /// The species.
  case species
  /// The genus.
  case genus
  /// The family.
  case family
  /// Mean of the trees of the same plot.
  case plot
  /// Mean of all trees of the table.
  case dataSet = "data-set"
  /// The value stated for what no table knows.
  case `default`

  /// Levels that `--wood-density-levels` may name, in their order.
  public static let choices: [WoodDensityLevel] = [.species, .genus, .family, .plot, .dataSet]

  /// Standard deviation of wood densities within a taxon of this level, g/cm³, where a table states
  /// none; `nil` for levels that have none. From taxa with more than ten values in Zanne et al. 2009, as
  /// used by Réjou-Méchain et al. 2017, Methods in Ecology and Evolution 8:1163-1167.
  public var typicalSD: Double? {
    switch self {
    case .species: 0.070823261721677341
    case .genus: 0.094133909803617744
    case .family: 0.12340172424716191
    default: nil
    }
  }
}

/// A wood density, g/cm³, with its standard deviation and where it comes from.
public struct WoodDensity: Sendable, Equatable {
  /// Mean, g/cm³.
  public var value: Double
  /// Standard deviation, g/cm³; `nan` where none is known.
  public var sd: Double
  /// What it is a value of.
  public var level: WoodDensityLevel
  /// Values, taxa or trees behind the mean.
  public var count: Int

  /// States a density.
  public init(value: Double, sd: Double, level: WoodDensityLevel, count: Int) {
    self.value = value
    self.sd = sd
    self.level = level
    self.count = count
  }
}

/// Wood densities by taxon.
///
/// A table holds rows of species, genera and families; several rows of one taxon are single values and
/// stand for their mean. A genus without a row takes the mean of its species, a family the mean of its
/// genera: means of means, so that a species with many records weighs no more than one with few
/// (Réjou-Méchain et al. 2017). Names are compared exactly but for case and blanks; what a name means is
/// settled before, by `NameMatcher`.
public struct WoodDensityTable: Sendable {
  private struct Entry: Sendable {
    var values: [Double] = []
    var sd = Double.nan
    var level: WoodDensityLevel

    var mean: Double { ExactSum(values).value / Double(values.count) }
    var density: WoodDensity {
      WoodDensity(
        value: mean, sd: sd.isNaN ? level.typicalSD ?? .nan : sd, level: level,
        count: values.count)
    }
  }

  private var species: [String: Entry] = [:]
  private var genera: [String: Entry] = [:]
  private var families: [String: Entry] = [:]
  private var speciesOfGenus: [String: Set<String>] = [:]
  private var generaOfFamily: [String: Set<String>] = [:]
  private var familyOfGenus: [String: String] = [:]
  private var shownNames: [String: String] = [:]

  /// An empty table.
  public init() {}

  /// Whether no row was added.
  public var isEmpty: Bool { species.isEmpty && genera.isEmpty && families.isEmpty }

  /// Adds one row; value and standard deviation in g/cm³, `nan` where no deviation is known. The most
  /// specific name given decides what it stands for: `name` is a binomial, or an epithet beside `genus`,
  /// or a genus alone. `level` says when a row of a species holds the mean of its genus or family.
  public mutating func add(
    species name: String, genus: String, family: String, value: Double, sd: Double = .nan,
    level: WoodDensityLevel = .species
  ) {
    let written = Self.key(name)
    let statedGenus = Self.key(genus)
    let familyKey = Self.key(family)
    var binomial = ""
    var genusKey = statedGenus
    if written.contains(" ") {
      binomial = written
      if genusKey.isEmpty { genusKey = Self.genus(of: written) }
      shownNames[binomial] = Self.spaced(name)
    } else if !written.isEmpty, !genusKey.isEmpty {
      binomial = genusKey + " " + written
      shownNames[binomial] = Self.spaced(genus + " " + name)
    } else if !written.isEmpty {
      genusKey = written
      shownNames[genusKey] = Self.spaced(name)
    } else if !genusKey.isEmpty {
      shownNames[genusKey] = Self.spaced(genus)
    }
    if !familyKey.isEmpty { shownNames[familyKey] = Self.spaced(family) }
    if !familyKey.isEmpty, !genusKey.isEmpty {
      // Of a genus under two families the first in the alphabet stays, whatever the order of rows.
      familyOfGenus[genusKey] = min(familyOfGenus[genusKey] ?? familyKey, familyKey)
      generaOfFamily[familyKey, default: []].insert(genusKey)
    }
    func put(_ key: String, _ level: WoodDensityLevel, into entries: inout [String: Entry]) {
      var entry = entries[key] ?? Entry(level: level)
      entry.values.append(value)
      entry.sd = sd
      entries[key] = entry
    }
    if !binomial.isEmpty {
      put(binomial, level, into: &species)
      if level == .species { speciesOfGenus[genusKey, default: []].insert(binomial) }
    } else if !genusKey.isEmpty {
      put(genusKey, .genus, into: &genera)
    } else if !familyKey.isEmpty {
      put(familyKey, .family, into: &families)
    }
  }

  /// Value of a species by its key.
  public func species(_ key: String) -> WoodDensity? { species[key]?.density }

  /// Value of a genus by its key; without `orMean` only where the table has a row of it.
  public func genus(_ key: String, orMean: Bool = true) -> WoodDensity? {
    if let entry = genera[key] { return entry.density }
    guard orMean, let members = speciesOfGenus[key] else { return nil }
    return Self.mean(of: members.compactMap { species[$0]?.mean }, .genus)
  }

  /// Value of a family by its key: its row, else the mean of its genera.
  public func family(_ key: String) -> WoodDensity? {
    if let entry = families[key] { return entry.density }
    return Self.mean(
      of: (generaOfFamily[key] ?? []).compactMap { genus($0)?.value }, .family)
  }

  /// Wood density of a taxon as species, genus, then family; `nil` when no level is known. The genus is
  /// the first word of `name`; without `family` that of the genus in this table.
  public func value(of name: String, family: String = "") -> WoodDensity? {
    let wanted = Self.key(name)
    let genusKey = Self.genus(of: wanted)
    let familyKey = family.isEmpty ? familyOfGenus[genusKey] ?? "" : Self.key(family)
    return species(wanted) ?? genus(genusKey) ?? self.family(familyKey)
  }

  /// Family of a genus as the rows of this table state it, as a key; `nil` where none does.
  public func family(ofGenus key: String) -> String? { familyOfGenus[key] }

  /// Keys of all species, genera and families that have a row or belong to one, with the name as the
  /// table writes it.
  public var names: [String: String] {
    var names = shownNames
    for key in speciesOfGenus.keys where names[key] == nil {
      names[key] = key.prefix(1).uppercased() + key.dropFirst()
    }
    return names
  }

  /// A name as it is compared: lower case, single spaces.
  public static func key(_ name: String) -> String {
    name.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private static func spaced(_ name: String) -> String {
    name.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  static func genus(of key: String) -> String { String(key.prefix { $0 != " " }) }

  private static func mean(of values: [Double], _ level: WoodDensityLevel) -> WoodDensity? {
    if values.isEmpty { return nil }
    return WoodDensity(
      value: ExactSum(values).value / Double(values.count), sd: level.typicalSD ?? .nan,
      level: level, count: values.count)
  }
}
