import ForestModel

/// Blocks of rows that were pasted a second time, under other tree numbers or in another plot: so many
/// trees in a row never agree by chance. Takes a table part by part, in any order, and keeps 20 bytes for each tree
/// with a diameter in its first 2,000,000 rows; later ones are not searched.
struct RepeatedRows: Sendable {
  /// Rows that must agree in a row before they are called a copy.
  private static let length = 10
  private static let lastRow = 2_000_000

  /// What is written of each tree with a diameter.
  private var marks: [UInt64] = []
  private var rows: [Int] = []
  /// Place in `names` of the plot of each tree.
  private var plots: [Int32] = []
  private var names: [String] = []
  /// Whether the trees are in the order of the table.
  private var isInOrder = true

  /// Takes the rows of a part, in the order of the table.
  mutating func add(_ trees: TreeTable) {
    var place: [String: Int32] = [:]
    var (last, ofLast) = ("", Int32(-1))
    for tree in 0..<trees.count where trees.dbhCm[tree] > 0 {
      if trees.row[tree] > Self.lastRow { break }
      var mark = Fingerprint()
      mark.add(trees.dbhCm[tree].bitPattern)
      mark.add(trees.heightM[tree].isNaN ? 0 : trees.heightM[tree].bitPattern)
      mark.add(trees.species[tree])
      if ofLast < 0 || trees.plotID[tree] != last {
        last = trees.plotID[tree]
        ofLast = place[last] ?? Int32(names.count)
        if ofLast == names.count {
          names.append(last)
          place[last] = ofLast
        }
      }
      marks.append(mark.value)
      rows.append(trees.row[tree])
      plots.append(ofLast)
    }
  }

  /// Adds another part of the table.
  mutating func add(_ other: RepeatedRows) {
    guard let next = other.rows.first else { return }
    isInOrder = isInOrder && other.isInOrder && rows.last.map { $0 < next } ?? true
    let shift = Int32(names.count)
    names += other.names
    marks += other.marks
    rows += other.rows
    plots += other.plots.map { $0 + shift }
  }

  private var inOrder: RepeatedRows {
    if isInOrder { return self }
    let order = rows.indices.sorted { rows[$0] < rows[$1] }
    var copy = self
    copy.marks = order.map { marks[$0] }
    copy.rows = order.map { rows[$0] }
    copy.plots = order.map { plots[$0] }
    copy.isInOrder = true
    return copy
  }

  /// Adds the copies that were found to `log`.
  func report(_ file: String, _ log: inout FindingLog) {
    inOrder.reportInOrder(file, &log)
  }

  private func reportInOrder(_ file: String, _ log: inout FindingLog) {
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

  private func plot(at place: Int) -> String { names[Int(plots[place])] }

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
