import ForestModel

/// Trees that stand for their table: all of a table of up to `limit` rows, and of a longer one those with
/// the smallest hash of what is written of them. So neither the order of the rows nor the parts that a
/// table is read in change the sample, and its memory does not grow with the table.
struct TreeSample: Sendable {
  /// Most trees: their medians are within half a percent of the table's in rank.
  static let limit = 100_000

  struct Tree {
    var dbhCm: Double
    var heightM: Double
    var woodDensityGPerCm3: Double
    /// Whether its row had an error.
    var isRejected: Bool
    /// Whether it is a live tree, neither dead nor bamboo, palm or vine.
    var isLiveTree: Bool
    var isFromGirth: Bool

    /// Whether diameter and height can be held against each other.
    var isMeasured: Bool { isLiveTree && dbhCm > 0 && heightM > 0 }
    /// Whether it is a live tree with a diameter, its row without an error.
    var isSound: Bool { isLiveTree && dbhCm > 0 && !isRejected }
  }

  private var chosen: [(hash: UInt64, tree: Tree)] = []
  /// Trees of a larger hash are not among the smallest any more.
  private var highest = UInt64.max

  /// The trees of the sample.
  var trees: [Tree] {
    chosen.sorted { $0.hash < $1.hash }.prefix(Self.limit).map(\.tree)
  }

  /// Considers the trees of a table, or of a part of it.
  mutating func add(_ trees: TreeTable) {
    var last = ""
    var ofPlot = Fingerprint(last)
    for index in 0..<trees.count {
      if trees.plotID[index] != last {
        last = trees.plotID[index]
        ofPlot = Fingerprint(last)
      }
      var hash = ofPlot
      hash.add(trees.treeID[index])
      hash.add(trees.stemID[index])
      // Where trees have no number, what was measured tells them apart; equal trees are interchangeable.
      hash.add(trees.dbhCm[index].bitPattern)
      hash.add(trees.heightM[index].bitPattern)
      hash.add(trees.woodDensityGPerCm3[index].bitPattern)
      let value = hash.mixed
      guard value <= highest else { continue }
      chosen.append((value, Tree(trees, index)))
      if chosen.count == 2 * Self.limit { shrink() }
    }
  }

  /// Considers the trees of another part's sample.
  mutating func add(_ other: TreeSample) {
    for one in other.chosen where one.hash <= highest {
      chosen.append(one)
      if chosen.count == 2 * Self.limit { shrink() }
    }
  }

  private mutating func shrink() {
    chosen.sort { $0.hash < $1.hash }
    chosen.removeSubrange(Self.limit...)
    highest = chosen.last?.hash ?? highest
  }
}

extension TreeSample.Tree {
  fileprivate init(_ trees: TreeTable, _ index: Int) {
    dbhCm = trees.dbhCm[index]
    heightM = trees.heightM[index]
    woodDensityGPerCm3 = trees.woodDensityGPerCm3[index]
    isRejected = trees.isRejected[index]
    isLiveTree = trees.isLiveTree(index)
    isFromGirth = trees.isFromGirth[index]
  }
}

extension TreeTable {
  /// Whether a row is of a live tree, neither dead nor bamboo, palm or vine.
  func isLiveTree(_ index: Int) -> Bool {
    status[index] == .live
      && (growthForm[index].isEmpty || growthForm[index].lowercased() == "tree")
  }

  /// The rows of each plot for which `isWanted` holds; plots in the order of their first such row.
  func byPlot(where isWanted: (Int) -> Bool) -> [(plot: String, members: [Int])] {
    var places: [String: Int] = [:]
    var groups: [(plot: String, members: [Int])] = []
    var last = 0
    for index in 0..<count where isWanted(index) {
      // Rows of a plot mostly stand together.
      if groups.isEmpty || groups[last].plot != plotID[index] {
        last = places[plotID[index]] ?? groups.count
        if last == groups.count {
          places[plotID[index]] = last
          groups.append((plotID[index], []))
        }
      }
      groups[last].members.append(index)
    }
    return groups
  }
}

/// A 64-bit mark of a sequence of numbers (FNV-1a over its words), the same in every run.
struct Fingerprint: Sendable {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  init() {}

  /// The mark of a text.
  init(_ text: String) { add(text) }

  mutating func add(_ word: UInt64) {
    value = (value ^ (word ^ (word >> 32))) &* 0x0000_0100_0000_01B3
    value ^= value >> 29
  }

  mutating func add(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      var place = 0
      while place < bytes.count {
        var word: UInt64 = 0
        for byte in bytes[place..<min(place + 8, bytes.count)] { word = word << 8 | UInt64(byte) }
        add(word)
        place += 8
      }
    }
    // Ends the text: `1`, `23` is not `12`, `3`.
    add(0x1FF)
  }

  /// The mark with all its bits in equal use, for orders by it (finalizer of SplitMix64).
  var mixed: UInt64 {
    var bits = value
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }
}
