import CarbonDocuments
import CarbonStock
import ForestGeo
import ForestModel

/// What documents may say about an estimate: every number with the cell it stands in. The words are in
/// the templates of CarbonDocuments, the numbers here.
struct EstimateFacts {
  let result: EstimateResult
  var record: RunRecord
  let log: FindingLog
  /// Plots in coordinates of the layer, for the map.
  var plots: [(x: Double, y: Double)] = []
  /// Id of the run: tool version, inputs and results, no clock.
  var runID = ""
  var map: Figure?
  var project = ProjectFacts()
  /// What stands before the file names of evidence, e.g. `estimate/`; empty on the page of the estimate.
  var folder = ""

  /// Plots that a table in a document lists at most; all stand in plots.csv.
  static let mostPlots = 250
  /// Parcels that a table in a document lists at most; all stand in parcels.csv.
  static let mostParcels = 25

  func facts() -> Facts {
    var facts = Facts()
    addTotals(to: &facts)
    addInventory(to: &facts)
    addMethod(to: &facts)
    facts.tables["strata"] = strataTable
    facts.tables["heights"] = heightTable
    facts.tables["pools"] = poolTable
    facts.tables["classes"] = classTable
    facts.tables["left-out"] = leftOutTable
    facts.tables["parcels"] = parcelTable
    facts.tables["plots"] = plotTable
    facts.tables["stratum-plots"] = stratumPlotTable
    facts.tables["findings"] = findingTable
    facts.tables["rows"] = rowTable
    facts.tables["parameters"] = parameterTable
    facts.tables["inputs"] = inputTable
    facts.figures["parcel-map"] = .some(map)
    facts.figures["strata"] = .some(stratumFigure)
    facts.figures["classes"] = .some(classFigure)
    facts.lists["not-included"] = notIncluded(facts.conditions["height_model"] ?? false)
    facts.lists["citations"] = citations
    facts.lists["method"] = method(facts)
    facts.keyFigures["headline"] = headline(facts.slots)
    facts.slots["project.name"] = project.name
    return facts
  }

  // MARK: Numbers with their places

  func summary(
    _ path: String, _ value: Double, decimals: Int = 0, unit: String
  ) -> Slot {
    .datum(
      Datum(
        value, decimals: decimals, unit: unit,
        source: EvidenceSource(file: folder + "summary.json", column: path)))
  }

  func cell(
    _ file: String, _ row: Int, _ column: String, _ value: Double, decimals: Int = 0, unit: String
  ) -> Slot {
    .datum(datum(file, row, column, value, decimals: decimals, unit: unit))
  }

  private func datum(
    _ file: String, _ row: Int, _ column: String, _ value: Double, decimals: Int, unit: String
  ) -> Datum {
    Datum(
      value, decimals: decimals, unit: unit,
      source: EvidenceSource(file: folder + file, row: row + 2, column: column))
  }

  private func addTotals(to facts: inout Facts) {
    let total = result.total
    let t = total?.co2eT ?? .nan
    let half = total?.halfWidthT ?? .nan
    facts.slots["co2e_t"] = summary("total.co2e_t", t, unit: "t CO2e")
    facts.slots["co2e_low_t"] = summary("total.co2e_low_t", t - half, unit: "t CO2e")
    facts.slots["co2e_high_t"] = summary("total.co2e_high_t", t + half, unit: "t CO2e")
    facts.slots["co2e_se_t"] = summary(
      "total.co2e_se_t", total?.co2eTotalSET ?? .nan, unit: "t CO2e")
    facts.slots["half_percent"] = summary(
      "total.half_width_percent", 100 * half / t, decimals: 1, unit: "percent")
    facts.slots["co2e_t_ha"] = summary(
      "total.co2e_t_ha", total?.perHa.co2eT ?? .nan, decimals: 1, unit: "t CO2e/ha")
    facts.slots["agb_mg_ha"] = summary(
      "total.agb_mg_ha", total?.perHa.agbMg ?? .nan, decimals: 1, unit: "Mg/ha")
    facts.slots["carbon_mg_ha"] = summary(
      "total.carbon_mg_ha", total?.perHa.carbonMg ?? .nan, decimals: 1, unit: "Mg C/ha")
    facts.slots["level"] = summary("total.confidence", result.estimator.confidence, unit: "%")
    let df = total?.degreesOfFreedom ?? .nan
    facts.slots["df"] =
      df.isInfinite ? .text("∞") : summary("total.df", df, decimals: 1, unit: "1")
    facts.slots["area_ha"] = summary(
      "area_ha", result.hectares { result.parcels[$0].areaHa }, decimals: 1, unit: "ha")
    facts.slots["accounted_ha"] = summary(
      "accounted_ha", total?.areaHa ?? 0, decimals: 1, unit: "ha")
    facts.slots["excluded_ha"] = summary("excluded_ha", result.excludedHa, decimals: 1, unit: "ha")
    facts.slots["unmapped_ha"] = summary("unmapped_ha", result.unmappedHa, decimals: 1, unit: "ha")
    facts.slots["rejected_ha"] = summary("rejected_ha", result.rejectedHa, decimals: 1, unit: "ha")
    let counts = [
      ("read", result.parcels.count), ("accounted", result.accountedCount),
      ("rejected", result.rejectedCount),
    ]
    for (name, count) in counts {
      facts.slots["parcels_" + name] = summary("parcels." + name, Double(count), unit: "1")
    }
    facts.slots["interval_content"] =
      result.intervalContent.map { .passage(Passage($0)) } ?? .text("–")
    facts.slots["run_id"] = .code(runID)
    facts.slots["tool_version"] = .text(toolVersion)
    facts.conditions["interval"] = result.intervalKind != nil
    facts.conditions["rejected"] = result.rejectedCount > 0
    facts.conditions["excluded"] = result.excludedHa > 0
    facts.conditions["unmapped"] = result.unmappedHa > 0
    facts.conditions["many_parcels"] = result.accountedCount > Self.mostParcels
    facts.conditions["table_strata"] = result.plan.treatments.contains(.table)
    facts.conditions["findings"] = !log.counts.isEmpty
    facts.conditions["map"] = map != nil
  }

