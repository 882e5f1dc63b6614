import Glibc

/// Which species the stems of a class belong to, and what the crew writes down.
///
/// Shares are by stems; diameters do not depend on the species, so they are shares of the basal area
/// too. Three stems in a hundred of natural forest carry a misspelled name or a synonym, four are
/// "Chưa biết".
public struct SpeciesMix: Sendable {
  /// One species of a mix under one written name.
  struct Entry: Sendable {
    let species: Int
    let written: String
    let share: Double
  }
  let entries: [Entry]
  private let limits: [Double]
  /// Share of the stems whose species is written as unknown.
  let unknownShare: Double

  /// Name of a stem that could not be named.
  public static let unknownName = "Chưa biết"
  /// Share of the stems of natural forest with a misspelled name or a synonym.
  static let variantShare = 0.03
  private static let variants = [
    ("Machilus bonii", "Macchilus bonii"), ("Aglaia spectabilis", "Amoora gigantea"),
    ("Heptapleurum heptaphyllum", "Schefflera octophylla"),
    ("Melicope pteleifolia", "Euodia lepta"),
  ]

  init(_ shares: [(String, Double)], isNatural: Bool = true) {
    let total = shares.reduce(0) { $0 + $1.1 }
    let kept = isNatural ? 1 - Self.variantShare : 1
    var entries = shares.map {
      Entry(species: Species.index($0.0), written: $0.0, share: $0.1 / total * kept)
    }
    if isNatural {
      for (name, written) in Self.variants {
        entries.append(
          Entry(
            species: Species.index(name), written: written,
            share: Self.variantShare / Double(Self.variants.count)))
      }
    }
    self.entries = entries
    unknownShare = isNatural ? 0.04 : 0
    var sum = 0.0
    limits = entries.map {
      sum += $0.share
      return sum
    }
  }

  /// The entry at a number between 0 and 1.
  func entry(_ uniform: Double) -> Entry {
    for (index, limit) in limits.enumerated() where uniform < limit { return entries[index] }
    return entries[entries.count - 1]
  }

  /// Mean over the stems of the wood density to the power `exponent`.
  func meanWoodDensity(toThe exponent: Double) -> Double {
    entries.reduce(0) { $0 + $1.share * pow(Species.all[$1.species].woodDensity, exponent) }
  }
}

/// Heights above the sea at which mixes change, m.
public enum ElevationBand: Int, CaseIterable, Sendable {
  /// Below 700 m.
  case low
  /// From 700 to 1,000 m.
  case middle
  /// Above 1,000 m.
  case high

  /// The band of an elevation.
  public init(elevationM: Double) {
    self = elevationM < 700 ? .low : elevationM <= 1_000 ? .middle : .high
  }
}

/// The mixes of the landscape.
public enum Flora: String, CaseIterable, Sendable {
  /// Medium and poor evergreen forest.
  case upland
  /// Rich evergreen forest.
  case rich
  /// Forest on limestone.
  case limestone
  /// Young secondary forest.
  case young
  /// Natural conifers.
  case conifers
  /// Planted acacia, pine, Chinese fir, melia, manglietia, cinnamon and tung.
  case acacia, pine, chineseFir, melia, manglietia, cinnamon, tung

  /// The mix of a band of elevation.
  public func mix(_ band: ElevationBand) -> SpeciesMix {
    Self.mixes[self]?[band.rawValue] ?? Self.none
  }

  private static let none = SpeciesMix([("Schima wallichii", 1)])
  private static let mixes: [Flora: [SpeciesMix]] = Dictionary(
    uniqueKeysWithValues: allCases.map { flora in
      (
        flora,
        ElevationBand.allCases.map { SpeciesMix(flora.shares($0), isNatural: !flora.isPlanted) }
      )
    })

  private var isPlanted: Bool {
    switch self {
    case .upland, .rich, .limestone, .young, .conifers: false
    default: true
    }
  }

