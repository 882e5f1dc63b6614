import ForestGeo
import ForestModel

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
      ["value": lowest.findingText])
  }
}
