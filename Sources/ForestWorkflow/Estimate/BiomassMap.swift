import ForestGeo
import ForestModel

/// The biomass map under parcels and plots.
struct BiomassMap {
  private let request: EstimateRequest
  private let map: RasterSource
  private let reference: CoordinateReference
  private let sd: (source: RasterSource, reference: CoordinateReference)?
  private let layer: LayerSource
  private let layerReference: CoordinateReference
  private let place: LayerPlace
  var log = FindingLog()
  private(set) var operations: Set<CoordinateOperation> = []

  /// Opens the map of a model-assisted design; `nil` for other designs, or when a finding says why
  /// not.
  init?(
    _ request: EstimateRequest, layer place: LayerPlace?, log: inout FindingLog
  ) throws(WorkflowError) {
    guard request.design == .modelAssisted, let path = request.biomassRaster, let place,
      case .parcels(let layerPath, let layerName) = request.land
    else { return nil }
    self.request = request
    self.place = place
    layerReference = place.reference
    layer = LayerSource(
      path: layerPath, layer: layerName, crs: request.parcelsCRS, crsOption: "--parcels-crs",
      role: "parcels")
    map = RasterSource(path: path, band: 1, crs: request.rasterCRS)
    guard let extent = try map.place(log: &log) else { throw .findings(log) }
    place.report(apartFrom: extent, log: &log)
    if log.hasBlockingErrors { return nil }
    reference = extent.reference
    if let path = request.biomassSDRaster {
      let source = RasterSource(path: path, band: 1, crs: request.rasterCRS)
      guard let reference = try source.reference(log: &log) else { throw .findings(log) }
      sd = (source, reference)
    } else {
      sd = nil
    }
  }

  /// Reference of the map, for the record.
  var label: String { reference.label }

  /// Sets the map's mean of every parcel that takes its mean from plots. Hectares without a map value
  /// are left out of the parcel, as those without a class are.
  mutating func measure(
    _ parcels: inout [Parcel], _ plan: StrataPlan, _ context: RunContext
  ) async throws(WorkflowError) {
    let values = try await scan(map, reference, parcels.count, context)
    var deviations: [ParcelMean] = []
    if let sd { deviations = try await scan(sd.source, sd.reference, parcels.count, context) }
    let style = NumberStyle(context.language)
    let file = fileName(layer.path)
    for index in parcels.indices
    where parcels[index].problem == nil && plan.hasSampledLand(parcels[index]) {
      let here = FindingLocation(file: file, feature: parcels[index].id)
      let found = values[index]
      if let problem = found.problem {
        parcels[index].problem = Finding(problem.kind, at: here, problem.slots)
      } else if found.share > 0, let slots = Self.impossible(found, map) {
        parcels[index].problem = Finding(.mapValueImpossible, at: here, slots)
      } else if let sd, !deviations.isEmpty,
        let slots = Self.impossible(deviations[index], sd.source)
      {
        parcels[index].problem = Finding(.mapValueImpossible, at: here, slots)
      } else if !(found.share > 0) {
        parcels[index].problem = Finding(
          .parcelOutsideMap, at: here,
          ["ha": parcels[index].areaHa.findingText, "map": fileName(map.path)])
      }
      if let problem = parcels[index].problem {
        log.add(problem)
        continue
      }
      parcels[index].mapAGBMg = found.mean
      if !deviations.isEmpty { parcels[index].mapSDMg = deviations[index].mean }
      guard found.share < 1 - 1e-9 else { continue }
      let lost = (1 - found.share) * parcels[index].areaHa
      parcels[index].unmappedHa += lost
      for piece in parcels[index].classes.indices {
        parcels[index].classes[piece].areaHa *= found.share
      }
      log.add(
        .mapPartlyEmpty, at: here,
        ["ha": style.string(lost, decimals: 4), "map": fileName(map.path)])
    }
  }

  /// Above-ground biomass that no forest reaches, Mg/ha: what a map says beyond is no biomass.
  static let limitMg = 5_000.0

