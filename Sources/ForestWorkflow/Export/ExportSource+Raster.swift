import ForestGeo
import ForestModel

/// What lies in one window of the raster.
private struct RasterWindow {
  let columns: Range<Int>
  let rows: Range<Int>
  /// t CO2e and hectares of parcel land in each cell.
  var tonnes: [Double]
  var hectares: [Double]

  init(columns: Range<Int>, rows: Range<Int>) {
    self.columns = columns
    self.rows = rows
    tonnes = Array(repeating: 0, count: columns.count * rows.count)
    hectares = tonnes
  }

  /// Spreads a parcel evenly over the cells it covers: each takes the share of the parcel that lies in it.
  mutating func add(_ coverage: CellCoverage, tonnes total: Double, hectares area: Double) {
    let whole = ExactSum(coverage.runs.map { $0.weight * Double($0.columns.count) }).value
    guard whole > 0 else { return }
    for run in coverage.runs where rows.contains(run.row) {
      let inside = run.columns.clamped(to: columns)
      let start = (run.row - rows.lowerBound) * columns.count - columns.lowerBound
      let share = run.weight / whole
      for column in inside {
        tonnes[start + column] += share * total
        hectares[start + column] += share * area
      }
    }
  }
}

extension ExportSource {
  static let rasterNoData = -9999.0
  /// Cells on a side of a window: two columns of numbers of 4 million cells at a time.
  private static let windowSide = 2048
  /// Cells of a raster: more take hours and gigabytes.
  private static let mostRasterCells = 4e9

  /// co2e_t_ha.tif. Band 1: t CO2e per hectare of parcel land in the cell; band 2: hectares of that land. Their
  /// products add up to the tonnes of the parcels, and band 2 to their hectares, since every parcel is spread
  /// over just the cells that it covers, by exact shares.
  func writeRaster(
    _ path: String, cellSizeM: Double, _ progress: Progress, _ language: Language,
    _ log: inout FindingLog
  ) throws(WorkflowError) -> ExportSummary.RasterSummary {
    guard let reference else {
      preconditionFailure("results without polygons were refused before")
    }
    let grid = try rasterGrid(cellSizeM, reference, &log)
    var total = ExactSum()
    do {
      let layer = try VectorDataset(folder + "/" + Self.layerFile, layer: Self.layerName)
      let writer = try CloudRasterWriter(
        scratch: path + ".plain.tif", grid: grid, reference: reference,
        bands: [
          .init(
            Phrase(
              "t CO2e per hectare of parcel land in the cell",
              vi: "tCO₂tđ trên mỗi héc-ta đất của lô trong ô"
            ).text(language), unit: "t CO2e/ha"),
          .init(
            Phrase(
              "hectares of parcel land in the cell", vi: "số héc-ta đất của lô trong ô"
            ).text(language), unit: "ha"),
        ], noData: Self.rasterNoData,
        metadata: [
          ("TIFFTAG_SOFTWARE", "forestcarbon \(toolVersion)"), ("RUN_ID", run.runID),
          ("STATUS", "estimate; not verified, not an issued credit"),
        ])
      let windows = Self.windows(of: grid)
      progress.begin(Phrase("Writing cog", vi: "Ghi cog"), total: windows.count)
      for window in windows {
        let filled = try fill(window, of: grid, from: layer)
        var (density, hectares) = (filled.tonnes, filled.hectares)
        for cell in density.indices {
          if hectares[cell] > 0 {
            density[cell] /= hectares[cell]
            total.add(density[cell] * hectares[cell])
          } else {
            density[cell] = Self.rasterNoData
            hectares[cell] = Self.rasterNoData
          }
        }
        try writer.write(density, band: 1, columns: window.columns, rows: window.rows)
        try writer.write(hectares, band: 2, columns: window.columns, rows: window.rows)
        progress.step(1)
      }
      try writer.finish(path)
    } catch {
      throw wrap(error)
    }
    return ExportSummary.RasterSummary(
      columns: grid.columns, rows: grid.rows, co2eT: total.value)
  }

