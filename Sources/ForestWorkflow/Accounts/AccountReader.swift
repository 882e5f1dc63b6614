import CarbonAccounting
import CarbonStock
import ForestGeo
import ForestModel
import Glibc

/// Reads the tables of an account, row by row, into rows that do not yet know each other.
struct AccountReader {
  let request: AccountRequest
  let language: Language
  /// Confidence levels that the standards and the report need.
  let levels: [Double]
  private(set) var flows: [FlowRow] = []
  private(set) var factors: [FactorRow] = []
  private(set) var accounts: [RowAccount] = []
  /// Constants that rows took as defaults.
  private(set) var constants: [Parameter] = []
  /// Whether a row takes its area from results of `change`.
  private(set) var usesChange = false
  /// Folders of `stock-change` that rows take their amount from.
  private(set) var stockChanges: [String] = []
  var log = FindingLog()

  init(_ request: AccountRequest, levels: [Double], language: Language) throws(WorkflowError) {
    self.request = request
    self.levels = levels
    self.language = language
    try readFactors()
    try readActivityData()
    try readGainLoss()
    try readHarvestedWood()
  }

  private mutating func read(
    _ path: String, as schema: TableSchema,
    _ body: (inout TableCells, inout FindingLog) -> Void
  ) throws(WorkflowError) {
    let result = try request.tables.read(path, as: schema, log: &log, body)
    accounts.append(result.account)
  }

  private mutating func note(_ parameters: [Parameter]) {
    for parameter in parameters where !constants.contains(parameter) {
      constants.append(parameter)
    }
  }

  // MARK: Factors

  private mutating func readFactors() throws(WorkflowError) {
    guard let path = request.emissionFactors else { return }
    var rows: [FactorRow] = []
    try read(path, as: .emissionFactors) { [levels, language] cells, log in
      let name = cells.requiredText("factor", &log)
      let (before, after) = (cells.text("before_stratum"), cells.text("after_stratum"))
      let whole = cells.number("co2e_t_ha", &log)
      let rest = cells.number("after_co2e_t_ha", &log)
      let number = cells.row.number
      var row = FactorRow(row: number, name: name, stated: nil, before: before, after: after)
      if !whole.isNaN {
        if !before.isEmpty || !after.isEmpty || !rest.isNaN {
          cells.fail(
            .statedTwice, "co2e_t_ha", &log,
            ["found": "co2e_t_ha, before_stratum, after_stratum, after_co2e_t_ha"])
        } else if let error = cells.error(
          of: whole, se: "se_co2e_t_ha", needed: levels, language, &log)
        {
          row.stated = (whole, error)
        }
      } else if !rest.isNaN {
        if !after.isEmpty {
          cells.fail(
            .statedTwice, "after_co2e_t_ha", &log, ["found": "after_stratum, after_co2e_t_ha"])
        } else if rest < 0 {
          let why = Phrase("a stock", vi: "trữ lượng").text(language)
          cells.fail(
            .amountNegative, "after_co2e_t_ha", &log, ["value": rest.findingText, "why": why])
        } else if let error = cells.error(
          of: rest, se: "se_co2e_t_ha", needed: levels, language, &log)
        {
          // What is there afterwards is not emitted.
          row.stated = (
            -rest,
            StatedError(
              standardError: -error.standardError, degreesOfFreedom: error.degreesOfFreedom,
              group: "")
          )
        }
      } else if before.isEmpty, after.isEmpty {
        cells.fail(
          .oneOfCellsNeeded, "co2e_t_ha", &log,
          ["expected": "co2e_t_ha, before_stratum, after_stratum"])
      }
      if cells.errorCode == nil { rows.append(row) }
    }
    let file = TablePath(path).path
    for (name, same) in Dictionary(grouping: rows, by: \.name) where same.count > 1 {
      log.add(
        .factorTwice, at: FindingLocation(file: fileName(file), row: same[1].row, column: "factor"),
        ["value": name, "first": "\(same[0].row)", "second": "\(same[1].row)"])
    }
    factors = rows.sorted { $0.name < $1.name }
  }

  // MARK: Flows

  /// What every table of flows has in common.
  private struct Head {
    var scenario: AccountScenario
    var period: Period
    var name: String
    var measure: Int?
  }

