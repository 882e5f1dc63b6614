import ForestGeo
import ForestModel
import Glibc
import SyntheticForest

/// The same plots in the formats that come from the field: tidy tables, the header of permanent plots,
/// plot network exports, survey-form exports and summaries of laser scans.
enum FieldFormats {
  static func write(_ fieldwork: Fieldwork, to folder: String) throws {
    mkdir(folder, 0o755)
    let plots = Array(Remeasurement.plots(fieldwork).prefix(12))
    let trees = plots.map { fieldwork.trees(on: $0) }
    let pairs = Array(zip(plots, trees))
    try CSVFile.write(
      PlotFiles.plotHeader, plots.map { PlotFiles.plotRow($0, date: "2025-03-15") },
      to: folder + "/tidy_plots.csv")
    try CSVFile.write(
      PlotFiles.treeHeader, pairs.flatMap { PlotFiles.treeRows($0, $1) },
      to: folder + "/tidy_trees.csv")
    try permanentPlots(pairs, to: folder + "/permanent_plots.csv")
    try plotNetwork(pairs, to: folder + "/forestplots.csv")
    try surveyForms(pairs, to: folder)
    try laserScans(pairs, to: folder)
  }

  private static func rounded(_ value: Double, _ decimals: Int) -> CellValue {
    .real(StatusRecord.rounded(value, decimals))
  }

  /// The header of the permanent plots of the national inventory; "NA", 0 and empty cells all mean
  /// "not measured".
  private static func permanentPlots(_ plots: [(Plot, [Tree])], to path: String) throws {
    let header = [
      "No", "Year", "ODV", "ONC", "ODD", "Order", "ID", "YID", "Species_vi", "Species_en",
      "Species_sci", "Peri_cm", "DBH_cm", "Ht_m", "Hdc_m", "E_m", "W_m", "S_m", "N_m", "Quality",
      "Long", "Lat", "Ghi_chu", "Note", "Hreg_m", "AGB_Hreg", "AGB_Ho", "AGB_kg",
    ]
    let toDegrees = try CoordinateTransform(
      from: CoordinateReference("EPSG:9206"), to: CoordinateReference("EPSG:4326"))
    var rows: [[CellValue]] = []
    for (plot, trees) in plots {
      var (longitude, latitude) = ([plot.x], [plot.y])
      _ = toDegrees.apply(&longitude, &latitude)
      for (number, tree) in trees.enumerated() where !tree.isDead {
        let missing: CellValue = [.text("NA"), .integer(0), .null][number % 3]
        let height = tree.isHeightMeasured ? rounded(tree.heightM, 1) : missing
        rows.append([
          .integer(rows.count + 1), .integer(2_025), .text(plot.id), .integer(1),
          .integer(1 + number % 25), .integer(number + 1), .text("\(plot.id)-\(number + 1)"),
          .text("2025-\(plot.id)-\(number + 1)"), .text(Species.all[tree.species].vietnamese),
          .null, .text(tree.written), rounded(tree.dbhCm * .pi, 1), rounded(tree.dbhCm, 1), height,
          missing, missing, missing, missing, missing, .text(["a", "b", "c"][number % 3]),
          .real((longitude[0] * 1e6).rounded() / 1e6), .real((latitude[0] * 1e6).rounded() / 1e6),
          .text("SYNTHETIC"), .text("SYNTHETIC"), .null, .null, .null, .null,
        ])
      }
    }
    try CSVFile.write(header, rows, to: path)
  }

