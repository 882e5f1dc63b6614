import CarbonStock
import ForestModel

extension DesignSamples {
  /// Why the plots of a stratum hold no biomass at all; `nil` where they hold some.
  func emptiness(of stratum: Int) -> Phrase? {
    let plots = members[stratum]
    guard !plots.isEmpty, plots.allSatisfy({ inventory.stocks[$0].perHa.agbMg == 0 }) else {
      return nil
    }
    let trees = plots.map { inventory.totals.trees[$0] }
    let stems = trees.reduce(0) { $0 + Int($1.count) }
    let (p, n) = ("\(plots.count)", "\(stems)")
    if stems == 0 {
      return Phrase(
        "no tree of the table stands on its \(p) plots",
        vi: "không có cây nào trong bảng thuộc \(p) ô của tầng")
    }
    if trees.allSatisfy({ $0.live == 0 }) {
      return Phrase(
        "all \(n) trees of its \(p) plots are dead",
        vi: "cả \(n) cây trong \(p) ô của tầng đều là cây chết")
    }
    let forms = trees.reduce(into: Set<String>()) { $0.formUnion($1.growthForms) }.sorted()
      .joined(separator: ", ")
    return Phrase(
      "all \(n) stems of its \(p) plots have a mass of 0\(forms.isEmpty ? "" : " (growth form \(forms))")",
      vi:
        "cả \(n) thân trong \(p) ô của tầng đều có sinh khối bằng 0\(forms.isEmpty ? "" : " (dạng sống \(forms))")"
    )
  }
}
