import ForestGeo
import ForestModel
import Foundation
import SyntheticForest
import TestSupport
import Testing

/// What `sample-data --faults` writes: every fault is really there, and the copies are what they say.
@Suite("Planted faults and copies")
struct SampleFaultTests {
  static let folder: String = {
    let folder = Place.scratch("faults") + "/f"
    _ = try? ToolRun(["--faults", folder], product: "sample-data")
    return folder
  }()

  @Test("every fault of faults.csv stands in its file; the counts are those of the plan")
  func faults() throws {
    let faults = try csv(Self.folder + "/faults.csv")
    let found = Dictionary(grouping: faults) { $0["kind"] ?? "" }.mapValues(\.count)
    for (kind, count) in ParcelFaults.counts + FieldFaults.counts {
      #expect(found[kind] == count, "\(kind)")
    }
    #expect(Set(faults.map { $0["id"] }).count == faults.count)
    try parcelFaults(faults.filter { $0["file"] == ParcelFaults.file })
    try fieldFaults(faults)
  }

  private func parcelFaults(_ faults: [[String: String]]) throws {
    let layer = try VectorDataset(Self.folder + "/" + ParcelFaults.file)
    let names = layer.fields.map(\.name)
    for (right, wrong) in ParcelFaults.fieldVariants {
      #expect(names.contains(wrong) && !names.contains(right))
    }
    let clean = try shapes(SampleTruthTests.committed + "/inputs/parcels.gpkg").map(\.shape)
    let features = try shapes(Self.folder + "/" + ParcelFaults.file)
    let outlines = features.map { feature in
      feature.shape.map { "\($0.x.prefix(4)) \($0.y.prefix(4)) \($0.x.count)" } ?? ""
    }
    var touched: Set<Int> = []
    for fault in faults where fault["kind"] != "field-name-variant" {
      let place = try #require(Int(fault["place"] ?? "")) - 1
      touched.insert(place)
      let feature = features[place]
      let before = place < clean.count ? clean[place]?.planarArea ?? .nan : .nan
      let after = feature.shape?.planarArea ?? .nan
      switch fault["kind"] {
      case "self-intersection": #expect(feature.isInvalid, "\(place)")
      case "gap": #expect(!feature.isInvalid && after < before - 49, "\(place)")
      case "overlap":
        #expect(!feature.isInvalid && after > before + 199 && after < before + 5_001, "\(place)")
      case "null-geometry": #expect(feature.shape == nil)
      case "multipart-hole":
        #expect(feature.shape?.rings.filter(\.isHole).count == 1)
        #expect(feature.shape?.rings.count == 3 && !feature.isInvalid)
      case "sliver": #expect(after < 50 && after > 0)
      case "duplicate-polygon":
        #expect(outlines.filter { $0 == outlines[place] }.count == 2)
      default:
        let column = try #require(names.firstIndex(of: fault["column"] ?? ""))
        let written = feature.values[column]
        let planted = fault["planted"] ?? ""
        if let number = written.number, let wanted = Double(planted) {
          #expect(abs(number - wanted) < 0.006, "\(place)")
        } else {
          #expect(written.text == planted, "\(place)")
        }
        #expect(fault["planted"] != fault["true"])
      }
    }
    // Nothing else is wrong with the shapes.
    for place in features.indices where !touched.contains(place) {
      #expect(!features[place].isInvalid && features[place].shape == clean[place])
    }
  }

