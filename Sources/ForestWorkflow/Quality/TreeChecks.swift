import CarbonStock
import ForestModel

/// One tree of the check held against the crew's, or a tree that only one of them has.
struct TreeCheck {
  enum State: String {
    case compared, missed, extra
    /// A tree of the crew in a plot of which only some trees were checked.
    case notChecked = "not-checked"
  }
  var plot: String
  var tree: String
  var team: String
  var state: State
  /// Row in the crews' table; `nil` for a tree that the crew missed.
  var field: Int?
  /// Row in the check; `nil` for a tree that the check does not have.
  var check: Int?
}

/// The trees of both tables, joined by plot and tree, never by their order.
struct TreeChecks {
  let trees: TreeTable
  let check: TreeTable
  private(set) var list: [TreeCheck] = []
  private(set) var treesAccount: RowAccount
  private(set) var checkAccount: RowAccount

  init(
    _ field: (trees: TreeTable, account: RowAccount),
    _ check: (trees: TreeTable, account: RowAccount), _ request: QualityRequest,
    _ log: inout FindingLog
  ) {
    trees = field.trees
    self.check = check.trees
    treesAccount = field.account
    checkAccount = check.account
    join(request, &log)
  }

  private static func key(_ table: TreeTable, _ tree: Int) -> String {
    [table.plotID[tree], table.treeID[tree], table.stemID[tree]].joined(separator: "\u{1F}")
  }

  /// Tree and stem as printed.
  private static func name(_ table: TreeTable, _ tree: Int) -> String {
    table.stemID[tree].isEmpty
      ? table.treeID[tree] : table.treeID[tree] + "/" + table.stemID[tree]
  }

  private mutating func join(_ request: QualityRequest, _ log: inout FindingLog) {
    let good = (0..<trees.count).filter { !trees.isRejected[$0] }
    let place = Dictionary(
      good.map { (Self.key(trees, $0), $0) }, uniquingKeysWith: { first, _ in first })
    let plots = Set(trees.plotID)
    let rejected = Set(
      (0..<trees.count).filter { trees.isRejected[$0] }.map { Self.key(trees, $0) })
    // The crew of a plot, where it had one.
    var crews: [String: Set<String>] = [:]
    for tree in good { crews[trees.plotID[tree], default: []].insert(trees.team[tree]) }
    var checkedPlots: Set<String> = []
    var found: Set<Int> = []
    for row in 0..<check.count where !check.isRejected[row] {
      let plot = check.plotID[row]
      guard plots.contains(plot) else {
        let near = Nearest.names(to: plot, among: Array(plots).sorted(), limit: 1).first
        log.add(
          .checkPlotUnknown,
          at: FindingLocation(
            file: fileName(request.check), row: check.row[row], column: "plot_id"),
          [
            "plot": plot, "file": fileName(request.trees),
            "hint": near.map { " (\($0)?)" } ?? "",
          ])
        checkAccount.used -= 1
        checkAccount.reject(FindingKind.checkPlotUnknown.code)
        continue
      }
      let key = Self.key(check, row)
      if rejected.contains(key), place[key] == nil {
        checkAccount.used -= 1
        checkAccount.reject("tree-rejected")
        continue
      }
      checkedPlots.insert(plot)
      let field = place[key]
      if let field { found.insert(field) }
      let crew = crews[plot] ?? []
      let own = field.map { trees.team[$0] } ?? ""
      let team =
        !own.isEmpty
        ? own : !check.team[row].isEmpty ? check.team[row] : crew.count == 1 ? crew.first ?? "" : ""
      list.append(
        TreeCheck(
          plot: plot, tree: Self.name(check, row), team: team,
          state: field == nil ? .missed : .compared, field: field, check: row))
    }
    // Where the tree names no crew, the check of its plot may: all its rows must agree.
    var checkCrews: [String: Set<String>] = [:]
    for one in list where !one.team.isEmpty { checkCrews[one.plot, default: []].insert(one.team) }
    for tree in good where !found.contains(tree) {
      guard checkedPlots.contains(trees.plotID[tree]) else {
        treesAccount.used -= 1
        treesAccount.reject("plot-not-checked")
        continue
      }
      let crew = checkCrews[trees.plotID[tree]] ?? []
      let team =
        trees.team[tree].isEmpty && crew.count == 1 ? crew.first ?? "" : trees.team[tree]
      if request.scope == .trees {
        treesAccount.used -= 1
        treesAccount.reject("tree-not-checked")
      }
      list.append(
        TreeCheck(
          plot: trees.plotID[tree], tree: Self.name(trees, tree), team: team,
          state: request.scope == .plots ? .extra : .notChecked, field: tree, check: nil))
    }
    list.removeAll { $0.state == .notChecked }
    list.sort {
      ($0.plot, $0.tree) == ($1.plot, $1.tree)
        ? $0.state.rawValue < $1.state.rawValue
        : $0.plot == $1.plot
          ? StratumAreas.inReadingOrder($0.tree, $1.tree)
          : StratumAreas.inReadingOrder($0.plot, $1.plot)
    }
  }

  // MARK: Differences

  /// Difference of a measured variable, field minus check, and what it is held against; `nil` where
  /// one side has no value.
  func difference(
    _ variable: QualityVariable, _ one: TreeCheck, _ kind: CheckKind
  ) -> (difference: Double, reference: Double)? {
    guard let field = one.field, let check = one.check else { return nil }
    let (a, b) =
      variable == .dbh
      ? (trees.dbhCm[field], self.check.dbhCm[check])
      : (trees.heightM[field], self.check.heightM[check])
    guard !a.isNaN, !b.isNaN else { return nil }
    return (a - b, kind.reference(field: a, check: b))
  }

  /// Whether a case of a variable is an error; `nil` where the tree says nothing about it, or where no
  /// tolerance is stated.
  func isError(
    _ variable: QualityVariable, _ one: TreeCheck, _ kind: CheckKind, _ limit: QualityLimit?
  ) -> Bool? {
    switch variable {
    case .dbh, .height:
      guard let (difference, reference) = difference(variable, one, kind) else { return nil }
      return limit.map { $0.isBeyond(difference: difference, reference: reference) }
    case .species:
      guard let field = one.field, let check = one.check else { return nil }
      let (a, b) = (trees.species[field], self.check.species[check])
      if a.isEmpty || b.isEmpty { return nil }
      return Self.folded(a) != Self.folded(b)
    case .status:
      guard let field = one.field, let check = one.check else { return nil }
      return trees.status[field] != self.check.status[check]
    case .missedTrees:
      return one.check == nil ? nil : one.state == .missed
    case .extraTrees:
      return one.field == nil ? nil : one.state == .extra
    }
  }

  /// A name without case and superfluous blanks.
  private static func folded(_ name: String) -> String {
    name.lowercased().split(separator: " ").joined(separator: " ")
  }
}
