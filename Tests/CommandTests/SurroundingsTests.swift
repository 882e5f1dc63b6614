import Foundation
import Glibc
import TestSupport
import Testing

/// What surrounds a run: disks that are full or may not be written to, inputs that go away, a second Ctrl-C, rasters
/// that are declared and not there.
@Suite("Surroundings")
struct SurroundingsTests {
  /// Whether this process may mount a file system for itself.
  private static let mayMount: Bool = {
    let folder = Place.scratch("mount")
    return (try? shell("mount -t tmpfs none '\(folder)'").code) == 0
  }()
  private static let needsMount: Comment =
    "skipped: mounting a small file system needs the rights of an administrator"

  /// Runs a script of the shell in mounts of its own.
  private static func shell(
    _ script: String, _ arguments: [String] = []
  ) throws -> (code: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["unshare", "--mount", "/bin/sh", "-c", script, "sh"] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }

  /// Runs the tool with a small file system at `folder`, and says after its words what is left there.
  private func run(
    _ arguments: [String], on folder: String, _ options: String
  ) throws -> (code: Int32, output: String) {
    try Self.shell(
      """
      mount -t tmpfs none '\(folder)' && mount -o remount,\(options) '\(folder)' || exit 99
      "$@"; code=$?; echo; echo "left:"; find '\(folder)' -mindepth 1; exit $code
      """, [Place.products + "/forestcarbon"] + arguments)
  }

  @Test(
    "no room to bring the rows of each plot together: exit 3, the folder named, nothing left",
    .enabled(if: mayMount, needsMount))
  func noRoomToSort() throws {
    let folder = Place.scratch("no-room")
    let (disk, trees) = (folder + "/disk", folder + "/trees.csv")
    mkdir(disk, 0o755)
    // Enough rows for parts, and those of no plot stand together.
    let rows = (0..<12_000).map { "P\($0 % 40),\($0),\(5 + $0 % 50),\(4 + $0 % 20),0.5" }
    try Data(
      (["plot_id,tree_id,dbh_cm,height_m,wood_density_g_cm3"] + rows).joined(separator: "\n").utf8
    ).write(to: URL(filePath: trees))
    for size in ["size=64k", "size=64m"] {
      let run = try Self.shell(
        """
        mount -t tmpfs none '\(disk)' && mount -o remount,\(size) '\(disk)' || exit 99
        TMPDIR='\(disk)' "$@"; code=$?; echo; echo "left:"; find '\(disk)' -mindepth 1; exit $code
        """,
        [
          Place.products + "/forestcarbon", "biomass", "--trees", trees, "--height-model", "given",
          "--out", folder + "/out",
        ])
      #expect(run.code == (size == "size=64k" ? 3 : 0), "\(run)")
      #expect(run.output.contains("\(disk): No space left on device") == (run.code == 3))
      #expect(run.output.hasSuffix("left:\n"))
      #expect(FileManager.default.fileExists(atPath: folder + "/out") == (run.code == 0))
    }
  }

  @Test("a folder that may not be written to", .enabled(if: mayMount, needsMount))
  func readOnly() throws {
    let one = try SmallEstimate("read-only")
    let disk = one.folder + "/disk"
    mkdir(disk, 0o755)
    for out in [disk, disk + "/a/b"] {
      let run = try run(one.arguments(parcels: one.parcels) + ["--out", out], on: disk, "ro")
      #expect(run.code == 3 && run.output.contains("Read-only file system"), "\(run)")
      #expect(run.output.hasSuffix("left:\n"))
    }
  }

  @Test(
    "a disk that is full: exit 3, the file named, no file and no folder left, in every format",
    .enabled(if: mayMount, needsMount),
    arguments: ["estimate", "cog", "gpkg", "fgb", "geojson", "shp", "csv", "xlsx", "kml"])
  func full(_ what: String) throws {
    let one = try SmallEstimate("full-disk")
    let disk = one.folder + "/disk"
    mkdir(disk, 0o755)
    let command =
      what == "estimate"
      ? one.arguments(parcels: one.parcels)
      : ["export", one.results, "--format", what, "--cell-size", what == "cog" ? "5" : "25"]
    let run = try run(
      command + ["--out", disk + "/a/b"], on: disk, "size=4k")
    #expect(run.code == 3, "\(run)")
    #expect(run.output.contains("/a/"), "\(run)")
    #expect(run.output.hasSuffix("left:\n"), "\(run)")
  }

