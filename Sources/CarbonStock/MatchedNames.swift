public import ForestModel

/// The names of a table of trees, each distinct one matched once.
public struct MatchedNames: Sendable {
  /// One distinct name.
  public struct Entry: Sendable {
    /// Name as written.
    public let written: String
    /// What it was taken for.
    public let match: TaxonMatch
    /// Trees of that name, rejected ones left aside.
    public internal(set) var count = 0
    /// The first of them.
    public internal(set) var first: Int?
  }

  /// The distinct names (with the family written beside them), in order of appearance.
  public private(set) var entries: [Entry] = []
  private var places: [Int32] = []

  /// Matches the names of `trees`; without a matcher they are taken as written, but for case and blanks.
  /// Cost: one look into a dictionary per tree, one match per distinct name.
  public init(of trees: TreeTable, matcher: NameMatcher?) {
    struct Key: Hashable {
      var species: String
      var family: String
    }
    var known: [Key: Int32] = [:]
    places.reserveCapacity(trees.count)
    for tree in 0..<trees.count {
      let key = Key(species: trees.species[tree], family: trees.family[tree])
      let place: Int32
      if let found = known[key] {
        place = found
      } else {
        place = Int32(truncatingIfNeeded: entries.count)
        known[key] = place
        entries.append(
          Entry(
            written: key.species,
            match: matcher?.match(key.species, family: key.family)
              ?? TaxonMatch(asWritten: key.species, family: key.family)))
      }
      places.append(place)
      if !trees.isRejected[tree] {
        let entry = Int(place)
        entries[entry].count += 1
        if entries[entry].first == nil { entries[entry].first = tree }
      }
    }
  }

  /// Place in `entries` of a tree's name.
  public func place(of tree: Int) -> Int { Int(places[tree]) }

  /// What a tree's name was taken for.
  public func match(of tree: Int) -> TaxonMatch { entries[Int(places[tree])].match }
}
