import CarbonStock
import ForestModel
import ForestWorkflow
import Foundation
import TestSupport
import Testing

/// A long table is worked through part by part: nothing that comes out may tell.
@Suite("Parts of a long table")
struct PartsTests {
  private let sample = Place.package + "/SampleData/sonla/inputs"

  private func context(_ policy: ErrorPolicy, threads: Int = 2) -> RunContext {
    RunContext(
      command: ["test"], language: .english, threads: threads, seed: 1, onError: policy,
      progress: Progress(isShown: false, language: .english))
  }

  /// Everything a run leaves: its files, or the findings that stopped it.
  private func outcome(
    _ request: InventoryRequest, _ policy: ErrorPolicy, partRows: Int?, threads: Int = 2
  ) throws -> [String: String] {
    let folder = Place.scratch("parts") + "/o"
    var found: [String: String] = [:]
    let result = Result { () throws(WorkflowError) in
      try Workflow.biomass(
        request, out: folder, context: context(policy, threads: threads), partRows: partRows)
    }
    switch result {
    case .success(let summary):
      for name in ["trees.csv", "plots.csv", "total.json", "heights.csv"] {
        found[name] = try? String(contentsOfFile: folder + "/" + name, encoding: .utf8)
      }
      found["log"] = lines(summary.log)
      found["rows"] = String(decoding: try Workflow.json(summary.accounts).bytes(), as: UTF8.self)
      for account in summary.accounts { #expect(account.isBalanced) }
    case .failure(.findings(let log)):
      found["stopped"] = lines(log)
      #expect(!FileManager.default.fileExists(atPath: folder))
    case .failure(let error): throw error
    }
    return found
  }

  private func lines(_ log: FindingLog) -> String {
    log.findings.map { $0.line(.english) }.joined(separator: "\n")
      + "\n"
      + log.counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
      .joined(separator: "\n")
  }

  /// Compares parts of several sizes with the table in one piece.
  private func compare(
    _ request: InventoryRequest, _ policy: ErrorPolicy = .skip, names: [String],
    codes: [String] = []
  ) throws {
    let whole = try outcome(request, policy, partRows: nil)
    #expect(names.allSatisfy { whole[$0] != nil })
    let log = whole["log"] ?? whole["stopped"] ?? ""
    for code in codes { #expect(log.contains(" " + code + "\n"), "\(code)") }
    for rows in [1, 50, 1_000_000] {
      let parts = try outcome(request, policy, partRows: rows)
      for name in Set(whole.keys).union(parts.keys).sorted() {
        #expect(parts[name] == whole[name], "\(name) in parts of \(rows)")
      }
    }
  }

  @Test(
    "the sample: heights by a model of its own trees, nests, Vietnamese names, equations by rule")
  func sampleTables() throws {
    var request = InventoryRequest(trees: sample + "/trees.csv")
    request.plots = sample + "/plots.csv"
    request.nests = sample + "/nests.csv"
    request.woodDensityDefault = 0.57
    try compare(request, .stop, names: ["trees.csv", "plots.csv", "heights.csv"])
    request.equation = "auto"
    request.heightChoice = .fitted(.log2)
    try compare(request, names: ["trees.csv", "plots.csv"])
    request.heightChoice = .regional(HeightRegion.allCases[0])
    try compare(request, names: ["trees.csv", "plots.csv"])
    // Without nests, and without a plots table.
    request.nests = nil
    try compare(request, names: ["trees.csv"])
    request.plots = nil
    request.heightChoice = .chosen
    request.heightGrouping = .plot
    try compare(request, names: ["trees.csv", "plots.csv"])
  }

  /// Trees of 12 plots with every kind of bad row; the plots table lacks one, lists one twice and has one
  /// without an area.
  private func faulty(_ folder: String) throws -> InventoryRequest {
    var trees = "plot_id,tree_id,stem_id,species,status,dbh_cm,height_m,wood_density_g_cm3,tally\n"
    for plot in 1...12 {
      for tree in 1...9 {
        let d = Double(plot * 7 + tree * 5).truncatingRemainder(dividingBy: 60) + 5
        let species = ["Schima wallichii", "Machilus", "Vối thuốc", "\"Nobody, knows\"", ""][
          tree % 5]
        let density = tree % 5 >= 3 && plot != 4 ? "0.5" : ""
        trees += "P\(plot),\(tree),,\(species),live,\(d),\(d / 3 + 4),\(density),1\n"
      }
      trees += "P\(plot),3,,Machilus,live,20,15,,1\n"
      trees += "P\(plot),20,a,Machilus,live,20,15,,1\nP\(plot),20,b,Machilus,live,12,,,2\n"
      trees += "P\(plot),30,,Machilus,dead,20,15,,1\n"
      if plot % 4 == 0 { trees += "P\(plot),31,,Machilus,live,3O,15,,1\n" }
      if plot % 5 == 0 {
        trees += ",32,,Machilus,live,30,15,,1\nP\(plot),33,,Machilus,live,-1,15,,1\n"
      }
    }
    var plots = "plot_id,area_ha,stratum,plot_design\n"
    for plot in [3, 1, 2, 5, 4, 6, 7, 8, 9, 10, 11, 11, 14] {
      plots += "P\(plot),\(plot == 7 ? "" : "0.05"),S\(plot % 2),\(plot == 2 ? "X" : "")\n"
    }
    var request = InventoryRequest(trees: folder + "/t.csv")
    try Data(trees.utf8).write(to: URL(filePath: request.trees))
    request.plots = folder + "/p.csv"
    try Data(plots.utf8).write(to: URL(filePath: folder + "/p.csv"))
    return request
  }

  @Test(
    "bad rows, unknown plots, plots without an area, several stems: same findings, same accounts")
  func faults() throws {
    let folder = Place.scratch()
    var request = try faulty(folder)
    try compare(request, .stop, names: ["stopped"])
    try compare(request, .skip, names: ["trees.csv", "plots.csv"])
    request.woodDensityDefault = 0.55
    request.multiStem = .combined
    try compare(request, .skip, names: ["trees.csv", "plots.csv"])
    request.heightChoice = .given
    try compare(request, .skip, names: ["trees.csv", "plots.csv"])
    request.woodDensityLevels = [.species, .plot, .dataSet]
    try compare(request, .skip, names: ["trees.csv", "plots.csv"])
  }

  @Test("rows of plots that do not stand together, other units, censuses")
  func other() throws {
    let folder = Place.scratch()
    var request = try faulty(folder)
    let text = try String(contentsOfFile: request.trees, encoding: .utf8)
    let rows = text.split(separator: "\n").dropFirst()
    let header = text.prefix { $0 != "\n" }
    func write(_ name: String, _ rows: [Substring], header: Substring) throws {
      request.trees = folder + "/" + name
      let lines = ([header] + rows).joined(separator: "\n")
      try Data(lines.utf8).write(to: URL(filePath: request.trees))
    }
    try write("shuffled.csv", Self.shuffled(Array(rows)), header: header)
    try compare(request, .skip, names: ["trees.csv"])
    try compare(request, .stop, names: ["stopped"])
    request.multiStem = .combined
    request.woodDensityDefault = 0.55
    for choice in [.chosen, .automatic, .fitted(.log2)] as [HeightChoice] {
      request.heightChoice = choice
      try compare(request, .skip, names: ["trees.csv", "plots.csv"])
    }
    request.multiStem = .stems
    request.woodDensityDefault = nil
    request.heightChoice = .automatic
    // Two censuses, one after the other.
    let censuses = ["2020", "2025"].flatMap { year in rows.map { $0 + "," + year } }
    try write("census.csv", censuses.map { $0[...] }, header: header + ",census")
    try compare(request, .skip, names: ["stopped"])
    request.census = .latest
    try compare(request, .skip, names: ["trees.csv"])
    request.census = nil
    // One plot, then the whole table, in millimetres.
    for isMillimetres in [{ (plot: Substring) in plot == "P6" }, { _ in true }] {
      let changed = rows.map { row -> Substring in
        var cells = row.split(separator: ",", omittingEmptySubsequences: false)
        if isMillimetres(cells[0]), let d = Double(cells[cells.count - 4]) {
          cells[cells.count - 4] = "\(d * 10)"[...]
        }
        return cells.joined(separator: ",")[...]
      }
      try write("mm.csv", changed, header: header)
      try compare(request, .skip, names: ["stopped"])
    }
  }

  /// The rows in an order of their own, always the same.
  private static func shuffled<Row>(_ rows: [Row]) -> [Row] {
    var rows = rows
    var state: UInt64 = 7
    for place in rows.indices {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      rows.swapAt(place, Int(state >> 33) % rows.count)
    }
    return rows
  }

  /// Trees of 40 plots, tall as their diameters let expect; `change` sees plot, tree, diameter and height.
  private func table(
    _ path: String, isScattered: Bool = false,
    _ change: (Int, Int, inout Double, inout Double) -> Void
  ) throws -> InventoryRequest {
    var rows: [String] = []
    for plot in 1...40 {
      for tree in 1...12 {
        var d = 6 + Double((plot * 37 + tree * 101) % 397) / 10
        var h = (d * 8).squareRoot() + Double((plot + tree * tree) % 7) / 4
        change(plot, tree, &d, &h)
        let id = plot == 33 ? "1E+05" : plot == 34 ? "3-May" : "P\(plot)"
        rows.append("\(id),\(tree),Machilus bonii,\(d),\(h),0.5")
      }
    }
    // Twelve trees of one plot stand in another one too.
    for tree in 1...12 {
      let cells = rows[48 + tree - 1].split(separator: ",").dropFirst(2).joined(separator: ",")
      rows.append("P41,\(tree),\(cells)")
    }
    if isScattered { rows = Self.shuffled(rows) }
    let header = "plot_id,tree_id,species,dbh_cm,height_m,wood_density_g_cm3"
    try Data(([header] + rows).joined(separator: "\n").utf8).write(to: URL(filePath: path))
    return InventoryRequest(trees: path)
  }

  @Test("trees and plots unlike the others, copies and changed names: what only the table can tell")
  func unlikeOthers() throws {
    let folder = Place.scratch()
    let plain = ["rows-repeated", "identifier-altered"]
    let sound = try table(folder + "/a.csv") { _, _, _, _ in }
    try compare(sound, names: ["trees.csv"], codes: plain)
    for isScattered in [false, true] {
      let trees = try table(folder + "/b.csv", isScattered: isScattered) { plot, tree, d, h in
        if plot == 3, tree == 4 { h /= 10 }
        if plot == 38, tree == 9 { h *= 2.6 }
        if plot == 21, tree == 2 { (d, h) = (5.5, 12) }
        if plot == 17 { d += 60 }
      }
      try compare(
        trees, names: ["trees.csv"],
        codes: ["identifier-altered", "height-outlier", "height-diameter-ratio", "girth-suspected"]
          + (isScattered ? [] : ["rows-repeated"]))
      for plots in [12...12, 9...15, 1...40] {
        let units = try table(folder + "/c.csv", isScattered: isScattered) { plot, _, _, h in
          if plots.contains(plot) { h *= 4 }
        }
        try compare(units, names: ["stopped"], codes: ["height-unit"])
      }
    }
    let girths = try table(folder + "/d.csv") { _, _, d, _ in d *= 3.2 }
    try compare(girths, names: ["trees.csv"], codes: ["girth-table-suspected"])
  }

  @Test("more bad rows of one kind than are kept, in a table whose plots are scattered")
  func manyFaults() throws {
    let folder = Place.scratch()
    var request = InventoryRequest(trees: folder + "/t.csv")
    request.plots = folder + "/p.csv"
    // In turns over 120 plots, of which every third is not listed; four of ten rows without a diameter. The
    // last twelve rows are copies of rows before.
    let numbers = Array(0..<3_300) + (1_204..<1_216)
    let rows = numbers.enumerated().map { row, number in
      let d = 6 + Double((number * 101) % 397) / 10
      let dbh = number % 10 < 4 && row < 3_300 && !(1_200..<1_220).contains(number) ? "x" : "\(d)"
      return "Ô \(row % 120),\(row),Machilus bonii,\(dbh),\(d / 3 + 5),0.5"
    }
    let header = "plot_id,tree_id,species,dbh_cm,height_m,wood_density_g_cm3"
    try Data(([header] + rows).joined(separator: "\n").utf8).write(to: URL(filePath: request.trees))
    let plots = (0..<120).filter { $0 % 3 != 0 }.map { "Ô \($0),0.05" }
    try Data((["plot_id,area_ha"] + plots).joined(separator: "\n").utf8)
      .write(to: URL(filePath: folder + "/p.csv"))
    try compare(
      request, names: ["trees.csv", "plots.csv"], codes: ["plot-not-listed", "rows-repeated"])
    try compare(request, .stop, names: ["stopped"], codes: ["not-a-number", "plot-not-listed"])
  }

  @Test("any number of threads: same files, same findings")
  func threads() throws {
    let folder = Place.scratch()
    let scattered = try table(folder + "/s.csv", isScattered: true) { _, _, _, _ in }
    for request in [try faulty(folder), scattered] {
      let one = try outcome(request, .skip, partRows: 20, threads: 1)
      #expect(one["trees.csv"] != nil)
      for threads in [2, 5] {
        #expect(try outcome(request, .skip, partRows: 20, threads: threads) == one, "\(threads)")
      }
    }
  }

  @Test("a table whose first plots are of another kind of forest than the rest")
  func unlikeBeginning() throws {
    let folder = Place.scratch()
    // Low scrub first, so that the first measure of what is ordinary does not serve; two trees stand out.
    let request = try table(folder + "/e.csv") { plot, tree, d, h in
      if plot <= 6 { (d, h) = (d / 4 + 3, h / 5 + 0.5) }
      if plot == 2, tree == 5 { h *= 3 }
      if plot == 30, tree == 7 { h /= 6 }
    }
    try compare(request, names: ["trees.csv"], codes: ["height-outlier"])
  }
}
