import ForestGeo
import Glibc

/// Plots on a systematic grid, and the trees measured on them.
struct Fieldwork {
  struct Plot {
    let id: String
    let x: Double
    let y: Double
    let forestClass: ForestClass
  }
  struct Tree {
    let plot: String
    let id: Int
    let species: String
    let isDead: Bool
    let dbhCm: Double
    /// `nil` where the height was not measured.
    let heightM: Double?
  }

  /// Spacing of the grid, m, and horizontal area of a plot (circle of 17.84 m), ha.
  static let spacingM = 450.0
  static let plotAreaHa = 0.1

  private(set) var plots: [Plot] = []
  private(set) var trees: [Tree] = []

  init(seed: UInt64, landscape: Landscape) {
    var number = 0
    var y = Landscape.south + Self.spacingM / 2
    while y < Landscape.north {
      var x = Landscape.west + Self.spacingM / 2
      while x < Landscape.east {
        if let parcel = landscape.parcel(x: x, y: y) {
          number += 1
          let digits = String(number)
          let id = "OTC" + String(repeating: "0", count: 3 - digits.count) + digits
          plots.append(Plot(id: id, x: x, y: y, forestClass: parcel.forestClass))
          measure(id, number, parcel.forestClass, seed)
        }
        x += Self.spacingM
      }
      y += Self.spacingM
    }
  }

  private mutating func measure(_ id: String, _ number: Int, _ forest: ForestClass, _ seed: UInt64)
  {
    guard let stand = forest.stand else { return }
    var random = SeededRandom(seed: seed, 3, number)
    let perHa = max(0, stand.stemsPerHa * (1 + stand.stemsCV * random.normal()))
    let count = Int((perHa * Self.plotAreaHa).rounded())
    // Heights: five trees in 60 % of the plots, all trees in 20 %, none in 20 %.
    let draw = random.uniform()
    let measured = draw < 0.2 ? count : draw < 0.8 ? 5 : 0
    for tree in 0..<count {
      var dbh = 0.0
      repeat {
        dbh = stand.loc + random.weibull(scale: stand.scale, shape: stand.shape)
      } while dbh > 110
      dbh = (dbh * 10).rounded() / 10
      let mean = 1.3 + stand.a * (1 - exp(-stand.b * pow(dbh, stand.c)))
      let height = min(45, max(2.5, mean + stand.heightSD * random.normal()))
      let species = random.pick(stand.species)
      let isDead = random.uniform() < 0.04
      trees.append(
        Tree(
          plot: id, id: tree + 1, species: species, isDead: isDead, dbhCm: dbh,
          heightM: tree < measured && !isDead ? (height * 10).rounded() / 10 : nil))
    }
  }
}
