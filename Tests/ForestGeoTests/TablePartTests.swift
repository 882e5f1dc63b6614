import ForestGeo
import ForestModel
import Foundation
import TestSupport
import Testing

/// A table read in parts by several threads gives the rows, row numbers and findings of the table read row
/// by row.
@Suite("Parts of a table")
struct TablePartTests {
  /// Rows as read, findings and their counts.
  private struct Reading: Equatable {
    var rows: [String] = []
    var findings: [String] = []
    var count = 0
    var parts = 0
  }

  private static func line(
    _ row: TableRow, _ mapping: ColumnMapping, _ fault: FindingKind?
  ) -> String {
    "\(row.number)|"
      + ["plot_id", "tree_id", "species", "dbh_cm"].map { mapping.text($0, in: row) }
      .joined(separator: "|") + "|\(fault?.code ?? "")"
  }

  private func whole(_ path: String, text: TextStatements) throws -> Reading {
    var reading = Reading()
    var log = FindingLog()
    let result = try TableReader(path).read(.trees, stated: [:], text: text, log: &log) {
      row, mapping, fault, _ in reading.rows.append(Self.line(row, mapping, fault))
    }
    reading.count = result.rows
    reading.findings = log.findings.map { $0.line(.english) }
    return reading
  }

  private func parts(
    _ path: String, rows: Int, threads: Int, text: TextStatements
  ) throws -> Reading {
    var reading = Reading()
    var log = FindingLog()
    struct Part: Sendable {
      var rows: [String] = []
      var log = FindingLog()
      var count = 0
    }
    _ = try TableReader(path).readParts(
      .trees, stated: [:], text: text, rows: rows, changing: "plot_id", threads: threads, log: &log
    ) { part in
      var found = Part()
      found.count = part.read(log: &found.log) { row, mapping, fault, _ in
        found.rows.append(Self.line(row, mapping, fault))
      }
      return found
    } take: { part, log in
      log.add(part.log)
      reading.rows += part.rows
      reading.count += part.count
      reading.parts += 1
      return part.count
    }
    reading.findings = log.findings.map { $0.line(.english) }
    return reading
  }

  /// The table with the rows of each plot brought together, put back into the order of the table.
  private func gathered(
    _ path: String, parts: Int, threads: Int, text: TextStatements
  ) throws -> Reading {
    struct Part: Sendable {
      var rows: [(number: Int, plot: String, line: String)] = []
      var log = FindingLog()
      var count = 0
    }
    var log = FindingLog()
    let table = try TableReader(path).gather(
      .trees, stated: [:], text: text, by: "plot_id", parts: parts, threads: threads, log: &log
    ) { text in text.utf8.reduce(7) { $0 &* 31 &+ UInt64($1) } }
    var reading = Reading()
    guard let table else {
      reading.findings = log.findings.map { $0.line(.english) }
      return reading
    }
    var rows: [(number: Int, plot: String, line: String)] = []
    var found = FindingLog()
    var plots: Set<String> = []
    try table.readParts(threads: threads) { part in
      var found = Part()
      found.count = part.read(log: &found.log) { row, mapping, fault, _ in
        found.rows.append(
          (row.number, mapping.text("plot_id", in: row), Self.line(row, mapping, fault)))
      }
      return found
    } take: { part in
      #expect(part.rows.map(\.number) == part.rows.map(\.number).sorted())
      let own = Set(part.rows.map(\.plot))
      #expect(plots.isDisjoint(with: own))
      plots.formUnion(own)
      rows += part.rows
      reading.count += part.count
      reading.parts += 1
      found.merge(part.log)
    }
    #expect(table.rows == reading.count)
    #expect(table.lastRow == rows.map(\.number).max() ?? 0)
    reading.rows = rows.sorted { $0.number < $1.number }.map(\.line)
    var all = table.head
    all.add(found)
    all.add(table.tail)
    reading.findings = all.findings.map { $0.line(.english) }
    return reading
  }

  private func compare(
    _ bytes: [UInt8], _ name: String = "t.csv", text: TextStatements = TextStatements(),
    sizes: [Int] = [1, 2, 3, 7, 1_000_000]
  ) throws {
    let path = Place.scratch("table-parts") + "/" + name
    try Data(bytes).write(to: URL(filePath: path))
    var expected = try whole(path, text: text)
    for rows in sizes {
      for threads in [1, 3] {
        let found = try parts(path, rows: rows, threads: threads, text: text)
        expected.parts = found.parts
        #expect(found == expected, "parts of \(rows), \(threads) threads")
      }
    }
    for (count, threads) in [(1, 1), (3, 2), (100, 2)] {
      let found = try gathered(path, parts: count, threads: threads, text: text)
      expected.parts = found.parts
      #expect(found == expected, "gathered into \(count), \(threads) threads")
    }
  }

  private let header = "plot_id,tree_id,species,dbh_cm"

  @Test(
    "line ends of all kinds, blank lines, quotes, cells too many and too few",
    arguments: ["\n", "\r\n", "\r"])
  func rows(end: String) throws {
    let rows = [
      "A,1,Schima wallichii,10", "A,2,\"quoted\",11", "", "B,1,\"a, b\",12",
      "B,2,\"say \"\"x\"\"\",13",
      "\"B\",3,5\" pipe,14", "C,1,\"two\(end)lines\",15", "C,2,x", "C,3,x,16,17", " ,,,",
      "D,1,\"\",18",
      "D,2,\"closed\"behind,19", ",3,no plot,20", "D,4,Vối thuốc,21", "A,9,again,22",
    ]
    let text = ([header] + rows).joined(separator: end)
    try compare(Array(text.utf8))
    try compare(Array((text + end).utf8))
    try compare(Array((text + end + end + "E,1,y,23" + end).utf8))
    try compare([0xEF, 0xBB, 0xBF] + Array(text.utf8))
    try compare([0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
    try compare(Array((text + end + "F,1,\"never closed,24" + end + "F,2,z,25" + end).utf8))
    try compare(Array(text.replacingOccurrences(of: ",", with: ";").utf8))
  }

  @Test("tables without rows, and with a header that does not serve")
  func noRows() throws {
    for text in [header, header + "\n", header + "\n\n\n", "a,b\n1,2\n", "", "\n"] {
      try compare(Array(text.utf8))
    }
  }

  @Test("a column in an old encoding")
  func encodings() throws {
    // "Vối thuốc" in CP1258 is not UTF-8.
    var bytes = Array((header + "\n").utf8)
    for row in 1...40 {
      bytes += Array("P\(row / 3),\(row),V".utf8) + [0xF4, 0xEC] + Array("i thu".utf8)
      bytes += [0xF4, 0xEC] + Array("c,1\(row % 7)\n".utf8)
    }
    try compare(bytes)
  }

  @Test("rows that lie across the pieces in which a file is read")
  func longTable() throws {
    var text = header + "\r\n"
    var plot = 0
    while text.utf8.count < 5 << 19 {
      plot += 1
      for tree in 1...(plot % 5 + 1) {
        text += "P\(plot),\(tree),\"Castanopsis\r\n \"\"indica\"\" \(plot)\",\(plot % 40).5\r\n"
      }
    }
    try compare(Array(text.utf8), sizes: [1_000, 30_000])
    let path = Place.scratch("table-parts") + "/plots.csv"
    try Data(text.utf8).write(to: URL(filePath: path))
    #expect(try parts(path, rows: 1_000, threads: 2, text: TextStatements()).parts > 10)
  }
}
