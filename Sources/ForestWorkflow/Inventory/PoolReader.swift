import CarbonStock
import ForestGeo
import ForestModel

/// One row of a table of dead wood, litter or soil.
struct PoolRow<Value> {
  var plot: String
  var row: Int
  /// What it says; `nil` when the row has an error.
  var value: Value?
}

/// A crossing of a line with dead wood, or a line without any.
struct LyingRow {
  var line: String
  var lineLengthM: Double
  var piece: LyingPiece?
}

/// Litter of one frame.
struct LitterRow {
  var frameAreaM2: Double
  var dryKg: Double
}

/// A layer of a soil core.
struct SoilRow {
  var core: String
  var topCm: Double
  var depthCm: Double
  var carbon: Quantity<Carbon>
}

/// The tables of the pools beside the trees, row by row.
struct PoolRows {
  var deadWood: [PoolRow<LyingRow>] = []
  var litter: [PoolRow<LitterRow>] = []
  var soil: [PoolRow<SoilRow>] = []
}

extension InventoryReader {
  /// Reads the tables that are there.
  mutating func readPools() throws(WorkflowError) -> PoolRows {
    var rows = PoolRows()
    let stated = request.deadWoodDensity
    if let path = request.deadWood {
      try read(path, as: .deadWood) { cells, log in
        let plot = cells.requiredText("plot_id", &log)
        let value = Self.lyingRow(&cells, stated, &log)
        rows.deadWood.append(
          PoolRow(
            plot: plot, row: cells.row.number, value: cells.errorCode == nil ? value : nil))
      }
    }
    if let path = request.litter {
      try read(path, as: .litter) { cells, log in
        let plot = cells.requiredText("plot_id", &log)
        let value = Self.litterRow(&cells, &log)
        rows.litter.append(
          PoolRow(
            plot: plot, row: cells.row.number, value: cells.errorCode == nil ? value : nil))
      }
    }
    if let path = request.soil {
      var percents: [Double] = []
      try read(path, as: .soil) { cells, log in
        let plot = cells.requiredText("plot_id", &log)
        let value = Self.soilRow(&cells, &percents, &log)
        rows.soil.append(
          PoolRow(
            plot: plot, row: cells.row.number, value: cells.errorCode == nil ? value : nil))
      }
      checkPercentUnit(percents, path)
    }
    return rows
  }

  /// A number that must be there and lie above `low`, up to `high`; `nan` with a finding otherwise.
  private static func number(
    _ cells: inout TableCells, _ column: String, above low: Double, upTo high: Double,
    unit: String, _ log: inout FindingLog
  ) -> Double {
    let value = cells.requiredNumber(column, &log)
    if value <= low || value > high {
      fail(&cells, column, value, low, high, unit, &log)
      return .nan
    }
    return value
  }

  private static func fail(
    _ cells: inout TableCells, _ column: String, _ value: Double, _ low: Double, _ high: Double,
    _ unit: String, _ log: inout FindingLog
  ) {
    cells.fail(
      .poolValueImpossible, column, &log,
      ["value": value.findingText, "low": low.findingText, "high": high.findingText, "unit": unit])
  }

  // MARK: Dead wood

  private static func lyingRow(
    _ cells: inout TableCells, _ stated: DeadWoodDensities, _ log: inout FindingLog
  ) -> LyingRow? {
    let length = number(&cells, "line_length_m", above: 0, upTo: 10_000, unit: "m", &log)
    let line = cells.text("line")
    let word = cells.text("decay_class")
    let isBare = cells.text("diameter_cm").isEmpty && word.isEmpty
    if isBare { return LyingRow(line: line, lineLengthM: length, piece: nil) }
    let diameter = number(&cells, "diameter_cm", above: 0, upTo: 500, unit: "cm", &log)
    guard let decay = DecayClass(word) else {
      cells.fail(
        word.isEmpty ? .emptyCell : .unknownWord, "decay_class", &log,
        [
          "value": word,
          "expected": DecayClass.allCases.map(\.rawValue).joined(separator: ", "),
        ])
      return nil
    }
    guard let density = density(&cells, decay, stated, &log) else { return nil }
    return LyingRow(
      line: line, lineLengthM: length,
      piece: LyingPiece(diameterCm: diameter, decay: decay, density: density))
  }

