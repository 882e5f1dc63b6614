/// The bytes of one encoding from before Unicode, both ways.
struct LegacyTable: Sendable {
  private var singles: [Unicode.Scalar?] = Array(repeating: nil, count: 256)
  private var pairs: [UInt16: Unicode.Scalar] = [:]
  /// Bytes of each letter beyond ASCII, as they are written.
  private var written: [Unicode.Scalar: [UInt8]] = [:]

  static func of(_ encoding: TextEncoding) -> LegacyTable {
    switch encoding {
    case .tcvn3: tcvn3
    case .vni: vni
    case .viscii: viscii
    case .cp1258: cp1258
    case .utf8, .cp1252: cp1252
    }
  }

  func single(_ byte: UInt8) -> Unicode.Scalar? { singles[Int(byte)] }

  /// The letter of two bytes that belong together.
  func pair(_ first: UInt8, _ second: UInt8) -> Unicode.Scalar? {
    second < 0x80 || pairs.isEmpty ? nil : pairs[UInt16(first) << 8 | UInt16(second)]
  }

  func bytes(_ scalar: Unicode.Scalar) -> [UInt8]? {
    scalar.value < 0x80 ? [UInt8(scalar.value)] : written[scalar]
  }

  static func isLetterOfVISCII(_ byte: UInt8) -> Bool {
    byte < 0x20 && visciiControls.contains { $0.0 == byte }
  }

  private init() {
    for byte in 0..<0x80 { singles[byte] = Unicode.Scalar(UInt8(byte)) }
  }

  private mutating func add(_ bytes: [UInt8], _ letter: Unicode.Scalar, isWritten: Bool = true) {
    switch bytes.count {
    case 1: singles[Int(bytes[0])] = letter
    case 2: pairs[UInt16(bytes[0]) << 8 | UInt16(bytes[1])] = letter
    default: return
    }
    if isWritten { written[letter] = written[letter] ?? bytes }
  }

  /// Punctuation that fonts for TCVN3 and VNI leave where Windows-1252 has it: quotation marks,
  /// dashes, three dots, the no-break space.
  private mutating func addPunctuation() {
    let marks: [(UInt8, Unicode.Scalar)] = [
      (0x82, "\u{201A}"), (0x84, "\u{201E}"), (0x85, "\u{2026}"), (0x91, "\u{2018}"),
      (0x92, "\u{2019}"), (0x93, "\u{201C}"), (0x94, "\u{201D}"), (0x95, "\u{2022}"),
      (0x96, "\u{2013}"), (0x97, "\u{2014}"), (0xA0, "\u{A0}"),
    ]
    for (byte, mark) in marks where singles[Int(byte)] == nil { add([byte], mark) }
  }

  // MARK: TCVN3

  /// Vietnamese standard TCVN 5712:1993, VN1 as the fonts .VnTime use it. Toned capitals are written as
  /// the capital followed by the byte of the toned lower-case letter, as people typed them.
  private static let tcvn3: LegacyTable = {
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
    var table = LegacyTable()
    table.add([0xAE], "đ")
    table.add([0xA7], "Đ")
    for (row, letters) in VietnameseLetters.rows.enumerated() {
      for (tone, letter) in letters.lower.unicodeScalars.enumerated() {
        table.add([lower[row][tone]], letter)
      }
      for (tone, letter) in letters.upper.unicodeScalars.enumerated() {
        table.add(tone == 0 ? [capitals[row]] : [capitals[row], lower[row][tone]], letter)
      }
    }
    table.addPunctuation()
    return table
  }()

  // MARK: VNI

