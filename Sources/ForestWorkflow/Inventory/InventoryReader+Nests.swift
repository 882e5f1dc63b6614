import CarbonStock
import ForestGeo
import ForestModel

extension InventoryReader {
  /// The designs of the nests table by their name in lower case; `nil` where no table is given.
  mutating func readNests() throws(WorkflowError) -> [String: NestDesign]? {
    guard let path = request.nests else { return nil }
    var names: [String: String] = [:]
    var rows: [String: [(nest: Nest, row: Int)]] = [:]
    try read(path, as: .nests) { cells, log in
      let name = cells.text("plot_design")
      let low = cells.requiredNumber("dbh_min_cm", &log)
      let before = cells.errorCode
      let high = cells.number("dbh_max_cm", &log)
      // An empty upper bound means that there is none.
      let top = high.isNaN && cells.errorCode == before ? .infinity : high
      if low < 0 {
        cells.fail(.nestRange, "dbh_min_cm", &log, ["value": low.findingText])
      } else if top <= low {
        cells.fail(.nestRange, "dbh_max_cm", &log, ["value": top.findingText])
      }
      let shape = Self.shape(&cells, &log)
      if shape == nil, cells.errorCode == nil { cells.fail(.emptyCell, "radius_m", &log) }
      guard let shape, cells.errorCode == nil else { return }
      let key = name.lowercased()
      names[key] = names[key] ?? name
      rows[key, default: []].append(
        (
          Nest(
            dbhMinCm: low, dbhMaxCm: top, growthForm: cells.text("growth_form"), shape: shape),
          cells.row.number
        ))
    }
    var designs: [String: NestDesign] = [:]
    for (key, members) in rows.sorted(by: { $0.key < $1.key }) {
      let design = NestDesign(name: names[key] ?? key, nests: members.map(\.nest))
      designs[key] = design
      reportDesign(design, members, file: fileName(path))
    }
    return designs
  }

  /// Overlaps and gaps of a design, each at the row of the nest above.
  private mutating func reportDesign(
    _ design: NestDesign, _ members: [(nest: Nest, row: Int)], file: String
  ) {
    for (lower, upper) in design.overlaps {
      // Two equal rows are told apart: the last one is the one too many.
      let row = members.last { $0.nest == upper }?.row
      let other = members.first { $0.nest == lower }?.row
      log.add(
        .nestOverlap, at: FindingLocation(file: file, row: row, column: "dbh_min_cm"),
        [
          "design": design.name, "nest": upper.text, "other": lower.text,
          "row": other.map(String.init) ?? "–",
        ])
    }
    for gap in design.gaps {
      log.add(
        .nestGap,
        at: FindingLocation(
          file: file, row: members.first { $0.nest == gap.above }?.row, column: "dbh_min_cm"),
        ["design": design.name, "low": gap.fromCm.findingText, "high": gap.toCm.findingText])
    }
  }

  /// The design of a plot's row: that of its name, or the only one where plots name none.
  ///
  /// - Returns: `nil` where the plot has no nests, or with an error where its name is not known.
  static func design(
    _ cells: inout TableCells, among designs: [String: NestDesign], _ log: inout FindingLog
  ) -> NestDesign? {
    let name = cells.text("plot_design")
    if let design = designs[name.lowercased()] { return design }
    if name.isEmpty {
      return designs.count == 1 && !cells.has("plot_design") ? designs.values.first : nil
    }
    let known = designs.values.map(\.name).sorted(by: StratumAreas.inReadingOrder)
    cells.fail(
      .plotDesignUnknown, "plot_design", &log,
      [
        "value": name, "found": known.joined(separator: ", "),
        "hint": Nearest.names(to: name, among: known, limit: 1).first.map { " (\($0)?)" } ?? "",
      ])
    return nil
  }

