import Glibc

/// How a plot is laid out.
public enum PlotLayout: String, Sendable {
  /// Circle of 1,000 m² for trees from 6 cm, 100 m² in its middle for trees from 5 to 6 cm and bamboo.
  case circle = "A"
  /// Nested circles of 6, 15, 20 and 25 m for trees to 10, 30, 50 cm and above.
  case nested = "B"

  /// Radius of the largest circle, m, horizontal.
  public var radiusM: Double { self == .circle ? 17.84 : 25 }
  /// Horizontal area of the plot, ha.
  public var areaHa: Double { self == .circle ? 0.1 : 0.19635 }

  /// One circle of a layout: diameters from (including) to (excluding), and its radius.
  public struct Nest: Sendable, Equatable {
    /// Smallest diameter, cm.
    public let dbhMinCm: Double
    /// First diameter that belongs to the next circle, cm.
    public let dbhMaxCm: Double
    /// Radius, m.
    public let radiusM: Double
    /// Trees per hectare that one tree stands for.
    public var expansionPerHa: Double { 10_000 / (.pi * radiusM * radiusM) }
  }

  /// The circles.
  public var nests: [Nest] {
    switch self {
    case .circle:
      [
        Nest(dbhMinCm: 5, dbhMaxCm: 6, radiusM: 5.64),
        Nest(dbhMinCm: 6, dbhMaxCm: 500, radiusM: 17.84),
      ]
    case .nested:
      [
        Nest(dbhMinCm: 5, dbhMaxCm: 10, radiusM: 6), Nest(dbhMinCm: 10, dbhMaxCm: 30, radiusM: 15),
        Nest(dbhMinCm: 30, dbhMaxCm: 50, radiusM: 20),
        Nest(dbhMinCm: 50, dbhMaxCm: 500, radiusM: 25),
      ]
    }
  }

  func nest(dbhCm: Double) -> Nest? { nests.first { dbhCm >= $0.dbhMinCm && dbhCm < $0.dbhMaxCm } }
}

/// A plot of the field work.
public struct Plot: Sendable {
  /// Name.
  public let id: String
  /// Number that keys its random draws.
  let key: Int
  /// Centre, EPSG:9206, m.
  public let x: Double
  /// Centre, north.
  public let y: Double
  /// Slope, degrees.
  public let slopeDeg: Double
  /// Layout; radii are horizontal.
  public let layout: PlotLayout
  /// Parcel under the centre.
  public let parcel: Int
  /// Compartment, for the two-stage sample.
  public let compartment: String
}

/// A tree as it stands, with what the crew wrote down.
public struct Tree: Sendable, Equatable {
  /// Place of its true species in `Species.all`.
  public let species: Int
  /// Species as written.
  public let written: String
  /// Diameter, cm, to the millimetre.
  public var dbhCm: Double
  /// True height, m.
  public var heightM: Double
  /// Whether the height was measured.
  public var isHeightMeasured: Bool
  /// Standing dead.
  public var isDead: Bool
  /// Trees per hectare that it stands for.
  public let expansionPerHa: Double
  /// Whether the expansion is that of the whole plot.
  public let isWholePlot: Bool

  /// True above-ground biomass, kg: Chave et al. 2014 Eq. 4 with the true species and height.
  public var agbKg: Double {
    0.0673 * pow(Species.all[species].woodDensity * dbhCm * dbhCm * heightM, 0.976)
  }
  /// Stem volume, m³: basal area x height x 0.45.
  public var volumeM3: Double {
    .pi / 40_000 * dbhCm * dbhCm * heightM * StandModel.formFactor
  }
}

/// The trees on plots of a landscape.
public struct Fieldwork: Sendable {
  /// The land.
  public let landscape: Landscape
  /// Its place effects.
  public let effect: PlaceEffect

  /// Field work on a landscape.
  public init(landscape: Landscape) {
    self.landscape = landscape
    effect = PlaceEffect(seed: landscape.seed)
  }