  private static func head(_ cells: inout TableCells, _ log: inout FindingLog) -> Head? {
    let word = cells.requiredText("scenario", &log)
    let scenario = AccountScenario(rawValue: word.lowercased())
    if scenario == nil, !word.isEmpty {
      cells.fail(
        .unknownWord, "scenario", &log,
        [
          "value": word,
          "expected": AccountScenario.allCases.map(\.rawValue).joined(separator: ", "),
        ])
    }
    let period = cells.period(&log)
    var measure: Int?
    if !cells.text("measure").isEmpty {
      measure = Int(cells.text("measure"))
      if !(1...7).contains(measure ?? 0) {
        cells.fail(
          .unknownWord, "measure", &log,
          ["value": cells.text("measure"), "expected": "1, 2, 3, 4, 5, 6, 7"])
      }
    }
    guard let scenario, let period else { return nil }
    return Head(scenario: scenario, period: period, name: cells.text("flow"), measure: measure)
  }

  private mutating func readActivityData() throws(WorkflowError) {
    guard let path = request.activityData else { return }
    let areas = try readChangeAreas()
    var rows: [FlowRow] = []
    var usesChange = false
    try read(path, as: .activityData) { [levels, language] cells, log in
      let head = Self.head(&cells, &log)
      let factor = cells.requiredText("factor", &log)
      let area: Double
      let error: StatedError?
      if cells.text("change_class").isEmpty {
        area = cells.amount(
          "area_ha", why: Phrase("an area", vi: "diện tích"), language, &log)
        error = cells.error(of: area, se: "se_ha", needed: levels, language, &log)
      } else {
        usesChange = true
        (area, error) = Self.changeArea(&cells, areas, &log)
      }
      guard let head, let error, cells.errorCode == nil else { return }
      rows.append(
        FlowRow(
          file: path, row: cells.row.number, scenario: head.scenario, period: head.period,
          name: head.name.isEmpty ? factor : head.name, category: .biomass,
          measure: head.measure, amount: .area(area, factor: factor), error: error))
    }
    flows += rows
    self.usesChange = usesChange
  }

  /// Estimated areas of the classes of change with their standard errors, ha; `nil` without results of
  /// `change` that have a reference sample.
  private mutating func readChangeAreas() throws(WorkflowError) -> [String: (
    ha: Double, se: Double
  )]? {
    guard let folder = request.change, access(folder + "/areas.csv", R_OK) == 0 else { return nil }
    var areas: [String: (ha: Double, se: Double)] = [:]
    // Notes about its other columns are nobody's business.
    var own = FindingLog()
    _ = try TableOptions().read(folder + "/areas.csv", as: .changeAreas, log: &own) { cells, log in
      let (ha, se) = (cells.number("estimated_ha", &log), cells.number("se_ha", &log))
      if !ha.isNaN, !se.isNaN { areas[cells.text("class")] = (ha, se) }
    }
    for finding in own.findings where finding.kind.severity == .error { log.add(finding) }
    return areas
  }

  /// The share of a class of change that a row stands for. All rows of a class share its error.
  private static func changeArea(
    _ cells: inout TableCells, _ areas: [String: (ha: Double, se: Double)]?,
    _ log: inout FindingLog
  ) -> (Double, StatedError?) {
    let name = cells.text("change_class")
    let stated = ["area_ha", "half_width_percent", "se_ha"].filter { !cells.text($0).isEmpty }
    guard stated.isEmpty else {
      cells.fail(
        .statedTwice, stated[0], &log,
        ["found": (["change_class"] + stated).joined(separator: ", ")])
      return (.nan, nil)
    }
    guard let areas else {
      cells.fail(.changeAreasMissing, "change_class", &log, ["value": name])
      return (.nan, nil)
    }
    guard let area = areas[name] else {
      cells.fail(
        .changeClassUnknown, "change_class", &log,
        ["value": name, "expected": areas.keys.sorted().joined(separator: ", ")])
      return (.nan, nil)
    }
    let share =
      cells.text("share_percent").isEmpty ? 1 : cells.percentage("share_percent", &log) / 100
    return (
      area.ha * share,
      StatedError(
        standardError: area.se * share, degreesOfFreedom: .infinity,
        group: "area of change: " + name)
    )
  }

  private mutating func readGainLoss() throws(WorkflowError) {
    guard let path = request.gainLoss else { return }
    var rows: [FlowRow] = []
    var used: [Parameter] = []
    var folders: [String] = []
    let potentials = request.potentials
    try read(path, as: .gainLoss) { [levels, language] cells, log in
      let head = Self.head(&cells, &log)
      let word = cells.requiredText("item", &log)
      guard let item = GainLossItem(rawValue: word.lowercased()) else {
        if !word.isEmpty {
          cells.fail(
            .unknownWord, "item", &log,
            [
              "value": word,
              "expected": GainLossItem.allCases.map(\.rawValue).joined(separator: ", "),
            ])
        }
        return
      }
      var amount = Double.nan
      var error: StatedError?
      if item == .stockChange {
        guard let change = StockChangeAmount(&cells, path, levels, language, &log) else { return }
        folders.append(change.folder)
        (amount, error) = (change.co2eT, change.error)
      } else {
        amount = item.co2eT(
          &cells, years: head?.period.inYears ?? .nan, potentials, language, &log)
        error = cells.error(of: amount, se: "se_co2e_t", needed: levels, language, &log)
      }
      guard let head, let error, cells.errorCode == nil else { return }
      used += item.parameters(cells, potentials)
      rows.append(
        FlowRow(
          file: path, row: cells.row.number, scenario: head.scenario, period: head.period,
          name: head.name.isEmpty ? item.rawValue : head.name, category: item.category,
          measure: head.measure, amount: .co2e(amount), error: error))
    }
    note(used)
    stockChanges = folders
    flows += rows
  }

