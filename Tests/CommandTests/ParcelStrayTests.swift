import Foundation
import TestSupport
import Testing

/// Parcels that lie as wholes where none of the others do.
@Suite("Parcels far away")
struct ParcelStrayTests {
  /// What a test does to the corners of a parcel and to its commune.
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// Parcels that are moved.
    var places: [Int] = [5]
    var move: @Sendable (Double, Double) -> (Double, Double)
    /// Commune of every parcel; `nil` without fields of communes.
    var commune: (@Sendable (Int) -> Int)?
    /// Parcels that are to be told.
    var found: [Int] = []
    /// Words that the finding holds.
    var words = "parcel-far-away"
  }

  /// Runs `estimate` on forty squares of 200 m in EPSG:9206.
  private func run(_ one: Case) throws -> ToolRun {
    let folder = Place.scratch("stray")
    let features = (0..<40).map { place -> String in
      let (x, y) = (574_000.0 + 300 * Double(place % 8), 2_300_000 + 300 * Double(place / 8))
      let corners = [(x, y), (x + 200, y), (x + 200, y + 200), (x, y + 200), (x, y)]
        .map { one.places.contains(place) ? one.move($0.0, $0.1) : $0 }
        .map { "[\($0.0),\($0.1)]" }.joined(separator: ",")
      let commune = one.commune.map { #","maxa":\#($0(place)),"ldlr":"A","maldlr":1"# } ?? ""
      return """
        {"type":"Feature","properties":{"parcel_id":"P\(place)","stratum":"A"\(commune)},\
        "geometry":{"type":"Polygon","coordinates":[[\(corners)]]}}
        """
    }
    try table(
      folder, "parcels.geojson",
      #"{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::9206"}},"features":["#
        + features.joined(separator: ",") + "]}")
    try table(folder, "plots.csv", "plot_id,stratum,area_ha", "1,A,0.1", "2,A,0.1", "3,A,0.1")
    try table(
      folder, "trees.csv", "plot_id,tree_id,agb_kg", "1,1,11000", "2,1,13500", "3,1,9100")
    return try ToolRun([
      "estimate", "--parcels", folder + "/parcels.geojson", "--stratum-field", "stratum",
      "--plots", folder + "/plots.csv", "--trees", folder + "/trees.csv", "--out", folder + "/out",
    ])
  }

  @Test(
    "a parcel far from all others is told with its place and what may have happened; islands are not",
    arguments: [
      Case(
        testDescription: "100 km west, as numbers of the zone of UTM", move: { ($0 - 1e5, $1) },
        found: [5], words: "EPSG:3405"),
      Case(
        testDescription: "100 km north", move: { ($0, $1 + 1e5) }, found: [5],
        words: "lies 99 km from the middle of the other parcels [575600.0 2400100.0; lon 104.73"),
      Case(
        testDescription: "x and y exchanged", move: { ($1, $0) }, found: [5],
        words: "With x and y exchanged it would lie among them."),
      Case(testDescription: "a digit too many", move: { ($0 * 10, $1) }, found: [5]),
      Case(
        testDescription: "two neighbours", places: [5, 6], move: { ($0 - 1e5, $1) }, found: [5, 6]),
      Case(
        testDescription: "45 km off, in the commune of the others",
        move: { ($0 - 40_000, $1 - 20_000) }, commune: { _ in 1234 }, found: [5],
        words: "the other parcels of its commune"),
      Case(
        testDescription: "45 km off, in a commune of its own",
        move: { ($0 - 40_000, $1 - 20_000) }, commune: { $0 == 5 ? 1235 : 1234 }),
      Case(
        testDescription: "five parcels of another commune 50 km away",
        places: [30, 31, 32, 33, 34],
        move: { ($0 - 45_000, $1 - 20_000) }, commune: { (30...34).contains($0) ? 1235 : 1234 }),
      Case(
        testDescription: "islands without a word on communes", places: [30, 31, 32, 33, 34],
        move: { ($0 - 45_000, $1 - 20_000) }),
      Case(testDescription: "nothing moved", places: [], move: { ($0, $1) }),
    ])
  func stray(_ one: Case) throws {
    let run = try run(one)
    #expect(run.exitCode == 0, "\(run.errors)")
    let lines = run.errors.split(separator: "\n").filter { $0.contains("parcel-far-away") }
    #expect(lines.count == one.found.count, "\(run.errors)")
    for place in one.found {
      #expect(
        lines.contains { $0.contains(":P\(place):") && $0.contains(one.words) }, "\(run.errors)")
    }
  }
}