  private func fieldFaults(_ faults: [[String: String]]) throws {
    let plots = try csv(Self.folder + "/" + FieldFaults.plotsFile)
    let trees = try csv(Self.folder + "/" + FieldFaults.treesFile)
    let cleanPlots = try csv(SampleTruthTests.committed + "/inputs/plots.csv")
    let cleanTrees = try csv(SampleTruthTests.committed + "/inputs/trees.csv")
    func sum(_ rows: [[String: String]], _ plot: String) -> Double {
      rows.filter { $0["plot_id"] == plot }.reduce(0) { $0 + $1.number("dbh_cm") }
    }
    for fault in faults where fault["file"] != ParcelFaults.file {
      let place = fault["place"] ?? ""
      let row = plots.first { $0["plot_id"] == place }
      let clean = cleanPlots.first { $0["plot_id"] == place }
      switch fault["kind"] {
      case "girth-as-diameter":
        #expect(relative(sum(trees, place), sum(cleanTrees, place) * .pi) < 1e-3)
      case "plot-in-mm": #expect(relative(sum(trees, place), sum(cleanTrees, place) * 10) < 1e-3)
      case "slope-not-corrected": #expect(row?["slope_deg"] == "34")
      case "x-y-swapped": #expect(row?["x"] == clean?["y"] && row?["y"] == clean?["x"])
      case "wrong-zone":
        // One degree of longitude further west: about 104 km.
        let shift = (clean?.number("x") ?? 0) - (row?.number("x") ?? 0)
        #expect((103_000...105_000).contains(shift), "\(shift)")
      case "duplicate-plot":
        #expect(plots.filter { $0["plot_id"] == place }.count == 2)
      case "shrinking-trees":
        let later = try csv(Self.folder + "/" + FieldFaults.secondFile)
        let alive = later.filter { $0["plot_id"] == place && $0["fate"] == "survivor" }
        #expect(!alive.isEmpty)
        for tree in alive {
          let before = cleanTrees.first {
            $0["plot_id"] == place && $0["tree_id"] == tree["tree_id"]
          }
          #expect(tree.number("dbh_cm") < (before?.number("dbh_cm") ?? 0) - 1.4)
        }
      case "decimal-comma-file":
        let text = try String(
          contentsOfFile: Self.folder + "/" + (fault["file"] ?? ""), encoding: .utf8)
        #expect(text.hasPrefix("plot_id;") && text.contains(","))
      case let kind:
        let number = try #require(Int(place.dropFirst(4)))
        let tree = trees[number - 2]
        #expect(tree[fault["column"] ?? ""] == fault["planted"], "\(place)")
        if kind == "height-diameter-ratio" {
          #expect(tree.number("height_m") * 100 / tree.number("dbh_cm") > 200)
        }
        if kind == "duplicate-tree-number" {
          let same = trees.filter {
            $0["plot_id"] == tree["plot_id"] && $0["tree_id"] == tree["tree_id"]
          }
          #expect(same.count == 2)
        }
      }
    }
  }

  private func shapes(
    _ path: String
  ) throws -> [(values: [FieldValue], shape: PolygonShape?, isInvalid: Bool)] {
    let layer = try VectorDataset(path)
    var shapes: [(values: [FieldValue], shape: PolygonShape?, isInvalid: Bool)] = []
    try layer.forEachFeature([.values, .validity]) { _, feature in
      var shape: PolygonShape?
      if case .polygon(let polygon) = feature.geometry { shape = polygon }
      shapes.append((feature.values, shape, feature.invalid != nil))
    }
    return shapes
  }

