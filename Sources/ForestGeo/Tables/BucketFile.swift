import Glibc

/// Bytes put aside on disk in buckets: appended to any bucket at any time, read back bucket by bucket. What
/// does not fit into memory is brought into another order this way.
///
/// The file has no name from its first byte on, so that nothing is left behind however the program ends. It
/// lies in the folder that `TMPDIR` names, else in `/var/tmp`, where large files belong.
public final class BucketFile {
  /// Bytes of a bucket that wait in memory.
  private static let waitingSize = 1 << 14

  private let file: Int32
  private let folder: String
  private var size = 0
  private var waiting: [[UInt8]]
  /// Where the bytes of each bucket lie in the file.
  private var pieces: [[Range<Int>]]

  /// Number of buckets.
  public var count: Int { waiting.count }

  /// An empty file of `buckets` buckets.
  public init(buckets: Int) throws(GeoError) {
    let stated = getenv("TMPDIR").map { String(cString: $0) } ?? ""
    folder = stated.isEmpty ? "/var/tmp" : stated
    var name = Array("\(folder)/forestcarbon-XXXXXX".utf8CString)
    file = mkstemp(&name)
    guard file >= 0, fcntl(file, F_SETFD, FD_CLOEXEC) == 0 else { throw Self.error(folder) }
    unlink(name)
    waiting = Array(repeating: [], count: buckets)
    pieces = Array(repeating: [], count: buckets)
  }

  deinit { close(file) }

  private static func error(_ folder: String) -> GeoError {
    GeoError(.writeFailed, path: folder, detail: String(cString: strerror(errno)))
  }

  /// Appends bytes to a bucket.
  public func append(_ bytes: [UInt8], to bucket: Int) throws(GeoError) {
    waiting[bucket].append(contentsOf: bytes)
    if waiting[bucket].count >= Self.waitingSize { try write(bucket) }
  }

  private func write(_ bucket: Int) throws(GeoError) {
    let bytes = waiting[bucket]
    var done = 0
    while done < bytes.count {
      let written = bytes.withUnsafeBytes {
        let rest = UnsafeRawBufferPointer(rebasing: $0[done...])
        return pwrite(file, rest.baseAddress, rest.count, off_t(size + done))
      }
      if written < 0, errno == EINTR { continue }
      guard written > 0 else { throw Self.error(folder) }
      done += written
    }
    pieces[bucket].append(size..<(size + bytes.count))
    size += bytes.count
    waiting[bucket].removeAll(keepingCapacity: true)
  }

  /// All bytes of a bucket, in the order in which they were appended.
  public func bytes(of bucket: Int) throws(GeoError) -> [UInt8] {
    let length = pieces[bucket].reduce(0) { $0 + $1.count }
    var failure: GeoError?
    var bytes = [UInt8](unsafeUninitializedCapacity: length + waiting[bucket].count) {
      room, filled in
      for piece in pieces[bucket] {
        var done = 0
        while done < piece.count {
          let rest = UnsafeMutableBufferPointer(rebasing: room[filled...])
          let got = pread(
            file, rest.baseAddress, piece.count - done, off_t(piece.lowerBound + done))
          if got < 0, errno == EINTR { continue }
          guard got > 0 else {
            failure = GeoError(
              .readFailed, path: folder,
              detail: got < 0 ? String(cString: strerror(errno)) : "unexpected end of file")
            return
          }
          done += got
          filled += got
        }
      }
    }
    if let failure { throw failure }
    bytes.append(contentsOf: waiting[bucket])
    return bytes
  }
}
