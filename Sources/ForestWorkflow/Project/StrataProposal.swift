import CarbonStock
import ForestModel

extension StrataPlan {
  /// Lines of the strata table that would merge a stratum with too few plots, and why this one.
  ///
  /// With one plot: the stratum whose mean is nearest to it. Without any: the one whose name is most
  /// alike; where no name is alike, the one with the lowest mean, which states the least.
  func proposal(for stratum: Int, _ samples: DesignSamples) -> (line: String, why: String) {
    // Forest is never proposed to count as land that is none, however near the means are.
    func isForest(_ place: Int) -> Bool { ForestType(written: names[place])?.isForest ?? true }
    let candidates = names.indices.filter {
      $0 != stratum && treatments[$0] != .excluded && samples.members[$0].count >= 2
        && (isForest($0) || !isForest(stratum))
    }
    func agb(_ place: Int) -> Double {
      SampleMoments(samples.members[place].map { samples.inventory.stocks[$0].perHa.agbMg }).mean
    }
    func least(_ value: (Int) -> Double) -> Int? {
      candidates.min { (value($0), $0) < (value($1), $1) }
    }
    let why: Phrase
    let target: Int?
    if let plot = samples.members[stratum].first {
      let own = samples.inventory.stocks[plot].perHa.agbMg
      target = least { abs(agb($0) - own) }
      why = Phrase("its plot is nearest to their mean", vi: "ô của tầng gần trung bình này nhất")
    } else {
      let name = names[stratum].lowercased()
      func alike(_ place: Int) -> Int {
        zip(names[place].lowercased(), name).prefix { $0 == $1 }.count
      }
      if candidates.contains(where: { alike($0) > 0 }) {
        target = least { place in
          let distance = Nearest.distance(names[place].lowercased(), name)
          return Double(distance) - 1_000 * Double(alike(place))
        }
        why = Phrase("the most similar name", vi: "tên giống nhất")
      } else {
        target = least(agb)
        why = Phrase("the lowest mean", vi: "trung bình thấp nhất")
      }
    }
    guard let target else {
      return (
        "\(names[stratum]),OTHER_STRATUM,merged,REASON",
        Phrase("no other stratum has plots yet", vi: "chưa tầng nào khác có ô").text(
          samples.language)
      )
    }
    let reason = Phrase("fewer than 2 plots", vi: "dưới 2 ô").text(samples.language)
    let lines = (classes[names[stratum]] ?? [names[stratum]]).map {
      "\($0),\(names[target]),merged,\(reason)"
    }
    return (lines.joined(separator: " + "), why.text(samples.language))
  }
}
