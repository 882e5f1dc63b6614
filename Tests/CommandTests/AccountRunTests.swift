import Foundation
import TestSupport
import Testing

/// `account` as a program, on tables made by hand.
@Suite("Accounts")
struct AccountRunTests {
  private static let flowHeader =
    "scenario,year,start,end,flow,area_ha,factor,half_width_percent,confidence,df,error_group"
  private static let flows = [
    "reference,2015,,,loss,10,EF,20,0.9,inf,", "reference,2016,,,loss,30,EF,20,0.9,inf,",
    "reference,2017,,,loss,20,EF,20,0.9,inf,", "project,2025,,,loss,5,EF,0,,,",
    "project,2026,,,loss,8,EF,0,,,",
  ]
  private static let factors = ["EF,300,15,0.9,inf"]
  private static let vcs = [
    "vcs-vm0007,leakage_planned_t,0,x", "vcs-vm0007,leakage_unplanned_t,120,x",
    "vcs-vm0007,leakage_market_t,0,x",
  ]
  private static let art = [
    "art-trees,national_forest_share_percent,95,x", "art-trees,law_in_place,có,x",
    "art-trees,variability_below_15_percent,no,x", "art-trees,national_reversal_plan,không,x",
  ]

  private struct Tables {
    var flows = AccountRunTests.flows
    var flowHeader = AccountRunTests.flowHeader
    var factors = AccountRunTests.factors
    var factorHeader = "factor,co2e_t_ha,half_width_percent,confidence,df"
    var answers = AccountRunTests.vcs + AccountRunTests.art
    var gains: [String]?
    var gainHeader = ""
    var wood: [String]?
    var options = ["--reference-level", "mean", "--standard", "art-trees"]
    var from = "2025-01-01"
    var to = "2026-12-31"
  }

  private func write(_ lines: [String], _ path: String) throws {
    try (lines.joined(separator: "\n") + "\n").write(
      toFile: path, atomically: true, encoding: .utf8)
  }

  private func run(
    _ tables: Tables = Tables(), _ name: String = #function
  ) throws -> (run: ToolRun, out: String) {
    let folder = Place.scratch(name)
    try write([tables.flowHeader] + tables.flows, folder + "/activity.csv")
    try write([tables.factorHeader] + tables.factors, folder + "/factors.csv")
    try write(["standard,question,answer,evidence"] + tables.answers, folder + "/answers.csv")
    var options = [
      "account", "--from", tables.from, "--to", tables.to, "--activity", "R1",
      "--activity-data", folder + "/activity.csv", "--emission-factors", folder + "/factors.csv",
      "--answers", folder + "/answers.csv", "--out", folder + "/out",
    ]
    if let gains = tables.gains {
      try write([tables.gainHeader] + gains, folder + "/gains.csv")
      options += ["--gain-loss", folder + "/gains.csv"]
    }
    if let wood = tables.wood {
      try write(
        [
          "scenario,year,volume_m3,density_g_cm3,sawnwood_percent,panels_percent,paper_percent,waste_percent,half_width_percent,confidence"
        ] + wood, folder + "/wood.csv")
      options += ["--harvested-wood", folder + "/wood.csv"]
    }
    return (try ToolRun(options + tables.options), folder + "/out")
  }

  private func code(_ tables: Tables, _ name: String = #function) throws -> (Int32, String) {
    let (run, out) = try run(tables, name)
    if run.exitCode != 0 {
      #expect(!FileManager.default.fileExists(atPath: out), "a result was left behind")
    }
    return (run.exitCode, run.errors)
  }

