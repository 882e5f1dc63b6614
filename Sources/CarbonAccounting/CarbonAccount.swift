public import ForestModel

/// What a flow belongs to.
public enum AccountScenario: String, Sendable, CaseIterable {
  /// The past years of a reference level.
  case reference
  /// What is expected without the project, stated year by year.
  case baseline
  /// What happens, or is planned, with the project.
  case project
}

/// A flow of an account: an amount of carbon dioxide equivalent over some days.
public struct AccountFlow: Sendable, Equatable {
  /// What part of an inventory of greenhouse gases it is.
  public enum Category: String, Sendable, CaseIterable {
    /// Living biomass.
    case biomass
    /// Dead organic matter and soil.
    case deadMatterAndSoil = "dead-matter-and-soil"
    /// Methane and nitrous oxide of fires.
    case burning
    /// Products of harvested wood.
    case harvestedWood = "harvested-wood"
    /// An amount stated as a whole.
    case stated
  }
  /// Scenario.
  public var scenario: AccountScenario
  /// Days over which it is spread evenly.
  public var period: Period
  /// Name given by the user.
  public var name: String
  /// Category.
  public var category: Category
  /// Measure 1 to 7 of Circular 23/2023; `nil` when not stated.
  public var measure: Int?
  /// Hectares of activity data; `nan` for other flows.
  public var areaHa: Double
  /// Index of the flux in the model; emissions positive, removals negative.
  public var flux: Int

  /// A flow.
  public init(
    scenario: AccountScenario, period: Period, name: String, category: Category, measure: Int?,
    areaHa: Double, flux: Int
  ) {
    self.scenario = scenario
    self.period = period
    self.name = name
    self.category = category
    self.measure = measure
    self.areaHa = areaHa
    self.flux = flux
  }
}

/// From flows to baseline, project and gross reduction, by calendar year of an accounting period.
public struct CarbonAccount: Sendable {
  /// Quantities and fluxes with their errors.
  public private(set) var model: FluxModel
  /// Flows.
  public let flows: [AccountFlow]
  /// Days accounted.
  public let period: Period
  /// Reference level; `nil` where the baseline is stated.
  public let referenceLevel: ReferenceLevel?
  /// Baseline by calendar year of the period.
  public private(set) var baseline: [FluxSum] = []
  /// Project by calendar year of the period.
  public private(set) var project: [FluxSum] = []

  /// Sums the flows by year.
  ///
  /// A flow counts with the share of its days that lies in the year and the period. With a reference level
  /// the baseline of a year is the level times the share of the year's days in the period, plus the
  /// adjustment.
  ///
  /// - Parameter adjustmentT: added to the level of a whole year, t CO2e.
  public init(
    model: FluxModel, flows: [AccountFlow], period: Period, referenceLevel: ReferenceLevel?,
    adjustmentT: Double = 0
  ) {
    self.model = model
    self.flows = flows
    self.period = period
    self.referenceLevel = referenceLevel
    for (year, _) in period.years {
      project.append(stated(.project, year))
      baseline.append(referenceLevel == nil ? stated(.baseline, year) : FluxSum())
    }
    if let referenceLevel { addReference(referenceLevel, adjustmentT) }
  }

  /// Share of a flow's days in a year, of those in the period where `isLimited`.
  private func share(_ flow: AccountFlow, _ year: Int, isLimited: Bool) -> Double {
    let limits = isLimited ? [flow.period, period] : [flow.period]
    return Double(Period.commonDays(of: limits, in: year)) / Double(flow.period.days)
  }

  private func stated(_ scenario: AccountScenario, _ year: Int) -> FluxSum {
    var sum = FluxSum()
    for flow in flows where flow.scenario == scenario {
      let share = self.share(flow, year, isLimited: true)
      if share > 0 { sum.add(flow.flux, weight: share) }
    }
    return sum
  }

  private mutating func addReference(_ level: ReferenceLevel, _ adjustmentT: Double) {
    let past = flows.filter { $0.scenario == .reference }
    // With a trend, the scatter of the years about the line is an error of its own: that of the fitted
    // years, in common to all predictions, and that of each predicted year.
    let values = referenceSeries(level)
    let spread = level.residualSD(values)
    let residuals =
      spread > 0
      ? level.years.map { residual("reference year \($0)", spread, level) } : []
    let adjustment = adjustmentT == 0 ? nil : model.add(Flux([LinearSum(adjustmentT)]))
    for (index, (year, days)) in period.years.enumerated() {
      let part = Double(days) / Double(CalendarDay.days(inYear: year))
      let weights = level.weights(for: year)
      for (weight, pastYear) in zip(weights, level.years) {
        for flow in past {
          let share = self.share(flow, pastYear, isLimited: false)
          if share > 0 { baseline[index].add(flow.flux, weight: weight * share * part) }
        }
      }
      for (weight, residual) in zip(weights, residuals) {
        baseline[index].add(residual, weight: weight * part)
      }
      if spread > 0 {
        baseline[index].add(residual("predicted year \(year)", spread, level), weight: part)
      }
      if let adjustment { baseline[index].add(adjustment, weight: part) }
    }
  }

  /// A flux of zero whose error is that of a year about the line.
  private mutating func residual(
    _ name: String, _ spread: Double, _ level: ReferenceLevel
  ) -> Int {
    let input = model.add(
      FluxInput(
        name: "scatter about the trend, " + name, value: 0, standardError: spread,
        degreesOfFreedom: level.residualDF, varianceGroup: "scatter about the trend"))
    return model.add(Flux([LinearSum(0, [input: 1])]))
  }

