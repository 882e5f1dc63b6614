import ForestModel

/// Holds the rows of the heights table against each other, as the trees table is held: a model fitted on heights in
/// feet makes every tree of the inventory taller.
struct HeightTableChecks {
  /// One row with both measurements, also one that is an error by itself: a height of 1200 says that the
  /// table is in centimetres.
  private struct Row {
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
  mutating func add(
    dbhCm: Double, heightM: Double, row: Int, isFromGirth: Bool, isRejected: Bool
  ) {
    guard dbhCm > 0, heightM > 0 else { return }
    rows.append(
      Row(
        dbhCm: dbhCm, heightM: heightM, row: row, isFromGirth: isFromGirth, isRejected: isRejected))
  }

  /// Reports what is unlike the rest of the table: first what speaks of all rows, else single
  /// rows.
  func report(file: String, _ log: inout FindingLog) {
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
    report(sound, curve, here, &log)
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
