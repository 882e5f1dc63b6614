import CarbonStock
public import ForestModel

// How people write answers, in either language, and what a form tells them.
extension RiskQuestion {
  /// The answer that a text stands for: `yes` or `có`, `no` or `không`, the code of an option or its
  /// meaning in either language, with or without Vietnamese marks. `nil` for other texts and for
  /// questions that take a number.
  public func answer(word text: String) -> RiskAnswer? {
    let word = LetterFolding.plain(text)
    switch kind {
    case .yesNo:
      if ["yes", "y", "co", "true"].contains(word) { return .yesNo(true) }
      if ["no", "n", "khong", "false"].contains(word) { return .yesNo(false) }
      return nil
    case .oneOf(let options):
      let found = options.first { option in
        [option.code, option.text.english, option.text.vietnamese].contains {
          LetterFolding.plain($0) == word
        }
      }
      return found.map { .option($0.code) }
    case .number: return nil
    }
  }

  /// The words that may be answered, as stable codes; empty for a number.
  public var codes: [String] {
    switch kind {
    case .yesNo: ["yes", "no"]
    case .oneOf(let options): options.map(\.code)
    case .number: []
    }
  }

  /// Range and unit of a number, or the codes with their meaning, for a form.
  public func allowed(_ language: Language) -> String {
    switch kind {
    case .yesNo: return Phrase("yes, no", vi: "có, không").text(language)
    case .oneOf(let options):
      return options.map { "\($0.code) = \($0.text.text(language))" }.joined(separator: "; ")
    case .number(let range, let unit):
      let style = NumberStyle(language)
      func decimals(_ value: Double) -> Int { value == value.rounded() ? 0 : 1 }
      let slots = [
        "low": style.string(range.lowerBound, decimals: decimals(range.lowerBound)),
        "high": style.string(range.upperBound, decimals: decimals(range.upperBound)),
      ]
      switch unit {
      case "%":
        return Phrase(
          "percent, {low} to {high}; 40 for 40%",
          vi: "phần trăm, từ {low} đến {high}; 40 nghĩa là 40%"
        ).text(language, slots)
      case "years":
        return Phrase("years, {low} to {high}", vi: "số năm, từ {low} đến {high}")
          .text(language, slots)
      case "count":
        return Phrase("whole number, {low} to {high}", vi: "số nguyên, từ {low} đến {high}")
          .text(language, slots)
      default:
        return Phrase("number, {low} to {high}", vi: "số, từ {low} đến {high}")
          .text(language, slots)
      }
    }
  }

  /// Whether the number is a percentage.
  public var isPercent: Bool {
    if case .number(_, unit: "%") = kind { return true }
    return false
  }
}

extension RiskQuestion.Condition {
  /// The condition in signs, the same in both languages: `PRJ-alm = yes`; `;` is and, `/` is or. Empty for
  /// a question that is always asked.
  public var text: String {
    switch self {
    case .always: ""
    case .yes(let id): "\(id) = yes"
    case .no(let id): "\(id) = no"
    case .above(let id, let limit): "\(id) > \(limit.csvText)"
    case .other(let id, let code): "\(id) ≠ \(code)"
    case .all(let list): list.map(\.text).filter { !$0.isEmpty }.joined(separator: "; ")
    case .any(let list): list.map(\.text).joined(separator: " / ")
    }
  }
}

extension RiskAnswer {
  /// The stable form: `yes`, `no`, the code of the option, the number.
  public var code: String {
    switch self {
    case .yesNo(let value): value ? "yes" : "no"
    case .option(let code): code
    case .number(let value): value.csvText
    }
  }
}
