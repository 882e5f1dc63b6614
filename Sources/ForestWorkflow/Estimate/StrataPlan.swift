import CarbonStock
import ForestGeo
import ForestModel

/// Which class counts as which stratum, and what is known of each stratum.
struct StrataPlan {
  /// Strata in reading order.
  private(set) var names: [String] = []
  /// Treatment of each stratum.
  private(set) var treatments: [StratumTreatment] = []
  /// Reasons given in the strata table, by stratum, in the order of the table.
  private(set) var reasons: [String: [String]] = [:]
  private var rules: [String: StratumRule] = [:]
  /// Classes that the table merges into the stratum of another.
  private(set) var mergedClasses: Set<String> = []
  private var index: [String: Int] = [:]
  /// Classes with land, by the stratum they count as.
  private(set) var classes: [String: [String]] = [:]
  private let isStated: Bool
  private let language: Language
  /// Whether classes are letters of the legal list: the table may then write them in another way.
  var readsLetters = false
  private var rulesByLetters: [String: StratumRule] = [:]

  var log = FindingLog()
  var accounts: [String: RowAccount] = [:]
  private var factors: [String: StockFactor] = [:]

  /// Reads the strata table and the stock table, where given.
  init(_ request: EstimateRequest, language: Language) throws(WorkflowError) {
    self.language = language
    // A design without strata has one class, which no table lists.
    let rulesPath = request.usesStrata ? request.strata : nil
    isStated = rulesPath != nil
    if let path = rulesPath { try readRules(path, request.inventory.tables) }
    if let path = request.stockTable { try readFactors(path, request.inventory.tables) }
  }

  private mutating func readRules(_ path: String, _ tables: TableOptions) throws(WorkflowError) {
    var rows: [String: Int] = [:]
    var treatment: [String: (StratumTreatment, Int)] = [:]
    var read: [StratumRule] = []
    let result = try tables.read(path, as: .strata, log: &log) { cells, log in
      let mapClass = cells.requiredText("class", &log)
      let word = cells.text("treatment").lowercased()
      var stratum = cells.text("stratum")
      guard let how = StratumTreatment(rawValue: word) else {
        cells.fail(
          .unknownWord, "treatment", &log,
          [
            "value": word,
            "expected": StratumTreatment.allCases.map(\.rawValue).joined(separator: ", "),
          ])
        return
      }
      if stratum.isEmpty {
        if how == .excluded { stratum = mapClass } else { _ = cells.requiredText("stratum", &log) }
      }
      if let first = rows[mapClass] {
        cells.fail(
          .duplicateClass, "class", &log,
          ["class": mapClass, "first": "\(first)", "row": "\(cells.row.number)"])
      }
      // "merged" says how a class gets into a stratum, not what the stratum is.
      if how != .merged, let (other, first) = treatment[stratum], other != how {
        cells.fail(
          .conflictingTreatment, "treatment", &log,
          [
            "stratum": stratum, "treatment": how.rawValue, "other": other.rawValue,
            "first": "\(first)",
          ])
      }
      guard cells.errorCode == nil else { return }
      rows[mapClass] = cells.row.number
      if how != .merged { treatment[stratum] = (how, cells.row.number) }
      read.append(
        StratumRule(
          mapClass: mapClass, stratum: stratum, treatment: how, reason: cells.text("reason")))
    }
    accounts["strata"] = result.account
    for rule in read {
      var settled = rule
      // A merged class takes the treatment of the stratum it joins.
      if rule.treatment == .merged { mergedClasses.insert(rule.mapClass) }
      if rule.treatment == .merged { settled.treatment = treatment[rule.stratum]?.0 ?? .sampled }
      if rule.treatment == .merged, settled.treatment == .excluded,
        let type = ForestType(written: rule.mapClass), type.isForest
      {
        log.add(
          .forestMergedAway,
          at: FindingLocation(file: fileName(path), row: rows[rule.mapClass], column: "stratum"),
          ["class": rule.mapClass, "name": type.name.text(language), "stratum": rule.stratum])
      }
      rules[rule.mapClass] = settled
      if let type = ForestType(written: rule.mapClass), rulesByLetters[type.letters] == nil {
        rulesByLetters[type.letters] = settled
      }
      if !rule.reason.isEmpty, !reasons[rule.stratum, default: []].contains(rule.reason) {
        reasons[rule.stratum, default: []].append(rule.reason)
      }
    }
  }

