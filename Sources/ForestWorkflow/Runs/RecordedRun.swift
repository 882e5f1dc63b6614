import ForestModel
import FoundationEssentials

/// A run as its record tells it, read back from run.json or NAME.run.json.
public struct RecordedRun: Sendable {
  /// An input or output with its hash.
  public struct File: Sendable, Equatable {
    /// Role of an input, such as `trees`.
    public let role: String
    /// Path of an input as it was given; name of an output.
    public let path: String
    /// SHA-256.
    public let sha256: String
  }

  /// Path of the record.
  public let path: String
  /// The whole document.
  let json: JSONValue
  /// Verb.
  public let verb: String
  /// Version of the tool.
  public let version: String
  /// Id of the run.
  public let runID: String
  /// The command line.
  public let command: [String]
  /// Inputs.
  public let inputs: [File]
  /// Outputs.
  public let outputs: [File]
  /// Where relative paths began; `nil` in a record of an older version.
  let workingDirectory: String?
  /// Language of the words.
  let language: Language?
  /// What the run took from project.yaml.
  let project: ProjectRecord?

  /// Folder that holds the record and the results.
  public var folder: String { parentFolder(path) }

  subscript(_ name: String) -> JSONValue { json.members?[name] ?? .null }

  /// Reads a record. One that is damaged is a finding, one that is not there belongs to the surroundings.
  public init(path: String) throws(WorkflowError) {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw .surroundings(path: path, detail: lastSystemError())
    }
    guard let json = try? JSONDecoder().decode(JSONValue.self, from: data),
      let run = RecordedRun(json, path: path)
    else {
      var log = FindingLog()
      log.add(.runRecordUnreadable, at: FindingLocation(file: path))
      throw .findings(log)
    }
    self = run
  }

  /// - Returns: `nil` where something is missing, or where an output is not a plain file of the folder.
  private init?(_ json: JSONValue, path: String) {
    guard let members = json.members,
      let version = members["tool"]?.members?["version"]?.text,
      let runID = members["run_id"]?.text, let verb = members["verb"]?.text,
      let command = members["command"]?.elements?.map(\.text), !command.contains(nil),
      let inputs = Self.files(members["inputs"]), let outputs = Self.files(members["outputs"]),
      outputs.allSatisfy({ !$0.path.contains("/") && !$0.path.hasPrefix(".") && !$0.path.isEmpty })
    else { return nil }
    self.path = path
    self.json = json
    self.version = version
    self.runID = runID
    self.verb = verb
    self.command = command.compactMap { $0 }
    self.inputs = inputs
    self.outputs = outputs
    workingDirectory = members["working_directory"]?.text
    language = members["language"]?.text.flatMap(Language.init(rawValue:))
    project = ProjectRecord(members["project"])
  }

  private static func files(_ json: JSONValue?) -> [File]? {
    guard let list = json?.elements else { return nil }
    var files: [File] = []
    for element in list {
      guard let role = element.members?["role"]?.text, let path = element.members?["path"]?.text,
        let hash = element.members?["sha256"]?.text
      else { return nil }
      files.append(File(role: role, path: path, sha256: hash))
    }
    return files
  }

  /// The records of a folder of results, of a file of results, or of all results of a project, in the
  /// order of the verbs.
  static func records(of path: String) throws(WorkflowError) -> [String] {
    let manager = FileManager.default
    let own = path + "/" + RunRecord.fileName
    if path.hasSuffix(".run.json") || fileName(path) == RunRecord.fileName { return [path] }
    if manager.fileExists(atPath: own) { return [own] }
    let beside = FilePair.recordPath(of: path)
    if manager.fileExists(atPath: beside) {
      // Another result of the same name may have written the record; it says nothing about this one.
      if let run = try? RecordedRun(path: beside),
        !run.outputs.contains(where: { $0.path == fileName(path) })
      {
        throw .surroundings(path: path, detail: "is not among the results of \(beside)")
      }
      return [beside]
    }
    guard manager.fileExists(atPath: path + "/" + ProjectFolder.fileName) else {
      throw .surroundings(path: own, detail: "No such file or directory")
    }
    let results = ProjectFolder(path).results(of: "")
    let folders = (try? manager.contentsOfDirectory(atPath: results)) ?? []
    let steps = ProjectStep.all.map(\.verb)
    let ordered =
      steps.filter(folders.contains) + folders.filter { !steps.contains($0) }.sorted()
    let found = ordered.map { "\(results)\($0)/\(RunRecord.fileName)" }
      .filter { manager.fileExists(atPath: $0) }
    guard !found.isEmpty else {
      throw .surroundings(path: results, detail: "No such file or directory")
    }
    return found
  }

  /// What the record says was typed besides verb, project folder, `--out`, and options that change no
  /// result.
  var typedOptions: [String] {
    var words = Array(command.dropFirst(2))
    if let project, let place = words.firstIndex(of: project.path) { words.remove(at: place) }
    return Self.removing(
      valued: ["--threads", "--lang", "--out"],
      flags: ["--quiet", "--timings", "--json", "--allow-network"], from: words)
  }

  /// `words` without some options.
  static func removing(
    valued: Set<String>, flags: Set<String>, from words: [String]
  ) -> [String] {
    var kept: [String] = []
    var isValue = false
    for word in words {
      if isValue {
        isValue = false
      } else if valued.contains(word) {
        isValue = true
      } else if !flags.contains(word), !valued.contains(where: { word.hasPrefix($0 + "=") }) {
        kept.append(word)
      }
    }
    return kept
  }
}

