import CarbonStock
import ForestGeo
import ForestModel

/// How a parcel's figure came about.
enum ParcelMethod: String {
  case stratumMean = "stratum-mean"
  case modelAssisted = "model-assisted"
  case table
  case excluded
  case rejected
}

extension EstimateResult {
  /// Result columns of parcels.csv and of the layer, before the fields of the input.
  static let parcelColumns: [FieldDefinition] = [
    .init("parcel_id", .text), .init("stratum", .text), .init("area_ha", .real),
    .init("agb_mg_ha", .real), .init("agb_se_mg_ha", .real), .init("bgb_mg_ha", .real),
    .init("carbon_mg_ha", .real), .init("co2e_t_ha", .real), .init("co2e_t", .real),
    .init("co2e_low_t", .real), .init("co2e_high_t", .real), .init("co2e_parcel_low_t", .real),
    .init("co2e_parcel_high_t", .real), .init("confidence", .real), .init("df", .real),
    .init("interval_kind", .text), .init("method", .text), .init("flags", .text),
    .init("accounted_ha", .real), .init("excluded_ha", .real), .init("unmapped_ha", .real),
  ]

  /// Pools beyond the live trees; their columns follow the others.
  private var furtherPools: [CarbonPool] { Inventory.furtherPools(request.inventory.pools) }

  /// All result columns of this run.
  private var resultColumns: [FieldDefinition] {
    Self.parcelColumns + furtherPools.map { .init(Inventory.carbonColumn($0), .real) }
  }

  /// Values of `resultColumns` for one parcel.
  private func resultValues(_ index: Int) -> [FieldValue] {
    parcelValues(index)
      + furtherPools.map { pool in
        guard land[index] != nil, let carbon = estimates[index]?.perHa.carbonByPool[pool],
          carbon.isFinite
        else { return .null }
        return .real(carbon)
      }
  }

  /// Values of `parcelColumns` for one parcel.
  func parcelValues(_ index: Int) -> [FieldValue] {
    let parcel = parcels[index]
    func real(_ value: Double?) -> FieldValue {
      value.map { $0.isNaN || $0.isInfinite ? .null : .real($0) } ?? .null
    }
    guard let areas = land[index] else {
      let code = parcel.problem?.kind.code ?? "unknown"
      return [.text(parcel.id), .null, real(parcel.areaHa)]
        + Array(repeating: .null, count: 13)
        + [.text(ParcelMethod.rejected.rawValue), .text("rejected:" + code)]
        + Array(repeating: .null, count: 3)
    }
    let stratum = plan.largestStratum(of: parcel).map(FieldValue.text) ?? .null
    let largest = areas.byStratum.max { ($0.areaHa, $1.stratum) < ($1.areaHa, $0.stratum) }
    guard let estimate = estimates[index], let largest else {
      return [.text(parcel.id), stratum, real(parcel.areaHa)]
        + Array(repeating: .null, count: 13)
        + [
          .text(ParcelMethod.excluded.rawValue),
          .text(parcel.repair == nil ? "excluded" : "repaired;excluded"),
        ]
        + [.real(0), real(areas.excludedHa), real(areas.unmappedHa)]
    }
    let sources = areas.byStratum.compactMap { estimator.strata[$0.stratum]?.source }
    let method: ParcelMethod
    switch estimator.strata[largest.stratum] {
    case .some(let stock) where stock.source == .table: method = .table
    case .some(let stock) where stock.isMapped: method = .modelAssisted
    default: method = .stratumMean
    }
    let hasInterval = !estimate.halfWidthT.isNaN
    let kind = sources.contains(.sampled) ? "sampling" : "factor"
    let t = estimate.co2eT
    return [
      .text(parcel.id), stratum, real(parcel.areaHa),
      real(estimate.perHa.agbMg), real(estimate.agbSEMg), real(estimate.perHa.bgbMg),
      real(estimate.perHa.carbonMg), real(estimate.perHa.co2eT), real(t),
      real(t - estimate.halfWidthT), real(t + estimate.halfWidthT),
      real(t - estimate.ownHalfWidthT), real(t + estimate.ownHalfWidthT),
      real(estimator.confidence), real(estimate.degreesOfFreedom),
      hasInterval ? .text(kind) : .null,
      .text(method.rawValue),
      .text(flags(parcel, areas, sources, estimate).joined(separator: ";")), real(estimate.areaHa),
      real(areas.excludedHa), real(areas.unmappedHa),
    ]
  }

