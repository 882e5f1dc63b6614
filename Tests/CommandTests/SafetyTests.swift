import ForestGeo
import Foundation
import Glibc
import Synchronization
import TestSupport
import Testing

/// Hostile names, networks, full disks, stopped and simultaneous runs.
@Suite("Safe by default")
struct SafetyTests {
  /// Answers 404 on loopback and counts who came.
  private final class Listener: Sendable {
    let port: UInt16
    private let count = Mutex(0)
    var visits: Int { count.withLock { $0 } }

    init() throws {
      let server = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
      var length = socklen_t(MemoryLayout<sockaddr_in>.size)
      let isBound = withUnsafeMutablePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          bind(server, $0, length) == 0 && listen(server, 16) == 0
            && getsockname(server, $0, &length) == 0
        }
      }
      try #require(isBound)
      port = UInt16(bigEndian: address.sin_port)
      Thread.detachNewThread { [self] in
        while true {
          let visitor = accept(server, nil, nil)
          guard visitor >= 0 else { return }
          count.withLock { $0 += 1 }
          let answer = Array(
            "HTTP/1.1 404 no\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".utf8)
          var question = [UInt8](repeating: 0, count: 2048)
          _ = read(visitor, &question, question.count)
          _ = write(visitor, answer, answer.count)
          close(visitor)
        }
      }
    }
  }

  private static let square =
    "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[104.01,20.99],[104.02,20.99],[104.02,20.98],[104.01,20.99]]]}}]}"

  private func raster(_ path: String, west: Double = 104, lowest: Double = 0) throws {
    let grid = try #require(Grid(columns: 10, rows: 10, transform: [west, 0.01, 0, 21, 0, -0.01]))
    var values = (0..<100).map { Double($0 % 7) }
    values[11] = lowest
    try RasterWriter.write(
      values, grid: grid, reference: CoordinateReference("EPSG:4326"), cell: .float32,
      noData: 255, description: "", to: path)
  }

  private func mosaic(_ source: String) -> String {
    """
    <VRTDataset rasterXSize="10" rasterYSize="10"><SRS>EPSG:4326</SRS>
    <GeoTransform>104, 0.01, 0, 21, 0, -0.01</GeoTransform>
    <VRTRasterBand dataType="Float32" band="1"><SimpleSource>
    <SourceFilename relativeToVRT="0">\(source)</SourceFilename><SourceBand>1</SourceBand>
    </SimpleSource></VRTRasterBand></VRTDataset>
    """
  }

  @Test("no file leads to a network; --allow-network does, so the test would see it")
  func network() throws {
    let folder = Place.scratch("net")
    let listener = try Listener()
    let address = "http://127.0.0.1:\(listener.port)"
    let zones = try table(folder, "z.geojson", Self.square)
    try raster(folder + "/r.tif")
    let curl = try table(folder, "curl.vrt", mosaic("/vsicurl/\(address)/a.tif"))
    let maps = [
      curl, try table(folder, "plain.vrt", mosaic("\(address)/a.tif")),
      try table(folder, "nested.vrt", mosaic(curl)),
      try table(folder, "zip.vrt", mosaic("/vsizip//vsicurl/\(address)/a.zip/a.tif")),
      try table(
        folder, "wms.xml",
        "<GDAL_WMS><Service name=\"TMS\"><ServerUrl>\(address)/${z}/${x}/${y}.png</ServerUrl></Service></GDAL_WMS>"
      ),
    ]
    for map in maps {
      let run = try ToolRun([
        "zonal", "--zones", zones, "--raster", map, "--out", folder + "/o.csv",
      ])
      #expect(run.exitCode == 1, "\(map): \(run.errors)")
    }
    func virtual(_ name: String, _ source: String) throws -> String {
      try table(
        folder, name,
        "<OGRVRTDataSource><OGRVRTLayer name=\"p\"><SrcDataSource>\(source)</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>"
      )
    }
    let layers = [
      try virtual("curl-layer.vrt", "/vsicurl/\(address)/p.geojson"),
      try virtual("plain-layer.vrt", "\(address)/p.geojson"),
      try virtual("database.vrt", "PG:host=127.0.0.1 port=\(listener.port) dbname=x"),
      try table(
        folder, "wfs.xml", "<OGRWFSDataSource><URL>\(address)/wfs</URL></OGRWFSDataSource>"),
    ]
    for layer in layers {
      let run = try ToolRun([
        "zonal", "--zones", layer, "--raster", folder + "/r.tif", "--out", folder + "/o.csv",
      ])
      #expect(run.exitCode == 1, "\(layer): \(run.errors)")
      #expect(!run.errors.contains("crs-missing"), "\(run.errors)")
    }
    #expect(listener.visits == 0)
    #expect(!FileManager.default.fileExists(atPath: folder + "/o.csv"))
    _ = try ToolRun([
      "zonal", "--allow-network", "--zones", zones, "--raster", curl, "--out", folder + "/o.csv",
    ])
    #expect(listener.visits > 0)
  }

  @Test("polygons and raster apart are one finding with both places; -9999 undeclared is refused")
  func apart() throws {
    let folder = Place.scratch("apart")
    let zones = try table(folder, "z.geojson", Self.square)
    try raster(folder + "/far.tif", west: 108)
    try raster(folder + "/hole.tif", lowest: -9999)
    func zonal(_ map: String) throws -> ToolRun {
      try ToolRun([
        "zonal", "--zones", zones, "--raster", folder + "/" + map, "--out", folder + "/o.csv",
      ])
    }
    let far = try zonal("far.tif")
    #expect(far.exitCode == 1)
    #expect(far.errors.contains("layers-apart"), "\(far.errors)")
    #expect(far.errors.components(separatedBy: "[error]").count == 2, "\(far.errors)")
    let hole = try zonal("hole.tif")
    #expect(hole.exitCode == 1 && hole.errors.contains("nodata-undeclared"), "\(hole.errors)")
    #expect(hole.errors.contains("gdal_edit.py -a_nodata -9999"))
    #expect(!FileManager.default.fileExists(atPath: folder + "/o.csv"))
  }

  @Test("names with quotes, line ends, percent signs, markup and SQL are only names")
  func names() throws {
    let folder = Place.scratch("names") + "/a 'q\" %s <b>&amp;\n$(x) ừ"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let layer = "lo'ts\"; DROP TABLE x; -- ../../<b>%n ừ"
    let file = folder + "/-l\"%d <i>.gpkg"
    let writer = try GeoPackageWriter(
      file, layer: layer, reference: CoordinateReference("EPSG:4326"),
      fields: [.init("id", .text)], title: "t")
    try writer.add([.text("<script>")], wkb: triangle())
    try writer.finish()
    try raster(folder + "/r.tif")
    let run = try ToolRun([
      "zonal", "--zones", file, "--layer", layer, "--id", "id", "--raster", folder + "/r.tif",
      "--out", folder + "/o u't.csv",
    ])
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(try csv(folder + "/o u't.csv").first?["zone_id"] == "<script>")
    let left = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    #expect(left == ["-l\"%d <i>.gpkg", "o u't.csv", "o u't.run.json", "r.tif"])
    let other = try ToolRun([
      "zonal", "--zones", file, "--layer", "no\u{1B}[2J", "--raster", folder + "/r.tif", "--out",
      folder + "/p.csv",
    ])
    #expect(other.exitCode == 2 && !other.errors.contains("\u{1B}"))
  }

  private func triangle() -> [UInt8] {
    var bytes: [UInt8] = [1, 3, 0, 0, 0, 1, 0, 0, 0, 4, 0, 0, 0]
    for value in [104.01, 20.99, 104.02, 20.99, 104.02, 20.98, 104.01, 20.99] {
      bytes += (0..<8).map { UInt8(truncatingIfNeeded: value.bitPattern >> (8 * UInt64($0))) }
    }
    return bytes
  }

  private func trees(_ folder: String, _ name: String, plots: Int) throws -> String {
    let rows = (0..<plots).map { "P\($0),20,100" }
    return try table(
      folder, name, (["plot_id,dbh_cm,agb_kg"] + rows).joined(separator: "\n"))
  }

  @Test("what a killed run left is cleared by the next, what a living one writes is not")
  func leftovers() throws {
    let folder = Place.scratch("left")
    let input = try trees(folder, "t.csv", plots: 3)
    let dead = Process()
    dead.executableURL = URL(filePath: "/bin/true")
    try dead.run()
    dead.waitUntilExit()
    let out = folder + "/o"
    let stale = out + "/.partial-\(dead.processIdentifier)"
    let living = out + "/.partial-\(getpid())"
    for path in [stale, living] {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      try table(path, "half.csv", "x")
    }
    let run = try ToolRun(["biomass", "--trees", input, "--out", out])
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(run.errors.contains("was left by a run that was killed"))
    #expect(!FileManager.default.fileExists(atPath: stale))
    #expect(FileManager.default.fileExists(atPath: living + "/half.csv"))
  }

  @Test("a stopped run leaves nothing and ends by its signal; a changed input is refused")
  func stopped() async throws {
    let folder = Place.scratch("stop")
    let inputs = folder + "/project"
    try FileManager.default.copyItem(atPath: SampleDataTests.project, toPath: inputs)
    try? FileManager.default.removeItem(atPath: inputs + "/results")
    /// Starts an estimate and calls `act` as soon as it begins to write.
    func run(_ out: String, _ act: (Process) throws -> Void) async throws -> Process {
      let process = Process()
      process.executableURL = URL(filePath: Place.products + "/forestcarbon")
      process.arguments = ["estimate", inputs, "--quiet", "--out", folder + "/" + out]
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      let staging = "\(folder)/.\(out).partial-\(process.processIdentifier)"
      while process.isRunning, !FileManager.default.fileExists(atPath: staging) {
        usleep(1_000)
      }
      try act(process)
      process.waitUntilExit()
      return process
    }
    let stopped = try await run("a") { kill($0.processIdentifier, SIGTERM) }
    #expect(stopped.terminationReason == .uncaughtSignal && stopped.terminationStatus == SIGTERM)
    let changed = try await run("b") { _ in
      let file = try #require(FileHandle(forWritingAtPath: inputs + "/inputs/strata.csv"))
      try file.seekToEnd()
      try file.write(contentsOf: Data("\n".utf8))
      try file.close()
    }
    #expect(changed.terminationReason == .exit && changed.terminationStatus == 3)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["project"])
  }

  @Test("runs into one folder at once never mix")
  func together() async throws {
    let folder = Place.scratch("together")
    let inputs = try (1...4).map { try trees(folder, "t\($0).csv", plots: 40 * $0) }
    try await withThrowingTaskGroup(of: Int32.self) { group in
      for input in inputs {
        group.addTask {
          try ToolRun(["biomass", "--trees", input, "--out", folder + "/o"]).exitCode
        }
      }
      for try await code in group { #expect(code == 0) }
    }
    let plots = try csv(folder + "/o/plots.csv").count
    #expect(try csv(folder + "/o/trees.csv").count == plots && plots % 40 == 0)
    let record = try String(contentsOfFile: folder + "/o/run.json", encoding: .utf8)
    #expect(record.contains("t\(plots / 40).csv"))
    let left = try FileManager.default.contentsOfDirectory(atPath: folder + "/o")
    #expect(left.allSatisfy { !$0.hasPrefix(".") })
  }

  /// Runs the tool with files limited to so many blocks of 512 bytes: a disk that is full.
  private func limited(_ blocks: Int, _ arguments: [String]) throws -> (code: Int32, errors: String)
  {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments =
      ["-c", "ulimit -f \(blocks); exec \"$@\"", "sh", Place.products + "/forestcarbon"] + arguments
    let pipe = Pipe()
    process.standardError = pipe
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    let errors = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (
      process.terminationReason == .exit ? process.terminationStatus : -1,
      String(decoding: errors, as: UTF8.self)
    )
  }

  @Test("a disk that is full ends in exit 3, whatever format was being written")
  func full() throws {
    let folder = Place.scratch("full")
    let table = try limited(
      8, ["biomass", "--trees", try trees(folder, "t.csv", plots: 500), "--out", folder + "/o"])
    #expect(table.code == 3 && table.errors.contains("File too large"), "\(table)")
    // Tables pass, the layer does not.
    let layer = try limited(
      3000, ["estimate", SampleDataTests.project, "--quiet", "--out", folder + "/e"])
    #expect(layer.code == 3 && layer.errors.contains("parcels.gpkg"), "\(layer)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["t.csv"])
  }
}
