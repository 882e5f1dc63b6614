/// Trees of a kind of stand: stems per hectare, diameters, heights. Invented parameters, tuned so
/// that plots of 1,000 m² hit the volume of the class.
public struct StandModel: Sendable, Equatable {
  /// Name, e.g. `TXB` or `RTG_keo8`.
  public let name: String
  /// Live stems per hectare: mean, and coefficient of variation between plots of 1,000 m².
  public let stemsPerHa: Double
  /// Coefficient of variation of the stem number, a share.
  public let stemsCV: Double
  /// D = loc + Weibull(scale, shape), cm, cut at 110.
  public let loc: Double
  /// Scale of the Weibull, cm.
  public let scale: Double
  /// Shape of the Weibull.
  public let shape: Double
  /// H = 1.3 + a (1 - exp(-b D^c)) + Normal(0, heightSD), m, kept in 2.5 to 45.
  public let a: Double
  /// See `a`.
  public let b: Double
  /// See `a`.
  public let c: Double
  /// Standard deviation of the height around its curve, m.
  public let heightSD: Double
  /// Its species.
  public let flora: Flora
  /// Whether it is a plantation.
  public var isPlanted: Bool { name.hasPrefix("RTG") }

  /// Largest diameter, cm.
  public static let dMaxCm = 110.0
  /// Lowest and greatest height, m.
  public static let heightRangeM = 2.5...45.0
  /// Form factor: volume of a stem = basal area x height x 0.45.
  public static let formFactor = 0.45

  init(
    _ name: String, n: Double, cv: Double, d: (loc: Double, scale: Double, shape: Double),
    h: (a: Double, b: Double, c: Double, sd: Double), _ flora: Flora
  ) {
    self.name = name
    stemsPerHa = n
    stemsCV = cv
    (loc, scale, shape) = d
    (a, b, c, heightSD) = h
    self.flora = flora
  }

  /// The same trees of another species.
  func planted(as flora: Flora) -> StandModel {
    StandModel(
      name, n: stemsPerHa, cv: stemsCV, d: (loc, scale, shape), h: (a, b, c, heightSD), flora)
  }
}

extension StandModel {
  static let txg = StandModel(
    "TXG", n: 540, cv: 0.15, d: (6, 15.4, 0.98), h: (23, 0.04, 0.98, 2.8), .rich)
  static let txb = StandModel(
    "TXB", n: 820, cv: 0.18, d: (6, 10.9, 1.14), h: (19, 0.04, 1.03, 2.2), .upland)
  static let txn = StandModel(
    "TXN", n: 620, cv: 0.2, d: (6, 8.6, 1.05), h: (17, 0.05, 1.0, 2.0), .upland)
  static let txk = StandModel(
    "TXK", n: 430, cv: 0.3, d: (6, 6.6, 1.0), h: (14.5, 0.06, 0.98, 1.8), .young)
  static let txp = StandModel(
    "TXP", n: 900, cv: 0.3, d: (6, 5.2, 1.15), h: (14.5, 0.062, 1.0, 1.6), .young)
  static let txdb = StandModel(
    "TXDB", n: 720, cv: 0.2, d: (6, 11.5, 1.0), h: (17.5, 0.045, 1.0, 2.3), .limestone)
  static let txdn = StandModel(
    "TXDN", n: 600, cv: 0.22, d: (6, 8.8, 1.0), h: (15.5, 0.05, 1.0, 2.0), .limestone)
  /// The published table has no row for regenerating forest on limestone: the stems of TXP with the
  /// species of limestone stand in.
  static let txdp = StandModel(
    "TXDP", n: 900, cv: 0.3, d: (6, 5.2, 1.15), h: (14.5, 0.062, 1.0, 1.6), .limestone)
  static let hg1 = StandModel(
    "HG1", n: 380, cv: 0.3, d: (6, 9.0, 1.05), h: (17, 0.05, 1.0, 2.0), .upland)
  static let lkb = StandModel(
    "LKB", n: 520, cv: 0.2, d: (6, 17, 1.4), h: (22, 0.045, 1.0, 2.0), .conifers)
  static let keo5 = StandModel(
    "RTG_keo5", n: 1_350, cv: 0.12, d: (5, 6.3, 2.6), h: (19, 0.075, 1.0, 1.2), .acacia)
  static let keo8 = StandModel(
    "RTG_keo8", n: 1_050, cv: 0.15, d: (6, 9.3, 2.6), h: (22, 0.065, 1.0, 1.3), .acacia)
  static let thong15 = StandModel(
    "RTG_thong15", n: 1_100, cv: 0.18, d: (6, 10.5, 2.4), h: (17, 0.05, 1.05, 1.3), .pine)
  static let thong25 = StandModel(
    "RTG_thong25", n: 700, cv: 0.2, d: (8, 16, 2.4), h: (21, 0.045, 1.03, 1.5), .pine)
  static let samoc12 = StandModel(
    "RTG_samoc12", n: 1_700, cv: 0.15, d: (5, 7.5, 2.6), h: (15, 0.07, 1.0, 1.0), .chineseFir)

