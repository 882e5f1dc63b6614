import CarbonStock
import ForestModel

extension FieldTables {
  /// Joins dead wood, litter and soil to plots by key; what is known of each plot goes to `measured`.
  mutating func joinPools(_ rows: PoolRows) {
    measured = Array(repeating: MeasuredPools(), count: plots.count)
    let pools = request.pools
    for pool in CarbonPool.allCases
    where pools.pools.contains(pool) && pools.defaults[pool] == nil && pool.isDryMatter
      && pools.fractions[pool] == nil
    {
      log.add(
        .carbonFractionMissing, at: FindingLocation(file: fileName(request.trees)),
        ["set": request.carbonFractionSet.rawValue, "pool": pool.rawValue])
    }
    if let path = request.deadWood {
      lyingPieces = rows.deadWood.compactMap { $0.value?.piece }
      for (plot, members) in grouped(rows.deadWood, .deadWood, path) {
        measured[plot].lyingDeadWoodMg = lyingMg(plot, members, fileName(path))
      }
    } else if pools.countsDeadTrees {
      let here = FindingLocation(file: fileName(request.trees), column: "status")
      if columns["trees"]?["status"] == nil {
        log.add(.deadWoodNotMeasured, at: here)
      } else {
        log.add(.deadWoodStandingOnly, at: here)
      }
      for plot in measured.indices { measured[plot].lyingDeadWoodMg = 0 }
    }
    for tree in 0..<trees.count where trees.isRejected[tree] && trees.status[tree] == .dead {
      for plot in plots.id.indices where plots.id[plot] == trees.plotID[tree] { loseDeadWood(plot) }
    }
    if let path = request.litter {
      for (plot, members) in grouped(rows.litter, .litter, path) {
        measured[plot].litterMg =
          Litter.biomassPerHa(
            dryKg: members.map(\.value.dryKg),
            frameAreaM2: ExactSum(members.map(\.value.frameAreaM2)).value
          ).value
      }
    }
    if let path = request.soil { joinSoil(rows.soil, path) }
  }

  /// Leaves a dead tree's plot without dead wood: what stands there is not known as a whole.
  mutating func loseDeadWood(_ plot: Int) {
    if request.pools.countsDeadTrees, plot < measured.count {
      measured[plot].lyingDeadWoodMg = .nan
    }
  }

  // MARK: Plots

  /// The rows of each plot, in the order of the plots. A plot with a bad row has none: the rest of its
  /// rows is not the whole. Every row is counted.
  private mutating func grouped<Value>(
    _ rows: [PoolRow<Value>], _ schema: TableSchema, _ path: String
  ) -> [(plot: Int, members: [(row: Int, value: Value)])] {
    let byState = plots.id.indices.sorted { !plots.isRejected[$0] && plots.isRejected[$1] }
    let place = Dictionary(byState.map { (plots.id[$0], $0) }, uniquingKeysWith: { a, _ in a })
    var members: [Int: [(row: Int, value: Value)]] = [:]
    var incomplete: Set<Int> = []
    for row in rows {
      let plot = place[row.plot]
      guard let value = row.value else {
        if let plot { incomplete.insert(plot) }
        continue
      }
      guard let plot else {
        let near = Nearest.names(to: row.plot, among: plots.id, limit: 1)
        log.add(
          .plotNotListed,
          at: FindingLocation(file: fileName(path), row: row.row, column: "plot_id"),
          ["plot": row.plot, "hint": near.first.map { " (\($0)?)" } ?? ""])
        leaveOut(1, schema, FindingKind.plotNotListed.code)
        continue
      }
      if plots.isRejected[plot] {
        leaveOut(1, schema, "plot-rejected")
      } else {
        members[plot, default: []].append((row.row, value))
      }
    }
    for plot in incomplete {
      leaveOut(members.removeValue(forKey: plot)?.count ?? 0, schema, "plot-incomplete")
    }
    return members.keys.sorted().map { ($0, members[$0] ?? []) }
  }

  private mutating func leaveOut(_ count: Int, _ schema: TableSchema, _ reason: String) {
    accounts[schema.table]?.used -= count
    accounts[schema.table]?.reject(reason, count: count)
  }

  // MARK: Dead wood

  private mutating func lyingMg(
    _ plot: Int, _ members: [(row: Int, value: LyingRow)], _ file: String
  ) -> Double {
    var lines: [String: (length: Double, row: Int)] = [:]
    for (row, value) in members {
      guard let first = lines[value.line] else {
        lines[value.line] = (value.lineLengthM, row)
        continue
      }
      if first.length != value.lineLengthM {
        log.add(
          .lineLengthContradicts,
          at: FindingLocation(file: file, row: row, column: "line_length_m"),
          [
            "line": value.line, "plot": plots.id[plot], "value": value.lineLengthM.findingText,
            "first": first.length.findingText, "row": "\(first.row)",
          ])
        leaveOut(members.count, .deadWood, FindingKind.lineLengthContradicts.code)
        return .nan
      }
    }
    return LineIntersect.biomassPerHa(
      members.compactMap(\.value.piece),
      lineLengthM: ExactSum(lines.values.map(\.length)).value
    ).value
  }

  // MARK: Soil

  private mutating func joinSoil(_ rows: [PoolRow<SoilRow>], _ path: String) {
    let file = fileName(path)
    let groups = grouped(rows, .soil, path).map { plot, members in
      (plot, members, Dictionary(grouping: members) { $0.value.core })
    }
    // Most cores are right: the depth of most is the depth of the pool, the deeper one of two.
    var votes: [Double: Int] = [:]
    for core in groups.flatMap({ $0.2.values }) {
      votes[core.map(\.value.depthCm).max() ?? 0, default: 0] += 1
    }
    let depth = votes.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 0
    for (plot, members, cores) in groups {
      var stocks: [Double] = []
      var fault: FindingKind?
      for core in cores.keys.sorted() {
        let layers = (cores[core] ?? []).sorted {
          ($0.value.topCm, $0.row) < ($1.value.topCm, $1.row)
        }
        var reached = 0.0
        for (row, layer) in layers {
          if layer.topCm != reached {
            fault = .soilLayersApart
            log.add(
              .soilLayersApart, at: FindingLocation(file: file, row: row, column: "top_cm"),
              ["top": layer.topCm.findingText, "expected": reached.findingText])
            break
          }
          reached = layer.depthCm
        }
        if fault != nil { break }
        if reached != depth, let row = layers.last?.row {
          fault = .soilDepthDiffers
          log.add(
            .soilDepthDiffers, at: FindingLocation(file: file, row: row, column: "depth_cm"),
            ["value": reached.findingText, "first": depth.findingText])
          break
        }
        stocks.append(ExactSum(layers.map(\.value.carbon.value)).value)
      }
      if let fault {
        leaveOut(members.count, .soil, fault.code)
      } else {
        measured[plot].soilCarbonMg = SampleMoments(stocks).mean
      }
    }
  }
}
