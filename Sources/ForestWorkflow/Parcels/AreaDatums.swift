import ForestGeo

/// How many polygons were measured on which datum: VN-2000 for land in Viet Nam, else the CRS's own.
struct AreaDatums: Sendable {
  private struct Entry: Sendable {
    var label: String
    var ellipsoid: String
    var count: Int
  }
  private var entries: [AreaDatum: Entry] = [:]

  mutating func add(_ datum: AreaDatum, of geodesic: borrowing GeodesicArea) {
    if entries[datum] == nil {
      entries[datum] = Entry(
        label: geodesic.label(of: datum), ellipsoid: geodesic.ellipsoidLabel(of: datum), count: 0)
    }
    entries[datum]?.count += 1
  }

  mutating func add(_ other: AreaDatums) {
    entries.merge(other.entries) {
      Entry(label: $0.label, ellipsoid: $0.ellipsoid, count: $0.count + $1.count)
    }
  }

  /// Whether any polygon was measured on a datum.
  func holds(_ datum: AreaDatum) -> Bool { entries[datum] != nil }

  /// The datum as printed: `EPSG:4756 (VN-2000)`, with numbers of polygons where there are two; `nil` without any.
  var label: String? {
    let known = entries.values.sorted { $0.label < $1.label }
    return known.count < 2
      ? known.first?.label : known.map { "\($0.label): \($0.count)" }.joined(separator: "; ")
  }

  /// The datums without numbers; `nil` without any polygon.
  var names: String? {
    let known = entries.values.map(\.label).sorted()
    return known.isEmpty ? nil : known.joined(separator: "; ")
  }

  /// The ellipsoid as printed; `nil` without any polygon.
  var ellipsoid: String? {
    let known = Set(entries.values.map(\.ellipsoid)).sorted()
    return known.isEmpty ? nil : known.joined(separator: "; ")
  }
}
