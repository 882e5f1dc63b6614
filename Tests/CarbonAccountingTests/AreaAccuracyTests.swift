import CarbonAccounting
import ForestModel
import Foundation
import TestSupport
import Testing

/// Areas and accuracies from a reference sample, against published examples and by their laws.
@Suite("Area adjustment by a reference sample")
struct AreaAccuracyTests {
  private static func accuracy(
    _ counts: [[Int]], ha: [Double], names: [String]? = nil
  ) throws -> AreaAccuracy {
    AreaAccuracy(
      try #require(
        ErrorMatrix(
          classes: names ?? ha.indices.map { "c\($0)" }, mappedHa: ha, counts: counts)))
  }

  private struct Published: Decodable {
    let labels: [String]
    let counts: [[Int]]
    let mapPixels: [Double]
    let pixelHa, overall, overallSe: Double
    let users, usersSe, producers, producersSe, areaShare, areaShareSe, areaHa: [Double]
    let areaSeHa, areaCi95Ha: [Double]
  }

  @Test(
    "the example of Olofsson et al. 2014, section 5, to 1e-9",
    .enabled(if: Place.hasReference, Comment(rawValue: needsReference)))
  func published() throws {
    let path = Place.reference + "/estimators/olofsson2014_expected.json"
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let e = try decoder.decode(Published.self, from: Data(contentsOf: URL(filePath: path)))
    let a = try Self.accuracy(
      e.counts, ha: e.mapPixels.map { $0 * e.pixelHa }, names: e.labels)
    #expect(relative(a.overall.value, e.overall) < 1e-9)
    #expect(relative(a.overall.standardError, e.overallSe) < 1e-9)
    for (j, row) in a.classes.enumerated() {
      for (got, expected) in [
        (row.users.value, e.users[j]), (row.users.standardError, e.usersSe[j]),
        (row.producers.value, e.producers[j]), (row.producers.standardError, e.producersSe[j]),
        (row.areaShare.value, e.areaShare[j]),
        (row.areaShare.standardError, e.areaShareSe[j]), (row.estimatedHa, e.areaHa[j]),
        (row.standardErrorHa, e.areaSeHa[j]),
        (AreaAccuracy.z95 * row.standardErrorHa, e.areaCi95Ha[j]),
      ] { #expect(relative(got, expected) < 1e-9, "\(row.name)") }
      #expect(row.mappedPoints == e.counts[j].reduce(0, +) && row.name == e.labels[j])
    }
    #expect(relative(a.totalHa, 900_000) < 1e-12)
  }

  @Test("the printed digits of two examples, and the 90 % half-width of deforestation")
  func printed() throws {
    let a = try Self.accuracy(
      [[66, 0, 5, 4], [0, 55, 8, 12], [1, 0, 153, 11], [2, 1, 9, 313]],
      ha: [18_000, 13_500, 288_000, 580_500])
    let deforestation = a.classes[0]
    #expect(abs(deforestation.estimatedHa - 21_157.8) < 0.05)
    #expect(abs(1.96 * deforestation.standardErrorHa - 6_157.63) < 0.005)
    #expect(abs(1.96 * deforestation.users.standardError - 0.0740410) < 5e-8)
    #expect(abs(1.96 * deforestation.producers.standardError - 0.213310) < 5e-7)
    #expect(abs(1.96 * a.overall.standardError - 0.0184836) < 5e-8)
    let half = AreaAccuracy.factor(confidence: 0.90) * deforestation.standardErrorHa
    #expect(abs(100 * half / deforestation.estimatedHa - 24.4239) < 5e-5)
    #expect(AreaAccuracy.factor(confidence: 0.95) == 1.96)
    // Olofsson et al. 2013, example 1, in pixels of 30 m.
    let b = try Self.accuracy(
      [[97, 0, 3], [3, 279, 18], [2, 1, 97]], ha: [22_353, 1_122_543, 610_228])
    #expect(abs(b.classes[0].areaShare.value - 0.0257033) < 5e-8)
    #expect(abs(b.classes[0].estimatedHa - 45_112.4) < 0.05)
    #expect(abs(b.classes[0].standardErrorHa - 10_751.4) < 0.05)
    #expect(abs(b.classes[0].estimatedHa * 0.09 - 4_060.12) < 0.005)
    #expect(abs(1.96 * b.classes[0].standardErrorHa * 0.09 - 1_896.55) < 0.005)
    #expect(abs(b.overall.value - 0.944417) < 5e-7)
  }

  @Test(
    "laws: areas add up, units and order of classes do not matter, a perfect map is its own area")
  func laws() throws {
    let counts = [[40, 3, 7], [1, 90, 9], [4, 6, 140]]
    let ha = [120.0, 900, 3_000]
    let a = try Self.accuracy(counts, ha: ha)
    #expect(relative(a.classes.reduce(0) { $0 + $1.estimatedHa }, 4_020) < 1e-12)
    let scaled = try Self.accuracy(counts, ha: ha.map { $0 * 10_000 })
    for (one, two) in zip(a.classes, scaled.classes) {
      #expect(relative(two.estimatedHa, one.estimatedHa * 10_000) < 1e-12)
      #expect(relative(two.producers.standardError, one.producers.standardError) < 1e-12)
    }
    let order = [2, 0, 1]
    let turned = try Self.accuracy(
      order.map { i in order.map { counts[i][$0] } }, ha: order.map { ha[$0] })
    for (place, old) in order.enumerated() {
      let (new, before) = (turned.classes[place], a.classes[old])
      #expect(relative(new.estimatedHa, before.estimatedHa) < 1e-12)
      #expect(relative(new.standardErrorHa, before.standardErrorHa) < 1e-12)
    }
    let perfect = try Self.accuracy([[30, 0], [0, 50]], ha: [5, 7])
    #expect(perfect.classes.map(\.estimatedHa) == [5, 7])
    #expect(perfect.classes.map(\.standardErrorHa) == [0, 0])
    #expect(perfect.overall.value == 1 && perfect.overall.standardError == 0)
    // Twice the points, half the variance but for the n - 1.
    let twice = try Self.accuracy(counts.map { $0.map { 2 * $0 } }, ha: ha)
    let ratio = a.classes[0].standardErrorHa / twice.classes[0].standardErrorHa
    #expect(abs(ratio - 2.0.squareRoot()) < 0.02)
  }

  @Test("what cannot be known is missing, what is zero is zero")
  func missing() throws {
    // A class that only the reference knows: no user's accuracy, producer's accuracy a true zero.
    let unmapped = try Self.accuracy([[40, 10, 0], [0, 0, 0], [0, 5, 45]], ha: [10, 0, 90])
    #expect(unmapped.classes[1].users.value.isNaN && unmapped.classes[1].producers.value == 0)
    #expect(unmapped.classes[1].producers.standardError == 0)
    #expect(relative(unmapped.classes[1].estimatedHa, 10 * 0.2 + 90 * 0.1) < 1e-12)
    #expect(unmapped.classes[1].standardErrorHa > 0)
    // A class that the reference never shows: user's accuracy zero, producer's not defined.
    let absent = try Self.accuracy([[0, 20], [0, 30]], ha: [10, 90])
    #expect(absent.classes[0].users.value == 0 && absent.classes[0].estimatedHa == 0)
    #expect(absent.classes[0].producers.value.isNaN)
    // One point: estimates stand, standard errors are not known. None: nothing is known.
    let single = try Self.accuracy([[1, 0], [2, 30]], ha: [10, 90])
    #expect(relative(single.classes[0].estimatedHa, 10 + 90 * 2 / 32.0) < 1e-12)
    #expect(single.classes.allSatisfy { $0.standardErrorHa.isNaN })
    #expect(single.overall.standardError.isNaN && !single.overall.value.isNaN)
    let matrix = try #require(
      ErrorMatrix(classes: ["a", "b"], mappedHa: [10, 90], counts: [[0, 0], [2, 30]]))
    #expect(matrix.unsampled == [0])
    #expect(AreaAccuracy(matrix).classes.allSatisfy { $0.estimatedHa.isNaN })
    // Huge counts neither overflow nor lose the estimate.
    let huge = try Self.accuracy(
      [[1_000_000_000, 1_000_000_000], [0, 1_000_000_000]], ha: [1e9, 1e9])
    #expect(huge.classes[0].estimatedHa == 5e8 && huge.classes[0].standardErrorHa > 0)
  }

  @Test("a matrix that is none is refused")
  func impossible() {
    func make(_ classes: [String], _ ha: [Double], _ counts: [[Int]]) -> ErrorMatrix? {
      ErrorMatrix(classes: classes, mappedHa: ha, counts: counts)
    }
    #expect(make([], [], []) == nil)
    #expect(make(["a", "a"], [1, 1], [[1, 0], [0, 1]]) == nil)
    #expect(make(["a", "b"], [1, 1], [[1, 0]]) == nil)
    #expect(make(["a"], [-1], [[1]]) == nil && make(["a"], [.nan], [[1]]) == nil)
    #expect(make(["a"], [0], [[1]]) == nil && make(["a"], [1], [[-1]]) == nil)
    #expect(make(["a"], [1], [[.max]]) == nil)
  }

  @Test("95 % intervals hold the true area in 95 of 100 samples")
  func coverage() throws {
    let ha = [500.0, 3_500, 6_000]
    let q = [[0.75, 0.15, 0.10], [0.05, 0.85, 0.10], [0.04, 0.06, 0.90]]
    let n = [80, 120, 200]
    let truth = (0..<3).map { j in (0..<3).reduce(0) { $0 + ha[$1] * q[$1][j] } }
    var draws = SeededDraws(seed: 7, name: "coverage")
    var inside = [0, 0, 0]
    let samples = 4_000
    for _ in 0..<samples {
      var counts = Array(repeating: Array(repeating: 0, count: 3), count: 3)
      for i in 0..<3 {
        for _ in 0..<n[i] {
          let u = draws.uniform()
          counts[i][u < q[i][0] ? 0 : u < q[i][0] + q[i][1] ? 1 : 2] += 1
        }
      }
      let a = try Self.accuracy(counts, ha: ha)
      for j in 0..<3
      where abs(a.classes[j].estimatedHa - truth[j]) <= 1.96 * a.classes[j].standardErrorHa {
        inside[j] += 1
      }
    }
    for count in inside {
      #expect((0.925...0.975).contains(Double(count) / Double(samples)), "\(inside)")
    }
  }
}

