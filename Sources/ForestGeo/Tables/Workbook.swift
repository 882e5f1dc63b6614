import CGDAL
import ForestModel
import Glibc

/// What an XLSX file says of its sheets beyond their cells, which GDAL does not tell: hidden sheets, merged
/// cells, formulas without a stored value.
struct Workbook {
  /// A sheet.
  struct Sheet: Equatable {
    let name: String
    let isHidden: Bool
    /// Its part in the archive, such as `xl/worksheets/sheet1.xml`; empty where the book does not say.
    let part: String
  }

  private let path: String
  private(set) var sheets: [Sheet] = []

  /// Largest part that is looked at, bytes. These are hints: a larger sheet is read without them.
  private static let limit = 256 << 20

  /// `nil` where the file is no XLSX.
  init?(_ path: String) {
    self.path = path
    guard let book = Self.part("xl/workbook.xml", of: path) else { return nil }
    var targets: [String: String] = [:]
    let relations = Self.part("xl/_rels/workbook.xml.rels", of: path) ?? []
    for tag in XMLScan.tags("Relationship", in: relations) {
      guard let id = tag["Id"], let target = tag["Target"] else { continue }
      targets[id] = target.hasPrefix("/") ? String(target.dropFirst()) : "xl/" + target
    }
    for tag in XMLScan.tags("sheet", in: book) {
      guard let name = tag["name"] else { continue }
      sheets.append(
        Sheet(
          name: name, isHidden: tag["state"].map { $0 != "visible" } ?? false,
          part: tag["r:id"].flatMap { targets[$0] } ?? ""))
    }
  }

  /// Merged ranges of a sheet, such as `A3:A8`.
  func mergedRanges(_ sheet: Sheet) -> [String] {
    guard let part = Self.part(sheet.part, of: path) else { return [] }
    return XMLScan.tags("mergeCell", in: part).compactMap { $0["ref"] }
  }

  /// Cells with a formula and no stored value, such as `C12`.
  func emptyFormulas(_ sheet: Sheet) -> [String] {
    guard let part = Self.part(sheet.part, of: path) else { return [] }
    return XMLScan.cellsWithEmptyFormula(in: part)
  }

  private static func part(_ name: String, of path: String) -> [UInt8]? {
    if name.isEmpty { return nil }
    let inside = "/vsizip/{" + path + "}/" + name
    guard let file = VSIFOpenL(inside, "rb") else {
      CPLErrorReset()
      return nil
    }
    defer { VSIFCloseL(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = VSIFReadL(&buffer, 1, buffer.count, file)
      if count == 0 { return bytes }
      bytes += buffer[..<count]
      if bytes.count > limit { return nil }
    }
  }
}

/// The little of XML that is asked of a workbook: start tags with their attributes.
enum XMLScan {
  /// Attributes of every start tag of that name.
  static func tags(_ name: String, in xml: [UInt8]) -> [[String: String]] {
    var found: [[String: String]] = []
    let open = Array("<\(name)".utf8)
    var place = 0
    while let start = position(of: open, in: xml, from: place) {
      place = start + open.count
      guard place < xml.count, [0x20, 0x09, 0x0A, 0x0D, 0x2F, 0x3E].contains(xml[place]),
        let end = xml[place...].firstIndex(of: UInt8(ascii: ">"))
      else { continue }
      found.append(attributes(String(decoding: xml[place..<end], as: UTF8.self)))
      place = end
    }
    return found
  }

  /// References of the cells that hold a formula and neither a value nor a text.
  static func cellsWithEmptyFormula(in xml: [UInt8]) -> [String] {
    var found: [String] = []
    let formula = Array("<f".utf8)
    let close = Array("</c>".utf8)
    let open = Array("<c ".utf8)
    var place = 0
    while let start = position(of: formula, in: xml, from: place) {
      place = start + formula.count
      guard place < xml.count, [0x20, 0x2F, 0x3E].contains(xml[place]),
        let end = position(of: close, in: xml, from: place)
      else { continue }
      // The cell begins shortly before its formula: its reference, style and type.
      let before = max(0, start - 200)
      var cell = before
      while let next = position(of: open, in: Array(xml[before..<start]), from: cell - before) {
        cell = before + next + open.count
      }
      let inside = Array(xml[start..<end])
      let hasValue =
        position(of: Array("<v>".utf8), in: inside, from: 0)
        .map { inside[($0 + 3)...].first != UInt8(ascii: "<") } ?? false
      let hasText = position(of: Array("<is>".utf8), in: inside, from: 0) != nil
      if !hasValue, !hasText {
        found.append(
          attributes(String(decoding: xml[cell..<start], as: UTF8.self))["r"] ?? "–")
      }
      place = end
    }
    return found
  }

