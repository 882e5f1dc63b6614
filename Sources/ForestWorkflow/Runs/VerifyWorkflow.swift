public import ForestModel
import FoundationEssentials

/// What became of a recorded run when it was repeated.
public enum Verdict: String, Sendable {
  /// The same bytes from the same inputs.
  case identical
  /// Other versions of the tool or its libraries, the same inputs, and every figure within 1e-12.
  case numericallyEqual = "numerically equal (versions differ)"
  /// Something is not as recorded.
  case different

  /// In words, for people.
  public var phrase: Phrase {
    switch self {
    case .identical: Phrase("identical", vi: "giống hệt")
    case .numericallyEqual:
      Phrase(
        "numerically equal (versions differ)", vi: "bằng nhau về số (khác phiên bản)")
    case .different: Phrase("DIFFERENT", vi: "KHÁC")
    }
  }
}

/// A recorded command that is to be run again.
public struct Repetition: Sendable {
  /// What follows the name of the program.
  public let arguments: [String]
  /// Folder in which relative paths begin.
  public let directory: String
  /// Language of the words.
  public let language: Language
  /// Folder that stands in for `results` of the project, so that nothing in the project changes.
  public let results: String
}

/// How a repeated command ended.
public struct RepetitionOutcome: Sendable {
  /// Exit code.
  public let exitCode: Int32
  /// What it wrote to standard error.
  public let errors: String

  /// An outcome.
  public init(exitCode: Int32, errors: String) {
    self.exitCode = exitCode
    self.errors = errors
  }
}

/// What `verify` found about one run.
public struct Verification: Sendable {
  /// Path of the run record.
  public let record: String
  /// Verb of the run.
  public let verb: String
  /// Id of the run; empty where the record cannot be read.
  public let runID: String
  /// The verdict.
  public internal(set) var verdict = Verdict.identical
  /// Version of the tool that made the results.
  public internal(set) var version = ""
  /// Versions that differ: name, then, now.
  public internal(set) var versions: [(name: String, old: String, new: String)] = []
  /// What project.yaml says otherwise than when the run was made: name, then, now.
  public internal(set) var settings: [(name: String, old: String, new: String)] = []
  /// Inputs that were hashed again.
  public internal(set) var inputs = 0
  /// What is wrong with inputs, outputs and the record.
  public internal(set) var log = FindingLog()
  /// Results held against the repeated ones; the last is the record itself.
  public internal(set) var files: [FileComparison] = []
  /// What the repeated command said when it did not succeed; `nil` when it did.
  public internal(set) var failure: String?

  /// Everything, for `--json`.
  public func json(_ language: Language) -> JSONValue {
    .object([
      "record": .string(record), "verb": .string(verb), "run_id": .string(runID),
      "verdict": .string(verdict.rawValue), "version": .string(version),
      "versions": Self.json(versions), "settings": Self.json(settings),
      "inputs": .integer(inputs), "files": .array(files.map(\.json)),
      "failure": failure.map(JSONValue.string) ?? .null,
      "findings": RunRecord.json(log, language),
    ])
  }

  private static func json(_ changes: [(name: String, old: String, new: String)]) -> JSONValue {
    .array(
      changes.map {
        .object(["name": .string($0.name), "old": .string($0.old), "new": .string($0.new)])
      })
  }
}

extension Workflow {
  /// Repeats the recorded runs of a folder, a file or a whole project and compares. Nothing there is
  /// changed: the repeated results go into a temporary folder that is removed.
  ///
  /// - Parameters: `start` is the folder in which recorded relative paths begin, where it is not the
  ///   recorded one; `repeating` runs a command of this tool; `limit` differences of a file are kept.
  public static func verify(
    _ path: String, from start: String?, limit: Int, context: RunContext,
    repeating: (Repetition) throws(WorkflowError) -> RepetitionOutcome
  ) throws(WorkflowError) -> [Verification] {
    let records = try RecordedRun.records(of: path)
    let scratch =
      FileManager.default.temporaryDirectory.path() + "/forestcarbon-verify-\(processID())"
    Interruption.add(scratch)
    try makeFolders(scratch)
    defer {
      try? FileManager.default.removeItem(atPath: scratch)
      Interruption.remove(scratch)
    }
    var found: [Verification] = []
    for record in records {
      found.append(
        try verify(
          record: record, from: start, limit: limit, scratch: scratch, context, repeating))
    }
    context.progress.finish()
    return found
  }

