import ForestModel

/// Diameters in millimetres or metres show in the median of the table, or of one plot.
enum DiameterUnit {
  /// Trees whose diameters are looked at together.
  struct Members {
    /// The plot; `*` for the table.
    var plot: String
    var count: Int
    /// Row of the first of them, and whether it was a girth.
    var row: Int
    var isFromGirth: Bool
    /// Median diameter, cm.
    var medianCm: Double
    /// Median diameter over height, cm per m; `nan` without heights.
    var stoutness: Double
  }

  /// What is to be said of the trees; `nil` where they are in centimetres.
  static func finding(_ members: Members, file: String) -> Finding? {
    guard members.count >= 3 else { return nil }
    let median = members.medianCm
    // Trees of 1 m and more are tall: where heights say so, the diameters may be right.
    let isStout = members.stoutness.isNaN || members.stoutness > 6
    guard (median > 100 && isStout) || median < 0.6 else { return nil }
    let column = members.isFromGirth ? "girth_cm" : "dbh_cm"
    return Finding(
      .dbhUnit, at: FindingLocation(file: file, row: members.row, column: column),
      [
        "count": "\(members.count)", "plot": members.plot, "median": median.findingText,
        "unit": median > 100 ? "mm" : "m", "column": column, "table": "trees",
      ])
  }

  /// Adds the plots of `trees` whose diameters are in another unit.
  static func reportPlots(_ trees: TreeTable, file: String, _ log: inout FindingLog) {
    let plots = trees.byPlot { !trees.isRejected[$0] && !trees.dbhCm[$0].isNaN }
    for (plot, members) in plots {
      if let finding = finding(Members(trees, members, plot: plot), file: file) { log.add(finding) }
    }
  }

  /// Adds the table, else its plots.
  static func report(_ trees: TreeTable, file: String, _ log: inout FindingLog) {
    let good = trees.row.indices.filter { !trees.isRejected[$0] && !trees.dbhCm[$0].isNaN }
    if let all = finding(Members(trees, good, plot: "*"), file: file) {
      log.add(all)
    } else {
      reportPlots(trees, file: file, &log)
    }
  }
}

extension DiameterUnit.Members {
  fileprivate init(_ trees: TreeTable, _ members: [Int], plot: String) {
    self.init(
      plot: plot, count: members.count, row: members.first.map { trees.row[$0] } ?? 0,
      isFromGirth: members.first.map { trees.isFromGirth[$0] } ?? false,
      medianCm: Median.of(members.map { trees.dbhCm[$0] }),
      stoutness: Median.of(
        members.map { trees.dbhCm[$0] / trees.heightM[$0] }.filter { !$0.isNaN }))
  }
}