  private func flags(
    _ parcel: Parcel, _ areas: StratumAreas, _ sources: [StratumStock.Source],
    _ estimate: LandEstimate
  ) -> [String] {
    var flags = parcel.repair == nil ? [] : ["repaired"]
    if areas.byStratum.count > 1 { flags.append("mixed-strata") }
    if Set(sources).count > 1 { flags.append("partly-table") }
    if areas.excludedHa > 0 { flags.append("partly-excluded") }
    if areas.unmappedHa > 0 { flags.append("partly-unmapped") }
    if estimate.co2eT - estimate.halfWidthT < 0 { flags.append("low-below-zero") }
    return flags
  }

  /// Fields of the input layer that go along: all but the one that already is parcel_id. A field that
  /// bears the name of a result gets the prefix `input_`.
  private func inputFields(
    _ layer: borrowing VectorDataset, besides added: AddedColumns
  ) -> [(place: Int, field: FieldDefinition, isMasked: Bool)] {
    var taken = Set(
      (resultColumns + added.fields).map { $0.name.lowercased() } + ["fid", "geom"])
    var fields: [(place: Int, field: FieldDefinition, isMasked: Bool)] = []
    for (place, field) in layer.fields.enumerated() {
      if field.name.lowercased() == "parcel_id" { continue }
      var name = field.name
      while !taken.insert(name.lowercased()).inserted { name = "input_" + name }
      let isMasked = !request.keepsPersonalData && PersonalFields.isPersonal(field.name)
      fields.append((place, FieldDefinition(name, isMasked ? .text : field.kind), isMasked))
    }
    return fields
  }

  /// parcels.csv of the contract, in the order of the layer.
  func writeParcelTable(_ path: String) throws(WorkflowError) {
    let header = resultColumns.map(\.name)
    guard case .parcels(let layerPath, let layerName) = request.land else {
      var file = try CSVWriter(path, header: header)
      for index in parcels.indices { try file.row(resultValues(index).map(\.text)) }
      try file.finish()
      return
    }
    do {
      let layer = try VectorDataset(layerPath, layer: layerName, text: layerText)
      let added = AddedColumns(self, layer.fields)
      let inputs = inputFields(layer, besides: added)
      var file = try CSVWriter(
        path, header: header + (inputs.map(\.field) + added.fields).map(\.name))
      try layer.forEachFeature([.values]) { index, feature in
        let values = Self.values(of: feature, inputs) + added.values(index, feature)
        try file.row((resultValues(index) + values).map(\.text))
      }
      try file.finish()
    } catch {
      throw Self.wrap(error)
    }
  }

  /// parcels.gpkg: the same with the polygons, styled for QGIS.
  func writeLayer(_ path: String, language: Language) throws(WorkflowError) {
    guard case .parcels(let layerPath, let layerName) = request.land, let layerReference else {
      return
    }
    do {
      let layer = try VectorDataset(layerPath, layer: layerName, text: layerText)
      let added = AddedColumns(self, layer.fields)
      let inputs = inputFields(layer, besides: added)
      let writer = try GeoPackageWriter(
        path, layer: "parcels", reference: layerReference,
        fields: resultColumns + inputs.map(\.field) + added.fields, title: "parcels")
      let wanted: VectorDataset.Wanted =
        request.geometry.repairs ? [.values, .wkb, .repair] : [.values, .wkb]
      try layer.forEachFeature(wanted) { index, feature in
        try writer.add(
          resultValues(index) + Self.values(of: feature, inputs) + added.values(index, feature),
          wkb: feature.wkb)
      }
      let densities = estimates.compactMap { $0?.perHa.co2eT }.filter { $0.isFinite }
      try writer.addStyles(
        ParcelStyle.both(
          densities: densities,
          fields: ResultFields.titled(resultColumns + inputs.map(\.field) + added.fields),
          first: language), layer: "parcels")
      try writer.finish()
    } catch {
      throw Self.wrap(error)
    }
  }

  private static func values(
    of feature: Feature, _ inputs: [(place: Int, field: FieldDefinition, isMasked: Bool)]
  ) -> [FieldValue] {
    inputs.map { input in
      let value = feature.values[input.place]
      return input.isMasked && value != .null && !value.text.isEmpty
        ? .text(PersonalFields.mask) : value
    }
  }

  private static func wrap(_ error: any Error) -> WorkflowError {
    switch error {
    case let error as WorkflowError: error
    case let error as GeoError: WorkflowError(error)
    default: .surroundings(path: "parcels", detail: "\(error)")
    }
  }

  /// One line of strata.csv.
  struct StratumLine {
    let name: String
    let treatment: StratumTreatment
    let areaHa: Double
    /// `nil` for land that is left out, or whose mean is not known.
    let stock: StratumStock?
    let estimate: LandEstimate?
    let reason: String

