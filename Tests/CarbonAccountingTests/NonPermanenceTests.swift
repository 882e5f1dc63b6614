import CarbonAccounting
import ForestModel
import Testing

/// The VCS non-permanence risk tool v4.2 (accounting.md 12.1).
@Suite("Non-permanence risk")
struct NonPermanenceTests {
  private func score(_ groups: [String: RiskAnswer]...) -> NonPermanenceRating {
    NonPermanenceRisk.score(answers(groups.reduce(into: [:]) { $0.merge($1) { $1 } }))
  }

  // MARK: The worked examples

  @Test("example 1: 33.6 is 34 %")
  func exampleOne() {
    let rating = score(
      ["PM-b": .yesNo(true), "PM-c": .yesNo(true), "PM-h": .yesNo(true)],
      ["FV-Q1": .number(9), "FV-Q2": .number(50), "OC-Q2": .number(-30)],
      longevity(40, agreement: true),
      ["LT-Q3": .option("different"), "LT-n": .yesNo(true)],
      ["PC-Q1": .number(-0.5), "PC-f": .yesNo(true), "NAT-factor": .number(1.2)],
      hazard("fire", "minor", "under-10-years", "prevention"),
      hazard("pest", "minor", "25-to-50-years", "containment"),
      hazard("weather", "insignificant", "under-10-years"),
      hazard("geo", "insignificant", "25-to-50-years", climate: false), adaptation(4))
    #expect(rating.missing.isEmpty && rating.invalid.isEmpty && rating.unused.isEmpty)
    #expect(rating["PM"] == 2 && rating["FV"] == 3 && rating["OC"] == 0 && rating["PL"] == 15)
    #expect(rating["LT"] == 0 && rating["SE"] == 0 && rating["PC"] == 2)
    #expect(rating["NR-c"] == 9.6 && rating["NR-nc"] == 2 && rating["SLR"] == 0)
    #expect(rating.totals == [.internal: 20, .external: 2, .natural: 11.6])
    #expect(rating.total == 33.6 && rating.percent == 34)
  }

  @Test("example 2: 6.825 is 7, and the floor makes it 12 %")
  func exampleTwo() {
    let rating = score(
      longevity(100, agreement: false), ["NAT-factor": .number(1.1)], adaptation(0),
      hazard("fire", "minor", "25-to-50-years", "both"),
      hazard("geo", "minor", "100-years-or-more", climate: false))
    #expect(rating["PL"] == 5)
    #expect(rating.totals[.natural] == 1.825)
    #expect(rating.total == 6.825 && rating.percent == 12)
  }

  // MARK: Tables

