import Glibc

/// Quantiles of Student's t distribution for any positive, also fractional, degrees of freedom.
///
/// Goals in order: accuracy (relative error below 1e-11, tested), clarity, speed. The two-sided tail
/// is the regularised incomplete beta function I_x(df/2, 1/2) with x = df/(df + t²), by its continued
/// fraction (Lentz); the quantile is found by Newton steps kept inside a shrinking bracket.
/// Source: Abramowitz & Stegun 1964, 26.5.8 and 26.7.1.
public enum StudentT {
  /// The t with P(|T| <= t) = `confidence`, 0 < confidence < 1. `df` may be infinite (normal).
  public static func twoSided(confidence: Double, df: Double) -> Double {
    precondition(confidence > 0 && confidence < 1, "a confidence lies between 0 and 1")
    guard df > 0 else { return .nan }
    let tail = 1 - confidence
    var low = 0.0
    var high = 1.0
    while twoSidedTail(high, df) > tail {
      low = high
      high *= 2
      if high > 1e12 { return .nan }
    }
    var t = (low + high) / 2
    for _ in 0..<200 {
      let excess = twoSidedTail(t, df) - tail
      if excess > 0 { low = t } else { high = t }
      // Newton on the tail: its derivative is -2 x density.
      let step = t + excess / (2 * density(t, df))
      let next = step > low && step < high ? step : (low + high) / 2
      if abs(next - t) <= 1e-15 * next { return next }
      t = next
    }
    return t
  }

  /// P(|T| > t) for t >= 0.
  static func twoSidedTail(_ t: Double, _ df: Double) -> Double {
    if df.isInfinite { return erfc(t / 2.0.squareRoot()) }
    return incompleteBeta(df / (df + t * t), df / 2, 0.5)
  }

  private static func density(_ t: Double, _ df: Double) -> Double {
    if df.isInfinite { return exp(-t * t / 2) / (2 * Double.pi).squareRoot() }
    return exp(
      lnGamma((df + 1) / 2) - lnGamma(df / 2) - (df + 1) / 2 * log1p(t * t / df))
      / (df * Double.pi).squareRoot()
  }

  /// lgamma_r, which unlike lgamma writes no global.
  private static func lnGamma(_ x: Double) -> Double {
    var sign: Int32 = 0
    return unsafe lgamma_r(x, &sign)
  }

  private static func incompleteBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
    if x <= 0 { return 0 }
    if x >= 1 { return 1 }
    let front = exp(
      lnGamma(a + b) - lnGamma(a) - lnGamma(b) + a * log(x) + b * log1p(-x))
    // The fraction converges fast on one side of the mean only; use the symmetry on the other.
    return x < (a + 1) / (a + b + 2)
      ? front * betaFraction(x, a, b) / a
      : 1 - front * betaFraction(1 - x, b, a) / b
  }

  private static func betaFraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
    let tiny = 1e-300
    var c = 1.0
    var d = 1 - (a + b) * x / (a + 1)
    d = 1 / (abs(d) < tiny ? tiny : d)
    var result = d
    for index in 1...10_000 {
      let m = Double(index)
      for step in [
        m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
        -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
      ] {
        d = 1 + step * d
        d = 1 / (abs(d) < tiny ? tiny : d)
        c = 1 + step / c
        if abs(c) < tiny { c = tiny }
        result *= d * c
      }
      if abs(d * c - 1) < 1e-16 { break }
    }
    return result
  }
}
