import CarbonStock
import Foundation
import SyntheticForest
import Testing

@Suite("Stands, plots and truth")
struct StandTests {
  /// Published quantiles of simulated plots of 1,000 m²: volume (m³/ha) and biomass (Mg/ha) at 5, 50 and
  /// 95 %.
  static let published: [(name: String, volume: [Double], agb: [Double])] = [
    ("TXG", [117, 239, 424], [102, 211, 364]), ("TXB", [80, 138, 208], [70, 116, 178]),
    ("TXN", [36, 71, 120], [30, 59, 99]), ("TXK", [12, 30, 53], [9, 23, 42]),
    ("TXP", [20, 41, 66], [15, 31, 51]), ("TXDB", [77, 147, 259], [73, 138, 248]),
    ("TXDN", [37, 72, 119], [35, 67, 110]), ("HG1", [19, 45, 88], [15, 35, 68]),
    ("RTG_keo5", [50, 68, 88], [37, 50, 64]), ("RTG_keo8", [81, 121, 162], [62, 92, 124]),
    ("RTG_thong15", [80, 116, 161], [59, 85, 119]),
    ("RTG_thong25", [127, 210, 299], [96, 157, 224]),
    ("RTG_samoc12", [63, 88, 110], [36, 50, 63]), ("LKB", [108, 185, 298], [84, 141, 226]),
  ]

