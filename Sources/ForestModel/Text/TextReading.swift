/// What one encoding makes of a value: its text, and whether that is Vietnamese.
struct TextReading {
  /// Whether something beyond ASCII was there to judge.
  private(set) var isJudged = false
  /// Whether every word that holds such a letter is a well-formed syllable.
  private(set) var isSound = true
  /// Bytes without a meaning.
  let meaningless: Int
  let text: String

  init(_ bytes: [UInt8], as encoding: TextEncoding) {
    (text, meaningless) = encoding.decode(bytes)
    if meaningless > 0 {
      (isJudged, isSound) = (true, false)
      return
    }
    var word = String.UnicodeScalarView()
    var isMarked = false
    for scalar in text.unicodeScalars {
      if scalar.properties.isAlphabetic {
        word.append(scalar)
        if scalar.value >= 0x80 { isMarked = true }
        continue
      }
      close(&word, &isMarked, encoding)
      if scalar.value >= 0x80, !Self.isPunctuation(scalar) { (isJudged, isSound) = (true, false) }
    }
    close(&word, &isMarked, encoding)
  }

  private mutating func close(
    _ scalars: inout String.UnicodeScalarView, _ isMarked: inout Bool, _ encoding: TextEncoding
  ) {
    defer {
      scalars.removeAll()
      isMarked = false
    }
    guard isMarked else { return }
    isJudged = true
    let word = String(scalars)
    guard Self.hasOneCase(scalars, encoding) else {
      isSound = false
      return
    }
    if encoding == .cp1252 {
      // Western names: letters, not the signs between them.
      isSound = isSound && scalars.allSatisfy { $0.value < 0x80 || $0.value >= 0xC0 }
    } else if !VietnameseSyllable.isWellFormed(word.lowercased()) {
      isSound = false
    }
  }

  /// Lower case, capitals, or a capital first. The letters of TCVN3 have no toned capitals: there a
  /// lower-case letter may stand between capitals.
  private static func hasOneCase(
    _ word: String.UnicodeScalarView, _ encoding: TextEncoding
  ) -> Bool {
    let capitals = word.map(\.properties.isUppercase)
    if capitals.dropFirst().allSatisfy({ !$0 }) || capitals.allSatisfy({ $0 }) { return true }
    return encoding == .tcvn3
      && zip(word, capitals).allSatisfy { letter, isCapital in isCapital || letter.value >= 0x80 }
  }

  private static func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
    [0xA0, 0xB0, 0xB2, 0xB3, 0xD7].contains(scalar.value)
      || (0x2010...0x2026).contains(scalar.value)
  }
}
