import ForestModel
import Glibc

/// Coefficients of a height model and what the fit says of them.
struct HeightFit {
  let curve: HeightCurve
  let coefficients: [Double]
  let covariance: [[Double]]
  let residualSDLn: Double
}

extension HeightFit {
  /// Least squares of ln H on a polynomial in ln D, with exact sums.
  init?(lnPolynomial degree: Int, _ d: [Double], _ h: [Double], _ weights: [Double]?) {
    let lnD = d.map { log($0) }
    let lnH = h.map { log($0) }
    // Weights of mean 1: their scale changes no estimate.
    let mean = weights.map { ExactSum($0).value / Double($0.count) } ?? 1
    let w = weights.map { $0.map { $0 / mean } } ?? Array(repeating: 1, count: d.count)
    let centre = ExactSum(lnD).value / Double(lnD.count)
    let x = lnD.map { $0 - centre }
    func power(_ v: Double, _ k: Int) -> Double { (0..<k).reduce(1) { p, _ in p * v } }
    let moments = (0...(2 * degree)).map { k in
      ExactSum(zip(w, x).lazy.map { $0 * power($1, k) }).value
    }
    let normal = (0...degree).map { i in (0...degree).map { moments[i + $0] } }
    let right = (0...degree).map { i in
      ExactSum(x.indices.lazy.map { w[$0] * power(x[$0], i) * lnH[$0] }).value
    }
    let scale = Double(x.count)
    guard let centred = LinearSystem.solve(normal, right, scale: scale),
      let inverse = LinearSystem.inverse(normal, scale: scale)
    else { return nil }

    let free = Double(x.count - degree - 1)
    let residuals = zip(x, lnH).map { x, y in y - centred.reversed().reduce(0) { $0 * x + $1 } }
    let rss = ExactSum(residuals.lazy.map { $0 * $0 }).value
    let sd = (rss / free).squareRoot()
    let weighted = ExactSum(zip(w, residuals).lazy.map { $0 * $1 * $1 }).value / free
    let shift = Self.binomialShift(degree, -centre)
    curve = .lnPolynomial(centred: centred, centre: centre, correction: sd * sd / 2)
    coefficients = shift.map { row in zip(row, centred).reduce(0) { $0 + $1.0 * $1.1 } }
    covariance = LinearSystem.sandwich(shift, inverse).map { $0.map { $0 * weighted } }
    residualSDLn = sd
  }

  /// From coefficients of powers of (x + shift) to coefficients of powers of x.
  private static func binomialShift(_ degree: Int, _ shift: Double) -> [[Double]] {
    var rows = Array(repeating: Array(repeating: 0.0, count: degree + 1), count: degree + 1)
    for k in 0...degree {
      var binomial = 1.0
      for j in 0...k {
        rows[j][k] = binomial * (0..<(k - j)).reduce(1.0) { p, _ in p * shift }
        binomial = binomial * Double(k - j) / Double(j + 1)
      }
    }
    return rows
  }

  /// Steps after which a fit that has not settled is given up.
  private static let mostSteps = 500

