import ForestModel
import FoundationEssentials

/// Turns a document into the tree that pandoc reads as JSON; pandoc makes the office file from it.
struct PandocWriter {
  private let voice: Voice
  private let isNumbered: Bool
  private let picture: (Figure) -> String
  private var counts: [String: Int] = [:]
  /// Ids already given to a place: a bookmark may stand only once in a file.
  private var marked: Set<String> = []

  /// The tree in one language, as UTF-8 JSON.
  ///
  /// - Parameter picture: path of a figure's SVG file, relative to where pandoc looks for resources.
  static func json(
    _ document: Document, _ voice: Voice, picture: @escaping (Figure) -> String
  ) throws(DocumentError) -> [UInt8] {
    var writer = PandocWriter(
      voice: voice, isNumbered: document.isNumbered, picture: picture)
    let root = Node.object([
      "pandoc-api-version": .list([.number(1), .number(22)]),
      "meta": .object([
        "title": .node("MetaInlines", .list(writer.inlines(document.title))),
        "subtitle": .node(
          "MetaInlines", .list(document.subtitle.map { writer.inlines($0) } ?? [])),
        "lang": .node("MetaString", .text(voice.language == .english ? "en-GB" : "vi-VN")),
      ]),
      "blocks": .list(writer.cover(document) + writer.blocks(document.blocks, 1, "")),
    ])
    do {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys]
      return Array(try encoder.encode(root))
    } catch {
      throw .fileFailed("pandoc", detail: "\(error)")
    }
  }

  /// A value of the JSON tree.
  indirect enum Node: Encodable {
    case null
    case number(Double)
    case text(String)
    case list([Node])
    case object([String: Node])

    static func node(_ type: String, _ content: Node? = nil) -> Node {
      .object(content.map { ["t": .text(type), "c": $0] } ?? ["t": .text(type)])
    }

    func encode(to encoder: any Encoder) throws {
      var box = encoder.singleValueContainer()
      switch self {
      case .null: try box.encodeNil()
      case .number(let value):
        if value == value.rounded() { try box.encode(Int(value)) } else { try box.encode(value) }
      case .text(let text): try box.encode(text)
      case .list(let nodes): try box.encode(nodes)
      case .object(let nodes): try box.encode(nodes)
      }
    }
  }

  private static let noAttributes = attributes()

  private static func attributes(_ id: String = "", style: String? = nil) -> Node {
    let pairs = style.map { [Node.list([.text("custom-style"), .text($0)])] } ?? []
    return .list([.text(id), .list([]), .list(pairs)])
  }

  private static func string(_ text: String) -> Node { .node("Str", .text(text)) }

  private mutating func inlines(_ passage: Passage) -> [Node] { inlines(voice.runs(passage)) }

  private mutating func inlines(_ runs: [Run]) -> [Node] {
    runs.map { run in
      switch run {
      case .text(let text): return Self.string(text)
      case .figure(let text, let id):
        let place = marked.insert(id).inserted ? id : ""
        return .node("Span", .list([Self.attributes(place), .list([Self.string(text)])]))
      case .gap(let text):
        return .node(
          "Span", .list([Self.attributes(style: "Gap"), .list([Self.string(text)])]))
      case .code(let text): return .node("Code", .list([Self.noAttributes, .text(text)]))
      }
    }
  }

  private mutating func cover(_ document: Document) -> [Node] {
    guard !document.cover.isEmpty else { return [] }
    let rows = document.cover.map { [Slot.passage($0.label), Slot.passage($0.value)] }
    return [
      table(
        columns: [
          .init(Passage(verbatim: ""), weight: 0.38), .init(Passage(verbatim: ""), weight: 0.62),
        ],
        rows: rows, caption: nil, head: false)
    ]
  }

  private mutating func blocks(_ blocks: [Block], _ level: Int, _ number: String) -> [Node] {
    var nodes: [Node] = []
    var section = 0
    for block in blocks {
      switch block {
      case .section(let id, let given, let title, let inner):
        if given == nil { section += 1 }
        let own = given ?? number + "\(section)."
        let label = isNumbered || given != nil ? [Self.string(own + " ")] : []
        nodes.append(
          .node(
            "Header",
            .list([
              .number(Double(level)), Self.attributes(id), .list(label + inlines(title)),
            ])))
        nodes += self.blocks(inner, min(level + 1, 4), own)
      case .paragraph(let passage): nodes.append(.node("Para", .list(inlines(passage))))
      case .note(let passage): nodes.append(styled("Note", inlines(passage)))
      case .list(let passages):
        nodes.append(
          .node(
            "BulletList",
            .list(passages.map { .list([.node("Plain", .list(inlines($0)))]) })))
      case .keyFigures(let figures):
        for figure in figures {
          nodes.append(
            styled(
              "Key Figure",
              inlines(figure.label) + [Self.string(": ")] + inlines(figure.value)))
          nodes.append(.node("Para", .list(inlines(figure.remark))))
        }
      case .calculation(let steps):
        for step in steps {
          nodes.append(
            .node(
              "Para",
              .list(
                inlines(step.label) + [Self.string(": ")] + inlines(step.arithmetic)
                  + [Self.string(" = ")]
                  + [.node("Strong", .list(inlines(step.result)))])))
        }
      case .table(let item):
        counts["table", default: 0] += 1
        let label = voice.text(
          Phrase("Table {n}. ", vi: "Bảng {n}. "), ["n": "\(counts["table", default: 0])"])
        let number =
          isNumbered ? [Node.node("Strong", .list([Self.string(label)]))] : []
        nodes.append(
          table(
            columns: item.columns, rows: item.rows, caption: number + inlines(item.caption),
            head: true, id: item.id))
        if let line = Sources.line(of: item, voice) {
          nodes.append(styled("Source Line", [Self.string(line)]))
        }
      case .figure(let figure):
        counts[figure.counter, default: 0] += 1
        let label = figure.numberLabel(counts[figure.counter, default: 0], voice) + " "
        let number = isNumbered ? [Node.node("Strong", .list([Self.string(label)]))] : []
        let image = Node.node(
          "Image",
          .list([
            .list([
              .text(figure.id), .list([]),
              .list([.list([.text("width"), .text(Self.width(of: figure.svg(voice)))])]),
            ]),
            .list(inlines(figure.alternative)),
            .list([.text(picture(figure)), .text(voice.text(figure.alternative))]),
          ]))
        nodes.append(styled("Figure", [image]))
        nodes.append(styled("Image Caption", number + inlines(figure.caption)))
        if let line = Sources.line(of: figure, voice) {
          nodes.append(styled("Source Line", [Self.string(line)]))
        }
      case .pageBreak: break
      default: nodes += self.blocks(block.plain, level, number)
      }
    }
    return nodes
  }

  /// Width on the page: 130 mm, less for a picture that would be higher than 165 mm.
  private static func width(of svg: String) -> String {
    let box = svg.split(separator: "viewBox=\"").dropFirst().first?.prefix { $0 != "\"" } ?? ""
    let sides = box.split(separator: " ").compactMap { Double($0) }
    guard sides.count == 4, sides[2] > 0, sides[3] > 0 else { return "130mm" }
    return SVG.n(min(130, 165 * sides[2] / sides[3])) + "mm"
  }

  private func styled(_ style: String, _ inlines: [Node]) -> Node {
    .node(
      "Div", .list([Self.attributes(style: style), .list([.node("Para", .list(inlines))])]))
  }

  private mutating func table(
    columns: [Table.Column], rows: [[Slot]], caption: [Node]?, head: Bool, id: String = ""
  ) -> Node {
    let total = columns.reduce(0) { $0 + $1.weight }
    let widths = columns.map { column in
      Node.list([
        .node(column.isNumeric ? "AlignRight" : "AlignLeft"),
        .node("ColWidth", .number(0.999 * column.weight / total)),
      ])
    }
    func row(_ cells: [[Node]]) -> Node {
      .list([
        Self.noAttributes,
        .list(
          cells.map {
            .list([
              Self.noAttributes, .node("AlignDefault"), .number(1), .number(1),
              .list([.node("Plain", .list($0))]),
            ])
          }),
      ])
    }
    let titles = head ? [row(columns.map { inlines($0.title) })] : []
    let body = rows.map { row($0.map { inlines(voice.runs($0)) }) }
    return .node(
      "Table",
      .list([
        Self.attributes(id),
        .list([.null, .list(caption.map { [.node("Plain", .list($0))] } ?? [])]),
        .list(widths),
        .list([Self.noAttributes, .list(titles)]),
        .list([.list([Self.noAttributes, .number(0), .list([]), .list(body)])]),
        .list([Self.noAttributes, .list([])]),
      ]))
  }
}
