import CGDAL
import ForestModel

/// One band of a raster, opened read-only. Owns GDAL's handle and closes it once; belongs to one
/// task.
public struct RasterDataset: ~Copyable {
  private let dataset: GDALDatasetH
  private let band: GDALRasterBandH
  private let path: String
  /// Where its cells lie.
  public let grid: Grid
  /// The stored reference, if there is one.
  public let reference: CoordinateReference?
  /// Value that means "no data", if the band has one.
  public let noData: Double?
  /// Stored scale and offset; 1 and 0 when there are none.
  public let scale: (factor: Double, offset: Double)
  private let usesMask: Bool
  private let isFloat32: Bool

  /// Columns and rows at most: the Earth in cells of 2 m. What is kept per row stays below 200 MB.
  static let sideLimit = 20_000_000
  /// Bytes at most of a block, which is read as a whole.
  static let blockLimit = 1 << 29

  /// Opens band `index` (from 1).
  public init(_ path: String, band index: Int = 1) throws(GeoError) {
    let handle = try GDALRuntime.open(path, flags: GDAL_OF_RASTER)
    do throws(GeoError) {
      guard index >= 1, index <= GDALGetRasterCount(handle),
        let found = GDALGetRasterBand(handle, Int32(index))
      else {
        throw GeoError(
          .notFound, path: path,
          detail: "band \(index) is not there; the raster has \(GDALGetRasterCount(handle))")
      }
      var transform = [Double](repeating: 0, count: 6)
      guard GDALGetGeoTransform(handle, &transform) == CE_None,
        let grid = Grid(
          columns: Int(GDALGetRasterXSize(handle)), rows: Int(GDALGetRasterYSize(handle)),
          transform: transform)
      else {
        throw GeoError(.openFailed, path: path, .rasterWithoutPosition)
      }
      guard grid.columns <= Self.sideLimit, grid.rows <= Self.sideLimit else {
        throw GeoError(
          .openFailed, path: path, .rasterTooLarge,
          [
            "declared": "\(grid.columns) x \(grid.rows)",
            "limit": "\(Self.sideLimit) x \(Self.sideLimit)",
          ])
      }
      try Self.requireRealNumbers(found, index, path)
      try Self.requireBlock(found, path)
      reference = try CoordinateReference(GDALGetSpatialRef(handle))
      self.grid = grid
      band = found
    } catch {
      GDALClose(handle)
      throw error
    }
    dataset = handle
    self.path = path
    var has: Int32 = 0
    let value = GDALGetRasterNoDataValue(band, &has)
    noData = has != 0 ? value : nil
    isFloat32 = GDALGetRasterDataType(band) == GDT_Float32
    let factor = GDALGetRasterScale(band, &has)
    let offset = GDALGetRasterOffset(band, &has)
    scale = (factor == 0 ? 1 : factor, offset)
    // Masks other than a nodata value: an alpha band or a mask of the whole file.
    let flags = GDALGetMaskFlags(band)
    usesMask = flags & (GMF_ALL_VALID | GMF_NODATA) == 0
  }

  deinit { GDALClose(dataset) }

  private static func requireRealNumbers(
    _ band: GDALRasterBandH, _ index: Int, _ path: String
  ) throws(GeoError) {
    let type = GDALGetRasterDataType(band)
    if GDALDataTypeIsComplex(type) != 0 {
      throw GeoError(
        .openFailed, path: path, .rasterType,
        ["band": "\(index)", "type": String(cString: GDALGetDataTypeName(type))])
    }
  }

  /// A block larger than any real one is only declared: GDAL would make room for it.
  private static func requireBlock(_ band: GDALRasterBandH, _ path: String) throws(GeoError) {
    var (columns, rows): (Int32, Int32) = (0, 0)
    GDALGetBlockSize(band, &columns, &rows)
    let size = Int(GDALGetDataTypeSizeBytes(GDALGetRasterDataType(band)))
    let bytes = Int(columns) * Int(rows) * size
    if bytes > blockLimit {
      throw GeoError(
        .openFailed, path: path, .rasterTooLarge,
        ["declared": "\(bytes) B / block", "limit": "\(blockLimit) B / block"])
    }
  }

  /// Reads `rows` x `columns` into `buffer`, row by row; `nan` where there is no data.
  public func read(
    columns: Range<Int>, rows: Range<Int>, into buffer: inout [Double]
  )
    throws(GeoError)
  {
    let count = columns.count * rows.count
    if buffer.count < count {
      buffer.append(contentsOf: repeatElement(0, count: count - buffer.count))
    }
    try transfer(band, columns, rows, &buffer)
    clean(&buffer, count)
    if usesMask, let maskBand = GDALGetMaskBand(band) {
      var mask = [Double](repeating: 0, count: count)
      try transfer(maskBand, columns, rows, &mask)
      for i in 0..<count where mask[i] == 0 { buffer[i] = .nan }
    }
  }

