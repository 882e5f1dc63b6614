import ArgumentParser
import ForestModel
import ForestWorkflow

struct ClassesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "classes",
    abstract: say(
      "Look up land and forest types and the codes of forest-status data.",
      vi: "Tra cứu loại đất, loại rừng và các mã của dữ liệu diễn biến rừng."),
    discussion: say(
      """
      Example:
        forestcarbon classes list
        forestcarbon classes show TXN
        forestcarbon classes show 16 --class-edition 34-2009
        forestcarbon classes show malr3
      """,
      vi: """
        Ví dụ:
          forestcarbon classes list
          forestcarbon classes show TXN
          forestcarbon classes show 16 --class-edition 34-2009
          forestcarbon classes show malr3
        """),
    subcommands: [ListClasses.self, ShowClass.self])
}

/// Which circular the volumes are those of.
struct EditionOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      say(
        "Circular of the volumes: 33-2018 (default) or 34-2009.",
        vi: "Thông tư quy định trữ lượng: 33-2018 (mặc định) hoặc 34-2009."),
      valueName: "edition"))
  var classEdition = ClassEdition.circular33of2018.rawValue
}

struct ListClasses: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: say(
      "The 93 land and forest types, with volumes.",
      vi: "93 loại đất, loại rừng kèm trữ lượng."))

  @Flag(
    help: ArgumentHelp(
      say("Print one JSON object for programs.", vi: "In một đối tượng JSON cho chương trình.")))
  var json = false
  @OptionGroup var edition: EditionOption
  @OptionGroup var language: LanguageOption

  func run() async throws {
    let edition = try StatusOptions.edition(edition.classEdition)
    let types = ForestType.all.filter { $0.exists(in: edition) }
    if json {
      try Terminal.printJSON(
        .object([
          "edition": .string(edition.rawValue),
          "classes": .array(types.map { ClassText.json($0, edition) }),
        ]))
      return
    }
    var rows = [
      [
        say("number", vi: "số"), say("letters", vi: "mã"), say("forest", vi: "rừng"), "m³/ha",
        say("name", vi: "tên"),
      ]
    ]
    rows += types.map { type in
      [
        "\(type.number)", type.letters, ClassText.yesNo(type.isForest),
        ClassText.range(type, edition), type.name.text(Terminal.language),
      ]
    }
    print(EquationText.table(rows))
    print(ClassText.source(edition))
  }
}

struct ShowClass: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: say(
      "One type by letters or number, or one field with its codes.",
      vi: "Một loại theo mã hoặc số, hoặc một trường cùng các mã của nó."))

  @Argument(
    help: ArgumentHelp(
      say(
        "Letters, number or field, e.g. TXN, 16, malr3.",
        vi: "Mã, số hoặc trường, ví dụ TXN, 16, malr3.")))
  var code: String
  @Flag(
    help: ArgumentHelp(
      say("Print one JSON object for programs.", vi: "In một đối tượng JSON cho chương trình.")))
  var json = false
  @OptionGroup var edition: EditionOption
  @OptionGroup var language: LanguageOption

  func run() async throws {
    let edition = try StatusOptions.edition(edition.classEdition)
    if let type = ForestType(written: code) ?? ForestType(number: code) {
      if json { return try Terminal.printJSON(ClassText.json(type, edition)) }
      print(ClassText.lines(type))
      return
    }
    guard let field = ForestStatusField.named(code) else {
      let known = ForestType.all.map(\.letters) + ForestStatusField.all.map(\.name)
      throw InventoryOptions.oneOf(
        "classes show", code, Nearest.names(to: code, among: known), among: known)
    }
    let codes = ForestStatusCode.list(of: field.name)
    if json {
      try Terminal.printJSON(
        .object([
          "field": .string(field.name), "meaning_en": .string(field.meaning.english),
          "meaning_vi": .string(field.meaning.vietnamese),
          "codes": .array(
            codes.map {
              .object([
                "code": .integer($0.code), "name_en": .string($0.meaning.english),
                "name_vi": .string($0.meaning.vietnamese),
              ])
            }),
        ]))
      return
    }
    print("\(field.name): \(field.meaning.english) / \(field.meaning.vietnamese)")
    let others = field.spellings + field.serverNames + field.databaseNames
    if !others.isEmpty {
      print(
        say(
          "also called: {names}", vi: "tên khác: {names}", ["names": others.joined(separator: ", ")]
        ))
    }
    if !codes.isEmpty {
      print(
        EquationText.table(
          codes.map { ["  \($0.code)", $0.meaning.english, $0.meaning.vietnamese] }))
    }
  }
}

/// Types of land and forest in words.
enum ClassText {
  static func yesNo(_ value: Bool) -> String {
    value ? say("yes", vi: "có") : say("no", vi: "không")
  }

  static func range(_ type: ForestType, _ edition: ClassEdition) -> String {
    guard let range = type.volumeRange(in: edition) else { return "" }
    return range.text(NumberStyle(Terminal.language)) + (range.isConfirmed ? "" : " (?)")
  }

  static func source(_ edition: ClassEdition) -> String {
    say(
      "Volumes: {edition}; (?) is a working rule that no circular states.",
      vi: "Trữ lượng: {edition}; (?) là quy tắc tạm dùng, không có trong thông tư.",
      ["edition": edition.citation.text(Terminal.language)])
  }

  /// Everything known of a type, its volumes in both editions.
  static func lines(_ type: ForestType) -> String {
    var rows = [
      [say("letters", vi: "mã"), type.letters], [say("number", vi: "số"), "\(type.number)"],
      ["en", type.name.english], ["vi", type.name.vietnamese],
      [say("group", vi: "nhóm"), type.group.name.text(Terminal.language)],
      [say("counts as forest", vi: "tính là rừng"), yesNo(type.isForest)],
    ]
    if type.volumeClass != nil {
      rows += ClassEdition.allCases.map { edition in
        let range = range(type, edition)
        return [
          edition.citation.text(Terminal.language),
          range.isEmpty ? say("no such class", vi: "không có loại này") : range + " m³/ha",
        ]
      }
    }
    return EquationText.table(rows)
  }

  static func json(_ type: ForestType, _ edition: ClassEdition) -> JSONValue {
    let range = type.volumeRange(in: edition)
    return .object([
      "number": .integer(type.number), "letters": .string(type.letters),
      "name_en": .string(type.name.english), "name_vi": .string(type.name.vietnamese),
      "group": .string(type.group.rawValue), "is_forest": .bool(type.isForest),
      "edition": .string(edition.rawValue), "low_m3_ha": .number(range?.low ?? .nan),
      "high_m3_ha": .number(range?.high ?? .nan), "confirmed": .bool(range?.isConfirmed ?? true),
    ])
  }
}
