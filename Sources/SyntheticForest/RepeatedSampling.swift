import CarbonStock
import ForestModel

/// The sampling design carried out many times on the same land, each time with a new random start of
/// the grid and new trees, and estimated with the estimators of the toolkit: what they yield on
/// average, how much they vary, and how often their intervals hold the truth.
public struct RepeatedSampling: Sendable {
  /// How trees become plots.
  public enum Pipeline: String, Sendable {
    /// True biomass of the trees measured: only the sampling is at work.
    case trueTrees = "true_trees"
    /// Everything the tool does: written species, wood-density table and default, height model on the
    /// heights measured.
    case full = "full_pipeline"
  }

  /// One sample.
  public struct Outcome: Sendable {
    /// Estimated total of the sampled strata, t CO2e, its standard error and half-widths.
    public let totalT: Double
    /// Standard error, t.
    public let seT: Double
    /// Half-width at 90 %, t.
    public let half90T: Double
    /// Half-width at 95 %, t.
    public let half95T: Double
    /// Estimated mean above-ground biomass per stratum, Mg/ha, in order of `strata`.
    public let agbMgPerHa: [Double]
    /// Plots per stratum.
    public let plots: [Int]
  }

  /// Names of the sampled strata, in reading order.
  public let strata: [String]
  /// Their hectares.
  public let areasHa: [Double]
  private let fieldwork: Fieldwork
  private let stratumOfClass: [Int?]
  private let densities: WoodDensityTable

  /// Prepares repeated samples; `areasHa` gives the ellipsoidal hectares of each parcel.
  public init(_ fieldwork: Fieldwork, ellipsoidalHa: [Double]) {
    self.fieldwork = fieldwork
    let sampled = Self.sampledStrata
    strata = sampled
    stratumOfClass = ForestClass.all.map { sampled.firstIndex(of: $0.stratum) }
    var areas = Array(repeating: 0.0, count: sampled.count)
    for parcel in fieldwork.landscape.parcels {
      if let stratum = stratumOfClass[parcel.classIndex] {
        areas[stratum] += ellipsoidalHa[parcel.index]
      }
    }
    areasHa = areas
    var table = WoodDensityTable()
    for species in Species.all {
      table.add(species: species.name, genus: "", family: "", value: species.woodDensity)
    }
    densities = table
  }

  /// Strata whose own plots give their mean.
  public static let sampledStrata = Set(
    ForestClass.all.filter { $0.treatment == "sampled" }.map(\.stratum)
  ).sorted()

  /// Draws and estimates sample `repetition`; `nil` when a stratum gets fewer than two plots.
  public func outcome(_ repetition: Int, _ pipeline: Pipeline) -> Outcome? {
    var plots: [(plot: Plot, stratum: Int)] = []
    for plot in fieldwork.systematicPlots(repetition: repetition) {
      let parcel = fieldwork.landscape.parcels[plot.parcel]
      if let stratum = stratumOfClass[parcel.classIndex] { plots.append((plot, stratum)) }
    }
    let trees = plots.map { fieldwork.trees(on: $0.plot).filter { !$0.isDead } }
    let pools = PoolSettings()
    let stocks: [StockPerHa]
    switch pipeline {
    case .trueTrees:
      stocks = zip(plots, trees).map { entry, trees in
        let mgPerHa = trees.reduce(0) {
          $0 + $1.agbKg / 1_000
            * ($1.isWholePlot ? 1 / entry.plot.layout.areaHa : $1.expansionPerHa)
        }
        return pools.stock(agbMgPerHa: mgPerHa)
      }
    case .full:
      stocks = computed(
        plots.map(\.plot), plots.map { strata[$0.stratum] }, trees, pools)
    }
    var perStratum = Array(
      repeating: (stocks: [StockPerHa](), areas: [Double]()), count: strata.count)
    for (entry, stock) in zip(plots, stocks) {
      perStratum[entry.stratum].stocks.append(stock)
      perStratum[entry.stratum].areas.append(entry.plot.layout.areaHa)
    }
    guard perStratum.allSatisfy({ $0.stocks.count >= 2 }) else { return nil }
    let known = zip(strata, perStratum).map {
      StratumStock(name: $0, plots: $1.stocks, plotAreasHa: $1.areas)
    }
    let land = areasHa.enumerated().map { (stratum: $0.offset, areaHa: $0.element) }
    guard
      let at90 = StratifiedEstimator(strata: known, confidence: 0.90, rule: .satterthwaite)
        .estimate(land),
      let at95 = StratifiedEstimator(strata: known, confidence: 0.95, rule: .satterthwaite)
        .estimate(land)
    else { return nil }
    return Outcome(
      totalT: at90.co2eT, seT: at90.co2eTotalSET, half90T: at90.halfWidthT,
      half95T: at95.halfWidthT, agbMgPerHa: known.map(\.mean.agbMg),
      plots: perStratum.map(\.stocks.count))
  }

