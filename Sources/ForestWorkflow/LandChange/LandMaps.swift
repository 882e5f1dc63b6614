import ForestGeo
import ForestModel

/// The class maps of two dates, paired: what every worker needs to open them.
struct LandMaps: Sendable {
  /// One map as opened.
  struct Map: Sendable {
    var path: String
    var band: Int
    var reference: CoordinateReference
    var grid: Grid
  }

  let before: Map
  let after: Map
  let pairing: GridPairing
  let area: CellAreaRule
  /// Hectares of the cells of the first map.
  let cells: CellHectares
  /// Hectares of the cells of the second, for what lies beyond the first.
  let cellsAfter: CellHectares
  /// On which datum the cells of the first map are measured; `nil` in the plane.
  let datum: String?

  init(_ request: LandChangeRequest, _ log: inout FindingLog) throws(WorkflowError) {
    let one = try Self.open(request.before, "--before-crs", &log)
    let two = try Self.open(request.after, "--after-crs", &log)
    guard let one, let two else { throw .findings(log) }
    (before, after) = (one, two)
    let isSame = Self.isSame(one.reference, two.reference)
    if isSame, let offset = one.grid.offset(to: two.grid) {
      pairing = .aligned(columns: offset.columns, rows: offset.rows)
    } else {
      pairing = .nearest
      if !request.resamples {
        log.add(
          .gridsDoNotLineUp, at: FindingLocation(file: fileName(two.path)),
          [
            "map": fileName(one.path), "first": Self.describe(one), "second": Self.describe(two),
          ])
      }
    }
    if one.reference.isGeographic, request.area == .planar {
      throw .usage(
        Phrase(
          "--area planar needs maps in a plane; {path} is in degrees",
          vi: "--area planar cần bản đồ có hệ tọa độ phẳng; {path} dùng độ"),
        ["path": one.path])
    }
    area = request.area ?? (one.reference.isGeographic ? .geodesic : .planar)
    do throws(GeoError) {
      if area == .planar, let planar = CellHectares(planar: one.grid, one.reference) {
        cells = planar
        cellsAfter = planar
        datum = nil
        try Self.checkPlane(one, &log)
      } else {
        cells = try CellHectares(ellipsoidal: one.grid, one.reference)
        datum = try Self.datum(one)
        cellsAfter =
          pairing == .nearest || one.grid == two.grid
          ? cells : try CellHectares(ellipsoidal: two.grid, two.reference)
      }
    } catch {
      throw WorkflowError(error)
    }
  }

  /// The datum of the rows; of both where the map reaches beyond Viet Nam.
  private static func datum(_ map: Map) throws(GeoError) -> String? {
    let geodesic = try GeodesicArea(for: map.reference)
    var datums = AreaDatums()
    for row in [0, map.grid.rows / 2, map.grid.rows - 1] {
      if let size = geodesic.measure(map.grid.outline(rows: row..<(row + 1))) {
        datums.add(size.datum, of: geodesic)
      }
    }
    return datums.names
  }

  private static func open(
    _ source: ClassMapSource, _ option: String, _ log: inout FindingLog
  ) throws(WorkflowError) -> Map? {
    let stored: CoordinateReference?
    let grid: Grid
    do throws(GeoError) {
      let raster = try RasterDataset(source.path, band: source.band)
      stored = raster.reference
      grid = raster.grid
    } catch {
      throw WorkflowError(error)
    }
    let reference = try ReferenceQuestion(
      file: fileName(source.path), option: option, stated: source.crs, box: grid.extent
    ).settle(stored, log: &log)
    return reference.map {
      Map(path: source.path, band: source.band, reference: $0, grid: grid)
    }
  }

  private static func isSame(_ one: CoordinateReference, _ two: CoordinateReference) -> Bool {
    one.wkt == two.wkt || (one.authorityCode != nil && one.authorityCode == two.authorityCode)
  }

  private static func describe(_ map: Map) -> String {
    let t = map.grid.transform
    let size = "\(abs(t[1]).csvText) x \(abs(t[5]).csvText)"
    return "\(map.reference.label), \(size), \(t[0].csvText) \(t[3].csvText)"
  }

  /// Departure of planar from ellipsoidal hectares that is refused.
  static let distortionLimit = 0.005

  /// A plane that is not true to area, such as Web Mercator, would give wrong hectares without a word.
  private static func checkPlane(_ map: Map, _ log: inout FindingLog) throws(GeoError) {
    let outline = map.grid.outline(rows: 0..<map.grid.rows)
    guard let ground = try GeodesicArea(for: map.reference).measure(outline)?.areaM2, ground > 0
    else { return }
    let unit = map.reference.unitFactor
    let ratio = outline.planarArea * unit * unit / ground
    if abs(ratio - 1) > distortionLimit {
      log.add(
        .mapAreasDistorted, at: FindingLocation(file: fileName(map.path)),
        [
          "crs": map.reference.label,
          "percent": "\(((1000 * (ratio - 1)).rounded() / 10).findingText)%",
        ])
    }
  }

  /// Opens both maps for one worker.
  func open() throws(GeoError) -> ClassMapPair {
    // Maps that line up have one CRS, however its definition is written.
    let second = pairing == .nearest ? after.reference : before.reference
    return try ClassMapPair(
      before: (before.path, before.band, before.reference),
      after: (after.path, after.band, second), pairing: pairing)
  }
}
