public import ForestModel

/// Where a printed number stands in the results: file, row and column, so that an auditor can find it.
public struct EvidenceSource: Sendable, Hashable {
  /// File name within the results, e.g. `strata.csv`.
  public var file: String
  /// Row as a spreadsheet counts (header row 1); `nil` in a JSON file.
  public var row: Int?
  /// Column, or the path of the value in a JSON file, e.g. `total.co2e_t`.
  public var column: String

  /// A place in the results.
  public init(file: String, row: Int? = nil, column: String) {
    self.file = file
    self.row = row
    self.column = column
  }
}

/// A number as a document prints it, with its unit and the place it was taken from.
public struct Datum: Sendable, Hashable {
  /// The number as computed.
  public var value: Double
  /// Decimals printed.
  public var decimals: Int
  /// Unit; `1` for counts, `%` for a share of 1 that is printed as percent, `percent` for a number that
  /// is one already; `million VND` and `billion VND` for a sum in VND that is printed in these.
  public var unit: String
  /// Where it stands.
  public var source: EvidenceSource

  /// A number with its source.
  public init(_ value: Double, decimals: Int = 0, unit: String, source: EvidenceSource) {
    self.value = value
    self.decimals = decimals
    self.unit = unit
    self.source = source
  }

  /// Unit of `value` itself: a share is a pure number, also when it is printed as percent; a sum of money
  /// is in VND, also when it is printed in millions.
  public var unitText: String {
    switch unit {
    case "%": "1"
    case "percent": "%"
    case "million VND", "billion VND": "VND"
    default: unit
    }
  }

  /// The number as printed.
  public func text(_ language: Language) -> String {
    let style = NumberStyle(language)
    switch unit {
    case "%": return style.percent(value, decimals: decimals)
    case "percent": return style.string(value, decimals: decimals) + "%"
    case "million VND": return style.string(value / 1e6, decimals: decimals)
    case "billion VND": return style.string(value / 1e9, decimals: decimals)
    default: return style.string(value, decimals: decimals)
    }
  }
}

/// What stands in a slot of a sentence or in a cell of a table.
public enum Slot: Sendable, Hashable {
  /// A number of the results.
  case datum(Datum)
  /// Text that is the same in all languages: a name, a code, a citation.
  case text(String)
  /// Words of ours.
  case passage(Passage)
  /// A day, `2025-03-15`.
  case day(String)
  /// A day as official letters write it: ngày 05 tháng 3 năm 2026.
  case longDay(String)
  /// A field that nobody has filled in yet: its key, and why it is needed.
  case missing(String, need: Phrase)
  /// Text that a person wrote, by language; a language without it shows a gap.
  case written(String, [Language: String], need: Phrase)
  /// A piece of text that must not be broken or translated: an option, a file, a formula.
  case code(String)
}

extension Slot {
  /// What stands in place of something personal: room to write it by hand.
  public static let leftToWrite = Slot.text("…………………")
}

/// A sentence with its values, in all languages at once.
public struct Passage: Sendable, Hashable {
  /// The sentence.
  public var phrase: Phrase
  /// Its values by slot.
  public var slots: [String: Slot]

  /// A sentence with its values.
  public init(_ phrase: Phrase, _ slots: [String: Slot] = [:]) {
    self.phrase = phrase
    self.slots = slots
  }

  /// A sentence in both languages.
  public init(_ english: String, vi vietnamese: String, _ slots: [String: Slot] = [:]) {
    self.init(Phrase(english, vi: vietnamese), slots)
  }

  /// A single value.
  public init(_ slot: Slot) { self.init(Phrase("{value}", vi: "{value}"), ["value": slot]) }

  /// Text that is the same in all languages. Braces in it are text.
  public init(verbatim text: String) { self.init(.text(text)) }