  /// Spacing of the systematic grid, m.
  public static let spacingM = 1_100.0
  /// Plots with layout B.
  public static let nestedPlots = 40

  /// Plots of the systematic grid with its random start: `repetition` 0 is the committed sample.
  public func systematicPlots(repetition: Int = 0) -> [Plot] {
    var random = SeededRandom(seed: landscape.seed, .grid, repetition)
    let startX = Window.west + random.uniform(0, Self.spacingM)
    let startY = Window.south + random.uniform(0, Self.spacingM)
    var points: [(x: Double, y: Double)] = []
    var y = startY
    while y < Window.north {
      var x = startX
      while x < Window.east {
        points.append((Self.metres(x), Self.metres(y)))
        x += Self.spacingM
      }
      y += Self.spacingM
    }
    // The plots with the smallest random numbers get layout B.
    let order = points.indices.map { index in
      var draw = SeededRandom(seed: landscape.seed, .layout, repetition, index)
      return (draw.uniform(), index)
    }.sorted { $0 < $1 }
    let nested = Set(order.prefix(Self.nestedPlots).map(\.1))
    return points.enumerated().compactMap { index, point in
      plot(
        "OTC" + Self.digits(index + 1), key: repetition << 12 | index, point,
        nested.contains(index) ? .nested : .circle)
    }
  }

  /// Ten compartments drawn at random, three random points in each; layout A.
  public func twoStagePlots() -> [Plot] {
    let compartments = Array(Set(landscape.parcels.map(\.compartment))).sorted()
    let drawn = compartments.map { name in
      var random = SeededRandom(seed: landscape.seed, .twoStage, Int(name) ?? 0)
      return (random.uniform(), name)
    }.sorted { $0 < $1 }.prefix(10).map(\.1).sorted()
    var plots: [Plot] = []
    for name in drawn {
      let cells = landscape.parcels.filter { $0.compartment == name }.flatMap(\.cells)
      var random = SeededRandom(seed: landscape.seed, .twoStage, Int(name) ?? 0, 1)
      for number in 1...3 {
        let centre = landscape.lattice.centre(cells[random.below(cells.count)])
        let place = (
          x: Self.metres(centre.x + random.uniform(-6, 6)),
          y: Self.metres(centre.y + random.uniform(-6, 6))
        )
        if let plot = plot(
          "CUM\(name)-\(number)", key: 1 << 28 | (Int(name) ?? 0) << 4 | number, place, .circle)
        {
          plots.append(plot)
        }
      }
    }
    return plots
  }

  private static func metres(_ value: Double) -> Double { (value * 10).rounded() / 10 }

