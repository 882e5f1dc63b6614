import ForestModel
import Glibc

/// One row of a table, whatever it was read from. Its buffers are reused from row to row.
public struct TableRow: Sendable {
  /// Where a cell lies in the bytes of the row.
  struct Span {
    var start: Int
    var end: Int
  }

  /// Row as a spreadsheet counts: the first row of the file is 1, blank lines count.
  public internal(set) var number = 0
  /// The bytes of all cells; between two cells there may be a separator.
  var bytes: [UInt8] = []
  var spans: [Span] = []
  /// Whether no byte is above 0x7F.
  var isASCII = true
  var commaIsSeparator = false
  var usesDecimalComma = false

  /// Number of cells.
  public var count: Int { spans.count }

  /// Whether all cells are blank.
  public var isBlank: Bool {
    spans.allSatisfy { span in
      bytes[span.start..<span.end].allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
    }
  }

  func cell(_ index: Int) -> ArraySlice<UInt8> {
    guard index < spans.count else { return [] }
    return bytes[spans[index].start..<spans[index].end]
  }

  /// The text of a cell in NFC without blanks at its ends; empty when the row has no such cell.
  public func text(_ index: Int) -> String {
    guard index < spans.count, spans[index].start < spans[index].end else { return "" }
    let span = spans[index]
    // Most cells need no trimming: they begin and end with a letter or a digit.
    if Self.isAlphanumeric(bytes[span.start]), Self.isAlphanumeric(bytes[span.end - 1]) {
      let text = bytes.withUnsafeBufferPointer {
        String(decoding: UnsafeBufferPointer(rebasing: $0[span.start..<span.end]), as: UTF8.self)
      }
      return isASCII ? text : NormalForm.composed(text)
    }
    let text = String(decoding: NumberText.trimmed(cell(index)), as: UTF8.self)
    return isASCII ? text : NormalForm.composed(text)
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10
  }

  /// Turns the cells at `places` into UTF-8.
  /// - Returns: the places of cells of which bytes mean nothing, with their number.
  mutating func recode(
    _ places: some Sequence<Int>, _ plan: TextPlan
  ) -> [(place: Int, bytes: Int)] {
    var texts: [Int: String] = [:]
    var damaged: [(place: Int, bytes: Int)] = []
    for place in places where place < count {
      let (cell, column) = (cell(place), plan[place])
      guard column.isUpperCase || TextEncoding.isBeyondASCII(cell) else { continue }
      let found = column.read(cell)
      if found.meaningless > 0 { damaged.append((place, found.meaningless)) }
      texts[place] = found.text
    }
    if texts.isEmpty { return [] }
    let old = self
    clear()
    for place in 0..<old.count {
      if let text = texts[place] {
        append(text)
      } else {
        append(old.cell(place))
      }
    }
    return damaged
  }

  /// The number in a cell.
  public func number(_ index: Int) -> NumberCell {
    if let value = plainNumber(index) { return .value(value) }
    return NumberText.parse(
      cell(index), commaIsSeparator: commaIsSeparator, usesDecimalComma: usesDecimalComma)
  }

  /// Digits with at most one point, nothing else and no doubt: what nearly all cells are. `nil` leaves
  /// the cell to `NumberText`, which says what it is; where both read a number they read the same.
  private func plainNumber(_ index: Int) -> Double? {
    guard index < spans.count else { return nil }
    let span = spans[index]
    // So short that digits and power of ten are exact doubles.
    guard span.end > span.start, span.end - span.start <= 15 else { return nil }
    var mantissa: UInt64 = 0
    var point = -1
    for place in span.start..<span.end {
      let digit = bytes[place] &- UInt8(ascii: "0")
      if digit < 10 {
        mantissa = mantissa * 10 + UInt64(digit)
      } else if bytes[place] == UInt8(ascii: "."), point < 0 {
        point = place
      } else {
        return nil
      }
    }
    if point < 0 { return Double(mantissa) }
    let decimals = span.end - 1 - point
    if span.end - span.start == 1 || (usesDecimalComma && decimals == 3) { return nil }
    return Double(mantissa) / NumberText.powersOfTen[decimals]
  }

  /// Whether a cell is blank or one of the words for "not measured".
  public func isMissing(_ index: Int) -> Bool {
    NumberText.isMissing(NumberText.trimmed(cell(index)))
  }