  /// Export of a plot network: diameters in mm, cells wrapped as ="..." by a spreadsheet.
  private static func plotNetwork(_ plots: [(Plot, [Tree])], to path: String) throws {
    let header = [
      "PlotID", "PlotViewID", "TreeID", "Census.No", "Census.Date", "FamilyAPGID", "GenusID",
      "SpeciesID", "D1", "D2", "D3", "D4", "DPOMtMinus1", "POM", "F1", "F2", "F3", "F4", "F5",
      "Height", "CI", "LI", "Note",
    ]
    func wrapped(_ text: String) -> CellValue { .text("=\"\(text)\"") }
    let rows = plots.enumerated().flatMap { index, entry in
      entry.1.enumerated().map { number, tree -> [CellValue] in
        let species = Species.all[tree.species]
        let mm = String(Int((tree.dbhCm * 10).rounded()))
        return [
          wrapped("SL\(index + 1)"), wrapped(String(9_000 + index)), wrapped(String(number + 1)),
          wrapped("1"), wrapped("2025.2"), wrapped(species.family),
          wrapped(String(species.name.prefix { $0 != " " })), wrapped(tree.written), wrapped(mm),
          wrapped("0"), wrapped("0"), wrapped(mm), wrapped("0"), wrapped("1300"),
          wrapped(tree.isDead ? "0" : "1"), wrapped(tree.isDead ? "1" : "0"), wrapped("0"),
          wrapped("0"), wrapped("0"),
          wrapped(tree.isHeightMeasured ? StatusRecord.rounded(tree.heightM, 1).csvText : "0"),
          wrapped("3"), wrapped("0"), .text("SYNTHETIC"),
        ]
      }
    }
    try CSVFile.write(header, rows, to: path)
  }

  /// Export of survey forms: one file per entity, keys of the parents first.
  private static func surveyForms(_ plots: [(Plot, [Tree])], to folder: String) throws {
    func keys(_ index: Int) -> [CellValue] { [.integer(index / 3 + 1), .integer(index % 3 + 1)] }
    try CSVFile.write(
      ["cluster_no", "date_year", "date_month", "date_day", "note"],
      (0..<(plots.count + 2) / 3).map {
        [.integer($0 + 1), .integer(2_025), .integer(3), .integer(15), .text("SYNTHETIC")]
      }, to: folder + "/openforis_cluster.csv")
    try CSVFile.write(
      [
        "cluster_no", "plot_no", "location_x", "location_y", "location_srs", "slope",
        "slope_unit_name", "land_use_code", "land_use_label", "note",
      ],
      plots.enumerated().map { index, entry in
        keys(index) + [
          .real(entry.0.x), .real(entry.0.y), .text("EPSG:9206"), .real(entry.0.slopeDeg),
          .text("deg"), .integer(1), .text("forest"), .text("SYNTHETIC"),
        ]
      }, to: folder + "/openforis_plot.csv")
    try CSVFile.write(
      [
        "cluster_no", "plot_no", "tree_no", "species_code", "species_scientific_name", "dbh",
        "dbh_unit_name", "height", "height_unit_name", "health_code", "health_label", "note",
      ],
      plots.enumerated().flatMap { index, entry in
        entry.1.enumerated().map { number, tree in
          keys(index) + [
            .integer(number + 1), .text("SP\(tree.species + 1)"), .text(tree.written),
            .real(tree.dbhCm), .text("cm"),
            tree.isHeightMeasured ? rounded(tree.heightM, 1) : .null, .text("m"),
            .integer(tree.isDead ? 2 : 1), .text(tree.isDead ? "dead" : "alive"),
            .text("SYNTHETIC"),
          ]
        }
      }, to: folder + "/openforis_tree.csv")
  }

  /// Summaries of laser scans of two plots: the first in metres and cubic metres, the second with
  /// diameters in cm and volumes in litres. Nothing in the files says so.
  private static func laserScans(_ plots: [(Plot, [Tree])], to folder: String) throws {
    for (index, name) in ["tls_m", "tls_cm"].enumerated() {
      let (plot, trees) = plots[index]
      let (perCm, perM3) = index == 0 ? (0.01, 1.0) : (1.0, 1_000.0)
      let rows = trees.filter { !$0.isDead }.enumerated().map { number, tree -> [CellValue] in
        let angle = 2.399963 * Double(number)
        let away = 17.8 * (Double(number) / Double(trees.count)).squareRoot()
        return [
          .integer(number + 1), rounded(plot.x + away * cos(angle), 2),
          rounded(plot.y + away * sin(angle), 2), rounded(0, 2),
          .real((tree.dbhCm * perCm * 1_000).rounded() / 1_000), rounded(tree.heightM, 2),
          rounded(0.35 * tree.dbhCm, 1), rounded(tree.volumeM3 * perM3, 3), .text("SYNTHETIC"),
        ]
      }
      try CSVFile.write(
        ["TreeID", "X", "Y", "Z", "DBH", "H", "CrownArea", "Volume", "Note"], rows,
        to: folder + "/\(name).csv")
    }
  }
}
