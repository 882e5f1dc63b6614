import CarbonStock
import ForestModel

extension DesignSamples {
  /// Why the plots of a stratum hold no biomass at all; `nil` where they hold some.
  func emptiness(of stratum: Int) -> Phrase? {
    let plots = Set(members[stratum])
    guard !plots.isEmpty, plots.allSatisfy({ inventory.stocks[$0].perHa.agbMg == 0 }) else {
      return nil
    }
    let trees = inventory.trees
    let stems = trees.row.indices.filter { tree in
      inventory.plotOfTree[tree].map(plots.contains) == true && !trees.isRejected[tree]
    }
    let (p, n) = ("\(plots.count)", "\(stems.count)")
    if stems.isEmpty {
      return Phrase(
        "no tree of the table stands on its \(p) plots",
        vi: "không có cây nào trong bảng thuộc \(p) ô của tầng")
    }
    let living = stems.filter { trees.status[$0] == .live }
    if living.isEmpty {
      return Phrase(
        "all \(n) trees of its \(p) plots are dead",
        vi: "cả \(n) cây trong \(p) ô của tầng đều là cây chết")
    }
    let forms = Set(living.map { trees.growthForm[$0] }).filter { !$0.isEmpty }.sorted()
      .joined(separator: ", ")
    return Phrase(
      "all \(n) stems of its \(p) plots have a mass of 0\(forms.isEmpty ? "" : " (growth form \(forms))")",
      vi:
        "cả \(n) thân trong \(p) ô của tầng đều có sinh khối bằng 0\(forms.isEmpty ? "" : " (dạng sống \(forms))")"
    )
  }
}
