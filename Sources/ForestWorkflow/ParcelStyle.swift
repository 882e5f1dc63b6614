import ForestModel

/// The QGIS style of the parcel layer: t CO2e per hectare in five greens; grey where there is no
/// figure, or where it stands for less than half of the parcel. Readable in grey print: the steps grow darker.
struct ParcelStyle {
  private let classes: DensityClasses
  private let language: Language

  /// The style for layers with these densities.
  init(densities: [Double], language: Language) {
    classes = DensityClasses(densities)
    self.language = language
  }

  var qml: String {
    var rules = ""
    var symbols = ""
    for index in 0..<5 {
      let (low, high) = (classes.breaks[index], classes.breaks[index + 1])
      let label = classes.label(index, language)
      let upper = index == 4 ? "&lt;=" : "&lt;"
      rules +=
        #"<rule key="r\#(index)" symbol="\#(index)" label="\#(label)" filter="&quot;accounted_ha&quot; &gt;= 0.5 * &quot;area_ha&quot; AND &quot;co2e_t_ha&quot; &gt;= \#(low.csvText) AND &quot;co2e_t_ha&quot; \#(upper) \#(high.csvText)"/>"#
      symbols += Self.symbol("\(index)", colour: DensityClasses.colours[index])
    }
    let none = DensityClasses.emptyLabel.text(language)
    rules += #"<rule key="r5" symbol="5" label="\#(none)" filter="ELSE"/>"#
    symbols += Self.symbol("5", colour: DensityClasses.empty)
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

  /// - Parameter colour: `#rrggbb`.
  private static func symbol(_ name: String, colour: String) -> String {
    let value = Int(colour.dropFirst(), radix: 16) ?? 0
    let rgb = "\(value >> 16),\(value >> 8 & 255),\(value & 255)"
    return """
      <symbol name="\(name)" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">\
      <layer class="SimpleFill" enabled="1" locked="0" pass="0">\
      <prop k="color" v="\(rgb),255"/><prop k="style" v="solid"/>\
      <prop k="outline_color" v="82,82,82,255"/><prop k="outline_style" v="solid"/>\
      <prop k="outline_width" v="0.1"/><prop k="outline_width_unit" v="MM"/></layer></symbol>
      """
  }
}
