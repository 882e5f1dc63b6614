import CarbonStock
import ForestModel

extension Inventory {
  /// What a reader should know of the pools beside the live trees.
  mutating func reportPools(_ request: InventoryRequest, _ style: NumberStyle) {
    let pools = request.pools
    if pools.countsDeadTrees {
      for tree in 0..<trees.count
      where trees.status[tree] == .dead && !trees.isRejected[tree]
        && StandingDeadClass(trees.decayClass[tree]) == nil
      {
        tables.log.add(
          .deadTreeBareBole,
          at: FindingLocation(
            file: fileName(request.trees), row: trees.row[tree], column: "decay_class"),
          ["value": trees.decayClass[tree]])
      }
    }
    for pool in CarbonPool.allCases {
      if let rule = pools.defaults[pool], pools.pools.contains(pool) {
        tables.log.add(
          .defaultShareUsed, at: FindingLocation(file: fileName(request.trees)),
          ["pool": pool.rawValue, "value": style.percent(rule.share(pool))])
      }
    }
    let usable = plots.id.indices.filter { isUsable($0) }
    for pool in pools.measuredPools {
      let without = usable.filter { stocks[$0].perHa.carbonByPool[pool].isNaN }
      guard let first = without.first else { continue }
      let file = request.poolTable(pool) ?? request.trees
      tables.log.add(
        .poolOnSomePlots, at: FindingLocation(file: fileName(file), column: "plot_id"),
        [
          "pool": pool.rawValue, "count": "\(without.count)", "all": "\(usable.count)",
          "plot": plots.id[first],
        ])
    }
  }

  /// Pools beyond the live trees that are counted, in order; their columns follow those of the contract.
  static func furtherPools(_ pools: PoolSettings) -> [CarbonPool] {
    CarbonPool.allCases.filter { pools.pools.contains($0) && ![.agb, .bgb].contains($0) }
  }

  /// Name of a further pool's column: dry matter would be empty for shares and soil, carbon never is.
  static func carbonColumn(_ pool: CarbonPool) -> String {
    pool.rawValue.replacing("-", with: "_") + "_carbon_mg_ha"
  }
}
