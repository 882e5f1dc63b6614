public import ForestModel

/// The rows of a table brought together by what is written in one column: all rows with the same text there
/// are in the same part, in the order of the table. They lie on disk; see `BucketFile`.
public final class GatheredTable {
  /// Where the columns are.
  public let mapping: ColumnMapping
  /// Rows that are not blank.
  public let rows: Int
  /// Number of the last of them.
  public let lastRow: Int
  /// What was found before the first row, and what ended the reading.
  public let head, tail: FindingLog
  private let rules: RowRules
  private let file: BucketFile

  fileprivate init(
    _ file: BucketFile, _ rules: RowRules, rows: Int, lastRow: Int, head: FindingLog,
    tail: FindingLog
  ) {
    self.file = file
    self.rules = rules
    mapping = rules.mapping
    self.rows = rows
    self.lastRow = lastRow
    self.head = head
    self.tail = tail
  }

  /// Hands out the parts to several threads; see `TableReader.readParts`.
  ///
  /// - Parameters: `work` is done by `threads` threads; `take` gets its results one after the other, always
  ///   in the same order, which is not that of the table.
  public func readParts<Result: Sendable>(
    threads: Int, work: @escaping @Sendable (TablePart) -> Result, take: (Result) throws -> Void
  ) throws {
    var pieces = OrderedWork(threads: threads, work)
    for bucket in 0..<file.count {
      let bytes = try file.bytes(of: bucket)
      if bytes.isEmpty { continue }
      if let result = pieces.add(TablePart(content: .stored(bytes), rules: rules)) {
        try take(result)
      }
    }
    while let result = pieces.next() { try take(result) }
  }
}

extension TableReader {
  /// What a part of the table leaves in each bucket.
  private struct Spread: Sendable {
    var buckets: [[UInt8]]
    var rows = 0
    var lastRow = 0
    var log = FindingLog()
    let rules: RowRules
  }

  /// Reads the whole table once and brings its rows together on disk.
  ///
  /// - Parameters:
  ///   - column: what is written there decides the part of a row.
  ///   - parts: number of parts.
  ///   - place: any number for a text, always the same for the same text.
  /// - Returns: `nil` where there are no rows, or the header says that they cannot be read.
  public func gather(
    _ schema: TableSchema, stated: [String: String], text: TextStatements = TextStatements(),
    by column: String, parts: Int, threads: Int, log: inout FindingLog,
    place: @escaping @Sendable (String) -> UInt64
  ) throws -> GatheredTable? {
    let file = try BucketFile(buckets: parts)
    var rules: RowRules?
    var head = FindingLog()
    var tail = FindingLog()
    var rows = 0
    var lastRow = 0
    _ = try readParts(
      schema, stated: stated, text: text, rows: 1 << 15, changing: column, threads: threads,
      log: &log
    ) { part in
      var spread = Spread(buckets: Array(repeating: [], count: parts), rules: part.rules)
      part.eachRow(&spread.log) { row, _ in
        let text = part.rules.text(column, in: row)
        row.store(in: &spread.buckets[Int(truncatingIfNeeded: place(text) % UInt64(parts))])
        spread.rows += 1
        spread.lastRow = row.number
        return true
      }
      return spread
    } take: { spread, log in
      if rules == nil {
        rules = spread.rules
        head = log
        log = FindingLog()
      }
      for (bucket, bytes) in spread.buckets.enumerated() where !bytes.isEmpty {
        try file.append(bytes, to: bucket)
      }
      rows += spread.rows
      lastRow = max(lastRow, spread.lastRow)
      tail.add(spread.log)
      return spread.rows
    }
    guard let rules else { return nil }
    tail.add(log)
    return GatheredTable(
      file, rules, rows: rows, lastRow: lastRow, head: head, tail: tail)
  }
}

extension RowRules {
  /// The text of a column in a row as it stands in the file.
  func text(_ column: String, in row: TableRow) -> String {
    guard needsRecoding(row) else { return mapping.text(column, in: row) }
    var row = row
    _ = row.recode(mapping.places(of: column), plan ?? TextPlan())
    return mapping.text(column, in: row)
  }
}

// MARK: Rows in memory

extension TableRow {
  private static let ascii: UInt8 = 1
  private static let separatorIsComma: UInt8 = 2
  private static let decimalComma: UInt8 = 4

  /// Appends the row to `bytes`, as this machine writes numbers: it is read back by the same run.
  func store(in bytes: inout [UInt8]) {
    func add(_ value: some FixedWidthInteger) {
      withUnsafeBytes(of: value) { bytes.append(contentsOf: $0) }
    }
    add(number)
    add(UInt32(count))
    add(
      (isASCII ? Self.ascii : 0) | (commaIsSeparator ? Self.separatorIsComma : 0)
        | (usesDecimalComma ? Self.decimalComma : 0))
    for span in spans { add(UInt32(span.end - span.start)) }
    for span in spans { bytes.append(contentsOf: self.bytes[span.start..<span.end]) }
  }

  /// Takes the row that was stored at `place` of `stored`, and moves behind it.
  mutating func restore(_ stored: UnsafeRawBufferPointer, _ place: inout Int) {
    func take<Number: FixedWidthInteger>(_: Number.Type) -> Number {
      defer { place += MemoryLayout<Number>.size }
      return stored.loadUnaligned(fromByteOffset: place, as: Number.self)
    }
    clear()
    number = take(Int.self)
    let count = Int(take(UInt32.self))
    let flags = take(UInt8.self)
    isASCII = flags & Self.ascii != 0
    commaIsSeparator = flags & Self.separatorIsComma != 0
    usesDecimalComma = flags & Self.decimalComma != 0
    var end = 0
    for _ in 0..<count {
      let start = end
      end += Int(take(UInt32.self))
      spans.append(Span(start: start, end: end))
    }
    bytes.append(contentsOf: stored[place..<(place + end)])
    place += end
  }
}
