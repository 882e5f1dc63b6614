// External risk: Tables 6 to 9 of the tool.
extension NonPermanenceRisk {
  static let externalQuestions = tenure + stakeholders + political

  private static let disputes: RiskQuestion.Rule = .steps(
    [.above(5, .points(10)), .above(0, .points(5))], otherwise: .points(0))

  private static let tenure: [RiskQuestion] = [
    RiskQuestion(
      "LT-Q1", .tenure, .yesNo, .no(.fail), at: "2.3.1, Table 6 Q1",
      "Was due process followed to find disputes over ownership, land, access or use?",
      vi:
        "Đã thực hiện đúng quy trình để phát hiện tranh chấp về quyền sở hữu, đất đai, tiếp cận và sử dụng chưa?"
    ),
    RiskQuestion(
      "LT-Q2", .tenure, .yesNo, .no(.fail), at: "2.3.1, Table 6 Q2",
      "Do binding agreements with all who hold rights secure the whole project area?",
      vi:
        "Đã có thỏa thuận ràng buộc với mọi chủ thể có quyền, bao trùm toàn bộ diện tích dự án chưa?"
    ),
    RiskQuestion(
      "LT-Q3", .tenure,
      .oneOf([
        RiskOption("same", "the same entities", vi: "cùng chủ thể"),
        RiskOption("different", "different entities", vi: "khác chủ thể", .points(2)),
      ]), .options, at: "2.3.1, Table 6 a-b",
      "Who holds ownership and the rights of access or use?",
      vi: "Quyền sở hữu và quyền tiếp cận, sử dụng do ai nắm giữ?"),
    RiskQuestion(
      "LT-Q4", .tenure,
      .oneOf([
        RiskOption(
          "none", "none, or resolved in court against the government",
          vi: "không có, hoặc tòa án đã xử bất lợi cho chính quyền"),
        RiskOption(
          "changed-rights", "land rights in the jurisdiction were changed",
          vi: "đã thay đổi quyền về đất trong địa bàn", .points(5)),
        RiskOption(
          "expropriated", "10% or more of the project area was expropriated",
          vi: "đã thu hồi từ 10% diện tích dự án trở lên", .points(10)),
      ]), .options, at: "2.3.1, Table 6 c-e",
      "How has government intervened in land or resource rights in the past 20 years?",
      vi: "Trong 20 năm qua chính quyền đã can thiệp thế nào vào quyền về đất và tài nguyên?"),
    RiskQuestion(
      "LT-Q5", .tenure, .number(0...100, unit: "%"), disputes, at: "2.3.1, Table 6 f-h",
      "Share of the project area with disputes over tenure or ownership.",
      vi: "Tỷ lệ diện tích dự án có tranh chấp về quyền sở hữu, quyền sử dụng đất."),
    RiskQuestion(
      "LT-Q6", .tenure, .number(0...100, unit: "%"), disputes, at: "2.3.1, Table 6 i-k",
      "Share of the project area with disputes over access or use, encroachment in the last five years included.",
      vi:
        "Tỷ lệ diện tích dự án có tranh chấp về quyền tiếp cận hoặc sử dụng, kể cả bị xâm lấn trong 5 năm qua."
    ),
    RiskQuestion(
      "LT-Q7", .tenure, .yesNo, .no(.points(5)), if: .yes("PRJ-wetland"), at: "2.3.1, Table 6 l-m",
      "Are impacts from upstream and from the sea shown to be insignificant or mitigated for the next ten years?",
      vi:
        "Có chứng minh được tác động từ thượng nguồn và từ biển là không đáng kể hoặc đã giảm thiểu trong 10 năm tới không?"
    ),
    RiskQuestion(
      "LT-n", .tenure, .yesNo, .yes(.points(-2)), at: "2.3.1, Table 6 n",
      "Mitigation: does a legally binding agreement or a protected area secure the management for the crediting period?",
      vi:
        "Giảm thiểu: có thỏa thuận ràng buộc pháp lý hoặc khu bảo tồn bảo đảm việc quản lý trong suốt giai đoạn tín chỉ không?"
    ),
    RiskQuestion(
      "LT-o", .tenure, .yesNo, .yes(.points(-2)),
      if: .any([.above("LT-Q5", 0), .above("LT-Q6", 0)]), at: "2.3.1, Table 6 o",
      "Mitigation: is it documented that the project acts to resolve the disputes?",
      vi: "Giảm thiểu: có tài liệu cho thấy dự án đang giải quyết các tranh chấp không?"),
  ]

  private static let stakeholders: [RiskQuestion] = [
    RiskQuestion(
      "SE-Q1", .stakeholders, .yesNo, at: "2.3.2, Table 7 Q1",
      "Do people in the project area or within 20 km of it rely on it (food, fuel, fodder, medicine, timber)?",
      vi:
        "Người dân trong khu vực dự án hoặc trong phạm vi 20 km có dựa vào khu vực này (lương thực, củi, thức ăn gia súc, cây thuốc, gỗ) không?"
    ),
    RiskQuestion(
      "SE-Q2", .stakeholders, .number(0...100, unit: "%"),
      .steps([.from(50, .points(0))], otherwise: .points(10)), if: .yes("SE-Q1"),
      at: "2.3.2, Table 7 a-b",
      "Share of those who live inside and rely on it that was consulted; 100 where nobody lives inside.",
      vi:
        "Tỷ lệ người sống bên trong và dựa vào khu vực đã được tham vấn; ghi 100 nếu không có ai sống bên trong."
    ),
    RiskQuestion(
      "SE-Q3", .stakeholders, .number(0...100, unit: "%"),
      .steps([.from(20, .points(0))], otherwise: .points(5)), if: .yes("SE-Q1"),
      at: "2.3.2, Table 7 c-d",
      "Share of those who live within 20 km outside and rely on it that was consulted; 100 where there are none.",
      vi:
        "Tỷ lệ người sống bên ngoài trong phạm vi 20 km và dựa vào khu vực đã được tham vấn; ghi 100 nếu không có."
    ),
  ]

  private static let political: [RiskQuestion] = [
    RiskQuestion(
      "PC-Q1", .political, .number(-2.5...2.5, unit: "-"),
      .steps(
        [
          .from(0.82, .points(0)), .from(0.19, .points(1)), .from(-0.32, .points(2)),
          .from(-0.79, .points(4)),
        ], otherwise: .points(6)), at: "2.3.3, Table 8 a-e",
      "Governance score of the country: mean of the six Worldwide Governance Indicators over the latest five years.",
      vi:
        "Điểm quản trị quốc gia: trung bình sáu chỉ số WGI của Ngân hàng Thế giới trong 5 năm gần nhất."
    ),
    RiskQuestion(
      "PC-f", .political, .yesNo, .yes(.points(-2)), at: "2.3.3, Table 8 f",
      "Mitigation: Party to the Paris Agreement with an NDC of the last five years that covers land use, and an active climate plan that includes the activity?",
      vi:
        "Giảm thiểu: là Bên tham gia Thỏa thuận Paris, có NDC nộp trong 5 năm qua bao gồm sử dụng đất, và có kế hoạch khí hậu đang thực hiện bao gồm hoạt động này?"
    ),
  ]
}
