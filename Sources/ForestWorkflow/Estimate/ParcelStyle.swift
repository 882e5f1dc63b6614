import ForestModel

/// The QGIS style of the parcel layer: t CO2e per hectare in five greens; grey where there is no
/// figure, or where it stands for less than half of the parcel. Readable in grey print: the steps grow darker.
struct ParcelStyle {
  private let classes: DensityClasses
  private let fields: [(name: String, alias: Phrase)]
  private let language: Language

  /// The style for a layer with these densities and fields.
  init(densities: [Double], fields: [(name: String, alias: Phrase)], language: Language) {
    classes = DensityClasses(densities)
    self.fields = fields
    self.language = language
  }

  /// One style per language, `first` before the other; the first is what QGIS opens the layer with.
  static func both(
    densities: [Double], fields: [(name: String, alias: Phrase)], first: Language
  ) -> [(name: String, qml: String)] {
    let names: [Language: String] = [
      .english: "t CO2e/ha (English)", .vietnamese: "tCO₂tđ/ha (Tiếng Việt)",
    ]
    return ([first] + Language.allCases.filter { $0 != first }).map { language in
      (
        names[language] ?? language.rawValue,
        ParcelStyle(densities: densities, fields: fields, language: language).qml
      )
    }
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

  /// Field aliases, so that the attribute table speaks the reader's language. QGIS counts the fid as field 0.
  private var aliases: String {
    fields.enumerated().map { index, field in
      let alias = field.alias.text(language).xmlEscaped
      return
        #"<alias index="\#(index + 1)" field="\#(field.name.xmlEscaped)" name="\#(alias)"/>"#
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
