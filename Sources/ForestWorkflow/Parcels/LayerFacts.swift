import ForestGeo
import ForestModel

/// What a layer says about itself before its features are read.
struct LayerFacts: Sendable {
  /// The layer as every worker opens it: with the same decision on its text.
  let source: LayerSource
  let reference: CoordinateReference?
  let fields: [FieldDefinition]
  let count: Int
  /// Where it lies; `nil` without a CRS or without features.
  let place: LayerPlace?
  /// Which of the fields are those of the forest-status data.
  let status: ForestStatusSchema

  /// Opens the layer once and decides how its text is read; a CRS that is missing or cannot be right, text
  /// in an encoding that is not clear, and a layer without features become findings.
  init(_ source: LayerSource, log: inout FindingLog) throws(WorkflowError) {
    var source = source
    let stored: CoordinateReference?
    let extent: CoordinateBox?
    let file = fileName(source.path)
    do throws(GeoError) {
      let layer = try VectorDataset(source.path, layer: source.layer)
      stored = layer.reference
      count = layer.count
      extent = layer.extent
      if var survey = layer.surveyText(isWanted: source.stated.speaks(of: source.role)) {
        let names = survey.plan(role: source.role, stated: source.stated).names
        fields = try VectorDataset(
          source.path, layer: source.layer, text: TextPlan(names: names)
        ).fields
        source.text = survey.plan(
          role: source.role, file: file,
          wanted: fields.enumerated().map { ($0.offset, [$0.element.name]) },
          stated: source.stated, log: &log)
      } else {
        fields = layer.fields
      }
    } catch {
      throw WorkflowError(error)
    }
    self.source = source
    status = ForestStatusSchema(
      names: fields.map(\.name), isText: fields.map { $0.kind == .text })
    let known = fields.map(\.name)
    for column in source.stated.unknownColumns(of: source.role, known: known) {
      log.add(
        .encodingColumnMissing, at: FindingLocation(file: file),
        ["column": column, "table": source.role, "found": known.joined(separator: ", ")])
    }
    let settled = try source.question(extent).settle(stored, log: &log)
    reference = settled
    place = settled.flatMap { reference in
      extent.map {
        LayerPlace(
          file: file, option: source.crsOption, stated: source.crs,
          reference: reference, box: $0)
      }
    }
    if count == 0 { log.add(.emptyLayer, at: FindingLocation(file: file)) }
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
