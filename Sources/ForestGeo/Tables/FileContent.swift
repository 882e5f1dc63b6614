import ForestModel

// Tables whose bytes are not what their name promises. That GDAL and the reader of separated text refuse
// them is said elsewhere; here people are told what to do with the exports that they meet every day.
extension TableReader {
  /// Says so where the file is no table of the kind that its name says; whether it can be read on.
  func checkContent(_ log: inout FindingLog) -> Bool {
    guard let dot = path.lastIndex(of: "."), !path.hasPrefix("PG:"), !path.hasPrefix("/vsi"),
      // What is no plain file is refused when it is opened; a pipe would make us wait here.
      (try? GDALRuntime.requireReadable(path)) != nil, let file = ByteFile(path)
    else { return true }
    let ending = path[dot...].lowercased()
    let isWorkbook = [".xlsx", ".xlsm", ".xls", ".ods"].contains(ending)
    guard isText || isWorkbook else { return true }
    let head = file.bytes(at: 0, count: 4096)
    let here = FindingLocation(file: fileName)
    switch FileKind.name(of: path) {
    case _ where file.size == 0:
      log.add(.emptyFile, at: here)
    case "XLSX / DOCX" where isText:
      log.add(.fileIsWorkbook, at: here, ["ending": ending, "right": ".xlsx", "found": "XLSX"])
    case "ODS" where isText:
      log.add(.fileIsWorkbook, at: here, ["ending": ending, "right": ".ods", "found": "ODS"])
    case let old? where isText && old.hasPrefix("Microsoft Office 97"):
      log.add(.fileIsWorkbook, at: here, ["ending": ending, "right": ".xls", "found": "XLS"])
    case "HTML":
      log.add(.fileIsWebPage, at: here, ["ending": ending])
    case nil where isText && UTF16Stream(mark: head.prefix(2)) != nil:
      return true
    case nil where Self.isUTF16(head):
      log.add(.fileIsUTF16, at: here)
    case nil where head.contains(0):
      log.add(.fileIsBinary, at: here, ["ending": ending, "found": "NUL"])
    case nil where isWorkbook:
      log.add(.fileIsText, at: here, ["ending": ending])
    default:
      return true
    }
    return false
  }

  /// Text of two bytes a letter has a zero in every second byte; with its mark it is read.
  private static func isUTF16(_ head: [UInt8]) -> Bool {
    head.count { $0 == 0 } * 3 > head.count
  }
}
