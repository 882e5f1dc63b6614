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

  /// A name, code or citation that is the same in all languages.
  public init(same text: String) { self.init(text, vi: text) }

  /// The sentence in `language`, its slots filled.
  public func text(_ language: Language, _ slots: [String: String] = [:]) -> String {
    pieces(language).map { piece in
      switch piece {
      case .text(let text): text
      case .slot(let name): slots[name] ?? "{\(name)}"
      }
    }.joined()
  }

  /// The names of the slots in the sentence of `language`, in order of appearance.
  public func slots(_ language: Language) -> [String] {
    pieces(language).compactMap { if case .slot(let name) = $0 { name } else { nil } }
  }

  /// A run of words, or the place of a value.
  public enum Piece: Sendable, Hashable {
    /// Words as they stand.
    case text(String)
    /// A slot by its name.
    case slot(String)
  }

  /// The sentence of `language` taken apart, from left to right. A brace that is never closed is text.
  public func pieces(_ language: Language) -> [Piece] {
    var pieces: [Piece] = []
    var rest = Substring(language == .english ? english : vietnamese)
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      if open > rest.startIndex { pieces.append(.text(String(rest[..<open]))) }
      pieces.append(.slot(String(rest[rest.index(after: open)..<close])))
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { pieces.append(.text(String(rest))) }
    return pieces
  }
}
