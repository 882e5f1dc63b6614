import CarbonStock
import ForestModel

extension FieldTables {
  /// By plot, the group whose height model its trees may take: its stratum or itself.
  func heightGroups(_ strata: [String]) -> [String: String] {
    let names: [String]
    switch request.resolvedHeightGrouping {
    case .dataSet: return [:]
    case .stratum: names = strata
    case .plot: names = plots.id
    }
    return Dictionary(
      zip(plots.id, names).filter { !$0.1.isEmpty }, uniquingKeysWith: { first, _ in first })
  }

  /// Where the heights of unmeasured trees come from.
  mutating func heightRoute(
    _ groups: [String: String], _ assignment: EquationAssignment
  ) throws(WorkflowError) -> HeightRoute {
    switch request.heightChoice {
    case .given: return .measured
    case .regional(let region): return .published(.regional(region))
    case .climate:
      guard let stress = request.constants["E"] else {
        throw .usage(
          Phrase(
            "--height-model climate needs the environmental stress of the site: give --set E=VALUE (Chave et al. 2014).",
            vi:
              "--height-model climate cần chỉ số khô hạn của lập địa: hãy dùng --set E=GIÁ_TRỊ (Chave et al. 2014)."
          ), [:])
      }
      return .published(.climate(stress: stress))
    case .fitted(let form):
      let sample = heightSample(groups)
      let models =
        request.resolvedHeightGrouping == .dataSet
        ? HeightModels(form, sample, weighting: request.heightWeighting)
        : HeightModels(choosing: [form], sample, weighting: request.heightWeighting)
      return route(models, form.rawValue)
    case .chosen: return chosenRoute(groups)
    case .automatic:
      guard needsHeightModel(assignment),
        request.heights != nil || heights.count >= HeightModel.fewestHeights
      else { return .measured }
      return chosenRoute(groups)
    }
  }

  /// The same before any tree is known: the models are those of the heights table.
  mutating func heightRouteOfTables(strata: [String]) throws(WorkflowError) -> HeightRoute {
    let groups = heightGroups(strata)
    if request.heightChoice == .automatic {
      let isEnough = request.heights != nil || heights.count >= HeightModel.fewestHeights
      return isEnough ? chosenRoute(groups) : .measured
    }
    return try heightRoute(
      groups,
      EquationAssignment(of: trees, using: BiomassSettings(heights: .measured), names: names))
  }

  private mutating func chosenRoute(_ groups: [String: String]) -> HeightRoute {
    route(
      HeightModels(
        choosing: HeightModels.candidates, heightSample(groups),
        weighting: request.heightWeighting), "auto")
  }

  /// Whether some tree has no height although its equation takes one.
  func needsHeightModel(_ assignment: EquationAssignment) -> Bool {
    trees.row.indices.contains {
      trees.heightM[$0].isNaN && !trees.isRejected[$0]
        && (trees.status[$0] == .live || request.pools.countsDeadTrees)
        && trees.agbKg[$0].isNaN && assignment.model(of: $0)?.needsHeight ?? false
    }
  }

  private mutating func route(_ models: HeightModels?, _ name: String) -> HeightRoute {
    if let models { return .fitted(models) }
    let location = FindingLocation(
      file: fileName(request.heights ?? request.trees), column: "height_m")
    if heights.count < HeightModel.fewestHeights {
      log.add(
        .heightModelTooFew, at: location,
        [
          "count": "\(heights.count)", "model": name, "needed": "\(HeightModel.fewestHeights)",
        ])
    } else {
      log.add(
        .heightModelNoFit, at: location, ["count": "\(heights.count)", "model": name])
    }
    return .measured
  }

  /// The measured heights with the group of each: by its plot, else by the stratum that its row names.
  private func heightSample(_ groups: [String: String]) -> HeightSample {
    let isByStratum = request.resolvedHeightGrouping == .stratum
    return HeightSample(
      dbhCm: heights.dbhCm, heightM: heights.heightM,
      group: heights.row.indices.map {
        groups[heights.plotID[$0]] ?? (isByStratum ? heights.stratum[$0] : "")
      }, plot: heights.plotID)
  }
}

extension Inventory {
  /// Model that gave a tree its height; `nil` for measured and published heights.
  func heightModel(of tree: Int) -> HeightModel? {
    guard biomass.heightSource[tree] == "model", let models = heights.models else { return nil }
    return models.all.first { $0.name == biomass.heightModel[tree] }?.model
  }

  /// The formula that gave a tree its height, with its diameter put in; `nil` for a measured height.
  func heightFormula(of tree: Int, dbh: String) -> String? {
    if case .published(let curve) = heights, !["", "measured"].contains(biomass.heightSource[tree])
    {
      return curve.formula(dbh: dbh)
    }
    return heightModel(of: tree)?.formula(dbh: dbh)
  }
}

extension HeightRoute {
  /// The fitted models, where there are any.
  var models: HeightModels? {
    if case .fitted(let models) = self { return models }
    return nil
  }

  /// Height models and curves that gave some tree its height, for the list of constants.
  func parameters(_ used: Set<String>) -> [Parameter] {
    switch self {
    case .measured: return []
    case .published(let curve): return used.contains(curve.id) ? [curve.parameter] : []
    case .fitted(let models):
      return models.all.filter { used.contains($0.name) }.map { name, model in
        let correction = model.residualSDLn.isNaN ? "" : "; Baskerville 1972"
        return Parameter(
          name: Phrase("height model", vi: "mô hình chiều cao"), value: name, unit: "m",
          source: Phrase(
            "fitted on \(model.count) trees" + correction,
            vi: "ước lượng từ \(model.count) cây" + correction),
          confirmed: true)
      }
    }
  }

  /// The height models as fitted, for the run record.
  var json: JSONValue {
    guard let models else { return .null }
    return .object([
      "models": .array(
        models.all.map { name, model in
          .object([
            "name": .string(name), "form": .string(model.form.rawValue),
            "coefficients": .array(model.coefficients.map(JSONValue.number)),
            "covariance": .array(
              model.covariance.map { .array($0.map(JSONValue.number)) }),
            "residual_sd_ln": .number(model.residualSDLn),
            "residual_sd_m": .number(model.residualSDM),
            "relative_bias_on_measured": .number(model.meanRelativeBias),
            "weights": .string(model.weighting.rawValue),
            "n": .integer(model.count), "dbh_min_cm": .number(model.dMinCm),
            "dbh_max_cm": .number(model.dMaxCm),
          ])
        })
    ])
  }

  /// heights.csv: what was tried for all trees and for each group, and what was taken.
  func writeTrials(_ path: String) throws(WorkflowError) {
    var file = try CSVWriter(
      path,
      header: [
        "group", "form", "fitted_on", "n", "cv_rmse_m", "cv_relative_bias", "chosen",
      ])
    for trial in models?.trials ?? [] {
      try file.row([
        trial.group, trial.form.rawValue, trial.isOwn ? "group" : "all-trees", "\(trial.count)",
        trial.errorM.csvText, trial.relativeBias.csvText, trial.isChosen ? "yes" : "no",
      ])
    }
    try file.finish()
  }
}
