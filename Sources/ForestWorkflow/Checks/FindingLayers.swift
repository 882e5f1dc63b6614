import ForestGeo
import ForestModel

/// findings.gpkg: layer `findings` with the polygons of parcels that something was found about, of
/// overlaps and of gaps; layer `places` with the points where boundaries are not valid.
struct FindingLayers {
  private let land: CheckedLand
  private let file: String
  private let language: Language
  /// Findings about single parcels with their rank in the list, by place of the parcel.
  private var byParcel: [Int: [(rank: Int, finding: Finding)]] = [:]
  private let rank: [String: Int]

  private static let fields: [FieldDefinition] = [
    .init("rank", .integer), .init("severity", .text), .init("code", .text),
    .init("parcel_id", .text), .init("other_ids", .text), .init("m2", .real),
    .init("sentence_en", .text), .init("sentence_vi", .text),
  ]
  /// Codes whose geometry is not that of a parcel.
  private static let ownShapes: Set<String> = [
    FindingKind.parcelOverlap.code, FindingKind.parcelNested.code, FindingKind.parcelGap.code,
  ]

  init(_ land: CheckedLand, _ summary: CheckSummary, _ language: Language) {
    self.land = land
    self.language = language
    file = fileName(land.source.path)
    var rank: [String: Int] = [:]
    for (place, group) in summary.groups.enumerated() { rank[group.kind.code] = place + 1 }
    self.rank = rank
    // Parcels of one id are told apart by their problem, which is theirs alone or says the same of all.
    var owners: [Finding: [Int]] = [:]
    var named: [String: Int] = [:]
    for index in land.parcels.indices {
      if let problem = land.parcels[index].problem { owners[problem, default: []].append(index) }
      named[land.parcels[index].id] = named[land.parcels[index].id] ?? index
      named["\(land.parcels[index].fid)"] = named["\(land.parcels[index].fid)"] ?? index
    }
    for group in summary.groups where !Self.ownShapes.contains(group.kind.code) {
      for finding in group.findings where finding.location.file == file {
        let place = owners[finding]?.first
        if place != nil { owners[finding]?.removeFirst() }
        guard let index = place ?? finding.location.row.flatMap({ named[$0] }) else { continue }
        byParcel[index, default: []].append((rank[group.kind.code] ?? 0, finding))
      }
    }
  }

  func write(_ path: String) throws(WorkflowError) {
    do {
      var writer = try GeoPackageWriter(
        path, layer: "findings", reference: land.reference, fields: Self.fields, title: "findings")
      var points: [(values: [FieldValue], wkb: [UInt8])] = []
      let layer = try VectorDataset(land.source.path, layer: land.source.layer)
      try layer.forEachFeature([.wkb, .validity], where: { byParcel[$0] != nil }) {
        index, feature in
        for entry in byParcel[index] ?? [] {
          let area = land.parcels[index].areaHa * 10_000
          let values = values(entry.rank, entry.finding, parcel: index, others: [], areaM2: area)
          try writer.add(values, wkb: Self.wkb(of: feature))
          let isAboutShape =
            entry.finding.kind == .geometryInvalid || entry.finding.kind == .geometryRepaired
          if isAboutShape, let place = feature.invalid?.place {
            points.append((values, PolygonOverlay.wkb(x: place.x, y: place.y)))
          }
        }
      }
      try writeShapes(&writer)
      try writer.addStyle(
        FindingStyle(geometry: .multipolygons, language: language).qml, named: "findings",
        layer: "findings")
      try writer.beginLayer(
        "places", reference: land.reference, fields: Self.fields, title: "places",
        geometry: .points)
      for point in points { try writer.add(point.values, wkb: point.wkb) }
      try writer.addStyle(
        FindingStyle(geometry: .points, language: language).qml, named: "places", layer: "places")
      try writer.finish()
    } catch let error as GeoError {
      throw WorkflowError(error)
    } catch {
      preconditionFailure("only geodata errors are thrown here: \(error)")
    }
  }

  /// Overlaps and gaps: all of them, also beyond what the list keeps in full.
  private func writeShapes(_ writer: inout GeoPackageWriter) throws(GeoError) {
    let places = LayerPlaces(land.reference)
    let style = NumberStyle(language)
    for overlap in land.topology.overlaps where !overlap.isNearDuplicate {
      let finding = overlap.finding(land.parcels, file: file, places, style)
      let owner = overlap.nested ?? overlap.first
      let other = owner == overlap.first ? overlap.second : overlap.first
      try writer.add(
        values(
          rank[finding.kind.code] ?? 0, finding, parcel: owner, others: [other],
          areaM2: overlap.areaM2),
        wkb: PolygonOverlay.wkb(of: overlap.shape))
    }
    for gap in land.topology.gaps {
      let finding = gap.finding(land.parcels, file: file, places, style)
      try writer.add(
        values(
          rank[finding.kind.code] ?? 0, finding, parcel: gap.neighbours.first,
          others: Array(gap.neighbours.dropFirst()), areaM2: gap.areaM2),
        wkb: PolygonOverlay.wkb(of: gap.shape))
    }
  }

  private func values(
    _ rank: Int, _ finding: Finding, parcel: Int?, others: [Int], areaM2: Double
  ) -> [FieldValue] {
    [
      .integer(Int64(rank)), .text(finding.kind.severity.rawValue), .text(finding.kind.code),
      parcel.map { .text(land.parcels[$0].id) } ?? .null,
      .text(others.map { land.parcels[$0].id }.joined(separator: ";")),
      .real(areaM2), .text(finding.sentence(.english)), .text(finding.sentence(.vietnamese)),
    ]
  }

  /// The polygon as it stands in the input; none where it is no polygon, or has no place on a map.
  private static func wkb(of feature: Feature) -> [UInt8] {
    guard case .polygon(let shape) = feature.geometry, shape.x.allSatisfy(\.isFinite),
      shape.y.allSatisfy(\.isFinite)
    else { return [] }
    return feature.wkb
  }
}
