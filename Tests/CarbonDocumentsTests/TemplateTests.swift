import CarbonDocuments
import ForestModel
import Testing

@Suite("Templates")
struct TemplateTests {
  private func yaml(_ blocks: String) -> String {
    "id: x\ntitle: {en: \"T\", vi: \"T\"}\nsubtitle: {en: \"S\", vi: \"S\"}\nblocks:\n\(blocks)\n"
  }

  @Test("every template that is offered is sound: both languages, the same slots")
  func offered() throws {
    for name in Template.names {
      let template = try Template(named: name)
      #expect(template.id == name)
      #expect(template.title.english != template.title.vietnamese)
    }
    _ = try Template.estimateReport()
    #expect(throws: DocumentError.self) { try Template(named: "no-such") }
  }

  @Test(
    "a template that is not sound is refused with its reason",
    arguments: [
      ("  - text: {en: \"a\"}", "needs en and vi"),
      ("  - text: {en: \"a {x}\", vi: \"b {y}\"}", "differ in their slots"),
      ("  - picture: x", "unknown block"),
    ])
  func refused(_ blocks: String, _ reason: String) {
    let error = #expect(throws: DocumentError.self) { try Template(yaml: yaml(blocks)) }
    guard case .templateInvalid(_, let detail) = error else {
      Issue.record("another error: \(String(describing: error))")
      return
    }
    #expect(detail.contains(reason))
  }

  @Test("a name that the facts do not hold is an error, never an empty place")
  func unknown() throws {
    for block in [
      "  - text: {en: \"{no}\", vi: \"{no}\"}", "  - table: no", "  - figure: no", "  - list: no",
      "  - text: {en: \"a\", vi: \"b\", when: no}", "  - key-figures: no", "  - paragraphs: no",
    ] {
      let template = try Template(yaml: yaml(block))
      #expect(throws: DocumentError.self, "\(block)") {
        try template.document(Facts(), producer: "p")
      }
    }
  }

  @Test("conditions, lists, narrative of one language")
  func blocks() throws {
    let template = try Template(
      yaml: yaml(
        """
          - text: {en: "shown", vi: "hiện", when: yes_it_is}
          - text: {en: "hidden", vi: "ẩn", unless: yes_it_is}
          - narrative: why
            prompt: {en: "reason", vi: "lý do"}
          - list: empty
        """))
    var facts = Facts()
    facts.conditions["yes_it_is"] = true
    facts.lists["empty"] = []
    facts.narrative["why"] = Narrative([
      .vietnamese: [
        .paragraph(Passage(verbatim: "Một.")), .paragraph(Passage(verbatim: "Hai.")),
      ]
    ])
    let document = try template.document(facts, producer: "p")
    #expect(document.blocks.count == 3)
    let book = EvidenceBook(document)
    #expect(book.gaps.map(\.languages) == [[.english]])
    let text = TextWriter.text(document, Voice(.vietnamese, book))
    #expect(text.contains("hiện") && !text.contains("ẩn") && text.contains("Hai."))
  }
}
