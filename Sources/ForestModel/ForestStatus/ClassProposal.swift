/// Proposes which class of a forest-status layer counts as which stratum.
///
/// Land that is no forest by the legal list is left out. Classes with too few plots join the nearest class of
/// their family (same leaves and site), by the order of volumes; of two equally near the one with less volume,
/// which states less. A family without such a class joins the one with most plots; without two plots in all it
/// takes a stock factor.
public struct ClassProposal: Sendable {
  /// Land of one class.
  public struct Land: Sendable {
    /// Class as the layer writes it.
    public var name: String
    /// Hectares.
    public var areaHa: Double
    /// Plots that stand in it; `nil` where plots were not looked at.
    public var plots: Int?

    /// Describes the land of a class.
    public init(name: String, areaHa: Double, plots: Int?) {
      self.name = name
      self.areaHa = areaHa
      self.plots = plots
    }
  }

  /// Fewer plots than this do not make a stratum of their own: a rule of this project.
  public static let leastPlots = 5

  /// The proposal, a rule per class in the order given.
  public static func rules(for land: [Land], language: Language) -> [StratumRule] {
    land.map { rule(for: $0, among: land, language) }
  }

  private static func rule(
    for own: Land, among land: [Land], _ language: Language
  ) -> StratumRule {
    let style = NumberStyle(language)
    func words(_ english: String, _ vietnamese: String, _ slots: [String: String] = [:]) -> String {
      Phrase(english, vi: vietnamese).text(
        language,
        slots.merging(["ha": style.string(own.areaHa, decimals: 1)]) { first, _ in first })
    }
    func rule(_ stratum: String, _ treatment: StratumTreatment, _ reason: String) -> StratumRule {
      StratumRule(mapClass: own.name, stratum: stratum, treatment: treatment, reason: reason)
    }
    guard let type = ForestType(written: own.name) else {
      return rule(
        own.name, .sampled,
        words(
          "none of the legal types, correct it; {ha} ha",
          "không có trong danh mục, hãy sửa; {ha} ha")
      )
    }
    if !type.isForest { return rule(own.name, .excluded, leftOut(type, language)) }
    guard let plots = own.plots else {
      return rule(own.name, .sampled, words("{ha} ha", "{ha} ha"))
    }
    let count = ["n": "\(plots)"]
    if plots >= leastPlots {
      return rule(own.name, .sampled, words("plots: {n}, {ha} ha", "số ô: {n}, {ha} ha", count))
    }
    let family = land.filter { ForestType(written: $0.name)?.family == type.family }
    let strong = family.filter { ($0.plots ?? 0) >= leastPlots }
    if let target = nearest(to: type, among: strong) {
      return rule(
        target, .merged,
        words(
          "plots: {n}, fewer than {least}, {ha} ha; joins the nearest class",
          "số ô: {n}, ít hơn {least}, {ha} ha; ghép vào loại gần nhất",
          count.merging(["least": "\(leastPlots)"]) { first, _ in first }))
    }
    let together = family.reduce(0) { $0 + ($1.plots ?? 0) }
    let largest = family.max {
      ($0.plots ?? 0, $0.areaHa, $1.name) < ($1.plots ?? 0, $1.areaHa, $0.name)
    }
    // Two plots give a mean with an error, though a poor one.
    if together >= 2, let largest {
      let isAlone = together == plots
      return rule(
        largest.name, largest.name == own.name ? .sampled : .merged,
        isAlone
          ? words(
            "plots: {n}, {ha} ha; too few, more are needed",
            "số ô: {n}, {ha} ha; quá ít, cần thêm ô", count)
          : words(
            "plots: {n}, with its neighbours {all}, {ha} ha",
            "số ô: {n}, cùng các loại lân cận {all}, {ha} ha",
            count.merging(["all": "\(together)"]) { first, _ in first }))
    }
    return rule(
      own.name, .table,
      words(
        "plots: {n}, {ha} ha, no class like it has more; needs a stock factor or more plots",
        "số ô: {n}, {ha} ha, không có loại tương tự nhiều ô hơn; cần hệ số trữ lượng hoặc thêm ô",
        count))
  }

  /// The rule for a class that a strata table lacks, by those that it has.
  public static func rule(
    for name: String, listed: [StratumRule], language: Language
  ) -> StratumRule? {
    guard let type = ForestType(written: name) else { return nil }
    if !type.isForest {
      return StratumRule(
        mapClass: name, stratum: name, treatment: .excluded, reason: leftOut(type, language))
    }
    let family = listed.filter {
      $0.treatment != .excluded && ForestType(written: $0.mapClass)?.family == type.family
    }
    let near = nearest(
      to: type,
      among: family.map { Land(name: $0.mapClass, areaHa: 0, plots: nil) })
    guard let target = family.first(where: { $0.mapClass == near }) else {
      return StratumRule(
        mapClass: name, stratum: name, treatment: .table,
        reason: Phrase("no class like it has plots", vi: "không có loại tương tự có ô").text(
          language))
    }
    return StratumRule(
      mapClass: name, stratum: target.stratum, treatment: .merged,
      reason: Phrase("nearest class", vi: "loại gần nhất").text(language))
  }

  /// The class nearest by volume; classes without one stand side by side.
  private static func nearest(to type: ForestType, among land: [Land]) -> String? {
    let rank = type.volumeClass?.rank ?? 0
    return land.compactMap { land -> (Double, Double, String)? in
      guard let other = ForestType(written: land.name) else { return nil }
      let theirs = other.volumeClass?.rank ?? 0
      return (abs(theirs - rank), theirs, land.name)
    }.min { $0 < $1 }?.2
  }

  private static func leftOut(_ type: ForestType, _ language: Language) -> String {
    let reason =
      type.group == .plantedNotYetForest
      ? Phrase("planted, not yet forest: {name}", vi: "đã trồng, chưa thành rừng: {name}")
      : Phrase("not forest: {name}", vi: "không phải rừng: {name}")
    return reason.text(language, ["name": type.name.text(language)])
  }
}

extension StratumRule {
  /// The rule as a line of the strata table.
  public var csvLine: String {
    [mapClass, stratum, treatment.rawValue, reason].map { cell in
      cell.contains { ",\"\n".contains($0) }
        ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
    }.joined(separator: ",")
  }
}
