import CarbonStock
import ForestModel

/// The plots of every stratum with what the estimator of the design needs besides their stocks.
struct DesignSamples {
  let request: EstimateRequest
  let inventory: InventoryResult
  let language: Language
  /// Stratum whose mean a plot enters; `nil` for plots set aside.
  private(set) var places: [Int?]
  /// Whether a stratum takes its mean from plots.
  private let isSampled: [Bool]
  /// Value of every plot on the biomass map, or of its quantity in the first phase; empty without.
  var auxiliary: [Double] = []
  /// The quantity of the first phase on all its plots, by stratum.
  var firstPhase: [[Double]] = []
  /// Mean of the biomass map over the land of every stratum, Mg/ha.
  var mapMeans: [Double] = []
  /// Plots set aside here, by reason.
  private(set) var unused: [String: Int] = [:]
  /// Plots of every stratum.
  private(set) var members: [[Int]] = []

  init(
    _ inventory: InventoryResult, places: [Int?], _ plan: StrataPlan, _ request: EstimateRequest,
    _ language: Language
  ) {
    self.request = request
    self.inventory = inventory
    self.language = language
    self.places = places
    isSampled = plan.treatments.map { $0 == .sampled || $0 == .merged }
    collect()
  }

  private mutating func collect() {
    members = Array(repeating: [], count: isSampled.count)
    for plot in places.indices {
      if let stratum = places[plot], inventory.isUsable(plot) { members[stratum].append(plot) }
    }
  }

  /// Leaves plots out that lack what the design needs.
  mutating func setAside(_ plots: [Int], because kind: FindingKind) {
    for plot in plots where places[plot] != nil {
      places[plot] = nil
      unused[kind.code, default: 0] += 1
    }
    collect()
  }

  /// What is known of one stratum by the estimator of the design; `nil`, with a finding, when it
  /// cannot work with these plots.
  func stock(
    of stratum: Int, named name: String, _ landHa: [Double], file: String, _ style: NumberStyle,
    _ log: inout FindingLog
  ) -> StratumStock? {
    let plots = members[stratum]
    func refuse(_ reason: Phrase) -> StratumStock? {
      log.add(
        .designNotPossible, at: FindingLocation(file: file),
        [
          "stratum": name, "count": "\(plots.count)", "design": request.design.rawValue,
          "reason": reason.text(language),
        ])
      return nil
    }
    var size = Double.infinity
    if request.isFinitePopulation {
      let all = request.design == .postStratified ? members.flatMap { $0 } : plots
      let land = request.design == .postStratified ? sampledHa(landHa) : landHa[stratum]
      let areas = all.map { inventory.plots.areaHa[$0] }
      guard areas.allSatisfy({ $0 > 0 }) else {
        return refuse(
          Phrase(
            "--finite-population needs the area of every plot",
            vi: "--finite-population cần diện tích của mọi ô"))
      }
      let covered = ExactSum(areas).value
      guard covered <= land else {
        log.add(
          .sampleExceedsLand, at: FindingLocation(file: file),
          [
            "stratum": name, "count": "\(all.count)", "plots": style.string(covered, decimals: 2),
            "ha": style.string(land, decimals: 2),
          ])
        return nil
      }
      // Units, plots or clusters, that the land has room for.
      size = land / (covered / Double(units(of: all)))
    }
    let sample = StratumSample(
      name: name, plotNames: plots.map { inventory.plots.id[$0] },
      plots: plots.map { inventory.stocks[$0].perHa },
      areasHa: plots.map { inventory.plots.areaHa[$0] },
      clusters: request.design == .cluster ? plots.map { inventory.plots.cluster[$0] } : [],
      auxiliary: auxiliary.isEmpty ? [] : plots.map { auxiliary[$0] })
    let method = method(of: stratum, landHa)
    return StratumStock(sample, by: method, populationSize: size) ?? refuse(obstacle)
  }

