import Glibc

/// A small seeded generator (SplitMix64, Steele, Lea & Flood 2014) with the draws that the sample
/// data need. The same seed gives the same numbers.
struct SeededRandom {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// A generator of its own for one item, whatever was drawn before.
  init(seed: UInt64, _ keys: Int...) {
    var mixed = seed
    for key in keys {
      mixed = SeededRandom.mix(mixed ^ SeededRandom.mix(UInt64(bitPattern: Int64(key)) &+ 0x9E37))
    }
    state = mixed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return Self.mix(state)
  }

  private static func mix(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// Uniform in (0, 1).
  mutating func uniform() -> Double { (Double(next() >> 11) + 0.5) / 9_007_199_254_740_992 }

  /// Uniform in a range.
  mutating func uniform(_ low: Double, _ high: Double) -> Double { low + (high - low) * uniform() }

  /// Standard normal (Box-Muller).
  mutating func normal() -> Double {
    let radius = (-2 * log(uniform())).squareRoot()
    return radius * cos(2 * .pi * uniform())
  }

  /// Weibull with scale and shape.
  mutating func weibull(scale: Double, shape: Double) -> Double {
    scale * pow(-log(uniform()), 1 / shape)
  }

  /// One of `items` with probability in proportion to its weight.
  mutating func pick<T>(_ items: [(T, Double)]) -> T {
    var left = uniform() * items.reduce(0) { $0 + $1.1 }
    for item in items {
      left -= item.1
      if left <= 0 { return item.0 }
    }
    return items[items.count - 1].0
  }
}

/// Smooth noise over the plane, mean 0: lattice values, blended, in four octaves.
struct NoiseField {
  let seed: UInt64
  let rangeM: Double

  func value(_ x: Double, _ y: Double) -> Double {
    var sum = 0.0
    var amplitude = 1.0
    var scale = rangeM
    for octave in 0..<4 {
      sum += amplitude * lattice(x / scale, y / scale, octave)
      amplitude *= 0.5
      scale *= 0.5
    }
    return sum
  }

  private func lattice(_ x: Double, _ y: Double, _ octave: Int) -> Double {
    let (i, j) = (Int(x.rounded(.down)), Int(y.rounded(.down)))
    let (u, v) = (Self.ease(x - Double(i)), Self.ease(y - Double(j)))
    func corner(_ a: Int, _ b: Int) -> Double {
      var random = SeededRandom(seed: seed, octave, a, b)
      return random.uniform(-1, 1)
    }
    let low = corner(i, j) * (1 - u) + corner(i + 1, j) * u
    let high = corner(i, j + 1) * (1 - u) + corner(i + 1, j + 1) * u
    return low * (1 - v) + high * v
  }

  private static func ease(_ t: Double) -> Double { t * t * (3 - 2 * t) }
}
