import ForestModel

/// Whether two runs computed alike, by their records.
struct MethodComparison {
  let before: SurveyFolder
  let after: SurveyFolder
  let design: String

  /// Settings that say which data were read, or that enter no figure compared here.
  private static let data: Set<String> = [
    "trees", "plots", "heights", "parcels", "parcels_layer", "areas", "strata", "stock_table",
    "stratum_field", "stratum_raster", "stratum_band", "parcel_id", "parcels_crs", "plots_crs",
    "raster_crs", "columns", "header_rows", "keep_personal", "confidence", "degrees_of_freedom",
    "repair", "overlap_min_m2",
    "census", "biomass_raster", "biomass_sd_raster", "first_phase", "dead_wood", "litter", "soil",
  ]
  /// Settings that choose areas and estimators: two independent totals must share them, per-plot
  /// differences take those of the first run.
  private static let land: Set<String> = [
    "area", "design", "map_error_range_m", "map_estimator", "map_residuals", "finite_population",
  ]
  /// Settings that may follow the data: a change of them is said, not refused.
  private static let soft: Set<String> = [
    "height_model", "height_by", "height_weights", "wood_density", "wood_density_default",
    "wood_density_levels", "wood_density_tables", "wood_density_region", "names", "synonyms",
  ]
  /// Files of data, by their role in run.json; others hold methods and must have the same bytes.
  private static let dataRoles: Set<String> = [
    "trees", "plots", "heights", "parcels", "areas", "strata", "stock-table", "stratum-raster",
    "biomass-raster", "biomass-sd-raster", "first-phase", "dead-wood", "litter", "soil",
  ]
  /// Files of methods that change which trees are measured and which equation a tree gets.
  private static let hardRoles: Set<String> = ["equations", "equation-rules", "nests"]

  /// Adds a finding for every difference: errors for what makes two runs incomparable.
  func report(_ log: inout FindingLog) {
    func add(_ isSoft: Bool, _ name: String, _ first: String, _ second: String) {
      log.add(
        isSoft ? .methodsNearlyDiffer : .methodsDiffer, at: after.location(RunRecord.fileName),
        ["name": name, "first": first, "second": second])
    }
    let (first, second) = (before.run, after.run)
    let isSameVerb = first.verb == second.verb
    let keys = Set(first.parameters.keys).union(second.parameters.keys).subtracting(Self.data)
    for key in keys.sorted() {
      if Self.land.contains(key), design != "independent" { continue }
      let (one, two) = (first.parameters[key], second.parameters[key])
      if one == two || (!isSameVerb && (one == nil || two == nil)) { continue }
      // Two paths are compared by what the files hold, below.
      if Self.isFile(one, first), Self.isFile(two, second) { continue }
      add(Self.soft.contains(key), key, Self.text(one), Self.text(two))
    }
    func hashes(_ run: SurveyFolder.Run) -> [String: [String]] {
      Dictionary(
        grouping: run.inputs.filter { !Self.dataRoles.contains($0.role) }, by: \.role
      ).mapValues { $0.map(\.sha256).sorted() }
    }
    let (one, two) = (hashes(first), hashes(second))
    for role in Set(one.keys).intersection(two.keys).sorted() where one[role] != two[role] {
      func shown(_ list: [String]?) -> String {
        "SHA-256 " + (list ?? []).map { $0.prefix(12) + "…" }.joined(separator: " ")
      }
      add(!Self.hardRoles.contains(role), role, shown(one[role]), shown(two[role]))
    }
    if first.tool.version != second.tool.version {
      add(true, "forestcarbon", first.tool.version, second.tool.version)
    }
    if before.modelledHeights > 0, after.modelledHeights > 0 {
      log.add(
        .heightsModelledTwice, at: after.location("trees.csv", column: "height_source"),
        ["first": "\(before.modelledHeights)", "second": "\(after.modelledHeights)"])
    }
  }

  private static func isFile(_ value: JSONValue?, _ run: SurveyFolder.Run) -> Bool {
    guard case .string(let path) = value else { return false }
    return run.inputs.contains { $0.path == path || $0.path == TablePath(path).path }
  }

  private static func text(_ value: JSONValue?) -> String {
    switch value {
    case nil, .null: "–"
    case .bool(let value): "\(value)"
    case .integer(let value): "\(value)"
    case .number(let value): value.csvText
    case .string(let value): value
    case .array(let values): values.map(text).joined(separator: "+")
    case .object(let values):
      values.isEmpty
        ? "–" : values.keys.sorted().map { $0 + "=" + text(values[$0]) }.joined(separator: " ")
    }
  }
}
