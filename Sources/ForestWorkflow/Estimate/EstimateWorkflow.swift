import CarbonDocuments
import CarbonStock
import ForestGeo
import ForestModel

extension Workflow {
  /// Rows of a part of a long table of trees at least.
  public static let partRows = 1 << 13

  /// The main job: shapefile, raster and plots in, t CO2e per parcel out.
  ///
  /// Trees are taken in parts of at least `partRows` rows wherever nothing needs all of them at once, and
  /// in one piece with `nil`; that changes the memory which the run takes, never a result.
  public static func estimate(
    _ request: EstimateRequest, out: String, context: RunContext, partRows: Int? = partRows
  ) async throws(WorkflowError) -> EstimateSummary {
    let facts = try await publish(
      request, out: out, context: context, reading: partRows.map(TreeReading.parts) ?? .kept)
    context.progress.finish()
    return EstimateSummary(
      facts.result, accounts: facts.record.rows, log: facts.log, folder: out,
      json: summary(of: facts.result, facts.record))
  }

  /// Computes, writes everything and returns what documents may say about it.
  ///
  /// - Parameter isWanted: told what is known, the names of the data and the folder they were written
  ///   into; `false` leaves the results that are in place as they are.
  static func publish(
    _ request: EstimateRequest, out: String, context: RunContext,
    reading: TreeReading = .parts(rows: partRows),
    where isWanted: (EstimateFacts, [String], String) throws(WorkflowError) -> Bool = {
      _, _, _ in true
    }
  ) async throws(WorkflowError) -> EstimateFacts {
    var record = RunRecord(verb: "estimate", context: context)
    record.parameters = request.parameters
    try addInputs(of: request, to: &record)
    var log = FindingLog()
    var trees: TreeFile? = TreeFile(out: out, of: "estimate")
    let result = try await compute(
      request, context: context, &record, &log, reading: reading, &trees)
    let positions = try result.plotPositions(&record)

    context.progress.begin(Phrase("Writing results", vi: "Ghi kết quả"))
    var names = [
      "parcels.csv", "strata.csv", "classes.csv", "plots.csv", "trees.csv", "pools.csv",
      "summary.json",
    ]
    if case .parcels = request.land { names.append("parcels.gpkg") }
    if result.communes != nil { names.append("communes.csv") }
    if result.inventory.heights.models != nil { names.append("heights.csv") }
    names.append("report.html")
    try refuseReplacing(out, by: names, inputs: record.inputs)
    guard let file = trees.take() else { preconditionFailure("trees.csv was begun") }
    let folder = try file.finish()
    let json = summary(of: result, record)
    try result.writeParcelTable(folder.path("parcels.csv"))
    if case .parcels = request.land {
      try result.writeLayer(folder.path("parcels.gpkg"), language: context.language)
    }
    try result.writeStrata(folder.path("strata.csv"))
    try result.writeClasses(folder.path("classes.csv"))
    if let communes = result.communes {
      try communes.write(folder.path("communes.csv"), result)
    }
    try result.writePools(folder.path("pools.csv"))
    try result.inventory.totals.write(folder.path("plots.csv"), request.inventory.pools)
    if result.inventory.heights.models != nil {
      try result.inventory.heights.writeTrials(folder.path("heights.csv"))
    }
    try write(json, to: folder.path("summary.json"))
    var facts = EstimateFacts(result: result, record: record, log: log)
    facts.runID = RunRecord.id(
      record, try hashes(of: names.filter { $0 != "report.html" }, in: folder.staging))
    facts.map = try result.parcelMap(plots: positions)
    facts.project = request.project
    guard try isWanted(facts, names, folder.staging) else { return facts }
    try writeReport(facts, to: folder.path("report.html"), context.language)
    try finish(&record, folder.staging, names, log)
    try folder.publish(names + [RunRecord.fileName])
    facts.record = record
    return facts
  }

  /// report.html: one page that needs nothing else.
  private static func writeReport(
    _ facts: EstimateFacts, to path: String, _ language: Language
  ) throws(WorkflowError) {
    var known = facts.facts()
    // A page without a project is named after its land.
    if facts.result.request.project.isNameless {
      let name: String
      switch facts.result.request.land {
      case .parcels(let path, _), .areas(let path): name = fileName(path)
      }
      known.slots["project.name"] = .code(name)
    }
    let page: String
    do throws(DocumentError) {
      let document = try Template.estimateReport().document(
        known, producer: "forestcarbon \(toolVersion)")
      page = HTMLWriter.html(
        document, Voice(language, EvidenceBook(document)), style: .screen)
    } catch {
      throw WorkflowError(error)
    }
    var file = try FileWriter(path)
    try file.write(page.utf8)
    try file.finish()
  }