/// Where the files of a recorded run are now. Relative paths begin in the folder of the recorded command;
/// a project that was copied with its results is looked for around them.
struct RunPlace {
  /// Folder in which relative paths begin.
  let workingDirectory: String
  /// The project folder as it was, whole path; empty without a project.
  private let oldProject: String
  /// The project folder as it is now; `nil` without a project, or where it has not moved.
  let movedProject: String?

  /// - Parameter start: folder in which relative paths begin, in place of the recorded one.
  init(_ run: RecordedRun, from start: String? = nil) {
    let here = FileManager.default.currentDirectoryPath
    let base = Self.whole(start ?? run.workingDirectory ?? here, from: here)
    workingDirectory = base
    let old = run.project.map { Self.whole($0.path, from: base) } ?? ""
    oldProject = old
    // DIR/results/VERB belongs to DIR, unless the results were sent elsewhere.
    var moved: String?
    let parts = Self.whole(run.folder, from: here).split(separator: "/")
    let wasSent = run.command.contains { $0 == "--out" || $0.hasPrefix("--out=") }
    if run.project != nil, !wasSent, parts.count > 2, parts.suffix(2) == ["results", run.verb[...]]
    {
      let project = "/" + parts.dropLast(2).joined(separator: "/")
      if project != old,
        FileManager.default.fileExists(atPath: project + "/" + ProjectFolder.fileName)
      {
        moved = project
      }
    }
    movedProject = moved
  }

  /// The project folder now; `nil` without one.
  var project: String? { movedProject ?? (oldProject.isEmpty ? nil : oldProject) }

  /// Where a recorded path leads now.
  func path(_ recorded: String) -> String {
    if recorded.hasPrefix("PG:") || recorded.hasPrefix("/vsi") { return recorded }
    let path = Self.whole(recorded, from: workingDirectory)
    if let movedProject, path == oldProject || path.hasPrefix(oldProject + "/") {
      return movedProject + path.dropFirst(oldProject.count)
    }
    return path
  }

  /// A path from the root, without `.` and doubled slashes.
  static func whole(_ path: String, from base: String) -> String {
    let all = path.hasPrefix("/") ? path : base + "/" + path
    return "/" + all.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
  }
}