  /// Starts an estimate of the sample and calls `act` as soon as it begins to write.
  private func sample(
    _ inputs: String, out: String, _ act: (Process) throws -> Void
  ) throws -> (process: Process, errors: String) {
    let process = Process()
    process.executableURL = URL(filePath: Place.products + "/forestcarbon")
    process.arguments = ["estimate", inputs, "--quiet", "--out", out]
    let errors = out + ".errors"
    try Data().write(to: URL(filePath: errors))
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle(forWritingAtPath: errors)
    try process.run()
    let out = URL(filePath: out)
    let staging =
      out.deletingLastPathComponent().path()
      + ".\(out.lastPathComponent).partial-\(process.processIdentifier)"
    while process.isRunning, !FileManager.default.fileExists(atPath: staging) { usleep(1_000) }
    try act(process)
    process.waitUntilExit()
    return (process, try String(contentsOfFile: errors, encoding: .utf8))
  }

  @Test("a second Ctrl-C ends a run at once, an input that goes away ends it with its name")
  func interrupted() throws {
    let folder = Place.scratch("twice")
    let inputs = folder + "/project"
    try FileManager.default.copyItem(atPath: SampleDataTests.project, toPath: inputs)
    try? FileManager.default.removeItem(atPath: inputs + "/results")
    let twice = try sample(inputs, out: folder + "/a") { process in
      kill(process.processIdentifier, SIGINT)
      kill(process.processIdentifier, SIGINT)
    }
    #expect(twice.process.terminationReason == .uncaughtSignal)
    #expect(twice.process.terminationStatus == SIGINT)
    #expect(!FileManager.default.fileExists(atPath: folder + "/a"))
    let gone = try sample(inputs, out: folder + "/b") { _ in
      try FileManager.default.removeItem(atPath: inputs + "/inputs/trees.csv")
    }
    #expect(gone.process.terminationReason == .exit && gone.process.terminationStatus == 3)
    #expect(gone.errors.contains("trees.csv"), "\(gone.errors)")
    let left = try FileManager.default.contentsOfDirectory(atPath: folder)
    // What the second signal may have left is for the next run into the same place to clear.
    #expect(
      left.filter { !$0.hasPrefix(".a.partial-") }.sorted() == ["a.errors", "b.errors", "project"])
  }

  /// A TIFF of one strip that is not there.
  private func tiff(_ path: String, columns: UInt32, rows: UInt32, bands: UInt16) throws {
    func bytes(_ value: some FixedWidthInteger) -> [UInt8] {
      withUnsafeBytes(of: value.littleEndian) { Array($0) }
    }
    let entries: [(UInt16, UInt16, UInt32)] = [
      (256, 4, columns), (257, 4, rows), (258, 3, 8), (259, 3, 1), (262, 3, 1), (273, 4, 200),
      (277, 3, UInt32(bands)), (278, 4, rows), (279, 4, columns &* rows &* UInt32(bands)),
    ]
    var data = Array("II*".utf8) + [0] + bytes(UInt32(8)) + bytes(UInt16(entries.count))
    for (tag, type, value) in entries {
      data += bytes(tag) + bytes(type) + bytes(UInt32(1)) + bytes(value)
    }
    data += bytes(UInt32(0))
    try Data(data).write(to: URL(filePath: path))
  }

  @Test("rasters without cells are findings; 65,000 bands are none, and of no harm")
  func oddRasters() throws {
    let folder = Place.scratch("odd")
    let zones = try table(
      folder, "z.geojson",
      #"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[104.01,20.99],[104.02,20.99],[104.02,20.98],[104.01,20.99]]]}}]}"#
    )
    func mosaic(_ name: String, _ size: Int, bands: Int) throws -> String {
      let list = (1...bands).map { #"<VRTRasterBand dataType="Byte" band="\#($0)"/>"# }
      return try table(
        folder, name,
        """
        <VRTDataset rasterXSize="\(size)" rasterYSize="\(size)"><SRS>EPSG:4326</SRS>
        <GeoTransform>104, 0.5, 0, 21, 0, -0.5</GeoTransform>\(list.joined())</VRTDataset>
        """)
    }
    try tiff(folder + "/zero.tif", columns: 0, rows: 0, bands: 1)
    try tiff(folder + "/many.tif", columns: 2, rows: 2, bands: 65_000)
    func zonal(_ raster: String) throws -> ToolRun {
      try ToolRun(["zonal", "--zones", zones, "--raster", raster, "--out", folder + "/o.csv"])
    }
    for raster in [
      try mosaic("zero.vrt", 0, bands: 1), folder + "/zero.tif", folder + "/many.tif",
    ] {
      let run = try zonal(raster)
      #expect(run.exitCode == 1, "\(raster): \(run.errors)")
      #expect(run.errors.contains("file-damaged") || run.errors.contains("file-truncated"))
      #expect(!FileManager.default.fileExists(atPath: folder + "/o.csv"))
    }
    let start = Date()
    let many = try zonal(try mosaic("many.vrt", 2, bands: 65_000))
    #expect(many.exitCode == 0, "\(many.errors)")
    #expect(Date().timeIntervalSince(start) < 60)
    #expect(try csv(folder + "/o.csv").first?.number("mean") == 0)
  }

  @Test("an archive in place of a file: how it is unpacked, or read as it is")
  func archives() throws {
    let one = try SmallEstimate("archive")
    let zip = one.folder + "/p.zip"
    let packing = try Self.shell(
      "cd '\(one.folder)' && python3 -m zipfile -c p.zip plots.csv '\(one.parcels)'")
    try #require(packing.code == 0)
    let run = try ToolRun(one.arguments(parcels: zip) + ["--out", one.folder + "/o"])
    #expect(run.exitCode == 1 && run.errors.contains("archive-not-unpacked"), "\(run.errors)")
    #expect(run.errors.contains("/vsizip/" + zip + "/NAME"))
    let inside = try ToolRun(
      one.arguments(parcels: "/vsizip/" + zip + "/lô.geojson") + ["--out", one.folder + "/o"])
    #expect(inside.exitCode == 0, "\(inside.errors)")
    let rows = try csv(one.folder + "/o/parcels.csv")
    #expect(rows == (try csv(one.results + "/parcels.csv")))
  }

  @Test("every row of every table is used or rejected with --on-error skip, in run too")
  func rowAccounts() throws {
    let folder = Place.scratch("rows")
    try table(
      folder, "project.yaml", "project:", "  name: x", "estimate:", "  areas: a.csv",
      "  plots: p.csv", "  trees: t.csv", "  heights: h.csv", "  wood-density: d.csv",
      "  strata: s.csv", "  dead-wood: w.csv", "  litter: l.csv", "  soil: o.csv",
      "  pools: agb,bgb,dead-wood,litter,soil", "document:", "  format: md")
    try table(
      folder, "t.csv", "plot_id,tree_id,species,dbh_cm,height_m", "A,1,Schima wallichii,20,",
      "A,2,Schima wallichii,x,", "B,1,Schima wallichii,25,14", "C,1,Nothing known,30,15",
      "Z,1,Schima wallichii,30,15", "D,1,Schima wallichii,-4,", "E,1,Schima wallichii,21,",
      "G,1,Schima wallichii,26,15", "H,1,Schima wallichii,22,13")
    try table(
      folder, "p.csv", "plot_id,stratum,area_ha", "A,S,0.1", "B,S,0.1", "C,S,0.1", "D,S,0.1",
      "E,S,0.1", "F,S,", "B,S,0.1", "G,S,0.1", "H,S,0.1")
    let measured = (10..<40).map { "\($0),\(1.3 + 3.2 * Double($0).squareRoot())" }
    try table(
      folder, "h.csv",
      (["dbh_cm,height_m", "12,x", "13,", "14,900"] + measured).joined(separator: "\n"))
    try table(
      folder, "d.csv", "species,wood_density_g_cm3", "Schima wallichii,0.6", "Other,x", "Third,9")
    try table(
      folder, "s.csv", "class,stratum,treatment,reason", "S,S,sampled,", "N,N,excluded,field",
      "Q,Q,excluded,road", "M,M,odd,")
    try table(
      folder, "a.csv", "parcel_id,stratum,area_ha", "1,S,10", "2,N,4", "3,S,x", "4,Q,7", "5,S,-1")
    try table(
      folder, "w.csv", "plot_id,line,diameter_cm,decay_class,line_length_m,density_g_cm3",
      "E,1,12,1,20,0.4", "E,1,x,1,20,0.4", "B,1,12,9,20,0.4", "Z,1,12,1,20,0.4",
      "G,1,14,2,20,0.3", "H,1,14,2,20,0.3")
    try table(
      folder, "l.csv", "plot_id,frame_area_m2,dry_kg", "E,0.25,0.2", "B,x,0.2", "G,0.25,0.1",
      "H,0.25,0.1", "Z,0.25,1")
    try table(
      folder, "o.csv", "plot_id,core,top_cm,depth_cm,bulk_density_whole_g_cm3,carbon_percent",
      "E,1,0,30,1.1,2", "B,1,0,30,x,1", "G,1,0,30,1.2,1.1", "H,1,0,30,1.2,1.1")
    let run = try ToolRun(["run", folder, "--on-error", "skip"])
    // The document builds on an estimate of the same option, which it leaves as it is.
    #expect(run.exitCode == 0, "\(run.errors)\n\(run.output)")
    #expect(!run.output.contains("computed anew"), "\(run.output)")
    let record = folder + "/results/estimate/run.json"
    let json = try #require(
      JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: record)))
        as? [String: Any])
    let rows = try #require(json["rows"] as? [[String: Any]])
    let tables = Set(rows.compactMap { $0["table"] as? String })
    #expect(
      tables.isSuperset(of: [
        "trees", "plots", "heights", "wood-density", "strata", "areas", "dead-wood", "litter",
        "soil",
      ]), "\(tables)")
    let lines = [
      "trees": 9, "plots": 9, "heights": 33, "wood-density": 3, "areas": 5, "strata": 4,
      "dead-wood": 6, "litter": 5, "soil": 4,
    ]
    for row in rows {
      let name = row["table"] as? String ?? ""
      let read = try #require(row["read"] as? Int)
      let (used, rejected) = (row["used"] as? Int ?? 0, row["rejected"] as? Int ?? 0)
      #expect(read == used + rejected && used > 0, "\(row)")
      if let count = lines[name] { #expect(read == count && rejected > 0, "\(row)") }
    }
  }

  @Test("the heights table is held against itself as the trees table is")
  func heights() throws {
    let folder = Place.scratch("heights")
    let plots = try table(folder, "p.csv", "plot_id,area_ha", "A,0.1")
    let trees = try table(
      folder, "t.csv", "plot_id,tree_id,dbh_cm,wood_density_g_cm3", "A,1,20,0.5", "A,2,30,0.5")
    func run(_ name: String, _ cells: (Double, Double) -> (Double, Double)) throws -> ToolRun {
      let rows = (0..<60).map { place -> String in
        let dbh = 8 + 0.7 * Double(place)
        let (d, h) = cells(dbh, (1.3 + 3.6 * dbh.squareRoot()) * (place % 2 == 0 ? 1.05 : 0.95))
        return "\(d),\(h)"
      }
      let heights = try table(
        folder, name, (["dbh_cm,height_m"] + rows).joined(separator: "\n"))
      return try ToolRun([
        "biomass", "--trees", trees, "--plots", plots, "--heights", heights, "--out", folder + "/o",
      ])
    }
    let sound = try run("sound.csv") { ($0, $1) }
    #expect(sound.exitCode == 0 && !sound.errors.contains("height-"), "\(sound.errors)")
    let feet = try run("feet.csv") { ($0, 3.28 * $1) }
    #expect(feet.exitCode == 1 && feet.errors.contains("feet.csv:2:height_m"), "\(feet.errors)")
    #expect(feet.errors.contains(#"--column heights.height_m="NAME [ft]""#), "\(feet.errors)")
    let centimetres = try run("cm.csv") { ($0, 100 * $1) }
    #expect(centimetres.exitCode == 1 && centimetres.errors.contains("[cm]"))
    let millimetres = try run("mm.csv") { (10 * $0, $1) }
    #expect(millimetres.exitCode == 1 && millimetres.errors.contains("dbh-unit"))
    #expect(millimetres.errors.contains("--column heights.dbh_cm="))
    let girths = try run("girths.csv") { (3.1416 * $0, $1) }
    #expect(girths.exitCode == 0 && girths.errors.contains("girth-table-suspected"))
    #expect(girths.errors.contains("--column heights.girth_cm=NAME"), "\(girths.errors)")
    let one = try run("one.csv") { abs($0 - 22) < 0.1 ? ($0, 3 * $1) : ($0, $1) }
    #expect(one.exitCode == 0 && one.errors.contains("one.csv:22:height_m"), "\(one.errors)")
    let stated = try ToolRun([
      "biomass", "--trees", trees, "--plots", plots, "--heights", folder + "/feet.csv", "--column",
      "heights.height_m=height_m [ft]", "--out", folder + "/stated",
    ])
    #expect(stated.exitCode == 0, "\(stated.errors)")
    let (a, b) = (try csv(folder + "/stated/trees.csv"), try csv(folder + "/o/trees.csv"))
    #expect(a.count == 2 && b.count == 2)
  }
}
