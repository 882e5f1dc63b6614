/// In which encoding the values of a column were written, as far as their bytes tell.
public enum TextVerdict: Sendable, Equatable {
  /// Nothing beyond ASCII: every encoding reads the same.
  case plain
  /// One encoding reads the column; `sound` of `judged` different words are Vietnamese.
  case clear(TextEncoding, sound: Int, judged: Int)
  /// Two encodings read it about as well, or none does.
  case unclear(TextEncoding, TextEncoding)
  /// Some values read in the first encoding only, others - at these places - in the second only.
  case mixed(TextEncoding, TextEncoding, places: [Int])

  /// The encoding, where there is one.
  public var encoding: TextEncoding? {
    switch self {
    case .plain: .utf8
    case .clear(let encoding, _, _): encoding
    case .unclear, .mixed: nil
    }
  }
}

extension TextVerdict {
  /// Share of the words that must be Vietnamese before an encoding is believed.
  private static let leastSound = 0.6
  /// Share of the values that a second encoding must read, and the first not, before a column counts
  /// as mixed.
  private static let leastMixed = 0.05

  /// Looks at the different values of one column.
  ///
  /// Strict UTF-8 comes first: text of another encoding hardly ever is. Then every encoding is tried,
  /// and the one whose words are Vietnamese syllables wins if it beats every other that reads
  /// differently. Where the bytes leave it open, `expected` - what the file says of itself, or what
  /// its other columns are - decides among those that are not beaten.
  /// - Cost: a few microseconds per word; give some thousand values at most.
  public init(_ values: [[UInt8]], expected: TextEncoding? = nil) {
    let places = values.indices.filter { TextEncoding.isBeyondASCII(values[$0]) }
    guard places.contains(where: { values[$0].contains { $0 >= 0x80 } }) else {
      self = .plain
      return
    }
    let isUTF8 = places.map { Self.isUTF8(values[$0]) }
    let others = zip(places, isUTF8).filter { !$0.1 }.map(\.0)
    let unicode = zip(places, isUTF8).filter { $0.1 && values[$0.0].contains { $0 >= 0x80 } }.map(
      \.0)
    if others.isEmpty {
      self = .clear(.utf8, sound: unicode.count, judged: unicode.count)
      return
    }
    let verdict = Self.legacy(values, others, expected: expected)
    if unicode.isEmpty {
      self = verdict
      return
    }
    // Both UTF-8 and something else: unless the something else reads those values too, or is only
    // damage in a few of them.
    if case .clear(let encoding, _, _) = verdict {
      let readsAll = unicode.allSatisfy { TextReading(values[$0], as: encoding).isSound }
      self = readsAll ? verdict : .mixed(.utf8, encoding, places: others)
    } else if others.count * 4 <= unicode.count {
      self = .clear(.utf8, sound: unicode.count, judged: unicode.count + others.count)
    } else if case .unclear(let first, _) = verdict {
      self = .mixed(.utf8, first, places: others)
    } else {
      self = verdict
    }
  }

  /// UTF-8 but for a letter that was cut at the end, as the fixed width of a DBF field does it.
  static func isUTF8(_ bytes: [UInt8]) -> Bool {
    if String(validating: bytes, as: UTF8.self) != nil { return true }
    for cut in 1...3 where bytes.count > cut {
      let tail = bytes.suffix(cut)
      guard let lead = tail.first, lead >= 0xC2, tail.dropFirst().allSatisfy({ $0 & 0xC0 == 0x80 })
      else { continue }
      let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
      return cut < length && String(validating: bytes.dropLast(cut), as: UTF8.self) != nil
    }
    return false
  }

  /// The verdict on values of which none is UTF-8.
  private static func legacy(
    _ values: [[UInt8]], _ places: [Int], expected: TextEncoding?
  ) -> TextVerdict {
    let words = Array(Set(places.flatMap { tokens(values[$0]) })).sorted {
      $0.lexicographicallyPrecedes($1)
    }
    let candidates = TextEncoding.legacy + [.cp1252]
    let readings = candidates.map { encoding in words.map { TextReading($0, as: encoding) } }
    let sound = readings.map { $0.filter(\.isSound).count }
    /// Words that one reads and the other does not, less the reverse.
    func lead(_ a: Int, _ b: Int) -> Int { sound[a] - sound[b] }
    func readsAlike(_ a: Int, _ b: Int) -> Bool {
      zip(readings[a], readings[b]).allSatisfy { $0.text == $1.text }
    }
    // Western letters are what remains when nothing is Vietnamese: they read almost any bytes.
    let western = candidates.count - 1
    let ranked = candidates.indices.dropLast().sorted {
      sound[$0] == sound[$1] ? $0 < $1 : sound[$0] > sound[$1]
    }
    let best = ranked[0]
    let needed = max(1, words.count / 20)
    let rivals = ranked.dropFirst().filter { !readsAlike($0, best) && lead(best, $0) < needed }
    let isBelieved = Double(sound[best]) >= leastSound * Double(words.count)
    if let mixed = mixture(values, places, best: best, candidates) { return mixed }
    if let expected, let place = candidates.firstIndex(of: expected), place != western,
      isBelieved, lead(best, place) < needed
    {
      return .clear(expected, sound: sound[place], judged: words.count)
    }
    if expected == .cp1252, !isBelieved, sound[western] == words.count {
      return .clear(.cp1252, sound: sound[western], judged: words.count)
    }
    if isBelieved, rivals.isEmpty {
      return .clear(candidates[best], sound: sound[best], judged: words.count)
    }
    if !isBelieved, sound[western] == words.count { return .unclear(.cp1252, candidates[best]) }
    let second = rivals.first ?? ranked.first { $0 != best && !readsAlike($0, best) } ?? western
    return .unclear(candidates[best], candidates[second])
  }

  /// A second encoding that reads, whole, values which the best one does not.
  private static func mixture(
    _ values: [[UInt8]], _ places: [Int], best: Int, _ candidates: [TextEncoding]
  ) -> TextVerdict? {
    let unread = places.filter { !TextReading(values[$0], as: candidates[best]).isSound }
    guard unread.count >= 2, unread.count < places.count else { return nil }
    var second: (encoding: TextEncoding, places: [Int])?
    for other in TextEncoding.legacy where other != candidates[best] {
      let read = unread.filter { TextReading(values[$0], as: other).isSound }
      if read.count > (second?.places.count ?? 0) { second = (other, read) }
    }
    // By chance a wrong encoding reads about a quarter of what the right one does not.
    guard let second, second.places.count >= 2, second.places.count * 2 > unread.count,
      Double(second.places.count) >= leastMixed * Double(places.count)
    else { return nil }
    return .mixed(candidates[best], second.encoding, places: second.places)
  }

  /// Pieces between blanks, punctuation and digits that hold a byte beyond ASCII.
  private static func tokens(_ value: [UInt8]) -> [[UInt8]] {
    value.split { byte in
      byte < 0x80 && !(0x41...0x5A).contains(byte) && !(0x61...0x7A).contains(byte)
        && !LegacyTable.isLetterOfVISCII(byte)
    }.map(Array.init).filter { TextEncoding.isBeyondASCII($0) }
  }
}
