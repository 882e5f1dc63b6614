import ForestGeo
import ForestModel
import Foundation
import TestSupport
import Testing

extension FindingLog {
  /// Without the note on columns that nothing reads.
  fileprivate var told: [Finding] { findings.filter { $0.kind != .unusedColumns } }
}

/// Tables and layers whose letters are not Unicode.
@Suite("Text of tables and layers")
struct TextReadingTests {
  private static let villages = [
    "Bản Mường Sại", "Tà Xùa", "Chiềng Sơn", "Nà Bó", "Cộng đồng bản Lướt", "Đất trống núi đá",
  ]

  /// Reads the species of a trees table given as bytes.
  private func species(
    _ bytes: [UInt8], _ text: TextStatements = TextStatements(), name: String = "t.csv"
  ) throws -> (species: [String], faults: Int, log: FindingLog) {
    let path = Place.scratch("text") + "/" + name
    try Data(bytes).write(to: URL(filePath: path))
    var log = FindingLog()
    var names: [String] = []
    var faults = 0
    _ = try TableReader(path).read(.trees, stated: [:], text: text, log: &log) {
      row, mapping, fault, _ in
      if fault != nil { faults += 1 }
      names.append(mapping["species"].map { row.text($0) } ?? "–")
    }
    return (names, faults, log)
  }

  private func lines(
    _ cells: [[UInt8]], header: String = "plot_id,dbh_cm,species,note",
    note: (Int) -> [UInt8] = { _ in [] }
  ) -> [UInt8] {
    var bytes = Array((header + "\n").utf8)
    for (row, cell) in cells.enumerated() {
      bytes += Array("A,10,".utf8)
      bytes += cell
      bytes.append(UInt8(ascii: ","))
      bytes += note(row)
      bytes.append(UInt8(ascii: "\n"))
    }
    return bytes
  }

  private func states(
    _ text: String, role: String = "", column: String = ""
  ) throws
    -> TextStatements
  {
    var statements = TextStatements()
    let encoding = try #require(TextStatements.Encoding(text))
    statements.state(encoding, role: role, column: column)
    return statements
  }

  @Test("a CSV in each encoding reads as its text", arguments: TextEncoding.legacy + [.utf8])
  func csv(encoding: TextEncoding) throws {
    let found = try species(lines(Self.villages.map { encoding.bytes(of: $0) }))
    #expect(found.species == Self.villages && found.faults == 0)
    #expect(found.log.counts["encoding-detected"] == (encoding == .utf8 ? nil : 1))
    #expect(!found.log.hasErrors)
    if encoding == .tcvn3 {
      let line = found.log.findings.first { $0.kind == .encodingDetected }?.line(.vietnamese) ?? ""
      #expect(line.contains("TCVN3") && line.contains("Bản Mường Sại; Tà Xùa; Chiềng Sơn"))
    }
  }

  @Test("names of columns in TCVN3 are found by their Vietnamese names")
  func header() throws {
    let header = TextEncoding.tcvn3.bytes(of: "Ô tiêu chuẩn,Đường kính (cm),Loài cây")
    let row: [UInt8] = Array("\nA,10,".utf8) + TextEncoding.tcvn3.bytes(of: "Vối thuốc")
    let found = try species(header + row)
    #expect(found.species == ["Vối thuốc"] && !found.log.hasErrors)
  }

  @Test("every column has an encoding of its own; a column that is not read may be anything")
  func columns() throws {
    let found = try species(
      lines(Self.villages.map { TextEncoding.tcvn3.bytes(of: $0) }) {
        $0 == 0 ? [0xFF, 0xFE] : TextEncoding.vni.bytes(of: Self.villages[$0])
      })
    #expect(found.species == Self.villages && !found.log.hasErrors)
    let both = try species(
      lines(
        Self.villages.map { TextEncoding.utf8.bytes(of: $0) },
        header: "plot_id,dbh_cm,species,family"
      ) { TextEncoding.vni.bytes(of: Self.villages[$0]) })
    #expect(both.species == Self.villages)
    let note = both.log.findings.first { $0.kind == .encodingDetected }
    #expect(note?.slots["columns"] == "family" && note?.slots["encoding"] == "VNI")
  }

  @Test("a column in two encodings stops, says the rows, and reads with both once they are stated")
  func mixed() throws {
    let bytes = lines(
      Self.villages.enumerated().map { ($0 < 3 ? TextEncoding.utf8 : .tcvn3).bytes(of: $1) })
    let found = try species(bytes)
    #expect(found.species.isEmpty && found.log.hasBlockingErrors)
    let finding = try #require(found.log.findings.first { $0.kind == .encodingMixed })
    #expect(finding.slots["rows"] == "5, 6, 7" && finding.location.row == "5")
    #expect(finding.sentence(.english).contains("--encoding trees.species=UTF-8+TCVN3"))
    let stated = try species(bytes, states("UTF-8+TCVN3", role: "trees", column: "species"))
    #expect(stated.species == Self.villages && !stated.log.hasErrors)
  }

