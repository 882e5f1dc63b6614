import CarbonAccounting
import CarbonStock
import ForestModel
import FoundationEssentials

/// An item of a table of gains and losses. Emissions are positive, removals negative.
enum GainLossItem: String, CaseIterable {
  case growth
  case woodRemoval = "wood-removal"
  case fuelwoodParts = "fuelwood-parts"
  case disturbance
  case fire
  case soil
  case clearedTrees = "cleared-trees"
  case clearedShrubs = "cleared-shrubs"
  case stockChange = "stock-change"
  case stated

  /// Most that soil carbon changes in a year, t C/ha; beyond it the unit is another one.
  static let mostSoilChange = 10.0

  var category: AccountFlow.Category {
    switch self {
    case .growth, .woodRemoval, .fuelwoodParts, .disturbance, .clearedTrees, .clearedShrubs,
      .stockChange:
      .biomass
    case .fire: .burning
    case .soil: .deadMatterAndSoil
    case .stated: .stated
    }
  }

  /// Most that a forest grows, Mg/ha and year; the fastest plantations stay below.
  static let mostGrowth = 60.0
  /// Largest root:shoot ratio: Gold Standard 403 takes 4 for the vegetation of a baseline.
  static let mostRootShoot = 5.0

  /// The amount of a row, t CO2e.
  ///
  /// - Parameter years: length of the row; what is stated per year is multiplied by it.
  func co2eT(
    _ cells: inout TableCells, years: Double, _ potentials: WarmingPotentials,
    _ language: Language, _ log: inout FindingLog
  ) -> Double {
    func amount(_ column: String, _ english: String, _ vietnamese: String) -> Double {
      cells.amount(column, why: Phrase(english, vi: vietnamese), language, &log)
    }
    func area() -> Double { amount("area_ha", "an area", "diện tích") }
    func ratio() -> Double {
      cells.amount("root_shoot", atMost: Self.mostRootShoot, unit: "", &log)
    }
    func biomass() -> Double { amount("agb_mg_ha", "a stock", "trữ lượng") }
    func wood() -> Quantity<WoodVolume> { Quantity(amount("volume_m3", "a volume", "thể tích")) }
    func fraction() -> Double {
      cells.fraction("carbon_fraction", default: PoolSettings.carbonFractionIPCC2006, &log)
    }
    func share() -> Double { cells.percentage("share_percent", &log) / 100 }
    switch self {
    case .growth:
      return -GainLoss.growth(
        areaHa: area(),
        growthMgPerHa: years
          * cells.amount("growth_mg_ha_yr", atMost: Self.mostGrowth, unit: "Mg/ha/yr", &log),
        rootShoot: ratio(), fraction: fraction()
      ).co2e.value
    case .woodRemoval:
      return GainLoss.woodRemoval(
        wood(), bcefMgPerM3: amount("bcef_mg_m3", "a factor", "hệ số"), rootShoot: ratio(),
        fraction: fraction()
      ).co2e.value
    case .fuelwoodParts:
      let volume = wood()
      let stated = cells.requiredNumber("density_g_cm3", &log)
      guard let density = BasicDensity(gPerCm3: stated) else {
        if !stated.isNaN {
          cells.fail(
            .poolValueImpossible, "density_g_cm3", &log,
            [
              "value": stated.findingText, "low": 0.02.findingText, "high": 1.5.findingText,
              "unit": "g/cm3",
            ])
        }
        return .nan
      }
      return GainLoss.fuelwoodParts(volume, density: density, fraction: fraction()).co2e.value
    case .disturbance:
      return GainLoss.disturbance(
        areaHa: area(), agbMgPerHa: biomass(), rootShoot: ratio(), fraction: fraction(),
        shareLost: share()
      ).co2e.value
    case .fire:
      return FireEmission(areaHa: area(), biomassMgPerHa: biomass(), combustion: share())
        .co2e(potentials).value
    case .soil:
      let hectares = area()
      let change = cells.requiredNumber("carbon_t_ha_yr", &log)
      if abs(change) > Self.mostSoilChange {
        cells.fail(
          .soilChangeUnit, "carbon_t_ha_yr", &log,
          ["value": change.findingText, "limit": Self.mostSoilChange.findingText])
      }
      return -Quantity<Carbon>(hectares * change * years).co2e.value
    case .clearedTrees:
      return PreProjectVegetation.trees(
        areaHa: area(), forestAGBMgPerHa: biomass(), crownCover: share()
      ).co2e.value
    case .clearedShrubs:
      return PreProjectVegetation.shrubs(
        areaHa: area(), forestAGBMgPerHa: biomass(), crownCover: share()
      ).co2e.value
    case .stated, .stockChange:
      return cells.requiredNumber("co2e_t", &log)
    }
  }

  /// Constants that the amount took from us.
  func parameters(_ cells: TableCells, _ potentials: WarmingPotentials) -> [Parameter] {
    var list: [Parameter] = []
    switch self {
    case .fire: list = FireEmission.parameters + potentials.parameters
    case .clearedTrees, .clearedShrubs: list = PreProjectVegetation.parameters
    case .growth, .woodRemoval, .fuelwoodParts, .disturbance:
      if cells.text("carbon_fraction").isEmpty {
        list = [
          Parameter(
            name: Phrase("carbon fraction", vi: "tỷ lệ các-bon trong sinh khối khô (CF)"),
            value: PoolSettings.carbonFractionIPCC2006.csvText, unit: "t C / t d.m.",
            source: Phrase(same: "IPCC 2006 Vol. 4 Table 4.3"), confirmed: true)
        ]
      }
    default: break
    }
    return list
  }
}

/// The change that results of `stock-change` show, as a flow: a stock that grows is a removal.
struct StockChangeAmount {
  let folder: String
  let co2eT: Double
  let error: StatedError

  private struct Summary: Decodable {
    struct Total: Decodable {
      let change: Double?
      let half: Double?
      let df: Double?
      enum CodingKeys: String, CodingKey {
        case change = "co2e_change_t"
        case half = "half_width_t"
        case df
      }
    }
    let confidence: Double
    let total: Total
  }

  /// Reads the folder that the row names, from the folder of the table.
  init?(
    _ cells: inout TableCells, _ table: String, _ levels: [Double], _ language: Language,
    _ log: inout FindingLog
  ) {
    let name = cells.requiredText("results", &log)
    guard !name.isEmpty else { return nil }
    folder = name.hasPrefix("/") ? name : parentFolder(TablePath(table).path) + "/" + name
    let data = FileManager.default.contents(atPath: folder + "/summary.json")
    guard let summary = data.flatMap({ try? JSONDecoder().decode(Summary.self, from: $0) }),
      let change = summary.total.change, let half = summary.total.half, change != 0
    else {
      cells.fail(.stockChangeUnreadable, "results", &log, ["value": name])
      return nil
    }
    let percent = 100 * half / abs(change)
    guard
      let width = HalfWidth(
        percent: percent, confidence: summary.confidence, degreesOfFreedom: summary.total.df)
    else {
      cells.fail(.stockChangeUnreadable, "results", &log, ["value": name])
      return nil
    }
    for needed in levels {
      do { _ = try width.percent(at: needed) } catch {
        let style = NumberStyle(language)
        cells.fail(
          .halfWidthLevel, "results", &log,
          ["stated": style.percent(summary.confidence), "needed": style.percent(needed)])
        return nil
      }
    }
    co2eT = -change
    error = StatedError(
      standardError: -change * width.standardErrorPercent / 100,
      degreesOfFreedom: summary.total.df ?? .infinity, group: "")
  }
}
