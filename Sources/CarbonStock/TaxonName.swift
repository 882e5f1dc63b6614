/// A scientific name as written in the field, taken apart without looking it up.
///
/// Authors are left aside ("Schima wallichii (DC.) Korth."), as are case, the hybrid sign, `cf.` and
/// everything below the species (`var.`, `subsp.`, `f.`). `sp.`, `spp.`, `indet.` and `aff.` leave the
/// genus: `aff.` says that it is another species; so does the formula of a hybrid ("Acacia mangium ×
/// auriculiformis"). Keys are in lower case without diacritics.
public struct TaxonName: Sendable, Equatable {
  /// Key of the genus; empty when only a family is known.
  public var genus = ""
  /// Key of the epithet; empty when only the genus is known.
  public var epithet = ""
  /// Key of the family, where the name is one; else empty.
  public var family = ""

  /// The name as it is written by botanists.
  public var text: String {
    let upper = genus.isEmpty ? family : genus
    let first = upper.prefix(1).uppercased() + upper.dropFirst()
    return epithet.isEmpty ? first : first + " " + epithet
  }

  /// What can be known of a name by reading it.
  public enum Reading: Sendable, Equatable {
    /// A name that follows the rules of scientific names.
    case name(TaxonName)
    /// Stands for an unknown tree: `Indet.`, `Unidentified`, "Chưa biết", "K", a blank cell.
    case unidentified
    /// Anything else, such as a name in another language.
    case other
  }

  /// Reads a name.
  public static func read(_ written: String) -> Reading {
    let tokens = LetterFolding.plain(written)
      .split { $0.isWhitespace || $0 == "_" || $0 == "?" || $0 == "\"" }
      .map { String($0) }
    guard let first = tokens.first, !isUnknown(tokens) else { return .unidentified }
    if let family = tokens.compactMap({ family(in: $0) }).first {
      return .name(TaxonName(family: family))
    }
    if first.hasPrefix("indet") || isOpen(first) { return .unidentified }
    var rest = tokens[...]
    if rest.first == "x" || rest.first == "×" { rest.removeFirst() }
    guard let start = rest.popFirst() else { return .other }
    var name = TaxonName(genus: start.hasPrefix("×") ? String(start.dropFirst()) : start)
    if name.genus.hasSuffix(",") { name.genus.removeLast() }
    guard isWord(name.genus), name.genus.utf8.count > 1 else { return .other }
    name.epithet = epithet(rest)
    return .name(name)
  }

  /// The epithet among the words after the genus; empty when they leave the genus open.
  private static func epithet(_ words: ArraySlice<String>) -> String {
    var epithet = ""
    for var word in words {
      if word == "x" || word == "×" {
        // After an epithet this is the formula of a hybrid.
        if !epithet.isEmpty { return "" }
        continue
      }
      if !epithet.isEmpty { continue }
      if ["cf", "cf.", "cff", "cff."].contains(word) { continue }
      if word.hasPrefix("×") { word.removeFirst() }
      if word.hasPrefix("aff") && word.count <= 4 || isOpen(word) { return "" }
      // Anything that is no plain word belongs to the author of the genus.
      guard isWord(word), word != "et", word != "ex" else { return "" }
      epithet = word
    }
    return epithet
  }

  /// Letters and hyphens only.
  private static func isWord(_ word: String) -> Bool {
    !word.isEmpty && word.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == 0x2D }
  }

  /// A family anywhere in a name: "Lauraceae sp.", "Indet.Lauraceae", "Vitaceae1".
  private static func family(in word: String) -> String? {
    let last = word.split { $0 == "." }.last ?? ""
    let name = String(last.prefix { !$0.isNumber })
    return name.hasSuffix("aceae") && isWord(name) ? name : nil
  }

  /// `sp.`, `spp`, `sp1`, `sp.2-CAY`, `indet.` and the like.
  private static func isOpen(_ word: String) -> Bool {
    if ["species", "ind.", "ind", "nd", "nd."].contains(word) || isUnknown([word]) { return true }
    for start in ["indet", "spp", "sp"] where word.hasPrefix(start) {
      let next = word.dropFirst(start.count).first
      if next == nil || next == "." || next == "-" || next?.isNumber == true { return true }
    }
    return false
  }

  private static func isUnknown(_ tokens: [String]) -> Bool {
    let letters = tokens.map { $0.filter { $0.isLetter || $0 == "/" } }.filter { !$0.isEmpty }
    return letters.isEmpty || unknownWords.contains(letters.joined(separator: " "))
  }

  /// How crews write that they do not know, without diacritics.
  private static let unknownWords: Set<String> = [
    "unknown", "unk", "unidentified", "unident", "undetermined", "indetermined", "indet", "n/a",
    "not identified", "no name", "sp", "spp",
    "chua biet", "chua ro", "chua xac dinh", "chua dinh danh", "chua biet ten", "khong biet",
    "khong ro", "khong xac dinh", "khong ten", "khong biet ten", "k", "kxd", "k ro", "k biet",
    "khac", "loai khac", "cay khac",
  ]
}
