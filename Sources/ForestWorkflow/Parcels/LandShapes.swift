import ForestGeo
import ForestModel

/// Reads the shapes of a layer for `CoverageCheck`, again and again.
struct LandShapes {
  /// How a parcel takes part.
  enum Role: Sendable {
    /// As it is, or as repaired on request.
    case whole
    /// It is not valid: what GEOS makes of it holds the land, so that no gap is claimed beside it.
    case holdsLand
    /// Without a polygon, or the same polygon as another parcel.
    case absent
  }

  let source: LayerSource
  let roles: [Role]
  /// Shapes of invalid polygons as GEOS repairs them; few, so they are kept.
  private var mended: [Int: PolygonShape] = [:]

  init(_ source: LayerSource, _ parcels: [Parcel]) throws(GeoError) {
    self.source = source
    roles = parcels.map(Self.role)
    let invalid = Set(
      parcels.indices.filter {
        parcels[$0].repair != nil || roles[$0] == .holdsLand
      })
    guard !invalid.isEmpty else { return }
    var shapes: [Int: PolygonShape] = [:]
    try Self.walk(source, [.repair], where: { invalid.contains($0) }) { shapes[$0] = $1 }
    mended = shapes
  }

  private static func role(_ parcel: Parcel) -> Role {
    switch parcel.problem?.kind {
    case .geometryInvalid?: .holdsLand
    case .geometryMissing?, .geometryNotPolygon?, .geometryNoArea?, .coordinatesDoNotFit?,
      .duplicateGeometry?, .transformFailed?:
      .absent
    default: .whole
    }
  }

  /// Shapes in the order of the layer.
  func read(
    _ isWanted: (Int) -> Bool, _ body: (Int, PolygonShape) -> Void
  ) throws(GeoError) {
    try Self.walk(
      source, [], where: { $0 < roles.count && roles[$0] != .absent && isWanted($0) }
    ) { index, shape in
      let mended = mended[index]
      // What even GEOS cannot mend holds no land, nor does a boundary with coordinates that are not numbers.
      let land = mended ?? shape
      if roles[index] == .whole || mended != nil, land.isFinite { body(index, land) }
    }
  }

  private static func walk(
    _ source: LayerSource, _ wanted: VectorDataset.Wanted, where isWanted: (Int) -> Bool,
    _ body: (Int, PolygonShape) -> Void
  ) throws(GeoError) {
    let layer = try VectorDataset(source.path, layer: source.layer)
    do {
      try layer.forEachFeature(wanted, where: isWanted) { index, feature in
        if case .polygon(let shape) = feature.geometry { body(index, shape) }
      }
    } catch let error as GeoError {
      throw error
    } catch {
      preconditionFailure("only geodata errors are thrown here: \(error)")
    }
  }
}
