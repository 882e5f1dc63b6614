import ForestModel
import Foundation
import SyntheticForest
import TestSupport
import Testing

/// docs/faults.md: every kind that the generator plants, and the finding that it gets.
@Suite("Table of faults")
struct FaultTableTests {
  /// Codes of the findings about field tables.
  static let tableCodes: Set<String> = {
    let codes = FindingKind.all.map(\.code)
    guard let first = codes.firstIndex(of: "file-is-workbook"),
      let last = codes.firstIndex(of: "slope-steep"), first < last
    else { return [] }
    return Set(codes[first...last])
  }()

  /// Rows of the tables: planted kind, code, severity, state, and what to do in both languages.
  private static func rows() throws -> [[String]] {
    try String(contentsOfFile: Place.package + "/docs/faults.md", encoding: .utf8)
      .split(separator: "\n").filter { $0.hasPrefix("| `") }
      .map { line in
        line.split(separator: "|").map {
          $0.trimmingCharacters(in: .whitespaces).replacingOccurrences(of: "`", with: "")
        }
      }
  }

  @Test("the table lists what is planted, no more and no less")
  func kinds() throws {
    let planted = (ParcelFaults.counts + FieldFaults.counts).map(\.kind)
    #expect(try Self.rows().map { $0[0] }.sorted() == planted.sorted())
  }

  @Test("codes are codes, severities are theirs, and both languages say what to do")
  func codes() throws {
    let kinds = Dictionary(FindingKind.all.map { ($0.code, $0) }, uniquingKeysWith: { a, _ in a })
    for row in try Self.rows() {
      #expect(row.count == 6 && row.allSatisfy { !$0.isEmpty }, "\(row)")
      #expect(["tested", "expected"].contains(row[3]), "\(row)")
      if let kind = kinds[row[1]] {
        #expect(kind.severity.rawValue == row[2], "\(row)")
      } else {
        #expect(row[3] == "expected" || row[1] == "–", "\(row)")
      }
    }
  }

  @Test("the codes of field tables are known as such")
  func tables() {
    #expect(Self.tableCodes.count > 30)
    #expect(Self.tableCodes.isSuperset(of: ["girth-suspected", "merged-cells", "date-serial"]))
  }
}
