import ForestModel

/// The QGIS style of the parcel layer: t CO2e per hectare in five greens; grey where there is no
/// figure, or where it stands for less than half of the parcel. Readable in grey print: the steps grow darker.
struct ParcelStyle {
  private let breaks: [Double]
  private let language: Language

  /// Sequential greens, light to dark (ColorBrewer 2.0 "Greens", Brewer & Harrower).
  private static let colours = [
    "237,248,233", "186,228,179", "116,196,118", "49,163,84", "0,109,44",
  ]

  /// Classes of equal, round width over the densities.
  init(densities: [Double], language: Language) {
    self.language = language
    let low = densities.min() ?? 0
    let high = densities.max() ?? 1
    var step = 1.0
    let wanted = max((high - low) / 5, 1e-6)
    for power in -3...9 {
      for factor in [1.0, 2.0, 2.5, 4.0, 5.0, 6.0, 8.0] {
        let candidate = factor * ParcelStyle.tenTo(power)
        if candidate >= wanted {
          step = candidate
          let start = (low / step).rounded(.down) * step
          if start + 5 * step >= high {
            breaks = (0...5).map { start + Double($0) * step }
            return
          }
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

  var qml: String {
    let style = NumberStyle(language)
    let decimals = (breaks[1] - breaks[0]) < 1 ? 3 : 0
    var rules = ""
    var symbols = ""
    for index in 0..<5 {
      let (low, high) = (breaks[index], breaks[index + 1])
      let label =
        "\(style.string(low, decimals: decimals)) – \(style.string(high, decimals: decimals))"
      let upper = index == 4 ? "&lt;=" : "&lt;"
      rules +=
        #"<rule key="r\#(index)" symbol="\#(index)" label="\#(label)" filter="&quot;accounted_ha&quot; &gt;= 0.5 * &quot;area_ha&quot; AND &quot;co2e_t_ha&quot; &gt;= \#(low.csvText) AND &quot;co2e_t_ha&quot; \#(upper) \#(high.csvText)"/>"#
      symbols += Self.symbol("\(index)", colour: Self.colours[index])
    }
    let none = Phrase(
      "no figure, or for less than half of the parcel",
      vi: "không có số liệu, hoặc chỉ cho dưới một nửa lô"
    ).text(language)
    rules += #"<rule key="r5" symbol="5" label="\#(none)" filter="ELSE"/>"#
    symbols += Self.symbol("5", colour: "217,217,217")
    return """
      <!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
      <qgis version="3.22.0" styleCategories="Symbology|Labeling|Fields">
      <renderer-v2 type="RuleRenderer" symbollevels="0" forceraster="0" enableorderby="0">\
      <rules key="root">\(rules)</rules><symbols>\(symbols)</symbols></renderer-v2>
      <fieldConfiguration/>
      <aliases>\(aliases)</aliases>
      <layerGeometryType>2</layerGeometryType>
      </qgis>
      """
  }

  /// Field aliases, so that the attribute table speaks the reader's language.
  private var aliases: String {
    let names: [(String, Phrase)] = [
      ("parcel_id", Phrase("parcel", vi: "mã lô")), ("stratum", Phrase("stratum", vi: "tầng")),
      ("area_ha", Phrase("area (ha)", vi: "diện tích (ha)")),
      ("agb_mg_ha", Phrase("AGB (Mg/ha)", vi: "sinh khối trên mặt đất (Mg/ha)")),
      ("co2e_t_ha", Phrase("t CO₂e/ha", vi: "tCO₂tđ/ha")),
      ("co2e_t", Phrase("t CO₂e", vi: "tCO₂tđ")),
      ("co2e_low_t", Phrase("t CO₂e, lower limit", vi: "tCO₂tđ, cận dưới")),
      ("co2e_high_t", Phrase("t CO₂e, upper limit", vi: "tCO₂tđ, cận trên")),
      ("confidence", Phrase("confidence level", vi: "độ tin cậy")),
      ("method", Phrase("method", vi: "phương pháp")), ("flags", Phrase("flags", vi: "ghi chú")),
    ]
    return names.enumerated().map { index, entry in
      #"<alias index="\#(index)" field="\#(entry.0)" name="\#(entry.1.text(language))"/>"#
    }.joined()
  }

  private static func symbol(_ name: String, colour: String) -> String {
    """
    <symbol name="\(name)" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">\
    <layer class="SimpleFill" enabled="1" locked="0" pass="0">\
    <prop k="color" v="\(colour),255"/><prop k="style" v="solid"/>\
    <prop k="outline_color" v="82,82,82,255"/><prop k="outline_style" v="solid"/>\
    <prop k="outline_width" v="0.1"/><prop k="outline_width_unit" v="MM"/></layer></symbol>
    """
  }
}
