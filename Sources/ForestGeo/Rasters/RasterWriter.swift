import CGDAL

/// Writes a one-band GeoTIFF: tiled, compressed, equal bytes for equal input.
public enum RasterWriter {
  /// How values are stored.
  public enum Cell: Sendable {
    /// Classes 0 to 255.
    case byte
    /// Whole numbers from -32,768 to 32,767.
    case int16
    /// Single-precision numbers.
    case float32

    fileprivate var type: GDALDataType {
      switch self {
      case .byte: GDT_Byte
      case .int16: GDT_Int16
      case .float32: GDT_Float32
      }
    }
  }

  /// Writes `values`, row by row from the first row of `grid`, to `path`. Neighbouring values of a
  /// surface (`isSurface`) are stored as differences, which makes the file smaller; classes are not.
  public static func write(
    _ values: [Double], grid: Grid, reference: CoordinateReference, cell: Cell, noData: Double,
    description: String, isSurface: Bool = false, to path: String
  ) throws(GeoError) {
    precondition(values.count == grid.columns * grid.rows, "one value per cell")
    GDALRuntime.start()
    CPLErrorReset()
    func fail() -> GeoError {
      GeoError(.writeFailed, path: path, detail: GDALRuntime.takeLastError())
    }
    let options =
      ["TILED=YES", "BLOCKXSIZE=128", "BLOCKYSIZE=128", "COMPRESS=DEFLATE", "ZLEVEL=9"]
      + (isSurface ? ["PREDICTOR=\(cell == .float32 ? 3 : 2)"] : [])
    let created = GDALRuntime.withStringList(options) { list in
      GDALGetDriverByName("GTiff").flatMap {
        GDALCreate(
          $0, path, Int32(grid.columns), Int32(grid.rows), 1, cell.type, list)
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