  private static func density(
    _ cells: inout TableCells, _ decay: DecayClass, _ stated: DeadWoodDensities,
    _ log: inout FindingLog
  ) -> DeadWoodDensity? {
    let columns = ["density_g_cm3", "wood_density_g_cm3"]
    let before = cells.errorCode
    let values = columns.map { cells.number($0, &log) }
    if cells.errorCode != before { return nil }
    let given = columns.indices.filter { !values[$0].isNaN }
    if given.count > 1 {
      cells.fail(
        .statedTwice, columns[0], &log, ["found": columns.joined(separator: ", ")])
      return nil
    }
    guard let place = given.first else {
      if let density = stated.density(decay) { return density }
      cells.fail(.deadWoodDensityMissing, columns[0], &log, ["decay": decay.rawValue])
      return nil
    }
    guard let density = BasicDensity(gPerCm3: values[place]) else {
      let range = BasicDensity.range
      fail(
        &cells, columns[place], values[place], range.lowerBound, range.upperBound, "g/cm3", &log)
      return nil
    }
    return place == 0 ? .asItLies(density) : .ofSoundWood(density)
  }

  // MARK: Litter

  private static func litterRow(
    _ cells: inout TableCells, _ log: inout FindingLog
  ) -> LitterRow? {
    let area = number(&cells, "frame_area_m2", above: 0, upTo: 100, unit: "m2", &log)
    let before = cells.errorCode
    var dry = cells.number("dry_kg", &log)
    let wet = cells.number("wet_kg", &log)
    if cells.errorCode != before { return nil }
    var column = "dry_kg"
    if !dry.isNaN, !wet.isNaN {
      cells.fail(.statedTwice, column, &log, ["found": "dry_kg, wet_kg"])
      return nil
    }
    if dry.isNaN, wet.isNaN {
      cells.fail(.oneOfCellsNeeded, column, &log, ["expected": "dry_kg, wet_kg"])
      return nil
    }
    if dry.isNaN {
      column = "wet_kg"
      let ratio = number(&cells, "dry_wet_ratio", above: 0, upTo: 1, unit: "", &log)
      dry = Litter.dryKg(wetKg: wet, dryWetRatio: ratio)
    }
    // 50 kg on a square metre would be 500 t/ha: grams.
    let limit = 50 * area
    if dry < 0 || dry > limit {
      fail(&cells, column, column == "dry_kg" ? dry : wet, 0, limit, "kg", &log)
    }
    return LitterRow(frameAreaM2: area, dryKg: dry)
  }

  // MARK: Soil

  private static func soilRow(
    _ cells: inout TableCells, _ percents: inout [Double], _ log: inout FindingLog
  ) -> SoilRow? {
    let top =
      cells.has("top_cm") && !cells.text("top_cm").isEmpty ? cells.number("top_cm", &log) : 0
    let depth = number(&cells, "depth_cm", above: max(0, top), upTo: 500, unit: "cm", &log)
    if top < 0 { fail(&cells, "top_cm", top, 0, 500, "cm", &log) }
    let carbon = organicCarbon(&cells, &percents, &log)
    let density = bulkDensity(&cells, &log)
    guard let carbon, let density, cells.errorCode == nil else { return nil }
    // Fifth of carbon by mass is organic soil, which is light; a heavy one means percent.
    if cells.text("carbon_percent").isEmpty, carbon.massFraction >= 0.2, density.inPlace > 0.7 {
      cells.fail(
        .soilCarbonUnit, "carbon_fraction", &log, ["value": carbon.massFraction.findingText])
      return nil
    }
    return SoilRow(
      core: cells.text("core"), topCm: top, depthCm: depth,
      carbon: SoilCarbon.perHa(carbon, density: density, thicknessCm: depth - top))
  }

