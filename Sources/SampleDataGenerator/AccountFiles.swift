import SyntheticForest

/// Writes the tables of the sample account: what changed in the reference years, what the project expects,
/// and the answers to the standards. All of it is invented, near the true change of the sample.
enum AccountFiles {
  static func write(to inputs: String) throws {
    try writeActivityData(inputs + "/activity_data.csv")
    try writeFactors(inputs + "/emission_factors.csv")
    try writeGainLoss(inputs + "/gain_loss.csv")
    try writeHarvestedWood(inputs + "/harvested_wood.csv")
    try writeAnswers(inputs + "/answers.csv")
  }

  private static let referenceYears = ("2015-01-01", "2023-12-31")

  private static func writeActivityData(_ path: String) throws {
    let source = "SYNTHETIC: areas.csv of the verb change; shares by the strata of the inventory"
    let plan = "SYNTHETIC: plan of the forest owners"
    // Share of a class of change in the nine reference years, and hectares a year with the project.
    let changes: [(flow: String, factor: String, change: String, share: Double, yearHa: Double)] = [
      ("loss of medium forest", "TXB-crop", "deforestation", 26, 2.3),
      ("loss of regenerating forest", "TXP-crop", "deforestation", 74, 8.1),
      ("degradation of medium forest", "TXB-TXN", "degradation", 100, 5.2),
    ]
    var rows: [[CellValue]] = []
    for change in changes {
      rows.append([
        .text("reference"), .null, .text(referenceYears.0), .text(referenceYears.1),
        .text(change.flow), .integer(1), .null, .text(change.change), .real(change.share),
        .text(change.factor), .null, .null, .null, .null, .text(source),
      ])
      for year in 2025...2027 {
        rows.append([
          .text("project"), .integer(year), .null, .null, .text(change.flow), .integer(1),
          .real(change.yearHa), .null, .null, .text(change.factor), .real(30), .real(0.9),
          .text("inf"), .text("plan: " + change.flow), .text(plan),
        ])
      }
    }
    try CSVFile.write(
      [
        "scenario", "year", "start", "end", "flow", "measure", "area_ha", "change_class",
        "share_percent", "factor", "half_width_percent", "confidence", "df", "error_group",
        "source",
      ], rows, to: path)
  }

  private static func writeFactors(_ path: String) throws {
    let source = "SYNTHETIC: strata of the sample inventory; crops hold a planning value"
    try CSVFile.write(
      [
        "factor", "before_stratum", "after_stratum", "after_co2e_t_ha", "half_width_percent",
        "confidence", "df", "source",
      ],
      [
        [
          .text("TXB-crop"), .text("TXB"), .null, .real(18), .real(50), .real(0.9), .text("inf"),
          .text(source),
        ],
        [
          .text("TXP-crop"), .text("TXP"), .null, .real(18), .real(50), .real(0.9), .text("inf"),
          .text(source),
        ],
        [
          .text("TXB-TXN"), .text("TXB"), .text("TXN"), .null, .null, .null, .null,
          .text(source),
        ],
      ], to: path)
  }

  private static func writeGainLoss(_ path: String) throws {
    var rows: [[CellValue]] = []
    for year in 2025...2027 {
      rows.append([
        .text("project"), .integer(year), .text("assisted regeneration"), .integer(4),
        .text("growth"), .real(120), .real(2.7), .null, .null, .null, .real(0.323), .null,
        .real(35), .real(0.9), .text("inf"), .text("growth of regeneration"),
        .text("SYNTHETIC: growth of young secondary forest"),
      ])
      rows.append([
        .text("project"), .integer(year), .text("thinning"), .integer(5), .text("wood-removal"),
        .null, .null, .real(150), .real(1.1), .null, .real(0.325), .null, .real(15), .real(0.9),
        .text("inf"), .text("felling plan"), .text("SYNTHETIC: felling plan"),
      ])
    }
    rows.append([
      .text("project"), .integer(2026), .text("forest fire"), .integer(1), .text("fire"),
      .real(4), .null, .null, .null, .real(60), .null, .real(36), .real(40), .real(0.9),
      .text("inf"), .null, .text("SYNTHETIC: fire log of the communes"),
    ])
    try CSVFile.write(
      [
        "scenario", "year", "flow", "measure", "item", "area_ha", "growth_mg_ha_yr", "volume_m3",
        "bcef_mg_m3", "agb_mg_ha", "root_shoot", "share_percent", "half_width_percent",
        "confidence", "df", "error_group", "source",
      ], rows, to: path)
  }

  private static func writeHarvestedWood(_ path: String) throws {
    try CSVFile.write(
      [
        "scenario", "year", "flow", "measure", "volume_m3", "density_g_cm3", "sawnwood_percent",
        "panels_percent", "paper_percent", "waste_percent", "half_width_percent", "confidence",
        "df", "error_group", "source",
      ],
      (2025...2027).map { year in
        [
          .text("project"), .integer(year), .text("products of thinning"), .integer(5),
          .real(120), .real(0.5), .real(25), .real(30), .real(5), .real(40), .real(30),
          .real(0.9), .text("inf"), .text("sales"),
          .text("SYNTHETIC: sales of the plantation owners"),
        ]
      }, to: path)
  }

  private static func writeAnswers(_ path: String) throws {
    let zero = "SYNTHETIC: no activity was displaced"
    let answers: [(String, String, String, String)] = [
      ("vcs-vm0007", "leakage_planned_t", "0", "SYNTHETIC: no planned clearing was stopped"),
      ("vcs-vm0007", "leakage_unplanned_t", "300", "SYNTHETIC: leakage belt of the four communes"),
      ("vcs-vm0007", "leakage_market_t", "0", "SYNTHETIC: output of timber and fuelwood is steady"),
      ("vcs-vm0047", "leakage_shift_t", "300", "SYNTHETIC: leakage belt of the four communes"),
      ("cdm-ar-tool14", "displaced_area_ha", "0", zero),
      ("cdm-ar-tool14", "displaced_tree_agb_mg_ha", "0", zero),
      ("cdm-ar-tool14", "displaced_shrub_mg_ha", "0", zero),
      ("cdm-ar-tool14", "displaced_soil_t_c", "0", zero),
      ("gs-403", "displaced_area_ha", "0", zero),
      ("gs-403", "displaced_share_percent", "0", zero),
      ("gs-403", "destination_stock_t_ha", "65", "SYNTHETIC: regenerating forest nearby"),
      ("gs-403", "livestock_heads", "4", "SYNTHETIC: buffaloes of two households"),
      ("gs-403", "hectares_per_head", "0.8", "SYNTHETIC: survey of households"),
      ("art-trees", "national_forest_share_percent", "4.5", "SYNTHETIC: share of the province"),
      ("fcpf-cf", "displacement_t", "300", "SYNTHETIC: leakage belt of the four communes"),
      (
        "vn-domestic", "method", "SYNTHETIC: waits for the national standard",
        "SYNTHETIC: letter of the department"
      ),
      (
        "vn-domestic", "pools", "SYNTHETIC: above-ground and below-ground biomass",
        "SYNTHETIC: inventory plan"
      ),
      ("vn-domestic", "double_registration", "SYNTHETIC: no other project", "SYNTHETIC: map check"),
    ]
    try CSVFile.write(
      ["standard", "question", "answer", "evidence"],
      answers.map { [.text($0.0), .text($0.1), .text($0.2), .text($0.3)] }, to: path)
  }
}
