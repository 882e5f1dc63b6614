/// How much a finding weighs. The severity of a code is fixed; see docs/findings.md.
public enum Severity: String, Sendable, CaseIterable {
  case error, warning, note

  /// The label in square brackets.
  public func label(_ language: Language) -> String {
    switch (self, language) {
    case (.error, .english): "error"
    case (.error, .vietnamese): "lỗi"
    case (.warning, .english): "warning"
    case (.warning, .vietnamese): "cảnh báo"
    case (.note, .english): "note"
    case (.note, .vietnamese): "lưu ý"
    }
  }
}

/// One kind of finding: its stable code, its fixed severity and its sentence in both languages.
public struct FindingKind: Sendable, Hashable {
  /// Stable code, e.g. `dbh-not-positive`.
  public let code: String
  /// Fixed severity.
  public let severity: Severity
  /// What was read and what was expected, with named slots.
  public let sentence: Phrase

  /// Declares a kind; all kinds stand in `FindingKind.all`.
  public init(_ code: String, _ severity: Severity, _ english: String, vi vietnamese: String) {
    self.code = code
    self.severity = severity
    self.sentence = Phrase(english, vi: vietnamese)
  }

  /// Whether `--on-error skip` cannot get around it: it is about a whole file, not about a row.
  public var isBlocking: Bool { FindingKind.blocking.contains(code) }
}

/// Where a finding was made: `file:row:column`.
public struct FindingLocation: Sendable, Hashable {
  /// File name as the user gave it, without its folder.
  public var file: String
  /// Row as a spreadsheet counts (header row 1, blank lines count), or a feature's id.
  public var row: String?
  /// Column by its contract name.
  public var column: String?

  /// A location in a table, counted like a spreadsheet.
  public init(file: String, row: Int? = nil, column: String? = nil) {
    self.file = file
    self.row = row.map(String.init)
    self.column = column
  }

  /// A location in a layer: the feature's id column, else its FID.
  public init(file: String, feature: String, column: String? = nil) {
    self.file = file
    self.row = feature
    self.column = column
  }

  /// The row as a number; 0 for what is about no row of a table.
  fileprivate var place: Int { row.flatMap { Int($0) } ?? 0 }

  /// `file:row:column`, leaving out what is not known.
  public var text: String {
    [file, row, column].compactMap { $0.map(Finding.shown) }.joined(separator: ":")
  }
}

/// One thing the reader of a file should know: where, what was read, what was expected.
public struct Finding: Sendable, Hashable {
  /// The kind, with code, severity and sentence.
  public let kind: FindingKind
  /// Where it was found.
  public let location: FindingLocation
  /// Values of the slots of the sentence.
  public let slots: [String: String]

  /// Records a finding.
  public init(_ kind: FindingKind, at location: FindingLocation, _ slots: [String: String] = [:]) {
    self.kind = kind
    self.location = location
    self.slots = slots.mapValues(Finding.shown)
  }

  /// A value as it may be shown on a terminal: no control characters, and not a whole file.
  public static func shown(_ value: String) -> String { shown(value, limit: 400) }

  /// The same with another length at most.
  public static func shown(_ value: String, limit: Int) -> String {
    var clean = value.unicodeScalars.prefix(limit).reduce(into: "") { text, scalar in
      let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
      text.unicodeScalars.append(isControl ? "\u{FFFD}" : scalar)
    }
    if value.unicodeScalars.count > limit { clean += "…" }
    return clean
  }

  /// The sentence alone.
  public func sentence(_ language: Language) -> String {
    kind.sentence.text(language, words(language))
  }

  /// The values of the slots as they stand in a sentence of `language`: numbers with its decimal mark, and the
  /// Vietnamese words of a slot `NAME_vi` in place of the English ones of `NAME`.
  private func words(_ language: Language) -> [String: String] {
    var words = slots.mapValues { FindingNumber.text($0, language) }
    guard language == .vietnamese else { return words }
    for (name, value) in words where name.hasSuffix("_vi") {
      words[String(name.dropLast(3))] = value
    }
    return words
  }

  /// `trees.csv:214:dbh_cm: read 312, … [error] dbh-out-of-range`.
  public func line(_ language: Language) -> String {
    "\(location.text): \(sentence(language)) [\(kind.severity.label(language))] \(kind.code)"
  }
}

/// What was found while reading, in the order in which it was found.
///
/// Keeps at most `limitPerKind` findings of one kind in full and counts the rest, so that a table of
/// ten million bad rows does not fill the memory.
public struct FindingLog: Sendable {
  /// Findings kept in full per kind.
  public static let limitPerKind = 1_000

  /// The findings kept, in order.
  public private(set) var findings: [Finding] = []
  /// How many of each code were found, kept or not.
  public private(set) var counts: [String: Int] = [:]
  private var countBySeverity: [Severity: Int] = [:]

