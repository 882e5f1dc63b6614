import ForestGeo
public import ForestModel
import Glibc

/// What `zonal` is asked for.
public struct ZonalRequest: Sendable {
  /// Polygon layer.
  public var zones: String
  /// Layer of the file; `nil` takes the first.
  public var layer: String?
  /// Field that names a zone; `nil` takes the FID.
  public var id: String?
  /// Raster.
  public var raster: String
  /// Band, from 1.
  public var band = 1
  /// CRS of the zones, where none is stored.
  public var zonesCRS: String?
  /// What is stated about the text of the zones.
  public var text = TextStatements()
  /// CRS of the raster, where none is stored.
  public var rasterCRS: String?
  /// Whether the field that names a zone may be one that names people.
  public var keepsPersonalData = false
  /// One row per zone and class instead of statistics.
  public var isCategorical = false

  /// A request with default settings.
  public init(zones: String, raster: String) {
    self.zones = zones
    self.raster = raster
  }
}

/// What `zonal` found.
public struct ZonalSummary: Sendable {
  /// Zones read.
  public let zones: Int
  /// Zones left out because of an error.
  public let rejected: Int
  /// Hectares of the zones left out, where they could be measured.
  public let rejectedHa: Double
  /// Zones without any valid pixel.
  public let empty: Int
  /// Findings of the run.
  public let log: FindingLog
  /// Path of the table.
  public let path: String
  /// The same, as printed with `--json`.
  public let json: JSONValue
}

extension Workflow {
  private struct Zone: Sendable {
    var id: String
    var areaHa: Double
    var statistics: ZonalStatistics?
    var classes: ClassCoverage?
    var problem: Finding?

    /// Whether a sound zone lies on no valid pixel.
    var hasNoData: Bool {
      problem == nil && !((statistics?.pixels ?? classes?.validPixels ?? 1) > 0)
    }
  }

  /// Exact zonal statistics: one row per zone, in input order, into the file `out`.
  public static func zonal(
    _ request: ZonalRequest, out: String, context: RunContext
  ) async throws(WorkflowError) -> ZonalSummary {
    var record = RunRecord(verb: "zonal", context: context)
    record.parameters = [
      "zones": .string(request.zones), "layer": request.layer.map(JSONValue.string) ?? .null,
      "id": .string(request.id ?? "FID"), "raster": .string(request.raster),
      "band": .integer(request.band), "categorical": .bool(request.isCategorical),
      "keep_personal": .bool(request.keepsPersonalData),
      "zones_crs": request.zonesCRS.map(JSONValue.string) ?? .null,
      "raster_crs": request.rasterCRS.map(JSONValue.string) ?? .null,
    ]
    record.parameters.merge(request.text.parameters) { own, _ in own }
    try record.addInput("zones", request.zones)
    try record.addInput("raster", request.raster)
    var log = FindingLog()
    let zones = try await measureZones(request, context: context, &record, &log)

    var account = RowAccount(table: "zones")
    account.read = zones.count
    for zone in zones {
      if zone.hasNoData {
        log.add(
          .zoneWithoutData, at: FindingLocation(file: fileName(request.zones), feature: zone.id),
          ["map": fileName(request.raster)])
      }
      if let problem = zone.problem {
        log.add(problem)
        account.reject(problem.kind.code)
      } else {
        account.used += 1
      }
    }
    record.rows = [account]
    let shared = zones.count - Set(zones.map(\.id)).count
    if shared > 0 {
      log.add(
        .duplicateZone, at: FindingLocation(file: fileName(request.zones)), ["count": "\(shared)"])
    }
    try context.stopIfNeeded(log)

    context.progress.begin(Phrase("Writing results", vi: "Ghi kết quả"))
    try refuseOverwriting([out, FilePair.recordPath(of: out)], inputs: record.inputs)
    let pair = try FilePair(out)
    try request.isCategorical
      ? writeClasses(zones, pair.table) : writeStatistics(zones, pair.table)
    var file = try FileRecord(role: "result", path: pair.table)
    file.path = fileName(out)
    record.runID = RunRecord.id(record, [file])
    try record.requireUnchangedInputs()
    try write(record.json(outputs: [file], log: log), to: pair.record)
    try pair.publish()
    context.progress.finish()

    let rejectedHa = zones.filter { $0.problem != nil && $0.areaHa > 0 }.map(\.areaHa)
    let empty = zones.filter(\.hasNoData).count
    let json = JSONValue.object([
      "zones": .integer(zones.count), "rejected": .integer(account.rejected),
      "rejected_ha": .number(ExactSum(rejectedHa).value), "without_data": .integer(empty),
      "out": .string(out),
    ])
    return ZonalSummary(
      zones: zones.count, rejected: account.rejected, rejectedHa: ExactSum(rejectedHa).value,
      empty: empty, log: log, path: out, json: json)
  }

