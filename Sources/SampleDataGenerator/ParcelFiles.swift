import ForestGeo
import Glibc
import SyntheticForest

/// Writes parcels and communes as GeoPackage layers.
enum ParcelFiles {
  static func write(_ landscape: Landscape, to path: String) throws {
    let reference = try CoordinateReference("EPSG:9206")
    removeOld(path)
    let writer = try GeoPackageWriter(
      path, layer: "parcels", reference: reference,
      fields: StatusRecord.fields.map { FieldDefinition($0.name, kind($0.kind)) },
      title: "SYNTHETIC forest parcels, invented for the sample data of forestcarbon")
    for parcel in landscape.parcels {
      let record = StatusRecord(parcel, seed: landscape.seed)
      try writer.add(record.values.map(fieldValue), wkb: wkb([parcel.outline]))
    }
    try writer.finish()
  }

  static func writeCommunes(_ landscape: Landscape, to path: String) throws {
    let reference = try CoordinateReference("EPSG:9206")
    removeOld(path)
    let writer = try GeoPackageWriter(
      path, layer: "communes", reference: reference,
      fields: [
        .init("code", .text), .init("name", .text), .init("area_ha", .real), .init("nguon", .text),
      ], title: "SYNTHETIC communes: real names and codes, invented borders")
    for (commune, outline) in zip(Commune.all, landscape.communes) {
      try writer.add(
        [
          .text(commune.code), .text(commune.name),
          .real(StatusRecord.rounded(outline.areaM2 / 10_000, 2)), .text("SYNTHETIC"),
        ], wkb: wkb([outline]))
    }
    try writer.finish()
  }

  static func kind(_ kind: CellKind) -> FieldKind {
    switch kind {
    case .integer: .integer
    case .real: .real
    case .text: .text
    }
  }

  static func fieldValue(_ value: CellValue) -> FieldValue {
    switch value {
    case .null: .null
    case .integer(let number): .integer(Int64(number))
    case .real(let number): .real(number)
    case .text(let text): .text(text)
    }
  }

  /// Area on the ellipsoid, ha.
  static func shape(_ outline: Outline) -> PolygonShape {
    PolygonShape(
      outer: outline.outer.map { ($0.x, $0.y) },
      holes: outline.holes.map { hole in
        hole.map { ($0.x, $0.y) }
      })
  }

  /// Well-known binary: a polygon for one outline, a multipolygon for several; nothing for none.
  static func wkb(_ outlines: [Outline]) -> [UInt8] {
    guard let first = outlines.first else { return [] }
    var bytes: [UInt8] = []
    func append<T>(_ value: T) { withUnsafeBytes(of: value) { bytes.append(contentsOf: $0) } }
    func polygon(_ outline: Outline) {
      bytes.append(1)
      append(UInt32(3).littleEndian)
      append(UInt32(1 + outline.holes.count).littleEndian)
      for ring in [outline.outer] + outline.holes {
        let closed = ring + ring.prefix(1)
        append(UInt32(closed.count).littleEndian)
        for vertex in closed {
          append(vertex.x.bitPattern.littleEndian)
          append(vertex.y.bitPattern.littleEndian)
        }
      }
    }
    guard outlines.count > 1 else {
      polygon(first)
      return bytes
    }
    bytes.append(1)
    append(UInt32(6).littleEndian)
    append(UInt32(outlines.count).littleEndian)
    for outline in outlines { polygon(outline) }
    return bytes
  }
}

/// Removes the file of an earlier run; it may not be there.
func removeOld(_ path: String) { unlink(path) }
