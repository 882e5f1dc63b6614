/// How the text of one column is read.
public struct ColumnText: Sendable, Equatable {
  /// The encoding.
  public var encoding: TextEncoding
  /// The encoding of values that do not read in the first.
  public var second: TextEncoding?
  /// Whether letters become capitals.
  public var isUpperCase = false
  /// Whether another program has already taken the bytes for Windows-1252 and stored the letters it saw
  /// as Unicode: "Rõng" for "Rừng". Those letters are turned back into bytes first.
  public var isSeenAsWestern = false

  /// Reads a column in `encoding`.
  public init(_ encoding: TextEncoding = .utf8, second: TextEncoding? = nil) {
    self.encoding = encoding
    self.second = second
  }

  /// Whether bytes of UTF-8 can be taken as they are but for their normal form.
  public var isPlain: Bool {
    encoding == .utf8 && second == nil && !isUpperCase && !isSeenAsWestern
  }

  /// The text of a value in NFC, and how many of its bytes mean nothing.
  public func read(_ bytes: some Collection<UInt8>) -> (text: String, meaningless: Int) {
    var result: (text: String, meaningless: Int)
    if !TextEncoding.isBeyondASCII(bytes) {
      result = (String(decoding: bytes, as: UTF8.self), 0)
    } else if isSeenAsWestern {
      guard let seen = Self.asSeen(bytes) else { return TextEncoding.utf8.decode(bytes) }
      result = encoding.decode(seen)
    } else if let second, !reads(Array(bytes)) {
      result = second.decode(bytes)
    } else {
      result = encoding.decode(bytes)
    }
    if isUpperCase { result.text = result.text.uppercased() }
    return result
  }

  /// Whether a value of a column in two encodings reads in the first, or in none.
  private func reads(_ bytes: [UInt8]) -> Bool {
    if encoding == .utf8 { return TextVerdict.isUTF8(bytes) }
    guard let second else { return true }
    if second == .utf8 { return !TextVerdict.isUTF8(bytes) }
    return TextReading(bytes, as: encoding).isSound || !TextReading(bytes, as: second).isSound
  }

  /// The bytes that show as this text in Windows-1252; `nil` where a letter is not in it, so that the
  /// text was Unicode all along.
  public static func asSeen(_ bytes: some Collection<UInt8>) -> [UInt8]? {
    let table = LegacyTable.of(.cp1252)
    var seen: [UInt8] = []
    for scalar in TextEncoding.utf8.decode(bytes).text.unicodeScalars {
      if let byte = table.bytes(scalar) {
        seen += byte
      } else if scalar.value < 0x100 {
        seen.append(UInt8(scalar.value))
      } else {
        return nil
      }
    }
    return seen
  }
}

/// How the text of a table or layer is read: the names of its columns, and each column by its place.
public struct TextPlan: Sendable, Equatable {
  /// The names of the columns.
  public var names = ColumnText()
  /// The columns; those beyond the end are UTF-8.
  public var columns: [ColumnText] = []

  /// Values are UTF-8; names as given.
  public init(names: ColumnText = ColumnText()) { self.names = names }

  /// How a column is read.
  public subscript(_ place: Int) -> ColumnText {
    columns.indices.contains(place) ? columns[place] : ColumnText()
  }

  /// Whether everything is UTF-8 as it stands.
  public var isPlain: Bool { names.isPlain && columns.allSatisfy(\.isPlain) }
}