  private static func measureZones(
    _ request: ZonalRequest, context: RunContext, _ record: inout RunRecord,
    _ log: inout FindingLog
  ) async throws(WorkflowError) -> [Zone] {
    let stated = LayerSource(
      path: request.zones, layer: request.layer, crs: request.zonesCRS, crsOption: "--zones-crs",
      role: "zones", stated: request.text)
    let raster = RasterSource(path: request.raster, band: request.band, crs: request.rasterCRS)
    let opened = try LayerFacts(stated, log: &log)
    let source = opened.source
    let map = try raster.place(log: &log)
    if let map { opened.place?.report(apartFrom: map, log: &log) }
    let rasterReference = map?.reference
    var idField: Int?
    if let name = request.id {
      idField = opened.field(named: name)
      if idField == nil {
        log.add(
          .fieldMissing, at: FindingLocation(file: fileName(source.path)),
          ["field": name, "found": opened.fieldNames])
      }
      PersonalFields.refuse(
        name, keeps: request.keepsPersonalData, file: fileName(source.path), &log
      )
    }
    guard let layerReference = opened.reference, let rasterReference, !log.hasBlockingErrors else {
      throw .findings(log)
    }
    record.references = ["zones": layerReference.label, "raster": rasterReference.label]
    context.progress.begin(
      Phrase("Measuring zones", vi: "Tính thống kê theo vùng"), total: opened.count)
    let scan = LayerScan(
      source: source, reference: layerReference, areaRule: .geodesic, wantsValues: idField != nil,
      count: opened.count, keys: Set([idField].compactMap { $0 }))
    let isCategorical = request.isCategorical
    let place = idField
    let zonesFile = fileName(source.path)
    let rasterFile = fileName(request.raster)
    let result = try await scan.run(context: context) { () throws(GeoError) in
      try RasterSampler(raster, from: layerReference, to: rasterReference)
    } _: { polygon, sampler, scanRecord throws(GeoError) -> Zone in
      var zone = Zone(
        id: place.map { polygon.values[$0].text } ?? "\(polygon.fid)", areaHa: polygon.areaHa)
      var isSound = true
      if isCategorical {
        zone.classes = try sampler.classes(&polygon, &scanRecord, file: zonesFile)
        isSound = zone.classes?.isSound ?? true
        if let value = zone.classes?.fraction, polygon.problem == nil {
          polygon.problem = Finding(
            .classNotWhole, at: FindingLocation(file: rasterFile), ["value": value.findingText])
        }
      } else {
        zone.statistics = try sampler.statistics(&polygon, &scanRecord, file: zonesFile)
        isSound = zone.statistics?.isSound ?? true
      }
      if !isSound, polygon.problem == nil {
        polygon.problem = .unsoundGeometry(
          at: FindingLocation(file: zonesFile, feature: "\(polygon.fid)"))
      }
      let here = FindingLocation(file: zonesFile, feature: zone.id)
      zone.problem = polygon.problem.map {
        Finding($0.kind, at: $0.location.file == zonesFile ? here : $0.location, $0.slots)
      }
      return zone
    }
    record.add(result.record.operations)
    record.references["area_datum"] = result.record.datums.label
    result.record.report(file: zonesFile, log: &log)
    let zones = result.results
    UndeclaredNoData.check(
      zones.compactMap { $0.statistics?.min }.filter { !$0.isNaN }.min(), raster, log: &log)
    if log.hasBlockingErrors { throw .findings(log) }
    return zones
  }

