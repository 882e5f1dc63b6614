import CarbonStock
import ForestModel

extension QualityResult {
  /// quality.csv: one row per team and variable; all teams together come first.
  func writeQuality(_ path: String) throws(WorkflowError) {
    var file = try CSVWriter(
      path,
      header: [
        "team", "variable", "n", "bias", "sd_difference", "measurement_sd", "n_beyond",
        "share_beyond", "share_low", "share_high", "confidence", "tolerance", "tolerance_unit",
        "max_share_beyond", "verdict", "clear", "source", "confirmed",
      ])
    for line in lines {
      let (rate, limit) = (line.rate, line.limit)
      try file.row([
        line.team.isEmpty ? "ALL" : line.team, line.variable.rawValue, "\(line.count)",
        (line.moments?.bias ?? .nan).csvText, (line.moments?.standardDeviation ?? .nan).csvText,
        (line.moments?.measurementSD ?? .nan).csvText, rate.map { "\($0.errors)" } ?? "",
        (rate?.share ?? .nan).csvText, (rate?.low ?? .nan).csvText,
        (rate?.high ?? .nan).csvText, request.confidence.csvText,
        (limit?.tolerance ?? .nan).csvText,
        line.variable.isMeasured ? limit?.unit.rawValue ?? "" : "",
        (limit?.maxShareBeyond ?? .nan).csvText, line.verdict.rawValue,
        rate?.isClear(limit: limit?.maxShareBeyond).map { $0 ? "yes" : "no" } ?? "",
        limit?.source.english ?? "", limit.map { $0.confirmed ? "yes" : "no" } ?? "",
      ])
    }
    try file.finish()
  }

  /// differences.csv: one row per tree of the checked plots, field minus check.
  func writeDifferences(_ path: String) throws(WorkflowError) {
    var file = try CSVWriter(
      path,
      header: [
        "plot_id", "tree_id", "team", "state", "dbh_cm", "check_dbh_cm", "dbh_difference_cm",
        "height_m", "check_height_m", "height_difference_m", "species", "check_species", "status",
        "check_status", "flags", "row", "check_row",
      ])
    for one in checks.list {
      let (field, check) = (one.field, one.check)
      func cell(_ place: Int?, _ column: [Double]) -> String {
        place.map { column[$0].csvText } ?? ""
      }
      func difference(_ variable: QualityVariable) -> String {
        (checks.difference(variable, one, request.kind)?.difference ?? .nan).csvText
      }
      let flags = QualityVariable.allCases.filter { variable in
        checks.isError(
          variable, one, request.kind, limits.first { $0.variable == variable }) == true
      }
      try file.row([
        one.plot, one.tree, one.team, one.state.rawValue, cell(field, checks.trees.dbhCm),
        cell(check, checks.check.dbhCm), difference(.dbh), cell(field, checks.trees.heightM),
        cell(check, checks.check.heightM), difference(.height),
        field.map { checks.trees.species[$0] } ?? "", check.map { checks.check.species[$0] } ?? "",
        field.map { checks.trees.status[$0].rawValue } ?? "",
        check.map { checks.check.status[$0].rawValue } ?? "",
        flags.map(\.rawValue).joined(separator: ";"),
        field.map { "\(checks.trees.row[$0])" } ?? "",
        check.map { "\(checks.check.row[$0])" } ?? "",
      ])
    }
    try file.finish()
  }

  /// measurement_errors.json: what a simulation of errors needs to know of the measurements.
  var measurementErrors: JSONValue {
    func pairs(_ variable: QualityVariable) -> (differences: [Double], references: [Double]) {
      let all = checks.list.compactMap { checks.difference(variable, $0, request.kind) }
      return (all.map(\.difference), all.map(\.reference))
    }
    let dbh = pairs(.dbh)
    let height = pairs(.height)
    let diameters = DiameterErrorModel(
      differences: dbh.differences, diametersCm: dbh.references, kind: request.kind)
    let heights = HeightErrorModel(
      differences: height.differences, heightsM: height.references, kind: request.kind)
    func moments(_ differences: [Double]) -> DifferenceMoments {
      DifferenceMoments(differences, kind: request.kind)
    }
    func share(_ variable: QualityVariable) -> JSONValue {
      let rate = lines.first { $0.team.isEmpty && $0.variable == variable }?.rate
      return .object([
        "n": .integer(rate?.count ?? 0), "share": .number(rate?.share ?? .nan),
        "low": .number(rate?.low ?? .nan), "high": .number(rate?.high ?? .nan),
        "confidence": .number(request.confidence),
      ])
    }
    return .object([
      "kind": .string(request.kind.rawValue),
      "dbh_cm": diameters.map { model in
        .object([
          "model": .string(model.isLinear ? "linear" : "constant"),
          "sd_cm": .string("a + b * D"), "a_cm": .number(model.constantCm),
          "b": .number(model.slope), "n": .integer(model.count),
          "bias_cm": .number(moments(dbh.differences).bias),
          "d_min_cm": .number(dbh.references.min() ?? .nan),
          "d_max_cm": .number(dbh.references.max() ?? .nan),
        ])
      } ?? .null,
      "height_m": heights.map { model in
        .object([
          "model": .string("relative"), "sd_m": .string("relative_sd * H"),
          "relative_sd": .number(model.relativeSD), "n": .integer(model.count),
          "relative_bias": .number(model.relativeBias),
          "bias_m": .number(moments(height.differences).bias),
        ])
      } ?? .null,
      "species_wrong": share(.species), "status_wrong": share(.status),
      "trees_missed": share(.missedTrees),
      "trees_extra": request.scope == .plots ? share(.extraTrees) : .null,
    ])
  }

  /// summary.json.
  var summary: JSONValue {
    .object([
      "verdict": .string(verdict.rawValue), "kind": .string(request.kind.rawValue),
      "scope": .string(request.scope.rawValue), "confidence": .number(request.confidence),
      "limits": .string(request.limits == nil ? "built-in, not confirmed" : "stated by user"),
      "plots_checked": .integer(Set(checks.list.map(\.plot)).count),
      "trees": .object([
        "compared": .integer(checks.list.filter { $0.state == .compared }.count),
        "missed": .integer(checks.list.filter { $0.state == .missed }.count),
        "extra": request.scope == .plots
          ? .integer(checks.list.filter { $0.state == .extra }.count) : .null,
      ]),
      "variables": .array(
        lines.map { line in
          .object([
            "team": .string(line.team.isEmpty ? "ALL" : line.team),
            "variable": .string(line.variable.rawValue), "n": .integer(line.count),
            "bias": .number(line.moments?.bias ?? .nan),
            "measurement_sd": .number(line.moments?.measurementSD ?? .nan),
            "n_beyond": line.rate.map { .integer($0.errors) } ?? .null,
            "share_beyond": .number(line.rate?.share ?? .nan),
            "share_low": .number(line.rate?.low ?? .nan),
            "share_high": .number(line.rate?.high ?? .nan),
            "max_share_beyond": .number(line.limit?.maxShareBeyond ?? .nan),
            "verdict": .string(line.verdict.rawValue),
          ])
        }),
      "limits_used": .array(constants.map { RunRecord.json($0) }),
    ])
  }
}
