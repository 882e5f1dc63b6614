public import ForestModel

/// Gains and losses of carbon in living biomass, t C (IPCC 2006 Vol. 4 Ch. 2). All are amounts above zero;
/// a gain is a removal, a loss an emission.
public enum GainLoss {
  /// Growth of a year: area x net annual above-ground growth x (1 + R) x CF (Eq. 2.9, 2.10).
  public static func growth(
    areaHa: Double, growthMgPerHa: Double, rootShoot: Double, fraction: Double
  ) -> Quantity<Carbon> {
    Quantity<Biomass>(areaHa * growthMgPerHa * (1 + rootShoot)).carbon(fraction: fraction)
  }

  /// Wood taken out: volume x BCEF_R x (1 + R) x CF (Eq. 2.12).
  public static func woodRemoval(
    _ wood: Quantity<WoodVolume>, bcefMgPerM3: Double, rootShoot: Double, fraction: Double
  ) -> Quantity<Carbon> {
    Quantity<Biomass>(wood.value * bcefMgPerM3 * (1 + rootShoot)).carbon(fraction: fraction)
  }

  /// Fuelwood gathered as parts of trees: volume x basic density x CF (Eq. 2.13, second term; whole
  /// trees are a wood removal).
  public static func fuelwoodParts(
    _ wood: Quantity<WoodVolume>, density: BasicDensity, fraction: Double
  ) -> Quantity<Carbon> {
    wood.biomass(density: density).carbon(fraction: fraction)
  }

  /// Disturbance: area x above-ground biomass x (1 + R) x CF x share lost (Eq. 2.14).
  public static func disturbance(
    areaHa: Double, agbMgPerHa: Double, rootShoot: Double, fraction: Double, shareLost: Double
  ) -> Quantity<Carbon> {
    Quantity<Biomass>(areaHa * agbMgPerHa * (1 + rootShoot) * shareLost).carbon(fraction: fraction)
  }
}

/// How a mass of methane and nitrous oxide becomes CO2e. Values of different reports must not be mixed.
public struct WarmingPotentials: Sendable, Equatable {
  /// Name, e.g. `ar5`.
  public let id: String
  /// CO2e per mass of methane, over 100 years.
  public let methane: Double
  /// CO2e per mass of nitrous oxide.
  public let nitrousOxide: Double
  /// Where the values stand.
  public let source: String
  /// Whether they were seen there.
  public let confirmed: Bool

  /// IPCC AR5, without climate feedbacks: the default.
  public static let ar5 = Self(
    id: "ar5", methane: 28, nitrousOxide: 265, source: "IPCC AR5 (2013), WG1",
    confirmed: true)
  /// IPCC second report, embedded in many defaults of older tools.
  public static let sar = Self(
    id: "sar", methane: 21, nitrousOxide: 310, source: "IPCC SAR (1995), WG1", confirmed: true)
  /// IPCC fourth report.
  public static let ar4 = Self(
    id: "ar4", methane: 25, nitrousOxide: 298, source: "IPCC AR4 (2007), WG1",
    confirmed: false)
  /// IPCC sixth report; methane not of fossil origin.
  public static let ar6 = Self(
    id: "ar6", methane: 27, nitrousOxide: 273, source: "IPCC AR6 (2021), WG1",
    confirmed: false)
  /// All sets.
  public static let all = [ar5, sar, ar4, ar6]

  /// The two constants, for the record.
  public var parameters: [Parameter] {
    [
      Parameter(
        name: Phrase("GWP100 of CH4", vi: "hệ số GWP100 của CH₄"), value: methane.csvText,
        unit: "t CO2e / t", source: Phrase(same: source), confirmed: confirmed),
      Parameter(
        name: Phrase("GWP100 of N2O", vi: "hệ số GWP100 của N₂O"), value: nitrousOxide.csvText,
        unit: "t CO2e / t", source: Phrase(same: source), confirmed: confirmed),
    ]
  }
}

/// Methane and nitrous oxide of a fire in tropical forest; the carbon dioxide is in the stock change.
public struct FireEmission: Sendable, Equatable {
  /// Methane, t.
  public let methaneT: Double
  /// Nitrous oxide, t.
  public let nitrousOxideT: Double

