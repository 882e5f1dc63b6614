import ForestModel
import Foundation
import TestSupport
import Testing

@Suite("Findings")
struct FindingTests {
  @Test("codes are unique and every sentence has the same slots in both languages")
  func catalogue() {
    #expect(Set(FindingKind.all.map(\.code)).count == FindingKind.all.count)
    // A slot that holds words of its own has a Vietnamese twin, `reason_vi`.
    func plain(_ slots: [String]) -> Set<String> {
      Set(slots.map { $0.hasSuffix("_vi") ? String($0.dropLast(3)) : $0 })
    }
    for kind in FindingKind.all {
      #expect(
        plain(kind.sentence.slots(.english)) == plain(kind.sentence.slots(.vietnamese)),
        "\(kind.code): the two languages name different slots")
      #expect(!kind.sentence.vietnamese.isEmpty)
    }
  }

  @Test("docs/findings.md lists every kind as it is in the code")
  func documentation() throws {
    let path = Place.package + "/docs/findings.md"
    var lines = try String(contentsOfFile: path, encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    func cell(_ text: String) -> String { text.replacingOccurrences(of: "|", with: "\\|") }
    let expected = FindingKind.all.map { kind in
      "| `\(kind.code)` | \(kind.severity.rawValue) | \(cell(kind.sentence.english)) | \(cell(kind.sentence.vietnamese)) |"
    }
    // FORESTCARBON_WRITE_DOCS=1 make test: writes the table anew instead of comparing it.
    if ProcessInfo.processInfo.environment["FORESTCARBON_WRITE_DOCS"] != nil {
      let first = try #require(lines.firstIndex { $0.hasPrefix("| `") })
      lines.removeAll { $0.hasPrefix("| `") }
      lines.insert(contentsOf: expected, at: first)
      try lines.joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
    }
    let missing = expected.filter { !lines.contains($0) }
    let stale = lines.filter { $0.hasPrefix("| `") && !expected.contains($0) }
    #expect(missing.isEmpty && stale.isEmpty)
  }

  @Test("a line begins with the place and ends with the code")
  func line() {
    let finding = Finding(
      .dbhImpossible, at: FindingLocation(file: "trees.csv", row: 214, column: "dbh_cm"),
      ["value": "3120"])
    #expect(
      finding.line(.english)
        == "trees.csv:214:dbh_cm: read 3120, expected a diameter up to 500 cm; perhaps millimetres [error] dbh-impossible"
    )
    #expect(
      finding.line(.vietnamese)
        == "trees.csv:214:dbh_cm: đọc được 3120, cần đường kính không quá 500 cm; có thể số đo đang tính bằng mm [lỗi] dbh-impossible"
    )
  }

  @Test("a log counts what it does not keep, also when logs are joined")
  func limits() {
    var log = FindingLog()
    for row in 1...(FindingLog.limitPerKind + 500) {
      log.add(.heightZero, at: FindingLocation(file: "t.csv", row: row))
    }
    var joined = FindingLog()
    joined.add(.emptyTable, at: FindingLocation(file: "p.csv"))
    joined.add(log)
    #expect(joined.findings.count == FindingLog.limitPerKind + 1)
    #expect(joined.counts["height-zero"] == FindingLog.limitPerKind + 500)
    #expect(joined.count(of: .warning) == FindingLog.limitPerKind + 500)
    #expect(joined.hasErrors && joined.hasBlockingErrors)
    #expect(joined.lines(.english, limit: 3).count == 1 + 3 + 1)
    #expect(joined.lines(.english, limit: 3).first?.contains("empty-table") == true)
  }

  @Test("row accounts balance")
  func accounts() {
    var account = RowAccount(table: "trees")
    account.read = 3
    account.used = 1
    account.reject("not-a-number", count: 2)
    account.reject("nothing", count: 0)
    #expect(account.isBalanced)
    #expect(account.rejectedBy.count == 1)
  }

  @Test("logs of rows that were read in another order give the log of the table")
  func merging() {
    // 3,000 rows with one, two or no finding, dealt out to seven logs.
    var whole = FindingLog()
    var dealt = Array(repeating: FindingLog(), count: 7)
    for row in 1...3_000 {
      for kind in [FindingKind.emptyCell, .dbhLarge] where row % (kind == .dbhLarge ? 5 : 2) == 0 {
        let finding = Finding(kind, at: FindingLocation(file: "t.csv", row: row), ["value": "1"])
        whole.add(finding)
        dealt[row % 7].add(finding)
      }
    }
    var merged = FindingLog()
    for log in dealt { merged.merge(log) }
    #expect(merged.findings == whole.findings)
    #expect(merged.counts == whole.counts)
    #expect(merged.count(of: .error) == whole.count(of: .error))
    #expect(merged.count(of: .warning) == whole.count(of: .warning))
    #expect(merged.lastRowKept(of: .emptyCell) == 2_000)
    #expect(merged.lastRowKept(of: .dbhLarge) == nil)
  }
}
