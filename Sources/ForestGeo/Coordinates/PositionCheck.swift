/// A reference that would put a dataset somewhere else.
public struct ReferenceCandidate: Sendable, Equatable {
  /// The reference.
  public let reference: CoordinateReference
  /// Where the dataset would lie, degrees on WGS 84.
  public let place: CoordinateBox
  /// Whether that is where the reference is made for.
  let isAtHome: Bool
  /// Square degrees of that area: the smaller, the more it says.
  let areaDeg2: Double

  /// What would have to be typed.
  public var code: String { reference.authorityCode ?? reference.name }
}

/// What the position of a dataset says about its coordinate reference.
public enum PositionFinding: Sendable, Equatable {
  /// It lies where it may.
  case fits
  /// Nothing is known to hold it against.
  case unknown
  /// Metres under a reference in degrees; the references that fit.
  case metresAsDegrees([ReferenceCandidate])
  /// Degrees under a reference in metres.
  case degreesAsMetres
  /// Kilometres under a reference in metres.
  case kilometres
  /// x and y stand in each other's place.
  case axesSwapped
  /// Another zone would put it where it belongs.
  case otherZone([ReferenceCandidate])
  /// It lies elsewhere, and no slip that is known explains it; share that lies inside.
  case outside(share: Double)
}

/// Holds the extent of a whole dataset against the land it should lie in. One point can't tell zones apart, since
/// their numbers overlap; a layer can.
public struct PositionCheck: Sendable {
  /// Extent in the unit of the reference.
  public let box: CoordinateBox
  /// The reference it is read in.
  public let reference: CoordinateReference
  /// The land it should lie in, degrees on WGS 84: the province, other inputs, or where EPSG says that the reference
  /// is used.
  public let expected: CoordinateBox?
  /// Where it lies as read, degrees on WGS 84; `nil` where it has no place on the ellipsoid.
  public let place: CoordinateBox?

  /// How far areas are taken beyond their stated limits, degrees: about 10 km.
  static let margin = 0.1
  /// Share inside from which a dataset lies where it should.
  static let enough = 0.9

  /// Looks at `box`; without `expected` the area of use of the reference is taken.
  public init(_ box: CoordinateBox, in reference: CoordinateReference, expected: CoordinateBox?) {
    self.box = box
    self.reference = reference
    self.expected = expected ?? reference.areaOfUse
    place = box.inDegrees(reference)
  }

  /// What the position says.
  public func finding() -> PositionFinding {
    // Where no exact operation leads to degrees, nothing can be held against anything.
    if place == nil, !reference.hasWayToDegrees { return .unknown }
    guard let land = expected?.grown(by: Self.margin) else {
      return reference.isGeographic && !box.fitsDegrees ? .metresAsDegrees([]) : .unknown
    }
    let share = place?.share(in: land) ?? 0
    if share >= Self.enough { return .fits }
    if reference.isGeographic, !box.fitsDegrees {
      if Self.share(box.swapped, reference, land) >= Self.enough { return .axesSwapped }
      return .metresAsDegrees(Self.candidates(for: box, in: land, besides: reference))
    }
    if !reference.isGeographic {
      if box.fitsDegrees || box.swapped.fitsDegrees,
        max(box.share(in: land), box.swapped.share(in: land)) >= Self.enough
      {
        return .degreesAsMetres
      }
      if Self.share(box.scaled(by: 1_000), reference, land) >= Self.enough { return .kilometres }
    }
    if Self.share(box.swapped, reference, land) >= Self.enough { return .axesSwapped }
    if Self.isVietnamese(reference), !reference.isGeographic {
      let zones = Self.candidates(for: box, in: land, besides: reference)
      // A dataset that lies half inside is only told to be in another zone when that explains much more.
      if share < 0.65, !zones.isEmpty { return .otherZone(zones) }
    }
    return .outside(share: share)
  }

  private static func share(
    _ box: CoordinateBox, _ reference: CoordinateReference, _ land: CoordinateBox
  ) -> Double {
    box.inDegrees(reference)?.share(in: land) ?? 0
  }

  /// Whether a reference is a zone of VN-2000, its longitude and latitude, or UTM on WGS 84 in its zones.
  public static func isVietnamese(_ reference: CoordinateReference) -> Bool {
    guard let code = reference.authorityCode else { return false }
    return codes.contains(code)
  }

  /// References that coordinates of Viet Nam come in.
  static let codes: [String] =
    VN2000.zones.map(\.code) + ["EPSG:32648", "EPSG:32649", "EPSG:4326", VN2000.geographic]

  /// References that the coordinates of plots may be in besides `known`, that of the parcels first.
  public static func plotCodes(
    besides known: CoordinateReference, first: CoordinateReference?
  ) -> [String] {
    let own = [first?.authorityCode].compactMap { $0 }
    return (own + codes.filter { !own.contains($0) }).filter { $0 != known.authorityCode }
  }

  /// The references of Viet Nam in which `box` lies inside `land`, or, where no land is given, inside the area that
  /// each is made for. Those made for where it then lies come first, the smallest area before the others, since it
  /// says most.
  public static func candidates(
    for box: CoordinateBox, in land: CoordinateBox? = nil,
    besides known: CoordinateReference? = nil
  ) -> [ReferenceCandidate] {
    var found: [ReferenceCandidate] = []
    for code in codes where code != known?.authorityCode {
      guard let reference = try? CoordinateReference(code), let own = reference.areaOfUse,
        reference.isGeographic == box.fitsDegrees, let place = box.inDegrees(reference),
        place.share(in: (land ?? vietNam).grown(by: land == nil ? margin : 0)) >= enough
      else { continue }
      let isAtHome = place.share(in: own.grown(by: margin)) >= enough
      guard isAtHome || land != nil else { continue }
      found.append(
        ReferenceCandidate(
          reference: reference, place: place, isAtHome: isAtHome,
          areaDeg2: (own.east - own.west) * (own.north - own.south)))
    }
    return found.sorted {
      if $0.isAtHome != $1.isAtHome { return $0.isAtHome }
      return ($0.areaDeg2, $0.code) < ($1.areaDeg2, $1.code)
    }
  }

  /// Viet Nam, degrees on WGS 84: the area of use of EPSG:4756, onshore.
  public static let vietNam = CoordinateBox(102.14, 8.33, 109.53, 23.4)
}
