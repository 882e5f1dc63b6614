import SyntheticForest

/// Writes plots and trees.
enum PlotFiles {
  static let plotHeader = [
    "plot_id", "x", "y", "area_ha", "slope_deg", "layout", "date", "note",
  ]
  static let treeHeader = [
    "plot_id", "tree_id", "species", "status", "dbh_cm", "height_m", "expansion_per_ha",
  ]

  static func plotRow(_ plot: Plot, date: String) -> [CellValue] {
    [
      .text(plot.id), .real(plot.x), .real(plot.y), .real(plot.layout.areaHa),
      .real(plot.slopeDeg), .text(plot.layout.rawValue), .text(date), .text("SYNTHETIC"),
    ]
  }

  /// Rows of the trees of a plot; trees that stand for the whole plot leave their expansion empty.
  static func treeRows(_ plot: Plot, _ trees: [Tree]) -> [[CellValue]] {
    trees.enumerated().map { number, tree in
      [
        .text(plot.id), .integer(number + 1), .text(tree.written),
        .text(tree.isDead ? "dead" : "live"), .real(tree.dbhCm),
        tree.isHeightMeasured ? .real(tree.heightM) : .null,
        tree.isWholePlot
          ? .null : .real((tree.expansionPerHa * 10_000).rounded() / 10_000),
      ]
    }
  }

  static func write(_ fieldwork: Fieldwork, to inputs: String) throws {
    let plots = fieldwork.systematicPlots()
    let trees = plots.map { fieldwork.trees(on: $0) }
    try CSVFile.write(
      plotHeader, plots.map { plotRow($0, date: "2025-03-15") }, to: inputs + "/plots.csv")
    try CSVFile.write(
      treeHeader, zip(plots, trees).flatMap { treeRows($0, $1) }, to: inputs + "/trees.csv")
    try CSVFile.write(
      ["plot_design", "dbh_min_cm", "dbh_max_cm", "radius_m", "note"],
      [PlotLayout.circle, .nested].flatMap { layout in
        layout.nests.map {
          [
            .text(layout.rawValue), .real($0.dbhMinCm), .real($0.dbhMaxCm), .real($0.radiusM),
            .text("SYNTHETIC"),
          ]
        }
      }, to: inputs + "/nests.csv")
  }
}
