import Glibc

/// A bamboo culm on the 100 m² in the middle of a plot.
public struct Culm: Sendable {
  /// Vietnamese name of the bamboo.
  public let bamboo: String
  /// Diameter, cm.
  public let dbhCm: Double
  /// Age class: 1, 2 or 3 (three years and more); 0 for dead culms.
  public let age: Int
  /// Whether it is dead.
  public let isDead: Bool
}

/// Dead wood, litter and seedlings of a plot.
public struct DeadWood: Sendable {
  /// Standing dead stems per hectare.
  public let standingPerHa: Double
  /// Lying dead wood, m³/ha.
  public let lyingM3PerHa: Double
  /// Litter, Mg dry matter per ha.
  public let litterMgPerHa: Double
  /// Seedlings and saplings per hectare.
  public let seedlingsPerHa: Double
}

extension Fieldwork {
  /// Radius of the circle for bamboo, m: 100 m².
  public static let bambooRadiusM = 5.64

  /// The culms on a plot; none where its class has no bamboo.
  public func culms(on plot: Plot) -> [Culm] {
    guard let bamboo = landscape.parcels[plot.parcel].forestClass.bamboo else { return [] }
    var random = SeededRandom(seed: landscape.seed, .bamboo, plot.key)
    let range = bamboo.culmsPerHa
    let live = Int((random.uniform(range.lowerBound, range.upperBound) / 100).rounded())
    let dead = Int((Double(live) * random.uniform(0.05, 0.10)).rounded())
    return (0..<(live + dead)).map { number in
      let dbh = max(BambooModel.dMinCm, bamboo.meanDbhCm + bamboo.sdDbhCm * random.normal())
      let age = random.pick([(1, 30.0), (2, 35), (3, 35)])
      return Culm(
        bamboo: bamboo.name, dbhCm: (dbh * 10).rounded() / 10, age: number < live ? age : 0,
        isDead: number >= live)
    }
  }

  /// Dead wood of a plot; `nil` where there is neither a stand nor bamboo.
  public func deadWood(on plot: Plot) -> DeadWood? {
    let parcel = landscape.parcels[plot.parcel]
    guard parcel.forestClass.hasStand else { return nil }
    var random = SeededRandom(seed: landscape.seed, .deadWood, plot.key)
    let isPlanted = parcel.stand?.isPlanted ?? false
    let standing = trees(on: plot).filter(\.isDead).reduce(0) {
      $0 + ($1.isWholePlot ? 1 / plot.layout.areaHa : $1.expansionPerHa)
    }
    return DeadWood(
      standingPerHa: StatusRecord.rounded(standing, 1),
      lyingM3PerHa: StatusRecord.rounded(
        isPlanted ? random.uniform(0, 2) : random.uniform(2, 12), 1),
      litterMgPerHa: StatusRecord.rounded(random.uniform(3, 7), 1),
      seedlingsPerHa: (random.uniform(2_000, 9_000) / 100).rounded() * 100)
  }
}
