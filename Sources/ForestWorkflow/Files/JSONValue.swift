import FoundationEssentials

/// A JSON document: keys sorted, numbers in their shortest form, so that equal results are equal
/// bytes. What is missing (`nan`) is null.
public enum JSONValue: Codable, Sendable, Equatable {
  /// Nothing known.
  case null
  /// A truth value.
  case bool(Bool)
  /// A whole number.
  case integer(Int)
  /// A number; `nan` and infinities are written as null.
  case number(Double)
  /// Text.
  case string(String)
  /// A list.
  case array([JSONValue])
  /// Named values.
  case object([String: JSONValue])

  /// Writes the value into an encoder.
  public func encode(to encoder: any Encoder) throws {
    var box = encoder.singleValueContainer()
    switch self {
    case .null: try box.encodeNil()
    case .bool(let value): try box.encode(value)
    case .integer(let value): try box.encode(value)
    case .number(let value): try value.isFinite ? box.encode(value) : box.encodeNil()
    case .string(let value): try box.encode(value)
    case .array(let values): try box.encode(values)
    case .object(let values): try box.encode(values)
    }
  }

  /// Reads a value from a document; a whole number becomes an integer.
  public init(from decoder: any Decoder) throws {
    let box = try decoder.singleValueContainer()
    if box.decodeNil() {
      self = .null
    } else if let value = try? box.decode(Bool.self) {
      self = .bool(value)
    } else if let value = try? box.decode(Int.self) {
      self = .integer(value)
    } else if let value = try? box.decode(Double.self) {
      self = .number(value)
    } else if let value = try? box.decode(String.self) {
      self = .string(value)
    } else if let values = try? box.decode([JSONValue].self) {
      self = .array(values)
    } else {
      self = .object(try box.decode([String: JSONValue].self))
    }
  }

  /// The document as UTF-8, indented, with a line end.
  public func bytes() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try Array(encoder.encode(self)) + [UInt8(ascii: "\n")]
  }
}
