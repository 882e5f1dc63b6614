import ForestGeo
import ForestModel

extension DesignSamples {
  /// Reads the table of the first phase and joins it to the plots by their name; gives its account.
  mutating func readFirstPhase(
    _ path: String, _ plan: StrataPlan, _ log: inout FindingLog
  ) throws(WorkflowError) -> RowAccount {
    let plots = inventory.plots
    let known = Dictionary(
      plots.id.indices.filter { !plots.isRejected[$0] }.map { (plots.id[$0], $0) },
      uniquingKeysWith: { first, _ in first })
    let places = places
    let usesStrata = request.usesStrata
    var rows: [String: Int] = [:]
    var values: [String: Double] = [:]
    var phase = Array(repeating: [Double](), count: plan.names.count)
    var idle = 0
    var result = try request.inventory.tables.read(path, as: .firstPhase, log: &log) { cells, log in
      let id = cells.requiredText("plot_id", &log)
      let value = cells.requiredNumber("auxiliary", &log)
      if let first = rows[id] {
        cells.fail(
          .duplicateRow, "plot_id", &log,
          ["name": id, "first": "\(first)", "row": "\(cells.row.number)"])
      }
      var place = known[id].flatMap { places[$0] }
      if !usesStrata {
        place = plan.place(of: ParcelReader.wholeArea)
      } else if place == nil {
        let name = cells.requiredText("stratum", &log)
        if !name.isEmpty {
          let rule = plan.stratum(ofPlotClass: name)
          if rule == nil {
            cells.fail(
              .unknownWord, "stratum", &log,
              ["value": name, "expected": plan.names.joined(separator: ", ")])
          }
          place = rule.flatMap { plan.place(of: $0.stratum) }
        }
      }
      guard cells.errorCode == nil else { return }
      rows[id] = cells.row.number
      values[id] = value
      if let place { phase[place].append(value) } else { idle += 1 }
    }
    result.account.used -= idle
    result.account.reject("stratum-no-land", count: idle)
    firstPhase = phase
    auxiliary = plots.id.map { values[$0] ?? .nan }
    let file = fileName(request.inventory.plots ?? "")
    let missing = plots.id.indices.filter { places[$0] != nil && auxiliary[$0].isNaN }
    for plot in missing {
      log.add(
        .firstPhaseMissing,
        at: FindingLocation(file: file, row: plots.row[plot], column: "plot_id"),
        ["plot": plots.id[plot], "file": fileName(path)])
    }
    setAside(missing, because: .firstPhaseMissing)
    return result.account
  }
}
