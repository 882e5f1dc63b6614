import ForestModel

/// Writes a document as one HTML file that needs nothing else: style and pictures stand inside, no
/// script, no network.
public struct HTMLWriter {
  /// What the page is for.
  public enum Style: Sendable {
    /// A page to read on a screen, from a telephone upwards.
    case screen
    /// A report on A4, with the margins and letters of Vietnamese administrative documents (Decree
    /// 30/2020/NĐ-CP, Annex I).
    case paper
  }

  private let layout: Layout
  private let isPaged: Bool
  private var out = ""

  /// The document in one language.
  public static func html(_ document: Document, _ voice: Voice, style: Style) -> String {
    html(Layout(document, [voice]), style: style)
  }

  /// - Parameter isPaged: whether the page is only there to be printed, with margins that say the rest.
  static func html(_ layout: Layout, style: Style, isPaged: Bool = false) -> String {
    var writer = HTMLWriter(layout: layout, isPaged: isPaged)
    writer.write(style)
    return writer.out
  }

  private init(layout: Layout, isPaged: Bool) {
    self.layout = layout
    self.isPaged = isPaged
  }

  private static let screenCSS = EmbeddedTexts.screen_css
  private static let paperCSS = EmbeddedTexts.paper_css

  private mutating func write(_ style: Style) {
    out += """
      <!DOCTYPE html>
      <html lang="\(layout.language.rawValue)">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="generator" content="\(SVG.escape(layout.producer))">
      <title>\(SVG.escape(layout.name))</title>
      <style>
      \(style == .screen ? Self.screenCSS : Self.paperCSS)\(markCSS)
      </style>
      </head>
      <body\(isPaged ? " class=\"paged\"" : "")>

      """
    if let mark = layout.mark { out += "<p class=\"mark\">\(html(mark, " / "))</p>\n" }
    if layout.title != nil || !layout.cover.isEmpty { writeCover() }
    if let title = layout.contentsTitle { writeContents(title) }
    out += "<main>\n"
    write(layout.parts)
    out += "</main>\n<footer><p>\(SVG.escape(layout.producer))</p></footer>\n</body>\n</html>\n"
  }

  /// What every printed page says about the state of the document.
  private var markCSS: String {
    guard let mark = layout.mark else { return "" }
    // Letters and spaces stand as they are, all else by its number: nothing ends the string.
    let text = mark.text.unicodeScalars.map { scalar in
      scalar.properties.isAlphabetic || scalar == " "
        ? String(scalar) : "\\\(String(scalar.value, radix: 16)) "
    }
    return "@page { @bottom-center { content: \"\(text.joined())\"; } }\n"
  }

  private mutating func writeCover() {
    out += "<header>"
    if let title = layout.title { out += "<h1>\(html(title))</h1>\n" }
    if let subtitle = layout.subtitle { out += "<p class=\"subtitle\">\(html(subtitle))</p>\n" }
    if !layout.cover.isEmpty {
      out += "<table class=\"cover\">\n"
      for entry in layout.cover {
        out += "<tr><th scope=\"row\">\(html(entry.label, " / "))</th>"
        out += "<td>\(html(entry.value))</td></tr>\n"
      }
      out += "</table>\n"
    }
    out += "</header>\n"
  }

  private mutating func writeContents(_ title: Layout.Words) {
    out += "<nav class=\"contents\">\n<p class=\"contents-title\">\(html(title, " / "))</p>\n"
    for entry in layout.contents {
      out += "<p class=\"level-\(entry.level)\"><a href=\"#\(SVG.escape(entry.id))\">"
      out += "\(heading(entry.title))</a></p>\n"
    }
    out += "</nav>\n"
  }

  // MARK: Parts