  /// The same without writing, but for the lines of trees.csv: what `check` looks at.
  ///
  /// - Parameters:
  ///   - isThorough: whether the parcels are held against each other in every way.
  ///   - trees: takes the lines of trees.csv as they come; `nil` where nobody wants them.
  static func compute(
    _ request: EstimateRequest, context: RunContext, _ record: inout RunRecord,
    _ log: inout FindingLog, isThorough: Bool = false, reading: TreeReading,
    _ trees: inout TreeFile?
  ) async throws(WorkflowError) -> EstimateResult {
    var inputs = try await EstimateInputs(
      request, context: context, isThorough: isThorough, reading: reading, &trees)
    let inventory = inputs.inventory
    let (reader, locator) = (inputs.land.reader, inputs.located.locator)
    let landFile = inputs.land.file
    var parcels = inputs.land.takeParcels()
    var (plan, plots) = (inputs.located.plan, inputs.located.strata)
    log.add(inputs.located.log)
    var request = request
    request.plotsCRS = locator.reference?.authorityCode ?? request.plotsCRS
    let style = NumberStyle(context.language)
    plots.settle(inventory, &plan)
    var map = try BiomassMap(request, layer: reader.place, log: &log)
    try await map?.measure(&parcels, plan, context)
    for index in parcels.indices where parcels[index].problem == nil {
      parcels[index].problem = plan.problem(of: parcels[index], file: landFile)
    }
    let areas = parcels.map { $0.problem == nil ? plan.land(of: $0) : nil }
    let stratumHa = hectares(of: parcels, plan)
    var samples = DesignSamples(inventory, places: plots.places, plan, request, context.language)
    var firstPhase: RowAccount?
    if request.design == .double, let path = request.firstPhase {
      firstPhase = try samples.readFirstPhase(path, plan, &log)
    }
    if let values = try map?.values(
      of: inventory.plots, used: samples.members.flatMap { $0 }.sorted())
    {
      samples.auxiliary = values
      samples.mapMeans = mapMeans(parcels, areas, plan.names.count)
      samples.setAside(
        values.indices.filter { values[$0].isNaN }, because: .plotWithoutMapValue)
    }
    if request.design == .cluster {
      refuseClustersAcrossStrata(
        samples, plan, file: fileName(request.inventory.plots ?? ""), &log)
    }
    let stocks = plan.stocks(samples, landHa: stratumHa, request: request, style: style)
    plan.settleStockAccount()
    for part in [inventory.log, reader.log, locator.log, map?.log, plan.log].compactMap({ $0 }) {
      log.add(part)
    }
    for parameter in plan.constants + inventory.constants
    where !parameter.confirmed {
      log.add(
        .parameterUnconfirmed, at: FindingLocation(file: landFile),
        [
          "name": parameter.name.text(context.language), "value": parameter.value,
          "source": parameter.source.text(context.language),
        ])
    }
    try context.stopIfNeeded(log)

    context.progress.begin(Phrase("Estimating", vi: "Ước tính"))
    let estimator = StratifiedEstimator(
      strata: stocks, confidence: request.confidence, rule: request.degreesOfFreedom,
      mapErrorRangeM: request.mapErrorRangeM)
    var account = reader.account
    var estimates: [LandEstimate?] = []
    var kept: [StratumAreas?] = []
    for index in parcels.indices {
      let parcel = parcels[index]
      let estimate = areas[index].flatMap { areas in
        estimator.estimate(
          of: areas.byStratum.map {
            LandPiece(
              stratum: $0.stratum, areaHa: $0.areaHa, mapAGBMg: parcel.mapAGBMg,
              mapSDMg: parcel.mapSDMg)
          })
      }
      if let own = areas[index], estimate == nil, own.accountedHa > 0 {
        parcels[index].problem = plan.problem(of: own, stocks, parcels[index], file: landFile)
      }
      kept.append(parcels[index].problem == nil ? areas[index] : nil)
      estimates.append(estimate)
      if let problem = parcels[index].problem {
        account.reject(problem.kind.code, count: parcels[index].rows)
      } else {
        account.used += parcels[index].rows
      }
    }
    let total = estimator.estimate(totalPieces(kept))
    let result = EstimateResult(
      request: request, inventory: inventory, trees: inputs.trees, plan: plan,
      estimator: estimator, parcels: parcels, land: kept, estimates: estimates,
      stratumHa: stratumHa, total: total,
      plotStratum: plots.names, plotPlaces: samples.places, layerReference: reader.layerReference,
      topology: reader.topology, layerText: reader.layerText,
      classField: request.stratumRaster == nil ? reader.stratumField : nil,
      classRole: request.stratumRaster == nil ? reader.classRole : nil,
      communes: inputs.land.communes)
    result.reportLowLimits(&log, file: landFile)
    if total == nil {
      log.add(
        .noLand, at: FindingLocation(file: landFile),
        [
          "ha": style.string(result.hectares { result.parcels[$0].areaHa }, decimals: 2),
          "excluded": style.string(result.excludedHa, decimals: 2),
          "unmapped": style.string(result.unmappedHa, decimals: 2),
          "rejected": style.string(result.rejectedHa, decimals: 2),
        ])
      throw .findings(log)
    }

    var plotAccount = inventory.accounts["plots"]
    for (reason, count) in plots.unused.merging(samples.unused, uniquingKeysWith: +) {
      plotAccount?.used -= count
      plotAccount?.reject(reason, count: count)
    }
    record.rows =
      inventory.accountList.map { $0.table == "plots" ? plotAccount ?? $0 : $0 }
      + [
        inputs.land.consent, inputs.land.communes?.account, firstPhase, plan.accounts["strata"],
        plan.accounts["stock"], account,
      ].compactMap { $0 }
    record.columns = inventory.columns
    record.add(reader.operations.union(locator.operations).union(map?.operations ?? []))
    record.references = reader.references
    record.references["plots"] = locator.reference?.label
    record.references["biomass_raster"] = map?.label
    record.add(plan.constants + inventory.constants)
    record.results["height_model"] = inventory.heights.json
    return result
  }

