import ForestModel

/// What a written name was taken for.
public struct TaxonMatch: Sendable, Equatable {
  /// How the written name led to the matched one.
  public enum Route: Sendable, Equatable {
    /// As written, but for case, blanks, authors and ranks below the species.
    case read
    /// A slip of typing was corrected.
    case corrected(letters: Int)
    /// The accepted name of a synonym.
    case synonym(Synonym)
    /// A Vietnamese name; whether it is confirmed for this species.
    case vernacular(confirmed: Bool)
    /// Several names are equally near: none is chosen.
    case ambiguous([String])
    /// The tree is not named.
    case unidentified
    /// Not a scientific name, and in no list.
    case notKnown
  }

  /// Name as matched; as read where nothing is known of it; empty for trees without a name.
  public var name: String
  /// Key of the species (two words), or of another name as a table writes it; empty where only genus or
  /// family is known.
  public var species = ""
  /// Key of the genus; empty where not known.
  public var genus = ""
  /// Key of the family, as written for the tree or as the tables know it; empty where not known.
  public var family = ""
  /// How it was found.
  public var route: Route

  /// A name taken as it is written, but for case and blanks.
  public init(asWritten name: String, family: String) {
    self.name = name
    species = WoodDensityTable.key(name)
    genus = WoodDensityTable.genus(of: species)
    self.family = WoodDensityTable.key(family)
    route = .read
  }

  /// Key of the most specific taxon but the family: the species, else the genus.
  public var taxon: String { species.isEmpty ? genus : species }

  init(_ name: String, _ route: Route) {
    self.name = name
    self.route = route
  }
}

/// Takes written names for the taxa that the tables and lists know.
///
/// In this order: the name as it stands in a table, but for case and blanks; a word for an unknown tree;
/// a Vietnamese name; a scientific name (`TaxonName`); a synonym; a slip of typing. The result depends
/// on the name, the family written beside it and the lists, never on other trees.
///
/// A slip is at most 1 letter in a word of up to 6 letters and 2 in a longer one
/// (`TypingDistance.allowance`), and at most 2 in the whole name. A genus of up to 6 letters is corrected
/// only where its epithet is then known, a longer one without known epithet by 1 letter only, and never
/// into another family than the one written. Of several names equally near, none is taken.
public struct NameMatcher: Sendable {
  private struct Vernacular: Sendable {
    var words: [LetterFolding.Word]
    var name: String
    var confirmed: Bool
  }

  private var shown: [String: String] = [:]
  private var givenKeys: Set<String> = []
  private var epithetsOfGenus: [String: [String]] = [:]
  private var genera: Set<String> = []
  private var genusLetters: [(key: String, letters: [UInt8])] = []
  private var familyOfGenus: [String: String] = [:]
  private var families: Set<String> = []
  private var synonyms: [String: Synonym] = [:]
  private var vernaculars: [[String]: [Vernacular]] = [:]

  /// A matcher for the names of a user's table, the built-in taxa, synonyms, and further taxa such as
  /// those of rules for equations.
  public init(
    given: WoodDensityTable = WoodDensityTable(), builtIn: [BuiltInTaxon] = BuiltInTaxon.all,
    synonyms list: [Synonym] = Synonym.builtIn, taxa: [String] = []
  ) {
    for taxon in builtIn {
      addSpecies(taxon.species)
      let genus = WoodDensityTable.genus(of: WoodDensityTable.key(taxon.species))
      familyOfGenus[genus] = WoodDensityTable.key(taxon.family)
      addFamily(taxon.family)
      for name in taxon.vietnamese {
        add(
          Vernacular(
            words: LetterFolding.words(name), name: taxon.species,
            confirmed: taxon.vietnameseConfirmed))
      }
    }
    for name in taxa {
      let key = WoodDensityTable.key(name)
      if case .name(let read) = TaxonName.read(name), !LetterFolding.hasMarks(name) {
        if !read.family.isEmpty || key.hasSuffix("oideae") {
          addFamily(name)
        } else if key.contains(" ") {
          addSpecies(name)
        } else {
          addGenus(key, name)
        }
      }
      add(Vernacular(words: LetterFolding.words(name), name: name, confirmed: true))
    }
    for (key, name) in given.names.sorted(by: { $0.key < $1.key }) {
      givenKeys.insert(key)
      if key.contains(" ") {
        addSpecies(name)
      } else if key.hasSuffix("aceae") {
        addFamily(name)
      } else {
        addGenus(key, name)
      }
      if let family = given.family(ofGenus: WoodDensityTable.genus(of: key)) {
        familyOfGenus[WoodDensityTable.genus(of: key)] = family
      }
    }
    for synonym in list {
      let key = WoodDensityTable.key(synonym.synonym)
      guard !givenKeys.contains(key) else { continue }
      synonyms[key] = synonym
      addSpecies(synonym.synonym)
      let genus = WoodDensityTable.genus(of: WoodDensityTable.key(synonym.accepted))
      if let family = familyOfGenus[genus], familyOfGenus[WoodDensityTable.genus(of: key)] == nil {
        familyOfGenus[WoodDensityTable.genus(of: key)] = family
      }
    }
    genusLetters = genera.sorted().map { ($0, Array($0.utf8)) }
  }

