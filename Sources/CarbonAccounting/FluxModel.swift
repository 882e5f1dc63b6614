import CarbonStock
import ForestModel

/// A quantity that is not exactly known and may enter many flows: an emission factor, the error of a
/// growth rate, a stratum's mean. It is drawn once, however often it is used.
public struct FluxInput: Sendable, Equatable {
  /// Name; draws follow from it, so that their order does not matter.
  public var name: String
  /// Estimate.
  public var value: Double
  /// Its standard error, in the unit of the value.
  public var standardError: Double
  /// Degrees of freedom of the standard error; infinite for a normal distribution.
  public var degreesOfFreedom: Double
  /// Inputs of one group owe their standard errors to one estimate of a variance.
  public var varianceGroup: String?

  /// A quantity with its error.
  public init(
    name: String, value: Double, standardError: Double, degreesOfFreedom: Double = .infinity,
    varianceGroup: String? = nil
  ) {
    self.name = name
    self.value = value
    self.standardError = standardError
    self.degreesOfFreedom = degreesOfFreedom
    self.varianceGroup = varianceGroup
  }
}

/// A constant plus weighted inputs.
public struct LinearSum: Sendable, Equatable {
  /// What is exactly known.
  public var constant: Double
  /// Weighted inputs by their index, ascending: no dictionary decides on a last digit.
  public private(set) var terms: [(input: Int, weight: Double)]

  /// A sum.
  public init(_ constant: Double, _ weights: [Int: Double] = [:]) {
    self.constant = constant
    terms = weights.keys.sorted().map { ($0, weights[$0] ?? 0) }
  }

  /// Adds an input, or more of one that is there.
  public mutating func add(_ input: Int, weight: Double) {
    if let place = terms.firstIndex(where: { $0.input >= input }) {
      if terms[place].input == input {
        terms[place].weight += weight
      } else {
        terms.insert((input, weight), at: place)
      }
    } else {
      terms.append((input, weight))
    }
  }

  func value(_ inputs: [Double]) -> Double {
    var sum = constant
    for term in terms { sum += term.weight * inputs[term.input] }
    return sum
  }

  /// Same constant, same terms.
  public static func == (left: Self, right: Self) -> Bool {
    left.constant == right.constant && left.terms.map(\.input) == right.terms.map(\.input)
      && left.terms.map(\.weight) == right.terms.map(\.weight)
  }
}

/// An amount of carbon dioxide equivalent, t: a product of sums. Emissions are positive, removals
/// negative.
public struct Flux: Sendable, Equatable {
  /// The factors of the product.
  public var factors: [LinearSum]

  /// A product of sums.
  public init(_ factors: [LinearSum]) { self.factors = factors }

  func value(_ inputs: [Double]) -> Double {
    var product = 1.0
    for factor in factors { product *= factor.value(inputs) }
    return product
  }
}

/// A weighted sum of fluxes, such as the baseline of a period.
public struct FluxSum: Sendable, Equatable {
  /// Weight by index of the flux.
  public var weights: [Int: Double]

  /// A sum; an empty one is zero.
  public init(_ weights: [Int: Double] = [:]) { self.weights = weights }

  /// Adds a flux, or more of one that is there.
  public mutating func add(_ flux: Int, weight: Double) { weights[flux, default: 0] += weight }

  /// One sum less the other; fluxes of both keep their common error.
  public static func - (left: Self, right: Self) -> Self {
    var difference = left
    for (flux, weight) in right.weights { difference.add(flux, weight: -weight) }
    return difference
  }
}

/// An estimate in t CO2e with its standard error.
public struct FluxEstimate: Sendable, Equatable {
  /// Estimate, t CO2e.
  public let value: Double
  /// Standard error, t CO2e, by first-order propagation.
  public let standardError: Double
  /// Degrees of freedom by Satterthwaite's formula over the groups of inputs.
  public let degreesOfFreedom: Double
  /// Share of the variance by input, largest first; shares of a variance of zero are left out.
  public let shares: [(input: String, share: Double)]

