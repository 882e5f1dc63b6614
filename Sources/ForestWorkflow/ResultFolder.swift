import FoundationEssentials
import Glibc

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
