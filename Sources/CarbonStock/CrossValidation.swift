/// How residuals are taken when the model was fitted on the same plots.
public enum ResidualRule: Sendable, Equatable {
  /// As fitted.
  case fitted
  /// Every plot predicted by the model fitted without it.
  case leaveOneOut
  /// Every plot predicted by the model fitted without its part of the plots; at least two parts.
  case folds(Int)

  /// The rule of that name: `fitted`, `leave-one-out`, or `k-fold:K`.
  public init?(_ text: String) {
    switch text {
    case "fitted": self = .fitted
    case "leave-one-out": self = .leaveOneOut
    default:
      let parts = text.split(separator: ":")
      guard parts.count == 2, parts[0] == "k-fold", let count = Int(parts[1]),
        (2...1_000).contains(count)
      else { return nil }
      self = .folds(count)
    }
  }

  /// Name as typed on the command line.
  public var name: String {
    switch self {
    case .fitted: "fitted"
    case .leaveOneOut: "leave-one-out"
    case .folds(let count): "k-fold:\(count)"
    }
  }
}

/// Plots in parts that depend on their names only, neither on chance nor on the order of the rows.
public enum CrossValidation {
  /// Part (from 0) of every plot. Plots are put in the order of a hash of their name and dealt out in
  /// turn: parts differ by one plot at most. With as many parts as plots, every plot is its own part.
  /// - Parameter names: the plots' names, each once.
  public static func folds(of names: [String], count: Int) -> [Int] {
    let keys = names.map(hash)
    let order = names.indices.sorted { a, b in
      if keys[a] != keys[b] { return keys[a] < keys[b] }
      return names[a].unicodeScalars.lexicographicallyPrecedes(names[b].unicodeScalars)
    }
    var folds = Array(repeating: 0, count: names.count)
    for (turn, plot) in order.enumerated() { folds[plot] = turn % count }
    return folds
  }

  /// FNV-1a over the bytes, then the finaliser of SplitMix64: names that differ in one digit end far
  /// apart.
  static func hash(_ name: String) -> UInt64 {
    var state: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in name.utf8 { state = (state ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return mixed(state)
  }

  /// Finaliser of SplitMix64 (Steele, Lea and Flood 2014).
  static func mixed(_ value: UInt64) -> UInt64 {
    var z = value &+ 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
