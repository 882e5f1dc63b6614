import ForestModel

/// A document laid out for one edition: sections and tables are counted, labels are set, every place has
/// its words in the language or languages of the edition. Writers only draw what stands here.
struct Layout {
  /// Words in one language.
  struct Line {
    let language: Language
    /// Number of a section or a table, set apart from the words.
    var lead = ""
    var runs: [Run]

    /// The characters alone.
    var text: String { runs.map(\.text).joined() }
  }

  /// Words of one place: one line, or two where an edition has two languages and they differ.
  struct Words {
    let lines: [Line]

    var first: Line { lines[0] }
    /// All words as one text, the languages parted by a stroke.
    var text: String { lines.map(\.text).joined(separator: " / ") }
  }

  /// Kinds of text.
  enum Kind { case body, letter, note, point, basis, addressee }

  indirect enum Part {
    case section(id: String, level: Int, title: Words, [Part])
    case text(Kind, Line)
    case points([Line])
    /// Texts with their counterparts beside them; words that both languages share stand once.
    case columns([(kind: Kind, words: Words)])
    case keyFigures([(label: Words, value: Words, remark: Words)])
    case table(Grid)
    case figure(Picture)
    case calculation([(label: Words, arithmetic: Words, result: Words)])
    case fields([(label: Words, value: Words?)])
    case choices([(isChosen: Bool, label: Words)])
    case letterhead(Head)
    case heading(title: Words, abstract: Words?)
    case signatures(Foot)
    case pageBreak
  }

  struct Grid {
    let id: String
    let caption: Words
    let columns: [(title: Words, isNumeric: Bool)]
    let rows: [[Words]]
    let hasTotal: Bool
    let source: Words?
    /// Shares of the width, together 1, and the size of the letters that they need.
    let widths: [Double]
    let letters: Letters

    /// Whether it may be kept on one page.
    var isShort: Bool { rows.count <= 8 }
  }

  struct Picture {
    let figure: Figure
    let caption: Words
    let alternative: Words
    let source: Words?
    let svg: String
  }

  struct Head {
    let parent: Words?
    let body: Words
    let number: Words?
    let subject: Words?
    let nation: Words
    let motto: Words
    let place: Words
  }

  struct Foot {
    let recipientsTitle: Words
    let recipients: [Words]
    let signers: [(authority: Words?, post: Words?, name: Words?)]
  }

  /// Languages, the leading one first.
  let languages: [Language]
  let producer: String
  /// Title of the file.
  let name: String
  /// Title on paper; `nil` where a letterhead and a heading stand in its place.
  var title: Words?
  var subtitle: Words?
  var cover: [(label: Words, value: Words)] = []
  var mark: Words?
  /// Title of the table of contents; `nil` without one.
  var contentsTitle: Words?
  /// Sections of the first three levels in order.
  private(set) var contents: [(level: Int, id: String, title: Words)] = []
  private(set) var parts: [Part] = []

  private let isNumbered: Bool
  /// Whether its paragraphs begin indented, as in official letters.
  private let isLetter: Bool
  private let voices: [Voice]
  /// The same for places where numbers of both languages stand once.
  private let cellVoices: [Voice]
  private var counts: [String: Int] = [:]

  var language: Language { languages[0] }
  var isSideBySide: Bool { languages.count > 1 }
  /// The leading voice.
  var voice: Voice { voices[0] }

  init(_ document: Document, _ voices: [Voice]) {
    self.voices = voices
    let leading = voices[0].language
    cellVoices = voices.map { Voice($0.language, $0.evidence, numbers: leading) }
    languages = voices.map(\.language)
    isNumbered = document.isNumbered
    producer = Printable.line(document.producer)
    name = voices.map { Printable.line($0.text(document.title)) }.joined(separator: " / ")
    isLetter = document.blocks.contains {
      if case .letterhead = $0 { true } else { false }
    }
    if !isLetter || !document.cover.isEmpty {
      title = words(document.title)
      subtitle = document.subtitle.map { words($0) }
    }
    cover = document.cover.map { (words($0.label), cell(.passage($0.value))) }
    mark = document.mark.map { words($0) }
    if document.hasContents { contentsTitle = words(Phrase("Contents", vi: "Mục lục")) }
    let own = self.parts(document.blocks, level: 1, number: "")
    let hasBoxes = counts["table"] != nil || document.blocks.contains(where: Self.hasBoxes)
    if isSideBySide && hasBoxes { parts = [.columns([(.note, words(Self.numbersNote))])] }
    parts += own
  }

