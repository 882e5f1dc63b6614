import ForestModel

/// Writes office content as the XML of Word (ISO/IEC 29500, WordprocessingML).
struct OpenXML {
  /// Width between the margins, 160 mm in twentieths of a point.
  private static let width = 9071.0

  private var out = ""
  private var bookmarks = 0

  /// A run of content without pictures, or a picture, which pandoc puts in.
  enum Piece {
    case xml(String)
    case picture(Office.Picture)
  }

  static func pieces(_ items: [Office.Item]) -> [Piece] {
    var writer = OpenXML()
    var pieces: [Piece] = []
    for item in items {
      if case .picture(let picture) = item {
        if !writer.out.isEmpty { pieces.append(.xml(writer.out)) }
        writer.out = ""
        pieces.append(.picture(picture))
      } else {
        writer.write(item)
      }
    }
    if !writer.out.isEmpty { pieces.append(.xml(writer.out)) }
    return pieces
  }

  private mutating func write(_ item: Office.Item) {
    switch item {
    case .paragraph(let paragraph): write(paragraph)
    case .table(let table): write(table)
    case .contents(let title, let entries): write(title, contents: entries)
    case .pageBreak: write(.init(.pageBreak, []))
    case .picture: break
    }
  }

  private mutating func write(_ paragraph: Office.Paragraph, isKept: Bool = false) {
    out += "<w:p><w:pPr><w:pStyle w:val=\"\(Self.id(paragraph.style))\"/>"
    out += isKept ? "<w:keepNext/></w:pPr>" : "</w:pPr>"
    if let heading = paragraph.heading {
      bookmark(Self.anchor(heading.id)) { writer in
        for span in paragraph.spans { writer.write(span) }
      }
    } else {
      for span in paragraph.spans { write(span) }
    }
    out += "</w:p>\n"
  }

  private mutating func write(_ span: Office.Span) {
    guard let place = span.place else { return run(span) }
    bookmark(place) { $0.run(span) }
  }

  private mutating func bookmark(_ name: String, _ content: (inout OpenXML) -> Void) {
    bookmarks += 1
    let id = bookmarks
    out += "<w:bookmarkStart w:id=\"\(id)\" w:name=\"\(SVG.escape(name))\"/>"
    content(&self)
    out += "<w:bookmarkEnd w:id=\"\(id)\"/>"
  }

  private mutating func run(_ span: Office.Span) {
    out += "<w:r>"
    var look = ""
    switch span.look {
    case .plain: break
    case .strong: look = "<w:rStyle w:val=\"Strong\"/>"
    case .gap: look = "<w:rStyle w:val=\"Gap\"/>"
    case .code:
      // The font once more: LibreOffice takes that of the table for text in cells.
      let font = "DejaVu Sans Mono"
      look = "<w:rStyle w:val=\"VerbatimChar\"/><w:rFonts w:ascii=\"\(font)\" w:hAnsi=\"\(font)\"/>"
    }
    if let language = span.language { look += "<w:lang w:val=\"\(Self.tag(language))\"/>" }
    if !look.isEmpty { out += "<w:rPr>\(look)</w:rPr>" }
    switch span.text {
    case "\n": out += "<w:br/>"
    case let text:
      for (index, part) in text.split(separator: "\t", omittingEmptySubsequences: false)
        .enumerated()
      {
        if index > 0 { out += "<w:tab/>" }
        if !part.isEmpty {
          out += "<w:t xml:space=\"preserve\">\(SVG.escape(String(part)))</w:t>"
        }
      }
    }
    out += "</w:r>"
  }

