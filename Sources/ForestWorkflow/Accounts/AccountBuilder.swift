import CarbonAccounting
import CarbonStock
import ForestModel

/// Turns rows into a model: every factor, stratum mean and error group becomes one input, however many
/// flows use it.
struct AccountBuilder {
  let request: AccountRequest
  let language: Language
  private(set) var model = FluxModel()
  private(set) var flows: [AccountFlow] = []
  var log = FindingLog()
  private var strata: [String: Int] = [:]
  private var factors: [String: LinearSum] = [:]
  private var groups: [String: (input: Int, df: Double)] = [:]
  private var names: Set<String> = []

  /// - Parameter survey: the estimate's results; needed where a factor names a stratum.
  init(
    _ reader: AccountReader, survey: SurveyFolder?, request: AccountRequest, language: Language
  ) {
    self.request = request
    self.language = language
    for factor in reader.factors { addFactor(factor, survey) }
    // In an order of their own, so that the order of rows decides nothing.
    for row in reader.flows.sorted(by: { $0.key < $1.key }) { add(row) }
    checkTwice(reader.flows)
    checkErrors(reader.flows)
    checkGaps(reader.flows)
  }

  private func location(_ file: String?, _ row: Int?, _ column: String?) -> FindingLocation {
    FindingLocation(
      file: file.map { fileName(TablePath($0).path) } ?? "", row: row, column: column)
  }

  // MARK: Factors

  private mutating func addFactor(_ row: FactorRow, _ survey: SurveyFolder?) {
    var sum = LinearSum(0)
    if let (value, error) = row.stated {
      sum.constant = value
      if error.standardError != 0 {
        let input = model.add(
          FluxInput(
            name: "factor " + row.name, value: 0, standardError: abs(error.standardError),
            degreesOfFreedom: error.degreesOfFreedom))
        sum.add(input, weight: 1)
      }
    }
    for (stratum, sign, column) in [
      (row.before, 1.0, "before_stratum"), (row.after, -1, "after_stratum"),
    ] where !stratum.isEmpty {
      let place = location(request.emissionFactors, row.row, column)
      guard let input = stratumInput(stratum, survey, place) else { continue }
      sum.add(input, weight: sign)
    }
    factors[row.name] = sum
  }

  private mutating func stratumInput(
    _ name: String, _ survey: SurveyFolder?, _ place: FindingLocation
  ) -> Int? {
    if let known = strata[name] { return known }
    let known = (survey?.strata ?? []).filter { !$0.stock.perHa.co2eT.isNaN }
    guard let stratum = known.first(where: { $0.name == name }) else {
      log.add(
        .factorStratumUnknown, at: place,
        ["value": name, "expected": known.map(\.name).joined(separator: ", ")])
      return nil
    }
    guard !stratum.stock.co2eSET.isNaN else {
      log.add(.factorStratumWithoutError, at: place, ["value": name])
      return nil
    }
    let input = model.add(
      FluxInput(
        name: "stock of stratum " + name, value: stratum.stock.perHa.co2eT,
        standardError: stratum.stock.co2eSET, degreesOfFreedom: stratum.degreesOfFreedom))
    strata[name] = input
    return input
  }

  // MARK: Flows

  private mutating func add(_ row: FlowRow) {
    let area: Double
    var factorsOfFlux: [LinearSum]
    switch row.amount {
    case .co2e(let amount):
      area = .nan
      factorsOfFlux = [LinearSum(amount)]
    case .area(let hectares, let factor):
      guard let sum = factors[factor] else {
        log.add(
          .factorUnknown, at: location(row.file, row.row, "factor"),
          ["value": factor, "expected": factors.keys.sorted().joined(separator: ", ")])
        return
      }
      area = hectares
      factorsOfFlux = [LinearSum(hectares), sum]
    }
    if row.error.standardError != 0, let input = errorInput(row) {
      factorsOfFlux[0].add(input, weight: row.error.standardError)
    }
    check(row)
    let flux = model.add(Flux(factorsOfFlux))
    let amount = model.value(flux)
    // The whole world emits less than this in ten years.
    if !(abs(amount) < 1e12) {
      log.add(
        .amountImpossible, at: location(row.file, row.row, nil), ["value": amount.findingText])
    }
    flows.append(
      AccountFlow(
        scenario: row.scenario, period: row.period,
        name: row.part.isEmpty ? row.name : "\(row.name) (\(row.part))", category: row.category,
        measure: row.measure, areaHa: area, flux: flux))
  }

