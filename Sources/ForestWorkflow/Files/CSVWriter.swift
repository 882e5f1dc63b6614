import Glibc

/// A file written piece by piece; what the disk refuses is thrown, never swallowed.
struct FileWriter: ~Copyable {
  private let file: Int32
  private let path: String
  private var buffer: [UInt8] = []

  init(_ path: String) throws(WorkflowError) {
    file = try Self.create(path)
    self.path = path
  }

  deinit { close(file) }

  private static func create(_ path: String) throws(WorkflowError) -> Int32 {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw .surroundings(path: path, detail: lastSystemError()) }
    return file
  }

  mutating func write(_ text: some Sequence<UInt8>) throws(WorkflowError) {
    buffer.append(contentsOf: text)
    if buffer.count > 1 << 20 { try flush() }
  }

  /// Writes what is left and makes it safe on the disk.
  consuming func finish() throws(WorkflowError) {
    try flush()
    guard fsync(file) == 0 || errno == EINVAL else {
      throw .surroundings(path: path, detail: lastSystemError())
    }
  }

  private mutating func flush() throws(WorkflowError) {
    var start = 0
    while start < buffer.count {
      let count = buffer[start...].withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      guard count > 0 else { throw .surroundings(path: path, detail: lastSystemError()) }
      start += count
    }
    buffer.removeAll(keepingCapacity: true)
  }
}

/// A CSV file: UTF-8, commas, quotes where needed, LF; numbers as `csvText`.
struct CSVWriter: ~Copyable {
  private var writer: FileWriter
  private let isForSpreadsheets: Bool

  /// - Parameter isForSpreadsheets: whether cells that a spreadsheet would take for a formula get an apostrophe
  ///   before them. Tables that programs read back keep every text as it is.
  init(
    _ path: String, header: [String], isForSpreadsheets: Bool = false
  ) throws(WorkflowError) {
    var writer = try FileWriter(path)
    try writer.write(Self.line(header))
    self.writer = writer
    self.isForSpreadsheets = isForSpreadsheets
  }

  mutating func row(_ cells: [String]) throws(WorkflowError) {
    try writer.write(Self.line(isForSpreadsheets ? cells.map(Self.harmless) : cells))
  }

  /// Appends lines that were made elsewhere.
  mutating func write(_ lines: CSVLines) throws(WorkflowError) { try writer.write(lines.bytes) }

  /// A text that no spreadsheet computes; numbers stay numbers.
  private static func harmless(_ cell: String) -> String {
    guard let first = cell.first, "=+-@\t\r".contains(first), Double(cell) == nil else {
      return cell
    }
    return "'" + cell
  }

  private static func line(_ cells: [String]) -> [UInt8] {
    var line = CSVLines()
    for cell in cells { line.add(cell) }
    line.endRow()
    return line.bytes
  }

  consuming func finish() throws(WorkflowError) { try writer.finish() }
}
