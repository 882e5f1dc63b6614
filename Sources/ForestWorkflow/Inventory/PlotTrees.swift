import CarbonStock
import ForestModel

/// The trees of one plot as far as an estimate speaks of them beside their stock. It is small: a long table
/// has many plots.
struct PlotTrees: Sendable {
  /// Trees that were not rejected, live or dead.
  private(set) var count: Int32 = 0
  /// Those of them that live.
  private(set) var live: Int32 = 0
  /// Live trees whose height was measured.
  private(set) var measuredHeights: Int32 = 0
  /// Live trees whose height came from elsewhere.
  private(set) var otherHeights: Int32 = 0
  /// Live trees by the level that gave their wood density, in the order of the levels.
  private var densities = SIMD8<Int32>()
  /// Smallest diameter of the live trees, cm; `nan` without any.
  private(set) var dbhMinCm = Double.nan
  /// Largest diameter of the live trees, cm; `nan` without any.
  private(set) var dbhMaxCm = Double.nan
  /// Whether some tree is expanded by a factor of its own.
  private(set) var hasOwnExpansion = false
  /// Growth forms of the live trees, where all of them together have no mass.
  private(set) var growthForms: Set<String> = []

  /// No trees.
  init() {}

  /// Live trees whose wood density is of this level.
  func trees(of level: WoodDensityLevel) -> Int32 {
    WoodDensityLevel.allCases.firstIndex(of: level).map { densities[$0] } ?? 0
  }

  /// Adds a tree that was not rejected.
  fileprivate mutating func add(
    _ tree: Int, of inventory: Inventory, in plot: Int, levels: [String: Int]
  ) {
    let (trees, biomass) = (inventory.trees, inventory.biomass)
    count += 1
    hasOwnExpansion = hasOwnExpansion || inventory.tables.isExpandedByTree(tree, in: plot)
    guard trees.status[tree] == .live else { return }
    live += 1
    switch biomass.heightSource[tree] {
    case "": break
    case "measured": measuredHeights += 1
    default: otherHeights += 1
    }
    if let level = levels[biomass.woodDensitySource[tree]] { densities[level] += 1 }
    // A number is less, and more, than none.
    dbhMinCm = .minimum(dbhMinCm, trees.dbhCm[tree])
    dbhMaxCm = .maximum(dbhMaxCm, trees.dbhCm[tree])
    if !trees.growthForm[tree].isEmpty, inventory.stocks[plot].perHa.agbMg == 0 {
      growthForms.insert(trees.growthForm[tree])
    }
  }
}

extension Inventory {
  /// The trees of every plot, counted.
  var plotTrees: [PlotTrees] {
    var found = Array(repeating: PlotTrees(), count: plots.count)
    let levels = Dictionary(
      uniqueKeysWithValues: WoodDensityLevel.allCases.enumerated().map { ($1.rawValue, $0) })
    for tree in 0..<trees.count where !trees.isRejected[tree] {
      if let plot = plotOfTree[tree] { found[plot].add(tree, of: self, in: plot, levels: levels) }
    }
    return found
  }
}