  private func transfer(
    _ source: GDALRasterBandH, _ columns: Range<Int>, _ rows: Range<Int>,
    _ buffer: inout [Double]
  ) throws(GeoError) {
    CPLErrorReset()
    let result = buffer.withUnsafeMutableBytes { bytes in
      GDALRasterIO(
        source, GF_Read, Int32(columns.lowerBound), Int32(rows.lowerBound), Int32(columns.count),
        Int32(rows.count), bytes.baseAddress, Int32(columns.count), Int32(rows.count),
        GDT_Float64, 0, 0)
    }
    guard result == CE_None else {
      throw GeoError(
        .readFailed, path: path, .rasterUnreadable,
        ["column": "\(columns.lowerBound)", "row": "\(rows.lowerBound)"].merging(
          GDALRuntime.takeLastReason()
        ) { own, _ in own })
    }
  }

  private func clean(_ buffer: inout [Double], _ count: Int) {
    if let noData, !noData.isNaN {
      // A float band holds the nodata value rounded to single precision.
      let single = isFloat32 ? Double(Float(noData)) : noData
      for i in 0..<count where buffer[i] == noData || buffer[i] == single { buffer[i] = .nan }
    }
    if scale.factor != 1 || scale.offset != 0 {
      for i in 0..<count { buffer[i] = buffer[i] * scale.factor + scale.offset }
    }
  }

  /// Value of the cell under a point in the raster's CRS; `nil` outside, `nan` where there is no data.
  public func value(x: Double, y: Double) throws(GeoError) -> Double? {
    let cell = grid.cell(x: x, y: y)
    guard cell.column >= 0, cell.row >= 0, cell.column < Double(grid.columns),
      cell.row < Double(grid.rows)
    else { return nil }
    let column = Int(cell.column)
    let row = Int(cell.row)
    var buffer = [0.0]
    try read(columns: column..<(column + 1), rows: row..<(row + 1), into: &buffer)
    return buffer[0]
  }

  /// Calls `body` with the values under each run of `coverage`, top to bottom. Reads strips of rows,
  /// so that memory stays bounded however large the polygon is.
  func forEachRun(
    of coverage: CellCoverage, buffer: inout [Double],
    _ body: (CellCoverage.Run, ArraySlice<Double>) -> Void
  ) throws(GeoError) {
    for strip in coverage.strips() {
      try read(columns: strip.columns, rows: strip.rows, into: &buffer)
      for run in coverage.runs[strip.runs] { body(run, buffer[strip.place(of: run)]) }
    }
  }
}

/// Hectares of the cells of each row, for rasters in degrees; `nil` for others, whose cells are taken
/// as equal within one zone.
public struct RowAreas: Sendable {
  private let hectares: [Double]

  /// Areas for a grid in `reference`; `nil` when it is not in degrees, or rotated.
  public init?(_ grid: Grid, _ reference: CoordinateReference) throws(GeoError) {
    guard reference.isGeographic, grid.isNorthUp else { return nil }
    let ellipsoid = try GeodesicArea(for: reference)
    hectares = (0..<grid.rows).map { row in
      let north = grid.transform[3] + grid.transform[5] * Double(row)
      return ellipsoid.boxM2(
        south: north, north: north + grid.transform[5], widthDeg: grid.transform[1]) / 10_000
    }
  }

  subscript(row: Int) -> Double { hectares[row] }
}

extension RasterDataset {
  /// Statistics of the values under `shape`, which is in the raster's CRS. `buffer` is reused.
  public func statistics(
    under shape: PolygonShape, rows: RowAreas?, buffer: inout [Double]
  ) throws(GeoError) -> ZonalStatistics {
    let coverage = CellCoverage(of: shape, on: grid)
    var statistics = ZonalStatistics()
    statistics.pixelsTotal = coverage.totalCells
    statistics.isSound = coverage.isSound
    try forEachRun(of: coverage, buffer: &buffer) { run, values in
      statistics.add(values, weight: run.weight, cellHa: rows?[run.row])
    }
    return statistics
  }

  /// Coverage by class under `shape`, which is in the raster's CRS. `buffer` is reused.
  public func classes(
    under shape: PolygonShape, rows: RowAreas?, buffer: inout [Double]
  ) throws(GeoError) -> ClassCoverage {
    let coverage = CellCoverage(of: shape, on: grid)
    var classes = ClassCoverage()
    classes.pixelsTotal = coverage.totalCells
    classes.isSound = coverage.isSound
    try forEachRun(of: coverage, buffer: &buffer) { run, values in
      classes.add(values, weight: run.weight, cellHa: rows?[run.row])
    }
    return classes
  }
}
