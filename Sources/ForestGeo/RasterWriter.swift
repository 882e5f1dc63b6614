import CGDAL

/// Writes a one-band GeoTIFF: tiled, compressed, equal bytes for equal input.
public enum RasterWriter {
  /// How values are stored.
  public enum Cell: Sendable {
    /// Classes 0 to 255.
    case byte
    /// Single-precision numbers.
    case float32
  }

  /// Writes `values`, row by row from the first row of `grid`, to `path`.
  public static func write(
    _ values: [Double], grid: Grid, reference: CoordinateReference, cell: Cell, noData: Double,
    description: String, to path: String
  ) throws(GeoError) {
    precondition(values.count == grid.columns * grid.rows, "one value per cell")
    GDALRuntime.start()
    CPLErrorReset()
    func fail() -> GeoError {
      GeoError(.writeFailed, path: path, detail: GDALRuntime.takeLastError())
    }
    let options = ["TILED=YES", "BLOCKXSIZE=128", "BLOCKYSIZE=128", "COMPRESS=DEFLATE"]
    let created = GDALRuntime.withStringList(options) { list in
      GDALGetDriverByName("GTiff").flatMap {
        GDALCreate(
          $0, path, Int32(grid.columns), Int32(grid.rows), 1,
          cell == .byte ? GDT_Byte : GDT_Float32, list)
      }
    }
    guard let dataset = created else { throw fail() }
    let srs = OSRNewSpatialReference(nil)
    defer { OSRDestroySpatialReference(srs) }
    OSRSetFromUserInput(srs, reference.authorityCode ?? reference.wkt)
    var transform = grid.transform
    var buffer = values
    let band = GDALGetRasterBand(dataset, 1)
    let isWritten =
      GDALSetGeoTransform(dataset, &transform) == CE_None
      && GDALSetSpatialRef(dataset, srs) == CE_None
      && GDALSetRasterNoDataValue(band, noData) == CE_None
      && buffer.withUnsafeMutableBytes { bytes in
        GDALRasterIO(
          band, GF_Write, 0, 0, Int32(grid.columns), Int32(grid.rows), bytes.baseAddress,
          Int32(grid.columns), Int32(grid.rows), GDT_Float64, 0, 0) == CE_None
      }
    GDALSetDescription(band, description)
    let error = isWritten ? nil : fail()
    CPLErrorReset()
    GDALClose(dataset)
    if let error { throw error }
    if CPLGetLastErrorType() == CE_Failure { throw fail() }
  }
}
