import CarbonStock
import ForestModel
import TestSupport
import Testing

@Suite("Stock change")
struct StockChangeTests {
  private static let zero = StockPerHa(agbMg: 0, bgbMg: 0, carbonMg: 0, co2eT: 0)
  private static let ten = [3.1, 5.6, -1.2, 4.4, 6.0, 2.7, 3.9, 5.1, 0.8, 4.6]

  private static func stock(_ t: Double) -> StockPerHa {
    StockPerHa(agbMg: t / 2, bgbMg: t / 10, carbonMg: t / 3, co2eT: t)
  }

  private static func pairs(_ changes: [Double], base: Double = 0) -> [PlotPair] {
    changes.enumerated().map { index, change in
      let before = base + 10 * Double(index)
      return PlotPair(before: stock(before), after: stock(before + change), areaHa: 0.1)
    }
  }

  private static func strata(_ shift: Double = 0) -> [PairedStratum] {
    [
      PairedStratum(name: "A", areaHa: 300, pairs: pairs(ten.map { $0 + shift }, base: 80)),
      PairedStratum(
        name: "B", areaHa: 100, pairs: pairs([7.5, 2.25, 9, -4].map { $0 + shift }, base: 20)),
    ]
  }

  // MARK: Worked examples (accounting reference, section 8)

  @Test("independent surveys: 250000 (8 %) and 292000 (7 %) differ by 42000 +/- 68.0883 %")
  func independentExample() {
    func survey(_ t: Double, _ share: Double) -> SurveyStock {
      SurveyStock(
        areaHa: 1000, plotCount: 40, perHa: Self.stock(t / 1000), agbSEMg: 1, co2eSET: 2,
        halfWidthTPerHa: share * t / 1000)
    }
    let (first, second) = (survey(250_000, 0.08), survey(292_000, 0.07))
    let change = StockChange.independent(first, second)
    #expect(relative(change.changeT, 42_000) < 1e-12)
    #expect(relative(100 * change.relativeHalfWidth, 68.0883) < 1e-6)
    #expect(relative(change.co2eSET, 8.0.squareRoot()) < 1e-12)
    #expect(change.isToldFromZero == true && change.plotCount == 80)
    // 80 x 0.680883² = 37.09
    #expect(change.plotsNeeded == 38)
    // Swapped: the same size, the other sign.
    let back = StockChange.independent(second, first)
    #expect(back.changeT == -change.changeT && back.halfWidthT == change.halfWidthT)
  }

  @Test("ten re-measured plots: 3.50000 +/- 1.30453 at 90 % (37.2724 %)")
  func pairedExample() throws {
    let pairs = Self.ten.map { PlotPair(before: Self.zero, after: Self.stock($0)) }
    for rule in DegreesOfFreedomRule.allCases {
      let survey = PairedSurvey(pairs: pairs, confidence: 0.90, rule: rule)
      let change = try #require(survey.change())
      #expect(relative(change.perHa.co2eT, 3.5) < 1e-12)
      #expect(relative(change.halfWidthTPerHa, 1.30453) < 4e-6)
      #expect(relative(100 * change.relativeHalfWidth, 37.2724) < 2e-6)
      #expect(relative(change.degreesOfFreedom, 9) < 1e-12)
      #expect(change.isToldFromZero == true)
      #expect(change.areaHa.isNaN && change.changeT.isNaN && change.halfWidthT.isNaN)
      // 10 x 0.372724² = 1.389
      #expect(change.plotsNeeded == 2)
      #expect(survey.correlation().isNaN)
    }
  }

  @Test("update of an old stock by AR-TOOL14")
  func update() {
    // 250000 at 8 % (20000) and a change of 42000 at 25 % (10500): sqrt(20000² + 10500²) = 22588.7
    let new = StockChange.updated(
      stock: 250_000, stockHalfWidth: 20_000, change: 42_000, changeHalfWidth: 10_500)
    #expect(new.stock == 292_000)
    #expect(relative(new.halfWidth, 22_588.7139) < 1e-8)
    #expect(relative(100 * new.relative, 7.73586) < 1e-6)
    let same = StockChange.updated(
      stock: 100, stockHalfWidth: 8, change: 0, changeHalfWidth: 0)
    #expect(same.stock == 100 && same.halfWidth == 8)
  }

