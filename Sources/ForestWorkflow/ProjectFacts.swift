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
    return parts.map(\.count) == [4, 2, 2] && parts.joined().allSatisfy(\.isNumber)
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
    return current.isEmpty ? paragraphs : paragraphs + [current.joined(separator: " ")]
  }
}
