import ForestModel

/// Writes a document as plain text for a terminal.
public enum TextWriter {
  /// The document with lines of at most `width` characters where words allow.
  public static func text(_ document: Document, _ voice: Voice, width: Int = 100) -> String {
    var lines = wrap(voice.text(document.title), width)
    if let subtitle = document.subtitle { lines += wrap(voice.text(subtitle), width) }
    write(document.blocks, voice, width, into: &lines)
    return lines.joined(separator: "\n") + "\n"
  }

  private static func write(
    _ blocks: [Block], _ voice: Voice, _ width: Int, into lines: inout [String]
  ) {
    for block in blocks {
      switch block {
      case .section(_, let given, let title, let inner):
        lines += ["", [given, voice.text(title)].compactMap { $0 }.joined(separator: " ")]
        write(inner, voice, width, into: &lines)
      case .paragraph(let passage), .note(let passage):
        lines += wrap(voice.text(passage), width)
      case .list(let passages):
        for passage in passages { lines += wrap("- " + voice.text(passage), width, indent: 2) }
      case .keyFigures(let figures):
        for figure in figures {
          lines += wrap(
            "\(voice.text(figure.label)): \(voice.text(figure.value)). \(voice.text(figure.remark))",
            width)
        }
      case .calculation(let steps):
        let room = steps.map { voice.text($0.label).count }.max() ?? 0
        for step in steps {
          let label = voice.text(step.label)
          let pad = String(repeating: " ", count: room - label.count + 2)
          let sum = voice.text(step.arithmetic)
          let equals = sum.isEmpty ? "" : sum + " = "
          lines += wrap(
            "  \(label)\(pad)\(equals)\(voice.text(step.result))", width, indent: room + 4)
        }
      case .table(let table): write(table, voice, into: &lines)
      case .figure, .pageBreak: break
      default: write(block.plain, voice, width, into: &lines)
      }
    }
  }

  private static func write(_ table: Table, _ voice: Voice, into lines: inout [String]) {
    let cells =
      [table.columns.map { voice.text($0.title) }]
      + table.rows.map { $0.map { voice.runs($0).map(\.text).joined() } }
    let widths = table.columns.indices.map { column in cells.map { $0[column].count }.max() ?? 0 }
    for row in cells {
      let parts = row.enumerated().map { index, cell in
        let pad = String(repeating: " ", count: widths[index] - cell.count)
        return table.columns[index].isNumeric ? pad + cell : cell + pad
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
