import ForestGeo
import ForestModel
import Foundation
import TestSupport
import Testing

@Suite("Tables")
struct TableReaderTests {
  /// Reads a trees table given as text; returns per row its number and the dbh cell.
  private func read(
    _ text: String, headerRow: Int = 1, stated: [String: String] = [:]
  ) throws
    -> (rows: [(Int, NumberCell)], log: FindingLog, count: Int)
  {
    let path = Place.scratch("table") + "/t.csv"
    try Data(text.utf8).write(to: URL(filePath: path))
    var log = FindingLog()
    var rows: [(Int, NumberCell)] = []
    let result = try TableReader(path, headerRow: headerRow).read(
      .trees, stated: stated, log: &log
    ) { row, mapping, fault, _ in
      if fault != nil { return }
      rows.append((row.number, mapping["dbh_cm"].map { row.number($0) } ?? .missing))
    }
    return (rows, log, result.rows)
  }

  @Test(
    "rows are counted as a spreadsheet does: header 1, blank lines count, quoted line ends do not")
  func rowNumbers() throws {
    let found = try read(
      "plot_id,dbh_cm,species\nA,10,x\n\n\"A\",11,\"two\nlines\"\r\nA,12,\"q\"\"q\"")
    #expect(found.rows.map(\.0) == [2, 4, 5])
    #expect(found.count == 3 && found.log.findings.isEmpty)
    #expect(found.rows.map(\.1) == [.value(10), .value(11), .value(12)])
  }

  @Test("semicolons, tabs, byte order mark, decimal comma, trailing separators, lone CR")
  func dialects() throws {
    #expect(try read("\u{FEFF}plot_id;dbh_cm\nA;12,5\n").rows.map(\.1) == [.value(12.5)])
    #expect(try read("plot_id\tdbh_cm\nA\t12,5\n").rows.map(\.1) == [.value(12.5)])
    #expect(try read("plot_id,dbh_cm\nA,\"12,5\"\n").rows.map(\.1) == [.value(12.5)])
    #expect(try read("plot_id,dbh_cm\nA,12,,\n").rows.map(\.1) == [.value(12)])
    #expect(try read("plot_id,dbh_cm\rA,12\rB,13\r").rows.map(\.1) == [.value(12), .value(13)])
    #expect(try read("Title\n\nplot_id,dbh_cm\nA,12\n", headerRow: 3).rows.map(\.0) == [4])
  }

  @Test(
    "numbers",
    arguments: [
      ("12", .value(12)), (" 12.50 ", .value(12.5)), ("-3e2", .value(-300)), ("+.5", .value(0.5)),
      ("", .missing), ("NA", .missing), ("n/a", .missing), ("-", .missing), ("NULL", .missing),
      ("=\"123\"", .value(123)), ("3O.5", .text), ("1.2.3", .text), ("12 cm", .text),
      ("0x10", .text),
      ("inf", .text), ("nan", .text), ("1e", .text), (".", .text), ("1e999", .text),
      ("twelve", .text),
      ("1234567890123456789012", .value(1.2345678901234568e21)),
      ("0.1", .value(0.1)), ("123456.789012345678", .value(123456.789012345678)),
    ] as [(String, NumberCell)])
  func numbers(text: String, expected: NumberCell) throws {
    let quoted = "\"" + text.replacingOccurrences(of: "\"", with: "\"\"") + "\""
    #expect(try read("plot_id,dbh_cm\nA,\(quoted)\n").rows.map(\.1) == [expected])
  }

