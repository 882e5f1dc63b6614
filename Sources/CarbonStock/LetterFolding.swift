/// Letters without their marks, for names typed with or without Vietnamese diacritics.
///
/// Swift compares text by canonical equivalence, so composed (NFC), decomposed (NFD) and mixed forms of
/// a name are one and the same here.
public enum LetterFolding {
  /// A Vietnamese word taken apart: its letters with their quality (ă, â, đ, ê, ô, ơ, ư), the same
  /// without, and the tone, wherever in the word it was set ("hòa" and "hoà" are one word).
  struct Word: Hashable {
    var letters: [Character]
    var plain: [Character]
    /// 0 none, 1 grave, 2 acute, 3 hook, 4 tilde, 5 dot below.
    var tone: Int

    /// Whether this word as typed may stand for `other`: each letter, and the tone, is the same or was
    /// left without its mark.
    func mayStandFor(_ other: Word) -> Bool {
      guard plain == other.plain, tone == 0 || tone == other.tone else { return false }
      return zip(letters, zip(other.letters, other.plain)).allSatisfy { letter, there in
        letter == there.0 || letter == there.1
      }
    }
  }

  /// A text in lower case without diacritics: "Vối thuốc" is "voi thuoc". Other characters stay.
  public static func plain(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.lowercased() }
    return String(
      text.lowercased().map { letter in marked[letter]?.plain ?? other[letter] ?? letter })
  }

  /// Whether a text holds a letter with a Vietnamese mark.
  static func hasMarks(_ text: String) -> Bool {
    !text.utf8.allSatisfy { $0 < 0x80 } && text.lowercased().contains { marked[$0] != nil }
  }

  /// The words of a text, split at blanks and punctuation.
  static func words(_ text: String) -> [Word] {
    text.lowercased().split { !($0.isLetter || $0.isNumber) }.map { piece in
      var word = Word(letters: [], plain: [], tone: 0)
      for letter in piece {
        if let parts = marked[letter] {
          word.letters.append(parts.quality)
          word.plain.append(parts.plain)
          if parts.tone > 0 { word.tone = parts.tone }
        } else {
          let folded = other[letter] ?? letter
          word.letters.append(folded)
          word.plain.append(folded)
        }
      }
      return word
    }
  }

  private struct Parts {
    var quality: Character
    var plain: Character
    var tone: Int
  }

  /// Vietnamese letters with a mark: each line is one letter with the tones none, grave, acute, hook,
  /// tilde, dot below.
  private static let marked: [Character: Parts] = {
    let series: [(plain: Character, letters: String)] = [
      ("a", "aàáảãạ"), ("a", "ăằắẳẵặ"), ("a", "âầấẩẫậ"), ("e", "eèéẻẽẹ"), ("e", "êềếểễệ"),
      ("i", "iìíỉĩị"), ("o", "oòóỏõọ"), ("o", "ôồốổỗộ"), ("o", "ơờớởỡợ"), ("u", "uùúủũụ"),
      ("u", "ưừứửữự"), ("y", "yỳýỷỹỵ"), ("d", "đ"),
    ]
    var table: [Character: Parts] = [:]
    for (plain, letters) in series {
      guard let quality = letters.first else { continue }
      for (tone, letter) in letters.enumerated() where letter != plain {
        table[letter] = Parts(quality: quality, plain: plain, tone: tone)
      }
    }
    return table
  }()

  /// Letters with marks of scientific names and their authors.
  private static let other: [Character: Character] = [
    "ä": "a", "å": "a", "ç": "c", "č": "c", "ë": "e", "ě": "e", "î": "i", "ï": "i", "ñ": "n",
    "ö": "o", "ø": "o", "ř": "r", "š": "s", "û": "u", "ü": "u", "ž": "z", "‑": "-", "–": "-",
    "’": "'",
  ]
}
