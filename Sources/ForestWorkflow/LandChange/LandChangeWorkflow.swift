public import CarbonAccounting
import ForestGeo
public import ForestModel

/// Land of the maps that changed from one class to another.
public struct MappedTransition: Sendable {
  /// The classes.
  public let transition: LandTransition
  /// Names of both classes, for people.
  public let names: (from: Phrase, to: Phrase)
  /// Hectares on the maps.
  public let areaHa: Double
}

/// What `change` found.
public struct LandChangeSummary: Sendable {
  /// Hectares with a class on both dates.
  public let comparedHa: Double
  /// Of these, hectares whose class differs.
  public let changedHa: Double
  /// Hectares with a class on one date only.
  public let notComparableHa: Double
  /// Transitions between unlike classes, the largest first.
  public let changes: [MappedTransition]
  /// Areas and accuracy by the reference sample; `nil` without one.
  public let accuracy: AreaAccuracy?
  /// Names of the classes of change, for people.
  public let classNames: [String: Phrase]
  /// Points of the reference sample.
  public let points: Int
  /// Planned points by class; empty without a plan.
  public let planned: [(name: String, points: Int)]
  /// Points that the aim needs before minima; `nan` without an aim.
  public let exactPoints: Double
  /// Standard error of the overall accuracy that the plan would give.
  public let plannedStandardError: Double
  /// Zones read.
  public let zones: Int
  /// Row accounts.
  public let accounts: [RowAccount]
  /// Findings.
  public let log: FindingLog
  /// summary.json.
  public let json: JSONValue
}

extension Workflow {
  /// The change between two class maps: matrix.csv, not_comparable.csv, with a reference sample areas.csv
  /// and error_matrix.csv, with a plan the points; summary.json and run.json.
  public static func landChange(
    _ request: LandChangeRequest, out: String, context: RunContext
  ) async throws(WorkflowError) -> LandChangeSummary {
    var record = RunRecord(verb: "change", context: context)
    record.parameters = request.parameters.merging(request.tables.text.parameters) { own, _ in own }
    var log = FindingLog()
    let style = NumberStyle(context.language)
    try record.addInput("before", request.before.path)
    try record.addInput("after", request.after.path)
    try record.addInput("zones", request.zones)
    for (role, path) in [
      ("classes", request.classes), ("change-classes", request.changeClasses),
      ("reference", request.reference),
    ] {
      try record.addInput(role, path.map(tablePath))
    }
    let maps = try LandMaps(request, &log)
    record.references = [
      "before": maps.before.reference.label, "after": maps.after.reference.label,
    ]
    record.references["cell_datum"] = maps.datum
    record.parameters["area"] = .string(maps.area.rawValue)
    record.parameters["pairing"] = .string(maps.pairing == .nearest ? "nearest" : "aligned")
    let tables = try LandChangeTables(request, &log)
    record.rows = tables.accounts
    try context.stopIfNeeded(log)

    var result = LandChangeResult(maps: maps, tables: tables)
    try await result.countCells(context: context, &record, &log)
    tables.check(result.whole, maps, request, style, &log)
    try context.stopIfNeeded(log)
    let mapped = MappedChange(result.whole, maps, tables, request, style, &log)
    try context.stopIfNeeded(log)
    if request.zones != nil {
      try await result.countZones(request, context: context, &record, &log)
    }
    if let path = request.reference {
      context.progress.begin(Phrase("Reading the reference sample", vi: "Đọc mẫu tham chiếu"))
      var reader = try ReferenceReader(path, request, &log)
      if log.hasBlockingErrors { throw .findings(log) }
      try reader.join(maps, tables.changeClasses, mapped, request, &log)
      record.rows.append(reader.account)
      record.columns["reference"] = reader.fields
      record.add(reader.operations)
      result.matrix = reader.matrix(mapped, tables.changeClasses, style, &log)
      try context.stopIfNeeded(log)
      result.accuracy = result.matrix.map { AreaAccuracy($0) }
      result.reportBias(fileName(path), style, &log)
    }
    if let settings = request.plan {
      context.progress.begin(
        Phrase("Drawing points", vi: "Chọn điểm"), total: result.blocks.count)
      var plan = ReferencePlan(
        settings, mapped, file: fileName(request.before.path), style, &log)
      try context.stopIfNeeded(log)
      try await plan?.draw(maps, mapped, blocks: result.blocks, context: context)
      record.add(try plan?.addDegrees(maps.before.reference) ?? [])
      result.plan = plan
    }
    result.reportNotComparable(style, &log)
    try context.stopIfNeeded(log)

    context.progress.begin(Phrase("Writing results", vi: "Ghi kết quả"))
    let json = result.json
    record.results["summary"] = json
    let names = result.fileNames
    try refuseReplacing(out, by: names, inputs: record.inputs)
    try refuseFilledForm(out)
    let folder = try ResultFolder(out, of: "change")
    try result.write(to: folder.staging)
    try finish(&record, folder.staging, names, log)
    try folder.publish(names + [RunRecord.fileName])
    context.progress.finish()
    return result.summary(record.rows, log, json)
  }
}