  private static func verify(
    record path: String, from start: String?, limit: Int, scratch: String, _ context: RunContext,
    _ repeating: (Repetition) throws(WorkflowError) -> RepetitionOutcome
  ) throws(WorkflowError) -> Verification {
    let run: RecordedRun
    do throws(WorkflowError) { run = try RecordedRun(path: path) } catch {
      guard case .findings(let log) = error else { throw error }
      var broken = Verification(record: path, verb: fileName(parentFolder(path)), runID: "")
      broken.log = log
      broken.verdict = .different
      return broken
    }
    var result = Verification(record: path, verb: run.verb, runID: run.runID)
    result.version = run.version
    let place = RunPlace(run, from: start)
    context.progress.begin(
      Phrase("Repeating \(run.verb)", vi: "Chạy lại \(run.verb)"))
    try check(run, place, &result)

    let out = scratch + "/" + run.verb
    guard let repetition = repetition(of: run, place, out: out, results: scratch) else {
      result.log.add(
        .runNotRepeatable, at: FindingLocation(file: run.path),
        ["command": run.command.dropFirst().joined(separator: " ")])
      result.verdict = .different
      return result
    }
    let outcome = try repeating(repetition)
    switch outcome.exitCode {
    case 0: break
    case 1, 2:
      result.failure = outcome.errors
      result.verdict = .different
      return result
    default:
      let words = outcome.errors.split(whereSeparator: \.isNewline).last.map(String.init) ?? ""
      throw .surroundings(path: "forestcarbon \(run.verb)", detail: words)
    }
    let again = try RecordedRun(path: repeatedRecord(of: run, out))
    result.versions = versions(run, again)
    let names = run.outputs.map(\.path)
    for name in names + again.outputs.map(\.path).filter({ !names.contains($0) }) {
      result.files.append(try FileComparison(name, run.folder, again.folder, limit: limit))
    }
    result.files.append(compare(run, again, place, limit: limit))
    result.verdict = verdict(result)
    return result
  }

  /// Hashes inputs and outputs again. A missing input ends the verb: there is nothing to repeat.
  private static func check(
    _ run: RecordedRun, _ place: RunPlace, _ result: inout Verification
  ) throws(WorkflowError) {
    for input in run.inputs {
      let path = place.path(input.path)
      result.inputs += 1
      switch FileState(path, sha256: input.sha256) {
      case .same: break
      case .missing:
        _ = try FileRecord(role: input.role, path: path)
      case .changed(let now):
        if !run.isJudgedByBytes(input) { continue }
        result.log.add(
          .inputChanged, at: FindingLocation(file: path),
          ["old": String(input.sha256.prefix(12)), "new": String(now.prefix(12))])
      }
    }
    if let old = run.project, let folder = place.project,
      let new = ProjectRecord(ProjectFolder(folder), verb: run.verb)
    {
      result.settings = old.changes(to: new, verb: run.verb)
    }
    for output in run.outputs {
      let path = run.folder + "/" + output.path
      switch FileState(path, sha256: output.sha256) {
      case .same: break
      case .changed:
        result.log.add(.resultAltered, at: FindingLocation(file: path), ["verb": run.verb])
      case .missing:
        result.log.add(.resultMissing, at: FindingLocation(file: path), ["verb": run.verb])
      }
    }
  }

