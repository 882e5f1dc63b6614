import CarbonDocuments
public import ForestModel
import FoundationEssentials
import Yams

/// What a project folder says about the project itself: the fields in project.yaml, by their keys such as
/// `project.name` and `dates.crediting_from`, and the texts in narrative/en and narrative/vi. It goes into
/// documents and into no figure.
public struct ProjectFacts: Sendable {
  /// Fields by key without `_en` and `_vi`, in the languages in which they are filled in.
  public private(set) var fields: [String: [Language: String]] = [:]
  /// Lines of project.yaml in which fields stand.
  private(set) var lines: [String: Int] = [:]
  /// Texts by file name without extension.
  var narrative: [String: [Language: NarrativeText]] = [:]
  /// Files that were read for every verb.
  public private(set) var files: [String] = []
  /// Files with texts, by name of the text; notes alone are no text.
  private(set) var narrativeFiles: [(name: String, path: String)] = []
  /// What is odd about the fields.
  private(set) var log = FindingLog()

  /// Nothing known.
  public init() {}

  /// Whether nobody has named the project.
  var isNameless: Bool { fields["project.name"] == nil }

  /// Name of the project for the head of a page.
  var name: Slot {
    .written(
      "project.name", fields["project.name"] ?? [:],
      need: Phrase("title of the report", vi: "tên báo cáo"))
  }

  /// SHA-256 of the fields, however they are written and commented.
  var fieldsHash: String {
    Self.hash(
      fields.keys.sorted().flatMap { key in
        Language.allCases.compactMap { language in
          fields[key]?[language].map { "\(key) \(language.rawValue) \($0)" }
        }
      })
  }

  /// SHA-256 of the name of the project, which stands on every page.
  var nameHash: String {
    Self.hash(Language.allCases.map { fields["project.name"]?[$0] ?? "" })
  }

  /// SHA-256 of the texts.
  var narrativeHash: String {
    Self.hash(
      narrative.keys.sorted().flatMap { name in
        Language.allCases.compactMap { language in
          // A text with nothing but notes is none.
          narrative[name]?[language].flatMap {
            $0.source.isEmpty ? nil : "\(name) \(language.rawValue) \($0.source)"
          }
        }
      })
  }

  private static func hash(_ lines: [String]) -> String {
    FileRecord.sha256(of: Array(lines.joined(separator: "\n").utf8))
  }

  /// Reads the sections that hold fields and the narrative of a folder.
  init(
    _ sections: [String: Node], folder: String, catalogue: ProjectCatalogue
  ) {
    files = [folder + "/" + ProjectFolder.fileName]
    for section in catalogue.sections {
      guard let node = sections[section] else { continue }
      read(node, as: section, catalogue)
    }
    check(catalogue)
    for language in Language.allCases {
      let path = "\(folder)/narrative/\(language.rawValue)"
      let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
      for file in names.sorted() where file.hasSuffix(".md") {
        guard let data = FileManager.default.contents(atPath: path + "/" + file) else { continue }
        let (name, shown) = (String(file.dropLast(3)), "narrative/\(language.rawValue)/\(file)")
        guard data.count <= NarrativeText.mostBytes else {
          log.add(
            .narrativeTooLong, at: FindingLocation(file: shown),
            ["count": "\(data.count)", "limit": "\(NarrativeText.mostBytes)"])
          continue
        }
        let text = NarrativeText(String(decoding: data, as: UTF8.self), file: shown)
        if !text.source.isEmpty { narrativeFiles.append((name, path + "/" + file)) }
        narrative[name, default: [:]][language] = text
      }
    }
  }

  // MARK: Fields

  /// Bodies that may be described within `project`: their own facts have sections of their own.
  private static let bodies = [
    "project.owner": "owner", "project.managing_agency": "agency", "project.donor": "donor",
  ]

  /// A mapping holds further fields, a list becomes one text.
  private mutating func read(_ node: Node, as key: String, _ catalogue: ProjectCatalogue) {
    if let mapping = node.mapping {
      for (keyNode, value) in mapping {
        let name = keyNode.string ?? ""
        if let body = Self.bodies[key] {
          let isName = ["name", "name_en", "name_vi"].contains(name)
          read(value, as: isName ? key + name.dropFirst(4) : "\(body).\(name)", catalogue)
        } else {
          read(value, as: "\(key).\(name)", catalogue)
        }
      }
      return
    }
    if let sequence = node.sequence {
      if let first = sequence.first, first.mapping != nil {
        // Several donors are told one after the other.
        for item in sequence { read(item, as: key, catalogue) }
        return
      }
      set(key, sequence.compactMap { $0.scalar?.string }, node.mark?.line, catalogue)
      return
    }
    set(key, [node.scalar?.string ?? ""], node.mark?.line, catalogue)
  }

