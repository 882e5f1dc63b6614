import CGDAL
public import ForestModel

/// What GEOS says about a polygon that is not valid.
public struct InvalidGeometry: Sendable, Equatable {
  /// What is wrong, in the words of GEOS without the place.
  public let reason: String
  /// Where, in the coordinates of the layer; `nil` when GEOS names no place.
  public let place: Place?

  /// A place in the coordinates of the layer.
  public struct Place: Sendable, Equatable {
    /// East or longitude.
    public var x: Double
    /// North or latitude.
    public var y: Double

    /// A place.
    public init(x: Double, y: Double) {
      self.x = x
      self.y = y
    }
  }

  /// `nil` for a valid geometry. GEOS 3.11 reads coordinates that are no numbers in ways of its own, so
  /// they are looked for before it is asked.
  init?(_ geometry: OGRGeometryH, _ shape: PolygonShape) {
    if !shape.x.allSatisfy(\.isFinite) || !shape.y.allSatisfy(\.isFinite) {
      self.init(reason: "Invalid Coordinate", place: nil)
      return
    }
    CPLErrorReset()
    if OGR_G_IsValid(geometry) != 0 { return nil }
    self.init(message: GDALRuntime.takeLastError())
  }

  init(reason: String, place: Place?) {
    self.reason = reason
    self.place = place
  }

  /// Takes apart `Self-intersection at or near point 1 2` and `Self-intersection[1 2]`.
  init(message: String) {
    var reason = message
    var numbers: [Double] = []
    for separator in [" at or near point ", "["] {
      guard let range = message.firstRange(of: separator) else { continue }
      reason = String(message[..<range.lowerBound])
      numbers = message[range.upperBound...].split { " ]".contains($0) }.compactMap { Double($0) }
      break
    }
    let isPlace = numbers.count >= 2 && numbers[0].isFinite && numbers[1].isFinite
    self.init(reason: reason, place: isPlace ? Place(x: numbers[0], y: numbers[1]) : nil)
  }

  /// The reason as people read it; words of GEOS that are not known here stay as they are.
  public var words: Phrase {
    switch reason {
    case "Self-intersection":
      Phrase("the boundary crosses itself", vi: "ranh giới tự cắt")
    case "Ring Self-intersection":
      Phrase("a ring touches or crosses itself", vi: "một vòng ranh giới tự chạm hoặc tự cắt")
    case "Hole lies outside shell":
      Phrase("a hole lies outside the polygon", vi: "một lỗ nằm ngoài vùng")
    case "Holes are nested":
      Phrase("a hole lies inside another hole", vi: "một lỗ nằm trong lỗ khác")
    case "Interior is disconnected":
      Phrase("holes cut the polygon in two", vi: "các lỗ cắt rời vùng thành hai")
    case "Nested shells":
      Phrase("a part lies inside another part", vi: "một phần nằm trong phần khác")
    case "Duplicate Rings", "Duplicate rings":
      Phrase("the same ring occurs twice", vi: "một vòng ranh giới lặp lại hai lần")
    case "Invalid Coordinate":
      Phrase("a coordinate is not a number", vi: "có tọa độ không phải là số")
    case "Ring is not closed", "Points of LinearRing do not form a closed linestring":
      Phrase("a ring is not closed", vi: "một vòng ranh giới chưa khép kín")
    case "Too few points in geometry component":
      Phrase("a ring has fewer than three corners", vi: "một vòng ranh giới có ít hơn ba đỉnh")
    default:
      reason.hasPrefix("IllegalArgumentException: Invalid number of points in LinearRing")
        ? Phrase("a ring has fewer than three corners", vi: "một vòng ranh giới có ít hơn ba đỉnh")
        : Phrase(reason, vi: reason)
    }
  }
}

/// An invalid polygon as GEOS repairs it (MakeValid, method `linework`): the polygons of the result.
public struct RepairedGeometry: Sendable, Equatable {
  /// The polygons.
  public let shape: PolygonShape
  /// Parts of the result that are lines or points: they are left out, since they hold no land.
  public let lostParts: Int

  /// `nil` where no polygon is left, or where coordinates are no numbers: those GEOS cannot mend.
  init?(_ geometry: OGRGeometryH, _ read: PolygonShape) {
    guard read.x.allSatisfy(\.isFinite), read.y.allSatisfy(\.isFinite) else { return nil }
    // A ring that is left open is closed first, as it was for reading.
    guard let copy = OGR_G_GetLinearGeometry(geometry, 0, nil) else { return nil }
    defer { OGR_G_DestroyGeometry(copy) }
    OGR_G_FlattenTo2D(copy)
    OGR_G_CloseRings(copy)
    guard let valid = OGR_G_MakeValid(copy) else { return nil }
    defer { OGR_G_DestroyGeometry(valid) }
    guard let shape = VectorDataset.polygons(of: valid), shape.planarArea > 0 else { return nil }
    self.shape = shape
    lostParts = Self.others(valid)
  }

  private static func others(_ geometry: OGRGeometryH) -> Int {
    switch OGR_G_GetGeometryType(geometry) {
    case wkbPolygon, wkbMultiPolygon: return 0
    case wkbPoint, wkbLineString: return 1
    default:
      return (0..<OGR_G_GetGeometryCount(geometry)).reduce(0) { sum, index in
        sum + (OGR_G_GetGeometryRef(geometry, index).map(others) ?? 0)
      }
    }
  }
}
