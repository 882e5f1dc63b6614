import ForestModel
import Glibc

/// What checks that hold trees against each other must know of a whole table. It takes the table part by
/// part, whole plots each, and its memory grows with the plots alone (some 20 bytes each).
struct MeasurementSummary: Sendable {
  private let file: String
  private var sample = TreeSample()
  private var copies = RepeatedRows()
  private var names = PlotNames.Altered()
  /// Plots whose diameters are in another unit.
  private var plotUnits = FindingLog()
  /// Trees slenderer than hardly any.
  private var slender = FindingLog()
  /// What may turn out to be unlike the rest of the table.
  private(set) var suspects = SuspectMeasurements()
  private var firstWithHeight: Int?
  private var withDiameter = Rows()
  private var measured = Rows()
  private var withDensity = Rows()

  /// How many rows of a kind there are, and the first of them.
  private struct Rows {
    var count = 0
    var first = 0
    var isFirstFromGirth = false

    mutating func add(_ trees: TreeTable, _ index: Int) {
      if count == 0 {
        first = trees.row[index]
        isFirstFromGirth = trees.isFromGirth[index]
      }
      count += 1
    }

    mutating func add(_ other: Rows) {
      if other.count == 0 { return }
      let count = count
      if count == 0 || other.first < first { self = other }
      self.count = count + other.count
    }
  }

  init(file: String) { self.file = file }

  /// Takes the next rows, all those of their plots.
  ///
  /// - Parameter ruler: tells what is kept until the whole table is known; without one nothing is.
  mutating func add(_ trees: TreeTable, ruler: MeasurementRuler? = nil) {
    sample.add(trees)
    copies.add(trees)
    names.add(trees.plotID, rows: trees.row)
    DiameterUnit.reportPlots(trees, file: file, &plotUnits)
    for index in 0..<trees.count {
      let (dbh, height) = (trees.dbhCm[index], trees.heightM[index])
      if !trees.isRejected[index], !dbh.isNaN { withDiameter.add(trees, index) }
      if trees.woodDensityGPerCm3[index] > 0 { withDensity.add(trees, index) }
      guard dbh > 0, height > 0, trees.isLiveTree(index) else { continue }
      measured.add(trees, index)
      guard !trees.isRejected[index] else { continue }
      if firstWithHeight == nil, !trees.isFromGirth[index] { firstWithHeight = trees.row[index] }
      guard MeasurementChecks.isComparable(trees, index) else { continue }
      if MeasurementChecks.isSlender(dbhCm: dbh, heightM: height) {
        slender.add(
          MeasurementChecks.slender(
            dbhCm: dbh, heightM: height,
            at: FindingLocation(file: file, row: trees.row[index], column: "height_m")))
      } else {
        suspects.add(row: trees.row[index], dbhCm: dbh, heightM: height, ruler)
      }
    }
    suspects.addPlots(trees, ruler)
  }

  /// Adds another part of the table.
  mutating func add(_ other: MeasurementSummary) {
    sample.add(other.sample)
    copies.add(other.copies)
    names.add(other.names)
    plotUnits.merge(other.plotUnits)
    slender.merge(other.slender)
    suspects.add(other.suspects)
    withDiameter.add(other.withDiameter)
    measured.add(other.measured)
    withDensity.add(other.withDensity)
    firstWithHeight = [firstWithHeight, other.firstWithHeight].compactMap(\.self).min()
  }

  // MARK: After the last part

  /// What is ordinary in the table.
  func norms() -> MeasurementNorms {
    let trees = sample.trees
    var norms = MeasurementNorms()
    norms.curve = HeightCurve(
      trees.filter { $0.isSound && $0.heightM > 0 }.map { ($0.dbhCm, $0.heightM) })
    let diameters = trees.filter { !$0.isRejected && !$0.dbhCm.isNaN }
    norms.dbhUnit = DiameterUnit.finding(
      DiameterUnit.Members(
        plot: "*", count: withDiameter.count, row: withDiameter.first,
        isFromGirth: withDiameter.isFirstFromGirth, medianCm: Median.of(diameters.map(\.dbhCm)),
        stoutness: Median.of(diameters.map { $0.dbhCm / $0.heightM }.filter { !$0.isNaN })),
      file: file)
    norms.heightUnit = heightUnit(trees)
    if norms.heightUnit == nil {
      norms.girthTable = girthTable(trees, norms.curve)
      if norms.girthTable == nil {
        norms.girths = .init(medians: suspects.medians, smallest: suspects.smallest)
      }
    }
    WoodDensityUnit.report(
      trees.filter { $0.woodDensityGPerCm3 > 0 }.map(\.woodDensityGPerCm3),
      count: withDensity.count,
      at: FindingLocation(file: file, row: withDensity.first, column: "wood_density_g_cm3"),
      &norms.woodDensity)
    return norms
  }

