import ForestModel

/// Emissions outside the project area that its activities cause.
public enum LeakageRule: Sendable {
  /// Amounts stated by kind; a negative amount, which would be a gain elsewhere, never counts.
  case sum([String])
  /// CDM AR-TOOL15: the vegetation and soil of the land to which agriculture is displaced.
  case arTool15(expansion: Double, rootShootTree: Double, rootShootShrub: Double, fraction: Double)
  /// Gold Standard 403: area x share x stock and heads x hectares per head x stock.
  case goldStandard
  /// ART TREES: percent of the gross in steps of the share of the national forest.
  case nationalForestShare([(upto: Double, value: Double)])

  init(
    _ name: String, questions: [String], _ table: ConstantTable
  ) throws(AccountingError) {
    let fixed: [String]
    switch name {
    case "sum":
      self = .sum(questions)
      fixed = questions
    case "ar-tool15":
      self = .arTool15(
        expansion: try table.value("expansion"),
        rootShootTree: try table.value("root_shoot_tree"),
        rootShootShrub: try table.value("root_shoot_shrub"),
        fraction: try table.value("carbon_fraction"))
      fixed = [
        "displaced_area_ha", "displaced_tree_agb_mg_ha", "displaced_shrub_mg_ha",
        "displaced_soil_t_c",
      ]
    case "gs-displacement":
      self = .goldStandard
      fixed = [
        "displaced_area_ha", "displaced_share_percent", "destination_stock_t_ha",
        "livestock_heads", "hectares_per_head",
      ]
    case "national-forest-share":
      self = .nationalForestShare(try table.steps("leakage"))
      fixed = ["national_forest_share_percent"]
    default: throw .dataInvalid("\(table.standard): there is no leakage rule \(name)")
    }
    guard fixed == questions else {
      throw .dataInvalid("\(table.standard): leakage asks \(questions), needs \(fixed)")
    }
  }

  /// Questions whose answers the rule needs.
  public var questions: [String] {
    switch self {
    case .sum(let questions): questions
    case .arTool15:
      [
        "displaced_area_ha", "displaced_tree_agb_mg_ha", "displaced_shrub_mg_ha",
        "displaced_soil_t_c",
      ]
    case .goldStandard:
      [
        "displaced_area_ha", "displaced_share_percent", "destination_stock_t_ha",
        "livestock_heads", "hectares_per_head",
      ]
    case .nationalForestShare: ["national_forest_share_percent"]
    }
  }

  /// Leakage of the period, t CO2e, not negative.
  ///
  /// - Parameters: `gross` is baseline less project; `answers` by question.
  /// - Returns: `nil` when an answer is missing.
  public func leakage(gross: Double, answers: [String: Double]) -> Double? {
    let given = questions.compactMap { answers[$0] }
    guard given.count == questions.count else { return nil }
    switch self {
    case .sum: return given.reduce(0) { $0 + max(0, $1) }
    case .arTool15(let expansion, let treeRatio, let shrubRatio, let fraction):
      let biomass =
        expansion * given[1] * (1 + treeRatio) + given[2] * (1 + shrubRatio)
      let carbon = Quantity<Biomass>(biomass * given[0]).carbon(fraction: fraction)
      return max(0, (carbon + Quantity<Carbon>(given[3])).co2e.value)
    case .goldStandard:
      return given[0] * (given[1] / 100) * given[2] + given[3] * given[4] * given[2]
    case .nationalForestShare(let steps):
      let step = steps.first { given[0] <= $0.upto } ?? steps[steps.count - 1]
      return max(0, gross) * step.value / 100
    }
  }
}
