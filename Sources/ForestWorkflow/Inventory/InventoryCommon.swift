import CarbonStock
import ForestModel
import Synchronization

/// The row up to which something is still worth finding out; several threads may ask.
final class LastRow: Sendable {
  private let row = Atomic(Int.max)

  var value: Int { row.load(ordering: .relaxed) }

  func set(_ value: Int) { row.store(value, ordering: .relaxed) }
}

/// The names of plots by what a spreadsheet leaves of them; made once a tree names a plot that is not there.
final class SpelledPlots: Sendable {
  private let names: [String]
  private let spelled = Mutex<[String: String]?>(nil)

  init(_ names: [String]) { self.names = names }

  /// The plot that was perhaps meant.
  func plot(like name: String) -> String? {
    spelled.withLock { known in
      let spelled = known ?? PlotNames.spelled(names)
      known = spelled
      return spelled[PlotNames.key(name)]
    }
  }
}

/// What all parts of a long table of trees share: every other table of the inventory.
struct InventoryCommon: Sendable {
  let request: InventoryRequest
  let equations: EquationSelection
  /// What the names of trees are taken for, as far as they occurred.
  let matches: TaxonMatches
  /// The plots table; `nil` where there is none.
  let listed: PlotTable?
  /// Stratum of each listed plot.
  let strata: [String]
  /// How each listed plot was laid out.
  let frames: [PlotFrame]
  let woodDensities: WoodDensityTable
  /// What a height model is fitted on: the heights table, else the heights of the trees once they are
  /// gathered.
  let heights: HeightTable
  /// Whether `heights` are all there are.
  let knowsHeights: Bool
  /// By name the listed plot that trees of that name belong to: not one rejected as the second of its name.
  let placeOfPlot: [String: Int]
  let spelledPlots: SpelledPlots
  /// Where heights come from that were not measured.
  private(set) var route = HeightRoute.measured
  /// What the fit of heights found.
  private(set) var heightLog = FindingLog()
  /// Behind this row so many trees of unknown plots were found before it that their findings are not kept.
  let lastHint = LastRow()

  /// Reads every table but that of the trees.
  ///
  /// - Parameters:
  ///   - strata: stratum of each listed plot; `nil`: as the plots table says.
  ///   - heightsOfTrees: heights in the trees table; `nil` where they were not gathered.
  init(
    _ reader: inout InventoryReader, _ equations: EquationSelection, strata: [String]?,
    heightsOfTrees: HeightTable?
  ) throws(WorkflowError) {
    request = reader.request
    self.equations = equations
    listed = try reader.readPlots()
    self.strata = strata ?? listed?.stratum ?? []
    frames = reader.frames
    woodDensities = try reader.readWoodDensities()
    matches = TaxonMatches(try reader.nameMatcher(given: woodDensities, equations: equations))
    heights = request.heights == nil ? heightsOfTrees ?? HeightTable() : try reader.readHeights()
    knowsHeights = request.heights != nil || heightsOfTrees != nil
    var place: [String: Int] = [:]
    if let plots = listed {
      for plot in plots.id.indices {
        guard let known = place[plots.id[plot]] else {
          place[plots.id[plot]] = plot
          continue
        }
        if plots.isRejected[known], !plots.isRejected[plot] { place[plots.id[plot]] = plot }
      }
    }
    placeOfPlot = place
    spelledPlots = SpelledPlots(listed?.id ?? [])
    guard knowsHeights || !request.heightChoice.isFitted else { return }
    var tables = FieldTables(TreeTable(), at: listed.map { Array($0.id.indices) } ?? [], of: self)
    if listed == nil { tables.plots = FieldTables.unlistedPlots(Set(heights.plotID)) }
    route = try tables.heightRouteOfTables(
      strata: listed == nil ? tables.plots.stratum : self.strata)
    heightLog = tables.log
  }

  /// Whether the tables can be worked through part by part: nothing asked for needs all trees at once.
  static func serves(_ request: InventoryRequest) -> Bool {
    let needsAllTrees =
      request.woodDensityLevels.contains(.plot) || request.woodDensityLevels.contains(.dataSet)
    let hasPoolTables = [request.deadWood, request.litter, request.soil].contains { $0 != nil }
    if needsAllTrees || hasPoolTables || !Inventory.furtherPools(request.pools).isEmpty {
      return false
    }
    // Without a plots table the plots that a heights table may name are those of the trees.
    return request.heights == nil || request.plots != nil
      || request.resolvedHeightGrouping != .plot
  }
}
