import CarbonStock
import ForestModel
import Synchronization

/// Something that becomes true once, and may be asked by several threads.
final class Flag: Sendable {
  private let value = Atomic(false)

  var isSet: Bool { value.load(ordering: .relaxed) }

  func set() { value.store(true, ordering: .relaxed) }
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
  /// The names of listed plots by what a spreadsheet leaves of them.
  let spelledPlots: [String: String]
  /// Where heights come from that were not measured.
  private(set) var route = HeightRoute.measured
  /// What the fit of heights found.
  private(set) var heightLog = FindingLog()
  /// Whether so many trees of unknown plots were found that no further finding will be kept.
  let hasEnoughHints = Flag()

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
    spelledPlots = PlotNames.spelled(listed?.id ?? [])
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
