/// Two tables held against each other row by row. Rows are joined by what names them, such as plot and
/// tree, so that their order does not count; without such columns, by their number.
public struct TableComparison: Sendable {
  /// A row that only one of the tables has.
  public struct Row: Sendable, Equatable {
    /// Row as a spreadsheet counts, in its own table.
    public let number: Int
    /// What names it.
    public let key: String
  }

  /// A cell that differs.
  public struct Cell: Sendable, Equatable {
    /// Row in the second table, as a spreadsheet counts.
    public let row: Int
    /// What names the row, such as `OTC005 12`.
    public let key: String
    /// Column as the second file writes it.
    public let column: String
    /// Text in the first table.
    public let old: String
    /// Text in the second table.
    public let new: String
    /// Whether both are numbers that differ by no more than the last digits.
    public let isEqualFigure: Bool
  }

  /// Columns that name a row; empty where its number does.
  public let keyColumns: [String]
  /// Columns that only the second table has.
  public let addedColumns: [String]
  /// Columns that only the first table has.
  public let removedColumns: [String]
  /// Rows that only the second table has.
  public private(set) var addedRows: [Row] = []
  /// Rows that only the first table has.
  public private(set) var removedRows: [Row] = []
  private let one: TableContents
  private let two: TableContents
  /// Places of rows that both tables have.
  private var pairs: [(one: Int, two: Int, key: String)] = []
  /// Places of columns that both tables have.
  private let columns: [(one: Int, two: Int)]

  /// Columns by which rows are told apart, tried in this order. Those after the first list are asked for
  /// only where the first ones do not tell all rows apart.
  private static let rules: [(required: [String], further: [String])] = [
    (["plot_id", "tree_id"], ["stem_id", "census"]),
    (["zone_id"], ["from", "to", "class"]),
    (["parcel_id"], ["stratum"]),
    (["standard", "vintage"], ["version", "step", "name"]),
    (["standard"], ["step", "name", "item"]),
    (["level", "stratum", "pool"], []),
    (["id", "document"], []),
    (["document", "field"], ["section"]),
    (["group", "form", "fitted_on"], []),
    (["from", "to"], []),
    (["plot_id"], ["census", "species"]),
    (["plot_design", "dbh_min_cm"], []),
    (["class"], ["stratum"]),
    (["stratum"], []),
    (["species"], ["genus", "family"]),
    (["unit_id"], []),
    (["name"], ["unit", "source"]),
    (["id"], []),
  ]

  /// Compares two tables.
  ///
  /// - Parameter names: contract names of columns by the names the files use, such as `OTC` to `plot_id`.
  public init(_ one: TableContents, _ two: TableContents, names: [String: String] = [:]) {
    self.one = one
    self.two = two
    let known = [one, two].map { $0.header.map { names[$0] ?? $0.lowercased() } }
    let later = Dictionary(
      two.header.enumerated().map { ($0.element, $0.offset) },
      uniquingKeysWith: { first, _ in first })
    columns = one.header.enumerated().compactMap { place, name in
      later[name].map { (one: place, two: $0) }
    }
    addedColumns = two.header.filter { !one.header.contains($0) }
    removedColumns = one.header.filter { later[$0] == nil }

    let key = Self.key(one, two, known)
    keyColumns = key.columns
    var places: [String: Int] = [:]
    for (place, name) in key.one.enumerated() { places[name] = place }
    for (place, name) in key.two.enumerated() {
      if let other = places.removeValue(forKey: name) {
        pairs.append((one: other, two: place, key: Self.shown(name)))
      } else {
        addedRows.append(Row(number: two.rows[place].number, key: Self.shown(name)))
      }
    }
    for (place, name) in key.one.enumerated() where places[name] != nil {
      removedRows.append(Row(number: one.rows[place].number, key: Self.shown(name)))
    }
  }

  /// The columns that name rows, and the name of every row of both tables.
  private static func key(
    _ one: TableContents, _ two: TableContents, _ known: [[String]]
  ) -> (columns: [String], one: [String], two: [String]) {
    func has(_ name: String) -> Bool { known.allSatisfy { $0.contains(name) } }
    guard let rule = rules.first(where: { $0.required.allSatisfy(has) }) else {
      return ([], one.rows.map { "\($0.number)" }, two.rows.map { "\($0.number)" })
    }
    func keys(_ columns: [String]) -> [[String]] {
      zip([one, two], known).map { table, names in
        let places = columns.compactMap { names.firstIndex(of: $0) }
        return table.rows.map { row in
          let cells = row.cells
          return places.map { $0 < cells.count ? String(cells[$0]) : "" }.joined(separator: mark)
        }
      }
    }
    var columns = rule.required
    var found = keys(columns)
    let further = rule.further.filter(has)
    if !further.isEmpty, found.contains(where: { Set($0).count < $0.count }) {
      columns += further
      found = keys(columns)
    }
    return (columns, numbered(found[0]), numbered(found[1]))
  }

  /// Parts the words of a key, so that `A` and nothing is not nothing and `A`.
  private static let mark = "\u{1F}"

  /// A key for people.
  private static func shown(_ key: String) -> String {
    key.split(separator: mark).joined(separator: " ")
  }

  /// The second row of one name bears `#2`, and so on.
  private static func numbered(_ keys: [String]) -> [String] {
    var seen: [String: Int] = [:]
    return keys.map { key in
      let count = seen[key, default: 0] + 1
      seen[key] = count
      return count == 1 ? key : "\(key) #\(count)"
    }
  }

  /// Visits every cell that differs, in the order of the second table.
  public func forEachDifference(_ body: (Cell) -> Void) {
    for pair in pairs {
      let (before, after) = (one.rows[pair.one], two.rows[pair.two])
      if before.text == after.text, one.header == two.header { continue }
      let (old, new) = (before.cells, after.cells)
      for column in columns {
        let first = column.one < old.count ? old[column.one] : ""
        let second = column.two < new.count ? new[column.two] : ""
        if first == second { continue }
        body(
          Cell(
            row: after.number, key: pair.key, column: two.header[column.two], old: String(first),
            new: String(second), isEqualFigure: Figures.areEqual(String(first), String(second))))
      }
    }
  }
}

/// When two figures are the same.
public enum Figures {
  /// Largest relative difference of figures that count as equal: what other versions of GDAL, PROJ or
  /// the mathematical library may change.
  public static let tolerance = 1e-12

  /// Whether two numbers are equal within the tolerance; two missing ones are.
  public static func areEqual(_ one: Double, _ two: Double) -> Bool {
    if one.isNaN || two.isNaN { return one.isNaN && two.isNaN }
    return one == two || abs(one - two) <= tolerance * max(abs(one), abs(two))
  }

  /// Whether two texts are the same, or are numbers that are equal.
  public static func areEqual(_ one: String, _ two: String) -> Bool {
    if one == two { return true }
    guard let first = Double(one), let second = Double(two) else { return false }
    return first.isFinite && second.isFinite && areEqual(first, second)
  }
}
