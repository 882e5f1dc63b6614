/// What is done about invalid polygons, and what counts as an overlap, a gap or a sliver of a layer.
///
/// The defaults are those of a map 1:10 000, the scale of forest-status maps of communes: 1 mm² there is
/// 100 m², and the thinnest line, 0.2 mm, is 2 m. Land below 0.3 ha is no forest of its own under Viet
/// Nam's definition (Decree 156/2018/ND-CP, article 5, with its amendments; the article was not compared,
/// unconfirmed): a hole below is more likely a gap between boundaries than land left out. These limits only
/// decide what is listed, they enter no figure.
public struct GeometryRules: Sendable, Equatable {
  /// Whether invalid polygons are repaired by GEOS (MakeValid); else they are rejected.
  public var repairs = false
  /// Overlaps below are digitising noise: counted, not listed, m².
  public var overlapMinM2 = 1.0
  /// Share of both polygons from which two count as the same one.
  public static let nearDuplicateShare = 0.99
  /// Share of a parcel from which it lies inside another.
  public static let nestedShare = 0.99
  /// Gaps below are digitising noise: counted, not listed, m².
  public var gapMinM2 = 1.0
  /// Enclosed land up to this size is a gap, whatever its shape, m².
  public var gapMaxM2 = 3_000.0
  /// Enclosed land up to this width is a gap, whatever its size, m.
  public var gapWidthM = 2.0
  /// Parcels below are slivers, m².
  public var sliverM2 = 100.0
  /// Parcels narrower are slivers, m: twice the area over the length of the boundary.
  public var sliverWidthM = 2.0

  /// The default rules.
  public init() {}
}

extension GeometryRules {
  /// The limits that only `check` looks at, for the run record.
  var checkParameters: [String: JSONValue] {
    [
      "gap_min_m2": .number(gapMinM2), "gap_max_m2": .number(gapMaxM2),
      "gap_width_m": .number(gapWidthM), "sliver_area_m2": .number(sliverM2),
      "sliver_width_m": .number(sliverWidthM),
    ]
  }
}
