import ForestGeo
public import ForestModel

/// A class of the layer as `init` found it, and how it is proposed to enter.
public struct ProposedClass: Sendable {
  /// The line of the strata table.
  public let rule: StratumRule
  /// Hectares on the ellipsoid, of polygons that have an area.
  public let areaHa: Double
  /// Plots that stand in it; `nil` where they were not looked at.
  public let plots: Int?
}

extension Workflow {
  /// The classes of the layer in reading order, each with its place in the estimate: by the legal list where the
  /// field is one of the forest-status data, else every class by itself.
  static func proposedClasses(
    _ request: InitRequest, context: RunContext, log: inout FindingLog
  ) throws(WorkflowError) -> [ProposedClass] {
    guard let path = request.parcels else { return [] }
    let facts = try LayerFacts(
      LayerSource(
        path: path, layer: nil, crs: request.parcelsCRS, crsOption: "--parcels-crs",
        role: "parcels", stated: request.text), log: &log)
    guard let reference = facts.reference, !log.hasBlockingErrors else { throw .findings(log) }
    let name = request.stratumField ?? ["stratum", "ldlr"].first { facts.field(named: $0) != nil }
    guard let name, let field = facts.field(named: name) else {
      if request.stratumField == nil { return [] }
      log.add(
        .fieldMissing, at: FindingLocation(file: fileName(path)),
        ["field": request.stratumField ?? "", "found": facts.fieldNames])
      throw .findings(log)
    }
    let role = facts.status.classRole(at: field)
    var hectares: [String: ExactSum] = [:]
    do {
      let geodesic = try GeodesicArea(for: reference)
      try VectorDataset(path, text: facts.source.text).forEachFeature([.values]) { _, feature in
        let name = ParcelInspector.className(feature.values[field].text, role: role)
        guard !name.isEmpty else { return }
        var area = 0.0
        if case .polygon(let shape) = feature.geometry {
          area = (geodesic.measure(shape)?.areaM2 ?? 0) / 10_000
        }
        hectares[name, default: ExactSum()].add(area)
      }
    } catch let error as GeoError {
      throw WorkflowError(error)
    } catch {
      throw .surroundings(path: path, detail: "\(error)")
    }
    let plots = try plotsByClass(
      request, path, facts, facts.fields[field].name, role, context)
    let land = hectares.keys.sorted(by: StratumAreas.inReadingOrder).map { name in
      ClassProposal.Land(
        name: name, areaHa: hectares[name]?.value ?? 0, plots: plots.map { $0[name, default: 0] })
    }
    // Numbers of types are looked up by their letters, and written as the layer has them.
    let letters = land.map { land in
      role == "maldlr" ? ForestType(number: land.name)?.letters ?? land.name : land.name
    }
    let back = Dictionary(zip(letters, land.map(\.name))) { first, _ in first }
    let rules =
      role == nil
      ? land.map { StratumRule(mapClass: $0.name, stratum: $0.name, treatment: .sampled) }
      : ClassProposal.rules(
        for: zip(letters, land).map {
          ClassProposal.Land(name: $0, areaHa: $1.areaHa, plots: $1.plots)
        }, language: context.language)
    return zip(rules, land).map { rule, land in
      ProposedClass(
        rule: StratumRule(
          mapClass: land.name, stratum: back[rule.stratum] ?? rule.stratum,
          treatment: rule.treatment, reason: rule.reason), areaHa: land.areaHa, plots: land.plots)
    }
  }

  /// Plots by class, as written in the plots table or by the parcel they lie in; `nil` without a plots table, or
  /// where the table leads to no class. Rows with an error are left to `check`.
  private static func plotsByClass(
    _ request: InitRequest, _ path: String, _ facts: LayerFacts, _ field: String,
    _ role: String?, _ context: RunContext
  ) throws(WorkflowError) -> [String: Int]? {
    guard let table = request.plots else { return nil }
    var inventory = InventoryRequest(trees: request.trees ?? table)
    inventory.plots = table
    var reader = InventoryReader(inventory, language: context.language)
    guard let plots = try reader.readPlots() else { return nil }
    var estimate = EstimateRequest(
      inventory: inventory, land: .parcels(path, layer: nil))
    estimate.plotsCRS = request.plotsCRS
    var locator = PlotLocator(estimate, place: facts.place)
    locator.layerText = facts.source.text
    let classes = try locator.classes(of: plots, classField: field, classRole: role)
    let known = classes.compactMap { $0 }.filter { !$0.isEmpty }
    guard !known.isEmpty else { return nil }
    return Dictionary(grouping: known) { ParcelInspector.className($0, role: role) }
      .mapValues(\.count)
  }
}
