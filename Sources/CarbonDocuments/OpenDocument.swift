import ForestModel

/// Writes office content as an OpenDocument text (ISO/IEC 26300). The file holds no clock and no random
/// name, so that equal documents are equal bytes.
struct OpenDocument {
  /// Width between the margins in millimetres.
  private static let width = 160.0

  private var body = ""
  /// Styles of the columns of each table.
  private var styles = ""
  private var tables = 0

  /// The whole file. - Parameter pictures: name and bytes of each picture that the items name.
  static func file(
    _ layout: Layout, _ items: [Office.Item], pictures: [(name: String, bytes: [UInt8])]
  ) throws(DocumentError) -> [UInt8] {
    var writer = OpenDocument()
    for item in items { writer.write(item) }
    var archive = ZipArchive()
    // The type of the file stands first and as it is.
    try archive.add("mimetype", "application/vnd.oasis.opendocument.text")
    try archive.add("META-INF/manifest.xml", manifest(pictures.map(\.name)))
    try archive.add("content.xml", writer.content)
    try archive.add("styles.xml", OfficeReference.filled(EmbeddedTexts.odt_styles_xml, layout))
    try archive.add("meta.xml", meta(layout))
    for picture in pictures { try archive.add("Pictures/" + picture.name, picture.bytes) }
    return archive.bytes
  }

  private static let namespaces = """
    xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" \
    xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" \
    xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" \
    xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" \
    xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" \
    xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" \
    xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" \
    xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" \
    xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"
    """

