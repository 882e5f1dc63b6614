import CarbonStock
import TestSupport
import Testing

@Suite("Student's t")
struct StudentTTests {
  /// accounting.md 5 (six digits), and the exact quantile of one degree of freedom: tan(pi c / 2).
  @Test(
    "tables",
    arguments: [
      (5.0, 2.01505, 2.57058), (9, 1.83311, 2.26216), (27, 1.70329, 2.05183),
      (33, 1.69236, 2.03452),
      (100, 1.66023, 1.98397),
    ])
  func tables(df: Double, t90: Double, t95: Double) {
    #expect(relative(StudentT.twoSided(confidence: 0.90, df: df), t90) < 4e-6)
    #expect(relative(StudentT.twoSided(confidence: 0.95, df: df), t95) < 4e-6)
  }

  /// Closed forms: df 1 is the Cauchy distribution, df 2 has t = c sqrt(2 / (1 - c²)).
  @Test("closed forms", arguments: [0.5, 0.8, 0.9, 0.95, 0.99])
  func closed(confidence c: Double) {
    let two = c * (2 / (1 - c * c)).squareRoot()
    #expect(relative(StudentT.twoSided(confidence: c, df: 2), two) < 1e-11)
  }

  /// estimators/expected_stratified.json: fractional degrees of freedom.
  @Test("fractional degrees of freedom")
  func fractional() {
    let t90 = StudentT.twoSided(confidence: 0.90, df: 41.57985728321464)
    let t95 = StudentT.twoSided(confidence: 0.95, df: 41.57985728321464)
    #expect(relative(t90, 1.6823357146821372) < 1e-11)
    #expect(relative(t95, 2.0186860068667394) < 1e-11)
  }

  @Test("infinite degrees of freedom are the normal distribution; t falls with df")
  func limits() {
    #expect(relative(StudentT.twoSided(confidence: 0.95, df: .infinity), 1.959963984540054) < 1e-12)
    #expect(
      relative(StudentT.twoSided(confidence: 0.90, df: .infinity), 1.6448536269514722) < 1e-12)
    var last = Double.infinity
    for df in [0.5, 1, 1.7, 3, 10, 100, 1e4, 1e6, .infinity] {
      let t = StudentT.twoSided(confidence: 0.9, df: df)
      #expect(t < last)
      last = t
    }
    #expect(StudentT.twoSided(confidence: 0.9, df: 0).isNaN)
  }
}
