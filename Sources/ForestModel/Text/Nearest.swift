/// The nearest spelling, for "did you mean".
public enum Nearest {
  /// The candidates closest to `word` by edit distance, nearest first, none further than a third of
  /// the word's length (at least two edits).
  public static func names(to word: String, among candidates: [String], limit: Int = 3) -> [String]
  {
    let wanted = word.lowercased()
    let reach = max(2, wanted.count / 3)
    return
      candidates
      .map { (distance($0.lowercased(), wanted), $0) }
      .filter { $0.0 <= reach }
      .sorted { $0 < $1 }
      .prefix(limit)
      .map(\.1)
  }

  /// Levenshtein distance in characters. Cost: product of the two lengths.
  public static func distance(_ left: String, _ right: String) -> Int {
    let a = Array(left)
    let b = Array(right)
    var row = Array(0...b.count)
    for (i, x) in a.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, y) in b.enumerated() {
        let substitution = diagonal + (x == y ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(substitution, row[j] + 1, row[j + 1] + 1)
      }
    }
    return row[b.count]
  }
}
