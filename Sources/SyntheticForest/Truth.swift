import CarbonStock
import Glibc

/// True stocks of some land: sums over its parcels.
public struct TrueStock: Sendable, Equatable {
  /// Area on the ellipsoid, ha.
  public var ellipsoidalHa = 0.0
  /// Area in the plane of EPSG:9206, ha.
  public var planarHa = 0.0
  /// Stem volume, m³.
  public var volumeM3 = 0.0
  /// Above-ground biomass of live trees, Mg dry matter.
  public var treesAGBMg = 0.0
  /// Above-ground biomass of live bamboo, Mg dry matter.
  public var bambooAGBMg = 0.0
  /// Below-ground biomass, Mg dry matter.
  public var bgbMg = 0.0

  /// Above-ground biomass of trees and bamboo, Mg dry matter.
  public var agbMg: Double { treesAGBMg + bambooAGBMg }
  /// Carbon above and below ground, Mg.
  public var carbonMg: Double { (agbMg + bgbMg) * PoolSettings.carbonFractionIPCC2006 }
  /// The same as carbon dioxide equivalent, t.
  public var co2eT: Double { carbonMg * 44 / 12 }

  mutating func add(_ other: TrueStock) {
    ellipsoidalHa += other.ellipsoidalHa
    planarHa += other.planarHa
    volumeM3 += other.volumeM3
    treesAGBMg += other.treesAGBMg
    bambooAGBMg += other.bambooAGBMg
    bgbMg += other.bgbMg
  }
}

/// What the synthetic land really carries, by integration: no plot, no sample and no estimator
/// enters.
///
/// A hectare at point p of class c carries m(c, elevation) x f(p) of above-ground biomass. m is the
/// exact expectation of the stand model under the equation of the tool (`StandExpectation`), f(p) the
/// factor of the place (`PlaceEffect`). The truth of a parcel is the mean of that over its cells of
/// 12.5 m times its hectares on the ellipsoid. Below-ground biomass is the expectation of the rule by
/// plots of 1,000 m²: 0.20 of the above-ground biomass below 125 Mg/ha, 0.24 from there on.
public struct Truth: Sendable {
  /// Stock of each parcel.
  public let parcels: [TrueStock]
  /// Above-ground biomass per hectare of each cell of the landscape's lattice, trees and bamboo.
  public let agbMgPerHa: [Float]

  private let landscape: Landscape

  /// Integrates over a landscape.
  ///
  /// - Parameter ellipsoidalHa: area of each parcel on the ellipsoid, ha.
  public init(_ fieldwork: Fieldwork, ellipsoidalHa: [Double]) {
    let landscape = fieldwork.landscape
    let effect = fieldwork.effect
    self.landscape = landscape
    let lattice = landscape.lattice
    // The place field is smooth: one value per block of two by two cells, at their common corner.
    let half = lattice.columns / 2
    let field = (0..<(half * (lattice.rows / 2))).map { block -> Double in
      let x = lattice.west + (Double(block % half) * 2 + 1) * lattice.cellM
      let y = lattice.north - (Double(block / half) * 2 + 1) * lattice.cellM
      return effect.field(x: x, y: y)
    }
    var expectations: [String: (StandExpectation, RootExpectation)] = [:]
    var agb = Array(repeating: Float(0), count: lattice.count)
    var stocks: [TrueStock] = []
    for parcel in landscape.parcels {
      var stock = TrueStock()
      stock.ellipsoidalHa = ellipsoidalHa[parcel.index]
      stock.planarHa = parcel.planarHa
      let bamboo = parcel.forestClass.bamboo?.agbMgPerHa ?? 0
      var volume = 0.0
      var trees = 0.0
      var roots = 0.0
      if let stand = parcel.stand {
        let name = stand.name + "/" + stand.flora.rawValue + "/\(bamboo > 0)\(parcel.classIndex)"
        let (mean, root) =
          expectations[name] ?? (StandExpectation(stand), RootExpectation(stand, bamboo: bamboo))
        expectations[name] = (mean, root)
        for cell in parcel.cells {
          let (column, row) = (cell % lattice.columns, cell / lattice.columns)
          let factor = effect.factor(
            field: field[row / 2 * half + column / 2], commune: parcel.commune,
            classIndex: parcel.classIndex, stemsCV: stand.stemsCV)
          let (x, y) = lattice.centre(cell)
          let band = ElevationBand(elevationM: landscape.terrain.elevationM(x: x, y: y))
          let here = mean.agbMgPerHa[band.rawValue] * factor
          agb[cell] = Float(here + bamboo)
          trees += here
          volume += mean.volumeM3PerHa * factor
          roots += root.bgbMgPerHa(treesAGBMgPerHa: here)
        }
        let n = Double(parcel.cells.count)
        (trees, volume, roots) = (trees / n, volume / n, roots / n)
      } else if bamboo > 0 {
        for cell in parcel.cells { agb[cell] = Float(bamboo) }
        roots = RootShootRule.ipcc2006MoistDeciduous.bgbMgPerHa(agbMgPerHa: bamboo)
      }
      stock.volumeM3 = volume * stock.ellipsoidalHa
      stock.treesAGBMg = trees * stock.ellipsoidalHa
      stock.bambooAGBMg = bamboo * stock.ellipsoidalHa
      stock.bgbMg = roots * stock.ellipsoidalHa
      stocks.append(stock)
    }
    parcels = stocks
    agbMgPerHa = agb
  }

