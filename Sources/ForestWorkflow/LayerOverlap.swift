import ForestGeo
import ForestModel

/// Where a layer and a raster lie on the Earth. Asked for only when no polygon met a pixel: one
/// sentence with both places helps more than one per polygon.
struct LayerOverlap {
  /// West, south, east, north in degrees of WGS 84.
  private struct Box {
    var west = Double.infinity
    var south = Double.infinity
    var east = -Double.infinity
    var north = -Double.infinity

    mutating func add(_ x: [Double], _ y: [Double]) {
      for (x, y) in zip(x, y) where x.isFinite && y.isFinite {
        (west, east) = (min(west, x), max(east, x))
        (south, north) = (min(south, y), max(north, y))
      }
    }

    var isEmpty: Bool { !(west <= east) }

    func touches(_ other: Box) -> Bool {
      west <= other.east && other.west <= east && south <= other.north && other.south <= north
    }

    func text(_ style: NumberStyle) -> String {
      [west, south, east, north].map { style.string($0, decimals: 4) }.joined(separator: " ")
    }
  }

  /// Adds one finding when the two lie apart; nothing when they touch, or when a place is not known.
  static func check(
    _ source: LayerSource, _ layer: CoordinateReference, _ raster: RasterSource,
    _ target: CoordinateReference, language: Language, log: inout FindingLog
  ) throws(WorkflowError) {
    let first: Box
    let second: Box
    do throws(GeoError) {
      first = try box(of: source, layer)
      second = try box(of: raster, target)
    } catch {
      // Without a way to degrees there is nothing to compare.
      if error.code == .noOperation || error.code == .onlyBallpark { return }
      throw WorkflowError(error)
    }
    guard !first.isEmpty, !second.isEmpty, !first.touches(second) else { return }
    let style = NumberStyle(language)
    log.add(
      .layersApart, at: FindingLocation(file: fileName(raster.path)),
      [
        "layer": fileName(source.path), "first": first.text(style), "second": second.text(style),
        "crs": layer.label, "rasterCRS": target.label,
      ])
  }

  private static func degrees(
    from reference: CoordinateReference
  ) throws(GeoError) -> CoordinateTransform {
    try CoordinateTransform(from: reference, to: CoordinateReference("EPSG:4326"))
  }

  private static func box(
    of source: LayerSource, _ reference: CoordinateReference
  ) throws(GeoError) -> Box {
    let way = try degrees(from: reference)
    var box = Box()
    do {
      try VectorDataset(source.path, layer: source.layer).forEachFeature([]) { _, feature in
        guard case .polygon(var shape) = feature.geometry else { return }
        if way.apply(&shape.x, &shape.y) { box.add(shape.x, shape.y) }
      }
    } catch let error as GeoError {
      throw error
    } catch {
      preconditionFailure("only geodata errors are thrown here: \(error)")
    }
    return box
  }

  private static func box(
    of source: RasterSource, _ reference: CoordinateReference
  ) throws(GeoError) -> Box {
    let grid = try RasterDataset(source.path, band: source.band).grid
    var outline = grid.outline(rows: 0..<grid.rows)
    let way = try degrees(from: reference)
    var box = Box()
    if way.apply(&outline.x, &outline.y) { box.add(outline.x, outline.y) }
    return box
  }
}

/// Values that stand for "nothing" in rasters of many makers.
enum UndeclaredNoData {
  private static let usual: Set<Double> = [
    -9999, -99_999, -999_999, -32_768, Double(-Float.greatestFiniteMagnitude),
    -Double.greatestFiniteMagnitude, -3.4e38, -1.7e308,
  ]

  /// Adds one finding when the lowest value met in a raster is one of the usual ones. A declared one
  /// never gets here: it is not a value.
  static func check(_ lowest: Double?, _ raster: RasterSource, log: inout FindingLog) {
    guard let lowest, usual.contains(lowest) else { return }
    log.add(
      .noDataUndeclared, at: FindingLocation(file: fileName(raster.path)),
      ["value": lowest.csvText])
  }
}
