/// How a number is printed for people: 1,234.5 in English, 1.234,5 in Vietnamese. A page of our own
/// code, so that a system's locale data cannot change a signed document.
public struct NumberStyle: Sendable {
  private let language: Language

  /// The style of `language`.
  public init(_ language: Language) { self.language = language }

  /// `value` rounded half to even at `decimals` places, thousands grouped; "–" when it is not a
  /// number.
  public func string(_ value: Double, decimals: Int = 0) -> String {
    guard value.isFinite else { return "–" }
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let rounded = (value * scale).rounded(.toNearestOrEven)
    guard abs(rounded) < 9e15 else { return "\(value)" }
    let whole = Int64(rounded)
    var digits = String(whole.magnitude)
    while digits.count <= decimals { digits = "0" + digits }
    let text = Array(digits)
    let integer = text.dropLast(decimals)
    let (group, point) = language == .english ? (",", ".") : (".", ",")
    var out = whole < 0 ? "−" : ""
    for (index, digit) in integer.enumerated() {
      if index > 0, (integer.count - index) % 3 == 0 { out += group }
      out.append(digit)
    }
    if decimals > 0 { out += point + String(text.suffix(decimals)) }
    return out
  }

  /// A share such as 0.9 as "90%".
  public func percent(_ share: Double, decimals: Int = 0) -> String {
    string(share * 100, decimals: decimals) + "%"
  }
}

extension Double {
  /// The shortest decimal text that reads back as the same double, without a trailing ".0"; empty
  /// when missing (`nan`). This is how every number is written into a CSV file.
  public var csvText: String {
    if isNaN { return "" }
    let text = "\(self)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
