import CarbonStock
import ForestModel
import ForestWorkflow
import Foundation
import TestSupport
import Testing

/// `estimate` and `check` take a long table of trees part by part: nothing that comes out may tell.
@Suite("Parts of a long table in an estimate")
struct EstimatePartsTests {
  private func context(_ policy: ErrorPolicy) -> RunContext {
    RunContext(
      command: ["test"], language: .english, threads: 2, seed: 1, onError: policy,
      progress: Progress(isShown: false, language: .english))
  }

  private func lines(_ log: FindingLog) -> String {
    (log.findings.map { $0.line(.english) }
      + log.counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" })
      .joined(separator: "\n")
  }

  /// Every file that `estimate` leaves - of the layer, whose bytes hold the time, and of the record all but
  /// what tells the time - or the findings that stopped it.
  private func estimated(
    _ request: EstimateRequest, _ policy: ErrorPolicy, _ partRows: Int?
  ) async throws -> [String: String] {
    let folder = Place.scratch("estimate-parts") + "/o"
    var found: [String: String] = [:]
    do {
      let summary = try await Workflow.estimate(
        request, out: folder, context: context(policy), partRows: partRows)
      for account in summary.accounts { #expect(account.isBalanced) }
      for name in try FileManager.default.contentsOfDirectory(atPath: folder)
      where name != "parcels.gpkg" {
        var text = try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
        if name == "run.json" {
          var rows = text.split(separator: "\n", omittingEmptySubsequences: false)
          if let layer = rows.firstIndex(where: { $0.contains("\"parcels.gpkg\"") }) {
            rows.removeSubrange(layer - 1...layer + 3)
          }
          text = rows.filter { !$0.contains("\"started\"") && !$0.contains("\"finished\"") }
            .joined(separator: "\n")
        }
        found[name] = text
      }
      found["log"] = lines(summary.log)
    } catch {
      guard case WorkflowError.findings(let log) = error else { throw error }
      found["stopped"] = lines(log)
      #expect(!FileManager.default.fileExists(atPath: folder))
    }
    return found
  }

  private func checked(
    _ request: EstimateRequest, _ partRows: Int?
  ) async throws -> [String: String] {
    let summary = try await Workflow.check(
      CheckRequest(request), in: nil, context: context(.skip), partRows: partRows)
    return [
      "log": lines(summary.log),
      "rows": String(decoding: try Workflow.json(summary.accounts).bytes(), as: UTF8.self),
    ]
  }

  /// Compares parts with the table in one piece; `names` must be there, and `codes` be found.
  private func compare(
    _ request: EstimateRequest, _ policy: ErrorPolicy = .skip, names: [String],
    codes: [String] = [], checks: Bool = false, rows: Int = 7
  ) async throws {
    let whole = try await estimated(request, policy, nil)
    let stopped = whole["stopped"] ?? ""
    #expect(names.allSatisfy { whole[$0] != nil }, "\(stopped)")
    let log = whole["log"] ?? stopped
    for code in codes { #expect(log.contains("\n" + code + " "), "\(code) in \(log)") }
    let parts = try await estimated(request, policy, rows)
    for name in Set(whole.keys).union(parts.keys).sorted() {
      #expect(parts[name] == whole[name], "\(name)")
    }
    if checks {
      let whole = try await checked(request, nil)
      #expect(try await checked(request, 7) == whole)
    }
  }

  /// Trees of 16 plots in four strata, on which heights and equations may differ: plots 1 to 4 carry A1,
  /// which counts as A. Some trees lack a height, one plot only holds dead trees.
  private func sound(_ folder: String) throws -> EstimateRequest {
    var trees = ["plot_id,tree_id,species,status,dbh_cm,height_m,growth_form"]
    let species = ["Schima wallichii", "Machilus", "Vối thuốc", "Nobody knows", "Litsea cubeba"]
    for plot in 1...16 {
      for tree in 1...11 {
        let d = Double((plot * 37 + tree * 53) % 400) / 10 + 5
        let slope = plot % 2 == 0 ? 3.0 : 4.5
        let height = tree % 4 == 0 ? "" : "\((slope * d.squareRoot() * 10).rounded() / 10)"
        let status = plot == 16 || tree == 10 ? "dead" : "live"
        trees.append("P\(plot),\(tree),\(species[tree % 5]),\(status),\(d),\(height),")
      }
    }
    var plots = ["plot_id,area_ha,stratum,x,y"]
    for plot in [3, 1, 2, 4, 5, 6, 8, 7, 9, 10, 12, 11, 13, 16, 14, 15] {
      let stratum = plot <= 4 ? "A1" : ["A", "B", "C"][plot % 3]
      let x = 500_050 + (stratum == "B" ? 1_000 : 0) + plot * 10
      plots.append("P\(plot),0.05,\(stratum),\(x),2300100")
    }
    try table(
      folder, "strata.csv", "class,stratum,treatment,reason", "A,A,sampled,", "A1,A,merged,few",
      "B,B,sampled,", "C,C,sampled,", "N,N,excluded,farm land")
    let areas = try table(
      folder, "areas.csv", "parcel_id,stratum,area_ha", "1,A,10", "1,B,3", "2,C,7", "3,N,2")
    var inventory = InventoryRequest(
      trees: try table(folder, "trees.csv", trees.joined(separator: "\n")))
    inventory.plots = try table(folder, "plots.csv", plots.joined(separator: "\n"))
    inventory.woodDensityDefault = 0.55
    var request = EstimateRequest(inventory: inventory, land: .areas(areas))
    request.strata = folder + "/strata.csv"
    return request
  }

  /// Writes a table anew.
  private func rewrite(_ path: String, _ change: (Substring) -> String) throws {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let rows = text.split(separator: "\n")
    try ([String(rows[0])] + rows.dropFirst().map(change)).joined(separator: "\n")
      .write(toFile: path, atomically: true, encoding: .utf8)
  }

  @Test("heights and equations that differ by stratum, as the strata table names it")
  func strata() async throws {
    let folder = Place.scratch()
    var request = try sound(folder)
    let files = ["parcels.csv", "trees.csv", "plots.csv", "run.json", "report.html"]
    try await compare(request, .stop, names: files + ["heights.csv"], checks: true, rows: 1)
    request.inventory.heightChoice = .chosen
    request.inventory.equation = "auto"
    request.inventory.equationRules = try table(
      folder, "rules.csv", "taxon,growth_form,stratum,equation,reason", ",,,CHAVE2014_EQ4,rest",
      ",,A,CHAVE2005_MOIST_D,rich")
    try await compare(request, names: files + ["heights.csv"], codes: ["equation-by-rule"])
    // Heights of another table, by the strata that its plots got or its rows name.
    request.inventory.heights = try table(
      folder, "heights.csv",
      (["plot_id,stratum,dbh_cm,height_m"]
        + (0..<60).map { place in
          let d = Double(place * 7 % 45) + 5
          let plot = place % 3 == 0 ? "" : "P\(place % 8 + 1)"
          return "\(plot),\(["A", "B"][place % 2]),\(d),\(Double(place % 2 + 3) * d.squareRoot())"
        }).joined(separator: "\n"))
    request.inventory.heightChoice = .automatic
    try await compare(request, names: files + ["heights.csv"])
    request.inventory.heightChoice = .given
    request.design = .simple
    try await compare(request, names: ["stopped"], codes: ["strata-ignored", "height-missing"])
  }

  @Test("plots that get their stratum from the land, and plots that trees leave out")
  func located() async throws {
    let folder = Place.scratch()
    var request = try sound(folder)
    func square(_ stratum: String, _ x: Int) -> String {
      let corners = [(0, 0), (1_000, 0), (1_000, 1_000), (0, 1_000), (0, 0)]
        .map { "[\(x + $0.0),\(2_300_000 + $0.1)]" }.joined(separator: ",")
      return """
        {"type":"Feature","properties":{"parcel_id":"\(stratum)","stratum":"\(stratum)"},\
        "geometry":{"type":"Polygon","coordinates":[[\(corners)]]}}
        """
    }
    let layer = folder + "/parcels.geojson"
    try """
    {"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::32648"}},\
    "features":[\(square("A", 500_000)),\(square("B", 501_000))]}
    """.write(toFile: layer, atomically: true, encoding: .utf8)
    request.land = .parcels(layer, layer: nil)
    request.plotsCRS = "EPSG:32648"
    let plots = try #require(request.inventory.plots)
    try rewrite(plots) { row in
      var cells = row.split(separator: ",", omittingEmptySubsequences: false)
      let isB = cells[0].hasSuffix("2") || cells[0].hasSuffix("5")
      cells[2] = cells[0].hasSuffix("3") ? "A1" : ""
      cells[3] = isB ? "501500" : "500500"
      // Two plots without an area, one of them far from the land.
      if ["P7", "P9"].contains(cells[0]) { cells[1] = "" }
      if cells[0] == "P7" { cells[3] = "700000" }
      return cells.joined(separator: ",")
    }
    try await compare(
      request, names: ["parcels.csv", "run.json"], codes: ["plot-area-missing"], checks: true)
    // Without a reference for the plots the run stops at the land.
    request.plotsCRS = nil
    try await compare(request, names: ["stopped"], codes: ["crs-missing"])
  }

  @Test("bad rows, censuses and clusters: what stops a run, and what it says then")
  func faults() async throws {
    let folder = Place.scratch()
    var request = try sound(folder)
    try rewrite(request.inventory.trees) { row in
      if row.hasPrefix("P3,5,") { return "P3,5,Machilus,live,-4,10," }
      if row.hasPrefix("P6,2,") { return "P66,2,Machilus,live,20,10," }
      if row.hasPrefix("P12,") { return String(row.replacing("live", with: "dead")) }
      return row.hasPrefix("P8,1,") ? "P8,1,Machilus,live,20,10,\n\(row)" : String(row)
    }
    let codes = ["dbh-not-positive", "plot-not-listed", "duplicate-tree", "plot-incomplete"]
    try await compare(request, names: ["parcels.csv", "run.json"], codes: codes, checks: true)
    try await compare(request, .stop, names: ["stopped"], codes: Array(codes.dropLast()))
    // The tables come before a land that cannot be read.
    let areas = request.land
    request.land = .areas(
      try table(folder, "bad.csv", "parcel_id,stratum,hectares_of_it", "1,A,1"))
    try await compare(request, .stop, names: ["stopped"], codes: ["dbh-not-positive"])
    try await compare(request, names: ["stopped"], codes: ["missing-column"], checks: true)
    request.land = areas
    // What cannot be computed comes after the land.
    request.inventory.woodDensityDefault = nil
    try await compare(
      request, names: ["stopped"], codes: ["wood-density-missing", "stratum-without-plots"],
      checks: true)
    let header = "plot_id,tree_id,species,dbh_cm,wood_density_g_cm3,census"
    let trees = request.inventory.trees
    try String(contentsOfFile: trees, encoding: .utf8).split(separator: "\n").dropFirst()
      .filter { !$0.contains(",dead,") }
      .map { row in
        let cells = row.split(separator: ",", omittingEmptySubsequences: false)
        let census = cells[0] == "P2" ? "2020" : "2025"
        return "\(cells[0]),\(cells[1]),\(cells[2]),\(cells[4]),0.5,\(census)"
      }.reduce(header) { $0 + "\n" + $1 }
      .write(toFile: trees, atomically: true, encoding: .utf8)
    request.inventory.equation = "CHAVE2005_MOIST_D"
    try await compare(request, names: ["stopped"], codes: ["several-censuses"], checks: true)
    request.inventory.census = .latest
    try await compare(
      request, names: ["parcels.csv", "run.json"], codes: ["plot-not-in-census"], checks: true)
    // Plots in clusters are refused but for the design that knows them.
    try rewrite(try #require(request.inventory.plots)) { $0 + ",C\($0.utf8.count % 2)" }
    let plots = try #require(request.inventory.plots)
    let text = try String(contentsOfFile: plots, encoding: .utf8)
    try text.replacing("stratum,x,y", with: "stratum,x,y,cluster_id")
      .write(toFile: plots, atomically: true, encoding: .utf8)
    try await compare(request, names: ["stopped"], codes: ["plots-clustered"], checks: true)
  }

  @Test("strata whose plots hold nothing, trees with factors of their own, given biomass")
  func empty() async throws {
    let folder = Place.scratch()
    var request = try sound(folder)
    try String(contentsOfFile: request.inventory.trees, encoding: .utf8)
      .split(separator: "\n").dropFirst()
      .map { row -> String in
        let cells = row.split(separator: ",", omittingEmptySubsequences: false)
        let isC = ["P5", "P8", "P11", "P14"].contains(cells[0])
        let form = isC ? (cells[1].count == 1 ? "bamboo" : "palm") : ""
        return "\(cells[0]),\(cells[1]),\(cells[3]),\(isC ? "0" : cells[4] + "0"),20,\(form)"
      }.reduce("plot_id,tree_id,status,agb_kg,expansion_per_ha,growth_form") { $0 + "\n" + $1 }
      .write(toFile: request.inventory.trees, atomically: true, encoding: .utf8)
    let names = ["parcels.csv", "run.json"]
    try await compare(request, names: names, codes: ["stratum-mean-zero"], checks: true)
    request.inventory.multiStem = .combined
    try await compare(request, names: names, codes: ["stratum-mean-zero"])
    // A pool that all trees are needed for: nothing is taken in parts.
    request.inventory.pools.pools.insert(.deadWood)
    request.inventory.woodDensityLevels = [.species, .plot, .dataSet]
    try await compare(request, names: [])
  }
}
