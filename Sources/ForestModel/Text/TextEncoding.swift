/// How the letters of a file became bytes.
///
/// The byte values of the four Vietnamese encodings are facts on which several public converters and
/// the C library agree: TCVN 5712-1 (TCVN3, fonts .VnTime and ABC), VNI for Windows (fonts VNI-Times),
/// Windows code page 1258, and VISCII (RFC 1456).
public enum TextEncoding: String, Sendable, CaseIterable, Comparable {
  /// Unicode as UTF-8.
  case utf8 = "UTF-8"
  /// TCVN3: one byte per letter; without toned capitals of its own.
  case tcvn3 = "TCVN3"
  /// VNI: a letter, then a byte for its marks.
  case vni = "VNI"
  /// Windows-1258: letters, then the tone.
  case cp1258 = "CP1258"
  /// VISCII: one byte per letter, six of them in the place of control characters.
  case viscii = "VISCII"
  /// Windows-1252, Western European: no Vietnamese, but names of authors.
  case cp1252 = "CP1252"

  /// The encoding of that name, as people and files write it; `nil` for others.
  public init?(named name: String) {
    let key = name.lowercased().filter { $0.isLetter || $0.isNumber }
    switch key {
    case "utf8", "65001": self = .utf8
    case "tcvn3", "tcvn", "abc", "tcvn57121", "tcvn5712", "tcvn57121993": self = .tcvn3
    case "vni", "vniwin", "vnitimes", "vniwindows": self = .vni
    case "cp1258", "1258", "windows1258", "win1258", "ansi1258": self = .cp1258
    case "viscii", "viscii1", "viscii11": self = .viscii
    case "cp1252", "1252", "windows1252", "win1252", "ansi1252", "latin1", "iso88591", "88591":
      self = .cp1252
    default: return nil
    }
  }

  /// Names for help and messages.
  public static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }

  /// From the most to the least usual in files of Vietnamese offices: the order of candidates that
  /// read equally well.
  public static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  /// The encodings from before Unicode that hold Vietnamese.
  public static let legacy: [TextEncoding] = [.tcvn3, .vni, .cp1258, .viscii]

  /// The text of bytes as composed Unicode (NFC), and how many bytes mean nothing in this encoding;
  /// each of those becomes U+FFFD. Of UTF-8 every broken sequence counts once.
  public func decode(_ bytes: some Collection<UInt8>) -> (text: String, meaningless: Int) {
    if self == .utf8 { return Self.decodeUTF8(bytes) }
    let table = LegacyTable.of(self)
    var scalars = String.UnicodeScalarView()
    var meaningless = 0
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      let next = bytes.index(after: index)
      if next < bytes.endIndex, let pair = table.pair(byte, bytes[next]) {
        scalars.append(pair)
        index = bytes.index(after: next)
        continue
      }
      if let scalar = table.single(byte) {
        scalars.append(scalar)
      } else {
        scalars.append("\u{FFFD}")
        meaningless += 1
      }
      index = next
    }
    return (NormalForm.composed(String(scalars)), meaningless)
  }

  /// The bytes of a text in this encoding; letters without a place become `?`.
  public func bytes(of text: String) -> [UInt8] {
    if self == .utf8 { return Array(text.utf8) }
    let table = LegacyTable.of(self)
    return NormalForm.composed(text).unicodeScalars.flatMap { table.bytes($0) ?? [0x3F] }
  }

  /// Whether a value must be looked at: it has a byte beyond ASCII, or one of the six control
  /// characters that are letters in VISCII.
  public static func isBeyondASCII(_ bytes: some Collection<UInt8>) -> Bool {
    bytes.contains { $0 >= 0x80 || LegacyTable.isLetterOfVISCII($0) }
  }

  private static func decodeUTF8(
    _ bytes: some Collection<UInt8>
  ) -> (text: String, meaningless: Int) {
    var scalars = String.UnicodeScalarView()
    var meaningless = 0
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    while true {
      switch decoder.decode(&iterator) {
      case .scalarValue(let scalar): scalars.append(scalar)
      case .emptyInput: return (NormalForm.composed(String(scalars)), meaningless)
      case .error:
        scalars.append("\u{FFFD}")
        meaningless += 1
      }
    }
  }
}
