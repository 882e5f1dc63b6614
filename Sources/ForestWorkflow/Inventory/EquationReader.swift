import CarbonStock
import ForestGeo
import ForestModel

extension InventoryReader {
  /// The built-in equations and those of the user's file.
  mutating func readEquations() throws(WorkflowError) -> EquationRegistry {
    var registry = EquationRegistry.builtIn
    guard let path = request.equations else { return registry }
    var rows: [String: Int] = [:]
    let language = language
    try read(path, as: .equations) { cells, log in
      let record = Self.record(&cells, &log, language)
      let id = cells.text("id")
      if EquationRegistry.builtIn[id] != nil {
        cells.fail(.equationShadows, "id", &log, ["id": id])
      } else if let first = rows[id.lowercased()] {
        cells.fail(
          .duplicateRow, "id", &log,
          ["name": id, "first": "\(first)", "row": "\(cells.row.number)"])
      }
      rows[id.lowercased()] = rows[id.lowercased()] ?? cells.row.number
      guard cells.errorCode == nil, let record else { return }
      _ = registry.add(record)
    }
    equationRows = rows
    return registry
  }

  private static func record(
    _ cells: inout TableCells, _ log: inout FindingLog, _ language: Language
  ) -> EquationRecord? {
    let id = cells.requiredText("id", &log)
    if id.lowercased() == EquationSelection.automatic {
      cells.fail(.equationShadows, "id", &log, ["id": id])
    }
    let citation = cells.requiredText("citation", &log)
    let unit = cells.requiredText("result_unit", &log)
    if !unit.isEmpty, !EquationRecord.units.contains(unit) {
      cells.fail(
        .unknownWord, "result_unit", &log,
        ["value": unit, "expected": EquationRecord.units.joined(separator: ", ")])
    }
    let quantity = word(
      "pool", &cells, &log,
      [
        "": EquationQuantity.agb, "agb": .agb, "bgb": .bgb, "height": .height,
        "stem_biomass": .stemBiomass, "stem_volume": .stemVolume, "deadwood": .deadwood,
      ])
    let form = word(
      "growth_form", &cells, &log,
      Dictionary(
        uniqueKeysWithValues: (["", "tree"] + growthForms).map { ($0, $0.isEmpty ? "tree" : $0) }))
    let scale = word(
      "rse_scale", &cells, &log,
      ["": "", "ln": "ln", "log10": "log10", "kg": "kg", "m": "m", "m3": "m3"])
    let confirmed = word("verified", &cells, &log, ["": false, "yes": true, "no": false])
    let correction = word(
      "correction", &cells, &log,
      [
        "": EquationCorrection.notStated, "not-stated": .notStated, "inside": .inside,
        "in-expression": .inExpression, "not-needed": .notNeeded, "absent": .absent,
      ])
    func limit(_ column: String) -> Double? {
      let value = cells.number(column, &log)
      if value < 0 { cells.fail(.equationRange, column, &log, ["value": value.findingText]) }
      return value.isNaN ? nil : value
    }
    let (rse, low, high, count) = (
      limit("rse"), limit("d_min_cm"), limit("d_max_cm"), limit("n")
    )
    if let low, let high, low >= high {
      cells.fail(.equationRange, "d_max_cm", &log, ["value": high.findingText])
    }
    let formula = cells.requiredText("expression", &log)
    guard !formula.isEmpty, let program = compile(formula, &cells, &log, language) else {
      return nil
    }
    checkPredictors(program, &cells, &log)
    guard cells.errorCode == nil, let quantity, let form, let scale, let confirmed, let correction
    else { return nil }
    return EquationRecord(
      id: id, program: program, unit: unit, quantity: quantity, growthForm: form,
      forest: cells.text("forest_type"), taxa: cells.text("taxon"), region: cells.text("region"),
      rse: rse, rseScale: scale, count: count.map { Int(min($0, 1e9)) }, dMinCm: low,
      dMaxCm: high, correction: correction, citation: citation, place: cells.text("equation_ref"),
      doi: cells.text("doi"), confirmed: confirmed)
  }

  /// Growth forms of the contract, other than trees.
  static let growthForms = ["bamboo", "palm", "liana", "shrub", "tree_fern", "mangrove", "herb"]

  private static func word<Value>(
    _ column: String, _ cells: inout TableCells, _ log: inout FindingLog, _ words: [String: Value]
  ) -> Value? {
    let text = cells.text(column)
    if let value = words[text.lowercased()] { return value }
    cells.fail(
      .unknownWord, column, &log,
      [
        "value": text,
        "expected": words.keys.filter { !$0.isEmpty }.sorted().joined(separator: ", "),
      ])
    return nil
  }

  private static func compile(
    _ formula: String, _ cells: inout TableCells, _ log: inout FindingLog, _ language: Language
  ) -> ExpressionProgram? {
    do throws(ExpressionError) {
      let program = try ExpressionProgram(
        formula, known: EquationVariable.allCases.map(\.rawValue))
      if program.variables.isEmpty {
        cells.fail(.equationConstant, "expression", &log)
        return nil
      }
      return program
    } catch {
      cells.fail(
        .equationExpression, "expression", &log,
        ["reason": error.sentence(language)])
      return nil
    }
  }