  private mutating func write(_ parts: [Layout.Part]) {
    for part in parts {
      switch part {
      case .section(let id, let level, let title, let inner):
        let tag = "h\(min(level + 1, 6))"
        out += "<section>\n<\(tag) id=\"\(SVG.escape(id))\">\(heading(title))</\(tag)>\n"
        write(inner)
        out += "</section>\n"
      case .text(let kind, let line): out += "<p\(Self.attribute(kind))>\(html(line))</p>\n"
      case .points(let lines):
        out += "<ul>\n" + lines.map { "<li>\(html($0))</li>\n" }.joined() + "</ul>\n"
      case .columns(let rows): write(columns: rows)
      case .keyFigures(let figures):
        out += "<div class=\"key-figures\">\n"
        for figure in figures {
          out += "<div><p class=\"label\">\(html(figure.label))</p>"
          out += "<p class=\"value\">\(html(figure.value))</p>"
          out += "<p class=\"remark\">\(html(figure.remark))</p></div>\n"
        }
        out += "</div>\n"
      case .calculation(let steps):
        out += "<ol class=\"calculation\">\n"
        for step in steps {
          out += "<li><span class=\"label\">\(html(step.label, " / "))</span> "
          out += "<span class=\"arithmetic\">\(html(step.arithmetic, " / "))</span> "
          out += "<span class=\"result\">= \(html(step.result, " / "))</span></li>\n"
        }
        out += "</ol>\n"
      case .table(let grid): write(grid)
      case .figure(let picture): write(picture)
      case .fields(let fields):
        out += "<table class=\"fields\">\n"
        for field in fields {
          out += "<tr><th scope=\"row\">\(html(field.label, " / "))</th>"
          out +=
            field.value.map { "<td>\(html($0))</td>" } ?? "<td class=\"blank\"><span></span></td>"
          out += "</tr>\n"
        }
        out += "</table>\n"
      case .choices(let choices):
        out += "<ul class=\"choices\">\n"
        for choice in choices {
          let box = choice.isChosen ? "☒" : "☐"
          out += "<li><span class=\"box\">\(box)</span> \(html(choice.label, " / "))</li>\n"
        }
        out += "</ul>\n"
      case .letterhead(let head): write(head)
      case .heading(let title, let abstract):
        out += "<div class=\"document-heading\"><p class=\"kind\">\(html(title))</p>\n"
        if let abstract { out += "<p class=\"abstract\">\(html(abstract))</p>\n" }
        out += "</div>\n"
      case .signatures(let foot): write(foot)
      case .pageBreak: out += "<div class=\"page-break\"></div>\n"
      }
    }
  }

  private static func attribute(_ kind: Layout.Kind) -> String {
    switch kind {
    case .body: ""
    case .letter: " class=\"letter\""
    case .note: " class=\"note\""
    case .point: " class=\"point\""
    case .basis: " class=\"basis\""
    case .addressee: " class=\"addressee\""
    }
  }

  private mutating func write(columns rows: [(kind: Layout.Kind, words: Layout.Words)]) {
    out += "<table class=\"columns\">\n"
    for row in rows {
      let attribute = Self.attribute(row.kind)
      let lines = row.words.lines
      out += "<tr>"
      for line in lines {
        out += lines.count == 1 ? "<td colspan=\"2\">" : "<td\(lang(line))>"
        out += "<p\(attribute)>\(marked(line))</p></td>"
      }
      out += "</tr>\n"
    }
    out += "</table>\n"
  }

  private mutating func write(_ grid: Layout.Grid) {
    // The caption stands outside of the part that scrolls on a narrow screen.
    let id = SVG.escape(grid.id)
    out += "<p class=\"caption\" id=\"\(id)-caption\">\(html(grid.caption))</p>\n"
    out += "<div class=\"table \(grid.letters)\(grid.isShort ? " short" : "")\" id=\"\(id)\" "
    out += "role=\"region\" tabindex=\"0\" aria-labelledby=\"\(id)-caption\"><table>\n<colgroup>"
    out += grid.widths.map { "<col style=\"width: \(SVG.n(100 * $0))%\">" }.joined()
    out += "</colgroup>\n<thead><tr>"
    for column in grid.columns {
      out += column.isNumeric ? "<th scope=\"col\" class=\"number\">" : "<th scope=\"col\">"
      out += "\(html(column.title))</th>"
    }
    out += "</tr></thead>\n<tbody>\n"
    for (index, row) in grid.rows.enumerated() {
      let isTotal = grid.hasTotal && index == grid.rows.count - 1
      out += isTotal ? "<tr class=\"total\">" : "<tr>"
      for (words, column) in zip(row, grid.columns) {
        out += column.isNumeric ? "<td class=\"number\">" : "<td>"
        out += html(words) + "</td>"
      }
      out += "</tr>\n"
    }
    out += "</tbody></table>\n"
    if let source = grid.source { out += "<p class=\"source\">\(html(source))</p>" }
    out += "</div>\n"
  }