  /// What a finding says of values that cannot be biomass; `nil` where all can.
  private static func impossible(_ found: ParcelMean, _ raster: RasterSource) -> [String: String]? {
    guard found.low < 0 || found.high > limitMg || !(found.high - found.low).isFinite,
      !found.low.isNaN
    else { return nil }
    return [
      "map": fileName(raster.path), "low": found.low.findingText, "high": found.high.findingText,
      "limit": limitMg.findingText,
    ]
  }

  private struct ParcelMean: Sendable {
    var mean = Double.nan
    /// Least and greatest value of its cells.
    var low = Double.nan
    var high = Double.nan
    /// Share of the parcel with a value.
    var share = 0.0
    var problem: Finding?
  }

  private mutating func scan(
    _ raster: RasterSource, _ target: CoordinateReference, _ count: Int, _ context: RunContext
  ) async throws(WorkflowError) -> [ParcelMean] {
    context.progress.begin(
      Phrase("Reading the biomass map", vi: "Đọc bản đồ sinh khối"), total: count)
    let scan = LayerScan(
      source: layer, reference: layerReference, areaRule: .geodesic, wantsValues: false,
      count: count, repairs: request.geometry.repairs)
    let from = layerReference
    let file = fileName(layer.path)
    let result = try await scan.run(context: context) { () throws(GeoError) in
      try RasterSampler(raster, from: from, to: target)
    } _: { polygon, sampler, record throws(GeoError) -> ParcelMean in
      var found = ParcelMean()
      if let statistics = try sampler.statistics(&polygon, &record, file: file) {
        found.mean = statistics.mean
        found.low = statistics.min
        found.high = statistics.max
        found.share = min(1, statistics.pixels / statistics.pixelsTotal)
      }
      found.problem = polygon.problem
      return found
    }
    operations.formUnion(result.record.operations)
    return result.results
  }

  /// Value of every plot: as stated in the plots table, else the cell of the map under it; `nan` where
  /// there is none. Plots without a value are a finding.
  mutating func values(of plots: PlotTable, used: [Int]) throws(WorkflowError) -> [Double] {
    var values = plots.mapAGBMg
    let looked = used.filter { values[$0].isNaN }
    let file = fileName(request.inventory.plots ?? "")
    if !looked.isEmpty {
      let source = try PlotReference(request, plots, place).settle(looked, log: &log)
      guard let source else { return values }
      do throws(GeoError) {
        let raster = try RasterDataset(map.path, band: map.band)
        let transform = try CoordinateTransform(from: source, to: reference)
        for plot in looked {
          var x = [plots.x[plot]]
          var y = [plots.y[plot]]
          guard x[0].isFinite, y[0].isFinite, transform.apply(&x, &y) else { continue }
          if let used = transform.lastOperation() { operations.insert(used) }
          values[plot] = try raster.value(x: x[0], y: y[0]) ?? .nan
        }
      } catch {
        throw WorkflowError(error)
      }
      log.add(
        .mapTakenAsGiven, at: FindingLocation(file: fileName(map.path)),
        ["count": "\(looked.count)"])
    }
    for plot in used where !values[plot].isNaN && !(0...Self.limitMg).contains(values[plot]) {
      let isStated = !plots.mapAGBMg[plot].isNaN
      log.add(
        .mapValueImpossible,
        at: FindingLocation(
          file: file, row: plots.row[plot], column: isStated ? "map_agb_mg_ha" : "x"),
        [
          "map": isStated ? "map_agb_mg_ha" : fileName(map.path), "low": values[plot].findingText,
          "high": values[plot].findingText, "limit": Self.limitMg.findingText,
        ])
      values[plot] = .nan
    }
    for plot in used where values[plot].isNaN {
      log.add(
        .plotWithoutMapValue, at: FindingLocation(file: file, row: plots.row[plot], column: "x"),
        ["map": fileName(map.path)])
    }
    return values
  }
}

extension StrataPlan {
  /// Whether any land of a parcel takes its mean from plots.
  func hasSampledLand(_ parcel: Parcel) -> Bool {
    parcel.classes.contains { piece in
      let treatment = rule(for: piece.name)?.treatment
      return treatment == .sampled || treatment == .merged
    }
  }
}
