import CGDAL

/// Operations on polygons that GEOS does for us, called through GDAL. Coordinates and areas are those of
/// the layer's plane. Nothing here keeps a handle: shapes go in, shapes come out.
public enum PolygonOverlay {
  /// The land that two valid shapes have in common; `nil` when they share no area, or when GEOS cannot
  /// tell.
  public static func intersection(_ a: PolygonShape, _ b: PolygonShape) -> PolygonShape? {
    guard let first = handle(a) else { return nil }
    defer { OGR_G_DestroyGeometry(first) }
    guard let second = handle(b) else { return nil }
    defer { OGR_G_DestroyGeometry(second) }
    guard let common = OGR_G_Intersection(first, second) else { return nil }
    defer { OGR_G_DestroyGeometry(common) }
    return VectorDataset.polygons(of: common)
  }

  /// The land that any of the shapes covers; `nil` without area.
  public static func union(_ shapes: [PolygonShape]) -> PolygonShape? {
    guard let all = OGR_G_CreateGeometry(wkbMultiPolygon) else { return nil }
    defer { OGR_G_DestroyGeometry(all) }
    for shape in shapes { appendParts(of: shape, to: all) }
    guard let union = OGR_G_UnionCascaded(all) else { return nil }
    defer { OGR_G_DestroyGeometry(union) }
    return VectorDataset.polygons(of: union)
  }

  /// The bounded faces that straight edges cut out of the plane, wherever edges cross or touch. Edges
  /// are columns of their ends; each should stand there once.
  ///
  /// Cost: that of noding, about 5 µs per edge.
  public static func faces(of edges: [PlaneEdge]) -> [PolygonShape] {
    // A union of two lots of lines is noded throughout; one alone would be handed back as it is.
    let half = edges.count / 2
    guard half > 0, let first = lines(edges[..<half]) else { return [] }
    defer { OGR_G_DestroyGeometry(first) }
    guard let second = lines(edges[half...]) else { return [] }
    defer { OGR_G_DestroyGeometry(second) }
    guard let noded = OGR_G_Union(first, second) else { return [] }
    defer { OGR_G_DestroyGeometry(noded) }
    guard let faces = OGR_G_Polygonize(noded) else { return [] }
    defer { OGR_G_DestroyGeometry(faces) }
    return (0..<OGR_G_GetGeometryCount(faces)).compactMap {
      OGR_G_GetGeometryRef(faces, $0).flatMap(VectorDataset.polygons)
    }
  }

  /// ISO WKB of a shape, as a multipolygon.
  public static func wkb(of shape: PolygonShape) -> [UInt8] {
    guard let geometry = handle(shape) else { return [] }
    defer { OGR_G_DestroyGeometry(geometry) }
    return VectorDataset.wkb(of: geometry)
  }

  /// ISO WKB of a point.
  public static func wkb(x: Double, y: Double) -> [UInt8] {
    guard let point = OGR_G_CreateGeometry(wkbPoint) else { return [] }
    defer { OGR_G_DestroyGeometry(point) }
    OGR_G_SetPoint_2D(point, 0, x, y)
    return VectorDataset.wkb(of: point)
  }

  private static func handle(_ shape: PolygonShape) -> OGRGeometryH? {
    guard let all = OGR_G_CreateGeometry(wkbMultiPolygon) else { return nil }
    appendParts(of: shape, to: all)
    return all
  }

  private static func appendParts(of shape: PolygonShape, to all: OGRGeometryH) {
    var polygon: OGRGeometryH?
    for ring in shape.rings {
      if !ring.isHole || polygon == nil {
        if let polygon { OGR_G_AddGeometryDirectly(all, polygon) }
        polygon = OGR_G_CreateGeometry(wkbPolygon)
      }
      guard let line = OGR_G_CreateGeometry(wkbLinearRing) else { continue }
      let step = Int32(MemoryLayout<Double>.stride)
      shape.x.withUnsafeBufferPointer { xs in
        shape.y.withUnsafeBufferPointer { ys in
          OGR_G_SetPoints(
            line, Int32(ring.range.count), xs.baseAddress?.advanced(by: ring.range.lowerBound),
            step,
            ys.baseAddress?.advanced(by: ring.range.lowerBound), step, nil, 0)
        }
      }
      OGR_G_AddGeometryDirectly(polygon, line)
    }
    if let polygon { OGR_G_AddGeometryDirectly(all, polygon) }
  }

  private static func lines(_ edges: ArraySlice<PlaneEdge>) -> OGRGeometryH? {
    guard let all = OGR_G_CreateGeometry(wkbMultiLineString) else { return nil }
    for edge in edges {
      guard let line = OGR_G_CreateGeometry(wkbLineString) else { continue }
      OGR_G_SetPointCount(line, 2)
      OGR_G_SetPoint_2D(line, 0, edge.x0, edge.y0)
      OGR_G_SetPoint_2D(line, 1, edge.x1, edge.y1)
      OGR_G_AddGeometryDirectly(all, line)
    }
    return all
  }
}
