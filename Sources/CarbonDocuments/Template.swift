public import ForestModel
import Yams

/// What a template may speak of: values, tables, pictures and lists by name.
public struct Facts: Sendable {
  /// Values for the slots of sentences.
  public var slots: [String: Slot] = [:]
  /// Names that `when` may ask for.
  public var conditions: [String: Bool] = [:]
  /// Tables.
  public var tables: [String: Table] = [:]
  /// Pictures; `nil` where there is nothing to draw.
  public var figures: [String: Figure?] = [:]
  /// Boxes of key figures.
  public var keyFigures: [String: [KeyFigure]] = [:]
  /// Lists of sentences.
  public var lists: [String: [Passage]] = [:]
  /// Texts that people wrote, by name and language: paragraphs.
  public var narrative: [String: [Language: [String]]] = [:]

  /// Nothing yet.
  public init() {}
}

/// A document's outline as data: sections, sentences in all languages, and the names of the tables and
/// pictures that go between them. Whoever edits the words of a document edits its file, not code.
public struct Template: Sendable {
  /// Name, e.g. `measurement-report`.
  public let id: String
  /// Title of the document.
  public let title: Phrase
  let subtitle: Phrase
  let isNumbered: Bool
  let cover: [(label: Phrase, slot: String)]
  let blocks: [Part]

  indirect enum Part: Sendable {
    case section(id: String, title: Phrase, condition: Condition?, [Part])
    case paragraph(Phrase, Condition?)
    case note(Phrase, Condition?)
    case points([Phrase])
    case table(String)
    case figure(String)
    case keyFigures(String)
    case list(String)
    case paragraphs(String)
    case narrative(String, prompt: Phrase)
  }

  struct Condition: Sendable {
    let name: String
    let wanted: Bool
  }

  /// Names of all templates, in order of the list.
  public static let names = ["measurement-report"]

  /// The texts that people write for this document: file name without extension, and what to write.
  public var narratives: [(name: String, prompt: Phrase)] {
    func inside(_ parts: [Part]) -> [(name: String, prompt: Phrase)] {
      parts.flatMap { part -> [(name: String, prompt: Phrase)] in
        switch part {
        case .section(_, _, _, let inner): inside(inner)
        case .narrative(let name, let prompt): [(name, prompt)]
        default: []
        }
      }
    }
    return inside(blocks)
  }

  /// The page of an estimate, which no one asks for by name.
  public static func estimateReport() throws(DocumentError) -> Template {
    try Template(yaml: String(decoding: PackageResources.estimate_report_yaml, as: UTF8.self))
  }

  /// The page of an account, which no one asks for by name.
  public static func accountReport() throws(DocumentError) -> Template {
    try Template(yaml: String(decoding: PackageResources.account_report_yaml, as: UTF8.self))
  }

  /// The template of a name.
  public init(named name: String) throws(DocumentError) {
    switch name {
    case "measurement-report":
      try self.init(yaml: String(decoding: PackageResources.measurement_report_yaml, as: UTF8.self))
    default:
      throw .templateInvalid(name, detail: "no such template")
    }
  }

  /// Reads a template; every text must stand in all languages, with the same slots.
  public init(yaml: String) throws(DocumentError) {
    let root: Node
    do {
      guard let node = try compose(yaml: yaml) else { throw Invalid("the file is empty") }
      root = node
      let reader = Reader()
      guard let name = root["id"]?.string else { throw Invalid("id is missing") }
      id = name
      title = try reader.phrase(root["title"])
      subtitle = try reader.phrase(root["subtitle"])
      cover = try (root["cover"]?.array() ?? []).map {
        (try reader.phrase($0["label"]), $0["slot"]?.string ?? "")
      }
      isNumbered = root["numbered"]?.bool ?? false
      blocks = try reader.parts(root["blocks"])
    } catch let error as Invalid {
      throw .templateInvalid("template", detail: error.detail)
    } catch {
      throw .templateInvalid("template", detail: "\(error)")
    }
  }

  private struct Invalid: Error {
    let detail: String
    init(_ detail: String) { self.detail = detail }
  }

  private struct Reader {
    func phrase(_ node: Node?) throws -> Phrase {
      guard let english = node?["en"]?.string, let vietnamese = node?["vi"]?.string else {
        throw Invalid("a text needs en and vi, near line \(node?.mark?.line ?? 0)")
      }
      let phrase = Phrase(english, vi: vietnamese)
      guard phrase.slots(.english).sorted() == phrase.slots(.vietnamese).sorted() else {
        throw Invalid("the languages of \"\(english)\" differ in their slots")
      }
      return phrase
    }

    func condition(_ node: Node) -> Condition? {
      if let name = node["when"]?.string { return Condition(name: name, wanted: true) }
      return node["unless"]?.string.map { Condition(name: $0, wanted: false) }
    }

