import CarbonAccounting
import ForestGeo
import ForestModel

/// A planned reference sample: how many points each class gets, and which cells they are.
struct ReferencePlan: Sendable {
  /// One point, the centre of a cell of the first map.
  struct Point: Sendable {
    var transition: LandTransition
    var name: String
    var x: Double
    var y: Double
    var lon = Double.nan
    var lat = Double.nan
  }

  let classes: [PlannedClass]
  let sample: ReferenceSample
  /// Points in the order in which an interpreter gets them, which says nothing of their class.
  private(set) var points: [Point] = []

  /// Sizes of the sample; findings say why there is none.
  init?(
    _ settings: ReferencePlanSettings, _ mapped: MappedChange, file: String,
    _ style: NumberStyle, _ log: inout FindingLog
  ) {
    for name in settings.expected.keys.sorted() where mapped.ha[name] == nil {
      log.add(
        .planClassUnknown, at: FindingLocation(file: "--expected-accuracy"),
        ["class": name, "found": mapped.names.joined(separator: ", ")])
    }
    let classes = mapped.names.map {
      PlannedClass(
        name: $0, areaHa: mapped.ha[$0] ?? .nan,
        expectedAccuracy: settings.expected[$0] ?? settings.expectedAccuracy,
        cells: mapped.cells[$0] ?? 0)
    }
    let plan =
      settings.points.map {
        ReferenceSample(classes, total: $0, minimum: settings.minimum)
      }
      ?? ReferenceSample(
        classes, standardError: settings.targetStandardError, minimum: settings.minimum)
    guard let plan else {
      let exact = ReferenceSample.exactPoints(
        classes, standardError: settings.targetStandardError)
      log.add(
        .planImpossible, at: FindingLocation(file: "--target-se"),
        [
          "points": style.string(settings.points.map(Double.init) ?? exact),
          "limit": style.string(Double(ReferenceSample.limit)),
        ])
      return nil
    }
    for (planned, count) in zip(classes, plan.points) where count < settings.minimum {
      guard count == planned.cells else { continue }
      log.add(
        .planClassSmall, at: FindingLocation(file: file),
        [
          "class": planned.name, "cells": "\(planned.cells)", "minimum": "\(settings.minimum)",
        ])
    }
    self.classes = classes
    sample = plan
  }

  /// Draws the cells of every class with equal chance and without replacement. `blocks` holds the tally
  /// of every block of rows, so that a worker knows which cell of its class it meets.
  mutating func draw(
    _ maps: LandMaps, _ mapped: MappedChange, blocks: [TransitionTally], context: RunContext
  ) async throws(WorkflowError) {
    struct Found: Sendable {
      var place: Int
      var rank: Int
      var column: Int
      var row: Int
      var transition: LandTransition
    }
    let places = Dictionary(
      uniqueKeysWithValues: classes.enumerated().map { ($1.name, $0) })
    let placeOf = mapped.classOf.compactMapValues { places[$0] }
    let wanted = zip(classes, sample.points).map { planned, count in
      Self.ranks(count, of: planned.cells, seed: context.seed, name: planned.name)
    }
    // Cells of each class before each block.
    var starts: [[Int]] = []
    var sums = Array(repeating: 0, count: classes.count)
    for block in blocks {
      starts.append(sums)
      for transition in block.transitions {
        guard let place = placeOf[transition] else { continue }
        sums[place] += Int(block.pixels[.both(transition)] ?? 0)
      }
    }
    let (first, last) = (starts, starts.dropFirst() + [sums])
    let scan = RowScan(maps.before.grid)
    let found = try await scan.run(context: context) { () throws(GeoError) in
      try maps.open()
    } _: { block, rows, pair throws(GeoError) -> [Found] in
      var next = first[block]
      let end = last[last.startIndex + block]
      var cursor = wanted.indices.map { place in
        wanted[place].firstIndex { $0 >= next[place] } ?? wanted[place].count
      }
      let isNeeded = wanted.indices.contains { place in
        cursor[place] < wanted[place].count && wanted[place][cursor[place]] < end[place]
      }
      guard isNeeded else { return [] }
      var found: [Found] = []
      var (seen, seenPlace): (LandTransition?, Int?) = (nil, nil)
      try pair.forEachTransition(rows: rows) { transition, column, row in
        // Neighbours mostly show the same.
        if transition != seen { (seen, seenPlace) = (transition, placeOf[transition]) }
        guard let place = seenPlace else { return }
        if cursor[place] < wanted[place].count, wanted[place][cursor[place]] == next[place] {
          found.append(
            Found(
              place: place, rank: next[place], column: column, row: row, transition: transition))
          cursor[place] += 1
        }
        next[place] += 1
      }
      return found
    }
    let ordered = found.flatMap { $0 }.sorted { ($0.place, $0.rank) < ($1.place, $1.rank) }
    points = ordered.map { cell in
      let centre = maps.before.grid.point(
        column: Double(cell.column) + 0.5, row: Double(cell.row) + 0.5)
      return Point(
        transition: cell.transition, name: classes[cell.place].name, x: centre.x, y: centre.y)
    }
    shuffle(seed: context.seed)
  }

  /// Distinct ranks below `size` in rising order, every set of them equally likely (Floyd's method).
  static func ranks(_ count: Int, of size: Int, seed: UInt64, name: String) -> [Int] {
    var draws = SeededDraws(seed: seed, name: "reference-sample:" + name)
    var chosen: Set<Int> = []
    for last in max(0, size - count)..<max(0, size) {
      let rank = min(last, Int(draws.uniform() * Double(last + 1)))
      chosen.insert(chosen.contains(rank) ? last : rank)
    }
    return chosen.sorted()
  }

  private mutating func shuffle(seed: UInt64) {
    var draws = SeededDraws(seed: seed, name: "reference-sample-order")
    for last in points.indices.reversed() {
      points.swapAt(last, min(last, Int(draws.uniform() * Double(last + 1))))
    }
  }

  /// Longitude and latitude on WGS 84 of every point, for those who look at images on a globe.
  mutating func addDegrees(
    _ reference: CoordinateReference
  ) throws(WorkflowError)
    -> [CoordinateOperation]
  {
    do throws(GeoError) {
      let way = try CoordinateTransform(
        from: reference, to: try CoordinateReference("EPSG:4326"))
      for place in points.indices {
        var x = [points[place].x]
        var y = [points[place].y]
        guard way.apply(&x, &y) else { continue }
        (points[place].lon, points[place].lat) = (x[0], y[0])
      }
      return [way.lastOperation()].compactMap { $0 }
    } catch {
      throw WorkflowError(error)
    }
  }
}
