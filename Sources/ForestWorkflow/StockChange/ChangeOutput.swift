import CarbonStock
import ForestModel

/// Everything `stock-change` knows before it writes.
struct ChangeResult {
  let comparison: PlotComparison
  let strata: [ChangeLine]
  let total: ChangeLine
  /// Rule for the degrees of freedom; `nil` for independent surveys.
  let rule: DegreesOfFreedomRule?
  var uncoveredHa = 0.0
  var updated: (stock: Double, halfWidth: Double, relative: Double)?
  /// Ids of the two runs.
  var runs = ("", "")

  init(
    comparison: PlotComparison, strata: [ChangeLine], total: ChangeLine,
    rule: DegreesOfFreedomRule?
  ) {
    self.comparison = comparison
    self.strata = strata
    self.total = total
    self.rule = rule
  }

  var accounts: [RowAccount] { comparison.accounts }

  /// changes.csv: one row per stratum, and `TOTAL`.
  func writeChanges(_ path: String, _ request: ChangeRequest) throws(WorkflowError) {
    var file = try CSVWriter(
      path,
      header: [
        "stratum", "area_ha", "n_plots", "agb_change_mg_ha", "agb_se_mg_ha", "co2e_change_t_ha",
        "co2e_se_t_ha", "co2e_low_t_ha", "co2e_high_t_ha", "co2e_change_t", "co2e_low_t",
        "co2e_high_t", "co2e_change_t_yr", "df", "confidence", "told_from_zero",
        "co2e_change_t_ha_yr", "agb_growth_mg_ha", "agb_recruits_mg_ha", "agb_mortality_mg_ha",
        "agb_lost_mg_ha", "plots_needed", "correlation", "half_width_if_independent_t_ha",
      ])
    let years = request.years ?? .nan
    for line in strata + [total] {
      let change = line.change
      let df = change.degreesOfFreedom
      try file.row([
        line.stratum, change.areaHa.csvText, "\(change.plotCount)", change.perHa.agbMg.csvText,
        change.agbSEMg.csvText, change.perHa.co2eT.csvText, change.co2eSET.csvText,
        (change.perHa.co2eT - change.halfWidthTPerHa).csvText,
        (change.perHa.co2eT + change.halfWidthTPerHa).csvText, change.changeT.csvText,
        (change.changeT - change.halfWidthT).csvText,
        (change.changeT + change.halfWidthT).csvText, (change.changeT / years).csvText,
        df.isInfinite ? "" : df.csvText, request.confidence.csvText,
        change.isToldFromZero.map { $0 ? "yes" : "no" } ?? "",
        (change.perHa.co2eT / years).csvText, (line.components?.growth ?? .nan).csvText,
        (line.components?.recruits ?? .nan).csvText,
        (line.components?.mortality ?? .nan).csvText, (line.components?.lost ?? .nan).csvText,
        change.plotsNeeded.map { "\($0)" } ?? "", line.correlation.csvText,
        line.halfWidthIfIndependent.csvText,
      ])
    }
    try file.finish()
  }

  /// plots.csv: every plot of either survey, also those that were not compared.
  func writePlots(_ path: String) throws(WorkflowError) {
    var file = try CSVWriter(
      path,
      header: [
        "plot_id", "stratum", "stratum_after", "area_ha", "state", "agb_before_mg_ha",
        "agb_after_mg_ha", "agb_change_mg_ha", "co2e_before_t_ha", "co2e_after_t_ha",
        "co2e_change_t_ha", "agb_growth_mg_ha", "agb_recruits_mg_ha", "agb_mortality_mg_ha",
        "agb_lost_mg_ha", "n_survivors", "n_recruits", "n_dead", "n_lost",
      ])
    for plot in comparison.plots {
      let change = plot.pair?.change
      let parts = plot.components
      func cell(_ value: Double?) -> String { (value ?? .nan).csvText }
      func cell(_ value: Int?) -> String { value.map { "\($0)" } ?? "" }
      try file.row([
        plot.id, plot.stratum, plot.stratumAfter, cell((plot.before ?? plot.after)?.areaHa),
        plot.state, cell(plot.before?.perHa.agbMg), cell(plot.after?.perHa.agbMg),
        cell(change?.agbMg), cell(plot.before?.perHa.co2eT), cell(plot.after?.perHa.co2eT),
        cell(change?.co2eT), cell(parts?.growth), cell(parts?.recruits), cell(parts?.mortality),
        cell(parts?.lost), cell(parts?.survivorCount), cell(parts?.recruitCount),
        cell(parts?.deadCount), cell(parts?.lostCount),
      ])
    }
    try file.finish()
  }

