import ForestGeo
import ForestModel

/// A raster and how to read it.
struct RasterSource: Sendable {
  var path: String
  var band: Int
  /// The user's word on the CRS; `nil` takes the stored one.
  var crs: String?

  /// Opens the raster once to learn its reference and what a reader should be told.
  func reference(log: inout FindingLog) throws(WorkflowError) -> CoordinateReference? {
    try place(log: &log)?.reference
  }

  /// The same, with where it lies.
  func place(log: inout FindingLog) throws(WorkflowError) -> LayerPlace? {
    let stored: CoordinateReference?
    let extent: CoordinateBox?
    do throws(GeoError) {
      let raster = try RasterDataset(path, band: band)
      stored = raster.reference
      extent = raster.grid.extent
      if raster.scale.factor != 1 || raster.scale.offset != 0 {
        log.add(
          .rasterScaled, at: FindingLocation(file: fileName(path)),
          [
            "band": "\(band)", "scale": raster.scale.factor.findingText,
            "offset": raster.scale.offset.findingText,
          ])
      }
    } catch {
      throw WorkflowError(error)
    }
    let option = "--raster-crs"
    let settled = try ReferenceQuestion(
      file: fileName(path), option: option, stated: crs, box: extent
    ).settle(stored, log: &log)
    guard let settled, let extent else { return nil }
    return LayerPlace(
      file: fileName(path), option: option, stated: crs, reference: settled, box: extent)
  }
}

/// What one worker holds to look under polygons: the raster, the way into its CRS, a buffer.
struct RasterSampler: ~Copyable {
  private let raster: RasterDataset
  private let transform: CoordinateTransform
  private let rows: RowAreas?
  private let geodesic: GeodesicArea
  private let target: CoordinateReference
  private var buffer: [Double] = []

  init(
    _ source: RasterSource, from layer: CoordinateReference, to raster: CoordinateReference
  )
    throws(GeoError)
  {
    let opened = try RasterDataset(source.path, band: source.band)
    let way = try CoordinateTransform(from: layer, to: raster)
    let ellipsoid = try GeodesicArea(for: raster)
    rows = try RowAreas(opened.grid, raster)
    self.raster = opened
    transform = way
    geodesic = ellipsoid
    target = raster
  }

  /// Takes the polygon into the raster's CRS vertex by vertex; a vertex without an image is a finding.
  private func project(
    _ polygon: inout MeasuredPolygon, _ record: inout ScanRecord, file: String
  ) -> PolygonShape? {
    guard polygon.problem == nil, var shape = polygon.shape else { return nil }
    guard transform.apply(&shape.x, &shape.y) else {
      polygon.problem = Finding(
        .transformFailed, at: FindingLocation(file: file, feature: "\(polygon.fid)"),
        ["target": target.label].merging(.vertexOutside) { own, _ in own })
      return nil
    }
    if let used = transform.lastOperation() {
      record.operations.insert(used)
    }
    return shape
  }

  /// Statistics of the values under a polygon; `nil` when the polygon has a problem.
  mutating func statistics(
    _ polygon: inout MeasuredPolygon, _ record: inout ScanRecord, file: String
  ) throws(GeoError) -> ZonalStatistics? {
    guard let shape = project(&polygon, &record, file: file) else { return nil }
    var statistics = try raster.statistics(under: shape, rows: rows, buffer: &buffer)
    // Cells in degrees have hectares of their own; those of a zone on VN-2000 are hectares of VN-2000 too.
    if rows != nil, polygon.datum == .vn2000 {
      statistics.scaleHectares(by: geodesic.vn2000Ratio(shape))
    }
    return statistics
  }

  /// Coverage by class under a polygon; `nil` when the polygon has a problem.
  mutating func classes(
    _ polygon: inout MeasuredPolygon, _ record: inout ScanRecord, file: String
  ) throws(GeoError) -> ClassCoverage? {
    guard let shape = project(&polygon, &record, file: file) else { return nil }
    return try raster.classes(under: shape, rows: rows, buffer: &buffer)
  }
}
