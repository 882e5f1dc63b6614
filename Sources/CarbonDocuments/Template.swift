public import ForestModel
import Yams

/// A document's outline as data: sections, sentences in all languages, and the names of the tables and
/// pictures that go between them. Whoever edits the words of a document edits its file, not code.
public struct Template: Sendable {
  /// Name, e.g. `measurement-report`.
  public let id: String
  /// Title of the document.
  public let title: Phrase
  let subtitle: Phrase?
  let isNumbered: Bool
  let hasContents: Bool
  /// Family of documents that cite the same acts, e.g. `aid`.
  public let legalFamily: String
  let cover: [(label: Phrase, slot: String)]
  let blocks: [Part]

  indirect enum Part: Sendable {
    case section(id: String, number: String?, title: Phrase, [Part])
    case paragraph(Phrase)
    case note(Phrase)
    case points([Phrase])
    case table(String)
    case figure(String)
    case keyFigures(String)
    case list(String)
    case paragraphs(String)
    case narrative(String, prompt: Phrase)
    case fields([Field])
    case choices(field: String, [(code: String, label: Phrase)])
    case grid(Grid)
    case rows(Rows)
    case sheet(String, columns: [String], caption: Phrase?, isOptional: Bool)
    case letterhead(Head)
    case heading(title: Phrase, abstract: Phrase?)
    case addressee(Phrase)
    case legalBasis([Phrase])
    case signatures(recipients: [Phrase], [Signer])
    case pageBreak
    case repeated(sheet: String, filter: [String: String], [Part])
    case conditional(Condition, Part)
  }

  struct Condition: Sendable {
    let name: String
    let wanted: Bool
  }

  /// What stands in a box or cell.
  enum Content: Sendable {
    case slot(String)
    case words(Phrase)
    case blank
  }

  struct Field: Sendable {
    let label: Phrase
    let content: Content
    let conditions: [Condition]
  }

  struct Grid: Sendable {
    let id: String
    let caption: Phrase
    let columns: [(title: Phrase, isNumeric: Bool, weight: Double)]
    let rows: [[Content]]
  }

  /// A table from a file of results.
  struct Rows: Sendable {
    struct Column: Sendable {
      let name: String
      let vietnameseName: String
      let title: Phrase
      let isNumeric: Bool
      let decimals: Int?
      let unit: String?
      let weight: Double
      let isTotal: Bool
    }
    let id: String
    let file: String
    let caption: Phrase
    let filter: [String: String]
    let limit: Int?
    let columns: [Column]
    let words: [String: [String: Phrase]]
  }

  struct Head: Sendable {
    let parent: Phrase?
    let body: Phrase
    let number: Phrase?
    let subject: Phrase?
    let placeAndDate: Phrase
  }

  struct Signer: Sendable {
    let authority: Phrase?
    let post: Phrase?
    let name: String?
  }

  /// Files of the folder Templates that are no documents that can be asked for by name.
  private static let others: Set<String> = [
    "estimate-report", "account-report", "legal-basis", "legal-open",
  ]

  /// Names of all templates, in order of the list: the files of the folder Templates.
  public static let names = EmbeddedTexts.all.keys.filter { name in
    !others.contains(name) && !name.hasPrefix("fields") && !name.hasPrefix("sheets")
  }.sorted()

  /// The page of an estimate, which no one asks for by name.
  public static func estimateReport() throws(DocumentError) -> Template {
    try Template(named: "estimate-report")
  }

  /// The page of an account, which no one asks for by name.
  public static func accountReport() throws(DocumentError) -> Template {
    try Template(named: "account-report")
  }

  /// The template of a name.
  public init(named name: String) throws(DocumentError) {
    guard let text = EmbeddedTexts.all[name] else {
      throw .templateInvalid(name, detail: "no such template")
    }
    try self.init(yaml: text)
  }

  /// Reads a template; every text must stand in all languages, with the same slots.
  public init(yaml: String) throws(DocumentError) {
    var name = "template"
    do {
      guard let node = try compose(yaml: yaml) else {
        throw YAMLReader.Invalid("the file is empty")
      }
      let reader = YAMLReader()
      id = try reader.text(node, "id")
      name = id
      title = try reader.phrase(node["title"])
      subtitle = try reader.optionalPhrase(node["subtitle"])
      cover = try (node["cover"]?.array() ?? []).map {
        (try reader.phrase($0["label"]), try reader.text($0, "slot"))
      }
      isNumbered = node["numbered"]?.bool ?? false
      hasContents = node["contents"]?.bool ?? false
      legalFamily = node["legal"]?.scalar?.string ?? "all"
      blocks = try reader.parts(node["blocks"])
    } catch let error as YAMLReader.Invalid {
      throw .templateInvalid(name, detail: error.detail)
    } catch {
      throw .templateInvalid(name, detail: "\(error)")
    }
  }
}

// MARK: What a template speaks of

extension Template {
  /// Every part, those inside of others included.
  private var allParts: [Part] {
    func inside(_ part: Part) -> [Part] {
      switch part {
      case .section(_, _, _, let parts), .repeated(_, _, let parts):
        [part] + parts.flatMap(inside)
      case .conditional(_, let inner): [part] + inside(inner)
      default: [part]
      }
    }
    return blocks.flatMap(inside)
  }

