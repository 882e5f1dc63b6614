public import ForestModel

/// The numbers of a document in the order in which they first appear, each with an id. The ids come
/// from the tree, not from a language: E0007 is the same number in English and in Vietnamese.
public struct EvidenceBook: Sendable {
  /// One number of the document.
  public struct Entry: Sendable {
    /// Its id.
    public let id: String
    /// Title of the section where it first appears.
    public let section: Passage
    /// The number.
    public let datum: Datum
  }
  /// A field that is not filled in.
  public struct Gap: Sendable, Hashable {
    /// Title of the section where it is missing.
    public let section: Passage
    /// Its key.
    public let field: String
    /// Why it is needed.
    public let need: Phrase
    /// Languages that lack it.
    public let languages: Set<Language>
  }

  /// Numbers in order.
  public private(set) var entries: [Entry] = []
  /// Gaps in order, each once.
  public private(set) var gaps: [Gap] = []
  private var ids: [Datum: String] = [:]

  /// Goes through the document once.
  public init(_ document: Document) {
    for entry in document.cover {
      collect(entry.label, document.title)
      collect(entry.value, document.title)
    }
    collect(document.title, document.title)
    if let subtitle = document.subtitle { collect(subtitle, document.title) }
    for block in document.blocks { collect(block, document.title) }
  }

  /// The id of a number that the document holds.
  public func id(of datum: Datum) -> String? { ids[datum] }

  /// `E0012`.
  static func id(_ number: Int) -> String {
    let digits = String(number)
    return "E" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  /// The number with an id.
  func entry(_ id: String) -> Entry? {
    guard let number = Int(id.dropFirst()), entries.indices.contains(number - 1) else { return nil }
    return entries[number - 1]
  }

  private mutating func collect(_ block: Block, _ section: Passage) {
    switch block {
    case .section(_, _, let title, let blocks):
      collect(title, title)
      for inner in blocks { collect(inner, title) }
    case .paragraph(let passage), .note(let passage): collect(passage, section)
    case .list(let passages): for passage in passages { collect(passage, section) }
    case .keyFigures(let figures):
      for figure in figures {
        for passage in [figure.label, figure.value, figure.remark] { collect(passage, section) }
      }
    case .calculation(let steps):
      for step in steps {
        for passage in [step.label, step.arithmetic, step.result] { collect(passage, section) }
      }
    case .fields(let fields):
      for field in fields {
        for passage in [field.label, field.value].compactMap({ $0 }) { collect(passage, section) }
      }
    case .choices(let choices): for choice in choices { collect(choice.label, section) }
    case .letterhead(let head):
      let passages = [head.parent, head.body, head.number, head.subject, head.placeAndDate]
      for passage in passages.compactMap({ $0 }) { collect(passage, section) }
    case .heading(let title, let abstract):
      for passage in [title, abstract].compactMap({ $0 }) { collect(passage, section) }
    case .addressee(let passage): collect(passage, section)
    case .legalBasis(let passages): for passage in passages { collect(passage, section) }
    case .signatures(let foot):
      let lines = foot.signers.flatMap { [$0.authority, $0.post, $0.name] }
      for passage in foot.recipients + lines.compactMap({ $0 }) { collect(passage, section) }
    case .pageBreak: break
    case .table(let table):
      collect(table.caption, section)
      for column in table.columns { collect(column.title, section) }
      for slot in table.rows.joined() { collect(slot, section) }
    case .figure(let figure):
      collect(figure.caption, section)
      for datum in figure.data { collect(.datum(datum), section) }
    }
  }

  private mutating func collect(_ passage: Passage, _ section: Passage) {
    // In order of the sentences, so that the ids do not hang on a dictionary's order. A text that people
    // wrote has slots of its own in each language.
    let english = passage.phrase.slots(.english)
    let vietnamese = passage.phrase.slots(.vietnamese).filter { !english.contains($0) }
    for name in english + vietnamese {
      if let slot = passage.slots[name] { collect(slot, section) }
    }
  }

  private mutating func note(_ gap: Gap) {
    if !gaps.contains(where: { $0.field == gap.field }) { gaps.append(gap) }
  }

  private mutating func collect(_ slot: Slot, _ section: Passage) {
    switch slot {
    case .datum(let datum):
      guard datum.value.isFinite, ids[datum] == nil else { return }
      let id = Self.id(entries.count + 1)
      ids[datum] = id
      entries.append(Entry(id: id, section: section, datum: datum))
    case .passage(let passage): collect(passage, section)
    case .missing(let field, let need):
      note(Gap(section: section, field: field, need: need, languages: Set(Language.allCases)))
    case .written(let field, let texts, let need):
      let lacking = Set(Language.allCases.filter { texts[$0] == nil })
      if !lacking.isEmpty {
        note(Gap(section: section, field: field, need: need, languages: lacking))
      }
    case .text, .day, .longDay, .code: break
    }
  }
}
