import ForestGeo
import ForestModel
import Glibc

/// Parcels that lie as wholes where none of the others do: x and y exchanged, numbers of another zone, a digit
/// too many. The position of the layer is that of its middle, so it says nothing about a few parcels.
///
/// Parcels that lie near each other make groups; the largest group is the land, and a small one far from it is
/// reported when what is known speaks against an island: parcels of its own commune lie elsewhere, or the land
/// lies where it should and the group does not, or it is a parcel or two and farther than islands are.
struct ParcelStrays {
  /// Fewer parcels say nothing about where the others should lie.
  private static let fewest = 5
  /// A group farther from the others than so many middle distances of the parcels from their middle...
  private static let times = 10.0
  /// ... and than this, of parcels of one commune, m.
  private static let communeM = 20_000.0
  /// The same outside the land where the layer should lie.
  private static let outsideM = 30_000.0
  /// The same for one or two parcels of which nothing else is known.
  private static let aloneM = 50_000.0
  /// The same where their commune is known, and is another one.
  private static let otherCommuneM = 200_000.0

  private let parcels: [Parcel]
  private let reference: CoordinateReference
  /// Middles of the parcels' boxes, m; `nil` for those that take no part.
  private var middles: [(x: Double, y: Double)?]
  /// Metres per unit of x and of y.
  private var unitM: (x: Double, y: Double)

  /// - Parameter apart: parcels that reach so far that their middle says nothing.
  init(_ parcels: [Parcel], _ reference: CoordinateReference, apart: Set<Int>) {
    self.parcels = parcels
    self.reference = reference
    let boxes = parcels.indices.map { place in
      parcels[place].problem == nil && !apart.contains(place) ? parcels[place].box : nil
    }
    unitM = (reference.unitFactor, reference.unitFactor)
    if reference.isGeographic {
      let latitudes = boxes.compactMap { $0.map { ($0.south + $0.north) / 2 } }.sorted()
      let degree = 111_195.0
      let middle = latitudes.isEmpty ? 0 : latitudes[latitudes.count / 2]
      unitM = (degree * cos(min(max(middle, -80), 80) * Double.pi / 180), degree)
    }
    let unit = unitM
    middles = boxes.map { box in
      box.map { (($0.west + $0.east) / 2 * unit.x, ($0.south + $0.north) / 2 * unit.y) }
    }
  }

  /// A parcel away from the others.
  private struct Stray {
    var parcel: Int
    /// From the middle of the others, m.
    var distanceM: Double
    /// Parcels that lie there together.
    var group: Int
    /// Around the others, degrees; `nil` where it has no place on the ellipsoid.
    var land: CoordinateBox?
    var isOfCommune = false
  }

  /// Reports the parcels.
  ///
  /// - Parameter expected: the land where the layer should lie, degrees; `nil` where nobody knows.
  func report(
    file: String, expected: CoordinateBox?, _ style: NumberStyle, log: inout FindingLog
  ) {
    let members = middles.indices.filter { middles[$0] != nil }
    var found: [Int: Stray] = [:]
    let named = members.filter { parcels[$0].commune != 0 }
    for own in Dictionary(grouping: named, by: { parcels[$0].commune }).values {
      for var stray in split(own, leastM: Self.communeM)?.strays ?? [] {
        stray.isOfCommune = true
        found[stray.parcel] = stray
      }
    }
    if let land = split(members, leastM: Self.outsideM), !land.strays.isEmpty {
      for stray in unexpected(land, members, expected) where found[stray.parcel] == nil {
        found[stray.parcel] = stray
      }
    }
    report(found.values.sorted { $0.parcel < $1.parcel }, file: file, style, &log)
  }

  /// The strays of the whole layer that no island explains.
  private func unexpected(
    _ land: (main: [Int], strays: [Stray], middle: (x: Double, y: Double)), _ members: [Int],
    _ expected: CoordinateBox?
  ) -> [Stray] {
    let isHome = expected.map { home in
      degrees([land.middle]).first.map { home.contains($0.x, $0.y) } ?? false
    }
    let communes = Set(land.main.map { parcels[$0].commune })
    let alone = Set((split(members, leastM: Self.aloneM)?.strays ?? []).map(\.parcel))
    let places = degrees(land.strays.map { middles[$0.parcel] ?? (.nan, .nan) })
    return zip(land.strays, places).filter { stray, place in
      let commune = parcels[stray.parcel].commune
      let isIsland = commune != 0 && !communes.contains(commune)
      let isOut =
        isHome == true && expected?.grown(by: 0.1).contains(place.x, place.y) == false
      let isAlone =
        alone.contains(stray.parcel) && stray.group <= 2 && members.count >= 2 * Self.fewest
        && (!isIsland || stray.distanceM > Self.otherCommuneM)
      return isOut || isAlone
    }.map(\.0)
  }

  private func report(
    _ strays: [Stray], file: String, _ style: NumberStyle, _ log: inout FindingLog
  ) {
    if strays.isEmpty { return }
    let slips = slips(of: strays)
    let words = LayerPlaces(reference)
    for stray in strays {
      let parcel = parcels[stray.parcel]
      let place = middles[stray.parcel].map {
        InvalidGeometry.Place(x: $0.x / unitM.x, y: $0.y / unitM.y)
      }
      let others =
        stray.isOfCommune
        ? Phrase("the other parcels of its commune", vi: "các lô khác cùng xã")
        : Phrase("the other parcels", vi: "các lô khác")
      let slip = slips[stray.parcel]
      log.add(
        .parcelFarAway, at: FindingLocation(file: file, feature: parcel.id),
        [
          "km": ReferenceQuestion.kilometresText(stray.distanceM), "others": others.english,
          "others_vi": others.vietnamese, "place": words.text(place),
          "ha": style.string(parcel.areaHa, decimals: 2), "slip": slip?.english ?? "",
          "slip_vi": slip?.vietnamese ?? "",
        ])
    }
  }

