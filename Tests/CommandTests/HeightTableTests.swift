import Foundation
import TestSupport
import Testing

/// The heights table held against itself plot by plot, as the trees table is.
@Suite("Faults of the heights table")
struct HeightTableTests {
  /// Codes of `biomass` with a table of heights, errors and warnings.
  private func codes(_ heights: String, _ options: [String] = []) throws -> Set<String> {
    let folder = Place.scratch("heights")
    let trees = try table(
      folder, "t.csv", "plot_id,tree_id,dbh_cm,wood_density_g_cm3", "A,1,20,0.5", "A,2,30,0.5")
    let plots = try table(folder, "p.csv", "plot_id,area_ha", "A,0.1")
    let run = try ToolRun(
      [
        "biomass", "--trees", trees, "--plots", plots, "--heights", heights, "--on-error", "skip",
        "--json", "--out", folder + "/o",
      ] + options)
    let json = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
    let findings = try #require(json?["findings"] as? [String: Any], "\(run.errors)")
    let list = findings["list"] as? [[String: Any]] ?? []
    return Set(
      list.filter { "\($0["severity"] ?? "")" != "note" }.map {
        "\($0["file"] ?? ""):\($0["row"] ?? ""):\($0["code"] ?? "")"
      })
  }

  /// Six plots of ten trees each.
  private func rows(
    _ change: (_ plot: Int, _ dbh: Double, _ height: Double) -> (Double, Double) = { ($1, $2) }
  ) -> [String] {
    (0..<60).map { place -> String in
      let (plot, tree) = (place / 10, place % 10)
      let dbh = 8.1 + Double(tree) * 3.7 + Double(plot) * 0.23
      let sway = 1 + 0.05 * cos(Double(place))
      let (d, h) = change(plot, dbh, (1.3 + 3.6 * dbh.squareRoot()) * sway)
      return "P\(plot),\(d),\(h)"
    }
  }

  private func found(
    _ rows: [String], header: String = "plot_id,dbh_cm,height_m"
  ) throws
    -> Set<String>
  {
    try codes(
      try table(Place.scratch("rows"), "h.csv", ([header] + rows).joined(separator: "\n")))
  }

  @Test("heights in feet or centimetres and diameters in millimetres in one plot")
  func units() throws {
    #expect(try found(rows()).isEmpty)
    let feet = try found(rows { ($1, $0 == 2 ? $2 / 0.3048 : $2) })
    #expect(feet == ["h.csv:22:height-unit"], "\(feet)")
    let centimetres = try found(rows { ($1, $0 == 3 ? $2 * 100 : $2) })
    #expect(centimetres.contains("h.csv:32:height-unit"), "\(centimetres)")
    let millimetres = try found(rows { ($0 == 4 ? $1 * 10 : $1, $2) })
    #expect(millimetres.contains("h.csv:42:dbh-unit"), "\(millimetres)")
    // Without plots only the whole table is judged, and single rows.
    let nameless = try found(
      rows { ($1, $0 == 2 ? $2 / 0.3048 : $2) }.map { String($0.drop { $0 != "," }.dropFirst()) },
      header: "dbh_cm,height_m")
    #expect(!nameless.isEmpty && !nameless.contains { $0.hasSuffix("-unit") }, "\(nameless)")
  }

  @Test("rows pasted twice, also where no plot is named; trees of one size are none")
  func copies() throws {
    let sound = rows()
    let pasted = try found(sound + sound[20..<34].map { "P9," + $0.dropFirst(3) })
    #expect(pasted == ["h.csv:62:rows-repeated"], "\(pasted)")
    let bare = (sound + sound[20..<34]).map { String($0.drop { $0 != "," }.dropFirst()) }
    #expect(try found(bare, header: "dbh_cm,height_m") == ["h.csv:62:rows-repeated"])
    let planted = sound + (0..<40).map { "P\(6 + $0 / 10),12,13.5" }
    #expect(try found(planted).isEmpty)
  }

  @Test("the sample trees raise nothing about units and copies")
  func sample() throws {
    for name in ["trees.csv", "trees_two_stage.csv", "trees_2030.csv"] {
      let found = try codes(SampleDataTests.project + "/inputs/" + name)
      #expect(quiet(found), "\(name): \(found)")
    }
  }

  @Test(
    "real heights raise nothing about units and copies",
    .enabled(if: Place.hasReference, Comment(rawValue: needsReference)))
  func real() throws {
    let folder = Place.reference + "/biomass/inputs/"
    let hd = try codes(
      folder + "nouragues_hd.csv",
      [
        "--column", "heights.plot_id=plotId", "--column", "heights.dbh_cm=D", "--column",
        "heights.height_m=H",
      ])
    #expect(quiet(hd), "\(hd)")
    let harvest = try codes(
      folder + "chave2014_harvest_trees.csv",
      [
        "--column", "heights.plot_id=locality", "--column", "heights.dbh_cm=D_cm", "--column",
        "heights.height_m=H_m",
      ])
    #expect(quiet(harvest), "\(harvest)")
  }

  private func quiet(_ found: Set<String>) -> Bool {
    !found.contains { line in
      ["height-unit", "dbh-unit", "rows-repeated"].contains { line.hasSuffix($0) }
    }
  }
}
