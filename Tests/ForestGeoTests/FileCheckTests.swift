import ForestGeo
import ForestModel
import Foundation
import TestSupport
import Testing

/// Headers held against what the files have, and names against content: quick, whatever is declared.
@Suite("File checks")
struct FileCheckTests {
  private func write(_ bytes: [UInt8], _ name: String) throws -> String {
    let path = Place.scratch("file") + "/" + name
    try Data(bytes).write(to: URL(filePath: path))
    return path
  }

  private func little(_ value: UInt64, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * UInt64($0))) }
  }

  private func big(_ value: UInt64, _ count: Int) -> [UInt8] { little(value, count).reversed() }

  /// The code of the finding with which a layer, a raster or a table is refused.
  private func refusal(layer path: String) -> String? {
    do {
      _ = try VectorDataset(path)
      return nil
    } catch { return error.finding?.kind.code ?? error.code.rawValue }
  }

  private func refusal(raster path: String) -> String? {
    do {
      _ = try RasterDataset(path)
      return nil
    } catch { return error.finding?.kind.code ?? error.code.rawValue }
  }

  @Test(
    "a file that is not what its name says is refused with its real kind",
    arguments: [
      ("lots.shp", "%PDF-1.4\n", "PDF"), ("lots.gpkg", "{\"type\":\"FeatureCollection\"}", "JSON"),
      ("lots.shp", "{\"type\":\"FeatureCollection\",\"features\":[]}", "JSON"),
      ("map.tif", "<GDAL_WMS><Service name=\"WMS\"/></GDAL_WMS>", "WMS"),
      ("lots.geojson", "<!DOCTYPE html><html></html>", "HTML"),
    ])
  func kinds(name: String, content: String, found: String) throws {
    let path = try write(Array(content.utf8), name)
    do {
      _ = try VectorDataset(path)
      Issue.record("\(name) was opened")
    } catch {
      let finding = try #require(error.finding)
      #expect(finding.kind == .fileKind)
      #expect(finding.slots["found"]?.contains(found) == true, "\(finding.slots)")
    }
  }

  @Test("a spreadsheet named .csv is refused before a row is read")
  func binaryTable() throws {
    let path = try write([0x50, 0x4B, 3, 4] + Array("....[Content_Types].xml".utf8), "trees.csv")
    let error = #expect(throws: GeoError.self) { try TableReader(path).readRows { _ in true } }
    #expect(error?.finding?.kind == .fileKind)
  }

  @Test("a DBF that declares a thousand million rows is refused at once")
  func tableRows() throws {
    let head: [UInt8] = [3, 126, 1, 1] + little(1_000_000_000, 4) + little(65, 2) + little(21, 2)
    let path = try write(head + Array(repeating: 0, count: 53), "t.dbf")
    #expect(refusal(layer: path) == "file-truncated")
  }

  @Test("the files of a shapefile are counted against each other")
  func shapefile() throws {
    let folder = Place.scratch("shp")
    func square(_ x: Double) throws -> [UInt8] {
      var bytes: [UInt8] = [1] + little(3, 4) + little(1, 4) + little(5, 4)
      for (a, b) in [(x, 0.0), (x, 1), (x + 1, 1), (x + 1, 0), (x, 0)] {
        bytes += little(a.bitPattern, 8) + little(b.bitPattern, 8)
      }
      return bytes
    }
    let path = folder + "/l.shp"
    try LayerWriter.write(
      path, driver: "ESRI Shapefile", layer: "l", reference: CoordinateReference("EPSG:9206"),
      fields: [.init(.init("n", .integer), width: 6)],
      features: (0..<3).map { ([.integer($0)], try square(Double($0) * 2)) },
      encode: { Array($0.utf8) })
    #expect(refusal(layer: path) == nil)
    let whole = try Data(contentsOf: URL(filePath: path))
    try whole.dropLast(40).write(to: URL(filePath: path))
    #expect(refusal(layer: path) == "file-truncated")
    try whole.write(to: URL(filePath: path))
    let table = URL(filePath: folder + "/l.dbf")
    let rows = try Data(contentsOf: table)
    var fewer = rows
    fewer[4] = 2
    try fewer.write(to: table)
    #expect(refusal(layer: path) == "shapefile-counts")
    try FileManager.default.removeItem(at: table)
    #expect(refusal(layer: path) == "shapefile-without-dbf")
    try rows.write(to: table)
    try FileManager.default.removeItem(atPath: folder + "/l.shx")
    #expect(refusal(layer: path) == "shapefile-without-shx")
    // Looking must not write beside the input.
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == [
        "l.dbf", "l.prj", "l.shp",
      ])
  }

  /// A classic TIFF of one directory: width, length, one strip or many.
  private func tiff(
    _ width: UInt64, _ length: UInt64, bands: UInt64, data: (UInt64, UInt64)
  )
    -> [UInt8]
  {
    let entries: [(UInt64, UInt64, UInt64, UInt64)] = [
      (256, 4, 1, width), (257, 4, 1, length), (258, 3, 1, 8), (259, 3, 1, 1), (262, 3, 1, 1),
      (273, 4, 1, data.0), (277, 3, 1, bands), (278, 4, 1, length), (279, 4, 1, data.1),
    ]
    var bytes: [UInt8] = [0x49, 0x49, 42, 0] + little(8, 4) + little(UInt64(entries.count), 2)
    for entry in entries {
      bytes += little(entry.0, 2) + little(entry.1, 2) + little(entry.2, 4) + little(entry.3, 4)
    }
    return bytes + little(0, 4) + Array(repeating: 7, count: 64)
  }

  @Test("rasters that are declared and not there: no memory, no result")
  func rasters() throws {
    let start = ContinuousClock.now
    let gone = try write(tiff(8, 8, bands: 1, data: (4096, 64)), "gone.tif")
    #expect(refusal(raster: gone) == "file-truncated")
    let huge = try write(tiff(2_147_483_647, 2_147_483_647, bands: 1, data: (122, 64)), "huge.tif")
    #expect(refusal(raster: huge) != nil)
    let bands = try write(tiff(8, 8, bands: 65_000, data: (122, 64)), "bands.tif")
    #expect(refusal(raster: bands) != nil)
    let unplaced = try write(tiff(8, 8, bands: 1, data: (122, 64)), "unplaced.tif")
    #expect(refusal(raster: unplaced) == "raster-without-position")
    #expect(ContinuousClock.now - start < .seconds(5))
  }

  @Test("a spreadsheet that unpacks to a thousand times its size is refused")
  func bomb() throws {
    let name = Array("xl/worksheets/sheet1.xml".utf8)
    let central: [UInt8] =
      [0x50, 0x4B, 1, 2, 20, 0, 20, 0] + little(0, 2) + little(8, 2) + little(0, 4) + little(0, 4)
      + little(1000, 4) + little(4_000_000_000, 4) + little(UInt64(name.count), 2)
      + Array(repeating: 0, count: 16) + name
    let end: [UInt8] =
      [0x50, 0x4B, 5, 6, 0, 0, 0, 0, 1, 0, 1, 0] + little(UInt64(central.count), 4) + little(4, 4)
      + [0, 0]
    let path = try write([0x50, 0x4B, 3, 4] + central + end, "book.xlsx")
    #expect(refusal(layer: path) == "archive-too-large")
  }

  @Test("a row without end is a finding, not a full memory")
  func endlessRow() throws {
    let path = Place.scratch("row") + "/t.csv"
    try Data(Array("a,b\n1,\"".utf8) + Array(repeating: UInt8(ascii: "x"), count: 20 << 20)).write(
      to: URL(filePath: path))
    var log = FindingLog()
    let schema = TableSchema(table: "t", columns: [], required: [])
    _ = try TableReader(path).read(schema, stated: [:], log: &log) { _, _, _, _ in }
    #expect(log.counts["row-too-long"] == 1)
  }
}