@Suite("Planning a reference sample")
struct ReferenceSampleTests {
  private static func classes(
    _ ha: [Double], _ users: [Double], cells: Int = 1_000_000
  ) -> [PlannedClass] {
    zip(ha, users).enumerated().map {
      PlannedClass(
        name: "c\($0.offset)", areaHa: $0.element.0, expectedAccuracy: $0.element.1, cells: cells)
    }
  }
  private static let published = classes(
    [18_000, 13_500, 288_000, 580_500], [0.7, 0.6, 0.9, 0.95])

  @Test("the published example: 640.536 points, 641; rare classes keep their minimum")
  func size() throws {
    let exact = ReferenceSample.exactPoints(Self.published, standardError: 0.01)
    #expect(abs(exact - 640.536) < 5e-4)
    let plan = try #require(
      ReferenceSample(Self.published, standardError: 0.01, minimum: 75))
    #expect(plan.total == 641 && plan.points[0] == 75 && plan.points[1] == 75)
    // The paper deals the other 491 out by area: 165 and 325 with 640 in all.
    #expect(abs(plan.points[2] - 163) <= 2 && abs(plan.points[3] - 328) <= 2)
    #expect(plan.expectedStandardError > 0.009 && plan.expectedStandardError < 0.0115)
  }

  @Test("minima above the total, small classes, stated totals")
  func allocation() throws {
    let few = try #require(ReferenceSample(Self.published, total: 100, minimum: 50))
    #expect(few.points == [50, 50, 50, 50] && few.exactPoints.isNaN)
    let none = try #require(ReferenceSample(Self.published, total: 90, minimum: 0))
    #expect(none.total == 90 && none.points[0] <= 2)
    var small = Self.published
    small[0].cells = 3
    small[3].cells = 40
    let plan = try #require(ReferenceSample(small, total: 400, minimum: 50))
    #expect(plan.points == [3, 50, 307, 40])
    let all = try #require(
      ReferenceSample(Self.classes([1, 1], [0.8, 0.8], cells: 5), total: 400, minimum: 50))
    #expect(all.points == [5, 5])
  }

  @Test("impossible plans are refused")
  func impossible() {
    #expect(ReferenceSample([], total: 10, minimum: 5) == nil)
    #expect(ReferenceSample(Self.published, standardError: 0, minimum: 50) == nil)
    #expect(ReferenceSample(Self.published, standardError: 1e-9, minimum: 50) == nil)
    #expect(ReferenceSample(Self.published, standardError: .nan, minimum: 50) == nil)
    #expect(ReferenceSample(Self.published, total: .max, minimum: 50) == nil)
    #expect(ReferenceSample(Self.classes([0], [0.5]), total: 10, minimum: 5) == nil)
    #expect(ReferenceSample(Self.classes([1], [1.5]), total: 10, minimum: 5) == nil)
  }
}

