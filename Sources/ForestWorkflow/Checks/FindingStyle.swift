import ForestGeo
import ForestModel

/// The QGIS style of the layers of findings: errors red, warnings orange, notes grey; outlines as wide as
/// they weigh, so that grey print tells them apart. Land below stays visible.
struct FindingStyle {
  let geometry: GeoPackageWriter.Geometry
  let language: Language

  private static let classes: [(severity: Severity, rgb: String, widthMM: String)] = [
    (.error, "202,0,32", "0.8"), (.warning, "230,120,0", "0.5"), (.note, "110,110,110", "0.3"),
  ]

  var qml: String {
    var rules = ""
    var symbols = ""
    for (index, entry) in Self.classes.enumerated() {
      let label = entry.severity.label(language)
      rules +=
        #"<rule key="r\#(index)" symbol="\#(index)" label="\#(label)" filter="&quot;severity&quot; = '\#(entry.severity.rawValue)'"/>"#
      symbols += symbol("\(index)", entry.rgb, entry.widthMM)
    }
    let names: [(String, Phrase)] = [
      ("rank", Phrase("order", vi: "thứ tự")), ("severity", Phrase("severity", vi: "mức độ")),
      ("code", Phrase("code", vi: "mã phát hiện")), ("parcel_id", Phrase("parcel", vi: "mã lô")),
      ("other_ids", Phrase("other parcels", vi: "các lô khác")),
      ("m2", Phrase("area (m²)", vi: "diện tích (m²)")),
      ("sentence_en", Phrase("English", vi: "tiếng Anh")),
      ("sentence_vi", Phrase("Vietnamese", vi: "tiếng Việt")),
    ]
    let aliases = names.enumerated().map { index, entry in
      #"<alias index="\#(index)" field="\#(entry.0)" name="\#(entry.1.text(language))"/>"#
    }.joined()
    return """
      <!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
      <qgis version="3.22.0" styleCategories="Symbology|Labeling|Fields">
      <renderer-v2 type="RuleRenderer" symbollevels="0" forceraster="0" enableorderby="0">\
      <rules key="root">\(rules)</rules><symbols>\(symbols)</symbols></renderer-v2>
      <fieldConfiguration/>
      <aliases>\(aliases)</aliases>
      <layerGeometryType>\(geometry == .points ? 0 : 2)</layerGeometryType>
      </qgis>
      """
  }

  private func symbol(_ name: String, _ rgb: String, _ width: String) -> String {
    let isPoint = geometry == .points
    let layer = isPoint ? "SimpleMarker" : "SimpleFill"
    let more =
      isPoint
      ? #"<prop k="name" v="cross_fill"/><prop k="size" v="4"/><prop k="size_unit" v="MM"/>"#
      : #"<prop k="style" v="b_diagonal"/>"#
    return """
      <symbol name="\(name)" type="\(isPoint ? "marker" : "fill")" alpha="1" clip_to_extent="1" \
      force_rhr="0"><layer class="\(layer)" enabled="1" locked="0" pass="0">\
      <prop k="color" v="\(rgb),255"/>\(more)<prop k="outline_color" v="\(rgb),255"/>\
      <prop k="outline_style" v="solid"/><prop k="outline_width" v="\(width)"/>\
      <prop k="outline_width_unit" v="MM"/></layer></symbol>
      """
  }
}
