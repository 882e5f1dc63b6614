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

  /// Writes a fact into project.yaml; comments and everything else stay as they are, to the byte. The new text
  /// is read back before the file is replaced: an answer that would not stand there as it was typed, or that
  /// would change anything else, is a finding, and the file stays as it was.
  public func set(_ key: String, to answer: String) throws(WorkflowError) {
    let file = path + "/" + Self.fileName
    guard let data = FileManager.default.contents(atPath: file) else {
      throw .surroundings(path: file, detail: lastSystemError())
    }
    func refuse(_ english: String, vi vietnamese: String) -> WorkflowError {
      var log = FindingLog()
      log.add(
        .fieldNotWritten, at: FindingLocation(file: Self.fileName, column: key),
        .words("reason", Phrase(english, vi: vietnamese)))
      return .findings(log)
    }
    let mode = (try? FileManager.default.attributesOfItem(atPath: file)[.posixPermissions]) as? Int
    guard (mode ?? 0o644) & 0o200 != 0 else {
      throw refuse("the file is read-only", vi: "tệp chỉ cho phép đọc")
    }
    guard let old = String(validating: data, as: UTF8.self) else {
      throw refuse("the file is not UTF-8", vi: "tệp không phải UTF-8")
    }
    let parts = key.split(separator: ".", maxSplits: 1).map(String.init)
    let catalogue = try Self.catalogue()
    guard parts.count == 2 else { throw refuse("no such key", vi: "không có khóa này") }
    let isList = catalogue.field(key).map { $0.kind == .codes || $0.isList } ?? false
    guard let text = Self.text(old, setting: parts[1], in: parts[0], to: answer, isList: isList)
    else {
      throw refuse(
        "the section is not written line by line", vi: "mục này không được viết theo từng dòng")
    }

    let before: [String: Node]
    let after: [String: Node]
    do throws(WorkflowError) {
      before = try Self.sections(of: old)
      after = try Self.sections(of: text)
    } catch {
      throw refuse("the answer is no text of YAML", vi: "câu trả lời không phải văn bản YAML")
    }
    // Everything but the one key is what it was.
    func tree(_ sections: [String: Node]) -> [String: JSONValue] {
      var tree = sections.mapValues(Self.json)
      var members = tree[parts[0]]?.members ?? [:]
      members[parts[1]] = nil
      tree[parts[0]] = .object(members)
      return tree
    }
    guard tree(before) == tree(after) else {
      throw refuse("other lines would change", vi: "các dòng khác sẽ bị thay đổi")
    }
    let facts = ProjectFacts(after, folder: path, catalogue: catalogue)
    if facts.log.hasErrors { throw .findings(facts.log) }
    let isEnglish = key.hasSuffix("_en")
    let isWords = catalogue.field(key) == nil && (isEnglish || key.hasSuffix("_vi"))
    let stored =
      isWords
      ? facts.fields[String(key.dropLast(3))]?[isEnglish ? .english : .vietnamese]
      : facts.fields[key]?[.english]
    guard stored == (isList ? Self.items(answer).joined(separator: ", ") : answer) else {
      throw refuse("it would not read as it was typed", vi: "đọc lại sẽ khác với nội dung đã gõ")
    }
    let staging = "\(path)/.\(Self.fileName)\(Staging.mark)\(processID())"
    Staging.clear(path, of: Self.fileName)
    Interruption.add(staging)
    defer {
      removeFile(staging)
      Interruption.remove(staging)
    }
    var writer = try FileWriter(staging)
    try writer.write(text.utf8)
    try writer.finish()
    if let mode {
      try? FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: staging)
    }
    try moveFile(staging, to: file)
  }

  /// The values of a list as it is typed: with or without brackets, parted by commas.
  private static func items(_ answer: String) -> [String] {
    answer.filter { $0 != "[" && $0 != "]" }.split(separator: ",").map {
      $0.split(separator: " ").joined(separator: " ")
    }.filter { !$0.isEmpty }
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
  /// section, else in a section of its own at the end; `nil` where the section is not written line by line.
  private static func text(
    _ text: String, setting name: String, in section: String, to answer: String, isList: Bool
  ) -> String? {
    func quoted(_ text: String) -> String {
      "\"" + text.map { $0 == "\\" ? "\\\\" : $0 == "\"" ? "\\\"" : String($0) }.joined() + "\""
    }
    let value =
      isList ? "[" + items(answer).map(quoted).joined(separator: ", ") + "]" : quoted(answer)
    // Lines keep their own ends: a Windows file stays one.
    var lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
      .map { String(String.UnicodeScalarView($0)) }
    let end = lines.first?.unicodeScalars.last == "\r" ? "\r" : ""
    func trimmed(_ line: String) -> String {
      String(String.UnicodeScalarView(line.unicodeScalars.filter { $0 != "\r" }))
    }
    guard let head = lines.firstIndex(where: { trimmed($0).hasPrefix(section + ":") }) else {
      while let last = lines.last, trimmed(last).isEmpty { lines.removeLast() }
      return (lines + ["" + end, "\(section):" + end, "  \(name): \(value)" + end, ""])
        .joined(separator: "\n")
    }
    // Behind the head may stand a comment, nothing else.
    let rest = trimmed(lines[head]).dropFirst(section.count + 1).drop { $0 == " " }
    guard rest.isEmpty || rest.hasPrefix("#") else { return nil }
    var indent = "  "
    var isFirst = true
    var place = head + 1
    while place < lines.count {
      let line = trimmed(lines[place])
      let bare = line.drop { $0 == " " }
      guard line.hasPrefix(" ") || bare.isEmpty || bare.hasPrefix("#") else { break }
      if !bare.isEmpty, !bare.hasPrefix("#") {
        if isFirst { indent = String(line.prefix(line.count - bare.count)) }
        isFirst = false
        let key = indent + name + ":"
        if line.hasPrefix(key) {
          // A key that stands empty is filled in; its comment stays.
          let own = line.dropFirst(key.count).drop { $0 == " " }
          let isEmpty =
            own.isEmpty || own.hasPrefix("#") || own.hasPrefix("\"\"") || own.hasPrefix("[]")
          guard isEmpty else { return nil }
          let comment = own.firstIndex(of: "#").map { " " + own[$0...] } ?? ""
          lines[place] = "\(key) \(value)\(comment)\(end)"
          return lines.joined(separator: "\n")
        }
      }
      place += 1
    }
    lines.insert("\(indent)\(name): \(value)\(end)", at: head + 1)
    return lines.joined(separator: "\n")
  }
}
