import ForestModel
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
    "stratum-raster", "areas", "zones", "raster", "out",
  ]

  /// Where the results of a verb go unless `--out` says otherwise.
  public func results(of verb: String) -> String { "\(path)/results/\(verb)" }

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
      if taken.contains(key) { arguments += self.arguments(key, value) }
    }
    if log.hasErrors { throw .findings(log) }
    return arguments
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
        .unreadableYAML, at: FindingLocation(file: Self.fileName), ["reason": "\(error)"])
      throw .findings(log)
    }
  }

  private func arguments(_ key: String, _ value: Node) -> [String] {
    if let mapping = value.mapping {
      return mapping.flatMap { ["--\(key)", "\($0.key.string ?? "")=\($0.value.string ?? "")"] }
    }
    if let sequence = value.sequence { return sequence.flatMap { arguments(key, $0) } }
    guard let text = value.scalar?.string, !text.isEmpty, text != "null", text != "~" else {
      return []
    }
    if text == "true" { return ["--\(key)"] }
    if text == "false" { return [] }
    return ["--\(key)", Self.pathOptions.contains(key) ? resolve(text) : text]
  }

  private func resolve(_ name: String) -> String {
    name.hasPrefix("/") || name.hasPrefix("PG:") ? name : "\(path)/\(name)"
  }
}
