import ForestModel
import TestSupport
import Testing

@Suite("Words and numbers for people")
struct WordsTests {
  @Test("numbers follow the language")
  func numbers() {
    #expect(NumberStyle(.english).string(1_284_000.456, decimals: 1) == "1,284,000.5")
    #expect(NumberStyle(.vietnamese).string(1_284_000.456, decimals: 1) == "1.284.000,5")
    #expect(NumberStyle(.english).string(-0.04, decimals: 1) == "0.0")
    #expect(NumberStyle(.english).string(-1234) == "−1,234")
    #expect(NumberStyle(.english).string(0.5) == "0")
    #expect(NumberStyle(.english).string(.nan) == "–")
    #expect(NumberStyle(.english).percent(0.9) == "90%")
  }

  @Test("numbers in files read back as the same double")
  func csvText() {
    for value in [0.1, 1.0 / 3, 1e-12, 123_456_789.123, 1e21, -0.5] {
      #expect(Double(value.csvText) == value)
    }
    #expect(12.0.csvText == "12")
    #expect(Double.nan.csvText == "")
  }

  @Test("slots are filled by name, values are not filled again")
  func phrases() {
    let phrase = Phrase("{a} of {b}", vi: "{b} có {a}")
    #expect(phrase.text(.english, ["a": "{b}", "b": "2"]) == "{b} of 2")
    #expect(phrase.text(.vietnamese, ["a": "1", "b": "2"]) == "2 có 1")
    #expect(phrase.text(.english) == "{a} of {b}")
  }

  @Test("locale names give the language")
  func languages() {
    #expect(Language(locale: "vi_VN.UTF-8") == .vietnamese)
    #expect(Language(locale: "en_GB.UTF-8") == .english)
    #expect(Language(locale: nil) == .english)
  }

  @Test("nearest spellings")
  func nearest() {
    #expect(Nearest.names(to: "confidense", among: ["confidence", "column"]) == ["confidence"])
    #expect(Nearest.names(to: "zzz", among: ["confidence"]).isEmpty)
    #expect(Nearest.distance("kitten", "sitting") == 3)
  }

  /// accounting.md 1.1: 100 t C are 366.667 t CO2e; the chain of two worked stands.
  @Test(
    "biomass to carbon to CO2e",
    arguments: [
      (150.0, 0.246, 87.8430, 322.091), (90.0, 0.207, 51.0561, 187.206),
    ])
  func chain(agb: Double, ratio: Double, carbon: Double, co2e: Double) {
    let live = Quantity<Biomass>(agb) + Quantity<Biomass>(agb) * ratio
    #expect(relative(live.carbon(fraction: 0.47).value, carbon) < 1e-6)
    #expect(relative(live.carbon(fraction: 0.47).co2e.value, co2e) < 2e-6)
    #expect(relative(Quantity<Carbon>(100).co2e.value, 366.667) < 1e-6)
  }
}
