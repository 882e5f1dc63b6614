import ForestModel

/// Why a cell is no number, where that can be told; a wrong cell is never read as what it may mean.
public enum CellFault: Sendable, Equatable {
  /// `#N/A`, `#DIV/0!` and the other error marks of spreadsheets.
  case spreadsheetError
  /// A number with thousands marks: its value.
  case grouped(Double)
  /// A number and a unit behind it.
  case unit(String)
  /// A percentage.
  case percent
  /// Digits or signs of another alphabet: its value.
  case otherDigits(Double)
  /// A date.
  case date
  /// Anything else.
  case text

  /// Looks for the reason why `cell` is no number.
  public init(_ cell: String) {
    self = .text
    if Self.isSpreadsheetError(cell) {
      self = .spreadsheetError
    } else if Self.isDate(cell) {
      self = .date
    } else if let value = Self.ungrouped(cell) {
      self = .grouped(value)
    } else if let last = cell.last, last == "%" || last == "％",
      Self.number(String(cell.dropLast())) != nil
    {
      self = .percent
    } else if let unit = Self.unit(of: cell) {
      self = .unit(unit)
    } else if let value = Self.plain(cell).flatMap(Self.number) {
      self = .otherDigits(value)
    }
  }

  /// Whether a cell holds the error mark of a spreadsheet.
  public static func isSpreadsheetError(_ cell: String) -> Bool {
    cell.hasPrefix("#")
      && [
        "#N/A", "#DIV/0!", "#REF!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!",
        "#N/A!",
      ].contains(cell.uppercased())
  }

  private static func number(_ text: String) -> Double? {
    let cell = Array(text.utf8)
    if case .value(let value) = NumberText.parse(
      cell[...], commaIsSeparator: false, usesDecimalComma: false)
    {
      return value
    }
    return nil
  }

  /// `1.234,5`, `1,234.5`, `1 234,5` (any blank), `1'234.5`: groups of three behind the first mark, the
  /// last other mark decimal.
  private static func ungrouped(_ cell: String) -> Double? {
    var digits = ""  // with "g" for a mark of thousands that is neither point nor comma
    for character in cell {
      if character.isASCII, character.isNumber || character == "." || character == "," {
        digits.append(character)
      } else if character == "'" || character == "’" || character.isWhitespace {
        digits.append("g")
      } else if digits.isEmpty, character == "-" || character == "+" {
        continue
      } else {
        return nil
      }
    }
    let marks = digits.filter { !$0.isNumber }
    guard let first = marks.first, let last = marks.last else { return nil }
    var whole = digits
    var fraction = ""
    if marks.count > 1, first != last, last != "g", let place = digits.lastIndex(of: last) {
      whole = String(digits[..<place])
      fraction = String(digits[digits.index(after: place)...])
    } else if first != "g", marks.count == 1 {
      return nil
    }
    guard Set(whole.filter { !$0.isNumber }).count == 1, fraction.allSatisfy(\.isNumber) else {
      return nil
    }
    let groups = whole.split(separator: first, omittingEmptySubsequences: false)
    guard let head = groups.first, (1...3).contains(head.count),
      groups.dropFirst().allSatisfy({ $0.count == 3 })
    else { return nil }
    let sign = cell.first == "-" ? "-" : ""
    return number(sign + groups.joined() + (fraction.isEmpty ? "" : "." + fraction))
  }

  /// The known unit behind a number: "12,5 cm".
  private static func unit(of cell: String) -> String? {
    // The figure ends at the first letter, so that the 3 of m3 stays with its unit.
    guard let start = cell.firstIndex(where: { $0.isLetter || "°\"'″′".contains($0) }),
      start > cell.startIndex
    else { return nil }
    let unit = cell[start...].trimmingSpaces
    let known = [
      "mm", "cm", "dm", "m", "met", "mét", "ft", "feet", "foot", "inch", "in", "kg", "g", "t",
      "tấn", "ha", "m2", "m²", "m3", "m³", "g/cm3", "g/cm³", "kg/m3", "kg/m³", "t/ha", "độ", "do",
      "deg", "°", "\"", "'", "″", "′", "cây",
    ]
    guard known.contains(unit.lowercased()), number(cell[..<start].trimmingSpaces) != nil else {
      return nil
    }
    return unit
  }

  /// The cell in the digits and signs of the keyboard; `nil` where it holds anything but a number.
  private static func plain(_ cell: String) -> String? {
    var text = ""
    for character in cell {
      switch character {
      case "−", "–", "—", "－": text.append("-")
      case "．", "٫", "·": text.append(".")
      case "，": text.append(",")
      case "\u{200B}", "\u{FEFF}", "\u{2060}", "\u{200E}", "\u{200F}": continue
      case let other where other.isWhitespace: text.append(" ")
      case let other:
        if let digit = other.wholeNumberValue, (0...9).contains(digit) {
          text.append(String(digit))
        } else if other.isASCII {
          text.append(other)
        } else {
          return nil
        }
      }
    }
    return text
  }

  /// `12/5/2025`, `2025-05-12`, `12-May`, `05-Thg5`, with or without a time behind it.
  private static func isDate(_ cell: String) -> Bool {
    let day = cell.split(separator: " ").first.map(String.init) ?? cell
    let parts = day.split { "-/.".contains($0) }
    if parts.count == 3, parts.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isNumber } }),
      !day.contains(".") || parts[2].count == 4
    {
      let values = parts.compactMap { Int($0) }
      return parts[0].count == 4 || parts[2].count == 4
        || (day.contains("/") && values.count == 3 && values[0] <= 31 && values[1] <= 31)
    }
    let months = [
      "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "thg",
    ]
    let words = cell.lowercased().split { "-/ ".contains($0) }
    guard (2...4).contains(words.count) else { return false }
    return words.contains { word in months.contains { word.hasPrefix($0) } }
      && words.allSatisfy { word in
        word.allSatisfy(\.isNumber) || months.contains { word.hasPrefix($0) && word.count <= 9 }
      }
      && words.contains { $0.contains(where: \.isNumber) }
  }
}

extension StringProtocol {
  /// Without blanks at both ends.
  fileprivate var trimmingSpaces: String {
    String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}