extension Workflow {
  /// The form of an earlier plan is there to be written into; once it is, no run may remove it.
  private static func refuseFilledForm(_ out: String) throws(WorkflowError) {
    for name in ["points.csv", "points.gpkg"] {
      guard let earlier = try? RecordedRun(path: out + "/" + RunRecord.fileName),
        let form = earlier.outputs.first(where: { $0.path == name }),
        case .changed = FileState(out + "/" + name, sha256: form.sha256)
      else { continue }
      throw .usage(
        Phrase(
          "{path} was filled in after it was written and would be removed; move it, or choose another --out",
          vi:
            "{path} đã được điền sau khi ghi và sẽ bị xóa; hãy chuyển tệp đi nơi khác hoặc chọn --out khác"
        ),
        ["path": out + "/" + name])
    }
  }
}

/// Everything that `change` computed, before it is written.
struct LandChangeResult {
  /// What the maps show in one zone.
  struct Zone: Sendable {
    var id: String
    var areaHa: Double
    var tally = TransitionTally()
    /// Cells of the zone, also outside the first map.
    var cells = 0.0
    var problem: Finding?

    /// Cells of the zone outside the first map; what rounding leaves is none.
    var outside: Double {
      let rest = cells - tally.totalPixels
      return rest > 1e-9 * cells ? rest : 0
    }
  }

  let maps: LandMaps
  let tables: LandChangeTables
  /// Tally of every block of rows of the first map.
  var blocks: [TransitionTally] = []
  /// Tally of all land of both maps.
  var whole = TransitionTally()
  var zones: [Zone]?
  var matrix: ErrorMatrix?
  var accuracy: AreaAccuracy?
  var plan: ReferencePlan?

  init(maps: LandMaps, tables: LandChangeTables) {
    self.maps = maps
    self.tables = tables
  }

  /// Counts the cells of both maps, block by block.
  mutating func countCells(
    context: RunContext, _ record: inout RunRecord, _ log: inout FindingLog
  ) async throws(WorkflowError) {
    let maps = maps
    let scan = RowScan(maps.before.grid)
    context.progress.begin(
      Phrase("Comparing the maps", vi: "So sánh hai bản đồ"), total: scan.blocks.count)
    struct Part: Sendable {
      var tally: TransitionTally
      var operation: CoordinateOperation?
    }
    let parts = try await scan.run(context: context) { () throws(GeoError) in
      try maps.open()
    } _: { _, rows, pair throws(GeoError) -> Part in
      Part(tally: try pair.tally(rows: rows, maps.cells), operation: pair.lastOperation())
    }
    blocks = parts.map(\.tally)
    record.add(parts.compactMap(\.operation))
    for block in blocks { whole.add(block) }
    if case .aligned = maps.pairing {
      let beyond = try await RowScan(maps.after.grid).run(context: context) {
        () throws(GeoError) in
        try maps.open()
      } _: { _, rows, pair throws(GeoError) -> TransitionTally in
        try pair.tallyBeyond(rows: rows, maps.cellsAfter)
      }
      for block in beyond { whole.add(block) }
    }
    for (value, map) in [
      (whole.fractionBefore, maps.before), (whole.fractionAfter, maps.after),
    ] {
      if let value {
        log.add(
          .mapNotClasses, at: FindingLocation(file: fileName(map.path)),
          ["value": value.findingText])
      }
    }
    if whole.transitions.isEmpty, !log.hasBlockingErrors {
      log.add(
        .mapsDoNotOverlap, at: FindingLocation(file: fileName(maps.after.path)),
        ["first": fileName(maps.before.path), "second": fileName(maps.after.path)])
    }
  }

  /// The matrix of every zone, by exact shares of cells.
  mutating func countZones(
    _ request: LandChangeRequest, context: RunContext, _ record: inout RunRecord,
    _ log: inout FindingLog
  ) async throws(WorkflowError) {
    guard let path = request.zones else { return }
    let source = LayerSource(
      path: path, layer: request.layer, crs: request.zonesCRS, crsOption: "--zones-crs",
      role: "zones", stated: request.tables.text)
    let facts = try LayerFacts(source, log: &log)
    let file = fileName(path)
    var idField: Int?
    if let name = request.zoneID {
      idField = facts.field(named: name)
      if idField == nil {
        log.add(
          .fieldMissing, at: FindingLocation(file: file),
          ["field": name, "found": facts.fieldNames])
      }
      PersonalFields.refuse(
        name, keeps: request.keepsPersonalData, file: file, &log)
    }
    guard let reference = facts.reference, !log.hasBlockingErrors else { throw .findings(log) }
    record.references["zones"] = reference.label
    context.progress.begin(
      Phrase("Measuring zones", vi: "Tính theo vùng"), total: facts.count)
    let scan = LayerScan(
      source: facts.source, reference: reference, areaRule: .geodesic,
      wantsValues: idField != nil, count: facts.count, keys: Set([idField].compactMap { $0 }))
    let (maps, place) = (maps, idField)
    let found = try await scan.run(context: context) { () throws(GeoError) in
      try ZoneSampler(maps, from: reference)
    } _: { polygon, sampler, scanRecord throws(GeoError) -> Zone in
      try sampler.zone(
        &polygon, id: place.map { polygon.values[$0].text } ?? "\(polygon.fid)", &scanRecord,
        file: file)
    }
    record.add(found.record.operations)
    record.references["area_datum"] = found.record.datums.label
    found.record.report(file: file, log: &log)
    var account = RowAccount(table: "zones")
    account.read = found.results.count
    for zone in found.results {
      if let problem = zone.problem {
        log.add(problem)
        account.reject(problem.kind.code)
      } else {
        account.used += 1
        report(zone, file, NumberStyle(context.language), &log)
      }
    }
    let shared = found.results.count - Set(found.results.map(\.id)).count
    if shared > 0 {
      log.add(.duplicateZone, at: FindingLocation(file: file), ["count": "\(shared)"])
    }
    record.rows.append(account)
    zones = found.results
  }

