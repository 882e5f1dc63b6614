public import ForestModel
import Glibc

/// How below-ground biomass follows from above-ground biomass of a plot, both Mg dry matter per ha.
public enum RootShootRule: Sendable, Equatable {
  /// One ratio below `limit` Mg/ha of above-ground biomass, another from there on.
  case twoClasses(id: String, limit: Double, below: Double, from: Double, source: String)
  /// BGB = exp(constant + exponent x ln AGB), both t d.m./ha.
  case power(id: String, constant: Double, exponent: Double, source: String)
  /// One published ratio.
  case ratio(id: String, Double, source: String)
  /// An equation of the registry that gives below-ground from above-ground biomass of a stand.
  case equation(EquationRecord)
  /// A ratio the user states.
  case value(Double)

  /// CDM AR-TOOL14 v04.2: R = exp(-1.085 + 0.9256 ln b) / b.
  public static let arTool14 = RootShootRule.power(
    id: "ar-tool14", constant: -1.085, exponent: 0.9256, source: "CDM AR-TOOL14 v04.2")

  /// The practice of the region: IPCC 2006 Vol. 4 Table 4.4, tropical moist deciduous forest.
  public static let ipcc2006MoistDeciduous = RootShootRule.twoClasses(
    id: "ipcc2006-moist-deciduous", limit: 125, below: 0.20, from: 0.24,
    source: "IPCC 2006 Vol. 4 Table 4.4, tropical moist deciduous forest")

  /// All rules with a name, in order of the help text; IPCC 2019 rows are those of Asia.
  public static let named: [RootShootRule] =
    [ipcc2006MoistDeciduous] + ipcc2019 + [arTool14] + winrock + vmd0001 + fixed + ofRegistry

  private static let ipcc2019: [RootShootRule] = [
    ("rainforest-natural", 0.207, 0.212, ""),
    ("rainforest-planted", 0.325, 0.325, "; one value for both classes"),
    ("moist-deciduous-natural", 0.323, 0.246, ""),
    ("moist-deciduous-planted", 0.323, 0.246, "; no row for planted, natural used"),
    ("dry-natural", 0.386, 0.362, ""), ("dry-planted", 0.386, 0.362, ""),
    ("subtropical-humid-natural", 0.230, 0.246, ""),
    ("subtropical-humid-planted", 0.230, 0.246, "; no row for planted, natural used"),
    ("subtropical-dry-natural", 0.440, 0.440, ""),
  ].map { name, below, from, remark in
    .twoClasses(
      id: "ipcc2019-" + name, limit: 125, below: below, from: from,
      source: "IPCC 2019 Refinement Vol. 4 Table 4.4, Asia" + remark)
  }

  private static let winrock: [RootShootRule] = [
    ("tropical", 0.0), ("temperate", 0.2840), ("boreal", 0.1874),
  ].map { zone, shift in
    .power(
      id: "winrock-" + zone, constant: -1.0587 + shift, exponent: 0.8836,
      source: "Winrock/BioCarbon Fund Sourcebook, after Cairns et al. 1997, \(zone)")
  }

  private static let vmd0001: [RootShootRule] = [
    ("rainforest", 125.0, 0.20, 0.24), ("tropical-dry", 20, 0.56, 0.28),
    ("subtropical-humid", 125, 0.20, 0.24), ("subtropical-dry", 20, 0.56, 0.28),
  ].map { zone, limit, below, from in
    .twoClasses(
      id: "vmd0001-" + zone, limit: limit, below: below, from: from, source: "VCS VMD0001 v1.1")
  }

  private static let fixed: [RootShootRule] = [
    ("ar-tool14-baseline-trees", 0.25, "CDM AR-TOOL14 v04.2, trees of the baseline"),
    ("ar-tool14-shrubs", 0.40, "CDM AR-TOOL14 v04.2, shrubs"),
    ("gs403-project", 0.2, "Gold Standard 403 v2.1, project"),
    ("gs403-baseline-trees", 0.8, "Gold Standard 403 v2.1, trees of the baseline"),
    ("gs403-baseline-non-tree", 4.0, "Gold Standard 403 v2.1, other plants of the baseline"),
  ].map { id, value, source in .ratio(id: id, value, source: source) }

  /// The registry's equations of a stand: Cairns et al. 1997, Mokany et al. 2006.
  private static let ofRegistry: [RootShootRule] = EquationRegistry.builtIn.records.filter {
    $0.quantity == .bgb && $0.unit == "t_ha"
      && $0.program.variables == [EquationVariable.standBiomass.rawValue]
  }.map { .equation($0) }

