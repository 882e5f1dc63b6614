/// UTF-16 that comes in pieces, as UTF-8.
struct UTF16Stream {
  private let isBigEndian: Bool
  private var oddByte: UInt8?
  private var firstHalf: UInt16?

  /// A stream with that byte order mark; `nil` where the bytes are none.
  init?(mark: ArraySlice<UInt8>) {
    switch Array(mark) {
    case [0xFF, 0xFE]: isBigEndian = false
    case [0xFE, 0xFF]: isBigEndian = true
    default: return nil
    }
  }

  /// The next piece. Half a letter becomes the byte 0xFF, which is no UTF-8: whoever reads the cell is
  /// told so.
  mutating func utf8(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    for byte in bytes {
      guard let first = oddByte else {
        oddByte = byte
        continue
      }
      oddByte = nil
      let unit =
        isBigEndian ? UInt16(first) << 8 | UInt16(byte) : UInt16(byte) << 8 | UInt16(first)
      add(unit, to: &text)
    }
    return text
  }

  /// What is left at the end of the file: half a letter.
  mutating func rest() -> [UInt8] {
    defer { (oddByte, firstHalf) = (nil, nil) }
    return oddByte == nil && firstHalf == nil ? [] : [0xFF]
  }

  private mutating func add(_ unit: UInt16, to text: inout [UInt8]) {
    if let high = firstHalf {
      firstHalf = nil
      if UTF16.isTrailSurrogate(unit) {
        let value = 0x10000 + (UInt32(high) - 0xD800) << 10 + (UInt32(unit) - 0xDC00)
        if let scalar = Unicode.Scalar(value) { text += Array(String(scalar).utf8) }
        return
      }
      text.append(0xFF)
    }
    if UTF16.isLeadSurrogate(unit) {
      firstHalf = unit
    } else if unit < 0x80 {
      text.append(UInt8(unit))
    } else if let scalar = Unicode.Scalar(unit) {
      text += Array(String(scalar).utf8)
    } else {
      text.append(0xFF)
    }
  }
}