  // MARK: Laws

  @Test("two strata by hand: weights 0.75 and 0.25")
  func stratified() throws {
    let survey = PairedSurvey(strata: Self.strata(), confidence: 0.90, rule: .nMinusM)
    let total = try #require(survey.change())
    // Means 3.5 and 3.6875; variances of the mean 4.97333.../10 and 33.8073.../4 from n - 1.
    let b = SampleMoments([7.5, 2.25, 9, -4])
    let a = SampleMoments(Self.ten)
    #expect(relative(total.perHa.co2eT, 0.75 * 3.5 + 0.25 * 3.6875) < 1e-12)
    let se = (0.5625 * a.variance / 10 + 0.0625 * b.variance / 4).squareRoot()
    #expect(relative(total.co2eSET, se) < 1e-12)
    #expect(relative(total.agbSEMg, se / 2) < 1e-12)
    #expect(total.degreesOfFreedom == 12 && total.plotCount == 14 && total.areaHa == 400)
    #expect(relative(total.changeT, 400 * total.perHa.co2eT) < 1e-12)
    let first = try #require(survey.change(of: [0]))
    #expect(relative(first.halfWidthTPerHa, 1.30453) < 4e-6)
    #expect(relative(first.halfWidthT, 300 * first.halfWidthTPerHa) < 1e-12)
  }

  @Test("before equals after: no change, no error, and not told from zero")
  func unchanged() throws {
    let pairs = (0..<6).map {
      PlotPair(before: Self.stock(Double($0)), after: Self.stock(Double($0)))
    }
    let survey = PairedSurvey(
      strata: [PairedStratum(name: "A", areaHa: 50, pairs: pairs)], confidence: 0.90,
      rule: .satterthwaite)
    let change = try #require(survey.change())
    #expect(change.perHa.co2eT == 0 && change.co2eSET == 0 && change.halfWidthT == 0)
    #expect(change.isToldFromZero == false && change.plotsNeeded == nil)
    #expect(relative(survey.correlation(), 1) < 1e-12)
  }

  @Test("the order of plots and strata changes no digit")
  func shuffled() throws {
    let strata = Self.strata()
    let turned = strata.reversed().map {
      PairedStratum(name: $0.name, areaHa: $0.areaHa, pairs: $0.pairs.reversed())
    }
    let one = PairedSurvey(strata: strata, confidence: 0.90, rule: .satterthwaite)
    let two = PairedSurvey(strata: turned, confidence: 0.90, rule: .satterthwaite)
    let (a, b) = (try #require(one.change()), try #require(two.change()))
    #expect(a.perHa.co2eT == b.perHa.co2eT && a.co2eSET == b.co2eSET && a.agbSEMg == b.agbSEMg)
    #expect(a.changeT == b.changeT && a.halfWidthT == b.halfWidthT)
    #expect(a.degreesOfFreedom == b.degreesOfFreedom)
    #expect(one.correlation() == two.correlation())
    #expect(one.halfWidthIfIndependent() == two.halfWidthIfIndependent())
  }

  @Test("swapping the occasions changes the sign alone")
  func swapped() throws {
    let strata = Self.strata()
    let back = strata.map { stratum in
      PairedStratum(
        name: stratum.name, areaHa: stratum.areaHa,
        pairs: stratum.pairs.map {
          PlotPair(before: $0.after, after: $0.before, areaHa: $0.areaHa)
        })
    }
    let one = PairedSurvey(strata: strata, confidence: 0.90, rule: .satterthwaite)
    let two = PairedSurvey(strata: back, confidence: 0.90, rule: .satterthwaite)
    let (a, b) = (try #require(one.change()), try #require(two.change()))
    #expect(a.perHa.co2eT == -b.perHa.co2eT && a.changeT == -b.changeT)
    #expect(a.co2eSET == b.co2eSET && a.halfWidthT == b.halfWidthT)
    #expect(one.correlation() == two.correlation())
  }

  @Test("a constant added to all plots shifts the mean and nothing else")
  func shifted() throws {
    let rule = DegreesOfFreedomRule.satterthwaite
    let one = try #require(
      PairedSurvey(strata: Self.strata(), confidence: 0.90, rule: rule).change())
    let two = try #require(
      PairedSurvey(strata: Self.strata(100), confidence: 0.90, rule: rule).change())
    #expect(relative(two.perHa.co2eT, one.perHa.co2eT + 100) < 1e-12)
    #expect(relative(two.co2eSET, one.co2eSET) < 1e-9)
    #expect(relative(two.degreesOfFreedom, one.degreesOfFreedom) < 1e-9)
  }

