/// The two languages of everything a person reads.
public enum Language: String, Sendable, CaseIterable {
  case english = "en"
  case vietnamese = "vi"

  /// The language of a POSIX locale name such as `vi_VN.UTF-8`; English when it is any other.
  public init(locale: String?) {
    self = (locale ?? "").lowercased().hasPrefix("vi") ? .vietnamese : .english
  }
}

/// One sentence in both languages. `{name}` marks a slot; slots are filled by name, so the two
/// languages may order them differently.
public struct Phrase: Sendable, Hashable {
  /// The English sentence.
  public let english: String
  /// The Vietnamese sentence.
  public let vietnamese: String

  /// Pairs the two sentences.
  public init(_ english: String, vi vietnamese: String) {
    self.english = english
    self.vietnamese = vietnamese
  }

  /// The sentence in `language`, its slots filled.
  public func text(_ language: Language, _ slots: [String: String] = [:]) -> String {
    Phrase.fill(language == .english ? english : vietnamese, slots)
  }

  /// The names of the slots in the sentence of `language`, in order of appearance.
  public func slots(_ language: Language) -> [String] {
    var names: [String] = []
    let sentence = language == .english ? english : vietnamese
    for piece in sentence.split(separator: "{", omittingEmptySubsequences: false).dropFirst() {
      if let end = piece.firstIndex(of: "}") { names.append(String(piece[..<end])) }
    }
    return names
  }

  private static func fill(_ sentence: String, _ slots: [String: String]) -> String {
    // One pass from left to right, so that a value which itself contains "{x}" is left alone.
    var text = ""
    var rest = Substring(sentence)
    while let open = rest.firstIndex(of: "{") {
      text += rest[..<open]
      guard let close = rest[open...].firstIndex(of: "}") else { break }
      let name = String(rest[rest.index(after: open)..<close])
      text += slots[name] ?? "{\(name)}"
      rest = rest[rest.index(after: close)...]
    }
    return text + rest
  }
}
