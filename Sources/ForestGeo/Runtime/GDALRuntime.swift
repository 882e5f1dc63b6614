import CGDAL
import CPROJ
import ForestModel
import Glibc
import Synchronization

/// GDAL for the whole process: drivers registered once, messages kept from the terminal, no network.
public enum GDALRuntime {
  /// Settings that stand above the environment and any file of settings.
  private static let settings: [(key: String, value: String)] = [
    ("PROJ_NETWORK", "OFF"), ("GDAL_HTTP_MAX_RETRY", "0"),
    // Plugins are programs: none is loaded, whatever the environment says; and drivers are chosen here.
    ("GDAL_DRIVER_PATH", "disable"), ("GDAL_CONFIG_FILE", "/dev/null"), ("GDAL_SKIP", ""),
    ("OGR_SKIP", ""), ("GDAL_VRT_ENABLE_PYTHON", "NO"), ("OGR_SQLITE_LOAD_EXTENSIONS", ""),
    // Rebuilding an index would write beside the input.
    ("SHAPE_RESTORE_SHX", "NO"),
    // Sheets are read as the text they hold; the header row is ours to find.
    ("OGR_XLSX_HEADERS", "DISABLE"), ("OGR_XLSX_FIELD_TYPES", "STRING"),
    ("OGR_ODS_HEADERS", "DISABLE"), ("OGR_ODS_FIELD_TYPES", "STRING"),
    // GeoPackages carry the date of their making: fix it, so that equal results are equal bytes.
    ("OGR_CURRENT_DATE", "2000-01-01T00:00:00.000Z"),
    // Without this a shapefile's stored area of holes is rebuilt on reading, slowly.
    ("OGR_ORGANIZE_POLYGONS", "DEFAULT"),
  ]

  private static let isReady: Bool = {
    // The handler is process-wide; the "push" variant would only hold for one thread.
    CPLSetErrorHandler(CPLQuietErrorHandler)
    for (key, value) in settings { CPLSetConfigOption(key, value) }
    // PROJ looks at the environment itself.
    setenv("PROJ_NETWORK", "OFF", 1)
    OSRSetPROJEnableNetwork(0)
    let withNetwork = isNetworkAllowed.load(ordering: .relaxed)
    Drivers.register(withNetwork: withNetwork)
    if !withNetwork {
      NetworkGuard.closeFileSystems()
      NetworkGuard.closeFetching()
    }
    return true
  }()

  private static let isNetworkAllowed = Atomic<Bool>(false)

  /// Lets paths lead to a network; the user asked for it with `--allow-network`. Must come before the
  /// first file is opened: what is closed then stays closed.
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

  /// The same for the slot `reason` of a finding: GDAL speaks English only, so its words are quoted as its own.
  static func takeLastReason() -> [String: String] { quoted(takeLastError()) }

  static func quoted(_ words: String) -> [String: String] {
    .words(
      "reason", Phrase("GDAL: \"\(words)\"", vi: "GDAL báo bằng tiếng Anh: “\(words)”"))
  }

