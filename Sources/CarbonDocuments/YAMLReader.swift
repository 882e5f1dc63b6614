import ForestModel
import Yams

/// What the readers of templates and catalogues share.
struct YAMLReader {
  /// Something that the file should not say.
  struct Invalid: Error {
    let detail: String
    init(_ detail: String) { self.detail = detail }
  }

  /// A text that must be there.
  func text(_ node: Node, _ key: String) throws -> String {
    guard let text = node[key]?.scalar?.string else {
      throw Invalid("\(key) is missing near line \(node.mark?.line ?? 0)")
    }
    return text
  }

  /// A text in both languages with the same slots.
  func phrase(_ node: Node?) throws -> Phrase {
    guard let english = node?["en"]?.scalar?.string, let vietnamese = node?["vi"]?.scalar?.string
    else {
      throw Invalid("a text needs en and vi, near line \(node?.mark?.line ?? 0)")
    }
    let phrase = Phrase(english, vi: vietnamese)
    guard phrase.slots(.english).sorted() == phrase.slots(.vietnamese).sorted() else {
      throw Invalid("the languages of \"\(english)\" differ in their slots")
    }
    return phrase
  }

  /// A text in both languages, or none.
  func optionalPhrase(_ node: Node?) throws -> Phrase? { try node.map(phrase) }
}
