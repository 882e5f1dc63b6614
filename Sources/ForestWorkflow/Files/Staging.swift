import ForestModel
import FoundationEssentials
import Glibc

/// Names and locks of what is written beside its place until it is whole.
enum Staging {
  /// Begins the name of everything unfinished; the number of the process follows.
  static let mark = ".partial-"

  /// Holds a lock on a file or folder while it lives. File systems without locks give none, and none
  /// is missed.
  struct Lock: ~Copyable {
    private let file: Int32

    /// - Parameter waits: until another process lets go; else `nil` when another holds it.
    init?(_ path: String, waits: Bool) {
      let opened = open(path, O_RDONLY | O_CLOEXEC)
      guard opened >= 0 else { return nil }
      if flock(opened, LOCK_EX | (waits ? 0 : LOCK_NB)) != 0, errno == EWOULDBLOCK {
        close(opened)
        return nil
      }
      file = opened
    }

    deinit { close(file) }
  }

  /// Removes what runs that were killed have left in `folder`, and says so. Only names of our own kind,
  /// only when their process is gone and nobody - perhaps on another machine - holds their lock.
  ///
  /// - Parameter name: of the result beside which it stands; `nil` for what stands inside its folder.
  static func clear(_ folder: String, of name: String?) {
    let start = name.map { ".\($0)" + mark } ?? mark
    for entry in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    where entry.hasPrefix(start) {
      let digits = entry.dropFirst(start.count).prefix { $0.isASCII && $0.isNumber }
      guard let process = Int32(digits), process > 0, kill(process, 0) != 0, errno == ESRCH
      else { continue }
      let path = folder + "/" + entry
      // A single file is locked through the record that is written beside it.
      let record = path.hasSuffix(".run.json") ? path : path + ".run.json"
      let locked = access(record, F_OK) == 0 ? record : path
      guard Lock(locked, waits: false) != nil else { continue }
      try? FileManager.default.removeItem(atPath: path)
      let notice = Phrase(
        "{path} was left by a run that was killed; it has been removed\n",
        vi: "{path} do một lần chạy bị dừng đột ngột để lại; đã xóa\n")
      writeToStandardError(notice.text(Interruption.language, ["path": Finding.shown(path)]))
    }
  }
}
