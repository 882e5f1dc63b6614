import ArgumentParser
import ForestModel
import ForestWorkflow

/// Results that a verb builds on.
enum UpstreamResults {
  /// Runs the verbs whose results are missing or stale, as processes of their own, so that each writes the
  /// record that it writes when it is typed.
  ///
  /// - Parameter onError: `--on-error` as typed: it holds for what the verb builds on as well.
  /// - Returns: the verbs that were run.
  static func refresh(
    _ verbs: [String], in folder: ProjectFolder, onError: String? = nil
  ) throws -> [String] {
    let typed = onError.map { ["--on-error", $0] } ?? []
    var refreshed: [String] = []
    for verb in verbs {
      guard let step = ProjectStep.all.first(where: { $0.verb == verb }),
        try isStale(step, in: folder, typed)
      else { continue }
      let result = try ToolProcess.run(
        [verb, folder.path] + typed + ["--lang", Terminal.language.rawValue, "--quiet"],
        output: .dropped, errors: .kept)
      guard result.exitCode == 0 else {
        writeToStandardError(result.errors)
        throw ExitCode(result.exitCode)
      }
      refreshed.append(verb)
    }
    return refreshed
  }

  /// Whether results are missing or not those of their inputs. A sheet of consent that came later is an input
  /// that the record does not name.
  private static func isStale(
    _ step: ProjectStep, in folder: ProjectFolder, _ typed: [String]
  ) throws -> Bool {
    // Pages in the other language hold the same figures.
    let reasons = try step.staleness(in: folder, language: Terminal.language, options: typed)
    if reasons.contains(where: { $0.code != "language" }) { return true }
    guard step.verb == "estimate" else { return false }
    let record = try RecordedRun(path: folder.statedResults(of: step.verb) + "/run.json")
    return record.inputs.contains { $0.role == "consent" }
      != (try EstimateCommand.estimate(of: folder.path).consent != nil)
  }
}
