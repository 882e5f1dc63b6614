import ForestModel

extension Block {
  /// The boxes of forms and letters as paragraphs and lists.
  var plain: [Block] {
    switch self {
    case .fields(let fields):
      fields.map {
        .paragraph(
          Passage(
            "{label}: {value}", vi: "{label}: {value}",
            [
              "label": .passage($0.label), "value": $0.value.map(Slot.passage) ?? .text("………"),
            ]))
      }
    case .choices(let choices):
      choices.map {
        .paragraph(
          Passage(joining: [Passage(verbatim: $0.isChosen ? "☒" : "☐"), $0.label]))
      }
    case .letterhead(let head):
      [head.parent, head.body, head.number, head.subject, head.placeAndDate].compactMap { $0 }
        .map(Block.paragraph)
    case .heading(let title, let abstract):
      [title, abstract].compactMap { $0 }.map(Block.paragraph)
    case .addressee(let passage): [.paragraph(passage)]
    case .legalBasis(let passages): passages.map(Block.paragraph)
    case .signatures(let foot):
      (foot.recipients
        + foot.signers.flatMap { [$0.authority, $0.post, $0.name].compactMap { $0 } })
        .map(Block.paragraph)
    default: []
    }
  }
}