  /// Methane, g per kg of dry matter burnt, tropical forest (CDM AR-TOOL08).
  public static let methaneGPerKg = 6.8
  /// Nitrous oxide, g per kg.
  public static let nitrousOxideGPerKg = 0.20

  /// Mass burnt x emission factors (IPCC 2006 Vol. 4 Eq. 2.27).
  ///
  /// - Parameters: `biomassMgPerHa` is what could burn, dry matter; `combustion` the share that does.
  public init(areaHa: Double, biomassMgPerHa: Double, combustion: Double) {
    let burntMg = areaHa * biomassMgPerHa * combustion
    methaneT = burntMg * Self.methaneGPerKg / 1000
    nitrousOxideT = burntMg * Self.nitrousOxideGPerKg / 1000
  }

  /// Both gases together.
  public func co2e(_ potentials: WarmingPotentials) -> Quantity<CarbonDioxideEquivalent> {
    Quantity(methaneT * potentials.methane + nitrousOxideT * potentials.nitrousOxide)
  }

  /// The constants, for the record.
  public static let parameters = [
    Parameter(
      name: Phrase("CH4 of fires, tropical forest", vi: "CH₄ từ cháy rừng nhiệt đới"),
      value: methaneGPerKg.csvText, unit: "g/kg d.m.",
      source: Phrase(same: "CDM AR-TOOL08, after IPCC 2006 Vol. 4"), confirmed: true),
    Parameter(
      name: Phrase("N2O of fires, tropical forest", vi: "N₂O từ cháy rừng nhiệt đới"),
      value: nitrousOxideGPerKg.csvText, unit: "g/kg d.m.",
      source: Phrase(same: "CDM AR-TOOL08, after IPCC 2006 Vol. 4"), confirmed: true),
  ]
}

/// Trees and shrubs that stood on the land before a project (CDM AR-TOOL14 v04.2, default methods).
public enum PreProjectVegetation {
  /// Root:shoot ratio of trees.
  public static let rootShootOfTrees = 0.25
  /// Root:shoot ratio of shrubs.
  public static let rootShootOfShrubs = 0.40
  /// Shrubs of full cover as a share of the biomass of a forest.
  public static let shrubShare = 0.10
  /// Crown cover below which shrubs count as none.
  public static let leastShrubCover = 0.05
  /// Carbon fraction.
  public static let carbonFraction = 0.47

  /// Carbon of scattered trees: CF x b_FOREST x (1 + R) x crown cover x area.
  ///
  /// - Parameters: `forestAGBMgPerHa` is the above-ground biomass of a forest of the region; `crownCover`
  ///   lies between 0 and 1.
  public static func trees(
    areaHa: Double, forestAGBMgPerHa: Double, crownCover: Double
  ) -> Quantity<Carbon> {
    Quantity<Biomass>(areaHa * forestAGBMgPerHa * (1 + rootShootOfTrees) * crownCover)
      .carbon(fraction: carbonFraction)
  }

  /// Carbon of shrubs: CF x (1 + R_s) x area x 0.10 x b_FOREST x crown cover; none below a cover of 5 %.
  public static func shrubs(
    areaHa: Double, forestAGBMgPerHa: Double, crownCover: Double
  ) -> Quantity<Carbon> {
    guard crownCover >= leastShrubCover else { return Quantity(0) }
    let biomass = shrubShare * forestAGBMgPerHa * crownCover
    return Quantity<Biomass>(areaHa * biomass * (1 + rootShootOfShrubs))
      .carbon(fraction: carbonFraction)
  }

  /// The constants, for the record.
  public static let parameters = [
    ("root:shoot ratio of pre-project trees", "tỷ lệ R/S của cây có trước dự án", rootShootOfTrees),
    ("root:shoot ratio of shrubs", "tỷ lệ R/S của cây bụi", rootShootOfShrubs),
    ("shrub biomass as a share of forest", "tỷ lệ sinh khối cây bụi so với rừng", shrubShare),
    (
      "carbon fraction of pre-project vegetation", "tỷ lệ các-bon của thảm trước dự án",
      carbonFraction
    ),
  ].map { english, vietnamese, value in
    Parameter(
      name: Phrase(english, vi: vietnamese), value: value.csvText, unit: "-",
      source: Phrase(same: "CDM AR-TOOL14 v04.2"), confirmed: true)
  }
}