  private mutating func readFactors(_ path: String, _ tables: TableOptions) throws(WorkflowError) {
    var read: [StockFactor] = []
    var rows: [String: Int] = [:]
    let result = try tables.read(path, as: .stock, log: &log) { cells, log in
      let stratum = cells.requiredText("stratum", &log)
      let se = cells.number("se", &log)
      if se < 0 { cells.fail(.stockFactorImpossible, "se", &log, ["value": se.findingText]) }
      let measures: [StockFactor.Measure] = [.agbMgPerHa, .carbonMgPerHa, .co2eTPerHa]
      let stated = measures.map { ($0, cells.number($0.rawValue, &log)) }.filter { !$0.1.isNaN }
      if let first = rows[stratum] {
        cells.fail(
          .duplicateRow, "stratum", &log,
          ["name": stratum, "first": "\(first)", "row": "\(cells.row.number)"])
      }
      if stated.count > 1 {
        cells.fail(
          .severalMeasures, stated[1].0.rawValue, &log,
          ["found": stated.map(\.0.rawValue).joined(separator: ", ")])
      }
      guard let (measure, value) = stated.first else {
        cells.fail(.emptyCell, StockFactor.Measure.agbMgPerHa.rawValue, &log)
        return
      }
      if value < 0 {
        cells.fail(.stockFactorImpossible, measure.rawValue, &log, ["value": value.findingText])
      }
      guard cells.errorCode == nil else { return }
      rows[stratum] = cells.row.number
      read.append(
        StockFactor(
          stratum: stratum, measure: measure, value: value, standardError: se,
          source: cells.text("source")))
    }
    accounts["stock"] = result.account
    for factor in read { factors[factor.stratum] = factor }
  }

  // MARK: Land

  /// Stratum and treatment of a class; `nil` for a class that the strata table does not list.
  func rule(for mapClass: String) -> StratumRule? {
    if let rule = rules[mapClass] { return rule }
    let letters = readsLetters ? ForestType(written: mapClass)?.letters : nil
    if let letters, let rule = rulesByLetters[letters] { return rule }
    let name = letters ?? mapClass
    return isStated ? nil : StratumRule(mapClass: name, stratum: name, treatment: .sampled)
  }

  /// Sets up the strata that have land, in reading order; a class without a rule is a finding.
  mutating func setStrata(of parcels: [Parcel], file: String, style: NumberStyle) {
    var hectares: [String: ExactSum] = [:]
    for parcel in parcels where parcel.problem == nil {
      for piece in parcel.classes { hectares[piece.name, default: ExactSum()].add(piece.areaHa) }
    }
    var found: [String: StratumTreatment] = [:]
    for mapClass in hectares.keys.sorted(by: StratumAreas.inReadingOrder) {
      guard let rule = rule(for: mapClass) else {
        let ha = style.string(hectares[mapClass]?.value ?? .nan, decimals: 2)
        log.add(.classNotListed, at: FindingLocation(file: file), notListed(mapClass, ha))
        continue
      }
      reportNotForest(rule, mapClass, hectares[mapClass]?.value ?? .nan, file, style)
      found[rule.stratum] = rule.treatment
      classes[rule.stratum, default: []].append(mapClass)
    }
    names = found.keys.sorted(by: StratumAreas.inReadingOrder)
    treatments = names.map { found[$0] ?? .sampled }
    index = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
  }

