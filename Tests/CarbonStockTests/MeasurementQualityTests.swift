import CarbonStock
import ForestModel
import TestSupport
import Testing

@Suite("Quality of measurements")
struct MeasurementQualityTests {
  @Test("bias, spread and the spread of one measurement, by hand")
  func moments() {
    // Mean 0.1, squares around it 0.01 + 0.04 + 0.09 + 0.16 = 0.30, /3 = 0.1
    let differences = [0.2, -0.1, 0.4, -0.3 + 0.2]
    let control = DifferenceMoments(differences, kind: .control)
    #expect(relative(control.bias, 0.1) < 1e-12)
    #expect(relative(control.standardDeviation, (0.18 / 3).squareRoot()) < 1e-12)
    #expect(control.measurementSD == control.standardDeviation)
    let blind = DifferenceMoments(differences, kind: .blind)
    #expect(relative(blind.measurementSD, 0.03.squareRoot()) < 1e-12)
    #expect(DifferenceMoments(differences.reversed(), kind: .blind) == blind)
    #expect(DifferenceMoments(differences.map { -$0 }, kind: .blind).bias == -blind.bias)
    let same = DifferenceMoments([0, 0, 0], kind: .blind)
    #expect(same.bias == 0 && same.measurementSD == 0)
    #expect(DifferenceMoments([1], kind: .blind).measurementSD.isNaN)
  }

  @Test("tolerances, absolute and in percent; the limit itself is no error")
  func tolerance() {
    func limit(_ tolerance: Double, _ unit: QualityLimit.Unit) -> QualityLimit {
      QualityLimit(
        variable: .dbh, tolerance: tolerance, unit: unit, maxShareBeyond: 0.1,
        source: Phrase(same: "t"), confirmed: false)
    }
    #expect(!limit(0.5, .absolute).isBeyond(difference: 0.5, reference: 20))
    #expect(limit(0.5, .absolute).isBeyond(difference: -0.51, reference: 20))
    #expect(!limit(2, .percent).isBeyond(difference: 20.4 - 20, reference: 20))
    #expect(limit(2, .percent).isBeyond(difference: 0.41, reference: 20))
    #expect(limit(0, .absolute).isBeyond(difference: 0.1, reference: 20))
    #expect(!limit(0, .absolute).isBeyond(difference: 0, reference: 20))
    #expect(CheckKind.blind.reference(field: 10, check: 12) == 11)
    #expect(CheckKind.control.reference(field: 10, check: 12) == 12)
  }

  @Test("Wilson's interval: published values, limits at 0 and 1, symmetry")
  func wilson() {
    // Newcombe 1998 (Statistics in Medicine 17:857-872), Table I, method 3 at 95 %.
    for (errors, count, low, high) in [
      (81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611),
      (1, 29, 0.0061, 0.1718),
    ] {
      let rate = ErrorRate(errors: errors, of: count, confidence: 0.95)
      #expect(abs(rate.low - low) < 6e-5 && abs(rate.high - high) < 6e-5, "\(errors)/\(count)")
      let other = ErrorRate(errors: count - errors, of: count, confidence: 0.95)
      #expect(abs(other.high - (1 - rate.low)) < 1e-12)
    }
    #expect(ErrorRate(errors: 7, of: 7, confidence: 0.9).high == 1)
    #expect(ErrorRate(errors: 0, of: 0, confidence: 0.9).share.isNaN)
  }

