import CarbonStock
import ForestGeo
public import ForestModel

/// What `estimate` found, for the terminal and for `--json`.
public struct EstimateSummary: Sendable {
  /// Tonnes CO2e of the land accounted for; `nan` without any.
  public let co2eT: Double
  /// Lower limit of the interval of the total, t CO2e.
  public let lowT: Double
  /// Upper limit of the interval of the total, t CO2e.
  public let highT: Double
  /// Mean per hectare, t CO2e.
  public let co2eTPerHa: Double
  /// Half-width of the interval as a share of the total.
  public let relativeHalfWidth: Double
  /// Confidence level.
  public let confidence: Double
  /// Hectares the total stands for.
  public let accountedHa: Double
  /// Hectares left out by the strata table.
  public let excludedHa: Double
  /// Hectares for which the map says nothing.
  public let unmappedHa: Double
  /// Hectares of parcels left out because of an error.
  public let rejectedHa: Double
  /// Hectares by which overlapping parcels add up to more than their land.
  public let countedTwiceHa: Double
  /// What the interval holds: `sampling`, `factor`, or nothing without an interval.
  public let intervalKind: String?
  /// The same in words.
  public let intervalContent: Phrase?
  /// Parcels read, those that the total stands for, and those rejected.
  public let parcels: (read: Int, accounted: Int, rejected: Int)
  /// Where a figure came from in words: the root:shoot rule and the pools.
  public let rootShoot: String
  /// Row accounts of all tables.
  public let accounts: [RowAccount]
  /// Findings of the run.
  public let log: FindingLog
  /// Where the results are.
  public let folder: String
  /// Whether a layer was written.
  public let hasLayer: Bool
  /// summary.json.
  public let json: JSONValue
}

/// Everything `estimate` knows before it writes.
struct EstimateResult {
  var request: EstimateRequest
  var inventory: InventoryResult
  /// The trees one by one, where they were asked for.
  var trees: Inventory?
  var plan: StrataPlan
  var estimator: StratifiedEstimator
  var parcels: [Parcel]
  /// Hectares by stratum; `nil` for rejected parcels.
  var land: [StratumAreas?]
  var estimates: [LandEstimate?]
  var stratumHa: [Double]
  var total: LandEstimate?
  /// Stratum of every plot as printed.
  var plotStratum: [String]
  /// Stratum whose mean a plot enters, by its place in the plan; `nil` for plots set aside.
  var plotPlaces: [Int?]
  var layerReference: CoordinateReference?
  /// How the parcels lie to each other; `nil` without polygons.
  var topology: LandTopology?
  /// How the text of the layer is read.
  var layerText: TextPlan
  /// Field of the layer that names the class; `nil` when a raster or a table does.
  var classField: String?
  /// Published name of that field in the forest-status data, where it names the type.
  var classRole: String?
  /// Communes of today, where a crosswalk was given.
  var communes: CommuneAssignment?
}

extension EstimateResult {
  /// The legal type that a class means. Only the fields `ldlr` and `maldlr` of a forest-status layer are
  /// known to hold such types: the 7 of another map is something else.
  func forestType(of name: String) -> ForestType? {
    switch classRole {
    case "ldlr": ForestType(written: name)
    case "maldlr": ForestType(number: name)
    default: nil
    }
  }

  /// A class as people know it: its letters, with the number behind them where a number was written.
  func shown(_ name: String) -> String {
    guard let type = forestType(of: name), type.letters != name.uppercased() else { return name }
    return "\(type.letters) (\(name))"
  }

  /// One note when lower limits lie below zero: they are printed as computed, not cut off.
  func reportLowLimits(_ log: inout FindingLog, file: String) {
    let low = estimates.compactMap { $0 }.filter { $0.co2eT - $0.halfWidthT < 0 }.count
    if low > 0 {
      log.add(.lowBelowZero, at: FindingLocation(file: file), ["count": "\(low)"])
    }
  }

  /// Hectares over all parcels of something, exactly summed.
  func hectares(_ value: (Int) -> Double) -> Double {
    ExactSum(parcels.indices.map(value).filter { $0.isFinite }).value
  }

