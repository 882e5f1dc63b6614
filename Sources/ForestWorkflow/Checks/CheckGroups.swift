public import ForestModel

/// All findings of one code, and what they cost.
public struct FindingGroup: Sendable {
  /// The kind.
  public let kind: FindingKind
  /// How many were found, kept in full or not.
  public let count: Int
  /// Hectares of parcels that are left out because of it.
  public let landHa: Double
  /// Those kept in full, in the order of the files.
  public let findings: [Finding]

  /// Groups in the order in which they should be dealt with: errors that block a whole file, errors by the
  /// land and then the rows they cost, warnings, notes.
  static func sorted(_ log: FindingLog, parcels: [Parcel]) -> [FindingGroup] {
    var land: [String: ExactSum] = [:]
    for parcel in parcels {
      guard let code = parcel.problem?.kind.code, parcel.areaHa.isFinite else { continue }
      land[code, default: ExactSum()].add(parcel.areaHa)
    }
    let byKind = Dictionary(grouping: log.findings, by: \.kind)
    return byKind.map { kind, findings in
      FindingGroup(
        kind: kind, count: log.counts[kind.code, default: findings.count],
        landHa: land[kind.code]?.value ?? 0, findings: findings)
    }
    .sorted(by: comesBefore)
  }

  private var rank: Int {
    switch kind.severity {
    case .error: kind.isBlocking ? 0 : 1
    case .warning: 2
    case .note: 3
    }
  }

  private static func comesBefore(_ a: FindingGroup, _ b: FindingGroup) -> Bool {
    if a.rank != b.rank { return a.rank < b.rank }
    if a.landHa != b.landHa { return a.landHa > b.landHa }
    if a.count != b.count { return a.count > b.count }
    return a.kind.code < b.kind.code
  }

  /// Whether it must be dealt with before anything of the file can be used.
  public var isBlocking: Bool { kind.isBlocking && kind.severity == .error }

  /// One object per code, for programs.
  var json: JSONValue {
    .object([
      "code": .string(kind.code), "severity": .string(kind.severity.rawValue),
      "blocking": .bool(isBlocking), "count": .integer(count), "land_ha": .number(landHa),
    ])
  }
}