  /// VNI for Windows. Every capital is 0x20 below its small letter, letter and mark alike. Some
  /// programs wrote i and y with marks of their own; those are read, never written.
  private static let vni: LegacyTable = {
    let plain: [UInt8] = [0, 0xF8, 0xF9, 0xFB, 0xF5, 0xEF]
    let breve: [UInt8] = [0xEA, 0xE8, 0xE9, 0xFA, 0xFC, 0xEB]
    let roof: [UInt8] = [0xE2, 0xE0, 0xE1, 0xE5, 0xE3, 0xE4]
    // Letter and marks of each row; horned letters have bytes of their own, i and dotted y too.
    let bases: [(letter: UInt8, marks: [UInt8])] = [
      (0x61, plain), (0x61, breve), (0x61, roof), (0x65, plain), (0x65, roof),
      (0, [0x69, 0xEC, 0xED, 0xE6, 0xF3, 0xF2]), (0x6F, plain), (0x6F, roof), (0xF4, plain),
      (0x75, plain), (0xF6, plain), (0x79, plain),
    ]
    var table = LegacyTable()
    table.add([0xF1], "đ")
    table.add([0xD1], "Đ")
    table.add([0xEE], "ỵ")
    table.add([0xCE], "Ỵ")
    for (row, letters) in VietnameseLetters.rows.enumerated() {
      let (letter, marks) = bases[row]
      for (tone, small) in letters.lower.unicodeScalars.enumerated() {
        table.add([letter, marks[tone]].filter { $0 != 0 }, small)
      }
      for (tone, capital) in letters.upper.unicodeScalars.enumerated() {
        table.add([letter, marks[tone]].filter { $0 != 0 }.map { $0 - 0x20 }, capital)
      }
    }
    for (bytes, letter) in [
      ([0x69, 0xF8], "ì"), ([0x69, 0xF9], "í"), ([0x49, 0xD8], "Ì"), ([0x49, 0xD9], "Í"),
    ] as [([UInt8], Unicode.Scalar)] {
      table.add(bytes, letter, isWritten: false)
    }
    table.addPunctuation()
    return table
  }()

  // MARK: VISCII

  /// RFC 1456 (1993): letters in the place of six control characters ...
  private static let visciiControls: [(UInt8, Unicode.Scalar)] = [
    (0x02, "Ẳ"), (0x05, "Ẵ"), (0x06, "Ẫ"), (0x14, "Ỷ"), (0x19, "Ỹ"), (0x1E, "Ỵ"),
  ]
  /// ... and from 0x80 to 0xFF.
  private static let visciiLetters =
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ"

  private static let viscii: LegacyTable = {
    var table = LegacyTable()
    for (byte, letter) in visciiControls { table.add([byte], letter) }
    for (place, letter) in visciiLetters.unicodeScalars.enumerated() {
      table.add([UInt8(0x80 + place)], letter)
    }
    return table
  }()

  // MARK: Windows code pages

  /// 0x80 to 0x9F of Windows-1252; `nil` where Windows has nothing.
  private static let windowsMarks: [Unicode.Scalar?] = [
    "€", nil, "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", nil, "Ž", nil, nil, "‘", "’",
    "“", "”",
    "•", "–", "—", "˜", "™", "š", "›", "œ", nil, "ž", "Ÿ",
  ]

  private static let cp1252: LegacyTable = {
    var table = LegacyTable()
    for (place, mark) in windowsMarks.enumerated() {
      if let mark { table.add([UInt8(0x80 + place)], mark) }
    }
    for byte in UInt8(0xA0)...0xFF { table.add([byte], Unicode.Scalar(byte)) }
    return table
  }()

  /// Windows-1258 as Microsoft publishes it (code page 1258): Windows-1252 but for these bytes. Tones
  /// stand apart from their letters, except where Western languages have the letter as one.
  private static let cp1258: LegacyTable = {
    var table = cp1252
    for byte in [0x8A, 0x8E, 0x9A, 0x9E] { table.singles[byte] = nil }
    let tones: [UInt8] = [0, 0xCC, 0xEC, 0xD2, 0xDE, 0xF2]
    let own: [(UInt8, Unicode.Scalar)] = [
      (0xC3, "Ă"), (0xCC, "\u{300}"), (0xD0, "Đ"), (0xD2, "\u{309}"), (0xD5, "Ơ"), (0xDD, "Ư"),
      (0xDE, "\u{303}"), (0xE3, "ă"), (0xEC, "\u{301}"), (0xF0, "đ"), (0xF2, "\u{323}"),
      (0xF5, "ơ"), (0xFD, "ư"), (0xFE, "₫"),
    ]
    table.written = table.written.filter { letter, bytes in
      table.singles[Int(bytes[0])] == letter && !own.contains { $0.0 == bytes[0] }
    }
    for (byte, letter) in own { table.add([byte], letter) }
    for row in VietnameseLetters.rows {
      for letters in [Array(row.lower.unicodeScalars), Array(row.upper.unicodeScalars)] {
        guard let base = table.bytes(letters[0]) else { continue }
        for (letter, tone) in zip(letters, tones) where table.written[letter] == nil && tone != 0 {
          table.written[letter] = base + [tone]
        }
      }
    }
    return table
  }()
}
