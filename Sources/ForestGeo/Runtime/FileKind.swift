import ForestModel

/// What a file is by its first bytes, whatever its name says. Only used to tell people; GDAL decides
/// for itself what it can read.
enum FileKind {
  /// Name of the content for messages; `nil` for plain text and what is not known.
  static func name(of path: String) -> String? {
    guard let file = ByteFile(path) else { return nil }
    if file.size == 0 { return "empty (0 bytes)" }
    return name(of: file.bytes(at: 0, count: 4096))
  }

  /// A name of a kind for people; those that are no names of formats differ between the languages.
  static func words(_ name: String?) -> Phrase {
    switch name {
    case nil: Phrase("unknown", vi: "không rõ")
    case "empty (0 bytes)": Phrase("empty (0 bytes)", vi: "tệp rỗng (0 byte)")
    case "a program": Phrase("a program", vi: "chương trình máy tính")
    case "QGIS layer definition": Phrase("QGIS layer definition", vi: "định nghĩa lớp của QGIS")
    case .some(let name): Phrase(same: name)
    }
  }

  /// Slots of the finding `file-kind` and its like.
  static func slots(found: String?, _ others: [String: String]) -> [String: String] {
    var slots = others
    slots.put("found", words(found))
    return slots
  }

  private static func name(of head: [UInt8]) -> String? {
    let signatures: [(bytes: [UInt8], name: String)] = [
      (Array("%PDF".utf8), "PDF"), ([0x89, 0x50, 0x4E, 0x47], "PNG"), ([0xFF, 0xD8, 0xFF], "JPEG"),
      (Array("GIF8".utf8), "GIF"), (Array("Rar!".utf8), "RAR"),
      ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "7z"), ([0x1F, 0x8B], "gzip"),
      ([0xD0, 0xCF, 0x11, 0xE0], "Microsoft Office 97-2003 (.xls, .doc)"),
      (Array("SQLite format 3\0".utf8), "SQLite / GeoPackage"),
      ([0x49, 0x49, 0x2A, 0x00], "TIFF"), ([0x4D, 0x4D, 0x00, 0x2A], "TIFF"),
      ([0x49, 0x49, 0x2B, 0x00], "BigTIFF"), ([0x4D, 0x4D, 0x00, 0x2B], "BigTIFF"),
      ([0x00, 0x00, 0x27, 0x0A], "shapefile"), (Array("CDF".utf8), "NetCDF"),
      ([0x89, 0x48, 0x44, 0x46], "HDF5"), (Array("fgb".utf8), "FlatGeobuf"),
      (Array("EHFA_HEADER_TAG".utf8), "Erdas .img"), ([0x7F, 0x45, 0x4C, 0x46], "a program"),
    ]
    if let known = signatures.first(where: { head.starts(with: $0.bytes) }) { return known.name }
    if head.starts(with: [0x50, 0x4B, 0x03, 0x04]) { return archiveName(head) }
    return textName(head)
  }

  /// Office files are ZIP archives; the first entries tell which.
  private static func archiveName(_ head: [UInt8]) -> String {
    let text = String(decoding: head, as: UTF8.self)
    if text.contains("opendocument.spreadsheet") { return "ODS" }
    if text.contains("opendocument") { return "OpenDocument" }
    if text.contains("word/") { return "DOCX" }
    if text.contains("xl/") || text.contains("[Content_Types].xml") { return "XLSX / DOCX" }
    return text.contains(".kml") ? "KMZ" : "ZIP"
  }

  private static func textName(_ head: [UInt8]) -> String? {
    let text = String(
      decoding: head.drop { $0 <= 0x20 || $0 == 0xEF || $0 == 0xBB || $0 == 0xBF }, as: UTF8.self)
    let lower = text.lowercased()
    if lower.hasPrefix("<!doctype html") || lower.hasPrefix("<html") { return "HTML" }
    if lower.hasPrefix("<ogrvrtdatasource") || lower.hasPrefix("<vrtdataset") { return "VRT" }
    if lower.hasPrefix("<") {
      for (mark, name) in [
        ("<kml", "KML"), ("<gml", "GML"), ("featurecollection", "GML"), ("<gdal_w", "WMS / WCS"),
        ("<wms_", "WMS"), ("<ogrwfsdatasource", "WFS"), ("<wcs_gdal", "WCS"), ("<gpx", "GPX"),
        ("<qlr", "QGIS layer definition"),
      ] where lower.contains(mark) { return name }
      return "XML"
    }
    if lower.hasPrefix("{") || lower.hasPrefix("[") { return "JSON" }
    if lower.hasPrefix("!table") { return "MapInfo TAB" }
    if lower.hasPrefix("version") && lower.contains("columns") { return "MapInfo MIF" }
    return nil
  }

  /// Refuses a binary file, or another well-known format, where separated text is expected.
  static func requireText(_ path: String) throws(GeoError) {
    guard let kind = name(of: path), !kind.hasPrefix("empty"), kind != "JSON" || !isCSV(path) else {
      return
    }
    throw GeoError(.openFailed, path: path, .fileKind, slots(found: kind, ["named": "CSV"]))
  }

  /// A header may begin with a bracket; an object of JSON has its first name in quotes.
  private static func isCSV(_ path: String) -> Bool {
    guard let file = ByteFile(path) else { return false }
    let head = String(decoding: file.bytes(at: 0, count: 4096), as: UTF8.self)
    return !head.contains("\"type\"")
  }
}
