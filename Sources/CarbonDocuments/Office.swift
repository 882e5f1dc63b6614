import ForestModel

/// Content of an office document as paragraphs, tables and pictures with named styles: what Word and
/// OpenDocument have in common. `OpenXML` and `OpenDocument` write it down.
enum Office {
  /// A stretch of letters; a tab is a tab, a line feed begins a new line of the same paragraph.
  struct Span {
    enum Look { case plain, strong, gap, code }
    var text: String
    var look = Look.plain
    /// A place of this name, for links.
    var place: String?
    /// Another language than the document's.
    var language: Language?
  }

  /// Names of the styles of paragraphs, as both style sheets have them.
  enum Style: String, CaseIterable {
    case title = "Title"
    case subtitle = "Subtitle"
    case body = "Body Text"
    case note = "Note"
    case columnText = "Column Text"
    case noteText = "Note Text"
    case letter = "Letter Text"
    case point = "Point"
    case basis = "Legal Basis"
    case addressee = "Addressee"
    case heading1 = "Heading 1"
    case heading2 = "Heading 2"
    case heading3 = "Heading 3"
    case heading4 = "Heading 4"
    case tableCaption = "Table Caption"
    case imageCaption = "Image Caption"
    case figure = "Figure"
    case source = "Source Line"
    case keyLabel = "Key Label"
    case keyFigure = "Key Figure"
    case keyRemark = "Key Remark"
    case cellText = "Table Text"
    case cellNumber = "Table Number"
    case cellHead = "Table Head"
    case cellTextSmall = "Table Text Small"
    case cellNumberSmall = "Table Number Small"
    case cellHeadSmall = "Table Head Small"
    case cellTextTiny = "Table Text Tiny"
    case cellNumberTiny = "Table Number Tiny"
    case cellHeadTiny = "Table Head Tiny"
    case formLabel = "Form Label"
    case formValue = "Form Value"
    case formBlank = "Form Blank"
    case choice = "Choice"
    case nation = "National Name"
    case motto = "Motto"
    case mottoLine = "Motto Line"
    case parentBody = "Parent Body"
    case issuingBody = "Issuing Body"
    case issuingLine = "Issuing Line"
    case symbol = "Symbol"
    case subject = "Subject"
    case place = "Place and Date"
    case kind = "Document Kind"
    case abstract = "Abstract"
    case abstractLine = "Abstract Line"
    case authority = "Signing Authority"
    case signer = "Signer Name"
    case recipientsTitle = "Recipients Title"
    case recipients = "Recipients"
    case contentsTitle = "Contents Title"
    case tableEnd = "Table End"
    case pageBreak = "Page Break"

    static func heading(_ level: Int) -> Style {
      [.heading1, .heading2, .heading3, .heading4][min(max(level, 1), 4) - 1]
    }

    static func cell(_ letters: Letters, isHead: Bool = false, isNumeric: Bool = false) -> Style {
      switch letters {
      case .regular: isHead ? .cellHead : isNumeric ? .cellNumber : .cellText
      case .small: isHead ? .cellHeadSmall : isNumeric ? .cellNumberSmall : .cellTextSmall
      case .tiny: isHead ? .cellHeadTiny : isNumeric ? .cellNumberTiny : .cellTextTiny
      }
    }
  }

  struct Paragraph {
    var style: Style
    var spans: [Span]
    /// Level and id of a heading.
    var heading: (level: Int, id: String)?

    init(_ style: Style, _ spans: [Span], heading: (level: Int, id: String)? = nil) {
      self.style = style
      self.spans = spans
      self.heading = heading
    }
  }

  struct Cell {
    var paragraphs: [Paragraph]
    /// Columns that it covers.
    var span = 1
    var hasBorder = true
  }

  /// Looks of a table.
  enum Frame { case grid, columns, none }

  struct Row {
    var cells: [Cell]
    var isHead = false

    /// Whether a page may end within the row: only where it is long.
    var maySplit: Bool {
      cells.contains { cell in
        cell.paragraphs.reduce(0) { $0 + $1.spans.reduce(0) { $0 + $1.text.utf8.count } } > 600
      }
    }
  }