  private mutating func addSpecies(_ name: String) {
    let key = WoodDensityTable.key(name)
    let genus = WoodDensityTable.genus(of: key)
    if shown[key] == nil {
      epithetsOfGenus[genus, default: []].append(String(key.dropFirst(genus.count + 1)))
    }
    shown[key] = name
    addGenus(genus, shown[genus] ?? String(name.prefix { $0 != " " }))
  }

  private mutating func addGenus(_ key: String, _ name: String) {
    shown[key] = name
    // What holds more than plain letters is not a genus that slips could lead to.
    if key.utf8.allSatisfy({ (0x61...0x7A).contains($0) }) { genera.insert(key) }
  }

  private mutating func addFamily(_ name: String) {
    shown[WoodDensityTable.key(name)] = name
    families.insert(WoodDensityTable.key(name))
  }

  private mutating func add(_ vernacular: Vernacular) {
    vernaculars[vernacular.words.map { String($0.plain) }, default: []].append(vernacular)
  }

  /// Takes a written name for a taxon.
  public func match(_ written: String, family: String = "") -> TaxonMatch {
    let key = WoodDensityTable.key(written)
    let stated = WoodDensityTable.key(family)
    if givenKeys.contains(key), let name = shown[key] {
      return families.contains(key)
        ? finish(TaxonName(family: key), name, .read, stated) : named(key, name, .read, stated)
    }
    if let synonym = synonyms[key] { return accepted(synonym, .synonym(synonym)) }
    switch TaxonName.read(written) {
    case .unidentified:
      var match = TaxonMatch("", .unidentified)
      match.family = families.contains(stated) ? stated : ""
      return match
    case .name(let name):
      if let exact = exact(name, stated) { return exact }
      if let local = vernacular(written, stated) { return local }
      // Botanical Latin has no Vietnamese marks; those of authors stand further back.
      let front = written.split(whereSeparator: \.isWhitespace).prefix(2)
      if front.contains(where: { LetterFolding.hasMarks(String($0)) && !$0.contains(".") }) {
        return notKnown(written, family)
      }
      return misspelled(name, stated) ?? finish(name, name.text, .read, stated)
    case .other:
      return vernacular(written, stated) ?? notKnown(written, family)
    }
  }

  private func notKnown(_ written: String, _ family: String) -> TaxonMatch {
    var match = TaxonMatch(asWritten: written, family: family)
    match.route = .notKnown
    return match
  }

  /// A name that stands in a list as it was read.
  private func exact(_ name: TaxonName, _ family: String) -> TaxonMatch? {
    if !name.family.isEmpty { return finish(name, shown[name.family] ?? name.text, .read, family) }
    let key = name.epithet.isEmpty ? name.genus : name.genus + " " + name.epithet
    if let synonym = synonyms[key] { return accepted(synonym, .synonym(synonym)) }
    guard let known = shown[key] else { return nil }
    return finish(name, known, .read, family)
  }

  private func accepted(_ synonym: Synonym, _ route: TaxonMatch.Route) -> TaxonMatch {
    let key = WoodDensityTable.key(synonym.accepted)
    return named(key, shown[key] ?? synonym.accepted, route, "")
  }