  /// The figure that a row describes, by the first of its columns that is filled in; `nil` where none
  /// is, or with an error where one cannot be right or contradicts the others.
  static func shape(_ cells: inout TableCells, _ log: inout FindingLog) -> PlotShape? {
    var found: (shape: PlotShape, column: String)?
    for (column, figure) in [
      ("area_ha", { .area(ha: $0) }), ("area_m2", { .area(ha: $0 / 10_000) }),
      ("radius_m", { .circle(radiusM: $0) }),
    ] as [(String, (Double) -> PlotShape)] {
      let value = cells.number(column, &log)
      if value.isNaN { continue }
      guard accept(figure(value), [value], column, &found, &cells, &log) else { return nil }
    }
    let before = cells.errorCode
    let (length, width) = (cells.number("length_m", &log), cells.number("width_m", &log))
    if length.isNaN != width.isNaN, cells.errorCode == before {
      cells.fail(.emptyCell, length.isNaN ? "length_m" : "width_m", &log)
    } else if !length.isNaN, !width.isNaN {
      let shape = PlotShape.rectangle(lengthM: length, widthM: width)
      guard accept(shape, [length, width], "length_m", &found, &cells, &log) else { return nil }
    }
    return found?.shape
  }

  /// Checks the area of a figure and holds it against the one found before.
  private static func accept(
    _ shape: PlotShape, _ values: [Double], _ column: String,
    _ found: inout (shape: PlotShape, column: String)?, _ cells: inout TableCells,
    _ log: inout FindingLog
  ) -> Bool {
    let text = values.map(\.csvText).joined(separator: " × ")
    if let unit = otherUnit(column, values[0], isPlot: cells.has("plot_id")) {
      cells.fail(
        .plotAreaUnit, column, &log,
        [
          "value": text, "ha": shape.areaHa.findingText, "unit": unit.name, "other": unit.other,
          "column": column,
        ])
      return false
    }
    guard values.allSatisfy({ $0 > 0 }), shape.areaHa <= 100 else {
      cells.fail(.plotAreaImpossible, column, &log, ["value": text])
      return false
    }
    if let found { contradict(shape, text, column, found.shape, found.column, &cells, &log) }
    found = found ?? (shape, column)
    return true
  }

  /// The unit that a figure must be in where in its own it would be no plot of trees: 1,000 ha are 1,000 m²,
  /// 0.1 m² is 0.1 ha, a radius of 1,784 m is one of 17.84 m. `other` is the column for those who mean it.
  private static func otherUnit(
    _ column: String, _ value: Double, isPlot: Bool
  ) -> (name: String, other: String)? {
    switch column {
    case "area_ha" where value >= 25 && value <= 1_000_000: ("m2", "area_m2")
    // Litter is looked for on a square metre, trees are not.
    case "area_m2" where value > 0 && value < (isPlot ? 4 : 1): ("ha", "area_ha")
    case "radius_m" where value > 100 && value <= 10_000: ("cm", isPlot ? "area_ha" : "area_m2")
    default: nil
    }
  }

  /// A radius of 17.84 m stands for 0.1 ha: rounding of the one or the other is no contradiction.
  static func contradict(
    _ shape: PlotShape, _ text: String, _ column: String, _ other: PlotShape,
    _ otherColumn: String, _ cells: inout TableCells, _ log: inout FindingLog
  ) {
    guard abs(shape.areaHa - other.areaHa) > 0.01 * other.areaHa else { return }
    cells.fail(
      .plotAreaContradicts, column, &log,
      ["value": text, "other": otherColumn, "ha": other.areaHa.findingText])
  }
}

extension PlotShape {
  /// The figure as findings name it.
  var text: String {
    switch self {
    case .circle(let radius): "r \(radius.csvText) m"
    case .rectangle(let length, let width): "\(length.csvText) × \(width.csvText) m"
    case .area(let hectares): "\(hectares.csvText) ha"
    }
  }
}

extension Nest {
  /// The nest as findings name it: `5 ≤ D < 10 cm, r 6 m`.
  var text: String {
    let top = dbhMaxCm.isFinite ? " < \(dbhMaxCm.csvText)" : ""
    let form = growthForm.isEmpty ? "" : "\(growthForm) "
    return "\(form)\(dbhMinCm.csvText) ≤ D\(top) cm, \(shape.text)"
  }
}
