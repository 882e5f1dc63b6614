import ForestGeo
import ForestModel

/// One parcel with its hectares by class of the map.
struct Parcel: Sendable {
  var id: String
  var fid: Int64
  var areaHa: Double
  /// Hectares by class, in reading order of the classes.
  var classes: [(name: String, areaHa: Double)] = []
  /// Hectares for which the map says nothing.
  var unmappedHa = 0.0
  /// Why the parcel has no figures.
  var problem: Finding?
  var digest: UInt64 = 0
  /// What a repair changed; `nil` where nothing was repaired.
  var repair: Repair?
  /// The box around the polygon, in the unit of the layer's CRS; `nil` without a sound polygon.
  var box: Box?
  /// Mark of the commune that the fields name, the same for the same words; 0 where they name none.
  var commune: UInt64 = 0
  /// Mean of the biomass map over the parcel, Mg/ha; `nan` without a map.
  var mapAGBMg = Double.nan
  /// Mean of the map's standard deviation over the parcel, Mg/ha; `nan` where not known.
  var mapSDMg = Double.nan
  /// Whether the parcel's id stands in its own fields; else its FID stands in.
  var hasOwnID = true
  /// Rows of the input that make the parcel: one per feature, several in a table of areas.
  var rows = 0
  /// Whether those who live on or use the land said no: it enters no figure.
  var isRefused = false
  /// What the fields of a forest-status parcel say wrong; emptied once they are findings.
  var remarks: [ForestStatusRemark] = []
  /// What the parcel adds to the picture of its layer.
  var traits: ForestStatusChecks.Traits = []
}

/// Reads parcels and finds out which classes they are made of: from a raster by exact pixel shares,
/// from a field of the layer, or from a table of areas.
struct ParcelReader {
  let request: EstimateRequest
  let context: RunContext
  var log = FindingLog()
  var account = RowAccount(table: "parcels")
  var operations: Set<CoordinateOperation> = []
  var references: [String: String] = [:]
  /// Reference of the layer; `nil` without polygons.
  var layerReference: CoordinateReference?
  /// Where the plots lie, degrees; only looked at to guess a CRS that is not stored.
  var hint: CoordinateBox?
  /// Reference of the class raster; `nil` without one.
  var rasterReference: CoordinateReference?
  /// Where the layer lies; `nil` without polygons.
  var place: LayerPlace?
  /// How the parcels lie to each other; `nil` without polygons.
  var topology: LandTopology?
  /// Whether gaps, slivers and parts are looked for too, as `check` does.
  var isThorough = false
  /// How the text of the layer is read.
  var layerText = TextPlan()
  /// Field that names the class, when no raster does.
  var stratumField: String?
  /// Published name of that field in the forest-status data: `ldlr`, `maldlr`, or none of them.
  var classRole: String?

  /// The one class of a design without strata.
  static let wholeArea = "all"

  init(_ request: EstimateRequest, context: RunContext) {
    self.request = request
    self.context = context
  }

  // MARK: Polygons

