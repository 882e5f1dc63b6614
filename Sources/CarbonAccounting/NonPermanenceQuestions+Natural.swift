public import ForestModel

// Natural risk: Tables 10 to 14 of the tool.
extension NonPermanenceRisk {
  /// A natural hazard that is asked for by significance, likelihood and mitigation.
  public struct Hazard: Sendable {
    /// How climate change bears on it.
    enum Climate: Sendable {
      case always
      case asked(RiskQuestion)
    }
    /// Prefix of its questions, e.g. `NAT-fire`.
    public let prefix: String
    /// Name for people.
    public let name: Phrase
    let climate: Climate
    let applies: RiskQuestion.Condition
  }

  /// The hazards of Table 11, in its order.
  public static let hazards: [Hazard] =
    [
      hazard("fire", "fire", vi: "cháy rừng"),
      hazard("pest", "pests and diseases", vi: "sâu bệnh"),
      hazard(
        "weather", "extreme weather (drought, storm, flood, frost)",
        vi: "thời tiết cực đoan (hạn hán, bão, lũ, sương giá)"),
      hazard(
        "geo", "geological risk (earthquake, volcano, landslide)",
        vi: "rủi ro địa chất (động đất, núi lửa, sạt lở đất)",
        asking: "Is the geological risk landslide, which climate change affects?",
        vi: "Rủi ro địa chất có phải là sạt lở đất (chịu ảnh hưởng của biến đổi khí hậu) không?"),
      hazard(
        "water", "changes of the water table", vi: "thay đổi mực nước ngầm",
        if: .yes("PRJ-wetland")),
    ]
    + (1...3).map { place in
      hazard(
        "other\(place)", "other natural risk \(place)", vi: "rủi ro tự nhiên khác \(place)",
        if: .above("NAT-others", Double(place - 1)))
    }

  private static func hazard(
    _ name: String, _ english: String, vi vietnamese: String,
    if applies: RiskQuestion.Condition = .always, asking: String? = nil,
    vi askingVietnamese: String? = nil
  ) -> Hazard {
    let prefix = "NAT-" + name
    let isAlways = ["fire", "pest", "weather"].contains(name)
    return Hazard(
      prefix: prefix, name: Phrase(english, vi: vietnamese),
      climate: isAlways
        ? .always
        : .asked(
          RiskQuestion(
            prefix + "-climate", .natural, .yesNo,
            if: .all([applies, .other(prefix + "-significance", than: "none")]),
            at: "2.4.4, Table 11", asking ?? "Is it affected by climate change: \(english)?",
            vi: askingVietnamese
              ?? "Rủi ro này có chịu ảnh hưởng của biến đổi khí hậu không: \(vietnamese)?")),
      applies: applies)
  }

  static let naturalQuestions: [RiskQuestion] =
    hazards.prefix(5).flatMap(questions)
    + [
      RiskQuestion(
        "NAT-others", .natural, .number(0...3, unit: "count"), at: "2.4.3, Table 11",
        "How many other natural risks are there, such as salinity or, in tidal wetlands, wrack?",
        vi:
          "Có bao nhiêu rủi ro tự nhiên khác, ví dụ xâm nhập mặn hoặc rác triều ở đất ngập triều?")
    ] + hazards.dropFirst(5).flatMap(questions) + climateQuestions + seaLevelQuestions

