import Glibc

/// A fault that was planted, with what is right.
public struct PlantedFault: Sendable, Equatable {
  /// Kind, e.g. `self-intersection`.
  public let kind: String
  /// File it stands in.
  public let file: String
  /// Feature (field tt) or row (as a spreadsheet counts) or plot.
  public let place: String
  /// Field or column; `geometry` for shapes.
  public let column: String
  /// What was written.
  public let planted: String
  /// What would be right.
  public let truth: String

  /// Describes a fault.
  public init(
    kind: String, file: String, place: String, column: String, planted: String, truth: String
  ) {
    self.kind = kind
    self.file = file
    self.place = place
    self.column = column
    self.planted = planted
    self.truth = truth
  }
}

/// The parcel layer with planted faults of shape and attribute. Each parcel carries at most one.
public struct ParcelFaults: Sendable {
  /// A feature of the faulty layer.
  public struct Feature: Sendable {
    /// Its fields.
    public var record: StatusRecord
    /// Its parts; empty for a null geometry.
    public var parts: [Outline]
  }

  /// How many of each kind.
  public static let counts: [(kind: String, count: Int)] = [
    ("self-intersection", 12), ("duplicate-polygon", 6), ("sliver", 20), ("gap", 8),
    ("overlap", 15), ("dtich-off", 10), ("dtich-m2", 5), ("ldlr-empty", 4), ("ldlr-unknown", 6),
    ("ldlr-lower-case", 5), ("maldlr-contradiction", 3), ("mgo-outside-class", 4),
    ("mgolo-mismatch", 5), ("null-geometry", 2), ("multipart-hole", 1), ("malr3-empty", 6),
    ("field-name-variant", 3),
  ]
  /// Names of fields that the faulty layer spells in a variant.
  public static let fieldVariants = [("diadanh", "ddanh"), ("mtn", "mtr"), ("mtnlo", "mtrlo")]
  /// File of the layer.
  public static let file = "parcels_faulty.gpkg"

  /// Features, the parcels in their order and added ones behind.
  public private(set) var features: [Feature] = []
  /// What was planted.
  public private(set) var faults: [PlantedFault] = []

  private var free: [Int] = []
  private let landscape: Landscape

  /// Plants the faults of a landscape.
  public init(_ landscape: Landscape) {
    self.landscape = landscape
    features = landscape.parcels.map {
      Feature(record: StatusRecord($0, seed: landscape.seed), parts: [$0.outline])
    }
    // A random order of parcels, keyed by the parcel: each is taken once.
    free = landscape.parcels.indices.map { index in
      var random = SeededRandom(seed: landscape.seed, .faults, index)
      return (random.uniform(), index)
    }.sorted { $0 < $1 }.map(\.1)
    plantShapes()
    plantAttributes()
    for (right, wrong) in Self.fieldVariants {
      note("field-name-variant", "layer", wrong, planted: wrong, truth: right)
    }
  }

  private mutating func note(
    _ kind: String, _ place: String, _ column: String, planted: String, truth: String
  ) {
    faults.append(
      PlantedFault(
        kind: kind, file: Self.file, place: place, column: column, planted: planted, truth: truth))
  }

  private func number(of kind: String) -> Int {
    Self.counts.first { $0.kind == kind }?.count ?? 0
  }

  /// Takes free parcels in turn until `plant` has succeeded as often as the kind asks for.
  private mutating func plant(
    _ kind: String, column: String,
    _ change: (inout Feature, Parcel) -> (planted: String, truth: String)?
  ) {
    var left = number(of: kind)
    var position = 0
    while left > 0, position < free.count {
      let index = free[position]
      var feature = features[index]
      guard let words = change(&feature, landscape.parcels[index]) else {
        position += 1
        continue
      }
      features[index] = feature
      free.remove(at: position)
      note(kind, String(index + 1), column, planted: words.planted, truth: words.truth)
      left -= 1
    }
  }