  /// An empty log.
  public init() {}

  /// Adds one finding.
  public mutating func add(_ finding: Finding) {
    counts[finding.kind.code, default: 0] += 1
    countBySeverity[finding.kind.severity, default: 0] += 1
    if counts[finding.kind.code, default: 0] <= Self.limitPerKind { findings.append(finding) }
  }

  /// Adds one finding from its parts.
  public mutating func add(
    _ kind: FindingKind, at location: FindingLocation, _ slots: [String: String] = [:]
  ) {
    add(Finding(kind, at: location, slots))
  }

  /// Adds all findings of another log, its counts included.
  public mutating func add(_ other: FindingLog) {
    for finding in other.findings { add(finding) }
    var kept: [String: Int] = [:]
    for finding in other.findings { kept[finding.kind.code, default: 0] += 1 }
    for finding in other.findings {
      guard let shown = kept.removeValue(forKey: finding.kind.code) else { continue }
      let beyond = other.counts[finding.kind.code, default: 0] - shown
      counts[finding.kind.code, default: 0] += beyond
      countBySeverity[finding.kind.severity, default: 0] += beyond
    }
  }

  /// Adds what was found in other rows of the same table, so that all of it stands in the order of the rows.
  /// Both logs must be in that order; of each kind the findings of the first rows are kept.
  public mutating func merge(_ other: FindingLog) {
    guard let last = findings.last, let next = other.findings.first,
      next.location.place < last.location.place
    else { return add(other) }
    var (left, right) = (findings[...], other.findings[...])
    var shown: [String: Int] = [:]
    findings = []
    while let finding = Self.takeFirst(of: &left, or: &right) {
      shown[finding.kind.code, default: 0] += 1
      if shown[finding.kind.code, default: 0] <= Self.limitPerKind { findings.append(finding) }
    }
    counts.merge(other.counts, uniquingKeysWith: +)
    countBySeverity.merge(other.countBySeverity, uniquingKeysWith: +)
  }

  /// The row of the last finding of a kind that is kept, once no further one behind it will be; `nil` before.
  public func lastRowKept(of kind: FindingKind) -> Int? {
    guard counts[kind.code, default: 0] >= Self.limitPerKind else { return nil }
    return findings.last { $0.kind == kind }?.location.place
  }

  private static func takeFirst(
    of left: inout ArraySlice<Finding>, or right: inout ArraySlice<Finding>
  ) -> Finding? {
    guard let a = left.first else { return right.popFirst() }
    guard let b = right.first, b.location.place < a.location.place else { return left.popFirst() }
    return right.popFirst()
  }

  /// The findings of the kinds for which `isWanted` holds, with their counts.
  public func only(_ isWanted: (FindingKind) -> Bool) -> FindingLog {
    var part = FindingLog()
    if findings.isEmpty { return part }
    part.findings = findings.filter { isWanted($0.kind) }
    var seen: Set<String> = []
    for finding in part.findings where seen.insert(finding.kind.code).inserted {
      let count = counts[finding.kind.code, default: 0]
      part.counts[finding.kind.code] = count
      part.countBySeverity[finding.kind.severity, default: 0] += count
    }
    return part
  }

  /// Number of findings of a severity, those beyond the limit included.
  public func count(of severity: Severity) -> Int { countBySeverity[severity, default: 0] }

  /// Whether anything found is an error.
  public var hasErrors: Bool { count(of: .error) > 0 }

  /// Whether anything found is about a whole file or design, so that leaving rows out does not help.
  public var hasBlockingErrors: Bool {
    findings.contains { $0.kind.isBlocking && $0.kind.severity == .error }
  }

  /// The findings as lines for a terminal: errors first, then warnings, then notes; of each kind at
  /// most `limit` (errors) or `lesser` (others), then one line with the number left out.
  public func lines(_ language: Language, limit: Int = 20, lesser: Int? = nil) -> [String] {
    var out: [String] = []
    for severity in Severity.allCases {
      let limit = severity == .error ? limit : lesser ?? limit
      var shown: [String: Int] = [:]
      for finding in findings where finding.kind.severity == severity {
        let code = finding.kind.code
        shown[code, default: 0] += 1
        if shown[code, default: 0] <= limit { out.append(finding.line(language)) }
      }
      for code in shown.keys.sorted() where counts[code, default: 0] > limit {
        let more = Phrase(
          "… and {count} more [{severity}] {code}",
          vi: "… và {count} trường hợp nữa [{severity}] {code}")
        out.append(
          more.text(
            language,
            [
              "count": NumberStyle(language).string(Double(counts[code, default: 0] - limit)),
              "severity": severity.label(language), "code": code,
            ]))
      }
    }
    return out
  }
}
