/// Whether a word is built as Vietnamese syllables are: onset, vowels, coda, one tone. There is no list
/// of words behind it, only the parts that the spelling knows.
///
/// Source: the spelling of the standard language, e.g. Thompson 1987, A Vietnamese Reference Grammar,
/// chapter 1; codas in k, of names of the highlands (Đắk Lắk), are let through.
enum VietnameseSyllable {
  private static let onsets: Set<String> = [
    "", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh",
    "p", "ph", "qu", "r", "s", "t", "th", "tr", "v", "x",
  ]

  /// Vowels with the codas that may follow; `-` stands for none.
  private static let rhymes: Set<String> = {
    let table = [
      "a": "- c ch i k m n ng nh o p t u y", "ă": "c k m n ng p t", "â": "c k m n ng p t u y",
      "e": "- c k m n ng o p t", "ê": "- ch k m n nh p t u", "i": "- ch m n nh p t u", "ia": "-",
      "iê": "c k m n ng p t u", "yê": "m n ng t u", "o": "- c i k m n ng p t", "oo": "c ng",
      "oa": "- c ch i m n ng nh o p t y", "oă": "c m n ng t", "oe": "- n o t",
      "ô": "- c i k m n ng p t", "ơ": "- i m n p t", "u": "- c i k m n ng p t", "ua": "-",
      "uâ": "n ng t y", "uê": "- ch nh", "uô": "c i k m n ng t", "uơ": "-", "uy": "- ch n nh p t u",
      "uya": "-", "uyê": "n t", "ư": "- c i k m n ng t u", "ưa": "-", "ươ": "c i k m n ng p t u",
      "y": "- ch n nh t u",
    ]
    return Set(
      table.flatMap { vowels, codas in
        codas.split(separator: " ").map { $0 == "-" ? vowels : vowels + $0 }
      })
  }()

  private static let frontVowels: Set<Unicode.Scalar> = ["i", "e", "ê", "y"]
  private static let acute = 2
  private static let dotBelow = 5

  /// - Parameter word: letters only, composed, lower case.
  static func isWellFormed(_ word: String) -> Bool {
    var plain = String.UnicodeScalarView()
    var tone = 0
    for scalar in word.unicodeScalars {
      guard let parts = VietnameseLetters.parts[scalar] else {
        guard scalar == "đ" || ("a"..."z").contains(scalar) else { return false }
        plain.append(scalar)
        continue
      }
      plain.append(parts.vowel)
      if parts.tone == 0 { continue }
      if tone != 0 { return false }
      tone = parts.tone
    }
    let letters = Array(plain)
    guard letters.count <= 7 else { return false }
    for length in 0...min(3, letters.count) {
      let onset = String(String.UnicodeScalarView(letters[..<length]))
      let rest = Array(letters[length...])
      if onsets.contains(onset), fits(onset, rest, tone: tone) { return true }
    }
    return false
  }

  private static func fits(_ onset: String, _ rest: [Unicode.Scalar], tone: Int) -> Bool {
    guard let first = rest.first else { return onset == "gi" }
    let isFront = frontVowels.contains(first)
    switch onset {
    case "k", "gh", "ngh": if !isFront { return false }
    case "c", "ng": if isFront { return false }
    case "g": if isFront && first != "i" { return false }
    default: break
    }
    var rhyme = String(String.UnicodeScalarView(rest))
    if onset == "qu", !rhymes.contains(rhyme) { rhyme = "u" + rhyme }
    if onset == "gi", !rhymes.contains(rhyme), rhymes.contains("i" + rhyme) { rhyme = "i" + rhyme }
    guard rhymes.contains(rhyme) else { return false }
    // A syllable that is stopped has the rising or the heavy tone.
    let isStopped = ["c", "ch", "k", "p", "t"].contains { rhyme.hasSuffix($0) }
    return !isStopped || tone == acute || tone == dotBelow
  }
}
