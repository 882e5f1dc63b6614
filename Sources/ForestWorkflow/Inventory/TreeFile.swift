import ForestModel

/// trees.csv while it grows. Nothing is written before a good deal of it is known, so that tables with an
/// error leave no trace; then it grows in the folder of the results, which goes when the run fails.
struct TreeFile: ~Copyable {
  private static let most = 1 << 23

  private let out: String
  private let verb: String
  private var folder: ResultFolder?
  private var file: CSVWriter?
  private var waiting = CSVLines()

  init(out: String, of verb: String) {
    self.out = out
    self.verb = verb
  }

  /// Forgets all lines.
  mutating func restart() {
    file = nil
    folder = nil
    waiting = CSVLines()
  }

  mutating func add(_ lines: CSVLines) throws(WorkflowError) {
    if file != nil {
      try file?.write(lines)
      return
    }
    waiting.add(lines)
    if waiting.bytes.count > Self.most { try start() }
  }

  private mutating func start() throws(WorkflowError) {
    let folder = try ResultFolder(out, of: verb)
    var file = try CSVWriter(folder.path("trees.csv"), header: Inventory.treeColumns)
    try file.write(waiting)
    waiting = CSVLines()
    self.file = consume file
    self.folder = consume folder
  }

  /// Ends the file and hands over the folder that it is in.
  consuming func finish() throws(WorkflowError) -> ResultFolder {
    if file == nil { try start() }
    guard let file = file.take(), let folder = folder.take() else {
      preconditionFailure("a file that was started is there")
    }
    try file.finish()
    return folder
  }
}
