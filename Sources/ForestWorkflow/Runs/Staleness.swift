public import ForestModel
import FoundationEssentials

/// Why results are not, or no longer, those of the project.
public struct StaleReason: Sendable, Equatable {
  /// Stable word for programs.
  public let code: String
  private let phrase: Phrase
  private let slots: [String: String]

  init(_ code: String, _ phrase: Phrase, _ slots: [String: String] = [:]) {
    self.code = code
    self.phrase = phrase
    self.slots = slots
  }

  /// The reason in words.
  public func text(_ language: Language) -> String { phrase.text(language, slots) }
}

extension ProjectStep {
  /// Why the step must run; empty when its results are those that it would write.
  ///
  /// - Parameter options: what would be typed behind the verb and the folder, such as `--seed 5`.
  public func staleness(
    in project: ProjectFolder, language: Language, options: [String] = []
  ) throws(WorkflowError) -> [StaleReason] {
    let folder = project.statedResults(of: verb)
    let path = folder + "/" + RunRecord.fileName
    guard FileManager.default.fileExists(atPath: path) else {
      return [StaleReason("missing", Phrase("there are no results yet", vi: "chưa có kết quả"))]
    }
    let run: RecordedRun
    do throws(WorkflowError) { run = try RecordedRun(path: path) } catch {
      guard case .findings = error else { throw error }
      return [
        StaleReason(
          "record", Phrase("run.json cannot be read", vi: "không đọc được run.json"))
      ]
    }
    return staleSettings(run, project, language, options) + staleFiles(run, project, folder)
  }

  private func staleSettings(
    _ run: RecordedRun, _ project: ProjectFolder, _ language: Language, _ options: [String]
  ) -> [StaleReason] {
    var reasons: [StaleReason] = []
    func add(_ code: String, _ phrase: Phrase, _ slots: [String: String] = [:]) {
      reasons.append(StaleReason(code, phrase, slots))
    }
    let change = Phrase("{name}: {old} -> {new}", vi: "{name}: {old} -> {new}")
    if run.version != toolVersion {
      add("version", change, ["name": "forestcarbon", "old": run.version, "new": toolVersion])
    }
    for difference in run["libraries"].differences(from: RunRecord.libraries) {
      add(
        "libraries", change,
        [
          "name": difference.path, "old": difference.old?.shown ?? "–",
          "new": difference.new?.shown ?? "–",
        ])
    }
    if run.typedOptions != options {
      add(
        "command",
        Phrase(
          "made with {old} on the command line, now {new}",
          vi: "được tạo với tùy chọn {old} trên dòng lệnh, nay là {new}"),
        ["old": Self.shown(run.typedOptions), "new": Self.shown(options)])
    }
    guard let old = run.project, let new = ProjectRecord(project, verb: verb) else {
      add(
        "project",
        Phrase(
          "run.json does not say what was taken from project.yaml",
          vi: "run.json không ghi đã lấy gì từ project.yaml"))
      return reasons
    }
    for setting in old.changes(to: new, verb: verb) {
      add("parameter", change, ["name": setting.name, "old": setting.old, "new": setting.new])
    }
    if old.fields != new.fields {
      add(
        "project-fields",
        Phrase(
          "the fields of the project changed (project.yaml, project)",
          vi: "thông tin dự án đã thay đổi (project.yaml, project)"))
    }
    if readsNarrative, old.narrative != new.narrative {
      add(
        "narrative",
        Phrase("the texts in narrative changed", vi: "nội dung trong narrative đã thay đổi"))
    }
    if run.language != language {
      add(
        "language", change,
        [
          "name": "lang", "old": run.language?.rawValue ?? "–", "new": language.rawValue,
        ])
    }
    return reasons
  }

  private func staleFiles(
    _ run: RecordedRun, _ project: ProjectFolder, _ folder: String
  ) -> [StaleReason] {
    var reasons: [StaleReason] = []
    let place = RunPlace(run)
    for input in run.inputs where run.isJudgedByBytes(input) {
      let path = place.path(input.path)
      switch FileState(path, sha256: input.sha256) {
      case .same: break
      case .changed:
        reasons.append(
          StaleReason(
            "input", Phrase("{file} changed", vi: "{file} đã thay đổi"), ["file": path]))
      case .missing:
        reasons.append(
          StaleReason(
            "input", Phrase("{file} is not there", vi: "không tìm thấy {file}"),
            ["file": path]))
      }
    }
    for output in run.outputs {
      switch FileState(folder + "/" + output.path, sha256: output.sha256) {
      case .same: break
      case .changed:
        reasons.append(
          StaleReason(
            "output",
            Phrase(
              "the result {file} was altered after the run",
              vi: "kết quả {file} đã bị sửa sau khi chạy"), ["file": output.path]))
      case .missing:
        reasons.append(
          StaleReason(
            "output",
            Phrase("the result {file} is not there", vi: "không tìm thấy kết quả {file}"),
            ["file": output.path]))
      }
    }
    for verb in upstream {
      guard let used = run["results"].members?["\(verb)_run_id"]?.text else { continue }
      let path = project.statedResults(of: verb) + "/" + RunRecord.fileName
      let now = try? RecordedRun(path: path).runID
      if now != used {
        reasons.append(
          StaleReason(
            "upstream",
            Phrase(
              "the results of {verb} are those of another run ({old} -> {new})",
              vi: "kết quả của {verb} thuộc lần chạy khác ({old} -> {new})"),
            ["verb": verb, "old": used, "new": now ?? "–"]))
      }
    }
    return reasons
  }

  private static func shown(_ options: [String]) -> String {
    options.isEmpty ? "–" : options.joined(separator: " ")
  }
}

/// Whether a file is still the one that was recorded.
enum FileState: Equatable {
  case same
  case changed(String)
  case missing

  init(_ path: String, sha256: String) {
    guard let now = try? FileRecord(role: "", path: path).sha256 else {
      self = .missing
      return
    }
    self = now == sha256 ? .same : .changed(now)
  }
}

extension RecordedRun {
  /// Whether a change of an input's bytes counts. project.yaml and the narrative are judged by what was taken
  /// from them: comments make no result stale. The record of another run bears a clock; the results beside
  /// it are inputs of their own.
  func isJudgedByBytes(_ input: File) -> Bool {
    !(project != nil && input.role == "project") && fileName(input.path) != RunRecord.fileName
  }
}