  struct Table {
    /// Shares of the width between the margins.
    var widths: [Double]
    var rows: [Row]
    var frame = Frame.grid
    /// Whether it stays on one page: a table of a few rows.
    var isWhole = false
  }

  struct Picture {
    /// File, relative to the document.
    var file: String
    /// Size on paper in millimetres.
    var width: Double
    var height: Double
    var alternative: String
    var id: String
  }

  struct Entry {
    var level: Int
    var id: String
    var spans: [Span]
  }

  enum Item {
    case paragraph(Paragraph)
    case table(Table)
    case picture(Picture)
    case contents(title: Paragraph, [Entry])
    case pageBreak
  }
}

/// Draws a layout as office paragraphs and tables.
struct OfficeWriter {
  private let layout: Layout
  private let picture: (Figure) -> String
  private var items: [Office.Item] = []
  /// Ids of numbers that have a place already: a place may stand only once in a file.
  private var placed: Set<String> = []

  /// - Parameter picture: path of a figure's SVG file, relative to the document.
  static func items(_ layout: Layout, picture: @escaping (Figure) -> String) -> [Office.Item] {
    var writer = OfficeWriter(layout: layout, picture: picture)
    writer.writeCover()
    writer.write(layout.parts)
    return writer.items
  }

  private init(layout: Layout, picture: @escaping (Figure) -> String) {
    self.layout = layout
    self.picture = picture
  }

  private mutating func writeCover() {
    if let title = layout.title {
      add(.title, broken(title))
    }
    if let subtitle = layout.subtitle {
      add(.subtitle, broken(subtitle))
    }
    if !layout.cover.isEmpty {
      add(
        Office.Table(
          widths: [0.38, 0.62],
          rows: layout.cover.map { entry in
            Office.Row(cells: [
              Office.Cell(paragraphs: [.init(.formLabel, joined(entry.label))]),
              Office.Cell(paragraphs: stacked(.formValue, entry.value)),
            ])
          }))
    }
    if let title = layout.contentsTitle {
      items.append(
        .contents(
          title: .init(.contentsTitle, joined(title)),
          layout.contents.map { entry in
            Office.Entry(level: entry.level, id: entry.id, spans: contents(entry.title))
          }))
      items.append(.pageBreak)
    }
  }

  // MARK: Parts

  private mutating func write(_ parts: [Layout.Part]) {
    for part in parts {
      switch part {
      case .section(let id, let level, let title, let inner):
        items.append(
          .paragraph(.init(.heading(level), heading(title), heading: (min(level, 4), id))))
        write(inner)
      case .text(let kind, let line): add(style(kind), spans(line))
      case .points(let lines): for line in lines { add(.point, bullet + spans(line)) }
      case .columns(let rows): write(columns: rows)
      case .keyFigures(let figures): write(keyFigures: figures)
      case .calculation(let steps):
        for step in steps {
          var text = joined(step.label)
          text.append(.init(text: ": "))
          text += joined(step.arithmetic)
          text.append(.init(text: " = "))
          text += joined(step.result, look: .strong)
          add(.body, text)
        }
      case .table(let grid): write(grid)
      case .figure(let picture): write(picture)
      case .fields(let fields):
        let rows = fields.map { field in
          Office.Row(cells: [
            Office.Cell(paragraphs: [.init(.formLabel, joined(field.label))]),
            Office.Cell(
              paragraphs: field.value.map { stacked(.formValue, $0) } ?? [.init(.formBlank, [tab])]),
          ])
        }
        add(Office.Table(widths: [0.38, 0.62], rows: rows))
      case .choices(let choices):
        for choice in choices {
          let box = Office.Span(text: (choice.isChosen ? "☒" : "☐") + "\t")
          add(.choice, [box] + joined(choice.label))
        }
      case .letterhead(let head): write(head)
      case .heading(let title, let abstract):
        add(.kind, broken(title))
        if let abstract {
          add(.abstract, broken(abstract))
          add(.abstractLine, [])
        }
      case .signatures(let foot): write(foot)
      case .pageBreak: items.append(.pageBreak)
      }
    }
  }

  private let bullet = [Office.Span(text: "–\t")]
  private let tab = Office.Span(text: "\t")