  private static func manifest(_ pictures: [String]) -> String {
    func entry(_ path: String, _ type: String) -> String {
      "<manifest:file-entry manifest:full-path=\"\(SVG.escape(path))\" manifest:media-type=\"\(type)\"/>\n"
    }
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" \
      manifest:version="1.3">

      """ + entry("/", "application/vnd.oasis.opendocument.text")
        + ["content.xml", "styles.xml", "meta.xml"].map { entry($0, "text/xml") }.joined()
        + pictures.map { entry("Pictures/" + $0, "image/svg+xml") }.joined()
        + "</manifest:manifest>\n"
  }

  private static func meta(_ layout: Layout) -> String {
    """
    <?xml version="1.0" encoding="UTF-8"?>
    <office:document-meta \(namespaces) office:version="1.3"><office:meta>
    <meta:generator>\(SVG.escape(layout.producer))</meta:generator>
    <dc:title>\(SVG.escape(layout.name))</dc:title>
    <dc:language>\(OpenXML.tag(layout.language))</dc:language>
    </office:meta></office:document-meta>

    """
  }

  private var content: String {
    """
    <?xml version="1.0" encoding="UTF-8"?>
    <office:document-content \(Self.namespaces) office:version="1.3">
    <office:automatic-styles>
    \(Self.cell("Boxed", "fo:border=\"0.5pt solid #000000\"", padding: 1.2))
    \(Self.cell("Open", "fo:border=\"none\"", padding: 1.2))
    \(Self.cell("Left", "fo:border=\"none\" fo:border-right=\"0.5pt solid #999999\"", padding: 3))
    \(Self.cell("Right", "fo:border=\"none\"", padding: 3))
    <style:style style:name="WholeRow" style:family="table-row">\
    <style:table-row-properties fo:keep-together="always"/></style:style>
    <style:style style:name="LongRow" style:family="table-row">\
    <style:table-row-properties fo:keep-together="auto"/></style:style>
    <style:style style:name="Picture" style:family="graphic" style:parent-style-name="Graphics">\
    <style:graphic-properties style:vertical-pos="top" style:vertical-rel="baseline"/></style:style>
    \(styles)</office:automatic-styles>
    <office:body><office:text>
    \(body)</office:text></office:body></office:document-content>

    """
  }

  private static func cell(_ name: String, _ borders: String, padding: Double) -> String {
    "<style:style style:name=\"\(name)\" style:family=\"table-cell\"><style:table-cell-properties "
      + "\(borders) fo:padding-top=\"0mm\" fo:padding-bottom=\"0mm\" "
      + "fo:padding-left=\"\(SVG.n(padding))mm\" fo:padding-right=\"\(SVG.n(padding))mm\"/></style:style>"
  }

  // MARK: Items

  private mutating func write(_ item: Office.Item) {
    switch item {
    case .paragraph(let paragraph): write(paragraph)
    case .table(let table): write(table)
    case .picture(let picture): write(picture)
    case .contents(let title, let entries): write(title, contents: entries)
    case .pageBreak: write(.init(.pageBreak, []))
    }
  }

  private static func id(_ style: Office.Style) -> String {
    style.rawValue.replacing(" ", with: "_20_")
  }

  private mutating func write(_ paragraph: Office.Paragraph) {
    let style = "text:style-name=\"\(Self.id(paragraph.style))\""
    guard let heading = paragraph.heading else {
      body += "<text:p \(style)>"
      for span in paragraph.spans { write(span) }
      body += "</text:p>\n"
      return
    }
    let anchor = OpenXML.anchor(heading.id)
    body += "<text:h \(style) text:outline-level=\"\(heading.level)\">"
    body += "<text:bookmark-start text:name=\"\(anchor)\"/>"
    for span in paragraph.spans { write(span) }
    body += "<text:bookmark-end text:name=\"\(anchor)\"/></text:h>\n"
  }

  private mutating func write(_ span: Office.Span) {
    if let place = span.place { body += "<text:bookmark text:name=\"\(SVG.escape(place))\"/>" }
    let look: String? =
      switch span.look {
      case .plain: nil
      case .strong: "Strong"
      case .gap: "Gap"
      case .code: "Verbatim"
      }
    let language = span.language.map { $0 == .english ? "English" : "Vietnamese" }
    let names = [language, look].compactMap { $0 }
    for name in names { body += "<text:span text:style-name=\"\(name)\">" }
    body += Self.text(span.text)
    for _ in names { body += "</text:span>" }
  }

  /// Tabs, line feeds and spaces in a row are elements: as characters they would be one space.
  private static func text(_ text: String) -> String {
    var out = ""
    var run = ""
    var isAfterSpace = true
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\t", "\n":
        out += SVG.escape(run) + (scalar == "\t" ? "<text:tab/>" : "<text:line-break/>")
        run = ""
      case " " where isAfterSpace:
        out += SVG.escape(run) + "<text:s/>"
        run = ""
      default: run.unicodeScalars.append(scalar)
      }
      isAfterSpace = scalar == " "
    }
    return out + SVG.escape(run)
  }

  private mutating func write(_ table: Office.Table) {
    tables += 1
    let name = "Table\(tables)"
    let mayBreak = table.isWhole ? "false" : "true"
    styles += "<style:style style:name=\"\(name)\" style:family=\"table\"><style:table-properties "
    styles += "style:width=\"\(SVG.n(Self.width))mm\" table:align=\"left\" "
    styles += "style:may-break-between-rows=\"\(mayBreak)\" table:border-model=\"collapsing\"/>"
    styles += "</style:style>\n"
    body += "<table:table table:name=\"\(name)\" table:style-name=\"\(name)\">\n"
    for (index, share) in table.widths.enumerated() {
      styles += "<style:style style:name=\"\(name).\(index + 1)\" style:family=\"table-column\">"
      styles += "<style:table-column-properties "
      styles += "style:column-width=\"\(SVG.n(share * Self.width))mm\"/></style:style>\n"
      body += "<table:table-column table:style-name=\"\(name).\(index + 1)\"/>"
    }
    body += "\n"
    var isInHead = false
    for row in table.rows {
      if row.isHead != isInHead {
        body += row.isHead ? "<table:table-header-rows>" : "</table:table-header-rows>"
        isInHead = row.isHead
      }
      write(row, table.frame)
    }
    body += "</table:table>\n"
  }

  private mutating func write(_ row: Office.Row, _ frame: Office.Frame) {
    body += "<table:table-row table:style-name=\"\(row.maySplit ? "LongRow" : "WholeRow")\">"
    for (index, cell) in row.cells.enumerated() {
      let isLast = index == row.cells.count - 1
      let style =
        cell.hasBorder ? "Boxed" : frame == .columns ? (isLast ? "Right" : "Left") : "Open"
      body += "<table:table-cell table:style-name=\"\(style)\" office:value-type=\"string\""
      body += cell.span > 1 ? " table:number-columns-spanned=\"\(cell.span)\">" : ">"
      for paragraph in cell.paragraphs { write(paragraph) }
      body += "</table:table-cell>"
      for _ in 1..<max(cell.span, 1) { body += "<table:covered-table-cell/>" }
    }
    body += "</table:table-row>\n"
  }

  private mutating func write(_ picture: Office.Picture) {
    body +=
      "<text:p text:style-name=\"\(Self.id(.figure))\"><draw:frame draw:style-name=\"Picture\" "
    body += "draw:name=\"\(SVG.escape(picture.id))\" text:anchor-type=\"as-char\" "
    body += "svg:width=\"\(SVG.n(picture.width))mm\" svg:height=\"\(SVG.n(picture.height))mm\">"
    body += "<draw:image xlink:href=\"Pictures/\(SVG.escape(picture.file))\" xlink:type=\"simple\" "
    body += "xlink:show=\"embed\" xlink:actuate=\"onLoad\"/>"
    body += "<svg:title>\(SVG.escape(picture.alternative))</svg:title></draw:frame></text:p>\n"
  }

  private mutating func write(_ title: Office.Paragraph, contents entries: [Office.Entry]) {
    body += "<text:table-of-content text:name=\"Contents\" text:protected=\"false\">"
    body += "<text:table-of-content-source text:outline-level=\"3\">"
    for level in 1...3 {
      body += "<text:table-of-content-entry-template text:outline-level=\"\(level)\" "
      body += "text:style-name=\"Contents_20_\(level)\"><text:index-entry-link-start/>"
      body += "<text:index-entry-text/><text:index-entry-tab-stop style:type=\"right\" "
      body += "style:leader-char=\".\"/><text:index-entry-page-number/><text:index-entry-link-end/>"
      body += "</text:table-of-content-entry-template>"
    }
    body += "</text:table-of-content-source><text:index-body>\n"
    write(title)
    for entry in entries {
      let anchor = OpenXML.anchor(entry.id)
      body += "<text:p text:style-name=\"Contents_20_\(entry.level)\">"
      body += "<text:a xlink:type=\"simple\" xlink:href=\"#\(anchor)\" "
      body += "text:style-name=\"Contents_20_Link\" text:visited-style-name=\"Contents_20_Link\">"
      for span in entry.spans { write(span) }
      body += "<text:tab/><text:bookmark-ref text:reference-format=\"page\" "
      body += "text:ref-name=\"\(anchor)\">…</text:bookmark-ref></text:a></text:p>\n"
    }
    body += "</text:index-body></text:table-of-content>\n"
  }
}