  /// Heights in cm, dm or feet show in the ratio of height to diameter. A height of 1200 is an error of
  /// its row already; here it counts.
  private func heightUnit(_ trees: [TreeSample.Tree]) -> Finding? {
    let heights = trees.filter(\.isMeasured)
    // Bamboo that is not called so is slender by nature, and thin.
    let stout = heights.filter { $0.dbhCm >= 10 }
    guard stout.count >= MeasurementChecks.treesOfPlot else { return nil }
    let ratio = Median.of(stout.map { $0.heightM * 100 / $0.dbhCm })
    guard ratio > MeasurementChecks.slenderness,
      let unit = MeasurementChecks.unit(ofRatio: ratio / 80)
    else { return nil }
    return MeasurementChecks.heightUnit(
      unit, factor: ratio / 80, plot: "*", count: measured.count,
      medianM: Median.of(heights.map(\.heightM)),
      at: FindingLocation(file: file, row: measured.first, column: "height_m"))
  }

  /// Girths under the name of diameters, in the whole table.
  private func girthTable(_ trees: [TreeSample.Tree], _ curve: HeightCurve?) -> Finding? {
    guard let curve, curve.spread.isFinite, let firstWithHeight else { return nil }
    let heights = trees.filter { $0.isSound && $0.heightM > 0 && !$0.isFromGirth }
    let ratio = Median.of(heights.map { $0.heightM * 100 / $0.dbhCm })
    guard heights.count >= HeightCurve.fewest, ratio < 30, ratio > 10 else { return nil }
    return Finding(
      .girthTableSuspected,
      at: FindingLocation(file: file, row: firstWithHeight, column: "dbh_cm"),
      ["ratio": MeasurementChecks.tenths(ratio), "table": "trees"])
  }

  /// All that was found, in the order of the table.
  ///
  /// - Parameter single: what is found about single plots and trees with `norms`.
  func findings(_ norms: MeasurementNorms, _ single: MeasurementChecks) -> FindingLog {
    var log = FindingLog()
    if let finding = norms.dbhUnit { log.add(finding) } else { log.add(plotUnits) }
    if let finding = norms.heightUnit { log.add(finding) }
    log.add(single.heightUnits)
    if let finding = norms.girthTable { log.add(finding) }
    log.add(single.girths)
    if norms.heightUnit == nil { log.add(slender) }
    log.add(single.heights)
    log.add(norms.woodDensity)
    copies.report(file, &log)
    names.report(file, &log)
    return log
  }
}

/// What is ordinary in a table of trees.
struct MeasurementNorms: Sendable {
  /// Height by diameter; `nil` with too few of both.
  var curve: HeightCurve?
  /// Diameters of the whole table in another unit.
  var dbhUnit: Finding?
  /// Heights of the whole table in another unit: single ones tell nothing then.
  var heightUnit: Finding?
  /// Girths in the whole table.
  var girthTable: Finding?
  var woodDensity = FindingLog()
  /// Diameters of plots; `nil` where there is no telling.
  var girths: Girths?

  struct Girths: Sendable {
    /// Median of the plots' medians of ln diameter, and their robust standard deviation.
    private let middle: Double
    private let spread: Double
    /// Median of the plots' smallest diameters, cm.
    private let least: Double

    /// `nil` with too few plots to tell what is ordinary.
    init?(medians: [Double], smallest: [Double]) {
      guard medians.count >= 5 else { return nil }
      let middle = Median.of(medians)
      self.middle = middle
      spread = max(
        MeasurementChecks.leastSpread, 1.4826 * Median.of(medians.map { abs($0 - middle) }))
      least = Median.of(smallest)
    }

    /// How far a plot is above the others, in robust standard deviations.
    func deviation(median: Double) -> Double { (median - middle) / spread }

    /// How many times as thick as in an ordinary plot the median tree is.
    func factor(median: Double) -> Double { exp(median - middle) }

    /// How many times as thick as in an ordinary plot the smallest tree is.
    func smallestFactor(_ smallest: Double) -> Double { smallest / least }

    /// Whether the least that is asked of girths holds: the plot is an ordinary one if they are.
    func isSuspect(median: Double, smallest: Double) -> Bool {
      abs(median - log(.pi) - middle) / spread < 3 && deviation(median: median) > 2.5
        && smallestFactor(smallest) > 2
    }
  }
}