  /// The texts that people write for this document: file name without extension, and what to write.
  public var narratives: [(name: String, prompt: Phrase)] {
    allParts.compactMap {
      if case .narrative(let name, let prompt) = $0 { (name, prompt) } else { nil }
    }
  }

  /// The sheets that this document prints or repeats over.
  public var sheets: [String] {
    var names: [String] = []
    for part in allParts {
      switch part {
      case .sheet(let name, _, _, _), .repeated(let name, _, _):
        if !names.contains(name) { names.append(name) }
      default: break
      }
    }
    return names
  }

  /// Every text of the template, in order.
  public var phrases: [Phrase] {
    var phrases = [title] + [subtitle].compactMap { $0 } + cover.map(\.label)
    func add(_ content: Content) { if case .words(let phrase) = content { phrases.append(phrase) } }
    for part in allParts {
      switch part {
      case .section(_, _, let title, _): phrases.append(title)
      case .paragraph(let phrase), .note(let phrase), .addressee(let phrase),
        .narrative(_, let phrase):
        phrases.append(phrase)
      case .points(let own), .legalBasis(let own): phrases += own
      case .table, .figure, .keyFigures, .list, .paragraphs, .pageBreak, .repeated, .conditional:
        break
      case .sheet(_, _, let caption, _): phrases += [caption].compactMap { $0 }
      case .fields(let fields):
        for field in fields {
          phrases.append(field.label)
          add(field.content)
        }
      case .choices(_, let options): phrases += options.map(\.label)
      case .grid(let grid):
        phrases += [grid.caption] + grid.columns.map(\.title)
        grid.rows.joined().forEach(add)
      case .rows(let rows):
        phrases += [rows.caption] + rows.columns.map(\.title)
        for words in rows.words.sorted(by: { $0.key < $1.key }) {
          phrases += words.value.sorted { $0.key < $1.key }.map(\.value)
        }
      case .letterhead(let head):
        phrases += [head.parent, head.body, head.number, head.subject, head.placeAndDate]
          .compactMap { $0 }
      case .heading(let title, let abstract): phrases += [title, abstract].compactMap { $0 }
      case .signatures(let recipients, let signers):
        phrases += recipients + signers.flatMap { [$0.authority, $0.post].compactMap { $0 } }
      }
    }
    return phrases
  }

  /// Names of values, conditions, tables, figures and files, as far as they stand in the template.
  public var names: Set<String> {
    var names = Set(cover.map(\.slot) + phrases.flatMap { $0.slots(.english) })
    func add(_ content: Content) { if case .slot(let name) = content { names.insert(name) } }
    for part in allParts {
      switch part {
      case .table(let name), .figure(let name), .keyFigures(let name), .list(let name),
        .paragraphs(let name), .choices(let name, _):
        names.insert(name)
      case .fields(let fields): for field in fields { add(field.content) }
      case .grid(let grid): grid.rows.joined().forEach(add)
      case .rows(let rows):
        names.insert(rows.file)
        for value in rows.filter.values { names.formUnion(Phrase(same: value).slots(.english)) }
      case .signatures(_, let signers): names.formUnion(signers.compactMap(\.name))
      case .conditional(let condition, _): names.insert(condition.name)
      default: break
      }
    }
    return names
  }
}

// MARK: Reading

extension YAMLReader {
  fileprivate func parts(_ node: Node?) throws -> [Template.Part] {
    try (node?.array() ?? []).map { item in
      let (key, content) = try head(of: item)
      let part = try part(key, content, item)
      // A condition stands beside the block or within it.
      return (conditions(item) + conditions(content)).reduce(part) { .conditional($1, $0) }
    }
  }

  private static let attributes: Set<String> = [
    "when", "unless", "prompt", "columns", "caption", "optional",
  ]

  /// The kind of a block and what it holds.
  private func head(of item: Node) throws -> (String, Node) {
    guard let mapping = item.mapping else {
      throw Invalid("a block is expected near line \(item.mark?.line ?? 0)")
    }
    for (keyNode, value) in mapping {
      if let key = keyNode.string, !Self.attributes.contains(key) { return (key, value) }
    }
    throw Invalid("a block without a kind near line \(item.mark?.line ?? 0)")
  }

  private func conditions(_ node: Node) -> [Template.Condition] {
    guard node.mapping != nil else { return [] }
    return [("when", true), ("unless", false)].compactMap { key, wanted in
      node[key]?.string.map { Template.Condition(name: $0, wanted: wanted) }
    }
  }

