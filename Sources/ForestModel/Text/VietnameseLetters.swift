/// The twelve vowels of Vietnamese with their six tones, and đ.
enum VietnameseLetters {
  /// Plain, grave, acute, hook, tilde, dot below: lower case, then capitals.
  static let rows: [(lower: String, upper: String)] = [
    ("aàáảãạ", "AÀÁẢÃẠ"), ("ăằắẳẵặ", "ĂẰẮẲẴẶ"), ("âầấẩẫậ", "ÂẦẤẨẪẬ"), ("eèéẻẽẹ", "EÈÉẺẼẸ"),
    ("êềếểễệ", "ÊỀẾỂỄỆ"), ("iìíỉĩị", "IÌÍỈĨỊ"), ("oòóỏõọ", "OÒÓỎÕỌ"), ("ôồốổỗộ", "ÔỒỐỔỖỘ"),
    ("ơờớởỡợ", "ƠỜỚỞỠỢ"), ("uùúủũụ", "UÙÚỦŨỤ"), ("ưừứửữự", "ƯỪỨỬỮỰ"), ("yỳýỷỹỵ", "YỲÝỶỸỴ"),
  ]

  /// A vowel without its tone, and the tone: 0 none, then in the order of `rows`.
  static let parts: [Unicode.Scalar: (vowel: Unicode.Scalar, tone: Int)] = {
    var parts: [Unicode.Scalar: (vowel: Unicode.Scalar, tone: Int)] = [:]
    for row in rows {
      let letters = Array(row.lower.unicodeScalars)
      for (tone, letter) in letters.enumerated() { parts[letter] = (letters[0], tone) }
    }
    return parts
  }()
}
