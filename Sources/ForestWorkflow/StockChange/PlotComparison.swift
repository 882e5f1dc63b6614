import CarbonStock
import ForestModel

/// One plot that either survey has, and what became of it.
struct ComparedPlot {
  var id: String
  /// Stratum of the first survey; of the second for plots that only that one has.
  var stratum: String
  var stratumAfter: String
  var before: SurveyPlot?
  var after: SurveyPlot?
  /// `compared`, `used` in a survey of its own, or why not.
  var state: String
  var components: ChangeComponents?

  var isCompared: Bool { state == Self.compared }
  static let compared = "compared"
  static let used = "used"

  var pair: PlotPair? {
    guard isCompared, let before, let after else { return nil }
    return PlotPair(before: before.perHa, after: after.perHa, areaHa: before.areaHa)
  }
}

/// The plots of two surveys, joined by their names.
struct PlotComparison {
  private(set) var plots: [ComparedPlot] = []
  private(set) var accounts: [RowAccount] = []
  /// Whether trees could be joined, so that plots have components.
  private(set) var hasComponents = false
  /// Live trees of the compared plots whose diameter shrank beyond the tolerance.
  private(set) var shrunk = 0

  /// Area that may differ by rounding, as a share.
  private static let areaTolerance = 0.01

  /// Joins the plots of two surveys; those in strata that take no mean from plots are set aside.
  init(
    paired before: SurveyFolder, _ after: SurveyFolder, toleranceCm: Double,
    _ log: inout FindingLog
  ) {
    let strata = before.sampledStrata
    let later = Dictionary(
      after.plots.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var matched: Set<String> = []
    for first in before.plots {
      let second = later[first.id]
      if second != nil { matched.insert(first.id) }
      plots.append(
        ComparedPlot(
          id: first.id, stratum: first.stratum, stratumAfter: second?.stratum ?? "",
          before: first, after: second,
          state: Self.state(first, second, strata, before, after, &log)))
    }
    for second in after.plots where !matched.contains(second.id) {
      plots.append(
        ComparedPlot(
          id: second.id, stratum: second.stratum, stratumAfter: second.stratum, before: nil,
          after: second, state: "only-after"))
    }
    compareTrees(before, after, toleranceCm, &log)
    accounts = [
      account("plots-before", before.plots.count, \.before),
      account("plots-after", after.plots.count, \.after),
      treeAccount("trees-before", before), treeAccount("trees-after", after),
    ]
  }

  /// The plots of two surveys that share none, side by side.
  init(independent before: SurveyFolder, _ after: SurveyFolder) {
    func state(_ plot: SurveyPlot, _ survey: SurveyFolder) -> String {
      if plot.isRejected { return "not-usable" }
      let strata = survey.sampledStrata
      return strata.map { $0.contains(plot.stratum) } ?? true
        ? ComparedPlot.used : "stratum-not-sampled"
    }
    plots =
      before.plots.map {
        ComparedPlot(
          id: $0.id, stratum: $0.stratum, stratumAfter: "", before: $0, after: nil,
          state: state($0, before))
      }
      + after.plots.map {
        ComparedPlot(
          id: $0.id, stratum: $0.stratum, stratumAfter: $0.stratum, before: nil, after: $0,
          state: state($0, after))
      }
    accounts = [
      account("plots-before", before.plots.count, \.before),
      account("plots-after", after.plots.count, \.after),
    ]
  }

  private static func state(
    _ first: SurveyPlot, _ second: SurveyPlot?, _ strata: Set<String>?,
    _ before: SurveyFolder, _ after: SurveyFolder, _ log: inout FindingLog
  ) -> String {
    guard let second else { return "only-before" }
    if first.isRejected || second.isRejected {
      log.add(
        .plotNotCompared,
        at: first.isRejected
          ? before.location("plots.csv", row: first.row, column: "co2e_t_ha")
          : after.location("plots.csv", row: second.row, column: "co2e_t_ha"),
        ["plot": first.id])
      return first.isRejected ? "not-usable-before" : "not-usable-after"
    }
    if let strata, !strata.contains(first.stratum) { return "stratum-not-sampled" }
    if abs(second.areaHa - first.areaHa) > areaTolerance * first.areaHa {
      log.add(
        .plotAreaChanged,
        at: after.location("plots.csv", row: second.row, column: "area_ha"),
        [
          "plot": first.id, "first": first.areaHa.findingText, "second": second.areaHa.findingText,
        ])
      return FindingKind.plotAreaChanged.code
    }
    if !second.stratum.isEmpty, !first.stratum.isEmpty, second.stratum != first.stratum {
      log.add(
        .plotStratumChanged,
        at: after.location("plots.csv", row: second.row, column: "stratum"),
        ["plot": first.id, "first": first.stratum, "second": second.stratum])
    }
    return ComparedPlot.compared
  }

  private func account(
    _ table: String, _ read: Int, _ side: KeyPath<ComparedPlot, SurveyPlot?>
  ) -> RowAccount {
    var account = RowAccount(table: table)
    account.read = read
    for plot in plots where plot[keyPath: side] != nil {
      if plot.isCompared || plot.state == ComparedPlot.used {
        account.used += 1
      } else {
        account.reject(plot.state)
      }
    }
    return account
  }

  private func treeAccount(_ table: String, _ survey: SurveyFolder) -> RowAccount {
    var account = RowAccount(table: table)
    account.read = survey.treesRead
    account.reject("rejected-by-the-run", count: survey.treesRejected)
    let compared = Set(plots.filter(\.isCompared).map(\.id))
    for (plot, trees) in survey.trees {
      guard compared.contains(plot) else {
        account.reject("plot-not-compared", count: trees.count)
        continue
      }
      account.reject("dead-in-no-pool", count: trees.filter(\.isDead).count)
      account.used += trees.filter { !$0.isDead }.count
    }
    return account
  }

  // MARK: Trees

  private mutating func compareTrees(
    _ before: SurveyFolder, _ after: SurveyFolder, _ toleranceCm: Double, _ log: inout FindingLog
  ) {
    let compared = plots.indices.filter { plots[$0].isCompared }
    let nameless = [before, after].map { survey in
      (
        survey,
        compared.reduce(0) { sum, place in
          sum + (survey.trees[plots[place].id] ?? []).filter { !$0.isDead && $0.id.isEmpty }.count
        }
      )
    }
    if let (survey, count) = nameless.first(where: { $0.1 > 0 }) {
      log.add(
        .componentsMissing, at: survey.location("trees.csv", column: "tree_id"),
        ["count": "\(count)"])
      return
    }
    hasComponents = true
    for place in compared {
      let plot = plots[place]
      guard let pair = plot.pair else { continue }
      let first = before.trees[plot.id] ?? []
      let second = after.trees[plot.id] ?? []
      let components = ChangeComponents(
        before: first.map(Self.occasion), after: second.map(Self.occasion))
      let scale = max(1, pair.before.agbMg, pair.after.agbMg)
      // Not a number is no balance either.
      guard abs(components.sum - pair.change.agbMg) <= 1e-9 * scale else {
        log.add(
          .componentsUnbalanced, at: after.location("plots.csv", row: plot.after?.row),
          ["plot": plot.id, "verb": after.run.verb])
        hasComponents = false
        break
      }
      plots[place].components = components
      report(first, second, plot.id, after, toleranceCm, &log)
    }
    if !hasComponents {
      for place in plots.indices { plots[place].components = nil }
    }
  }

  private static func occasion(_ tree: SurveyTree) -> TreeOccasion {
    TreeOccasion(
      id: tree.id, status: tree.isDead ? .dead : .live,
      agbMgPerHa: tree.agbKg / 1000 * tree.expansionPerHa)
  }

  /// What is odd about single trees.
  private mutating func report(
    _ before: [SurveyTree], _ after: [SurveyTree], _ plot: String, _ folder: SurveyFolder,
    _ toleranceCm: Double, _ log: inout FindingLog
  ) {
    let earlier = Dictionary(
      before.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    for tree in after where !tree.isDead {
      guard let old = earlier[tree.id] else { continue }
      func add(_ kind: FindingKind, _ column: String, _ slots: [String: String]) {
        log.add(
          kind, at: folder.location("trees.csv", row: tree.row, column: column),
          slots.merging(["tree": tree.id, "plot": plot]) { own, _ in own })
      }
      if old.isDead {
        add(.treeRevived, "flags", [:])
      } else if tree.dbhCm < old.dbhCm - toleranceCm {
        shrunk += 1
        add(
          .treeShrank, "dbh_cm",
          [
            "first": old.dbhCm.findingText, "second": tree.dbhCm.findingText,
            "tolerance": toleranceCm.findingText,
          ])
      }
      if tree.species != old.species {
        add(.treeRenamed, "species", ["first": old.species, "second": tree.species])
      }
    }
  }
}