  // MARK: Harvested wood

  private mutating func readHarvestedWood() throws(WorkflowError) {
    guard let path = request.harvestedWood else { return }
    var rows: [FlowRow] = []
    var isUsed = false
    let last = request.period.end.year
    try read(path, as: .harvestedWood) { [levels, language] cells, log in
      let head = Self.head(&cells, &log)
      let volume = cells.amount(
        "volume_m3", why: Phrase("a volume", vi: "thể tích"), language, &log)
      let fraction = cells.fraction(
        "carbon_fraction", default: PoolSettings.carbonFractionIPCC2006, &log)
      let density = cells.requiredNumber("density_g_cm3", &log)
      let columns = WoodProduct.allCases.map { $0.rawValue + "_percent" } + ["waste_percent"]
      let shares = columns.map { cells.percentage($0, &log) }
      let error = cells.error(of: volume, se: "", needed: levels, language, &log)
      guard let head, let error, cells.errorCode == nil else { return }
      guard let basic = BasicDensity(gPerCm3: density),
        let carbon = CarbonFraction(stated: fraction)
      else {
        cells.fail(
          .poolValueImpossible, "density_g_cm3", &log,
          [
            "value": density.findingText, "low": 0.02.findingText, "high": 1.5.findingText,
            "unit": "g/cm3",
          ])
        return
      }
      let sum = ExactSum(shares).value
      guard abs(sum - 100) < 1e-6 else {
        cells.fail(
          .sharesNotWhole, columns[0], &log,
          ["sum": sum.findingText, "columns": columns.joined(separator: ", ")])
        return
      }
      let years = head.period.years
      guard years.count == 1, years[0].days == CalendarDay.days(inYear: years[0].year),
        head.scenario != .reference
      else {
        cells.fail(.harvestNotAYear, "year", &log)
        return
      }
      isUsed = true
      let extracted = HarvestedWood.extracted(
        Quantity(volume), density: basic, fraction: carbon)
      rows += Self.products(
        extracted, shares.map { $0 / 100 }, from: years[0].year, to: last,
        relativeError: volume > 0 ? error.standardError / volume : 0,
        like: FlowRow(
          file: path, row: cells.row.number, scenario: head.scenario, period: head.period,
          name: head.name.isEmpty ? "harvested wood" : head.name, category: .harvestedWood,
          measure: head.measure, amount: .co2e(0), error: error))
    }
    if isUsed {
      note(WoodProduct.allCases.flatMap(\.parameters).filter { $0.unit == "yr" })
    }
    flows += rows
  }

  /// Change of the products in use, year by year, until the account ends: a removal in the year of the
  /// harvest, emissions afterwards.
  private static func products(
    _ extracted: Quantity<Carbon>, _ shares: [Double], from first: Int, to last: Int,
    relativeError: Double, like row: FlowRow
  ) -> [FlowRow] {
    var rows: [FlowRow] = []
    for (product, share) in zip(WoodProduct.allCases, shares) where share > 0 {
      guard var pool = HarvestedWoodPool(halfLifeYears: product.halfLifeYears), first <= last
      else { continue }
      for year in first...last {
        guard let start = CalendarDay(year: year, month: 1, day: 1),
          let end = CalendarDay(year: year, month: 12, day: 31),
          let days = Period(start: start, end: end)
        else { continue }
        let before = pool.stock
        pool.advance(inflow: Quantity(year == first ? extracted.value * share : 0))
        var part = row
        part.period = days
        part.part = "\(product.rawValue) of \(first)"
        let amount = -Quantity<Carbon>(pool.stock.value - before.value).co2e.value
        part.amount = .co2e(amount)
        part.error.standardError = amount * relativeError
        // One harvest, one error.
        if part.error.group.isEmpty {
          part.error.group = "harvest \(row.scenario.rawValue) \(row.name) \(first)"
        }
        rows.append(part)
      }
    }
    return rows
  }
}
