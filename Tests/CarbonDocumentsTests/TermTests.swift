import CarbonDocuments
import ForestModel
import Testing

@Suite("Words of the documents")
struct TermTests {
  private static let phrases: [(template: String, phrase: Phrase)] = {
    (try? Template.names.flatMap { name in try Template(named: name).phrases.map { (name, $0) } })
      ?? []
  }()

  /// A text without its slots, in small letters.
  private func words(_ phrase: Phrase, _ language: Language) -> String {
    phrase.pieces(language).map { if case .text(let text) = $0 { text } else { " " } }.joined()
      .lowercased()
  }

  @Test("no text claims what only an authority or a standard can say")
  func claims() {
    #expect(Self.phrases.count > 2_000)
    for (template, phrase) in Self.phrases {
      for claim in ["credits issued", "certified", "guaranteed"] {
        #expect(!words(phrase, .english).contains(claim), "\(template): \(phrase.english)")
      }
      for claim in ["được chứng nhận", "tín chỉ đã được cấp"] {
        #expect(!words(phrase, .vietnamese).contains(claim), "\(template): \(phrase.vietnamese)")
      }
    }
  }

  @Test(
    "one term, one word: the Vietnamese of the glossary stands where the English does",
    arguments: [
      ("leakage", ["rò rỉ"]), ("confidence interval", ["khoảng tin cậy"]),
      ("standard error", ["sai số chuẩn"]), ("sample plot", ["ô tiêu chuẩn"]),
      ("wood density", ["khối lượng thể tích gỗ"]), ("harvested wood", ["sản phẩm gỗ"]),
      ("buffer", ["dự phòng", "vành đai", "vùng đệm"]), ("reversal", ["đảo nghịch"]),
      ("crediting period", ["giai đoạn tín chỉ"]), ("stratum", ["tầng"]),
      ("benefit sharing", ["chia sẻ lợi ích"]), ("grievance", ["khiếu nại"]),
      ("managing agency", ["cơ quan chủ quản"]), ("household", ["hộ"]),
    ])
  func terms(_ english: String, _ vietnamese: [String]) {
    var met = 0
    for (template, phrase) in Self.phrases where words(phrase, .english).contains(english) {
      // Names of columns and the like are the same in both.
      if phrase.english == phrase.vietnamese { continue }
      met += 1
      let text = words(phrase, .vietnamese)
      #expect(
        vietnamese.contains { text.contains($0) },
        "\(template): \(phrase.english) | \(phrase.vietnamese)"
      )
    }
    #expect(met > 0)
  }
}
