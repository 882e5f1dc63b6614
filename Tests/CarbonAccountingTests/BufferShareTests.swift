import CarbonAccounting
import Testing

/// What each standard keeps back (accounting.md 12.2).
@Suite("Buffers side by side")
struct BufferShareTests {
  private func share(
    _ id: String, _ answers: [String: RiskAnswer] = [:], rating: Int? = nil
  ) throws -> BufferShare {
    try #require(try Standard.builtIn(id)).bufferShare(answers, rating: rating)
  }

  @Test("ART TREES 2.0: 25 % down to 5 %")
  func art() throws {
    func percent(_ law: Bool, _ variability: Bool, _ plan: Bool) throws -> Double? {
      try share(
        "art-trees",
        [
          "art-trees.law_in_place": .yesNo(law),
          "art-trees.variability_below_15_percent": .yesNo(variability),
          "art-trees.national_reversal_plan": .yesNo(plan),
        ]
      ).percent
    }
    #expect(try percent(false, false, false) == 25)
    #expect(try percent(true, false, false) == 20)
    #expect(try percent(false, true, false) == 15)
    #expect(try percent(false, false, true) == 20)
    #expect(try percent(true, true, true) == 5)
    #expect(try share("art-trees").confirmed == false)
  }

  @Test("FCPF: 10 % fixed, up to 30 for risk, 5 % pooled")
  func fcpf() throws {
    func share(_ points: [Double]) throws -> BufferShare {
      let ids = ["stakeholders", "institutions", "drivers", "natural"]
      let answers = zip(ids, points).map {
        ("fcpf-cf.reversal_\($0)_percent", RiskAnswer.number($1))
      }
      return try self.share("fcpf-cf", Dictionary(uniqueKeysWithValues: answers))
    }
    #expect(try share([0, 0, 0, 0]).percent == 15)
    #expect(try share([10, 10, 5, 5]).percent == 45)
    // The examples of accounting.md 13: reversal 21 % and 16 %, pooled 5 %.
    #expect(try share([5, 3, 2, 1]).percent == 26)
    #expect(try share([3, 3, 0, 0]).percent == 21)
    let beyond = try share([11, 0, 0, 0])
    #expect(beyond.percent == nil)
    #expect(beyond.missing == ["fcpf-cf.reversal_stakeholders_percent"])
  }

  @Test("the rating of the VCS tool, flat shares, none, and rules that are not known")
  func others() throws {
    #expect(try share("vcs-vm0007", rating: 34).percent == 34)
    let unrated = try share("vcs-vm0007")
    #expect(unrated.percent == nil && unrated.missing == ["rating"])
    #expect(try share("gs-403").percent == 20 && share("gs-403").confirmed)
    #expect(try share("plan-vivo").percent == 20 && !share("plan-vivo").confirmed)
    #expect(try share("cdm-ar-tool14").percent == 0)
    let domestic = try share("vn-domestic", rating: 34)
    #expect(domestic.percent == nil, "the decree sets no percentage, and none is borrowed")
  }

  @Test("every answer that a rule needs is asked for; without answers none is guessed")
  func questions() throws {
    for id in Standard.builtInIDs {
      let standard = try #require(try Standard.builtIn(id))
      let asked = standard.bufferQuestions
      #expect(asked.count == standard.buffer?.rule.questions.count ?? 0)
      let empty = standard.bufferShare([:], rating: 12)
      #expect(empty.missing == asked.map(\.id))
      if !asked.isEmpty { #expect(empty.percent == nil) }
      for question in asked {
        #expect(question.id.hasPrefix(id + ".") && question.part == .scheme)
      }
    }
  }
}
