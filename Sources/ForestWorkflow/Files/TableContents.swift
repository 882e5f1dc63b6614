import ForestGeo
import FoundationEssentials

/// A table as it stands: its header and its rows as text, each with the number that a spreadsheet shows.
public struct TableContents: Sendable {
  /// One row. The cells are kept in one text, since tables of parcels are long.
  public struct Row: Sendable {
    /// Row as a spreadsheet counts.
    public let number: Int
    let text: String
    /// The cells, in the order of the header.
    public var cells: [Substring] {
      text.split(separator: TableContents.mark, omittingEmptySubsequences: false)
    }
  }

  /// Parts the cells of a row; no table writes it.
  private static let mark: Character = "\u{1F}"

  /// Names of the columns as the file writes them.
  public private(set) var header: [String]
  /// The rows below the header that are not blank.
  public private(set) var rows: [Row] = []

  /// A table without rows.
  public init(header: [String]) { self.header = header }

  /// Adds a row.
  public mutating func add(row number: Int, _ cells: [String]) {
    rows.append(Row(number: number, text: cells.joined(separator: String(Self.mark))))
  }

  /// Reads a table of any kind: CSV, XLSX, ODS, DBF and what GDAL opens as a layer.
  public init(path: String, headerRow: Int = 1) throws(WorkflowError) {
    var table = TableContents(header: [])
    do {
      try TableReader(path, headerRow: headerRow).readRows { row in
        if row.number < headerRow || (row.number > headerRow && row.isBlank) { return true }
        let cells = (0..<row.count).map { row.text($0) }
        if row.number == headerRow {
          table.header = cells
        } else {
          table.add(row: row.number, cells)
        }
        return true
      }
    } catch let error as GeoError {
      throw WorkflowError(error)
    } catch {
      throw .surroundings(path: path, detail: "\(error)")
    }
    self = table
  }

  /// Whether a file of that name can be read as a table.
  static func isTable(_ path: String) -> Bool {
    let name = path.lowercased()
    return [".csv", ".tsv", ".txt", ".tab", ".xlsx", ".ods", ".dbf"].contains { name.hasSuffix($0) }
  }
}
