import CPROJ

/// From coordinates on another datum to longitude and latitude on VN-2000, for land in Viet Nam: by EPSG:6960, the
/// transformation of record (Decision 05/2007/QĐ-BTNMT), and by no other that PROJ lists. Belongs to one task.
struct NationalPlaces: ~Copyable {
  /// Viet Nam, degrees on WGS 84: the area of use of EPSG:4756.
  static let land = PositionCheck.vietNam

  private let toWGS84: CoordinateTransform
  private let context: OpaquePointer
  private let fromWGS84: OpaquePointer

  /// The way from `reference`; `nil` for one that is on VN-2000 already, is made for other land, or from which nothing
  /// but a ballpark leads to WGS 84.
  static func way(from reference: CoordinateReference) throws(GeoError) -> NationalPlaces? {
    if ReferenceParts(reference)?.datum == .vn2000 { return nil }
    if let area = reference.areaOfUse, !area.overlaps(land) { return nil }
    guard reference.hasWayToDegrees else { return nil }
    return try NationalPlaces(reference)
  }

  private init(_ reference: CoordinateReference) throws(GeoError) {
    let toWGS84 = try CoordinateTransform(from: reference, to: CoordinateReference("EPSG:4326"))
    guard let context = proj_context_create() else {
      throw GeoError(.noOperation, path: reference.label, detail: VN2000.geographic)
    }
    proj_context_set_enable_network(context, 0)
    proj_log_level(context, PJ_LOG_NONE)
    guard let operation = Self.inverseOfRecord(context) else {
      proj_context_destroy(context)
      throw GeoError(.noOperation, path: reference.label, detail: VN2000.geographic)
    }
    self.toWGS84 = toWGS84
    self.context = context
    fromWGS84 = operation
  }

  private static func inverseOfRecord(_ context: OpaquePointer) -> OpaquePointer? {
    let code = VN2000.shiftCode
    guard
      let forward = proj_create_from_database(
        context, "EPSG", code, PJ_CATEGORY_COORDINATE_OPERATION, 0, nil)
    else { return nil }
    defer { proj_destroy(forward) }
    guard let inverse = proj_coordoperation_create_inverse(context, forward) else { return nil }
    defer { proj_destroy(inverse) }
    return proj_normalize_for_visualization(context, inverse)
  }

  deinit {
    proj_destroy(fromWGS84)
    proj_context_destroy(context)
  }

  /// Longitudes and latitudes on VN-2000 of the vertices of a shape; `nil` when they are not all in Viet Nam.
  func vertices(of shape: PolygonShape) -> (longitude: [Double], latitude: [Double])? {
    var x = shape.x
    var y = shape.y
    guard toWGS84.apply(&x, &y), zip(x, y).allSatisfy({ Self.land.contains($0, $1) }) else {
      return nil
    }
    let count = x.count
    let step = MemoryLayout<Double>.stride
    x.withUnsafeMutableBufferPointer { xs in
      y.withUnsafeMutableBufferPointer { ys in
        _ = proj_trans_generic(
          fromWGS84, PJ_FWD, xs.baseAddress, step, count, ys.baseAddress, step, count, nil, 0, 0,
          nil, 0, 0)
      }
    }
    return (x, y)
  }

  /// The operations on the way, for the run record.
  func operations() -> [CoordinateOperation] {
    let info = proj_pj_info(fromWGS84)
    let shift = CoordinateOperation(
      source: "EPSG:4326 (WGS 84)", target: VN2000.geographicLabel,
      name: info.description.map { String(cString: $0) } ?? "EPSG:" + VN2000.shiftCode,
      definition: info.definition.map { String(cString: $0) } ?? "",
      accuracyM: info.accuracy >= 0 ? info.accuracy : nil)
    return [toWGS84.lastOperation(), shift].compactMap { $0 }
  }
}
