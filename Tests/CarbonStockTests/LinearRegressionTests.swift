import CarbonStock
import Foundation
import TestSupport
import Testing

@Suite("Linear regression")
struct LinearRegressionTests {
  @Test("an exact plane is found again; too few rows, constant or dependent predictors give none")
  func exact() throws {
    let a = (0..<12).map { Double($0 * $0 % 7) }
    let b = (0..<12).map { Double($0) }
    let fit = try #require(
      LinearRegression(predictors: [a, b], response: zip(a, b).map { 2 - 3 * $0 + 0.5 * $1 }))
    for (found, wanted) in zip(fit.coefficients, [2, -3, 0.5]) {
      #expect(relative(found, wanted) < 1e-12)
    }
    #expect(fit.residualSD < 1e-12 && fit.count == 12)
    #expect(LinearRegression(predictors: [[1, 2]], response: [1, 2]) == nil)
    #expect(LinearRegression(predictors: [b.map { _ in 4 }], response: a) == nil)
    #expect(LinearRegression(predictors: [b, b.map { 2 * $0 }], response: a) == nil)
  }

  @Test("the order of the rows does not change a bit")
  func order() throws {
    let a = (0..<50).map { Double($0 * 37 % 23) * 0.7 }
    let b = (0..<50).map { Double($0 * 11 % 31) * 0.3 }
    let y = (0..<50).map { Double($0 * 13 % 17) }
    let one = try #require(LinearRegression(predictors: [a, b], response: y))
    let two = try #require(
      LinearRegression(predictors: [a.reversed(), b.reversed()], response: y.reversed()))
    #expect(one == two)
  }

  /// biomass/results/harvest_refit_lm.csv: Chave et al. 2014 Eq. 4, 6 and 7 refitted on the harvested
  /// trees of at least 1.3 m.
  @Test(
    "Eq. 4, 6 and 7 refitted on the harvested trees",
    .enabled(if: Place.hasReference, Comment(rawValue: needsReference)))
  func harvested() throws {
    let folder = Place.reference + "/biomass"
    let stress = Dictionary(
      uniqueKeysWithValues: try csv(folder + "/inputs/chave2014_sites_climate.csv").map {
        ($0["locality"] ?? "", $0.number("E"))
      })
    let trees = try csv(folder + "/inputs/chave2014_harvest_trees.csv").compactMap {
      row -> (d: Double, h: Double, wd: Double, agb: Double, e: Double)? in
      let (d, h) = (row.number("D_cm"), row.number("H_m"))
      let (wd, agb) = (row.number("WD"), row.number("AGB_kg"))
      guard h >= 1.3, d > 0, wd > 0, agb > 0 else { return nil }
      return (d, h, wd, agb, stress[row["locality"] ?? ""] ?? .nan)
    }
    let lnD = trees.map { log($0.d) }
    let square = lnD.map { $0 * $0 }
    let lnAGB = trees.map { log($0.agb) }
    let e = trees.map(\.e)
    let lnH = trees.map { log($0.h) }
    let fits: [(name: String, fit: LinearRegression?)] = [
      (
        "eq4",
        LinearRegression(
          predictors: [trees.map { log($0.wd * $0.d * $0.d * $0.h) }], response: lnAGB)
      ),
      ("eq6: ", LinearRegression(predictors: [e, lnD, square], response: lnH)),
      (
        "eq6 with",
        LinearRegression(
          predictors: [lnD, square], response: zip(lnH, e).map { $0 + $1 })
      ),
      (
        "eq7",
        LinearRegression(
          predictors: [e, trees.map { log($0.wd) }, lnD, square], response: lnAGB)
      ),
    ]
    let expected = try csv(folder + "/results/harvest_refit_lm.csv")
    for (name, found) in fits {
      let fit = try #require(found)
      let rows = expected.filter { $0["fit"]?.hasPrefix(name) == true }
      #expect(rows.count == fit.coefficients.count)
      for (index, row) in rows.enumerated() {
        #expect(fit.count == Int(row.number("n")))
        #expect(relative(fit.coefficients[index], row.number("estimate")) < 1e-9, "\(name)")
        #expect(relative(fit.standardErrors[index], row.number("se")) < 1e-9, "\(name)")
        #expect(relative(fit.residualSD, row.number("sigma")) < 1e-9)
        // With a fixed coefficient R counts the fixed part as explained.
        if name != "eq6 with" { #expect(relative(fit.rSquared, row.number("R2")) < 1e-9) }
      }
    }
  }
}