  private static func writeStatistics(_ zones: [Zone], _ path: String) throws(WorkflowError) {
    var file = try CSVWriter(
      path,
      header: [
        "zone_id", "area_ha", "pixels", "covered_ha", "mean", "sum", "sd", "min", "max",
        "nodata_share", "flags",
      ])
    for zone in zones {
      guard zone.problem == nil, let s = zone.statistics else {
        try file.row(
          [zone.id, zone.areaHa.csvText] + Array(repeating: "", count: 8)
            + ["rejected:\(zone.problem?.kind.code ?? "unknown")"])
        continue
      }
      let isEmpty = !(s.pixels > 0)
      // Cells of one zone are taken as equal, except in degrees, where each row has its own area.
      let covered =
        s.rowWeightedHa.isNaN ? zone.areaHa * s.pixels / s.pixelsTotal : s.rowWeightedHa
      try file.row([
        zone.id, zone.areaHa.csvText, s.pixels.csvText, isEmpty ? "" : covered.csvText,
        s.mean.csvText, isEmpty ? "" : s.sum.csvText, s.standardDeviation.csvText, s.min.csvText,
        s.max.csvText, s.nodataShare.csvText,
        isEmpty
          ? "no-valid-pixel" : s.pixelsInside < s.pixelsTotal * (1 - 1e-9) ? "partly-outside" : "",
      ])
    }
    try file.finish()
  }

  private static func writeClasses(_ zones: [Zone], _ path: String) throws(WorkflowError) {
    var file = try CSVWriter(
      path, header: ["zone_id", "class", "pixels", "share", "area_ha", "flags"])
    for zone in zones {
      guard zone.problem == nil, let classes = zone.classes else {
        try file.row(
          [zone.id, "", "", "", "", "rejected:\(zone.problem?.kind.code ?? "unknown")"])
        continue
      }
      let shares = classes.shares
      if shares.isEmpty { try file.row([zone.id, "", "", "", "", "no-valid-pixel"]) }
      for key in shares.keys.sorted() {
        let share = shares[key] ?? .nan
        try file.row([
          zone.id, "\(key)", (classes.pixels[key] ?? .nan).csvText, share.csvText,
          (share * zone.areaHa).csvText, "",
        ])
      }
    }
    try file.finish()
  }
}

/// A result file and the run record beside it, `NAME.run.json`; both are moved into place together.
struct FilePair: ~Copyable {
  let table: String
  let record: String
  private let target: String
  private let lock: Staging.Lock?

  init(_ target: String) throws(WorkflowError) {
    guard !target.isEmpty else {
      throw .usage(
        Phrase("--out is empty; name a file", vi: "--out để trống; hãy ghi tên tệp"), [:])
    }
    // The record bears the name without its ending: it must not take the place of another result's.
    if let earlier = try? RecordedRun(path: Self.recordPath(of: target)),
      let other = earlier.outputs.map(\.path).first(where: { $0 != fileName(target) }),
      access(parentFolder(target) + "/" + other, F_OK) == 0
    {
      throw .usage(
        Phrase(
          "{path} would take the place of the record of {other}; choose another name for --out",
          vi: "{path} sẽ thay thế bản ghi của {other}; hãy chọn tên khác cho --out"),
        ["path": Self.recordPath(of: target), "other": other])
    }
    try makeFolders(parentFolder(target))
    Staging.clear(parentFolder(target), of: nil)
    // The ending stays: drivers go by it.
    let staging = "\(parentFolder(target))/\(Staging.mark)\(processID())-\(fileName(target))"
    try Self.begin(staging)
    self.target = target
    table = staging
    record = Self.record(of: staging)
    // Says to other runs that this one is alive.
    lock = Staging.Lock(record, waits: false)
  }

  deinit {
    for path in [table, record] {
      removeFile(path)
      Interruption.remove(path)
    }
  }

  private static func record(of table: String) -> String { table + ".run.json" }

  /// Makes the record's file, which bears the lock, and has both removed when the run is stopped.
  private static func begin(_ table: String) throws(WorkflowError) {
    Interruption.add(table)
    Interruption.add(record(of: table))
    do throws(WorkflowError) { try FileWriter(record(of: table)).finish() } catch {
      Interruption.remove(table)
      Interruption.remove(record(of: table))
      throw error
    }
  }

  static func recordPath(of target: String) -> String {
    ([".csv", ".gpkg"].first { target.hasSuffix($0) }.map { String(target.dropLast($0.count)) }
      ?? target) + ".run.json"
  }

  /// Two runs to one file come one after the other: the record is that of the file.
  func publish() throws(WorkflowError) {
    try Interruption.protect { () throws(WorkflowError) in
      let lock = Staging.Lock(parentFolder(target), waits: true)
      defer { _ = lock }
      try moveFile(record, to: Self.recordPath(of: target))
      try moveFile(table, to: target)
    }
  }
}