  /// Whether numbers stand there once for both languages.
  private static func hasBoxes(_ block: Block) -> Bool {
    switch block {
    case .section(_, _, _, let inner): inner.contains(where: hasBoxes)
    case .keyFigures, .calculation, .fields: true
    default: false
    }
  }

  private static let numbersNote = Phrase(
    "In tables and boxes numbers are written once, in the Vietnamese way: 1.234,5 is one thousand two"
      + " hundred and thirty-four and a half. In English sentences the same number is 1,234.5.",
    vi:
      "Trong bảng và khung, số được viết một lần theo cách viết của tiếng Việt: 1.234,5. Trong câu"
      + " tiếng Anh, số đó được viết là 1,234.5.")

  // MARK: Words

  private func words(_ lines: [Line]) -> Words {
    guard lines.count > 1,
      lines.allSatisfy({ $0.runs == lines[0].runs && $0.lead == lines[0].lead })
    else { return Words(lines: lines) }
    return Words(lines: [lines[0]])
  }

  private func line(_ voice: Voice, _ runs: [Run], lead: String = "") -> Line {
    Line(language: voice.language, lead: lead, runs: runs.map(Self.printable))
  }

  private static func printable(_ run: Run) -> Run {
    switch run {
    case .text(let text): .text(Printable.line(text))
    case .figure(let text, let id): .figure(Printable.line(text), id: id)
    case .gap(let text): .gap(Printable.line(text))
    case .code(let text): .code(Printable.line(text))
    }
  }

  private func words(_ passage: Passage, lead: String = "") -> Words {
    words(voices.map { line($0, $0.runs(passage), lead: lead) })
  }

  private func words(_ phrase: Phrase) -> Words {
    words(voices.map { line($0, [.text($0.text(phrase))]) })
  }

  private func words(_ passage: Passage, label: Phrase?, _ number: Int) -> Words {
    words(
      voices.map {
        line(
          $0, $0.runs(passage),
          lead: label.map { [voice = $0] phrase in voice.text(phrase, ["n": "\(number)"]) } ?? "")
      })
  }

  private func cell(_ slot: Slot) -> Words { words(cellVoices.map { line($0, $0.runs(slot)) }) }

  private func box(_ passage: Passage) -> Words { cell(.passage(passage)) }

  /// `;` after each and `.` after the last, unless a text brings its own.
  private func listed(_ passages: [Passage]) -> [Words] {
    passages.enumerated().map { index, passage in
      let mark = index == passages.count - 1 ? "." : ";"
      return words(
        words(passage).lines.map { line in
          var line = line
          let end = line.text.last { $0 != " " }
          if let end, ".;:".contains(end) { return line }
          line.runs.append(.text(mark))
          return line
        })
    }
  }

  // MARK: Parts