  @Test("pass, fail, and too few to say either")
  func verdicts() {
    func verdict(_ errors: Int, _ count: Int, _ limit: Double?) -> QualityVerdict {
      ErrorRate(errors: errors, of: count, confidence: 0.90).verdict(limit: limit)
    }
    // z² (1 - p)/p = 2.7055 x 9 = 24.3: with 25 checks a faultless result shows 10 %.
    #expect(verdict(0, 24, 0.1) == .tooFew)
    #expect(verdict(0, 25, 0.1) == .pass)
    #expect(verdict(2, 25, 0.1) == .pass)
    #expect(verdict(3, 25, 0.1) == .fail)
    // Ten of ten is beyond doubt, however few they are; one of one may be bad luck (a chance of 10 %),
    // two of four too (1 - 0.9⁴ - 4 x 0.1 x 0.9³ = 0.0523), three of four not (0.0037).
    #expect(verdict(10, 10, 0.1) == .fail)
    #expect(verdict(1, 1, 0.1) == .tooFew && verdict(2, 4, 0.1) == .tooFew)
    #expect(verdict(3, 4, 0.1) == .fail)
    let two = ErrorRate(errors: 2, of: 4, confidence: 0.90)
    #expect(relative(two.chance(limit: 0.1), 0.0523) < 1e-12)
    #expect(two.isClear(limit: 0.1) == nil)
    #expect(verdict(0, 0, 0.1) == .tooFew)
    #expect(verdict(3, 25, nil) == .noLimit)
    let rate = ErrorRate(errors: 3, of: 25, confidence: 0.90)
    #expect(rate.isClear(limit: 0.1) == false && rate.isClear(limit: nil) == nil)
    #expect(ErrorRate(errors: 0, of: 25, confidence: 0.90).isClear(limit: 0.1) == true)
  }

  @Test("error of diameters: a line where it grows, a constant where it does not")
  func diameters() throws {
    // Differences +/- (0.1 + 0.02 D), equally often: sizes lie on the line, the mean is zero.
    var diameters: [Double] = []
    var differences: [Double] = []
    for step in 1...15 {
      for sign in [1.0, -1] {
        diameters.append(4 * Double(step))
        differences.append(sign * (0.1 + 0.02 * 4 * Double(step)))
      }
    }
    let scale = (Double.pi / 2).squareRoot()
    let control = try #require(
      DiameterErrorModel(differences: differences, diametersCm: diameters, kind: .control))
    #expect(control.isLinear && control.count == 30)
    #expect(relative(control.constantCm, 0.1 * scale) < 1e-9)
    #expect(relative(control.slope, 0.02 * scale) < 1e-9)
    #expect(relative(control.standardDeviationCm(dbhCm: 50), 1.1 * scale) < 1e-9)
    let blind = try #require(
      DiameterErrorModel(differences: differences, diametersCm: diameters, kind: .blind))
    #expect(relative(blind.slope, control.slope / 2.0.squareRoot()) < 1e-12)
    // Falling, too few, all of one size: constant.
    let falling = try #require(
      DiameterErrorModel(
        differences: differences, diametersCm: diameters.reversed(), kind: .control))
    #expect(!falling.isLinear)
    #expect(
      relative(
        falling.constantCm, DifferenceMoments(differences, kind: .control).standardDeviation)
        < 1e-12)
    #expect(
      DiameterErrorModel(
        differences: Array(differences.prefix(19)), diametersCm: Array(diameters.prefix(19)),
        kind: .control)?.isLinear == false)
    let flat = DiameterErrorModel(
      differences: differences, diametersCm: differences.map { _ in 20 }, kind: .control)
    #expect(flat?.isLinear == false)
    #expect(DiameterErrorModel(differences: [1], diametersCm: [1], kind: .control) == nil)
    let heights = try #require(
      HeightErrorModel(differences: [1, -1, 2, -2], heightsM: [10, 10, 20, 20], kind: .control))
    #expect(relative(heights.relativeSD, (0.04 / 3).squareRoot()) < 1e-12)
    #expect(heights.relativeBias == 0)
  }

  @Test("shipped limits are called unconfirmed")
  func builtIn() {
    #expect(QualityLimit.builtIn.map(\.variable) == QualityVariable.allCases)
    #expect(QualityLimit.builtIn.allSatisfy { !$0.confirmed })
    #expect(QualityLimit.builtIn.allSatisfy { $0.variable.isMeasured != $0.tolerance.isNaN })
  }
}
