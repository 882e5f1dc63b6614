import CarbonDocuments
public import ForestModel
import FoundationEssentials
import Yams

/// A fact that a document needs and project.yaml lacks.
public struct MissingField: Sendable {
  /// Key as it stands in project.yaml, with `_en` or `_vi` where the languages differ.
  public let key: String
  /// What it is.
  public let label: Phrase
  /// Why it is needed.
  public let need: Phrase
  /// How it is written; values to choose from.
  public let hint: String
}

extension ProjectFolder {
  /// The facts that a template prints and project.yaml lacks, in the order of the catalogue.
  public func missingFields(for template: String) throws(WorkflowError) -> [MissingField] {
    let names = try Template.find(template, in: self).template.names
    let facts = try facts()
    var missing: [MissingField] = []
    for field in try Self.catalogue().fields where names.contains(field.key) {
      func add(_ key: String) {
        let options = field.options.map(\.code).joined(separator: ", ")
        missing.append(
          MissingField(
            key: key, label: field.label, need: field.need,
            hint: options.isEmpty ? field.example : options))
      }
      let filled = facts.fields[field.key] ?? [:]
      if field.kind == .words {
        for language in Language.allCases where filled[language] == nil {
          add("\(field.key)_\(language.rawValue)")
        }
      } else if filled.isEmpty {
        add(field.key)
      }
    }
    return missing
  }

  /// Writes a fact into project.yaml; comments and everything else stay as they are. The file is read back
  /// before it is replaced: an answer that the file would not hold as it was typed is refused.
  public func set(_ key: String, to answer: String) throws(WorkflowError) {
    let file = path + "/" + Self.fileName
    guard let data = FileManager.default.contents(atPath: file) else {
      throw .surroundings(path: file, detail: lastSystemError())
    }
    let parts = key.split(separator: ".", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return }
    let text = Self.text(
      String(decoding: data, as: UTF8.self), setting: parts[1], in: parts[0], to: answer)
    let before = try facts()
    let after = ProjectFacts(
      try Self.sections(of: text), folder: path, catalogue: try Self.catalogue())
    if after.log.hasErrors { throw .findings(after.log) }
    var expected = before.fields
    let isEnglish = key.hasSuffix("_en")
    if isEnglish || key.hasSuffix("_vi"), after.fields[key] == nil {
      expected[String(key.dropLast(3)), default: [:]][isEnglish ? .english : .vietnamese] =
        answer
    } else {
      expected[key] = [.english: answer, .vietnamese: answer]
    }
    guard after.fields == expected else {
      throw .surroundings(path: file, detail: "cannot take \(key): \(answer)")
    }
    let staging = "\(path)/.\(Self.fileName).partial-\(processID())"
    var writer = try FileWriter(staging)
    try writer.write(text.utf8)
    try writer.finish()
    try moveFile(staging, to: file)
  }

  private static func sections(of text: String) throws(WorkflowError) -> [String: Node] {
    var sections: [String: Node] = [:]
    let root: Node.Mapping?
    do { root = try compose(yaml: text)?.mapping } catch {
      throw .surroundings(path: fileName, detail: "\(error)")
    }
    for (key, value) in root ?? [:] { sections[key.string ?? ""] = value }
    return sections
  }

  /// The text with a key of a section set: in the line where the key stands empty, else below the head of the
  /// section, else in a section of its own at the end.
  private static func text(
    _ text: String, setting name: String, in section: String, to answer: String
  ) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let escaped = answer.map { $0 == "\\" ? "\\\\" : $0 == "\"" ? "\\\"" : String($0) }.joined()
    // Codes and lists are written without quotes, so that they stay lists.
    let isList = answer.hasPrefix("[") && answer.hasSuffix("]")
    let entry = "  \(name): \(isList ? answer : "\"\(escaped)\"")"
    guard let head = lines.firstIndex(where: { $0.hasPrefix(section + ":") }) else {
      while lines.last?.isEmpty == true { lines.removeLast() }
      return (lines + ["", "\(section):", entry, ""]).joined(separator: "\n")
    }
    var end = head + 1
    while end < lines.count,
      lines[end].hasPrefix(" ") || lines[end].isEmpty || lines[end].hasPrefix("#")
    {
      if lines[end].hasPrefix("  \(name):") {
        lines[end] = entry
        return lines.joined(separator: "\n")
      }
      end += 1
    }
    // `section: {}` and the like hold nothing.
    lines[head] = "\(section):"
    lines.insert(entry, at: head + 1)
    return lines.joined(separator: "\n")
  }
}
