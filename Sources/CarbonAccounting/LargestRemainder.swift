import ForestModel

/// Whole tonnes out of fractions, without losing or inventing one.
public enum LargestRemainder {
  /// Whole numbers close to `shares` of `total` that add up to `total` exactly.
  ///
  /// Every part is rounded down; what is left goes, one each, to the largest remainders, of equal ones to
  /// the earlier part. A negative total is split like the positive one, with its sign.
  ///
  /// - Parameters: `total` in whole units; `weights` are not negative and not all zero.
  /// - Returns: one whole number per weight; `nil` when the weights are none of that kind.
  public static func split(_ total: Int, by weights: [Double]) -> [Int]? {
    let sum = weights.reduce(0, +)
    guard sum > 0, sum.isFinite, weights.allSatisfy({ $0 >= 0 }), total > .min else { return nil }
    let size = Double(abs(total))
    guard size < 0x1p53 else { return nil }
    let exact = weights.map { size * $0 / sum }
    var parts = exact.map { Int($0.rounded(.down)) }
    let order = exact.indices.sorted {
      let (left, right) = (exact[$0] - Double(parts[$0]), exact[$1] - Double(parts[$1]))
      return left == right ? $0 < $1 : left > right
    }
    let left = abs(total) - parts.reduce(0, +)
    // Rounding of the products can leave one unit too many as well as some too few.
    for place in left >= 0 ? Array(order.prefix(left)) : Array(order.suffix(-left)) {
      parts[place] += left >= 0 ? 1 : -1
    }
    return parts.map { total < 0 ? -$0 : $0 }
  }

  /// The amounts in whole units that add up to their sum rounded down. An amount of exactly a whole
  /// number but for the noise of its computing is not pushed to the next lower one.
  ///
  /// - Returns: `nil` when an amount is not a number or too large to be counted.
  public static func whole(_ amounts: [Double]) -> [Int]? {
    let total = ExactSum(amounts).value
    guard amounts.allSatisfy({ abs($0) < 0x1p53 }), abs(total) < 0x1p53 else { return nil }
    func down(_ value: Double) -> Double {
      let near = value.rounded()
      return abs(value - near) <= 1e-9 * max(1, abs(value)) ? near : value.rounded(.down)
    }
    var parts = amounts.map { Int(down($0)) }
    let rest = Int(down(total)) - parts.reduce(0, +)
    let order = amounts.indices.sorted {
      let (left, right) = (amounts[$0] - Double(parts[$0]), amounts[$1] - Double(parts[$1]))
      return left == right ? $0 < $1 : left > right
    }
    for place in rest >= 0 ? Array(order.prefix(rest)) : Array(order.suffix(-rest)) {
      parts[place] += rest >= 0 ? 1 : -1
    }
    return parts
  }
}