  /// What the tool makes of the trees as written.
  private func computed(
    _ plots: [Plot], _ stratumOfPlot: [String], _ trees: [[Tree]], _ pools: PoolSettings
  ) -> [StockPerHa] {
    var table = TreeTable()
    var plotOfTree: [Int?] = []
    var measured = HeightTable()
    for (plot, members) in trees.enumerated() {
      for tree in members {
        table.plotID.append(plots[plot].id)
        table.treeID.append("")
        table.species.append(tree.written)
        table.family.append("")
        table.dbhCm.append(tree.dbhCm)
        table.heightM.append(tree.isHeightMeasured ? tree.heightM : .nan)
        table.woodDensityGPerCm3.append(.nan)
        table.woodDensitySDGPerCm3.append(.nan)
        table.agbKg.append(.nan)
        table.expansionPerHa.append(tree.isWholePlot ? .nan : tree.expansionPerHa)
        table.status.append(.live)
        table.decayClass.append("")
        table.team.append("")
        table.growthForm.append("")
        table.isFromGirth.append(false)
        table.row.append(table.row.count)
        table.isRejected.append(false)
        plotOfTree.append(plot)
        if tree.isHeightMeasured {
          measured.add(
            dbhCm: tree.dbhCm, heightM: tree.heightM, plot: plots[plot].id,
            stratum: stratumOfPlot[plot], row: 0)
        }
      }
    }
    var plotTable = PlotTable()
    for plot in plots {
      plotTable.id.append(plot.id)
      plotTable.areaHa.append(plot.layout.areaHa)
    }
    let models = HeightModels(
      choosing: HeightModels.candidates,
      HeightSample(
        dbhCm: measured.dbhCm, heightM: measured.heightM, group: measured.stratum,
        plot: measured.plotID))
    let biomass = TreeBiomass(
      of: table,
      using: BiomassSettings(
        heights: models.map { .fitted($0) } ?? .measured,
        woodDensities: WoodDensityLookup(given: densities), woodDensityDefault: 0.55),
      heightGroups: Dictionary(uniqueKeysWithValues: zip(plots.map(\.id), stratumOfPlot)))
    return PlotExpansion.stocks(
      of: table, biomass: biomass, plots: plotTable, plotOfTree: plotOfTree, pools: pools
    ).map(\.perHa)
  }

  /// What many samples show together.
  public struct Summary: Sendable {
    /// Samples drawn.
    public let samples: Int
    /// Samples with a stratum of fewer than two plots, which have no standard error.
    public let notEstimable: Int
    /// The true total of the sampled strata, t CO2e.
    public let trueT: Double
    /// Mean of the estimates, t.
    public let meanT: Double
    /// Standard deviation of the estimates, t.
    public let sdT: Double
    /// Root of the mean estimated variance, t.
    public let meanSET: Double
    /// Shares of the samples whose interval holds the truth.
    public let coverage90: Double
    /// The same at 95 %.
    public let coverage95: Double
    /// The same for intervals around which the mean error has been taken off: what the intervals
    /// would hold without bias.
    public let coverage90Unbiased: Double
    /// The same at 95 %.
    public let coverage95Unbiased: Double
    /// Mean over the samples of the estimated above-ground biomass, Mg/ha, per stratum.
    public let agbMgPerHa: [Double]

    /// The same with every plot of all samples counted alike: free of the small bias of a mean over a
    /// number of plots that is itself random.
    public let pooledAGBMgPerHa: [Double]

    /// Sums up samples.
    public init(_ outcomes: [Outcome], samples: Int, trueT: Double) {
      self.samples = samples
      notEstimable = samples - outcomes.count
      self.trueT = trueT
      let n = Double(outcomes.count)
      let totals = SampleMoments(outcomes.map(\.totalT))
      meanT = totals.mean
      sdT = totals.standardDeviation
      meanSET = (outcomes.reduce(0) { $0 + $1.seT * $1.seT } / n).squareRoot()
      let centre = totals.mean
      func share(_ truth: Double, _ half: (Outcome) -> Double) -> Double {
        Double(outcomes.filter { abs($0.totalT - truth) <= half($0) }.count) / n
      }
      coverage90 = share(trueT) { $0.half90T }
      coverage95 = share(trueT) { $0.half95T }
      coverage90Unbiased = share(centre) { $0.half90T }
      coverage95Unbiased = share(centre) { $0.half95T }
      let strata = outcomes.first?.agbMgPerHa.count ?? 0
      agbMgPerHa = (0..<strata).map { s in outcomes.reduce(0) { $0 + $1.agbMgPerHa[s] } / n }
      pooledAGBMgPerHa = (0..<strata).map { s in
        outcomes.reduce(0) { $0 + $1.agbMgPerHa[s] * Double($1.plots[s]) }
          / outcomes.reduce(0) { $0 + Double($1.plots[s]) }
      }
    }
  }

  /// Samples number 1 to `samples`.
  public func summary(samples: Int, _ pipeline: Pipeline, trueT: Double) -> Summary {
    Summary(
      (1...samples).compactMap { outcome($0, pipeline) }, samples: samples, trueT: trueT)
  }
}
