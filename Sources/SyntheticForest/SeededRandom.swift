import Glibc

/// What a random number is for. Every draw is keyed by the seed, one of these and the item it belongs
/// to, so nothing depends on the order in which things are computed.
enum Stream: Int {
  case terrain = 1
  case limestone, river, sinkholes, communes, compartments, classes, sizes, growth, attributes
  case communeEffect, field, grid, layout, plot, species, heights, twoStage, remeasurement, bamboo
  case deadWood, biomassMap, canopyMap, landCover, landCoverErrors, referencePoints, repeats, faults
  case stock, owners, weighedTrees
}

/// A small seeded generator (SplitMix64, Steele, Lea & Flood 2014) with the draws that the sample
/// data need. The same seed gives the same numbers.
struct SeededRandom {
  private var state: UInt64

  /// A generator of its own for one item, whatever was drawn before.
  init(seed: UInt64, _ stream: Stream, _ keys: Int...) {
    var mixed = Self.joined(seed, stream.rawValue)
    for key in keys { mixed = Self.joined(mixed, key) }
    state = mixed
  }

  /// The seed joined with one more key.
  static func joined(_ seed: UInt64, _ key: Int) -> UInt64 {
    mix(seed ^ Self.key(key))
  }

  /// A key, mixed so that neighbouring numbers have nothing in common.
  static func key(_ key: Int) -> UInt64 { mix(UInt64(bitPattern: Int64(key)) &+ 0x9E37) }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return Self.mix(state)
  }

  static func mix(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// Uniform in (0, 1).
  mutating func uniform() -> Double { (Double(next() >> 11) + 0.5) / 9_007_199_254_740_992 }

  /// Uniform in a range.
  mutating func uniform(_ low: Double, _ high: Double) -> Double { low + (high - low) * uniform() }

  /// A whole number from 0 up to, not including, `count`.
  mutating func below(_ count: Int) -> Int { min(count - 1, Int(uniform() * Double(count))) }

  /// Standard normal (Box-Muller).
  mutating func normal() -> Double {
    let radius = (-2 * log(uniform())).squareRoot()
    return radius * cos(2 * .pi * uniform())
  }

  /// Weibull with scale and shape.
  mutating func weibull(scale: Double, shape: Double) -> Double {
    scale * pow(-log(uniform()), 1 / shape)
  }

  /// Gamma with a mean and a coefficient of variation (Marsaglia & Tsang 2000, shapes from 1 on; CV
  /// at most 1).
  mutating func gamma(mean: Double, cv: Double) -> Double {
    let shape = 1 / (cv * cv)
    let d = shape - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let x = normal()
      let v = (1 + c * x) * (1 + c * x) * (1 + c * x)
      guard v > 0 else { continue }
      if log(uniform()) < x * x / 2 + d - d * v + d * log(v) { return mean / shape * d * v }
    }
  }

  /// Poisson: events of rate 1 counted up to `mean`. Cost: linear in the mean.
  mutating func poisson(mean: Double) -> Int {
    var count = -1
    var time = 0.0
    repeat {
      count += 1
      time -= log(uniform())
    } while time < mean
    return count
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