  mutating func readPolygons(_ path: String, layer: String?) async throws(WorkflowError) -> [Parcel]
  {
    let facts = try LayerFacts(
      LayerSource(
        path: path, layer: layer, crs: request.parcelsCRS, crsOption: "--parcels-crs",
        expected: request.province, hint: hint, role: "parcels",
        stated: request.inventory.tables.text),
      log: &log)
    layerText = facts.source.text
    place = facts.place
    let identity = ParcelIdentity(facts, stated: request.parcelID, file: fileName(path), log: &log)
    let classField = try classField(facts, path)
    var areaRule = request.areaRule
    if case .field(let name) = request.areaRule, facts.field(named: name) == nil {
      log.add(
        .fieldMissing, at: FindingLocation(file: fileName(path)),
        ["field": name, "found": facts.fieldNames])
    } else if case .field(let name) = request.areaRule, let place = facts.field(named: name) {
      areaRule = .field(facts.fields[place].name)
    }
    let inspector = ParcelInspector(
      request, facts, identity, file: fileName(path), classRole: classRole)
    inspector.report(&log)
    var raster: RasterSource?
    if request.usesStrata, let rasterPath = request.stratumRaster {
      let stated = RasterSource(
        path: rasterPath, band: request.stratumBand, crs: request.rasterCRS)
      let map = try stated.place(log: &log)
      if let map { facts.place?.report(apartFrom: map, log: &log) }
      rasterReference = map?.reference
      raster = stated
    }
    guard let reference = facts.reference, !log.hasBlockingErrors else { throw .findings(log) }
    if request.areaRule == .planar, reference.isGeographic {
      throw .usage(
        Phrase(
          "--area planar needs a projected CRS, {crs} is in degrees; use --area geodesic",
          vi: "--area planar cần hệ tọa độ phẳng, {crs} tính bằng độ; hãy dùng --area geodesic"),
        ["crs": reference.label])
    }
    layerReference = reference
    references["parcels"] = reference.label
    do throws(GeoError) {
      references["ellipsoid"] = try GeodesicArea(for: reference).ellipsoidLabel(of: .own)
    } catch {
      throw WorkflowError(error)
    }
    references["stratum_raster"] = rasterReference?.label

    let scan = LayerScan(
      source: facts.source, reference: reference, areaRule: areaRule, wantsValues: true,
      count: facts.count, repairs: request.geometry.repairs,
      keys: Set(identity.places + [classField].compactMap { $0 }))
    context.progress.begin(
      Phrase("Measuring parcels", vi: "Tính diện tích các lô"), total: facts.count)
    var parcels: [Parcel]
    if let raster, let rasterReference {
      parcels = try await scanRaster(scan, raster, reference, rasterReference, inspector)
    } else {
      parcels = try await scanField(scan, inspector, classField)
    }
    markRepeated(&parcels, file: fileName(path))
    let style = NumberStyle(context.language)
    var topology = try await LandTopology.examine(
      parcels, facts.source, reference, request.geometry, isThorough: isThorough, context: context)
    topology.markDuplicates(&parcels, file: fileName(path), style)
    try topology.countTwice(parcels, reference)
    report(&parcels, file: fileName(path), style, inspector)
    let wide = ParcelReach.report(parcels, file: fileName(path), reference, style, log: &log)
    ParcelStrays(parcels, reference, apart: wide).report(
      file: fileName(path), expected: facts.source.expected ?? reference.areaOfUse, style,
      log: &log)
    topology.report(
      parcels, file: fileName(path), reference, request.geometry, style, log: &log)
    self.topology = topology
    return parcels
  }

  /// The field that names the class: as stated, else stratum, else FRMS's ldlr; `nil` when a raster
  /// or a design without strata makes it unnecessary.
  private mutating func classField(
    _ facts: LayerFacts, _ path: String
  ) throws(WorkflowError) -> Int? {
    if !request.usesStrata || request.stratumRaster != nil { return nil }
    if let name = request.stratumField {
      if facts.field(named: name) == nil {
        log.add(
          .fieldMissing, at: FindingLocation(file: fileName(path)),
          ["field": name, "found": facts.fieldNames])
      }
      let place = facts.field(named: name)
      stratumField = place.map { facts.fields[$0].name } ?? name
      classRole = facts.status.classRole(at: place)
      return place
    }
    for name in ["stratum", "ldlr"] {
      if let place = facts.field(named: name) {
        stratumField = facts.fields[place].name
        classRole = facts.status.classRole(at: place)
        return place
      }
    }
    throw .usage(
      Phrase(
        "which stratum a parcel belongs to is not known: give --stratum-field NAME or --stratum-raster FILE, or --design simple for one stratum; fields found: {found}",
        vi:
          "chưa biết lô thuộc tầng nào: hãy dùng --stratum-field TÊN hoặc --stratum-raster TỆP, hoặc --design simple khi chỉ có một tầng; các trường đọc được: {found}"
      ), ["found": facts.fieldNames])
  }