    /// Half-width of the interval of the mean, t CO2e per ha.
    var halfWidthTPerHa: Double { estimate.map { $0.halfWidthT / $0.areaHa } ?? .nan }
  }

  /// The strata in reading order, as strata.csv has them.
  var strataLines: [StratumLine] {
    let accounted = Dictionary(
      uniqueKeysWithValues: Workflow.totalPieces(land).map { ($0.stratum, $0.areaHa) })
    return plan.names.indices.map { place in
      let area = accounted[place] ?? stratumHa[place]
      let estimate = estimator.estimate([(place, area)])
      return StratumLine(
        name: plan.names[place], treatment: plan.treatments[place],
        areaHa: estimate == nil ? stratumHa[place] : area,
        stock: estimate == nil ? nil : estimator.strata[place], estimate: estimate,
        reason: (plan.reasons[plan.names[place]] ?? []).joined(separator: "; "))
    }
  }

  /// One line of classes.csv: the land of one class of the map, parcels with an error left aside.
  struct ClassLine {
    let name: String
    let stratum: String
    /// As the strata table says; a merged class takes the way of the stratum it joins.
    let treatment: StratumTreatment
    let isExcluded: Bool
    let areaHa: Double
    let parcels: Int
    let reason: String
  }

  /// The classes in reading order, as classes.csv has them.
  var classLines: [ClassLine] {
    var hectares: [String: ExactSum] = [:]
    var count: [String: Int] = [:]
    for (parcel, areas) in zip(parcels, land) where areas != nil {
      for piece in parcel.classes {
        hectares[piece.name, default: ExactSum()].add(piece.areaHa)
        count[piece.name, default: 0] += 1
      }
    }
    return hectares.keys.sorted(by: StratumAreas.inReadingOrder).compactMap { name in
      guard let rule = plan.rule(for: name), let sum = hectares[name] else { return nil }
      return ClassLine(
        name: name, stratum: rule.stratum,
        treatment: plan.mergedClasses.contains(name) ? .merged : rule.treatment,
        isExcluded: rule.treatment == .excluded, areaHa: sum.value,
        parcels: count[name, default: 0], reason: rule.reason)
    }
  }

  /// classes.csv: hectares by class of the map or layer, with the stratum each counts as.
  func writeClasses(_ path: String) throws(WorkflowError) {
    var file = try CSVWriter(
      path,
      header: [
        "class", "name_en", "name_vi", "stratum", "treatment", "area_ha", "n_parcels", "reason",
      ])
    for line in classLines {
      let type = forestType(of: line.name)
      try file.row([
        line.name, type?.name.english ?? "", type?.name.vietnamese ?? "", line.stratum,
        line.treatment.rawValue, line.areaHa.csvText, "\(line.parcels)", line.reason,
      ])
    }
    try file.finish()
  }

  /// strata.csv of the contract, in reading order.
  func writeStrata(_ path: String) throws(WorkflowError) {
    var file = try CSVWriter(
      path,
      header: [
        "stratum", "area_ha", "n_plots", "agb_mg_ha", "agb_sd_mg_ha", "agb_se_mg_ha", "co2e_t_ha",
        "co2e_t", "co2e_low_t", "co2e_high_t", "df", "confidence", "treatment", "bgb_mg_ha",
        "carbon_mg_ha", "co2e_sd_t_ha", "co2e_se_t_ha", "co2e_low_t_ha", "co2e_high_t_ha", "reason",
        "n_units", "map_agb_mg_ha",
      ] + furtherPools.map(Inventory.carbonColumn))
    for line in strataLines {
      guard let stock = line.stock, let estimate = line.estimate else {
        try file.row(
          [line.name, line.areaHa.csvText] + Array(repeating: "", count: 10)
            + [line.treatment.rawValue] + Array(repeating: "", count: 6) + [line.reason, "", ""]
            + furtherPools.map { _ in "" })
        continue
      }
      let t = estimate.co2eT
      let df = estimate.degreesOfFreedom
      try file.row(
        [
          line.name, line.areaHa.csvText, "\(stock.plotCount)", stock.mean.agbMg.csvText,
          stock.agbSDMg.csvText,
          stock.agbSEMg.csvText, stock.mean.co2eT.csvText, t.csvText,
          (t - estimate.halfWidthT).csvText, (t + estimate.halfWidthT).csvText,
          df.isInfinite ? "" : df.csvText, estimator.confidence.csvText,
          line.treatment.rawValue, stock.mean.bgbMg.csvText, stock.mean.carbonMg.csvText,
          stock.co2eSDT.csvText, estimate.co2eSET.csvText,
          (stock.mean.co2eT - line.halfWidthTPerHa).csvText,
          (stock.mean.co2eT + line.halfWidthTPerHa).csvText, line.reason,
          "\(stock.unitCount)", (stock.map?.agb?.mapMean ?? .nan).csvText,
        ] + furtherPools.map { stock.mean.carbonByPool[$0].csvText })
    }
    try file.finish()
  }
}

