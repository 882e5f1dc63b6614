/// What became of the rows of one input: read = used + rejected. Nothing is dropped without a word.
public struct RowAccount: Sendable, Equatable {
  /// Role of the table, e.g. `trees`.
  public var table: String
  /// Rows read, header and blank lines left aside.
  public var read = 0
  /// Rows that entered the result.
  public var used = 0
  /// Rows that did not, and why: reason code to count.
  public var rejectedBy: [String: Int] = [:]
  /// Among the rows used: values that were filled in, and how: reason code to count.
  public var imputedBy: [String: Int] = [:]

  /// An account of no rows yet.
  public init(table: String) { self.table = table }

  /// Rows rejected, all reasons together.
  public var rejected: Int { rejectedBy.values.reduce(0, +) }
  /// Values filled in, all reasons together.
  public var imputed: Int { imputedBy.values.reduce(0, +) }
  /// Whether every row is accounted for.
  public var isBalanced: Bool { read == used + rejected }

  /// Counts a row as left out for `reason`.
  public mutating func reject(_ reason: String, count: Int = 1) {
    if count > 0 { rejectedBy[reason, default: 0] += count }
  }

  /// Adds what another part of the same table counted.
  public mutating func add(_ other: RowAccount) {
    read += other.read
    used += other.used
    rejectedBy.merge(other.rejectedBy, uniquingKeysWith: +)
    imputedBy.merge(other.imputedBy, uniquingKeysWith: +)
  }

  /// Counts a filled-in value.
  public mutating func impute(_ reason: String, count: Int = 1) {
    if count > 0 { imputedBy[reason, default: 0] += count }
  }
}
