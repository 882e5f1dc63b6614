import ForestGeo
import Foundation
import SyntheticForest
import TestSupport
import Testing

/// The generator as a program: its bytes, its truth, and what estimate makes of its data.
@Suite("Sample data and its truth")
struct SampleTruthTests {
  static let committed = Place.package + "/SampleData/sonla"

  /// All files that the generator writes, as paths inside the folder: results of runs are not part of it.
  static func files(_ folder: String) -> [String] {
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return names.filter { name in
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(atPath: folder + "/" + name, isDirectory: &isFolder)
        && !isFolder.boolValue && !name.hasPrefix("results")
    }.sorted()
  }

  @Test("the generator writes the committed bytes again; its errors are words")
  func sameBytes() throws {
    let folder = Place.scratch("same") + "/a"
    let run = try ToolRun([folder], product: "sample-data")
    #expect(run.exitCode == 0, "\(run.errors)")
    let names = Self.files(Self.committed)
    #expect(names.count == 146)
    #expect(Self.files(folder) == names)
    var bytes = 0
    for name in names {
      let data = try Data(contentsOf: URL(filePath: folder + "/" + name))
      bytes += data.count
      #expect(data.range(of: Data("SYNTHETIC".utf8)) != nil, "\(name)")
      #expect(try Data(contentsOf: URL(filePath: Self.committed + "/" + name)) == data, "\(name)")
    }
    // The set stays small enough to be fetched with the code.
    #expect(bytes < 5_500_000)
    #expect(try ToolRun([], product: "sample-data").exitCode == 2)
    #expect(try ToolRun([folder, "x"], product: "sample-data").exitCode == 2)
    #expect(try ToolRun(["--help"], product: "sample-data").output.contains("--faults"))
  }

