import CGDAL

/// Polygons dissolved into one: the boundary of all of them together.
public enum PolygonUnion {
  /// The union of polygons given as WKB, by GEOS. The order of the polygons may move the order of the
  /// vertices: callers that want equal bytes sort first.
  public static func union(of polygons: [[UInt8]]) throws(GeoError) -> PolygonShape {
    GDALRuntime.start()
    CPLErrorReset()
    func fail() -> GeoError {
      GeoError(.readFailed, path: "boundary", detail: GDALRuntime.takeLastError())
    }
    let all = OGR_G_CreateGeometry(wkbMultiPolygon)
    defer { OGR_G_DestroyGeometry(all) }
    for bytes in polygons {
      var geometry: OGRGeometryH?
      guard OGR_G_CreateFromWkb(bytes, nil, &geometry, Int32(bytes.count)) == OGRERR_NONE else {
        throw fail()
      }
      let parts = OGR_G_ForceToMultiPolygon(geometry)
      defer { OGR_G_DestroyGeometry(parts) }
      OGR_G_FlattenTo2D(parts)
      for index in 0..<OGR_G_GetGeometryCount(parts) {
        guard let part = OGR_G_GetGeometryRef(parts, index),
          OGR_G_AddGeometry(all, part) == OGRERR_NONE
        else { throw fail() }
      }
    }
    guard let dissolved = OGR_G_UnionCascaded(all) else { throw fail() }
    defer { OGR_G_DestroyGeometry(dissolved) }
    guard let shape = VectorDataset.polygons(of: dissolved) else { throw fail() }
    return shape
  }
}
