import ForestModel

/// Lines of a CSV file as bytes: UTF-8, commas, quotes where needed, LF; numbers as `csvText`.
struct CSVLines: Sendable {
  private(set) var bytes: [UInt8] = []
  /// Where in `bytes` each line ends.
  private(set) var ends: [Int] = []
  private var isStart = true

  /// No lines yet.
  init() {}

  /// Appends a cell; quoted where it holds a comma, a quote or a line end.
  mutating func add(_ cell: String) {
    separate()
    var cell = cell
    cell.withUTF8 { text in
      let needsQuotes = text.contains {
        $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\n")
          || $0 == UInt8(ascii: "\r")
      }
      guard needsQuotes else {
        bytes.append(contentsOf: text)
        return
      }
      bytes.append(UInt8(ascii: "\""))
      for byte in text {
        if byte == UInt8(ascii: "\"") { bytes.append(byte) }
        bytes.append(byte)
      }
      bytes.append(UInt8(ascii: "\""))
    }
  }

  /// Appends a number as `csvText`; empty for `nan`.
  mutating func add(_ value: Double) {
    separate()
    if value.isNaN { return }
    // What people measured has few decimals: then it is the quotient of a whole number and 1000, and its
    // digits are at hand. Below 15 digits no other decimal of that length is the same double.
    let thousandths = (value * 1000).rounded()
    if value > 0, thousandths < 1e12, thousandths / 1000 == value {
      append(Int(thousandths))
    } else {
      // As `csvText`, without a text of its own.
      bytes.append(contentsOf: "\(value)".utf8)
      let end = bytes.count
      if bytes[end - 1] == UInt8(ascii: "0"), bytes[end - 2] == UInt8(ascii: ".") {
        bytes.removeLast(2)
      }
    }
  }

  /// Appends a whole number.
  mutating func add(_ value: Int) {
    separate()
    bytes.append(contentsOf: String(value).utf8)
  }

  /// Ends the line.
  mutating func endRow() {
    bytes.append(UInt8(ascii: "\n"))
    ends.append(bytes.count)
    isStart = true
  }

  /// Appends further lines.
  mutating func add(_ lines: CSVLines) {
    ends += lines.ends.map { bytes.count + $0 }
    bytes.append(contentsOf: lines.bytes)
  }

  /// Appends a line that was made before, with its line end.
  mutating func add(line: some Collection<UInt8>) {
    bytes.append(contentsOf: line)
    ends.append(bytes.count)
  }

  /// Forgets the lines, but not the room they took.
  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
  }

  private mutating func separate() {
    if !isStart { bytes.append(UInt8(ascii: ",")) }
    isStart = false
  }

  /// A number of thousandths, above zero.
  private mutating func append(_ thousandths: Int) {
    let (whole, fraction) = thousandths.quotientAndRemainder(dividingBy: 1000)
    appendDigits(whole, atLeast: 1)
    if fraction == 0 { return }
    bytes.append(UInt8(ascii: "."))
    var (digits, count) = (fraction, 3)
    while digits % 10 == 0 {
      digits /= 10
      count -= 1
    }
    appendDigits(digits, atLeast: count)
  }

  private mutating func appendDigits(_ value: Int, atLeast count: Int) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
      var rest = value
      var start = digits.count
      repeat {
        start -= 1
        digits[start] = UInt8(ascii: "0") + UInt8(rest % 10)
        rest /= 10
      } while rest > 0 || digits.count - start < count
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: digits[start...]))
    }
  }
}
