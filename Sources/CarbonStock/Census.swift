/// Which census of a remeasured inventory is used.
public enum CensusChoice: Sendable, Equatable {
  /// The one with this label.
  case label(String)
  /// The last one, by number or by date.
  case latest

  /// Name as typed on the command line.
  public var name: String {
    switch self {
    case .label(let label): label
    case .latest: "latest"
    }
  }
}

/// Labels of censuses.
public enum Census {
  /// A label as it is compared: numbers by value (`2`, `2.0` and `02` are one census), other words as
  /// written, extra blanks aside.
  public static func key(_ label: String) -> String {
    let text = label.split(separator: " ").joined(separator: " ")
    guard let value = Double(text), value.isFinite else { return text }
    return value == value.rounded() && abs(value) < 1e15 ? "\(Int64(value))" : "\(value)"
  }

  /// The last of several censuses: the greatest number where all are numbers, the last day where all
  /// are dates `2025-03-15` or `2025-03`; `nil` where the order of the labels is not known.
  public static func latest(of labels: some Collection<String>) -> String? {
    let numbers = labels.map { label in Double(label).flatMap { $0.isFinite ? $0 : nil } }
    if !numbers.contains(nil) {
      return zip(labels, numbers.compactMap(\.self)).max { $0.1 < $1.1 }?.0
    }
    let isDated = labels.allSatisfy(isDate)
    let lengths = Set(labels.map(\.count))
    return isDated && lengths.count == 1 ? labels.max() : nil
  }

  /// Whether a text is a day or month as ISO 8601 writes it.
  private static func isDate(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2 || parts.count == 3, parts[0].count == 4 else { return false }
    return parts.dropFirst().allSatisfy { $0.count == 2 }
      && parts.allSatisfy { $0.allSatisfy { $0.isASCII && $0.isNumber } }
  }
}
