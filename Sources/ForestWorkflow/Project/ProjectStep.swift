public import ForestModel

/// A step of `run`: a verb that writes results of a project folder.
public struct ProjectStep: Sendable {
  /// The verb; its results stand in `results/VERB`.
  public let verb: String
  /// Whether the project must have a section of that name; without it the step is skipped.
  let needsSection: Bool
  /// Whether the texts in `narrative` enter the results.
  let readsNarrative: Bool
  /// Verbs without whose results it cannot run; their `run_id` stands under `results` of its record as
  /// `VERB_run_id`. What it reads besides is known by the SHA-256 of its inputs.
  let upstream: [String]

  init(
    _ verb: String, needsSection: Bool = false, readsNarrative: Bool = false,
    upstream: [String] = []
  ) {
    self.verb = verb
    self.needsSection = needsSection
    self.readsNarrative = readsNarrative
    self.upstream = upstream
  }

  /// All steps in their order. `check` is none of them: it writes nothing, and `estimate` looks at the same
  /// files and stops at the same errors.
  public static let all = [
    ProjectStep("estimate", needsSection: true),
    ProjectStep("change", needsSection: true),
    ProjectStep("risk", needsSection: true),
    ProjectStep("account", needsSection: true),
    ProjectStep("document", readsNarrative: true, upstream: ["estimate"]),
  ]

  /// Why a project has no such step; `nil` where it has.
  public func skipped(in project: ProjectFolder) -> Phrase? {
    if needsSection, project.options(of: verb) == nil {
      return Phrase(
        "project.yaml has no section \(verb)", vi: "project.yaml không có phần \(verb)")
    }
    return Self.all.first { upstream.contains($0.verb) && $0.skipped(in: project) != nil }.map {
      Phrase("there are no results of \($0.verb)", vi: "chưa có kết quả của \($0.verb)")
    }
  }
}
