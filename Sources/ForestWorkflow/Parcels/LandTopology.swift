import ForestGeo
import ForestModel

/// How the parcels of a layer lie to each other: overlaps, and what they add up to; for `check` also
/// gaps, slivers and parcels in several parts.
struct LandTopology: Sendable {
  /// Two parcels with common land.
  struct Overlap: Sendable {
    /// Places of the parcels in the layer, the first before the second.
    var first: Int
    var second: Int
    /// Area of the common land on the ellipsoid, m².
    var areaM2: Double
    var shape: PolygonShape
    /// Shares of the parcels, 0 to 1.
    var shareOfFirst: Double
    var shareOfSecond: Double
    var isNearDuplicate: Bool {
      min(shareOfFirst, shareOfSecond) > GeometryRules.nearDuplicateShare
    }
    /// The parcel that lies inside the other; `nil` where neither does, or both.
    var nested: Int? {
      if isNearDuplicate { return nil }
      if shareOfFirst > GeometryRules.nestedShare { return first }
      return shareOfSecond > GeometryRules.nestedShare ? second : nil
    }
  }

  /// Enclosed land without a parcel.
  struct Gap: Sendable {
    var neighbours: [Int]
    var areaM2: Double
    var widthM: Double
    var shape: PolygonShape
  }

  /// A parcel too small or thin.
  struct Sliver: Sendable {
    var parcel: Int
    var areaM2: Double
    var widthM: Double
  }

  /// What is too small to list.
  struct Noise: Sendable {
    var count = 0
    var areaM2 = ExactSum()
    mutating func add(_ area: Double) {
      count += 1
      areaM2.add(area)
    }
  }

  /// Overlaps from the limit on, in the order of the layer; near duplicates among them.
  var overlaps: [Overlap] = []
  var overlapNoise = Noise()
  /// Hectares by which the parcels that count add up to more than the land under them.
  var countedTwiceHa = 0.0
  /// Pairs of parcels that make it up.
  var countedTwicePairs = 0
  var gaps: [Gap] = []
  var gapNoise = Noise()
  /// Sides without a neighbour, when there were too many to look for gaps.
  var tooManySides: Int?
  var slivers: [Sliver] = []
  /// Parcels in several parts, with the number of their holes.
  var parts: [(parcel: Int, parts: Int, holes: Int)] = []
}