  /// Least squares of H in metres by Levenberg-Marquardt, on the logarithms of the coefficients:
  /// all of them are above zero. Starts where Réjou-Méchain et al. 2017 (Methods Ecol. Evol.
  /// 8:1163-1167) do: the 90th percentile of the heights, 24.9 cm and 0.8.
  init?(
    saturating form: HeightModel.Form, _ d: [Double], _ h: [Double], _ weights: [Double]?
  ) {
    let sorted = h.sorted()
    let high = sorted[Int(0.9 * Double(sorted.count - 1))]
    let w = weights ?? Array(repeating: 1, count: d.count)
    let problem = SaturatingFit(form: form, d: d, h: h, w: w)
    var point = form == .weibull ? [log(high), log(24.9), log(0.8)] : [log(1.5 * high), log(24.9)]
    var loss = problem.loss(point)
    var damping = 1e-3
    var hasSettled = false
    for _ in 0..<Self.mostSteps where !hasSettled {
      let (normal, right) = problem.normalEquations(point)
      var damped = normal
      for k in damped.indices { damped[k][k] *= 1 + damping }
      let scale = normal.indices.map { abs(normal[$0][$0]) }.max() ?? 0
      guard scale.isFinite, scale > 0,
        let step = LinearSystem.solve(damped, right, scale: scale * 1e-6)
      else { return nil }
      let next = zip(point, step).map { $0 + $1 }
      let nextLoss = problem.loss(next)
      if nextLoss.isFinite, nextLoss <= loss {
        let size = step.map(abs).max() ?? 0
        hasSettled = size < 1e-12 || (loss - nextLoss <= 1e-16 * loss && size < 1e-9)
        point = next
        loss = nextLoss
        damping = max(damping / 10, 1e-12)
      } else {
        // No step, however short, makes it smaller: this is the bottom, to rounding.
        hasSettled = damping > 1e12
        damping *= 10
      }
    }
    let values = point.map { exp($0) }
    let (normal, _) = problem.normalEquations(point)
    let scale = normal.indices.map { abs(normal[$0][$0]) }.max() ?? 0
    // A ceiling far above every tree means that the heights do not bend: the form is not determined.
    guard hasSettled, values.allSatisfy(\.isFinite), values[0] < 100 * (sorted.last ?? 0),
      let inverse = LinearSystem.inverse(normal, scale: scale * 1e-6)
    else { return nil }
    let variance = loss / Double(d.count - values.count)
    covariance = values.indices.map { i in
      values.indices.map { j in variance * values[i] * inverse[i][j] * values[j] }
    }
    coefficients = values
    residualSDLn = .nan
    curve =
      form == .weibull
      ? .weibull(a: values[0], b: values[1], c: values[2]) : .michaelis(a: values[0], b: values[1])
  }
}

/// Sum of squares of a saturating form and its derivatives by the logarithms of the coefficients.
/// The trees come in one order, so plain sums give the same digits for every order of the rows.
private struct SaturatingFit {
  let form: HeightModel.Form
  let d: [Double]
  let h: [Double]
  let w: [Double]

  func loss(_ point: [Double]) -> Double {
    let values = point.map { exp($0) }
    var sum = 0.0
    for tree in d.indices {
      let residual = h[tree] - height(d[tree], values)
      sum += w[tree] * residual * residual
    }
    return sum
  }

  private func height(_ d: Double, _ c: [Double]) -> Double {
    form == .weibull ? c[0] * (1 - exp(-pow(d / c[1], c[2]))) : c[0] * d / (c[1] + d)
  }

  /// J'WJ and J'Wr.
  func normalEquations(_ point: [Double]) -> ([[Double]], [Double]) {
    let c = point.map { exp($0) }
    let size = c.count
    var normal = Array(repeating: Array(repeating: 0.0, count: size), count: size)
    var right = Array(repeating: 0.0, count: size)
    var slope = Array(repeating: 0.0, count: size)
    for tree in d.indices {
      if form == .weibull {
        let z = pow(d[tree] / c[1], c[2])
        let rest = exp(-z)
        slope[0] = c[0] * (1 - rest)
        slope[1] = -c[0] * rest * z * c[2]
        // z ln z = z c ln(D/b): 0 where z vanishes.
        slope[2] = z > 0 ? c[0] * rest * z * log(z) : 0
      } else {
        let below = c[1] + d[tree]
        slope[0] = c[0] * d[tree] / below
        slope[1] = -slope[0] * c[1] / below
      }
      let residual = h[tree] - height(d[tree], c)
      for i in 0..<size {
        right[i] += w[tree] * slope[i] * residual
        for j in 0..<size { normal[i][j] += w[tree] * slope[i] * slope[j] }
      }
    }
    return (normal, right)
  }
}
