import ForestModel
import Foundation
import TestSupport
import Testing

/// "52f56e" or "0x52 0xF5" as bytes.
private func bytes(_ hexadecimal: String) -> [UInt8] {
  let digits = Array(
    hexadecimal.replacingOccurrences(of: "0x", with: "").filter { $0.isHexDigit })
  return stride(from: 0, to: digits.count, by: 2).compactMap {
    UInt8(String(digits[$0...($0 + 1)]), radix: 16)
  }
}

private func scalars(_ text: String) -> [Unicode.Scalar] { Array(text.unicodeScalars) }

@Suite("Encodings of before Unicode")
struct TextEncodingTests {
  private static func rows(_ name: String) -> [[String: String]] {
    (try? csv(Place.reference + "/" + name)) ?? []
  }

  /// The encoding of a fixture: UTF-8 in both normal forms is one encoding.
  private static func encoding(_ row: [String: String]) throws -> TextEncoding {
    let name = row["encoding"] ?? ""
    return try #require(TextEncoding(named: name == "UTF-8-NFD" ? "UTF-8" : name))
  }

  @Test(
    "all 59 fixtures read as the published text, scalar by scalar",
    .enabled(if: Place.hasReference, "\(needsReference)"))
  func fixtures() throws {
    let rows = Self.rows("legacy_text_fixtures.csv")
    #expect(rows.count == 59)
    for row in rows {
      let encoding = try Self.encoding(row)
      let found = encoding.decode(bytes(row["bytes_hex"] ?? ""))
      #expect(scalars(found.text) == scalars(row["expected_nfc"] ?? "?"), "\(encoding)")
      #expect(found.meaningless == 0)
      if row["encoding"] != "UTF-8-NFD" {
        let written = encoding.bytes(of: row["expected_nfc"] ?? "")
        #expect(encoding.decode(written).text == row["expected_nfc"])
        if encoding != .cp1258 { #expect(written == bytes(row["bytes_hex"] ?? "")) }
      }
    }
  }

  @Test(
    "every row of the two published tables", .enabled(if: Place.hasReference, "\(needsReference)"))
  func tables() {
    for (name, column, encoding, count) in [
      ("tcvn3.csv", "byte_hex", TextEncoding.tcvn3, 134), ("vni.csv", "bytes_hex", .vni, 140),
    ] {
      let rows = Self.rows(name)
      #expect(rows.count == count)
      for row in rows {
        let letter = row["unicode"] ?? "?"
        let code = bytes(row[column] ?? "")
        #expect(scalars(encoding.decode(code).text) == scalars(letter), "\(name) \(row)")
        if row["class"] != "tolerated_input" { #expect(encoding.bytes(of: letter) == code) }
      }
    }
  }

  @Test("every Vietnamese letter comes back from every encoding, in both normal forms")
  func roundTrip() {
    let letters = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵđ"
    for letter in (letters + letters.uppercased()).map(String.init) {
      for encoding in TextEncoding.legacy + [.utf8] {
        for form in [letter, letter.decomposedStringWithCanonicalMapping] {
          let found = encoding.decode(encoding.bytes(of: form))
          #expect(found.meaningless == 0)
          if encoding != .utf8 || form == letter {
            #expect(scalars(found.text) == scalars(letter), "\(encoding) \(letter)")
          }
        }
      }
      let apart = Array(letter.decomposedStringWithCanonicalMapping.utf8)
      #expect(scalars(TextEncoding.utf8.decode(apart).text) == scalars(letter))
    }
  }

  @Test("normal form of other scripts is Foundation's")
  func normalForm() {
    for text in [
      "e\u{301}\u{323}", "й", "\u{1100}\u{1161}", "한글", "Å", "q\u{323}\u{307}", "①", "ớn",
    ] {
      let apart = text.decomposedStringWithCanonicalMapping
      for form in [text, apart] {
        #expect(
          scalars(NormalForm.composed(form)) == scalars(form.precomposedStringWithCanonicalMapping))
      }
    }
  }

  @Test("bytes without a meaning are counted, never dropped")
  func meaningless() {
    #expect(TextEncoding.utf8.decode([0x41, 0xE1, 0xBB]).text == "A\u{FFFD}")
    #expect(TextEncoding.utf8.decode([0xFF, 0x41, 0xFF]).meaningless == 2)
    #expect(TextEncoding.tcvn3.decode([0x41, 0xFF]).text == "A\u{FFFD}")
    #expect(TextEncoding.vni.decode([0x62, 0xF8]).meaningless == 1)
    #expect(TextEncoding.cp1252.decode([0x4D, 0xFC, 0x6C, 0x6C]).text == "Müll")
    #expect(TextEncoding.cp1258.decode([0x81]).meaningless == 1)
    // Words of a letter without a place are marked, not lost.
    #expect(TextEncoding.tcvn3.bytes(of: "a漢b") == [0x61, 0x3F, 0x62])
  }

  @Test("names of encodings as files and people write them")
  func names() {
    for (name, encoding) in [
      ("TCVN3", TextEncoding.tcvn3), ("tcvn5712-1", .tcvn3), ("ABC", .tcvn3), ("vni", .vni),
      ("windows-1258", .cp1258), ("UTF8", .utf8), ("ANSI 1252", .cp1252), ("ISO-8859-1", .cp1252),
      ("viscii", .viscii), ("65001", .utf8),
    ] {
      #expect(TextEncoding(named: name) == encoding)
    }
    #expect(TextEncoding(named: "Big5") == nil && TextEncoding(named: "") == nil)
  }
}

@Suite("Detection of encodings")
struct TextVerdictTests {
  private static let phrases = [
    "Rừng gỗ tự nhiên lá rộng thường xanh", "Tỉnh Sơn La, xã Ngọc Chiến", "Xã Mường Lèo",
    "Đất trống núi đá", "Cộng đồng bản Nà Bó", "UBND xã Chiềng Sơn",
    "Vối thuốc, Cáng lò, Dẻ gai", "Thửa đất số 12, tờ bản đồ 5", "Vườn quốc gia",
  ]

