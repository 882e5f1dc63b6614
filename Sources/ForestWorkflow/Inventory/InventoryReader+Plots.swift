import CarbonStock
import ForestGeo
import ForestModel

extension InventoryReader {
  mutating func readPlots() throws(WorkflowError) -> PlotTable? {
    guard let path = request.plots else { return nil }
    let designs = try readNests()
    // A plots table of one census serves all; one of several is cut like the trees.
    var census = self.census
    if census != nil, try censuses(in: path, as: .plots).count < 2 { census = nil }
    let stated = request.plotLayout
    var plots = PlotTable()
    var frames: [PlotFrame] = []
    var figures: [PlotShape: NestDesign] = [:]
    var rowCensus: [String] = []
    var firstRow: [String: Int] = [:]
    var censuses: Set<String> = []
    var others = 0
    var sloping = 0
    var lacksDesign = false
    var days = DayColumn()
    let file = fileName(path)
    try read(path, as: .plots) { cells, log in
      let key = Census.key(cells.text("census"))
      if cells.errorCode == nil, cells.has("census") {
        if let census, key != census {
          others += 1
          return
        }
        censuses.insert(key)
      }
      lacksDesign = !cells.has("plot_design")
      let id = cells.requiredText("plot_id", &log)
      let place = id + "\u{1F}" + key
      if let first = firstRow[place] {
        cells.fail(
          .duplicatePlot, "plot_id", &log,
          ["plot": id, "first": "\(first)", "row": "\(cells.row.number)"])
      } else {
        firstRow[place] = cells.row.number
      }
      let slope = cells.number("slope_deg", &log)
      if slope < 0 || slope > 80 {
        cells.fail(.slopeImpossible, "slope_deg", &log, ["value": slope.findingText])
      }
      let layout = Self.layout(&cells, &log)
      let frame = PlotFrame(
        design: Self.design(&cells, designs, &figures, &log),
        slopeDeg: (0...80).contains(slope) ? slope : .nan,
        layout: layout ?? stated ?? .slopeDistance)
      if frame.slopeDeg > 0, layout == nil, !frame.design.nests.isEmpty {
        sloping += 1
        if stated == nil {
          PlotChecks.reportSlope(frame, at: cells.location("slope_deg"), &log)
        }
      }
      days.add(cells.text("date"), row: cells.row.number)
      let (x, y, hasLonLat) = Self.position(&cells, &log)
      frames.append(frame)
      rowCensus.append(key)
      plots.id.append(id)
      plots.stratum.append(cells.text("stratum"))
      plots.areaHa.append(frame.areaHa)
      plots.cluster.append(cells.text("cluster_id"))
      plots.design.append(cells.text("plot_design"))
      plots.mapAGBMg.append(cells.number("map_agb_mg_ha", &log))
      plots.x.append(x)
      plots.y.append(y)
      plots.hasLonLat.append(hasLonLat)
      plots.row.append(cells.row.number)
      plots.isRejected.append(cells.errorCode != nil)
    }
    self.frames = frames
    plotCensus = rowCensus
    settleCensus(.plots, file: path, censuses, others: others)
    days.report(file: file, column: "date", &log)
    PlotChecks.reportPlaces(plots, census: rowCensus, file: file, &log)
    PlotNames.report(plots.id, rows: plots.row, file: file, &log)
    if sloping > 0, stated == nil {
      log.add(
        .slopeCorrected, at: FindingLocation(file: fileName(path), column: "slope_deg"),
        ["count": "\(sloping)"])
    }
    if let designs, designs.count > 1, lacksDesign {
      log.add(
        .nestsWithoutDesign, at: FindingLocation(file: fileName(path), column: "plot_design"),
        [
          "found": designs.values.map(\.name).sorted(by: StratumAreas.inReadingOrder)
            .joined(separator: ", ")
        ])
    }
    return plots
  }

  /// The nests of a plot: those of its design, else the one figure that its row describes.
  ///
  /// - Parameter figures: those of the rows before. Plots mostly have the same few, which are kept once.
  private static func design(
    _ cells: inout TableCells, _ designs: [String: NestDesign]?,
    _ figures: inout [PlotShape: NestDesign], _ log: inout FindingLog
  ) -> NestDesign {
    let shape = shape(&cells, &log)
    guard let designs, let design = design(&cells, among: designs, &log) else {
      guard let shape else { return NestDesign(nests: []) }
      let figure = figures[shape] ?? NestDesign(whole: shape)
      figures[shape] = figure
      return figure
    }
    let largest = design.nests.map(\.shape).max { $0.areaHa < $1.areaHa }
    if let shape, let largest {
      contradict(
        shape, shape.text, "area_ha", largest, "plot_design \(design.name)", &cells, &log)
    }
    return design
  }

  /// How the row says that the plot was laid out; `nil` where it does not say.
  private static func layout(_ cells: inout TableCells, _ log: inout FindingLog) -> SlopeLayout? {
    let word = cells.text("layout").lowercased()
    switch word {
    case "": return nil
    case "slope-distance", "slope", "theo mặt dốc": return .slopeDistance
    case "horizontal", "nằm ngang", "theo mặt phẳng ngang": return .horizontal
    default:
      cells.fail(
        .unknownWord, "layout", &log, ["value": word, "expected": "slope-distance, horizontal"])
      return nil
    }
  }

  private static func position(
    _ cells: inout TableCells, _ log: inout FindingLog
  ) -> (x: Double, y: Double, hasLonLat: Bool) {
    let lon = cells.number("lon", &log)
    let lat = cells.number("lat", &log)
    if !lon.isNaN && !lat.isNaN { return (lon, lat, true) }
    return (cells.number("x", &log), cells.number("y", &log), false)
  }
}
