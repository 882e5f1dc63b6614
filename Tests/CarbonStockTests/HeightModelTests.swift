import CarbonStock
import Foundation
import TestSupport
import Testing

@Suite("Height-diameter models")
struct HeightModelTests {
  @Test("an exact curve is found again", arguments: HeightModel.Form.allCases)
  func exact(form: HeightModel.Form) throws {
    let d = (0..<40).map { 5 + Double($0) * 2 }
    let h = d.map { exp(0.9 + 0.7 * log($0) - (form == .log2 ? 0.03 * log($0) * log($0) : 0)) }
    let model = try #require(HeightModel(form, dbhCm: d, heightM: h))
    #expect(
      relative(
        model.heightM(dbhCm: 33),
        exp(0.9 + 0.7 * log(33) - (form == .log2 ? 0.03 * log(33) * log(33) : 0))) < 1e-12)
    #expect(relative(model.coefficients[0], 0.9) < 1e-9)
    #expect(relative(model.coefficients[1], 0.7) < 1e-9)
    #expect(model.residualSDLn < 1e-12)
  }

  @Test("too few heights, or one diameter only, give no model")
  func tooFew() {
    let d = (0..<14).map { 5 + Double($0) }
    #expect(HeightModel(.log1, dbhCm: d, heightM: d) == nil)
    let same = Array(repeating: 10.0, count: 20)
    #expect(HeightModel(.log1, dbhCm: same, heightM: (0..<20).map { 5 + Double($0) }) == nil)
  }

  @Test("the order of the rows does not change a bit")
  func order() throws {
    let d = (0..<200).map { 5 + Double(($0 * 37) % 101) * 0.7 }
    let h = d.enumerated().map { 1.3 + 20 * (1 - exp(-0.05 * $1)) + Double($0 % 7) * 0.3 }
    let a = try #require(HeightModel(.log2, dbhCm: d, heightM: h))
    let b = try #require(
      HeightModel(.log2, dbhCm: Array(d.reversed()), heightM: Array(h.reversed())))
    #expect(a == b)
  }

  /// biomass/results/hd_models.csv and hd_predictions.csv, Nouragues.
  @Test(
    "Nouragues, log1 and log2", .enabled(if: Place.hasReference, Comment(rawValue: needsReference)))
  func nouragues() throws {
    let folder = Place.reference + "/biomass"
    let pairs = try csv(folder + "/inputs/nouragues_hd.csv")
      .map { ($0.number("D"), $0.number("H")) }.filter { !$0.1.isNaN }
    let expected = try csv(folder + "/results/hd_predictions.csv")
    let fits = try csv(folder + "/results/hd_models.csv")
    for form in HeightModel.Form.allCases {
      let model = try #require(
        HeightModel(form, dbhCm: pairs.map(\.0), heightM: pairs.map(\.1)))
      let fit = try #require(
        fits.first {
          $0["data"] == "all" && $0["method"] == form.rawValue && $0["weighted"] == "FALSE"
        })
      #expect(model.count == Int(fit.number("n")))
      for (index, coefficient) in model.coefficients.enumerated() {
        #expect(relative(coefficient, fit.number("p\(index + 1)")) < 1e-9)
      }
      #expect(relative(model.residualSDLn, fit.number("RSElog")) < 1e-9)
      #expect(relative(model.residualSDM, fit.number("RSE")) < 1e-9)
      #expect(relative(model.meanRelativeBias, fit.number("mean_relative_bias")) < 1e-9)
      let rows = expected.filter {
        $0["data"] == "all" && $0["method"] == form.rawValue && $0["weighted"] == "FALSE"
      }
      #expect(rows.count > 10)
      for row in rows {
        #expect(relative(model.heightM(dbhCm: row.number("D")), row.number("H")) < 1e-9)
      }
    }
  }
}