  @Test("a comma that may be decimal or thousands is refused, not guessed")
  func ambiguous() throws {
    #expect(try read("plot_id,dbh_cm\nA,\"1,234\"\n").rows.map(\.1) == [.ambiguous])
    #expect(try read("plot_id,dbh_cm\nA,\"0,234\"\n").rows.map(\.1) == [.value(0.234)])
    #expect(try read("plot_id;dbh_cm\nA;1,234\n").rows.map(\.1) == [.value(1.234)])
    #expect(try read("plot_id;dbh_cm\nA;1.234,5\n").rows.map(\.1) == [.text])
    #expect(
      try read("plot_id;dbh_cm\nA;3,5\nB;1.200\n").rows.map(\.1) == [.value(3.5), .ambiguous])
    #expect(
      try read("plot_id;dbh_cm\nA;3.5\nB;1.200\n").rows.map(\.1) == [.value(3.5), .value(1.2)])
  }

  @Test("columns by name in common use, by statement, and refusals")
  func columns() throws {
    #expect(try read("OTC,D1.3\nA,10\n").rows.map(\.1) == [.value(10)])
    #expect(try read("Ô tiêu chuẩn,Đường kính (cm)\nA,10\n").rows.map(\.1) == [.value(10)])
    #expect(try read("OTC,Đường kính ngang ngực (cm)\nA,10\n").rows.map(\.1) == [.value(10)])
    #expect(try read("OTC,D (cm)\nA,10\n").rows.map(\.1) == [.value(10)])
    // Millimetres in brackets never pass for centimetres.
    #expect(try read("OTC,D (mm)\nA,100\n").log.findings.map(\.kind.code) == ["missing-column"])
    #expect(try read("Plot_ID,DBH_CM,D\nA,10,99\n").rows.map(\.1) == [.value(10)])
    #expect(
      try read("plot_id,mine\nA,10\n", stated: ["dbh_cm": "mine"]).rows.map(\.1) == [.value(10)])
    let missing = try read("plot_id,dhb_cm\nA,10\n")
    #expect(missing.log.findings.map(\.kind.code) == ["missing-column"])
    #expect(missing.log.findings.first?.sentence(.english).contains("dhb_cm?") == true)
    #expect(try read("plot_id,dbh_cm,dbh_cm\nA,1,2\n").log.findings.first?.kind == .ambiguousColumn)
    #expect(
      try read("plot_id,dbh_cm\nA,1\n", stated: ["dbh_cm": "x"]).log.findings.first?.kind
        == .mappedColumnMissing)
  }

  @Test("files that are no table end in findings")
  func broken() throws {
    #expect(try read("").log.findings.map(\.kind.code) == ["empty-file"])
    #expect(try read("plot_id,dbh_cm\n").log.findings.map(\.kind.code) == ["empty-table"])
    #expect(
      try read("plot_id,dbh_cm\nA,\"10\n").log.findings.map(\.kind.code) == ["unclosed-quote"])
    let short = try read("plot_id,dbh_cm\nA\nA,1,2\nA,3\n")
    #expect(short.log.findings.map(\.location.row) == ["2", "3"])
    #expect(short.rows.map(\.0) == [4] && short.count == 3)
    let path = Place.scratch("latin") + "/t.csv"
    try Data([0x70, 0x6C, 0x6F, 0x74, 0x2C, 0x64, 0x0A, 0xF4, 0x2C, 0x31, 0x0A])
      .write(to: URL(filePath: path))
    var log = FindingLog()
    _ = try TableReader(path).read(.trees, stated: [:], log: &log) { _, _, _, _ in }
    #expect(log.findings.map(\.kind.code) == ["encoding-unclear"])
  }

  @Test("rows of every kind come out alike wherever the reader's buffer ends")
  func long() throws {
    // Some 3 MB: rows without quotes, with quoted cells, with doubled quotes, with line ends inside.
    var text = "plot_id,dbh_cm,species\n"
    var expected: [NumberCell] = []
    for row in 0..<60_000 {
      let d = Double(row % 977) / 10
      let plain = "\(row % 977 / 10).\(row % 977 % 10)"
      switch row % 5 {
      case 0: text += "P\(row / 9),\(plain),Schima wallichii nothing quoted here\n"
      case 1: text += "\"P\(row / 9)\",\"\(plain)\",\"Schima, \(row)\"\r\n"
      case 2: text += "\"P\(row / 9)\",\(plain),\"say \"\"x\"\", then\"\n"
      case 3: text += "P\(row / 9),\" \(plain)\",\"two\nlines\"\n"
      default: text += "P\(row / 9),\(plain),Vối thuốc \"so\"\n"
      }
      expected.append(.value(d))
    }
    let found = try read(text)
    #expect(found.rows.map(\.1) == expected)
    #expect(found.rows.map(\.0) == Array(2...60_001) && found.log.findings.isEmpty)
  }

  @Test("a number reads the same with and without blanks around it", arguments: [",", ";"])
  func plainNumbers(separator: String) throws {
    // Blanks send a cell through the reading of all numbers, digits alone take the short way.
    var plain: [String] = []
    for whole in ["0", "7", "12", "999", "0012", "123456789", "1234567890123"] {
      plain += [whole, whole + ".", whole + ".5", whole + ".05", whole + ".125", whole + ".0"]
    }
    plain += [".", ".5", "1.2.3", "..", "0.000000000001", "99999999999999"]
    func values(_ cells: [String]) throws -> [NumberCell] {
      let rows = cells.map { "A\(separator)\($0)\n" }.joined()
      // The first row shows that this file writes decimal commas, where it can.
      let first = separator == ";" ? "A;3,5\n" : "A,3.5\n"
      return try read("plot_id\(separator)dbh_cm\n" + first + rows).rows.map(\.1)
    }
    #expect(try values(plain) == values(plain.map { " " + $0 + " " }))
  }

  @Test("network addresses are refused")
  func network() throws {
    for path in ["/vsicurl/http://127.0.0.1/x.xlsx", "https://127.0.0.1/x.xlsx", "WFS:x"] {
      var log = FindingLog()
      #expect(throws: GeoError.self) {
        try TableReader(path).read(.trees, stated: [:], log: &log) { _, _, _, _ in }
      }
    }
  }
}
