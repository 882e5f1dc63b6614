/// Vietnamese text as the bytes of two encodings from before Unicode, still found in DBF files.
///
/// The byte values are facts that several public converters agree on: TCVN 5712-1 (TCVN3, ABC fonts)
/// and VNI-Times. GDAL's own recoding to such encodings loses letters, so the bytes are made here.
public enum LegacyText: String, Sendable, CaseIterable {
  /// TCVN3: one byte per lower-case letter; toned capitals are the capital followed by the byte of
  /// the toned lower-case letter.
  case tcvn3 = "TCVN3"
  /// VNI: a letter followed by a byte for its marks.
  case vni = "VNI"

  /// The bytes of a text in composed Unicode; letters without a place become `?`.
  public func bytes(_ text: String) -> [UInt8] {
    text.unicodeScalars.flatMap { scalar -> [UInt8] in
      if scalar.value < 0x80 { return [UInt8(scalar.value)] }
      let table = self == .tcvn3 ? Self.tcvn3Table : Self.vniTable
      return table[scalar] ?? [UInt8(ascii: "?")]
    }
  }

  /// The text of bytes; bytes that mean nothing become U+FFFD.
  public func text(_ bytes: [UInt8]) -> String {
    let table = self == .tcvn3 ? Self.tcvn3Table : Self.vniTable
    let back = Dictionary(table.map { ($0.value, $0.key) }) { first, _ in first }
    var result = String.UnicodeScalarView()
    var index = 0
    while index < bytes.count {
      if index + 1 < bytes.count, let pair = back[[bytes[index], bytes[index + 1]]] {
        result.append(pair)
        index += 2
      } else if let single = back[[bytes[index]]] {
        result.append(single)
        index += 1
      } else {
        result.append(bytes[index] < 0x80 ? Unicode.Scalar(bytes[index]) : "\u{FFFD}")
        index += 1
      }
    }
    return String(result)
  }

  /// Letters in the order: plain, grave, acute, hook, tilde, dot below; lower case, then capitals.
  private static let rows: [(String, String)] = [
    ("aàáảãạ", "AÀÁẢÃẠ"), ("ăằắẳẵặ", "ĂẰẮẲẴẶ"), ("âầấẩẫậ", "ÂẦẤẨẪẬ"), ("eèéẻẽẹ", "EÈÉẺẼẸ"),
    ("êềếểễệ", "ÊỀẾỂỄỆ"), ("iìíỉĩị", "IÌÍỈĨỊ"), ("oòóỏõọ", "OÒÓỎÕỌ"), ("ôồốổỗộ", "ÔỒỐỔỖỘ"),
    ("ơờớởỡợ", "ƠỜỚỞỠỢ"), ("uùúủũụ", "UÙÚỦŨỤ"), ("ưừứửữự", "ƯỪỨỬỮỰ"), ("yỳýỷỹỵ", "YỲÝỶỸỴ"),
  ]

  private static let tcvn3Table: [Unicode.Scalar: [UInt8]] = {
    let lower: [[UInt8]] = [
      [0x61, 0xB5, 0xB8, 0xB6, 0xB7, 0xB9], [0xA8, 0xBB, 0xBE, 0xBC, 0xBD, 0xC6],
      [0xA9, 0xC7, 0xCA, 0xC8, 0xC9, 0xCB], [0x65, 0xCC, 0xD0, 0xCE, 0xCF, 0xD1],
      [0xAA, 0xD2, 0xD5, 0xD3, 0xD4, 0xD6], [0x69, 0xD7, 0xDD, 0xD8, 0xDC, 0xDE],
      [0x6F, 0xDF, 0xE3, 0xE1, 0xE2, 0xE4], [0xAB, 0xE5, 0xE8, 0xE6, 0xE7, 0xE9],
      [0xAC, 0xEA, 0xED, 0xEB, 0xEC, 0xEE], [0x75, 0xEF, 0xF3, 0xF1, 0xF2, 0xF4],
      [0xAD, 0xF5, 0xF8, 0xF6, 0xF7, 0xF9], [0x79, 0xFA, 0xFD, 0xFB, 0xFC, 0xFE],
    ]
    let capitals: [UInt8] = [
      0x41, 0xA1, 0xA2, 0x45, 0xA3, 0x49, 0x4F, 0xA4, 0xA5, 0x55, 0xA6, 0x59,
    ]
    var table: [Unicode.Scalar: [UInt8]] = ["đ": [0xAE], "Đ": [0xA7]]
    for (row, letters) in rows.enumerated() {
      for (tone, letter) in letters.0.unicodeScalars.enumerated() {
        table[letter] = [lower[row][tone]]
      }
      for (tone, letter) in letters.1.unicodeScalars.enumerated() {
        table[letter] = tone == 0 ? [capitals[row]] : [capitals[row], lower[row][tone]]
      }
    }
    return table
  }()

  private static let vniTable: [Unicode.Scalar: [UInt8]] = {
    let plain: [UInt8] = [0, 0xF8, 0xF9, 0xFB, 0xF5, 0xEF]
    let breve: [UInt8] = [0xEA, 0xE8, 0xE9, 0xFA, 0xFC, 0xEB]
    let roof: [UInt8] = [0xE2, 0xE0, 0xE1, 0xE5, 0xE3, 0xE4]
    // Letter and marks of each row; horned letters have bytes of their own, i and dotted y too.
    let bases: [(letter: UInt8, marks: [UInt8])] = [
      (0x61, plain), (0x61, breve), (0x61, roof), (0x65, plain), (0x65, roof),
      (0, [0x69, 0xEC, 0xED, 0xE6, 0xF3, 0xF2]), (0x6F, plain), (0x6F, roof), (0xF4, plain),
      (0x75, plain), (0xF6, plain), (0x79, plain),
    ]
    var table: [Unicode.Scalar: [UInt8]] = ["đ": [0xF1], "Đ": [0xD1]]
    for (row, letters) in rows.enumerated() {
      let (letter, marks) = bases[row]
      for (tone, small) in letters.0.unicodeScalars.enumerated() {
        table[small] = [letter, marks[tone]].filter { $0 != 0 }
      }
      // Every capital is 0x20 below its small letter, letter and mark alike.
      for (tone, capital) in letters.1.unicodeScalars.enumerated() {
        table[capital] = [letter, marks[tone]].filter { $0 != 0 }.map { $0 - 0x20 }
      }
    }
    table["ỵ"] = [0xEE]
    table["Ỵ"] = [0xCE]
    return table
  }()
}