  /// The rule of that name, or a plain ratio such as `0.246`; `nil` for anything else.
  public init?(_ text: String) {
    if let value = Double(text), value.isFinite, (0...5).contains(value) {
      self = .value(value)
    } else if let rule = Self.named.first(where: { $0.id.lowercased() == text.lowercased() }) {
      self = rule
    } else {
      return nil
    }
  }

  /// Name as typed on the command line.
  public var id: String {
    switch self {
    case .twoClasses(let id, _, _, _, _), .power(let id, _, _, _), .ratio(let id, _, _): id
    case .equation(let record): record.id
    case .value(let ratio): ratio.csvText
    }
  }

  /// Below-ground biomass, Mg/ha; 0 where nothing grows.
  public func bgbMgPerHa(agbMgPerHa: Double) -> Double {
    guard agbMgPerHa > 0 else { return agbMgPerHa == 0 ? 0 : .nan }
    switch self {
    case .twoClasses(_, let limit, let below, let from, _):
      return agbMgPerHa * (agbMgPerHa < limit ? below : from)
    case .power(_, let constant, let exponent, _):
      return exp(constant + exponent * log(agbMgPerHa))
    case .equation(let record):
      return record.value([EquationVariable.standBiomass.rawValue: agbMgPerHa])
    case .ratio(_, let ratio, _), .value(let ratio):
      return agbMgPerHa * ratio
    }
  }

  /// Ratio of below-ground to above-ground biomass at that biomass; 0 where nothing grows.
  public func ratio(agbMgPerHa: Double) -> Double {
    guard agbMgPerHa > 0 else { return agbMgPerHa == 0 ? 0 : .nan }
    return bgbMgPerHa(agbMgPerHa: agbMgPerHa) / agbMgPerHa
  }

  /// Change of below-ground biomass with above-ground biomass, for the error of a table factor.
  func slope(agbMgPerHa: Double) -> Double {
    guard agbMgPerHa > 0 else { return 0 }
    switch self {
    case .power(_, _, let exponent, _):
      return exponent * ratio(agbMgPerHa: agbMgPerHa)
    case .equation:
      let step = agbMgPerHa * 1e-5
      return
        (bgbMgPerHa(agbMgPerHa: agbMgPerHa + step) - bgbMgPerHa(agbMgPerHa: agbMgPerHa - step))
        / (2 * step)
    case .twoClasses, .ratio, .value:
      return ratio(agbMgPerHa: agbMgPerHa)
    }
  }

  private static let ratioName = Phrase("root:shoot ratio", vi: "tỷ lệ R/S")

  /// The constants of the rule, for the record.
  public var parameters: [Parameter] {
    switch self {
    case .twoClasses(_, let limit, let below, let from, let source):
      [
        Parameter(
          name: Phrase(
            "root:shoot ratio below \(limit.csvText) Mg AGB/ha",
            vi: "tỷ lệ R/S khi AGB dưới \(limit.csvText) Mg/ha"),
          value: below.csvText, unit: "-", source: Phrase(same: source), confirmed: true),
        Parameter(
          name: Phrase(
            "root:shoot ratio from \(limit.csvText) Mg AGB/ha",
            vi: "tỷ lệ R/S khi AGB từ \(limit.csvText) Mg/ha"),
          value: from.csvText, unit: "-", source: Phrase(same: source), confirmed: true),
      ]
    case .power(_, let constant, let exponent, let source):
      [
        Parameter(
          name: Self.ratioName,
          value: "exp(\(constant.csvText) + \(exponent.csvText) ln b)/b", unit: "-",
          source: Phrase(same: source), confirmed: true)
      ]
    case .ratio(_, let ratio, let source):
      [
        Parameter(
          name: Self.ratioName, value: ratio.csvText, unit: "-", source: Phrase(same: source),
          confirmed: true)
      ]
    case .equation(let record):
      [
        Parameter(
          name: Phrase("below-ground biomass, t/ha", vi: "sinh khối dưới mặt đất, tấn/ha"),
          value: record.expression, unit: "t/ha", source: Phrase(same: record.reference),
          confirmed: record.confirmed)
      ]
    case .value(let ratio):
      [
        Parameter(
          name: Self.ratioName, value: ratio.csvText, unit: "-", source: .statedByUser,
          confirmed: true)
      ]
    }
  }
}
