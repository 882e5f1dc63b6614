public import ForestModel

/// A format that results are exported in.
public enum ExportFormat: String, Sendable, CaseIterable {
  /// GeoPackage.
  case gpkg
  /// FlatGeobuf.
  case fgb
  /// GeoJSON by RFC 7946.
  case geojson
  /// Shapefile.
  case shp
  /// Table as text.
  case csv
  /// Workbook.
  case xlsx
  /// Boundary for Google Earth and for standards.
  case kml
  /// Cloud-optimised GeoTIFF of t CO2e per hectare.
  case cog

  /// Whether results without polygons can be written in it.
  var isTable: Bool { self == .csv || self == .xlsx }

  /// Its files.
  var files: [String] {
    switch self {
    case .gpkg: ["parcels.gpkg"]
    case .fgb: ["parcels.fgb"]
    case .geojson: ["parcels.geojson"]
    case .shp: ["shp", "shx", "dbf", "prj", "cpg"].map { "parcels." + $0 }
    case .csv: ["parcels.csv"]
    case .xlsx: ["parcels.xlsx"]
    case .kml: ["boundary.kml"]
    case .cog: ["co2e_t_ha.tif"]
    }
  }

  /// What to open its file with.
  public var use: Phrase {
    switch self {
    case .gpkg: Phrase("for QGIS, with style and aliases", vi: "cho QGIS, có kiểu và tên trường")
    case .fgb: Phrase("for web maps", vi: "cho bản đồ web")
    case .geojson:
      Phrase(
        "WGS 84, for web maps and registries", vi: "WGS 84, cho bản đồ web và hệ thống đăng ký")
    case .shp:
      Phrase(
        "for ArcGIS and MapInfo; names in parcels_fields.csv",
        vi: "cho ArcGIS và MapInfo; tên trường ở parcels_fields.csv")
    case .csv: Phrase("table with lon and lat", vi: "bảng có kinh độ, vĩ độ")
    case .xlsx: Phrase("for Excel and LibreOffice", vi: "cho Excel và LibreOffice")
    case .kml: Phrase("boundary for Google Earth", vi: "ranh giới cho Google Earth")
    case .cog: Phrase("raster of t CO₂e/ha", vi: "ảnh raster tCO₂tđ/ha")
    }
  }
}

/// What `export` is asked for.
public struct ExportRequest: Sendable {
  /// Folder with the results of `estimate`.
  public var results: String
  /// Formats, in the order in which they are written.
  public var formats: [ExportFormat]
  /// Side of a cell of the raster, m.
  public var cellSizeM = 25.0
  /// Whether names of owners and other personal data stay, where the results hold them.
  public var keepsPersonalData = false
  /// Database to write into, `PG:...`.
  public var database: String?
  /// Schema of its tables.
  public var schema = "forestcarbon"
  /// Whether tables of others are replaced.
  public var replaces = false
  /// Name of the project, for the boundary.
  public var name: String?

  /// A request with default settings.
  public init(results: String, formats: [ExportFormat]) {
    self.results = results
    self.formats = formats
  }

  /// Formats as typed, e.g. `gpkg,csv`; `none` writes no files.
  public static func formats(_ text: String) throws(WorkflowError) -> [ExportFormat] {
    if text == "none" { return [] }
    var formats: [ExportFormat] = []
    let all = ExportFormat.allCases.map(\.rawValue)
    for word in text.split(separator: ",").map({ $0.filter { $0 != " " }.lowercased() }) {
      guard let format = ExportFormat(rawValue: word) else {
        throw .usage(
          Phrase(
            "--format: read {value}, expected one or more of {all}",
            vi: "--format: đọc được {value}, cần một hoặc nhiều trong {all}"),
          ["value": word, "all": all.joined(separator: ",")])
      }
      if !formats.contains(format) { formats.append(format) }
    }
    return formats
  }

  var parameters: [String: JSONValue] {
    [
      "formats": .array(formats.map { .string($0.rawValue) }), "cell_size_m": .number(cellSizeM),
      "keep_personal": .bool(keepsPersonalData),
      "name": name.map(JSONValue.string) ?? .null,
    ]
  }

  /// Names of the files besides the run record.
  var fileNames: [String] {
    formats.flatMap(\.files) + (formats.isEmpty ? [] : ["parcels_fields.csv"])
  }
}
