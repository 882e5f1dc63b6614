import ForestModel
import Testing

@Suite("Numbers and words of findings")
struct FindingNumberTests {
  private let kind = FindingKind(
    "test", .note, "read {value}, {text}: {reason}", vi: "đọc được {value}, {text}: {reason}")

  @Test("a number takes the mark of the language, a text that was read does not")
  func numbers() {
    let cases: [(Double, String, String)] = [
      (0.5, "0.5", "0,5"), (-12.25, "-12.25", "-12,25"), (3, "3", "3"), (.nan, "", ""),
      (1.5e-7, "1.5e-07", "1,5e-07"),
    ]
    for (value, english, vietnamese) in cases {
      let finding = Finding(
        kind, at: FindingLocation(file: "f"),
        ["value": value.findingText, "text": "1.5", "reason": "v. 2.0"])
      #expect(finding.sentence(.english) == "read \(english), 1.5: v. 2.0")
      #expect(finding.sentence(.vietnamese) == "đọc được \(vietnamese), 1.5: v. 2.0")
    }
  }

  @Test("numbers within a text, and a point that ends a sentence")
  func within() {
    let slots = [
      "value": "lon \(104.71.findingText)..\(104.84.findingText)", "text": "\(12.5.findingText)%",
      "reason": "\(0.25.findingText). 1.5",
    ]
    let finding = Finding(kind, at: FindingLocation(file: "f"), slots)
    #expect(finding.sentence(.english) == "read lon 104.71..104.84, 12.5%: 0.25. 1.5")
    #expect(finding.sentence(.vietnamese) == "đọc được lon 104,71..104,84, 12,5%: 0,25. 1.5")
  }

  @Test("words that differ between the languages")
  func words() {
    var slots = [String: String].words("reason", Phrase("cut off", vi: "bị cắt"))
    slots.put("text", Phrase(same: "x"))
    slots["value"] = "1"
    let finding = Finding(kind, at: FindingLocation(file: "f"), slots)
    #expect(finding.sentence(.english) == "read 1, x: cut off")
    #expect(finding.sentence(.vietnamese) == "đọc được 1, x: bị cắt")
  }
}
