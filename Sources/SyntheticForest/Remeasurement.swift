import Glibc

/// Plots measured again after five years: growth, death and ingrowth.
public struct Remeasurement: Sendable {
  /// Years between the two measurements.
  public static let years = 5
  /// Plots that are measured again.
  public static let plotCount = 30

  /// What became of a tree.
  public struct Change: Sendable {
    /// Number of the tree in its plot; ingrowth goes on after the last number.
    public let number: Int
    /// `survivor`, `died` or `recruit`.
    public let fate: String
    /// The tree as it stands at the second measurement; for a dead one as it was.
    public let tree: Tree
  }

  /// Mean diameter growth, cm a year, its coefficient of variation, and shares a year that die and
  /// that grow in.
  static let growthCm = 0.32
  static let growthCV = 0.8
  static let mortality = 0.018
  static let recruitment = 0.022
  /// Planted trees grow this much a year until the age of eight.
  static let plantedGrowthCm = 1.6

  /// The first plots with trees and layout A.
  public static func plots(_ fieldwork: Fieldwork) -> [Plot] {
    Array(
      fieldwork.systematicPlots().filter {
        $0.layout == .circle && fieldwork.landscape.parcels[$0.parcel].stand != nil
      }.prefix(plotCount))
  }

  /// The trees of a plot five years on.
  public static func changes(on plot: Plot, _ fieldwork: Fieldwork) -> [Change] {
    let parcel = fieldwork.landscape.parcels[plot.parcel]
    guard let stand = parcel.stand else { return [] }
    var random = SeededRandom(seed: fieldwork.landscape.seed, .remeasurement, plot.key)
    let before = fieldwork.trees(on: plot)
    let age = parcel.planting.map { ParcelDrafts.surveyYear - $0.year } ?? 0
    let fastYears = stand.isPlanted ? Double(min(years, max(0, 8 - age))) : 0
    var changes: [Change] = []
    for (index, tree) in before.enumerated() where !tree.isDead {
      let perYear = random.gamma(mean: growthCm, cv: growthCV)
      let fast = random.gamma(mean: plantedGrowthCm, cv: 0.25)
      let dies = random.uniform() > pow(1 - mortality, Double(years))
      var later = tree
      if dies {
        later.isDead = true
        later.isHeightMeasured = false
      } else {
        let growth = fastYears * fast + (Double(years) - fastYears) * perYear
        let curve = { (d: Double) in 1.3 + stand.a * (1 - exp(-stand.b * pow(d, stand.c))) }
        later.dbhCm = ((tree.dbhCm + growth) * 10).rounded() / 10
        // A tree keeps its distance from the height curve while it climbs along it.
        let height = tree.heightM + curve(later.dbhCm) - curve(tree.dbhCm)
        later.heightM = (StandModel.clip(heightM: height) * 10).rounded() / 10
      }
      changes.append(Change(number: index + 1, fate: dies ? "died" : "survivor", tree: later))
    }
    let live = Double(before.filter { !$0.isDead }.count)
    let expected = live * (pow(1 + recruitment, Double(years)) - 1)
    let recruits = Int((expected + random.uniform()).rounded(.down))
    let mix = stand.flora.mix(
      ElevationBand(elevationM: fieldwork.landscape.terrain.elevationM(x: plot.x, y: plot.y)))
    for number in 0..<recruits {
      // Newcomers have just passed the smallest diameter of the plot.
      let dbh = (10 * (6 + 1.5 * random.uniform())).rounded() / 10
      let entry = mix.entry(random.uniform())
      changes.append(
        Change(
          number: before.count + 1 + number, fate: "recruit",
          tree: Tree(
            species: entry.species, written: entry.written, dbhCm: dbh,
            heightM: stand.heightM(dbhCm: dbh, &random), isHeightMeasured: false, isDead: false,
            expansionPerHa: PlotLayout.circle.nests[1].expansionPerHa, isWholePlot: true)))
    }
    return changes
  }
}