/// The same cells written in other directions are the same map.
@Suite("Directions of a raster")
struct RasterDirectionTests {
  @Test("south-up and turned by a quarter give the figures of north-up")
  func directions() throws {
    let folder = Place.scratch("turn")
    let (columns, rows) = (30, 20)
    func value(_ column: Int, _ row: Int) -> Double { Double((column * 7 + row * 13) % 31) }
    let ways: [(name: String, grid: Grid?, values: [Double])] = [
      (
        "north",
        Grid(columns: columns, rows: rows, transform: [500_000, 10, 0, 2_300_200, 0, -10]),
        (0..<rows).flatMap { row in (0..<columns).map { value($0, row) } }
      ),
      (
        "south", Grid(columns: columns, rows: rows, transform: [500_000, 10, 0, 2_300_000, 0, 10]),
        (0..<rows).reversed().flatMap { row in (0..<columns).map { value($0, row) } }
      ),
      (
        "turned",
        Grid(columns: rows, rows: columns, transform: [500_000, 0, 10, 2_300_200, -10, 0]),
        (0..<columns).flatMap { column in (0..<rows).map { value(column, $0) } }
      ),
    ]
    let zone = PolygonShape(outer: [
      (500_033, 2_300_021), (500_251, 2_300_047), (500_187, 2_300_172), (500_061, 2_300_166),
    ])
    var sums: [Double] = []
    for way in ways {
      let path = folder + "/\(way.name).tif"
      try RasterWriter.write(
        way.values, grid: #require(way.grid), reference: CoordinateReference("EPSG:9206"),
        cell: .float32, noData: -1, description: "", to: path)
      var buffer: [Double] = []
      let raster = try RasterDataset(path)
      sums.append(try raster.statistics(under: zone, rows: nil, buffer: &buffer).sum)
    }
    #expect(relative(sums[1], sums[0]) < 1e-12 && relative(sums[2], sums[0]) < 1e-12, "\(sums)")
  }
}
