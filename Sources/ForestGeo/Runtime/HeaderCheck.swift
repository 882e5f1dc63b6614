import ForestModel

/// Holds the sizes that a file declares against the bytes it has, before a library trusts them. Looks
/// at headers only: quick, and in memory that what is declared cannot swell.
enum HeaderCheck {
  /// Throws what is wrong with the file; formats without sizes pass.
  static func run(_ path: String) throws(GeoError) {
    let lower = path.lowercased()
    if lower.hasPrefix("/vsi") || lower.hasPrefix("pg:") { return }
    if lower.hasSuffix(".shp") {
      try shapefile(path)
    } else if lower.hasSuffix(".dbf") {
      _ = try tableRows(path, of: path)
    } else if [".xlsx", ".xlsm", ".ods", ".kmz"].contains(where: lower.hasSuffix) {
      try archive(path)
    } else if lower.hasSuffix(".gpkg") {
      try database(path)
    } else if lower.hasSuffix(".tif") || lower.hasSuffix(".tiff") {
      try TIFFHeader.check(path)
    }
  }

  static func truncated(
    _ path: String, part: String, declared: Int, held: Int
  ) -> GeoError {
    GeoError(
      .openFailed, path: path, .fileTruncated,
      ["part": fileName(part), "declared": "\(declared)", "held": "\(held)"])
  }

  private static func fileName(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  // MARK: Shapefiles (ESRI Shapefile Technical Description, July 1998)

  private static func shapefile(_ path: String) throws(GeoError) {
    // Something else under that name: the driver's refusal names it.
    if let kind = FileKind.name(of: path), kind != "shapefile", !kind.hasPrefix("empty") { return }
    try shapeFileLength(path, of: path)
    guard let index = companion(path, "shx") else {
      throw GeoError(
        .openFailed, path: path, .shapefileWithoutIndex,
        ["part": fileName(String(path.dropLast(3)) + "shx")])
    }
    try shapeFileLength(index, of: path)
    guard let table = companion(path, "dbf") else {
      throw GeoError(
        .openFailed, path: path, .shapefileWithoutTable,
        ["part": fileName(String(path.dropLast(3)) + "dbf")])
    }
    let rows = try tableRows(table, of: path)
    let shapes = (ByteFile(index)?.size ?? 0).advanced(by: -100) / 8
    if let rows, rows != shapes {
      throw GeoError(
        .openFailed, path: path, .shapefileCounts, ["shapes": "\(shapes)", "rows": "\(rows)"])
    }
  }

  /// The file of the same name with another ending, in lower or upper case.
  private static func companion(_ path: String, _ ending: String) -> String? {
    let stem = path.dropLast(3)
    return [ending, ending.uppercased()].map { stem + $0 }.first { ByteFile($0) != nil }
  }

  /// Both .shp and .shx begin with 100 bytes that state the length in 16-bit words.
  private static func shapeFileLength(_ part: String, of path: String) throws(GeoError) {
    guard let file = ByteFile(part) else { return }
    let head = file.bytes(at: 0, count: 100)
    let words = head.number(at: 24, bytes: 4, isBigEndian: true) ?? 50
    let declared = max(100, Int(words) * 2)
    if declared > file.size {
      throw truncated(path, part: part, declared: declared, held: file.size)
    }
  }

  /// Rows that a DBF declares, when it holds them; `nil` when it is no DBF.
  private static func tableRows(_ table: String, of path: String) throws(GeoError) -> Int? {
    guard let file = ByteFile(table) else { return nil }
    let head = file.bytes(at: 0, count: 32)
    guard let rows = head.number(at: 4, bytes: 4, isBigEndian: false),
      let header = head.number(at: 8, bytes: 2, isBigEndian: false),
      let width = head.number(at: 10, bytes: 2, isBigEndian: false)
    else { throw truncated(path, part: table, declared: 32, held: file.size) }
    let declared = Int(header) + Int(rows) * Int(width)
    if declared > file.size {
      throw truncated(path, part: table, declared: declared, held: file.size)
    }
    return Int(rows)
  }

  // MARK: GeoPackage (SQLite file format, database header)

  private static func database(_ path: String) throws(GeoError) {
    guard let file = ByteFile(path) else { return }
    let head = file.bytes(at: 0, count: 100)
    guard head.starts(with: "SQLite format 3\0"),
      let stored = head.number(at: 16, bytes: 2, isBigEndian: true),
      let pages = head.number(at: 28, bytes: 4, isBigEndian: true),
      // The page count only holds when the last writer kept it up to date.
      head.number(at: 24, bytes: 4, isBigEndian: true)
        == head.number(at: 92, bytes: 4, isBigEndian: true)
    else { return }
    let declared = Int(pages) * Int(stored == 1 ? 65_536 : stored)
    if declared > file.size {
      throw truncated(path, part: path, declared: declared, held: file.size)
    }
  }

  // MARK: Office archives (APPNOTE.TXT 4.3.12 and 4.3.16)

  /// Bytes to which a spreadsheet may unpack.
  static let unpackedLimit = 1 << 30
  /// Tables rarely shrink to a fiftieth; beyond this share a small file is made to fill a memory.
  static let ratioLimit = 200

  private static func archive(_ path: String) throws(GeoError) {
    guard let file = ByteFile(path), file.size > 0 else { return }
    guard file.bytes(at: 0, count: 2).starts(with: "PK") else { return }
    let tailStart = max(0, file.size - 65_557)
    let tail = file.bytes(at: tailStart, count: 65_557)
    guard
      let end = (0...max(0, tail.count - 22)).reversed().first(where: {
        tail.count >= 22 && tail[$0] == 0x50 && tail[$0 + 1] == 0x4B && tail[$0 + 2] == 5
          && tail[$0 + 3] == 6
      }),
      let length = tail.number(at: end + 12, bytes: 4, isBigEndian: false),
      let start = tail.number(at: end + 16, bytes: 4, isBigEndian: false)
    else {
      throw GeoError(
        .openFailed, path: path, .fileDamaged,
        .words(
          "reason",
          Phrase(
            "the archive's list of files is missing", vi: "thiếu danh mục tệp của tệp nén")))
    }
    if start != 0xFFFF_FFFF, Int(start) + Int(length) > file.size {
      throw truncated(path, part: path, declared: Int(start) + Int(length) + 22, held: file.size)
    }
    let list = file.bytes(at: Int(start), count: Int(length))
    var unpacked = 0
    var place = 0
    while let mark = list.number(at: place, bytes: 4, isBigEndian: false), mark == 0x0201_4B50,
      let size = list.number(at: place + 24, bytes: 4, isBigEndian: false),
      let name = list.number(at: place + 28, bytes: 2, isBigEndian: false),
      let extra = list.number(at: place + 30, bytes: 2, isBigEndian: false),
      let comment = list.number(at: place + 32, bytes: 2, isBigEndian: false)
    {
      unpacked += Int(size)
      place += 46 + Int(name + extra + comment)
    }
    if unpacked > unpackedLimit || (unpacked > 1 << 26 && unpacked / ratioLimit > file.size) {
      throw GeoError(
        .openFailed, path: path, .archiveTooLarge,
        ["declared": "\(unpacked)", "held": "\(file.size)"])
    }
  }
}
