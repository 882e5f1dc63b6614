import ForestGeo
public import ForestModel

/// What `check` found.
public struct CheckSummary: Sendable {
  /// All findings of all files.
  public let log: FindingLog
  /// What became of every row.
  public let accounts: [RowAccount]
  /// The findings by code, those that block most first.
  public let groups: [FindingGroup]
  /// Hectares in three ways; `nil` without polygons.
  public let areas: AreaComparison?
  /// Hectares by which overlapping parcels add up to more than their land.
  public let countedTwiceHa: Double
  /// The same for programs, in the language of the run.
  public let json: JSONValue
  /// Where the results are; `nil` when nothing was written.
  public let folder: String?
}

/// What only `check` is asked for.
public struct CheckRequest: Sendable {
  /// The estimate whose files are looked at.
  public var estimate: EstimateRequest
  /// Reference in whose plane areas are counted too; `nil` takes the layer's own where it is a plane.
  public var planarCRS: String?
  /// Folder for the results; `nil` writes nothing.
  public var out: String?

  /// A look at the files of an estimate.
  public init(_ estimate: EstimateRequest, planarCRS: String? = nil, out: String? = nil) {
    self.estimate = estimate
    self.planarCRS = planarCRS
    self.out = out
  }
}

/// The polygons of an estimate as `check` found them.
struct CheckedLand {
  var source: LayerSource
  var reference: CoordinateReference
  var parcels: [Parcel]
  var topology: LandTopology
}

extension Workflow {
  /// Looks at every file of an estimate, and at the fields and sheets of a project: the whole list of
  /// findings at once, also when the first file alone would stop a run. Writes nothing unless a folder is
  /// named.
  ///
  /// Trees are taken in parts as `estimate` takes them.
  public static func check(
    _ request: CheckRequest, in project: ProjectFolder?, context: RunContext,
    partRows: Int? = partRows
  ) async throws(WorkflowError) -> CheckSummary {
    var context = context
    context.onError = .skip
    var estimate = request.estimate
    var words = FindingLog()
    var sheets: [RowAccount] = []
    if let project {
      do throws(WorkflowError) {
        try project.complete(&estimate)
        words.add(estimate.project.log)
      } catch {
        guard case .findings(let found) = error else { throw error }
        words.add(found)
      }
      let read = try ProjectSheets(
        project.path, try ProjectFolder.catalogue(), language: context.language)
      words.add(read.log)
      sheets = read.accounts
    }
    var record = RunRecord(verb: "check", context: context)
    record.parameters = estimate.parameters
    record.parameters["planar_crs"] = request.planarCRS.map(JSONValue.string) ?? .null
    for (name, value) in estimate.geometry.checkParameters { record.parameters[name] = value }
    var files = try await files(
      of: estimate, &record, context: context,
      reading: partRows.map(TreeReading.parts) ?? .kept)
    files.log.add(words)
    record.rows = files.accounts + sheets
    var areas: AreaComparison?
    if let land = files.land {
      context.progress.begin(Phrase("Comparing areas", vi: "So sánh diện tích"))
      areas = try AreaComparison(
        land.parcels, land.source, land.reference, request: estimate, planarCRS: request.planarCRS)
    }
    let groups = FindingGroup.sorted(files.log, parcels: files.land?.parcels ?? [])
    let twice = files.land?.topology.countedTwiceHa ?? 0
    let json = JSONValue.object([
      "groups": .array(groups.map(\.json)),
      "areas": areas?.json ?? .null,
      "counted_twice_ha": files.land == nil ? .null : .number(twice),
    ])
    let summary = CheckSummary(
      log: files.log, accounts: record.rows, groups: groups, areas: areas, countedTwiceHa: twice,
      json: json, folder: request.out)
    if let out = request.out {
      try addInputs(of: estimate, to: &record)
      try CheckOutput(summary: summary, land: files.land, context: context).write(out, &record)
    }
    context.progress.finish()
    return summary
  }

  /// The field inventory with the strata that its plots table names.
  private static func inventoryByItself(
    _ request: InventoryRequest, _ reading: TreeReading, _ context: RunContext
  ) throws(WorkflowError) -> InventoryResult {
    var survey = try FieldSurvey(request, reading, context)
    var nowhere: TreeFile?
    // Plots that trees leave out change none of these strata.
    let strata = survey.plots.stratum
    while try !survey.compute(strata: strata, &nowhere) {}
    guard let result = survey.result else { preconditionFailure("the trees were computed") }
    return result
  }

