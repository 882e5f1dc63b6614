import ForestGeo
import SyntheticForest

/// Writes the rasters of terrain, biomass, canopy and land cover.
enum SensorFiles {
  static func write(_ landscape: Landscape, _ truth: Truth, to inputs: String) throws {
    try writeTerrain(landscape, to: inputs)
    let maps = SensedMaps(landscape, truth)
    let noData = SensedMaps.noData
    let lattice = Lattice(cellM: 25)
    let centres = (0..<lattice.count).map { lattice.centre($0) }
    let agb = maps.biomass(at: centres, product: 1)
    try RasterFile.write(
      agb, lattice, cell: .int16, noData: noData,
      "SYNTHETIC above-ground biomass, Mg/ha", isSurface: true, to: inputs + "/agb_25m.tif")
    try RasterFile.write(
      agb.map(SensedMaps.biomassSD), lattice, cell: .int16, noData: noData,
      "SYNTHETIC standard deviation of above-ground biomass, Mg/ha", isSurface: true,
      to: inputs + "/agb_sd_25m.tif")
    try RasterFile.write(
      maps.canopyHeight(at: centres), lattice, cell: .int16, noData: noData,
      "SYNTHETIC canopy height, decimetres", isSurface: true, to: inputs + "/canopy_height_25m.tif")
    let wide = landscape.terrain.lattice
    try RasterFile.write(
      maps.stress(at: (0..<wide.count).map { wide.centre($0) }), wide, cell: .float32,
      noData: noData,
      "SYNTHETIC environmental stress E, constant per elevation band, for tests only",
      to: inputs + "/stress_e_30m.tif")
    try writeGeographic(maps, to: inputs + "/agb_wgs84.tif")
  }

  private static func writeTerrain(_ landscape: Landscape, to inputs: String) throws {
    let terrain = landscape.terrain
    try RasterFile.write(
      terrain.elevationM.map { $0.rounded() }, terrain.lattice, cell: .float32,
      noData: SensedMaps.noData, "SYNTHETIC elevation, m", isSurface: true,
      to: inputs + "/dem_30m.tif")
    try RasterFile.write(
      terrain.slopeDeg.map { $0.rounded() }, terrain.lattice, cell: .byte, noData: 255,
      "SYNTHETIC slope, degrees", isSurface: true, to: inputs + "/slope_30m.tif")
  }

  /// A second product on a grid of 1/4000 degree in WGS 84, read at the centres of its pixels.
  private static func writeGeographic(_ maps: SensedMaps, to path: String) throws {
    let wgs84 = try CoordinateReference("EPSG:4326")
    let plane = try CoordinateReference("EPSG:9206")
    let toDegrees = try CoordinateTransform(from: plane, to: wgs84)
    var longitudes = [Window.west, Window.west, Window.east, Window.east]
    var latitudes = [Window.south, Window.north, Window.south, Window.north]
    guard toDegrees.apply(&longitudes, &latitudes), let west = longitudes.min(),
      let east = longitudes.max(), let south = latitudes.min(), let north = latitudes.max()
    else { return }
    let step = 1.0 / 4_000
    let (left, top) = ((west / step).rounded(.down) * step, (north / step).rounded(.up) * step)
    let columns = Int(((east - left) / step).rounded(.up))
    let rows = Int(((top - south) / step).rounded(.up))
    var x = (0..<(columns * rows)).map { left + (Double($0 % columns) + 0.5) * step }
    var y = (0..<(columns * rows)).map { top - (Double($0 / columns) + 0.5) * step }
    let toPlane = try CoordinateTransform(from: wgs84, to: plane)
    guard toPlane.apply(&x, &y),
      let grid = Grid(columns: columns, rows: rows, transform: [left, step, 0, top, 0, -step])
    else { return }
    let values = maps.biomass(at: zip(x, y).map { (x: $0, y: $1) }, product: 2)
    removeOld(path)
    try RasterWriter.write(
      values, grid: grid, reference: wgs84, cell: .int16, noData: SensedMaps.noData,
      description: "SYNTHETIC above-ground biomass, second product, Mg/ha", isSurface: true,
      to: path)
  }

