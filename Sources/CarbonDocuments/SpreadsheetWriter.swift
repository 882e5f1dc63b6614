import ForestModel

/// One sheet of a workbook: rows of cells, the first of them heads.
public struct Spreadsheet: Sendable {
  /// What stands in a cell.
  public enum Cell: Sendable, Hashable {
    /// Nothing.
    case empty
    /// Text, taken as it is: `=1+1` is four characters, never a formula.
    case text(String)
    /// A number and how it is shown; a number that is not finite leaves the cell empty.
    case number(Double, Format = .general)
    /// A formula without its `=`, with English names and commas, and the value it had when the file was
    /// written.
    case formula(String, value: Double, Format = .general)
  }

  /// How a number is shown; the program that opens the file sets group and decimal marks.
  public enum Format: Int, Sendable, Hashable, CaseIterable {
    /// As many digits as it has.
    case general
    /// 1,235
    case whole
    /// 1,234.6
    case oneDecimal
    /// 1,234.57
    case twoDecimals
    /// 1,234.5678
    case fourDecimals
    /// A share as percent, 12.3%
    case percent

    var code: String {
      switch self {
      case .general: "General"
      case .whole: "#,##0"
      case .oneDecimal: "#,##0.0"
      case .twoDecimals: "#,##0.00"
      case .fourDecimals: "#,##0.0000"
      case .percent: "0.0%"
      }
    }
  }

  /// Name on the tab. Characters that a tab cannot show are replaced, long names cut.
  public var name: String
  /// Heads of the columns, bold, visible while scrolling.
  public var heads: [String]
  /// Rows below the heads.
  public var rows: [[Cell]]
  /// Widths of the columns in characters; those without one get what their cells need, at most 60.
  public var widths: [Double]

  /// A sheet.
  public init(name: String, heads: [String], rows: [[Cell]], widths: [Double] = []) {
    self.name = name
    self.heads = heads
    self.rows = rows
    self.widths = widths
  }
}

/// Writes workbooks (Office Open XML, SpreadsheetML). Equal sheets are equal bytes.
public enum SpreadsheetWriter {
  /// Rows that a sheet holds.
  public static let mostRows = 1_048_576
  /// Characters that a cell holds.
  public static let mostCharacters = 32_767

  /// The file. Fails when a sheet has more rows than the format holds; a text that is longer than a cell
  /// holds is cut and ends with `…`.
  public static func xlsx(_ sheets: [Spreadsheet]) throws(DocumentError) -> [UInt8] {
    let names = tabs(sheets.map(\.name))
    var archive = ZipArchive()
    try archive.add("[Content_Types].xml", contentTypes(sheets.count))
    try archive.add(
      "_rels/.rels", relations([("officeDocument", "xl/workbook.xml")]))
    try archive.add("xl/workbook.xml", workbook(names))
    try archive.add(
      "xl/_rels/workbook.xml.rels",
      relations(
        sheets.indices.map { ("worksheet", "worksheets/sheet\($0 + 1).xml") }
          + [("styles", "styles.xml")]))
    try archive.add("xl/styles.xml", styles)
    for (index, sheet) in sheets.enumerated() {
      guard sheet.rows.count < mostRows else {
        throw .fileFailed(names[index], detail: "a sheet holds \(mostRows) rows")
      }
      try archive.add("xl/worksheets/sheet\(index + 1).xml", worksheet(sheet))
    }
    return archive.bytes
  }

  /// `A`, `Z`, `AA` of a column counted from 0.
  public static func column(_ index: Int) -> String {
    var rest = index
    var name = ""
    repeat {
      name = String(UnicodeScalar(UInt8(65 + rest % 26))) + name
      rest = rest / 26 - 1
    } while rest >= 0
    return name
  }

  // MARK: Parts

  private static let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
  private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

  private static func contentTypes(_ sheets: Int) -> String {
    let type = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    var out = head
    out += "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
    out += "<Default Extension=\"rels\" "
    out += "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
    out += "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    out += "<Override PartName=\"/xl/workbook.xml\" ContentType=\"\(type)sheet.main+xml\"/>"
    out += "<Override PartName=\"/xl/styles.xml\" ContentType=\"\(type)styles+xml\"/>"
    for index in 0..<sheets {
      out += "<Override PartName=\"/xl/worksheets/sheet\(index + 1).xml\" "
      out += "ContentType=\"\(type)worksheet+xml\"/>"
    }
    return out + "</Types>\n"
  }

  private static func relations(_ targets: [(type: String, target: String)]) -> String {
    var out = head
    out += "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
    for (index, item) in targets.enumerated() {
      out += "<Relationship Id=\"rId\(index + 1)\" Type=\"\(office)/\(item.type)\" "
      out += "Target=\"\(item.target)\"/>"
    }
    return out + "</Relationships>\n"
  }

  private static func workbook(_ names: [String]) -> String {
    var out = head + "<workbook xmlns=\"\(main)\" xmlns:r=\"\(office)\"><sheets>"
    for (index, name) in names.enumerated() {
      out +=
        "<sheet name=\"\(SVG.escape(name))\" sheetId=\"\(index + 1)\" r:id=\"rId\(index + 1)\"/>"
    }
    // Whoever opens the file computes the formulas anew.
    return out + "</sheets><calcPr fullCalcOnLoad=\"1\"/></workbook>\n"
  }