  /// The unit error of a row or of its group.
  private mutating func errorInput(_ row: FlowRow) -> Int? {
    if let group = groups[row.error.group], !row.error.group.isEmpty {
      if group.df != row.error.degreesOfFreedom {
        log.add(
          .errorGroupDiffers, at: location(row.file, row.row, "df"),
          [
            "group": row.error.group, "first": group.df.findingText,
            "second": row.error.degreesOfFreedom.findingText,
          ])
        return nil
      }
      return group.input
    }
    var name = row.error.group.isEmpty ? row.title : "error group " + row.error.group
    // Rows alike are still rows of their own; the order of their keys tells them apart.
    while !names.insert(name).inserted { name += "+" }
    let input = model.add(
      FluxInput(
        name: name, value: 0, standardError: 1, degreesOfFreedom: row.error.degreesOfFreedom))
    if !row.error.group.isEmpty { groups[row.error.group] = (input, row.error.degreesOfFreedom) }
    return input
  }

  // MARK: Checks

  private mutating func check(_ row: FlowRow) {
    let place = location(row.file, row.row, "year")
    let days = ["start": row.period.start.text, "end": row.period.end.text]
    if row.scenario == .reference {
      let years = row.period.years
      if !years.allSatisfy({ $0.days == CalendarDay.days(inYear: $0.year) }) {
        log.add(.referenceNotWholeYears, at: place, days)
      }
      if row.period.end >= request.period.start {
        log.add(
          .referenceTooLate, at: place,
          ["end": row.period.end.text, "start": request.period.start.text])
      }
      return
    }
    let all = row.period.days
    let common = row.period.years.reduce(0) {
      $0 + Period.commonDays(of: [row.period, request.period], in: $1.year)
    }
    // Products of earlier harvests go on to decay.
    if row.category == .harvestedWood { return }
    if common == 0 {
      log.add(
        .flowOutsidePeriod, at: place,
        days.merging([
          "scenario": row.scenario.rawValue, "first": request.period.start.text,
          "last": request.period.end.text,
        ]) { $1 })
    } else if common < all {
      log.add(.flowCut, at: place, ["days": "\(common)", "all": "\(all)"])
    }
  }

  /// The same flow stated twice for days in common would count twice.
  private mutating func checkTwice(_ rows: [FlowRow]) {
    func what(_ row: FlowRow) -> String {
      var factor = ""
      if case .area(_, let name) = row.amount { factor = name }
      return [row.file, row.scenario.rawValue, row.name, row.category.rawValue, row.part, factor]
        .joined(separator: "\u{1F}")
    }
    for (_, same) in Dictionary(grouping: rows, by: what).sorted(by: { $0.key < $1.key }) {
      let ordered = same.sorted { $0.period.start < $1.period.start }
      for (first, second) in zip(ordered, ordered.dropFirst())
      where second.period.start <= first.period.end {
        log.add(
          .flowTwice, at: location(second.file, second.row, "year"),
          [
            "name": second.name, "scenario": second.scenario.rawValue,
            "first": "\(min(first.row, second.row))", "second": "\(max(first.row, second.row))",
          ])
      }
    }
  }

  /// The same figure with the same error in several years comes from one estimate as a rule.
  private mutating func checkErrors(_ rows: [FlowRow]) {
    let open = rows.filter { $0.error.group.isEmpty && $0.error.standardError != 0 }
    func what(_ row: FlowRow) -> String {
      let amount =
        switch row.amount {
        case .area(let area, let factor): "\(area.csvText) \(factor)"
        case .co2e(let amount): amount.csvText
        }
      return [
        row.file, row.scenario.rawValue, row.name, row.category.rawValue, amount,
        row.error.standardError.csvText,
      ].joined(separator: "\u{1F}")
    }
    for (_, same) in Dictionary(grouping: open, by: what).sorted(by: { $0.key < $1.key })
    where same.count > 1 {
      let first = same.min { $0.row < $1.row } ?? same[0]
      log.add(
        .errorsIndependent, at: location(first.file, first.row, "error_group"),
        ["name": first.name, "scenario": first.scenario.rawValue, "count": "\(same.count)"])
    }
  }

  /// Every day of the period has a row of the project, and of a stated baseline: what is not stated is not
  /// known to be nothing.
  private mutating func checkGaps(_ rows: [FlowRow]) {
    let stated: [AccountScenario] =
      request.baseline == .stated ? [.baseline, .project] : [.project]
    for scenario in stated {
      let periods = rows.filter { $0.scenario == scenario && $0.category != .harvestedWood }
        .map(\.period)
      // A missing baseline has a finding of its own.
      if scenario == .baseline, periods.isEmpty { continue }
      let gap = request.period.uncovered(by: periods)
      if let first = gap.first {
        log.add(
          .scenarioGap,
          at: location(request.activityData ?? request.gainLoss, nil, "scenario"),
          ["scenario": scenario.rawValue, "days": "\(gap.days)", "missing": first.text])
      }
    }
  }
}
