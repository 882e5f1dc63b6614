import ForestModel
import Glibc

/// Holds the measurements of trees against what is ordinary in their table: plots in another unit, heights
/// that do not go with their diameters. The table shows what is ordinary; nothing is compared with a forest
/// that the reader has not given. It takes the table part by part, whole plots each, in any order.
struct MeasurementChecks {
  // Limits, each far beyond what the sound tables of the sample data and of two tropical inventories hold.

  /// Plots of so many trees show what they have in common.
  static let treesOfPlot = 5
  /// Deviation of a plot's median diameter, in robust standard deviations of all plots' medians.
  private static let girthDeviation = 4.0
  /// Least spread of the plots' medians of ln diameter.
  static let leastSpread = 0.15
  /// Smallest tree of the plot over the smallest tree of an ordinary plot: pi for girths.
  private static let girthSmallest = 2.5
  /// Metres of height per metre of diameter that hardly any tree exceeds.
  static let slenderness = 200.0
  /// Bamboo-thin stems may be slender.
  private static let slenderFromCm = 5.0
  /// ln of height over expected height from which a plot is in another unit.
  static let unitOfPlot = log(2.5)

  /// ln of height over expected height, at least: 2 upwards, 3.5 downwards, where tops break; and 4 and 6
  /// robust standard deviations.
  static func heightLimits(_ curve: HeightCurve) -> (high: Double, low: Double) {
    (max(log(2.0), 4 * curve.spread), max(log(3.5), 6 * curve.spread))
  }

  /// Whether hardly any tree is so slender.
  static func isSlender(dbhCm: Double, heightM: Double) -> Bool {
    heightM * 100 / dbhCm > slenderness && dbhCm >= slenderFromCm
  }

  private let norms: MeasurementNorms
  private let limits: (high: Double, low: Double)?
  private let file: String
  /// Plots whose heights are in another unit.
  private(set) var heightUnits = FindingLog()
  /// Plots whose diameters are girths.
  private(set) var girths = FindingLog()
  /// Single heights unlike those of their diameters.
  private(set) var heights = FindingLog()

  init(_ norms: MeasurementNorms, file: String) {
    self.norms = norms
    limits = norms.curve.map(Self.heightLimits)
    self.file = file
  }

  /// Looks at further rows, all those of their plots.
  mutating func add(_ trees: TreeTable) {
    addPlots(trees)
    var own = FindingLog()
    for tree in 0..<trees.count where Self.isComparable(trees, tree) {
      let (dbh, height) = (trees.dbhCm[tree], trees.heightM[tree])
      if Self.isSlender(dbhCm: dbh, heightM: height) { continue }
      add(.init(row: trees.row[tree], dbhCm: dbh, heightM: height), &own)
    }
    heights.merge(own)
  }

  /// Looks at all that was kept.
  mutating func add(_ suspects: SuspectMeasurements) {
    for plots in suspects.plots { addPlots(plots) }
    for tree in suspects.trees.sorted(by: { $0.row < $1.row }) { add(tree, &heights) }
  }

  private mutating func addPlots(_ trees: TreeTable) {
    // Heights in centimetres tell nothing of diameters or of one another.
    guard norms.heightUnit == nil else { return }
    reportHeightUnits(trees)
    reportGirths(trees)
  }

  private func here(_ trees: TreeTable, _ tree: Int, _ column: String) -> FindingLocation {
    FindingLocation(file: file, row: trees.row[tree], column: column)
  }

  // MARK: Heights in another unit

  /// The plots with enough heights to be compared.
  static func heightPlots(_ trees: TreeTable) -> [(plot: String, members: [Int])] {
    trees.byPlot {
      trees.heightM[$0] > 0 && trees.dbhCm[$0] > 0 && trees.isLiveTree($0)
    }
    .filter { $0.members.count >= treesOfPlot }
  }

  private mutating func reportHeightUnits(_ trees: TreeTable) {
    guard let curve = norms.curve else { return }
    var own = FindingLog()
    for (plot, members) in Self.heightPlots(trees) {
      let residual = Median.of(
        members.map { curve.residual(dbhCm: trees.dbhCm[$0], heightM: trees.heightM[$0]) })
      guard residual > Self.unitOfPlot, let unit = Self.unit(ofRatio: exp(residual)) else {
        continue
      }
      own.add(
        Self.heightUnit(
          unit, factor: exp(residual), plot: plot, count: members.count,
          medianM: Median.of(members.map { trees.heightM[$0] }),
          at: here(trees, members[0], "height_m")))
    }
    heightUnits.merge(own)
  }

