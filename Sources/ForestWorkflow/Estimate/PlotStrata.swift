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

  /// Plots to strata by the class of each; a word that nothing knows is a finding.
  init(_ classes: [String?], _ tables: FieldTables, _ plan: inout StrataPlan) {
    for plot in classes.indices {
      var rule: StratumRule?
      if tables.plots.isRejected[plot] {
        // Counted where its error was found.
        names.append(tables.plots.stratum[plot])
      } else if let name = classes[plot] {
        rule = plan.stratum(ofPlotClass: name)
        if rule == nil {
          plan.log.add(
            .unknownWord, at: Self.location(of: plot, tables),
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
  mutating func settle(_ inventory: Inventory, _ plan: inout StrataPlan) {
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
          .plotNotUsed, at: Self.location(of: plot, inventory.tables),
          ["stratum": rule.stratum, "treatment": treatment])
      }
      return place
    }
  }

  private static func location(of plot: Int, _ tables: FieldTables) -> FindingLocation {
    FindingLocation(
      file: fileName(tables.request.plots ?? tables.request.trees), row: tables.plots.row[plot],
      column: "stratum")
  }
}
