import CarbonStock
import ForestModel
import Glibc

/// Holds the rows of the plots table against each other.
enum PlotChecks {
  /// Slope above which a plot that was not corrected lacks more than an eighth of its area, degrees.
  private static let steepDeg = 30.0

  /// Plots on one spot that do not belong to one cluster.
  static func reportPlaces(
    _ plots: PlotTable, census: [String], file: String, _ log: inout FindingLog
  ) {
    var first: [String: Int] = [:]
    for plot in plots.id.indices
    where !plots.isRejected[plot] && !plots.x[plot].isNaN && !plots.y[plot].isNaN {
      let place = "\(plots.x[plot].csvText) \(plots.y[plot].csvText)"
      guard let other = first[place + " " + census[plot]] else {
        first[place + " " + census[plot]] = plot
        continue
      }
      let isCluster =
        !plots.cluster[plot].isEmpty && plots.cluster[plot] == plots.cluster[other]
      if isCluster { continue }
      log.add(
        .plotsSamePlace, at: FindingLocation(file: file, row: plots.row[plot], column: "x"),
        [
          "plot": plots.id[plot], "other": plots.id[other], "first": "\(plots.row[other])",
          "value": place,
        ])
    }
  }

  /// A steep plot of which nothing says how it was laid out.
  static func reportSlope(
    _ frame: PlotFrame, at location: FindingLocation, _ log: inout FindingLog
  ) {
    guard frame.slopeDeg > steepDeg, frame.areaHa.isFinite else { return }
    let written = frame.areaHa / cos(frame.slopeDeg * .pi / 180)
    log.add(
      .slopeSteep, at: location,
      [
        "value": frame.slopeDeg.findingText, "area": rounded(written).findingText,
        "ha": rounded(frame.areaHa).findingText,
      ])
  }

  private static func rounded(_ hectares: Double) -> Double { (hectares * 1e4).rounded() / 1e4 }
}
