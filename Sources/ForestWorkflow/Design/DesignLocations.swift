import CarbonStock
import ForestGeo
import ForestModel

/// Where the plots of one stratum are to stand.
struct StratumLocations {
  var stratum: String
  var locations: [PlotPlacement.Location]
  /// Longitude and latitude on WGS 84 of each.
  var degrees: [(lon: Double, lat: Double)]
  var spacingM: Double
  var reference: CoordinateReference
}

extension Workflow {
  private struct PlannedParcel: Sendable {
    var land: PlotPlacement.Land
    var className: String
    var problem: Finding?
  }

  /// Locations for every stratum that gets plots, inside its parcels.
  static func locations(
    _ request: DesignRequest, _ parcels: String, _ strata: [PlannedStratum], _ size: SampleSize,
    context: RunContext, _ record: inout RunRecord, _ log: inout FindingLog
  ) async throws(WorkflowError) -> [StratumLocations] {
    try record.addInput("parcels", parcels)
    try record.addInput("classes", request.classes.map(tablePath))
    let source = LayerSource(
      path: parcels, layer: request.layer, crs: request.parcelsCRS, crsOption: "--parcels-crs",
      role: "parcels", stated: request.tables.text)
    let facts = try LayerFacts(source, log: &log)
    let file = fileName(parcels)
    let identity = ParcelIdentity(facts, stated: request.parcelID, file: file, log: &log)
    let names = request.stratumField.map { [$0] } ?? ["stratum", "ldlr"]
    let field = names.lazy.compactMap { facts.field(named: $0) }.first
    guard let field else {
      log.add(
        .fieldMissing, at: FindingLocation(file: file),
        ["field": names.joined(separator: ", "), "found": facts.fieldNames])
      throw .findings(log)
    }
    guard let reference = facts.reference, !log.hasBlockingErrors else { throw .findings(log) }
    let stratumOfClass = try classes(request, &record, &log)
    let role = facts.status.classRole(at: field)
    let (read, datums) = try await scan(
      facts.source, reference, identity, field, role, facts.count, context, file)
    var account = RowAccount(table: "parcels")
    account.read = read.count
    var land: [String: [PlotPlacement.Land]] = [:]
    for parcel in read {
      if let problem = parcel.problem {
        log.add(problem)
        account.reject(problem.kind.code)
        continue
      }
      let stratum = stratumOfClass.map { $0[parcel.className] ?? "" } ?? parcel.className
      if strata.contains(where: { $0.name == stratum }) {
        land[stratum, default: []].append(parcel.land)
        account.used += 1
      } else {
        account.reject("not-in-plan")
      }
    }
    record.rows.append(account)
    for (stratum, count) in zip(strata, size.stratumPlots)
    where count > 0 && land[stratum.name] == nil {
      let found = Set(read.map(\.className)).sorted(by: StratumAreas.inReadingOrder)
      log.add(
        .stratumWithoutParcels, at: FindingLocation(file: file),
        [
          "stratum": stratum.name, "count": "\(count)", "file": file,
          "field": facts.fields[field].name,
          "found": found.prefix(20).joined(separator: ", "),
        ])
    }
    try context.stopIfNeeded(log)
    context.progress.begin(Phrase("Drawing locations", vi: "Chọn vị trí ô"))
    record.references = ["parcels": reference.label]
    record.references["area_datum"] = datums.label
    var places: [StratumLocations] = []
    for (stratum, count) in zip(strata, size.stratumPlots) {
      var placement = PlotPlacement(
        land[stratum.name] ?? [], reference: reference, stratum: stratum.name, seed: context.seed)
      var found: (locations: [PlotPlacement.Location], spacingM: Double) = ([], .nan)
      if land[stratum.name] != nil {
        switch request.placement {
        case .random: found.locations = placement.random(count)
        case .systematic: found = placement.systematic(count)
        }
      }
      places.append(
        StratumLocations(
          stratum: stratum.name, locations: found.locations,
          degrees: try degrees(found.locations, reference, &record), spacingM: found.spacingM,
          reference: reference))
    }
    return places
  }

  /// Stratum of every class of the strata table; `nil` without one.
  private static func classes(
    _ request: DesignRequest, _ record: inout RunRecord, _ log: inout FindingLog
  ) throws(WorkflowError) -> [String: String]? {
    guard let path = request.classes else { return nil }
    var strata: [String: String] = [:]
    let result = try request.tables.read(path, as: .strata, log: &log) { cells, log in
      let name = cells.requiredText("class", &log)
      let stratum = cells.text("stratum")
      if cells.errorCode == nil { strata[name] = stratum }
    }
    record.rows.append(result.account)
    return strata
  }

