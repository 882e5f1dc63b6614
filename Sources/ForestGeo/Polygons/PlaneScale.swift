/// Metres in the plane of a layer, well enough to tell a sliver from a field: within 1 percent. What is
/// printed is measured on the ellipsoid.
public struct PlaneScale: Sendable {
  private let isGeographic: Bool
  private let unitM: Double

  /// The scale of a reference.
  public init(_ reference: CoordinateReference) {
    isGeographic = reference.isGeographic
    unitM = reference.isGeographic ? 111_195 : reference.unitFactor
  }

  /// Area and length of all rings of a shape, m² and m.
  public func measure(_ shape: PolygonShape) -> (areaM2: Double, perimeterM: Double) {
    guard isGeographic, let box = shape.bounds else {
      return (shape.planarArea * unitM * unitM, shape.planarPerimeter * unitM)
    }
    var metres = shape
    let narrowing = cosine(ofDegrees: (box.south + box.north) / 2)
    for i in metres.x.indices {
      metres.x[i] = (metres.x[i] - box.west) * unitM * narrowing
      metres.y[i] = (metres.y[i] - box.south) * unitM
    }
    return (metres.planarArea, metres.planarPerimeter)
  }
}
