/// One forest or land type of the synthetic landscape.
public struct ForestClass: Sendable, Equatable {
  /// Letters of the legal list (Circular 33/2018/TT-BNNPTNT, Annex I, as in FRMS layers).
  public let ldlr: String
  /// Number of the legal list.
  public let maldlr: Int
  /// Share of the window by area, percent.
  public let share: Double
  /// Origin: 1 natural, 2 planted, 3 no forest.
  public let nggocr: Int
  /// Mean standing volume, m³/ha; 0 where none. Plantations take that of their stand.
  public let mgo: Double
  /// Trees; `nil` where there are none, and for plantations, whose parcels have their own.
  public let stand: StandModel?
  /// Bamboo; `nil` where there is none.
  public let bamboo: BambooModel?
  /// Stratum in which its land is counted.
  public let stratum: String
  /// How it enters the estimate.
  public let treatment: String
  /// Why.
  public let reason: String

  private init(
    _ ldlr: String, _ maldlr: Int, share: Double, nggocr: Int = 1, mgo: Double = 0,
    _ stand: StandModel? = nil, bamboo: BambooModel? = nil, stratum: String, _ treatment: String,
    _ reason: String
  ) {
    self.ldlr = ldlr
    self.maldlr = maldlr
    self.share = share
    self.nggocr = nggocr
    self.mgo = mgo
    self.stand = stand
    self.bamboo = bamboo
    self.stratum = stratum
    self.treatment = treatment
    self.reason = reason
  }

  /// Site: 1 soil mountain, 2 rocky mountain.
  public var lapdia: Int { ldlr.hasPrefix("TXD") ? 2 : 1 }
  /// Whether the legal list counts it as forest.
  public var isForest: Bool { nggocr != 3 }
  /// Whether trees or bamboo are measured on its plots.
  public var hasStand: Bool { stand != nil || bamboo != nil || ldlr == "RTG" }
}

extension ForestClass {
  /// Place of a class in `all`.
  public static func index(_ ldlr: String) -> Int {
    guard let index = all.firstIndex(where: { $0.ldlr == ldlr }) else {
      preconditionFailure("no class \(ldlr)")
    }
    return index
  }

  private static let few = "SYNTHETIC: fewer than five plots expected"

  /// The classes with their shares of the window. Where the specification gives one share for several
  /// classes it is split here: NUA 2, VAU 1, TNK 1; DKH 3, MN 1.5.
  public static let all: [ForestClass] = [
    ForestClass(
      "TXG", 14, share: 2, mgo: 240, .txg, stratum: "TXB", "merged",
      few + "; joined to medium forest"),
    ForestClass(
      "TXB", 15, share: 9, mgo: 138, .txb, stratum: "TXB", "sampled",
      "SYNTHETIC: medium evergreen forest"),
    ForestClass(
      "TXN", 16, share: 9, mgo: 71, .txn, stratum: "TXN", "sampled",
      "SYNTHETIC: poor evergreen forest"),
    ForestClass(
      "TXK", 17, share: 2, mgo: 30, .txk, stratum: "TXP", "merged",
      few + "; joined to regenerating forest"),
    ForestClass(
      "TXP", 18, share: 16, mgo: 41, .txp, stratum: "TXP", "sampled",
      "SYNTHETIC: regenerating evergreen forest"),
    ForestClass(
      "LKB", 25, share: 0.5, mgo: 185, .lkb, stratum: "LKB", "table",
      few + "; takes a stock factor"),
    ForestClass(
      "TXDB", 35, share: 6, mgo: 147, .txdb, stratum: "TXDB", "sampled",
      "SYNTHETIC: medium forest on limestone"),
    ForestClass(
      "TXDN", 36, share: 5, mgo: 72, .txdn, stratum: "TXDN", "sampled",
      "SYNTHETIC: poor forest on limestone"),
    ForestClass(
      "TXDP", 38, share: 3, mgo: 41, .txdp, stratum: "TXDN", "merged",
      few + "; joined to poor forest on limestone"),
    ForestClass(
      "HG1", 54, share: 3, mgo: 45, .hg1, bamboo: .hg1, stratum: "HG", "table",
      few + "; takes a stock factor"),
    ForestClass(
      "HG2", 55, share: 1.5, mgo: 45, .hg1, bamboo: .hg2, stratum: "HG", "table",
      few + "; takes a stock factor"),
    ForestClass(
      "NUA", 49, share: 2, bamboo: .nua, stratum: "TN", "table", few + "; takes a stock factor"),
    ForestClass(
      "VAU", 50, share: 1, bamboo: .vau, stratum: "TN", "table", few + "; takes a stock factor"),
    ForestClass(
      "TNK", 52, share: 1, bamboo: .nua, stratum: "TN", "table", few + "; takes a stock factor"),
    ForestClass(
      "RTG", 60, share: 5, nggocr: 2, stratum: "RTG", "sampled", "SYNTHETIC: timber plantations"),
    ForestClass(
      "DTR", 72, share: 1.5, nggocr: 3, stratum: "DTR", "excluded",
      "SYNTHETIC: planted, not yet forest"),
    ForestClass(
      "DT2", 78, share: 6, nggocr: 3, stratum: "DT2", "excluded",
      "SYNTHETIC: land with scattered trees, not forest"),
    ForestClass(
      "DT1", 82, share: 4, nggocr: 3, stratum: "DT1", "excluded",
      "SYNTHETIC: bare land, not forest"),
    ForestClass(
      "NN", 88, share: 18, nggocr: 3, stratum: "NN", "excluded", "SYNTHETIC: cropland, not forest"),
    ForestClass(
      "MN", 92, share: 1.5, nggocr: 3, stratum: "MN", "excluded", "SYNTHETIC: water, not forest"),
    ForestClass(
      "DKH", 93, share: 3, nggocr: 3, stratum: "DKH", "excluded",
      "SYNTHETIC: other land, not forest"),
  ]
}