  private static func windows(of grid: Grid) -> [RasterWindow] {
    func parts(_ count: Int) -> [Range<Int>] {
      stride(from: 0, to: count, by: windowSide).map { $0..<min(count, $0 + windowSide) }
    }
    let columns = parts(grid.columns)
    return parts(grid.rows).flatMap { rows in
      columns.map { RasterWindow(columns: $0, rows: rows) }
    }
  }

  /// Parcels come in the order of their ids, so that the order of the layer never changes a digit.
  private func fill(
    _ empty: RasterWindow, of grid: Grid, from layer: borrowing VectorDataset
  ) throws -> RasterWindow {
    struct Piece {
      var id: String
      var tonnes: Double
      var areaHa: Double
      var shape: PolygonShape
    }
    let (id, tonnes, area) = (place("parcel_id"), place("co2e_t"), place("area_ha"))
    let corner = grid.point(
      column: Double(empty.columns.lowerBound), row: Double(empty.rows.upperBound))
    let other = grid.point(
      column: Double(empty.columns.upperBound), row: Double(empty.rows.lowerBound))
    var pieces: [Piece] = []
    try layer.forEachFeature(
      [.values], in: (west: corner.x, south: corner.y, east: other.x, north: other.y)
    ) { feature in
      let parcel = parcel(feature)
      guard let shape = parcel.shape, let total = tonnes.flatMap({ parcel.values[$0].number }),
        let areaHa = area.flatMap({ parcel.values[$0].number })
      else { return }
      pieces.append(
        Piece(
          id: id.map { parcel.values[$0].text } ?? "", tonnes: total, areaHa: areaHa, shape: shape))
    }
    var window = empty
    for piece in pieces.sorted(by: { $0.id < $1.id }) {
      window.add(
        CellCoverage(of: piece.shape, on: grid), tonnes: piece.tonnes, hectares: piece.areaHa)
    }
    return window
  }

  /// The cells around all parcels with a figure; their lines lie on whole multiples of the size, so that rasters
  /// of several years line up.
  private func rasterGrid(
    _ cellSizeM: Double, _ reference: CoordinateReference, _ log: inout FindingLog
  ) throws(WorkflowError) -> Grid {
    // 1/111,320 of a degree is a metre along the equator, within 0.6 % along a meridian.
    let size =
      reference.isGeographic
      ? (cellSizeM / 111_320 * 1e7).rounded() / 1e7 : cellSizeM / reference.unitFactor
    if reference.isGeographic {
      log.add(
        .rasterInDegrees, at: FindingLocation(file: Self.layerFile),
        ["degrees": size.findingText, "metres": cellSizeM.findingText])
    }
    let tonnes = place("co2e_t")
    var (west, south, east, north) = (
      Double.infinity, Double.infinity, -Double.infinity, -Double.infinity
    )
    try forEach([.values]) { parcel in
      guard let box = parcel.shape?.bounds, tonnes.flatMap({ parcel.values[$0].number }) != nil
      else { return }
      (west, south) = (min(west, box.west), min(south, box.south))
      (east, north) = (max(east, box.east), max(north, box.north))
    }
    guard west <= east, size > 0 else { throw noRaster(cellSizeM) }
    let (left, top) = ((west / size).rounded(.down), (north / size).rounded(.up))
    let columns = max(1, (east / size).rounded(.up) - left)
    let rows = max(1, top - (south / size).rounded(.down))
    guard columns * rows <= Self.mostRasterCells, columns < 2e9, rows < 2e9,
      let grid = Grid(
        columns: Int(columns), rows: Int(rows),
        transform: [left * size, size, 0, top * size, 0, -size])
    else { throw noRaster(cellSizeM) }
    return grid
  }

  private func noRaster(_ cellSizeM: Double) -> WorkflowError {
    .usage(
      Phrase(
        "a raster with cells of {size} m cannot be made of these parcels: no parcel has a figure, or it would have more than {limit} cells; choose a larger --cell-size, or leave cog out of --format",
        vi:
          "không tạo được ảnh raster với ô {size} m từ các lô này: không lô nào có số liệu, hoặc ảnh sẽ có hơn {limit} ô; hãy chọn --cell-size lớn hơn, hoặc bỏ cog khỏi --format"
      ), ["size": cellSizeM.csvText, "limit": Self.mostRasterCells.csvText])
  }
}
