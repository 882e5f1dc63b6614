import CarbonStock
import ForestModel

/// One line of pools.csv: a pool of a stratum, or of all land.
struct PoolLine {
  /// `nil` for the total.
  let stratum: String?
  /// `nil` for all pools together, or for what a factor does not split.
  let pool: CarbonPool?
  /// Word in the column `pool`.
  let name: String
  let dryMgPerHa: Double
  let carbonMgPerHa: Double
  /// Standard error, t CO2e per ha.
  let co2eSETPerHa: Double
  let areaHa: Double
  /// Plots the mean rests on; `nil` for factors and totals.
  let plots: Int?
  /// How the figure came about.
  let source: String

  static let notSplit = "not-split"
  static let all = "all"

  var co2eTPerHa: Double { Quantity<Carbon>(carbonMgPerHa).co2e.value }

  var json: JSONValue {
    .object([
      "carbon_mg_ha": .number(carbonMgPerHa), "co2e_t_ha": .number(co2eTPerHa),
      "co2e_se_t_ha": .number(co2eSETPerHa), "co2e_t": .number(co2eTPerHa * areaHa),
      "dry_mg_ha": .number(dryMgPerHa),
    ])
  }

  /// What the intervals leave out when further pools are counted.
  static func errorsNotIncluded(_ pools: PoolSettings) -> [String] {
    var list: [String] = []
    if pools.countsDeadTrees { list.append("density and decay of dead wood") }
    if !pools.defaults.isEmpty { list.append("default shares of dead wood and litter") }
    if pools.pools.contains(.soil) { list.append("soil analysis and bulk density") }
    return list
  }
}

extension EstimateResult {
  /// The lines of pools.csv: the total first, then the strata with land, each pool by pool and at the
  /// end all together. The pools of a group add up to its last line.
  var poolLines: [PoolLine] {
    var lines: [PoolLine] = []
    if let total { lines += poolLines(nil, total, stock: nil) }
    for line in strataLines {
      guard let stock = line.stock, let estimate = line.estimate else { continue }
      lines += poolLines(line.name, estimate, stock: stock)
    }
    return lines
  }

  private func poolLines(
    _ stratum: String?, _ estimate: LandEstimate, stock: StratumStock?
  ) -> [PoolLine] {
    let pools = request.inventory.pools
    let perHa = estimate.perHa
    var lines: [PoolLine] = []
    for pool in CarbonPool.allCases {
      let carbon = perHa.carbonByPool[pool]
      if carbon.isNaN { continue }
      let isFactor = stock?.source == .table
      let count = stock.map(\.plotCountByPool)?[pool]
      lines.append(
        PoolLine(
          stratum: stratum, pool: pool, name: pool.rawValue, dryMgPerHa: perHa.dryMg(pool),
          carbonMgPerHa: carbon, co2eSETPerHa: estimate.co2eSEByPool[pool],
          areaHa: estimate.areaHa, plots: count.flatMap { $0.isNaN ? nil : Int($0) },
          source: isFactor ? "factor" : poolSource(pool, pools)))
    }
    if !perHa.carbonByPool.notSplit.isNaN {
      lines.append(
        PoolLine(
          stratum: stratum, pool: nil, name: PoolLine.notSplit, dryMgPerHa: .nan,
          carbonMgPerHa: perHa.carbonByPool.notSplit,
          co2eSETPerHa: estimate.co2eSEByPool.notSplit, areaHa: estimate.areaHa, plots: nil,
          source: "factor"))
    }
    lines.append(
      PoolLine(
        stratum: stratum, pool: nil, name: PoolLine.all, dryMgPerHa: .nan,
        carbonMgPerHa: perHa.carbonMg, co2eSETPerHa: estimate.co2eSET, areaHa: estimate.areaHa,
        plots: stock.flatMap { $0.source == .sampled ? $0.plotCount : nil }, source: ""))
    return lines
  }

  private func poolSource(_ pool: CarbonPool, _ pools: PoolSettings) -> String {
    if pools.defaults[pool] != nil { return "default-share" }
    switch pool {
    case .agb: return "trees"
    case .bgb: return "root-shoot"
    case .deadWood: return request.inventory.deadWood == nil ? "standing-only" : "measured"
    case .litter, .soil: return "measured"
    }
  }

  /// pools.csv: carbon by pool, of the total and of every stratum.
  func writePools(_ path: String) throws(WorkflowError) {
    var file = try CSVWriter(
      path,
      header: [
        "level", "stratum", "pool", "dry_mg_ha", "carbon_mg_ha", "co2e_t_ha", "co2e_se_t_ha",
        "co2e_t", "area_ha", "n_plots", "source",
      ])
    for line in poolLines {
      try file.row([
        line.stratum == nil ? "total" : "stratum", line.stratum ?? "", line.name,
        line.dryMgPerHa.csvText, line.carbonMgPerHa.csvText, line.co2eTPerHa.csvText,
        line.co2eSETPerHa.csvText, (line.co2eTPerHa * line.areaHa).csvText, line.areaHa.csvText,
        line.plots.map(String.init) ?? "", line.source,
      ])
    }
    try file.finish()
  }
}