  private func method(of stratum: Int, _ landHa: [Double]) -> StratumMethod {
    switch request.design {
    case .simple, .stratified: .mean
    case .postStratified:
      .postStratum(
        weight: landHa[stratum] / sampledHa(landHa),
        plots: members.reduce(0) { $0 + $1.count })
    case .cluster: .cluster
    case .ratio: .ratioOfMeans
    case .double: .doubleSampling(firstPhase: firstPhase[stratum])
    case .modelAssisted:
      .map(
        request.mapModel, mapMean: mapMeans[stratum],
        ratios: request.inventory.pools.ratiosToAGB(
          of: members.flatMap { $0 }.map { inventory.stocks[$0].perHa }),
        residuals: request.mapResiduals)
    }
  }

  /// Why the estimator of the design gave nothing.
  private var obstacle: Phrase {
    switch request.design {
    case .simple, .stratified, .postStratified, .cluster:
      Phrase("it needs at least 2 clusters", vi: "cần ít nhất 2 cụm")
    case .ratio:
      Phrase("it needs area_ha of every plot", vi: "cần area_ha của mọi ô")
    case .double:
      Phrase(
        "it needs at least 3 plots, an auxiliary that differs between them, and a first phase that holds them all",
        vi: "cần ít nhất 3 ô, biến phụ khác nhau giữa các ô và pha một có đủ các ô này")
    case .modelAssisted:
      Phrase(
        "the correction of the map needs 3 plots (ratio and difference: 2), map values that differ between them (greg), and a sum of them above 0 (ratio)",
        vi:
          "hiệu chỉnh bản đồ cần 3 ô (ratio và difference: 2), giá trị bản đồ khác nhau giữa các ô (greg) và tổng lớn hơn 0 (ratio)"
      )
    }
  }

  /// Hectares of all strata that take their mean from plots.
  private func sampledHa(_ landHa: [Double]) -> Double {
    ExactSum(landHa.indices.filter { isSampled[$0] }.map { landHa[$0] }).value
  }

  private func units(of plots: [Int]) -> Int {
    guard request.design == .cluster else { return plots.count }
    let names = plots.map { inventory.plots.cluster[$0] }
    return Set(names.filter { !$0.isEmpty }).count + names.filter(\.isEmpty).count
  }
}

extension Workflow {
  /// Clustered plots are never treated as independent: their standard error would be too small. And a
  /// design of clusters needs some.
  static func refuseClusters(
    _ plots: PlotTable, file: String, _ design: SamplingDesign, _ log: inout FindingLog
  ) {
    var clusters: [String: [Int]] = [:]
    for plot in plots.id.indices where !plots.cluster[plot].isEmpty && !plots.isRejected[plot] {
      clusters[plots.cluster[plot], default: []].append(plot)
    }
    let shared = clusters.filter { $0.value.count > 1 }.sorted { $0.value[0] < $1.value[0] }
    if design == .cluster {
      if shared.isEmpty {
        log.add(.clusterMissing, at: FindingLocation(file: file, column: "cluster_id"))
      }
      return
    }
    for (cluster, all) in shared {
      log.add(
        .plotsClustered,
        at: FindingLocation(file: file, row: plots.row[all[1]], column: "cluster_id"),
        ["cluster": cluster, "count": "\(all.count)", "design": design.rawValue])
    }
  }

  /// A cluster must not tie the means of two strata to each other.
  static func refuseClustersAcrossStrata(
    _ samples: DesignSamples, _ plan: StrataPlan, file: String, _ log: inout FindingLog
  ) {
    let plots = samples.inventory.plots
    var strata: [String: Set<Int>] = [:]
    var first: [String: Int] = [:]
    for (stratum, members) in samples.members.enumerated() {
      for plot in members where !plots.cluster[plot].isEmpty {
        strata[plots.cluster[plot], default: []].insert(stratum)
        first[plots.cluster[plot]] = min(first[plots.cluster[plot]] ?? plot, plot)
      }
    }
    for (cluster, plot) in first.sorted(by: { $0.value < $1.value }) {
      guard let found = strata[cluster], found.count > 1 else { continue }
      log.add(
        .clusterAcrossStrata,
        at: FindingLocation(file: file, row: plots.row[plot], column: "cluster_id"),
        [
          "cluster": cluster,
          "strata": found.sorted().map { plan.names[$0] }.joined(separator: ", "),
        ])
    }
  }
}
