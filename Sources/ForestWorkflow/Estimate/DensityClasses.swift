import ForestModel

/// Five classes of equal, round width for stocks per hectare, and their colours: the same on the map of
/// the report and in QGIS.
struct DensityClasses {
  /// Six limits, ascending.
  let breaks: [Double]

  /// Sequential greens, light to dark (ColorBrewer 2.0 "Greens", Brewer & Harrower). The steps grow
  /// darker, so that they can be told apart in grey print.
  static let colours = ["#edf8e9", "#bae4b3", "#74c476", "#31a354", "#006d2c"]
  /// Land without a figure.
  static let empty = "#d9d9d9"

  /// Classes over the densities.
  init(_ densities: [Double]) {
    let low = densities.min() ?? 0
    let high = densities.max() ?? 1
    let wanted = max((high - low) / 5, 1e-6)
    for power in -3...9 {
      for factor in [1.0, 2.0, 2.5, 4.0, 5.0, 6.0, 8.0] {
        let step = factor * Self.tenTo(power)
        let start = (low / step).rounded(.down) * step
        if step >= wanted, start + 5 * step >= high {
          breaks = (0...5).map { start + Double($0) * step }
          return
        }
      }
    }
    breaks = (0...5).map { low + Double($0) * wanted }
  }

  private static func tenTo(_ power: Int) -> Double {
    var value = 1.0
    for _ in 0..<abs(power) { value *= 10 }
    return power < 0 ? 1 / value : value
  }

  /// The class of a density; the highest limit belongs to the last class.
  func index(of density: Double) -> Int {
    (1..<5).last { density >= breaks[$0] } ?? 0
  }

  /// `100 – 150` in the style of a language.
  func label(_ index: Int, _ language: Language) -> String {
    let style = NumberStyle(language)
    let decimals = (breaks[1] - breaks[0]) < 1 ? 3 : breaks[0] == breaks[0].rounded() ? 0 : 1
    return "\(style.string(breaks[index], decimals: decimals)) – "
      + style.string(breaks[index + 1], decimals: decimals)
  }

  /// Label of land that bears no figure on the map.
  static let emptyLabel = Phrase(
    "no figure, or for less than half of the parcel",
    vi: "không có số liệu, hoặc chỉ cho dưới một nửa lô")
}