  @Test("what is not clear stops, with both readings and what to type; a statement decides")
  func unclear() throws {
    let bytes = lines([[0x4E, 0xB5, 0x20, 0x42, 0xE3]])
    let found = try species(bytes)
    let finding = try #require(found.log.told.first)
    #expect(finding.kind == .encodingUnclear && found.log.hasBlockingErrors)
    #expect(finding.slots["samples"] == "Nà Bó" && finding.slots["others"] == "Nộ Bã")
    #expect(finding.sentence(.english).contains("--encoding trees.species=TCVN3 or"))
    for (role, column) in [("", ""), ("trees", ""), ("trees", "species"), ("trees", "SPECIES")] {
      let stated = try species(bytes, states("TCVN3", role: role, column: column))
      #expect(stated.species == ["Nà Bó"] && stated.log.told.isEmpty)
    }
    #expect(try species(bytes, states("VISCII")).species == ["Nộ Bã"])
  }

  @Test("a general statement leaves Unicode alone, one on the file holds and is contradicted")
  func statements() throws {
    let unicode = lines(Self.villages.map { TextEncoding.utf8.bytes(of: $0) })
    let general = try species(unicode, states("TCVN3"))
    #expect(general.species == Self.villages && general.log.told.isEmpty)
    let old = lines(Self.villages.map { TextEncoding.tcvn3.bytes(of: $0) })
    let wrong = try species(old, states("VISCII", role: "trees"))
    #expect(wrong.log.counts["encoding-contradicts"] == 1)
    #expect(wrong.species[3] == "Nộ Bã")
    let absent = try species(old, states("TCVN3", role: "trees", column: "specis"))
    #expect(absent.log.counts["encoding-column-missing"] == 1 && absent.species.isEmpty)
  }

  @Test("letters of TCVN3 that a spreadsheet stored as Unicode are read when that is stated")
  func seen() throws {
    let seen = Self.villages.map { text -> [UInt8] in
      Array(TextEncoding.cp1252.decode(TextEncoding.tcvn3.bytes(of: text)).text.utf8)
    }
    let found = try species(lines(seen), states("TCVN3", role: "trees", column: "species"))
    #expect(found.species == Self.villages)
  }

  @Test("a column in capitals")
  func capitals() throws {
    var statements = TextStatements()
    statements.stateUpperCase(role: "trees", column: "species")
    let found = try species(
      lines([[0x52, 0xF5, 0x4E, 0x47], [0xA7, 0xCA, 0x54, 0x20, 0x54, 0x52, 0xE8, 0x4E, 0x47]]),
      statements)
    #expect(found.species == ["RỪNG", "ĐẤT TRỐNG"])
  }

  @Test("bytes without a meaning: the row is a fault with its column, and is not lost")
  func damaged() throws {
    var cells = Self.villages.map { TextEncoding.utf8.bytes(of: $0) }
    cells[2] += [0xFF]
    let found = try species(lines(cells))
    #expect(found.species.count == Self.villages.count && found.faults == 1)
    let finding = try #require(found.log.told.first)
    #expect(finding.kind == .textUnreadable && finding.location.row == "4")
    #expect(finding.location.column == "species")
  }

  @Test("UTF-16 with its mark in both orders, letters beyond the first plane, across pieces")
  func wide() throws {
    let text = "plot_id\tdbh_cm\tspecies\nA\t12,5\tVối thuốc 𠀀\nB\t3\tKeo\n"
    for isBig in [false, true] {
      var bytes: [UInt8] = isBig ? [0xFE, 0xFF] : [0xFF, 0xFE]
      for unit in text.utf16 {
        let pair = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
        bytes += isBig ? pair : pair.reversed()
      }
      let found = try species(bytes)
      #expect(found.species == ["Vối thuốc 𠀀", "Keo"] && !found.log.hasErrors)
      // A file that ends in the middle of a letter is told so.
      #expect(try species(bytes + (isBig ? [0xD8, 0x40] : [0x40, 0xD8])).log.hasErrors)
    }
    // More than one buffer of two-byte letters.
    var long: [UInt8] = [0xFF, 0xFE]
    let row = Array("A\t1\tVối thuốc\n".utf16)
    for unit in Array("plot_id\tdbh_cm\tspecies\n".utf16) {
      long += [UInt8(unit & 0xFF), UInt8(unit >> 8)]
    }
    let encoded = row.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    for _ in 0..<45_000 { long += encoded }
    let found = try species(long)
    #expect(found.species.count == 45_000 && found.species.allSatisfy { $0 == "Vối thuốc" })
  }

