import ForestGeo
import ForestModel

/// Parcels that reach far beyond what the others do: one corner with x and y exchanged, or a digit too many. The
/// position of the layer as a whole is that of its middle, so it says nothing about single parcels.
enum ParcelReach {
  /// Parcels that are less wide are never reported, m.
  private static let leastM = 10_000.0
  /// Times the middle width of the layer's parcels from which one reaches far.
  private static let times = 10.0

  /// Reports every parcel that is much wider than the others.
  ///
  /// - Returns: the places of these parcels.
  static func report(
    _ parcels: [Parcel], file: String, _ reference: CoordinateReference, _ style: NumberStyle,
    log: inout FindingLog
  ) -> Set<Int> {
    // A degree counts as one of latitude: the limit is coarse.
    let unitM = reference.isGeographic ? 111_195 : reference.unitFactor
    let widths = parcels.map { parcel in
      parcel.box.map { max($0.east - $0.west, $0.north - $0.south) * unitM }
    }
    let sorted = widths.compactMap { $0 }.sorted()
    var reported: Set<Int> = []
    guard sorted.count > 1 else { return reported }
    // Of two, the smaller one.
    let middle = sorted[(sorted.count - 1) / 2]
    for (place, (parcel, width)) in zip(parcels, widths).enumerated()
    where parcel.problem == nil {
      guard let width, width > leastM, width > times * middle, let box = parcel.box else {
        continue
      }
      reported.insert(place)
      log.add(
        .parcelFarReaching, at: FindingLocation(file: file, feature: parcel.id),
        [
          "km": ReferenceQuestion.kilometresText(width),
          "middle": style.string(middle),
          "ha": style.string(parcel.areaHa, decimals: 2),
          "box":
            "x \(box.west.csvText)..\(box.east.csvText), y \(box.south.csvText)..\(box.north.csvText)",
        ])
    }
    return reported
  }
}