  private static func questions(of hazard: Hazard) -> [RiskQuestion] {
    let present = RiskQuestion.Condition.all([
      hazard.applies, .other(hazard.prefix + "-significance", than: "none"),
    ])
    let (english, vietnamese) = (hazard.name.english, hazard.name.vietnamese)
    var list = [
      RiskQuestion(
        hazard.prefix + "-significance", .natural, .oneOf(significances), .hazard(hazard.prefix),
        if: hazard.applies, at: "2.4.2, Table 10",
        "Stock that one event takes, on average over the project area: \(english).",
        vi: "Tỷ lệ trữ lượng mất trong một lần xảy ra, tính cho khu vực dự án: \(vietnamese)."),
      RiskQuestion(
        hazard.prefix + "-likelihood", .natural, .oneOf(likelihoods), if: present,
        at: "2.4.2, Table 10", "How often, over the last 100 years: \(english)?",
        vi: "Bao lâu xảy ra một lần, xét trong 100 năm qua: \(vietnamese)?"),
      RiskQuestion(
        hazard.prefix + "-mitigation", .natural, .oneOf(mitigations), if: present,
        at: "2.4.2 (3), Table 10", "Mitigation that is shown by evidence: \(english).",
        vi: "Biện pháp giảm thiểu có bằng chứng: \(vietnamese)."),
    ]
    if case .asked(let question) = hazard.climate { list.append(question) }
    return list
  }

  /// Rows of Tables 10 and 13, from the greatest loss.
  static let significances = [
    RiskOption("catastrophic", "70% of the stock or more", vi: "từ 70% trữ lượng trở lên"),
    RiskOption("devastating", "50 to below 70%", vi: "từ 50 đến dưới 70%"),
    RiskOption("major", "25 to below 50%", vi: "từ 25 đến dưới 50%"),
    RiskOption("minor", "5 to below 25%", vi: "từ 5 đến dưới 25%"),
    RiskOption("insignificant", "below 5%", vi: "dưới 5%"),
    RiskOption(
      "transient", "recovers fully within 10 years", vi: "phục hồi hoàn toàn trong 10 năm"),
    RiskOption("none", "cannot happen in the project area", vi: "không thể xảy ra ở khu vực dự án"),
  ]

  /// Columns of Table 10, from the most frequent.
  static let likelihoods = [
    RiskOption(
      "under-10-years", "more than once in 10 years", vi: "hơn một lần trong 10 năm"),
    RiskOption("10-to-25-years", "once in 10 to below 25 years", vi: "10 đến dưới 25 năm một lần"),
    RiskOption("25-to-50-years", "once in 25 to below 50 years", vi: "25 đến dưới 50 năm một lần"),
    RiskOption(
      "50-to-100-years", "once in 50 to below 100 years", vi: "50 đến dưới 100 năm một lần"),
    RiskOption(
      "100-years-or-more", "once in 100 years or less often",
      vi: "từ 100 năm trở lên mới có một lần"),
  ]

  /// Scores of Tables 10 and 13 by significance and likelihood (or impact level); `nil` fails.
  static let scores: [[Double?]] = [
    [nil, 30, 20, 5, 4],
    [30, 20, 5, 4, 3],
    [20, 5, 4, 3, 2],
    [5, 4, 3, 2, 1],
    [4, 3, 2, 1, 1],
    [4, 3, 2, 1, 1],
    [0, 0, 0, 0, 0],
  ]

  private static let mitigations = [
    RiskOption("none", "none", vi: "không có", .points(1)),
    RiskOption("prevention", "prevention measures", vi: "biện pháp phòng ngừa", .points(0.5)),
    RiskOption(
      "containment", "history of containing it", vi: "đã từng khống chế hiệu quả", .points(0.5)),
    RiskOption("both", "both of them", vi: "cả hai", .points(0.25)),
  ]