  var rejectedHa: Double { hectares { land[$0] == nil ? parcels[$0].areaHa : 0 } }
  var excludedHa: Double { hectares { land[$0]?.excludedHa ?? 0 } }
  var refusedHa: Double { hectares { parcels[$0].isRefused ? parcels[$0].areaHa : 0 } }
  var unmappedHa: Double { hectares { land[$0]?.unmappedHa ?? 0 } }
  /// What the interval of the total holds: `sampling` error where plots enter, only that of `factor`s
  /// where none do; `nil` without an interval.
  var intervalKind: String? {
    guard let total, !total.halfWidthT.isNaN else { return nil }
    return total.degreesOfFreedom.isInfinite ? "factor" : "sampling"
  }
  /// What the interval of the total holds, in words; `nil` without an interval.
  var intervalContent: Phrase? {
    guard let kind = intervalKind else { return nil }
    if kind == "factor" {
      return Phrase("error of the stock factors only", vi: "chỉ gồm sai số của hệ số trữ lượng")
    }
    return hasFactors
      ? Phrase(
        "error of sampling and of the stock factors only",
        vi: "chỉ gồm sai số lấy mẫu và sai số của hệ số trữ lượng")
      : Phrase("sampling error only", vi: "chỉ gồm sai số lấy mẫu")
  }
  /// How many times the variance would be larger if the same plots were one simple random sample of
  /// all the land; `nan` where factors enter, or without any variance.
  var relativeEfficiency: Double {
    guard let total, total.co2eSET > 0, !hasFactors else { return .nan }
    let plots = MeanEstimate(simple: plotsUsed.map { inventory.stocks[$0].perHa.co2eT })
    return plots.variance / (total.co2eSET * total.co2eSET)
  }
  /// How many times the variance is larger than that of as many independent plots in the same strata;
  /// `nan` without clusters.
  var designEffect: Double {
    guard request.design == .cluster, let total, !hasFactors else { return .nan }
    let independent = ExactSum(
      Workflow.totalPieces(land).map { piece in
        let share = piece.areaHa / total.areaHa
        return share * share
          * (estimator.strata[piece.stratum]?.co2eVarianceAsIfIndependent ?? .nan)
      }
    ).value
    return total.co2eSET * total.co2eSET / independent
  }
  /// Whether land of the total takes a factor.
  var hasFactors: Bool {
    Workflow.totalPieces(land).contains { estimator.strata[$0.stratum]?.source == .table }
  }
  /// The design, the estimator and what they gained, for summary.json.
  var designJSON: JSONValue {
    let isMapped = request.design == .modelAssisted
    return .object([
      "name": .string(request.design.rawValue), "uses_strata": .bool(request.usesStrata),
      "estimator": .string(isMapped ? request.mapModel.rawValue : request.design.estimator),
      "map_residuals": isMapped ? .string(request.mapResiduals.name) : .null,
      "map_error_range_m": request.mapErrorRangeM.map(JSONValue.number) ?? .null,
      "finite_population_correction": .bool(request.isFinitePopulation),
      "relative_efficiency": .number(relativeEfficiency), "design_effect": .number(designEffect),
    ])
  }
  /// Parcels that the total stands for.
  var accountedCount: Int { land.filter { ($0?.accountedHa ?? 0) > 0 }.count }
  var rejectedCount: Int { land.filter { $0 == nil }.count }
}

extension EstimateSummary {
  init(
    _ result: EstimateResult, accounts: [RowAccount], log: FindingLog, folder: String,
    json: JSONValue
  ) {
    let total = result.total
    co2eT = total?.co2eT ?? .nan
    lowT = total.map { $0.co2eT - $0.halfWidthT } ?? .nan
    highT = total.map { $0.co2eT + $0.halfWidthT } ?? .nan
    co2eTPerHa = total?.perHa.co2eT ?? .nan
    relativeHalfWidth = total.map { $0.halfWidthT / $0.co2eT } ?? .nan
    confidence = result.request.confidence
    accountedHa = total?.areaHa ?? 0
    excludedHa = result.excludedHa
    unmappedHa = result.unmappedHa
    rejectedHa = result.rejectedHa
    countedTwiceHa = result.topology?.countedTwiceHa ?? 0
    intervalKind = result.intervalKind
    intervalContent = result.intervalContent
    parcels = (result.parcels.count, result.accountedCount, result.rejectedCount)
    let pools = result.request.inventory.pools
    rootShoot = pools.pools.contains(.bgb) ? pools.rootShoot.id : "-"
    self.accounts = accounts
    self.log = log
    self.folder = folder
    if case .parcels = result.request.land { hasLayer = true } else { hasLayer = false }
    self.json = json
  }
}