  private mutating func set(
    _ key: String, _ items: [String], _ line: Int?, _ catalogue: ProjectCatalogue
  ) {
    let text = items.filter { !$0.isEmpty }.joined(separator: ", ")
    guard !text.isEmpty, text != "~", text != "null" else { return }
    var name = key
    var languages = Language.allCases
    if catalogue.field(key) == nil, key.hasSuffix("_en") || key.hasSuffix("_vi") {
      name = String(key.dropLast(3))
      languages = [key.hasSuffix("_en") ? .english : .vietnamese]
    }
    guard catalogue.field(name) != nil else {
      // The section of the verb holds its options too, which the verb itself looks at.
      if key.hasPrefix("document.") { return }
      let near = Nearest.names(to: name, among: catalogue.fields.map(\.key), limit: 1).first
      log.add(
        .fieldUnknown,
        at: FindingLocation(file: ProjectFolder.fileName, row: line, column: key),
        ["hint": near.map { " (\($0)?)" } ?? ""])
      return
    }
    lines[name] = line
    for language in languages {
      let earlier = fields[name]?[language].map { $0 + "; " } ?? ""
      fields[name, default: [:]][language] = earlier + text
    }
  }

  /// Days that are none, numbers that are none, words that are not among the options.
  private mutating func check(_ catalogue: ProjectCatalogue) {
    for field in catalogue.fields {
      guard let text = fields[field.key]?[.english] ?? fields[field.key]?[.vietnamese] else {
        continue
      }
      let place = FindingLocation(
        file: ProjectFolder.fileName, row: lines[field.key], column: field.key)
      switch field.kind {
      case .day where !Self.isDay(text): log.add(.dayInvalid, at: place, ["value": text])
      case .integer where Int(text) == nil, .decimal where Double(text)?.isFinite != true:
        log.add(.notANumber, at: place, ["value": text])
      case .integer, .decimal: checkNumber(text, field.key, place)
      case .choice, .code, .codes:
        let known = field.options.map(\.code)
        guard !known.isEmpty else { continue }
        // One value, unless the field takes a list.
        let words = field.kind == .codes || field.isList ? Self.codes(text) : [text]
        for word in words where !known.contains(word) {
          log.add(
            .unknownWord, at: place, ["value": word, "expected": known.joined(separator: ", ")])
        }
      default: break
      }
    }
  }

  /// Numbers of a project are never negative; shares are percent; 26.000 is no number that all read alike.
  private mutating func checkNumber(_ text: String, _ key: String, _ place: FindingLocation) {
    if Self.isGrouped(text) { return log.add(.ambiguousNumber, at: place, ["value": text]) }
    let value = Double(text) ?? .nan
    let isPercent = key.hasSuffix("_percent")
    if value < 0 || (isPercent && value > 100) {
      log.add(
        .fieldOutOfRange, at: place,
        ["value": text, "range": isPercent ? "0 to 100" : ">= 0"])
    } else if key.hasSuffix("discount_rate_percent"), value > 0, value < 0.5 {
      log.add(.fieldOutOfRange, at: place, ["value": text, "range": "percent, e.g. 9"])
    } else if key.hasSuffix("fx_vnd"), value == 0 {
      log.add(.fieldOutOfRange, at: place, ["value": text, "range": "> 0"])
    }
  }

  /// Whether a number may be meant with points between thousands: 26.000.
  static func isGrouped(_ text: String) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count > 1 && (1...3).contains(parts[0].count)
      && parts.dropFirst().allSatisfy { $0.count == 3 && $0.allSatisfy(\.isWholeNumber) }
      && parts[0].allSatisfy(\.isWholeNumber) && parts[0] != "0"
  }

  /// The codes of a field that holds several.
  static func codes(_ text: String) -> [String] {
    text.split(separator: ",").map { $0.filter { !$0.isWhitespace } }.filter { !$0.isEmpty }
  }

  /// Adds every field as a slot; what is not filled in is a gap.
  func add(to facts: inout Facts, _ catalogue: ProjectCatalogue) {
    for field in catalogue.fields {
      facts.slots[field.key] = slot(field, showsPersonal: facts.showsPersonal)
      let text = fields[field.key]?[.english] ?? fields[field.key]?[.vietnamese]
      if let text, !field.options.isEmpty { facts.codes[field.key] = Self.codes(text) }
    }
  }

  private func slot(_ field: FieldSpec, showsPersonal: Bool) -> Slot {
    let texts = fields[field.key] ?? [:]
    guard let text = texts[.english] ?? texts[.vietnamese] else {
      return .written(field.key, [:], need: field.need)
    }
    if field.isPersonal, !showsPersonal { return .leftToWrite }
    switch field.kind {
    case .day: return .day(text)
    case .integer, .decimal:
      guard let value = Double(text) else { return .text(text) }
      let name = String(field.key.split(separator: ".").last ?? "")
      let format = StoredName.format(name, of: value)
      // Years and grades are numbers that are not grouped.
      if format.unit == "1", abs(value) < 10_000 { return .text(text) }
      return .datum(
        Datum(
          value, decimals: value == value.rounded() ? 0 : max(format.decimals, 1),
          unit: format.unit,
          source: EvidenceSource(
            file: ProjectFolder.fileName, row: lines[field.key], column: field.key)))
    case .choice:
      guard let option = field.options.first(where: { $0.code == text }) else {
        return .text(text)
      }
      return .passage(Passage(option.name))
    case .code, .codes, .ids: return .text(text)
    case .text, .words: return .written(field.key, texts, need: field.need)
    }
  }

  /// Whether a text is a day of the calendar, 2026-03-15.
  static func isDay(_ text: String) -> Bool { CalendarDay(text) != nil }
}
