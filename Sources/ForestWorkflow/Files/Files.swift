import Crypto
import ForestGeo
import ForestModel
import FoundationEssentials
import Glibc

/// What changes when a file is written to or replaced.
struct FileStamp: Sendable, Equatable {
  static let changed = "was changed while it was being read; run the command again"

  private let numbers: [Int]

  init?(_ path: String) {
    var facts = stat()
    guard stat(path, &facts) == 0 else { return nil }
    numbers = [
      Int(facts.st_dev), Int(truncatingIfNeeded: facts.st_ino), Int(facts.st_size),
      facts.st_mtim.tv_sec, facts.st_mtim.tv_nsec,
    ]
  }
}

/// A file that entered or left a run.
struct FileRecord: Sendable, Equatable {
  var role: String
  var path: String
  var bytes: Int
  var sha256: String
  /// State of the file when it was hashed.
  var stamp: FileStamp?

  var json: JSONValue {
    .object([
      "role": .string(role), "path": .string(path), "bytes": .integer(bytes),
      "sha256": .string(sha256),
    ])
  }

  /// Size and SHA-256 of a file, read in pieces; of a table of a database by what its rows hold.
  init(role: String, path: String) throws(WorkflowError) {
    self.role = role
    if PostgresSource.isNamed(by: path) {
      let content = try TableDigest(path)
      (self.path, bytes, sha256) = (content.name, content.bytes, content.sha256)
      return
    }
    self.path = path
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw .surroundings(path: path, detail: lastSystemError()) }
    defer { close(file) }
    stamp = FileStamp(path)
    var hash = SHA256()
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    var size = 0
    while true {
      let count = buffer.withUnsafeMutableBytes { read(file, $0.baseAddress, $0.count) }
      guard count >= 0 else { throw .surroundings(path: path, detail: lastSystemError()) }
      if count == 0 { break }
      size += count
      hash.update(data: buffer[..<count])
    }
    bytes = size
    sha256 = Self.hexadecimal(hash.finalize())
  }

  /// SHA-256 of bytes at hand.
  static func sha256(of bytes: [UInt8]) -> String { hexadecimal(SHA256.hash(data: bytes)) }

  static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }

  /// The file and whatever belongs to it: the parts of a shapefile, the sources of a VRT, the files
  /// of a folder such as a file geodatabase.
  static func withCompanions(role: String, path: String) throws(WorkflowError) -> [FileRecord] {
    if PostgresSource.isNamed(by: path) { return [try FileRecord(role: role, path: path)] }
    let paths: [String]
    do throws(GeoError) { paths = try GDALRuntime.files(of: path) } catch {
      throw WorkflowError(error)
    }
    var records: [FileRecord] = []
    for path in paths { records.append(try FileRecord(role: role, path: path)) }
    return records
  }
}

/// The system's words for what just failed.
func lastSystemError() -> String { String(cString: strerror(errno)) }

/// Size of a table that is read as text; 0 for others, and where it cannot be known.
func textBytes(_ table: String) -> Int {
  var facts = stat()
  let reader = TableReader(table)
  return reader.isText && stat(reader.path, &facts) == 0 ? Int(facts.st_size) : 0
}

/// File name without its folder, as findings show it.
func fileName(_ path: String) -> String {
  if PostgresSource.isNamed(by: path) { return PostgresSource.label(of: path) }
  return path.split(separator: "/").last.map(String.init) ?? path
}

/// Folder that holds a file; `.` for a plain name.
func parentFolder(_ path: String) -> String {
  var parts = path.split(separator: "/", omittingEmptySubsequences: true)
  if !parts.isEmpty { parts.removeLast() }
  let joined = parts.joined(separator: "/")
  return path.hasPrefix("/") ? "/" + joined : joined.isEmpty ? "." : joined
}

/// Makes a folder and those above it that are not there yet.
func makeFolders(_ path: String) throws(WorkflowError) {
  for folder in foldersAbove(path) + [path] {
    if mkdir(folder, 0o755) != 0, errno != EEXIST {
      throw .surroundings(path: folder, detail: lastSystemError())
    }
  }
}

/// The folders that a path leads through, the outermost first, without the path itself.
func foldersAbove(_ path: String) -> [String] {
  var folders: [String] = []
  var folder = path.hasPrefix("/") ? "/" : ""
  for part in path.split(separator: "/").dropLast() {
    folder += (folder.isEmpty || folder.hasSuffix("/") ? "" : "/") + part
    folders.append(folder)
  }
  return folders
}

/// Refuses to fill a folder of results that holds something being read: what the run writes over, and what
/// an earlier run left there, since publishing removes it.
func refuseReplacing(
  _ folder: String, by names: [String], inputs: [FileRecord]
) throws(WorkflowError) {
  try refuseOverwriting(
    (names + ResultFolder.filesOfEarlierRun(folder)).map { folder + "/" + $0 }, inputs: inputs)
}

/// Refuses to write over what is being read, and over anything that is not a plain file.
func refuseOverwriting(_ outputs: [String], inputs: [FileRecord]) throws(WorkflowError) {
  func identity(_ path: String) -> (UInt64, UInt64, UInt32)? {
    var facts = stat()
    return stat(path, &facts) == 0
      ? (UInt64(facts.st_dev), UInt64(facts.st_ino), facts.st_mode) : nil
  }
  for output in outputs {
    guard let there = identity(output) else { continue }
    if there.2 & S_IFMT != S_IFREG {
      throw .surroundings(path: output, detail: "is not a plain file; nothing was written")
    }
    for input in inputs {
      if let read = identity(input.path), read.0 == there.0, read.1 == there.1 {
        throw .usage(
          Phrase(
            "{path} is an input of this run and would be overwritten; choose another --out",
            vi: "{path} là tệp đầu vào của lệnh này và sẽ bị ghi đè; hãy chọn --out khác"),
          ["path": output])
      }
    }
  }
}

func moveFile(_ from: String, to: String) throws(WorkflowError) {
  guard rename(from, to) == 0 else { throw .surroundings(path: to, detail: lastSystemError()) }
}

/// Removes a file that may not be there.
func removeFile(_ path: String) { unlink(path) }

/// Number of this process, for names that no other run uses.
func processID() -> Int32 { getpid() }
