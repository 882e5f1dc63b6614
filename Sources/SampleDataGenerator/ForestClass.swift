/// One forest or land type of the synthetic landscape.
struct ForestClass {
  /// Letters and number of the legal list (Circular 33/2018/TT-BNNPTNT, Annex I, as in FRMS layers).
  let ldlr: String
  let maldlr: Int
  /// Share of the window by area, percent.
  let share: Double
  /// Origin: 1 natural, 2 planted, 3 no forest.
  let nggocr: Int
  /// Site: 1 soil mountain, 2 rocky mountain.
  let lapdia: Int
  /// Mean standing volume, m³/ha; 0 where none.
  let mgo: Double
  let stand: StandModel?
  /// How it enters the estimate.
  let stratum: String
  let treatment: String
  let reason: String
}

/// Trees of a class: stems per hectare, diameters, heights. Invented parameters, tuned so that plots of
/// 1,000 m² hit the volume of the class.
struct StandModel {
  let stemsPerHa: Double
  let stemsCV: Double
  /// D = loc + Weibull(scale, shape), cm, cut at 110.
  let loc: Double
  let scale: Double
  let shape: Double
  /// H = 1.3 + a (1 - exp(-b D^c)) + Normal(0, sd), m, kept in 2.5 to 45.
  let a: Double
  let b: Double
  let c: Double
  let heightSD: Double
  let species: [(String, Double)]
}

extension ForestClass {
  private static let uplandSpecies: [(String, Double)] = [
    ("Schima wallichii", 18), ("Castanopsis indica", 12), ("Lithocarpus ducampii", 8),
    ("Betula alnoides", 8), ("Machilus bonii", 15), ("Engelhardia spicata", 6),
    ("Elaeocarpus griffithii", 5), ("Syzygium cumini", 5), ("Wendlandia paniculata", 3),
    ("Aporosa dioica", 3), ("Macaranga denticulata", 4), ("Chưa biết", 4),
  ]
  private static let limestoneSpecies: [(String, Double)] = [
    ("Excentrodendron tonkinense", 16), ("Garcinia oblongifolia", 6), ("Streblus asper", 18),
    ("Saraca dives", 8), ("Diospyros eriantha", 6), ("Aphanamixis polystachya", 6),
    ("Celtis timorensis", 6), ("Toona sinensis", 3), ("Chưa biết", 3),
  ]
  private static let youngSpecies: [(String, Double)] = [
    ("Macaranga denticulata", 20), ("Mallotus paniculatus", 14), ("Trema orientalis", 12),
    ("Styrax tonkinensis", 14), ("Litsea cubeba", 10), ("Vernicia montana", 10),
    ("Alnus nepalensis", 8), ("Schima wallichii", 8), ("Chưa biết", 4),
  ]

  /// The classes in the order in which they follow each other over the landscape, from rich forest to
  /// cropland.
  static let all: [ForestClass] = [
    ForestClass(
      ldlr: "TXG", maldlr: 14, share: 3, nggocr: 1, lapdia: 1, mgo: 240,
      stand: StandModel(
        stemsPerHa: 540, stemsCV: 0.15, loc: 6, scale: 15.4, shape: 0.98, a: 23, b: 0.04, c: 0.98,
        heightSD: 2.8, species: uplandSpecies),
      stratum: "TXB", treatment: "merged", reason: "SYNTHETIC: fewer than five plots expected"),
    ForestClass(
      ldlr: "TXB", maldlr: 15, share: 12, nggocr: 1, lapdia: 1, mgo: 140,
      stand: StandModel(
        stemsPerHa: 820, stemsCV: 0.18, loc: 6, scale: 10.9, shape: 1.14, a: 19, b: 0.04, c: 1.03,
        heightSD: 2.2, species: uplandSpecies),
      stratum: "TXB", treatment: "sampled", reason: "SYNTHETIC: medium evergreen forest"),
    ForestClass(
      ldlr: "TXDB", maldlr: 35, share: 10, nggocr: 1, lapdia: 2, mgo: 148,
      stand: StandModel(
        stemsPerHa: 720, stemsCV: 0.2, loc: 6, scale: 11.5, shape: 1.0, a: 17.5, b: 0.045, c: 1.0,
        heightSD: 2.3, species: limestoneSpecies),
      stratum: "TXDB", treatment: "sampled", reason: "SYNTHETIC: medium forest on limestone"),
    ForestClass(
      ldlr: "TXN", maldlr: 16, share: 12, nggocr: 1, lapdia: 1, mgo: 72,
      stand: StandModel(
        stemsPerHa: 620, stemsCV: 0.2, loc: 6, scale: 8.6, shape: 1.05, a: 17, b: 0.05, c: 1.0,
        heightSD: 2.0, species: uplandSpecies),
      stratum: "TXN", treatment: "sampled", reason: "SYNTHETIC: poor evergreen forest"),
    ForestClass(
      ldlr: "TXK", maldlr: 17, share: 2, nggocr: 1, lapdia: 1, mgo: 30,
      stand: StandModel(
        stemsPerHa: 430, stemsCV: 0.3, loc: 6, scale: 6.6, shape: 1.0, a: 14.5, b: 0.06, c: 0.98,
        heightSD: 1.8, species: youngSpecies),
      stratum: "TXP", treatment: "merged", reason: "SYNTHETIC: fewer than five plots expected"),
    ForestClass(
      ldlr: "TXP", maldlr: 18, share: 20, nggocr: 1, lapdia: 1, mgo: 41,
      stand: StandModel(
        stemsPerHa: 900, stemsCV: 0.3, loc: 6, scale: 5.2, shape: 1.15, a: 14.5, b: 0.062, c: 1.0,
        heightSD: 1.6, species: youngSpecies),
      stratum: "TXP", treatment: "sampled", reason: "SYNTHETIC: regenerating evergreen forest"),
    ForestClass(
      ldlr: "RTG", maldlr: 60, share: 5, nggocr: 2, lapdia: 1, mgo: 120,
      stand: StandModel(
        stemsPerHa: 1050, stemsCV: 0.15, loc: 6, scale: 9.3, shape: 2.6, a: 22, b: 0.065, c: 1.0,
        heightSD: 1.3, species: [("Acacia mangium", 1)]),
      stratum: "RTG", treatment: "table", reason: "SYNTHETIC: plantations take a stock factor"),
    ForestClass(
      ldlr: "DT2", maldlr: 78, share: 10, nggocr: 3, lapdia: 1, mgo: 0, stand: nil,
      stratum: "DT2", treatment: "excluded", reason: "SYNTHETIC: land with scattered trees"),
    ForestClass(
      ldlr: "DT1", maldlr: 82, share: 5, nggocr: 3, lapdia: 1, mgo: 0, stand: nil,
      stratum: "DT1", treatment: "excluded", reason: "SYNTHETIC: bare land"),
    ForestClass(
      ldlr: "NN", maldlr: 88, share: 21, nggocr: 3, lapdia: 1, mgo: 0, stand: nil,
      stratum: "NN", treatment: "excluded", reason: "SYNTHETIC: cropland"),
  ]
}
