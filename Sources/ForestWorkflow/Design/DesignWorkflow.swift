public import CarbonStock
import ForestGeo
public import ForestModel

/// What `design` is asked for.
public struct DesignRequest: Sendable {
  /// Table of the strata: area, mean, standard deviation, cost.
  public var strata: String
  /// How tables are read.
  public var tables = TableOptions()
  /// Half-width as a share of the mean.
  public var precision: Double
  /// Confidence level.
  public var confidence: Double
  /// How plots are dealt out to strata.
  public var allocation = PlotAllocation.neyman
  /// Area of a plot, ha; without it the land has room for any number.
  public var plotAreaHa: Double?
  /// Polygons in which locations are drawn.
  public var parcels: String?
  /// Layer of the file.
  public var layer: String?
  /// CRS of the parcels, where none is stored.
  public var parcelsCRS: String?
  /// Field with the parcel's id.
  public var parcelID: String?
  /// Field of the layer that names the class; `nil`: stratum, else ldlr.
  public var stratumField: String?
  /// Strata table of `estimate`: which class counts as which stratum.
  public var classes: String?
  /// How locations are chosen.
  public var placement = PlacementRule.random

  /// A request with default settings.
  public init(strata: String, precision: Double, confidence: Double) {
    self.strata = strata
    self.precision = precision
    self.confidence = confidence
  }

  var parameters: [String: JSONValue] {
    [
      "strata": .string(strata), "precision": .number(precision),
      "confidence": .number(confidence), "allocation": .string(allocation.rawValue),
      "plot_area_ha": plotAreaHa.map(JSONValue.number) ?? .null,
      "parcels": parcels.map(JSONValue.string) ?? .null,
      "layer": layer.map(JSONValue.string) ?? .null,
      "parcels_crs": parcelsCRS.map(JSONValue.string) ?? .null,
      "parcel_id": parcelID.map(JSONValue.string) ?? .null,
      "stratum_field": stratumField.map(JSONValue.string) ?? .null,
      "classes": classes.map(JSONValue.string) ?? .null, "place": .string(placement.rawValue),
    ]
  }
}

/// What `design` found.
public struct DesignSummary: Sendable {
  /// The strata in the order of the table.
  public let strata: [PlannedStratum]
  /// Plots in all and per stratum.
  public let size: SampleSize
  /// Locations drawn per stratum; empty without parcels.
  public let drawn: [Int]
  /// Spacing of the grid per stratum, m; empty without a grid.
  public let spacingM: [Double]
  /// Row accounts.
  public let accounts: [RowAccount]
  /// Findings of the run.
  public let log: FindingLog
  /// Where the locations are; `nil` without.
  public let path: String?
  /// The same, as printed with `--json`.
  public let json: JSONValue
}

extension Workflow {
  /// Fewest plots of a stratum before a warning: a rule of thumb.
  static let fewestPlannedPlots = 3

  /// How many plots reach a precision, and where they are to stand: into the file `out`.
  public static func design(
    _ request: DesignRequest, out: String?, context: RunContext
  ) async throws(WorkflowError) -> DesignSummary {
    var record = RunRecord(verb: "design", context: context)
    record.parameters = request.parameters.merging(request.tables.text.parameters) { own, _ in own }
    try record.addInput("strata", tablePath(request.strata))
    var log = FindingLog()
    let style = NumberStyle(context.language)
    let (strata, account) = try planned(request, style, &log)
    record.rows = [account]
    try context.stopIfNeeded(log)
    let here = FindingLocation(file: fileName(request.strata))
    let area = ExactSum(strata.map(\.areaHa)).value
    let size = SampleSize(
      strata: strata, precision: request.precision, confidence: request.confidence,
      allocation: request.allocation,
      populationSize: request.plotAreaHa.map { area / $0 } ?? .infinity)
    guard let size else {
      log.add(
        .precisionOutOfReach, at: here,
        [
          "most": style.string(Double(SampleSize.mostPlots)),
          "precision": style.percent(request.precision),
        ])
      throw .findings(log)
    }
    for (stratum, count) in zip(strata, size.stratumPlots) where count < fewestPlannedPlots {
      log.add(
        .fewPlotsPlanned, at: here,
        [
          "stratum": stratum.name, "count": "\(count)", "least": "\(fewestPlannedPlots)",
        ])
    }
    var drawn: [Int] = []
    var spacing: [Double] = []
    if let parcels = request.parcels, let out {
      let places = try await locations(
        request, parcels, strata, size, context: context, &record, &log)
      drawn = places.map(\.locations.count)
      if request.placement == .systematic { spacing = places.map(\.spacingM) }
      context.progress.begin(Phrase("Writing results", vi: "Ghi kết quả"))
      try refuseOverwriting([out, FilePair.recordPath(of: out)], inputs: record.inputs)
      let pair = try FilePair(out)
      try write(places, to: pair.table, isLayer: out.hasSuffix(".gpkg"))
      var file = try FileRecord(role: "result", path: pair.table)
      file.path = fileName(out)
      record.runID = RunRecord.id(record, [file])
      try write(record.json(outputs: [file], log: log), to: pair.record)
      try pair.publish()
    }
    context.progress.finish()
    return DesignSummary(
      strata: strata, size: size, drawn: drawn, spacingM: spacing, accounts: record.rows, log: log,
      path: drawn.isEmpty ? nil : out,
      json: json(request, strata, size, drawn, spacing, out: drawn.isEmpty ? nil : out))
  }