  /// Sentences or parts of one, one after the other.
  public init(joining passages: [Passage], by separator: String = " ") {
    let names = passages.indices.map { "{s\($0)}" }.joined(separator: separator)
    let slots = passages.enumerated().map { ("s\($0)", Slot.passage($1)) }
    self.init(Phrase(names, vi: names), Dictionary(uniqueKeysWithValues: slots))
  }
}

/// A stretch of printed text.
public enum Run: Sendable, Hashable {
  /// Words.
  case text(String)
  /// A number of the results with its evidence id.
  case figure(String, id: String)
  /// A gap that somebody must fill in.
  case gap(String)
  /// Text set apart: an option, a file, a formula.
  case code(String)

  /// The characters alone.
  public var text: String {
    switch self {
    case .text(let text), .gap(let text), .code(let text): text
    case .figure(let text, _): text
    }
  }
}

/// One language of a document, with the ids of its numbers: what a writer needs to print a passage.
public struct Voice: Sendable {
  /// Language printed.
  public let language: Language
  /// Ids of the numbers.
  public let evidence: EvidenceBook
  /// Language whose figures and days are printed: another one where a table stands once for two.
  let numbers: Language

  /// A language and the ids.
  public init(_ language: Language, _ evidence: EvidenceBook) {
    self.init(language, evidence, numbers: language)
  }

  init(_ language: Language, _ evidence: EvidenceBook, numbers: Language) {
    self.language = language
    self.evidence = evidence
    self.numbers = numbers
  }

  /// The passage as runs of text.
  public func runs(_ passage: Passage) -> [Run] {
    passage.phrase.pieces(language).flatMap { piece -> [Run] in
      switch piece {
      case .text(let text): [.text(text)]
      case .slot(let name): passage.slots[name].map(runs) ?? [.gap("{\(name)}")]
      }
    }
  }

  /// A value as runs of text.
  public func runs(_ slot: Slot) -> [Run] {
    switch slot {
    case .datum(let datum):
      datum.value.isFinite
        ? [.figure(datum.text(numbers), id: evidence.id(of: datum) ?? "")] : [.text("–")]
    case .text(let text): [.text(text)]
    case .passage(let passage): runs(passage)
    case .day(let day): [.text(Self.day(day, numbers))]
    case .longDay(let day): [.text(Self.longDay(day, language))]
    case .missing(let field, _): [gap(field)]
    case .written(let field, let texts, _): [texts[language].map(Run.text) ?? gap(field)]
    case .code(let text): [.code(text)]
    }
  }

  private func gap(_ field: String) -> Run {
    .gap(text(Phrase("[MISSING: {f}]", vi: "[THIẾU: {f}]"), ["f": field]))
  }

  /// The passage as plain text.
  public func text(_ passage: Passage) -> String { runs(passage).map(\.text).joined() }

  /// The phrase in this language.
  public func text(_ phrase: Phrase, _ slots: [String: String] = [:]) -> String {
    phrase.text(language, slots)
  }

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]

  /// `2026-03-05` as "ngày 05 tháng 3 năm 2026" (Decree 30/2020/NĐ-CP, Annex I: a leading 0 for days below 10
  /// and for the months 1 and 2 only) and as "5 March 2026".
  private static func longDay(_ day: String, _ language: Language) -> String {
    let parts = day.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3, (1...12).contains(parts[1]) else { return day }
    if language == .english { return "\(parts[2]) \(months[parts[1] - 1]) \(parts[0])" }
    let two = { (value: Int) in value < 10 ? "0\(value)" : "\(value)" }
    let month = parts[1] < 3 ? two(parts[1]) : "\(parts[1])"
    return "ngày \(two(parts[2])) tháng \(month) năm \(parts[0])"
  }

  /// `2025-03-15` as 15/03/2025 in Vietnamese and as it stands in English.
  private static func day(_ day: String, _ language: Language) -> String {
    let parts = day.split(separator: "-")
    guard language == .vietnamese, parts.count == 3 else { return day }
    return parts.reversed().joined(separator: "/")
  }
}
