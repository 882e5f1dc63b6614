import CarbonDocuments
public import ForestModel
import FoundationEssentials
import Yams

/// What a project folder says about the project itself: the fields under `project` in project.yaml and the
/// texts in narrative/en and narrative/vi. It goes into documents and into no figure.
public struct ProjectFacts: Sendable {
  /// Fields by name without `_en` and `_vi`, in the languages in which they are filled in.
  public private(set) var fields: [String: [Language: String]] = [:]
  /// Paragraphs by file name without extension.
  public private(set) var narrative: [String: [Language: [String]]] = [:]

  /// Files that were read.
  public private(set) var files: [String] = []

  /// Nothing known.
  public init() {}

  /// Fields that documents ask for: why, and what stands there where it is missing.
  static let wanted: [(name: String, need: Phrase)] = [
    ("name", Phrase("title of the report", vi: "tên báo cáo")),
    ("code", Phrase("code of the project", vi: "mã dự án")),
    ("owner", Phrase("who answers for the data", vi: "đơn vị chịu trách nhiệm về số liệu")),
    ("managing_agency", Phrase("who receives the report", vi: "cơ quan nhận báo cáo")),
    ("province", Phrase("where the land lies", vi: "địa điểm")),
    ("communes", Phrase("where the land lies", vi: "địa điểm")),
    ("measured_by", Phrase("who measured the plots", vi: "đơn vị đo ô tiêu chuẩn")),
    ("measured_from", Phrase("first day of field work", vi: "ngày bắt đầu đo")),
    ("measured_to", Phrase("last day of field work", vi: "ngày kết thúc đo")),
    ("prepared_by", Phrase("who wrote the report", vi: "người lập báo cáo")),
    ("report_date", Phrase("day of the report", vi: "ngày lập báo cáo")),
  ]

  /// Fields that hold a day.
  private static let days: Set<String> = [
    "start", "end", "measured_from", "measured_to", "report_date",
  ]

  /// SHA-256 of the fields, however they are written and commented.
  var fieldsHash: String { Self.hash(fields.mapValues { $0.mapValues { [$0] } }) }

  /// SHA-256 of the texts.
  var narrativeHash: String { Self.hash(narrative) }

  private static func hash(_ texts: [String: [Language: [String]]]) -> String {
    var lines: [String] = []
    for name in texts.keys.sorted() {
      for language in Language.allCases {
        for text in texts[name]?[language] ?? [] {
          lines.append("\(name) \(language.rawValue) \(text)")
        }
      }
    }
    return FileRecord.sha256(of: Array(lines.joined(separator: "\n").utf8))
  }

  /// Days that are none: a finding each.
  func problems() -> FindingLog {
    var log = FindingLog()
    for name in Self.days.sorted() {
      guard let text = fields[name]?[.english], !Self.isDay(text) else { continue }
      log.add(
        .dayInvalid, at: FindingLocation(file: ProjectFolder.fileName, column: name),
        ["value": text])
    }
    return log
  }

  func add(to facts: inout Facts) {
    for (name, need) in Self.wanted {
      let key = "project." + name
      let texts = fields[name] ?? [:]
      let isDay = texts[.english].map(Self.isDay) ?? false
      facts.slots[key] =
        isDay ? .day(texts[.english] ?? "") : .written(key, texts, need: need)
    }
    facts.narrative = narrative
  }

  private static func isDay(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Int($0) }
    guard parts.map(\.count) == [4, 2, 2], numbers.count == 3, (1...12).contains(numbers[1]) else {
      return false
    }
    let (year, month) = (numbers[0], numbers[1])
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (1...lengths[month - 1]).contains(numbers[2])
  }

  /// Reads the fields of the `project` section and the narrative of a folder. A list becomes one text.
  init(_ section: Node?, folder: String) {
    files = [folder + "/" + ProjectFolder.fileName]
    for (keyNode, value) in section?.mapping ?? [:] {
      let key = keyNode.string ?? ""
      let items = value.sequence.map { $0.compactMap(\.string) } ?? [value.string ?? ""]
      let text = items.filter { !$0.isEmpty }.joined(separator: ", ")
      guard !text.isEmpty, text != "~", text != "null" else { continue }
      if key.hasSuffix("_en") || key.hasSuffix("_vi") {
        let language = key.hasSuffix("_en") ? Language.english : .vietnamese
        fields[String(key.dropLast(3)), default: [:]][language] = text
      } else {
        for language in Language.allCases { fields[key, default: [:]][language] = text }
      }
    }
    for language in Language.allCases {
      let path = "\(folder)/narrative/\(language.rawValue)"
      let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
      for file in names.sorted() where file.hasSuffix(".md") {
        guard let data = FileManager.default.contents(atPath: path + "/" + file) else { continue }
        files.append(path + "/" + file)
        narrative[String(file.dropLast(3)), default: [:]][language] = Self.paragraphs(
          String(decoding: data, as: UTF8.self))
      }
    }
  }

  /// Paragraphs are parted by blank lines; lines that begin with # are headings or notes to the writer
  /// and stay out.
  private static func paragraphs(_ text: String) -> [String] {
    var paragraphs: [String] = []
    var current: [String] = []
    // Editors may put a byte order mark before the first letter.
    let text = text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      let words = line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      if words.hasPrefix("#") { continue }
      if words.isEmpty {
        if !current.isEmpty { paragraphs.append(current.joined(separator: " ")) }
        current = []
      } else {
        current.append(words)
      }
    }
    if !current.isEmpty { paragraphs.append(current.joined(separator: " ")) }
    return paragraphs.flatMap(pieces)
  }

  /// A paragraph of many pages is parted at the ends of sentences: typesetting one takes very long.
  private static func pieces(_ paragraph: String) -> [String] {
    guard paragraph.count > 3_000 else { return [paragraph] }
    var pieces: [String] = []
    var current = ""
    for word in paragraph.split(separator: " ") {
      current += current.isEmpty ? String(word) : " " + word
      if current.count > 2_000, word.hasSuffix(".") || current.count > 3_000 {
        pieces.append(current)
        current = ""
      }
    }
    return current.isEmpty ? pieces : pieces + [current]
  }
}