  private static func scan(
    _ source: LayerSource, _ reference: CoordinateReference, _ identity: ParcelIdentity,
    _ field: Int, _ role: String?, _ count: Int, _ context: RunContext, _ file: String
  ) async throws(WorkflowError) -> (parcels: [PlannedParcel], datums: AreaDatums) {
    struct Nothing: Sendable {}
    context.progress.begin(Phrase("Reading parcels", vi: "Đọc các lô"), total: count)
    let scan = LayerScan(
      source: source, reference: reference, areaRule: .geodesic, wantsValues: true, count: count,
      keys: Set(identity.places + [field]))
    let found = try await scan.run(context: context) { () throws(GeoError) in
      Nothing()
    } _: { polygon, _, _ throws(GeoError) -> PlannedParcel in
      let id = identity.id(of: polygon)
      let here = FindingLocation(file: file, feature: id)
      return PlannedParcel(
        land: PlotPlacement.Land(
          id: id, areaHa: polygon.areaHa, shape: polygon.shape ?? PolygonShape()),
        className: ParcelInspector.className(polygon.values[field].text, role: role),
        problem: polygon.problem.map {
          Finding($0.kind, at: identity.place($0, here), $0.slots)
        })
    }
    return (found.results, found.record.datums)
  }

  private static func degrees(
    _ locations: [PlotPlacement.Location], _ reference: CoordinateReference,
    _ record: inout RunRecord
  ) throws(WorkflowError) -> [(lon: Double, lat: Double)] {
    do throws(GeoError) {
      let transform = try CoordinateTransform(
        from: reference, to: try CoordinateReference("EPSG:4326"))
      var degrees: [(lon: Double, lat: Double)] = []
      for location in locations {
        var x = [location.x]
        var y = [location.y]
        let isPlaced = transform.apply(&x, &y)
        degrees.append(isPlaced ? (x[0], y[0]) : (.nan, .nan))
      }
      if let used = transform.lastOperation() { record.add([used]) }
      return degrees
    } catch {
      throw WorkflowError(error)
    }
  }

  /// The locations as a table or as a layer of points.
  static func write(
    _ places: [StratumLocations], to path: String, isLayer: Bool
  ) throws(WorkflowError) {
    let fields: [FieldDefinition] = [
      .init("plot_id", .text), .init("stratum", .text), .init("parcel_id", .text),
      .init("lon", .real), .init("lat", .real), .init("x", .real), .init("y", .real),
      .init("crs", .text),
    ]
    let rows = places.flatMap { place in
      let digits = "\(place.locations.count)".count
      return zip(place.locations, place.degrees).enumerated().map { index, pair -> [FieldValue] in
        let number = "\(index + 1)"
        let id = String(repeating: "0", count: digits - number.count) + number
        func real(_ value: Double) -> FieldValue { value.isNaN ? .null : .real(value) }
        return [
          .text("\(place.stratum)-\(id)"), .text(place.stratum), .text(pair.0.parcel),
          real(pair.1.lon), real(pair.1.lat), .real(pair.0.x), .real(pair.0.y),
          .text(place.reference.authorityCode ?? place.reference.name),
        ]
      }
    }
    guard isLayer, let reference = places.first?.reference else {
      var file = try CSVWriter(path, header: fields.map(\.name))
      for row in rows { try file.row(row.map(\.text)) }
      try file.finish()
      return
    }
    do throws(GeoError) {
      let writer = try GeoPackageWriter(
        path, layer: "plots", reference: reference, fields: fields, title: "plots",
        geometry: .points)
      for row in rows { try writer.add(row, wkb: point(row[5], row[6])) }
      try writer.finish()
    } catch {
      throw WorkflowError(error)
    }
  }

  /// A point as well-known binary, little-endian.
  static func point(_ x: FieldValue, _ y: FieldValue) -> [UInt8] {
    var bytes: [UInt8] = [1, 1, 0, 0, 0]
    for value in [x, y] {
      var bits = (value.number ?? .nan).bitPattern
      for _ in 0..<8 {
        bytes.append(UInt8(truncatingIfNeeded: bits))
        bits >>= 8
      }
    }
    return bytes
  }
}
