import CGDAL

/// Closes GDAL's ways out of this machine, for the whole process: nothing that a file names - a VRT's
/// source, an overview, a schema - is fetched. Coordinates never use PROJ's network: with it the same
/// files would give other digits on another day.
enum NetworkGuard {
  /// File systems of GDAL that lead to files of this machine and unpack no more than is asked for.
  private static let local: Set<String> = ["/vsimem/", "/vsizip/", "/vsisubfile/"]

  /// Says no on behalf of every file system that is not local.
  static func closeFileSystems() {
    guard let callbacks = VSIAllocFilesystemPluginCallbacksStruct() else { return }
    defer { VSIFreeFilesystemPluginCallbacksStruct(callbacks) }
    callbacks.pointee.open = { _, name, _ in
      NetworkGuard.refuse(name)
      return nil
    }
    let prefixes = VSIGetFileSystemsPrefixes()
    defer { CSLDestroy(prefixes) }
    var index = 0
    while let prefix = prefixes?[index] {
      index += 1
      if !local.contains(String(cString: prefix)) { VSIInstallPluginHandler(prefix, callbacks) }
    }
  }

  /// Answers every fetch of GDAL's with an error.
  static func closeFetching() {
    CPLHTTPSetFetchCallback(
      { url, _, _, _, _, _, _ in
        NetworkGuard.refuse(url)
        guard
          let memory = VSICalloc(1, MemoryLayout<CPLHTTPResult>.size)?.bindMemory(
            to: CPLHTTPResult.self, capacity: 1)
        else { return nil }
        memory.pointee.nStatus = 1
        memory.pointee.pszErrBuf = VSIStrdup("networks are closed")
        return memory
      }, nil)
  }

  /// Leaves the reason where GDAL's callers look for it.
  private static func refuse(_ address: UnsafePointer<CChar>?) {
    let text = address.map { String(cString: $0) } ?? ""
    withVaList([]) { list in
      CPLErrorV(
        CE_Failure, CPLE_OpenFailed,
        "a network was asked for and refused: \(text.filter { $0 != "%" })", list)
    }
  }
}