  /// `D cm; H m; WD g/cm3`: each variable of the formula once, in the unit in which it is taken.
  private static func checkPredictors(
    _ program: ExpressionProgram, _ cells: inout TableCells, _ log: inout FindingLog
  ) {
    let text = cells.text("predictors")
    guard !text.isEmpty else { return }
    var names: Set<String> = []
    for part in text.split(whereSeparator: { $0 == ";" || $0 == "," }) {
      let words = part.split(separator: " ").map(String.init)
      guard let name = words.first else { continue }
      let unit = EquationVariable(rawValue: name)?.unit ?? ""
      // What follows the unit is a remark, such as "(culm)".
      if EquationVariable(rawValue: name) != nil, words.count > 1, words[1] != unit,
        !words[1].hasPrefix("(")
      {
        cells.fail(
          .equationUnit, "predictors", &log,
          ["name": name, "value": words[1], "unit": unit.isEmpty ? "–" : unit])
      }
      names.insert(name)
    }
    if names != Set(program.variables) {
      cells.fail(
        .equationPredictors, "predictors", &log,
        ["value": text, "expected": program.variables.joined(separator: "; ")])
    }
  }

  // MARK: Rules

  /// The rules of the user's file, or the built-in ones.
  mutating func readRules(_ registry: EquationRegistry) throws(WorkflowError) -> EquationRules {
    guard let path = request.equationRules else { return .builtIn }
    var rules: [EquationRule] = []
    var seen: [String: Int] = [:]
    let language = language
    try read(path, as: .equationRules) { cells, log in
      let id = cells.requiredText("equation", &log)
      let form = Self.word(
        "growth_form", &cells, &log,
        Dictionary(uniqueKeysWithValues: (["", "tree"] + Self.growthForms).map { ($0, $0) }))
      var model: AllometricModel?
      if let record = registry[id] {
        model = record.model
        if let obstacle = record.obstacle {
          cells.fail(
            .equationNotForTrees, "equation", &log,
            ["equation": record.id, "reason": obstacle.text(language)])
        }
      } else if !id.isEmpty {
        let near = registry.nearest(to: id)
        cells.fail(
          .equationUnknown, "equation", &log,
          ["value": id, "near": near.isEmpty ? "–" : near.joined(separator: ", ")])
      }
      let (taxon, stratum) = (cells.text("taxon"), cells.text("stratum"))
      let key = [taxon, form ?? "", stratum].map(WoodDensityTable.key).joined(separator: "; ")
      if let first = seen[key] {
        cells.fail(
          .duplicateRow, "equation", &log,
          ["name": key, "first": "\(first)", "row": "\(cells.row.number)"])
      }
      seen[key] = seen[key] ?? cells.row.number
      guard cells.errorCode == nil, let model, let form else { return }
      let reason = cells.text("reason")
      rules.append(
        EquationRule(
          taxon: taxon, growthForm: form, stratum: stratum, model: model,
          reason: reason.isEmpty ? .statedByUser : Phrase(same: reason)))
    }
    return EquationRules(rules)
  }
}

/// Which equation the trees of a run get.
enum EquationSelection: Sendable {
  static let automatic = "auto"

  /// One for all.
  case one(AllometricModel)
  /// One per tree, by rules.
  case rules(EquationRules)

  /// What `--equation` asks for, once the tables of the user are read.
  init?(_ reader: inout InventoryReader) throws(WorkflowError) {
    let request = reader.request
    let registry = try reader.readEquations()
    let wanted = request.equation ?? AllometryCatalog.chave2014Eq4.id
    let models: [AllometricModel]
    if wanted.lowercased() == Self.automatic {
      let rules = try reader.readRules(registry)
      // A rule or equation left out would change which equation a tree gets: no way around it.
      if reader.log.hasErrors { return nil }
      self = .rules(rules)
      models = rules.rules.map(\.model)
    } else {
      if reader.log.hasErrors { return nil }
      let record = try Workflow.equation(wanted, in: registry)
      guard let model = record.model else {
        let row = reader.equationRows[record.id.lowercased()]
        reader.log.add(
          .equationNotForTrees,
          at: row == nil
            ? FindingLocation(file: "--equation")
            : FindingLocation(file: fileName(request.equations ?? ""), row: row, column: "id"),
          [
            "equation": record.id,
            "reason": record.obstacle?.text(reader.language) ?? "",
          ])
        return nil
      }
      self = .one(model)
      models = [model]
    }
    if let needy = models.first(where: \.needsStress), request.constants["E"] == nil {
      throw .usage(
        Phrase(
          "{id} needs the environmental stress of the site: give --set E=VALUE (Chave et al. 2014); never take 0 for a place with a dry season.",
          vi:
            "{id} cần chỉ số khô hạn của lập địa: hãy dùng --set E=GIÁ_TRỊ (Chave et al. 2014); không dùng 0 cho nơi có mùa khô."
        ), ["id": needy.id])
    }
  }
}
