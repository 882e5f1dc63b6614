import ForestModel

extension Template {
  /// The document: the outline with the facts in it. A name that the facts do not hold is an error of
  /// the template, never an empty place.
  public func document(_ facts: Facts, producer: String) throws(DocumentError) -> Document {
    let composer = Composer(facts: facts, id: id)
    var subtitle: Passage?
    if let phrase = self.subtitle { subtitle = try composer.passage(phrase) }
    var document = Document(
      name: id, title: try composer.passage(title), subtitle: subtitle,
      producer: producer, isNumbered: isNumbered, blocks: try composer.blocks(blocks))
    document.hasContents = hasContents
    for entry in cover {
      document.cover.append((Passage(entry.label), Passage(try composer.slot(entry.slot))))
    }
    return document
  }
}

/// Puts facts into the parts of a template.
private struct Composer {
  let facts: Facts
  let id: String
  /// The row that a repeated part stands for.
  var row: (sheet: Sheet, index: Int)?

  private func unknown(_ kind: String, _ name: String) -> DocumentError {
    .templateInvalid(id, detail: "there is no \(kind) named \(name)")
  }

  /// The gap of something that nobody set up; `nil` where its name should be known.
  private func gap(_ name: String) -> Slot? {
    let first = String(name.prefix { $0 != "." && $0 != "/" })
    return facts.absent[first].map { .missing(first, need: $0) }
  }

  func slot(_ name: String) throws(DocumentError) -> Slot {
    if name.hasPrefix("row."), let row {
      let column = String(name.dropFirst(4))
      guard let spec = row.sheet.spec.columns.first(where: { $0.name == column }) else {
        throw unknown("column", name)
      }
      if spec.isPersonal, !facts.showsPersonal { return .leftToWrite }
      return row.sheet.rows[row.index][column] ?? .text("–")
    }
    if name.hasSuffix(".long") {
      let slot = try slot(String(name.dropLast(5)))
      if case .day(let day) = slot { return .longDay(day) }
      return slot
    }
    guard let slot = facts.slots[name] ?? facts.lookup(name) ?? gap(name) else {
      throw unknown("value", name)
    }
    return slot
  }

  func passage(_ phrase: Phrase) throws(DocumentError) -> Passage {
    var slots: [String: Slot] = [:]
    for name in phrase.slots(.english) { slots[name] = try slot(name) }
    return Passage(phrase, slots)
  }

  func passages(_ phrases: [Phrase]) throws(DocumentError) -> [Passage] {
    var passages: [Passage] = []
    for phrase in phrases { passages.append(try passage(phrase)) }
    return passages
  }

  private func optional(_ phrase: Phrase?) throws(DocumentError) -> Passage? {
    guard let phrase else { return nil }
    return try passage(phrase)
  }

  private func content(_ content: Template.Content) throws(DocumentError) -> Passage? {
    switch content {
    case .slot(let name): Passage(try slot(name))
    case .words(let phrase): try passage(phrase)
    case .blank: nil
    }
  }

  func holds(_ condition: Template.Condition) throws(DocumentError) -> Bool {
    if condition.name.hasPrefix("has."), facts.conditions[condition.name] == nil {
      return isFilledIn(try slot(String(condition.name.dropFirst(4)))) == condition.wanted
    }
    if condition.name.hasPrefix("sheet.") {
      let name = String(condition.name.dropFirst(6))
      guard let sheet = facts.sheets[name] else { throw unknown("sheet", name) }
      return !sheet.rows.isEmpty == condition.wanted
    }
    let first = String(condition.name.prefix { $0 != "." })
    guard let value = facts.conditions[condition.name] ?? (facts.absent[first] != nil ? false : nil)
    else {
      throw unknown("condition", condition.name)
    }
    return value == condition.wanted
  }

  private func isFilledIn(_ slot: Slot) -> Bool {
    switch slot {
    case .missing: false
    case .written(_, let texts, _): !texts.isEmpty
    default: true
    }
  }

  func blocks(_ parts: [Template.Part]) throws(DocumentError) -> [Block] {
    var blocks: [Block] = []
    for part in parts { blocks += try block(part) }
    return blocks
  }

