/// Which circular the classes of a forest-status layer follow. The same letters mean another volume in each:
/// TXN of an old map is not the TXN of a new one.
public enum ClassEdition: String, Sendable, CaseIterable {
  /// Circular 33/2018/TT-BNNPTNT, Art. 7: rich above 200 m³/ha, medium above 100 to 200, poor above 50 to
  /// 100, very poor 10 to 50. Amended by Circular 16/2023/TT-BNNPTNT; that the volumes stayed is unconfirmed.
  case circular33of2018 = "33-2018"
  /// Circular 34/2009/TT-BNNPTNT: very rich above 300 m³/ha, rich 201 to 300, medium 101 to 200, poor 10 to
  /// 100.
  case circular34of2009 = "34-2009"

  /// Number of the circular.
  public var citation: Phrase {
    switch self {
    case .circular33of2018:
      Phrase("Circular 33/2018/TT-BNNPTNT", vi: "Thông tư 33/2018/TT-BNNPTNT")
    case .circular34of2009:
      Phrase("Circular 34/2009/TT-BNNPTNT", vi: "Thông tư 34/2009/TT-BNNPTNT")
    }
  }
}

/// Class of natural timber forest by standing volume, as the letters of a type say.
public enum VolumeClass: String, Sendable, CaseIterable {
  /// Rich (G); in the edition of 2009 also very rich, which has no letters of its own.
  case rich
  /// Medium (B).
  case medium
  /// Poor (N).
  case poor
  /// Very poor (K); not in the edition of 2009.
  case veryPoor
  /// Regenerating (P); neither circular binds it to a volume.
  case regenerating

  /// Name in both languages.
  public var name: Phrase {
    switch self {
    case .rich: Phrase("rich", vi: "giàu")
    case .medium: Phrase("medium", vi: "trung bình")
    case .poor: Phrase("poor", vi: "nghèo")
    case .veryPoor: Phrase("very poor", vi: "nghèo kiệt")
    case .regenerating: Phrase("regenerating", vi: "phục hồi")
    }
  }

  /// Typical order of stock, from the lowest; only to find a neighbour.
  var rank: Double {
    switch self {
    case .rich: 3
    case .medium: 2
    case .poor: 1
    case .regenerating: 0.4
    case .veryPoor: 0
    }
  }
}

/// Standing volumes that a class may have, m³/ha.
public struct VolumeRange: Sendable, Equatable {
  /// Lower limit.
  public let low: Double
  /// Whether the lower limit itself is inside.
  public let includesLow: Bool
  /// Upper limit, inside; infinite where there is none.
  public let high: Double
  /// Whether a circular says so; else it is a working rule.
  public let isConfirmed: Bool

  /// Whether a volume lies inside.
  public func contains(_ volume: Double) -> Bool {
    volume <= high && (includesLow ? volume >= low : volume > low)
  }

  /// As printed: `> 100–200`.
  public func text(_ style: NumberStyle) -> String {
    let lower = (includesLow ? "" : "> ") + style.string(low)
    return high.isInfinite ? lower : lower + "–" + style.string(high)
  }
}

extension ForestType {
  /// Family and volume class of natural timber forest: `TXDB1` is `TXD` and medium. `nil` where the letters
  /// tell no volume.
  private var timberParts: (family: String, volume: VolumeClass)? {
    guard number <= 46 else { return nil }
    let plain = letters.hasSuffix("1") ? letters.dropLast() : Substring(letters)
    guard let last = plain.last, let volume = Self.volumeLetters[last],
      Self.timberFamilies.contains(String(plain.dropLast()))
    else { return nil }
    return (String(plain.dropLast()), volume)
  }
  private static let volumeLetters: [Character: VolumeClass] = [
    "G": .rich, "B": .medium, "N": .poor, "K": .veryPoor, "P": .regenerating,
  ]
  private static let timberFamilies: Set<String> = [
    "TX", "RL", "LK", "RK", "TXD", "RNM", "RNP",
  ]

  /// Class by volume; `nil` for types that the volume does not part.
  public var volumeClass: VolumeClass? { timberParts?.volume }

