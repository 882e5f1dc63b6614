public import ForestModel
import Synchronization

/// The names of a table of trees, each distinct one matched once.
public struct MatchedNames: Sendable {
  /// One distinct name.
  public struct Entry: Sendable {
    /// Name as written.
    public let written: String
    /// Family written beside it.
    public let family: String
    /// Row of the first tree of that name, rejected or not.
    public let row: Int
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
  /// Cost: one look into a dictionary per tree, one match per distinct name that `known` does not hold yet.
  public init(of trees: TreeTable, matcher: NameMatcher?, known matches: TaxonMatches? = nil) {
    let matches = matches ?? TaxonMatches(matcher)
    struct Key: Hashable {
      var species: String
      var family: String
    }
    var known: [Key: Int32] = [:]
    places.reserveCapacity(trees.count)
    for tree in 0..<trees.count {
      let key = Key(species: trees.species[tree], family: trees.family[tree])
      let place: Int32
      // Comparing with a few names costs less than hashing one.
      if entries.count <= 8,
        let found = entries.firstIndex(where: {
          $0.written == key.species && $0.family == key.family
        })
      {
        place = Int32(truncatingIfNeeded: found)
      } else if let found = known[key] {
        place = found
      } else {
        place = Int32(truncatingIfNeeded: entries.count)
        known[key] = place
        entries.append(
          Entry(
            written: key.species, family: key.family, row: trees.row[tree],
            match: matches.match(key.species, family: key.family)))
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

/// What names were taken for, kept while a long table is read part by part: each name is matched once.
public final class TaxonMatches: Sendable {
  private struct Key: Hashable {
    var name: String
    var family: String
  }
  private let matcher: NameMatcher?
  private let known = Mutex<[Key: TaxonMatch]>([:])

  /// Without a matcher names are taken as written, but for case and blanks.
  public init(_ matcher: NameMatcher?) { self.matcher = matcher }

  /// What a name is taken for.
  public func match(_ name: String, family: String) -> TaxonMatch {
    let key = Key(name: name, family: family)
    if let found = known.withLock({ $0[key] }) { return found }
    let match = matcher?.match(name, family: family) ?? TaxonMatch(asWritten: name, family: family)
    known.withLock { $0[key] = match }
    return match
  }
}
