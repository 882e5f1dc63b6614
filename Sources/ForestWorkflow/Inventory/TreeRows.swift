import CarbonStock
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
  /// Which of the columns that few tables have are there: asking for each in every row takes time.
  private struct Columns {
    let census, agb, expansion, tally, distance, densitySD, decay, growthForm, team, family: Bool

    init(_ cells: TableCells) {
      census = cells.has("census")
      agb = cells.has("agb_kg")
      expansion = cells.has("expansion_per_ha")
      tally = cells.has("tally")
      distance = ["distance_m", "x", "y"].contains(where: cells.has)
      densitySD = cells.has("wood_density_sd")
      decay = cells.has("decay_class")
      growthForm = cells.has("growth_form")
      team = cells.has("team")
      family = cells.has("family")
    }
  }

  private let rules: Rules
  private var columns: Columns?
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
    let columns = columns ?? Columns(cells)
    self.columns = columns
    var census = ""
    if columns.census {
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
    let agb = columns.agb ? InventoryReader.agb(&cells, &log) : .nan
    let (dbh, isFromGirth) = InventoryReader.dbh(&cells, isNeeded: agb.isNaN, &log)
    let height = InventoryReader.height(&cells, &log)
    let density = InventoryReader.woodDensity(&cells, "wood_density_g_cm3", &log)
    let expansion = columns.expansion ? cells.number("expansion_per_ha", &log) : .nan
    if expansion <= 0 {
      cells.fail(.expansionImpossible, "expansion_per_ha", &log, ["value": expansion.findingText])
    }
    let tally = columns.tally ? InventoryReader.tally(&cells, &log) : 1
    let distance = columns.distance ? InventoryReader.distance(&cells, &log) : .nan
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
    trees.family.append(columns.family ? cells.text("family", &names) : "")
    trees.dbhCm.append(dbh)
    trees.heightM.append(height)
    trees.woodDensityGPerCm3.append(density)
    trees.woodDensitySDGPerCm3.append(
      columns.densitySD ? cells.number("wood_density_sd", &log) : .nan)
    trees.agbKg.append(agb)
    trees.expansionPerHa.append(expansion)
    trees.status.append(status)
    trees.decayClass.append(columns.decay ? cells.text("decay_class") : "")
    trees.growthForm.append(columns.growthForm ? cells.text("growth_form") : "")
    trees.isFromGirth.append(isFromGirth)
    trees.team.append(columns.team ? cells.text("team") : "")
    trees.row.append(cells.row.number)
    trees.isRejected.append(cells.errorCode != nil)
  }
}
