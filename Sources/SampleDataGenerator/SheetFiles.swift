import Glibc
import SyntheticForest

/// Writes the sheets of the sample project, the tables that people fill in for documents. Persons, meetings,
/// money and events are invented.
///
/// A sheet stands here as text: a line of column names and one line per row, cells parted by bars. Two kinds
/// of cells come from the landscape: `@parcels COMMUNE OWNER COUNT` are the first forest parcels of an owner
/// type in a commune, `@hectares OWNER …` is the land of owner types that is forest or meant for it.
enum SheetFiles {
  static func write(_ landscape: Landscape, to folder: String) throws {
    mkdir(folder, 0o755)
    let land = OwnedLand(landscape)
    for (name, table) in people + plan + carbon {
      let lines = table.split(separator: "\n").map { line in
        line.split(separator: "|", omittingEmptySubsequences: false).map(trimmed)
      }
      guard let header = lines.first else { continue }
      let rows = lines.dropFirst().map { $0.map { cell($0, land) } }
      precondition(rows.allSatisfy { $0.count == header.count }, "a row of \(name) is uneven")
      try CSVFile.write(header, rows, to: "\(folder)/\(name).csv")
    }
    try BudgetFile.write(to: folder + "/budget.csv")
  }

  private static func trimmed(_ cell: Substring) -> String {
    var cell = cell.drop { $0 == " " }
    while cell.last == " " { cell.removeLast() }
    return String(cell)
  }

  private static func cell(_ text: String, _ land: OwnedLand) -> CellValue {
    let words = text.split(separator: " ").map(String.init)
    switch words.first {
    case "@parcels":
      let numbers = words.dropFirst().compactMap(Int.init)
      precondition(numbers.count == 3, text)
      return .text(land.parcels(of: numbers[1], in: numbers[0], numbers[2]))
    case "@hectares":
      let owners = words.dropFirst().compactMap(Int.init)
      return .real(StatusRecord.rounded(land.hectares(of: owners), 1))
    default:
      return text.isEmpty ? .null : .text(text)
    }
  }
}

/// Who owns which parcels of the landscape.
struct OwnedLand {
  private struct Holding {
    let id: String
    let commune: CellValue
    let owner: CellValue
    let isNatural: Bool
    let areaHa: Double
  }

  private var holdings: [Holding] = []
  /// Land that is neither forest nor meant for it: other land, crops, water.
  private static let other: Set<String> = ["DKH", "NN", "MN"]

  init(_ landscape: Landscape) {
    for parcel in landscape.parcels where !Self.other.contains(parcel.forestClass.ldlr) {
      let record = StatusRecord(parcel, seed: landscape.seed)
      let id = ["maxa", "tk", "khoanh", "lo"].map { name in
        switch record[name] {
        case .integer(let number): String(number)
        case .text(let text): text
        default: ""
        }
      }
      guard case .real(let areaHa) = record["dtich"] else { continue }
      holdings.append(
        Holding(
          id: id.joined(separator: "-"), commune: record["maxa"], owner: record["dtuong"],
          isNatural: parcel.forestClass.ldlr.hasPrefix("TX"), areaHa: areaHa))
    }
  }

  /// Ids of the first parcels with natural timber forest, parted by semicolons.
  func parcels(of owner: Int, in commune: Int, _ count: Int) -> String {
    holdings.filter {
      $0.isNatural && $0.owner == .integer(owner) && $0.commune == .integer(commune)
    }.prefix(count).map(\.id).joined(separator: ";")
  }

  /// Recorded area of owner types, ha.
  func hectares(of owners: [Int]) -> Double {
    holdings.filter { holding in owners.contains { holding.owner == .integer($0) } }
      .reduce(0) { $0 + $1.areaHa }
  }
}
