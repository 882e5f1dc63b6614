public import ForestModel

/// The AFOLU Non-Permanence Risk Tool of the Verified Carbon Standard, version 4.2, as data.
///
/// Questions are in our own words; codes, scores, limits and fail rules are those of the tool. Source:
/// Verra, AFOLU Non-Permanence Risk Tool v4.2, 3 May 2024; the clause of each question names section and
/// table. Natural risk: the amplifying factor and the impact level of sea-level rise come from Verra's
/// calculator and are inputs here.
public enum NonPermanenceRisk {
  /// Name and date of the tool.
  public static let source = Phrase(same: "Verra, AFOLU Non-Permanence Risk Tool v4.2, 3 May 2024")
  /// Version of the tool.
  public static let version = "4.2"
  /// Whether scores and limits were seen in the source.
  public static let confirmed = true

  /// Least rating, percent (2.5.2).
  public static let minimumRating = 12
  /// Largest total, percent (2.5.3).
  public static let totalLimit = 60.0
  /// Largest total of a category, percent (2.5.3).
  public static func limit(of category: RiskCategory) -> Double? {
    switch category {
    case .internal, .natural: 35
    case .external: 20
    case .project, .scheme: nil
    }
  }

  /// Least longevity, years: of projects that request registration from 1 January 2024, and before
  /// (Table 4, Q3).
  public static let leastLongevityYears = (from2024: 40.0, before: 30.0)
  /// Adaptive-capacity criteria that lower the amplifying factor (2.4.4).
  public static let adaptiveCriteriaNeeded = 5
  /// What they leave of the amplifying part of the factor: 40 % is taken off (2.4.4).
  public static let adaptiveShareLeft = 0.6

  /// All questions, gates before what they open.
  public static let questions =
    projectQuestions + internalQuestions + externalQuestions + naturalQuestions

  private static let projectQuestions: [RiskQuestion] = [
    RiskQuestion(
      "PRJ-alm", .project, .yesNo, at: "2.2.1, Table 1",
      "Does the project change how farmland is managed (ALM)?",
      vi: "Dự án có thay đổi cách canh tác trên đất nông nghiệp (ALM) không?"),
    RiskQuestion(
      "PRJ-wetland", .project, .yesNo, at: "2.3.1, Table 6; 2.4.3",
      "Does the project conserve or restore wetlands (WRC)?",
      vi: "Dự án có bảo tồn hoặc phục hồi đất ngập nước (WRC) không?"),
  ]

  /// The constants of the tool that enter every rating, for the parameters report.
  public static let parameters: [Parameter] = [
    parameter("least non-permanence rating", vi: "điểm rủi ro tối thiểu", "12", "%", "2.5.2"),
    parameter("largest internal risk", vi: "giới hạn rủi ro nội bộ", "35", "%", "2.5.3"),
    parameter("largest external risk", vi: "giới hạn rủi ro bên ngoài", "20", "%", "2.5.3"),
    parameter("largest natural risk", vi: "giới hạn rủi ro tự nhiên", "35", "%", "2.5.3"),
    parameter("largest total risk", vi: "giới hạn tổng rủi ro", "60", "%", "2.5.3"),
    parameter(
      "least project longevity, registration requested from 1 January 2024",
      vi: "thời gian duy trì tối thiểu, đề nghị đăng ký từ ngày 01/01/2024", "40", "years",
      "Table 4"),
    parameter(
      "least project longevity, registration requested before 2024",
      vi: "thời gian duy trì tối thiểu, đề nghị đăng ký trước năm 2024", "30", "years", "Table 4"),
  ]

  private static func parameter(
    _ english: String, vi vietnamese: String, _ value: String, _ unit: String, _ clause: String
  ) -> Parameter {
    Parameter(
      name: Phrase(english, vi: vietnamese), value: value, unit: unit,
      source: Phrase(same: source.english + ", " + clause), confirmed: confirmed)
  }
}
