import ForestGeo
import ForestModel

/// Settles the CRS of the plots. A table stores none: it is as stated; longitude and latitude by the names of their
/// columns are taken as WGS 84, which is told; anything else is asked for, with the references that would put the
/// plots among the parcels.
struct PlotReference {
  static let option = "--plots-crs"

  private let plots: PlotTable
  private let stated: String?
  private let place: LayerPlace?
  private let file: String

  init(_ request: EstimateRequest, _ plots: PlotTable, _ place: LayerPlace?) {
    self.plots = plots
    self.place = place
    stated = request.plotsCRS
    file = fileName(request.inventory.plots ?? request.inventory.trees)
  }

  /// Where plots with a stated CRS lie, degrees, grown to the land that such plots stand for; `nil` where it is not
  /// stated or gives no place.
  static func land(of plots: PlotTable, _ request: EstimateRequest) -> CoordinateBox? {
    guard let stated = request.plotsCRS, let reference = try? CoordinateReference(stated),
      let box = CoordinateBox.middle(plots.x, plots.y)?.inDegrees(reference)
    else { return nil }
    return box.grown(by: max(box.east - box.west, box.north - box.south) / 2)
  }

  /// The reference for the coordinates of `looked`; `nil` when a finding asks for it.
  func settle(
    _ looked: [Int], log: inout FindingLog
  ) throws(WorkflowError) -> CoordinateReference? {
    let located = looked.filter { plots.x[$0].isFinite && plots.y[$0].isFinite }
    let box = CoordinateBox(x: located.map { plots.x[$0] }, y: located.map { plots.y[$0] })
    let question = ReferenceQuestion(
      file: file, option: Self.option, stated: stated, box: box, expected: place?.degrees)
    if stated == nil, let box, box.isLonLat, located.allSatisfy({ plots.hasLonLat[$0] }) {
      log.add(.plotsCRSAssumed, at: FindingLocation(file: file, column: "lon"))
      do throws(GeoError) { return try CoordinateReference("EPSG:4326") } catch {
        throw WorkflowError(error)
      }
    }
    if stated == nil || stated == ReferenceQuestion.asStored {
      log.add(.crsMissing, at: FindingLocation(file: file), missing(located, box))
      return nil
    }
    return try question.settle(nil, log: &log)
  }

  /// What `crs-missing` says of plots: the references in which nine tenths of them lie among the parcels, that of
  /// the parcels first; without parcels, those that fit their extent.
  private func missing(_ located: [Int], _ box: CoordinateBox?) -> [String: String] {
    let middle = CoordinateBox.middle(located.map { plots.x[$0] }, located.map { plots.y[$0] })
    guard let middle, let land = place?.degrees else {
      return ReferenceQuestion.slots(
        of: box, ReferenceQuestion.candidates(box, nil), Self.option)
    }
    var fitting = PositionCheck.candidates(for: middle, in: land.grown(by: 0.05))
    let own = place?.reference.authorityCode
    fitting = fitting.filter { $0.code == own } + fitting.filter { $0.code != own }
    var slots = ReferenceQuestion.slots(of: box, fitting, Self.option)
    if fitting.isEmpty, let own { slots["first"] = own }
    return slots
  }
}

extension CoordinateBox {
  /// Whether the numbers can be longitude (x) and latitude (y).
  fileprivate var isLonLat: Bool { west >= -180 && east <= 180 && south >= -90 && north <= 90 }
}