  @Test("plots of 1,000 m² hit the published quantiles", arguments: 0..<14)
  func quantiles(_ row: Int) throws {
    let wanted = Self.published[row]
    let stand = try #require(StandModel.published.first { $0.name == wanted.name })
    let plots = Fieldwork.simulatedPlots(stand, count: 3_000, seed: 11)
    let volumes = plots.map(\.volumeM3PerHa).sorted()
    let agb = plots.map(\.agbMgPerHa).sorted()
    for (place, share) in [0.05, 0.5, 0.95].enumerated() {
      let at = Int(share * 3_000)
      // 3,000 plots leave about 1 % on the median and 2 to 3 % on the outer quantiles, and as much
      // again is in the published figures. The outer quantiles also see that the stem number varies
      // log-normally here.
      let tolerance = place == 1 ? 0.05 : 0.12
      #expect(
        abs(volumes[at] / wanted.volume[place] - 1) < tolerance,
        "\(wanted.name) volume \(share): \(volumes[at]) against \(wanted.volume[place])")
      // Wood densities come from species here, not from the normal distribution of the table: the
      // mixes lie up to 12 % off its means.
      #expect(
        abs(agb[at] / wanted.agb[place] - 1) < tolerance + 0.12,
        "\(wanted.name) biomass \(share): \(agb[at]) against \(wanted.agb[place])")
    }
  }

  @Test("the expectation is the mean of many plots", arguments: ["TXG", "TXP", "RTG_samoc12"])
  func expectation(_ name: String) throws {
    let stand = try #require(StandModel.published.first { $0.name == name })
    let plots = Fieldwork.simulatedPlots(stand, count: 6_000, seed: 5)
    let exact = StandExpectation(stand)
    let mean = plots.reduce(0) { $0 + $1.agbMgPerHa } / 6_000
    let sd = (plots.reduce(0) { $0 + pow($1.agbMgPerHa - mean, 2) } / 5_999).squareRoot()
    let z = (mean - exact.agbMgPerHa[ElevationBand.middle.rawValue]) / (sd / 6_000.0.squareRoot())
    #expect(abs(z) < 3.5, "z = \(z)")
    // Constant of the equation, written out once more.
    #expect(
      abs(
        AllometryCatalog.chave2014Eq4.agbKg(dbhCm: 20, heightM: 15, woodDensity: 0.5, stress: .nan)
          - 0.0673 * pow(0.5 * 400 * 15, 0.976)) < 1e-9)
  }

  @Test("field work: spacing, layouts, heights, names", arguments: [0, 1])
  func fieldwork(_ land: Int) {
    let fieldwork = Lands.fieldworks[land]
    let plots = fieldwork.systematicPlots()
    #expect((108...132).contains(plots.count))
    #expect(plots.filter { $0.layout == .nested }.count == Fieldwork.nestedPlots)
    let trees = plots.map { fieldwork.trees(on: $0) }
    for (plot, trees) in zip(plots, trees) {
      for tree in trees {
        #expect(tree.dbhCm >= 5 && tree.dbhCm <= 110)
        #expect(StandModel.heightRangeM.contains(tree.heightM))
        #expect(tree.expansionPerHa > 5 && tree.expansionPerHa < 101)
      }
      if fieldwork.landscape.parcels[plot.parcel].stand == nil { #expect(trees.isEmpty) }
    }
    let all = trees.flatMap { $0 }
    let natural = all.filter { Species.all[$0.species].name != "Acacia mangium" }
    let unknown = natural.filter { $0.written == SpeciesMix.unknownName }.count
    // 4 % of 4,000 stems, binomial standard deviation 0.3 %.
    #expect(abs(Double(unknown) / Double(natural.count) - 0.04) < 0.012)
    let dead = Double(all.filter(\.isDead).count) / Double(all.count)
    #expect((0.03...0.06).contains(dead))
    let stocked = trees.filter { !$0.isEmpty }
    let without = stocked.filter { !$0.contains(where: \.isHeightMeasured) }.count
    // One plot in five, of about 75: standard deviation 4.6 %.
    #expect(abs(Double(without) / Double(stocked.count) - 0.2) < 0.16)
    #expect(fieldwork.twoStagePlots().count == 30)
    #expect(Set(fieldwork.twoStagePlots().map(\.compartment)).count == 10)
    let remeasured = Remeasurement.plots(fieldwork).flatMap {
      Remeasurement.changes(on: $0, fieldwork)
    }
    let died = Double(remeasured.filter { $0.fate == "died" }.count)
    let recruits = Double(remeasured.filter { $0.fate == "recruit" }.count)
    let before = Double(remeasured.count) - recruits
    // 1.8 % and 2.2 % a year over five years.
    #expect(abs(died / before - 0.0868) < 0.03 && abs(recruits / before - 0.115) < 0.03)
  }

  @Test(
    "repeated samples: unbiased, and the 90 % interval holds the truth in 86 to 95 of 100",
    arguments: [0, 1])
  func coverage(_ land: Int) {
    let fieldwork = Lands.fieldworks[land]
    let areas = fieldwork.landscape.parcels.map(\.planarHa)
    let truth = Truth(fieldwork, ellipsoidalHa: areas)
    let real = truth.total { RepeatedSampling.sampledStrata.contains($0.forestClass.stratum) }
    let sampling = RepeatedSampling(fieldwork, ellipsoidalHa: areas)
    let summary = sampling.summary(samples: 400, .trueTrees, trueT: real.co2eT)
    let n = Double(summary.samples - summary.notEstimable)
    // With 400 samples the binomial standard deviation of a share of 0.90 is 1.5 %: an estimator
    // that holds its level falls outside 86 to 94.5 in fewer than one of 100 runs. The grid spreads its
    // plots more evenly than random points, so the formula for random points is somewhat wide: the upper
    // end leaves room for that.
    #expect((0.86...0.95).contains(summary.coverage90), "\(summary.coverage90)")
    let z = (summary.meanT - summary.trueT) / (summary.sdT / n.squareRoot())
    print(
      "seed \(fieldwork.landscape.seed): coverage 90 % \(summary.coverage90), z of the mean \(z)")
    // A post-stratified mean has a small bias of its own, below half a percent here.
    #expect(abs(z) < 3.5 || abs(summary.meanT / summary.trueT - 1) < 0.005, "z = \(z)")
    #expect(summary.notEstimable < 40)
    // The truth by commune adds up to the whole.
    let communes = truth.by { $0.commune }.values.reduce(0) { $0 + $1.co2eT }
    #expect(abs(communes / truth.total { _ in true }.co2eT - 1) < 1e-9)
  }

  @Test("land cover: shares of change, accuracies, reference points", arguments: [0, 1])
  func landCover(_ land: Int) {
    let landscape = Lands.fieldworks[land].landscape
    let cover = LandCover(landscape)
    let change = Dictionary(
      uniqueKeysWithValues: cover.changeHa().map { ($0.change, $0.hectares) })
    func area2015(_ classes: ClosedRange<Int>) -> Double {
      Double(cover.truth2015.filter { classes.contains($0) }.count) * 0.09
    }
    #expect(abs((change[.deforestation] ?? 0) / area2015(1...4) - 0.021) < 0.001)
    #expect(abs((change[.degradation] ?? 0) / area2015(1...1) - 0.035) < 0.002)
    #expect(abs((change[.regeneration] ?? 0) / area2015(5...5) - 0.06) < 0.003)
    #expect(abs((change[.planting] ?? 0) / area2015(5...5) - 0.025) < 0.002)
    for k in 1...8 {
      let mapped = cover.map2024.indices.filter { cover.map2024[$0] == k }
      let right = mapped.filter { cover.truth2024[$0] == k }.count
      // Pixels half off at the edges of patches cost up to seven points.
      let loss = LandCover.usersAccuracy[k - 1] - Double(right) / Double(mapped.count)
      #expect((-0.02...0.08).contains(loss), "class \(k): \(loss)")
    }
    let points = cover.referencePoints(seed: landscape.seed)
    #expect(points.count == 500 && points.filter { $0.stratum == "change" }.count == 75)
  }
}
