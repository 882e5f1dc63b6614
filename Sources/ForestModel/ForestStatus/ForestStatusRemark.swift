/// One thing that the fields of a forest-status parcel say wrong or doubtfully; small, since a layer may hold
/// a million parcels.
public struct ForestStatusRemark: Sendable, Equatable {
  /// What it is about.
  public enum Kind: UInt8, Sendable {
    /// Letters that no type has.
    case typeUnknown
    /// Letters in lower case, or in another spelling in use.
    case typeRespelled
    /// No letters.
    case typeEmpty
    /// A type that the edition does not have.
    case typeNotInEdition
    /// Number and letters of two types.
    case numberContradicts
    /// A code outside its list.
    case codeUnknown
    /// No forest category.
    case categoryEmpty
    /// Category and use of two categories.
    case categoryContradicts
    /// A code that contradicts the type.
    case typeContradicts
    /// A volume outside the class.
    case volumeOutside
    /// A stock of the parcel that is not stock per hectare times hectares.
    case stockProduct
    /// A recorded area unlike the polygon's.
    case areaDiffers
    /// A recorded area in square metres.
    case areaUnit
    /// A year where an age class is expected.
    case ageClassYear
    /// A planting year that is no year.
    case plantingYear
  }

  /// What it is about.
  public let kind: Kind
  /// Published name of the field.
  public let field: String
  /// The value read, as text where it is none.
  public var value = Double.nan
  /// What it was held against.
  public var other = Double.nan
  /// The letters or the text read.
  public var text = ""

  init(
    _ kind: Kind, _ field: String, value: Double = .nan, other: Double = .nan, text: String = ""
  ) {
    self.kind = kind
    self.field = field
    self.value = value
    self.other = other
    self.text = text
  }

  /// The finding in the words of a language.
  /// - Parameters: `column` the field as the layer names it; `edition` the classes that were held against.
  public func finding(
    at place: FindingLocation, column: String, edition: ClassEdition, language: Language
  ) -> Finding {
    let style = NumberStyle(language)
    var here = place
    here.column = column
    let type = ForestType(written: text)
    let name = type?.name.text(language) ?? ""
    // A code is one word; several may be somebody's name in the wrong column, which no finding prints.
    let read = text.contains(where: \.isWhitespace) ? "…" : text
    let written = value.isNaN ? read : value.csvText
    var slots = ["value": written, "class": type?.letters ?? read, "name": name]
    let found: FindingKind
    switch kind {
    case .typeUnknown:
      found = .statusTypeUnknown
      slots["value"] = read
      slots["hint"] = Self.hint(read, number: other, language)
    case .typeRespelled:
      found = .statusTypeRespelled
      slots["value"] = read
    case .typeEmpty:
      found = .statusTypeEmpty
    case .typeNotInEdition:
      found = .statusTypeNotInEdition
      slots["edition"] = edition.citation.text(language)
    case .numberContradicts:
      found = .statusNumberContradicts
      let other = ForestType.all.first { Double($0.number) == value }
      slots["other"] = other.map { "\($0.letters) (\($0.name.text(language)))" } ?? ""
      slots["number"] = type.map { "\($0.number)" } ?? ""
    case .codeUnknown:
      found = .statusCodeUnknown
      slots["meaning"] = ForestStatusField.named(field)?.meaning.text(language) ?? field
      slots["expected"] = Self.expected(field, language)
    case .categoryEmpty:
      found = .statusCategoryEmpty
      slots["expected"] = Self.expected(field, language)
    case .categoryContradicts:
      found = .statusCategoryContradicts
      slots["value"] = Self.shown(value, "malr3", language)
      slots["other"] = Self.shown(other, "mamdsd", language)
    case .typeContradicts:
      found = .statusTypeContradicts
      slots["value"] = Self.shown(value, field, language)
    case .volumeOutside:
      found = .statusVolumeOutside
      slots["edition"] = edition.citation.text(language)
      let range = type?.volumeRange(in: edition)
      slots["range"] = range?.text(style) ?? ""
      slots["status"] =
        range?.isConfirmed == false
        ? Phrase(" (working rule, not confirmed)", vi: " (quy tắc tạm dùng, chưa xác nhận)").text(
          language) : ""
    case .stockProduct:
      found = .statusStockProduct
      slots["expected"] = style.string(other, decimals: 2)
    case .areaDiffers:
      found = .statusAreaDiffers
      slots["measured"] = style.string(other, decimals: 2)
      slots["percent"] = style.string(abs(value / other - 1) * 100, decimals: 0)
    case .areaUnit:
      found = .statusAreaUnit
      slots["measured"] = style.string(other, decimals: 2)
      slots["ha"] = (value / 10_000).csvText
    case .ageClassYear:
      found = .statusAgeClassYear
    case .plantingYear:
      found = .statusPlantingYear
    }
    return Finding(found, at: here, slots)
  }

  /// `2 (special-use forest)`.
  private static func shown(_ value: Double, _ field: String, _ language: Language) -> String {
    let code = Int(exactly: value)
    let meaning = code.flatMap { ForestStatusCode.meaning(of: $0, in: field) }
    return value.csvText + (meaning.map { " (\($0.text(language)))" } ?? "")
  }

  /// The codes of a short list with their meanings, the span of a long one.
  private static func expected(_ field: String, _ language: Language) -> String {
    let list = ForestStatusCode.list(of: field)
    guard list.count > 4, let first = list.first, let last = list.last else {
      if list.isEmpty { return "1–\(ForestType.all.count)" }
      return list.map { "\($0.code) (\($0.meaning.text(language)))" }.joined(separator: ", ")
    }
    return "\(first.code)–\(last.code)"
  }

  /// What the number beside the letters says, else the nearest letters.
  private static func hint(_ text: String, number: Double, _ language: Language) -> String {
    if let type = ForestType.all.first(where: { Double($0.number) == number }) {
      return Phrase(
        "its number {number} means {class} ({name})",
        vi: "mã số {number} của lô là {class} ({name})"
      ).text(
        language,
        [
          "number": "\(type.number)", "class": type.letters,
          "name": type.name.text(language),
        ])
    }
    let near = Nearest.names(to: text.uppercased(), among: ForestType.all.map(\.letters), limit: 3)
    guard !near.isEmpty else {
      return Phrase("no code is like it", vi: "không có mã nào gần giống").text(language)
    }
    return Phrase("nearest: {near}", vi: "gần nhất: {near}").text(
      language, ["near": near.joined(separator: ", ")])
  }
}