  /// The stands of the published table, in its order.
  public static let published: [StandModel] = [
    txg, txb, txn, txk, txp, txdb, txdn, hg1, keo5, keo8, thong15, thong25, samoc12, lkb,
  ]

  /// The stand of a plantation by its species and age. Species without a row of their own take the
  /// stems of the most similar one, with their own wood.
  static func plantation(_ species: String, ageYears: Int) -> StandModel {
    switch species {
    case "Keo": ageYears <= 6 ? keo5 : keo8
    case "Thông": ageYears <= 17 ? thong15 : thong25
    case "Sa mộc": samoc12
    case "Xoan": keo8.planted(as: .melia)
    case "Mỡ": thong15.planted(as: .manglietia)
    case "Quế": keo5.planted(as: .cinnamon)
    default: keo5.planted(as: .tung)
    }
  }
}

/// Bamboo of a class: culms per hectare and their diameters, both invented.
public struct BambooModel: Sendable, Equatable {
  /// Vietnamese name of the bamboo.
  public let name: String
  /// Live culms per hectare: lowest and highest plot mean.
  public let culmsPerHa: ClosedRange<Double>
  /// Mean diameter of the culms, cm.
  public let meanDbhCm: Double
  /// Standard deviation of the diameter, cm.
  public let sdDbhCm: Double

  static let nua = BambooModel(
    name: "Nứa", culmsPerHa: 6_000...14_000, meanDbhCm: 4, sdDbhCm: 1)
  static let vau = BambooModel(
    name: "Vầu", culmsPerHa: 2_500...6_000, meanDbhCm: 6.5, sdDbhCm: 1.3)
  /// Planted luồng; no parcel of the window carries it.
  public static let luong = BambooModel(
    name: "Luồng", culmsPerHa: 1_200...2_500, meanDbhCm: 9, sdDbhCm: 1.2)
  static let hg1 = BambooModel(
    name: "Nứa", culmsPerHa: 1_500...4_000, meanDbhCm: 4, sdDbhCm: 1)
  static let hg2 = BambooModel(
    name: "Nứa", culmsPerHa: 4_000...8_000, meanDbhCm: 4, sdDbhCm: 1)

  /// Dry above-ground biomass of a culm, kg: sum of culm, branches and leaves of Bambusa procera.
  /// Source: Huy et al. 2019, Forests 10:316.
  public static func agbKg(dbhCm d: Double) -> Double {
    0.09814 * power(d, 2.36569) + 0.05216 * power(d, 2.00483) + 0.03044 * power(d, 1.74187)
  }

  /// Mean above-ground biomass per hectare, Mg: culms at the middle of their range, diameters by the
  /// middle of 400 equal slices of the normal distribution.
  public var agbMgPerHa: Double {
    let culms = (culmsPerHa.lowerBound + culmsPerHa.upperBound) / 2
    var mean = 0.0
    for z in NormalSlices.all {
      mean += Self.agbKg(dbhCm: max(Self.dMinCm, meanDbhCm + sdDbhCm * z.value)) * z.weight
    }
    return culms * mean / 1_000
  }

  /// Thinnest culm, cm.
  static let dMinCm = 1.0
}