  static func heightUnit(
    _ unit: String, factor: Double, plot: String, count: Int, medianM: Double,
    at location: FindingLocation
  ) -> Finding {
    Finding(
      .heightUnit, at: location,
      [
        "count": "\(count)", "plot": plot, "unit": unit, "factor": tenths(factor),
        "median": tenths(medianM), "table": "trees",
      ])
  }

  /// The unit whose factor is nearest: 3.28 for feet, 10 for dm, 100 for cm.
  static func unit(ofRatio ratio: Double) -> String? {
    switch ratio {
    case 2..<5.7: "ft"
    case 5.7..<32: "dm"
    case 32..<320: "cm"
    default: nil
    }
  }

  // MARK: Girths under the name of diameters

  /// The plots with enough diameters to be compared.
  static func girthPlots(_ trees: TreeTable) -> [(plot: String, members: [Int])] {
    trees.byPlot {
      trees.dbhCm[$0] > 0 && !trees.isRejected[$0] && !trees.isFromGirth[$0]
        && trees.isLiveTree($0)
    }
    .filter { $0.members.count >= treesOfPlot }
  }

  static func lnDbh(_ dbhCm: Double) -> Double { log(dbhCm) }

  private mutating func reportGirths(_ trees: TreeTable) {
    guard let norms = self.norms.girths else { return }
    var own = FindingLog()
    for (plot, members) in Self.girthPlots(trees) {
      let median = Median.of(members.map { Self.lnDbh(trees.dbhCm[$0]) })
      let smallest = members.reduce(.infinity) { min($0, trees.dbhCm[$1]) }
      guard norms.isSuspect(median: median, smallest: smallest),
        isGirth(
          trees, members, deviation: norms.deviation(median: median),
          smallest: norms.smallestFactor(smallest))
      else { continue }
      own.add(
        .girthSuspected, at: here(trees, members[0], "dbh_cm"),
        [
          "count": "\(members.count)", "plot": plot, "median": Self.tenths(exp(median)),
          "factor": Self.tenths(norms.factor(median: median)), "least": Self.tenths(smallest),
        ])
    }
    girths.merge(own)
  }

  /// Two witnesses: the diameters themselves and, where there are some, the heights. Tall trees are big.
  private func isGirth(
    _ trees: TreeTable, _ members: [Int], deviation: Double, smallest: Double
  ) -> Bool {
    let stands = deviation > Self.girthDeviation && smallest > Self.girthSmallest
    let heights = members.filter { trees.heightM[$0] > 0 }
    guard let curve = norms.curve, heights.count >= 3 else { return stands }
    func residual(_ divisor: Double) -> Double {
      Median.of(
        heights.map {
          curve.residual(dbhCm: trees.dbhCm[$0] / divisor, heightM: trees.heightM[$0])
        })
    }
    let (asWritten, asGirth) = (residual(1), residual(.pi))
    if stands { return abs(asGirth) < abs(asWritten) }
    return asWritten < -0.35 && abs(asGirth) < 0.2
  }

  // MARK: Single heights

  /// Whether the height of a tree may be held against its diameter.
  static func isComparable(_ trees: TreeTable, _ tree: Int) -> Bool {
    trees.heightM[tree] > 0 && trees.dbhCm[tree] >= slenderFromCm && !trees.isRejected[tree]
      && trees.isLiveTree(tree)
  }

  /// What is to be said of a tree that is slenderer than hardly any.
  static func slender(
    dbhCm: Double, heightM: Double, at location: FindingLocation
  ) -> Finding {
    Finding(
      .heightDiameterRatio, at: location,
      [
        "dbh": dbhCm.findingText, "value": heightM.findingText,
        "ratio": "\(Int((heightM * 100 / dbhCm).rounded()))",
      ])
  }

  /// Looks at a tree that is comparable and not slender.
  private func add(_ tree: SuspectMeasurements.Tree, _ log: inout FindingLog) {
    guard norms.heightUnit == nil, let curve = norms.curve, let limits else { return }
    let residual = curve.residual(dbhCm: tree.dbhCm, heightM: tree.heightM)
    guard residual > limits.high || residual < -limits.low else { return }
    log.add(
      .heightOutlier, at: FindingLocation(file: file, row: tree.row, column: "height_m"),
      [
        "dbh": tree.dbhCm.findingText, "value": tree.heightM.findingText,
        "expected": Self.tenths(curve.heightM(dbhCm: tree.dbhCm)),
      ])
  }

  static func tenths(_ value: Double) -> String { ((value * 10).rounded() / 10).findingText }
}
