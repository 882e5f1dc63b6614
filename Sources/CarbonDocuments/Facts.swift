public import ForestModel

/// What a template may speak of: values, tables, pictures and lists by name.
public struct Facts: Sendable {
  /// Values for the slots of sentences.
  public var slots: [String: Slot] = [:]
  /// Names that `when` may ask for.
  public var conditions: [String: Bool] = [:]
  /// Tables.
  public var tables: [String: Table] = [:]
  /// Pictures; `nil` where there is nothing to draw.
  public var figures: [String: Figure?] = [:]
  /// Boxes of key figures.
  public var keyFigures: [String: [KeyFigure]] = [:]
  /// Lists of sentences.
  public var lists: [String: [Passage]] = [:]
  /// Texts that people wrote, by name.
  public var narrative: [String: Narrative] = [:]
  /// Sheets that people filled in, by name.
  public var sheets: [String: Sheet] = [:]
  /// Codes of the fields that hold some, for boxes to tick.
  public var codes: [String: [String]] = [:]
  /// Values that are found by their path when they are asked for, such as numbers of a result.
  public var lookup: @Sendable (String) -> Slot? = { _ in nil }
  /// Tables of results by file, e.g. `account/standards.csv`.
  public var results: @Sendable (String) -> ResultTable? = { _ in nil }
  /// Rows of a table for the parcels that a list names.
  public var parcels: @Sendable ([String]) -> Table? = { _ in nil }
  /// First parts of names that are not there, since nobody set them up: why they are needed. They become
  /// gaps, not errors of the template.
  public var absent: [String: Phrase] = [:]
  /// Whether personal data are printed.
  public var showsPersonal = false

  /// Nothing yet.
  public init() {}

  /// Takes up other facts, their names after `prefix` and a point.
  public mutating func add(_ other: Facts, as prefix: String) {
    func named<Value>(_ values: [String: Value]) -> [(String, Value)] {
      values.map { ("\(prefix).\($0.key)", $0.value) }
    }
    slots.merge(named(other.slots)) { _, new in new }
    conditions.merge(named(other.conditions)) { _, new in new }
    tables.merge(named(other.tables)) { _, new in new }
    figures.merge(named(other.figures)) { _, new in new }
    keyFigures.merge(named(other.keyFigures)) { _, new in new }
    lists.merge(named(other.lists)) { _, new in new }
  }
}

/// A text that people wrote, by language.
public struct Narrative: Sendable {
  /// One part of it.
  public enum Part: Sendable {
    /// A paragraph.
    case paragraph(Passage)
    /// Points.
    case points([Passage])
  }
  /// Its parts by language; a language without any is a gap.
  public var parts: [Language: [Part]]

  /// A text.
  public init(_ parts: [Language: [Part]]) { self.parts = parts }
}

/// A sheet of a project as it was read.
public struct Sheet: Sendable {
  /// What it may hold.
  public var spec: SheetSpec
  /// Its rows: values by column.
  public var rows: [[String: Slot]]
  /// The same as plain text, for conditions.
  public var texts: [[String: String]]

  /// A sheet.
  public init(spec: SheetSpec, rows: [[String: Slot]], texts: [[String: String]]) {
    self.spec = spec
    self.rows = rows
    self.texts = texts
  }
}

/// A table of results as it stands in its file.
public struct ResultTable: Sendable {
  /// File as evidence names it.
  public var file: String
  /// Columns.
  public var header: [String]
  /// Rows with their numbers as a spreadsheet counts.
  public var rows: [(number: Int, cells: [String])]

  /// A table.
  public init(file: String, header: [String], rows: [(number: Int, cells: [String])]) {
    self.file = file
    self.header = header
    self.rows = rows
  }

  /// Place of a column.
  func place(_ column: String) -> Int? { header.firstIndex(of: column) }
}