  @Test("by hand: mean baseline, shared factor, deductions that add up")
  func byHand() throws {
    let (run, out) = try run()
    #expect(run.exitCode == 0, "\(run.errors)")
    let rows = try csv(out + "/standards.csv")
    #expect(rows.map { $0["vintage"] } == ["2025", "2026"])
    // Baseline 20 ha x 300; project 5 and 8 ha.
    #expect(rows.map { $0.number("baseline_t") } == [6000, 6000])
    #expect(rows.map { $0.number("project_t") } == [1500, 2400])
    #expect(rows.map { $0.number("gross_t") } == [4500, 3600])
    #expect(rows.allSatisfy { $0["applicability"] == "illustrative" && $0["reason"] != "" })
    let waterfall = try csv(out + "/waterfall.csv")
    let amounts = waterfall.filter { $0["item"] != "gross" && $0["item"] != "net" }
    let net = try #require(waterfall.first { $0["item"] == "net" }).number("amount_t")
    #expect(abs(amounts.map { $0.number("amount_t") }.reduce(0, +) - net) < 1e-6)
    #expect(rows.map { $0.number("net_t") }.reduce(0, +) == net)
    #expect(net == net.rounded())
    // The factor enters the difference once: 27 ha x 300 x 15 %, and 0.6667 ha per reference hectare.
    let json = try String(contentsOfFile: out + "/account.json", encoding: .utf8)
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    let gross = try #require(object["gross"] as? [String: Any])
    let areas = [10.0, 30, 20].map { 2.0 / 3 * $0 * 0.2 * 300 }
    let half = (areas.map { $0 * $0 }.reduce(0, +) + pow(27 * 300 * 0.15, 2)).squareRoot()
    #expect(relative(try #require(gross["half_width_t"] as? Double), half) < 1e-9)
    let draws = try #require(object["draws"] as? [String: Any])
    #expect(relative(try #require(draws["half_width_t"] as? Double), half) < 0.02)
    for name in ["report.html", "waterfall-art-trees.svg", "flows.csv", "uncertainty.csv"] {
      #expect(FileManager.default.fileExists(atPath: out + "/" + name), "\(name)")
    }
  }

  @Test("row order, splitting a year and the number of threads change no byte of the figures")
  func laws() throws {
    let (_, first) = try run(Tables(), "lawsA")
    var shuffled = Tables()
    shuffled.flows.reverse()
    shuffled.answers.reverse()
    shuffled.options += ["--threads", "1"]
    let (_, second) = try run(shuffled, "lawsB")
    for name in ["standards.csv", "waterfall.csv", "flows.csv", "years.csv", "account.json"] {
      let files = try [first, second].map {
        try String(contentsOfFile: $0 + "/" + name, encoding: .utf8)
      }
      #expect(files[0] == files[1], "\(name)")
    }
    // One reference row of three years is the same as its years, as long as the error is one.
    var whole = Tables()
    whole.flows = [
      "reference,,2015-01-01,2017-12-31,loss,60,EF,20,0.9,inf,",
      "project,2025,,,loss,5,EF,0,,,", "project,2026,,,loss,8,EF,0,,,",
    ]
    let (_, third) = try run(whole, "lawsC")
    let rows = try csv(third + "/standards.csv")
    #expect(rows.allSatisfy { relative($0.number("baseline_t"), 6000) < 1e-12 })
  }

  @Test("a period that begins and ends within a year takes its days")
  func partOfAYear() throws {
    var tables = Tables()
    tables.from = "2025-07-01"
    let (run, out) = try run(tables)
    #expect(run.exitCode == 0)
    #expect(run.errors.contains("flow-cut"))
    let rows = try csv(out + "/standards.csv")
    #expect(rows.map { $0["days"] } == ["184", "365"])
    #expect(relative(rows[0].number("baseline_t"), 6000 * 184.0 / 365) < 1e-12)
    #expect(relative(rows[0].number("project_t"), 1500 * 184.0 / 365) < 1e-12)
  }

