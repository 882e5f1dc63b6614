import ForestModel

/// Writes a document as Markdown (CommonMark with tables). Each number of the results is followed by its
/// evidence id in a comment, which no reader sees.
struct MarkdownWriter {
  private let layout: Layout
  private let picture: (Figure) -> String
  private var out = ""

  /// - Parameter picture: path of a figure's file, relative to the document.
  static func markdown(_ layout: Layout, picture: @escaping (Figure) -> String) -> String {
    var writer = MarkdownWriter(layout: layout, picture: picture)
    writer.write()
    return writer.out
  }

  private init(layout: Layout, picture: @escaping (Figure) -> String) {
    self.layout = layout
    self.picture = picture
  }

  private mutating func write() {
    if let mark = layout.mark { paragraph("**\(inline(mark))**") }
    if let title = layout.title { paragraph("# \(inline(title))") }
    if let subtitle = layout.subtitle { paragraph(inline(subtitle)) }
    lines(layout.cover.map { "- \(inline($0.label)): \(inline($0.value))" })
    if let title = layout.contentsTitle {
      paragraph("**\(inline(title))**")
      lines(
        layout.contents.map { entry in
          let indent = String(repeating: "  ", count: entry.level - 1)
          return "\(indent)- [\(heading(entry.title))](#\(entry.id))"
        })
    }
    write(layout.parts)
    out += "---\n\n\(Self.escape(layout.producer))\n"
  }

  private mutating func paragraph(_ text: String) { out += text + "\n\n" }

  /// Lines of one list or table, and an empty one after them.
  private mutating func lines(_ lines: [String]) {
    guard !lines.isEmpty else { return }
    for line in lines { out += line + "\n" }
    out += "\n"
  }

  private mutating func write(_ parts: [Layout.Part]) {
    for part in parts {
      switch part {
      case .section(let id, let level, let title, let inner):
        let signs = String(repeating: "#", count: min(level + 1, 6))
        // An anchor of our own: programs make theirs from the title in different ways.
        let anchor = layout.contentsTitle == nil ? "" : "<a id=\"\(SVG.escape(id))\"></a>\n\n"
        paragraph("\(anchor)\(signs) \(heading(title))")
        write(inner)
      case .text(let kind, let line): paragraph(text(kind, inline(line)))
      case .points(let points): lines(points.map { "- \(inline($0))" })
      case .columns(let rows):
        let titles = layout.languages.map { $0 == .vietnamese ? "Tiếng Việt" : "English" }
        let cells = rows.map { row -> [String] in
          let texts = row.words.lines.map { text(row.kind, inline($0), isCell: true) }
          return texts.count == 1 ? texts + texts : texts
        }
        table(titles: titles, isNumeric: titles.map { _ in false }, cells)
      case .keyFigures(let figures):
        lines(
          figures.map { "- \(inline($0.label)): **\(inline($0.value))**. \(inline($0.remark))" })
      case .calculation(let steps):
        lines(
          steps.map {
            "1. \(inline($0.label)): \(inline($0.arithmetic)) = **\(inline($0.result))**"
          })
      case .table(let grid):
        paragraph(caption(grid.caption))
        table(
          titles: grid.columns.map { inline($0.title, "<br>") },
          isNumeric: grid.columns.map(\.isNumeric),
          grid.rows.map { $0.map { inline($0, "<br>") } })
        if let source = grid.source { paragraph(inline(source)) }
      case .figure(let image):
        paragraph("![\(inline(image.alternative))](\(picture(image.figure)))")
        paragraph(caption(image.caption))
        if let source = image.source { paragraph(inline(source)) }
      case .fields(let fields):
        lines(
          fields.map { "- \(inline($0.label)): \($0.value.map { inline($0) } ?? Self.blank)" })
      case .choices(let choices):
        lines(choices.map { "- \($0.isChosen ? "☒" : "☐") \(inline($0.label))" })
      case .letterhead(let head):
        let left = [head.parent, head.body, head.number, head.subject].compactMap { $0 }
        let right = [head.nation, head.motto, head.place]
        table(
          titles: [left, right].map { $0.map { inline($0, "<br>") }.joined(separator: "<br>") },
          isNumeric: [false, false], [])
      case .heading(let title, let abstract):
        paragraph("**\(inline(title))**")
        if let abstract { paragraph("**\(inline(abstract))**") }
      case .signatures(let foot): write(foot)
      case .pageBreak: paragraph("---")
      }
    }
  }

