import ForestGeo
import ForestModel

/// Rows of a trees table, each checked by itself, and no tree among them twice.
struct TreeRows: Sendable {
  /// How rows are to be understood.
  struct Rules: Sendable {
    /// Census that is used, as compared; `nil` where none was asked for.
    var census: String?
    var hasStemLetters: Bool
    /// Whether the user named the column of the status.
    var isStatusStated: Bool
  }
  private let rules: Rules
  private(set) var trees = TreeTable()
  /// The censuses that rows name, but for those that are not used.
  private(set) var censuses: Set<String> = []
  /// Rows of censuses that are not used, and their plots.
  private(set) var others = 0
  private(set) var otherPlots: Set<String> = []
  private var index = TreeIndex()
  private var names = TextCache()

  init(_ rules: Rules) { self.rules = rules }

  /// Adds the next row.
  mutating func add(_ cells: inout TableCells, _ log: inout FindingLog) {
    var census = ""
    if cells.has("census") {
      census = Census.key(cells.text("census"))
      if cells.errorCode == nil {
        if let wanted = rules.census, census != wanted {
          others += 1
          otherPlots.insert(cells.text("plot_id"))
          return
        }
        censuses.insert(census)
      }
    }
    let plot = cells.requiredText("plot_id", &log)
    let (tree, stem) = InventoryReader.treeAndStem(cells, hasLetters: rules.hasStemLetters)
    let status = InventoryReader.status(&cells, isStated: rules.isStatusStated, &log)
    let agb = InventoryReader.agb(&cells, &log)
    let (dbh, isFromGirth) = InventoryReader.dbh(&cells, isNeeded: agb.isNaN, &log)
    let height = InventoryReader.height(&cells, &log)
    let density = InventoryReader.woodDensity(&cells, "wood_density_g_cm3", &log)
    let expansion = cells.number("expansion_per_ha", &log)
    if expansion <= 0 {
      cells.fail(.expansionImpossible, "expansion_per_ha", &log, ["value": expansion.findingText])
    }
    let tally = InventoryReader.tally(&cells, &log)
    let distance = InventoryReader.distance(&cells, &log)
    if !tree.isEmpty, !plot.isEmpty {
      if let first = index.findOrKeep(
        plot: plot, tree: tree, stem: stem, census: census, in: trees)
      {
        cells.fail(
          .duplicateTree, "tree_id", &log,
          [
            "tree": tree, "plot": plot, "first": "\(trees.row[first])",
            "row": "\(cells.row.number)",
          ])
      }
    }
    trees.stemID.append(stem)
    trees.tally.append(tally)
    trees.distanceM.append(distance)
    trees.stems.append(1)
    trees.plotID.append(plot)
    trees.treeID.append(tree)
    trees.species.append(cells.text("species", &names))
    trees.family.append(cells.text("family", &names))
    trees.dbhCm.append(dbh)
    trees.heightM.append(height)
    trees.woodDensityGPerCm3.append(density)
    trees.woodDensitySDGPerCm3.append(cells.number("wood_density_sd", &log))
    trees.agbKg.append(agb)
    trees.expansionPerHa.append(expansion)
    trees.status.append(status)
    trees.decayClass.append(cells.text("decay_class"))
    trees.growthForm.append(cells.text("growth_form"))
    trees.isFromGirth.append(isFromGirth)
    trees.team.append(cells.text("team"))
    trees.row.append(cells.row.number)
    trees.isRejected.append(cells.errorCode != nil)
  }
}