  private func block(_ part: Template.Part) throws(DocumentError) -> [Block] {
    switch part {
    case .conditional(let condition, let inner): return try holds(condition) ? block(inner) : []
    case .section(let id, let number, let title, let inner):
      return [.section(id: id, number: number, title: try passage(title), try blocks(inner))]
    case .paragraph(let phrase): return [.paragraph(try passage(phrase))]
    case .note(let phrase): return [.note(try passage(phrase))]
    case .points(let phrases): return [.list(try passages(phrases))]
    case .table(let name):
      if name == "parcels.of-row" { return try parcelsOfRow() }
      guard let table = facts.tables[name] else { return try gapBlock("table", name) }
      return table.rows.isEmpty ? [] : [.table(table)]
    case .figure(let name):
      guard let figure = facts.figures[name] else { return try gapBlock("figure", name) }
      return figure.map { [.figure($0)] } ?? []
    case .keyFigures(let name):
      guard let figures = facts.keyFigures[name] else { return try gapBlock("box", name) }
      return [.keyFigures(figures)]
    case .list(let name):
      guard let list = facts.lists[name] else { return try gapBlock("list", name) }
      return list.isEmpty ? [] : [.list(list)]
    case .paragraphs(let name):
      guard let list = facts.lists[name] else { return try gapBlock("list", name) }
      return list.map(Block.paragraph)
    case .narrative(let name, let prompt): return narrative(name, prompt)
    case .fields(let fields):
      var boxes: [FormField] = []
      for field in fields {
        var isShown = true
        for condition in field.conditions where isShown { isShown = try holds(condition) }
        guard isShown else { continue }
        boxes.append(
          FormField(label: try passage(field.label), value: try content(field.content)))
      }
      return boxes.isEmpty ? [] : [.fields(boxes)]
    case .choices(let field, let options): return try choices(field, options)
    case .grid(let grid): return [.table(try table(grid))]
    case .rows(let rows): return try table(rows)
    case .sheet(let name, let columns, let caption, let isOptional):
      return try table(sheet: name, columns, caption, isOptional)
    case .letterhead(let head):
      return [
        .letterhead(
          Letterhead(
            parent: try optional(head.parent), body: try passage(head.body),
            number: try optional(head.number), subject: try optional(head.subject),
            placeAndDate: try passage(head.placeAndDate)))
      ]
    case .heading(let title, let abstract):
      return [.heading(title: try passage(title), abstract: try optional(abstract))]
    case .addressee(let phrase): return [.addressee(try passage(phrase))]
    case .legalBasis(let phrases): return [.legalBasis(try passages(phrases))]
    case .signatures(let recipients, let signers):
      var lines: [Signatures.Signer] = []
      for signer in signers {
        var name: Passage?
        if let slot = signer.name { name = Passage(try self.slot(slot)) }
        lines.append(
          Signatures.Signer(
            authority: try optional(signer.authority), post: try optional(signer.post), name: name))
      }
      return [.signatures(Signatures(recipients: try passages(recipients), signers: lines))]
    case .pageBreak: return [.pageBreak]
    case .repeated(let name, let filter, let inner): return try repeated(name, filter, inner)
    }
  }

  private func gapBlock(_ kind: String, _ name: String) throws(DocumentError) -> [Block] {
    guard let gap = gap(name) else { throw unknown(kind, name) }
    return [.paragraph(Passage(gap))]
  }

  // MARK: Text of people

  /// What people wrote, in pairs: where one language has fewer parts it stays empty there, and it is a
  /// gap only when it has none at all.
  private func narrative(_ name: String, _ prompt: Phrase) -> [Block] {
    let field = "narrative." + name
    let texts = (facts.narrative[name]?.parts ?? [:]).filter { !$0.value.isEmpty }
    guard !texts.isEmpty else {
      return [.paragraph(Passage(.written(field, [:], need: prompt)))]
    }
    let count = texts.values.map(\.count).max() ?? 0
    return (0..<count).map { index in
      var points: [Language: [Passage]] = [:]
      var isList = true
      for language in Language.allCases {
        switch texts[language].flatMap({ index < $0.count ? $0[index] : nil }) {
        case .points(let list): points[language] = list
        case .paragraph(let passage):
          points[language] = [passage]
          isList = false
        case nil: break
        }
      }
      // Points against a paragraph of the other language are joined to one.
      let height = isList ? points.values.map(\.count).max() ?? 0 : 1
      let lines = (0..<height).map { line in
        var slots: [String: Slot] = [:]
        for language in Language.allCases {
          let own = points[language] ?? []
          let part =
            isList ? (line < own.count ? own[line] : nil) : Passage(joining: own)
          // A language without any text shows its gap once, in the first place.
          let isGap = texts[language] == nil && index == 0 && line == 0
          slots[language.rawValue] =
            isGap
            ? .written(
              field,
              Dictionary(
                uniqueKeysWithValues: Language.allCases.filter { $0 != language }.map { ($0, "") }),
              need: prompt)
            : part.map(Slot.passage) ?? .text("")
        }
        return Passage(Phrase("{en}", vi: "{vi}"), slots)
      }
      return isList ? .list(lines) : .paragraph(lines[0])
    }
  }

  // MARK: Forms