  private static func column(_ texts: [String], _ encoding: TextEncoding) -> [[UInt8]] {
    texts.map { encoding.bytes(of: $0) }
  }

  @Test(
    "the fixtures as a column are told apart",
    arguments: TextEncoding.legacy + [TextEncoding.utf8])
  func fixtures(encoding: TextEncoding) {
    let verdict = TextVerdict(Self.column(Self.phrases, encoding))
    #expect(verdict.encoding == encoding)
    if case .clear(_, let sound, let judged) = verdict { #expect(sound == judged) }
  }

  @Test("a single phrase is read right or left open, never read wrong")
  func single() {
    var open = 0
    for phrase in Self.phrases {
      for encoding in TextEncoding.legacy {
        let bytes = encoding.bytes(of: phrase)
        let verdict = TextVerdict([bytes])
        if let found = verdict.encoding {
          #expect(found.decode(bytes).text == phrase, "\(phrase) \(encoding) \(verdict)")
        } else {
          guard case .unclear(let first, let second) = verdict else {
            Issue.record("\(phrase) \(encoding) \(verdict)")
            continue
          }
          #expect([first, second].contains { $0.decode(bytes).text == phrase })
          #expect(first.decode(bytes).text != second.decode(bytes).text)
          #expect(TextVerdict([bytes], expected: encoding).encoding == encoding)
          open += 1
        }
      }
    }
    // Of 36 phrases nearly all are clear by themselves.
    #expect(open <= 4)
  }

  @Test(
    "short columns: three species, three owners, three villages",
    arguments: [
      ["Vối thuốc", "Chò chỉ", "Dẻ gai"], ["Lò Văn Ẳng", "Hà Thị Nhung", "Quàng Văn Đôi"],
      ["Bản Mường", "Bản Lướt", "Tà Xùa"],
    ])
  func short(values: [String]) {
    for encoding in [TextEncoding.tcvn3, .vni, .cp1258] {
      #expect(TextVerdict(Self.column(values, encoding)).encoding == encoding, "\(encoding)")
    }
  }

  @Test("the soft hyphen is ư in TCVN3, and capitals without tones do not disturb")
  func traps() {
    #expect(TextEncoding.tcvn3.decode([0x4D, 0xAD, 0xEA, 0x6E, 0x67]).text == "Mường")
    let capitals: [[UInt8]] = [
      // RỪNG, ĐẤT TRỐNG, NÚI ĐÁ as typed with a font of capitals: lower-case bytes between capitals.
      [0x52, 0xF5, 0x4E, 0x47], [0xA7, 0xCA, 0x54, 0x20, 0x54, 0x52, 0xE8, 0x4E, 0x47],
      [0x4E, 0xF3, 0x49, 0x20, 0xA7, 0xB8],
    ]
    #expect(TextVerdict(capitals).encoding == .tcvn3)
    #expect(TextEncoding.tcvn3.decode(capitals[0]).text.uppercased() == "RỪNG")
  }

  @Test("plain columns are plain; a file in UTF-8 stays so, also with a letter cut at the end")
  func unicode() {
    #expect(TextVerdict([Array("Acacia mangium".utf8), []]) == .plain)
    #expect(TextVerdict([]) == .plain)
    let whole = Self.column(Self.phrases, .utf8)
    let cut = whole + [Array("Cộng đồ".utf8.dropLast(1)), Array("Mườ".utf8.dropLast(2))]
    #expect(TextVerdict(cut).encoding == .utf8)
    #expect(TextVerdict(whole + [[0x41, 0xFF, 0xFE]]).encoding == .utf8)
  }

  @Test("a column in two encodings is called so, with the places of the second")
  func mixed() {
    let first = Self.column(Array(Self.phrases.prefix(5)), .utf8)
    let second = Self.column(Array(Self.phrases.suffix(4)), .tcvn3)
    #expect(
      TextVerdict(first + second) == .mixed(.utf8, .tcvn3, places: [5, 6, 7, 8]))
    let old = Self.column(Array(Self.phrases.prefix(5)), .tcvn3)
    let other = Self.column(Array(Self.phrases.suffix(4)), .vni)
    guard case .mixed(let a, let b, let places) = TextVerdict(old + other) else {
      Issue.record("not seen as mixed: \(TextVerdict(old + other))")
      return
    }
    #expect(Set([a, b]) == [.tcvn3, .vni])
    #expect(places == (a == .tcvn3 ? [5, 6, 7, 8] : [0, 1, 2, 3, 4]))
  }

  @Test("names that are no Vietnamese are left open, with the Western reading as a choice")
  func western() {
    let names: [[UInt8]] = [[0x4D, 0xFC, 0x6C, 0x6C], [0x42, 0x6C, 0xE4, 0x74, 0x74]]
    guard case .unclear(let first, _) = TextVerdict(names) else {
      Issue.record("\(TextVerdict(names))")
      return
    }
    #expect(first == .cp1252)
    #expect(TextVerdict(names, expected: .cp1252).encoding == .cp1252)
  }

  @Test("what the file says decides where the bytes leave it open, and not against them")
  func expectation() {
    let column = Self.column(Self.phrases, .tcvn3)
    for said in TextEncoding.allCases {
      #expect(TextVerdict(column, expected: said).encoding == .tcvn3)
    }
  }
}
