import Foundation
import TestSupport

/// A small estimate whose layer has everything that formats stumble over: a hole, two parts, a bend, a parcel
/// smaller than a cell, one without a figure, long names and texts, marks, nulls, and an owner.
struct SmallEstimate {
  let folder: String
  var results: String { folder + "/estimate" }
  var parcels: String { folder + "/lô.geojson" }

  /// Well-known text of the parcels, in the order of their ids; EPSG:9206.
  static let shapes: [(id: String, stratum: String, wkt: String)] = [
    (
      "P1", "A",
      "MULTIPOLYGON (((574003 2300002, 574203 2300002, 574203 2300202, 574003 2300202, 574003 2300002)))"
    ),
    (
      "P2", "A",
      "MULTIPOLYGON (((574203 2300002, 574503 2300002, 574503 2300202, 574203 2300202, 574203 2300002), (574310 2300060, 574310 2300110, 574360 2300110, 574360 2300060, 574310 2300060)))"
    ),
    (
      "P3", "B",
      "MULTIPOLYGON (((574003 2300202, 574103 2300202, 574103 2300302, 574003 2300302, 574003 2300202)), ((574303 2300302, 574403 2300302, 574403 2300352, 574303 2300352, 574303 2300302)))"
    ),
    (
      "P4", "B",
      "MULTIPOLYGON (((574603 2300002, 574903 2300002, 574903 2300052, 574653 2300052, 574653 2300302, 574603 2300302, 574603 2300002)))"
    ),
    (
      "P5", "NN",
      "MULTIPOLYGON (((574003 2300402, 574203 2300402, 574203 2300502, 574003 2300502, 574003 2300402)))"
    ),
    (
      "P6", "B",
      "MULTIPOLYGON (((574710 2300110, 574713 2300110, 574713 2300113, 574710 2300113, 574710 2300110)))"
    ),
    (
      "P7", "A",
      "MULTIPOLYGON (((574700 2300200, 574810.7 2300231.3, 574782.2 2300300.9, 574690.1 2300280.4, 574700 2300200)))"
    ),
  ]

  /// - Parameter isShuffled: whether the parcels stand in another order in the file.
  init(_ name: String, isShuffled: Bool = false, options: [String] = []) throws {
    folder = Place.scratch(name)
    let order = isShuffled ? [6, 2, 4, 0, 5, 1, 3] : Array(Self.shapes.indices)
    let features = order.map { place -> String in
      let shape = Self.shapes[place]
      let note = shape.id == "P2" ? "\"\(String(repeating: "rừng ", count: 50))\"" : "null"
      return """
        {"type":"Feature","properties":{"parcel_id":"\(shape.id)","stratum":"\(shape.stratum)",\
        "chủ rừng":"Quàng Văn \(place)","ghi_chu_thuc_dia_1":\(note),"ghi_chu_thuc_dia_2":"=1+1",\
        "Loài cây":"Trám & <Vối> \\"đen\\"","so":\(place == 3 ? "null" : "\(place * 1_000_000_007)"),\
        "do_cao":\(place == 2 ? "null" : "\(Double(place) + 0.25)")},\
        "geometry":{"type":"MultiPolygon","coordinates":\(Self.coordinates(shape.wkt))}}
        """
    }
    let layer =
      "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::9206\"}},\"features\":["
      + features.joined(separator: ",\n") + "]}"
    try layer.write(toFile: parcels, atomically: true, encoding: .utf8)
    try table(
      folder, "plots.csv", "plot_id,stratum,area_ha", "1,A,0.1", "2,A,0.1", "3,A,0.1", "4,B,0.1",
      "5,B,0.1", "6,B,0.1")
    try table(
      folder, "trees.csv", "plot_id,tree_id,agb_kg", "1,1,11000", "2,1,13500", "3,1,9100",
      "4,1,4000", "5,1,5200", "6,1,3300")
    try table(
      folder, "strata.csv", "class,stratum,treatment,reason", "A,A,sampled,", "B,B,sampled,",
      "NN,NN,excluded,farm land")
    let run = try ToolRun(arguments(parcels: parcels) + options + ["--out", results])
    guard run.exitCode == 0 else { throw Failure(text: run.errors) }
  }

  struct Failure: Error { let text: String }

  /// `estimate` on the files of the folder, with another source of parcels.
  func arguments(parcels: String) -> [String] {
    [
      "estimate", "--parcels", parcels, "--plots", folder + "/plots.csv", "--trees",
      folder + "/trees.csv", "--strata", folder + "/strata.csv",
    ]
  }

  /// Coordinates of WKT as JSON.
  private static func coordinates(_ wkt: String) -> String {
    let body = String(wkt.dropFirst("MULTIPOLYGON ".count))
    let points = body.replacing(/([0-9.]+) ([0-9.]+)/) { "[\($0.output.1),\($0.output.2)]" }
    return points.replacing("(", with: "[").replacing(")", with: "]")
  }
}
