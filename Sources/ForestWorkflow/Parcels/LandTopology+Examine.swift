import ForestGeo
import ForestModel

extension LandTopology {
  /// Holds the parcels of a layer against each other.
  ///
  /// - Parameter isThorough: also looks for gaps, slivers and parcels in several parts.
  static func examine(
    _ parcels: [Parcel], _ source: LayerSource, _ reference: CoordinateReference,
    _ rules: GeometryRules, isThorough: Bool, context: RunContext
  ) async throws(WorkflowError) -> LandTopology {
    context.progress.begin(
      Phrase("Holding parcels against each other", vi: "Đối chiếu các lô với nhau"))
    do throws(GeoError) {
      let shapes = try LandShapes(source, parcels)
      let check = try CoverageCheck(
        count: parcels.count, reference: reference, workers: context.threads, reading: shapes.read)
      let found = try await check.overlaps(reading: shapes.read)
      var topology = LandTopology()
      let geodesic = try GeodesicArea(for: reference)
      try topology.measure(found, shapes, geodesic, rules)
      if isThorough {
        try topology.findSlivers(shapes, PlaneScale(reference), geodesic, rules)
        topology.findGaps(check, shapes, geodesic, rules)
      }
      return topology
    } catch {
      throw WorkflowError(error)
    }
  }

  private mutating func measure(
    _ found: [CoverageCheck.Overlap], _ shapes: LandShapes, _ geodesic: borrowing GeodesicArea,
    _ rules: GeometryRules
  ) throws(GeoError) {
    var parcelM2: [Int: Double] = [:]
    var areas: [Double] = []
    var involved = Set<Int>()
    for overlap in found {
      // Far below the limit the plane is good enough.
      let area =
        overlap.approximateM2 < rules.overlapMinM2 / 2
        ? overlap.approximateM2 : geodesic.measure(overlap.shape)?.areaM2 ?? .nan
      areas.append(area)
      if area >= rules.overlapMinM2 { involved.formUnion([overlap.first, overlap.second]) }
    }
    var read: [(Int, PolygonShape)] = []
    try shapes.read({ involved.contains($0) }) { read.append(($0, $1)) }
    for (place, shape) in read { parcelM2[place] = geodesic.measure(shape)?.areaM2 }
    for (overlap, area) in zip(found, areas) {
      let isSound =
        shapes.roles[overlap.first] == .whole && shapes.roles[overlap.second] == .whole
      guard isSound else { continue }
      guard area >= rules.overlapMinM2 else {
        overlapNoise.add(area)
        continue
      }
      func share(_ place: Int) -> Double { min(1, area / (parcelM2[place] ?? .nan)) }
      overlaps.append(
        Overlap(
          first: overlap.first, second: overlap.second, areaM2: area, shape: overlap.shape,
          shareOfFirst: share(overlap.first), shareOfSecond: share(overlap.second)))
    }
  }

  private mutating func findSlivers(
    _ shapes: LandShapes, _ scale: PlaneScale, _ geodesic: borrowing GeodesicArea,
    _ rules: GeometryRules
  ) throws(GeoError) {
    var suspects: [(Int, PolygonShape)] = []
    var split: [(parcel: Int, parts: Int, holes: Int)] = []
    try shapes.read({ shapes.roles[$0] == .whole }) { place, shape in
      let holes = shape.rings.count(where: \.isHole)
      // A hole alone is what every parcel around a field has.
      let parts = shape.rings.count - holes
      if parts > 1 { split.append((place, parts, holes)) }
      let size = scale.measure(shape)
      if size.areaM2 < 2 * rules.sliverM2
        || 2 * size.areaM2 < 2 * rules.sliverWidthM * size.perimeterM
      {
        suspects.append((place, shape))
      }
    }
    parts = split
    for (place, shape) in suspects {
      guard let size = geodesic.measure(shape) else { continue }
      let width = 2 * size.areaM2 / size.perimeterM
      if size.areaM2 < rules.sliverM2 || width < rules.sliverWidthM {
        slivers.append(Sliver(parcel: place, areaM2: size.areaM2, widthM: width))
      }
    }
  }

  private mutating func findGaps(
    _ check: CoverageCheck, _ shapes: LandShapes, _ geodesic: borrowing GeodesicArea,
    _ rules: GeometryRules
  ) {
    guard let found = check.gaps(largestM2: rules.gapMaxM2, widestM: rules.gapWidthM) else {
      tooManySides = check.unmatchedCount
      return
    }
    for gap in found {
      // Beside an invalid parcel it is the same fault a second time.
      guard gap.neighbours.allSatisfy({ shapes.roles[$0] == .whole }),
        let size = geodesic.measure(gap.shape)
      else { continue }
      guard size.areaM2 >= rules.gapMinM2 else {
        gapNoise.add(size.areaM2)
        continue
      }
      gaps.append(
        Gap(
          neighbours: gap.neighbours, areaM2: size.areaM2,
          widthM: 2 * size.areaM2 / size.perimeterM, shape: gap.shape))
    }
  }

  /// Rejects every second parcel of two that are nearly the same.
  func markDuplicates(_ parcels: inout [Parcel], file: String, _ style: NumberStyle) {
    for overlap in overlaps where overlap.isNearDuplicate {
      guard parcels[overlap.first].problem == nil, parcels[overlap.second].problem == nil else {
        continue
      }
      parcels[overlap.second].problem = Finding(
        .nearDuplicate, at: FindingLocation(file: file, feature: parcels[overlap.second].id),
        [
          "first": parcels[overlap.first].id,
          "percent": style.percent(min(overlap.shareOfFirst, overlap.shareOfSecond), decimals: 1),
        ])
    }
  }

  /// Adds up the land that parcels which count hold twice: for every parcel what earlier ones hold of it.
  mutating func countTwice(
    _ parcels: [Parcel], _ reference: CoordinateReference
  ) throws(WorkflowError) {
    let counting = overlaps.filter {
      parcels[$0.first].problem == nil && parcels[$0.second].problem == nil
    }
    countedTwicePairs = counting.count
    var sum = ExactSum()
    do throws(GeoError) {
      let geodesic = try GeodesicArea(for: reference)
      for (_, shared) in Dictionary(grouping: counting, by: \.second) {
        let area =
          shared.count == 1
          ? shared[0].areaM2
          : PolygonOverlay.union(shared.map(\.shape)).flatMap { geodesic.measure($0)?.areaM2 }
            ?? shared.reduce(0) { $0 + $1.areaM2 }
        sum.add(area / 10_000)
      }
    } catch {
      throw WorkflowError(error)
    }
    countedTwiceHa = sum.value
  }
}
