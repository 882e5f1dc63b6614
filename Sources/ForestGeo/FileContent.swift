import ForestModel
import Glibc

/// What a table file holds by its first bytes, whatever its name says.
enum FileContent: Equatable {
  /// No byte.
  case empty
  /// Bytes that may be a text.
  case text
  /// Text of two bytes a letter.
  case utf16
  /// XLSX, ODS or the workbooks of before 2007, by the ending that such a file has.
  case workbook(String)
  /// HTML.
  case webPage
  /// Something else, by its name.
  case binary(String)

  /// Looks at the first bytes of a file; `nil` for what is no plain file or cannot be read, whose opening
  /// will say why.
  init?(of path: String) {
    let file = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var facts = stat()
    guard fstat(file, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else { return nil }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = bytes.withUnsafeMutableBytes { read(file, $0.baseAddress, $0.count) }
    guard count >= 0 else { return nil }
    self.init(bytes[..<count])
  }

  /// Judges the first bytes of a file.
  init(_ bytes: ArraySlice<UInt8>) {
    func starts(_ magic: [UInt8]) -> Bool { bytes.starts(with: magic) }
    func holds(_ word: String) -> Bool {
      let wanted = Array(word.utf8)
      return bytes.indices.contains { place in
        bytes[place...].prefix(wanted.count).elementsEqual(wanted)
      }
    }
    if bytes.isEmpty {
      self = .empty
    } else if starts([0x50, 0x4B, 0x03, 0x04]) {
      // "PK": the entries of an XLSX are named xl/..., an ODS begins with its type.
      self =
        holds("opendocument.spreadsheet")
        ? .workbook(".ods")
        : holds("xl/") || holds("[Content_Types].xml") ? .workbook(".xlsx") : .binary("ZIP")
    } else if starts([0xD0, 0xCF, 0x11, 0xE0]) {
      self = .workbook(".xls")
    } else if starts([0x25, 0x50, 0x44, 0x46]) {
      self = .binary("PDF")
    } else if starts([0x1F, 0x8B]) {
      self = .binary("GZIP")
    } else if starts(Array("SQLite format 3".utf8)) {
      self = .binary("SQLite/GeoPackage")
    } else if starts([0xFF, 0xFE]) || starts([0xFE, 0xFF]) {
      self = .utf16
    } else {
      let text = String(decoding: bytes, as: UTF8.self).lowercased()
      let isPage =
        ["<!doctype html", "<html", "<table"].contains { text.prefix(600).contains($0) }
        && text.drop { $0.isWhitespace || $0 == "\u{FEFF}" }.first == "<"
      // A single NUL is a damaged text; a text of two bytes a letter has one in every second byte.
      let zeros = bytes.count { $0 == 0 }
      if isPage {
        self = .webPage
      } else if zeros > 0 {
        self = zeros * 3 > bytes.count ? .utf16 : .binary("NUL")
      } else {
        self = .text
      }
    }
  }
}

extension TableReader {
  /// Says so where the bytes of the file are not what its name promises; whether it can be read on.
  func checkContent(_ log: inout FindingLog) -> Bool {
    guard let dot = path.lastIndex(of: "."), !path.hasPrefix("PG:"), !path.hasPrefix("/vsi"),
      let content = FileContent(of: path)
    else { return true }
    let ending = path[dot...].lowercased()
    let here = FindingLocation(file: fileName)
    switch content {
    case .empty:
      log.add(.emptyFile, at: here)
    case .webPage where isText || Self.isWorkbook(ending):
      log.add(.fileIsWebPage, at: here, ["ending": ending])
    case .workbook(let right) where isText:
      log.add(
        .fileIsWorkbook, at: here,
        ["ending": ending, "right": right, "found": right.dropFirst().uppercased()])
    case .utf16 where isText || Self.isWorkbook(ending):
      log.add(.fileIsUTF16, at: here)
    case .binary(let found) where isText || Self.isWorkbook(ending):
      log.add(.fileIsBinary, at: here, ["ending": ending, "found": found])
    case .text where Self.isWorkbook(ending):
      log.add(.fileIsText, at: here, ["ending": ending])
    default:
      return true
    }
    return false
  }

  private static func isWorkbook(_ ending: String) -> Bool {
    [".xlsx", ".xlsm", ".xls", ".ods"].contains(ending)
  }
}
