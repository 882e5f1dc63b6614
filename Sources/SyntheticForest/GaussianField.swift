import Glibc

/// A Gaussian field over the plane with mean 0, variance 1 and correlation exp(-h / range): a sum of
/// random waves.
struct GaussianField: Sendable {
  private let waves: [(kx: Double, ky: Double, phase: Double)]
  private let amplitude: Double

  init(seed: UInt64, _ stream: Stream, _ key: Int = 0, rangeM: Double, waves count: Int = 192) {
    // Spectrum of an exponential correlation in the plane: the share of the power below wave number k
    // is 1 - (1 + k²L²)^(-1/2).
    waves = (0..<count).map { wave in
      var random = SeededRandom(seed: seed, stream, key, wave)
      let u = random.uniform()
      let k = (1 / ((1 - u) * (1 - u)) - 1).squareRoot() / rangeM
      let angle = 2 * .pi * random.uniform()
      return (k * cos(angle), k * sin(angle), 2 * .pi * random.uniform())
    }
    amplitude = (2 / Double(count)).squareRoot()
  }

  func value(_ x: Double, _ y: Double) -> Double {
    let (dx, dy) = (x - Window.west, y - Window.south)
    var sum = 0.0
    for wave in waves { sum += cos(wave.kx * dx + wave.ky * dy + wave.phase) }
    return sum * amplitude
  }
}
