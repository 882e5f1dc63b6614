import ForestGeo

/// The parcel layer in the schema of the annual forest-status data (FRMS), in part.
enum ParcelLayer {
  private static let fields: [FieldDefinition] = [
    .init("tt", .integer), .init("matinh", .integer), .init("maxa", .integer), .init("xa", .text),
    .init("tk", .text), .init("khoanh", .text), .init("lo", .text), .init("diadanh", .text),
    .init("dtich", .real), .init("nggocr", .integer), .init("ldlr", .text),
    .init("maldlr", .integer), .init("sldlr", .text), .init("namtr", .integer), .init("mgo", .real),
    .init("mgolo", .real), .init("lapdia", .integer), .init("malr3", .integer),
    .init("dtuong", .integer), .init("churung", .text), .init("nguon", .text),
  ]

  /// Invented names; none stands for a person.
  private static let surnames = ["Lò Văn", "Vàng A", "Hà Thị", "Quàng Văn", "Sồng A", "Bàn Văn"]
  private static let givenNames = ["Mẫu", "Thử", "Ví Dụ", "Giả Định", "Minh Họa"]

  static func write(
    _ landscape: Landscape, seed: UInt64, reference: CoordinateReference, to path: String
  ) throws {
    removeOld(path)
    let writer = try GeoPackageWriter(
      path, layer: "parcels", reference: reference, fields: fields,
      title: "SYNTHETIC forest parcels, invented for the sample data of forestcarbon")
    var lots: [String: Int] = [:]
    for (index, parcel) in landscape.parcels.enumerated() {
      var random = SeededRandom(seed: seed, 5, index)
      let forest = parcel.forestClass
      let isWest = parcel.column < 10
      let compartment = isWest ? "951" : "952"
      let block = "\(1 + parcel.row / 4 * 2 + (parcel.column % 10) / 5)"
      let number = lots[compartment + block, default: 0]
      lots[compartment + block] = number + 1
      let volume = forest.mgo * (1 + 0.15 * random.normal())
      let mgo = max(0, (volume * 10).rounded() / 10)
      let hectares = (parcel.areaHa * 100).rounded() / 100
      let category = random.pick([(1, 44.0), (2, 11.0), (3, 45.0)])
      let owner = random.pick([(1, 34.0), (2, 38.0), (3, 9.0), (10, 11.0), (4, 5.0)])
      let name =
        owner == 1
        ? random.pick(surnames.map { ($0, 1.0) }) + " " + random.pick(givenNames.map { ($0, 1.0) })
        : owner == 2 ? "Cộng đồng bản Mẫu \(1 + index % 9)" : "Đơn vị Mẫu \(owner)"
      let values: [FieldValue] = [
        .integer(Int64(index + 1)), .integer(14), .integer(isWest ? 4048 : 4018),
        .text(isWest ? "Vân Hồ" : "Tô Múa"), .text(compartment), .text(block), .text(lot(number)),
        .text("Bản Mẫu \(1 + index % 9)"), .real(hectares), .integer(Int64(forest.nggocr)),
        .text(forest.ldlr), .integer(Int64(forest.maldlr)),
        forest.nggocr == 2 ? .text("Keo") : .null,
        forest.nggocr == 2 ? .integer(2017) : .null, .real(mgo),
        .real((mgo * hectares * 100).rounded() / 100), .integer(Int64(forest.lapdia)),
        .integer(Int64(category)), .integer(Int64(owner)), .text(name), .text("SYNTHETIC"),
      ]
      try writer.add(values, wkb: wkb(parcel.shape))
    }
    try writer.finish()
  }

  /// a, b, ... z, a1, b1, ...
  private static func lot(_ number: Int) -> String {
    let letter = String(UnicodeScalar(UInt8(ascii: "a") + UInt8(number % 26)))
    return number < 26 ? letter : letter + "\(number / 26)"
  }

  private static func wkb(_ shape: PolygonShape) -> [UInt8] {
    var bytes: [UInt8] = [1]
    func append<T>(_ value: T) { withUnsafeBytes(of: value) { bytes.append(contentsOf: $0) } }
    append(UInt32(3).littleEndian)
    append(UInt32(shape.rings.count).littleEndian)
    for ring in shape.rings {
      append(UInt32(ring.range.count).littleEndian)
      for vertex in ring.range {
        append(shape.x[vertex].bitPattern.littleEndian)
        append(shape.y[vertex].bitPattern.littleEndian)
      }
    }
    return bytes
  }
}
