public import ForestModel
import Yams

/// What a field or a column may hold.
public enum FieldKind: String, Sendable {
  /// Text that is the same in both languages.
  case text
  /// Text in each language: `NAME_en` and `NAME_vi`.
  case words
  /// A day, 2026-03-15.
  case day
  /// A whole number.
  case integer
  /// A number.
  case decimal
  /// One of the options.
  case choice
  /// One of the options, a code.
  case code
  /// Several of the options.
  case codes
  /// Ids of parcels, parted by semicolons.
  case ids
}

/// One of the values that a field may take.
public struct FieldOption: Sendable {
  /// As it is written.
  public let code: String
  /// As it is printed.
  public let name: Phrase
}

/// A fact about the project that documents ask for.
public struct FieldSpec: Sendable {
  /// Key in project.yaml, e.g. `dates.crediting_from`.
  public let key: String
  /// What it may hold.
  public let kind: FieldKind
  /// Whether several values may stand in a list.
  public let isList: Bool
  /// Values it may take; empty: any.
  public let options: [FieldOption]
  /// Whether it tells about a person and is printed only on request.
  public let isPersonal: Bool
  /// What it is.
  public let label: Phrase
  /// Why it is needed.
  public let need: Phrase
  /// How it is written.
  public let example: String
}

/// A column of a sheet.
public struct SheetColumn: Sendable {
  /// Name in the file; `words` have two columns, NAME_en and NAME_vi.
  public let name: String
  /// What it may hold.
  public let kind: FieldKind
  /// Values it may take; empty: any.
  public let options: [FieldOption]
  /// Unit of numbers; empty without one.
  public let unit: String
  /// Title.
  public let label: Phrase
  /// Whether every row needs it.
  public let isRequired: Bool
  /// Whether it tells about people and is printed only on request.
  public let isPersonal: Bool
  /// Share of the width of a printed table.
  public let weight: Double
  /// Whether a printed table sums it up.
  public let isTotal: Bool

  /// Columns of the file that hold it.
  public var fileColumns: [String] { kind == .words ? [name + "_en", name + "_vi"] : [name] }
  /// Whether it holds numbers.
  public var isNumeric: Bool { kind == .integer || kind == .decimal }
}

/// A table that people fill in.
public struct SheetSpec: Sendable {
  /// Name; the file is `sheets/NAME.csv`.
  public let name: String
  /// What it holds; caption of the printed table.
  public let label: Phrase
  /// Why it is needed.
  public let need: Phrase
  /// Its columns.
  public let columns: [SheetColumn]
}

/// All fields and sheets of a project: what project.yaml and `sheets/` may hold, in both languages, from
/// one source for `init`, the questions in the terminal, the checks and the documents.
public struct ProjectCatalogue: Sendable {
  /// Fields in order.
  public let fields: [FieldSpec]
  /// Sheets in order.
  public let sheets: [SheetSpec]

  /// The field with a key.
  public func field(_ key: String) -> FieldSpec? { fieldsByKey[key].map { fields[$0] } }
  /// The sheet with a name.
  public func sheet(_ name: String) -> SheetSpec? { sheets.first { $0.name == name } }
  /// Sections of project.yaml that hold fields, in order.
  public var sections: [String] {
    fields.reduce(into: []) { sections, field in
      let section = String(field.key.prefix { $0 != "." })
      if !sections.contains(section) { sections.append(section) }
    }
  }

  private let fieldsByKey: [String: Int]

  /// The catalogue of the program.
  public static func builtIn() throws(DocumentError) -> ProjectCatalogue { try embedded.get() }

  /// Read once: it takes a tenth of a second, and a run asks for it several times.
  private static let embedded: Result<ProjectCatalogue, DocumentError> = {
    /// The core first, then what families of documents add.
    func texts(_ kind: String) -> [String] {
      EmbeddedTexts.all.keys.filter { $0 == kind || $0.hasPrefix(kind + "-") }.sorted()
        .compactMap { EmbeddedTexts.all[$0] }
    }
    do throws(DocumentError) {
      return .success(try ProjectCatalogue(fields: texts("fields"), sheets: texts("sheets")))
    } catch {
      return .failure(error)
    }
  }()

  /// Reads a catalogue; every text stands in both languages and every name once.
  public init(fields: [String], sheets: [String]) throws(DocumentError) {
    let reader = YAMLReader()
    let (known, tables): ([FieldSpec], [SheetSpec])
    do {
      known = try fields.flatMap { try compose(yaml: $0)?.array().map(reader.field) ?? [] }
      tables = try sheets.flatMap { try compose(yaml: $0)?.array().map(reader.sheet) ?? [] }
    } catch let error as YAMLReader.Invalid {
      throw .templateInvalid("fields", detail: error.detail)
    } catch {
      throw .templateInvalid("fields", detail: "\(error)")
    }
    for names in [known.map(\.key), tables.map(\.name)] {
      if let twice = Dictionary(grouping: names, by: \.self).first(where: { $0.value.count > 1 }) {
        throw .templateInvalid("fields", detail: "\(twice.key) stands twice")
      }
    }
    self.fields = known
    self.sheets = tables
    fieldsByKey = Dictionary(uniqueKeysWithValues: known.enumerated().map { ($1.key, $0) })
  }
}

extension YAMLReader {
  fileprivate func field(_ node: Node) throws -> FieldSpec {
    FieldSpec(
      key: try text(node, "key"), kind: try kind(node), isList: node["list"]?.bool ?? false,
      options: try options(node), isPersonal: node["personal"]?.bool ?? false,
      label: try phrase(node["label"]), need: try phrase(node["need"]),
      example: node["example"]?.string ?? "")
  }

  fileprivate func sheet(_ node: Node) throws -> SheetSpec {
    SheetSpec(
      name: try text(node, "name"), label: try phrase(node["label"]),
      need: try phrase(node["need"]), columns: try (node["columns"]?.array() ?? []).map(column))
  }

  private func column(_ node: Node) throws -> SheetColumn {
    SheetColumn(
      name: try text(node, "name"), kind: try kind(node), options: try options(node),
      unit: node["unit"]?.string ?? "", label: try phrase(node["label"]),
      isRequired: node["required"]?.bool ?? false, isPersonal: node["personal"]?.bool ?? false,
      weight: node["weight"]?.float ?? 1, isTotal: node["total"]?.bool ?? false)
  }

  private func kind(_ node: Node) throws -> FieldKind {
    let name = try text(node, "type")
    guard let kind = FieldKind(rawValue: name) else { throw Invalid("no type \(name)") }
    return kind
  }

  /// Codes, each with the words it is printed as, beside it or in a list of words; a code without words is printed as it is.
  private func options(_ node: Node) throws -> [FieldOption] {
    try (node["options"]?.array() ?? []).map { option in
      if option.mapping != nil {
        return FieldOption(code: try text(option, "code"), name: try phrase(option))
      }
      let code = option.scalar?.string ?? ""
      let words = node["words"]?.mapping?.first { $0.key.scalar?.string == code }?.value
      return FieldOption(code: code, name: try words.map(phrase) ?? Phrase(same: code))
    }
  }
}
