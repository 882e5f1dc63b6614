public import ForestModel

/// The wood density of each tree, with its standard deviation, level and table.
///
/// A tree's own value comes first, then that of its taxon (`WoodDensityLookup`). Only where they are
/// allowed do the means of the plot and of all trees follow, and then the stated default. The mean of a plot
/// is over its trees that have a value, so that common species weigh more; the mean of the data set is over
/// all trees that then have one (Réjou-Méchain et al. 2017). Sums are exact: the order of rows changes
/// nothing. Values by tree, species, genus and family do not depend on other rows.
public struct WoodDensityAssignment: Sendable {
  /// Wood density, g/cm³; `nan` where none was found or needed.
  public private(set) var value: [Double]
  /// Its standard deviation, g/cm³; `nan` where none is known.
  public private(set) var sd: [Double]
  /// Its level; `nil` where none was found or needed.
  public private(set) var level: [WoodDensityLevel?]
  /// Table that gave it; `nil` where no table did.
  public private(set) var table: [WoodDensityLookup.Table?]

  /// Looks up the trees for which `isNeeded` holds and that are not rejected, dead ones only where dead wood
  /// is counted; means of plots and of the data set are those of live trees. Cost: linear in the trees; each
  /// distinct name is looked up once.
  public init(
    of trees: TreeTable, names: MatchedNames, lookup: WoodDensityLookup,
    default stated: Double? = nil, includesDead: Bool = false, isNeeded: (Int) -> Bool
  ) {
    let n = trees.count
    value = Array(repeating: .nan, count: n)
    sd = Array(repeating: .nan, count: n)
    level = Array(repeating: nil, count: n)
    table = Array(repeating: nil, count: n)
    let known = names.entries.map { entry in
      lookup.value(
        species: entry.match.species, genus: entry.match.genus, family: entry.match.family)
    }
    var open: [Int] = []
    for tree in 0..<n
    where !trees.isRejected[tree] && (trees.status[tree] == .live || includesDead) {
      if !trees.woodDensityGPerCm3[tree].isNaN {
        value[tree] = trees.woodDensityGPerCm3[tree]
        sd[tree] = trees.woodDensitySDGPerCm3[tree]
        level[tree] = .tree
      } else if isNeeded(tree) {
        if let found = known[names.place(of: tree)] {
          set(tree, found.density)
          table[tree] = found.table
        } else {
          open.append(tree)
        }
      }
    }
    if open.isEmpty { return }
    if lookup.levels.contains(.plot) { open = fillByPlot(open, trees) }
    if lookup.levels.contains(.dataSet) { open = fillByDataSet(open, trees) }
    guard let stated else { return }
    for tree in open { set(tree, WoodDensity(value: stated, sd: .nan, level: .default, count: 0)) }
  }

  private mutating func set(_ tree: Int, _ density: WoodDensity) {
    value[tree] = density.value
    sd[tree] = density.sd
    level[tree] = density.level
  }

  /// Gives trees the mean of their plot; returns those whose plot has none. A plot with one value takes
  /// the deviation of all trees.
  private mutating func fillByPlot(_ open: [Int], _ trees: TreeTable) -> [Int] {
    let wanted = Set(open.map { trees.plotID[$0] })
    var values: [String: [Double]] = [:]
    let known = knownOfLiveTrees(trees)
    for tree in known where wanted.contains(trees.plotID[tree]) {
      values[trees.plotID[tree], default: []].append(value[tree])
    }
    let means = values.mapValues { SampleMoments($0) }
    let overall = SampleMoments(known.map { value[$0] }).standardDeviation
    for tree in open {
      guard let mean = means[trees.plotID[tree]] else { continue }
      let sd = mean.standardDeviation
      set(
        tree,
        WoodDensity(
          value: mean.mean, sd: sd.isNaN ? overall : sd, level: .plot, count: mean.count))
    }
    return open.filter { value[$0].isNaN }
  }

  private func knownOfLiveTrees(_ trees: TreeTable) -> [Int] {
    value.indices.filter { !value[$0].isNaN && trees.status[$0] == .live }
  }

  private mutating func fillByDataSet(_ open: [Int], _ trees: TreeTable) -> [Int] {
    let mean = SampleMoments(knownOfLiveTrees(trees).map { value[$0] })
    if mean.count == 0 { return open }
    let density = WoodDensity(
      value: mean.mean, sd: mean.standardDeviation, level: .dataSet, count: mean.count)
    for tree in open { set(tree, density) }
    return []
  }
}