  // MARK: Groups

  /// Parcels whose cells lie within the distance of each other are one group. `nil` where there are too few, or
  /// where no group holds more than half.
  ///
  /// - Parameter leastM: distance; ten times the middle distance from the middle, where that is more.
  private func split(
    _ members: [Int], leastM: Double
  ) -> (main: [Int], strays: [Stray], middle: (x: Double, y: Double))? {
    guard members.count >= Self.fewest else { return nil }
    let points = members.map { middles[$0] ?? (.nan, .nan) }
    func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
    let middle = (x: median(points.map(\.x)), y: median(points.map(\.y)))
    let distances = points.map { point in
      let (dx, dy) = (point.x - middle.x, point.y - middle.y)
      return (dx * dx + dy * dy).squareRoot()
    }
    let limit = max(leastM, Self.times * median(distances))
    guard limit.isFinite else { return nil }
    // Nobody lies beyond the limit: the usual case, without any grouping.
    if distances.allSatisfy({ $0 <= limit }) { return (members, [], middle) }
    let groups = Self.groups(points, limit)
    guard let main = groups.max(by: { $0.count < $1.count }), main.count * 2 > members.count else {
      return nil
    }
    let most = max(1, members.count / 10)
    let small = groups.filter { $0.count <= most && $0.first != main.first }
    let land = small.isEmpty ? nil : box(main.map { members[$0] })?.inDegrees(reference)
    let strays = small.flatMap { group in
      group.map {
        Stray(
          parcel: members[$0], distanceM: distances[$0], group: group.count, land: land)
      }
    }
    return (main.map { members[$0] }, strays, middle)
  }

  /// The box around parcels, in the unit of the layer.
  private func box(_ places: [Int]) -> CoordinateBox? {
    places.compactMap { parcels[$0].box }.reduce(nil as CoordinateBox?) { sum, box in
      guard
        let own = CoordinateBox(
          west: box.west, south: box.south, east: box.east, north: box.north)
      else { return sum }
      return sum?.union(own) ?? own
    }
  }

  private struct Cell: Hashable {
    var column: Int
    var row: Int
  }

  /// Places of points in groups: cells of a quarter of the limit, joined where their middles lie within it. Points of
  /// two groups are at least 0.6 limits apart.
  private static func groups(_ points: [(x: Double, y: Double)], _ limit: Double) -> [[Int]] {
    let size = limit / 4
    func cell(_ value: Double) -> Int { Int(min(max(value / size, -1e9), 1e9).rounded(.down)) }
    var cells: [Cell: [Int]] = [:]
    var order: [Cell] = []
    for (place, point) in points.enumerated() {
      let own = Cell(column: cell(point.x), row: cell(point.y))
      if cells[own] == nil { order.append(own) }
      cells[own, default: []].append(place)
    }
    var groups: [[Int]] = []
    for first in order where cells[first] != nil {
      var group = cells.removeValue(forKey: first) ?? []
      var waiting = [first]
      while let next = waiting.popLast() {
        for across in -4...4 {
          for up in -4...4 where across * across + up * up <= 16 {
            let near = Cell(column: next.column + across, row: next.row + up)
            guard let own = cells.removeValue(forKey: near) else { continue }
            group += own
            waiting.append(near)
          }
        }
      }
      groups.append(group)
    }
    return groups
  }

  // MARK: What may have happened

  /// What would put a stray among the others: another zone, or x and y exchanged.
  private func slips(of strays: [Stray]) -> [Int: Phrase] {
    let points = strays.map { stray in
      let middle = middles[stray.parcel] ?? (.nan, .nan)
      return (x: middle.x / unitM.x, y: middle.y / unitM.y)
    }
    var slips: [Int: Phrase] = [:]
    func look(_ places: [(x: Double, y: Double)], _ phrase: Phrase) {
      for (stray, place) in zip(strays, places)
      where slips[stray.parcel] == nil
        && stray.land?.grown(by: 0.05).contains(place.x, place.y) == true
      {
        slips[stray.parcel] = phrase
      }
    }
    look(
      PlotStrays.degrees(points.map(\.y), points.map(\.x), reference),
      Phrase(
        " With x and y exchanged it would lie among them.",
        vi: " Nếu đổi chỗ x và y, lô nằm giữa các lô đó."))
    for code in PositionCheck.plotCodes(besides: reference, first: nil) {
      guard let other = try? CoordinateReference(code),
        other.isGeographic == reference.isGeographic
      else { continue }
      look(
        PlotStrays.degrees(points.map(\.x), points.map(\.y), other),
        Phrase(
          " Its numbers read in \(code) would put it among them.",
          vi: " Nếu đọc tọa độ theo \(code), lô nằm giữa các lô đó."))
    }
    return slips
  }

  /// Longitude and latitude of points in metres as `middles` has them; infinite where they have no place.
  private func degrees(_ points: [(x: Double, y: Double)]) -> [(x: Double, y: Double)] {
    PlotStrays.degrees(points.map { $0.x / unitM.x }, points.map { $0.y / unitM.y }, reference)
  }
}
