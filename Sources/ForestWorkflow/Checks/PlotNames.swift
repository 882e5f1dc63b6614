import ForestModel

/// Plot ids as people and spreadsheets write them.
enum PlotNames {
  /// What is left of an id when a spreadsheet took its leading zeros or made it a number, and people left
  /// out blanks: `OTC 007`, `otc-7` and `OTC7` are one, so are `007`, `7` and `7.0`. For hints alone, never
  /// for joining.
  static func key(_ id: String) -> String {
    if let value = Double(id), value.isFinite, value == value.rounded(), abs(value) < 1e15 {
      return "\(Int64(value))"
    }
    var key = ""
    var isInNumber = false
    for character in id.lowercased() where !" _-./".contains(character) {
      let isDigit = character.isASCII && character.isNumber
      if isDigit, !isInNumber, character == "0" { continue }
      isInNumber = isDigit
      key.append(character)
    }
    return key
  }

  /// Whether an id looks like what a spreadsheet makes of a code: a power of ten, or a day.
  static func isAltered(_ id: String) -> Bool {
    guard let first = id.utf8.first, (48...57).contains(first) else { return false }
    let lower = id.lowercased()
    if lower.contains("e+"), Double(lower) != nil { return true }
    let parts = lower.split { "-/".contains($0) }
    let months = [
      "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "thg",
    ]
    if parts.count == 2 || parts.count == 3,
      parts.contains(where: { part in part.count <= 5 && months.contains { part.hasPrefix($0) } }),
      parts.allSatisfy({ part in
        part.allSatisfy(\.isNumber) || months.contains { part.hasPrefix($0) }
      })
    {
      return true
    }
    let day = lower.split(separator: " ").first.map(String.init) ?? lower
    var days = DayColumn()
    // 3-4-12 may be a plot of a cluster; with the four digits of a year it is a day.
    return parts.count == 3 && day.split { "-/".contains($0) }.contains { $0.count == 4 }
      && days.isDay(day)
  }

  /// The ids by what is left of them; of several the first.
  static func spelled(_ ids: [String]) -> [String: String] {
    Dictionary(ids.map { (key($0), $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The ids of a table that look changed.
  struct Altered: Sendable {
    private var count = 0
    private var first: (row: Int, id: String)?

    /// Adds ids that were not added before, with their rows.
    mutating func add(_ ids: [String], rows: [Int]) {
      var seen: Set<String> = []
      var last = ""
      for (place, id) in ids.enumerated() where id != last {
        last = id
        guard seen.insert(id).inserted, isAltered(id) else { continue }
        count += 1
        first = first ?? (rows[place], id)
      }
    }

    /// Adds the ids of another part.
    mutating func add(_ other: Altered) {
      count += other.count
      guard let next = other.first else { return }
      first = first.map { $0.row < next.row ? $0 : next } ?? next
    }

    /// Tells of them, once for a table.
    func report(_ file: String, _ log: inout FindingLog) {
      guard let first else { return }
      log.add(
        .identifierAltered, at: FindingLocation(file: file, row: first.row, column: "plot_id"),
        ["count": "\(count)", "value": first.id])
    }
  }

  /// Tells of ids that look changed, once for a table.
  static func report(
    _ ids: [String], rows: [Int], file: String, _ log: inout FindingLog
  ) {
    var altered = Altered()
    altered.add(ids, rows: rows)
    altered.report(file, &log)
  }
}
