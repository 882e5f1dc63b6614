import ForestModel
import Glibc

/// Holds the rows of the heights table against each other, as the trees table is held: a model fitted on heights in
/// feet makes every tree of the inventory taller.
struct HeightTableChecks {
  /// One row with both measurements, also one that is an error by itself: a height of 1200 says that the
  /// table is in centimetres.
  private struct Row {
    var plot: String
    var dbhCm: Double
    var heightM: Double
    var row: Int
    var isFromGirth: Bool
    var isRejected: Bool
  }

  /// Name of the table in options.
  private static let table = "heights"

  private var rows: [Row] = []

  /// Takes a row; one without a diameter or a height says nothing.
  ///
  /// - Parameter plot: empty where the table names none.
  mutating func add(
    plot: String, dbhCm: Double, heightM: Double, row: Int, isFromGirth: Bool, isRejected: Bool
  ) {
    guard dbhCm > 0, heightM > 0 else { return }
    rows.append(
      Row(
        plot: plot, dbhCm: dbhCm, heightM: heightM, row: row, isFromGirth: isFromGirth,
        isRejected: isRejected))
  }

  /// Reports what is unlike the rest of the table, then blocks of rows that were pasted twice.
  func report(file: String, _ log: inout FindingLog) {
    reportMeasurements(file: file, &log)
    var copies = RepeatedRows()
    copies.add(trees { $0.isEmpty ? "*" : $0 })
    copies.report(file, &log)
  }

  /// First what speaks of all rows, else of plots, else single rows.
  private func reportMeasurements(file: String, _ log: inout FindingLog) {
    func here(_ row: Row, _ column: String) -> FindingLocation {
      FindingLocation(file: file, row: row.row, column: column)
    }
    let sound = rows.filter { !$0.isRejected }
    if let first = sound.first {
      let members = DiameterUnit.Members(
        plot: "*", count: sound.count, row: first.row, isFromGirth: first.isFromGirth,
        medianCm: Median.of(sound.map(\.dbhCm)),
        stoutness: Median.of(sound.map { $0.dbhCm / $0.heightM }))
      if let finding = DiameterUnit.finding(members, file: file) {
        log.add(Self.named(finding))
        return
      }
    }
    if let finding = unit(here) {
      log.add(finding)
      return
    }
    var plots = FindingLog()
    DiameterUnit.reportPlots(trees { $0 }.rows { !rows[$0].plot.isEmpty }, file: file, &plots)
    for finding in plots.findings { log.add(Self.named(finding)) }
    guard let curve = HeightCurve(sound.map { ($0.dbhCm, $0.heightM) }) else {
      report(sound, nil, here, &log)
      return
    }
    let ratio = Median.of(sound.map { $0.heightM * 100 / $0.dbhCm })
    if let first = sound.first(where: { !$0.isFromGirth }), ratio > 10, ratio < 30 {
      log.add(
        Self.named(
          Finding(
            .girthTableSuspected, at: here(first, "dbh_cm"),
            ["ratio": MeasurementChecks.tenths(ratio)])))
      return
    }
    let inOtherUnit = reportPlotUnits(curve, here, &log)
    report(sound.filter { !inOtherUnit.contains($0.plot) }, curve, here, &log)
  }

  /// Reports plots whose heights are in another unit, as in the trees table, and names them: their single rows tell
  /// nothing more.
  private func reportPlotUnits(
    _ curve: HeightCurve, _ here: (Row, String) -> FindingLocation, _ log: inout FindingLog
  ) -> Set<String> {
    var found: Set<String> = []
    for (plot, members) in MeasurementChecks.heightPlots(trees { $0 }) where !plot.isEmpty {
      let heights = members.map { rows[$0] }
      let residual = Median.of(
        heights.map { curve.residual(dbhCm: $0.dbhCm, heightM: $0.heightM) })
      guard residual > MeasurementChecks.unitOfPlot,
        let unit = MeasurementChecks.unit(ofRatio: exp(residual))
      else { continue }
      log.add(
        Self.named(
          MeasurementChecks.heightUnit(
            unit, factor: exp(residual), plot: plot, count: members.count,
            medianM: Median.of(heights.map(\.heightM)), at: here(heights[0], "height_m"))))
      found.insert(plot)
    }
    return found
  }

