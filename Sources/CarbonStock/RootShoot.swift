public import ForestModel
import Glibc

/// How below-ground biomass follows from above-ground biomass of a plot, both Mg dry matter per ha.
public enum RootShootRule: Sendable, Equatable {
  /// One ratio below 125 Mg/ha of above-ground biomass, another from there on.
  case twoClasses(id: String, below: Double, from: Double, source: String)
  /// CDM AR-TOOL14 v04.2: R = exp(-1.085 + 0.9256 ln b) / b.
  case arTool14
  /// A ratio the user states.
  case value(Double)

  /// Above-ground biomass at which the class changes, Mg/ha. The upper class starts at it.
  static let classLimitMgPerHa = 125.0

  /// The practice of the region: IPCC 2006 Vol. 4 Table 4.4, tropical moist deciduous forest.
  public static let ipcc2006MoistDeciduous = RootShootRule.twoClasses(
    id: "ipcc2006-moist-deciduous", below: 0.20, from: 0.24,
    source: "IPCC 2006 Vol. 4 Table 4.4, tropical moist deciduous forest")

  /// All rules with a name, in order of the help text; IPCC 2019 rows are those of Asia.
  public static let named: [RootShootRule] =
    [ipcc2006MoistDeciduous]
    + [
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
        id: "ipcc2019-" + name, below: below, from: from,
        source: "IPCC 2019 Refinement Vol. 4 Table 4.4, Asia" + remark)
    } + [.arTool14]

  /// The rule of that name, or a plain ratio such as `0.246`; `nil` for anything else.
  public init?(_ text: String) {
    if let value = Double(text), value.isFinite, (0...5).contains(value) {
      self = .value(value)
    } else if let rule = Self.named.first(where: { $0.id == text.lowercased() }) {
      self = rule
    } else {
      return nil
    }
  }

  /// Name as typed on the command line.
  public var id: String {
    switch self {
    case .twoClasses(let id, _, _, _): id
    case .arTool14: "ar-tool14"
    case .value(let ratio): ratio.csvText
    }
  }

  /// Below-ground biomass, Mg/ha; 0 where nothing grows.
  public func bgbMgPerHa(agbMgPerHa: Double) -> Double {
    guard agbMgPerHa > 0 else { return agbMgPerHa == 0 ? 0 : .nan }
    switch self {
    case .twoClasses(_, let below, let from, _):
      return agbMgPerHa * (agbMgPerHa < Self.classLimitMgPerHa ? below : from)
    case .arTool14:
      return exp(-1.085 + 0.9256 * log(agbMgPerHa))
    case .value(let ratio):
      return agbMgPerHa * ratio
    }
  }

  /// Change of below-ground biomass with above-ground biomass, for the error of a table factor.
  func slope(agbMgPerHa: Double) -> Double {
    guard agbMgPerHa > 0 else { return 0 }
    let ratio = bgbMgPerHa(agbMgPerHa: agbMgPerHa) / agbMgPerHa
    return self == .arTool14 ? 0.9256 * ratio : ratio
  }

  private static let ratioName = Phrase("root:shoot ratio", vi: "tỷ lệ R/S")

  /// The constants of the rule, for the record.
  public var parameters: [Parameter] {
    switch self {
    case .twoClasses(_, let below, let from, let source):
      [
        Parameter(
          name: Phrase(
            "root:shoot ratio below 125 Mg AGB/ha", vi: "tỷ lệ R/S khi AGB dưới 125 Mg/ha"),
          value: below.csvText, unit: "-",
          source: Phrase(same: source), confirmed: true),
        Parameter(
          name: Phrase(
            "root:shoot ratio from 125 Mg AGB/ha", vi: "tỷ lệ R/S khi AGB từ 125 Mg/ha"),
          value: from.csvText, unit: "-",
          source: Phrase(same: source), confirmed: true),
      ]
    case .arTool14:
      [
        Parameter(
          name: Self.ratioName, value: "exp(-1.085 + 0.9256 ln b)/b", unit: "-",
          source: Phrase(same: "CDM AR-TOOL14 v04.2"), confirmed: true)
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
