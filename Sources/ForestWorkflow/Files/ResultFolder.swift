import ForestModel
import FoundationEssentials
import Glibc

/// Results are written beside their place and moved into it when all are complete. What an earlier
/// run left there under other names is removed, so that a folder holds the files of one run.
struct ResultFolder: ~Copyable {
  private let target: String
  let staging: String
  private let verb: String
  private let lock: Staging.Lock?
  /// Folders above it that were made for it, the outermost first.
  private let made: [String]
  private var isPublished = false

  /// - Parameter verb: whose results the folder will hold; one that holds those of another verb is
  ///   refused, since they would be mixed up or removed.
  init(_ target: String, of verb: String) throws(WorkflowError) {
    try Self.refuseOther(target, than: verb)
    (staging, made) = try Self.prepare(target)
    // Says to other runs that this one is alive.
    lock = Staging.Lock(staging, waits: false)
    self.target = target
    self.verb = verb
  }

  private static func refuseOther(_ target: String, than verb: String) throws(WorkflowError) {
    guard let other = earlierRun(target)?.verb, other != verb else { return }
    throw .usage(
      Phrase(
        "{path} holds the results of {other}; choose another --out",
        vi: "{path} đang chứa kết quả của {other}; hãy chọn --out khác"),
      ["path": target, "other": other])
  }

  /// Inside a folder that is there already - it may be a mount point, or stand in a folder that may not
  /// be written to - else beside its place.
  private static func prepare(
    _ target: String
  ) throws(WorkflowError) -> (staging: String, made: [String]) {
    guard !target.isEmpty else {
      throw .usage(
        Phrase("--out is empty; name a folder", vi: "--out để trống; hãy ghi tên thư mục"), [:])
    }
    let isThere = access(target, F_OK) == 0
    if isThere, access(target, W_OK) != 0 {
      throw .surroundings(path: target, detail: lastSystemError())
    }
    let parent = parentFolder(target)
    isThere
      ? Staging.clear(target, of: nil) : Staging.clear(parent, of: fileName(target))
    let staging =
      isThere
      ? "\(target)/\(Staging.mark)\(getpid())"
      : "\(parent)/.\(fileName(target))\(Staging.mark)\(getpid())"
    let made = foldersAbove(staging).filter { access($0, F_OK) != 0 }
    Interruption.add(staging)
    do throws(WorkflowError) { try makeFolders(staging) } catch {
      Interruption.remove(staging)
      removeEmpty(made)
      throw error
    }
    return (staging, made)
  }

  /// A run that fails leaves no folders behind that it made; what others have put into them stays.
  private static func removeEmpty(_ folders: [String]) {
    for folder in folders.reversed() { rmdir(folder) }
  }

  deinit {
    if !isPublished {
      try? FileManager.default.removeItem(atPath: staging)
      Self.removeEmpty(made)
    }
    Interruption.remove(staging)
  }

  /// Path of a file while it is being written.
  func path(_ name: String) -> String { staging + "/" + name }

  /// Moves `names` into place, the run record last: while it is missing the folder is not complete. Two
  /// runs into one folder come one after the other, each with all its files.
  /// - Returns: names of an earlier run that were removed, since this one does not write them.
  @discardableResult
  consuming func publish(_ names: [String]) throws(WorkflowError) -> [String] {
    try makeFolders(target)
    let (staging, target, verb) = (staging, target, verb)
    let stale = try Interruption.protect { () throws(WorkflowError) in
      let lock = Staging.Lock(target, waits: true)
      defer { _ = lock }
      // Another run may have been quicker.
      try Self.refuseOther(target, than: verb)
      let old = Self.filesOfEarlierRun(target)
      unlink(target + "/" + RunRecord.fileName)
      for name in names.filter({ $0 != RunRecord.fileName }) {
        try moveFile(staging + "/" + name, to: target + "/" + name)
      }
      let stale = old.filter { !names.contains($0) }
      for name in stale { unlink(target + "/" + name) }
      try moveFile(staging + "/" + RunRecord.fileName, to: target + "/" + RunRecord.fileName)
      return stale
    }
    rmdir(staging)
    isPublished = true
    return stale
  }

  /// What the run record of an earlier run says of it.
  private struct EarlierRun: Decodable {
    struct File: Decodable { let path: String }
    let verb: String
    let outputs: [File]
  }

  private static func earlierRun(_ folder: String) -> EarlierRun? {
    FileManager.default.contents(atPath: folder + "/" + RunRecord.fileName)
      .flatMap { try? JSONDecoder().decode(EarlierRun.self, from: $0) }
  }

  /// Names that the run record of an earlier run lists as its outputs; only plain names count.
  static func filesOfEarlierRun(_ folder: String) -> [String] {
    (earlierRun(folder)?.outputs ?? []).map(\.path)
      .filter { !$0.contains("/") && !$0.hasPrefix(".") }
  }
}