  private func choices(
    _ field: String, _ options: [(code: String, label: Phrase)]
  ) throws(DocumentError) -> [Block] {
    let value = try slot(field)
    let chosen = Set(facts.codes[field] ?? [])
    var boxes: [Choice] = []
    for option in options {
      boxes.append(
        Choice(isChosen: chosen.contains(option.code), label: try passage(option.label)))
    }
    guard isFilledIn(value) else { return [.choices(boxes), .paragraph(Passage(value))] }
    return [.choices(boxes)]
  }

  private func repeated(
    _ name: String, _ filter: [String: String], _ inner: [Template.Part]
  ) throws(DocumentError) -> [Block] {
    guard let sheet = facts.sheets[name] else { throw unknown("sheet", name) }
    var blocks: [Block] = []
    for index in sheet.rows.indices
    where filter.allSatisfy({ sheet.texts[index][$0.key] == $0.value }) {
      var composer = self
      composer.row = (sheet, index)
      blocks += try composer.blocks(inner)
    }
    return blocks
  }

  private func parcelsOfRow() throws(DocumentError) -> [Block] {
    guard let row else { throw unknown("row for", "parcels.of-row") }
    let ids = (row.sheet.texts[row.index]["parcel_ids"] ?? "").split(separator: ";")
      .map { $0.trimming() }
    guard var table = facts.parcels(ids) else { return try gapBlock("table", "stock.parcels") }
    // An id stands once in a file.
    table.id += "-\(row.index + 1)"
    return table.rows.isEmpty ? [] : [.table(table)]
  }

  // MARK: Tables

  private func table(_ grid: Template.Grid) throws(DocumentError) -> Table {
    var columns: [Table.Column] = []
    for column in grid.columns {
      columns.append(
        Table.Column(
          try passage(column.title), isNumeric: column.isNumeric, weight: column.weight))
    }
    var rows: [[Slot]] = []
    for row in grid.rows {
      var cells: [Slot] = []
      for cell in row { cells.append(try content(cell).map(Slot.passage) ?? .text("")) }
      rows.append(cells)
    }
    return Table(id: grid.id, caption: try passage(grid.caption), columns: columns, rows: rows)
  }

  private func table(
    sheet name: String, _ wanted: [String], _ caption: Phrase?, _ isOptional: Bool
  ) throws(DocumentError) -> [Block] {
    guard let sheet = facts.sheets[name] else { throw unknown("sheet", name) }
    if sheet.rows.isEmpty {
      return isOptional
        ? [] : [.paragraph(Passage(.missing("sheets/\(name).csv", need: sheet.spec.need)))]
    }
    var columns = sheet.spec.columns
    if !wanted.isEmpty {
      columns = []
      for column in wanted {
        guard let spec = sheet.spec.columns.first(where: { $0.name == column }) else {
          throw unknown("column", "\(name).\(column)")
        }
        columns.append(spec)
      }
    }
    if !facts.showsPersonal { columns = columns.filter { !$0.isPersonal } }
    var rows = sheet.rows.map { row in columns.map { row[$0.name] ?? .text("–") } }
    let hasTotal = columns.contains(where: \.isTotal) && rows.count > 1
    if hasTotal {
      rows.append(
        columns.enumerated().map { place, column in
          guard column.isTotal else {
            return place == 0 ? .passage(Passage("Total", vi: "Tổng")) : .text("")
          }
          return Self.sum(sheet.rows.compactMap { $0[column.name] })
        })
    }
    return [
      .table(
        Table(
          id: "sheet-" + name, caption: try passage(caption ?? sheet.spec.label),
          columns: columns.map {
            Table.Column(Passage($0.label), isNumeric: $0.isNumeric, weight: $0.weight)
          }, rows: rows, hasTotal: hasTotal))
    ]
  }

  /// The sum of numbers of one column, which stands in no row of its own.
  private static func sum(_ slots: [Slot]) -> Slot {
    let data = slots.compactMap { if case .datum(let datum) = $0 { datum } else { nil } }
    guard let first = data.first else { return .text("–") }
    return .datum(
      Datum(
        ExactSum(data.map(\.value)).value, decimals: data.map(\.decimals).max() ?? 0,
        unit: first.unit,
        source: EvidenceSource(
          file: first.source.file, column: "sum(\(first.source.column))")))
  }

