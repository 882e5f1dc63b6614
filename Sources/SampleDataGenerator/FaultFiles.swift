import ForestGeo
import SyntheticForest

/// Writes layers and tables with planted faults, and faults.csv, which lists every one.
enum FaultFiles {
  static func write(_ landscape: Landscape, _ fieldwork: Fieldwork, to folder: String) throws {
    let parcels = ParcelFaults(landscape)
    try writeLayer(parcels, to: folder + "/" + ParcelFaults.file)
    let field = try fieldFaults(fieldwork)
    try writeTables(field, to: folder)
    try writeSecond(fieldwork, field, to: folder)
    let commas = try writeDecimalCommas(fieldwork, to: folder)
    let all = parcels.faults + field.faults + commas
    try CSVFile.write(
      ["id", "kind", "file", "place", "column", "planted", "true", "note"],
      all.enumerated().map { index, fault in
        [
          .text("F\(index + 1)"), .text(fault.kind), .text(fault.file), .text(fault.place),
          .text(fault.column), .text(fault.planted), .text(fault.truth), .text("SYNTHETIC"),
        ]
      }, to: folder + "/faults.csv")
  }

  private static func writeLayer(_ faults: ParcelFaults, to path: String) throws {
    removeOld(path)
    let variants = Dictionary(uniqueKeysWithValues: ParcelFaults.fieldVariants)
    let writer = try GeoPackageWriter(
      path, layer: "parcels", reference: CoordinateReference("EPSG:9206"),
      fields: StatusRecord.fields.map {
        FieldDefinition(variants[$0.name] ?? $0.name, ParcelFiles.kind($0.kind))
      }, title: "SYNTHETIC forest parcels with planted faults")
    for feature in faults.features {
      try writer.add(
        feature.record.values.map(ParcelFiles.fieldValue), wkb: ParcelFiles.wkb(feature.parts))
    }
    try writer.finish()
  }

  /// EPSG:5897 is the zone of 105°, a common slip for the 104° of the province.
  private static func fieldFaults(_ fieldwork: Fieldwork) throws -> FieldFaults {
    let transform = try CoordinateTransform(
      from: CoordinateReference("EPSG:9206"), to: CoordinateReference("EPSG:5897"))
    return FieldFaults(fieldwork) { x, y in
      var (east, north) = ([x], [y])
      return transform.apply(&east, &north) ? (east[0], north[0]) : (x, y)
    }
  }

  private static func writeTables(_ faults: FieldFaults, to folder: String) throws {
    try CSVFile.write(
      PlotFiles.plotHeader,
      faults.plots.map { row in
        [
          .text(row.plot.id), .real(row.x), .real(row.y), .real(row.plot.layout.areaHa),
          .real(row.slopeDeg), .text(row.plot.layout.rawValue), .text("2025-03-15"),
          .text("SYNTHETIC"),
        ]
      }, to: folder + "/" + FieldFaults.plotsFile)
    try CSVFile.write(
      PlotFiles.treeHeader,
      faults.trees.map { row in
        [
          .text(row.plot), .integer(row.number), .text(row.tree.written),
          .text(row.tree.isDead ? "dead" : "live"), .real(row.dbh),
          row.heightM.map { .real($0) } ?? .null,
          row.tree.isWholePlot
            ? .null : .real((row.tree.expansionPerHa * 10_000).rounded() / 10_000),
          .text("SYNTHETIC"),
        ]
      }, to: folder + "/" + FieldFaults.treesFile)
  }

  private static func writeSecond(
    _ fieldwork: Fieldwork, _ faults: FieldFaults, to folder: String
  ) throws {
    let rows = Remeasurement.plots(fieldwork).flatMap { plot -> [[CellValue]] in
      let before = fieldwork.trees(on: plot)
      return Remeasurement.changes(on: plot, fieldwork).map { change in
        var dbh = change.tree.dbhCm
        if faults.shrinking.contains(plot.id), change.fate == "survivor" {
          dbh = ((before[change.number - 1].dbhCm - 1.5) * 10).rounded() / 10
        }
        return [
          .text(plot.id), .integer(change.number), .text(change.tree.written), .real(dbh),
          .text(change.fate), .text("SYNTHETIC"),
        ]
      }
    }
    try CSVFile.write(
      ["plot_id", "tree_id", "species", "dbh_cm", "fate", "note"], rows,
      to: folder + "/" + FieldFaults.secondFile)
  }

  /// Five files as a spreadsheet with Vietnamese settings writes them: semicolons and decimal commas.
  private static func writeDecimalCommas(
    _ fieldwork: Fieldwork, to folder: String
  ) throws -> [PlantedFault] {
    let plots = fieldwork.systematicPlots()
    var faults: [PlantedFault] = []
    func write(_ name: String, _ header: [String], _ rows: [[CellValue]]) throws {
      try CSVFile.write(
        header, rows, to: folder + "/" + name, separator: ";", decimalMark: ",")
      faults.append(
        PlantedFault(
          kind: "decimal-comma-file", file: name, place: "all rows", column: "all numbers",
          planted: "decimal comma and semicolon", truth: "decimal point and comma"))
    }
    for (index, commune) in Commune.all.enumerated() {
      let own = plots.filter { fieldwork.landscape.parcels[$0.parcel].commune == index }
      try write(
        "trees_comma_\(commune.code).csv", PlotFiles.treeHeader,
        own.flatMap { PlotFiles.treeRows($0, fieldwork.trees(on: $0)) })
    }
    try write(
      "plots_comma.csv", PlotFiles.plotHeader,
      plots.map { PlotFiles.plotRow($0, date: "2025-03-15") })
    return faults
  }
}
