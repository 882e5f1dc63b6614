public import CarbonStock
public import ForestModel

/// What an equation gives for one set of inputs.
public struct EquationValue: Sendable {
  /// The equation.
  public let record: EquationRecord
  /// Its result in the unit of the record.
  public let value: Double
  /// Whether the inputs lie in its range; `nil` when no range is known.
  public let isInRange: Bool?
  /// Inputs that it does not take.
  public let unused: [String]

  /// The fields of the contract, and what a reader of the value should know.
  public var json: JSONValue {
    .object([
      "equation": .string(record.id), "quantity": .string(record.quantity.rawValue),
      "value": .number(value), "unit": .string(record.unit),
      "in_range": isInRange.map(JSONValue.bool) ?? .null, "confirmed": .bool(record.confirmed),
      "correction": .string(record.correction.rawValue),
      "unused": .array(unused.map(JSONValue.string)),
    ])
  }
}

/// What `allometry validate` found.
public struct ValidationSummary: Sendable {
  /// One per equation, in the order asked for.
  public let validations: [EquationValidation]
  /// What became of the rows.
  public let account: RowAccount
  /// Findings of the run.
  public let log: FindingLog

  /// Everything, as printed with `--json`.
  public var json: JSONValue {
    func fit(_ fit: EquationFit) -> [String: JSONValue] {
      [
        "n": .integer(fit.count), "bias_percent": .number(100 * fit.bias),
        "rmse_kg": .number(fit.rmseKg), "rms_ln_ratio": .number(fit.rmsLn),
        "mean_relative_error_percent": .number(100 * fit.meanRelativeError),
      ]
    }
    return .array(
      validations.map { validation in
        var fields = fit(validation.all)
        fields["equation"] = .string(validation.model.id)
        fields["confirmed"] = .bool(validation.model.confirmed)
        fields["outside_range"] = .integer(validation.outsideRange)
        fields["left_out"] = .object(validation.leftOut.mapValues(JSONValue.integer))
        fields["by_diameter"] = .array(
          validation.byDiameter.map { group in
            var fields = fit(group.fit)
            fields["d_from_cm"] = .number(group.lowCm)
            fields["d_below_cm"] = .number(group.highCm)
            return .object(fields)
          })
        fields["by_site"] = .array(
          validation.bySite.map { group in
            var fields = fit(group.fit)
            fields["site"] = .string(group.site)
            return .object(fields)
          })
        return .object(fields)
      })
  }
}

extension Workflow {
  /// The built-in equations and those of the user's file, if there is one.
  ///
  /// - Throws: the findings when the file has errors.
  public static func registry(
    equations: String?, language: Language
  ) throws(WorkflowError) -> EquationRegistry {
    guard let equations else { return .builtIn }
    var request = InventoryRequest(trees: "")
    request.equations = equations
    var reader = InventoryReader(request, language: language)
    let registry = try reader.readEquations()
    if reader.log.hasErrors { throw .findings(reader.log) }
    return registry
  }

  /// Holds equations against weighed trees; writes nothing.
  ///
  /// - Parameter names: equations; those that give no tree's biomass are findings.
  public static func validate(
    _ names: [String], _ request: InventoryRequest, context: RunContext
  ) throws(WorkflowError) -> ValidationSummary {
    let registry = try registry(equations: request.equations, language: context.language)
    var reader = InventoryReader(request, language: context.language)
    var models: [AllometricModel] = []
    for name in names {
      let record = try equation(name, in: registry)
      if let obstacle = record.obstacle {
        reader.log.add(
          .equationNotForTrees, at: FindingLocation(file: "--equation"),
          ["equation": record.id, "reason": obstacle.text(context.language)])
      } else if let model = record.model, !models.contains(model) {
        models.append(model)
      }
    }
    if let needy = models.first(where: \.needsStress), request.constants["E"] == nil {
      throw .usage(
        Phrase("{id} also needs --set E=VALUE", vi: "{id} còn cần --set E=GIÁ_TRỊ"),
        ["id": needy.id])
    }
    let (trees, sites) = try reader.readWeighedTrees()
    try context.stopIfNeeded(reader.log)
    let validations = models.map {
      EquationValidation($0, trees: trees, sites: sites, stress: request.constants["E"])
    }
    for validation in validations where validation.all.count == 0 {
      let reasons = validation.leftOut.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
      reader.log.add(
        .equationWithoutTrees, at: FindingLocation(file: fileName(request.trees)),
        ["equation": validation.model.id, "reasons": reasons.joined(separator: "; ")])
    }
    if validations.allSatisfy({ $0.all.count == 0 }) { throw .findings(reader.log) }
    return ValidationSummary(
      validations: validations, account: reader.accounts["trees"] ?? RowAccount(table: "trees"),
      log: reader.log)
  }