  @Test("gain-loss and harvested wood enter; products decay")
  func gainLoss() throws {
    var tables = Tables()
    tables.gainHeader =
      "scenario,year,item,area_ha,growth_mg_ha_yr,volume_m3,bcef_mg_m3,root_shoot,half_width_percent,confidence"
    tables.gains = [
      "project,2025,growth,1000,2.7,,,0.246,30,0.9",
      "project,2025,wood-removal,,,500,1.67,0.246,10,0.9",
    ]
    tables.wood = ["project,2025,500,0.5,50,0,0,50,20,0.9"]
    let (run, out) = try run(tables)
    #expect(run.exitCode == 0, "\(run.errors)")
    let flows = try csv(out + "/flows.csv")
    let growth = try #require(flows.first { $0["flow"] == "growth" })
    #expect(relative(growth.number("co2e_t"), -1581.17 * 44 / 12) < 1e-5)
    let wood = flows.filter { $0["category"] == "harvested-wood" }
    #expect(wood.count == 2)
    // 500 m3 x 0.5 x 0.47 x half in sawn wood, half-life 35 years.
    let k = log(2.0) / 35
    let inflow = 500 * 0.5 * 0.47 * 0.5
    let first = (1 - exp(-k)) / k * inflow
    #expect(relative(wood[0].number("co2e_t"), -first * 44 / 12) < 1e-12)
    #expect(relative(wood[1].number("co2e_t"), first * (1 - exp(-k)) * 44 / 12) < 1e-9)
    let parameters = try csv(out + "/parameters.csv")
    #expect(
      parameters.contains {
        $0["name"] == "half-life of sawnwood" && $0["confirmed"] == "false"
      })
  }

  @Test("wrong input is a finding with its place, and nothing is written")
  func wrongInput() throws {
    func flows(_ row: String) -> Tables {
      var tables = Tables()
      tables.flows[3] = row
      return tables
    }
    for (tables, place, finding) in [
      (flows("project,2025,,,loss,-5,EF,0,,,"), "activity.csv:5:area_ha", "amount-negative"),
      (
        flows("project,2025,,,loss,5,EF,20,,,"), ":5:half_width_percent", "half-width-without-level"
      ),
      (flows("project,2025,,,loss,5,EF,0.2,0.9,,"), ":5:half_width_percent", "percent-as-fraction"),
      (flows("project,2025,,,loss,5,EF,20,90,,"), ":5:confidence", "fraction-as-percent"),
      (flows("project,2025,,,loss,5,EF,20,0.95,,"), ":5:df", "half-width-level"),
      (flows("project,2025,,,loss,5,EF,,,,"), ":5:half_width_percent", "half-width-missing"),
      (flows("project,2025,,,loss,5,EX,0,,,"), ":5:factor", "factor-unknown"),
      (flows("project,,2025-12-31,2025-01-01,loss,5,EF,0,,,"), ":5:start", "period-reversed"),
      (flows("project,2030,,,loss,5,EF,0,,,"), ":5:year", "flow-outside-period"),
      (flows("project,2026,,,loss,5,EF,0,,,"), ":6:year", "flow-twice"),
      (flows("reference,2020,,,loss,5,EF,0,,,"), "activity.csv", "reference-year-missing"),
      (flows("reference,2025,,,loss,5,EF,0,,,"), ":5:year", "reference-too-late"),
      (flows("baseline,2025,,,loss,5,EF,0,,,"), "activity.csv", "baseline-unclear"),
      (flows("projekt,2025,,,loss,5,EF,0,,,"), ":5:scenario", "unknown-word"),
    ] {
      let (exit, errors) = try code(tables)
      #expect(exit == 1, "\(finding)")
      #expect(errors.contains(place) && errors.contains(finding), "\(finding): \(errors)")
    }
  }

  @Test("another level is taken where degrees of freedom convert it")
  func converted() throws {
    var tables = Tables()
    tables.flows[3] = "project,2025,,,loss,5,EF,20,0.95,9,"
    #expect(try code(tables).0 == 0)
  }

  @Test("answers: missing, unknown, out of range, twice")
  func answers() throws {
    func answers(_ change: (inout [String]) -> Void) -> Tables {
      var tables = Tables()
      change(&tables.answers)
      return tables
    }
    for (tables, finding) in [
      (answers { $0.removeLast() }, "standard-answer-missing"),
      (answers { $0.append("art-trees,leakage,4,x") }, "standard-question-unknown"),
      (answers { $0.append("art,law_in_place,yes,x") }, "unknown-word"),
      (answers { $0[4] = "art-trees,law_in_place,maybe,x" }, "standard-answer-impossible"),
      (
        answers { $0[3] = "art-trees,national_forest_share_percent,120,x" },
        "standard-answer-impossible"
      ),
      (answers { $0.append("art-trees,law_in_place,no,x") }, "standard-answer-twice"),
      (
        answers { $0.append("fcpf-cf,reversal_natural_percent,9,x") },
        "standard-answer-impossible"
      ),
      (answers { $0.append("gs-403,displaced_share_percent,0.35,x") }, "percent-as-fraction"),
    ] {
      let (exit, errors) = try code(tables)
      #expect(exit == 1, "\(finding)")
      #expect(errors.contains("answers.csv") && errors.contains(finding), "\(errors)")
    }
    // Left open on purpose: the net of that standard stays empty, the others are computed.
    var open = Tables()
    open.answers.removeLast()
    open.options += ["--on-error", "skip"]
    let (run, out) = try run(open)
    #expect(run.exitCode == 0)
    #expect(try csv(out + "/standards.csv").allSatisfy { $0["net_t"] == "" })
  }

  @Test("shares of products that do not make 100 % are refused")
  func shares() throws {
    var tables = Tables()
    tables.wood = ["project,2025,500,0.5,50,20,0,20,20,0.9"]
    let (exit, errors) = try code(tables)
    #expect(exit == 1 && errors.contains("shares-not-whole") && errors.contains("wood.csv:2"))
  }

  @Test("soil carbon in another unit is refused")
  func soil() throws {
    var tables = Tables()
    tables.gainHeader = "scenario,year,item,area_ha,carbon_t_ha_yr,half_width_percent,confidence"
    tables.gains = ["project,2025,soil,100,85.5,30,0.9"]
    let (exit, errors) = try code(tables)
    #expect(exit == 1 && errors.contains("gains.csv:2:carbon_t_ha_yr: "))
    #expect(errors.contains("soil-change-unit"))
  }

  @Test("command lines that say too little are usage errors")
  func usage() throws {
    for (options, word) in [
      (["--adjustment", "5"], "--adjustment-reason"), (["--draws", "100"], "--draws"),
      (["--standard", "vcs"], "vcs"), (["--gwp", "ar3"], "--gwp"),
      (["--reference-level", "median"], "--reference-level"),
    ] {
      var tables = Tables()
      tables.options += options
      let (exit, errors) = try code(tables)
      #expect(exit == 2 && errors.contains(word), "\(options): \(errors)")
    }
  }

  @Test("the form holds every question once and is never written over")
  func form() throws {
    let path = Place.scratch() + "/answers.csv"
    #expect(try ToolRun(["account", "--form", path]).exitCode == 0)
    let rows = try csv(path)
    #expect(Set(rows.map { "\($0["standard"] ?? "") \($0["question"] ?? "")" }).count == rows.count)
    #expect(rows.allSatisfy { $0["answer"] == "" && $0["question_vi"] != "" })
    #expect(try ToolRun(["account", "--form", path]).exitCode == 2)
  }

  @Test("areas of change enter with their error, shared by the rows of a class")
  func areasOfChange() throws {
    let folder = Place.scratch()
    try write(
      ["class,estimated_ha,se_ha", "loss,90,9", "gain,10,2"], folder + "/areas.csv")
    var tables = Tables()
    tables.flowHeader =
      "scenario,year,start,end,flow,area_ha,change_class,share_percent,factor,half_width_percent,confidence"
    tables.flows = [
      "reference,,2015-01-01,2017-12-31,a,,loss,40,EF,,",
      "reference,,2015-01-01,2017-12-31,b,,loss,60,EF,,",
      "project,2025,,,a,0,,,EF,0,", "project,2026,,,a,0,,,EF,0,",
    ]
    tables.factors = ["EF,300,0,,"]
    tables.options += ["--change", folder]
    let (run, out) = try run(tables)
    #expect(run.exitCode == 0, "\(run.errors)")
    let rows = try csv(out + "/years.csv")
    #expect(rows.allSatisfy { relative($0.number("baseline_t"), 30 * 300) < 1e-12 })
    // 10 % of the whole class, not the root of two squares.
    let half = 1.6448536269514722 * 0.1 * 9000
    #expect(relative(rows[0].number("gross_high_t") - 9000, half) < 1e-9)
    for (row, finding) in [
      ("reference,,2015-01-01,2017-12-31,a,,lost,40,EF,,", "change-class-unknown"),
      ("reference,,2015-01-01,2017-12-31,a,5,loss,40,EF,,", "stated-twice"),
      ("reference,,2015-01-01,2017-12-31,a,,loss,0.4,EF,,", "percent-as-fraction"),
    ] {
      var wrong = tables
      wrong.flows[0] = row
      let (exit, errors) = try code(wrong)
      #expect(exit == 1 && errors.contains("activity.csv:2:") && errors.contains(finding))
    }
    tables.options = ["--reference-level", "mean", "--standard", "art-trees"]
    #expect(try code(tables).1.contains("change-areas-missing"))
  }

  @Test("results of stock-change enter as a flow: a stock that grows is a removal")
  func stockChange() throws {
    func run(_ summary: String) throws -> (ToolRun, String) {
      let folder = Place.scratch("stock")
      try FileManager.default.createDirectory(
        atPath: folder + "/sc", withIntermediateDirectories: true)
      try write([summary], folder + "/sc/summary.json")
      try write(
        [
          "scenario,start,end,flow,item,results,co2e_t,half_width_percent",
          "project,2025-01-01,2026-12-31,stock,stock-change,sc,,",
          "baseline,2025-01-01,2026-12-31,none,stated,,0,0",
        ], folder + "/gains.csv")
      let run = try ToolRun([
        "account", "--from", "2025-01-01", "--to", "2026-12-31", "--activity", "A/R1",
        "--gain-loss", folder + "/gains.csv", "--standard", "cdm-ar-tool14", "--on-error", "skip",
        "--out", folder + "/out",
      ])
      return (run, folder + "/out")
    }
    // The independent surveys of accounting.md section 8: 42000 +/- 68.0883 %.
    let (first, out) = try run(
      #"{"confidence":0.9,"total":{"co2e_change_t":42000,"half_width_t":28597.1,"df":null}}"#)
    #expect(first.exitCode == 0, "\(first.errors)")
    let rows = try csv(out + "/standards.csv")
    #expect(rows.map { $0.number("gross_t") } == [21000, 21000])
    #expect(rows.allSatisfy { $0["applicability"] == "applicable" })
    #expect(abs(rows[0].number("uncertainty_percent") - 68.0883) < 1e-3)
    // Another level without degrees of freedom, and results that are none.
    for (summary, finding) in [
      (
        #"{"confidence":0.95,"total":{"co2e_change_t":42000,"half_width_t":28597,"df":null}}"#,
        "half-width-level"
      ),
      (#"{"confidence":0.9,"total":{"co2e_change_t":null}}"#, "stock-change-unreadable"),
      ("no json", "stock-change-unreadable"),
    ] {
      let (run, out) = try run(summary)
      #expect(run.exitCode == 1 && run.errors.contains("gains.csv:2:results: "))
      #expect(run.errors.contains(finding))
      #expect(!FileManager.default.fileExists(atPath: out))
    }
  }

  @Test("a day of the project without a row is no day without emissions")
  func gaps() throws {
    var tables = Tables()
    tables.flows.removeLast()
    let (exit, errors) = try code(tables)
    #expect(exit == 1 && errors.contains("scenario-gap"))
    #expect(errors.contains("no row for 365 days") && errors.contains("2026-01-01 first"))
  }

  @Test("what is stated per year follows the days of its row")
  func yearlyRates() throws {
    var tables = Tables()
    tables.gainHeader =
      "scenario,start,end,flow,item,area_ha,growth_mg_ha_yr,root_shoot,half_width_percent,confidence"
    func growth(_ rows: [String]) throws -> Double {
      tables.gains = rows
      let (run, out) = try run(tables)
      #expect(run.exitCode == 0, "\(run.errors)")
      return try csv(out + "/flows.csv").filter {
        $0["category"] == "biomass" && $0["area_ha"] == ""
      }
      .map { $0.number("co2e_t") }.reduce(0, +)
    }
    let year = -100 * 3 * 1.25 * 0.47 * 44 / 12
    let rest = "growth,100,3,0.25,20,0.9"
    #expect(
      relative(try growth(["project,2025-01-01,2026-12-31,a,\(rest)"]), 2 * year) < 1e-12)
    #expect(
      relative(
        try growth([
          "project,2025-01-01,2025-12-31,a,\(rest)", "project,2026-01-01,2026-12-31,a,\(rest)",
        ]), 2 * year) < 1e-12)
    #expect(
      relative(try growth(["project,2025-03-01,2025-03-01,a,\(rest)"]), year / 365) < 1e-12)
  }

  @Test("figures that no forest has are refused")
  func impossible() throws {
    for (row, place) in [
      ("project,2025,growth,100,500,0.25,,20,0.9", ":2:growth_mg_ha_yr: "),
      ("project,2025,growth,100,3,32,,20,0.9", ":2:root_shoot: "),
      ("project,2025,stated,,,,1e308,20,0.9", ":2: "),
      ("project,2025,stated,,,,inf,20,0.9", ":2:co2e_t: "),
    ] {
      var tables = Tables()
      tables.gainHeader =
        "scenario,year,item,area_ha,growth_mg_ha_yr,root_shoot,co2e_t,half_width_percent,confidence"
      tables.gains = [row]
      let (exit, errors) = try code(tables)
      #expect(exit == 1 && errors.contains("gains.csv" + place), "\(row): \(errors)")
    }
  }

  @Test("a risk analysis that fails takes the standard out, with its reason")
  func failedRisk() throws {
    let folder = Place.scratch()
    let sample = try String(
      contentsOfFile: Place.package + "/SampleData/sonla/inputs/risk.csv", encoding: .utf8)
    #expect(sample.contains("PM-Q1,yes,"))
    let lines = [sample.replacingOccurrences(of: "PM-Q1,yes,", with: "PM-Q1,no,")]
    try write(lines, folder + "/risk.csv")
    var tables = Tables()
    tables.options = [
      "--reference-level", "mean", "--standard", "vcs-vm0007", "--risk", folder + "/risk.csv",
    ]
    let (run, out) = try run(tables)
    #expect(run.exitCode == 0, "\(run.errors)")
    let rows = try csv(out + "/standards.csv")
    #expect(rows.allSatisfy { $0["applicability"] == "not applicable" && $0["net_t"] == "" })
    #expect(rows.allSatisfy { $0["reason"]?.contains("non-permanence") == true })
    #expect(run.errors.contains("risk-failed"))
  }
}