  /// Half-width of the interval at a level, t CO2e.
  public func halfWidth(_ confidence: Double) -> Double {
    standardError == 0
      ? 0
      : StudentT.twoSided(confidence: confidence, df: degreesOfFreedom) * standardError
  }

  /// 100 x half-width / |value|; `nan` where the value is zero.
  public func halfWidthPercent(_ confidence: Double) -> Double {
    value == 0 ? .nan : 100 * halfWidth(confidence) / abs(value)
  }

  /// Same numbers.
  public static func == (left: Self, right: Self) -> Bool {
    left.value == right.value && left.standardError == right.standardError
      && left.degreesOfFreedom == right.degreesOfFreedom
      && left.shares.map(\.input) == right.shares.map(\.input)
      && left.shares.map(\.share) == right.shares.map(\.share)
  }
}

/// All quantities and flows of an account, with the errors that flows have in common.
///
/// Error propagation is approach 1 of IPCC 2006 Vol. 1 Ch. 3 written for shared inputs: the variance of a
/// sum is the sum over inputs of (derivative x standard error)². For flows without a common input that is
/// the root of the sum of squares (Eq. 3.2), for one product the sum of the squared percentages (Eq. 3.1).
public struct FluxModel: Sendable {
  /// Quantities.
  public private(set) var inputs: [FluxInput] = []
  /// Flows.
  public private(set) var fluxes: [Flux] = []

  /// Nothing yet.
  public init() {}

  /// Adds a quantity; returns its index.
  public mutating func add(_ input: FluxInput) -> Int {
    inputs.append(input)
    return inputs.count - 1
  }

  /// Adds a flow; returns its index.
  public mutating func add(_ flux: Flux) -> Int {
    fluxes.append(flux)
    return fluxes.count - 1
  }

  /// Value of a flow, t CO2e.
  public func value(_ flux: Int) -> Double { fluxes[flux].value(inputs.map(\.value)) }

  func value(_ sum: FluxSum, _ values: [Double]) -> Double {
    ExactSum(sum.weights.map { $1 * fluxes[$0].value(values) }).value
  }

  /// Derivatives of a sum with respect to every input it uses.
  private func gradient(_ sum: FluxSum) -> [Int: Double] {
    let values = inputs.map(\.value)
    var parts: [Int: ExactSum] = [:]
    for (flux, weight) in sum.weights {
      let factors = fluxes[flux].factors
      for place in factors.indices {
        let others = factors.indices.filter { $0 != place }
          .reduce(weight) { $0 * factors[$1].value(values) }
        for (input, slope) in factors[place].terms {
          parts[input, default: ExactSum()].add(others * slope)
        }
      }
    }
    return parts.mapValues(\.value)
  }

  /// A sum with its standard error.
  public func estimate(_ sum: FluxSum) -> FluxEstimate {
    var byInput: [(name: String, variance: Double)] = []
    var groups: [String: (variance: ExactSum, df: Double)] = [:]
    for (index, slope) in gradient(sum) {
      let input = inputs[index]
      let variance = (slope * input.standardError) * (slope * input.standardError)
      guard variance > 0 else { continue }
      byInput.append((input.name, variance))
      groups[
        input.varianceGroup ?? "input \(index)", default: (ExactSum(), input.degreesOfFreedom)
      ].variance.add(variance)
    }
    let total = ExactSum(byInput.map(\.variance)).value
    let satterthwaite = ExactSum(
      groups.values.map { group in
        let variance = group.variance.value / total
        return variance * variance / group.df
      }
    ).value
    return FluxEstimate(
      value: value(sum, inputs.map(\.value)), standardError: total.squareRoot(),
      degreesOfFreedom: satterthwaite > 0 ? 1 / satterthwaite : .infinity,
      shares: total > 0
        ? byInput.map { ($0.name, $0.variance / total) }
          .sorted { $0.1 == $1.1 ? $0.0 < $1.0 : $0.1 > $1.1 }
        : [])
  }
}