  /// The record of an equation.
  ///
  /// - Throws: a wrong command line, with the nearest names, when there is none of that name.
  public static func equation(
    _ id: String, in registry: EquationRegistry
  ) throws(WorkflowError) -> EquationRecord {
    if let record = registry[id] { return record }
    let near = registry.nearest(to: id)
    throw .usage(
      Phrase(
        "no equation is named {id}; nearest: {near}. forestcarbon allometry list names them all",
        vi:
          "không có phương trình {id}; gần nhất: {near}. forestcarbon allometry list liệt kê tất cả"
      ),
      ["id": id, "near": near.isEmpty ? "–" : near.joined(separator: ", ")])
  }

  /// Evaluates one equation for one set of inputs, by the name of its variables.
  ///
  /// - Throws: a wrong command line when an input is missing; a finding when the result is no number
  ///   of 0 or more.
  public static func evaluate(
    _ record: EquationRecord, _ inputs: [String: Double]
  ) throws(WorkflowError) -> EquationValue {
    let names = record.program.variables
    let missing = names.filter { inputs[$0] == nil }
    guard missing.isEmpty else {
      throw .usage(
        Phrase(
          "{id} also needs {missing}", vi: "{id} còn cần {missing}"),
        ["id": record.id, "missing": missing.map(option).joined(separator: ", ")])
    }
    let value = record.value(inputs)
    guard value.isFinite, value >= 0 else {
      var log = FindingLog()
      log.add(
        .equationResultImpossible, at: FindingLocation(file: record.id),
        [
          "equation": record.id, "value": value.isNaN ? "nan" : value.findingText,
          "unit": record.unit,
        ])
      throw .findings(log)
    }
    return EquationValue(
      record: record, value: value, isInRange: record.isInRange(inputs),
      unused: inputs.keys.filter { !names.contains($0) }.sorted())
  }

  /// How a variable is typed, with its unit.
  private static func option(_ name: String) -> String {
    let unit = EquationVariable(rawValue: name)?.unit ?? ""
    let suffix = unit.isEmpty ? "" : " (\(unit))"
    switch EquationVariable(rawValue: name) {
    case .dbh: return "--dbh" + suffix
    case .height: return "--height" + suffix
    case .woodDensity: return "--wood-density" + suffix
    default: return "--set \(name)=VALUE" + suffix
    }
  }

  /// A record with all its fields.
  public static func json(_ record: EquationRecord) -> JSONValue {
    func number(_ value: Double?) -> JSONValue { value.map(JSONValue.number) ?? .null }
    return .object([
      "id": .string(record.id), "quantity": .string(record.quantity.rawValue),
      "unit": .string(record.unit), "expression": .string(record.expression),
      "variables": .array(
        record.program.variables.map { name in
          .object([
            "name": .string(name),
            "unit": .string(EquationVariable(rawValue: name)?.unit ?? ""),
          ])
        }),
      "growth_form": .string(record.growthForm), "forest": .string(record.forest),
      "taxa": .string(record.taxa), "region": .string(record.region), "rse": number(record.rse),
      "rse_scale": .string(record.rseScale), "fit": .string(record.fit),
      "n": record.count.map(JSONValue.integer) ?? .null, "d_min_cm": number(record.dMinCm),
      "d_max_cm": number(record.dMaxCm), "h_max_m": number(record.hMaxM),
      "correction": .string(record.correction.rawValue),
      "missing_factor": number(record.missingFactor), "citation": .string(record.citation),
      "place": .string(record.place), "doi": .string(record.doi),
      "confirmed": .bool(record.confirmed), "evidence": .string(record.evidence),
      "grade": .string(record.grade), "remark": .string(record.remark),
      "for_trees": .bool(record.obstacle == nil),
    ])
  }
}
