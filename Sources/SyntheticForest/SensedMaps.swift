import Glibc

/// Maps as sensors would make them of the true land.
public struct SensedMaps {
  private let landscape: Landscape
  private let truth: Truth
  private let heights: [String: Double]

  /// Maps of a landscape.
  public init(_ landscape: Landscape, _ truth: Truth) {
    self.landscape = landscape
    self.truth = truth
    var heights: [String: Double] = [:]
    for parcel in landscape.parcels {
      if let stand = parcel.stand, heights[stand.name] == nil {
        heights[stand.name] = StandExpectation(stand).loreyHeightM
      }
    }
    self.heights = heights
  }

  /// Value of pixels without data.
  public static let noData = -9_999.0
  /// Above this, above-ground biomass is compressed by 35 %, Mg/ha.
  public static let saturationMgPerHa = 180.0

  /// Above-ground biomass as product `product` shows it at given points, Mg/ha in whole numbers: the
  /// truth, times a disturbance of 25 % with a range of 300 m, saturated, disturbed further by 20 %
  /// on slopes above 30 degrees, and 2 % missing in patches.
  public func biomass(at points: [(x: Double, y: Double)], product: Int) -> [Double] {
    let seed = landscape.seed
    let blur = GaussianField(seed: seed, .biomassMap, product, rangeM: 300)
    let cloud = NoiseField(seed: seed, .biomassMap, 100 + product, rangeM: 900, octaves: 4)
    let clouds = points.map { cloud.value($0.x, $0.y) }
    let limit = Terrain.quantile(clouds, 0.98)
    return points.enumerated().map { index, point in
      guard isInside(point), clouds[index] < limit else { return Self.noData }
      let real = trueAGB(point)
      guard real > 0 else { return 0 }
      var seen = real * exp(0.25 * blur.value(point.x, point.y))
      if seen > Self.saturationMgPerHa {
        seen = Self.saturationMgPerHa + 0.65 * (seen - Self.saturationMgPerHa)
      }
      if landscape.terrain.slopeDeg(x: point.x, y: point.y) > 30 {
        var random = SeededRandom(seed: seed, .biomassMap, product, Int(point.x), Int(point.y))
        seen *= exp(0.2 * random.normal())
      }
      return seen.rounded()
    }
  }

  /// Standard deviation that comes with a mapped biomass, Mg/ha: a quarter of it and 10.
  public static func biomassSD(_ mapped: Double) -> Double {
    mapped == noData ? noData : (0.25 * mapped + 10).rounded()
  }

  /// Canopy height, decimetres: Lorey height of the stand and noise with a standard deviation of 3 m;
  /// 9 m for bamboo without trees, 0 without either.
  public func canopyHeight(at points: [(x: Double, y: Double)]) -> [Double] {
    points.map { point in
      guard isInside(point) else { return Self.noData }
      let parcel = landscape.parcels[cellParcel(point)]
      let mean =
        parcel.stand.map { heights[$0.name] ?? 0 } ?? (parcel.forestClass.bamboo == nil ? 0 : 9)
      guard mean > 0 else { return 0 }
      var random = SeededRandom(seed: landscape.seed, .canopyMap, Int(point.x), Int(point.y))
      return max(0, (mean + 3 * random.normal()) * 10).rounded()
    }
  }

  /// Environmental stress E, constant per band of elevation: invented, for tests only.
  public func stress(at points: [(x: Double, y: Double)]) -> [Double] {
    points.map {
      switch ElevationBand(elevationM: landscape.terrain.elevationM(x: $0.x, y: $0.y)) {
      case .low: 0.1
      case .middle: 0.05
      case .high: 0
      }
    }
  }

  private func isInside(_ point: (x: Double, y: Double)) -> Bool {
    point.x > Window.west && point.x < Window.east && point.y > Window.south
      && point.y < Window.north
  }

  private func cellParcel(_ point: (x: Double, y: Double)) -> Int {
    landscape.parcelOfCell[landscape.lattice.cell(x: point.x, y: point.y)]
  }

  private func trueAGB(_ point: (x: Double, y: Double)) -> Double {
    Double(truth.agbMgPerHa[landscape.lattice.cell(x: point.x, y: point.y)])
  }
}
