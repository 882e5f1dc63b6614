/// What a reference sample says about a map: points by mapped class (rows) and by reference class
/// (columns), and the mapped area of each class.
///
/// The mapped classes are the strata of the sample, or parts of strata: within one mapped class every
/// place had the same chance to be drawn.
public struct ErrorMatrix: Sendable, Equatable {
  /// Classes, in the order of rows and columns.
  public let classes: [String]
  /// Mapped hectares; 0 for a class that only the reference knows.
  public let mappedHa: [Double]
  /// Points, `counts[mapped][reference]`.
  public let counts: [[Int]]

  /// Points of one cell at most; above that something else was counted.
  public static let countLimit = 1_000_000_000

  /// A matrix; `nil` unless it is square, with finite areas of 0 or more that are not all 0, and counts from
  /// 0 to `countLimit`.
  public init?(classes: [String], mappedHa: [Double], counts: [[Int]]) {
    guard !classes.isEmpty, Set(classes).count == classes.count, mappedHa.count == classes.count,
      counts.count == classes.count, counts.allSatisfy({ $0.count == classes.count }),
      mappedHa.allSatisfy({ $0 >= 0 && $0.isFinite }), mappedHa.contains(where: { $0 > 0 }),
      counts.allSatisfy({ $0.allSatisfy { (0...Self.countLimit).contains($0) } })
    else { return nil }
    self.classes = classes
    self.mappedHa = mappedHa
    self.counts = counts
  }

  /// Points of each mapped class.
  public var mappedPoints: [Int] { counts.map { $0.reduce(0, +) } }

  /// Points of each reference class.
  public var referencePoints: [Int] {
    classes.indices.map { column in counts.reduce(0) { $0 + $1[column] } }
  }

  /// Classes with land on the map and no point: without them no area can be estimated.
  public var unsampled: [Int] {
    let points = mappedPoints
    return classes.indices.filter { mappedHa[$0] > 0 && points[$0] == 0 }
  }
}
