/// Whether bytes that come in pieces are UTF-8 (Unicode Standard, table 3-7), at the speed of memory where
/// they are ASCII.
struct UTF8Check {
  /// Bytes that the letter at hand still needs, and what the next of them may be.
  private var needed = 0
  private var allowed: ClosedRange<UInt8> = 0x80...0xBF

  /// Whether the last letter was whole.
  var isComplete: Bool { needed == 0 }

  /// Looks at the next piece; `false` once something is not UTF-8.
  mutating func accepts(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.withUnsafeBytes { accepts($0) }
  }

  private mutating func accepts(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var index = 0
    while index < bytes.count {
      if needed == 0 {
        while index + 8 <= bytes.count,
          bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
        {
          index += 8
        }
        if index == bytes.count { break }
        let byte = bytes[index]
        index += 1
        if byte >= 0x80, !begin(byte) { return false }
        continue
      }
      guard allowed.contains(bytes[index]) else { return false }
      needed -= 1
      allowed = 0x80...0xBF
      index += 1
    }
    return true
  }

  private mutating func begin(_ byte: UInt8) -> Bool {
    switch byte {
    case 0xC2...0xDF: needed = 1
    case 0xE0: (needed, allowed) = (2, 0xA0...0xBF)
    case 0xED: (needed, allowed) = (2, 0x80...0x9F)
    case 0xE1...0xEF: needed = 2
    case 0xF0: (needed, allowed) = (3, 0x90...0xBF)
    case 0xF1...0xF3: needed = 3
    case 0xF4: (needed, allowed) = (3, 0x80...0x8F)
    default: return false
    }
    return true
  }
}