  @Test("every cell of the table of losses")
  func losses() {
    let rows: [(String, [Double?])] = [
      ("catastrophic", [nil, 30, 20, 5, 4]), ("devastating", [30, 20, 5, 4, 3]),
      ("major", [20, 5, 4, 3, 2]), ("minor", [5, 4, 3, 2, 1]), ("insignificant", [4, 3, 2, 1, 1]),
      ("transient", [4, 3, 2, 1, 1]),
    ]
    let columns = [
      "under-10-years", "10-to-25-years", "25-to-50-years", "50-to-100-years", "100-years-or-more",
    ]
    let levels = ["high", "major", "minor", "low", "insignificant"]
    for (row, scores) in rows {
      for (place, score) in scores.enumerated() {
        for (mitigation, factor) in [
          "none": 1, "prevention": 0.5, "containment": 0.5, "both": 0.25,
        ] {
          let rating = self.score(hazard("pest", row, columns[place], mitigation))
          let expected = score.map { RiskOutcome.points($0 * factor) } ?? .fail
          #expect(rating.outcome("NAT-pest-significance") == expected)
          #expect(rating["NR-c"] == score.map { $0 * factor } ?? 0)
          if score == nil { #expect(rating.percent == nil) }
        }
        for (measure, factor) in [
          "none": 1, "ecosystem": 0.5, "planning": 0.5, "barriers": 0.6, "several": 0.25,
        ] {
          let rating = self.score([
            "NAT-coastal": .yesNo(true), "NAT-sea-significance": .option(row),
            "NAT-sea-level": .option(levels[place]), "NAT-sea-adaptation": .option(measure),
          ])
          let expected = score.map { RiskOutcome.points($0 * factor) } ?? .fail
          #expect(rating.outcome("NAT-sea-significance") == expected)
          let points = (rating["SLR"] ?? .nan) - (score ?? 0) * factor
          #expect(abs(points) < 1e-12)
        }
      }
    }
  }

  @Test(
    "the limits of every band",
    arguments: [
      ("FV-Q1", [(0, 0), (4, 0), (4.01, 1), (7, 1), (7.01, 2), (10, 2), (10.01, 3), (20, 3)]),
      ("FV-Q2", [(0, 3), (14.9, 3), (15, 2), (39.9, 2), (40, 1), (79.9, 1), (80, 0), (120, 0)]),
      (
        "OC-Q2",
        [
          (300, 8), (100, 8), (99.9, 6), (50.1, 6), (50, 4), (20.1, 4), (20, 0), (-20, 0),
          (-20.1, -2), (-50, -2), (-50.1, -4), (-300, -4),
        ]
      ),
      ("LT-Q5", [(0, 0), (0.01, 5), (5, 5), (5.01, 10), (100, 10)]),
      ("LT-Q6", [(0, 0), (0.01, 5), (5, 5), (5.01, 10), (100, 10)]),
      ("SE-Q2", [(0, 10), (49.9, 10), (50, 0), (100, 0)]),
      ("SE-Q3", [(0, 5), (19.9, 5), (20, 0), (100, 0)]),
      (
        "PC-Q1",
        [
          (-2.5, 6), (-0.791, 6), (-0.79, 4), (-0.321, 4), (-0.32, 2), (0.189, 2), (0.19, 1),
          (0.819, 1), (0.82, 0), (2.5, 0),
        ]
      ),
    ] as [(String, [(Double, Double)])])
  func bands(id: String, cases: [(Double, Double)]) {
    for (value, points) in cases {
      let rating = score(["SE-Q1": .yesNo(true)], [id: .number(value)])
      #expect(rating.outcome(id) == .points(points), "\(id) \(value)")
    }
  }

  @Test("yes, no and options: points of each")
  func words() {
    let alm: [String: RiskAnswer] = ["PRJ-alm": .yesNo(true), "PRJ-wetland": .yesNo(true)]
    for (id, points) in [
      "PM-a": 2, "PM-b": 2, "PM-c": 2, "PM-d": 2, "PM-e": 2, "PM-f": 2, "PM-g": 2, "PM-h": -2,
      "PM-i": -2, "FV-j": -2, "OC-i": -2, "OC-j": -4, "OC-k": -2, "LT-n": -2, "LT-o": -2,
      "PC-f": -2,
    ] {
      let disputed: [String: RiskAnswer] = ["LT-Q5": .number(1)]
      #expect(score(alm, disputed, [id: .yesNo(true)]).outcome(id) == .points(Double(points)))
      #expect(score(alm, disputed, [id: .yesNo(false)]).outcome(id) == .points(0))
    }
    #expect(score(alm, ["LT-Q7": .yesNo(false)])["LT"] == 5)
    #expect(score(alm, ["LT-Q7": .yesNo(true)])["LT"] == 0)
    let poor: [String: RiskAnswer] = ["OC-Q1": .yesNo(true)]
    #expect(score(poor, ["OC-Q3": .yesNo(false)])["OC"] == 8)
    #expect(score(poor, ["OC-Q3": .yesNo(true)])["OC"] == 0)
    for (code, points) in ["none": 0.0, "changed-rights": 5, "expropriated": 10] {
      #expect(score(["LT-Q4": .option(code)])["LT"] == points)
    }
    #expect(score(["LT-Q3": .option("different")])["LT"] == 2)
  }

  @Test("longevity: formulas, the least years before and from 2024, grouped projects, floor")
  func years() {
    #expect(score(longevity(40, agreement: true))["PL"] == 15)
    #expect(score(longevity(40, agreement: false))["PL"] == 17)
    #expect(score(longevity(41, agreement: false))["PL"] == 16.8)
    #expect(score(longevity(100, agreement: true))["PL"] == 0)
    #expect(score(longevity(200, agreement: false))["PL"] == 0)
    #expect(score(longevity(40, agreement: true, grouped: true))["PL"] == 17)
    #expect(score(longevity(39.9, agreement: true)).failReasons == [.answer("PL-Q3")])
    #expect(score(longevity(30, agreement: true, from2024: false))["PL"] == 17.5)
    #expect(
      score(longevity(29.9, agreement: true, from2024: false)).failReasons == [.answer("PL-Q3")])
    #expect(score(["PL-Q2": .yesNo(true)])["PL"] == 0)
  }