  /// Why a parcel cannot be taken apart into strata, if so.
  func problem(of parcel: Parcel, file: String) -> Finding? {
    for piece in parcel.classes where rule(for: piece.name) == nil {
      return Finding(
        .classNotListed, at: FindingLocation(file: file, feature: parcel.id),
        notListed(piece.name, piece.areaHa.csvText))
    }
    return nil
  }

  /// The line that the strata table lacks, as far as the legal list tells.
  private func notListed(_ mapClass: String, _ ha: String) -> [String: String] {
    var slots = ["class": mapClass, "ha": ha, "hint": ""]
    let reason = Phrase("reason", vi: "lý do").text(language)
    var line = StratumRule(
      mapClass: mapClass, stratum: mapClass, treatment: .excluded, reason: reason)
    if readsLetters {
      let listed = rules.keys.sorted(by: StratumAreas.inReadingOrder).compactMap { rules[$0] }
      let proposed = ClassProposal.rule(for: mapClass, listed: listed, language: language)
      if let proposed { line = proposed }
      if proposed == nil {
        let near = Nearest.names(to: mapClass, among: ForestType.all.map(\.letters))
        slots["hint"] = Phrase(
          "it is none of the 93 legal types (nearest: {near}): correct the layer, or ",
          vi: "mã này không có trong 93 loại (gần nhất: {near}): hãy sửa lớp bản đồ, hoặc "
        ).text(language, ["near": near.isEmpty ? "–" : near.joined(separator: ", ")])
      }
    }
    slots["line"] = line.csvLine
    return slots
  }

  /// Land that the legal list does not count as forest, and that the estimate does.
  private mutating func reportNotForest(
    _ rule: StratumRule, _ mapClass: String, _ ha: Double, _ file: String, _ style: NumberStyle
  ) {
    guard readsLetters, rule.treatment != .excluded, let type = ForestType(written: mapClass),
      !type.isForest,
      let line = ClassProposal.rule(for: mapClass, listed: [], language: language)
    else { return }
    log.add(
      .statusNotForestCounted, at: FindingLocation(file: file),
      [
        "class": type.letters, "name": type.name.text(language),
        "ha": style.string(ha, decimals: 2), "stratum": rule.stratum, "line": line.csvLine,
      ])
  }

  /// Which of a parcel's strata has no mean, when it has no estimate.
  func problem(
    of land: StratumAreas, _ stocks: [StratumStock?], _ parcel: Parcel, file: String
  ) -> Finding? {
    for piece in land.byStratum where stocks[piece.stratum] == nil {
      let kind: FindingKind =
        treatments[piece.stratum] == .table ? .stockFactorMissing : .stratumWithoutPlots
      return Finding(
        kind, at: FindingLocation(file: file, feature: parcel.id),
        ["stratum": names[piece.stratum]])
    }
    return nil
  }

  /// The stratum with most of a parcel's land, also when it is left out of the account.
  func largestStratum(of parcel: Parcel) -> String? {
    var hectares: [String: Double] = [:]
    for piece in parcel.classes {
      if let rule = rule(for: piece.name) { hectares[rule.stratum, default: 0] += piece.areaHa }
    }
    return hectares.keys.sorted(by: StratumAreas.inReadingOrder).max {
      (hectares[$0] ?? 0) < (hectares[$1] ?? 0)
    }
  }

  /// Hectares of a parcel by stratum; `nil` when it holds a class without a rule.
  func land(of parcel: Parcel) -> StratumAreas? {
    var land = StratumAreas()
    land.unmappedHa = parcel.unmappedHa
    for piece in parcel.classes {
      guard let rule = rule(for: piece.name), let place = index[rule.stratum] else { return nil }
      if rule.treatment == .excluded || parcel.isRefused {
        land.excludedHa += piece.areaHa
      } else {
        land.add(piece.areaHa, to: place)
      }
    }
    return land
  }

