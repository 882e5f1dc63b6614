/// The tables that may give a wood density, and which of their levels may be used.
///
/// A name is asked for in this order, each step only where its level is allowed:
///
/// 1. its species in the user's table;
/// 2. its genus, where the user's table has a row of that genus;
/// 3. its species in the built-in table;
/// 4. its genus: mean of its species in the user's table, then the built-in table;
/// 5. its family in the user's table, then in the built-in table.
///
/// What the user states thus comes before what is built in, and a mean of other species never before a
/// value of the species itself.
public struct WoodDensityLookup: Sendable {
  /// Which table gave a value.
  public enum Table: String, Sendable, CaseIterable {
    /// The user's.
    case given
    /// The one that comes with the program.
    case builtIn = "built-in"
  }

  /// The user's table; empty where there is none.
  public var given: WoodDensityTable
  /// The table that comes with the program; empty where it is not to be used.
  public var builtIn: WoodDensityTable
  /// Levels that may be used.
  public var levels: Set<WoodDensityLevel>

  /// A lookup in two tables; by species, genus and family unless `levels` says otherwise.
  public init(
    given: WoodDensityTable = WoodDensityTable(), builtIn: WoodDensityTable = WoodDensityTable(),
    levels: Set<WoodDensityLevel> = [.species, .genus, .family]
  ) {
    self.given = given
    self.builtIn = builtIn
    self.levels = levels
  }

  /// Value of a taxon by its keys (lower case; empty where not known), and the table that gave it. It
  /// depends on nothing but the taxon and the tables.
  public func value(
    species: String, genus: String, family stated: String
  ) -> (density: WoodDensity, table: Table)? {
    let family = stated.isEmpty ? self.family(ofGenus: genus) ?? "" : stated
    if levels.contains(.species), let found = given.species(species) { return (found, .given) }
    if levels.contains(.genus), let found = given.genus(genus, orMean: false) {
      return (found, .given)
    }
    if levels.contains(.species), let found = builtIn.species(species),
      levels.contains(found.level)
    {
      return (found, .builtIn)
    }
    if levels.contains(.genus) {
      if let found = given.genus(genus) { return (found, .given) }
      if let found = builtIn.genus(genus) { return (found, .builtIn) }
    }
    if levels.contains(.family) {
      if let found = given.family(family) { return (found, .given) }
      if let found = builtIn.family(family) { return (found, .builtIn) }
    }
    return nil
  }

  /// Family of a genus: what the user's table says, else the built-in one.
  public func family(ofGenus key: String) -> String? {
    given.family(ofGenus: key) ?? builtIn.family(ofGenus: key)
  }
}