  private func table(_ rows: Template.Rows) throws(DocumentError) -> [Block] {
    guard let source = facts.results(rows.file) else {
      // A run that had no such table to write leaves a gap, as does a verb that nobody set up.
      guard let gap = gap(rows.file) ?? facts.lookup(rows.file) else {
        throw unknown("file", rows.file)
      }
      return [.paragraph(Passage(gap))]
    }
    var filter: [(place: Int, value: String)] = []
    for (column, phrase) in rows.filter.sorted(by: { $0.key < $1.key }) {
      guard let place = source.place(column) else {
        throw unknown("column", "\(rows.file).\(column)")
      }
      var value = phrase
      for name in Phrase(same: phrase).slots(.english) {
        let slot = try slot(name)
        // A table of something that nobody has chosen yet is a gap.
        guard isFilledIn(slot) else { return [.paragraph(Passage(slot))] }
        value = value.replacingSlot(name, with: slot.plainText)
      }
      filter.append((place, value))
    }
    let places = try columns(rows, source)
    let all = source.rows.filter { row in
      filter.allSatisfy { $0.place < row.cells.count && row.cells[$0.place] == $0.value }
    }
    let shown = rows.limit.map { Array(all.prefix($0)) } ?? all
    guard !shown.isEmpty else { return [] }
    var cells = shown.map { row in
      zip(rows.columns, places).map { column, place in
        Self.cell(row, column, place, source, rows.words[column.name] ?? [:])
      }
    }
    let hasTotal = rows.columns.contains(where: \.isTotal) && cells.count > 1
    if hasTotal {
      let body = cells
      cells.append(
        rows.columns.enumerated().map { place, column in
          guard column.isTotal else {
            return place == 0 ? .passage(Passage("Total", vi: "Tổng")) : .text("")
          }
          return Self.sum(body.map { $0[place] })
        })
    }
    let table = Table(
      id: rows.id, caption: try passage(rows.caption),
      columns: rows.columns.map {
        Table.Column(Passage($0.title), isNumeric: $0.isNumeric, weight: $0.weight)
      }, rows: cells, hasTotal: hasTotal)
    guard all.count > shown.count else { return [.table(table)] }
    return [
      .table(table),
      .paragraph(
        Passage(
          "The first {n} of {m} rows; all of them stand in {file}.",
          vi: "{n} dòng đầu trong số {m} dòng; toàn bộ có trong {file}.",
          [
            "n": .text("\(shown.count)"), "m": .text("\(all.count)"), "file": .code(source.file),
          ])),
    ]
  }

  private func columns(
    _ rows: Template.Rows, _ source: ResultTable
  ) throws(DocumentError) -> [(english: Int, vietnamese: Int)] {
    var places: [(english: Int, vietnamese: Int)] = []
    for column in rows.columns {
      guard let english = source.place(column.name),
        let vietnamese = source.place(column.vietnameseName)
      else { throw unknown("column", "\(rows.file).\(column.name)") }
      places.append((english, vietnamese))
    }
    return places
  }

  /// Whether a cell holds a day as files write it, 2026-03-15.
  private static func isDay(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    return parts.map(\.count) == [4, 2, 2] && parts.allSatisfy { $0.allSatisfy(\.isWholeNumber) }
  }

  private static func cell(
    _ row: (number: Int, cells: [String]), _ column: Template.Rows.Column,
    _ place: (english: Int, vietnamese: Int), _ source: ResultTable, _ words: [String: Phrase]
  ) -> Slot {
    func text(_ place: Int) -> String { place < row.cells.count ? row.cells[place] : "" }
    let english = text(place.english)
    if english.isEmpty { return .text("–") }
    if let phrase = words[english] { return .passage(Passage(phrase)) }
    guard column.isNumeric, let value = Double(english), value.isFinite else {
      if isDay(english) { return .day(english) }
      return place.english == place.vietnamese
        ? .text(english)
        : .passage(
          Passage(
            Phrase("{en}", vi: "{vi}"),
            ["en": .text(english), "vi": .text(text(place.vietnamese))]))
    }
    let format = StoredName.format(column.name, of: value)
    return .datum(
      Datum(
        value, decimals: column.decimals ?? format.decimals, unit: column.unit ?? format.unit,
        source: EvidenceSource(file: source.file, row: row.number, column: column.name)))
  }
}

extension Slot {
  /// Text that is the same in all languages, else the English one; for conditions and filters.
  var plainText: String {
    switch self {
    case .text(let text), .day(let text), .longDay(let text), .code(let text): text
    case .written(_, let texts, _): texts[.english] ?? ""
    case .datum(let datum): datum.value.csvText
    case .passage, .missing: ""
    }
  }
}

extension String {
  fileprivate func replacingSlot(_ name: String, with text: String) -> String {
    Phrase(same: self).text(.english, [name: text])
  }
}

extension Substring {
  /// Without spaces at its ends.
  fileprivate func trimming() -> String {
    var text = self
    while text.first?.isWhitespace == true { text = text.dropFirst() }
    while text.last?.isWhitespace == true { text = text.dropLast() }
    return String(text)
  }
}
