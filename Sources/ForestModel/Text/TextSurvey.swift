/// The different values beyond ASCII of every column of one table or layer, as bytes, and what the file
/// says about its encoding: what a decision rests on.
public struct TextSurvey: Sendable {
  /// Different values kept per column; a name of a place or species shows itself in far fewer.
  public static let limit = 2_000
  /// Samples shown in a finding.
  private static let shown = 5

  /// A column of the file.
  private struct Column {
    var values: [[UInt8]] = []
    var rows: [String] = []
    var seen: Set<[UInt8]> = []
  }
  private var columns: [Column] = []
  private var names: [[UInt8]] = []
  private var verdicts: [TextVerdict] = []
  /// The encoding before Unicode in which most words of all columns are Vietnamese.
  private var usual: TextEncoding?

  /// What the file says of itself, and where: `.cpg`, `LDID 0x2A`.
  public var declared: (encoding: TextEncoding, source: String)?
  /// Whether the library that opened the file took its bytes for Windows-1252.
  public var isSeenAsWestern = false

  /// Nothing seen yet.
  public init() {}

  /// Sets the names of the columns.
  public mutating func setNames(_ names: [[UInt8]]) { self.names = names }

  /// Adds the value of a column at a row or feature; plain ASCII costs nothing but a look.
  public mutating func add(
    _ value: some Collection<UInt8>, column: Int, row: @autoclosure () -> String
  ) {
    guard TextEncoding.isBeyondASCII(value) else { return }
    while columns.count <= column { columns.append(Column()) }
    guard columns[column].values.count < Self.limit else { return }
    let bytes = Array(value)
    if columns[column].seen.insert(bytes).inserted {
      columns[column].values.append(bytes)
      columns[column].rows.append(row())
    }
  }

  private func values(_ column: Int) -> [[UInt8]] {
    guard columns.indices.contains(column) else { return [] }
    let values = columns[column].values
    return isSeenAsWestern ? values.map { ColumnText.asSeen($0) ?? $0 } : values
  }

  /// Judges every column by its bytes; where they leave it open, by what the file says of itself, then
  /// by what its other columns are.
  private mutating func judge() {
    verdicts = columns.indices.map { TextVerdict(values($0), expected: declared?.encoding) }
    usual = Self.usual(verdicts)
    guard let usual else { return }
    for place in verdicts.indices {
      if case .unclear = verdicts[place] {
        verdicts[place] = TextVerdict(values(place), expected: usual)
      }
    }
  }

  /// How everything is read where nobody can be asked: each column in the encoding that is clear, else as
  /// UTF-8. The names of columns are always decided here, before it is known which are wanted.
  public mutating func plan(
    role: String = "", stated: TextStatements = TextStatements()
  ) -> TextPlan {
    judge()
    var plan = TextPlan()
    plan.names = names(role, usual ?? declared?.encoding, stated)
    plan.columns = verdicts.map { columnText($0.encoding ?? .utf8) }
    return plan
  }

  /// Decides how every column of `wanted` is read, and says so.
  ///
  /// A statement about the file or the column holds; then what the bytes say. A column that stays open,
  /// or that holds two encodings, is an error.
  /// - Parameters:
  ///   - role: the file as `--encoding` names it, e.g. `trees`.
  ///   - wanted: places of the columns that are read, each with its names, the one for options first.
  public mutating func plan(
    role: String, file: String, wanted: [(place: Int, names: [String])],
    stated: TextStatements, log: inout FindingLog
  ) -> TextPlan {
    var plan = plan(role: role, stated: stated)
    let expected = declared?.encoding
    let report = Report(role: role, file: file)
    var detected: [TextEncoding: [(name: String, place: Int, sound: Int, judged: Int)]] = [:]
    var against: [TextEncoding: [(name: String, place: Int)]] = [:]
    for (place, names) in wanted {
      while plan.columns.count <= place { plan.columns.append(ColumnText()) }
      let verdict = verdicts.indices.contains(place) ? verdicts[place] : .plain
      let name = names.first ?? "\(place + 1)"
      let own = stated.encoding(of: role, names)
      let isUnicode = verdict == .plain || verdict.encoding == .utf8
      if let statement = own ?? (isUnicode ? nil : stated.general) {
        plan.columns[place] = text(statement, verdict)
        if let found = verdict.encoding, verdict != .plain, statement.second == nil,
          found != statement.first, !plan.columns[place].isSeenAsWestern
        {
          log.add(
            .encodingContradicts, at: report.column(name),
            report.contradiction(
              "--encoding", statement.first, found, samples(place, columnText(found)),
              statement.first))
        }
      } else {
        switch verdict {
        case .plain: break
        case .clear(let encoding, let sound, let judged):
          if encoding != .utf8 {
            detected[encoding, default: []].append((name, place, sound, judged))
          }
          if let expected, expected != encoding, isContradiction(place, expected, encoding) {
            against[encoding, default: []].append((name, place))
          }
        case .unclear(let first, let second):
          log.add(
            .encodingUnclear, at: report.column(name),
            [
              "column": name, "table": role, "first": first.rawValue, "second": second.rawValue,
              "samples": samples(place, columnText(first)),
              "others": samples(place, columnText(second)),
            ])
        case .mixed(let first, let second, let places):
          log.add(
            .encodingMixed, at: report.column(name, row: columns[place].rows[places[0]]),
            [
              "column": name, "table": role, "first": first.rawValue, "second": second.rawValue,
              "count": "\(places.count)",
              "rows": places.prefix(Self.shown).map { columns[place].rows[$0] }
                .joined(separator: ", "),
              "samples": places.prefix(Self.shown).map { second.decode(values(place)[$0]).text }
                .joined(separator: "; "),
            ])
        }
      }
      plan.columns[place].isUpperCase = stated.isUpperCase(role, names)
    }
    for encoding in detected.keys.sorted() {
      let found = detected[encoding] ?? []
      log.add(
        .encodingDetected, at: FindingLocation(file: file),
        [
          "columns": found.map(\.name).joined(separator: ", "), "encoding": encoding.rawValue,
          "sound": "\(found.map(\.sound).reduce(0, +))",
          "judged": "\(found.map(\.judged).reduce(0, +))", "table": role,
          "column": found.first?.name ?? "", "samples": samples(of: found.map(\.place), encoding),
        ])
    }
    for encoding in against.keys.sorted() {
      guard let declared, let found = against[encoding] else { continue }
      log.add(
        .encodingContradicts, at: FindingLocation(file: file),
        report.contradiction(
          declared.source, declared.encoding, encoding,
          found.map(\.name).joined(separator: ", ") + ": "
            + samples(of: found.map(\.place), encoding), encoding))
    }
    return plan
  }

