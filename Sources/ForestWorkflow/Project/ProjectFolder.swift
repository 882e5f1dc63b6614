import CarbonDocuments
public import ForestModel
import FoundationEssentials
import Yams

/// A project folder: project.yaml, inputs, narrative, results.
public struct ProjectFolder: Sendable {
  /// Path of the folder.
  public let path: String
  /// Name of the file that makes a folder a project.
  public static let fileName = "project.yaml"

  /// Names a folder; nothing is read yet.
  public init(_ path: String) { self.path = path }

  /// Options whose value is a path inside the folder.
  private static let pathOptions: Set<String> = [
    "parcels", "plots", "trees", "heights", "wood-density", "strata", "stock-table",
    "stratum-raster", "areas", "zones", "raster", "out", "equations", "equation-rules",
    "synonyms", "nests", "dead-wood", "litter", "soil", "biomass-raster", "biomass-sd-raster",
    "first-phase", "activity-data", "emission-factors", "gain-loss", "harvested-wood", "answers",
    "risk", "crosswalk",
    "change", "before", "after", "classes", "change-classes", "reference", "consent",
  ]

  /// A file name for something that is called `name`. One that had to be changed or shortened bears a hash,
  /// so that no two things share a file.
  public static func pageName(of name: String) -> String {
    let clean = String(name.map { $0 == "/" || $0.isNewline || $0 == "\0" ? "_" : $0 }.prefix(60))
    guard clean != name || clean.hasPrefix(".") else { return clean }
    return "\(clean)-\(FileRecord.sha256(of: Array(name.utf8)).prefix(8))"
  }

  /// Name of the environment variable with a folder that stands in for `results`, for a project that is
  /// only to be read.
  public static let resultsVariable = "FORESTCARBON_RESULTS"

  /// Where the results of a verb go unless `--out` says otherwise.
  public func results(of verb: String) -> String {
    let folder = ProcessInfo.processInfo.environment[Self.resultsVariable] ?? ""
    return "\(folder.isEmpty ? path + "/results" : folder)/\(verb)"
  }

  /// Where a document goes unless `--out` says otherwise: the one that project.yaml states for `document` to the
  /// results of the verb, every other one to a folder of its own, so that no draft removes another.
  public func results(ofDocument template: String) -> String {
    let stated = options(of: "document")?["template"]?.text ?? "measurement-report"
    return results(of: template == stated ? "document" : "document-" + template)
  }

  /// Where the results of a verb go by project.yaml.
  public func statedResults(of verb: String) -> String {
    guard let out = options(of: verb)?["out"]?.text else { return results(of: verb) }
    return resolve(out)
  }

  /// The options of a section as they are written; `nil` where there is no such section, or where the
  /// file cannot be read: the verb itself says so.
  func options(of section: String) -> [String: JSONValue]? {
    guard let data = FileManager.default.contents(atPath: path + "/" + Self.fileName),
      let root = try? compose(yaml: String(decoding: data, as: UTF8.self)),
      let node = root.mapping?[section]
    else { return nil }
    return Self.json(node).members ?? [:]
  }

  static func json(_ node: Node) -> JSONValue {
    if let mapping = node.mapping {
      return .object(
        Dictionary(
          mapping.map { ($0.key.string ?? "", json($0.value)) },
          uniquingKeysWith: { _, last in last }
        ))
    }
    if let sequence = node.sequence { return .array(sequence.map(json)) }
    return node.scalar.map { .string($0.string) } ?? .null
  }

  /// The options that project.yaml sets for a verb, as command-line arguments. The user's own
  /// arguments follow them and win.
  ///
  /// - Parameters: `known` are the option names that the section may hold, without dashes; `taken`
  ///   are those that the caller takes, the others are passed over.
  public func arguments(
    for verb: String, known: [String], taken: [String]
  ) throws(WorkflowError) -> [String] {
    let file = path + "/" + Self.fileName
    guard let data = FileManager.default.contents(atPath: file) else {
      throw .surroundings(path: file, detail: lastSystemError())
    }
    let sections = try parse(String(decoding: data, as: UTF8.self), file)
    guard let options = sections[verb]?.mapping else { return [] }
    var log = FindingLog()
    var arguments: [String] = []
    for (keyNode, value) in options {
      let key = keyNode.string ?? ""
      let line = keyNode.mark?.line
      guard known.contains(key) else {
        let near = Nearest.names(to: key, among: known, limit: 1).first
        log.add(
          .unknownKey, at: FindingLocation(file: Self.fileName, row: line, column: verb),
          ["key": key, "hint": near.map { " (\($0)?)" } ?? ""])
        continue
      }
      guard let stated = self.arguments(key, value) else {
        let expected = Self.flags.contains(key) ? "true, false" : "one value"
        log.add(
          .unknownWord, at: FindingLocation(file: Self.fileName, row: line, column: key),
          ["value": value.string ?? "list", "expected": expected])
        continue
      }
      if taken.contains(key) { arguments += stated }
    }
    if log.hasErrors { throw .findings(log) }
    return arguments
  }

