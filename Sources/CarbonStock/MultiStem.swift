public import ForestModel

/// What a tree of several stems is to an equation.
public enum MultiStemRule: String, Sendable, CaseIterable {
  /// Each stem goes through the equation by itself; the default.
  case stems
  /// One tree of the same basal area: D = sqrt(sum of d²), with the height of the tallest stem.
  case combined
}

/// Trees of several stems.
public enum MultiStem {
  /// Tree and stem of a number such as `12a` or `BSP1_11_A`, where a trailing letter marks a further
  /// stem; the stem is empty where there is no such letter.
  ///
  /// The letter must follow a digit, with or without one `_`, `-`, `.` or blank between.
  public static func split(_ treeID: String) -> (tree: String, stem: String) {
    guard let last = treeID.last, last.isASCII, last.isLetter else { return (treeID, "") }
    var head = treeID.dropLast()
    if let mark = head.last, "_-. ".contains(mark) { head = head.dropLast() }
    guard let digit = head.last, digit.isASCII, digit.isNumber else { return (treeID, "") }
    return (String(head), String(last))
  }

  /// Makes one row of the live stems of each tree: D = sqrt(sum of d²), the greatest measured height,
  /// the rest from the thickest stem (among equals the first by stem id, then by row).
  ///
  /// Stems are those of one plot and one tree id with the same tally and the same expansion factor of
  /// their own. Rejected and dead stems, trees without an id, and stems whose biomass is given or whose
  /// diameter is not known stay as they are. The rows that remain keep their order. Cost: linear.
  public static func combined(_ trees: TreeTable) -> TreeTable {
    struct Key: Hashable {
      var plot: String
      var tree: String
      var tally: Int
      var expansion: UInt64
    }
    var members: [Key: [Int]] = [:]
    for tree in 0..<trees.count
    where !trees.isRejected[tree] && trees.status[tree] == .live && !trees.treeID[tree].isEmpty
      && trees.agbKg[tree].isNaN && !trees.dbhCm[tree].isNaN
    {
      let key = Key(
        plot: trees.plotID[tree], tree: trees.treeID[tree], tally: trees.tally[tree],
        expansion: trees.expansionPerHa[tree].isNaN ? 0 : trees.expansionPerHa[tree].bitPattern)
      members[key, default: []].append(tree)
    }
    var result = trees
    var isMerged = Array(repeating: false, count: trees.count)
    for stems in members.values where stems.count > 1 {
      let order = stems.sorted {
        (-trees.dbhCm[$0], trees.stemID[$0], $0) < (-trees.dbhCm[$1], trees.stemID[$1], $1)
      }
      let carrier = order[0]
      let squares = ExactSum(stems.map { trees.dbhCm[$0] * trees.dbhCm[$0] })
      result.dbhCm[carrier] = squares.value.squareRoot()
      result.heightM[carrier] =
        stems.map { trees.heightM[$0] }.filter { !$0.isNaN }.max() ?? .nan
      result.stems[carrier] = stems.reduce(0) { $0 + trees.stems[$1] }
      result.isFromGirth[carrier] = stems.contains { trees.isFromGirth[$0] }
      for stem in order.dropFirst() { isMerged[stem] = true }
    }
    return result.rows { !isMerged[$0] }
  }
}
