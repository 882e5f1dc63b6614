/// One constant that entered a result, with where it comes from. Printed with the result, so that an
/// auditor finds every number that was not measured.
public struct Parameter: Sendable, Equatable {
  /// Name in the field's words, e.g. `carbon fraction`; files and programs use the English one.
  public let name: Phrase
  /// Value as used.
  public let value: String
  /// Unit, `-` for a ratio.
  public let unit: String
  /// Author, year, table or equation; `user` for a value given on the command line.
  public let source: Phrase
  /// Whether the value was seen in its source. `false` must be shown to the reader.
  public let confirmed: Bool
  /// Whether the value is the user's own: this program cannot confirm it.
  public let isStated: Bool

  /// Describes a constant.
  public init(
    name: Phrase, value: String, unit: String, source: Phrase, confirmed: Bool,
    isStated: Bool = false
  ) {
    self.name = name
    self.value = value
    self.unit = unit
    self.source = source
    self.confirmed = confirmed
    self.isStated = isStated || source == .statedByUser
  }
}

extension Phrase {
  /// The source of a value that was typed on the command line or in project.yaml.
  public static let statedByUser = Phrase("user", vi: "người dùng khai báo")
}
