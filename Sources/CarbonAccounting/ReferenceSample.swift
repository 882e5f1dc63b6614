/// One mapped class of a reference sample that is being planned.
public struct PlannedClass: Sendable, Equatable {
  /// Name.
  public var name: String
  /// Mapped hectares.
  public var areaHa: Double
  /// User's accuracy that is expected, 0 to 1.
  public var expectedAccuracy: Double
  /// Cells that can be drawn.
  public var cells: Int

  /// Describes a class.
  public init(name: String, areaHa: Double, expectedAccuracy: Double, cells: Int) {
    self.name = name
    self.areaHa = areaHa
    self.expectedAccuracy = expectedAccuracy
    self.cells = cells
  }
}

/// How many points an interpreter has to look at, and how they are dealt out to the mapped classes.
///
/// Source: Olofsson et al. 2014, Remote Sensing of Environment 148:42-57, section 5.1.
public struct ReferenceSample: Sendable, Equatable {
  /// Points needed before rounding; `nan` when the number was stated.
  public let exactPoints: Double
  /// Points of each class.
  public let points: [Int]
  /// Standard error of the overall accuracy that these points would give if the expected accuracies
  /// hold; `nan` with a class of one point.
  public let expectedStandardError: Double

  /// Points in all.
  public var total: Int { points.reduce(0, +) }

  /// Points of a plan at most; nobody interprets more.
  public static let limit = 1_000_000

  /// Points for a standard error of the overall accuracy, before rounding:
  /// n = ( sum W_i S_i / S(O) )² with S_i = sqrt(U_i (1 - U_i)). (Eq. 13, for a map of many cells.)
  public static func exactPoints(
    _ classes: [PlannedClass], standardError: Double
  ) -> Double {
    let total = classes.reduce(0) { $0 + $1.areaHa }
    let sum = classes.reduce(0) {
      $0 + $1.areaHa / total
        * ($1.expectedAccuracy * (1 - $1.expectedAccuracy)).squareRoot()
    }
    return (sum / standardError) * (sum / standardError)
  }

  /// Plans for a standard error of the overall accuracy; `nil` when the classes or the aim are impossible
  /// or more than `limit` points would be needed.
  public init?(_ classes: [PlannedClass], standardError: Double, minimum: Int) {
    let exact = Self.exactPoints(classes, standardError: standardError)
    guard exact >= 0, exact <= Double(Self.limit) else { return nil }
    self.init(classes, total: Int(exact.rounded(.up)), exact: exact, minimum: minimum)
  }

  /// Plans for a stated number of points.
  public init?(_ classes: [PlannedClass], total: Int, minimum: Int) {
    self.init(classes, total: total, exact: .nan, minimum: minimum)
  }

  private init?(_ classes: [PlannedClass], total: Int, exact: Double, minimum: Int) {
    guard (0...Self.limit).contains(total), (0...Self.limit).contains(minimum),
      !classes.isEmpty,
      classes.allSatisfy({
        $0.areaHa > 0 && $0.areaHa.isFinite && (0...1).contains($0.expectedAccuracy)
          && $0.cells > 0
      }), let points = Self.allocate(classes, total: total, minimum: minimum)
    else { return nil }
    exactPoints = exact
    self.points = points
    let land = classes.reduce(0) { $0 + $1.areaHa }
    expectedStandardError =
      zip(classes, points).reduce(0) { sum, pair in
        let (weight, u) = (pair.0.areaHa / land, pair.0.expectedAccuracy)
        return sum + weight * weight * u * (1 - u) / (Double(pair.1) - 1)
      }.squareRoot()
  }

  /// Each class gets its share of the area, but at least `minimum`; what the rare classes take comes off
  /// the others. Where the minima alone need more than `total`, the sum is larger than `total`. No class
  /// gets more points than it has cells.
  private static func allocate(
    _ classes: [PlannedClass], total: Int, minimum: Int
  ) -> [Int]? {
    var points = classes.map { min(minimum, $0.cells) }
    var open = Array(classes.indices)
    while !open.isEmpty {
      let fixed = classes.indices.filter { !open.contains($0) }.reduce(0) { $0 + points[$1] }
      let left = max(0, total - fixed)
      guard let parts = LargestRemainder.split(left, by: open.map { classes[$0].areaHa }) else {
        return nil
      }
      // A class whose share is below its minimum keeps the minimum; one with too few cells gives them all.
      let bound = zip(open, parts).filter { place, part in
        part < min(minimum, classes[place].cells) || part > classes[place].cells
      }
      if bound.isEmpty {
        for (place, part) in zip(open, parts) { points[place] = part }
        return points
      }
      let rare = bound.filter { $0.1 < min(minimum, classes[$0.0].cells) }
      for (place, _) in rare.isEmpty ? bound : rare {
        points[place] = rare.isEmpty ? classes[place].cells : min(minimum, classes[place].cells)
      }
      let done = Set((rare.isEmpty ? bound : rare).map(\.0))
      open.removeAll { done.contains($0) }
    }
    return points
  }
}