  private static func organicCarbon(
    _ cells: inout TableCells, _ percents: inout [Double], _ log: inout FindingLog
  ) -> OrganicCarbon? {
    let before = cells.errorCode
    let fraction = cells.number("carbon_fraction", &log)
    let percent = cells.number("carbon_percent", &log)
    if cells.errorCode != before { return nil }
    switch (fraction.isNaN, percent.isNaN) {
    case (false, false):
      cells.fail(
        .statedTwice, "carbon_fraction", &log, ["found": "carbon_fraction, carbon_percent"])
    case (true, true):
      cells.fail(
        .oneOfCellsNeeded, "carbon_fraction", &log,
        ["expected": "carbon_fraction, carbon_percent"])
    case (false, true):
      if let carbon = OrganicCarbon(fraction: fraction) { return carbon }
      cells.fail(.soilCarbonUnit, "carbon_fraction", &log, ["value": fraction.findingText])
    case (true, false):
      percents.append(percent)
      if let carbon = OrganicCarbon(percent: percent) { return carbon }
      fail(&cells, "carbon_percent", percent, 0, 100 * OrganicCarbon.limit, "%", &log)
    }
    return nil
  }

  private static func bulkDensity(
    _ cells: inout TableCells, _ log: inout FindingLog
  ) -> BulkDensity? {
    let before = cells.errorCode
    let ovenDry = cells.number("odw_g", &log)
    let whole = cells.number("bulk_density_whole_g_cm3", &log)
    let fine = cells.number("bulk_density_fine_g_cm3", &log)
    let plain = cells.number("bulk_density_g_cm3", &log)
    let stones = cells.number("stone_fraction", &log)
    if cells.errorCode != before { return nil }
    if !plain.isNaN {
      cells.fail(
        .soilDensityUndefined, "bulk_density_g_cm3", &log, ["value": plain.findingText])
      return nil
    }
    let ways = [
      ("odw_g", ovenDry), ("bulk_density_whole_g_cm3", whole), ("bulk_density_fine_g_cm3", fine),
    ].filter { !$0.1.isNaN }
    guard let way = ways.first, ways.count == 1 else {
      let names = "odw_g, bulk_density_whole_g_cm3, bulk_density_fine_g_cm3"
      cells.fail(
        ways.isEmpty ? .oneOfCellsNeeded : .statedTwice, ways.first?.0 ?? "odw_g", &log,
        ["expected": names, "found": ways.map(\.0).joined(separator: ", ")])
      return nil
    }
    if way.0 != "bulk_density_fine_g_cm3", !stones.isNaN, stones != 0 {
      cells.fail(.soilStonesTwice, "stone_fraction", &log, ["value": stones.findingText])
      return nil
    }
    if way.0 == "odw_g" {
      let stonesG = cells.requiredNumber("stones_g", &log)
      let volume = cells.requiredNumber("core_cm3", &log)
      if cells.errorCode != before { return nil }
      guard let core = SoilCore(ovenDryG: ovenDry, stonesG: stonesG, volumeCm3: volume) else {
        cells.fail(
          .soilCoreImpossible, "odw_g", &log,
          ["odw": ovenDry.findingText, "stones": stonesG.findingText, "core": volume.findingText])
        return nil
      }
      return inRange(core.wholeCore, &cells, "odw_g", &log)
    }
    guard way.0 == "bulk_density_fine_g_cm3" else {
      return inRange(.wholeCore(whole), &cells, way.0, &log)
    }
    if stones.isNaN {
      cells.fail(.emptyCell, "stone_fraction", &log)
      return nil
    }
    if stones < 0 || stones >= 1 {
      fail(&cells, "stone_fraction", stones, 0, 1, "", &log)
      return nil
    }
    return inRange(.fineEarth(fine, stoneShare: stones), &cells, way.0, &log)
  }

  /// A density in kg/m³ or of pure rock is none of a soil.
  private static func inRange(
    _ density: BulkDensity, _ cells: inout TableCells, _ column: String, _ log: inout FindingLog
  ) -> BulkDensity? {
    let value = density.inPlace
    guard value > 0.01, value <= 2.2 else {
      fail(&cells, column, value, 0.01, 2.2, "g/cm3", &log)
      return nil
    }
    return density
  }

  /// Mass fractions in the column for percent show in the median of the table.
  private mutating func checkPercentUnit(_ percents: [Double], _ path: String) {
    let sorted = percents.sorted()
    guard !sorted.isEmpty, sorted[sorted.count / 2] < 0.1 else { return }
    log.add(
      .soilPercentUnit,
      at: FindingLocation(file: fileName(path), column: "carbon_percent"),
      ["count": "\(sorted.count)", "median": sorted[sorted.count / 2].findingText])
  }
}