  /// Land cover maps and reference points; gives the true change for truth.json.
  static func writeLandCover(_ landscape: Landscape, to inputs: String) throws -> JSONText {
    let cover = LandCover(landscape)
    for (year, map) in [("2015", cover.map2015), ("2024", cover.map2024)] {
      try RasterFile.write(
        map.map { Double($0) }, cover.lattice, cell: .byte, noData: 0,
        "SYNTHETIC land cover \(year), classes 1 to 8", to: inputs + "/landcover_\(year).tif")
    }
    try writeClasses(to: inputs)
    let points = cover.referencePoints(seed: landscape.seed)
    try CSVFile.write(
      [
        "point_id", "x", "y", "stratum", "map_2015", "map_2024", "reference_2015",
        "reference_2024", "map_class", "reference_class", "note",
      ],
      points.enumerated().map { index, point in
        [
          .integer(index + 1), .real(point.x), .real(point.y), .text(point.stratum),
          .integer(point.map2015), .integer(point.map2024), .integer(point.true2015),
          .integer(point.true2024), .text("\(point.map2015)-\(point.map2024)"),
          .text("\(point.true2015)-\(point.true2024)"), .text("SYNTHETIC"),
        ]
      }, to: inputs + "/reference_points.csv")
    func accuracy(_ map: [Int], _ real: [Int]) -> JSONText {
      .list(
        (1...8).map { k in
          let mapped = map.indices.filter { map[$0] == k }
          let right = mapped.filter { real[$0] == k }.count
          return .rounded(Double(right) / Double(max(1, mapped.count)), decimals: 4)
        })
    }
    func areas(_ classes: [Int]) -> JSONText {
      .list(
        (1...8).map { k in
          .rounded(
            Double(classes.filter { $0 == k }.count) * cover.lattice.cellHa, decimals: 2)
        })
    }
    return .object([
      ("classes", .list(LandCover.names.map { .text($0) })),
      ("true_area_2015_ha", areas(cover.truth2015)),
      ("true_area_2024_ha", areas(cover.truth2024)),
      (
        "true_change_ha",
        .object(cover.changeHa().map { ($0.change.rawValue, .rounded($0.hectares)) })
      ),
      ("users_accuracy_aimed_at", .list(LandCover.usersAccuracy.map { .number($0) })),
      ("users_accuracy_2015", accuracy(cover.map2015, cover.truth2015)),
      ("users_accuracy_2024", accuracy(cover.map2024, cover.truth2024)),
    ])
  }

  /// Names of the classes, and the classes of change: loss, degradation and gain of forest, the rest by the
  /// class of 2024, as the reference points were drawn. Planting alone would have a single point.
  private static func writeClasses(to inputs: String) throws {
    let classes = zip(LandCover.names, LandCover.vietnameseNames)
    try CSVFile.write(
      ["class", "name_en", "name_vi", "group", "note"],
      zip(1..., classes).map { code, names in
        [
          .integer(code), .text(names.0), .text(names.1),
          .text(LandCover.forest.contains(code) ? "forest" : "non-forest"), .text("SYNTHETIC"),
        ]
      }, to: inputs + "/landcover_classes.csv")
    let changes = [
      ["forest", "5", "deforestation", "mất rừng"], ["forest", "6", "deforestation", "mất rừng"],
      ["1", "2", "degradation", "suy thoái rừng"], ["5", "2", "forest gain", "tăng rừng"],
      ["5", "4", "forest gain", "tăng rừng"],
    ]
    let rest = zip(1..., classes).map { code, names in
      ["*", "\(code)", "rest: \(names.0)", "còn lại: \(names.1)"]
    }
    try CSVFile.write(
      ["from", "to", "class", "name_vi", "note"],
      (changes + rest).map { row in (row + ["SYNTHETIC"]).map { .text($0) } },
      to: inputs + "/change_classes.csv")
  }
}
