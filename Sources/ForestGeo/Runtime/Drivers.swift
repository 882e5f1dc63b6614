import CGDAL
import Synchronization

/// The formats that are read and written. GDAL knows two hundred; each one more is a parser that a
/// file may choose by its content, and many reach into a network. docs/data-formats.md gives the
/// reasons.
enum Drivers {
  /// Files on this machine. MEM and Memory are GDAL's own scratch space.
  static let local: Set<String> = [
    "ESRI Shapefile", "MapInfo File", "GPKG", "OpenFileGDB", "GeoJSON", "GeoJSONSeq", "FlatGeobuf",
    "KML", "LIBKML", "CSV", "XLSX", "ODS", "XLS", "OGR_VRT", "Memory",
    "GTiff", "COG", "VRT", "HFA", "AAIGrid", "ENVI", "EHdr", "MEM",
  ]
  /// Services, with `--allow-network`.
  static let network: Set<String> = ["HTTP", "WFS", "OAPIF", "WCS", "WMS", "WMTS"]
  /// A database that the command line itself names; never one that a file names.
  static let database = "PostgreSQL"

  /// Formats as people name them, for messages.
  static let names =
    "shapefile, GeoPackage, GeoJSON, MapInfo TAB/MIF, KML/KMZ, FlatGeobuf, File Geodatabase, CSV, XLSX, ODS, DBF, GeoTIFF, VRT, Erdas .img, ASCII grid"

  /// The drivers that may open a file with this ending, and the ending's meaning; `nil` for endings
  /// that promise nothing.
  private static let endings: [String: (drivers: Set<String>, name: String)] = [
    "shp": (["ESRI Shapefile"], "shapefile"), "dbf": (["ESRI Shapefile"], "DBF"),
    "shx": (["ESRI Shapefile"], "shapefile"), "gpkg": (["GPKG"], "GeoPackage"),
    "geojson": (["GeoJSON"], "GeoJSON"), "geojsonl": (["GeoJSONSeq"], "GeoJSON"),
    "json": (["GeoJSON", "GeoJSONSeq"], "GeoJSON"), "tab": (["MapInfo File"], "MapInfo TAB"),
    "mif": (["MapInfo File"], "MapInfo MIF"), "mid": (["MapInfo File"], "MapInfo MIF"),
    "kml": (["KML", "LIBKML"], "KML"), "kmz": (["LIBKML"], "KMZ"),
    "fgb": (["FlatGeobuf"], "FlatGeobuf"), "gdb": (["OpenFileGDB"], "File Geodatabase"),
    "xlsx": (["XLSX"], "XLSX"), "xlsm": (["XLSX"], "XLSX"), "ods": (["ODS"], "ODS"),
    "xls": (["XLS"], "XLS"), "vrt": (["VRT", "OGR_VRT"], "VRT"), "tif": (["GTiff"], "GeoTIFF"),
    "tiff": (["GTiff"], "GeoTIFF"), "img": (["HFA"], "Erdas .img"),
    "asc": (["AAIGrid"], "ASCII grid"),
  ]

  /// What the name of a file promises; `nil` when its ending promises nothing.
  static func promise(of path: String) -> (drivers: Set<String>, name: String)? {
    guard let dot = path.lastIndex(of: ".") else { return nil }
    let ending = path[path.index(after: dot)...].lowercased()
    return endings[ending.hasSuffix("/") ? String(ending.dropLast()) : ending]
  }

  /// Registers the drivers and takes out all others, for the whole process: a VRT's sources are then
  /// opened by the same short list. The driver of the database is kept aside.
  static func register(withNetwork: Bool) {
    GDALAllRegister()
    let allowed = withNetwork ? local.union(network) : local
    for index in (0..<GDALGetDriverCount()).reversed() {
      guard let driver = GDALGetDriver(index) else { continue }
      let name = String(cString: GDALGetDriverShortName(driver))
      if name == database { databaseDriver.withLock { $0 = UInt(bitPattern: driver) } }
      if !allowed.contains(name) { GDALDeregisterDriver(driver) }
    }
  }

  /// Address of the database's driver while it is off the list; GDAL never frees it.
  private static let databaseDriver = Mutex<UInt>(0)

  /// Puts the database on the list: the command line names one. Does nothing the second time.
  static func registerDatabase() {
    databaseDriver.withLock { address in
      if let driver = UnsafeMutableRawPointer(bitPattern: address) { GDALRegisterDriver(driver) }
      address = 0
    }
  }
}
