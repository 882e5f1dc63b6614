/// Numbers in the slots of findings: written once, printed with the decimal mark of the sentence they stand in.
/// Text that was read from a file is never touched, also where it looks like a number.
enum FindingNumber {
  // From the private use area, which no text of a file should hold; it never leaves a finding.
  static let mark: Character = "\u{F8FE}"

  /// `value` without marks, its numbers written for `language`.
  static func text(_ value: String, _ language: Language) -> String {
    guard value.contains(mark) else { return value }
    var text = ""
    var isNumber = false
    var rest = value[...]
    while let next = rest.popFirst() {
      if next == mark {
        isNumber = true
        continue
      }
      isNumber = isNumber && (next.isASCII && (next.isNumber || "+-.e".contains(next)))
      // The last point of "0.5." ends a sentence.
      let isMark = next == "." && rest.first?.isNumber == true
      text.append(isNumber && isMark && language == .vietnamese ? "," : next)
    }
    return text
  }
}

extension Double {
  /// The number for a slot of a finding: `0.5` in an English sentence, `0,5` in a Vietnamese one.
  public var findingText: String {
    let text = csvText
    return text.contains(".") ? String(FindingNumber.mark) + text : text
  }
}

extension [String: String] {
  /// Sets a slot of a finding to words that differ between the languages.
  public mutating func put(_ name: String, _ words: Phrase) {
    self[name] = words.english
    self[name + "_vi"] = words.vietnamese
  }

  /// One slot with words that differ between the languages.
  public static func words(_ name: String, _ words: Phrase) -> [String: String] {
    [name: words.english, name + "_vi": words.vietnamese]
  }
}
