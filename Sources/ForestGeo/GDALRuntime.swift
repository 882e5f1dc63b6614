import CGDAL
import CPROJ
import Glibc
import Synchronization

/// GDAL for the whole process: drivers registered once, messages kept from the terminal, no network.
public enum GDALRuntime {
  private static let isReady: Bool = {
    // The handler is process-wide; the "push" variant would only hold for one thread.
    CPLSetErrorHandler(CPLQuietErrorHandler)
    for (key, value) in [
      ("PROJ_NETWORK", "OFF"), ("GDAL_HTTP_MAX_RETRY", "0"), ("CPL_VSIL_CURL_ALLOWED_FILENAME", "/"),
      // Sheets are read as the text they hold; the header row is ours to find.
      ("OGR_XLSX_HEADERS", "DISABLE"), ("OGR_XLSX_FIELD_TYPES", "STRING"),
      ("OGR_ODS_HEADERS", "DISABLE"), ("OGR_ODS_FIELD_TYPES", "STRING"),
      // GeoPackages carry the date of their making: fix it, so that equal results are equal bytes.
      ("OGR_CURRENT_DATE", "2000-01-01T00:00:00.000Z"),
      // Without this a shapefile's stored area of holes is rebuilt on reading, slowly.
      ("OGR_ORGANIZE_POLYGONS", "DEFAULT"),
    ] {
      CPLSetConfigOption(key, value)
    }
    GDALAllRegister()
    return true
  }()

  private static let isNetworkAllowed = Atomic<Bool>(false)

  /// Lets paths lead to a network from now on; the user asked for it with `--allow-network`.
  public static func allowNetwork() { isNetworkAllowed.store(true, ordering: .relaxed) }

  /// Registers the drivers, once.
  static func start() { _ = isReady }

  /// Versions of the libraries under us, for the run record.
  public static var versions: [String: String] {
    start()
    return [
      "gdal": String(cString: GDALVersionInfo("RELEASE_NAME")),
      "proj": String(cString: proj_info().version),
      "geos": geosVersion,
    ]
  }

  private static var geosVersion: String {
    var major: Int32 = 0
    var minor: Int32 = 0
    var patch: Int32 = 0
    return OGRGetGEOSVersion(&major, &minor, &patch) ? "\(major).\(minor).\(patch)" : "none"
  }

  /// GDAL's last message on this thread, and forgets it. Call right after the call that failed.
  static func takeLastError() -> String {
    let message = CPLGetLastErrorMsg().map { String(cString: $0) } ?? ""
    CPLErrorReset()
    return message.isEmpty ? "no reason given by GDAL" : message
  }

  /// Refuses what would leave this machine: addresses, and GDAL's network file systems and services.
  static func refuseNetwork(_ path: String) throws(GeoError) {
    if isNetworkAllowed.load(ordering: .relaxed) { return }
    let lower = path.lowercased()
    let services = [
      "/vsicurl", "/vsis3", "/vsigs", "/vsiaz", "/vsiadls", "/vsioss", "/vsiswift", "/vsiwebhdfs",
      "/vsihdfs", "wfs:", "wms:", "wmts:", "wcs:", "oapif:", "csw:", "plscenes:", "carto:",
      "elasticsearch:", "es:", "amigocloud:",
    ]
    if lower.contains("://") || services.contains(where: { lower.contains($0) }) {
      throw GeoError(
        .networkRefused, path: path,
        detail: "leads to a network; copy the file to this machine first, or give --allow-network")
    }
  }

  /// Opens a dataset read-only.
  static func open(_ path: String, flags: Int32, options: [String] = []) throws(GeoError)
    -> GDALDatasetH
  {
    start()
    try refuseNetwork(path)
    let isService = path.hasPrefix("PG:")
    if !isService, access(path, R_OK) != 0 {
      let reason = String(cString: strerror(errno))
      throw GeoError(.openFailed, path: path, detail: reason)
    }
    CPLErrorReset()
    let handle = withConstantStringList(options) { list in
      GDALOpenEx(path, UInt32(flags), nil, list, nil)
    }
    guard let handle else {
      throw GeoError(.openFailed, path: path, detail: takeLastError())
    }
    CPLErrorReset()
    return handle
  }

  /// Calls `body` with a C list of `strings`, as GDAL's creating functions take it.
  static func withStringList<R>(
    _ strings: [String],
    _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) -> R
  ) -> R {
    var list: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
    for string in strings { list = CSLAddString(list, string) }
    defer { CSLDestroy(list) }
    return body(list)
  }

  /// The same for functions that declare the list constant.
  static func withConstantStringList<R>(
    _ strings: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> R
  ) -> R {
    withStringList(strings) { list in
      guard let list else { return body(nil) }
      return list.withMemoryRebound(to: UnsafePointer<CChar>?.self, capacity: strings.count + 1) {
        body($0)
      }
    }
  }
}
