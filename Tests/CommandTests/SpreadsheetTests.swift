import Foundation
import TestSupport
import Testing

/// Tables that are no CSV, read through GDAL. The files are made by a short Python script: an XLSX of
/// inline strings and numbers, and a DBF, are a few lines each.
@Suite("Spreadsheets")
struct SpreadsheetTests {
  private func make(_ folder: String) throws {
    let script = #"""
      import struct, sys, zipfile
      folder = sys.argv[1]
      rows = [["Biểu đo cây", "", ""], ["OTC", "D1.3", "Hvn"], ["A", 20, 15], ["A", "x", 12], ["B", 30.5, 18]]

      def cell(column, row, value):
          name = "ABC"[column] + str(row)
          if isinstance(value, str):
              return f'<c r="{name}" t="inlineStr"><is><t>{value}</t></is></c>'
          return f'<c r="{name}"><v>{value}</v></c>'

      data = "".join(
          f'<row r="{r}">' + "".join(cell(c, r, v) for c, v in enumerate(row) if v != "") + "</row>"
          for r, row in enumerate(rows, 1))
      main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
      office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
      package = "http://schemas.openxmlformats.org/package/2006"
      kind = "application/vnd.openxmlformats-officedocument.spreadsheetml."
      with zipfile.ZipFile(folder + "/book.xlsx", "w") as book:
          book.writestr("[Content_Types].xml", f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="{kind}sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}worksheet+xml"/></Types>')
          book.writestr("_rels/.rels", f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>')
          book.writestr("xl/workbook.xml", f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="Cây" sheetId="1" r:id="r1"/></sheets></workbook>')
          book.writestr("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>')
          book.writestr("xl/worksheets/sheet1.xml", f'<worksheet xmlns="{main}"><sheetData>{data}</sheetData></worksheet>')

      fields = [(b"PLOT", b"C", 4, 0), (b"DBH", b"N", 6, 1), (b"AGB_KG", b"N", 8, 2)]
      records = [(b"A   ", b"  20.0", b"  100.25"), (b"B   ", b"  30.5", b"  250.50")]
      with open(folder + "/trees.dbf", "wb") as table:
          size = 1 + sum(f[2] for f in fields)
          table.write(struct.pack("<BBBBIHH20x", 3, 126, 1, 1, len(records), 33 + 32 * len(fields), size))
          for name, kind, width, decimals in fields:
              table.write(struct.pack("<11sc4xBB14x", name, kind, width, decimals))
          table.write(b"\r")
          for record in records:
              table.write(b" " + b"".join(record))
          table.write(b"\x1a")
      """#
    try script.write(toFile: folder + "/make.py", atomically: true, encoding: .utf8)
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", folder + "/make.py", folder]
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  @Test("XLSX: a title row, a sheet by name, true row numbers")
  func xlsx() throws {
    let folder = Place.scratch("xlsx")
    try make(folder)
    let call = [
      "biomass", "--trees", folder + "/book.xlsx:Cây", "--header-row", "trees=2",
      "--wood-density-default", "0.5", "--out", folder + "/o",
    ]
    let run = try ToolRun(call)
    #expect(run.exitCode == 1)
    #expect(run.errors.contains("book.xlsx:Cây:4:dbh_cm: read \"x\""), "\(run.errors)")
    let skipped = try ToolRun(call + ["--on-error", "skip"])
    #expect(skipped.exitCode == 0, "\(skipped.errors)")
    let trees = try csv(folder + "/o/trees.csv")
    #expect(trees.map { $0.number("dbh_cm") }.filter { !$0.isNaN } == [20, 30.5])
    #expect(relative(trees[0].number("agb_kg"), 0.0673 * pow(0.5 * 20 * 20 * 15, 0.976)) < 1e-12)
  }

  @Test("DBF")
  func dbf() throws {
    let folder = Place.scratch("dbf")
    try make(folder)
    let run = try ToolRun(["biomass", "--trees", folder + "/trees.dbf", "--out", folder + "/o"])
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(try csv(folder + "/o/plots.csv").map { $0["agb_mg"] ?? "" } == ["0.10025", "0.2505"])
  }
}
