/// A commune of the window: real name and code, invented borders.
public struct Commune: Sendable, Equatable {
  /// Code since 1 July 2025, five digits with its leading zero.
  public let code: String
  /// Name.
  public let name: String
  /// Invented centre, EPSG:9206, m.
  let x: Double
  let y: Double

  /// Four neighbours of the south-east of Sơn La.
  public static let all: [Commune] = [
    Commune(code: "04048", name: "Vân Hồ", x: 584_300, y: 2_302_200),
    Commune(code: "04057", name: "Xuân Nha", x: 579_200, y: 2_299_900),
    Commune(code: "04018", name: "Tô Múa", x: 582_000, y: 2_306_900),
    Commune(code: "03985", name: "Chiềng Sơn", x: 576_300, y: 2_304_600),
  ]
}

/// A parcel of the synthetic landscape.
public struct Parcel: Sendable {
  /// Its place among the parcels, from 0.
  public let index: Int
  /// Outline, EPSG:9206.
  public let outline: Outline
  /// Place of its class in `ForestClass.all`.
  public let classIndex: Int
  /// Place of its commune in `Commune.all`.
  public let commune: Int
  /// Compartment (tiểu khu), e.g. `951`.
  public let compartment: String
  /// Sub-compartment (khoảnh) within the compartment.
  public let subCompartment: String
  /// Lot (lô) within the sub-compartment: a, b, ... z, a1, b1 ...
  public let lot: String
  /// Forest category: 1 protection, 2 special-use, 3 production.
  public let category: Int
  /// Owner type, codes of FRMS.
  public let ownerType: Int
  /// Planted species and year, for plantations and planted land.
  public let planting: (species: String, year: Int)?
  /// Trees of the parcel; `nil` where none are measured.
  public let stand: StandModel?
  /// Mean elevation of its cells, m.
  public let elevationM: Double
  /// A point of the parcel for its label.
  public let label: (x: Double, y: Double)
  /// Cells of the landscape's lattice.
  public let cells: [Int]

  /// Its class.
  public var forestClass: ForestClass { ForestClass.all[classIndex] }
  /// Planar area, ha.
  public var planarHa: Double { outline.areaM2 / 10_000 }
}

/// The synthetic window: terrain, communes and parcels that tile it.
public struct Landscape: Sendable {
  /// Seed it was made from.
  public let seed: UInt64
  /// Relief.
  public let terrain: Terrain
  /// Cells of 12.5 m.
  public let lattice: Lattice
  /// Parcels, in order of compartment, sub-compartment and lot.
  public let parcels: [Parcel]
  /// Place in `parcels` of each cell.
  public let parcelOfCell: [Int]
  /// Outlines of the communes, as in `Commune.all`.
  public let communes: [Outline]
  /// Parcels by squares of 250 m, for looking up points.
  private let squares: [Int: [Int]]

  /// Makes the landscape of a seed. Takes some seconds.
  public init(seed: UInt64) {
    self.seed = seed
    let terrain = Terrain(seed: seed)
    let lattice = Lattice(cellM: 12.5)
    self.terrain = terrain
    self.lattice = lattice
    let elevation = (0..<lattice.count).map { cell in
      let (x, y) = lattice.centre(cell)
      return terrain.elevationM(x: x, y: y)
    }

    let commune = Self.communes(seed: seed, lattice)
    let compartment = Regions.divided(commune, lattice, hectares: 1_000, seed: seed, level: 1)
    let block = Regions.divided(compartment, lattice, hectares: 100, seed: seed, level: 2)
    let pattern = ClassPattern(seed: seed, terrain: terrain, lattice: lattice).classes

    // A piece is what one class has in one sub-compartment; crumbs join their neighbours there.
    let classCount = ForestClass.all.count
    let key = block.indices.map { block[$0] * classCount + pattern[$0] }
    let sieved = Regions.sieve(key, lattice, below: 44) { own, other in
      own / classCount == other / classCount ? 1 : 0.02
    }
    let (piece, pieceCount) = Regions.pieces(sieved, lattice)
    let lot = LotGrowth.lots(
      piece, count: pieceCount, lattice, elevation: elevation, seed: seed)
    let whole = Regions.sieve(lot, lattice, below: 11) { _, _ in 1 }
    let (label, count) = Regions.pieces(whole, lattice)
    let outlines = OutlineTracer(label, lattice, toleranceM: 4).outlines(count: count)

    let drafts = ParcelDrafts(
      label: label, count: count, key: sieved, commune: commune, compartment: compartment,
      block: block, elevation: elevation, lattice: lattice)
    let (parcels, order) = drafts.parcels(seed: seed, outlines: outlines)
    self.parcels = parcels
    parcelOfCell = label.map { order[$0] }
    // Communes are drawn from the parcels' cells, so that parcels lie wholly in one.
    let communeOfCell = parcelOfCell.map { parcels[$0].commune }
    self.communes = Self.largestOutlines(communeOfCell, lattice)
    var squares: [Int: [Int]] = [:]
    for parcel in parcels {
      let xs = parcel.outline.outer.map(\.x)
      let ys = parcel.outline.outer.map(\.y)
      guard let west = xs.min(), let east = xs.max(), let south = ys.min(), let north = ys.max()
      else { continue }
      for i in Self.square(west)...Self.square(east) {
        for j in Self.square(south)...Self.square(north) {
          squares[i << 20 | j, default: []].append(parcel.index)
        }
      }
    }
    self.squares = squares
  }

  private static func square(_ metres: Double) -> Int { Int((metres / 250).rounded(.down)) }

  /// The parcel whose outline holds a point; `nil` outside the window.
  public func parcel(x: Double, y: Double) -> Parcel? {
    let candidates = squares[Self.square(x) << 20 | Self.square(y)] ?? []
    return candidates.first { parcels[$0].outline.contains(x, y) }.map { parcels[$0] }
  }

  private static func communes(seed: UInt64, _ lattice: Lattice) -> [Int] {
    let warpX = NoiseField(seed: seed, .communes, 1, rangeM: 2_400, octaves: 6, persistence: 0.55)
    let warpY = NoiseField(seed: seed, .communes, 2, rangeM: 2_400, octaves: 6, persistence: 0.55)
    let centres = Commune.all.enumerated().map { index, commune in
      var random = SeededRandom(seed: seed, .communes, 10 + index)
      return (x: commune.x + random.uniform(-400, 400), y: commune.y + random.uniform(-400, 400))
    }
    let raw = (0..<lattice.count).map { cell in
      let (x, y) = lattice.centre(cell)
      return Regions.nearest(
        (x + 420 * warpX.value(x, y), y + 420 * warpY.value(x, y)), centres)
    }
    // Islands cut off by the bent border join the commune around them.
    return Regions.sieve(raw, lattice, below: lattice.count / 20) { _, _ in 1 }
  }

  private static func largestOutlines(_ key: [Int], _ lattice: Lattice) -> [Outline] {
    let (piece, count) = Regions.pieces(key, lattice)
    let outlines = OutlineTracer(piece, lattice, toleranceM: 4).outlines(count: count)
    var best: [Int: Outline] = [:]
    var first = Array(repeating: -1, count: count)
    for cell in piece.indices where first[piece[cell]] < 0 { first[piece[cell]] = key[cell] }
    for (index, outline) in outlines.enumerated() {
      if outline.areaM2 > (best[first[index]]?.areaM2 ?? 0) { best[first[index]] = outline }
    }
    return Commune.all.indices.compactMap { best[$0] }
  }
}
