import ForestModel

/// Blocks of rows that were pasted a second time, under other tree numbers or in another plot: so many
/// trees in a row never agree by chance. Takes a table part by part and keeps 16 bytes for each of its first
/// 2,000,000 trees with a diameter; later ones are not searched.
struct RepeatedRows: Sendable {
  /// Rows that must agree in a row before they are called a copy.
  private static let length = 10
  private static let mostTrees = 2_000_000

  /// What is written of each tree with a diameter.
  private var marks: [UInt64] = []
  private var rows: [Int] = []
  /// Where in `marks` the trees of a plot begin.
  private var plots: [(start: Int, plot: String)] = []

  /// Takes the next rows of the table.
  mutating func add(_ trees: TreeTable) {
    for tree in 0..<trees.count where trees.dbhCm[tree] > 0 && marks.count < Self.mostTrees {
      var mark = Fingerprint()
      mark.add(trees.dbhCm[tree].bitPattern)
      mark.add(trees.heightM[tree].isNaN ? 0 : trees.heightM[tree].bitPattern)
      mark.add(trees.species[tree])
      if plots.last?.plot != trees.plotID[tree] { plots.append((marks.count, trees.plotID[tree])) }
      marks.append(mark.value)
      rows.append(trees.row[tree])
    }
  }

  /// Adds the next part of the table.
  mutating func add(_ other: RepeatedRows) {
    let room = min(other.marks.count, Self.mostTrees - marks.count)
    if room == 0 { return }
    for (start, plot) in other.plots where start < room && plots.last?.plot != plot {
      plots.append((marks.count + start, plot))
    }
    marks += other.marks[..<room]
    rows += other.rows[..<room]
  }

  /// Adds the copies that were found to `log`.
  func report(_ file: String, _ log: inout FindingLog) {
    guard marks.count >= 2 * Self.length else { return }
    var windows = self.windows()
    windows.sort { ($0.mark, $0.start) < ($1.mark, $1.start) }
    var sources: [Int: Int] = [:]
    for place in windows.indices.dropFirst() where windows[place - 1].mark == windows[place].mark {
      sources[windows[place].start] = windows[place - 1].start
    }
    var next = 0
    for start in sources.keys.sorted() where start >= next {
      guard let source = sources[start] else { continue }
      var length = 0
      while start + length < marks.count, source + length < start,
        marks[start + length] == marks[source + length]
      {
        length += 1
      }
      next = start + length
      log.add(
        .rowsRepeated, at: FindingLocation(file: file, row: rows[start], column: "dbh_cm"),
        [
          "count": "\(length)", "plot": plot(at: start), "first": "\(rows[source])",
          "other": plot(at: source),
        ])
    }
  }

  private func plot(at place: Int) -> String {
    var (low, high) = (0, plots.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if plots[middle].start <= place { low = middle } else { high = middle }
    }
    return plots[low].plot
  }

  /// The runs of rows whose mark may occur twice. A bit for a share of all marks tells nearly all others apart.
  private func windows() -> [(mark: UInt64, start: Int)] {
    let bits = 24
    var once: [UInt64] = Array(repeating: 0, count: 1 << (bits - 6))
    var twice = once
    func place(_ mark: UInt64) -> (word: Int, bit: UInt64) {
      let place = Int((mark &* 0x9E37_79B9_7F4A_7C15) >> UInt64(64 - bits))
      return (place >> 6, 1 << UInt64(place & 63))
    }
    eachWindow { mark, _ in
      let (word, bit) = place(mark)
      twice[word] |= once[word] & bit
      once[word] |= bit
    }
    var windows: [(mark: UInt64, start: Int)] = []
    eachWindow { mark, start in
      let (word, bit) = place(mark)
      if twice[word] & bit != 0 { windows.append((mark, start)) }
    }
    return windows
  }

  /// Hands on the mark of every run of rows that are not all alike: trees planted together are so without
  /// a copy.
  private func eachWindow(_ take: (UInt64, Int) -> Void) {
    let length = Self.length
    let base: UInt64 = 0x9E37_79B9_7F4A_7C15
    let highest = (1..<length).reduce(1 as UInt64) { power, _ in power &* base }
    var mark: UInt64 = 0
    var changes = 0
    for (end, value) in marks.enumerated() {
      let start = end - length + 1
      mark = mark &* base &+ value
      if end > 0, value != marks[end - 1] { changes += 1 }
      if start >= 0 {
        if changes >= length - 3 { take(mark, start) }
        mark = mark &- marks[start] &* highest
        if marks[start] != marks[start + 1] { changes -= 1 }
      }
    }
  }
}
