public import ForestModel

/// What a file shows: one language, or both beside each other.
public enum Edition: Sendable, Hashable {
  /// One language.
  case language(Language)
  /// Vietnamese on the left and English on the right; tables once, with the words of both.
  case sideBySide

  /// Part of the file name: `en`, `vi` or `both`.
  public var name: String {
    switch self {
    case .language(let language): language.rawValue
    case .sideBySide: "both"
    }
  }

  /// Language of the file as a whole: of its page header, its pictures, its numbers in tables.
  public var leading: Language {
    switch self {
    case .language(let language): language
    case .sideBySide: .vietnamese
    }
  }

  /// How sentences are printed, the leading language first.
  func voices(_ evidence: EvidenceBook) -> [Voice] {
    switch self {
    case .language(let language): [Voice(language, evidence)]
    case .sideBySide: [Voice(.vietnamese, evidence), Voice(.english, evidence)]
    }
  }
}
