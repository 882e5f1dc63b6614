/// A ZIP file of stored entries: no compression, no clock. Equal content is equal bytes. Office files are
/// ZIP files, and theirs are small (APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16).
public struct ZipArchive {
  private var local: [UInt8] = []
  private var central: [UInt8] = []
  private var count: UInt16 = 0

  /// 1 January 1980, 0:00, the first day that a ZIP file knows.
  private static let date: UInt16 = 1 << 5 | 1
  /// Names are UTF-8.
  private static let flags: UInt16 = 1 << 11
  private static let version: UInt16 = 20

  /// An empty archive.
  public init() {}

  /// Adds a file. Fails where the archive would be larger than the format without extensions holds.
  public mutating func add(_ name: String, _ content: [UInt8]) throws(DocumentError) {
    let bytes = Array(name.utf8)
    // Local header, central header and the end must all be counted in 32 bits.
    let room = local.count + central.count + content.count + 2 * bytes.count + 256
    guard room < Int(UInt32.max), count < UInt16.max, bytes.count < Int(UInt16.max) else {
      throw .fileFailed(name, detail: "the file is larger than a ZIP archive holds")
    }
    let offset = UInt32(local.count)
    var header: [UInt8] = []
    Self.append(Self.version, to: &header)
    Self.append(Self.flags, to: &header)
    Self.append(UInt16(0), to: &header)
    Self.append(UInt16(0), to: &header)
    Self.append(Self.date, to: &header)
    Self.append(Self.checksum(content), to: &header)
    Self.append(UInt32(content.count), to: &header)
    Self.append(UInt32(content.count), to: &header)
    Self.append(UInt16(bytes.count), to: &header)
    Self.append(UInt16(0), to: &header)
    Self.append(UInt32(0x0403_4b50), to: &local)
    local += header + bytes + content
    Self.append(UInt32(0x0201_4b50), to: &central)
    Self.append(Self.version, to: &central)
    central += header
    // No comment, disk 0, attributes of a plain file.
    central += [UInt8](repeating: 0, count: 10)
    Self.append(offset, to: &central)
    central += bytes
    count += 1
  }

  /// Adds a text.
  mutating func add(_ name: String, _ text: String) throws(DocumentError) {
    try add(name, Array(text.utf8))
  }

  /// The whole file.
  public var bytes: [UInt8] {
    var end: [UInt8] = []
    Self.append(UInt32(0x0605_4b50), to: &end)
    Self.append(UInt32(0), to: &end)
    Self.append(count, to: &end)
    Self.append(count, to: &end)
    Self.append(UInt32(central.count), to: &end)
    Self.append(UInt32(local.count), to: &end)
    Self.append(UInt16(0), to: &end)
    return local + central + end
  }

  private static func append(_ value: UInt16, to bytes: inout [UInt8]) {
    bytes += [UInt8(truncatingIfNeeded: value), UInt8(truncatingIfNeeded: value >> 8)]
  }

  private static func append(_ value: UInt32, to bytes: inout [UInt8]) {
    append(UInt16(truncatingIfNeeded: value), to: &bytes)
    append(UInt16(truncatingIfNeeded: value >> 16), to: &bytes)
  }

  /// CRC-32 with the polynomial of ISO 3309, reflected.
  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var value: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      value = table[Int(UInt8(truncatingIfNeeded: value) ^ byte)] ^ (value >> 8)
    }
    return value ^ 0xFFFF_FFFF
  }

  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { value, _ in
      value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1
    }
  }
}
