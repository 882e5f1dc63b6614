import CarbonStock
import ForestModel

// Censuses, stems, tallies, distances and girths of the trees table.
extension InventoryReader {
  /// Diameters and girths may differ by so much, as a share and in cm: the tape and rounding.
  private static let girthTolerance = (share: 0.05, cm: 0.5)
  /// Coordinates further from 0 than this are those of a map, not of a plot, m.
  private static let localCoordinateLimitM = 1_000.0
  /// Most stems that one row may stand for.
  private static let mostTally = 10_000.0

  // MARK: Censuses

  /// The census asked for, as compared; `nil` where none was asked for, or with a finding where the table
  /// does not have it.
  mutating func chooseCensus() throws(WorkflowError) -> String? {
    guard let choice = request.census else { return nil }
    let labels = try censuses(in: request.trees, as: .trees)
    let location = FindingLocation(file: fileName(request.trees), column: "census")
    switch choice {
    case .label(let label):
      let key = Census.key(label)
      if labels.contains(key) { return key }
      log.add(.censusUnknown, at: location, ["value": label, "found": Self.list(labels)])
    case .latest:
      if let last = Census.latest(of: labels) { return last }
      if labels.isEmpty {
        log.add(.censusUnknown, at: location, ["value": choice.name, "found": "–"])
      } else {
        log.add(.censusOrderUnknown, at: location, ["found": Self.list(labels)])
      }
    }
    return nil
  }

  /// The labels in the column `census` of a table, as compared. Empty cells have none.
  func censuses(in path: String, as schema: TableSchema) throws(WorkflowError) -> Set<String> {
    var labels: Set<String> = []
    // What is wrong with the table is said when it is read in earnest.
    var unsaid = FindingLog()
    _ = try request.tables.read(path, as: schema, log: &unsaid) { cells, _ in
      let label = Census.key(cells.text("census"))
      if !label.isEmpty { labels.insert(label) }
    }
    return labels
  }

  /// Counts the rows of other censuses, and refuses several where none was chosen.
  mutating func settleCensus(
    _ schema: TableSchema, file: String, _ censuses: Set<String>, others: Int
  ) {
    accounts[schema.table]?.used -= others
    accounts[schema.table]?.reject("other-census", count: others)
    if request.census == nil, censuses.count > 1 {
      log.add(
        .severalCensuses, at: FindingLocation(file: fileName(file), column: "census"),
        ["found": Self.list(censuses)])
    }
  }

  private static func list(_ labels: Set<String>) -> String {
    labels.isEmpty
      ? "–"
      : labels.sorted(by: StratumAreas.inReadingOrder).map { $0.isEmpty ? "–" : $0 }
        .joined(separator: ", ")
  }

  // MARK: Cells

  /// Tree and stem of a row: the columns, else the trailing letter where that was asked for.
  static func treeAndStem(
    _ cells: TableCells, hasLetters: Bool
  ) -> (tree: String, stem: String) {
    let (tree, stem) = (cells.text("tree_id"), cells.text("stem_id"))
    return hasLetters && stem.isEmpty ? MultiStem.split(tree) : (tree, stem)
  }

  /// How often a row counts; 1 where the table does not say.
  static func tally(_ cells: inout TableCells, _ log: inout FindingLog) -> Int {
    let value = cells.number("tally", &log)
    if value.isNaN { return 1 }
    guard value >= 1, value <= mostTally, value == value.rounded() else {
      cells.fail(.tallyImpossible, "tally", &log, ["value": value.findingText])
      return 1
    }
    return Int(value)
  }

  /// Distance from the centre: as measured, else from the coordinates within the plot.
  static func distance(_ cells: inout TableCells, _ log: inout FindingLog) -> Double {
    let measured = cells.number("distance_m", &log)
    if measured < 0 {
      cells.fail(.distanceImpossible, "distance_m", &log, ["value": measured.findingText])
      return .nan
    }
    if !measured.isNaN { return measured }
    let (x, y) = (cells.number("x", &log), cells.number("y", &log))
    guard abs(x) <= localCoordinateLimitM, abs(y) <= localCoordinateLimitM else { return .nan }
    return (x * x + y * y).squareRoot()
  }

  /// Warns where diameter and girth are both written and do not fit.
  static func checkGirth(_ cells: inout TableCells, dbhCm: Double, _ log: inout FindingLog) {
    let girth = cells.number("girth_cm", &log)
    let expected = girth / .pi
    let allowed = max(girthTolerance.cm, girthTolerance.share * expected)
    guard abs(dbhCm - expected) > allowed else { return }
    let isGirth = abs(dbhCm - girth) <= max(girthTolerance.cm, girthTolerance.share * girth)
    cells.fail(
      isGirth ? .girthAsDiameter : .girthDiffers, "dbh_cm", &log,
      ["value": dbhCm.findingText, "girth": girth.findingText, "dbh": Self.tenths(expected)])
  }

  private static func tenths(_ value: Double) -> String {
    ((value * 10).rounded() / 10).findingText
  }
}
