import SyntheticForest

/// Writes plots and trees.
enum PlotFiles {
  static let plotHeader = [
    "plot_id", "x", "y", "area_ha", "slope_deg", "plot_design", "date", "note",
  ]
  static let treeHeader = [
    "plot_id", "tree_id", "species", "status", "dbh_cm", "height_m", "expansion_per_ha",
    "note",
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
          ? .null : .real((tree.expansionPerHa * 10_000).rounded() / 10_000), .text("SYNTHETIC"),
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

  /// Trees that were felled and weighed, for `allometry validate`.
  static func writeWeighed(_ weighed: WeighedTrees, to inputs: String) throws {
    try CSVFile.write(
      [
        "site", "tree_id", "species", "dbh_cm", "height_m", "wood_density_g_cm3", "agb_kg", "note",
      ],
      weighed.trees.map {
        let species = Species.all[$0.tree.species]
        return [
          .text($0.site), .integer($0.number), .text($0.tree.written), .real($0.tree.dbhCm),
          .real($0.tree.heightM), .real(species.woodDensity), .real($0.agbKg), .text("SYNTHETIC"),
        ]
      }, to: inputs + "/weighed_trees.csv")
  }

  /// The two-stage sample in files of its own: plots of one compartment are a cluster, and a simple
  /// estimate refuses them.
  static func writeTwoStage(_ fieldwork: Fieldwork, to inputs: String) throws {
    let plots = fieldwork.twoStagePlots()
    try CSVFile.write(
      plotHeader + ["cluster_id"],
      plots.map { plotRow($0, date: "2025-04-10") + [.text("TK" + $0.compartment)] },
      to: inputs + "/plots_two_stage.csv")
    try CSVFile.write(
      treeHeader, plots.flatMap { treeRows($0, fieldwork.trees(on: $0)) },
      to: inputs + "/trees_two_stage.csv")
  }

  /// Plots measured again in 2030: the tree numbers of 2025, and what became of each tree.
  static func writeRemeasurement(_ fieldwork: Fieldwork, to inputs: String) throws {
    let plots = Remeasurement.plots(fieldwork)
    try CSVFile.write(
      plotHeader + ["census"], plots.map { plotRow($0, date: "2030-03-15") + [.integer(2)] },
      to: inputs + "/plots_2030.csv")
    let rows = plots.flatMap { plot in
      Remeasurement.changes(on: plot, fieldwork).map { change -> [CellValue] in
        let tree = change.tree
        return [
          .text(plot.id), .integer(change.number), .text(tree.written),
          .text(tree.isDead ? "dead" : "live"), .real(tree.dbhCm),
          tree.isHeightMeasured ? .real(tree.heightM) : .null,
          tree.isWholePlot ? .null : .real((tree.expansionPerHa * 10_000).rounded() / 10_000),
          .text("SYNTHETIC"),
          .text(change.fate), .integer(2),
        ]
      }
    }
    try CSVFile.write(treeHeader + ["fate", "census"], rows, to: inputs + "/trees_2030.csv")
  }

  static func writeBambooAndDeadWood(_ fieldwork: Fieldwork, to inputs: String) throws {
    let plots = fieldwork.systematicPlots()
    try CSVFile.write(
      [
        "plot_id", "culm_id", "bamboo", "dbh_cm", "age_class", "status", "agb_kg",
        "expansion_per_ha", "note",
      ],
      plots.flatMap { plot in
        fieldwork.culms(on: plot).enumerated().map { number, culm in
          [
            .text(plot.id), .integer(number + 1), .text(culm.bamboo), .real(culm.dbhCm),
            culm.isDead ? .null : .integer(culm.age), .text(culm.isDead ? "dead" : "live"),
            culm.isDead
              ? .null : .real(StatusRecord.rounded(BambooModel.agbKg(dbhCm: culm.dbhCm), 2)),
            .real(100), .text("SYNTHETIC"),
          ]
        }
      }, to: inputs + "/bamboo.csv")
    try CSVFile.write(
      [
        "plot_id", "standing_per_ha", "lying_m3_ha", "litter_mg_ha", "seedlings_per_ha", "note",
      ],
      plots.compactMap { plot in
        fieldwork.deadWood(on: plot).map {
          [
            .text(plot.id), .real($0.standingPerHa), .real($0.lyingM3PerHa),
            .real($0.litterMgPerHa), .real($0.seedlingsPerHa), .text("SYNTHETIC"),
          ]
        }
      }, to: inputs + "/deadwood.csv")
  }
}
