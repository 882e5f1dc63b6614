import ForestModel

/// A place of two JSON documents where they differ.
public struct JSONDifference: Sendable, Equatable {
  /// Where, such as `total.co2e_t` or `rows[0].used`.
  public let path: String
  /// Value in the first document; `nil` where it has none.
  public let old: JSONValue?
  /// Value in the second document; `nil` where it has none.
  public let new: JSONValue?

  /// Whether both are numbers that differ by no more than the last digits.
  public var isEqualFigure: Bool {
    guard let one = old?.double, let two = new?.double else { return false }
    return Figures.areEqual(one, two)
  }
}

extension JSONValue {
  /// The number, where it is one.
  public var double: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    default: nil
    }
  }

  /// The text, where it is one.
  var text: String? { if case .string(let text) = self { text } else { nil } }

  /// The named values, where it is an object.
  public var members: [String: JSONValue]? {
    if case .object(let values) = self { values } else { nil }
  }

  /// The list, where it is one.
  var elements: [JSONValue]? { if case .array(let values) = self { values } else { nil } }

  /// As it is shown in a list of differences.
  var shown: String {
    switch self {
    case .null: return ""
    case .bool(let value): return "\(value)"
    case .integer(let value): return "\(value)"
    case .number(let value): return value.csvText
    case .string(let text): return text
    case .array(let values):
      return "[" + values.map(\.shown).joined(separator: ", ") + "]"
    case .object(let values):
      return "{"
        + values.keys.sorted().map { "\($0): \(values[$0]?.shown ?? "")" }.joined(separator: ", ")
        + "}"
    }
  }

  /// Every place where another document differs, by path; lists are compared element by element.
  public func differences(from other: JSONValue, at path: String = "") -> [JSONDifference] {
    if self == other { return [] }
    switch (self, other) {
    case (.object(let old), .object(let new)):
      return Set(old.keys).union(new.keys).sorted().flatMap { name in
        Self.differences(old[name], new[name], path.isEmpty ? name : "\(path).\(name)")
      }
    case (.array(let old), .array(let new)):
      return (0..<max(old.count, new.count)).flatMap { place in
        Self.differences(
          place < old.count ? old[place] : nil, place < new.count ? new[place] : nil,
          "\(path)[\(place)]")
      }
    default:
      // 3 and 3.0 are the same number.
      if let one = double, let two = other.double, one == two { return [] }
      return [JSONDifference(path: path, old: self, new: other)]
    }
  }

  private static func differences(
    _ old: JSONValue?, _ new: JSONValue?, _ path: String
  ) -> [JSONDifference] {
    if let old, let new { return old.differences(from: new, at: path) }
    return [JSONDifference(path: path, old: old, new: new)]
  }
}