  /// Sums by any property of the parcels.
  public func by<Key: Hashable>(_ key: (Parcel) -> Key?) -> [Key: TrueStock] {
    var sums: [Key: TrueStock] = [:]
    for parcel in landscape.parcels {
      if let key = key(parcel) { sums[key, default: TrueStock()].add(parcels[parcel.index]) }
    }
    return sums
  }

  /// Sum over the parcels for which `isCounted` is true.
  public func total(_ isCounted: (Parcel) -> Bool) -> TrueStock {
    by { isCounted($0) ? true : nil }[true] ?? TrueStock()
  }
}

/// Expected below-ground biomass of a stand when the rule is applied plot by plot: it depends on how
/// often a plot of 1,000 m² reaches 125 Mg/ha, which is found by simulating plots.
struct RootExpectation {
  /// Ratio to the above-ground biomass for stands of 0.4, 0.6 ... 2.2 times the mean.
  private let ratios: [Double]
  private let meanMgPerHa: Double
  private let bamboo: Double

  private static let scales = stride(from: 0.4, through: 2.21, by: step).map { $0 }
  private static let step = 0.2
  private static let plots = 2_000

  init(_ stand: StandModel, bamboo: Double) {
    self.bamboo = bamboo
    // The stands of all seeds share one simulation: it belongs to the model, not to a landscape.
    var random = SeededRandom(seed: 1, .plot, -1)
    let mix = stand.flora.mix(.middle)
    let pool = (0..<20_000).map { _ -> Double in
      let dbh = stand.dbhCm(&random)
      let tree = Tree(
        species: mix.entry(random.uniform()).species, written: "", dbhCm: dbh,
        heightM: stand.heightM(dbhCm: dbh, &random), isHeightMeasured: false, isDead: false,
        expansionPerHa: 10, isWholePlot: true)
      return tree.agbKg
    }
    meanMgPerHa = StandExpectation(stand).agbMgPerHa[ElevationBand.middle.rawValue]
    let rule = RootShootRule.ipcc2006MoistDeciduous
    ratios = Self.scales.map { scale in
      var agb = 0.0
      var bgb = 0.0
      for plot in 0..<Self.plots {
        // The same draws for every scale, so that the ratios run smoothly over the scales.
        var draw = SeededRandom(seed: 1, .plot, -2, plot)
        let stems =
          stand.stemsPerHa * scale * max(0, 1 + PlaceEffect.plotSD(stand.stemsCV) * draw.normal())
        let start = draw.below(pool.count)
        let count = draw.poisson(mean: stems * 0.1)
        var kg = 0.0
        for tree in 0..<count { kg += pool[(start + tree) % pool.count] }
        let plot = kg / 100 + bamboo
        agb += plot
        bgb += rule.bgbMgPerHa(agbMgPerHa: plot)
      }
      return agb > 0 ? bgb / agb : 0
    }
  }

  func bgbMgPerHa(treesAGBMgPerHa agb: Double) -> Double {
    let place = min(
      Double(ratios.count - 1), max(0, (agb / meanMgPerHa - Self.scales[0]) / Self.step))
    let low = min(ratios.count - 2, Int(place))
    let share = place - Double(low)
    return (agb + bamboo) * (ratios[low] * (1 - share) + ratios[low + 1] * share)
  }
}