  private func style(_ kind: Layout.Kind) -> Office.Style {
    switch kind {
    case .body: .body
    case .letter: .letter
    case .note: .note
    case .point: .point
    case .basis: .basis
    case .addressee: .addressee
    }
  }

  private mutating func write(columns rows: [(kind: Layout.Kind, words: Layout.Words)]) {
    let drawn = rows.map { row in
      let lines = row.words.lines
      return Office.Row(
        cells: lines.map { line in
          // In a table the cell has the border of the note.
          let own: Office.Style =

            switch row.kind {
            case .note, .basis: .noteText
            case .body, .letter: .columnText
            default: style(row.kind)
            }
          return Office.Cell(
            paragraphs: [.init(own, (row.kind == .point ? bullet : []) + spans(line))],
            span: lines.count == 1 ? 2 : 1, hasBorder: row.kind == .note)
        })
    }
    add(Office.Table(widths: [0.5, 0.5], rows: drawn, frame: .columns))
  }

  private mutating func write(
    keyFigures figures: [(label: Layout.Words, value: Layout.Words, remark: Layout.Words)]
  ) {
    let boxes = figures.map { figure in
      Office.Cell(
        paragraphs: stacked(.keyLabel, figure.label) + stacked(.keyFigure, figure.value)
          + stacked(.keyRemark, figure.remark))
    }
    let rows = stride(from: 0, to: boxes.count, by: 2).map { index in
      let isLone = index + 1 == boxes.count
      let empty = Office.Cell(paragraphs: [.init(.keyRemark, [])], hasBorder: false)
      return Office.Row(cells: [boxes[index], isLone ? empty : boxes[index + 1]])
    }
    add(Office.Table(widths: [0.5, 0.5], rows: rows))
  }

  private mutating func write(_ grid: Layout.Grid) {
    add(.tableCaption, broken(grid.caption))
    let letters = grid.letters
    let head = Office.Row(
      cells: grid.columns.map {
        Office.Cell(paragraphs: stacked(.cell(letters, isHead: true), $0.title))
      }, isHead: true)
    let last = grid.rows.count - 1
    var rows = [head]
    for (index, row) in grid.rows.enumerated() {
      let isTotal = grid.hasTotal && index == last
      rows.append(
        Office.Row(
          cells: zip(row, grid.columns).map { words, column in
            Office.Cell(
              paragraphs: stacked(
                .cell(letters, isNumeric: column.isNumeric), words, look: isTotal ? .strong : .plain
              ))
          }))
    }
    items.append(
      .table(Office.Table(widths: grid.widths, rows: rows, isWhole: grid.isShort)))
    if let source = grid.source {
      add(.source, broken(source))
    } else {
      add(.tableEnd, [])
    }
  }

  private mutating func write(_ image: Layout.Picture) {
    let size = Self.size(of: image.svg)
    items.append(
      .picture(
        Office.Picture(
          file: picture(image.figure), width: size.width, height: size.height,
          alternative: image.alternative.text, id: image.figure.id)))
    add(.imageCaption, broken(image.caption))
    if let source = image.source { add(.source, broken(source)) }
  }

  /// Size on the page: 130 mm wide, less for a picture that would be higher than 165 mm.
  private static func size(of svg: String) -> (width: Double, height: Double) {
    let box = svg.split(separator: "viewBox=\"").dropFirst().first?.prefix { $0 != "\"" } ?? ""
    let sides = box.split(separator: " ").compactMap { Double($0) }
    guard sides.count == 4, sides[2] > 0, sides[3] > 0 else { return (130, 80) }
    let width = min(130, 165 * sides[2] / sides[3])
    return (width, width * sides[3] / sides[2])
  }

  private mutating func write(_ head: Layout.Head) {
    var issuer = head.parent.map { stacked(.parentBody, $0) } ?? []
    issuer += stacked(.issuingBody, head.body) + [.init(.issuingLine, [])]
    let nation =
      stacked(.nation, head.nation) + stacked(.motto, head.motto) + [.init(.mottoLine, [])]
    var symbol = head.number.map { stacked(.symbol, $0) } ?? []
    symbol += head.subject.map { stacked(.subject, $0) } ?? []
    if symbol.isEmpty { symbol = [.init(.symbol, [])] }
    add(
      Office.Table(
        widths: [0.4, 0.6],
        rows: [[issuer, nation], [symbol, stacked(.place, head.place)]].map { row in
          Office.Row(cells: row.map { Office.Cell(paragraphs: $0, hasBorder: false) })
        }, frame: .none))
  }

