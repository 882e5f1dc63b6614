import ForestModel

/// Writes a document as plain text for a terminal.
public struct TextWriter {
  private let width: Int
  private var lines: [String] = []

  /// The document with lines of at most `width` characters where words allow.
  public static func text(_ document: Document, _ voice: Voice, width: Int = 100) -> String {
    // Only the numbers that a form prescribes are printed.
    var document = document
    document.isNumbered = false
    let layout = Layout(document, [voice])
    var writer = TextWriter(width: width)
    if let mark = layout.mark { writer.add(mark.text) }
    if let title = layout.title { writer.add(title.text) }
    if let subtitle = layout.subtitle { writer.add(subtitle.text) }
    writer.write(layout.parts)
    return writer.lines.joined(separator: "\n") + "\n"
  }

  private init(width: Int) { self.width = width }

  private mutating func add(_ text: String, indent: Int = 0) {
    lines += Self.wrap(text, width, indent: indent)
  }

  private mutating func write(_ parts: [Layout.Part]) {
    for part in parts {
      switch part {
      case .section(_, _, let title, let inner):
        let number = title.first.lead
        lines += ["", number.isEmpty ? title.text : "\(number) \(title.text)"]
        write(inner)
      case .text(let kind, let line): add((kind == .point ? "- " : "") + line.text)
      case .points(let points): for line in points { add("- " + line.text, indent: 2) }
      case .columns(let rows): for row in rows { add(row.words.text) }
      case .keyFigures(let figures):
        for figure in figures {
          add("\(figure.label.text): \(figure.value.text). \(figure.remark.text)")
        }
      case .calculation(let steps):
        let room = steps.map { $0.label.text.count }.max() ?? 0
        for step in steps {
          let label = step.label.text
          let pad = String(repeating: " ", count: room - label.count + 2)
          let sum = step.arithmetic.text
          let equals = sum.isEmpty ? "" : sum + " = "
          add("  \(label)\(pad)\(equals)\(step.result.text)", indent: room + 4)
        }
      case .table(let grid): write(grid)
      case .figure, .pageBreak: break
      case .fields(let fields):
        for field in fields { add("\(field.label.text): \(field.value?.text ?? "..........")") }
      case .choices(let choices):
        for choice in choices { add("[\(choice.isChosen ? "x" : " ")] \(choice.label.text)") }
      case .letterhead(let head):
        let words = [
          head.parent, head.body, head.nation, head.motto, head.number, head.subject, head.place,
        ]
        for words in words.compactMap({ $0 }) { add(words.text) }
      case .heading(let title, let abstract):
        for words in [title, abstract].compactMap({ $0 }) { add(words.text) }
      case .signatures(let foot):
        for signer in foot.signers {
          for words in [signer.authority, signer.post, signer.name].compactMap({ $0 }) {
            add(words.text)
          }
        }
        guard !foot.recipients.isEmpty else { break }
        add(foot.recipientsTitle.text)
        for words in foot.recipients { add("- " + words.text, indent: 2) }
      }
    }
  }

  private mutating func write(_ grid: Layout.Grid) {
    let cells = [grid.columns.map(\.title.text)] + grid.rows.map { $0.map(\.text) }
    let widths = grid.columns.indices.map { column in cells.map { $0[column].count }.max() ?? 0 }
    for row in cells {
      let parts = row.enumerated().map { index, cell in
        let pad = String(repeating: " ", count: widths[index] - cell.count)
        return grid.columns[index].isNumeric ? pad + cell : cell + pad
      }
      var line = "  " + parts.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      lines.append(line)
    }
  }

  /// Words in lines; a word that is too long stands alone.
  private static func wrap(_ text: String, _ width: Int, indent: Int = 0) -> [String] {
    guard text.count > width else { return [text] }
    var lines: [String] = []
    var line = ""
    var isFirst = true
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      if !line.isEmpty, line.count + word.count + 1 > width, !line.allSatisfy({ $0 == " " }) {
        lines.append(line)
        line = String(repeating: " ", count: indent) + word
      } else {
        line = isFirst ? String(word) : line + " " + word
      }
      isFirst = false
    }
    return lines + [line]
  }
}
