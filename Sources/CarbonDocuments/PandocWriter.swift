import FoundationEssentials

/// Hands a document over to pandoc, which packs it with its pictures into a Word file. Paragraphs and
/// tables go as they stand: pandoc's own tables know no rows that stay whole and no narrow letters.
enum PandocWriter {
  /// The document as pandoc's tree, as UTF-8 JSON.
  static func json(
    _ layout: Layout, picture: @escaping (Figure) -> String
  ) throws(DocumentError) -> [UInt8] {
    let items = OfficeWriter.items(layout, picture: picture)
    let blocks = OpenXML.pieces(items).map { piece -> Node in
      switch piece {
      case .xml(let text): .node("RawBlock", .list([.text("openxml"), .text(text)]))
      case .picture(let picture): paragraph(picture)
      }
    }
    let root = Node.object([
      "pandoc-api-version": .list([.number(1), .number(22)]),
      "meta": .object([
        "lang": .node("MetaString", .text(OpenXML.tag(layout.language)))
      ]),
      "blocks": .list(blocks),
    ])
    do {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys]
      return Array(try encoder.encode(root))
    } catch {
      throw .fileFailed("pandoc", detail: "\(error)")
    }
  }

  private static func paragraph(_ picture: Office.Picture) -> Node {
    let size = [("width", picture.width), ("height", picture.height)].map { name, value in
      Node.list([.text(name), .text(SVG.n(value) + "mm")])
    }
    let image = Node.node(
      "Image",
      .list([
        .list([.text(picture.id), .list([]), .list(size)]),
        .list([.node("Str", .text(picture.alternative))]),
        .list([.text(picture.file), .text(picture.alternative)]),
      ]))
    let style = Node.list([.text("custom-style"), .text(Office.Style.figure.rawValue)])
    return .node(
      "Div",
      .list([
        .list([.text(""), .list([]), .list([style])]),
        .list([.node("Para", .list([image]))]),
      ]))
  }

  /// A value of the JSON tree.
  private indirect enum Node: Encodable {
    case number(Int)
    case text(String)
    case list([Node])
    case object([String: Node])

    static func node(_ type: String, _ content: Node) -> Node {
      .object(["t": .text(type), "c": content])
    }

    func encode(to encoder: any Encoder) throws {
      var box = encoder.singleValueContainer()
      switch self {
      case .number(let value): try box.encode(value)
      case .text(let text): try box.encode(text)
      case .list(let nodes): try box.encode(nodes)
      case .object(let nodes): try box.encode(nodes)
      }
    }
  }
}
