import Foundation
import TestSupport
import Testing

/// Workbooks as offices keep them: hidden sheets, merged cells, titles, formulas that were never computed.
@Suite("Workbooks")
struct WorkbookTests {
  /// Writes an XLSX of the given sheets: name, whether it is hidden, and the inside of its worksheet.
  private func make(_ path: String, _ sheets: [(name: String, isHidden: Bool, xml: String)]) throws
  {
    let folder = Place.scratch("book")
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    let package = "http://schemas.openxmlformats.org/package/2006"
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    func write(_ name: String, _ text: String) throws {
      let file = folder + "/" + name
      try FileManager.default.createDirectory(
        atPath: URL(filePath: file).deletingLastPathComponent().path(),
        withIntermediateDirectories: true)
      try text.write(toFile: file, atomically: true, encoding: .utf8)
    }
    let parts = sheets.indices.map { index in
      "<Override PartName=\"/xl/worksheets/sheet\(index + 1).xml\" ContentType=\"\(kind)worksheet+xml\"/>"
    }.joined()
    try write(
      "[Content_Types].xml",
      "<Types xmlns=\"\(package)/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"\(kind)sheet.main+xml\"/>\(parts)</Types>"
    )
    try write(
      "_rels/.rels",
      "<Relationships xmlns=\"\(package)/relationships\"><Relationship Id=\"r1\" Type=\"\(office)/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
    )
    let list = sheets.enumerated().map { index, sheet in
      "<sheet name=\"\(sheet.name)\" sheetId=\"\(index + 1)\"\(sheet.isHidden ? " state=\"hidden\"" : "") r:id=\"r\(index + 1)\"/>"
    }.joined()
    try write(
      "xl/workbook.xml",
      "<workbook xmlns=\"\(main)\" xmlns:r=\"\(office)\"><sheets>\(list)</sheets></workbook>")
    let relations = sheets.indices.map { index in
      "<Relationship Id=\"r\(index + 1)\" Type=\"\(office)/worksheet\" Target=\"worksheets/sheet\(index + 1).xml\"/>"
    }.joined()
    try write(
      "xl/_rels/workbook.xml.rels",
      "<Relationships xmlns=\"\(package)/relationships\">\(relations)</Relationships>")
    for (index, sheet) in sheets.enumerated() {
      try write(
        "xl/worksheets/sheet\(index + 1).xml",
        "<worksheet xmlns=\"\(main)\">\(sheet.xml)</worksheet>")
    }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      "python3", "-c",
      """
      import os, sys, zipfile
      with zipfile.ZipFile(sys.argv[2], "w") as book:
          for top, _, names in os.walk(sys.argv[1]):
              for name in names:
                  path = os.path.join(top, name)
                  book.write(path, os.path.relpath(path, sys.argv[1]))
      """, folder, path,
    ]
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  /// Rows of cells: text, or a number, or the XML of a cell's inside where it begins with "<".
  private func sheet(_ rows: [[String]], merged: [String] = []) -> String {
    let data = rows.enumerated().map { index, row in
      let cells = row.enumerated().map { column, value -> String in
        let name = "\(["A", "B", "C", "D"][column])\(index + 1)"
        if value.isEmpty { return "" }
        if value.hasPrefix("<") { return "<c r=\"\(name)\">\(value)</c>" }
        if value.hasPrefix("#") { return "<c r=\"\(name)\" t=\"e\"><v>\(value)</v></c>" }
        if Double(value) != nil { return "<c r=\"\(name)\"><v>\(value)</v></c>" }
        return "<c r=\"\(name)\" t=\"inlineStr\"><is><t>\(value)</t></is></c>"
      }.joined()
      return "<row r=\"\(index + 1)\">\(cells)</row>"
    }.joined()
    let ranges = merged.map { "<mergeCell ref=\"\($0)\"/>" }.joined()
    return "<sheetData>\(data)</sheetData>"
      + (merged.isEmpty ? "" : "<mergeCells count=\"\(merged.count)\">\(ranges)</mergeCells>")
  }

  private func biomass(_ table: String, _ options: [String] = []) throws -> ToolRun {
    try ToolRun(
      [
        "biomass", "--trees", table, "--wood-density-default", "0.5", "--out",
        Place.scratch("out") + "/o",
      ] + options)
  }

  private static let trees = [["OTC", "D1.3", "Hvn"], ["A", "20", "15"], ["B", "30.5", "18"]]

  @Test("several sheets: which is read, which others there are, and which are hidden")
  func sheets() throws {
    let folder = Place.scratch("sheets")
    let path = folder + "/book.xlsx"
    try make(
      path,
      [
        ("Cây", false, sheet(Self.trees)), ("Ghi chú", false, sheet([["x"]])),
        ("Cũ", true, sheet(Self.trees)),
      ])
    let run = try biomass(path)
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(run.errors.contains("sheet \"Cây\" is read"), "\(run.errors)")
    #expect(run.errors.contains("\"Ghi chú\", \"Cũ\" (hidden/ẩn)"), "\(run.errors)")
    #expect(try !biomass(path + ":Cây").errors.contains("sheet-chosen"))
    let missing = try biomass(path + ":Cay")
    #expect(missing.exitCode == 2)
    #expect(missing.errors.contains("Cây, Ghi chú, Cũ"), "\(missing.errors)")
    let hidden = folder + "/hidden.xlsx"
    try make(hidden, [("Cũ", true, sheet(Self.trees)), ("Mới", false, sheet(Self.trees))])
    #expect(try biomass(hidden).errors.contains("sheet-hidden"))
    // One sheet is no choice.
    let one = folder + "/one.xlsx"
    try make(one, [("Cây", false, sheet(Self.trees))])
    #expect(try !biomass(one).errors.contains("sheet"))
  }

  @Test("titles, merged cells, error marks, formulas without a value, numbers as text")
  func cells() throws {
    let folder = Place.scratch("cells")
    let title = folder + "/title.xlsx"
    try make(
      title, [("Cây", false, sheet([["PHIẾU"], []] + Self.trees, merged: ["A1:C1"]))])
    let run = try biomass(title)
    #expect(run.exitCode == 1 && run.errors.contains("--header-row trees=3"), "\(run.errors)")
    let headed = try biomass(title, ["--header-row", "trees=3"])
    #expect(headed.exitCode == 0 && !headed.errors.contains("merged-cells"), "\(headed.errors)")
    let merged = folder + "/merged.xlsx"
    try make(
      merged,
      [
        (
          "Cây", false,
          sheet(
            [["OTC", "D1.3", "Hvn"], ["A", "20", "15"], ["", "30", "18"]], merged: ["A2:A3"])
        )
      ])
    let broken = try biomass(merged)
    #expect(broken.exitCode == 1)
    #expect(broken.errors.contains("1 ranges of cells are merged (A2:A3)"), "\(broken.errors)")
    let formula = folder + "/formula.xlsx"
    try make(
      formula,
      [
        (
          "Cây", false,
          sheet([
            ["OTC", "D1.3", "Hvn"], ["A", "<f>B9*2</f>", "15"], ["B", "<f>9*2</f><v>18</v>", "12"],
            ["B", "#DIV/0!", "18"],
          ])
        )
      ])
    let found = try biomass(formula)
    #expect(found.exitCode == 1)
    #expect(found.errors.contains("1 cells hold a formula without a stored value (first: B2)"))
    #expect(found.errors.contains("formula.xlsx:4:dbh_cm: read \"#DIV/0!\""), "\(found.errors)")
    let text = folder + "/text.xlsx"
    let cell = "<is><t>20,5</t></is>"
    let xml = sheet(Self.trees).replacingOccurrences(
      of: "<c r=\"B2\"><v>20</v></c>", with: "<c r=\"B2\" t=\"inlineStr\">\(cell)</c>")
    try make(text, [("Cây", false, xml)])
    #expect(try biomass(text).exitCode == 0)
  }
}