  private static let blank = String(repeating: ".", count: 24)

  private mutating func write(_ foot: Layout.Foot) {
    for signer in foot.signers {
      for words in [signer.authority, signer.post, signer.name].compactMap({ $0 }) {
        paragraph("**\(inline(words))**")
      }
    }
    guard !foot.recipients.isEmpty else { return }
    paragraph("*\(inline(foot.recipientsTitle))*")
    lines(foot.recipients.map { "- \(inline($0))" })
  }

  private func text(_ kind: Layout.Kind, _ text: String, isCell: Bool = false) -> String {
    switch kind {
    case .body, .letter: isCell ? text : Self.opening(text)
    case .addressee: "**\(text)**"
    case .basis: "*\(text)*"
    case .note: isCell ? "**\(text)**" : "> \(text)"
    case .point: isCell ? "• \(text)" : "- \(text)"
    }
  }

  private mutating func table(titles: [String], isNumeric: [Bool], _ rows: [[String]]) {
    out += "| " + titles.joined(separator: " | ") + " |\n"
    out += "|" + isNumeric.map { $0 ? "---:|" : "---|" }.joined() + "\n"
    for row in rows { out += "| " + row.joined(separator: " | ") + " |\n" }
    out += "\n"
  }

  // MARK: Words

  private func caption(_ words: Layout.Words) -> String {
    words.lines.map { line in
      (line.lead.isEmpty ? "" : "**\(Self.escape(line.lead))** ") + inline(line)
    }.joined(separator: "<br>")
  }

  private func heading(_ words: Layout.Words) -> String {
    let number = words.first.lead.isEmpty ? "" : Self.escape(words.first.lead) + " "
    return number + inline(words)
  }

  private func inline(_ words: Layout.Words, _ separator: String = " / ") -> String {
    words.lines.map(inline).joined(separator: separator)
  }

  private func inline(_ line: Layout.Line) -> String {
    line.runs.map { run in
      switch run {
      case .text(let text): Self.escape(text)
      case .figure(let text, let id): Self.escape(text) + "<!--\(id)-->"
      case .gap(let text): "**\(Self.escape(text))**"
      case .code(let text): "`\(text.replacing("`", with: "'").replacing("|", with: "\\|"))`"
      }
    }.joined()
  }

  /// Characters that mean something in Markdown are taken literally; a line stays a line.
  private static func escape(_ text: String) -> String {
    var out = String.UnicodeScalarView()
    var rest = Substring(text).unicodeScalars
    while let scalar = rest.popFirst() {
      let isEntity =
        scalar == "&" && (rest.first.map { $0 == "#" || $0.properties.isAlphabetic } ?? false)
      if isEntity || signs.contains(scalar) { out.append("\\") }
      out.append(scalar)
    }
    return String(out)
  }

  private static let signs = Set("\\`*_[]<>|#$~".unicodeScalars)

  /// A paragraph that begins like a list, a line or indented code is none of them.
  private static func opening(_ text: String) -> String {
    let text = String(text.drop { $0 == " " })
    let rest = text.drop { $0.isASCII && $0.isNumber }
    if let first = rest.first {
      let isMark = rest.startIndex == text.startIndex ? "-+=".contains(first) : ".)".contains(first)
      if isMark { return text[..<rest.startIndex] + "\\" + rest }
    }
    return text
  }
}