  /// The recorded command with the place of its results replaced. Only verbs that write results where
  /// `--out` says are repeated: a record is a file that anybody may have written.
  private static func repetition(
    of run: RecordedRun, _ place: RunPlace, out: String, results: String
  ) -> Repetition? {
    guard run.command.count > 1, run.command[1] == run.verb, repeatable.contains(run.verb) else {
      return nil
    }
    var words = Array(run.command.dropFirst(2))
    if let moved = place.movedProject, let old = run.project?.path,
      let index = words.firstIndex(of: old)
    {
      words[index] = moved
    }
    // A database is not written a second time; the files are.
    let writesDatabase = words.contains { $0 == "--to" || $0.hasPrefix("--to=") }
    words = RecordedRun.removing(
      valued: ["--out", "--to"], flags: ["--json", "--timings", "--quiet", "--allow-network"],
      from: words)
    if writesDatabase, !words.contains(where: { $0.hasPrefix("--format") }) {
      words += ["--format", "none"]
    }
    let target = isFolder(run) ? out : out + "/" + (run.outputs.first?.path ?? run.verb)
    let isThere = FileManager.default.fileExists(atPath: place.workingDirectory)
    return Repetition(
      arguments: [run.verb] + words + ["--quiet", "--out", target],
      directory: isThere ? place.workingDirectory : FileManager.default.currentDirectoryPath,
      language: run.language ?? .english, results: results)
  }

  /// Verbs that write a run record.
  private static let repeatable: Set<String> = [
    "estimate", "biomass", "zonal", "design", "document", "stock-change", "quality", "change",
    "risk", "account", "export",
  ]

  private static func isFolder(_ run: RecordedRun) -> Bool {
    fileName(run.path) == RunRecord.fileName
  }

  private static func repeatedRecord(of run: RecordedRun, _ out: String) -> String {
    isFolder(run)
      ? out + "/" + RunRecord.fileName
      : FilePair.recordPath(of: out + "/" + (run.outputs.first?.path ?? run.verb))
  }

  static func versions(
    _ one: RecordedRun, _ two: RecordedRun
  ) -> [(name: String, old: String, new: String)] {
    let tool =
      one.version == two.version ? [] : [("forestcarbon", one.version, two.version)]
    return tool
      + one["libraries"].differences(from: two["libraries"]).map {
        ($0.path, $0.old?.shown ?? "–", $0.new?.shown ?? "–")
      }
  }

  /// What of the record must come out the same: everything but clock, folders and words.
  private static func compare(
    _ one: RecordedRun, _ two: RecordedRun, _ place: RunPlace, limit: Int
  ) -> FileComparison {
    var moved: [JSONDifference] = []
    for name in [
      "parameters", "seed", "on_error", "rows", "columns", "coordinate_references",
      "coordinate_operations", "constants", "results",
    ] {
      moved += one[name].differences(from: two[name], at: name)
    }
    let counts = [one, two].map { $0["findings"].members?["by_code"] ?? .null }
    moved += counts[0].differences(from: counts[1], at: "findings.by_code")
    moved = moved.filter { difference in
      // What went into a database was not written again.
      if difference.path.hasPrefix("results.database") { return false }
      guard let old = difference.old, !difference.isEqualFigure else { return false }
      // A path of a project that was moved is still the same file.
      guard let was = old.text, let now = difference.new?.text else { return true }
      return place.path(was) != RunPlace.whole(now, from: place.workingDirectory)
    }
    if moved.isEmpty, one.version == two.version, one.runID != two.runID {
      moved = [
        JSONDifference(path: "run_id", old: .string(one.runID), new: .string(two.runID))
      ]
    }
    return FileComparison(RunRecord.fileName, moved: moved, limit: limit)
  }

  /// With the same versions only the same bytes will do. With others, figures must be equal; pages and
  /// layers, which bear words and versions, may differ.
  private static func verdict(_ result: Verification) -> Verdict {
    let outcomes = result.files.map(\.outcome)
    if result.log.hasErrors || outcomes.contains(.moved) || outcomes.contains(.gone) {
      return .different
    }
    if outcomes.allSatisfy({ $0 == .identical }) { return .identical }
    return result.versions.isEmpty ? .different : .numericallyEqual
  }
}

extension FileComparison {
  /// The comparison of two documents that was made elsewhere.
  init(_ name: String, moved: [JSONDifference], limit: Int) {
    self.name = name
    outcome = moved.isEmpty ? .identical : .moved
    differences = moved.prefix(limit).map { ResultDifference($0, file: name) }
    cells = moved.count
  }
}
