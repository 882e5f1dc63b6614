import CarbonDocuments
import Foundation
import TestSupport
import Testing

@Suite("Spreadsheets")
struct SpreadsheetTests {
  private func parts(_ sheets: [Spreadsheet]) throws -> Unpacked {
    let path = Place.scratch("sheet") + "/a.xlsx"
    try Data(try SpreadsheetWriter.xlsx(sheets)).write(to: URL(filePath: path))
    let parts = try Unpacked(path)
    for (name, data) in parts.files { _ = try XMLText(data, name) }
    return parts
  }

  @Test("text is never a formula, formulas keep the value they had, numbers keep their bits")
  func cells() throws {
    let texts = [
      "=1+1", "+1", "-1", "@SUM(A1)", "a <b> & \"c\"", "tiếng Việt", "x\u{0}y", "_x0041_",
    ]
    let sheet = Spreadsheet(
      name: "Check", heads: ["Item", "Value"],
      rows: texts.map { [.text($0)] } + [
        [.empty, .number(0.1 + 0.2, .twoDecimals)], [.empty, .number(.nan)],
        [.text("sum"), .formula("SUM(B10:B11)*IF(B10<1,1,0)", value: 0.3, .fourDecimals)],
      ])
    let xml = try parts([sheet]).text("xl/worksheets/sheet1.xml")
    #expect(
      xml.contains("<c r=\"A2\" s=\"0\" t=\"inlineStr\"><is><t xml:space=\"preserve\">=1+1</t>"))
    #expect(xml.components(separatedBy: "<f>").count == 2)
    #expect(xml.contains("<f>SUM(B10:B11)*IF(B10&lt;1,1,0)</f><v>0.3</v>"))
    #expect(xml.contains("<v>0.30000000000000004</v>"))
    #expect(xml.contains("x\u{FFFD}y") && xml.contains("_x005F_x0041_"))
    #expect(!xml.contains("r=\"B11\"") && xml.contains("state=\"frozen\""))
  }

  @Test("tabs have names that a workbook may have, each once")
  func tabs() throws {
    let names = ["a/b:c?*[d]'", "", "Long " + String(repeating: "n", count: 60), "x", "X"]
    let book = try parts(names.map { Spreadsheet(name: $0, heads: ["h"], rows: []) })
      .text("xl/workbook.xml")
    let shown = book.matches(of: /sheet name="([^"]*)"/).map { String($0.1) }
    #expect(
      shown == ["a_b_c___d__", "Sheet", "Long " + String(repeating: "n", count: 26), "x", "X 2"])
    #expect(book.contains("fullCalcOnLoad"))
  }

  @Test("columns are named as spreadsheets name them")
  func columns() {
    #expect(
      [0, 25, 26, 51, 52, 701, 702].map(SpreadsheetWriter.column) == [
        "A", "Z", "AA", "AZ", "BA", "ZZ", "AAA",
      ])
  }

  @Test("a text longer than a cell holds is cut visibly; equal sheets are equal bytes")
  func limits() throws {
    let sheet = Spreadsheet(
      name: "s", heads: ["h"], rows: [[.text(String(repeating: "ab ", count: 20_000))]])
    let xml = try XMLText(
      try #require(parts([sheet]).files["xl/worksheets/sheet1.xml"]), "sheet"
    ).characters
    #expect(xml.count == 1 + SpreadsheetWriter.mostCharacters && xml.hasSuffix("…"))
    #expect(try SpreadsheetWriter.xlsx([sheet]) == SpreadsheetWriter.xlsx([sheet]))
    let rows = [[Spreadsheet.Cell]](repeating: [], count: SpreadsheetWriter.mostRows)
    #expect(throws: DocumentError.self) {
      try SpreadsheetWriter.xlsx([Spreadsheet(name: "s", heads: ["h"], rows: rows)])
    }
  }
}