  private mutating func write(_ table: Office.Table) {
    let widths = table.widths.map { Int(($0 * Self.width).rounded()) }
    let style =
      switch table.frame {
      case .grid: "Table"
      case .columns: "ColumnTable"
      case .none: "PlainTable"
      }
    out += "<w:tbl><w:tblPr><w:tblStyle w:val=\"\(style)\"/>"
    out += "<w:tblW w:w=\"\(widths.reduce(0, +))\" w:type=\"dxa\"/>"
    // The border of a grid stands at the margin, not the letters in its cells.
    if table.frame == .grid { out += "<w:tblInd w:w=\"80\" w:type=\"dxa\"/>" }
    out += "<w:tblLayout w:type=\"fixed\"/>"
    out += "<w:tblLook w:val=\"0000\" w:firstRow=\"0\" w:lastRow=\"0\" w:firstColumn=\"0\""
    out += " w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\"/></w:tblPr><w:tblGrid>"
    for width in widths { out += "<w:gridCol w:w=\"\(width)\"/>" }
    out += "</w:tblGrid>\n"
    for (index, row) in table.rows.enumerated() {
      let isKept = table.isWhole && index < table.rows.count - 1
      out += "<w:tr>"
      let properties =
        (row.maySplit ? "" : "<w:cantSplit/>") + (row.isHead ? "<w:tblHeader/>" : "")
      if !properties.isEmpty { out += "<w:trPr>\(properties)</w:trPr>" }
      var column = 0
      for cell in row.cells {
        let last = min(column + cell.span, widths.count)
        out += "<w:tc><w:tcPr><w:tcW w:w=\"\(widths[column..<last].reduce(0, +))\" w:type=\"dxa\"/>"
        if cell.span > 1 { out += "<w:gridSpan w:val=\"\(cell.span)\"/>" }
        if cell.hasBorder != (table.frame == .grid) {
          let line = cell.hasBorder ? "single\" w:sz=\"4\" w:color=\"000000" : "nil"
          out += "<w:tcBorders>"
          for side in ["top", "left", "bottom", "right"] { out += "<w:\(side) w:val=\"\(line)\"/>" }
          out += "</w:tcBorders>"
        }
        out += "</w:tcPr>"
        for paragraph in cell.paragraphs { write(paragraph, isKept: isKept) }
        out += "</w:tc>"
        column = last
      }
      out += "</w:tr>\n"
    }
    out += "</w:tbl>\n"
  }

  /// The lines of a table of contents as links to the headings, with fields for the numbers of their
  /// pages. They do not stand inside a TOC field: LibreOffice takes the numbers stored in such a field for
  /// text and would print none until somebody asks for an update.
  private mutating func write(_ title: Office.Paragraph, contents entries: [Office.Entry]) {
    write(title)
    let field = { (type: String) in "<w:r><w:fldChar w:fldCharType=\"\(type)\"/></w:r>" }
    for entry in entries {
      let anchor = Self.anchor(entry.id)
      out += "<w:p><w:pPr><w:pStyle w:val=\"TOC\(entry.level)\"/></w:pPr>"
      out += "<w:hyperlink w:anchor=\"\(anchor)\" w:history=\"1\">"
      for span in entry.spans { run(span) }
      out += "<w:r><w:tab/></w:r><w:r><w:fldChar w:fldCharType=\"begin\" w:dirty=\"true\"/></w:r>"
      out += "<w:r><w:instrText xml:space=\"preserve\"> PAGEREF \(anchor) \\h </w:instrText></w:r>"
      out += field("separate") + "<w:r><w:t>…</w:t></w:r>" + field("end") + "</w:hyperlink></w:p>\n"
    }
  }

  static func id(_ style: Office.Style) -> String {
    style.rawValue.filter { $0 != " " }
  }

  /// Name of a bookmark: letters, digits and low lines, at most 40.
  static func anchor(_ id: String) -> String {
    String(("s_" + id.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" }).prefix(40))
  }

  static func tag(_ language: Language) -> String { language == .english ? "en-GB" : "vi-VN" }
}

/// The file from which Word documents take their styles, margins and page headers, put together from the
/// texts among the resources.
enum OfficeReference {
  static func docx(_ layout: Layout) throws(DocumentError) -> [UInt8] {
    var archive = ZipArchive()
    let parts = [
      ("[Content_Types].xml", EmbeddedTexts.docx_content_types_xml),
      ("_rels/.rels", EmbeddedTexts.docx_rels_xml),
      ("word/document.xml", EmbeddedTexts.docx_document_xml),
      ("word/_rels/document.xml.rels", EmbeddedTexts.docx_document_rels_xml),
      ("word/styles.xml", EmbeddedTexts.docx_styles_xml),
      ("word/header1.xml", EmbeddedTexts.docx_header_xml),
      ("word/header2.xml", EmbeddedTexts.docx_header_first_xml),
      ("word/footer1.xml", EmbeddedTexts.docx_footer_xml),
    ]
    for (name, content) in parts { try archive.add(name, filled(content, layout)) }
    return archive.bytes
  }

  /// A resource with the words of this document in it.
  static func filled(_ content: String, _ layout: Layout) -> String {
    let isEnglish = layout.language == .english
    let isWord = OpenXML.tag(layout.language)
    return content.replacing("w:val=\"{language}\"", with: "w:val=\"\(isWord)\"")
      .replacing("{language}", with: layout.language.rawValue)
      .replacing("{country}", with: isEnglish ? "GB" : "VN")
      .replacing("{mark}", with: SVG.escape(layout.mark?.text ?? ""))
      .replacing("{producer}", with: SVG.escape(layout.producer))
  }
}