  @Test("composed and decomposed Unicode are the same text, scalar by scalar")
  func normalForm() throws {
    let apart = Self.villages.map { Array($0.decomposedStringWithCanonicalMapping.utf8) }
    let found = try species(lines(apart)).species
    #expect(
      found.map { Array($0.unicodeScalars) } == Self.villages.map { Array($0.unicodeScalars) })
  }

  // MARK: Layers

  private static let fields = [
    LayerWriter.Field(.init("churung", .text), width: 60),
    LayerWriter.Field(.init("diadanh", .text), width: 60),
    LayerWriter.Field(.init("dtich", .real), width: 12, decimals: 2),
  ]

  /// A shapefile of squares with an owner and a place.
  private func shapefile(
    _ owner: TextEncoding, _ place: TextEncoding, cpg: String? = nil, driver: UInt8? = nil
  ) throws -> String {
    let folder = Place.scratch("layer")
    let path = folder + "/lots.shp"
    var square: [UInt8] = [1, 3, 0, 0, 0, 1, 0, 0, 0, 5, 0, 0, 0]
    for value in [0, 0, 0, 1, 1, 1, 1, 0, 0, 0] as [Double] {
      withUnsafeBytes(of: value.bitPattern.littleEndian) { square += Array($0) }
    }
    var isPlace = false
    try LayerWriter.write(
      path, driver: "ESRI Shapefile", layer: "lots",
      reference: try CoordinateReference("EPSG:9206"),
      fields: Self.fields, layerOptions: ["ENCODING="],
      features: Self.villages.map {
        (values: [.text("Hộ \($0)"), .text($0), .real(1)], wkb: square)
      }
    ) { text in
      defer { isPlace.toggle() }
      return (isPlace ? place : owner).bytes(of: text)
    }
    try? FileManager.default.removeItem(atPath: folder + "/lots.cpg")
    if let cpg { try cpg.write(toFile: folder + "/lots.cpg", atomically: true, encoding: .utf8) }
    if let driver {
      var bytes = try Data(contentsOf: URL(filePath: folder + "/lots.dbf"))
      bytes[29] = driver
      try bytes.write(to: URL(filePath: folder + "/lots.dbf"))
    }
    return path
  }

  private func read(
    _ path: String, _ statements: TextStatements = TextStatements()
  ) throws -> (owners: [String], places: [String], log: FindingLog) {
    var log = FindingLog()
    let first = try VectorDataset(path)
    let seen = first.surveyText()
    var survey = try #require(seen)
    let plan = survey.plan(
      role: "parcels", file: "lots.shp", wanted: first.fields.enumerated().map { ($0, [$1.name]) },
      stated: statements, log: &log)
    var owners: [String] = []
    var places: [String] = []
    try VectorDataset(path, text: plan).forEachFeature([.values]) { _, feature in
      owners.append(feature.values[0].text)
      places.append(feature.values[1].text)
      #expect(feature.damaged.isEmpty)
    }
    return (owners, places, log)
  }

  @Test(
    "a shapefile keeps every letter, whatever its .cpg and language driver say",
    arguments: [
      (nil, nil, 0), (nil, 0x57, 0), (nil, 0x03, 0), ("UTF-8", nil, 1), ("TCVN3", nil, 0),
      ("1258", nil, 1), ("ISO-8859-1", 0x57, 1),
    ] as [(String?, UInt8?, Int)])
  func declarations(cpg: String?, driver: UInt8?, contradictions: Int) throws {
    let found = try read(try shapefile(.tcvn3, .tcvn3, cpg: cpg, driver: driver))
    #expect(found.places == Self.villages)
    #expect(found.owners == Self.villages.map { "Hộ \($0)" })
    #expect(found.log.counts["encoding-contradicts", default: 0] == contradictions)
    #expect(found.log.counts["encoding-detected"] == 1)
  }

  @Test("Windows-1258 with a .cpg that says so: no letter is lost, nothing is contradicted")
  func windows() throws {
    let found = try read(try shapefile(.cp1258, .cp1258, cpg: "1258"))
    #expect(found.places == Self.villages && found.log.counts["encoding-contradicts"] == nil)
  }

  @Test("one field in TCVN3, another in VNI; names of fields stay whole")
  func fields() throws {
    let path = try shapefile(.tcvn3, .vni)
    let found = try read(path)
    #expect(found.places == Self.villages && found.log.counts["encoding-detected"] == 2)
    #expect(try VectorDataset(path).fields.map(\.name) == ["churung", "diadanh", "dtich"])
  }

  @Test("the same DBF as a table")
  func dbf() throws {
    let path = try shapefile(.vni, .vni, cpg: "UTF-8").replacing(".shp", with: ".dbf")
    var log = FindingLog()
    var places: [String] = []
    _ = try TableReader(path).read(
      .areas, stated: ["parcel_id": "diadanh", "stratum": "churung", "area_ha": "dtich"], log: &log
    ) { row, mapping, fault, _ in
      #expect(fault == nil)
      places.append(mapping["parcel_id"].map { row.text($0) } ?? "")
    }
    #expect(places == Self.villages && log.counts["encoding-contradicts"] == 1)
  }
}
