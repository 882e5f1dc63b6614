import CarbonAccounting
import Testing

/// A worse answer never lowers the rating.
@Suite("Non-permanence risk: laws")
struct RiskLawTests {
  /// Answers of each question with a direction, from the best to the worst.
  private static let directions: [String: [RiskAnswer]] = {
    var list: [String: [RiskAnswer]] = [:]
    for id in [
      "PM-a", "PM-b", "PM-c", "PM-d", "PM-e", "PM-f", "PM-g", "SE-Q1", "PL-Q1", "PL-Q5", "PL-Q8",
      "NAT-geo-climate", "NAT-water-climate", "NAT-other1-climate", "NAT-other2-climate",
      "NAT-other3-climate", "NAT-coastal", "PRJ-wetland",
    ] { list[id] = [.yesNo(false), .yesNo(true)] }
    for id in [
      "PM-Q1", "PM-h", "PM-i", "FV-j", "OC-i", "OC-j", "OC-k", "OC-Q3", "PL-Q2", "PL-Q4", "PL-Q6",
      "PL-Q7", "LT-Q1", "LT-Q2", "LT-Q7", "LT-n", "LT-o", "PC-f",
    ] + (1...7).map({ "NAT-adapt\($0)" }) { list[id] = [.yesNo(true), .yesNo(false)] }
    for (id, values) in [
      "FV-Q1": [0, 4, 4.5, 7, 8, 10, 12, 20, 21], "FV-Q2": [100, 80, 79, 40, 39, 15, 14, 0],
      "OC-Q2": [-80, -50, -30, -20, 0, 20, 30, 50, 60, 99, 100, 300],
      "PL-Q3": [200, 125, 100, 60, 40, 39, 30, 29], "LT-Q5": [0, 1, 5, 6], "LT-Q6": [0, 1, 5, 6],
      "SE-Q2": [100, 50, 49, 0], "SE-Q3": [100, 20, 19, 0],
      "PC-Q1": [2, 0.82, 0.81, 0.19, 0.18, -0.32, -0.33, -0.79, -0.8, -2.5],
      "NAT-factor": [1, 1.1, 1.4],
    ] as [String: [Double]] { list[id] = values.map { .number($0) } }
    let significances = [
      "none", "transient", "insignificant", "minor", "major", "devastating", "catastrophic",
    ]
    for hazard in ["fire", "pest", "weather", "geo", "water", "other1", "other2", "other3"] {
      list["NAT-\(hazard)-significance"] = significances.map { .option($0) }
      list["NAT-\(hazard)-likelihood"] = [
        "100-years-or-more", "50-to-100-years", "25-to-50-years", "10-to-25-years",
        "under-10-years",
      ].map { .option($0) }
      list["NAT-\(hazard)-mitigation"] = ["both", "prevention", "containment", "none"].map {
        .option($0)
      }
    }
    for (id, codes) in [
      "LT-Q3": ["same", "different"], "LT-Q4": ["none", "changed-rights", "expropriated"],
      "NAT-sea-significance": significances,
      "NAT-sea-level": ["insignificant", "low", "minor", "major", "high"],
      "NAT-sea-adaptation": ["several", "ecosystem", "planning", "barriers", "none"],
    ] { list[id] = codes.map { .option($0) } }
    return list
  }()

  /// What the answers of one kind of project have no better or worse of.
  private static let kinds: [String: [RiskAnswer]] = [
    "PRJ-alm": [.yesNo(false), .yesNo(true)], "OC-Q1": [.yesNo(false), .yesNo(true)],
    "NAT-others": [0, 1, 2, 3].map { .number($0) },
  ]

  @Test("every question of the tool has a direction or names a kind of project")
  func complete() {
    #expect(
      Set(Self.directions.keys).union(Self.kinds.keys)
        == Set(NonPermanenceRisk.questions.map(\.id)))
  }

  @Test("monotone: a worse answer never lowers the rating")
  func monotone() {
    func rank(_ answers: [String: RiskAnswer]) -> Double {
      let rating = NonPermanenceRisk.score(answers)
      #expect(rating.isComplete)
      return rating.failReasons.isEmpty ? Double(rating.percent ?? -1) : .infinity
    }
    var draws = SplitMix(state: 20_261_122)
    var compared = 0
    var raised = 0
    for _ in 0..<40 {
      // Good answers more often than bad ones, or every set would fail.
      var base: [String: RiskAnswer] = [:]
      for (id, list) in Self.directions.sorted(by: { $0.key < $1.key }) {
        let place = (0..<4).map { _ in Int(draws.next() % UInt64(list.count)) }.min() ?? 0
        base[id] = list[place]
      }
      for (id, list) in Self.kinds.sorted(by: { $0.key < $1.key }) {
        base[id] = list[Int(draws.next() % UInt64(list.count))]
      }
      let before = rank(base)
      for (id, list) in Self.directions {
        guard let place = list.firstIndex(where: { $0 == base[id] }) else { continue }
        for worse in list.dropFirst(place + 1) {
          let after = rank(base.merging([id: worse]) { $1 })
          #expect(after >= before, "\(id) \(worse)")
          if before.isFinite { compared += 1 }
          if before.isFinite, after > before { raised += 1 }
        }
      }
    }
    #expect(compared > 500 && raised > 50)
  }
}

/// A small stream of random bits for choosing answers (Steele et al. 2014).
private struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }
}
