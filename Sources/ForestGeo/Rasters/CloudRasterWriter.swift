import CGDAL

/// Writes a cloud-optimised GeoTIFF of double-precision bands, window by window: tiles and overviews, so that
/// a viewer reads only what it shows. Equal input gives equal bytes.
public struct CloudRasterWriter: ~Copyable {
  /// A band: what its values are.
  public struct Band: Sendable {
    let description: String
    let unit: String

    /// A band by its description and unit.
    public init(_ description: String, unit: String) {
      self.description = description
      self.unit = unit
    }
  }

  private var dataset: GDALDatasetH?
  private let scratch: String
  private let bands: Int

  /// Creates the plain raster that the result is made of at the end.
  ///
  /// - Parameters:
  ///   - scratch: path of that raster; it is removed by `finish`.
  ///   - metadata: facts stored with the whole raster.
  public init(
    scratch: String, grid: Grid, reference: CoordinateReference, bands: [Band], noData: Double,
    metadata: [(name: String, value: String)]
  ) throws(GeoError) {
    GDALRuntime.start()
    CPLErrorReset()
    func fail() -> GeoError {
      GeoError(.writeFailed, path: scratch, detail: GDALRuntime.takeLastError())
    }
    // Blocks that were never written are not stored and read as no data.
    let options = [
      "TILED=YES", "BLOCKXSIZE=512", "BLOCKYSIZE=512", "COMPRESS=DEFLATE", "ZLEVEL=1",
      "SPARSE_OK=TRUE", "BIGTIFF=IF_SAFER", "INTERLEAVE=BAND",
    ]
    let created = GDALRuntime.withStringList(options) { list in
      GDALGetDriverByName("GTiff").flatMap {
        GDALCreate(
          $0, scratch, Int32(grid.columns), Int32(grid.rows), Int32(bands.count), GDT_Float64, list)
      }
    }
    guard let created else { throw fail() }
    let srs = OSRNewSpatialReference(nil)
    defer { OSRDestroySpatialReference(srs) }
    OSRSetFromUserInput(srs, reference.authorityCode ?? reference.wkt)
    var transform = grid.transform
    var isGood =
      GDALSetGeoTransform(created, &transform) == CE_None
      && GDALSetSpatialRef(created, srs) == CE_None
    for (index, band) in bands.enumerated() {
      let handle = GDALGetRasterBand(created, Int32(index + 1))
      isGood = isGood && GDALSetRasterNoDataValue(handle, noData) == CE_None
      GDALSetDescription(handle, band.description)
      GDALSetRasterUnitType(handle, band.unit)
    }
    for fact in metadata { GDALSetMetadataItem(created, fact.name, fact.value, nil) }
    guard isGood else {
      let error = fail()
      GDALClose(created)
      throw error
    }
    dataset = created
    self.scratch = scratch
    self.bands = bands.count
  }

  deinit { if let dataset { GDALClose(dataset) } }

  /// Writes a window of a band (from 1), row by row.
  public func write(
    _ values: [Double], band: Int, columns: Range<Int>, rows: Range<Int>
  ) throws(GeoError) {
    precondition(values.count == columns.count * rows.count, "one value per cell")
    CPLErrorReset()
    var buffer = values
    let result = buffer.withUnsafeMutableBytes { bytes in
      GDALRasterIO(
        GDALGetRasterBand(dataset, Int32(band)), GF_Write, Int32(columns.lowerBound),
        Int32(rows.lowerBound), Int32(columns.count), Int32(rows.count), bytes.baseAddress,
        Int32(columns.count), Int32(rows.count), GDT_Float64, 0, 0)
    }
    guard result == CE_None else {
      throw GeoError(.writeFailed, path: scratch, detail: GDALRuntime.takeLastError())
    }
  }

  /// Makes the result at `path`: tiles of 512 cells, overviews by averages, and removes the plain raster.
  public consuming func finish(_ path: String) throws(GeoError) {
    guard let plain = dataset else { return }
    dataset = nil
    defer {
      GDALClose(plain)
      VSIUnlink(scratch)
    }
    GDALFlushCache(plain)
    CPLErrorReset()
    let options = [
      "BLOCKSIZE=512", "COMPRESS=DEFLATE", "LEVEL=9", "PREDICTOR=YES", "OVERVIEWS=AUTO",
      "OVERVIEW_RESAMPLING=AVERAGE", "BIGTIFF=IF_SAFER", "NUM_THREADS=1", "SPARSE_OK=YES",
    ]
    let copy = GDALRuntime.withStringList(options) { list in
      GDALGetDriverByName("COG").flatMap { GDALCreateCopy($0, path, plain, 0, list, nil, nil) }
    }
    guard let copy else {
      throw GeoError(.writeFailed, path: path, detail: GDALRuntime.takeLastError())
    }
    CPLErrorReset()
    GDALClose(copy)
    if CPLGetLastErrorType() == CE_Failure {
      throw GeoError(.writeFailed, path: path, detail: GDALRuntime.takeLastError())
    }
  }
}
