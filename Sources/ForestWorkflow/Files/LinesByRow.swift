import ForestGeo

/// Lines of a file that come in another order than they are to stand in, put aside on disk until all are
/// there.
struct LinesByRow {
  /// Rows whose lines are brought into order together.
  private static let together = 1 << 14

  private let file: BucketFile

  /// - Parameter lastRow: the largest number of a row that a line is of.
  init(lastRow: Int) throws(WorkflowError) {
    do throws(GeoError) {
      file = try BucketFile(buckets: lastRow / Self.together + 1)
    } catch {
      throw WorkflowError(error)
    }
  }

  /// Puts lines aside. Every line is of another row.
  ///
  /// - Parameter rows: the row of each line, ascending.
  func add(_ lines: CSVLines, rows: [Int]) throws(WorkflowError) {
    var waiting: [UInt8] = []
    var bucket = 0
    var start = 0
    do throws(GeoError) {
      for (row, end) in zip(rows, lines.ends) {
        if row / Self.together != bucket {
          try file.append(waiting, to: bucket)
          waiting.removeAll(keepingCapacity: true)
          bucket = row / Self.together
        }
        waiting.append(number: row)
        waiting.append(number: end - start)
        waiting += lines.bytes[start..<end]
        start = end
      }
      try file.append(waiting, to: bucket)
    } catch {
      throw WorkflowError(error)
    }
  }

  /// Hands on all lines in the order of their rows, some at a time.
  func each(_ take: (CSVLines) throws(WorkflowError) -> Void) throws(WorkflowError) {
    for bucket in 0..<file.count {
      let bytes: [UInt8]
      do throws(GeoError) {
        bytes = try file.bytes(of: bucket)
      } catch {
        throw WorkflowError(error)
      }
      var line = Array(repeating: 0..<0, count: Self.together)
      var place = 0
      while place < bytes.count {
        let start = place + 2 * MemoryLayout<Int>.size
        let end = start + bytes.number(at: place + MemoryLayout<Int>.size)
        line[bytes.number(at: place) % Self.together] = start..<end
        place = end
      }
      var lines = CSVLines()
      for line in line where !line.isEmpty { lines.add(line: bytes[line]) }
      try take(lines)
    }
  }
}

extension [UInt8] {
  /// Appends a number as this machine writes it.
  fileprivate mutating func append(number: Int) {
    Swift.withUnsafeBytes(of: number) { append(contentsOf: $0) }
  }

  fileprivate func number(at place: Int) -> Int {
    withUnsafeBytes { $0.loadUnaligned(fromByteOffset: place, as: Int.self) }
  }
}
