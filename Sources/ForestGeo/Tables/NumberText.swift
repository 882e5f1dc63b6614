import Glibc

/// A cell that should hold a number.
public enum NumberCell: Sendable, Equatable {
  /// Empty, or one of the words for "not measured": NA, N/A, NULL, a dash.
  case missing
  /// A number.
  case value(Double)
  /// Not a number.
  case text
  /// A number whose comma may be decimal or thousands.
  case ambiguous
}

/// Strict reading of numbers: digits, one decimal mark, an exponent; nothing else.
enum NumberText {
  /// Reads `bytes`. A comma counts as the decimal mark; where the file itself is separated by commas
  /// (`commaIsSeparator`), a quoted "1,234" could also mean 1234 and is `ambiguous`.
  /// Where the file writes decimal commas (`usesDecimalComma`), "1.200" could mean 1200 likewise.
  static func parse(
    _ bytes: ArraySlice<UInt8>, commaIsSeparator: Bool, usesDecimalComma: Bool
  ) -> NumberCell {
    let cell = trimmed(bytes)
    if isMissing(cell) { return .missing }
    var mantissa: UInt64 = 0
    var digits = 0  // significant digits in `mantissa`
    var scale = 0  // power of ten still to apply
    var integerDigits = 0
    var fractionDigits = 0
    var sawPoint = false
    var sawComma = false
    var index = cell.startIndex
    let isNegative = cell[index] == UInt8(ascii: "-")
    if isNegative || cell[index] == UInt8(ascii: "+") { index += 1 }
    scan: while index < cell.endIndex {
      let byte = cell[index]
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        if digits < 19 {
          mantissa = mantissa * 10 + UInt64(byte - UInt8(ascii: "0"))
          if mantissa > 0 { digits += 1 }
          if sawPoint { scale -= 1 }
        } else if !sawPoint {
          scale += 1
        }
        if sawPoint { fractionDigits += 1 } else { integerDigits += 1 }
      case UInt8(ascii: "."), UInt8(ascii: ","):
        guard !sawPoint else { return .text }
        sawPoint = true
        sawComma = byte == UInt8(ascii: ",")
      case UInt8(ascii: "e"), UInt8(ascii: "E"):
        break scan
      default:
        return .text
      }
      index += 1
    }
    guard integerDigits + fractionDigits > 0 else { return .text }
    // Three digits behind the mark and one to three before it, not just a zero.
    let looksGrouped = fractionDigits == 3 && (1...3).contains(integerDigits) && digits > 3
    if looksGrouped && sawPoint && (sawComma ? commaIsSeparator : usesDecimalComma) {
      return .ambiguous
    }
    let hasExponent = index < cell.endIndex
    if hasExponent {
      guard let exponent = exponent(cell[(index + 1)...]) else { return .text }
      scale += exponent
    }
    // Exact when the mantissa fits a double and the power of ten is exact (Clinger 1990); the rest
    // goes through strtod.
    if mantissa < (1 << 53), abs(scale) <= 22 {
      let power = powersOfTen[abs(scale)]
      let value = scale < 0 ? Double(mantissa) / power : Double(mantissa) * power
      return .value(isNegative ? -value : value)
    }
    let plain = cell.map { $0 == UInt8(ascii: ",") ? UInt8(ascii: ".") : $0 }
    guard let value = Double(String(decoding: plain, as: UTF8.self)), value.isFinite else {
      return .text
    }
    return .value(value)
  }

  static func isMissing(_ cell: ArraySlice<UInt8>) -> Bool {
    switch cell.count {
    case 0: return true
    case 1: return cell[cell.startIndex] == UInt8(ascii: "-")
    case 2, 3, 4:
      // Most cells are numbers: only what begins with an N is worth a look.
      guard cell[cell.startIndex] | 0x20 == UInt8(ascii: "n") else { return false }
      let word = String(decoding: cell, as: UTF8.self).uppercased()
      return word == "NA" || word == "N/A" || word == "NULL"
    default: return false
    }
  }

  /// Without blanks (also the no-break space) at both ends, and without the `="…"` that spreadsheets
  /// wrap around text.
  static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var cell = bytes
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
    while true {
      if let first = cell.first, isBlank(first) {
        cell = cell.dropFirst()
      } else if let last = cell.last, isBlank(last) {
        cell = cell.dropLast()
      } else if cell.count >= 2, cell[cell.startIndex] == 0xC2, cell[cell.startIndex + 1] == 0xA0 {
        cell = cell.dropFirst(2)
      } else if cell.count >= 2, cell[cell.endIndex - 2] == 0xC2, cell[cell.endIndex - 1] == 0xA0 {
        cell = cell.dropLast(2)
      } else {
        break
      }
    }
    if cell.count >= 3, cell[cell.startIndex] == UInt8(ascii: "="),
      cell[cell.startIndex + 1] == UInt8(ascii: "\""), cell.last == UInt8(ascii: "\"")
    {
      return cell.dropFirst(2).dropLast()
    }
    return cell
  }

  private static func exponent(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard !bytes.isEmpty, bytes.count <= 5 else { return nil }
    return Int(String(decoding: bytes, as: UTF8.self))
  }

  /// 1, 10, 100 and so on; exact.
  static let powersOfTen: [Double] = (0...22).map { pow(10, Double($0)) }
}
