import ForestGeo
import ForestModel

extension LandTopology {
  /// What the layer's reader should know, in a fixed order.
  func report(
    _ parcels: [Parcel], file: String, _ reference: CoordinateReference, _ rules: GeometryRules,
    _ style: NumberStyle, log: inout FindingLog
  ) {
    let places = LayerPlaces(reference)
    if countedTwiceHa > 0 {
      let land = ExactSum(parcels.filter { $0.problem == nil }.map(\.areaHa)).value
      log.add(
        .landCountedTwice, at: FindingLocation(file: file),
        [
          "ha": style.string(countedTwiceHa, decimals: 2),
          "percent": style.percent(countedTwiceHa / land, decimals: 2),
          "pairs": style.string(Double(countedTwicePairs)),
        ])
    }
    for overlap in overlaps where !overlap.isNearDuplicate {
      log.add(overlap.finding(parcels, file: file, places, style))
    }
    for sliver in slivers {
      log.add(
        .parcelSliver, at: FindingLocation(file: file, feature: parcels[sliver.parcel].id),
        [
          "m2": style.string(sliver.areaM2, decimals: 1),
          "width": style.string(sliver.widthM, decimals: 2),
          "limit": style.string(rules.sliverM2), "width_limit": rules.sliverWidthM.csvText,
        ])
    }
    for gap in gaps { log.add(gap.finding(parcels, file: file, places, style)) }
    if let sides = tooManySides {
      log.add(
        .gapsNotSearched, at: FindingLocation(file: file),
        [
          "count": style.string(Double(sides)),
          "limit": style.string(Double(CoverageCheck.gapEdgeLimit)),
        ])
    }
    reportNoise(overlapNoise, .overlapNoise, rules.overlapMinM2, file, style, &log)
    reportNoise(gapNoise, .gapNoise, rules.gapMinM2, file, style, &log)
    for entry in parts {
      log.add(
        .parcelParts, at: FindingLocation(file: file, feature: parcels[entry.parcel].id),
        ["parts": "\(entry.parts)", "holes": "\(entry.holes)"])
    }
  }

  private func reportNoise(
    _ noise: Noise, _ kind: FindingKind, _ limit: Double, _ file: String, _ style: NumberStyle,
    _ log: inout FindingLog
  ) {
    guard noise.count > 0 else { return }
    log.add(
      kind, at: FindingLocation(file: file),
      [
        "count": style.string(Double(noise.count)), "limit": limit.csvText,
        "m2": style.string(noise.areaM2.value, decimals: 2),
      ])
  }
}

extension LandTopology.Overlap {
  /// `parcel-nested` for a parcel inside another, else `parcel-overlap`.
  func finding(
    _ parcels: [Parcel], file: String, _ places: borrowing LayerPlaces, _ style: NumberStyle
  ) -> Finding {
    if let inner = nested {
      let share = inner == first ? shareOfFirst : shareOfSecond
      return Finding(
        .parcelNested, at: FindingLocation(file: file, feature: parcels[inner].id),
        [
          "other": parcels[inner == first ? second : first].id,
          "percent": style.percent(share, decimals: 1),
          "m2": style.string(areaM2 / share, decimals: 1),
        ])
    }
    return Finding(
      .parcelOverlap, at: FindingLocation(file: file, feature: parcels[first].id),
      [
        "other": parcels[second].id, "m2": style.string(areaM2, decimals: 1),
        "percent": style.percent(shareOfFirst, decimals: 2),
        "other_percent": style.percent(shareOfSecond, decimals: 2),
        "place": places.text(shape.placeInside),
      ])
  }
}

extension LandTopology.Gap {
  func finding(
    _ parcels: [Parcel], file: String, _ places: borrowing LayerPlaces, _ style: NumberStyle
  ) -> Finding {
    let ids = neighbours.map { parcels[$0].id }
    let shown = ids.prefix(4).joined(separator: ", ") + (ids.count > 4 ? " …" : "")
    let here = ids.first.map { FindingLocation(file: file, feature: $0) }
    return Finding(
      .parcelGap, at: here ?? FindingLocation(file: file),
      [
        "m2": style.string(areaM2, decimals: 1), "width": style.string(widthM, decimals: 2),
        "place": places.text(shape.placeInside), "parcels": shown,
      ])
  }
}

extension PolygonShape {
  /// A point well inside, as a place.
  var placeInside: InvalidGeometry.Place? { pointInside.map { .init(x: $0.x, y: $0.y) } }
}
