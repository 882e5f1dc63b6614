/// What a user states about the text of files: `--encoding` and `--upper-case`.
public struct TextStatements: Sendable, Equatable {
  /// One statement: an encoding, or two of which each value takes the one it reads in.
  public struct Encoding: Sendable, Equatable {
    /// The encoding.
    public let first: TextEncoding
    /// The encoding of values that do not read in the first.
    public let second: TextEncoding?

    /// `TCVN3`, or `UTF-8+TCVN3`; `nil` for anything else.
    public init?(_ text: String) {
      let parts = text.split(separator: "+", omittingEmptySubsequences: false)
        .map { TextEncoding(named: String($0)) }
      guard (1...2).contains(parts.count), let first = parts[0] else { return nil }
      if parts.count == 2, parts[1] == nil || parts[1] == first { return nil }
      self.first = first
      second = parts.count == 2 ? parts[1] : nil
    }

    /// As typed.
    public var name: String { first.rawValue + (second.map { "+" + $0.rawValue } ?? "") }
  }

  /// File role to column to encoding; an empty role or column stands for all.
  private var encodings: [String: [String: Encoding]] = [:]
  /// File role to columns in capitals.
  private var capitals: [String: Set<String>] = [:]

  /// No statements.
  public init() {}

  /// States the encoding of everything, of a file (`role`), or of one of its columns.
  public mutating func state(_ encoding: Encoding, role: String = "", column: String = "") {
    encodings[role, default: [:]][column.lowercased()] = encoding
  }

  /// States that a column is to be read in capitals.
  public mutating func stateUpperCase(role: String, column: String) {
    capitals[role, default: []].insert(column.lowercased())
  }

  /// The statement on a column by any of its names, or on its whole file.
  public func encoding(of role: String, _ names: [String]) -> Encoding? {
    let own = encodings[role] ?? [:]
    return names.lazy.compactMap { own[$0.lowercased()] }.first ?? own[""]
  }

  /// The statement for all files. It speaks of what is not Unicode: a file that is stays so.
  public var general: Encoding? { encodings[""]?[""] }

  /// Whether a column is to be read in capitals, by any of its names.
  public func isUpperCase(_ role: String, _ names: [String]) -> Bool {
    capitals[role].map { own in names.contains { own.contains($0.lowercased()) } } ?? false
  }

  /// Columns stated for a file that it turns out not to have.
  public func unknownColumns(of role: String, known: [String]) -> [String] {
    let names = Set(known.map { $0.lowercased() } + [""])
    let stated = Set((encodings[role] ?? [:]).keys).union(capitals[role] ?? [])
    return stated.subtracting(names).sorted()
  }

  /// Whether anything is stated about this very file.
  public func speaks(of role: String) -> Bool {
    encodings[role] != nil || capitals[role] != nil
  }

  /// The statements as typed, sorted, for the run record.
  public var encodingList: [String] {
    encodings.flatMap { role, columns in
      columns.map { column, encoding in
        role.isEmpty
          ? encoding.name : role + (column.isEmpty ? "" : "." + column) + "=" + encoding.name
      }
    }.sorted()
  }

  /// The columns in capitals as typed, sorted, for the run record.
  public var upperCaseList: [String] {
    capitals.flatMap { role, columns in columns.map { role + "." + $0 } }.sorted()
  }
}