  private func shares(_ band: ElevationBand) -> [(String, Double)] {
    switch self {
    case .upland: Self.uplandShares
    // A dipterocarp of the lowlands stays below 700 m; above it the other species share its place.
    case .rich: Self.richShares + (band == .low ? [("Parashorea chinensis", 5)] : [])
    case .limestone: Self.limestoneShares
    case .young: Self.youngShares + (band == .high ? [("Alnus nepalensis", 10)] : [])
    case .conifers:
      [
        ("Pinus kesiya", 60), ("Keteleeria evelyniana", 15), ("Dacrycarpus imbricatus", 15),
        ("Schima wallichii", 10),
      ]
    case .acacia: [("Acacia mangium", 1)]
    case .pine: [("Pinus massoniana", 1)]
    case .chineseFir: [("Cunninghamia lanceolata", 1)]
    case .melia: [("Melia azedarach", 1)]
    case .manglietia: [("Manglietia conifera", 1)]
    case .cinnamon: [("Cinnamomum cassia", 1)]
    case .tung: [("Vernicia montana", 1)]
    }
  }

  private static let uplandShares: [(String, Double)] = [
    ("Schima wallichii", 18), ("Castanopsis indica", 12), ("Lithocarpus ducampii", 8),
    ("Betula alnoides", 8), ("Machilus bonii", 9), ("Cinnamomum bejolghota", 6),
    ("Engelhardia spicata", 6), ("Elaeocarpus griffithii", 5), ("Syzygium cumini", 5),
    ("Wendlandia paniculata", 3), ("Aporosa dioica", 3), ("Macaranga denticulata", 4),
    ("Canarium album", 2), ("Garcinia oblongifolia", 2), ("Styrax tonkinensis", 2),
    ("Helicia nilagirica", 2), ("Symplocos laurina", 2), ("Eurya ciliata", 1.5),
    ("Ficus hispida", 1.5),
  ]
  private static let richShares: [(String, Double)] = [
    ("Machilus bonii", 8), ("Cinnamomum bejolghota", 6), ("Phoebe cuneata", 4),
    ("Beilschmiedia percoriacea", 4), ("Castanopsis indica", 8), ("Castanopsis hystrix", 6),
    ("Lithocarpus ducampii", 5), ("Quercus platycalyx", 3), ("Michelia mediocris", 4),
    ("Manglietia conifera", 2), ("Aglaia spectabilis", 5), ("Dysoxylum gotadhora", 3),
    ("Pometia pinnata", 5), ("Nephelium melliferum", 3), ("Schima wallichii", 8),
    ("Engelhardia spicata", 4), ("Syzygium zeylanicum", 4), ("Canarium album", 3),
    ("Elaeocarpus stipularis", 3), ("Garcinia multiflora", 3), ("Knema pierrei", 2),
    ("Helicia nilagirica", 2),
  ]
  private static let limestoneShares: [(String, Double)] = [
    ("Excentrodendron tonkinense", 16), ("Garcinia fagraeoides", 6), ("Streblus asper", 10),
    ("Ficus racemosa", 8), ("Saraca dives", 8), ("Diospyros eriantha", 6),
    ("Sterculia lanceolata", 5), ("Aphanamixis polystachya", 6), ("Celtis timorensis", 6),
    ("Toona sinensis", 3), ("Pistacia weinmanniifolia", 4), ("Bischofia javanica", 4),
    ("Pometia pinnata", 4), ("Mallotus philippensis", 4), ("Markhamia stipulata", 4),
    ("Cratoxylum cochinchinense", 3), ("Dracontomelon duperreanum", 3),
  ]
  private static let youngShares: [(String, Double)] = [
    ("Macaranga denticulata", 18), ("Mallotus paniculatus", 10), ("Mallotus barbatus", 6),
    ("Trema orientalis", 10), ("Styrax tonkinensis", 12), ("Litsea cubeba", 10),
    ("Vernicia montana", 8), ("Schima wallichii", 10), ("Wendlandia paniculata", 6),
    ("Aporosa dioica", 6), ("Engelhardia spicata", 4), ("Castanopsis indica", 4),
  ]
}