  @Test("another seed writes other data, which hold its own truth")
  func otherSeed() throws {
    let folder = Place.scratch("other") + "/c"
    #expect(try ToolRun([folder, "7"], product: "sample-data").exitCode == 0)
    for name in ["inputs/trees.csv", "inputs/parcels.gpkg", "inputs/agb_25m.tif", "truth.json"] {
      #expect(
        try Data(contentsOf: URL(filePath: folder + "/" + name))
          != Data(contentsOf: URL(filePath: Self.committed + "/" + name)))
    }
    let out = Place.scratch("truth") + "/o"
    let run = try ToolRun(["estimate", folder, "--out", out, "--quiet"])
    #expect(run.exitCode == 0, "\(run.errors)")
    try compare(folder, out)
  }

  @Test("estimate on the committed set against the truth: z-scores of strata and total")
  func committedTruth() throws {
    try compare(Self.committed, SampleDataTests.estimated.folder)
  }

  /// Holds every stratum of the results `out`, and the total, against truth.json.
  private func compare(_ project: String, _ out: String) throws {
    let truth = try json(project + "/truth.json")
    let strata = try #require(truth["by_stratum"] as? [String: [String: Double]])
    for row in try csv(out + "/strata.csv") where row["treatment"] != "excluded" {
      let name = row["stratum"] ?? ""
      let real = try #require(strata[name], "\(name)")
      // Areas are the same polygons on the same ellipsoid; truth.json has them to 10 m².
      #expect(relative(row.number("area_ha"), real["area_ellipsoidal_ha"] ?? .nan) < 1e-5)
      let se = row.number("co2e_se_t_ha") * row.number("area_ha")
      let z = (row.number("co2e_t") - (real["co2e_t"] ?? .nan)) / se
      print("z of \(name): \(z)")
      #expect(abs(z) < 3.5, "\(name): z = \(z)")
    }
    let total = try #require(json(out + "/summary.json")["total"] as? [String: Any])
    let accounted = try #require(truth["total_accounted"] as? [String: Double])
    let estimate = total["co2e_t"] as? Double ?? .nan
    let z = (estimate - (accounted["co2e_t"] ?? .nan)) / (total["co2e_se_t"] as? Double ?? .nan)
    print("z of the total: \(z)")
    #expect(abs(z) < 3.5, "total: z = \(z)")
    let sampling = try #require(truth["repeated_sampling"] as? [String: Any])
    let exact = try #require(sampling["true_trees"] as? [String: Any])
    #expect(exact["samples"] as? Double == 2_000)
    // 2,000 samples leave 0.5 % of binomial standard deviation on a coverage of 95 %. How far the grid,
    // which spreads plots evenly, goes beyond its level depends on the landscape: 98 % is seen.
    let coverage = exact["coverage_95"] as? Double ?? 0
    #expect(coverage > 0.925 && coverage < (project == Self.committed ? 0.975 : 0.99))
    print("coverage of 95 %: \(coverage)")
    // Every plot of all samples counted alike gives the true mean of every stratum: within 2 %, which is
    // over three standard errors of 12,000 plots that lie together in grids.
    let pooled = try #require(exact["pooled_agb_mg_ha"] as? [Double])
    let means = try #require(sampling["true_agb_mg_ha"] as? [Double])
    for (found, real) in zip(pooled, means) { #expect(relative(found, real) < 0.02) }
    // Sanity ranges of parcel reports, t CO2e/ha.
    let classes = try #require(truth["by_class"] as? [String: [String: Double]])
    for (name, range) in [
      ("TXG", 330.0...700), ("TXB", 150...400), ("TXN", 70...220), ("TXK", 20...90),
      ("TXP", 30...120), ("RTG", 20...330),
    ] {
      #expect(range.contains(classes[name]?["co2e_t_ha"] ?? 0), "\(name)")
    }
  }

  private func json(_ path: String) throws -> [String: Any] {
    try #require(
      JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: path))) as? [String: Any])
  }

  @Test("the written layer is valid, tiles the window and lies in its four communes")
  func layer() throws {
    let layer = try VectorDataset(Self.committed + "/inputs/parcels.gpkg")
    let (fields, reference) = (layer.fields, layer.reference)
    #expect(fields.map(\.name) == StatusRecord.fields.map(\.name))
    #expect(reference?.authorityCode == "EPSG:9206")
    var area = 0.0
    var invalid = 0
    try layer.forEachFeature([.values, .validity]) { _, feature in
      if feature.invalid != nil { invalid += 1 }
      if case .polygon(let shape) = feature.geometry { area += shape.planarArea }
      if feature.values.last != .text("SYNTHETIC") { invalid += 1 }
    }
    #expect(invalid == 0)
    #expect(abs(area - 13_000 * 11_000) < 1)
    let communes = try VectorDataset(Self.committed + "/inputs/communes.gpkg").count
    #expect(communes == 4)
  }

  @Test("every file and every column stands in both guides", arguments: ["en", "vi"])
  func guides(_ language: String) throws {
    let guide = try String(
      contentsOfFile: Place.package + "/docs/guide/\(language)/sample-data.md", encoding: .utf8)
    for name in Self.files(Self.committed) {
      #expect(guide.contains("`\(name)`"), "\(name)")
      // The section of the file, up to the next one.
      let section =
        guide.components(separatedBy: "### `\(name)`").dropFirst().first?
        .components(separatedBy: "\n##").first ?? ""
      var columns: [String] = []
      if name.hasSuffix(".csv") {
        let text = try String(contentsOfFile: Self.committed + "/" + name, encoding: .utf8)
        columns = text.prefix { $0 != "\n" }.split(separator: ",").map(String.init)
      } else if name.hasSuffix(".gpkg") {
        columns = try VectorDataset(Self.committed + "/" + name).fields.map(\.name)
      }
      for column in columns { #expect(section.contains("| `\(column)` |"), "\(name): \(column)") }
    }
    for (kind, count) in ParcelFaults.counts + FieldFaults.counts {
      #expect(guide.contains("| `\(kind)` | \(count) |"), "\(kind)")
    }
  }
}