  private func part(_ key: String, _ node: Node, _ item: Node) throws -> Template.Part {
    func name() throws -> String {
      guard let name = node.scalar?.string else {
        throw Invalid("\(key) needs a name, line \(node.mark?.line ?? 0)")
      }
      return name
    }
    switch key {
    case "section":
      return .section(
        id: try text(node, "id"), number: node["number"]?.scalar?.string,
        title: try phrase(node["title"]), try parts(node["blocks"]))
    case "text": return .paragraph(try phrase(node))
    case "note": return .note(try phrase(node))
    case "points": return .points(try node.array().map(phrase))
    case "table": return .table(try name())
    case "figure": return .figure(try name())
    case "key-figures": return .keyFigures(try name())
    case "list": return .list(try name())
    case "paragraphs": return .paragraphs(try name())
    case "narrative": return .narrative(try name(), prompt: try phrase(item["prompt"]))
    case "fields": return .fields(try node.array().map(field))
    case "choices":
      return .choices(
        field: try text(node, "field"),
        try (node["options"]?.array() ?? []).map { (try text($0, "code"), try phrase($0)) })
    case "grid": return .grid(try grid(node))
    case "rows": return .rows(try rows(node))
    case "sheet":
      let columns = (item["columns"]?.array() ?? []).map { $0.scalar?.string ?? "" }
      return .sheet(
        try name(), columns: columns, caption: try optionalPhrase(item["caption"]),
        isOptional: item["optional"]?.bool ?? false)
    case "letterhead":
      return .letterhead(
        Template.Head(
          parent: try optionalPhrase(node["parent"]), body: try phrase(node["body"]),
          number: try optionalPhrase(node["number"]),
          subject: try optionalPhrase(node["subject"]),
          placeAndDate: try phrase(node["place_date"])))
    case "heading":
      return .heading(
        title: try phrase(node["title"]), abstract: try optionalPhrase(node["abstract"]))
    case "addressee": return .addressee(try phrase(node))
    case "basis": return .legalBasis(try node.array().map(phrase))
    case "signature":
      return .signatures(
        recipients: try (node["recipients"]?.array() ?? []).map(phrase), [try signer(node)])
    case "signatures":
      // A plain list, or recipients and a list of signers.
      if node.sequence != nil {
        return .signatures(recipients: [], try node.array().map(signer))
      }
      return .signatures(
        recipients: try (node["recipients"]?.array() ?? []).map(phrase),
        try (node["signers"]?.array() ?? []).map(signer))
    case "page-break": return .pageBreak
    case "repeat":
      return .repeated(
        sheet: try text(node, "sheet"), filter: filter(node["where"]), try parts(node["blocks"]))
    default: throw Invalid("unknown block \(key) near line \(node.mark?.line ?? 0)")
    }
  }

  private func content(_ node: Node) throws -> Template.Content {
    if let name = node["slot"]?.scalar?.string { return .slot(name) }
    if node["blank"]?.bool == true { return .blank }
    if let text = node["text"]?.scalar?.string { return .words(Phrase(same: text)) }
    return .words(try phrase(node))
  }

  private func field(_ node: Node) throws -> Template.Field {
    Template.Field(
      label: try phrase(node["label"]), content: try content(node), conditions: conditions(node))
  }

  private func signer(_ node: Node) throws -> Template.Signer {
    Template.Signer(
      authority: try optionalPhrase(node["authority"]), post: try optionalPhrase(node["post"]),
      name: node["name"]?.scalar?.string)
  }

  private func filter(_ node: Node?) -> [String: String] {
    var filter: [String: String] = [:]
    for (key, value) in node?.mapping ?? [:] {
      filter[key.scalar?.string ?? ""] = value.scalar?.string ?? ""
    }
    return filter
  }

  private func grid(_ node: Node) throws -> Template.Grid {
    let columns = try (node["columns"]?.array() ?? []).map {
      (
        title: try phrase($0), isNumeric: $0["number"]?.bool ?? false,
        weight: $0["weight"]?.float ?? 1
      )
    }
    let rows = try (node["rows"]?.array() ?? []).map { try $0.array().map(content) }
    let id = try text(node, "id")
    guard rows.allSatisfy({ $0.count == columns.count }) else {
      throw Invalid("grid \(id): every row needs \(columns.count) cells")
    }
    return Template.Grid(
      id: id, caption: try phrase(node["caption"]), columns: columns, rows: rows)
  }

  private func rows(_ node: Node) throws -> Template.Rows {
    var words: [String: [String: Phrase]] = [:]
    for (column, codes) in node["words"]?.mapping ?? [:] {
      for (code, phrase) in codes.mapping ?? [:] {
        words[column.scalar?.string ?? "", default: [:]][code.scalar?.string ?? ""] =
          try self.phrase(phrase)
      }
    }
    return Template.Rows(
      id: try text(node, "id"), file: try text(node, "file"), caption: try phrase(node["caption"]),
      filter: filter(node["where"]), limit: node["limit"]?.int,
      columns: try (node["columns"]?.array() ?? []).map {
        let name = try text($0, "column")
        return Template.Rows.Column(
          name: name, vietnameseName: $0["column_vi"]?.scalar?.string ?? name,
          title: try phrase($0["title"]), isNumeric: $0["number"]?.bool ?? false,
          decimals: $0["decimals"]?.int, unit: $0["unit"]?.scalar?.string,
          weight: $0["weight"]?.float ?? 1, isTotal: $0["total"]?.bool ?? false)
      }, words: words)
  }
}