  private static func position(of word: [UInt8], in xml: [UInt8], from start: Int) -> Int? {
    guard let first = word.first, start >= 0 else { return nil }
    return xml.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return nil }
      var place = start
      while place + word.count <= bytes.count,
        let hit = memchr(base + place, Int32(first), bytes.count - place)
      {
        place = UnsafeRawPointer(hit) - base
        if place + word.count <= bytes.count, memcmp(hit, word, word.count) == 0 { return place }
        place += 1
      }
      return nil
    }
  }

  private static func attributes(_ text: String) -> [String: String] {
    var found: [String: String] = [:]
    let parts = text.split(omittingEmptySubsequences: false) { $0 == "\"" }
    // name="value" name="value": names and values take turns.
    for index in stride(from: 0, to: parts.count - 1, by: 2) {
      let name = parts[index].filter { !$0.isWhitespace && $0 != "=" && $0 != ">" }
      found[String(name)] = decoded(String(parts[index + 1]))
    }
    return found
  }

  private static func decoded(_ text: String) -> String {
    guard text.contains("&") else { return text }
    var out = ""
    var rest = text[...]
    while let start = rest.firstIndex(of: "&") {
      out += rest[..<start]
      guard let end = rest[start...].firstIndex(of: ";") else { break }
      switch rest[rest.index(after: start)..<end] {
      case "amp": out += "&"
      case "lt": out += "<"
      case "gt": out += ">"
      case "quot": out += "\""
      case "apos": out += "'"
      case let other:
        let digits = other.dropFirst(other.hasPrefix("#x") ? 2 : 1)
        if let code = UInt32(digits, radix: other.hasPrefix("#x") ? 16 : 10),
          let scalar = UnicodeScalar(code)
        {
          out.unicodeScalars.append(scalar)
        }
      }
      rest = rest[rest.index(after: end)...]
    }
    return out + rest
  }
}

extension TableReader {
  /// Tells which of several sheets is read, and what in it does not come out as it looks.
  func reportSheets(
    _ names: [String], reading name: String, _ driver: String, _ log: inout FindingLog
  ) {
    guard ["XLSX", "ODS", "XLS"].contains(driver) else { return }
    let book = driver == "XLSX" ? Workbook(path) : nil
    let current = book?.sheets.first { $0.name == name }
    let file = path.split(separator: "/").last.map(String.init) ?? path
    let here = FindingLocation(file: fileName)
    let others = names.filter { $0 != name }.map { other in
      let isHidden = book?.sheets.contains { $0.name == other && $0.isHidden } ?? false
      return isHidden ? "\"\(other)\" (hidden/ẩn)" : "\"\(other)\""
    }
    let slots = [
      "sheet": name, "file": file, "others": others.isEmpty ? "–" : others.joined(separator: ", "),
    ]
    if let current, current.isHidden, sheet == nil {
      log.add(.sheetHidden, at: here, slots)
    } else if sheet == nil, !others.isEmpty {
      log.add(.sheetChosen, at: here, slots)
    }
    guard let book, let current else { return }
    // What is merged above the column names is a title.
    let merged = book.mergedRanges(current).filter { range in
      Int(String(range.reversed().prefix(while: \.isNumber).reversed())).map { $0 > headerRow }
        ?? true
    }
    if !merged.isEmpty {
      log.add(
        .mergedCells, at: here,
        ["count": "\(merged.count)", "found": merged.prefix(5).joined(separator: ", ")])
    }
    let formulas = book.emptyFormulas(current)
    if let first = formulas.first {
      log.add(.formulaWithoutValue, at: here, ["count": "\(formulas.count)", "found": first])
    }
  }
}
