/// How many typing slips lie between two words: letters left out, added, wrong, or two neighbours
/// swapped.
public enum TypingDistance {
  /// Optimal string alignment distance of two words as bytes, or `nil` when it is above `limit`.
  ///
  /// Cost: product of the lengths; words whose lengths differ by more than `limit` cost nothing.
  /// Source: Damerau 1964, Communications of the ACM 7:171-176 (the four slips); each place of a word
  /// is touched once.
  public static func between(_ a: [UInt8], _ b: [UInt8], limit: Int) -> Int? {
    if abs(a.count - b.count) > limit { return nil }
    if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
    var before = Array(repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    var row = last
    for i in 1...a.count {
      row[0] = i
      var least = i
      for j in 1...b.count {
        var best = min(
          last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1), last[j] + 1, row[j - 1] + 1)
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          best = min(best, before[j - 2] + 1)
        }
        row[j] = best
        least = min(least, best)
      }
      if least > limit { return nil }
      (before, last, row) = (last, row, before)
    }
    return last[b.count] <= limit ? last[b.count] : nil
  }

  /// Slips that a word of this many letters may hold and still be taken for another: none in words of
  /// up to 3 letters, 1 in words of up to 6, 2 in longer ones.
  public static func allowance(letters: Int) -> Int { letters <= 3 ? 0 : letters <= 6 ? 1 : 2 }
}