  private func report(
    _ zone: Zone, _ file: String, _ style: NumberStyle, _ log: inout FindingLog
  ) {
    let compared = zone.tally.transitions.reduce(0) {
      $0 + (zone.tally.pixels[.both($1)] ?? 0)
    }
    let here = FindingLocation(file: file, feature: zone.id)
    if !(compared > 0) {
      let files = [maps.before, maps.after].map { fileName($0.path) }
      log.add(.zoneWithoutData, at: here, ["map": files.joined(separator: ", ")])
    } else if compared < 0.99 * zone.cells {
      log.add(
        .zoneShareNotComparable, at: here,
        ["percent": style.percent(1 - compared / zone.cells, decimals: 1)])
    }
  }

  /// Land with a class on one date only is told, so that nobody takes the matrix for the whole.
  func reportNotComparable(_ style: NumberStyle, _ log: inout FindingLog) {
    let ha = notComparableHa
    guard ha > 0 else { return }
    log.add(
      .cellsNotComparable, at: FindingLocation(file: fileName(maps.after.path)),
      [
        "ha": style.string(ha, decimals: 1),
        "percent": style.percent(ha / (ha + comparedHa), decimals: 1),
      ])
  }

  /// Where the sample says that a mapped area is wrong by more than chance.
  func reportBias(_ file: String, _ style: NumberStyle, _ log: inout FindingLog) {
    for row in accuracy?.classes ?? [] {
      let half = AreaAccuracy.z95 * row.standardErrorHa
      guard abs(row.estimatedHa - row.mappedHa) > half else { continue }
      log.add(
        .mappedAreaBiased, at: FindingLocation(file: file),
        [
          "class": row.name, "mapped": style.string(row.mappedHa, decimals: 1),
          "estimated": style.string(row.estimatedHa, decimals: 1),
          "half": style.string(half, decimals: 1),
        ])
    }
  }

  var comparedHa: Double {
    ExactSum(whole.transitions.map { whole.hectares(of: .both($0), maps.cells) }).value
  }
  var changedHa: Double {
    ExactSum(
      whole.transitions.filter { !$0.isStable }.map { whole.hectares(of: .both($0), maps.cells) }
    ).value
  }
  var notComparableHa: Double {
    ExactSum(
      whole.notComparable.filter { $0 != .neither }.map { whole.hectares(of: $0, maps.cells) }
    ).value
  }
}

/// What one worker holds to look at two maps under polygons.
struct ZoneSampler: ~Copyable {
  private var pair: ClassMapPair
  private let transform: CoordinateTransform
  private let maps: LandMaps

  init(_ maps: LandMaps, from layer: CoordinateReference) throws(GeoError) {
    let opened = try maps.open()
    transform = try CoordinateTransform(from: layer, to: maps.before.reference)
    pair = opened
    self.maps = maps
  }

  /// The tally under one polygon; a polygon with a problem keeps it.
  mutating func zone(
    _ polygon: inout MeasuredPolygon, id: String, _ record: inout ScanRecord, file: String
  ) throws(GeoError) -> LandChangeResult.Zone {
    var zone = LandChangeResult.Zone(id: id, areaHa: polygon.areaHa)
    let here = FindingLocation(file: file, feature: id)
    guard polygon.problem == nil, var shape = polygon.shape else {
      zone.problem = polygon.problem.map { Finding($0.kind, at: here, $0.slots) }
      return zone
    }
    guard transform.apply(&shape.x, &shape.y) else {
      zone.problem = Finding(
        .transformFailed, at: here,
        ["target": maps.before.reference.label].merging(.vertexOutside) { own, _ in own })
      return zone
    }
    if let used = transform.lastOperation() { record.operations.insert(used) }
    let result = try pair.tally(under: shape, maps.cells)
    zone.tally = result.tally
    zone.cells = result.cells
    if !result.isSound {
      zone.problem = .unsoundGeometry(at: here)
    }
    return zone
  }
}