  private func addInventory(to facts: inout Facts) {
    let inventory = result.inventory.facts(result.plotsUsed)
    for (name, value, decimals, unit) in inventory {
      facts.slots[name] = summary("inventory." + name, value, decimals: decimals, unit: unit)
    }
    facts.slots["density_levels"] = densityLevels(facts.slots, inventory)
    let value = { (name: String) in inventory.first { $0.0 == name }?.1 ?? 0 }
    facts.conditions["height_model"] = value("heights_modelled") > 0
    facts.conditions["dead_trees"] =
      value("trees_dead") > 0 && !result.request.inventory.pools.countsDeadTrees
    facts.conditions["density_default"] = value("wood_density_default") > 0
    facts.conditions["equal_plots"] = value("plot_area_min_ha") == value("plot_area_max_ha")
    facts.conditions["given_biomass"] = result.inventory.tally.equations.contains("given")
    facts.conditions["all_given"] = result.inventory.tally.models.isEmpty
  }

  /// How many trees took their wood density from which level; levels without a tree are left out.
  private func densityLevels(
    _ slots: [String: Slot], _ inventory: [(String, Double, Int, String)]
  ) -> Slot {
    let levels: [(String, Phrase)] = [
      ("tree", Phrase("{n} as given for the tree", vi: "{n} cây theo số đo của cây")),
      ("species", Phrase("{n} by species", vi: "{n} cây tra theo loài")),
      ("genus", Phrase("{n} by genus", vi: "{n} cây tra theo chi")),
      ("family", Phrase("{n} by family", vi: "{n} cây tra theo họ")),
      (
        "plot",
        Phrase(
          "{n} by the mean of the trees of their plot",
          vi: "{n} cây dùng trung bình các cây trong ô")
      ),
      ("data_set", Phrase("{n} by the mean of all trees", vi: "{n} cây dùng trung bình mọi cây")),
      (
        "default",
        Phrase(
          "{n} of taxa that are not in the table, or without a name, by the default",
          vi: "{n} cây chưa có trong danh mục hoặc chưa định danh dùng giá trị mặc định")
      ),
    ]
    let parts = levels.compactMap { level, phrase -> Passage? in
      let name = "wood_density_" + level
      guard inventory.contains(where: { $0.0 == name && $0.1 > 0 }), let slot = slots[name] else {
        return nil
      }
      return Passage(phrase, ["n": slot])
    }
    return parts.isEmpty
      ? .passage(Passage("not needed", vi: "không cần"))
      : .passage(Passage(joining: parts, by: "; "))
  }

