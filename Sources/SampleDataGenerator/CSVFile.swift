import ForestModel
import FoundationEssentials
import SyntheticForest

/// Writes a comma-separated table in UTF-8.
enum CSVFile {
  static func write(
    _ header: [String], _ rows: [[CellValue]], to path: String, separator: String = ",",
    decimalMark: String = "."
  ) throws {
    let lines =
      [header.joined(separator: separator)]
      + rows.map { row in
        row.map { cell($0, decimalMark) }.joined(separator: separator)
      }
    try save(lines.joined(separator: "\n") + "\n", to: path)
  }

  static func save(_ text: String, to path: String) throws {
    try Data(text.utf8).write(to: URL(filePath: path))
  }

  private static func cell(_ value: CellValue, _ decimalMark: String) -> String {
    switch value {
    case .null: return ""
    case .integer(let number): return String(number)
    case .real(let number): return number.csvText.replacing(".", with: decimalMark)
    case .text(let text):
      let needsQuotes = text.contains { $0 == "," || $0 == "\"" || $0 == "\n" }
      return needsQuotes ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
    }
  }
}