  private mutating func plantShapes() {
    let seed = landscape.seed
    plant("self-intersection", column: "geometry") { feature, _ in
      guard let place = FaultyShape.crossing(of: feature.parts[0].outer) else { return nil }
      feature.parts[0].outer.swapAt(place, place + 1)
      return ("vertices \(place + 1) and \(place + 2) swapped", "vertices in order")
    }
    plant("gap", column: "geometry") { feature, _ in
      guard let (vertex, area) = FaultyShape.corner(of: feature.parts[0].outer) else { return nil }
      feature.parts[0].outer.remove(at: vertex)
      return ("vertex \(vertex + 1) missing: \(Self.text(area, 1)) m2 without parcel", "no gap")
    }
    plant("overlap", column: "geometry") { feature, parcel in
      var random = SeededRandom(seed: seed, .faults, parcel.index, 2)
      let wanted = random.uniform(250, 3_000)
      guard let bump = FaultyShape.bump(of: feature.parts[0].outer, areaM2: wanted) else {
        return nil
      }
      feature.parts[0].outer.insert(bump.point, at: bump.place)
      return ("vertex added outside: \(Self.text(wanted / 10_000, 4)) ha shared", "no overlap")
    }
    plant("null-geometry", column: "geometry") { feature, _ in
      feature.parts = []
      return ("no geometry", "polygon")
    }
    plant("multipart-hole", column: "geometry") { feature, parcel in
      guard let parts = FaultyShape.pierced(parcel) else { return nil }
      feature.parts = parts
      return ("2 parts, 1 hole", "1 part")
    }
    for kind in ["duplicate-polygon", "sliver"] {
      for _ in 0..<number(of: kind) {
        let index = free.removeFirst()
        var copy = features[index]
        if kind == "sliver" {
          guard let sliver = FaultyShape.sliver(of: copy.parts[0].outer) else { continue }
          copy.parts = [sliver]
          copy.record["dtich"] = .real(StatusRecord.rounded(sliver.areaM2 / 10_000, 2))
        }
        copy.record["tt"] = .integer(features.count + 1)
        copy.record["id"] = .integer(features.count + 1)
        features.append(copy)
        let area = Self.text(copy.parts[0].areaM2, 1)
        note(
          kind, String(features.count), "geometry",
          planted: kind == "sliver" ? "polygon of \(area) m2" : "the polygon of \(index + 1) again",
          truth: "no such parcel")
      }
    }
  }

  private mutating func plantAttributes() {
    let seed = landscape.seed
    plant("dtich-off", column: "dtich") { feature, parcel in
      var random = SeededRandom(seed: seed, .faults, parcel.index, 3)
      guard parcel.planarHa > 0.5 else { return nil }
      let factor = random.uniform() < 0.5 ? random.uniform(0.6, 0.85) : random.uniform(1.15, 1.6)
      return Self.change(
        &feature, "dtich", to: .real(StatusRecord.rounded(parcel.planarHa * factor, 2)))
    }
    plant("dtich-m2", column: "dtich") { feature, parcel in
      Self.change(&feature, "dtich", to: .real((parcel.planarHa * 10_000).rounded()))
    }
    plant("ldlr-empty", column: "ldlr") { feature, _ in Self.change(&feature, "ldlr", to: .null) }
    plant("ldlr-unknown", column: "ldlr") { feature, _ in
      Self.change(&feature, "ldlr", to: .text("TXH"))
    }
    plant("ldlr-lower-case", column: "ldlr") { feature, parcel in
      Self.change(&feature, "ldlr", to: .text(parcel.forestClass.ldlr.lowercased()))
    }
    plant("maldlr-contradiction", column: "maldlr") { feature, parcel in
      let other = parcel.forestClass.maldlr == 88 ? 15 : 88
      return Self.change(&feature, "maldlr", to: .integer(other))
    }
    plant("mgo-outside-class", column: "mgo") { feature, parcel in
      guard parcel.forestClass.ldlr == "TXG" else { return nil }
      return Self.change(&feature, "mgo", to: .real(140))
    }
    plant("mgolo-mismatch", column: "mgolo") { feature, parcel in
      guard parcel.forestClass.mgo > 0, case .real(let volume) = feature.record["mgolo"] else {
        return nil
      }
      return Self.change(&feature, "mgolo", to: .real(StatusRecord.rounded(volume * 1.4 + 10, 2)))
    }
    plant("malr3-empty", column: "malr3") { feature, _ in Self.change(&feature, "malr3", to: .null)
    }
  }

  private static func change(
    _ feature: inout Feature, _ field: String, to value: CellValue
  ) -> (planted: String, truth: String) {
    let before = text(feature.record[field])
    feature.record[field] = value
    return (text(value), before)
  }

  private static func text(_ value: CellValue) -> String {
    switch value {
    case .null: ""
    case .integer(let number): String(number)
    case .real(let number): text(number, 2)
    case .text(let text): text
    }
  }

  static func text(_ value: Double, _ decimals: Int) -> String {
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let rounded = (value * scale).rounded() / scale
    return rounded == rounded.rounded() ? String(Int(rounded)) : String(rounded)
  }
}

/// Places in a ring where a fault can be planted.
enum FaultyShape {
  private static func turn(
    _ p: (x: Double, y: Double), _ q: (x: Double, y: Double), _ r: (x: Double, y: Double)
  ) -> Double {
    (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x)
  }

