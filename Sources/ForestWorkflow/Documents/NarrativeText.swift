import CarbonDocuments
import ForestModel

/// A text that a person wrote: paragraphs and points. Paragraphs are parted by blank lines, points begin
/// with "- " or "* "; lines that begin with # are notes to the writer and stay out. Everything else is text:
/// there is no other markup, so that nothing a person types can break a document. `{{name}}` stands for a
/// figure of the results.
struct NarrativeText: Sendable {
  /// A paragraph or a point with the line where it begins.
  struct Piece: Sendable {
    var isPoint: Bool
    var line: Int
    var text: String
  }
  /// File as findings name it.
  let file: String
  /// The text without notes, for a hash.
  let source: String
  let pieces: [Piece]

  init(_ text: String, file: String) {
    self.file = file
    // Editors may put a byte order mark before the first letter.
    let text = text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
    var pieces: [Piece] = []
    var current: Piece?
    func close() {
      if let piece = current { pieces += Self.parted(piece) }
      current = nil
    }
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in lines.enumerated() {
      let words = line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      if words.hasPrefix("#") { continue }
      if words.isEmpty {
        close()
      } else if words.hasPrefix("- ") || words.hasPrefix("* ") {
        close()
        current = Piece(isPoint: true, line: index + 1, text: String(words.dropFirst(2)))
      } else if current == nil {
        current = Piece(isPoint: false, line: index + 1, text: words)
      } else {
        current?.text += " " + words
      }
    }
    close()
    self.pieces = pieces
    source = pieces.map { ($0.isPoint ? "- " : "") + $0.text }.joined(separator: "\n")
  }

  /// A paragraph of many pages is parted at the ends of sentences: typesetting one takes very long.
  private static func parted(_ piece: Piece) -> [Piece] {
    guard piece.text.count > 3_000, !piece.isPoint else { return [piece] }
    var parts: [Piece] = []
    var current = ""
    for word in piece.text.split(separator: " ") {
      current += current.isEmpty ? String(word) : " " + word
      if current.count > 2_000, word.hasSuffix(".") || current.count > 3_000 {
        parts.append(Piece(isPoint: false, line: piece.line, text: current))
        current = ""
      }
    }
    if !current.isEmpty { parts.append(Piece(isPoint: false, line: piece.line, text: current)) }
    return parts
  }

  // MARK: References

  /// Bytes that a text may have: some three hundred pages.
  static let mostBytes = 1_000_000

  /// A stretch of text, or the name of a figure.
  enum Stretch: Equatable {
    case text(String)
    case reference(String)
  }

  /// The text taken apart at `{{name}}`. A name holds letters, digits, points, hyphens and underscores;
  /// anything else between braces is text.
  static func stretches(_ text: String) -> [Stretch] {
    var stretches: [Stretch] = []
    var plain = ""
    var rest = Substring(text)
    while let open = rest.firstRange(of: "{{") {
      plain += rest[..<open.lowerBound]
      let after = rest[open.upperBound...]
      if let close = after.firstRange(of: "}}"),
        let name = Self.name(after[..<close.lowerBound])
      {
        if !plain.isEmpty { stretches.append(.text(plain)) }
        plain = ""
        stretches.append(.reference(name))
        rest = after[close.upperBound...]
      } else {
        plain += "{{"
        rest = after
      }
    }
    plain += rest
    if !plain.isEmpty { stretches.append(.text(plain)) }
    return stretches
  }

  private static func name(_ text: Substring) -> String? {
    let name = text.filter { $0 != " " }
    let isName =
      name.contains(".") && name.count <= 120
      && name.allSatisfy {
        $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "." || $0 == "_" || $0 == "-")
      }
    return isName ? name : nil
  }

  /// Names of the figures it asks for, with their lines.
  var references: [(name: String, line: Int)] {
    pieces.flatMap { piece in
      Self.stretches(piece.text).compactMap {
        if case .reference(let name) = $0 { (name, piece.line) } else { nil }
      }
    }
  }

  /// The parts as documents take them; `value` gives the figures.
  func parts(_ value: (String) -> Slot?) -> [Narrative.Part] {
    var parts: [Narrative.Part] = []
    for piece in pieces {
      var slots: [String: Slot] = [:]
      var names = ""
      for (index, stretch) in Self.stretches(piece.text).enumerated() {
        let name = "t\(index)"
        names += "{\(name)}"
        switch stretch {
        case .text(let text): slots[name] = .text(text)
        case .reference(let reference): slots[name] = value(reference) ?? .text("{{\(reference)}}")
        }
      }
      let passage = Passage(Phrase(same: names), slots)
      if piece.isPoint, case .points(let earlier) = parts.last {
        parts[parts.count - 1] = .points(earlier + [passage])
      } else {
        parts.append(piece.isPoint ? .points([passage]) : .paragraph(passage))
      }
    }
    return parts
  }

  // MARK: Words that no document of ours may hold

  /// Claims that only an authority or a standard can make.
  private static let forbidden = [
    "credits issued", "certified", "guaranteed", "được chứng nhận", "tín chỉ đã được cấp",
  ]

  /// The forbidden words in it, with their lines.
  var claims: [(word: String, line: Int)] {
    pieces.flatMap { piece in
      let text = piece.text.lowercased()
      return Self.forbidden.filter { text.contains($0) }.map { ($0, piece.line) }
    }
  }
}