  private mutating func write(_ foot: Layout.Foot) {
    var cells: [[Office.Paragraph]] = []
    if !foot.recipients.isEmpty {
      cells.append(
        [.init(.recipientsTitle, joined(foot.recipientsTitle))]
          + foot.recipients.map { .init(.recipients, [.init(text: "- ")] + joined($0)) })
    } else if foot.signers.count == 1 {
      cells.append([.init(.recipients, [])])
    }
    for signer in foot.signers {
      var lines = signer.authority.map { stacked(.authority, $0) } ?? []
      lines += signer.post.map { stacked(.authority, $0) } ?? []
      lines += signer.name.map { stacked(.signer, $0) } ?? [.init(.signer, [])]
      cells.append(lines)
    }
    guard !cells.isEmpty else { return }
    add(
      Office.Table(
        widths: cells.map { _ in 1 / Double(cells.count) },
        rows: [
          Office.Row(cells: cells.map { Office.Cell(paragraphs: $0, hasBorder: false) })
        ], frame: .none))
  }

  private mutating func add(_ style: Office.Style, _ spans: [Office.Span]) {
    items.append(.paragraph(.init(style, spans)))
  }

  /// A table and what keeps it apart from a table behind it.
  private mutating func add(_ table: Office.Table) {
    items.append(.table(table))
    add(.tableEnd, [])
  }

  // MARK: Words

  /// One paragraph per language.
  private mutating func stacked(
    _ style: Office.Style, _ words: Layout.Words, look: Office.Span.Look = .plain
  ) -> [Office.Paragraph] {
    var paragraphs: [Office.Paragraph] = []
    for line in words.lines { paragraphs.append(.init(style, spans(line, look: look))) }
    return paragraphs
  }

  /// All languages in one paragraph.
  private mutating func joined(
    _ words: Layout.Words, look: Office.Span.Look = .plain
  ) -> [Office.Span] {
    var all: [Office.Span] = []
    for line in words.lines {
      if !all.isEmpty { all.append(.init(text: " / ")) }
      all += spans(line, look: look)
    }
    return all
  }

  /// All languages in one paragraph, each on a line of its own.
  private mutating func broken(_ words: Layout.Words) -> [Office.Span] {
    var all: [Office.Span] = []
    for line in words.lines {
      if !all.isEmpty { all.append(.init(text: "\n")) }
      all += spans(line)
    }
    return all
  }

  /// The number of a section once, then the words of all languages.
  private mutating func heading(_ words: Layout.Words) -> [Office.Span] {
    var lines = words.lines
    for index in lines.indices { lines[index].lead = "" }
    let number = words.first.lead
    return (number.isEmpty ? [] : [.init(text: number + " ")]) + joined(Layout.Words(lines: lines))
  }

  /// A heading in the table of contents: without places, which stand in the text itself.
  private func contents(_ words: Layout.Words) -> [Office.Span] {
    let number = words.first.lead
    return [.init(text: (number.isEmpty ? "" : number + " ") + words.text)]
  }

  private mutating func spans(
    _ line: Layout.Line, look: Office.Span.Look = .plain
  ) -> [Office.Span] {
    let language = line.language == layout.language ? nil : line.language
    var spans: [Office.Span] = []
    if !line.lead.isEmpty {
      spans.append(.init(text: line.lead + " ", look: .strong, language: language))
    }
    for run in line.runs {
      switch run {
      case .text(let text): spans.append(.init(text: text, look: look, language: language))
      case .figure(let text, let id):
        let isNew = placed.insert(id).inserted
        spans.append(
          .init(text: text, look: look, place: isNew ? id : nil, language: language))
      case .gap(let text): spans.append(.init(text: text, look: .gap, language: language))
      case .code(let text): spans.append(.init(text: text, look: .code, language: language))
      }
    }
    return spans
  }
}