  // MARK: Fails

  @Test("every failing answer is named, and there is no rating")
  func failingAnswers() {
    for (id, changes) in [
      ("PM-Q1", ["PM-Q1": .yesNo(false)]), ("FV-Q1", ["FV-Q1": .number(20.01)]),
      ("PL-Q3", longevity(10, agreement: true)),
      ("PL-Q4", together(longevity(50, agreement: true), ["PL-Q4": .yesNo(false)])),
      (
        "PL-Q6",
        together(
          longevity(50, agreement: true), ["PL-Q5": .yesNo(true), "PL-Q6": .yesNo(false)])
      ), ("LT-Q1", ["LT-Q1": .yesNo(false)]), ("LT-Q2", ["LT-Q2": .yesNo(false)]),
      ("NAT-fire-significance", hazard("fire", "catastrophic", "under-10-years", "both")),
    ] as [(String, [String: RiskAnswer])] {
      let rating = score(changes)
      #expect(rating.failReasons == [.answer(id)])
      #expect(rating.percent == nil && rating.isComplete)
      #expect(rating.failReasons.first?.text(.english).contains(id) == true)
    }
  }

  @Test("all reasons to fail at once: categories, total and answers")
  func allReasons() {
    let rating = score(
      ["PM-Q1": .yesNo(false)],
      ["OC-Q2": .number(100), "FV-Q1": .number(15), "FV-Q2": .number(0)],
      ["PM-a": .yesNo(true), "PM-b": .yesNo(true), "PM-c": .yesNo(true)],
      longevity(40, agreement: false),
      ["LT-Q5": .number(50), "LT-Q6": .number(50), "LT-o": .yesNo(false)],
      ["PC-Q1": .number(-1)], hazard("fire", "devastating", "under-10-years"),
      hazard("pest", "devastating", "under-10-years"))
    #expect(
      rating.failReasons == [
        .answer("PM-Q1"), .category(.internal, total: 37, limit: 35),
        .category(.external, total: 26, limit: 20), .category(.natural, total: 60, limit: 35),
        .total(123, limit: 60),
      ])
    #expect(rating.failReasons.map(\.place).contains("total"))
    #expect(rating.failReasons[1].text(.vietnamese) == "rủi ro nội bộ là 37, vượt 35")
  }

  @Test("at its limit a category and the total still pass")
  func limits() {
    // Internal: 15 + 8 + 6 + 6.
    let thirtyFive = score(
      longevity(50, agreement: false), ["OC-Q2": .number(100)],
      ["PM-a": .yesNo(true), "PM-b": .yesNo(true), "PM-c": .yesNo(true)],
      ["FV-Q1": .number(15), "FV-Q2": .number(0)])
    #expect(thirtyFive.totals[.internal] == 35 && thirtyFive.percent == 35)
    let twenty = score(["LT-Q5": .number(50), "LT-Q6": .number(50), "LT-o": .yesNo(false)])
    #expect(twenty.totals[.external] == 20 && twenty.percent == 20)
    // 1.4 x 25 is 35, whatever binary fractions make of it.
    let natural = score(
      hazard("fire", "devastating", "10-to-25-years"), hazard("pest", "minor", "under-10-years"),
      ["NAT-factor": .number(1.4)], adaptation(0))
    #expect(natural.totals[.natural] == 35 && natural.percent == 35)
    let all = score(
      longevity(50, agreement: false),
      ["LT-Q5": .number(50), "LT-Q6": .number(50), "LT-o": .yesNo(false)],
      hazard("fire", "devastating", "10-to-25-years"), hazard("pest", "minor", "under-10-years"))
    #expect(all.total == 60 && all.percent == 60)
    let more = score(
      longevity(49, agreement: false),
      ["LT-Q5": .number(50), "LT-Q6": .number(50), "LT-o": .yesNo(false)],
      hazard("fire", "devastating", "10-to-25-years"), hazard("pest", "minor", "under-10-years"))
    #expect(more.total == 60.2 && more.failReasons == [.total(60.2, limit: 60)])
  }

  // MARK: Floors and rounding

  @Test("no sub-category is below zero, and the mitigation of funding lowers funding only")
  func floors() {
    #expect(score(["PM-h": .yesNo(true)])["PM"] == 0)
    #expect(score(["OC-Q2": .number(-80), "OC-j": .yesNo(true), "OC-k": .yesNo(true)])["OC"] == 0)
    #expect(score(["LT-n": .yesNo(true)])["LT"] == 0)
    #expect(score(["PC-f": .yesNo(true)])["PC"] == 0)
    let callable: [String: RiskAnswer] = ["FV-Q1": .number(15), "FV-j": .yesNo(true)]
    #expect(score(callable, ["FV-Q2": .number(50)])["FV"] == 3)
    #expect(score(callable, ["FV-Q2": .number(0)])["FV"] == 4)
    #expect(score(["OC-Q2": .number(100), "OC-j": .yesNo(true), "OC-k": .yesNo(true)])["OC"] == 2)
  }

  @Test("the ceiling is not pushed by binary fractions, and nothing rates below 12")
  func rounding() {
    #expect(score([:]).total == 0 && score([:]).percent == 12)
    #expect(score(longevity(65, agreement: false)).percent == 12)
    #expect(score(longevity(64, agreement: false)).percent == 13)
    #expect(score(longevity(60, agreement: false)).percent == 13)
    // 1.1 x 30 is 33.000000000000004 in doubles.
    let noisy = score(
      hazard("fire", "devastating", "under-10-years"), ["NAT-factor": .number(1.1)], adaptation(0))
    #expect(noisy.total == 33 && noisy.percent == 33)
  }

  @Test("the amplifying factor: 40 % less from five criteria on, and only where climate bears")
  func amplification() {
    func natural(_ met: Int) -> NonPermanenceRating {
      score(
        hazard("fire", "minor", "under-10-years"),
        hazard("geo", "minor", "under-10-years", climate: false),
        ["NAT-factor": .number(1.4)], adaptation(met))
    }
    #expect(natural(4).amplifyingFactor == 1.4 && natural(4).totals[.natural] == 12)
    #expect(natural(5).amplifyingFactor == 1.24 && natural(5).totals[.natural] == 11.2)
    #expect(natural(7).amplifyingFactor == 1.24)
    let landslide = score(
      hazard("geo", "minor", "under-10-years", climate: true), ["NAT-factor": .number(1.4)],
      adaptation(0))
    #expect(landslide["NR-c"] == 7 && landslide["NR-nc"] == 0)
    let others = score(
      ["NAT-others": .number(2)], hazard("other1", "minor", "under-10-years", climate: true),
      hazard("other2", "major", "10-to-25-years", climate: false), ["NAT-factor": .number(1.2)],
      adaptation(0))
    #expect(others["NR-c"] == 6 && others["NR-nc"] == 5 && others.isComplete)
  }

  // MARK: What applies

  @Test("missing answers are listed, never guessed, and what hangs on them is not asked yet")
  func missing() {
    let empty = NonPermanenceRisk.score([:])
    #expect(empty.percent == nil && empty.total == nil && empty.totals.isEmpty)
    #expect(empty.missing.contains("PM-Q1") && !empty.missing.contains("PL-Q3"))
    #expect(empty.failReasons.isEmpty)
    for id in answers().keys {
      var some = answers()
      some[id] = nil
      let rating = NonPermanenceRisk.score(some)
      #expect(rating.missing == [id])
      #expect(rating.percent == nil && rating.total == nil)
    }
    // A failing answer is certain, whatever else is missing.
    let failing = NonPermanenceRisk.score(["LT-Q1": .yesNo(false)])
    #expect(failing.failReasons == [.answer("LT-Q1")])
  }

  @Test("an answer to a question that does not apply is reported and changes nothing")
  func unused() {
    for (id, answer) in [
      ("PM-f", .yesNo(true)), ("OC-Q3", .yesNo(false)), ("LT-Q7", .yesNo(false)),
      ("LT-o", .yesNo(true)), ("SE-Q2", .number(0)), ("PL-Q3", .number(5)),
      ("NAT-water-significance", .option("catastrophic")),
      ("NAT-fire-likelihood", .option("under-10-years")), ("NAT-adapt1", .yesNo(true)),
      ("NAT-other1-significance", .option("major")), ("PL-Q6", .yesNo(false)),
    ] as [(String, RiskAnswer)] {
      let rating = score([id: answer])
      #expect(rating.unused == [id])
      #expect(rating.percent == 12 && rating.total == 0 && rating.failReasons.isEmpty)
    }
    let subsistence = score(["OC-Q1": .yesNo(true), "OC-Q3": .yesNo(true)])
    #expect(subsistence.unused == ["OC-Q2"])
    #expect(score(["OC-j": .yesNo(true)]).unused == ["OC-i"])
  }

  @Test("answers of another kind or out of range are not used")
  func invalid() {
    for (id, answer) in [
      ("PM-a", .number(1)), ("FV-Q2", .number(-1)), ("FV-Q1", .yesNo(true)),
      ("LT-Q5", .number(101)), ("PC-Q1", .number(2.6)), ("LT-Q3", .option("both")),
      ("NAT-factor", .number(1.41)), ("NAT-others", .number(1.5)),
      ("NAT-factor", .number(0.9)), ("FV-Q1", .number(.nan)),
    ] as [(String, RiskAnswer)] {
      let rating = score([id: answer])
      #expect(rating.invalid == [id])
      #expect(rating.percent == nil && rating.total == nil)
    }
    let unknown = score(["PM-Z": .yesNo(true), "art-trees.law_in_place": .yesNo(true)])
    #expect(unknown.unknown == ["PM-Z"] && unknown.percent == 12)
  }

  // MARK: The questions as data

  @Test("codes are unique, gates come first, texts are in both languages, clauses are named")
  func catalogue() {
    let all = NonPermanenceRisk.questions
    #expect(Set(all.map(\.id)).count == all.count)
    func gates(_ condition: RiskQuestion.Condition) -> [String] {
      switch condition {
      case .always: []
      case .yes(let id), .no(let id), .above(let id, _), .other(let id, _): [id]
      case .all(let list), .any(let list): list.flatMap(gates)
      }
    }
    var seen: Set<String> = []
    for question in all {
      #expect(question.id.hasPrefix(question.part.rawValue))
      #expect(!question.clause.isEmpty && question.text.english != question.text.vietnamese)
      for gate in gates(question.applies) {
        #expect(seen.contains(gate), "\(question.id): \(gate)")
      }
      seen.insert(question.id)
    }
  }

  @Test("what a form says: allowed answers and when a question applies")
  func forms() throws {
    func question(_ id: String) throws -> RiskQuestion {
      try #require(NonPermanenceRisk.questions.first { $0.id == id })
    }
    #expect(try question("PM-a").allowed(.vietnamese) == "có, không")
    #expect(try question("FV-Q2").allowed(.english) == "percent, 0 to 1,000; 40 for 40%")
    #expect(try question("NAT-factor").allowed(.vietnamese) == "số, từ 1 đến 1,4")
    #expect(
      try question("LT-Q3").allowed(.english)
        == "same = the same entities; different = different entities")
    #expect(try question("PM-f").applies.text == "PRJ-alm = yes")
    #expect(try question("LT-o").applies.text == "LT-Q5 > 0 / LT-Q6 > 0")
    #expect(
      try question("NAT-water-likelihood").applies.text
        == "PRJ-wetland = yes; NAT-water-significance ≠ none")
    #expect(try question("NAT-fire-likelihood").applies.text == "NAT-fire-significance ≠ none")
    #expect(try question("PM-Q1").applies.text.isEmpty)
  }

  @Test("answers in words: codes and meanings, both languages, with and without marks")
  func reading() throws {
    let question = try #require(NonPermanenceRisk.questions.first { $0.id == "PM-Q1" })
    for word in ["yes", "Yes", "CÓ", "có", "co", "y"] {
      #expect(question.answer(word: word) == .yesNo(true))
    }
    for word in ["no", "Không", "khong"] { #expect(question.answer(word: word) == .yesNo(false)) }
    for word in ["", "maybe", "1", "có thể"] { #expect(question.answer(word: word) == nil) }
    for question in NonPermanenceRisk.questions {
      guard case .oneOf(let options) = question.kind else { continue }
      for option in options {
        for word in [option.code, option.text.english, option.text.vietnamese] {
          #expect(question.answer(word: word) == .option(option.code), "\(question.id) \(word)")
        }
      }
    }
  }
}
