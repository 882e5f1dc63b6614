import ForestModel
import Glibc

/// Holds the measurements of trees against each other: plots in another unit, heights that do not go with
/// their diameters, rows that were pasted twice. The table shows what is ordinary; nothing is compared with
/// a forest that the reader has not given.
struct MeasurementChecks {
  private let trees: TreeTable
  private let file: String
  /// Live trees that are trees, of rows without an error.
  private var good: [Int] = []
  private var curve: HeightCurve?

  /// Limits, each far beyond what the sound tables of the sample data and of two tropical inventories hold.
  private enum Limit {
    /// Plots of so many trees show what they have in common.
    static let treesOfPlot = 5
    /// Deviation of a plot's median diameter, in robust standard deviations of all plots' medians.
    static let girthDeviation = 4.0
    /// Least spread of the plots' medians of ln diameter.
    static let leastSpread = 0.15
    /// Smallest tree of the plot over the smallest tree of an ordinary plot: pi for girths.
    static let girthSmallest = 2.5
    /// Metres of height per metre of diameter that hardly any tree exceeds.
    static let slenderness = 200.0
    /// Bamboo-thin stems may be slender.
    static let slenderFromCm = 5.0
    /// Height over expected height, at least: 2 upwards, 3.5 downwards, where tops break.
    static let (high, low) = (log(2.0), log(3.5))
    /// The same in robust standard deviations.
    static let (highDeviation, lowDeviation) = (4.0, 6.0)
    /// Rows that must agree in a row before they are called a copy.
    static let copiedRows = 10
    /// Rows that are searched for copies: a larger table is searched in its first part.
    static let rowsHeldTogether = 2_000_000
  }

  init(_ trees: TreeTable, file: String) {
    self.trees = trees
    self.file = file
    good = trees.row.indices.filter {
      !trees.isRejected[$0] && trees.status[$0] == .live && trees.dbhCm[$0] > 0
        && ["", "tree"].contains(trees.growthForm[$0].lowercased())
    }
    curve = HeightCurve(
      good.filter { trees.heightM[$0] > 0 }.map { (trees.dbhCm[$0], trees.heightM[$0]) })
  }

  /// Adds what was found to `log`.
  func report(_ log: inout FindingLog) {
    let isOtherUnit = reportHeightUnit(&log)
    if !isOtherUnit {
      reportGirths(&log)
      reportHeights(&log)
    }
    reportWoodDensityUnit(&log)
    reportCopies(&log)
  }

  private func here(_ tree: Int, _ column: String) -> FindingLocation {
    FindingLocation(file: file, row: trees.row[tree], column: column)
  }

  private func byPlot(_ members: [Int]) -> [(plot: String, members: [Int])] {
    Dictionary(grouping: members) { trees.plotID[$0] }.map { ($0.key, $0.value) }
      .sorted { $0.members[0] < $1.members[0] }
  }

  // MARK: Heights in another unit

  /// Heights in cm, dm or feet show in the ratio of height to diameter of the table, or of one plot against
  /// the others. Whether the whole table is in another unit.
  private func reportHeightUnit(_ log: inout FindingLog) -> Bool {
    // A height of 1200 is an error of its row already; here it counts.
    let measured = trees.row.indices.filter {
      trees.status[$0] == .live && trees.heightM[$0] > 0 && trees.dbhCm[$0] > 0
        && ["", "tree"].contains(trees.growthForm[$0].lowercased())
    }
    // Bamboo that is not called so is slender by nature, and thin.
    let stout = measured.filter { trees.dbhCm[$0] >= 10 }
    guard measured.count >= Limit.treesOfPlot else { return false }
    let ratio = Median.of(stout.map { trees.heightM[$0] * 100 / trees.dbhCm[$0] })
    if stout.count >= Limit.treesOfPlot, ratio > Limit.slenderness,
      let unit = Self.unit(ofRatio: ratio / 80)
    {
      add(.heightUnit, measured, plot: "*", factor: ratio / 80, unit, &log)
      return true
    }
    guard let curve else { return false }
    for (plot, members) in byPlot(measured) where members.count >= Limit.treesOfPlot {
      let residual = Median.of(
        members.map { curve.residual(dbhCm: trees.dbhCm[$0], heightM: trees.heightM[$0]) })
      guard residual > Glibc.log(2.5), let unit = Self.unit(ofRatio: exp(residual)) else {
        continue
      }
      add(.heightUnit, members, plot: plot, factor: exp(residual), unit, &log)
    }
    return false
  }

