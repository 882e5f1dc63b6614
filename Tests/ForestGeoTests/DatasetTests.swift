import ForestGeo
import Foundation
import TestSupport
import Testing

@Suite("Datasets")
struct DatasetTests {
  private func square(_ x: Double, _ y: Double, _ size: Double) -> [(Double, Double)] {
    [(x, y), (x + size, y), (x + size, y + size), (x, y + size)]
  }

  @Test("a raster written is read back; nodata is not a value; rows and runs agree")
  func raster() throws {
    let path = Place.scratch() + "/r.tif"
    let grid = try #require(
      Grid(columns: 30, rows: 20, transform: [500_000, 10, 0, 2_300_200, 0, -10]))
    var values = (0..<600).map { Double($0 % 97) }
    values[45] = -9999
    try RasterWriter.write(
      values, grid: grid, reference: CoordinateReference("EPSG:9206"), cell: .float32,
      noData: -9999, description: "test", to: path)
    let raster = try RasterDataset(path)
    let (found, code) = (raster.grid, raster.reference?.authorityCode)
    #expect(found == grid && code == "EPSG:9206")
    let empty = try raster.value(x: 500_155, y: 2_300_185)
    let first = try raster.value(x: 500_005, y: 2_300_195)
    let outside = try raster.value(x: 499_999, y: 2_300_195)
    #expect(empty?.isNaN == true && first == 0 && outside == nil)
    var buffer: [Double] = []
    let zone = PolygonShape(outer: square(500_000, 2_300_000, 200))
    let s = try raster.statistics(under: zone, rows: nil, buffer: &buffer)
    let under = (0..<600).filter { $0 % 30 < 20 && $0 != 45 }.map { values[$0] }
    #expect(s.pixels == Double(under.count))
    #expect(relative(s.sum, under.reduce(0, +)) < 1e-12)
    #expect(s.min == under.min() && s.max == under.max())
    #expect(relative(s.nodataShare, 1.0 / 400) < 1e-12)
    #expect(throws: GeoError.self) { _ = try RasterDataset(path, band: 2) }
  }

  @Test("a zone without a valid pixel has no mean")
  func nothing() throws {
    let path = Place.scratch() + "/r.tif"
    let grid = try #require(Grid(columns: 2, rows: 2, transform: [0, 1, 0, 2, 0, -1]))
    try RasterWriter.write(
      [0, 0, 0, 0], grid: grid, reference: CoordinateReference("EPSG:9206"), cell: .byte, noData: 0,
      description: "", to: path)
    let raster = try RasterDataset(path)
    var buffer: [Double] = []
    let s = try raster.statistics(
      under: PolygonShape(outer: square(0, 0, 2)), rows: nil, buffer: &buffer)
    #expect(s.mean.isNaN && s.standardDeviation.isNaN && s.min.isNaN && s.nodataShare == 1)
  }

  @Test("GeoPackages: equal input, equal bytes; style and geometry are there")
  func geoPackage() throws {
    let folder = Place.scratch()
    func write(_ name: String) throws -> Data {
      let path = folder + "/" + name
      let writer = try GeoPackageWriter(
        path, layer: "parcels", reference: CoordinateReference("EPSG:9206"),
        fields: [.init("id", .text), .init("n", .integer), .init("v", .real)], title: "t")
      try writer.add([.text("Lô ừ"), .integer(7), .real(.nan)], wkb: [])
      try writer.addStyle("<qgis/>", named: "s", layer: "parcels")
      try writer.finish()
      return try Data(contentsOf: URL(filePath: path))
    }
    #expect(try write("a.gpkg") == write("b.gpkg"))
    let layer = try VectorDataset(folder + "/a.gpkg", layer: "parcels")
    let code = layer.reference?.authorityCode
    #expect(code == "EPSG:9206")
    try layer.forEachFeature([.values]) { _, feature in
      #expect(feature.values == [.text("Lô ừ"), .integer(7), .null])
      #expect(feature.geometry == .missing)
    }
    let styles = try VectorDataset(folder + "/a.gpkg", layer: "layer_styles").count
    #expect(styles == 1)
  }

  @Test("what cannot be opened says so")
  func failures() throws {
    let folder = Place.scratch()
    try Data("junk".utf8).write(to: URL(filePath: folder + "/junk.gpkg"))
    for path in [folder, folder + "/junk.gpkg", folder + "/absent.shp"] {
      do {
        _ = try VectorDataset(path)
        Issue.record("\(path) was opened")
      } catch {
        #expect(error.code == .openFailed && !error.detail.isEmpty)
      }
    }
  }
}