  /// Volumes that the type may have by an edition, m³/ha; `nil` where the edition sets none.
  public func volumeRange(in edition: ClassEdition) -> VolumeRange? {
    func range(
      _ low: Double, _ high: Double, including: Bool = false, confirmed: Bool = true
    )
      -> VolumeRange
    {
      VolumeRange(low: low, includesLow: including, high: high, isConfirmed: confirmed)
    }
    switch (volumeClass, edition) {
    case (nil, _): return nil
    case (.rich, _): return range(200, .infinity)
    case (.medium, _): return range(100, 200)
    case (.poor, .circular33of2018): return range(50, 100)
    case (.poor, .circular34of2009): return range(10, 100, including: true)
    case (.veryPoor, .circular33of2018): return range(10, 50, including: true)
    case (.veryPoor, .circular34of2009): return nil
    case (.regenerating, _): return range(10, 100, including: true, confirmed: false)
    }
  }

  /// Whether the edition knows the type at all.
  public func exists(in edition: ClassEdition) -> Bool {
    !(edition == .circular34of2009 && volumeClass == .veryPoor)
  }

  /// Kind of vegetation.
  public enum Group: String, Sendable, CaseIterable {
    /// Natural timber forest.
    case naturalTimber = "natural timber"
    /// Natural bamboo forest.
    case naturalBamboo = "natural bamboo"
    /// Timber and bamboo mixed.
    case naturalMixed = "natural mixed timber-bamboo"
    /// Natural palm forest.
    case naturalPalm = "natural palm"
    /// Planted forest.
    case plantation
    /// Planted land that is not forest yet.
    case plantedNotYetForest = "planted, not yet forest"
    /// Land without forest.
    case noForest = "no forest"

    /// Name in both languages.
    public var name: Phrase {
      let vietnamese =
        switch self {
        case .naturalTimber: "rừng gỗ tự nhiên"
        case .naturalBamboo: "rừng tre nứa tự nhiên"
        case .naturalMixed: "rừng hỗn giao gỗ, tre nứa tự nhiên"
        case .naturalPalm: "rừng cau dừa tự nhiên"
        case .plantation: "rừng trồng"
        case .plantedNotYetForest: "đất đã trồng, chưa thành rừng"
        case .noForest: "đất không có rừng"
        }
      return Phrase(rawValue, vi: vietnamese)
    }

    /// What the field of origin (`nggocr`) may hold; land planted but not yet forest is seen with two codes.
    var origins: [Int] {
      switch self {
      case .naturalTimber, .naturalBamboo, .naturalMixed, .naturalPalm: [1]
      case .plantation: [2]
      case .plantedNotYetForest: [2, 3]
      case .noForest: [3]
      }
    }
  }

  /// Kind of vegetation, by the number.
  public var group: Group {
    switch number {
    case ...47: .naturalTimber
    case ...53: .naturalBamboo
    case ...56: .naturalMixed
    case ...59: .naturalPalm
    case ...71: .plantation
    case ...77: .plantedNotYetForest
    default: .noForest
    }
  }

  /// Types of one family may stand in for each other when plots are few: the same leaves, site and growth.
  public var family: String {
    if let parts = timberParts { return parts.family }
    switch letters {
    case "TLU", "NUA", "VAU", "LOO", "TNK": return "bamboo"
    case "HG1", "HG2": return "HG"
    case "RTG", "RTGD", "RTM", "RTP", "RTC": return "RTG"
    case "RTTN", "RTTND": return "RTTN"
    case "RTCD", "RTCDN", "RTCDC": return "RTCD"
    default: return letters
    }
  }

  /// Letters seen in some layers for a type that the list writes otherwise.
  private static let otherLetters = [
    "LO": "LOO", "NL": "NN", "DK": "DKH", "NLD": "NND", "NLM": "NNM", "NLP": "NNP",
  ]

  /// The type that a cell of the field `ldlr` means, whatever its case, also in the other letters in use.
  public init?(written text: String) {
    let letters = text.uppercased()
    self.init(letters: Self.otherLetters[letters] ?? letters)
  }
}