  /// Whether the folder is a project.
  public var isProject: Bool {
    FileManager.default.fileExists(atPath: path + "/" + Self.fileName)
  }

  /// Whether project.yaml has a section of that name.
  public func hasSection(_ name: String) throws(WorkflowError) -> Bool {
    let file = path + "/" + Self.fileName
    guard let data = FileManager.default.contents(atPath: file) else {
      throw .surroundings(path: file, detail: lastSystemError())
    }
    return try parse(String(decoding: data, as: UTF8.self), file)[name]?.mapping != nil
  }

  /// What the folder says about the project itself.
  public func facts() throws(WorkflowError) -> ProjectFacts {
    let file = path + "/" + Self.fileName
    guard let data = FileManager.default.contents(atPath: file) else {
      throw .surroundings(path: file, detail: lastSystemError())
    }
    let sections = try parse(String(decoding: data, as: UTF8.self), file)
    let facts = ProjectFacts(sections, folder: path, catalogue: try Self.catalogue())
    if facts.log.hasErrors { throw .findings(facts.log) }
    return facts
  }

  /// Adds to a request what the folder knows besides the options: the words of the project, and its sheet
  /// of consent, which leaves out the land of those who refused.
  public func complete(_ request: inout EstimateRequest) throws(WorkflowError) {
    request.project = try facts()
    guard request.consent == nil else { return }
    var log = FindingLog()
    request.consent =
      ProjectSheets.files(in: path, try Self.catalogue(), log: &log)
      .first { $0.spec.name == "fpic" }?.path
    if log.hasErrors { throw .findings(log) }
  }

  /// All fields and sheets that a project may hold.
  static func catalogue() throws(WorkflowError) -> ProjectCatalogue {
    do throws(DocumentError) { return try ProjectCatalogue.builtIn() } catch {
      throw WorkflowError(error)
    }
  }

  private func parse(_ text: String, _ file: String) throws(WorkflowError) -> [String: Node] {
    do {
      guard let root = try compose(yaml: text)?.mapping else { return [:] }
      var sections: [String: Node] = [:]
      for (key, value) in root { sections[key.string ?? ""] = value }
      return sections
    } catch {
      var log = FindingLog()
      log.add(
        .unreadableYAML, at: FindingLocation(file: Self.fileName),
        .quoted("\(error)".split(whereSeparator: \.isNewline).joined(separator: " "), by: "YAML"))
      throw .findings(log)
    }
  }

  /// Options without a value: yes or no.
  private static let flags: Set<String> = [
    "keep-personal", "quiet", "timings", "allow-network", "categorical", "stem-letters",
    "finite-population", "decode", "plan", "final", "personal", "bundle", "ask", "repair",
    "replace",
  ]
  /// Options that may be given several times.
  private static let lists: Set<String> = [
    "set", "column", "header-row", "expected-accuracy", "encoding", "upper-case",
  ]

  /// The arguments of one key; `nil` when its value is of the wrong kind.
  private func arguments(_ key: String, _ value: Node) -> [String]? {
    if Self.flags.contains(key) { return value.bool.map { $0 ? ["--\(key)"] : [] } }
    if let mapping = value.mapping, Self.lists.contains(key) {
      return mapping.flatMap { ["--\(key)", "\($0.key.string ?? "")=\($0.value.string ?? "")"] }
    }
    if let sequence = value.sequence, Self.lists.contains(key) {
      return sequence.flatMap { ["--\(key)", $0.string ?? ""] }
    }
    guard let text = value.scalar?.string else { return nil }
    if text.isEmpty || text == "null" || text == "~" { return [] }
    return ["--\(key)", Self.pathOptions.contains(key) ? resolve(text) : text]
  }

  /// The language that the section of a verb asks for, known before anything is printed; `nil` when
  /// it does not, or when the file cannot be read (the verb itself will say so).
  public func statedLanguage(for verb: String) -> Language? {
    guard let data = FileManager.default.contents(atPath: path + "/" + Self.fileName),
      let root = try? compose(yaml: String(decoding: data, as: UTF8.self)),
      let text = root.mapping?[verb]?.mapping?["lang"]?.string
    else { return nil }
    return Language(rawValue: text)
  }

  private func resolve(_ name: String) -> String {
    name.hasPrefix("/") || name.hasPrefix("PG:") ? name : "\(path)/\(name)"
  }
}
