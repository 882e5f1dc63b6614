import ForestGeo
import ForestModel

/// What a parcel is called.
struct ParcelIdentity: Sendable {
  /// Fields that make the name.
  let places: [Int]

  /// The stated field, else parcel_id, else the FRMS keys joined, else the FID.
  init(_ facts: LayerFacts, stated: String?, file: String, log: inout FindingLog) {
    if let stated {
      places = [facts.field(named: stated)].compactMap { $0 }
      if places.isEmpty {
        log.add(
          .fieldMissing, at: FindingLocation(file: file),
          ["field": stated, "found": facts.fieldNames])
      }
      return
    }
    if let place = facts.field(named: "parcel_id") {
      places = [place]
      return
    }
    let keys = ["maxa", "tk", "khoanh", "lo"].map { facts.field(named: $0) }
    places = keys.contains(nil) ? [] : keys.compactMap { $0 }
  }

  func id(of polygon: MeasuredPolygon) -> String {
    let parts = places.map { polygon.values[$0].text }
    return places.isEmpty || parts.contains("") ? "\(polygon.fid)" : parts.joined(separator: "-")
  }

  /// Whether the fields that should name the parcel are empty, so that its FID had to stand in.
  func isMissing(in polygon: MeasuredPolygon) -> Bool {
    places.contains { polygon.values[$0].text.isEmpty }
  }

  /// Findings about a parcel name it by its id; those about another file keep their place.
  func place(_ finding: Finding, _ parcel: FindingLocation) -> FindingLocation {
    guard finding.location.file == parcel.file else { return finding.location }
    var place = parcel
    place.column = finding.location.column
    return place
  }
}