  private func add(
    _ kind: FindingKind, _ members: [Int], plot: String, factor: Double, _ unit: String,
    _ log: inout FindingLog
  ) {
    log.add(
      kind, at: here(members[0], "height_m"),
      [
        "count": "\(members.count)", "plot": plot, "unit": unit, "factor": Self.tenths(factor),
        "median": Self.tenths(Median.of(members.map { trees.heightM[$0] })),
      ])
  }

  /// The unit whose factor is nearest: 3.28 for feet, 10 for dm, 100 for cm.
  private static func unit(ofRatio ratio: Double) -> String? {
    switch ratio {
    case 2..<5.7: "ft"
    case 5.7..<32: "dm"
    case 32..<320: "cm"
    default: nil
    }
  }

  // MARK: Girths under the name of diameters

  private func reportGirths(_ log: inout FindingLog) {
    let measured = good.filter { !trees.isFromGirth[$0] }
    if let curve, curve.spread.isFinite {
      let heights = measured.filter { trees.heightM[$0] > 0 }
      let ratio = Median.of(heights.map { trees.heightM[$0] * 100 / trees.dbhCm[$0] })
      if heights.count >= HeightCurve.fewest, ratio < 30, ratio > 10, let first = heights.first {
        log.add(
          .girthTableSuspected, at: here(first, "dbh_cm"), ["ratio": Self.tenths(ratio)])
        return
      }
    }
    let plots = byPlot(measured).filter { $0.members.count >= Limit.treesOfPlot }
    // With few plots there is no telling what is ordinary.
    guard plots.count >= 5 else { return }
    let medians = plots.map { plot in Median.of(plot.members.map { Glibc.log(trees.dbhCm[$0]) }) }
    let smallest = plots.map { plot in plot.members.map { trees.dbhCm[$0] }.min() ?? .nan }
    let middle = Median.of(medians)
    let spread = max(Limit.leastSpread, 1.4826 * Median.of(medians.map { abs($0 - middle) }))
    let least = Median.of(smallest)
    for (index, plot) in plots.enumerated() {
      let deviation = (medians[index] - middle) / spread
      let isOrdinaryAsGirth = abs(medians[index] - Glibc.log(.pi) - middle) / spread < 3
      guard isOrdinaryAsGirth,
        isGirth(plot.members, deviation: deviation, smallest: smallest[index] / least)
      else { continue }
      log.add(
        .girthSuspected, at: here(plot.members[0], "dbh_cm"),
        [
          "count": "\(plot.members.count)", "plot": plot.plot,
          "median": Self.tenths(exp(medians[index])),
          "factor": Self.tenths(exp(medians[index] - middle)),
          "least": Self.tenths(smallest[index]),
        ])
    }
  }

  /// Two witnesses: the diameters themselves and, where there are some, the heights. Tall trees are big.
  private func isGirth(_ members: [Int], deviation: Double, smallest: Double) -> Bool {
    let stands = deviation > Limit.girthDeviation && smallest > Limit.girthSmallest
    let heights = members.filter { trees.heightM[$0] > 0 }
    guard let curve, heights.count >= 3 else { return stands }
    func residual(_ divisor: Double) -> Double {
      Median.of(
        heights.map {
          curve.residual(dbhCm: trees.dbhCm[$0] / divisor, heightM: trees.heightM[$0])
        })
    }
    let (asWritten, asGirth) = (residual(1), residual(.pi))
    if stands { return abs(asGirth) < abs(asWritten) }
    return deviation > 2.5 && smallest > 2 && asWritten < -0.35 && abs(asGirth) < 0.2
  }

  // MARK: Single heights

  private func reportHeights(_ log: inout FindingLog) {
    for tree in good where trees.heightM[tree] > 0 {
      let (dbh, height) = (trees.dbhCm[tree], trees.heightM[tree])
      let ratio = height * 100 / dbh
      if ratio > Limit.slenderness, dbh >= Limit.slenderFromCm {
        log.add(
          .heightDiameterRatio, at: here(tree, "height_m"),
          ["dbh": dbh.csvText, "value": height.csvText, "ratio": "\(Int(ratio.rounded()))"])
        continue
      }
      guard let curve, dbh >= Limit.slenderFromCm else { continue }
      let residual = curve.residual(dbhCm: dbh, heightM: height)
      if residual > max(Limit.high, Limit.highDeviation * curve.spread)
        || residual < -max(Limit.low, Limit.lowDeviation * curve.spread)
      {
        log.add(
          .heightOutlier, at: here(tree, "height_m"),
          [
            "dbh": dbh.csvText, "value": height.csvText,
            "expected": Self.tenths(curve.heightM(dbhCm: dbh)),
          ])
      }
    }
  }