  private static func json(
    _ request: DesignRequest, _ strata: [PlannedStratum], _ size: SampleSize, _ drawn: [Int],
    _ spacing: [Double], out: String?
  ) -> JSONValue {
    .object([
      "plots": .integer(size.plots), "mean": .number(size.mean),
      "half_width": .number(size.halfWidth), "precision": .number(request.precision),
      "confidence": .number(request.confidence),
      "allocation": .string(request.allocation.rawValue),
      "population_plots": request.plotAreaHa.map {
        .number(ExactSum(strata.map(\.areaHa)).value / $0)
      } ?? .null,
      "steps": .array(
        size.steps.map {
          .object([
            "df": .number($0.degreesOfFreedom), "t": .number($0.t), "plots": .number($0.exact),
          ])
        }),
      "strata": .array(
        strata.indices.map { place in
          .object([
            "stratum": .string(strata[place].name), "area_ha": .number(strata[place].areaHa),
            "mean": .number(strata[place].mean), "sd": .number(strata[place].sd),
            "cost": .number(strata[place].cost), "share": .number(size.shares[place]),
            "plots_exact": .number(size.exactPlots[place]),
            "plots": .integer(size.stratumPlots[place]),
            "drawn": drawn.isEmpty ? .null : .integer(drawn[place]),
            "spacing_m": spacing.isEmpty ? .null : .number(spacing[place]),
          ])
        }),
      "out": out.map(JSONValue.string) ?? .null,
    ])
  }

  private static func planned(
    _ request: DesignRequest, _ style: NumberStyle, _ log: inout FindingLog
  ) throws(WorkflowError) -> ([PlannedStratum], RowAccount) {
    var strata: [PlannedStratum] = []
    var rows: [String: Int] = [:]
    var leftOut = 0
    var result = try request.tables.read(request.strata, as: .design, log: &log) { cells, log in
      let name = cells.requiredText("stratum", &log)
      let area = cells.requiredNumber("area_ha", &log)
      let mean = cells.number("mean", &log)
      let sd = cells.number("sd", &log)
      let cost = cells.number("cost", &log)
      if let first = rows[name] {
        cells.fail(
          .duplicateRow, "stratum", &log,
          ["name": name, "first": "\(first)", "row": "\(cells.row.number)"])
      }
      if area <= 0 { cells.fail(.areaImpossible, "area_ha", &log, ["value": area.findingText]) }
      for (column, value, isBad, expected) in [
        ("mean", mean, mean < 0, ">= 0"), ("sd", sd, sd < 0, ">= 0"),
        ("cost", cost, cost <= 0, "> 0"),
      ] where isBad {
        cells.fail(
          .plannedValueImpossible, column, &log, ["value": value.findingText, "expected": expected])
      }
      guard cells.errorCode == nil else { return }
      rows[name] = cells.row.number
      if mean.isNaN || sd.isNaN {
        leftOut += 1
        log.add(
          .plannedStratumLeftOut, at: cells.location("sd"),
          ["stratum": name, "ha": style.string(area, decimals: 2)])
        return
      }
      strata.append(
        PlannedStratum(
          name: name, areaHa: area, mean: mean, sd: sd, cost: cost.isNaN ? 1 : cost))
    }
    result.account.used -= leftOut
    result.account.reject(FindingKind.plannedStratumLeftOut.code, count: leftOut)
    return (strata, result.account)
  }
}
