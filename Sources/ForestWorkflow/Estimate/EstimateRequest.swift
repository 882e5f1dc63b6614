public import CarbonStock
import ForestGeo
public import ForestModel

/// How plots were placed, as far as the estimator must know.
public enum SamplingDesign: String, Sendable, CaseIterable {
  /// One population: strata are not looked at.
  case simple
  /// Plots stand for the strata they lie in.
  case stratified
  /// The same strata, drawn after the plots had been placed.
  case postStratified = "post-stratified"
  /// Plots in clusters.
  case cluster
  /// Plots of unequal size, weighted by their area.
  case ratio
  /// Regression on a quantity that was observed on many more plots.
  case double
  /// A biomass map, corrected by the plots.
  case modelAssisted = "model-assisted"

  /// The estimator of a stratum's mean, as named in summary.json.
  var estimator: String {
    switch self {
    case .simple, .stratified, .postStratified: "mean"
    case .cluster: "ratio of cluster totals to cluster sizes"
    case .ratio: "ratio of means"
    case .double: "regression"
    case .modelAssisted: "map"
    }
  }
}

/// What `estimate` is asked for.
public struct EstimateRequest: Sendable {
  /// The field inventory.
  public var inventory: InventoryRequest
  /// Parcel layer, or the table of areas instead of polygons.
  public enum Land: Sendable, Equatable {
    /// Polygons of a layer.
    case parcels(String, layer: String?)
    /// Hectares per parcel and stratum.
    case areas(String)

    /// Polygons of a layer. The table of a database goes into the path, so that records and hashes are of the
    /// table and not of its database.
    public static func polygons(_ path: String, layer: String?) throws(WorkflowError) -> Land {
      guard PostgresSource.isNamed(by: path) else { return .parcels(path, layer: layer) }
      do throws(GeoError) {
        return .parcels(try PostgresSource(path).taking(table: layer).name, layer: nil)
      } catch {
        throw WorkflowError(error)
      }
    }
  }
  /// The land.
  public var land: Land
  /// Field with the parcel's id; `nil`: parcel_id, else the FRMS keys, else the FID.
  public var parcelID: String?
  /// Field of the layer that names the class.
  public var stratumField: String?
  /// Raster of classes.
  public var stratumRaster: String?
  /// Band of the raster, from 1.
  public var stratumBand = 1
  /// Strata table.
  public var strata: String?
  /// Stock table.
  public var stockTable: String?
  /// CRS of the parcels, where none is stored.
  public var parcelsCRS: String?
  /// CRS of the plots' coordinates.
  public var plotsCRS: String?
  /// CRS of the raster, where none is stored.
  public var rasterCRS: String?
  /// How hectares are counted.
  public var areaRule = AreaRule.geodesic
  /// Repair of polygons, and what counts as an overlap, a gap, a sliver.
  public var geometry = GeometryRules()
  /// How plots were placed.
  public var design = SamplingDesign.stratified
  /// Biomass map in Mg/ha, for the design `modelAssisted`.
  public var biomassRaster: String?
  /// The map's own standard deviation per pixel, Mg/ha.
  public var biomassSDRaster: String?
  /// Distance over which the errors of the map are correlated, m.
  public var mapErrorRangeM: Double?
  /// How plots correct the map.
  public var mapModel = MapModel.difference
  /// How residuals around the corrected map are taken.
  public var mapResiduals = ResidualRule.fitted
  /// Table of the first phase, for the design `double`.
  public var firstPhase: String?
  /// Whether variances take the finite population correction.
  public var isFinitePopulation = false
  /// Confidence level of all intervals.
  public var confidence = 0.90
  /// Rule for the degrees of freedom.
  public var degreesOfFreedom = DegreesOfFreedomRule.satterthwaite
  /// Whether names of owners and other personal data stay in the outputs.
  public var keepsPersonalData = false
  /// Sheet with the consent of those who live on or use the land; land of those who refused is left out.
  public var consent: String?
  /// Field of the layer that names the unit of consent; `nil`: the sheet lists parcels.
  public var consentField: String?
  /// Which circular the classes of a forest-status layer follow.
  public var classEdition = ClassEdition.circular33of2018
  /// Share of a polygon's area by which a recorded area may differ.
  public var areaTolerance = 0.1
  /// Table of former communes and those of today.
  public var crosswalk: String?
  /// Whether codes of a forest-status layer get columns with their names.
  public var decodes = false
  /// What is known of the project, for the words of documents; it enters no figure.
  public var project = ProjectFacts()

