import ForestGeo
import ForestModel

/// Text of a KML file (OGC KML 2.2), piece by piece.
private struct KMLText {
  static let head =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<kml xmlns=\"http://www.opengis.net/kml/2.2\">\n<Document>\n"

  /// Lines without filling, so that the imagery below can be seen.
  static func style(_ id: String, colour: String, width: Double) -> String {
    "<Style id=\"\(id)\"><LineStyle><color>\(colour)</color><width>\(width.csvText)</width>"
      + "</LineStyle><PolyStyle><fill>0</fill></PolyStyle></Style>\n"
  }

  static func named(_ name: String, _ description: String = "") -> String {
    "<name>\(escape(name))</name>\n"
      + (description.isEmpty ? "" : "<description>\(escape(description))</description>\n")
  }

  /// - Parameter shape: longitude and latitude, WGS 84.
  static func placemark(
    _ name: String, _ description: String, style: String, data: [(String, String)],
    _ shape: PolygonShape
  ) -> String {
    var out = "<Placemark>" + named(name, description) + "<styleUrl>#\(style)</styleUrl>"
    out += "<ExtendedData>"
    for (key, value) in data {
      out += "<Data name=\"\(escape(key))\"><value>\(escape(value))</value></Data>"
    }
    out += "</ExtendedData>\n<MultiGeometry>"
    for rings in shape.rightHandedRings {
      out += "<Polygon><tessellate>1</tessellate>"
      for (place, ring) in rings.enumerated() {
        let kind = place == 0 ? "outerBoundaryIs" : "innerBoundaryIs"
        out += "<\(kind)><LinearRing><coordinates>"
        out += ring.map { "\(degrees($0.x)),\(degrees($0.y))" }.joined(separator: " ")
        out += "</coordinates></LinearRing></\(kind)>"
      }
      out += "</Polygon>"
    }
    return out + "</MultiGeometry></Placemark>\n"
  }

  /// Seven decimals: about a centimetre.
  private static func degrees(_ value: Double) -> String { ((value * 1e7).rounded() / 1e7).csvText }

  static func escape(_ text: String) -> String { text.xmlEscaped }
}

extension String {
  /// The text as it may stand in XML: marks as entities, control characters replaced.
  var xmlEscaped: String {
    var out = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      case "\u{FFFE}", "\u{FFFF}": out += "\u{FFFD}"
      case _ where scalar.value < 0x20 && scalar != "\n" && scalar != "\t": out += "\u{FFFD}"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }
}

extension ExportSource {
  private struct Outline {
    var id: String
    var stratum: String
    var areaHa: Double
    var accountedHa: Double
    var shape: PolygonShape
    var wkb: [UInt8]
  }

