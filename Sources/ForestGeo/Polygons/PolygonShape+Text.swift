extension PolygonShape {
  /// The shape as a multipolygon in well-known binary (ISO, little-endian), outer rings counter-clockwise and
  /// holes clockwise, as RFC 7946 and KML ask for it.
  public var rightHandedWKB: [UInt8] {
    var bytes: [UInt8] = []
    func put(_ value: UInt32) { withUnsafeBytes(of: value.littleEndian) { bytes += $0 } }
    func put(_ value: Double) {
      withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes += $0 }
    }
    let polygons = polygons
    bytes.append(1)
    put(UInt32(6))
    put(UInt32(polygons.count))
    for rings in polygons {
      bytes.append(1)
      put(UInt32(3))
      put(UInt32(rings.count))
      for ring in rings {
        put(UInt32(ring.range.count))
        for i in rightHanded(ring) {
          put(x[i])
          put(y[i])
        }
      }
    }
    return bytes
  }

  /// The rings by polygon: an outer ring with its holes.
  var polygons: [[Ring]] {
    var polygons: [[Ring]] = []
    for ring in rings {
      if ring.isHole, !polygons.isEmpty {
        polygons[polygons.count - 1].append(ring)
      } else {
        polygons.append([ring])
      }
    }
    return polygons
  }

  /// Vertices by polygon and ring, outer rings first and counter-clockwise, holes clockwise.
  public var rightHandedRings: [[[(x: Double, y: Double)]]] {
    polygons.map { $0.map { rightHanded($0).map { (x[$0], y[$0]) } } }
  }

  /// Centre of gravity in the plane; `nil` without area. It may lie outside of a shape that is bent.
  public var centroid: (x: Double, y: Double)? {
    guard let first = x.first, let base = y.first else { return nil }
    var (area, sumX, sumY) = (0.0, 0.0, 0.0)
    for ring in rings {
      let sign = (signedArea(ring.range) > 0) == ring.isHole ? -1.0 : 1.0
      for i in ring.range.dropLast() {
        let (ax, ay, bx, by) = (x[i] - first, y[i] - base, x[i + 1] - first, y[i + 1] - base)
        let cross = sign * (ax * by - bx * ay)
        area += cross
        sumX += cross * (ax + bx)
        sumY += cross * (ay + by)
      }
    }
    guard area != 0 else { return nil }
    return (first + sumX / (3 * area), base + sumY / (3 * area))
  }

  /// Vertices of a ring in the direction that its kind asks for.
  func rightHanded(_ ring: Ring) -> [Int] {
    let isCounterClockwise = signedArea(ring.range) > 0
    return isCounterClockwise == ring.isHole ? ring.range.reversed() : Array(ring.range)
  }

  /// The shape with every vertex taken through `transform`; `nil` when one has no image.
  public func transformed(by transform: borrowing CoordinateTransform) -> PolygonShape? {
    var shape = self
    return transform.apply(&shape.x, &shape.y) ? shape : nil
  }
}