    func parts(_ node: Node?) throws -> [Part] {
      try (node?.array() ?? []).map { part in
        if let section = part["section"] {
          return .section(
            id: section["id"]?.string ?? "", title: try phrase(section["title"]),
            condition: condition(section), try parts(section["blocks"]))
        }
        if let text = part["text"] { return .paragraph(try phrase(text), condition(text)) }
        if let note = part["note"] { return .note(try phrase(note), condition(note)) }
        if let points = part["points"] { return .points(try points.array().map(phrase)) }
        if let name = part["table"]?.string { return .table(name) }
        if let name = part["figure"]?.string { return .figure(name) }
        if let name = part["key-figures"]?.string { return .keyFigures(name) }
        if let name = part["list"]?.string { return .list(name) }
        if let name = part["paragraphs"]?.string { return .paragraphs(name) }
        if let name = part["narrative"]?.string {
          return .narrative(name, prompt: try phrase(part["prompt"]))
        }
        throw Invalid("unknown block near line \(part.mark?.line ?? 0)")
      }
    }
  }

  /// The document: the outline with the facts in it. A name that the facts do not hold is an error of
  /// the template, never an empty place.
  public func document(_ facts: Facts, producer: String) throws(DocumentError) -> Document {
    let composer = Composer(facts: facts, id: id)
    var document = Document(
      name: id, title: try composer.passage(title), subtitle: try composer.passage(subtitle),
      producer: producer, isNumbered: isNumbered, blocks: try composer.blocks(blocks))
    for entry in cover {
      document.cover.append((Passage(entry.label), Passage(try composer.slot(entry.slot))))
    }
    return document
  }

  private struct Composer {
    let facts: Facts
    let id: String

    func unknown(_ kind: String, _ name: String) -> DocumentError {
      .templateInvalid(id, detail: "there is no \(kind) named \(name)")
    }

    func slot(_ name: String) throws(DocumentError) -> Slot {
      guard let slot = facts.slots[name] else { throw unknown("value", name) }
      return slot
    }

    func passage(_ phrase: Phrase) throws(DocumentError) -> Passage {
      var slots: [String: Slot] = [:]
      for name in phrase.slots(.english) { slots[name] = try slot(name) }
      return Passage(phrase, slots)
    }

    func holds(_ condition: Condition?) throws(DocumentError) -> Bool {
      guard let condition else { return true }
      guard let value = facts.conditions[condition.name] else {
        throw unknown("condition", condition.name)
      }
      return value == condition.wanted
    }

    func blocks(_ parts: [Part]) throws(DocumentError) -> [Block] {
      var blocks: [Block] = []
      for part in parts { blocks += try block(part) }
      return blocks
    }

    private func block(_ part: Part) throws(DocumentError) -> [Block] {
      switch part {
      case .section(let id, let title, let condition, let inner):
        guard try holds(condition) else { return [] }
        return [.section(id: id, title: try passage(title), try blocks(inner))]
      case .paragraph(let phrase, let condition):
        return try holds(condition) ? [.paragraph(try passage(phrase))] : []
      case .note(let phrase, let condition):
        return try holds(condition) ? [.note(try passage(phrase))] : []
      case .points(let phrases):
        var points: [Passage] = []
        for phrase in phrases { points.append(try passage(phrase)) }
        return [.list(points)]
      case .table(let name):
        guard let table = facts.tables[name] else { throw unknown("table", name) }
        return table.rows.isEmpty ? [] : [.table(table)]
      case .figure(let name):
        guard let figure = facts.figures[name] else { throw unknown("figure", name) }
        return figure.map { [.figure($0)] } ?? []
      case .keyFigures(let name):
        guard let figures = facts.keyFigures[name] else { throw unknown("box", name) }
        return [.keyFigures(figures)]
      case .list(let name):
        guard let list = facts.lists[name] else { throw unknown("list", name) }
        return list.isEmpty ? [] : [.list(list)]
      case .paragraphs(let name):
        guard let list = facts.lists[name] else { throw unknown("list", name) }
        return list.map(Block.paragraph)
      case .narrative(let name, let prompt):
        return narrative(name, prompt)
      }
    }

    /// The paragraphs that people wrote; where one language has fewer, its last stays a gap only when
    /// it has none at all.
    private func narrative(_ name: String, _ prompt: Phrase) -> [Block] {
      let texts = facts.narrative[name] ?? [:]
      let count = max(1, texts.values.map(\.count).max() ?? 0)
      return (0..<count).map { index in
        var paragraph: [Language: String] = [:]
        for (language, all) in texts where !all.isEmpty {
          paragraph[language] = index < all.count ? all[index] : ""
        }
        return .paragraph(Passage(.written("narrative." + name, paragraph, need: prompt)))
      }
    }
  }
}
