/// Texts of cells that were met before, so that a name that stands in many rows is made into a text, and
/// put into NFC, once.
public struct TextCache: Sendable {
  /// A power of two; a forest has some hundreds of names.
  private static let size = 256

  private var slots: [(bytes: [UInt8], text: String)] = Array(
    repeating: ([], ""), count: Self.size)

  /// Nothing met yet.
  public init() {}

  /// The text that `make` makes of the bytes.
  mutating func text(_ bytes: ArraySlice<UInt8>, _ make: () -> String) -> String {
    if bytes.isEmpty { return "" }
    var mark: UInt32 = 0x811C_9DC5
    for byte in bytes { mark = (mark ^ UInt32(byte)) &* 0x0100_0193 }
    let slot = Int((mark ^ (mark >> 16)) & UInt32(Self.size - 1))
    if slots[slot].bytes.elementsEqual(bytes) { return slots[slot].text }
    let text = make()
    slots[slot] = (Array(bytes), text)
    return text
  }
}
