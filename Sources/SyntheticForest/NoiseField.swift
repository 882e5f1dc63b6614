/// Smooth noise over the plane, mean 0: lattice values, blended, in octaves.
struct NoiseField {
  let seed: UInt64
  let rangeM: Double
  var octaves = 4
  /// Share of the amplitude that the next finer octave keeps: 2 to the power of minus Hurst.
  var persistence = 0.5

  init(
    seed: UInt64, _ stream: Stream, _ key: Int = 0, rangeM: Double, octaves: Int = 4,
    persistence: Double = 0.5
  ) {
    self.seed = SeededRandom.joined(SeededRandom.joined(seed, stream.rawValue), key)
    self.rangeM = rangeM
    self.octaves = octaves
    self.persistence = persistence
  }

  func value(_ x: Double, _ y: Double) -> Double {
    var sum = 0.0
    var amplitude = 1.0
    var scale = rangeM
    for octave in 0..<octaves {
      // Each octave is turned and shifted, so that the lattice does not show.
      let (c, s) = Self.turns[octave % Self.turns.count]
      let shift = Double(octave) * 137.31
      let (u, v) = (c * x - s * y, s * x + c * y)
      sum += amplitude * lattice(u / scale + shift, v / scale - shift, octave)
      amplitude *= persistence
      scale *= 0.5
    }
    return sum
  }

  private static let turns: [(Double, Double)] = [
    (0.8253, 0.5646), (0.3624, 0.9320), (-0.2588, 0.9659), (0.9553, -0.2955), (0.5, 0.8660),
  ]

  private func lattice(_ x: Double, _ y: Double, _ octave: Int) -> Double {
    let (i, j) = (Int(x.rounded(.down)), Int(y.rounded(.down)))
    let (u, v) = (Self.ease(x - Double(i)), Self.ease(y - Double(j)))
    let key = SeededRandom.joined(seed, octave)
    let (west, east) = (SeededRandom.joined(key, i), SeededRandom.joined(key, i + 1))
    let (south, north) = (SeededRandom.key(j), SeededRandom.key(j + 1))
    func corner(_ column: UInt64, _ row: UInt64) -> Double {
      let bits = SeededRandom.mix(column ^ row)
      return Double(bits >> 11) / 4_503_599_627_370_496 - 1
    }
    let low = corner(west, south) * (1 - u) + corner(east, south) * u
    let high = corner(west, north) * (1 - u) + corner(east, north) * u
    return low * (1 - v) + high * v
  }

  private static func ease(_ t: Double) -> Double { t * t * t * (t * (t * 6 - 15) + 10) }
}