  @Test("the letters of the old encodings are the published bytes")
  func encodings() {
    // Bytes written out by hand from the tables of the two encodings.
    #expect(TextEncoding.tcvn3.bytes(of: "Bản Mẫu") == [0x42, 0xB6, 0x6E, 0x20, 0x4D, 0xC9, 0x75])
    #expect(
      TextEncoding.vni.bytes(of: "Bản Mẫu") == [
        0x42, 0x61, 0xFB, 0x6E, 0x20, 0x4D, 0x61, 0xE3, 0x75,
      ])
    #expect(TextEncoding.tcvn3.bytes(of: "Đường") == [0xA7, 0xAD, 0xEA, 0x6E, 0x67])
    #expect(TextEncoding.vni.bytes(of: "Đường") == [0xD1, 0xF6, 0xF4, 0xF8, 0x6E, 0x67])
    #expect(
      TextEncoding.tcvn3.bytes(of: "Ị") == [0x49, 0xDE] && TextEncoding.vni.bytes(of: "Ị") == [0xD2]
    )
    for name in OwnerNames.all + Commune.all.map(\.name) + ["Cộng đồng bản Mẫu 7", "Sơn La"] {
      for encoding in [TextEncoding.tcvn3, .vni] {
        let bytes = encoding.bytes(of: name)
        #expect(!bytes.contains(UInt8(ascii: "?")))
        #expect(encoding.decode(bytes).text == name, "\(encoding.rawValue) \(name)")
      }
    }
  }

  @Test("five copies: language driver, bytes of the names, references, a shift of 223 m")
  func copies() throws {
    let copies = Self.folder + "/copies"
    func exists(_ name: String) -> Bool {
      FileManager.default.fileExists(atPath: copies + "/" + name)
    }
    #expect(exists("a_utf8/parcels.cpg") && exists("a_utf8/parcels.prj"))
    for name in ["b_tcvn3", "c_vni"] {
      #expect(!exists(name + "/parcels.cpg") && !exists(name + "/parcels.prj"))
    }
    for (name, encoding) in [("b_tcvn3", TextEncoding.tcvn3), ("c_vni", .vni)] {
      let bytes = [UInt8](try Data(contentsOf: URL(filePath: copies + "/\(name)/parcels.dbf")))
      if name == "b_tcvn3" { #expect(bytes[29] == 0x57) }
      // The file's own header: 32 bytes a field, names first, then lengths at byte 16.
      let header = Int(bytes[8]) + 256 * Int(bytes[9])
      let size = Int(bytes[10]) + 256 * Int(bytes[11])
      var offset = 1
      var owner = 0..<0
      for field in stride(from: 32, to: header - 32, by: 32) {
        let title = String(decoding: bytes[field..<(field + 10)].prefix { $0 != 0 }, as: UTF8.self)
        let length = Int(bytes[field + 16])
        if title == "churung" { owner = offset..<(offset + length) }
        offset += length
      }
      #expect(!owner.isEmpty)
      let expected = try VectorDataset(SampleTruthTests.committed + "/inputs/parcels.gpkg")
      let place = expected.field(named: "churung")
      let column = try #require(place)
      try expected.forEachFeature([.values], where: { $0 < 400 }) { index, feature in
        let start = header + index * size
        let cell = bytes[(start + owner.lowerBound)..<(start + owner.upperBound)]
        let text = encoding.decode(
          Array(cell.reversed().drop { $0 == 0x20 || $0 == 0 }.reversed())
        ).text
        #expect(text == feature.values[column].text)
      }
    }
    let utm = try VectorDataset(copies + "/d_utm/parcels.gpkg").reference
    #expect(utm?.authorityCode == "EPSG:3405")
    // Read as its header says, the MapInfo copy lies 222.8 to 223.8 m from the parcels of the province.
    let wrong = try VectorDataset(copies + "/e_mapinfo/parcels.mif")
    let stated = wrong.reference
    let source = try #require(stated)
    let transform = try CoordinateTransform(from: source, to: CoordinateReference("EPSG:9206"))
    let right = try shapes(SampleTruthTests.committed + "/inputs/parcels.gpkg").map(\.shape)
    try wrong.forEachFeature([], where: { $0 % 500 == 0 }) { index, feature in
      guard case .polygon(let shape) = feature.geometry, let clean = right[index] else { return }
      var (x, y) = (shape.bounds.map { [$0.west] } ?? [], shape.bounds.map { [$0.south] } ?? [])
      let isMoved = transform.apply(&x, &y)
      #expect(isMoved)
      let (dx, dy) = (x[0] - (clean.bounds?.west ?? 0), y[0] - (clean.bounds?.south ?? 0))
      let shift = (dx * dx + dy * dy).squareRoot()
      #expect((222.5...224).contains(shift), "\(shift)")
    }
  }

  @Test("field formats: headers and units")
  func formats() throws {
    func text(_ name: String) throws -> String {
      try String(contentsOfFile: Self.folder + "/formats/" + name, encoding: .utf8)
    }
    #expect(
      try text("permanent_plots.csv").hasPrefix("No,Year,ODV,ONC,ODD,Order,ID,YID,Species_vi"))
    #expect(try text("forestplots.csv").contains("=\"\"1300\"\""))
    let metres = try csv(Self.folder + "/formats/tls_m.csv").map { $0.number("DBH") }
    let centimetres = try csv(Self.folder + "/formats/tls_cm.csv").map { $0.number("DBH") }
    #expect((metres.max() ?? 9) < 1.2 && (centimetres.min() ?? 0) >= 5)
    for name in [
      "openforis_cluster", "openforis_plot", "openforis_tree", "tidy_plots", "tidy_trees",
    ] {
      #expect(try !csv(Self.folder + "/formats/\(name).csv").isEmpty)
    }
  }
}