extension Workflow {
  /// summary.json: totals with their uncertainty; no paths and no clock, so equal runs are equal
  /// bytes.
  static func summary(of result: EstimateResult, _ record: RunRecord) -> JSONValue {
    let total = result.total
    let half = total?.halfWidthT ?? .nan
    let t = total?.co2eT ?? .nan
    let df = total?.degreesOfFreedom ?? .nan
    var factorVariance = 0.0
    for (place, area) in totalPieces(result.land) {
      guard let stock = result.estimator.strata[place], stock.source == .table else { continue }
      factorVariance += area * area * stock.co2eVariance
    }
    // Without a variance there are no shares of it.
    let variance = total.map { $0.co2eTotalSET * $0.co2eTotalSET } ?? .nan
    let factorShare = variance > 0 ? factorVariance / variance : .nan
    return .object([
      "area_ha": .number(result.hectares { result.parcels[$0].areaHa }),
      "accounted_ha": .number(total?.areaHa ?? 0),
      "consent_refused_ha": .number(result.refusedHa),
      "excluded_ha": .number(result.excludedHa), "unmapped_ha": .number(result.unmappedHa),
      "rejected_ha": .number(result.rejectedHa),
      "counted_twice_ha": result.topology.map { .number($0.countedTwiceHa) } ?? .null,
      "parcels": .object([
        "read": .integer(result.parcels.count), "accounted": .integer(result.accountedCount),
        "rejected": .integer(result.rejectedCount),
        "refused": .integer(result.parcels.count { $0.isRefused }),
      ]),
      // What was left out stands beside the total also for those who read this file alone.
      "rows": .object(
        Dictionary(
          record.rows.map { account in
            (
              account.table,
              .object([
                "read": .integer(account.read), "used": .integer(account.used),
                "rejected": .integer(account.rejected),
              ])
            )
          }, uniquingKeysWith: { first, _ in first })),
      "inventory": .object(
        Dictionary(
          uniqueKeysWithValues: result.inventory.facts(result.plotsUsed).map {
            name, value, _, unit in
            (name, unit == "1" ? .integer(Int(value)) : .number(value))
          })),
      "total": .object([
        "agb_mg_ha": .number(total?.perHa.agbMg ?? .nan),
        "agb_se_mg_ha": .number(total?.agbSEMg ?? .nan),
        "bgb_mg_ha": .number(total?.perHa.bgbMg ?? .nan),
        "carbon_mg_ha": .number(total?.perHa.carbonMg ?? .nan),
        "co2e_t_ha": .number(total?.perHa.co2eT ?? .nan), "co2e_t": .number(t),
        "co2e_se_t": .number(total?.co2eTotalSET ?? .nan),
        "co2e_low_t": .number(t - half), "co2e_high_t": .number(t + half),
        "half_width_t": .number(half), "half_width_percent": .number(100 * half / t),
        "confidence": .number(result.estimator.confidence),
        "df": .number(df), "degrees_of_freedom_rule": .string(result.estimator.rule.rawValue),
        "interval_kind": result.intervalKind.map(JSONValue.string) ?? .null,
      ]),
      "design": result.designJSON,
      "error_sources": .array([
        .object([
          "source": .string("sampling between plots"), "variance_share": .number(1 - factorShare),
        ]),
        .object([
          "source": .string("stock factors"), "variance_share": .number(factorShare),
        ]),
      ]),
      "error_sources_not_included": .array(
        ([
          "allometric equation", "height model", "wood density", "tree measurement",
          "root:shoot ratio", "carbon fraction", "stratum map", "area",
        ] + PoolLine.errorsNotIncluded(result.request.inventory.pools)).map(JSONValue.string)),
      "pools": .array(
        result.request.inventory.pools.pools.map(\.rawValue).sorted().map(JSONValue.string)),
      "pools_total": .object(
        Dictionary(
          uniqueKeysWithValues: result.poolLines.filter { $0.stratum == nil }.map {
            ($0.name, $0.json)
          })),
      "root_shoot": .string(result.request.inventory.pools.rootShoot.id),
      "carbon_fraction": .number(result.request.inventory.pools.carbonFraction),
      "constants": .array(record.constants.map { RunRecord.json($0) }),
      "status": .string("estimate; not verified, not an issued credit"),
    ])
  }
}
