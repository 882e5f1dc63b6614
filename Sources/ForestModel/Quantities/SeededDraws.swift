/// Random numbers that follow from a seed and a name: the same on every machine and for any order of
/// other draws.
///
/// Source: SplitMix64, Steele, Lea and Flood 2014, Fast splittable pseudorandom number generators.
public struct SeededDraws: Sendable {
  private var state: UInt64

  /// Draws for something that is called `name` under a seed.
  public init(seed: UInt64, name: String) {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    state = hash ^ (seed &* 0x9E37_79B9_7F4A_7C15)
  }

  /// The next number, uniform in (0, 1).
  public mutating func uniform() -> Double {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    z ^= z >> 31
    return (Double(z >> 11) + 0.5) / 0x1p53
  }
}
