/// Widths of a table's columns and the size of its letters, so that no word of it has to be broken where
/// that can be helped.
struct Fitting {
  /// Shares of the width, together 1.
  let widths: [Double]
  let letters: Letters

  /// Width between the margins of a page (160 mm) in points.
  static let page = 160 / 25.4 * 72

  /// The shares that `weights` ask for, moved where a word would not fit; smaller letters where even that
  /// is not enough. Time is linear in the characters of the table.
  init(
    weights: [Double], titles: [Layout.Words], isNumeric: [Bool], _ rows: [[Layout.Words]]
  ) {
    var needs = titles.map(Self.need)
    // What the cells of a column would like to have: their longest line, at most 30 letters or so.
    var wishes = [Double](repeating: 0, count: titles.count)
    for row in rows {
      for (index, words) in zip(needs.indices, row) {
        needs[index] = max(needs[index], Self.need(words))
        let longest = words.lines.map { $0.text.utf8.count }.max() ?? 0
        wishes[index] = max(wishes[index], min(15, Double(longest) * 0.42))
      }
    }
    // A single word of hundreds of letters does not push the other columns aside.
    let ceiling = 30 / Double(max(needs.count, 3)) * 3
    needs = needs.map { min($0, ceiling) }
    let sizes = Letters.allCases
    let fitting = sizes.first { letters in
      needs.reduce(0) { $0 + letters.width(em: $1) } <= Self.page
    }
    letters = fitting ?? .tiny
    let size = letters
    let least = needs.map { size.width(em: $0) / Self.page }
    let shares = Self.shares(weights.map { max($0, 0) }, least)
    widths = Self.lent(
      shares, least, wishes.map { size.width(em: $0) / Self.page }, isNumeric: isNumeric)
  }

  /// Columns of numbers lend the room that they do not need to columns of words that would like more.
  private static func lent(
    _ shares: [Double], _ needs: [Double], _ wishes: [Double], isNumeric: [Bool]
  ) -> [Double] {
    let spare = shares.indices.map { isNumeric[$0] ? max(0, shares[$0] - needs[$0]) : 0 }
    let wanted = shares.indices.map { isNumeric[$0] ? 0 : max(0, wishes[$0] - shares[$0]) }
    let (offer, demand) = (spare.reduce(0, +), wanted.reduce(0, +))
    guard offer > 0, demand > 0 else { return shares }
    let moved = min(offer, demand)
    return shares.indices.map {
      shares[$0] - moved * spare[$0] / offer + moved * wanted[$0] / demand
    }
  }

  private static func need(_ words: Layout.Words) -> Double {
    words.lines.map { line in line.runs.map { Printable.widestWord($0.text) }.reduce(0, max) }
      .reduce(0, max)
  }

  /// Columns that need more than their share get what they need; the others share the rest.
  private static func shares(_ weights: [Double], _ needs: [Double]) -> [Double] {
    let all = needs.reduce(0, +)
    guard all < 1 else { return needs.map { $0 / all } }
    var fixed = Set<Int>()
    while true {
      let free = weights.indices.filter { !fixed.contains($0) }
      let room = 1 - fixed.reduce(0) { $0 + needs[$1] }
      let total = free.reduce(0) { $0 + weights[$1] }
      guard total > 0 else { return needs.map { $0 / all } }
      let tight = free.filter { weights[$0] / total * room < needs[$0] }
      if tight.isEmpty {
        return weights.indices.map {
          fixed.contains($0) ? needs[$0] : weights[$0] / total * room
        }
      }
      fixed.formUnion(tight)
    }
  }
}

/// Sizes of letters in tables.
enum Letters: CaseIterable {
  case regular, small, tiny

  var points: Double {
    switch self {
    case .regular: 11
    case .small: 9.5
    case .tiny: 8
    }
  }

  /// Space on the left and right of a cell together, in points.
  var padding: Double { self == .regular ? 9 : 6 }

  /// Width of a column whose widest word has `em`, in points; bold letters are a little wider.
  func width(em: Double) -> Double { em * points * 1.06 + padding }
}
