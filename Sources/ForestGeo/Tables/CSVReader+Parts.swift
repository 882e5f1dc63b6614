import ForestModel

/// Cutting a text table into parts of whole rows, without looking into their cells.
extension CSVReader {
  /// A reader of rows that are in memory, of which the first has the number `firstRow`.
  init(_ bytes: [UInt8], firstRow: Int, separator: UInt8, usesDecimalComma: Bool) {
    self.init(
      rows: bytes, before: firstRow - 1, separator: separator, usesDecimalComma: usesDecimalComma)
  }

  /// Reads the next row from memory; what stops the reading is a finding.
  mutating func nextInMemory(
    _ row: inout TableRow, _ log: inout FindingLog, file: String
  ) -> Bool {
    do {
      return try next(&row)
    } catch Fault.unclosedQuote(let number) {
      log.add(.unclosedQuote, at: FindingLocation(file: file, row: number))
    } catch {
      preconditionFailure("memory is read without errors: \(error)")
    }
    return false
  }

  /// The next rows, at least `size` of them, and then on to the first row whose cells at `places` differ
  /// from those of the row before; `nil` at the end of the file.
  ///
  /// - Parameter rest: bytes that were taken from the file and belong to no part yet; begins empty.
  mutating func nextPart(
    rows size: Int, changing places: [Int], rest: inout [UInt8]
  ) throws -> (bytes: [UInt8], firstRow: Int)? {
    var bytes = rest
    rest = []
    takeBuffer(&bytes)
    let firstRow = rowNumber + 1
    var isAtEnd = false
    var start = 0
    var key: [UInt8] = []
    while true {
      guard let end = rowEnd(bytes, from: start, isAtEnd: isAtEnd) else {
        if isAtEnd { break }
        if bytes.count - start > Self.rowLimit {
          if start == 0 { throw Fault.rowTooLong(row: rowNumber + 1) }
          break
        }
        try fill()
        isAtEnd = filled == 0
        takeBuffer(&bytes)
        continue
      }
      if rowNumber + 1 - firstRow >= size - 1 {
        let next = self.key(bytes[start..<end], places)
        if !key.isEmpty, !next.isEmpty, next != key, rowNumber + 1 - firstRow >= size { break }
        if !next.isEmpty { key = next }
      }
      rowNumber += 1
      start = end
    }
    if start < bytes.count {
      rest = Array(bytes[start...])
      bytes.removeSubrange(start...)
    }
    return bytes.isEmpty ? nil : (bytes, firstRow)
  }

  /// What is written at `places` of a row; empty where nothing is.
  private func key(_ bytes: ArraySlice<UInt8>, _ places: [Int]) -> [UInt8] {
    if places.isEmpty { return [] }
    var reader = CSVReader(
      Array(bytes), firstRow: 1, separator: separator, usesDecimalComma: false)
    var row = TableRow()
    var unsaid = FindingLog()
    return reader.nextInMemory(&row, &unsaid, file: "") ? row.key(places) : []
  }

  /// Where the row that begins at `start` ends, behind its line end; `nil` where more bytes are needed
  /// to know, or none are left. Rows end here exactly where `next` ends them.
  private func rowEnd(_ bytes: [UInt8], from start: Int, isAtEnd: Bool) -> Int? {
    let (quote, lineFeed) = (UInt8(ascii: "\""), UInt8(ascii: "\n"))
    let carriageReturn = UInt8(ascii: "\r")
    return bytes.withUnsafeBufferPointer { bytes in
      var isQuoted = false
      var isCellStart = true
      var place = start
      while place < bytes.count {
        let byte = bytes[place]
        place += 1
        if isQuoted {
          if byte != quote { continue }
          // A doubled quote is a letter of the cell.
          if place == bytes.count, !isAtEnd { return nil }
          if place < bytes.count, bytes[place] == quote { place += 1 } else { isQuoted = false }
          continue
        }
        if byte == lineFeed { return place }
        if byte == carriageReturn {
          if place == bytes.count, !isAtEnd { return nil }
          return place < bytes.count && bytes[place] == lineFeed ? place + 1 : place
        }
        isQuoted = byte == quote && isCellStart
        isCellStart = byte == separator
      }
      return isAtEnd && start < bytes.count ? bytes.count : nil
    }
  }
}

extension TableRow {
  /// What is written at some places, for comparing rows; empty where nothing is.
  func key(_ places: [Int]) -> [UInt8] {
    var key: [UInt8] = []
    for place in places {
      let cell = NumberText.trimmed(cell(place))
      if cell.isEmpty { continue }
      key.append(contentsOf: cell)
      key.append(0x1F)
    }
    return key
  }
}
