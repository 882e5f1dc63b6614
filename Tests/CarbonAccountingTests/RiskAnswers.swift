import CarbonAccounting

/// A project without any risk, and what is changed of it.
func answers(_ changes: [String: RiskAnswer] = [:]) -> [String: RiskAnswer] {
  var list: [String: RiskAnswer] = [:]
  for id in [
    "PM-Q1", "PL-Q1", "PL-Q2", "LT-Q1", "LT-Q2",
  ] { list[id] = .yesNo(true) }
  for id in [
    "PRJ-alm", "PRJ-wetland", "PM-a", "PM-b", "PM-c", "PM-d", "PM-e", "PM-h", "FV-j", "OC-Q1",
    "OC-i",
    "OC-j", "OC-k", "LT-n", "SE-Q1", "PC-f", "NAT-coastal",
  ] { list[id] = .yesNo(false) }
  for (id, number) in [
    "FV-Q1": 4, "FV-Q2": 80, "OC-Q2": 0, "LT-Q5": 0, "LT-Q6": 0, "PC-Q1": 0.82, "NAT-factor": 1,
    "NAT-others": 0,
  ] { list[id] = .number(number) }
  list["LT-Q3"] = .option("same")
  list["LT-Q4"] = .option("none")
  for hazard in ["fire", "pest", "weather", "geo"] {
    list["NAT-\(hazard)-significance"] = .option("none")
  }
  return list.merging(changes) { $1 }
}

/// The answers to one natural hazard.
func hazard(
  _ name: String, _ significance: String, _ likelihood: String, _ mitigation: String = "none",
  climate: Bool? = nil
) -> [String: RiskAnswer] {
  var list: [String: RiskAnswer] = [
    "NAT-\(name)-significance": .option(significance),
    "NAT-\(name)-likelihood": .option(likelihood),
    "NAT-\(name)-mitigation": .option(mitigation),
  ]
  if let climate { list["NAT-\(name)-climate"] = .yesNo(climate) }
  return list
}

/// Longevity without the agreement of 100 years.
func longevity(
  _ years: Double, agreement: Bool, from2024: Bool = true, grouped: Bool = false
) -> [String: RiskAnswer] {
  [
    "PL-Q1": .yesNo(from2024), "PL-Q2": .yesNo(false), "PL-Q3": .number(years),
    "PL-Q4": .yesNo(true), "PL-Q5": .yesNo(false), "PL-Q7": .yesNo(agreement),
    "PL-Q8": .yesNo(grouped),
  ]
}

/// The seven criteria of adaptive capacity, the first `met` of them met.
func adaptation(_ met: Int) -> [String: RiskAnswer] {
  Dictionary(uniqueKeysWithValues: (1...7).map { ("NAT-adapt\($0)", .yesNo($0 <= met)) })
}

/// Several groups of answers as one.
func together(_ groups: [String: RiskAnswer]...) -> [String: RiskAnswer] {
  groups.reduce(into: [:]) { all, group in all.merge(group) { $1 } }
}

extension NonPermanenceRating {
  /// Points of a sub-category.
  subscript(_ code: String) -> Double? { subtotals.first { $0.code == code }?.value }

  /// What an answer leads to.
  func outcome(_ id: String) -> RiskOutcome? { items.first { $0.question.id == id }?.outcome }
}
