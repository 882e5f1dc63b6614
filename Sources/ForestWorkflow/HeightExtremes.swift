import Glibc

/// The tallest and the lowest tree of every diameter class, the classes 1.6 % wide or less: they tell
/// whether any tree can be far from a curve that is only known once all trees are read.
struct HeightExtremes {
  private struct Class {
    var lowestM = Double.infinity
    var highestM = -Double.infinity
  }
  /// The classes are the values that share sign, exponent and six bits of the significand.
  private static let shift: UInt64 = 46
  private static let first = Int((0.001).bitPattern >> shift)
  private static let last = Int((1e6).bitPattern >> shift)

  private var classes = Array(repeating: Class(), count: last - first + 1)
  /// Whether some diameter is in no class.
  private var isBeyond = false

  /// Adds a tree; both measurements above 0.
  mutating func add(dbhCm: Double, heightM: Double) {
    let index = Int(dbhCm.bitPattern >> Self.shift) - Self.first
    guard classes.indices.contains(index) else {
      isBeyond = true
      return
    }
    classes[index].lowestM = min(classes[index].lowestM, heightM)
    classes[index].highestM = max(classes[index].highestM, heightM)
  }

  /// Whether some tree may be further from `curve` than a limit, in ln height: above it than `high`, or
  /// below it than `low`. `false` is certain.
  func mayLeave(_ curve: HeightCurve, high: Double, low: Double) -> Bool {
    if isBeyond { return true }
    // Rounding of logarithms.
    let slack = 1e-9
    return classes.indices.contains { index in
      guard classes[index].highestM > 0 else { return false }
      let from = Double(bitPattern: UInt64(index + Self.first) << Self.shift)
      let to = Double(bitPattern: UInt64(index + Self.first + 1) << Self.shift)
      let expected = curve.heightsM(fromCm: from, toCm: to)
      return log(classes[index].highestM / expected.lowerBound) > high - slack
        || log(classes[index].lowestM / expected.upperBound) < -low + slack
    }
  }
}