  /// Whether all bytes are UTF-8.
  var isUTF8: Bool { isASCII || String(validating: bytes, as: UTF8.self) != nil }

  mutating func clear() {
    bytes.removeAll(keepingCapacity: true)
    spans.removeAll(keepingCapacity: true)
    isASCII = true
  }

  /// Ends a cell that was appended byte by byte, behind the one before.
  mutating func endCell() {
    spans.append(Span(start: spans.last?.end ?? 0, end: bytes.count))
  }

  mutating func append(_ text: String) {
    let start = bytes.count
    bytes.append(contentsOf: text.utf8)
    spans.append(Span(start: start, end: bytes.count))
    isASCII = false
  }

  mutating func append(_ cell: some Collection<UInt8>) {
    let start = bytes.count
    bytes.append(contentsOf: cell)
    spans.append(Span(start: start, end: bytes.count))
    isASCII = false
  }
}

/// A streaming reader of separated text (RFC 4180 and its relatives).
///
/// Goals in order: true row numbers (GDAL skips blank lines), no row lost, bounded memory, speed.
/// The separator - comma, semicolon or tab - is taken from the header row. Quoted cells may hold
/// separators, line ends and doubled quotes; a byte order mark is skipped. Text in UTF-16 with such a mark,
/// as Excel saves "Unicode text", is turned into UTF-8 on the way; bytes of any other encoding stay as
/// they are.
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

  /// -1 where the rows are in memory.
  private let file: Int32
  private let path: String
  private var buffer: [UInt8]
  private var position = 0
  private(set) var filled = 0
  var rowNumber = 0
  /// Buffers filled since the row began.
  private var fillsOfRow = 0
  private var wide: UTF16Stream?
  /// Bytes taken from the file so far.
  private(set) var bytesRead = 0
  private(set) var separator: UInt8 = UInt8(ascii: ",")
  /// Whether the file writes 12,5 somewhere: then 1.200 may be twelve hundred.
  private(set) var usesDecimalComma = false

  /// Opens a file and finds out how it is written.
  static func open(_ path: String, headerRow: Int) throws(GeoError) -> CSVReader {
    var reader = CSVReader(file: try openFile(path), path: path)
    try reader.start()
    reader.separator = reader.sniffSeparator(headerRow)
    reader.usesDecimalComma = reader.separator != UInt8(ascii: ",") && reader.hasDecimalComma()
    return reader
  }

  private init(file: Int32, path: String) {
    self.file = file
    self.path = path
    buffer = Array(repeating: 0, count: Self.bufferSize)
  }

  /// Rows that are in memory, behind row number `before`.
  init(rows: [UInt8], before: Int, separator: UInt8, usesDecimalComma: Bool) {
    file = -1
    path = ""
    buffer = rows
    filled = rows.count
    rowNumber = before
    self.separator = separator
    self.usesDecimalComma = usesDecimalComma
  }

  deinit { if file >= 0 { close(file) } }

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

  /// Whether the whole file is UTF-8 (or UTF-16 with its mark).
  static func isUTF8(_ path: String) throws(GeoError) -> Bool {
    var reader = CSVReader(file: try openFile(path), path: path)
    var check = UTF8Check()
    try reader.start()
    while reader.filled > 0 {
      if !check.accepts(reader.buffer[reader.position..<reader.filled]) { return false }
      try reader.fill()
    }
    return check.isComplete
  }

  /// Fills the buffer for the first time and passes over a byte order mark.
  private mutating func start() throws(GeoError) {
    try fill()
    if filled >= 3, buffer[0..<3].elementsEqual([0xEF, 0xBB, 0xBF]) { position = 3 }
    guard let stream = UTF16Stream(mark: buffer[..<min(2, filled)]) else { return }
    wide = stream
    try widen(buffer[2..<filled])
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
    return try takePlainRow(&row) ? true : takeRow(&row)
  }

  /// Takes a row that lies in the buffer as a whole and has no doubled quotes: it is copied at once,
  /// separators and all. `false` leaves everything as it was.
  private mutating func takePlainRow(_ row: inout TableRow) -> Bool {
    let separator = separator
    let length: Int? = buffer.withUnsafeBufferPointer { buffer in
      let rest = UnsafeBufferPointer(rebasing: buffer[position..<filled])
      var start = 0
      var place = 0
      var bits: UInt8 = 0
      while place < rest.count {
        let byte = rest[place]
        bits |= byte
        if byte == separator {
          row.spans.append(.init(start: start, end: place))
          start = place + 1
        } else if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
          row.spans.append(.init(start: start, end: place))
          return Self.finish(&row, rest, place, bits)
        } else if byte == UInt8(ascii: "\""), place == start {
          start += 1
          place += 1
          while place < rest.count, rest[place] != byte {
            bits |= rest[place]
            place += 1
          }
          row.spans.append(.init(start: start, end: place))
          place += 1
          // Behind the closing quote the cell ends; anything else takes more care.
          guard place < rest.count else { return nil }
          if rest[place] != separator {
            guard rest[place] == UInt8(ascii: "\n") || rest[place] == UInt8(ascii: "\r") else {
              return nil
            }
            return Self.finish(&row, rest, place, bits)
          }
          start = place + 1
        }
        place += 1
      }
      return nil
    }
    guard let length else {
      row.clear()
      return false
    }
    position += length
    return true
  }

  /// Copies a row that ends at `place`; returns its length with the line end, `nil` where that is not
  /// known yet.
  private static func finish(
    _ row: inout TableRow, _ rest: UnsafeBufferPointer<UInt8>, _ place: Int, _ bits: UInt8
  ) -> Int? {
    var length = place + 1
    if rest[place] == UInt8(ascii: "\r") {
      // CR LF, or the lone CR of old spreadsheets.
      guard length < rest.count else { return nil }
      if rest[length] == UInt8(ascii: "\n") { length += 1 }
    }
    row.bytes.append(contentsOf: UnsafeBufferPointer(rebasing: rest[..<place]))
    row.isASCII = bits < 0x80
    return length
  }

  /// Takes any row, byte by byte.
  private mutating func takeRow(_ row: inout TableRow) throws -> Bool {
    var isQuoted = false  // inside a quoted cell
    var cellStart = true
    row.isASCII = false
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
        row.endCell()
        cellStart = true
      case UInt8(ascii: "\n"):
        row.endCell()
        return true
      case UInt8(ascii: "\r"):
        // CR LF, or the lone CR of old spreadsheets.
        if try hasMore(), buffer[position] == UInt8(ascii: "\n") { position += 1 }
        row.endCell()
        return true
      default:
        row.bytes.append(byte)
        cellStart = false
      }
    }
    if isQuoted { throw Fault.unclosedQuote(row: rowNumber) }
    row.endCell()
    return true
  }

  private mutating func hasMore() throws -> Bool {
    if position < filled { return true }
    fillsOfRow += 1
    if fillsOfRow * Self.bufferSize > Self.rowLimit { throw Fault.rowTooLong(row: rowNumber) }
    try fill()
    return position < filled
  }

  /// Moves what was read and not yet looked at to the end of `bytes`.
  mutating func takeBuffer(_ bytes: inout [UInt8]) {
    bytes.append(contentsOf: buffer[position..<filled])
    position = filled
  }

  /// Reads on; `filled` is 0 at the end.
  mutating func fill() throws(GeoError) {
    if file < 0 {
      (position, filled) = (0, 0)
      return
    }
    let count = buffer.withUnsafeMutableBytes { read(file, $0.baseAddress, $0.count) }
    guard count >= 0 else {
      throw GeoError(.readFailed, path: path, detail: String(cString: strerror(errno)))
    }
    position = 0
    filled = count
    bytesRead += count
    if wide != nil { try widen(buffer[..<count]) }
  }

  /// Replaces what was read of a file in UTF-16 by the same in UTF-8.
  private mutating func widen(_ read: ArraySlice<UInt8>) throws(GeoError) {
    let text = (read.isEmpty ? wide?.rest() : wide?.utf8(read)) ?? []
    if text.count > buffer.count {
      buffer += Array(repeating: 0, count: text.count - buffer.count)
    }
    buffer.replaceSubrange(0..<text.count, with: text)
    position = 0
    filled = text.count
    // A lone first half of a letter is not yet the end of the file.
    if filled == 0, !read.isEmpty { try fill() }
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