  private func addMethod(to facts: inout Facts) {
    let request = result.request
    let pools = request.inventory.pools
    let models = result.inventory.tally.models
    facts.slots["equations"] = .text(
      models.map { "\($0.id) (\($0.citation))" }.joined(separator: "; "))
    facts.slots["formulas"] = Self.formula(models.map(\.formula).joined(separator: "; "))
    facts.slots["root_shoot"] = .code(pools.rootShoot.id)
    facts.slots["root_shoot_source"] = .text(
      pools.rootShoot.parameters.first?.source.english ?? "")
    facts.slots["carbon_fraction"] = summary(
      "carbon_fraction", pools.carbonFraction, decimals: 3, unit: "t C / t d.m.")
    let live =
      pools.pools.contains(.bgb)
      ? Passage(
        "above-ground and below-ground biomass of live trees",
        vi: "sinh khối trên mặt đất và dưới mặt đất của cây sống")
      : Passage("above-ground biomass of live trees", vi: "sinh khối trên mặt đất của cây sống")
    let further = Inventory.furtherPools(pools)
    facts.slots["pools"] = .passage(
      Passage(joining: [live] + further.map { Passage($0.name) }, by: ", "))
    facts.conditions["below_ground"] = pools.pools.contains(.bgb)
    facts.conditions["stratified"] = request.usesStrata
    facts.conditions["satterthwaite"] = request.degreesOfFreedom == .satterthwaite
    facts.conditions["geodesic"] = request.areaRule == .geodesic && result.layerReference != nil
    if case .areas(let path) = request.land {
      facts.conditions["area_table"] = true
      facts.slots["land_file"] = .code(fileName(path))
    } else {
      facts.conditions["area_table"] = false
      facts.slots["land_file"] = .text("–")
    }
    facts.conditions["needs_height"] = models.contains(where: \.needsHeight)
    facts.conditions["needs_stress"] = models.contains(where: \.needsStress)
    facts.conditions["own_expansion"] = result.inventory.totals.trees.contains(
      where: \.hasOwnExpansion)
    facts.slots["stress"] = .text(request.inventory.constants["E"]?.csvText ?? "–")
    facts.conditions["planar"] = request.areaRule == .planar
    if case .field(let name) = request.areaRule {
      facts.slots["area_field"] = .code(name)
      facts.conditions["stated_area"] = true
    } else {
      facts.slots["area_field"] = .code("")
      facts.conditions["stated_area"] = false
    }
    facts.slots["crs"] = .text(record.references["parcels"] ?? "–")
    facts.slots["ellipsoid"] = .text(record.references["ellipsoid"] ?? "–")
    facts.slots["area_datum"] = .text(record.references["area_datum"] ?? "–")
    facts.conditions["polygons"] = record.references["parcels"] != nil
    facts.conditions["class_raster"] = request.stratumRaster != nil
    facts.slots["class_source"] =
      request.stratumRaster.map { .code(fileName($0)) }
      ?? request.stratumField.map(Slot.code) ?? .code("stratum")
    facts.slots["height_models"] = heightModelWords
    facts.conditions["height_trials"] = !(result.inventory.heights.models?.trials.isEmpty ?? true)
    facts.slots["design_words"] = .passage(Passage(joining: designPassages(facts.slots)))
    facts.conditions["unconfirmed"] = record.constants.contains { !$0.confirmed }
    facts.lists["unconfirmed"] = record.constants.filter { !$0.confirmed }.map {
      Passage(
        "{name}: {value} {unit} ({source})", vi: "{name}: {value} {unit} ({source})",
        [
          "name": .passage(Passage($0.name)), "value": .text($0.value), "unit": .text($0.unit),
          "source": .passage(Passage($0.source)),
        ])
    }
  }

  /// A formula; its numbers take the decimal mark of the language.
  static func formula(_ text: String) -> Slot {
    .passage(Passage(Phrase(text, vi: text.replacing(".", with: ","))))
  }

  // MARK: Lists

  /// Sources of error that the interval does not hold.
  func notIncluded(_ hasHeightModel: Bool) -> [Passage] {
    let model = Passage("error of the height model", vi: "sai số của mô hình chiều cao")
    return [Passage("error of the allometric equation", vi: "sai số của phương trình sinh trắc")]
      + (hasHeightModel ? [model] : []) + Self.alwaysNotIncluded + poolsNotIncluded
  }

  private static let alwaysNotIncluded = [
    Passage("wood density", vi: "khối lượng thể tích gỗ"),
    Passage("measurement of the trees", vi: "sai số đo cây"),
    Passage(
      "root:shoot ratio and carbon fraction",
      vi: "tỷ lệ R/S và tỷ lệ các-bon trong sinh khối khô"),
    Passage(
      "classes of the map and boundaries of the parcels", vi: "mã loại trên bản đồ và ranh giới lô"),
  ]

  private var citations: [Passage] {
    var texts: [String] = []
    for parameter in record.constants where parameter.source != .statedByUser {
      let text = parameter.source.english
      if parameter.source == Phrase(same: text), !texts.contains(text) { texts.append(text) }
    }
    texts += designCitations
    if result.request.areaRule == .geodesic, record.references["parcels"] != nil {
      texts.append("Karney 2013, J. Geodesy 87:43-55 (area on the ellipsoid, by PROJ)")
    }
    return texts.map { Passage(verbatim: $0) }
  }
}

extension EstimateResult {
  /// Plots that entered the mean of a stratum.
  var plotsUsed: [Int] {
    inventory.plots.id.indices.filter { plotPlaces[$0] != nil }
  }
}
