import ForestGeo
import ForestModel
import Foundation
import TestSupport
import Testing

@Suite("Cells and files that are not what they should be")
struct CellFaultTests {
  @Test(
    "why a cell is no number",
    arguments: [
      ("#N/A", .spreadsheetError), ("#DIV/0!", .spreadsheetError), ("#ref!", .spreadsheetError),
      ("1.234,5", .grouped(1_234.5)), ("1,234.5", .grouped(1_234.5)),
      ("1 234,5", .grouped(1_234.5)), ("1\u{A0}234,5", .grouped(1_234.5)),
      ("1\u{202F}234", .grouped(1_234)), ("-1'234.5", .grouped(-1_234.5)),
      ("1,234,567", .grouped(1_234_567)), ("1.234.567", .grouped(1_234_567)),
      ("1.2.3", .text), ("12,34,5", .text), ("1.234,5,6", .text), ("1234.567,8", .text),
      ("12,5 cm", .unit("cm")), ("12.5cm", .unit("cm")), ("15 m", .unit("m")),
      ("0,55 g/cm³", .unit("g/cm³")), ("30°", .unit("°")), ("500 m2", .unit("m2")),
      ("12 con", .text), ("3O.5", .text), ("cm", .text),
      ("15%", .percent), ("15,5 %", .percent), ("x%", .text),
      ("１２．５", .otherDigits(12.5)), ("−12,5", .otherDigits(-12.5)),
      ("12\u{200B}.5", .otherDigits(12.5)), ("١٢", .otherDigits(12)),
      ("12-May", .date), ("May-12", .date), ("05-Thg5", .date), ("12/5/2025", .date),
      ("2025-05-12", .date), ("2025/05/12 00:00:00", .date), ("12.05.2025", .date),
      ("12/5", .text), ("mahogany 3", .text), ("", .text),
    ] as [(String, CellFault)])
  func faults(cell: String, expected: CellFault) {
    #expect(CellFault(cell) == expected)
  }

  /// The codes found in a trees table of these bytes.
  private func codes(_ bytes: [UInt8], _ name: String, headerRow: Int = 1) throws -> [String] {
    let path = Place.scratch("content") + "/" + name
    try Data(bytes).write(to: URL(filePath: path))
    var log = FindingLog()
    _ = try TableReader(path, headerRow: headerRow).read(.trees, stated: [:], log: &log) {
      _, _, _, _ in
    }
    return log.findings.map(\.kind.code)
  }

  @Test("a file that is not what its name says is named for what it is")
  func contents() throws {
    let workbook = Array("PK\u{3}\u{4}......[Content_Types].xml".utf8)
    #expect(try codes(workbook, "t.csv") == ["file-is-workbook"])
    #expect(try codes([0xD0, 0xCF, 0x11, 0xE0, 0, 0], "t.txt") == ["file-is-workbook"])
    let page = Array("\n<html><body><table><tr><td>plot_id</td></tr></table></body></html>".utf8)
    #expect(try codes(page, "t.csv") == ["file-is-web-page"])
    #expect(try codes(page, "t.xls") == ["file-is-web-page"])
    #expect(try codes(Array("plot_id,dbh_cm\nA,1\n".utf8), "t.xlsx") == ["file-is-text"])
    #expect(try codes([0x70, 0, 0x6C, 0, 0x6F, 0, 0x74, 0], "t.csv") == ["file-is-utf16"])
    #expect(
      try codes(Array("plot_id,dbh_cm\nA,1\u{0}2\nB,3\n".utf8), "t.csv") == ["file-is-binary"])
    #expect(try codes([], "t.csv") == ["empty-file"])
    // A table whose first cell is a mark is a table.
    #expect(try codes(Array("plot_id,dbh_cm\n<html>,1\n".utf8), "t.csv") == [])
  }

  @Test("a header in another row is found and the option to type is shown")
  func headerElsewhere() throws {
    let text = "PHIẾU ĐIỀU TRA\n;;\n\nOTC;D1.3;Hvn\nA;12,5;9\n"
    let path = try table(Place.scratch("title"), "t.csv", text)
    var log = FindingLog()
    _ = try TableReader(path).read(.trees, stated: [:], log: &log) { _, _, _, _ in }
    #expect(log.findings.map(\.kind.code) == ["header-row-elsewhere"])
    #expect(log.findings.first?.sentence(.english).contains("--header-row trees=4") == true)
    #expect(try codes(Array(text.utf8), "t.csv", headerRow: 4) == [])
    // The line with which spreadsheets state the separator.
    #expect(
      try codes(Array("sep=;\nplot_id;dbh_cm\nA;1\n".utf8), "t.csv") == ["header-row-elsewhere"])
    #expect(
      Set(try codes(Array("a,b\nplot_id,x\nA,1\n".utf8), "t.csv")) == ["missing-column"])
  }

  @Test(
    "a separator that is not read is named",
    arguments: [("|", "|"), (" ", " "), ("^", "^"), ("/", "/")])
  func separators(mark: String, shown: String) throws {
    let path = try table(
      Place.scratch("mark"), "t.csv", "plot_id\(mark)dbh_cm", "A\(mark)12")
    var log = FindingLog()
    _ = try TableReader(path).read(.trees, stated: [:], log: &log) { _, _, _, _ in }
    #expect(log.findings.map(\.kind.code) == ["wrong-separator"])
    #expect(log.findings.first?.slots["mark"] == shown)
  }

  @Test("columns without a name are told, those behind the last name are not")
  func unnamed() throws {
    #expect(
      try codes(Array("plot_id,,dbh_cm,,\nA,x,1,,\n".utf8), "t.csv") == ["unnamed-columns"])
    let path = try table(Place.scratch("unnamed"), "t.csv", "plot_id,,dbh_cm", "A,x,1")
    var log = FindingLog()
    _ = try TableReader(path).read(.trees, stated: [:], log: &log) { _, _, _, _ in }
    #expect(log.findings.first?.slots["found"] == "B")
  }

  @Test("mixed line ends are line ends")
  func lineEnds() throws {
    let bytes = Array("plot_id,dbh_cm\r\nA,1\nB,2\rC,3\r\n".utf8)
    let path = Place.scratch("ends") + "/t.csv"
    try Data(bytes).write(to: URL(filePath: path))
    var log = FindingLog()
    var rows: [Int] = []
    _ = try TableReader(path).read(.trees, stated: [:], log: &log) { row, _, _, _ in
      rows.append(row.number)
    }
    #expect(rows == [2, 3, 4] && log.findings.isEmpty)
  }

  @Test("a hundred thousand columns are read in seconds, and named in a few words")
  func wide() throws {
    let names = (0..<100_000).map { "c\($0)" }.joined(separator: ",")
    let cells = [String](repeating: "1", count: 100_000).joined(separator: ",")
    let path = try table(Place.scratch("wide"), "t.csv", names, cells)
    var log = FindingLog()
    let start = ContinuousClock.now
    _ = try TableReader(path).read(.trees, stated: [:], log: &log) { _, _, _, _ in }
    #expect(ContinuousClock.now - start < .seconds(10))
    #expect(log.findings.map(\.kind.code).allSatisfy { $0 == "missing-column" })
    #expect(log.lines(.english).allSatisfy { $0.count < 1_000 })
  }
}