  /// Stratum that a plot's class or written stratum stands for; `nil` when nothing knows it.
  func stratum(ofPlotClass name: String) -> StratumRule? {
    if let rule = rules[name] { return rule }
    if let known = rules.values.first(where: { $0.stratum == name }) {
      return StratumRule(mapClass: name, stratum: name, treatment: known.treatment)
    }
    return rule(for: name)
  }

  func place(of stratum: String) -> Int? { index[stratum] }

  // MARK: Means

  /// Means of the strata: from their plots, or from the stock table. A stratum with land that has
  /// neither is a finding and `nil`.
  mutating func stocks(
    _ samples: DesignSamples, landHa: [Double], request: EstimateRequest, style: NumberStyle
  ) -> [StratumStock?] {
    let file = request.strata.map(fileName) ?? fileName(request.inventory.plots ?? "")
    return names.indices.map { stratum in
      switch treatments[stratum] {
      case .excluded:
        return nil
      case .table:
        guard let factor = factors[names[stratum]] else {
          log.add(
            .stockFactorMissing, at: FindingLocation(file: file), ["stratum": names[stratum]])
          return nil
        }
        let lacking = request.inventory.pools.measuredPools
        if factor.measure == .agbMgPerHa, !lacking.isEmpty {
          log.add(
            .factorLacksPools, at: FindingLocation(file: fileName(request.stockTable ?? "")),
            [
              "stratum": names[stratum], "pools": lacking.map(\.rawValue).joined(separator: ", "),
            ])
          return nil
        }
        if factor.standardError.isNaN {
          log.add(
            .stockFactorWithoutSE, at: FindingLocation(file: fileName(request.stockTable ?? "")),
            ["stratum": names[stratum]])
        }
        return StratumStock(
          name: names[stratum], factor: factor, pools: request.inventory.pools)
      case .sampled, .merged:
        guard samples.members[stratum].count >= 2 else {
          let proposal = proposal(for: stratum, samples)
          log.add(
            .stratumWithoutPlots, at: FindingLocation(file: file),
            [
              "stratum": names[stratum], "ha": style.string(landHa[stratum], decimals: 2),
              "count": "\(samples.members[stratum].count)", "line": proposal.line,
              "why": proposal.why,
            ])
          return nil
        }
        for pool in request.inventory.pools.measuredPools {
          let known = samples.members[stratum].filter {
            !samples.inventory.stocks[$0].perHa.carbonByPool[pool].isNaN
          }.count
          guard known < 2 else { continue }
          log.add(
            .poolWithoutPlots, at: FindingLocation(file: file),
            ["stratum": names[stratum], "pool": pool.rawValue, "count": "\(known)"])
          return nil
        }
        if let why = samples.emptiness(of: stratum) {
          var slots = ["stratum": names[stratum], "file": fileName(request.inventory.trees)]
          slots.put("reason", why)
          log.add(.stratumMeanZero, at: FindingLocation(file: file), slots)
        }
        return samples.stock(of: stratum, named: names[stratum], landHa, file: file, style, &log)
      }
    }
  }

  /// Counts the rows of the stock table that no stratum with land takes.
  mutating func settleStockAccount() {
    let taken = Set(names.indices.filter { treatments[$0] == .table }.map { names[$0] })
    let idle = factors.keys.filter { !taken.contains($0) }.count
    accounts["stock"]?.used -= idle
    accounts["stock"]?.reject("stratum-not-used", count: idle)
  }

  /// Factors that entered, for the record.
  var constants: [Parameter] {
    names.indices.filter { treatments[$0] == .table }.compactMap { factors[names[$0]] }.map {
      Parameter(
        name: Phrase(
          "stock factor of stratum \($0.stratum)", vi: "hệ số trữ lượng của tầng \($0.stratum)"),
        value: $0.value.csvText, unit: $0.measure.unit,
        source: $0.source.isEmpty ? .statedByUser : Phrase(same: $0.source),
        confirmed: !$0.source.isEmpty, isStated: true)
    }
  }
}
