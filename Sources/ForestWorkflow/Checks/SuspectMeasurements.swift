import ForestModel

/// Trees and plots of a long table that may turn out to be unlike the others, kept until the whole of it is
/// known; and of all others the extremes, which tell whether one of them should have been kept. Memory does
/// not grow with the trees.
struct SuspectMeasurements: Sendable {
  /// A single height.
  struct Tree: Sendable {
    var row: Int
    var dbhCm: Double
    var heightM: Double
  }
  /// Single heights kept at most, 24 bytes each.
  private static let mostTrees = 200_000
  /// Rows of plots kept at most, some 300 bytes each.
  private static let mostRows = 50_000

  private(set) var trees: [Tree] = []
  /// Whole plots.
  private(set) var plots: [TreeTable] = []
  private var rows = 0
  /// Heights of the trees that were not kept.
  private var extremes = HeightExtremes()
  /// Of each plot with enough diameters: median ln diameter, the smallest diameter in cm, and whether its
  /// trees were kept.
  private(set) var medians: [Double] = []
  private(set) var smallest: [Double] = []
  private var isKept: [Bool] = []
  /// Median residual from the curve of the ruler, the largest of all plots not kept and of those kept.
  private var residual = -Double.infinity
  private var residualKept = -Double.infinity
  /// Diameters of trees with a height, cm.
  private var least = Double.infinity
  private var largest = -Double.infinity

  /// Considers the height of a tree that may be held against the others.
  mutating func add(row: Int, dbhCm: Double, heightM: Double, _ ruler: MeasurementRuler?) {
    if ruler?.mayStandOut(dbhCm: dbhCm, heightM: heightM) == true {
      trees.append(Tree(row: row, dbhCm: dbhCm, heightM: heightM))
    } else {
      extremes.add(dbhCm: dbhCm, heightM: heightM)
    }
  }

  /// Considers the plots of some rows.
  mutating func addPlots(_ trees: TreeTable, _ ruler: MeasurementRuler?) {
    var kept: Set<String> = []
    for (plot, members) in MeasurementChecks.heightPlots(trees) {
      for tree in members {
        least = min(least, trees.dbhCm[tree])
        largest = max(largest, trees.dbhCm[tree])
      }
      guard let ruler, let curve = ruler.curve else {
        residual = .infinity
        continue
      }
      let median = Median.of(
        members.map { curve.residual(dbhCm: trees.dbhCm[$0], heightM: trees.heightM[$0]) })
      if ruler.mayBeOtherUnit(median) {
        residualKept = max(residualKept, median)
        kept.insert(plot)
      } else {
        residual = max(residual, median)
      }
    }
    for (plot, members) in MeasurementChecks.girthPlots(trees) {
      let median = Median.of(members.map { MeasurementChecks.lnDbh(trees.dbhCm[$0]) })
      let least = members.reduce(.infinity) { min($0, trees.dbhCm[$1]) }
      medians.append(median)
      smallest.append(least)
      let isSuspect = ruler?.mayBeGirths(median: median, smallest: least) == true
      isKept.append(isSuspect)
      if isSuspect { kept.insert(plot) }
    }
    if !kept.isEmpty {
      let rows = trees.rows { kept.contains(trees.plotID[$0]) }
      plots.append(rows)
      self.rows += rows.count
    }
  }

  /// Adds what a later part kept, as long as there is room.
  mutating func add(_ other: SuspectMeasurements) {
    extremes.add(other.extremes)
    if trees.count + other.trees.count <= Self.mostTrees {
      trees += other.trees
    } else {
      for tree in other.trees { extremes.add(dbhCm: tree.dbhCm, heightM: tree.heightM) }
    }
    medians += other.medians
    smallest += other.smallest
    residual = max(residual, other.residual)
    least = min(least, other.least)
    largest = max(largest, other.largest)
    if rows + other.rows <= Self.mostRows {
      rows += other.rows
      plots += other.plots
      isKept += other.isKept
      residualKept = max(residualKept, other.residualKept)
    } else {
      isKept += Array(repeating: false, count: other.isKept.count)
      residual = max(residual, other.residualKept)
    }
  }

  /// Whether every tree and plot that stands out by `norms` was kept.
  func holdsAll(_ norms: MeasurementNorms, _ ruler: MeasurementRuler?) -> Bool {
    if let girths = norms.girths,
      medians.indices.contains(where: {
        !isKept[$0] && girths.isSuspect(median: medians[$0], smallest: smallest[$0])
      })
    {
      return false
    }
    guard let curve = norms.curve else { return true }
    let limits = MeasurementChecks.heightLimits(curve)
    if extremes.mayLeave(curve, high: limits.high, low: limits.low) { return false }
    guard residual > -.infinity else { return true }
    guard let old = ruler?.curve else { return false }
    // A median moves by no more than the curve that it is held against.
    let moved = old.excess(over: curve, fromCm: least, toCm: largest)
    return residual + moved < MeasurementChecks.unitOfPlot - 1e-6
  }
}
