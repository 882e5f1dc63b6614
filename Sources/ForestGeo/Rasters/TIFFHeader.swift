import ForestModel

/// The first directory of a TIFF (TIFF 6.0; BigTIFF): where its strips or tiles lie, held against the
/// length of the file.
enum TIFFHeader {
  private struct Field {
    let type: Int
    let count: Int
    let place: Int
  }

  /// Throws when the directory or any strip or tile lies beyond the end of the file.
  static func check(_ path: String) throws(GeoError) {
    guard let file = ByteFile(path) else { return }
    let head = file.bytes(at: 0, count: 16)
    let isBigEndian = head.starts(with: "MM")
    guard isBigEndian || head.starts(with: "II"),
      let version = head.number(at: 2, bytes: 2, isBigEndian: isBigEndian),
      version == 42 || version == 43
    else { return }
    let isBig = version == 43
    let word = isBig ? 8 : 4
    guard let first = head.number(at: isBig ? 8 : 4, bytes: word, isBigEndian: isBigEndian) else {
      throw HeaderCheck.truncated(path, part: path, declared: 16, held: file.size)
    }
    let start = Int(clamping: first)
    let countBytes = isBig ? 8 : 2
    let stored = file.bytes(at: start, count: countBytes)
      .number(at: 0, bytes: countBytes, isBigEndian: isBigEndian)
    guard let stored else {
      throw HeaderCheck.truncated(
        path, part: path, declared: end(start, countBytes), held: file.size)
    }
    let width = isBig ? 20 : 12
    let entries = Int(clamping: min(stored, 4096))
    let list = file.bytes(at: start + countBytes, count: entries * width)
    if list.count < entries * width {
      throw HeaderCheck.truncated(
        path, part: path, declared: end(start + countBytes, entries * width), held: file.size)
    }
    var fields: [Int: Field] = [:]
    for index in 0..<entries {
      let at = index * width
      func read(_ offset: Int, _ bytes: Int) -> Int {
        Int(
          clamping: list.number(at: at + offset, bytes: bytes, isBigEndian: isBigEndian) ?? 0)
      }
      let (type, count) = (read(2, 2), read(4, word))
      let size = [3: 2, 4: 4, 16: 8][type] ?? 1
      let isInline = count <= word / size
      fields[read(0, 2)] = Field(
        type: size, count: count,
        place: isInline ? start + countBytes + at + 4 + word : read(4 + word, word))
    }
    for (offsets, lengths) in [(273, 279), (324, 325)] {
      guard let offsets = fields[offsets], let lengths = fields[lengths] else { continue }
      try checkBlocks(file, path, offsets, lengths, isBigEndian)
    }
  }

  private static func end(_ start: Int, _ length: Int) -> Int {
    let sum = start.addingReportingOverflow(length)
    return sum.overflow ? .max : sum.partialValue
  }

  private static func checkBlocks(
    _ file: borrowing ByteFile, _ path: String, _ offsets: Field, _ lengths: Field,
    _ isBigEndian: Bool
  ) throws(GeoError) {
    for field in [offsets, lengths] {
      let bytes = field.count.multipliedReportingOverflow(by: field.type)
      let last = bytes.overflow ? Int.max : end(field.place, bytes.partialValue)
      if last > file.size {
        throw HeaderCheck.truncated(path, part: path, declared: last, held: file.size)
      }
    }
    // Both lists lie inside the file: reading them in pieces needs no more memory than one piece.
    let count = min(offsets.count, lengths.count)
    var needed = 0
    for piece in stride(from: 0, to: count, by: 65_536) {
      let here = min(65_536, count - piece)
      let starts = file.bytes(at: offsets.place + piece * offsets.type, count: here * offsets.type)
      let sizes = file.bytes(at: lengths.place + piece * lengths.type, count: here * lengths.type)
      for index in 0..<here {
        let start = starts.number(
          at: index * offsets.type, bytes: offsets.type, isBigEndian: isBigEndian)
        let size = sizes.number(
          at: index * lengths.type, bytes: lengths.type, isBigEndian: isBigEndian)
        guard let start, let size, start > 0, size > 0 else { continue }
        needed = max(needed, end(Int(clamping: start), Int(clamping: size)))
      }
    }
    if needed > file.size {
      throw HeaderCheck.truncated(path, part: path, declared: needed, held: file.size)
    }
  }
}