  private mutating func write(_ picture: Layout.Picture) {
    out += "<figure id=\"\(SVG.escape(picture.figure.id))\">\n\(picture.svg)\n"
    out += "<figcaption>\(html(picture.caption))</figcaption>\n"
    if let source = picture.source { out += "<p class=\"source\">\(html(source))</p>" }
    out += "</figure>\n"
  }

  private mutating func write(_ head: Layout.Head) {
    func cell(_ name: String, _ words: Layout.Words?) -> String {
      words.map { "<p class=\"\(name)\"><span>\(html($0))</span></p>" } ?? ""
    }
    out += "<table class=\"letterhead\">\n<tr><td>\(cell("parent", head.parent))"
    out += "\(cell("issuer", head.body))</td><td>\(cell("nation", head.nation))"
    out += "\(cell("motto", head.motto))</td></tr>\n<tr><td>\(cell("symbol", head.number))"
    out += "\(cell("subject", head.subject))</td><td>\(cell("place", head.place))</td></tr>\n"
    out += "</table>\n"
  }

  private mutating func write(_ foot: Layout.Foot) {
    out += "<table class=\"signatures\">\n<tr>"
    if !foot.recipients.isEmpty {
      out += "<td class=\"recipients\"><p class=\"recipients-title\">"
      out += "\(html(foot.recipientsTitle, " / "))</p>\n"
      out += foot.recipients.map { "<p>- \(html($0, " / "))</p>\n" }.joined() + "</td>"
    } else if foot.signers.count == 1 {
      out += "<td></td>"
    }
    for signer in foot.signers {
      out += "<td class=\"signer\">"
      if let authority = signer.authority { out += "<p class=\"authority\">\(html(authority))</p>" }
      if let post = signer.post { out += "<p class=\"authority\">\(html(post))</p>" }
      out += "<p class=\"name\">\(signer.name.map { html($0) } ?? "")</p></td>"
    }
    out += "</tr>\n</table>\n"
  }

  // MARK: Words

  private func html(_ words: Layout.Words, _ separator: String = "<br>") -> String {
    words.lines.map(marked).joined(separator: separator)
  }

  /// The number of a section once, then the words of all languages.
  private func heading(_ words: Layout.Words) -> String {
    let number = words.first.lead.isEmpty ? "" : SVG.escape(words.first.lead) + " "
    let titles = words.lines.map { line in
      var line = line
      line.lead = ""
      return marked(line)
    }
    return number + titles.joined(separator: " / ")
  }

  private func lang(_ line: Layout.Line) -> String {
    line.language == layout.language ? "" : " lang=\"\(line.language.rawValue)\""
  }

  /// The words, said to be of another language where they are.
  private func marked(_ line: Layout.Line) -> String {
    let lang = lang(line)
    return lang.isEmpty ? html(line) : "<span\(lang)>\(html(line))</span>"
  }

  private func html(_ line: Layout.Line) -> String {
    let lead = line.lead.isEmpty ? "" : "<b>\(SVG.escape(line.lead))</b> "
    return lead
      + line.runs.map { run in
        switch run {
        case .text(let text): SVG.escape(text)
        // Paper shows no place when a pointer rests on a number.
        case .figure(let text, _) where isPaged: SVG.escape(text)
        case .figure(let text, let id):
          "<span data-evidence=\"\(id)\" "
            + "title=\"\(SVG.escape(Printable.line(Sources.place(id, layout.voice))))\">"
            + SVG.escape(text) + "</span>"
        case .gap(let text): "<mark>\(SVG.escape(text))</mark>"
        case .code(let text): "<code>\(SVG.escape(text))</code>"
        }
      }.joined()
  }
}
