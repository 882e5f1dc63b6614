/// How the hectares of a cell are counted.
public enum CellAreaRule: String, Sendable, CaseIterable {
  /// In the plane of the map's CRS: cells times cell size, as mapped areas are usually stated.
  case planar
  /// On the ellipsoid.
  case geodesic
}

/// A class map of one date.
public struct ClassMapSource: Sendable, Equatable {
  /// Raster.
  public var path: String
  /// Band, from 1.
  public var band = 1
  /// CRS where none is stored.
  public var crs: String?

  /// Names a map.
  public init(path: String) { self.path = path }
}

/// How a reference sample is planned.
public struct ReferencePlanSettings: Sendable, Equatable {
  /// Standard error of the overall accuracy that is aimed at.
  public var targetStandardError = 0.02
  /// User's accuracy that is expected where `expected` says nothing.
  public var expectedAccuracy = 0.8
  /// User's accuracies that are expected, by class.
  public var expected: [String: Double] = [:]
  /// Points of every class at least.
  public var minimum = 50
  /// Points in all, instead of those that the aim needs.
  public var points: Int?

  /// Default settings: working values, from no protocol.
  public init() {}
}

/// What `change` is asked for.
public struct LandChangeRequest: Sendable {
  /// Map of the first date.
  public var before: ClassMapSource
  /// Map of the second date.
  public var after: ClassMapSource
  /// Polygons for a matrix of each; `nil` for the whole maps only.
  public var zones: String?
  /// Layer of the zones; `nil` takes the first.
  public var layer: String?
  /// Field that names a zone; `nil` takes the FID.
  public var zoneID: String?
  /// Whether that field may be one that names people.
  public var keepsPersonalData = false
  /// CRS of the zones, where none is stored.
  public var zonesCRS: String?
  /// Table with the names of the classes.
  public var classes: String?
  /// Table of the classes of change.
  public var changeClasses: String?
  /// Reference sample.
  public var reference: String?
  /// CRS of x and y in the reference sample; `nil`: that of the first map.
  public var pointsCRS: String?
  /// Whether the second map may be resampled to the cells of the first.
  public var resamples = false
  /// How hectares are counted; `nil`: planar, and geodesic for maps in degrees.
  public var area: CellAreaRule?
  /// Plan of a reference sample, when one is wanted.
  public var plan: ReferencePlanSettings?
  /// How tables are read.
  public var tables = TableOptions()

  /// A request with default settings.
  public init(before: String, after: String) {
    self.before = ClassMapSource(path: before)
    self.after = ClassMapSource(path: after)
  }

  var parameters: [String: JSONValue] {
    func text(_ value: String?) -> JSONValue { value.map(JSONValue.string) ?? .null }
    return [
      "before": .string(before.path), "before_band": .integer(before.band),
      "before_crs": text(before.crs), "after": .string(after.path),
      "after_band": .integer(after.band), "after_crs": text(after.crs), "zones": text(zones),
      "layer": text(layer), "id": .string(zoneID ?? "FID"), "zones_crs": text(zonesCRS),
      "keep_personal": .bool(keepsPersonalData),
      "classes": text(classes), "change_classes": text(changeClasses),
      "reference": text(reference), "points_crs": text(pointsCRS),
      "resample": .string(resamples ? "nearest" : "none"), "area": text(area?.rawValue),
      "plan": plan.map { plan in
        .object([
          "target_se": .number(plan.targetStandardError),
          "expected_accuracy": .number(plan.expectedAccuracy),
          "expected_by_class": .object(plan.expected.mapValues(JSONValue.number)),
          "min_points": .integer(plan.minimum),
          "points": plan.points.map(JSONValue.integer) ?? .null,
        ])
      } ?? .null,
    ]
  }
}
