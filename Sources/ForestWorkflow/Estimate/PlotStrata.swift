import ForestModel

/// Which stratum every plot stands in, and whose mean it enters.
struct PlotStrata {
  /// Stratum of every plot; as written in the table where nothing knows it.
  private(set) var names: [String] = []
  /// Stratum whose mean a plot enters, by its place in the plan; `nil` for plots set aside.
  private(set) var places: [Int?] = []
  /// Plots that enter no mean, by reason.
  private(set) var unused: [String: Int] = [:]
  private var rules: [StratumRule?] = []
  /// Name of the table that the plots stand in.
  private let file: String

  /// Plots to strata by the class of each; a word that nothing knows is a finding.
  init(
    _ classes: [String?], _ plots: PlotTable, _ request: InventoryRequest,
    _ plan: inout StrataPlan
  ) {
    file = fileName(request.plots ?? request.trees)
    for plot in classes.indices {
      var rule: StratumRule?
      if plots.isRejected[plot] {
        // Counted where its error was found.
        names.append(plots.stratum[plot])
      } else if let name = classes[plot] {
        rule = plan.stratum(ofPlotClass: name)
        if rule == nil {
          plan.log.add(
            .unknownWord, at: location(of: plot, plots),
            ["value": name, "expected": plan.names.joined(separator: ", ")])
          unused[FindingKind.unknownWord.code, default: 0] += 1
        }
        names.append(rule?.stratum ?? name)
      } else {
        names.append("")
        unused[FindingKind.plotWithoutStratum.code, default: 0] += 1
      }
      rules.append(rule)
    }
  }

  /// Sets aside, and counts, the plots of strata that take no mean from plots and those that lost a
  /// tree.
  mutating func settle(_ inventory: InventoryResult, _ plan: inout StrataPlan) {
    places = rules.indices.map { plot in
      guard let rule = rules[plot], !inventory.plots.isRejected[plot] else { return nil }
      let isSampled = rule.treatment == .sampled
      let place = isSampled ? plan.place(of: rule.stratum) : nil
      if !inventory.isUsable(plot) {
        unused[FindingKind.plotIncomplete.code, default: 0] += 1
        return nil
      }
      if place == nil {
        let treatment = isSampled ? "no-land" : rule.treatment.rawValue
        unused["stratum-" + treatment, default: 0] += 1
        plan.log.add(
          .plotNotUsed, at: location(of: plot, inventory.plots),
          ["stratum": rule.stratum, "treatment": treatment])
      }
      return place
    }
  }

  private func location(of plot: Int, _ plots: PlotTable) -> FindingLocation {
    FindingLocation(file: file, row: plots.row[plot], column: "stratum")
  }
}
