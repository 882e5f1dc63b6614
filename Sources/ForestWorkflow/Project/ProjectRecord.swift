/// What a run took from project.yaml: the options of its section and the words of the project. Comments
/// and the order of keys stay out, so that they make no result stale.
struct ProjectRecord: Sendable, Equatable {
  /// The folder as it was typed.
  var path: String
  /// Options of the section of the verb, as written.
  var options: [String: JSONValue]
  /// SHA-256 of the fields that the verb prints: all of them in documents, else the name of the project.
  var fields: String
  /// SHA-256 of the texts in `narrative`.
  var narrative: String

  /// Options that change no result.
  private static let neutral: Set<String> = [
    "threads", "quiet", "timings", "json", "lang", "allow-network", "out",
  ]

  /// Reads a folder; `nil` where there is no project.yaml that can be read.
  init?(_ folder: ProjectFolder, verb: String) {
    guard let facts = try? folder.facts() else { return nil }
    path = folder.path
    options = (folder.options(of: verb) ?? [:]).filter { !Self.neutral.contains($0.key) }
    fields = verb == "document" ? facts.fieldsHash : facts.nameHash
    narrative = facts.narrativeHash
  }

  /// Reads it back from a run record; `nil` where it is not one.
  init?(_ json: JSONValue?) {
    guard let members = json?.members, let path = members["path"]?.text,
      let options = members["options"]?.members, let fields = members["fields_sha256"]?.text,
      let narrative = members["narrative_sha256"]?.text
    else { return nil }
    self.path = path
    self.options = options
    self.fields = fields
    self.narrative = narrative
  }

  /// Options that another record has otherwise: name, then, now.
  func changes(to other: ProjectRecord, verb: String) -> [(name: String, old: String, new: String)]
  {
    JSONValue.object(options).differences(from: .object(other.options)).map {
      (
        "\(ProjectFolder.fileName), \(verb): \($0.path)", $0.old?.shown ?? "–",
        $0.new?.shown ?? "–"
      )
    }
  }

  var json: JSONValue {
    .object([
      "path": .string(path), "options": .object(options), "fields_sha256": .string(fields),
      "narrative_sha256": .string(narrative),
    ])
  }
}