  static func addInputs(
    of request: EstimateRequest, to record: inout RunRecord
  )
    throws(WorkflowError)
  {
    try addInputs(of: request.inventory, to: &record)
    switch request.land {
    case .parcels(let path, _): try record.addInput("parcels", path)
    case .areas(let path): try record.addInput("areas", tablePath(path))
    }
    try record.addInput("stratum-raster", request.stratumRaster)
    try record.addInput("biomass-raster", request.biomassRaster)
    try record.addInput("biomass-sd-raster", request.biomassSDRaster)
    try record.addInput("first-phase", request.firstPhase.map(tablePath))
    try record.addInput("consent", request.consent.map(tablePath))
    try record.addInput("crosswalk", request.crosswalk.map(tablePath))
    try record.addInput("strata", request.strata.map(tablePath))
    try record.addInput("stock-table", request.stockTable.map(tablePath))
  }

  private static func hectares(of parcels: [Parcel], _ plan: StrataPlan) -> [Double] {
    var sums = Array(repeating: ExactSum(), count: plan.names.count)
    for parcel in parcels where parcel.problem == nil && !parcel.isRefused {
      for piece in parcel.classes {
        if let rule = plan.rule(for: piece.name), let place = plan.place(of: rule.stratum) {
          sums[place].add(piece.areaHa)
        }
      }
    }
    return sums.map(\.value)
  }

  /// Mean of the biomass map over the land of every stratum; `nan` without land.
  private static func mapMeans(
    _ parcels: [Parcel], _ land: [StratumAreas?], _ count: Int
  ) -> [Double] {
    var hectares = Array(repeating: ExactSum(), count: count)
    var mass = Array(repeating: ExactSum(), count: count)
    for (parcel, areas) in zip(parcels, land) where !parcel.mapAGBMg.isNaN {
      for piece in areas?.byStratum ?? [] {
        hectares[piece.stratum].add(piece.areaHa)
        mass[piece.stratum].add(piece.areaHa * parcel.mapAGBMg)
      }
    }
    return zip(mass, hectares).map { $0.value / $1.value }
  }

  static func totalPieces(_ land: [StratumAreas?]) -> [(stratum: Int, areaHa: Double)] {
    var sums: [Int: ExactSum] = [:]
    for areas in land {
      for piece in areas?.byStratum ?? [] {
        sums[piece.stratum, default: ExactSum()].add(piece.areaHa)
      }
    }
    return sums.keys.sorted().map { ($0, sums[$0]?.value ?? 0) }
  }
}
