import Crypto
import ForestGeo
import ForestModel
import FoundationEssentials
import Glibc

/// A file that entered or left a run.
struct FileRecord: Sendable, Equatable {
  var role: String
  var path: String
  var bytes: Int
  var sha256: String

  var json: JSONValue {
    .object([
      "role": .string(role), "path": .string(path), "bytes": .integer(bytes),
      "sha256": .string(sha256),
    ])
  }

  /// Size and SHA-256 of a file, read in pieces.
  init(role: String, path: String) throws(WorkflowError) {
    self.role = role
    self.path = path
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw .surroundings(path: path, detail: lastSystemError()) }
    defer { close(file) }
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
    sha256 = hash.finalize().map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }

  /// The file and whatever belongs to it: the parts of a shapefile, the sources of a VRT, the files
  /// of a folder such as a file geodatabase.
  static func withCompanions(role: String, path: String) throws(WorkflowError) -> [FileRecord] {
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

/// File name without its folder, as findings show it.
func fileName(_ path: String) -> String {
  path.split(separator: "/").last.map(String.init) ?? path
}

/// A file written piece by piece; what the disk refuses is thrown, never swallowed.
struct FileWriter: ~Copyable {
  private let file: Int32
  private let path: String
  private var buffer: [UInt8] = []

  init(_ path: String) throws(WorkflowError) {
    file = try Self.create(path)
    self.path = path
  }

  deinit { close(file) }

  private static func create(_ path: String) throws(WorkflowError) -> Int32 {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw .surroundings(path: path, detail: lastSystemError()) }
    return file
  }

  mutating func write(_ text: some Sequence<UInt8>) throws(WorkflowError) {
    buffer.append(contentsOf: text)
    if buffer.count > 1 << 20 { try flush() }
  }

  /// Writes what is left and makes it safe on the disk.
  consuming func finish() throws(WorkflowError) {
    try flush()
    guard fsync(file) == 0 || errno == EINVAL else {
      throw .surroundings(path: path, detail: lastSystemError())
    }
  }

  private mutating func flush() throws(WorkflowError) {
    var start = 0
    while start < buffer.count {
      let count = buffer[start...].withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      guard count > 0 else { throw .surroundings(path: path, detail: lastSystemError()) }
      start += count
    }
    buffer.removeAll(keepingCapacity: true)
  }
}

/// A CSV file: UTF-8, commas, quotes where needed, LF; numbers as `csvText`.
struct CSVWriter: ~Copyable {
  private var writer: FileWriter

  init(_ path: String, header: [String]) throws(WorkflowError) {
    var writer = try FileWriter(path)
    try writer.write(Self.line(header))
    self.writer = writer
  }

  mutating func row(_ cells: [String]) throws(WorkflowError) {
    try writer.write(Self.line(cells))
  }

  private static func line(_ cells: [String]) -> [UInt8] {
    var line: [UInt8] = []
    for (index, cell) in cells.enumerated() {
      if index > 0 { line.append(UInt8(ascii: ",")) }
      let needsQuotes = cell.utf8.contains {
        $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\n")
          || $0 == UInt8(ascii: "\r")
      }
      if needsQuotes {
        line.append(UInt8(ascii: "\""))
        for byte in cell.utf8 {
          if byte == UInt8(ascii: "\"") { line.append(byte) }
          line.append(byte)
        }
        line.append(UInt8(ascii: "\""))
      } else {
        line.append(contentsOf: cell.utf8)
      }
    }
    line.append(UInt8(ascii: "\n"))
    return line
  }

  consuming func finish() throws(WorkflowError) { try writer.finish() }
}

/// Results are written beside their place and moved into it when all are complete. What an earlier
/// run left there under other names is removed, so that a folder holds the files of one run.
struct ResultFolder: ~Copyable {
  private let target: String
  let staging: String
  private var isPublished = false

  init(_ target: String) throws(WorkflowError) {
    staging = try Self.prepare(target)
    self.target = target
  }

  private static func prepare(_ target: String) throws(WorkflowError) -> String {
    let parent = parentFolder(target)
    try makeFolders(parent)
    if access(target, F_OK) == 0, access(target, W_OK) != 0 {
      throw .surroundings(path: target, detail: lastSystemError())
    }
    let staging = "\(parent)/.\(fileName(target)).partial-\(getpid())"
    try makeFolders(staging)
    return staging
  }

  deinit {
    if !isPublished { try? FileManager.default.removeItem(atPath: staging) }
  }

  /// Path of a file while it is being written.
  func path(_ name: String) -> String { staging + "/" + name }

  /// Moves `names` into place, the run record last: while it is missing the folder is not complete.
  consuming func publish(_ names: [String]) throws(WorkflowError) {
    try makeFolders(target)
    let old = Self.filesOfEarlierRun(target)
    unlink(target + "/" + RunRecord.fileName)
    for name in old where !names.contains(name) { unlink(target + "/" + name) }
    for name in names.filter({ $0 != RunRecord.fileName }) + [RunRecord.fileName] {
      guard rename(path(name), target + "/" + name) == 0 else {
        throw .surroundings(path: target + "/" + name, detail: lastSystemError())
      }
    }
    rmdir(staging)
    isPublished = true
  }

  /// Names that the run record of an earlier run lists as its outputs; only plain names count.
  private static func filesOfEarlierRun(_ folder: String) -> [String] {
    struct Record: Decodable {
      struct File: Decodable { let path: String }
      let outputs: [File]
    }
    guard let data = FileManager.default.contents(atPath: folder + "/" + RunRecord.fileName),
      let record = try? JSONDecoder().decode(Record.self, from: data)
    else { return [] }
    return record.outputs.map(\.path).filter { !$0.contains("/") && !$0.hasPrefix(".") }
  }
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
  var made = path.hasPrefix("/") ? "/" : ""
  for part in path.split(separator: "/") {
    made += (made.isEmpty || made.hasSuffix("/") ? "" : "/") + part
    if mkdir(made, 0o755) != 0, errno != EEXIST {
      throw .surroundings(path: made, detail: lastSystemError())
    }
  }
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
