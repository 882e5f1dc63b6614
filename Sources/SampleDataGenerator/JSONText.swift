import ForestModel

/// JSON with its keys in the order given, so that equal content is equal bytes.
indirect enum JSONText {
  case text(String)
  case number(Double)
  case integer(Int)
  case list([JSONText])
  case object([(String, JSONText)])

  /// A number rounded to some significant digits: no more than it can claim.
  static func rounded(_ value: Double, decimals: Int = 2) -> JSONText {
    let scale = (0..<decimals).reduce(1.0) { factor, _ in factor * 10 }
    return .number((value * scale).rounded() / scale)
  }

  func written(indent: String = "") -> String {
    let inner = indent + "  "
    switch self {
    case .text(let text): return Self.quoted(text)
    case .number(let value): return value.isFinite ? value.csvText : "null"
    case .integer(let value): return String(value)
    case .list(let items):
      return "[" + items.map { $0.written(indent: inner) }.joined(separator: ", ") + "]"
    case .object(let members):
      let lines = members.map { inner + Self.quoted($0.0) + ": " + $0.1.written(indent: inner) }
      return "{\n" + lines.joined(separator: ",\n") + "\n" + indent + "}"
    }
  }

  private static func quoted(_ text: String) -> String {
    let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      .replacing("\n", with: "\\n")
    return "\"" + escaped + "\""
  }
}