  private mutating func parts(_ blocks: [Block], level: Int, number: String) -> [Part] {
    var parts: [Part] = []
    var section = 0
    var used: Set<String> = []
    for block in blocks {
      switch block {
      case .section(let id, let given, let title, let inner):
        if given == nil {
          repeat { section += 1 } while used.contains("\(number)\(section).")
        }
        let own = given ?? "\(number)\(section)."
        used.insert(own)
        let words = words(title, lead: isNumbered || given != nil ? own : "")
        if level <= 3 { contents.append((level, id, words)) }
        // Numbers below a section that a form numbers go on from the form's number.
        let stem = own.last == "." ? own : own + "."
        parts.append(
          .section(
            id: id, level: level, title: words,
            self.parts(inner, level: level + 1, number: stem)))
      case .paragraph(let passage): add(isLetter ? .letter : .body, [words(passage)], to: &parts)
      case .note(let passage): add(.note, [words(passage)], to: &parts)
      case .addressee(let passage): add(.addressee, [words(passage)], to: &parts)
      case .legalBasis(let passages): add(.basis, listed(passages), to: &parts)
      case .list(let passages):
        let points = passages.map { words($0) }
        if isSideBySide {
          add(.point, points, to: &parts)
        } else {
          parts.append(.points(points.map(\.first)))
        }
      case .keyFigures(let figures):
        parts.append(
          .keyFigures(figures.map { (box($0.label), box($0.value), box($0.remark)) }))
      case .calculation(let steps):
        parts.append(
          .calculation(steps.map { (box($0.label), box($0.arithmetic), box($0.result)) }))
      case .table(let table): parts.append(.table(grid(table)))
      case .figure(let figure): parts.append(.figure(picture(figure)))
      case .fields(let fields):
        parts.append(.fields(fields.map { (box($0.label), $0.value.map(box)) }))
      case .choices(let choices):
        parts.append(.choices(choices.map { ($0.isChosen, box($0.label)) }))
      case .letterhead(let head): parts.append(.letterhead(letterhead(head)))
      case .heading(let title, let abstract):
        parts.append(.heading(title: words(title), abstract: abstract.map { words($0) }))
      case .signatures(let foot): parts.append(.signatures(signatures(foot)))
      case .pageBreak: parts.append(.pageBreak)
      }
    }
    return parts
  }

  /// Texts one below the other, or, in two languages, in the columns that stand there already.
  private func add(_ kind: Kind, _ texts: [Words], to parts: inout [Part]) {
    guard isSideBySide else {
      parts += texts.map { .text(kind, $0.first) }
      return
    }
    let rows = texts.map { (kind: kind, words: $0) }
    if case .columns(let above) = parts.last {
      parts[parts.count - 1] = .columns(above + rows)
    } else {
      parts.append(.columns(rows))
    }
  }

  private mutating func grid(_ table: Table) -> Grid {
    counts["table", default: 0] += 1
    let columns = table.columns.map { (title: box($0.title), isNumeric: $0.isNumeric) }
    let rows = table.rows.map { $0.map { cell($0) } }
    let fitting = Fitting(
      weights: table.columns.map(\.weight), titles: columns.map(\.title),
      isNumeric: columns.map(\.isNumeric), rows)
    return Grid(
      id: table.id,
      caption: words(
        table.caption, label: isNumbered ? Phrase("Table {n}.", vi: "Bảng {n}.") : nil,
        counts["table", default: 0]),
      columns: columns, rows: rows, hasTotal: table.hasTotal,
      source: source { Sources.line(of: table, $0) }, widths: fitting.widths,
      letters: fitting.letters)
  }

  private mutating func picture(_ figure: Figure) -> Picture {
    counts[figure.counter, default: 0] += 1
    return Picture(
      figure: figure,
      caption: words(
        figure.caption, label: isNumbered ? figure.numberPhrase : nil,
        counts[figure.counter, default: 0]),
      alternative: words(figure.alternative), source: source { Sources.line(of: figure, $0) },
      svg: figure.svg(voice))
  }

  private func source(_ line: (Voice) -> String?) -> Words? {
    let lines = voices.compactMap { voice in line(voice).map { self.line(voice, [.text($0)]) } }
    return lines.isEmpty ? nil : words(lines)
  }

  private func letterhead(_ head: Letterhead) -> Head {
    Head(
      parent: head.parent.map { words($0) }, body: words(head.body),
      number: head.number.map { words($0) }, subject: head.subject.map { words($0) },
      nation: words(
        Phrase("SOCIALIST REPUBLIC OF VIET NAM", vi: "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")),
      motto: words(
        Phrase("Independence - Freedom - Happiness", vi: "Độc lập - Tự do - Hạnh phúc")),
      place: words(head.placeAndDate))
  }

  private func signatures(_ foot: Signatures) -> Foot {
    Foot(
      recipientsTitle: words(Phrase("Recipients:", vi: "Nơi nhận:")),
      recipients: listed(foot.recipients),
      signers: foot.signers.map { signer in
        (
          signer.authority.map { words($0) }, signer.post.map { words($0) },
          signer.name.map { words($0) }
        )
      })
  }
}
