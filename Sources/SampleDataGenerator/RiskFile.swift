import CarbonAccounting
import ForestModel
import SyntheticForest

/// Writes the filled-in risk questionnaire of the sample project: an invented community project that
/// protects natural forest. All answers and all evidence are invented.
enum RiskFile {
  static func write(to path: String) throws {
    var questions = NonPermanenceRisk.questions
    for id in Standard.builtInIDs {
      if let standard = try Standard.builtIn(id) { questions += standard.bufferQuestions }
    }
    try CSVFile.write(
      TableSchema.risk.names,
      questions.map { question in
        let given = answers[question.id]
        return [
          .text(question.id), .text(given?.answer ?? ""),
          .text(given.map { "SYNTHETIC: " + $0.evidence } ?? ""), .text(""),
          .text(question.text.english), .text(question.text.vietnamese),
          .text(question.allowed(.english)), .text(question.allowed(.vietnamese)),
          .text(question.applies.text),
        ]
      }, to: path)
  }

  private static let answers: [String: (answer: String, evidence: String)] = [
    "PRJ-alm": ("no", "project document, section 2"),
    "PRJ-wetland": ("no", "class map of 2024"),
    "PM-Q1": ("yes", "adaptive management plan, June 2025"),
    "PM-a": ("no", "nothing is planted for credits"),
    "PM-b": ("yes", "patrol plan of four village forest teams"),
    "PM-c": ("no", "curricula vitae of the team"),
    "PM-d": ("no", "office in the province, two hours to the farthest commune"),
    "PM-e": ("no", "no loss event so far"),
    "PM-h": ("yes", "reference letter of an earlier project"),
    "FV-Q1": ("9", "cash flow table, row 31"),
    "FV-Q2": ("45", "grant agreement and provincial budget letter"),
    "FV-j": ("no", "no credit line"),
    "OC-Q1": ("yes", "household survey of 2024: upland rice, maize, fuelwood"),
    "OC-Q3": ("yes", "participatory rural appraisal in 22 villages, 2025"),
    "OC-j": ("no", "no such agreement"),
    "OC-i": ("no", "protection contracts run for five years only"),
    "OC-k": ("no", "not claimed"),
    "PL-Q1": ("yes", "registration planned for 2027"),
    "PL-Q2": ("no", "no such agreement"),
    "PL-Q3": ("60", "commitment of the communities, 2025 to 2084"),
    "PL-Q4": ("yes", "management, finance and monitoring plan to 2084"),
    "PL-Q5": ("no", "natural forest without harvesting"),
    "PL-Q7": ("yes", "natural forest may not be converted under the Forestry Law"),
    "PL-Q8": ("no", "one project, one agreement per village"),
    "LT-Q1": ("yes", "notice in four communes and minutes of 22 meetings"),
    "LT-Q2": ("yes", "agreements with all forest owners, list of 2025"),
    "LT-Q3": ("different", "land of the State, use rights of communities and households"),
    "LT-Q4": ("none", "statement of the land office"),
    "LT-Q5": ("0", "parcel layer, no parcel under dispute"),
    "LT-Q6": ("1.5%", "encroachment recorded on 140 ha since 2021"),
    "LT-n": ("yes", "protection forest plan and contracts"),
    "LT-o": ("yes", "mediation minutes of two communes"),
    "SE-Q1": ("yes", "household survey of 2024"),
    "SE-Q2": ("85", "attendance lists of 22 villages"),
    "SE-Q3": ("35", "attendance lists of neighbouring communes"),
    "PC-Q1": ("-0.35", "placeholder; take the mean of the published indicators"),
    "PC-f": ("yes", "placeholder; name the NDC and the provincial climate plan"),
    "NAT-fire-significance": ("minor", "fire records of 2005 to 2024"),
    "NAT-fire-likelihood": ("25-to-50-years", "fire records of 2005 to 2024"),
    "NAT-fire-mitigation": ("prevention", "38 km of fire breaks, equipment in each commune"),
    "NAT-pest-significance": ("insignificant", "reports of the forest protection station"),
    "NAT-pest-likelihood": ("25-to-50-years", "reports of the forest protection station"),
    "NAT-pest-mitigation": ("none", "not claimed"),
    "NAT-weather-significance": ("insignificant", "frost and storm records of the province"),
    "NAT-weather-likelihood": ("10-to-25-years", "frost and storm records of the province"),
    "NAT-weather-mitigation": ("none", "not claimed"),
    "NAT-geo-significance": ("insignificant", "landslide inventory of 2023"),
    "NAT-geo-likelihood": ("under-10-years", "landslide inventory of 2023"),
    "NAT-geo-mitigation": ("prevention", "steep slopes are kept under natural forest"),
    "NAT-geo-climate": ("yes", "landslides follow extreme rain"),
    "NAT-others": ("0", "none found"),
    "NAT-factor": ("1.2", "placeholder; run the calculator of the standard"),
    "NAT-adapt1": ("yes", "role matrix in the management plan"),
    "NAT-adapt2": ("yes", "yearly review of frost and storm damage"),
    "NAT-adapt3": ("yes", "provincial climate projections used in the plan"),
    "NAT-adapt4": ("yes", "statement of the project owner"),
    "NAT-adapt5": ("no", "no financial report yet"),
    "NAT-adapt6": ("yes", "indicators in the yearly report"),
    "NAT-adapt7": ("no", "not claimed"),
    "NAT-coastal": ("no", "the province has no coast"),
    "art-trees.law_in_place": (
      "yes", "Forestry Law, for illustration: a project is no jurisdiction"
    ),
    "art-trees.variability_below_15_percent": ("no", "no series of the jurisdiction"),
    "art-trees.national_reversal_plan": ("no", "not claimed"),
    "fcpf-cf.reversal_stakeholders_percent": ("5", "for illustration only"),
    "fcpf-cf.reversal_institutions_percent": ("3", "for illustration only"),
    "fcpf-cf.reversal_drivers_percent": ("2", "for illustration only"),
    "fcpf-cf.reversal_natural_percent": ("1%", "for illustration only"),
  ]
}