  private static let climateQuestions: [RiskQuestion] =
    [
      RiskQuestion(
        "NAT-factor", .natural, .number(1...1.4, unit: "-"), at: "2.4.4, Table 11",
        "Amplifying factor of climate change from Verra's calculator, before it is lowered for adaptive capacity.",
        vi:
          "Hệ số khuếch đại do biến đổi khí hậu lấy từ công cụ tính của Verra, trước khi giảm theo năng lực thích ứng."
      )
    ]
    + [
      (
        "Variety: are climate policies taken into account and those responsible named?",
        "Đa dạng: đã xét đến các chính sách khí hậu và nêu rõ người chịu trách nhiệm chưa?"
      ),
      (
        "Learning: do past climate events and model results enter decisions?",
        "Học hỏi: các hiện tượng khí hậu đã qua và kết quả mô hình có được dùng khi ra quyết định không?"
      ),
      (
        "Room for change: does climate information of several scales enter decisions?",
        "Khả năng thay đổi: thông tin khí hậu ở nhiều quy mô có được dùng khi ra quyết định không?"
      ),
      (
        "Leadership: are there own or shared actions, or a stated vision, on climate change?",
        "Dẫn dắt: có hành động riêng, hành động chung hoặc tầm nhìn công bố về biến đổi khí hậu không?"
      ),
      (
        "Resources: do financial reports show staff and money for climate measures?",
        "Nguồn lực: báo cáo tài chính có nêu nhân lực và kinh phí cho biện pháp khí hậu không?"
      ),
      (
        "Fair governance: are indicators of climate action set and reported?",
        "Quản trị công bằng: có đặt và báo cáo các chỉ số về hành động khí hậu không?"
      ),
      (
        "Innovation: are new or traditional solutions used against the threat?",
        "Đổi mới: có áp dụng giải pháp mới hoặc tri thức truyền thống để giảm nguy cơ không?"
      ),
    ].enumerated().map { place, text in
      RiskQuestion(
        "NAT-adapt\(place + 1)", .natural, .yesNo, if: .above("NAT-factor", 1),
        at: "2.4.4 (2), Table 12 (\(place + 1))", text.0, vi: text.1)
    }

  private static let seaLevelQuestions: [RiskQuestion] = [
    RiskQuestion(
      "NAT-coastal", .natural, .yesNo, at: "2.4.5", "Is the project in a coastal zone?",
      vi: "Dự án có nằm ở vùng ven biển không?"),
    RiskQuestion(
      "NAT-sea-significance", .natural, .oneOf(significances), .seaLevel, if: .yes("NAT-coastal"),
      at: "2.4.5, Table 13", "Stock that sea-level rise would take.",
      vi: "Tỷ lệ trữ lượng mất do nước biển dâng."),
    RiskQuestion(
      "NAT-sea-level", .natural,
      .oneOf([
        RiskOption("high", "high (5)", vi: "cao (5)"),
        RiskOption("major", "major (4)", vi: "lớn (4)"),
        RiskOption("minor", "minor (3)", vi: "nhỏ (3)"),
        RiskOption("low", "low (2)", vi: "thấp (2)"),
        RiskOption("insignificant", "insignificant (1)", vi: "không đáng kể (1)"),
      ]), if: .all([.yes("NAT-coastal"), .other("NAT-sea-significance", than: "none")]),
      at: "2.4.5, Table 13", "Impact level of sea-level rise from Verra's calculator.",
      vi: "Mức tác động của nước biển dâng lấy từ công cụ tính của Verra."),
    RiskQuestion(
      "NAT-sea-adaptation", .natural,
      .oneOf([
        RiskOption("none", "none", vi: "không có", .points(1)),
        RiskOption("ecosystem", "ecosystem-based", vi: "dựa vào hệ sinh thái", .points(0.5)),
        RiskOption(
          "planning", "land-use planning and participation",
          vi: "quy hoạch sử dụng đất và sự tham gia", .points(0.5)),
        RiskOption("barriers", "protection barriers", vi: "công trình bảo vệ", .points(0.6)),
        RiskOption(
          "several", "two or more of these", vi: "từ hai biện pháp trở lên", .points(0.25)),
      ]), if: .all([.yes("NAT-coastal"), .other("NAT-sea-significance", than: "none")]),
      at: "2.4.5 (2), Table 14", "Adaptation to sea-level rise that is shown by evidence.",
      vi: "Biện pháp thích ứng với nước biển dâng có bằng chứng."),
  ]
}