  /// Whether what the file says reads some value otherwise than what was found.
  private func isContradiction(
    _ place: Int, _ stated: TextEncoding, _ found: TextEncoding
  ) -> Bool {
    values(place).contains { stated.decode($0).text != found.decode($0).text }
  }

  private static func usual(_ verdicts: [TextVerdict]) -> TextEncoding? {
    var words: [TextEncoding: Int] = [:]
    for case .clear(let encoding, let sound, _) in verdicts where encoding != .utf8 {
      words[encoding, default: 0] += sound
    }
    return words.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
  }

  private func names(
    _ role: String, _ expected: TextEncoding?, _ stated: TextStatements
  ) -> ColumnText {
    let seen = isSeenAsWestern ? names.map { ColumnText.asSeen($0) ?? $0 } : names
    let verdict = TextVerdict(seen, expected: expected)
    if case .clear(.utf8, _, _) = verdict { return columnText(.utf8) }
    if let statement = stated.encoding(of: role, []) ?? stated.general {
      return columnText(statement.first)
    }
    switch verdict {
    case .plain: return columnText(.utf8)
    case .clear(let encoding, _, _): return columnText(encoding)
    case .unclear(let first, _), .mixed(let first, _, _): return columnText(expected ?? first)
    }
  }

  /// A decision, for bytes as this file gives them.
  private func columnText(_ encoding: TextEncoding) -> ColumnText {
    var text = ColumnText(encoding)
    text.isSeenAsWestern = isSeenAsWestern && encoding != .utf8
    return text
  }

  /// A statement. Of text that is Unicode already it means the letters as seen: TCVN3 typed with its
  /// fonts into a spreadsheet is stored that way.
  private func text(_ statement: TextStatements.Encoding, _ verdict: TextVerdict) -> ColumnText {
    var text = columnText(statement.first)
    text.second = statement.second
    if case .clear(.utf8, _, _) = verdict, statement.first != .utf8, statement.second == nil {
      text.isSeenAsWestern = true
    }
    return text
  }

  private func samples(_ place: Int, _ text: ColumnText) -> String {
    guard columns.indices.contains(place) else { return "" }
    return columns[place].values.prefix(Self.shown).map { text.read($0).text }
      .joined(separator: "; ")
  }

  private func samples(of places: [Int], _ encoding: TextEncoding) -> String {
    let values = places.flatMap { columns[$0].values.prefix(Self.shown) }
    return values.prefix(Self.shown).map { columnText(encoding).read($0).text }
      .joined(separator: "; ")
  }
}

/// The places and slots of the findings of one file.
private struct Report {
  let role: String
  let file: String

  func column(_ name: String) -> FindingLocation {
    FindingLocation(file: file, row: nil, column: name)
  }

  func column(_ name: String, row: String) -> FindingLocation {
    FindingLocation(file: file, feature: row, column: name)
  }

  func contradiction(
    _ source: String, _ stated: TextEncoding, _ found: TextEncoding, _ samples: String,
    _ used: TextEncoding
  ) -> [String: String] {
    [
      "source": source, "stated": stated.rawValue, "found": found.rawValue, "samples": samples,
      "used": used.rawValue, "table": role,
    ]
  }
}