  /// The rows as trees of which nothing but a diameter and a height is known.
  ///
  /// - Parameter name: what a plot is called.
  private func trees(_ name: (String) -> String) -> TreeTable {
    var trees = TreeTable()
    let (none, unknown) = (rows.map { _ in "" }, rows.map { _ in Double.nan })
    trees.plotID = rows.map { name($0.plot) }
    (trees.treeID, trees.species, trees.family) = (none, none, none)
    trees.dbhCm = rows.map(\.dbhCm)
    trees.heightM = rows.map(\.heightM)
    (trees.woodDensityGPerCm3, trees.woodDensitySDGPerCm3) = (unknown, unknown)
    (trees.agbKg, trees.expansionPerHa, trees.distanceM) = (unknown, unknown, unknown)
    trees.status = rows.map { _ in .live }
    (trees.decayClass, trees.growthForm, trees.team, trees.stemID) = (none, none, none, none)
    trees.isFromGirth = rows.map(\.isFromGirth)
    trees.row = rows.map(\.row)
    trees.isRejected = rows.map(\.isRejected)
    (trees.tally, trees.stems) = (rows.map { _ in 1 }, rows.map { _ in 1 })
    return trees
  }

  /// Heights in cm, dm or feet, by the ratio to what trees of such diameters have: 80 times as high as thick.
  private func unit(_ here: (Row, String) -> FindingLocation) -> Finding? {
    // Bamboo that is not called so is slender by nature, and thin.
    let stout = rows.filter { $0.dbhCm >= 10 }
    guard stout.count >= MeasurementChecks.treesOfPlot, let first = rows.first else { return nil }
    let ratio = Median.of(stout.map { $0.heightM * 100 / $0.dbhCm })
    guard ratio > MeasurementChecks.slenderness,
      let unit = MeasurementChecks.unit(ofRatio: ratio / 80)
    else { return nil }
    return Self.named(
      MeasurementChecks.heightUnit(
        unit, factor: ratio / 80, plot: "*", count: rows.count,
        medianM: Median.of(rows.map(\.heightM)), at: here(first, "height_m")))
  }

  /// Single rows: slender ones, and heights far from those of other trees of the diameter.
  private func report(
    _ sound: [Row], _ curve: HeightCurve?, _ here: (Row, String) -> FindingLocation,
    _ log: inout FindingLog
  ) {
    let limits = curve.map(MeasurementChecks.heightLimits)
    for row in sound where row.dbhCm >= 5 {
      if MeasurementChecks.isSlender(dbhCm: row.dbhCm, heightM: row.heightM) {
        log.add(
          .heightDiameterRatio, at: here(row, "height_m"),
          [
            "dbh": row.dbhCm.findingText, "value": row.heightM.findingText,
            "ratio": "\(Int((row.heightM * 100 / row.dbhCm).rounded()))",
          ])
      } else if let curve, let limits {
        let residual = curve.residual(dbhCm: row.dbhCm, heightM: row.heightM)
        guard residual > limits.high || residual < -limits.low else { continue }
        log.add(
          .heightOutlier, at: here(row, "height_m"),
          [
            "dbh": row.dbhCm.findingText, "value": row.heightM.findingText,
            "expected": MeasurementChecks.tenths(curve.heightM(dbhCm: row.dbhCm)),
          ])
      }
    }
  }

  /// The finding under the name of this table: what is to be typed speaks of it.
  private static func named(_ finding: Finding) -> Finding {
    Finding(
      finding.kind, at: finding.location, finding.slots.merging(["table": table]) { $1 })
  }
}
