import ForestModel

/// Finds a tree, or a stem of it, among the trees of a table by plot, tree, stem and census. It keeps
/// places in the table instead of keys: a long table asks it for every row.
struct TreeIndex: Sendable {
  /// Marks of the trees kept, with their places in the table; -1 where a slot is free.
  private var slots: [(mark: UInt64, place: Int32)] = []
  private var count = 0
  private var lastPlot = ""
  private var ofLastPlot = Fingerprint("")
  /// Census by place in the table; empty as long as no tree has one.
  private var censuses: [Int32: String] = [:]

  /// The place of the tree that is called like the one to come at `trees.count`; where there is none
  /// that one is kept.
  mutating func findOrKeep(
    plot: String, tree: String, stem: String, census: String, in trees: TreeTable
  ) -> Int? {
    if 2 * count >= slots.count { grow() }
    if plot != lastPlot {
      lastPlot = plot
      ofLastPlot = Fingerprint(plot)
    }
    var mark = ofLastPlot
    mark.add(tree)
    mark.add(stem)
    mark.add(census)
    let value = mark.mixed
    var slot = Int(truncatingIfNeeded: value) & (slots.count - 1)
    while slots[slot].place >= 0 {
      if slots[slot].mark == value {
        let place = Int(slots[slot].place)
        if trees.treeID[place] == tree, trees.plotID[place] == plot, trees.stemID[place] == stem,
          census == censuses[slots[slot].place, default: ""]
        {
          return place
        }
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    let place = Int32(truncatingIfNeeded: trees.count)
    slots[slot] = (value, place)
    if !census.isEmpty { censuses[place] = census }
    count += 1
    return nil
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: (0, -1), count: max(64, 2 * old.count))
    for one in old where one.place >= 0 {
      var slot = Int(truncatingIfNeeded: one.mark) & (slots.count - 1)
      while slots[slot].place >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = one
    }
  }
}