  /// Emissions of the reference years, t CO2e, in the order of the level's years.
  public func referenceSeries(_ level: ReferenceLevel) -> [Double] {
    level.years.map { year in
      ExactSum(
        flows.filter { $0.scenario == .reference }
          .map { share($0, year, isLimited: false) * model.value($0.flux) }
      ).value
    }
  }

  /// Baseline less project of the whole period.
  public var gross: FluxSum {
    zip(baseline, project).reduce(FluxSum()) { sum, year in
      var sum = sum
      for (flux, weight) in (year.0 - year.1).weights { sum.add(flux, weight: weight) }
      return sum
    }
  }

  /// One sum of all years.
  public func total(_ years: [FluxSum]) -> FluxSum {
    years.reduce(FluxSum()) { sum, year in
      var sum = sum
      for (flux, weight) in year.weights { sum.add(flux, weight: weight) }
      return sum
    }
  }

  /// What a flow adds to the period, t CO2e; for a reference flow, to the level.
  public func amount(of flow: AccountFlow) -> FluxEstimate {
    let share = period.years.reduce(0.0) { $0 + self.share(flow, $1.year, isLimited: true) }
    return model.estimate(FluxSum([flow.flux: flow.scenario == .reference ? 1 : share]))
  }
}

/// One vintage of an account under one standard, t CO2e.
public struct VintageLine: Sendable, Equatable {
  /// Calendar year.
  public let vintage: Int
  /// Days of the period in it.
  public let days: Int
  /// Whether the standard takes the vintage.
  public let applicability: Applicability
  /// Why not, or why only as an illustration.
  public let reason: Phrase
  /// Baseline.
  public let baseline: Double
  /// Project.
  public let project: Double
  /// Parts of the account; the percentages are those of the period.
  public let account: StandardAccount
  /// Whole tonnes; `nil` where not known or not applicable.
  public let netT: Int?
}

extension Standard {
  /// The account of a period split by vintages. Vintages share the percentages of the period: deductions
  /// follow their base where it is above zero, stated leakage the days. Net tonnes are whole, by largest remainder, and
  /// add up to the period's net rounded down.
  ///
  /// - Parameters: `baseline` and `project` by year of the period, t CO2e; `whole` is the account of
  ///   their sum.
  public func vintages(
    _ period: Period, baseline: [Double], project: [Double], whole: StandardAccount,
    scope: AccountScope
  ) -> [VintageLine] {
    let years = period.years
    let gross = zip(baseline, project).map { $0 - $1 }
    let grossTotal = ExactSum(gross).value
    let grossGains = gross.reduce(0) { $0 + max(0, $1) }
    let leakage = years.indices.map { index -> Double in
      if whole.leakage == 0 { return 0 }
      if leaksInFirstYear { return index == 0 ? whole.leakage : 0 }
      if case .nationalForestShare? = self.leakage {
        return grossTotal > 0 ? whole.leakage * max(0, gross[index]) / grossGains : 0
      }
      return whole.leakage * Double(years[index].days) / Double(period.days)
    }
    // A vintage with a loss bears no deduction: nothing is taken off a reduction that there is not.
    func parts(_ amount: Double, _ bases: [Double]) -> [Double] {
      let positive = bases.map { max(0, $0) }
      let sum = positive.reduce(0, +)
      return positive.map { amount == 0 ? 0 : sum > 0 ? amount * $0 / sum : .nan }
    }
    let afterLeakage = years.indices.map { gross[$0] - leakage[$0] }
    let uncertaintyBases = uncertainty?.base == .gross ? gross : afterLeakage
    let deductions = parts(whole.deduction, uncertaintyBases)
    let left = years.indices.map { afterLeakage[$0] - deductions[$0] }
    let bufferBases =
      switch buffer?.base {
      case .gross: gross
      case .afterLeakage: afterLeakage
      case .afterDeductions: left
      case nil: years.map { _ in Double.nan }
      }
    let buffers = parts(whole.buffer, bufferBases)
    let accounts = years.indices.map { index -> StandardAccount in
      var account = whole
      account.leakage = leakage[index]
      account.leakageBase = whole.leakageBase.isNaN ? .nan : gross[index]
      account.uncertaintyBase = uncertainty == nil ? .nan : uncertaintyBases[index]
      account.deduction = deductions[index]
      account.bufferBase = bufferBases[index]
      account.buffer = buffers[index]
      account.net = left[index] - buffers[index]
      return account
    }
    let takes = years.map { applicability(to: scope, vintage: $0.year) }
    // A loss in a vintage that the standard does not take must not be left out to the project's advantage.
    let hidesLoss = years.indices.contains {
      takes[$0].0 == .notApplicable && accounts[$0].net < 0
    }
    let counted = years.indices.filter {
      takes[$0].0 != .notApplicable && !accounts[$0].net.isNaN && !hidesLoss
    }
    let whole = LargestRemainder.whole(counted.map { accounts[$0].net })
    return years.indices.map { index in
      VintageLine(
        vintage: years[index].year, days: years[index].days, applicability: takes[index].0,
        reason: takes[index].reason, baseline: baseline[index], project: project[index],
        account: accounts[index],
        netT: counted.firstIndex(of: index).flatMap { place in whole.map { $0[place] } })
    }
  }
}
