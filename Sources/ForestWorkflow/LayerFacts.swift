import ForestGeo
import ForestModel

/// What a layer says about itself before its features are read.
struct LayerFacts: Sendable {
  let reference: CoordinateReference?
  let fields: [FieldDefinition]
  let count: Int
  /// Where it lies; `nil` without a CRS or without features.
  let place: LayerPlace?
  /// Which of the fields are those of the forest-status data.
  let status: ForestStatusSchema

  /// Opens the layer once; a CRS that is missing or cannot be right and a layer without features become findings.
  init(_ source: LayerSource, log: inout FindingLog) throws(WorkflowError) {
    let stored: CoordinateReference?
    let extent: CoordinateBox?
    do throws(GeoError) {
      let layer = try VectorDataset(source.path, layer: source.layer)
      stored = layer.reference
      fields = layer.fields
      count = layer.count
      extent = layer.extent
      status = ForestStatusSchema(
        names: layer.fields.map(\.name), isText: layer.fields.map { $0.kind == .text })
    } catch {
      throw WorkflowError(error)
    }
    let settled = try source.question(extent).settle(stored, log: &log)
    reference = settled
    place = settled.flatMap { reference in
      extent.map {
        LayerPlace(
          file: fileName(source.path), option: source.crsOption, stated: source.crs,
          reference: reference, box: $0)
      }
    }
    if count == 0 {
      log.add(.emptyLayer, at: FindingLocation(file: fileName(source.path)))
    }
    try place?.check(source, log: &log)
    if source.crs == nil, isForestStatus { place?.warnOfWGS84(&log) }
  }

  /// Whether the fields are those of the annual forest-status data (FRMS).
  private var isForestStatus: Bool {
    ["ldlr", "maldlr"].allSatisfy { field(named: $0) != nil }
  }

  var fieldNames: String { fields.map(\.name).joined(separator: ", ") }

  /// Place of a field by its name, whatever its case, else by the name that the forest-status data have for it.
  func field(named name: String) -> Int? {
    fields.firstIndex { $0.name == name }
      ?? fields.firstIndex { $0.name.lowercased() == name.lowercased() }
      ?? status[name.lowercased()]
  }
}

extension LayerPlace {
  /// Holds the whole layer against the land it should lie in. Only where its extent does not fit are all features
  /// read, since a few stray ones must not speak for the layer.
  fileprivate func check(_ source: LayerSource, log: inout FindingLog) throws(WorkflowError) {
    let first = PositionCheck(box, in: reference, expected: source.expected)
    switch first.finding() {
    case .fits, .unknown: return
    default: break
    }
    do throws(GeoError) {
      let layer = try VectorDataset(source.path, layer: source.layer)
      let middle = layer.middleExtent()
      report(
        PositionCheck(middle ?? box, in: reference, expected: source.expected), log: &log)
    } catch {
      throw WorkflowError(error)
    }
  }

  /// Forest-status layers are kept in VN-2000; one in UTM on WGS 84 may be mislabelled by 223 m, or converted.
  fileprivate func warnOfWGS84(_ log: inout FindingLog) {
    let zones = ["EPSG:32648": "EPSG:3405", "EPSG:32649": "EPSG:3406"]
    guard let code = zones[reference.authorityCode ?? ""],
      let zone = try? CoordinateReference(code)
    else { return }
    log.add(
      .crsStatusOnWGS84, at: FindingLocation(file: file),
      [
        "read": reference.label, "code": code, "option": option,
        "m": ReferenceQuestion.metresText(
          reference.separationM(of: box.center, readIn: zone)),
      ])
  }
}
