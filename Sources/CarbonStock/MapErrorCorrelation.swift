import Glibc

/// How far the errors of a map cancel within a piece of land.
///
/// Errors of neighbouring pixels are alike. With the correlation exp(-3 h / M) at distance h, M the
/// distance at which 5 % of it is left (the practical range of an exponential variogram), the mean
/// error of a piece of land has the variance sd² ρ̄, where ρ̄ is the mean correlation of two random points
/// in it. The piece is taken as a disc of its area: of all shapes of one area the disc keeps its points
/// closest, so ρ̄ is an upper bound.
public enum MapErrorCorrelation {
  /// ρ̄ of a disc of `areaHa` hectares for the range `rangeM` metres; 1 for a point, 0 without range.
  ///
  /// The distance of two random points in a disc of radius R has the density
  /// (4 s / (π R²)) arccos(s / 2R) - (2 s² / (π R³)) sqrt(1 - s² / 4R²), 0 ≤ s ≤ 2R (disc line picking;
  /// Solomon 1978, Geometric Probability; not checked against the original). Integrated by Simpson's
  /// rule over s = 2R sin²(θ/2), 1,024 steps.
  public static func mean(areaHa: Double, rangeM: Double) -> Double {
    guard areaHa > 0 else { return 1 }
    guard rangeM > 0 else { return 0 }
    let radius = (areaHa * 10_000 / Double.pi).squareRoot()
    let steps = 1_024
    var sum = 0.0
    for step in 0...steps {
      let theta = Double.pi * Double(step) / Double(steps)
      // u = s / 2R runs from 0 to 1, densely at both ends.
      let u = sin(theta / 2) * sin(theta / 2)
      let density = 16 * u / Double.pi * (acos(u) - u * (1 - u * u).squareRoot())
      let value = density * exp(-6 * radius * u / rangeM) * sin(theta) / 2
      let weight = step == 0 || step == steps ? 1.0 : step % 2 == 1 ? 4 : 2
      sum += weight * value
    }
    return min(1, sum * Double.pi / Double(steps) / 3)
  }
}
