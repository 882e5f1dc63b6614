/// Where the land of the communes of before July 2025 belongs since then.
///
/// A commune that was divided has several parts with shares that add up to 1.
public struct CommuneCrosswalk: Sendable {
  /// One commune of today that took land of a former one.
  public struct Part: Sendable, Equatable {
    /// Code of today, five digits.
    public let code: String
    /// Name of today.
    public let name: String
    /// Share of the former commune's land; 1 where all of it.
    public let share: Double
  }

  private var byCode: [String: [Part]] = [:]
  private var byName: [String: [Part]] = [:]
  private var today: [String: String] = [:]

  /// An empty crosswalk.
  public init() {}

  /// Five digits with leading zeros, also of a code that a program took for a number; `nil` for anything that
  /// is no code.
  public static func code(_ text: String) -> String? {
    var digits = Substring(text.filter { !$0.isWhitespace })
    if digits.hasSuffix(".0") { digits = digits.dropLast(2) }
    guard (1...5).contains(digits.count), digits.allSatisfy({ ("0"..."9").contains($0) }),
      digits.contains(where: { $0 != "0" })
    else { return nil }
    return String(repeating: "0", count: 5 - digits.count) + digits
  }

  /// A former commune by the names of its district and its own: without case, and without the words for the
  /// kind of unit.
  static func key(district: String, commune: String) -> String {
    func plain(_ name: String) -> String {
      var words = name.lowercased().split(whereSeparator: \.isWhitespace)
      for kind in [
        ["xã"], ["phường"], ["huyện"], ["thị", "trấn"], ["thị", "xã"], ["thành", "phố"],
      ]
      where words.count > kind.count
        && zip(words, kind).allSatisfy({ String($0) == $1 })
      {
        words.removeFirst(kind.count)
        break
      }
      return words.joined(separator: " ")
    }
    return plain(district) + "\u{1F}" + plain(commune)
  }

  /// Adds a part of a former commune, known by its code, or by name where it has none.
  public mutating func add(
    oldCode: String?, district: String, commune: String, newCode: String, newName: String,
    share: Double
  ) {
    let name = newName.isEmpty ? SonLaCommune.name(of: newCode) ?? "" : newName
    let part = Part(code: newCode, name: name, share: share)
    if let oldCode { byCode[oldCode, default: []].append(part) }
    if !commune.isEmpty {
      byName[Self.key(district: district, commune: commune), default: []].append(part)
    }
    if today[newCode, default: ""].isEmpty { today[newCode] = name }
  }

  /// The former communes whose shares do not add up to 1, with the sum.
  public var faultyShares: [(commune: String, sum: Double)] {
    byCode.keys.sorted().compactMap { code in
      let sum = ExactSum((byCode[code] ?? []).map(\.share)).value
      return abs(sum - 1) <= 0.001 ? nil : (code, sum)
    }
      + byName.keys.sorted().compactMap { key in
        let sum = ExactSum((byName[key] ?? []).map(\.share)).value
        return abs(sum - 1) <= 0.001
          ? nil : (key.split(separator: "\u{1F}").joined(separator: ", "), sum)
      }
  }

  /// What became of a parcel's commune; a code that is one of today already stays. Empty where nothing is known.
  public func parts(code: String?, district: String, commune: String) -> [Part] {
    if let code, let parts = byCode[code] { return parts }
    if !commune.isEmpty {
      for district in [district, ""] {
        if let parts = byName[Self.key(district: district, commune: commune)] { return parts }
      }
    }
    if let code, let name = today[code] { return [Part(code: code, name: name, share: 1)] }
    return []
  }
}