  /// boundary.kml: the land that the estimate stands for as one boundary, and parcel by parcel, in longitude
  /// and latitude of WGS 84 with name and hectares. No other field goes in, so no personal data can.
  /// - Returns: hectares within the boundary, on the ellipsoid of the layer.
  func writeBoundary(
    _ path: String, name: String?, _ language: Language, _ record: inout RunRecord,
    _ log: inout FindingLog
  ) throws(WorkflowError) -> Double {
    let outlines = try accountedOutlines()
    guard let reference else {
      preconditionFailure("results without polygons were refused before")
    }
    let transform = try worldTransform()
    let boundary: PolygonShape
    let boundaryHa: Double
    let parcelsHa: Double
    do throws(GeoError) {
      let geodesic = try GeodesicArea(for: reference)
      boundary = try PolygonUnion.union(of: outlines.map(\.wkb))
      let size = geodesic.measure(boundary)
      boundaryHa = (size?.areaM2 ?? .nan) / 10_000
      // On the datum of the boundary, also parcels which by themselves would be measured on the other.
      var sum = ExactSum()
      for outline in outlines {
        sum.add((geodesic.measure(outline.shape, on: size?.datum)?.areaM2 ?? 0) / 10_000)
      }
      parcelsHa = sum.value
      record.references["area_datum"] = size.map { geodesic.label(of: $0.datum) }
    } catch {
      throw WorkflowError(error)
    }
    let style = NumberStyle(language)
    func hectares(_ value: Double) -> String { style.string(value, decimals: 2) }
    if parcelsHa - boundaryHa > max(0.001, 1e-7 * parcelsHa) {
      log.add(
        .boundaryOverlap, at: FindingLocation(file: Self.layerFile),
        [
          "boundary": hectares(boundaryHa), "parcels": hectares(parcelsHa),
          "ha": style.string(parcelsHa - boundaryHa, decimals: 4),
        ])
    }

    let title = name ?? Phrase("Project boundary", vi: "Ranh giới dự án").text(language)
    var file = try FileWriter(path)
    try file.write(
      (KMLText.head
        + KMLText.named(
          title,
          Phrase(
            "Land that the estimate stands for; run {run}. WGS 84, longitude and latitude. An estimate, not verified.",
            vi:
              "Phần đất được tính trong ước tính; lần chạy {run}. WGS 84, kinh độ và vĩ độ. Số liệu ước tính, chưa thẩm định."
          ).text(language, ["run": run.runID]))
        + KMLText.style("boundary", colour: "ff0000ff", width: 3)
        + KMLText.style("parcel", colour: "ff00ffff", width: 1)).utf8)
    guard let whole = boundary.transformed(by: transform) else {
      throw .surroundings(path: path, detail: "the boundary has no place in WGS 84")
    }
    try file.write(
      KMLText.placemark(
        title,
        Phrase("{ha} ha in {n} parcels", vi: "{ha} ha gồm {n} lô").text(
          language, ["ha": hectares(boundaryHa), "n": style.string(Double(outlines.count))]),
        style: "boundary",
        data: [("area_ha", boundaryHa.csvText), ("parcels", "\(outlines.count)")], whole
      ).utf8)
    try file.write(
      ("<Folder>" + KMLText.named(Phrase("Parcels", vi: "Lô rừng").text(language))).utf8)
    for outline in outlines {
      guard let shape = outline.shape.transformed(by: transform) else {
        log.add(
          .parcelNotPlaced, at: FindingLocation(file: Self.layerFile, feature: outline.id),
          ["formats": "kml"])
        continue
      }
      try file.write(
        KMLText.placemark(
          outline.id,
          Phrase("{ha} ha, stratum {stratum}", vi: "{ha} ha, tầng {stratum}").text(
            language, ["ha": hectares(outline.areaHa), "stratum": outline.stratum]),
          style: "parcel",
          data: [
            ("parcel_id", outline.id), ("area_ha", outline.areaHa.csvText),
            ("accounted_ha", outline.accountedHa.csvText), ("stratum", outline.stratum),
          ], shape
        ).utf8)
    }
    try file.write("</Folder>\n</Document>\n</kml>\n".utf8)
    try file.finish()
    if let operation = transform.lastOperation() { record.add([operation]) }
    return boundaryHa
  }

  /// Parcels with a figure, by their ids, so that the order of the layer moves no vertex.
  private func accountedOutlines() throws(WorkflowError) -> [Outline] {
    func text(_ parcel: ExportParcel, _ name: String) -> String {
      place(name).map { parcel.values[$0].text } ?? ""
    }
    func number(_ parcel: ExportParcel, _ name: String) -> Double {
      place(name).flatMap { parcel.values[$0].number } ?? .nan
    }
    var outlines: [Outline] = []
    try forEach { parcel in
      guard let shape = parcel.shape, number(parcel, "co2e_t").isFinite else { return }
      outlines.append(
        Outline(
          id: text(parcel, "parcel_id"), stratum: text(parcel, "stratum"),
          areaHa: number(parcel, "area_ha"), accountedHa: number(parcel, "accounted_ha"),
          shape: shape, wkb: parcel.wkb))
    }
    return outlines.sorted { $0.id < $1.id }
  }
}
