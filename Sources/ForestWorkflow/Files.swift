import Crypto
import FoundationEssentials
import ForestModel
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

  /// A file and, for a shapefile or MapInfo layer, the files beside it that belong to it.
  static func withCompanions(role: String, path: String) throws(WorkflowError) -> [FileRecord] {
    var records: [FileRecord] = []
    var paths = [path]
    if let dot = path.lastIndex(of: "."),
      ["shp", "mif", "tab"].contains(path[path.index(after: dot)...].lowercased())
    {
      let stem = path[..<dot]
      for ending in ["shx", "dbf", "prj", "cpg", "mid", "dat", "map", "id"] {
        paths += [stem + "." + ending, stem + "." + ending.uppercased()]
          .filter { access($0, R_OK) == 0 }
      }
    }
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
    try makeFolder(parent)
    if access(target, F_OK) == 0, access(target, W_OK) != 0 {
      throw .surroundings(path: target, detail: lastSystemError())
    }
    let staging = "\(parent)/.\(fileName(target)).partial-\(getpid())"
    try makeFolder(staging)
    return staging
  }

  deinit {
    if !isPublished { try? FileManager.default.removeItem(atPath: staging) }
  }

  /// Path of a file while it is being written.
  func path(_ name: String) -> String { staging + "/" + name }

  /// Moves `names` into place, the run record last: while it is missing the folder is not complete.
  consuming func publish(_ names: [String]) throws(WorkflowError) {
    try Self.makeFolder(target)
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

  private static func makeFolder(_ path: String) throws(WorkflowError) {
    do {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true, attributes: nil)
    } catch {
      throw .surroundings(path: path, detail: "the folder cannot be made: \(lastSystemError())")
    }
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

func moveFile(_ from: String, to: String) throws(WorkflowError) {
  guard rename(from, to) == 0 else { throw .surroundings(path: to, detail: lastSystemError()) }
}

/// Removes a file that may not be there.
func removeFile(_ path: String) { unlink(path) }

/// Number of this process, for names that no other run uses.
func processID() -> Int32 { getpid() }