  /// A Vietnamese name, with all, some or none of its diacritics.
  private func vernacular(_ written: String, _ family: String) -> TaxonMatch? {
    let words = LetterFolding.words(written)
    let possible = (vernaculars[words.map { String($0.plain) }] ?? []).filter { known in
      zip(words, known.words).allSatisfy { $0.mayStandFor($1) }
    }
    let names = Set(possible.map(\.name)).sorted()
    guard let name = names.first else { return nil }
    if names.count > 1 { return TaxonMatch(written, .ambiguous(names)) }
    let isConfirmed = possible.contains { $0.confirmed }
    return named(
      WoodDensityTable.key(name), name,
      WoodDensityTable.key(written) == WoodDensityTable.key(name)
        ? .read : .vernacular(confirmed: isConfirmed), family)
  }

  private struct Candidate {
    var genus: String
    var epithet: String
    var letters: Int
    var isEpithetKnown: Bool
  }

  /// The one name that lies nearest within the limits; `nil` where there is none.
  private func misspelled(_ name: TaxonName, _ family: String) -> TaxonMatch? {
    var candidates: [Candidate] = []
    func addSpecies(of genus: String, _ slips: Int) {
      let word = Array(name.epithet.utf8)
      let limit = min(2 - slips, TypingDistance.allowance(letters: word.count))
      for epithet in epithetsOfGenus[genus] ?? [] {
        guard let distance = TypingDistance.between(word, Array(epithet.utf8), limit: limit) else {
          continue
        }
        candidates.append(
          Candidate(
            genus: genus, epithet: epithet, letters: slips + distance, isEpithetKnown: true))
      }
    }
    if genera.contains(name.genus) {
      if name.epithet.isEmpty { return nil }
      addSpecies(of: name.genus, 0)
    } else {
      let word = Array(name.genus.utf8)
      let limit = TypingDistance.allowance(letters: word.count)
      for (genus, letters) in genusLetters {
        guard let slips = TypingDistance.between(word, letters, limit: limit) else { continue }
        if families.contains(family), let other = familyOfGenus[genus], other != family { continue }
        let before = candidates.count
        if !name.epithet.isEmpty { addSpecies(of: genus, slips) }
        if candidates.count == before, slips == 1, word.count > 6 {
          candidates.append(
            Candidate(genus: genus, epithet: name.epithet, letters: 1, isEpithetKnown: false))
        }
      }
    }
    // A genus whose epithet is known is nearer than any that leaves the species open.
    if candidates.contains(where: \.isEpithetKnown) {
      candidates.removeAll { !$0.isEpithetKnown }
    }
    guard let least = candidates.map(\.letters).min() else { return nil }
    let nearest = candidates.filter { $0.letters == least }
    var found: [String: TaxonMatch] = [:]
    for candidate in nearest {
      let key =
        candidate.epithet.isEmpty ? candidate.genus : candidate.genus + " " + candidate.epithet
      let route = TaxonMatch.Route.corrected(letters: least)
      let match =
        synonyms[key].map { accepted($0, route) }
        ?? finish(
          TaxonName(genus: candidate.genus, epithet: candidate.epithet),
          shown[key] ?? TaxonName(genus: candidate.genus, epithet: candidate.epithet).text, route,
          family)
      found[match.name] = match
    }
    if found.count == 1 { return found.values.first }
    var match = finish(name, name.text, .ambiguous(found.keys.sorted()), family)
    // The genus stays where it was not in doubt.
    if !genera.contains(name.genus) { match.genus = "" }
    return match
  }

  private func named(
    _ key: String, _ name: String, _ route: TaxonMatch.Route, _ family: String
  ) -> TaxonMatch {
    let genus = WoodDensityTable.genus(of: key)
    var match = TaxonMatch(name, route)
    match.species = key
    match.genus = genus
    match.family = family.isEmpty ? familyOfGenus[genus] ?? "" : family
    return match
  }

  private func finish(
    _ taxon: TaxonName, _ name: String, _ route: TaxonMatch.Route, _ family: String
  ) -> TaxonMatch {
    var match = TaxonMatch(name, route)
    match.genus = taxon.genus
    if !taxon.epithet.isEmpty { match.species = taxon.genus + " " + taxon.epithet }
    match.family =
      !taxon.family.isEmpty
      ? taxon.family : family.isEmpty ? familyOfGenus[taxon.genus] ?? "" : family
    return match
  }
}