  // MARK: Wood densities and copies

  private func reportWoodDensityUnit(_ log: inout FindingLog) {
    let given = trees.row.indices.filter { trees.woodDensityGPerCm3[$0] > 0 }
    WoodDensityUnit.report(
      given.map { trees.woodDensityGPerCm3[$0] },
      at: given.first.map { here($0, "wood_density_g_cm3") }, &log)
  }

  /// Blocks of rows that were pasted a second time, under other tree numbers or in another plot: so many
  /// trees in a row never agree by chance.
  private func reportCopies(_ log: inout FindingLog) {
    let rows = trees.row.indices.prefix(Limit.rowsHeldTogether).filter { trees.dbhCm[$0] > 0 }
    guard rows.count >= 2 * Limit.copiedRows else { return }
    let marks = rows.map { tree in
      var mark = Fingerprint()
      mark.add(trees.dbhCm[tree].bitPattern)
      mark.add(trees.heightM[tree].isNaN ? 0 : trees.heightM[tree].bitPattern)
      for byte in trees.species[tree].utf8 { mark.add(UInt64(byte)) }
      return mark.value
    }
    let windows = Self.windows(marks)
    let sorted = windows.sorted { ($0.mark, $0.start) < ($1.mark, $1.start) }
    var sources: [Int: Int] = [:]
    for (one, two) in zip(sorted, sorted.dropFirst()) where one.mark == two.mark {
      sources[two.start] = one.start
    }
    var next = 0
    for start in sources.keys.sorted() where start >= next {
      guard let source = sources[start] else { continue }
      var length = 0
      while start + length < rows.count, source + length < start,
        marks[start + length] == marks[source + length]
      {
        length += 1
      }
      next = start + length
      let (copy, original) = (rows[start], rows[source])
      log.add(
        .rowsRepeated, at: here(copy, "dbh_cm"),
        [
          "count": "\(length)", "plot": trees.plotID[copy], "first": "\(trees.row[original])",
          "other": trees.plotID[original],
        ])
    }
  }

  /// A mark of every run of rows that are not all alike: trees planted together are so without a copy.
  private static func windows(_ marks: [UInt64]) -> [(mark: UInt64, start: Int)] {
    let length = Limit.copiedRows
    let base: UInt64 = 0x9E37_79B9_7F4A_7C15
    let highest = (1..<length).reduce(1 as UInt64) { power, _ in power &* base }
    var windows: [(mark: UInt64, start: Int)] = []
    windows.reserveCapacity(marks.count)
    var mark: UInt64 = 0
    var changes = 0
    for (end, value) in marks.enumerated() {
      let start = end - length + 1
      mark = mark &* base &+ value
      if end > 0, value != marks[end - 1] { changes += 1 }
      if start >= 0 {
        if changes >= length - 3 { windows.append((mark, start)) }
        mark = mark &- marks[start] &* highest
        if marks[start] != marks[start + 1] { changes -= 1 }
      }
    }
    return windows
  }

  private static func tenths(_ value: Double) -> String { ((value * 10).rounded() / 10).csvText }
}

/// A 64-bit mark of a sequence of numbers (FNV-1a over its words), the same in every run.
private struct Fingerprint {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325
  mutating func add(_ word: UInt64) {
    value = (value ^ (word ^ (word >> 32))) &* 0x0000_0100_0000_01B3
    value ^= value >> 29
  }
}

/// Wood densities of a whole table in kg/m3.
enum WoodDensityUnit {
  /// Adds a finding where the median can only be kg/m3.
  static func report(_ values: [Double], at location: FindingLocation?, _ log: inout FindingLog) {
    let median = Median.of(values)
    guard values.count >= 3, (80...1_500).contains(median), let location else { return }
    log.add(
      .woodDensityUnit, at: location, ["count": "\(values.count)", "median": median.csvText])
  }
}
