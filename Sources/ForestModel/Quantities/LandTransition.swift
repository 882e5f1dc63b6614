/// Land-cover classes of one place on two dates.
public struct LandTransition: Sendable, Hashable, Comparable {
  /// Class on the first date.
  public let from: Int
  /// Class on the second date.
  public let to: Int

  /// Pairs two classes.
  public init(from: Int, to: Int) {
    self.from = from
    self.to = to
  }

  /// A transition written as `2>5`, `2→5` or `2-5`; `nil` for anything else.
  public init?(_ text: String) {
    for mark in [">", "→", "-"] {
      let parts = text.split(separator: mark, omittingEmptySubsequences: false)
        .map { $0.filter { !$0.isWhitespace } }
      if parts.count == 2, let from = Int(parts[0]), let to = Int(parts[1]) {
        self.init(from: from, to: to)
        return
      }
    }
    return nil
  }

  /// Whether the class stayed.
  public var isStable: Bool { from == to }

  /// `2>5`.
  public var text: String { "\(from)>\(to)" }

  /// By the first class, then by the second.
  public static func < (left: Self, right: Self) -> Bool {
    (left.from, left.to) < (right.from, right.to)
  }
}
