import Glibc

/// One row of a table, whatever it was read from. Its buffers are reused from row to row.
public struct TableRow: Sendable {
  /// Row as a spreadsheet counts: the first row of the file is 1, blank lines count.
  public internal(set) var number = 0
  var bytes: [UInt8] = []
  /// End of each cell in `bytes`.
  var ends: [Int] = []
  var commaIsSeparator = false
  var usesDecimalComma = false

  /// Number of cells.
  public var count: Int { ends.count }

  /// Whether all cells are blank.
  public var isBlank: Bool {
    bytes.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
  }

  func cell(_ index: Int) -> ArraySlice<UInt8> {
    guard index < ends.count else { return [] }
    return bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
  }

  /// The text of a cell without blanks at its ends; empty when the row has no such cell.
  public func text(_ index: Int) -> String {
    String(decoding: NumberText.trimmed(cell(index)), as: UTF8.self)
  }

  /// The number in a cell.
  public func number(_ index: Int) -> NumberCell {
    NumberText.parse(
      cell(index), commaIsSeparator: commaIsSeparator, usesDecimalComma: usesDecimalComma)
  }

  /// Whether a cell is blank or one of the words for "not measured".
  public func isMissing(_ index: Int) -> Bool {
    NumberText.isMissing(NumberText.trimmed(cell(index)))
  }

  /// Whether all bytes are UTF-8.
  var isUTF8: Bool { String(validating: bytes, as: UTF8.self) != nil }

  mutating func clear() {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
  }

  mutating func append(_ text: String) {
    bytes.append(contentsOf: text.utf8)
    ends.append(bytes.count)
  }
}

/// A streaming reader of separated text (RFC 4180 and its relatives).
///
/// Goals in order: true row numbers (GDAL skips blank lines), no row lost, bounded memory, speed.
/// The separator - comma, semicolon or tab - is taken from the header row. Quoted cells may hold
/// separators, line ends and doubled quotes; a byte order mark is skipped.
struct CSVReader: ~Copyable {
  /// What stops a file from being read on.
  enum Fault: Error, Equatable {
    /// A quoted cell opened in this row is never closed.
    case unclosedQuote(row: Int)
    /// A row goes on beyond `rowLimit`.
    case rowTooLong(row: Int)
  }

  /// Bytes of one row at most, to the next whole buffer: a hundred thousand columns fit, a film does
  /// not.
  static let rowLimit = 1 << 24
  private static let bufferSize = 1 << 20

  private let file: Int32
  private let path: String
  private var buffer: [UInt8]
  private var position = 0
  private var filled = 0
  private var rowNumber = 0
  /// Buffers filled since the row began.
  private var fillsOfRow = 0
  private(set) var separator: UInt8 = UInt8(ascii: ",")
  /// Whether the file writes 12,5 somewhere: then 1.200 may be twelve hundred.
  private var usesDecimalComma = false

  /// Opens a file and finds out how it is written.
  static func open(_ path: String, headerRow: Int) throws(GeoError) -> CSVReader {
    var reader = CSVReader(file: try openFile(path), path: path)
    try reader.fill()
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    if reader.filled >= 3, Array(reader.buffer[0..<3]) == mark { reader.position = 3 }
    reader.separator = reader.sniffSeparator(headerRow)
    reader.usesDecimalComma = reader.separator != UInt8(ascii: ",") && reader.hasDecimalComma()
    return reader
  }

  private init(file: Int32, path: String) {
    self.file = file
    self.path = path
    buffer = Array(repeating: 0, count: Self.bufferSize)
  }

  deinit { close(file) }

  private static func openFile(_ path: String) throws(GeoError) -> Int32 {
    try GDALRuntime.refuseNetwork(path)
    try GDALRuntime.requireReadable(path)
    try FileKind.requireText(path)
    let file = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else {
      throw GeoError(.openFailed, path: path, detail: String(cString: strerror(errno)))
    }
    return file
  }

  /// Reads the next row into `row`; `false` at the end of the file.
  mutating func next(_ row: inout TableRow) throws -> Bool {
    row.clear()
    row.commaIsSeparator = separator == UInt8(ascii: ",")
    row.usesDecimalComma = usesDecimalComma
    fillsOfRow = 0
    guard try hasMore() else { return false }
    rowNumber += 1
    row.number = rowNumber
    var isQuoted = false  // inside a quoted cell
    var cellStart = true
    while try hasMore() {
      let byte = buffer[position]
      position += 1
      if isQuoted {
        guard byte == UInt8(ascii: "\"") else {
          row.bytes.append(byte)
          continue
        }
        if try hasMore(), buffer[position] == UInt8(ascii: "\"") {
          row.bytes.append(byte)
          position += 1
        } else {
          isQuoted = false
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\"") where cellStart:
        isQuoted = true
        cellStart = false
      case separator:
        row.ends.append(row.bytes.count)
        cellStart = true
      case UInt8(ascii: "\n"):
        return finish(&row)
      case UInt8(ascii: "\r"):
        // CR LF, or the lone CR of old spreadsheets.
        if try hasMore(), buffer[position] == UInt8(ascii: "\n") { position += 1 }
        return finish(&row)
      default:
        row.bytes.append(byte)
        cellStart = false
      }
    }
    if isQuoted { throw Fault.unclosedQuote(row: rowNumber) }
    return finish(&row)
  }

  private func finish(_ row: inout TableRow) -> Bool {
    row.ends.append(row.bytes.count)
    return true
  }

  private mutating func hasMore() throws -> Bool {
    if position < filled { return true }
    fillsOfRow += 1
    if fillsOfRow * Self.bufferSize > Self.rowLimit { throw Fault.rowTooLong(row: rowNumber) }
    try fill()
    return position < filled
  }

  private mutating func fill() throws(GeoError) {
    let count = buffer.withUnsafeMutableBytes { read(file, $0.baseAddress, $0.count) }
    guard count >= 0 else {
      throw GeoError(.readFailed, path: path, detail: String(cString: strerror(errno)))
    }
    position = 0
    filled = count
  }

  /// A digit, a comma, a digit anywhere in the first part of the file.
  private func hasDecimalComma() -> Bool {
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    return buffer[position..<filled].indices.dropFirst().dropLast().contains {
      buffer[$0] == UInt8(ascii: ",") && digits.contains(buffer[$0 - 1])
        && digits.contains(buffer[$0 + 1])
    }
  }

  /// The candidate that occurs most often, outside quotes, in the header row.
  private func sniffSeparator(_ headerRow: Int) -> UInt8 {
    let candidates = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
    var counts = [0, 0, 0]
    var line = 1
    var isQuoted = false
    var atStart = true  // of a cell: only there does a quote open
    for byte in buffer[position..<filled] {
      if byte == UInt8(ascii: "\""), atStart || isQuoted { isQuoted.toggle() }
      atStart = byte == UInt8(ascii: "\n") || candidates.contains(byte)
      if byte == UInt8(ascii: "\n") && !isQuoted {
        if line == headerRow { break }
        line += 1
      } else if line == headerRow, !isQuoted, let place = candidates.firstIndex(of: byte) {
        counts[place] += 1
      }
    }
    let most = counts.max() ?? 0
    return candidates[counts.firstIndex(of: most) ?? 0]
  }
}