  /// A request with default settings.
  public init(inventory: InventoryRequest, land: Land) {
    self.inventory = inventory
    self.land = land
  }

  /// Whether land and plots are taken apart into strata: always by `stratified` and
  /// `post-stratified`, never by `simple`, by the other designs where strata are named.
  var usesStrata: Bool {
    switch design {
    case .simple: return false
    case .stratified, .postStratified: return true
    case .cluster, .ratio, .double, .modelAssisted:
      if case .areas = land { return true }
      return stratumField != nil || stratumRaster != nil || strata != nil
    }
  }

  /// The land of the provinces that the project names, degrees; `nil` where it names none that is known.
  var province: CoordinateBox? {
    let names = project.fields["project.province"] ?? [:]
    return Language.allCases.lazy.compactMap { names[$0].flatMap(LayerPlace.land(ofProvinces:)) }
      .first
  }

  var parameters: [String: JSONValue] {
    var all = inventory.parameters
    switch land {
    case .parcels(let path, let layer):
      all["parcels"] = .string(path)
      all["parcels_layer"] = layer.map(JSONValue.string) ?? .null
    case .areas(let path): all["areas"] = .string(path)
    }
    all["parcel_id"] = parcelID.map(JSONValue.string) ?? .null
    all["stratum_field"] = stratumField.map(JSONValue.string) ?? .null
    all["stratum_raster"] = stratumRaster.map(JSONValue.string) ?? .null
    all["strata"] = strata.map(JSONValue.string) ?? .null
    all["stock_table"] = stockTable.map(JSONValue.string) ?? .null
    all["stratum_band"] = .integer(stratumBand)
    all["parcels_crs"] = parcelsCRS.map(JSONValue.string) ?? .null
    all["plots_crs"] = plotsCRS.map(JSONValue.string) ?? .null
    all["raster_crs"] = rasterCRS.map(JSONValue.string) ?? .null
    all["area"] = .string(areaRule.name)
    all["repair"] = .bool(geometry.repairs)
    all["overlap_min_m2"] = .number(geometry.overlapMinM2)
    all["design"] = .string(design.rawValue)
    all["biomass_raster"] = biomassRaster.map(JSONValue.string) ?? .null
    all["biomass_sd_raster"] = biomassSDRaster.map(JSONValue.string) ?? .null
    all["map_error_range_m"] = mapErrorRangeM.map(JSONValue.number) ?? .null
    all["map_estimator"] = .string(mapModel.rawValue)
    all["map_residuals"] = .string(mapResiduals.name)
    all["consent"] = consent.map(JSONValue.string) ?? .null
    all["consent_field"] = consentField.map(JSONValue.string) ?? .null
    all["first_phase"] = firstPhase.map(JSONValue.string) ?? .null
    all["finite_population"] = .bool(isFinitePopulation)
    all["confidence"] = .number(confidence)
    all["degrees_of_freedom"] = .string(degreesOfFreedom.rawValue)
    all["class_edition"] = .string(classEdition.rawValue)
    all["area_tolerance"] = .number(areaTolerance)
    all["crosswalk"] = crosswalk.map(JSONValue.string) ?? .null
    all["decode"] = .bool(decodes)
    all["keep_personal"] = .bool(keepsPersonalData)
    return all
  }
}
