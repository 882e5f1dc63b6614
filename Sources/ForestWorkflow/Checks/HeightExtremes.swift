import Glibc

/// The tallest and the lowest tree of every diameter class, the classes 1.6 % wide or less: they tell
/// whether any tree can be far from a curve that is only known once all trees are read.
struct HeightExtremes: Sendable {
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

  /// The diameters of each class, cm.
  static var diameters: [ClosedRange<Double>] {
    (first...last).map {
      Double(bitPattern: UInt64($0) << shift)...Double(bitPattern: UInt64($0 + 1) << shift)
    }
  }

  /// The class of a diameter above 0; `nil` for what no tree has.
  static func place(dbhCm: Double) -> Int? {
    let index = Int(dbhCm.bitPattern >> shift) - first
    return index >= 0 && index <= last - first ? index : nil
  }

  /// Adds a tree; both measurements above 0.
  mutating func add(dbhCm: Double, heightM: Double) {
    guard let index = Self.place(dbhCm: dbhCm) else {
      isBeyond = true
      return
    }
    classes[index].lowestM = min(classes[index].lowestM, heightM)
    classes[index].highestM = max(classes[index].highestM, heightM)
  }

  /// Adds the trees of another part.
  mutating func add(_ other: HeightExtremes) {
    isBeyond = isBeyond || other.isBeyond
    for (index, more) in other.classes.enumerated() {
      classes[index].lowestM = min(classes[index].lowestM, more.lowestM)
      classes[index].highestM = max(classes[index].highestM, more.highestM)
    }
  }

  /// Whether some tree may be further from `curve` than a limit, in ln height: above it than `high`, or
  /// below it than `low`. `false` is certain.
  func mayLeave(_ curve: HeightCurve, high: Double, low: Double) -> Bool {
    if isBeyond { return true }
    // Rounding of logarithms.
    let slack = 1e-9
    return zip(classes, Self.diameters).contains { extremes, diameters in
      guard extremes.highestM > 0 else { return false }
      let expected = curve.heightsM(fromCm: diameters.lowerBound, toCm: diameters.upperBound)
      return log(extremes.highestM / expected.lowerBound) > high - slack
        || log(extremes.lowestM / expected.upperBound) < -low + slack
    }
  }
}
