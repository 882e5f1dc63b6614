import CarbonDocuments
import ForestModel

extension [String: String] {
  /// Why a polygon has no place in another CRS.
  static let vertexOutside = words(
    "reason",
    Phrase(
      "a vertex lies outside its area of use", vi: "có đỉnh nằm ngoài phạm vi sử dụng của hệ đó"))

  /// The slot `reason` with the words of a library, which speaks English only: quoted as its own.
  static func quoted(_ reason: String, by library: String) -> [String: String] {
    words(
      "reason",
      Phrase("\(library): \"\(reason)\"", vi: "\(library) báo bằng tiếng Anh: “\(reason)”"))
  }
}

extension Finding {
  /// The sentence for a document in either language.
  var passage: Passage {
    Passage(
      Phrase("{sentence}", vi: "{sentence_vi}"),
      ["sentence": .text(sentence(.english)), "sentence_vi": .text(sentence(.vietnamese))])
  }
}
