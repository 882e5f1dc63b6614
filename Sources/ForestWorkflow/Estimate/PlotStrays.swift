import ForestGeo
import ForestModel

/// Plots that lie away from all parcels, and what would put them among them: x and y exchanged, or another zone.
struct PlotStrays {
  private struct Stray {
    /// From the middle of the parcels, m; `nan` for a place that is none.
    var distanceM: Double
    var isFar: Bool
    var isSwapped: Bool
    /// Codes of the references that would put it among the parcels.
    var zones: [String]
  }

  private let plots: PlotTable
  private let located: [Int]
  private let source: CoordinateReference
  private let place: LayerPlace?
  private var strays: [Int: Stray] = [:]

  init(
    _ plots: PlotTable, _ located: [Int], in source: CoordinateReference, around place: LayerPlace?
  ) {
    self.plots = plots
    self.located = located
    self.source = source
    self.place = place
    guard let land = place?.degrees, source.hasWayToDegrees else { return }
    // Plots at the edge of the land, and those whose cells were rounded, are not away from it.
    let side = max(land.east - land.west, land.north - land.south)
    let near = land.grown(by: max(0.005, side / 20))
    let far = land.grown(by: max(0.05, side))
    let x = located.map { plots.x[$0] }
    let y = located.map { plots.y[$0] }
    let places = Self.degrees(x, y, source)
    let outside = located.indices.filter { !near.contains(places[$0].x, places[$0].y) }
    if outside.isEmpty { return }
    let outX = outside.map { x[$0] }
    let outY = outside.map { y[$0] }
    let swapped = Self.degrees(outY, outX, source)
    var zones: [[String]] = outside.map { _ in [] }
    for code in PositionCheck.plotCodes(besides: source, first: place?.reference) {
      guard let reference = try? CoordinateReference(code) else { continue }
      for (index, point) in Self.degrees(outX, outY, reference).enumerated()
      where near.contains(point.x, point.y) { zones[index].append(code) }
    }
    for (index, out) in outside.enumerated() {
      let point = places[out]
      strays[located[out]] = Stray(
        distanceM: point.x.isFinite ? geodesicDistanceM(point, land.center) : .nan,
        isFar: !far.contains(point.x, point.y),
        isSwapped: near.contains(swapped[index].x, swapped[index].y), zones: zones[index])
    }
  }

  /// Longitude and latitude on WGS 84 of points read in `reference`; infinite where they have no place.
  static func degrees(
    _ x: [Double], _ y: [Double], _ reference: CoordinateReference
  ) -> [(x: Double, y: Double)] {
    let nowhere = (x: Double.infinity, y: Double.infinity)
    guard let target = try? CoordinateReference("EPSG:4326"),
      let way = try? CoordinateTransform(from: reference, to: target)
    else { return x.map { _ in nowhere } }
    // One by one: a point without a place must not take the others with it.
    return zip(x, y).map { x, y in
      if reference.isGeographic, abs(x) > 180 || abs(y) > 90 { return nowhere }
      var (px, py) = ([x], [y])
      return way.apply(&px, &py) ? (px[0], py[0]) : nowhere
    }
  }

  /// Reports a slip that the table as a whole has, once; `false` when there is none.
  func reportWholeTable(file: String, log: inout FindingLog) -> Bool {
    guard located.count >= 3, strays.count * 2 > located.count, let land = place?.degrees else {
      return false
    }
    let here = FindingLocation(file: file)
    let swapped = strays.values.count { $0.isSwapped }
    if swapped * 10 >= located.count * 9 {
      log.add(
        .plotsAxesSwapped, at: here, ["count": "\(swapped)", "total": "\(located.count)"])
      return true
    }
    let x = located.map { plots.x[$0] }
    let y = located.map { plots.y[$0] }
    guard let middle = CoordinateBox.middle(x, y) else { return false }
    let check = PositionCheck(middle, in: source, expected: land.grown(by: 0.05))
    switch check.finding() {
    case .otherZone(let zones):
      log.add(.plotsOtherZone, at: here, slots(check, zones))
      return true
    case .degreesAsMetres, .metresAsDegrees, .kilometres:
      // No reference is stored with a table, so what is stated here can be wrong and cannot be kept.
      LayerPlace(
        file: file, option: PlotReference.option, stated: nil, reference: source, box: middle
      ).report(check, log: &log)
      return true
    case .fits, .unknown, .axesSwapped, .outside: return false
    }
  }

  /// Plots and parcels apart: the zones that would bring the one to the other, either way.
  private func slots(
    _ check: PositionCheck, _ zones: [ReferenceCandidate]
  ) -> [String: String] {
    var slots = ReferenceQuestion.slots(of: check.box, zones, PlotReference.option)
    slots["crs"] = source.label
    slots.put("place", check.place?.degreesWords ?? Phrase(same: "–"))
    slots.put("expected", place?.degrees?.degreesWords ?? Phrase(same: "–"))
    var others: [ReferenceCandidate] = []
    if let place, let plots = check.place {
      // Parcels reach beyond their plots: by half the extent of the plots on every side, and 10 km.
      let side = max(plots.east - plots.west, plots.north - plots.south)
      others = PositionCheck.candidates(
        for: place.box, in: plots.grown(by: 0.1 + side / 2), besides: place.reference)
    }
    slots.put("parcelcandidates", ReferenceQuestion.words(others))
    slots["parcelfirst"] = others.first?.code ?? "EPSG:CODE"
    return slots
  }

  /// Why a plot without a class lies away from the parcels; `nil` where nothing explains it.
  func finding(_ plot: Int, file: String) -> Finding? {
    guard let stray = strays[plot] else { return nil }
    let here = FindingLocation(
      file: file, row: plots.row[plot], column: plots.hasLonLat[plot] ? "lon" : "x")
    if stray.isSwapped { return Finding(.plotCoordinatesSwapped, at: here, slots(plot, stray)) }
    if !stray.zones.isEmpty { return Finding(.plotOtherZone, at: here, slots(plot, stray)) }
    return nil
  }

  /// A plot far from the parcels whose stratum is written.
  func farAway(_ plot: Int, file: String) -> Finding? {
    guard let stray = strays[plot], stray.isFar else { return nil }
    return Finding(
      .plotFarAway,
      at: FindingLocation(
        file: file, row: plots.row[plot], column: plots.hasLonLat[plot] ? "lon" : "x"),
      slots(plot, stray))
  }

  private func slots(_ plot: Int, _ stray: Stray) -> [String: String] {
    var readings = stray.zones
    if stray.isSwapped { readings.insert("x <-> y", at: 0) }
    return [
      "x": plots.x[plot].findingText, "y": plots.y[plot].findingText, "crs": source.label,
      "km": stray.distanceM.isNaN ? "–" : ReferenceQuestion.kilometresText(stray.distanceM),
      "candidates": readings.isEmpty ? "–" : readings.joined(separator: ", "),
    ]
  }
}