  @Test("plots measured twice are told from zero where independent surveys would not be")
  func correlated() throws {
    let survey = PairedSurvey(strata: Self.strata(), confidence: 0.90, rule: .satterthwaite)
    let change = try #require(survey.change())
    #expect(survey.correlation() > 0.99)
    #expect(change.isToldFromZero == true)
    let wide = survey.halfWidthIfIndependent()
    #expect(wide > 5 * change.halfWidthTPerHa && wide > change.perHa.co2eT)
    // It is what two surveys of these plots would give.
    func simple(_ value: (PlotPair) -> StockPerHa) -> SurveyStock {
      SurveyStock(plots: Self.strata()[0].pairs.map(value), confidence: 0.90)
    }
    let apart = StockChange.independent(simple(\.before), simple(\.after))
    #expect(relative(survey.halfWidthIfIndependent(of: [0]), apart.halfWidthTPerHa) < 1e-9)
    #expect(apart.changeT.isNaN && apart.isToldFromZero == false)
    #expect((apart.plotsNeeded ?? 0) > apart.plotCount)
  }

  @Test("noise: plots needed are n (h/change)², rounded up")
  func noise() throws {
    let values = [1.0, -3, 4, -2, 2.5, 0.5]
    let survey = PairedSurvey(
      pairs: values.map { PlotPair(before: Self.zero, after: Self.stock($0)) }, confidence: 0.90,
      rule: .nMinusM)
    let change = try #require(survey.change())
    #expect(change.isToldFromZero == false)
    let ratio = change.halfWidthTPerHa / 0.5
    #expect(change.plotsNeeded == Int((6 * ratio * ratio).rounded(.up)))
    #expect((change.plotsNeeded ?? 0) > 6)
  }

  // MARK: Components

  private static func tree(
    _ id: String, _ agb: Double, _ status: TreeStatus = .live
  ) -> TreeOccasion {
    TreeOccasion(id: id, status: status, agbMgPerHa: status == .dead ? .nan : agb)
  }

  @Test("growth, recruits, mortality and lost trees add up to the change")
  func components() {
    let before = [
      Self.tree("1", 12.25), Self.tree("2", 3.5), Self.tree("3", 40.1), Self.tree("4", 1.7),
      Self.tree("5", 0, .dead), Self.tree("6", 2, .dead),
    ]
    let after = [
      Self.tree("7", 0.4), Self.tree("6", 2.2), Self.tree("3", 0, .dead), Self.tree("2", 3.1),
      Self.tree("1", 14.75), Self.tree("5", 0, .dead),
    ]
    let parts = ChangeComponents(before: before, after: after)
    #expect(relative(parts.growth, 2.5 - 0.4) < 1e-12)
    #expect(relative(parts.recruits, 0.4 + 2.2) < 1e-12)
    #expect(parts.mortality == -40.1 && parts.lost == -1.7)
    #expect(
      [parts.survivorCount, parts.recruitCount, parts.deadCount, parts.lostCount] == [2, 2, 1, 1])
    func sum(_ trees: [TreeOccasion]) -> Double {
      ExactSum(trees.filter { $0.status == .live }.map(\.agbMgPerHa)).value
    }
    #expect(relative(parts.sum, sum(after) - sum(before)) < 1e-12)
    #expect(ChangeComponents(before: before.reversed(), after: after.reversed()) == parts)
    // Backwards, what came is gone, and what went - dead or not found - has come.
    let back = ChangeComponents(before: after, after: before)
    #expect(back.growth == -parts.growth && back.sum == -parts.sum)
    #expect(back.recruitCount == parts.deadCount + parts.lostCount)
    let mean = ChangeComponents.mean([(0.25, parts), (0.75, ChangeComponents())])
    #expect(relative(mean.sum, parts.sum / 4) < 1e-12 && mean.survivorCount == 2)
  }
}
