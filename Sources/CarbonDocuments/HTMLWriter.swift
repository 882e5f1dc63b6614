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

  private let voice: Voice
  private var out = ""
  private var counts: [String: Int] = [:]
  private let isNumbered: Bool

  /// The document in one language.
  public static func html(_ document: Document, _ voice: Voice, style: Style) -> String {
    var writer = HTMLWriter(voice: voice, isNumbered: document.isNumbered)
    writer.write(document, style)
    return writer.out
  }

  private init(voice: Voice, isNumbered: Bool) {
    self.voice = voice
    self.isNumbered = isNumbered
  }

  private mutating func write(_ document: Document, _ style: Style) {
    let title = SVG.escape(voice.text(document.title))
    out += """
      <!DOCTYPE html>
      <html lang="\(voice.language.rawValue)">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="generator" content="\(SVG.escape(document.producer))">
      <title>\(title)</title>
      <style>
      \(style == .screen ? Self.screenCSS : Self.paperCSS)
      </style>
      </head>
      <body>
      <header><h1>\(html(document.title))</h1>

      """
    if let subtitle = document.subtitle { out += "<p class=\"subtitle\">\(html(subtitle))</p>\n" }
    if !document.cover.isEmpty {
      out += "<table class=\"cover\">\n"
      for entry in document.cover {
        out += "<tr><th>\(html(entry.label))</th><td>\(html(entry.value))</td></tr>\n"
      }
      out += "</table>\n"
    }
    out += "</header>\n<main>\n"
    write(document.blocks, level: 2, number: "")
    out += "</main>\n<footer><p>\(SVG.escape(document.producer))</p></footer>\n</body>\n</html>\n"
  }

  private static let screenCSS = String(decoding: PackageResources.screen_css, as: UTF8.self)
  private static let paperCSS = String(decoding: PackageResources.paper_css, as: UTF8.self)

  private mutating func write(_ blocks: [Block], level: Int, number: String) {
    var section = 0
    for block in blocks {
      switch block {
      case .section(let id, let given, let title, let inner):
        if given == nil { section += 1 }
        let own = given ?? number + "\(section)."
        out += "<section id=\"\(SVG.escape(id))\">\n<h\(level)>"
        if isNumbered || given != nil { out += "\(own) " }
        out += "\(html(title))</h\(level)>\n"
        write(inner, level: min(level + 1, 6), number: own)
        out += "</section>\n"
      case .paragraph(let passage): out += "<p>\(html(passage))</p>\n"
      case .note(let passage): out += "<p class=\"note\">\(html(passage))</p>\n"
      case .list(let passages):
        out += "<ul>\n" + passages.map { "<li>\(html($0))</li>\n" }.joined() + "</ul>\n"
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
          out += "<li><span class=\"label\">\(html(step.label))</span> "
          out += "<span class=\"arithmetic\">\(html(step.arithmetic))</span> "
          out += "<span class=\"result\">= \(html(step.result))</span></li>\n"
        }
        out += "</ol>\n"
      case .table(let table): write(table)
      case .figure(let figure): write(figure)
      case .pageBreak: out += "<div class=\"page-break\"></div>\n"
      default: write(block.plain, level: level, number: number)
      }
    }
  }

  private mutating func write(_ table: Table) {
    // The caption stands outside of the part that scrolls on a narrow screen.
    let id = SVG.escape(table.id)
    out += "<p class=\"caption\" id=\"\(id)-caption\">\(label("table"))\(html(table.caption))</p>\n"
    out += "<div class=\"table\(table.columns.count > 7 ? " wide" : "")\" id=\"\(id)\" "
    out += "role=\"region\" tabindex=\"0\" aria-labelledby=\"\(id)-caption\"><table>\n"
    let weights = table.columns.reduce(0) { $0 + $1.weight }
    let columns = table.columns.map {
      "<col style=\"width: \(SVG.n(100 * $0.weight / weights))%\">"
    }
    out += "<colgroup>\(columns.joined())</colgroup>\n<thead><tr>"
    for column in table.columns {
      out += column.isNumeric ? "<th scope=\"col\" class=\"number\">" : "<th scope=\"col\">"
      out += "\(html(column.title))</th>"
    }
    out += "</tr></thead>\n<tbody>\n"
    for (index, row) in table.rows.enumerated() {
      let isTotal = table.hasTotal && index == table.rows.count - 1
      out += isTotal ? "<tr class=\"total\">" : "<tr>"
      for (slot, column) in zip(row, table.columns) {
        out += column.isNumeric ? "<td class=\"number\">" : "<td>"
        out += html(voice.runs(slot)) + "</td>"
      }
      out += "</tr>\n"
    }
    out += "</tbody></table>\n"
    out += Sources.line(of: table, voice).map { "<p class=\"source\">\(SVG.escape($0))</p>" } ?? ""
    out += "</div>\n"
  }

  private mutating func write(_ figure: Figure) {
    counts[figure.counter, default: 0] += 1
    let number = counts[figure.counter, default: 0]
    out += "<figure id=\"\(SVG.escape(figure.id))\">\n\(figure.svg(voice))\n<figcaption>"
    if isNumbered { out += "<b>\(SVG.escape(figure.numberLabel(number, voice)))</b> " }
    out += html(figure.caption) + "</figcaption>\n"
    out += Sources.line(of: figure, voice).map { "<p class=\"source\">\(SVG.escape($0))</p>" } ?? ""
    out += "</figure>\n"
  }

  private mutating func label(_ kind: String) -> String {
    counts[kind, default: 0] += 1
    guard isNumbered else { return "" }
    let text = voice.text(
      Phrase("Table {n}.", vi: "Bảng {n}."), ["n": "\(counts[kind, default: 0])"])
    return "<b>\(text)</b> "
  }

  private func html(_ passage: Passage) -> String { html(voice.runs(passage)) }

  private func html(_ runs: [Run]) -> String {
    runs.map { run in
      switch run {
      case .text(let text): SVG.escape(text)
      case .figure(let text, let id):
        "<span data-evidence=\"\(id)\" title=\"\(SVG.escape(Sources.place(id, voice)))\">"
          + SVG.escape(text) + "</span>"
      case .gap(let text): "<mark>\(SVG.escape(text))</mark>"
      case .code(let text): "<code>\(SVG.escape(text))</code>"
      }
    }.joined()
  }
}
