import CarbonStock
import ForestGeo
import ForestModel

extension InventoryReader {
  mutating func readPlots() throws(WorkflowError) -> PlotTable? {
    guard let path = request.plots else { return nil }
    var plots = PlotTable()
    var firstRow: [String: Int] = [:]
    var sloping = 0
    let layout = request.plotLayout ?? .slopeDistance
    try read(path, as: .plots) { cells, log in
      let id = cells.requiredText("plot_id", &log)
      if let first = firstRow[id] {
        cells.fail(
          .duplicatePlot, "plot_id", &log,
          ["plot": id, "first": "\(first)", "row": "\(cells.row.number)"])
      } else {
        firstRow[id] = cells.row.number
      }
      var area = Self.plotArea(&cells, &log)
      let slope = cells.number("slope_deg", &log)
      if slope < 0 || slope > 80 {
        cells.fail(.slopeImpossible, "slope_deg", &log, ["value": slope.csvText])
      } else if slope > 0, layout == .slopeDistance, !area.isNaN {
        area = PlotExpansion.horizontalAreaHa(areaHa: area, slopeDeg: slope)
        sloping += 1
      }
      let (x, y) = Self.position(&cells, &log)
      plots.id.append(id)
      plots.stratum.append(cells.text("stratum"))
      plots.areaHa.append(area)
      plots.cluster.append(cells.text("cluster_id"))
      plots.mapAGBMg.append(cells.number("map_agb_mg_ha", &log))
      plots.x.append(x)
      plots.y.append(y)
      plots.row.append(cells.row.number)
      plots.isRejected.append(cells.errorCode != nil)
    }
    if sloping > 0, request.plotLayout == nil {
      log.add(
        .slopeCorrected, at: FindingLocation(file: fileName(path), column: "slope_deg"),
        ["count": "\(sloping)"])
    }
    return plots
  }

  private static func plotArea(_ cells: inout TableCells, _ log: inout FindingLog) -> Double {
    var found: (areaHa: Double, column: String)?
    for (column, hectares) in [
      ("area_ha", { $0 }), ("area_m2", { $0 / 10_000 }), ("radius_m", { .pi * $0 * $0 / 10_000 }),
    ] as [(String, (Double) -> Double)] {
      let value = cells.number(column, &log)
      if value.isNaN { continue }
      let area = hectares(value)
      if value <= 0 || area > 100 {
        cells.fail(.plotAreaImpossible, column, &log, ["value": value.csvText])
        return .nan
      }
      // A radius of 17.84 m stands for 0.1 ha: rounding of the one or the other is no contradiction.
      if let found, abs(area - found.areaHa) > 0.01 * found.areaHa {
        cells.fail(
          .plotAreaContradicts, column, &log,
          ["value": value.csvText, "other": found.column, "ha": found.areaHa.csvText])
      }
      found = found ?? (area, column)
    }
    return found?.areaHa ?? .nan
  }

  private static func position(
    _ cells: inout TableCells, _ log: inout FindingLog
  ) -> (Double, Double) {
    let lon = cells.number("lon", &log)
    let lat = cells.number("lat", &log)
    if !lon.isNaN && !lat.isNaN { return (lon, lat) }
    return (cells.number("x", &log), cells.number("y", &log))
  }
}