@Suite("Classes of change")
struct ChangeClassesTests {
  @Test("rules: the first that fits; labels by name or by codes")
  func rules() {
    let classes = ChangeClasses.rules([
      .init(from: [1, 2], to: [5, 6], name: "deforestation"),
      .init(from: [1], to: [2], name: "degradation"),
      .init(from: nil, to: [5], name: "now shrub"), .init(from: [1, 2], to: nil, name: "forest"),
    ])
    #expect(classes.name(of: LandTransition(from: 1, to: 5)) == "deforestation")
    #expect(classes.name(of: LandTransition(from: 6, to: 5)) == "now shrub")
    #expect(classes.name(of: LandTransition(from: 2, to: 1)) == "forest")
    #expect(classes.name(of: LandTransition(from: 7, to: 7)) == nil)
    #expect(classes.name(ofLabel: "2-6") == "deforestation")
    #expect(classes.name(ofLabel: "2 > 6") == "deforestation")
    #expect(classes.name(ofLabel: "degradation") == "degradation")
    #expect(classes.name(ofLabel: "7-7") == nil && classes.name(ofLabel: "forrest") == nil)
    #expect(classes.names == ["deforestation", "degradation", "now shrub", "forest"])
  }

  @Test("groups and codes")
  func groups() {
    let groups = ChangeClasses.groups([1: "forest", 2: "forest", 5: "other"])
    #expect(groups.name(of: LandTransition(from: 1, to: 2)) == "forest>forest")
    #expect(groups.name(of: LandTransition(from: 1, to: 9)) == nil)
    #expect(groups.name(ofLabel: "2-5") == "forest>other")
    #expect(groups.name(ofLabel: "other>forest") == "other>forest")
    #expect(ChangeClasses.codes.name(ofLabel: "2-5") == "2>5")
    #expect(ChangeClasses.codes.name(ofLabel: "two") == nil)
    for text in ["", "5", "a>b", "1>2>3", "1-", "9999999999999999999>1"] {
      #expect(LandTransition(text) == nil, "\(text)")
    }
    #expect(LandTransition("-1>5") == LandTransition(from: -1, to: 5))
    #expect(LandTransition("2→5")?.text == "2>5")
  }
}