  /// summary.json: no paths and no clock, so equal runs are equal bytes.
  func json(_ request: ChangeRequest) -> JSONValue {
    let change = total.change
    let years = request.years ?? .nan
    var fields: [String: JSONValue] = [
      "design": .string(request.design.rawValue),
      "sign": .string("positive: the stock grew"),
      "runs": .object(["before": .string(runs.0), "after": .string(runs.1)]),
      "years": .number(years), "confidence": .number(request.confidence),
      "total": .object([
        "area_ha": .number(change.areaHa), "n_plots": .integer(change.plotCount),
        "agb_change_mg_ha": .number(change.perHa.agbMg),
        "agb_se_mg_ha": .number(change.agbSEMg),
        "co2e_change_t_ha": .number(change.perHa.co2eT),
        "co2e_se_t_ha": .number(change.co2eSET),
        "co2e_half_width_t_ha": .number(change.halfWidthTPerHa),
        "co2e_change_t": .number(change.changeT),
        "co2e_low_t": .number(change.changeT - change.halfWidthT),
        "co2e_high_t": .number(change.changeT + change.halfWidthT),
        "half_width_t": .number(change.halfWidthT),
        "half_width_percent": .number(100 * change.relativeHalfWidth),
        "co2e_change_t_yr": .number(change.changeT / years),
        "co2e_change_t_ha_yr": .number(change.perHa.co2eT / years),
        "df": .number(change.degreesOfFreedom),
        "degrees_of_freedom_rule": rule.map { .string($0.rawValue) } ?? .null,
        "interval_kind": .string("sampling"),
      ]),
      "noise": .object([
        "told_from_zero": change.isToldFromZero.map(JSONValue.bool) ?? .null,
        "may_be_booked": change.isToldFromZero == false ? .bool(false) : .null,
        "smallest_change_told_t_ha": .number(change.halfWidthTPerHa),
        "smallest_change_told_t": .number(change.halfWidthT),
        "plots_needed": change.plotsNeeded.map(JSONValue.integer) ?? .null,
        "correlation": .number(total.correlation),
        "half_width_if_independent_t_ha": .number(total.halfWidthIfIndependent),
      ]),
      "uncovered_ha": .number(uncoveredHa),
      "error_sources_not_included": .array(
        [
          "allometric equation", "height model", "wood density", "tree measurement",
          "root:shoot ratio", "carbon fraction", "stratum map", "area",
        ].map(JSONValue.string)),
      "status": .string("estimate; not verified, not an issued credit"),
    ]
    fields["components_agb_mg_ha"] =
      total.components.map { parts in
        .object([
          "growth": .number(parts.growth), "recruits": .number(parts.recruits),
          "mortality": .number(parts.mortality), "lost": .number(parts.lost),
          "sum": .number(parts.sum),
        ])
      } ?? .null
    fields["trees"] =
      total.components.map { parts in
        .object([
          "survivors": .integer(parts.survivorCount), "recruits": .integer(parts.recruitCount),
          "dead": .integer(parts.deadCount), "lost": .integer(parts.lostCount),
          "shrunk": .integer(comparison.shrunk),
        ])
      } ?? .null
    fields["updated_stock"] =
      updated.map {
        .object([
          "co2e_t": .number($0.stock), "half_width_t": .number($0.halfWidth),
          "half_width_percent": .number(100 * $0.relative),
        ])
      } ?? .null
    return .object(fields)
  }
}
