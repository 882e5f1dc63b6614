import CarbonStock
import ForestModel

extension Inventory {
  /// Shares that decay left of standing trees and lying pieces, as far as some tree or piece took them,
  /// and the densities of dead wood that the user stated.
  var deadWoodParameters: [Parameter] {
    let dead = trees.row.indices.filter {
      trees.status[$0] == .dead && !trees.isRejected[$0] && !biomass.agbKg[$0].isNaN
    }
    let standing = Set(dead.compactMap { StandingDeadClass(trees.decayClass[$0]) })
    let lying = Set(
      tables.lyingPieces.compactMap { piece -> DecayClass? in
        if case .ofSoundWood = piece.density { return piece.decay }
        return nil
      })
    var list = StandingDeadClass.allCases.filter(standing.contains).map(\.parameter)
    list += DecayClass.allCases.filter(lying.contains).map(\.parameter)
    guard tables.request.deadWood != nil else { return list }
    let stated = tables.request.deadWoodDensity
    let densities: [(String, String, BasicDensity?)] =
      [("sound wood", "gỗ chưa mục", stated.ofSoundWood)]
      + DecayClass.allCases.map { ($0.rawValue, $0.rawValue, stated.asItLies[$0]) }
    for (name, vietnamese, density) in densities {
      guard let density else { continue }
      list.append(
        Parameter(
          name: Phrase(
            "density of dead wood, \(name)",
            vi: "khối lượng thể tích gỗ chết (\(vietnamese))"),
          value: density.gPerCm3.csvText, unit: "g/cm³", source: .statedByUser, confirmed: true))
    }
    return list
  }

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
    guard !pools.measuredPools.isEmpty else { return }
    let totals = totals
    let usable = plots.id.indices.filter { totals.isUsable($0) }
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