  private mutating func scanRaster(
    _ scan: LayerScan, _ raster: RasterSource, _ layer: CoordinateReference,
    _ target: CoordinateReference, _ inspector: ParcelInspector
  ) async throws(WorkflowError) -> [Parcel] {
    let file = inspector.file
    let map = fileName(raster.path)
    let result = try await scan.run(context: context) { () throws(GeoError) in
      try RasterSampler(raster, from: layer, to: target)
    } _: { polygon, sampler, record throws(GeoError) -> Parcel in
      var parcel = inspector.parcel(&polygon)
      let here = FindingLocation(file: file, feature: parcel.id)
      let found = try sampler.classes(&polygon, &record, file: file)
      if let found, polygon.problem == nil {
        let shares = found.shares
        if let value = found.fraction {
          polygon.problem = Finding(
            .classNotWhole, at: FindingLocation(file: map), ["value": value.findingText])
        } else if !found.isSound {
          polygon.problem = .unsoundGeometry(at: here)
        } else if shares.isEmpty {
          polygon.problem = Finding(
            .parcelOutsideMap, at: here, ["ha": polygon.areaHa.findingText, "map": map])
        }
        parcel.classes = shares.keys.sorted().map { ("\($0)", (shares[$0] ?? 0) * polygon.areaHa) }
        let mapped = shares.keys.sorted().reduce(0) { $0 + (shares[$1] ?? 0) }
        parcel.unmappedHa = mapped > 1 - 1e-9 ? 0 : (1 - mapped) * polygon.areaHa
      }
      parcel.problem = inspector.placed(polygon.problem, here)
      return parcel
    }
    operations.formUnion(result.record.operations)
    note(result.record.datums)
    result.record.report(file: file, log: &log)
    for damage in result.record.damaged { log.add(damage.finding) }
    let style = NumberStyle(context.language)
    for parcel in result.results where parcel.unmappedHa > 0 && parcel.problem == nil {
      log.add(
        .parcelPartlyUnmapped, at: FindingLocation(file: file, feature: parcel.id),
        ["ha": style.string(parcel.unmappedHa, decimals: 4), "map": map])
    }
    return result.results
  }

  private mutating func scanField(
    _ scan: LayerScan, _ inspector: ParcelInspector, _ classField: Int?
  ) async throws(WorkflowError) -> [Parcel] {
    struct Nothing: Sendable {}
    let name = stratumField ?? ""
    let result = try await scan.run(context: context) { () throws(GeoError) in
      Nothing()
    } _: { polygon, _, _ throws(GeoError) -> Parcel in
      var parcel = inspector.parcel(&polygon)
      let here = FindingLocation(file: inspector.file, feature: parcel.id)
      let className =
        classField.map { inspector.className(polygon.values[$0].text) } ?? Self.wholeArea
      if className.isEmpty, polygon.problem == nil {
        polygon.problem = Finding(.parcelWithoutStratum, at: here, ["field": name])
      }
      parcel.classes = [(className, polygon.areaHa)]
      parcel.problem = inspector.placed(polygon.problem, here)
      return parcel
    }
    operations.formUnion(result.record.operations)
    note(result.record.datums)
    result.record.report(file: inspector.file, log: &log)
    for damage in result.record.damaged { log.add(damage.finding) }
    return result.results
  }

  private mutating func note(_ datums: AreaDatums) {
    references["area_datum"] = datums.label
    references["ellipsoid"] = datums.ellipsoid ?? references["ellipsoid"]
  }

  /// Same id or same polygon twice.
  private func markRepeated(_ parcels: inout [Parcel], file: String) {
    var ids: Set<String> = []
    var polygons: [UInt64: String] = [:]
    for index in parcels.indices where parcels[index].problem == nil {
      let id = parcels[index].id
      let here = FindingLocation(file: file, feature: id)
      let isNew = ids.insert(id).inserted
      // A record that is there twice has both faults: that its land would count twice says more.
      if let first = polygons[parcels[index].digest] {
        parcels[index].problem = Finding(.duplicateGeometry, at: here, ["first": first])
      } else if !isNew {
        parcels[index].problem = Finding(.duplicateParcel, at: here, ["parcel": id])
      }
      polygons[parcels[index].digest] = id
    }
  }

  /// What was found about single parcels, and the account.
  private mutating func report(
    _ parcels: inout [Parcel], file: String, _ style: NumberStyle, _ inspector: ParcelInspector
  ) {
    account.read = parcels.count
    for index in parcels.indices { parcels[index].rows = 1 }
    for parcel in parcels {
      if !parcel.hasOwnID {
        log.add(
          .parcelWithoutID, at: FindingLocation(file: file, feature: "\(parcel.fid)"),
          ["fid": "\(parcel.fid)"])
      }
      if let repair = parcel.repair {
        log.add(repair.finding(at: FindingLocation(file: file, feature: parcel.id), style))
      }
      if let problem = parcel.problem { log.add(problem) }
    }
    inspector.report(&parcels, &log, context.language)
  }
}