  private static func digits(_ number: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, 3 - text.count)) + text
  }

  private func plot(
    _ id: String, key: Int, _ point: (x: Double, y: Double), _ layout: PlotLayout
  ) -> Plot? {
    guard let parcel = landscape.parcel(x: point.x, y: point.y) else { return nil }
    return Plot(
      id: id, key: key, x: point.x, y: point.y,
      slopeDeg: landscape.terrain.slopeDeg(x: point.x, y: point.y).rounded(), layout: layout,
      parcel: parcel.index, compartment: parcel.compartment)
  }

  /// The trees of a plot, live ones first: the stand of the parcel under its centre, with the place
  /// effect at the centre. A plot that reaches over a border is not cut.
  public func trees(on plot: Plot) -> [Tree] {
    let parcel = landscape.parcels[plot.parcel]
    guard let stand = parcel.stand else { return [] }
    let factor = effect.factor(
      field: effect.field(x: plot.x, y: plot.y), commune: parcel.commune,
      classIndex: parcel.classIndex, stemsCV: stand.stemsCV)
    let band = ElevationBand(
      elevationM: landscape.terrain.elevationM(x: plot.x, y: plot.y))
    return Self.trees(
      stand, factor: factor, band: band, layout: plot.layout, seed: landscape.seed, key: plot.key)
  }

  /// The trees of a plot in a stand whose stems are multiplied by `factor`.
  static func trees(
    _ stand: StandModel, factor: Double, band: ElevationBand, layout: PlotLayout, seed: UInt64,
    key: Int
  ) -> [Tree] {
    var random = SeededRandom(seed: seed, .plot, key)
    let mix = stand.flora.mix(band)
    let perHa =
      stand.stemsPerHa * factor
      * max(0, 1 + PlaceEffect.plotSD(stand.stemsCV) * random.normal())
    let circleHa = .pi * layout.radiusM * layout.radiusM / 10_000
    // Stems stand at random places: their number on a plot is Poisson around its own density.
    let live = random.poisson(mean: perHa * circleHa)
    // Standing dead trees come on top of the live ones: 3 to 6 % of their number.
    let dead = random.poisson(mean: perHa * circleHa * random.uniform(0.03, 0.06))
    // Heights: five trees in 60 % of the plots, all trees in 20 %, none in 20 %.
    let draw = random.uniform()
    var leftToMeasure = draw < 0.2 ? Int.max : draw < 0.8 ? 5 : 0
    var trees: [Tree] = []
    trees.reserveCapacity(live + dead)
    for number in 0..<(live + dead) {
      let isDead = number >= live
      let dbh = stand.dbhCm(&random)
      let height = stand.heightM(dbhCm: dbh, &random)
      let entry = mix.entry(random.uniform())
      let isUnknown = random.uniform() < mix.unknownShare
      // The distance from the centre, by which a tree falls into the circle of its diameter.
      let away = layout.radiusM * random.uniform().squareRoot()
      guard let nest = layout.nest(dbhCm: dbh), away <= nest.radiusM else { continue }
      let isMeasured = !isDead && leftToMeasure > 0
      if isMeasured { leftToMeasure -= 1 }
      trees.append(
        Tree(
          species: entry.species, written: isUnknown ? SpeciesMix.unknownName : entry.written,
          dbhCm: dbh, heightM: height, isHeightMeasured: isMeasured, isDead: isDead,
          expansionPerHa: nest.expansionPerHa, isWholePlot: nest.radiusM == 17.84))
    }
    return trees
  }
}

extension Fieldwork {
  /// Plots of 1,000 m² of a stand with all its variation between places: what the published quantiles
  /// are about. Volume in m³/ha and above-ground biomass in Mg/ha.
  public static func simulatedPlots(
    _ stand: StandModel, count: Int, seed: UInt64
  ) -> [(volumeM3PerHa: Double, agbMgPerHa: Double)] {
    (0..<count).map { number in
      var random = SeededRandom(seed: seed, .repeats, number)
      let sd = PlaceEffect.fieldSD(stand.stemsCV)
      let spread = (PlaceEffect.communeSD * PlaceEffect.communeSD + sd * sd).squareRoot()
      let factor = exp(spread * random.normal() - spread * spread / 2)
      let trees = trees(
        stand, factor: factor, band: .middle, layout: .circle, seed: seed, key: number
      ).filter { !$0.isDead }
      // Trees from 5 to 6 cm stand on 100 m² and count tenfold.
      return (
        trees.reduce(0) { $0 + $1.volumeM3 * $1.expansionPerHa },
        trees.reduce(0) { $0 + $1.agbKg * $1.expansionPerHa } / 1_000
      )
    }
  }
}

extension StandModel {
  /// A diameter, cm, to the millimetre.
  func dbhCm(_ random: inout SeededRandom) -> Double {
    var dbh = 0.0
    repeat { dbh = loc + random.weibull(scale: scale, shape: shape) } while dbh > Self.dMaxCm
    return (dbh * 10).rounded() / 10
  }

  /// A height for a diameter, m, to the decimetre.
  func heightM(dbhCm: Double, _ random: inout SeededRandom) -> Double {
    let curve = 1.3 + a * (1 - exp(-b * pow(dbhCm, c)))
    return (Self.clip(heightM: curve + heightSD * random.normal()) * 10).rounded() / 10
  }
}
