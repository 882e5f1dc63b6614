import CGDAL
public import ForestModel
import Glibc

/// Text as GDAL's drivers hand it over: the bytes of the file, wherever GDAL lets them through.
///
/// GDAL 3.6 loses the last letter of every value and of every field name when it recodes from
/// Windows-1258 or TCVN itself: its decoder waits for a mark that may follow. Layers are therefore opened
/// without recoding, and read here.
enum SourceText {
  /// The open option that keeps shapefiles and DBF tables from being recoded.
  static let openOptions = ["ENCODING="]

  /// Drivers whose text is Unicode by definition.
  private static let unicodeDrivers: Set<String> = [
    "GPKG", "SQLite", "GeoJSON", "GeoJSONSeq", "TopoJSON", "FlatGeobuf", "XLSX", "ODS", "KML",
    "LIBKML", "GML", "OpenFileGDB", "PostgreSQL", "GPX", "Parquet", "Arrow",
  ]

  static func driver(of dataset: GDALDatasetH) -> String {
    String(cString: GDALGetDriverShortName(GDALGetDatasetDriver(dataset)))
  }

  static func isUnicode(_ dataset: GDALDatasetH) -> Bool {
    unicodeDrivers.contains(driver(of: dataset))
  }

  /// What a file says of its text.
  enum Declaration {
    /// Nothing that means anything.
    case none
    /// One of our encodings; `source` names where it stands.
    case encoding(TextEncoding, source: String)
    /// Another one, of which GDAL knows the table.
    case other
  }

  /// The .cpg file, else the language driver of the DBF header. Language drivers 0x57 and 0x03 (ANSI and
  /// Windows-1252) say nothing: they are what programs write by default, also over TCVN3 and VNI.
  static func declaration(of layer: OGRLayerH) -> Declaration {
    func item(_ name: String) -> String {
      GDALGetMetadataItem(layer, name, "SHAPEFILE").map { String(cString: $0) } ?? ""
    }
    let page = item("CPG_VALUE")
    if !page.isEmpty {
      return TextEncoding(named: page).map { .encoding($0, source: ".cpg (\(page))") } ?? .other
    }
    let driver = item("LDID_VALUE")
    switch driver {
    case "", "0", "3", "87": return .none
    default:
      let name = item("ENCODING_FROM_LDID")
      guard !name.isEmpty else { return .none }
      return TextEncoding(named: name).map { .encoding($0, source: "LDID \(driver)") } ?? .other
    }
  }

  /// Whether a MapInfo table says WindowsLatin1: GDAL then turns its bytes into Western letters, also
  /// where they are TCVN3 or VNI, and each letter stands for one byte.
  static func isSeenAsWestern(_ path: String, driver: String) -> Bool {
    guard driver == "MapInfo File" else { return false }
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return false }
    defer { close(file) }
    var start = [UInt8](repeating: 0, count: 4_096)
    let count = start.withUnsafeMutableBytes { Glibc.read(file, $0.baseAddress, $0.count) }
    let head = String(decoding: start.prefix(max(0, count)), as: UTF8.self).lowercased()
    return head.contains("charset windowslatin1") || head.contains("charset \"windowslatin1\"")
  }

  /// The bytes of a C string, as they are.
  static func bytes(_ text: UnsafePointer<CChar>?) -> [UInt8] {
    guard let text else { return [] }
    return text.withMemoryRebound(to: UInt8.self, capacity: strlen(text)) {
      Array(UnsafeBufferPointer(start: $0, count: strlen(text)))
    }
  }

  /// The names of the fields, as they are.
  static func names(_ definition: OGRFeatureDefnH?) -> [[UInt8]] {
    (0..<OGR_FD_GetFieldCount(definition)).map {
      bytes(OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(definition, $0)))
    }
  }
}

extension VectorDataset {
  /// Features looked at for the encoding of their text: all of a small layer, blocks spread evenly over
  /// a large one.
  private static let surveyed = 100_000
  private static let block = 1_000

  /// The different values of the text fields; `nil` where the format is Unicode anyway and no survey
  /// `isWanted`.
  ///
  /// - Parameter isWholeLayer: whether to look at the features too, not only at what the file says.
  /// - Cost: reads up to 100,000 features.
  public func surveyText(
    isWanted: Bool = false, isWholeLayer: Bool = true
  ) -> TextSurvey? {
    if SourceText.isUnicode(dataset), !isWanted { return nil }
    var survey = TextSurvey()
    let definition = OGR_L_GetLayerDefn(layer)
    survey.setNames(SourceText.names(definition))
    if case .encoding(let encoding, let source) = SourceText.declaration(of: layer) {
      survey.declared = (encoding, source)
    }
    survey.isSeenAsWestern = SourceText.isSeenAsWestern(
      path, driver: SourceText.driver(of: dataset))
    let texts = fields.indices.filter { fields[$0].kind == .text }
    guard isWholeLayer, !texts.isEmpty else { return survey }
    let blocks = (count + Self.block - 1) / Self.block
    let taken = min(blocks, Self.surveyed / Self.block)
    for number in 0..<taken {
      let first = number * blocks / taken * Self.block
      guard OGR_L_SetNextByIndex(layer, Int64(first)) == OGRERR_NONE else { break }
      for _ in 0..<Self.block {
        guard let feature = OGR_L_GetNextFeature(layer) else { break }
        defer { OGR_F_Destroy(feature) }
        for field in texts {
          guard OGR_F_IsFieldSetAndNotNull(feature, Int32(field)) != 0 else { continue }
          survey.add(
            SourceText.bytes(OGR_F_GetFieldAsString(feature, Int32(field))), column: field,
            row: "\(OGR_F_GetFID(feature))")
        }
      }
    }
    OGR_L_ResetReading(layer)
    return survey
  }
}
