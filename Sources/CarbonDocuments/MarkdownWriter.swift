import ForestModel

/// Writes a document as Markdown (CommonMark with tables). Each number of the results is followed by its
/// evidence id in a comment, which no reader sees.
enum MarkdownWriter {
  /// - Parameter picture: path of a figure's file, relative to the document.
  static func markdown(
    _ document: Document, _ voice: Voice, picture: (Figure) -> String
  ) -> String {
    var out = "# \(line(document.title, voice))\n\n"
    if let subtitle = document.subtitle { out += "\(line(subtitle, voice))\n\n" }
    for entry in document.cover {
      out += "- \(line(entry.label, voice)): \(line(entry.value, voice))\n"
    }
    if !document.cover.isEmpty { out += "\n" }
    var counts: [String: Int] = [:]
    write(
      document.blocks, 2, "", document.isNumbered, voice, picture, &counts, into: &out)
    return out + "---\n\n\(document.producer)\n"
  }

  private static func write(
    _ blocks: [Block], _ level: Int, _ number: String, _ isNumbered: Bool, _ voice: Voice,
    _ picture: (Figure) -> String, _ counts: inout [String: Int], into out: inout String
  ) {
    var section = 0
    for block in blocks {
      switch block {
      case .section(_, let given, let title, let inner):
        if given == nil { section += 1 }
        let own = given ?? number + "\(section)."
        let label = isNumbered || given != nil ? own + " " : ""
        out += String(repeating: "#", count: level) + " \(label)\(line(title, voice))\n\n"
        write(
          inner, min(level + 1, 6), own, isNumbered, voice, picture, &counts, into: &out)
      case .paragraph(let passage): out += "\(line(passage, voice))\n\n"
      case .note(let passage): out += "> \(line(passage, voice))\n\n"
      case .list(let passages):
        out += passages.map { "- \(line($0, voice))\n" }.joined() + "\n"
      case .keyFigures(let figures):
        out +=
          figures.map {
            "- \(line($0.label, voice)): **\(line($0.value, voice))**. \(line($0.remark, voice))\n"
          }.joined() + "\n"
      case .calculation(let steps):
        for step in steps {
          out += "1. \(line(step.label, voice)): \(line(step.arithmetic, voice))"
          out += " = **\(line(step.result, voice))**\n"
        }
        out += "\n"
      case .table(let table):
        counts["table", default: 0] += 1
        let label = voice.text(
          Phrase("Table {n}.", vi: "Bảng {n}."), ["n": "\(counts["table", default: 0])"])
        out += (isNumbered ? "**\(label)** " : "") + "\(line(table.caption, voice))\n\n"
        out += "| " + table.columns.map { line($0.title, voice) }.joined(separator: " | ") + " |\n"
        out += "|" + table.columns.map { $0.isNumeric ? "---:|" : "---|" }.joined() + "\n"
        for row in table.rows {
          out += "| " + row.map { text(voice.runs($0)) }.joined(separator: " | ") + " |\n"
        }
        out += "\n" + (Sources.line(of: table, voice).map { "\($0)\n\n" } ?? "")
      case .figure(let figure):
        counts[figure.counter, default: 0] += 1
        let label = figure.numberLabel(counts[figure.counter, default: 0], voice)
        out += "![\(line(figure.alternative, voice))](\(picture(figure)))\n\n"
        out += (isNumbered ? "**\(label)** " : "") + "\(line(figure.caption, voice))\n\n"
        out += Sources.line(of: figure, voice).map { "\($0)\n\n" } ?? ""
      case .pageBreak: break
      default:
        write(block.plain, level, number, isNumbered, voice, picture, &counts, into: &out)
      }
    }
  }

  private static func line(_ passage: Passage, _ voice: Voice) -> String {
    text(voice.runs(passage))
  }

  private static func text(_ runs: [Run]) -> String {
    runs.map { run in
      switch run {
      case .text(let text): escape(text)
      case .figure(let text, let id): escape(text) + "<!--\(id)-->"
      case .gap(let text): "**\(escape(text))**"
      case .code(let text): "`\(text.replacing("`", with: "'").replacing("|", with: "\\|"))`"
      }
    }.joined()
  }

  /// Characters that mean something in Markdown are taken literally; a line stays a line.
  private static func escape(_ text: String) -> String {
    var out = ""
    for character in text {
      if "\\`*_[]<>|#".contains(character) { out.append("\\") }
      out.append(character.isNewline ? " " : character)
    }
    return out
  }
}