  /// Refuses what would leave this machine: addresses, and GDAL's network file systems and services.
  static func refuseNetwork(_ path: String) throws(GeoError) {
    if isNetworkAllowed.load(ordering: .relaxed) { return }
    if PostgresSource.isNamed(by: path) {
      let source = try PostgresSource(path)
      if source.isLocal { return }
      throw GeoError(
        .networkRefused, path: source.label,
        detail:
          "leads to a network; a server on this machine is named by host=localhost or by the folder of its socket; for another one give --allow-network"
      )
    }
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

  /// A path that is a file or folder of this machine must be there, be readable, and end some day:
  /// pipes and devices are refused.
  static func requireReadable(_ path: String) throws(GeoError) {
    if PostgresSource.isNamed(by: path) || path.hasPrefix("/vsi") { return }
    var facts = stat()
    guard stat(path, &facts) == 0, access(path, R_OK) == 0 else {
      throw GeoError(.openFailed, path: path, detail: String(cString: strerror(errno)))
    }
    // A file geodatabase is a folder by nature; any other folder is a slip, though GDAL may find
    // something to open in it.
    let isGeodatabase = path.lowercased().hasSuffix(".gdb") || path.lowercased().hasSuffix(".gdb/")
    let kind = facts.st_mode & S_IFMT
    guard kind == S_IFREG || (kind == S_IFDIR && isGeodatabase) else {
      throw GeoError(
        .openFailed, path: path,
        detail: kind == S_IFDIR ? "is a folder, a file is needed" : "is not a plain file")
    }
  }

  /// All files that make up a dataset, as GDAL lists them; the path alone for a plain file. For a
  /// path inside an archive, the archive.
  public static func files(of path: String) throws(GeoError) -> [String] {
    start()
    try refuseNetwork(path)
    try requireReadable(path)
    if PostgresSource.isNamed(by: path) { return [] }
    let text = [".csv", ".tsv", ".txt", ".tab"]
    if text.contains(where: { path.lowercased().hasSuffix($0) }), !path.hasSuffix(".tab") {
      return [path]
    }
    try HeaderCheck.run(path)
    var found: [String] = []
    CPLErrorReset()
    if let handle = GDALOpenEx(path, UInt32(GDAL_OF_VECTOR | GDAL_OF_RASTER), nil, nil, nil) {
      let list = GDALGetFileList(handle)
      var index = 0
      while let name = list?[index] {
        found.append(String(cString: name))
        index += 1
      }
      CSLDestroy(list)
      GDALClose(handle)
    }
    CPLErrorReset()
    if found.isEmpty { found = [path] }
    return Array(Set(found.flatMap(plainFiles))).sorted()
  }

  /// The files on disk behind a path: an archive for what is inside it, the files of a folder.
  private static func plainFiles(_ path: String) -> [String] {
    var name = path
    if path.hasPrefix("/vsi") {
      // /vsizip/inputs/lots.zip/lots.shp: the longest part that is a file.
      var parts = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst(2)
      while !parts.isEmpty {
        name = parts.joined(separator: "/")
        if access(name, R_OK) == 0 { break }
        if access("/" + name, R_OK) == 0 {
          name = "/" + name
          break
        }
        parts = parts.dropLast()
      }
      if parts.isEmpty { return [] }
    }
    var facts = stat()
    guard stat(name, &facts) == 0 else { return [] }
    guard facts.st_mode & S_IFMT == S_IFDIR else { return [name] }
    let list = VSIReadDir(name)
    defer { CSLDestroy(list) }
    var files: [String] = []
    var index = 0
    while let entry = list?[index] {
      let inside = name + "/" + String(cString: entry)
      if stat(inside, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG { files.append(inside) }
      index += 1
    }
    return files
  }

  /// Opens a dataset read-only, with its text as GDAL recodes it or (`isRecoding` false) as it is: see
  /// `SourceText`. Text in a code page that only GDAL knows is recoded all the same.
  static func open(
    _ path: String, flags: Int32, isRecoding: Bool
  ) throws(GeoError) -> GDALDatasetH {
    if isRecoding || path.hasPrefix("PG:") { return try open(path, flags: flags) }
    let handle = try open(path, flags: flags, options: SourceText.openOptions)
    if let layer = GDALDatasetGetLayer(handle, 0),
      case .other = SourceText.declaration(of: layer)
    {
      GDALClose(handle)
      return try open(path, flags: flags)
    }
    return handle
  }

  /// Opens a dataset read-only.
  static func open(
    _ path: String, flags: Int32, options: [String] = []
  ) throws(GeoError)
    -> GDALDatasetH
  {
    start()
    try refuseNetwork(path)
    try requireReadable(path)
    try HeaderCheck.run(path)
    let database = PostgresSource.isNamed(by: path) ? try PostgresSource(path) : nil
    if database != nil { Drivers.registerDatabase() }
    CPLErrorReset()
    let handle = withConstantStringList(options) { list in
      GDALOpenEx(database?.connection ?? path, UInt32(flags), nil, list, nil)
    }
    guard let handle else {
      if let database {
        throw GeoError(.openFailed, path: database.label, detail: takeDatabaseError())
      }
      let reason = takeLastError()
      if path.hasPrefix("/vsi") { throw GeoError(.openFailed, path: path, detail: reason) }
      throw refusal(path, reason)
    }
    CPLErrorReset()
    // A file is what its name says, or it is not read: GDAL goes by the content alone.
    let driver = String(cString: GDALGetDriverShortName(GDALGetDatasetDriver(handle)))
    if let promise = Drivers.promise(of: path), !promise.drivers.contains(driver) {
      GDALClose(handle)
      throw GeoError(
        .openFailed, path: path, .fileKind,
        FileKind.slots(found: FileKind.name(of: path) ?? driver, ["named": promise.name]))
    }
    return handle
  }

  /// Why a file could not be opened: it is something else, or it is damaged.
  private static func refusal(_ path: String, _ reason: String) -> GeoError {
    let found = FileKind.name(of: path)
    let promise = Drivers.promise(of: path)
    if let found, let promise, !found.contains(promise.name), !promise.name.contains(found) {
      return GeoError(
        .openFailed, path: path, .fileKind, FileKind.slots(found: found, ["named": promise.name]))
    }
    if promise == nil, found == "ZIP" {
      return GeoError(.openFailed, path: path, .archiveNotUnpacked, ["path": path])
    }
    if promise == nil {
      return GeoError(
        .openFailed, path: path, .fileNotRead,
        FileKind.slots(found: found, ["formats": Drivers.names]))
    }
    return GeoError(.openFailed, path: path, .fileDamaged, quoted(reason))
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