  /// The files of the estimate.
  private static func files(
    of request: EstimateRequest, _ record: inout RunRecord, context: RunContext,
    reading: TreeReading
  ) async throws(WorkflowError)
    -> (log: FindingLog, accounts: [RowAccount], land: CheckedLand?)
  {
    var log = FindingLog()
    var nowhere: TreeFile?
    let stopping: FindingLog
    do throws(WorkflowError) {
      let result = try await compute(
        request, context: context, &record, &log, isThorough: true, reading: reading, &nowhere)
      let land = CheckedLand(
        request, result.parcels, result.layerReference, result.topology)
      return (log, record.rows, land)
    } catch {
      guard case .findings(let found) = error else { throw error }
      stopping = found
    }
    // One part cannot be read: look at the parts one by one.
    log = FindingLog()
    var accounts: [RowAccount] = []
    var land: CheckedLand?
    do throws(WorkflowError) {
      let inventory = try inventoryByItself(request.inventory, reading, context)
      log.add(inventory.log)
      refuseClusters(
        inventory.plots, file: fileName(request.inventory.plots ?? ""), request.design, &log)
      accounts += inventory.accountList.map { account in
        guard account.table == "plots" else { return account }
        // As `estimate` would count them: a plot that lacks a tree enters no mean.
        var plots = account
        let lacking = inventory.plots.id.indices.filter {
          !inventory.plots.isRejected[$0] && !inventory.isUsable($0)
        }.count
        plots.used -= lacking
        plots.reject(FindingKind.plotIncomplete.code, count: lacking)
        return plots
      }
    } catch {
      guard case .findings(let found) = error else { throw error }
      log.add(found)
    }
    var reader = ParcelReader(request, context: context)
    reader.isThorough = true
    // Where plots lie can be told without any tree; what else is wrong with their table was told above.
    let plots: PlotTable?
    do throws(WorkflowError) {
      var inventory = InventoryReader(request.inventory, language: context.language)
      plots = try inventory.readPlots()
    } catch {
      guard case .findings = error else { throw error }
      plots = nil
    }
    reader.hint = plots.flatMap { PlotReference.land(of: $0, request) }
    do throws(WorkflowError) {
      let parcels: [Parcel]
      switch request.land {
      case .parcels(let path, let layer):
        parcels = try await reader.readPolygons(path, layer: layer)
      case .areas(let path): parcels = try reader.readAreas(path)
      }
      log.add(reader.log)
      var account = reader.account
      for parcel in parcels {
        if let problem = parcel.problem {
          account.reject(problem.kind.code, count: parcel.rows)
        } else {
          account.used += parcel.rows
        }
      }
      accounts.append(account)
      land = CheckedLand(request, parcels, reader.layerReference, reader.topology)
    } catch {
      guard case .findings(let found) = error else { throw error }
      log.add(found)
    }
    // Without a place for the land every plot would be said to lie outside it.
    var isPlaced = reader.place != nil || reader.rasterReference != nil
    if case .areas = request.land { isPlaced = true }
    if let plots, isPlaced {
      do throws(WorkflowError) {
        var locator = PlotLocator(request, place: reader.place)
        locator.rasterReference = reader.rasterReference
        _ = try locator.classes(
          of: plots, classField: reader.stratumField, classRole: reader.classRole)
        log.add(locator.log)
      } catch {
        guard case .findings(let found) = error else { throw error }
        log.add(found)
      }
    }
    let plan = try StrataPlan(request, language: context.language)
    log.add(plan.log)
    accounts += ["strata", "stock"].compactMap { plan.accounts[$0] }
    // What only shows when the parts meet, such as land that is all excluded.
    let seen = Set(log.findings)
    for finding in stopping.findings where !seen.contains(finding) { log.add(finding) }
    return (log, accounts, land)
  }
}

extension CheckedLand {
  /// `nil` for a table of areas.
  init?(
    _ request: EstimateRequest, _ parcels: [Parcel], _ reference: CoordinateReference?,
    _ topology: LandTopology?
  ) {
    guard case .parcels(let path, let layer) = request.land, let reference, let topology else {
      return nil
    }
    self.init(
      source: LayerSource(
        path: path, layer: layer, crs: request.parcelsCRS, crsOption: "--parcels-crs",
        role: "parcels"),
      reference: reference, parcels: parcels, topology: topology)
  }
}