  /// Styles of cells: text 0, head 1, then one per number format.
  private static let styles: String = {
    let formats = Spreadsheet.Format.allCases
    var out = head + "<styleSheet xmlns=\"\(main)\"><numFmts count=\"\(formats.count)\">"
    for format in formats {
      out += "<numFmt numFmtId=\"\(164 + format.rawValue)\" formatCode=\"\(format.code)\"/>"
    }
    let font = "<sz val=\"11\"/><name val=\"Calibri\"/>"
    out += "</numFmts><fonts count=\"2\"><font>\(font)</font><font><b/>\(font)</font></fonts>"
    out += "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>"
    out += "<fill><patternFill patternType=\"gray125\"/></fill></fills>"
    out +=
      "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
    out += "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/>"
    out += "</cellStyleXfs><cellXfs count=\"\(formats.count + 2)\">"
    let top = "<alignment vertical=\"top\" wrapText=\"1\"/></xf>"
    let base = "fillId=\"0\" borderId=\"0\" xfId=\"0\""
    out += "<xf numFmtId=\"0\" fontId=\"0\" \(base) applyAlignment=\"1\">\(top)"
    out += "<xf numFmtId=\"0\" fontId=\"1\" \(base) applyFont=\"1\" applyAlignment=\"1\">\(top)"
    for format in formats {
      out += "<xf numFmtId=\"\(164 + format.rawValue)\" fontId=\"0\" \(base) "
      out += "applyNumberFormat=\"1\" applyAlignment=\"1\"><alignment vertical=\"top\"/></xf>"
    }
    return out + "</cellXfs><cellStyles count=\"1\">"
      + "<cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>\n"
  }()

  private static func worksheet(_ sheet: Spreadsheet) -> String {
    var out = head + "<worksheet xmlns=\"\(main)\"><sheetViews><sheetView workbookViewId=\"0\">"
    out += "<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>"
    out += "</sheetView></sheetViews>"
    let widths = widths(sheet)
    if !widths.isEmpty {
      out += "<cols>"
      for (index, width) in widths.enumerated() {
        out += "<col min=\"\(index + 1)\" max=\"\(index + 1)\" width=\"\(SVG.n(width))\" "
        out += "customWidth=\"1\"/>"
      }
      out += "</cols>"
    }
    out += "<sheetData>"
    row(1, sheet.heads.map(Spreadsheet.Cell.text), isHead: true, into: &out)
    for (index, cells) in sheet.rows.enumerated() {
      row(index + 2, cells, isHead: false, into: &out)
    }
    return out + "</sheetData></worksheet>\n"
  }

  private static func row(
    _ number: Int, _ cells: [Spreadsheet.Cell], isHead: Bool, into out: inout String
  ) {
    out += "<row r=\"\(number)\">"
    for (index, cell) in cells.enumerated() {
      let place = "r=\"\(column(index))\(number)\""
      switch cell {
      case .empty: break
      case .text(let text):
        out += "<c \(place) s=\"\(isHead ? 1 : 0)\" t=\"inlineStr\"><is>"
        out += "<t xml:space=\"preserve\">\(escape(text))</t></is></c>"
      case .number(let value, let format):
        guard value.isFinite else { continue }
        out += "<c \(place) s=\"\(format.rawValue + 2)\"><v>\(value.csvText)</v></c>"
      case .formula(let formula, let value, let format):
        out += "<c \(place) s=\"\(format.rawValue + 2)\"><f>\(SVG.escape(formula))</f>"
        out += value.isFinite ? "<v>\(value.csvText)</v></c>" : "</c>"
      }
    }
    out += "</row>"
  }

  /// Text of a cell. Line ends stay; what XML cannot hold is replaced; `_x0041_`, which the format reads
  /// as a character, is kept apart from it.
  private static func escape(_ text: String) -> String {
    let lines = text.replacing("\r\n", with: "\n").split(
      separator: "\n", omittingEmptySubsequences: false)
    var clean = lines.map { Printable.line(String($0)) }.joined(separator: "\n")
    if clean.utf16.count > mostCharacters {
      var room = mostCharacters - 1
      clean =
        String(
          clean.prefix {
            room -= $0.utf16.count
            return room >= 0
          }) + "…"
    }
    return SVG.escape(clean.replacing(#/_x(?=[0-9A-Fa-f]{4}_)/#, with: "_x005F_x"))
  }

  private static func widths(_ sheet: Spreadsheet) -> [Double] {
    var widths = sheet.heads.map { Double(min($0.count, 24)) }
    for row in sheet.rows {
      for (index, cell) in row.enumerated() {
        let need: Int
        switch cell {
        case .empty: need = 0
        case .text(let text): need = text.count
        case .number(let value, _), .formula(_, let value, _): need = min(value.csvText.count, 16)
        }
        if index < widths.count {
          widths[index] = max(widths[index], Double(need))
        } else {
          widths += [Double](repeating: 0, count: index - widths.count) + [Double(need)]
        }
      }
    }
    return widths.enumerated().map { index, need in
      index < sheet.widths.count ? min(max(sheet.widths[index], 1), 255) : min(need, 60) + 2
    }
  }

  /// Names of tabs: 1 to 31 characters, without those that a reference to a sheet gives a meaning, each
  /// once whatever the case of its letters.
  private static func tabs(_ names: [String]) -> [String] {
    var used: Set<String> = []
    return names.map { name in
      var clean = String(
        Printable.line(name).map { "\\/?*[]:'".contains($0) ? "_" : $0 }.prefix(31))
      while clean.utf16.count > 31 { clean.removeLast() }
      if clean.allSatisfy({ $0 == " " }) { clean = "Sheet" }
      var unique = clean
      var number = 2
      while !used.insert(unique.lowercased()).inserted {
        unique = clean.prefix(27) + " \(number)"
        number += 1
      }
      return unique
    }
  }
}
