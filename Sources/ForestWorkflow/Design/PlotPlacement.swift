import ForestGeo
import ForestModel
import Glibc

/// How the locations of plots are chosen.
public enum PlacementRule: String, Sendable, CaseIterable {
  /// Each plot anywhere in the stratum with equal chance.
  case random
  /// A square grid with a random start.
  case systematic
}

/// Draws locations in the polygons of one stratum. The layer's parcels may stand in any order: they
/// are walked in the order of their ids.
struct PlotPlacement {
  /// A parcel of the stratum.
  struct Land: Sendable {
    var id: String
    var areaHa: Double
    var shape: PolygonShape
  }

  /// A location in the layer's coordinates.
  struct Location: Equatable {
    var parcel: String
    var x: Double
    var y: Double
  }

  private let land: [Land]
  private let isGeographic: Bool
  /// Metres of one unit of the coordinates, for planes.
  private let unitM: Double
  private var draws: SeededDraws

  init(
    _ land: [Land], reference: CoordinateReference, stratum: String, seed: UInt64
  ) {
    self.land = land.sorted {
      ($0.id, $0.shape.x.first ?? 0, $0.shape.y.first ?? 0)
        < ($1.id, $1.shape.x.first ?? 0, $1.shape.y.first ?? 0)
    }
    isGeographic = reference.isGeographic
    unitM = reference.unitFactor
    draws = SeededDraws(seed: seed, name: stratum)
  }

  /// `count` independent locations: a parcel by its hectares, then a point of its box until one lies
  /// inside.
  mutating func random(_ count: Int) -> [Location] {
    let total = ExactSum(land.map(\.areaHa)).value
    var found: [Location] = []
    while found.count < count {
      var left = draws.uniform() * total
      let parcel = land.first { parcel in
        left -= parcel.areaHa
        return left <= 0
      }
      guard let parcel = parcel ?? land.last, let point = point(in: parcel.shape) else { continue }
      found.append(Location(parcel: parcel.id, x: point.x, y: point.y))
    }
    return found
  }

  private mutating func point(in shape: PolygonShape) -> (x: Double, y: Double)? {
    guard let box = shape.bounds else { return nil }
    // A sliver may fill little of its box; after a million tries the parcel is drawn anew.
    for _ in 0..<1_000_000 {
      let x = box.west + draws.uniform() * (box.east - box.west)
      let share = draws.uniform()
      let y =
        isGeographic
        ? Self.latitude(share, box.south, box.north)
        : box.south + share * (box.north - box.south)
      if shape.contains(x, y) { return (x, y) }
    }
    return nil
  }

  /// A latitude by equal areas of the sphere.
  private static func latitude(_ share: Double, _ south: Double, _ north: Double) -> Double {
    let degree = Double.pi / 180
    let (low, high) = (sin(south * degree), sin(north * degree))
    return min(north, max(south, asin(low + share * (high - low)) / degree))
  }

  /// A square grid over the stratum with a random start, its spacing narrowed until it holds at least
  /// `count` locations. In degrees the grid is square at the middle latitude of the land.
  mutating func systematic(_ count: Int) -> (locations: [Location], spacingM: Double) {
    guard count > 0 else { return ([], .nan) }
    let start = (u: draws.uniform(), v: draws.uniform())
    let boxes = land.compactMap(\.shape.bounds)
    guard let south = boxes.map(\.south).min(), let north = boxes.map(\.north).max() else {
      return ([], .nan)
    }
    var metres = (x: unitM, y: unitM)
    if isGeographic {
      // Of the mean radius of the earth, 6,371 km: only the spacing rests on it.
      let degree = 6_371_000 * Double.pi / 180
      metres = (degree * cos((south + north) / 2 * Double.pi / 180), degree)
    }
    let area = ExactSum(land.map(\.areaHa)).value * 10_000
    var spacing = (area / Double(count)).squareRoot()
    while true {
      let found = grid(spacing / metres.x, spacing / metres.y, start)
      if found.count >= count { return (found, spacing) }
      spacing *= 0.98
    }
  }

  private func grid(
    _ dx: Double, _ dy: Double, _ start: (u: Double, v: Double)
  ) -> [Location] {
    var found: [(row: Double, column: Double, location: Location)] = []
    for parcel in land {
      guard let box = parcel.shape.bounds else { continue }
      var row = (box.south / dy - start.v).rounded(.up)
      while (row + start.v) * dy <= box.north {
        var column = (box.west / dx - start.u).rounded(.up)
        while (column + start.u) * dx <= box.east {
          let (x, y) = ((column + start.u) * dx, (row + start.v) * dy)
          if parcel.shape.contains(x, y) {
            found.append((row, column, Location(parcel: parcel.id, x: x, y: y)))
          }
          column += 1
        }
        row += 1
      }
    }
    // North to south, west to east; a point on a shared edge counts once.
    found.sort { ($1.row, $0.column, $0.location.parcel) < ($0.row, $1.column, $1.location.parcel) }
    var last: (Double, Double)?
    return found.compactMap { cell in
      if let last, last == (cell.row, cell.column) { return nil }
      last = (cell.row, cell.column)
      return cell.location
    }
  }
}
