import ForestModel
import Glibc

/// What a number of draws says about a sum of flows.
public struct DrawSummary: Sendable, Equatable {
  /// Mean of the draws, t CO2e.
  public let mean: Double
  /// Lower end of the interval, t CO2e.
  public let low: Double
  /// Upper end.
  public let high: Double

  /// Half the width of the interval, t CO2e.
  public var halfWidth: Double { (high - low) / 2 }
}

extension FluxModel {
  /// Draws the inputs and sums the flows: approach 2 of IPCC 2006 Vol. 1 Ch. 3.
  ///
  /// Every input is drawn once per draw, from a normal distribution or, with few degrees of freedom, from
  /// Student's t; inputs of a variance group share the draw of their variance. The stream of an input
  /// follows from its name and the seed.
  ///
  /// - Parameter count: number of draws, at least 2.
  /// - Returns: one summary per sum, with the quantiles of the level.
  public func draw(
    _ sums: [FluxSum], count: Int, seed: UInt64, confidence: Double
  ) -> [DrawSummary] {
    precondition(count >= 2, "quantiles need at least two draws")
    var streams = inputs.map { NormalDraws(seed: seed, name: "flux input " + $0.name) }
    var scales: [String: VarianceDraws] = [:]
    for input in inputs where input.degreesOfFreedom.isFinite && input.standardError > 0 {
      let group = input.varianceGroup ?? input.name
      scales[group] = VarianceDraws(seed: seed, name: group, df: input.degreesOfFreedom)
    }
    let groups = scales.keys.sorted()
    let groupOf = inputs.map { input in
      groups.firstIndex(of: input.varianceGroup ?? input.name)
    }
    var variances = groups.compactMap { scales[$0] }
    let used = Set(sums.flatMap { $0.weights.keys }).sorted()
    let parts = sums.map { sum in sum.weights.keys.sorted().map { ($0, sum.weights[$0] ?? 0) } }
    var results = sums.map { _ in [Double]() }
    for index in results.indices { results[index].reserveCapacity(count) }
    var values = inputs.map(\.value)
    var amounts = [Double](repeating: 0, count: fluxes.count)
    var factors = [Double](repeating: 1, count: groups.count)
    for _ in 0..<count {
      for index in variances.indices { factors[index] = variances[index].next() }
      for (index, input) in inputs.enumerated() where input.standardError > 0 {
        let scale = groupOf[index].map { factors[$0] } ?? 1
        values[index] = input.value + input.standardError * streams[index].next() * scale
      }
      for flux in used { amounts[flux] = fluxes[flux].value(values) }
      for (index, part) in parts.enumerated() {
        results[index].append(part.reduce(0) { $0 + $1.1 * amounts[$1.0] })
      }
    }
    return results.map { draws in
      let sorted = draws.sorted()
      return DrawSummary(
        mean: ExactSum(draws).value / Double(count),
        low: Self.quantile(sorted, (1 - confidence) / 2),
        high: Self.quantile(sorted, (1 + confidence) / 2))
    }
  }

  /// Quantile with linear interpolation (Hyndman and Fan 1996, type 7).
  private static func quantile(_ sorted: [Double], _ share: Double) -> Double {
    let place = share * Double(sorted.count - 1)
    let low = min(max(0, Int(place.rounded(.down))), sorted.count - 1)
    let high = min(low + 1, sorted.count - 1)
    return sorted[low] + (place - Double(low)) * (sorted[high] - sorted[low])
  }
}

/// Standard normal numbers, two at a time (Box and Muller 1958).
private struct NormalDraws {
  private var draws: SeededDraws
  private var spare: Double?

  init(seed: UInt64, name: String) { draws = SeededDraws(seed: seed, name: name) }

  mutating func next() -> Double {
    if let spare {
      self.spare = nil
      return spare
    }
    let radius = (-2 * log(draws.uniform())).squareRoot()
    let angle = 2 * Double.pi * draws.uniform()
    spare = radius * sin(angle)
    return radius * cos(angle)
  }
}

/// Factors that turn normal numbers into those of Student's t: the root of df over a chi-squared number
/// (Marsaglia and Tsang 2000).
private struct VarianceDraws {
  private var draws: SeededDraws
  private var normal: NormalDraws
  private let df: Double

  init(seed: UInt64, name: String, df: Double) {
    draws = SeededDraws(seed: seed, name: "flux variance uniform " + name)
    normal = NormalDraws(seed: seed, name: "flux variance normal " + name)
    self.df = df
  }

  mutating func next() -> Double { (df / (2 * gamma(df / 2))).squareRoot() }

  private mutating func gamma(_ shape: Double) -> Double {
    if shape < 1 { return gamma(shape + 1) * pow(draws.uniform(), 1 / shape) }
    let d = shape - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let x = normal.next()
      let root = 1 + c * x
      guard root > 0 else { continue }
      let v = root * root * root
      if log(draws.uniform()) < 0.5 * x * x + d - d * v + d * log(v) { return d * v }
    }
  }
}