  private static func cross(
    _ a: (x: Double, y: Double), _ b: (x: Double, y: Double), _ c: (x: Double, y: Double),
    _ d: (x: Double, y: Double)
  ) -> Bool {
    turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0
  }

  /// Place of a vertex that, swapped with the next, makes the ring cross itself.
  static func crossing(of ring: RingPath) -> Int? {
    guard ring.count >= 8 else { return nil }
    return (1..<(ring.count - 2)).first {
      cross(ring[$0 - 1], ring[$0 + 1], ring[$0], ring[$0 + 2])
    }
  }

  /// The corner with the largest triangle that holds no other vertex, and its area, m²; at least 50.
  static func corner(of ring: RingPath) -> (vertex: Int, areaM2: Double)? {
    guard ring.count >= 8 else { return nil }
    var best: (vertex: Int, areaM2: Double)?
    for k in 1..<(ring.count - 1) {
      let (a, b, c) = (ring[k - 1], ring[k], ring[k + 1])
      let area = turn(a, b, c) / 2
      // Only corners inside the window: a gap at its edge would have no parcel on the other side.
      guard area > max(50, best?.areaM2 ?? 0), isInside(b) else { continue }
      let triangle = Outline(outer: [a, b, c], holes: [])
      let isClear = ring.indices.allSatisfy {
        abs($0 - k) <= 1 || !triangle.contains(ring[$0].x, ring[$0].y)
      }
      if isClear { best = (k, area) }
    }
    return best
  }

  /// A point outside the ring over its longest clear side, such that the triangle has the area wanted.
  static func bump(
    of ring: RingPath, areaM2: Double
  ) -> (place: Int, point: (x: Double, y: Double))? {
    let sides = (1..<ring.count).sorted { length(ring, $0) > length(ring, $1) }
    for k in sides.prefix(6) {
      let (a, b) = (ring[k - 1], ring[k])
      let side = length(ring, k)
      guard side > 25 else { return nil }
      let height = 2 * areaM2 / side
      // The inside lies on the left of a ring that runs counter-clockwise.
      let point = (
        x: ((a.x + b.x) / 2 + height * (b.y - a.y) / side),
        y: ((a.y + b.y) / 2 - height * (b.x - a.x) / side)
      )
      guard isInside(point) else { continue }
      let isClear = (1..<ring.count).allSatisfy { j in
        j == k
          || !(cross(a, point, ring[j - 1], ring[j]) || cross(point, b, ring[j - 1], ring[j]))
      }
      let closing = (ring[ring.count - 1], ring[0])
      if isClear, !cross(a, point, closing.0, closing.1), !cross(point, b, closing.0, closing.1) {
        return (k, (x: (point.x * 100).rounded() / 100, y: (point.y * 100).rounded() / 100))
      }
    }
    return nil
  }

  /// A strip along the longest side, below 50 m².
  static func sliver(of ring: RingPath) -> Outline? {
    guard let k = (1..<ring.count).max(by: { length(ring, $0) < length(ring, $1) }) else {
      return nil
    }
    let (a, b) = (ring[k - 1], ring[k])
    let side = length(ring, k)
    let width = min(0.5, 40 / side)
    let (dx, dy) = (-(b.y - a.y) / side * width, (b.x - a.x) / side * width)
    return Outline(outer: [a, b, (b.x + dx, b.y + dy), (a.x + dx, a.y + dy)], holes: [])
  }

  /// A parcel with a square hole of 40 m around its label point and an island of 10 m in it.
  static func pierced(_ parcel: Parcel) -> [Outline]? {
    guard parcel.planarHa > 5 else { return nil }
    func square(_ half: Double) -> RingPath {
      let (x, y) = parcel.label
      return [
        (x - half, y - half), (x + half, y - half), (x + half, y + half), (x - half, y + half),
      ]
    }
    let wide = Outline(outer: square(30), holes: [])
    let isClear =
      square(30).allSatisfy { parcel.outline.contains($0.x, $0.y) }
      && parcel.outline.outer.allSatisfy { !wide.contains($0.x, $0.y) }
      && parcel.outline.holes.isEmpty
    guard isClear else { return nil }
    return [
      Outline(outer: parcel.outline.outer, holes: [square(20).reversed()]),
      Outline(outer: square(5), holes: []),
    ]
  }

  private static func length(_ ring: RingPath, _ k: Int) -> Double {
    let (dx, dy) = (ring[k].x - ring[k - 1].x, ring[k].y - ring[k - 1].y)
    return (dx * dx + dy * dy).squareRoot()
  }

  private static func isInside(_ p: (x: Double, y: Double)) -> Bool {
    p.x > Window.west + 1 && p.x < Window.east - 1 && p.y > Window.south + 1
      && p.y < Window.north - 1
  }
}
