// Internal risk: Tables 1 to 5 of the tool.
extension NonPermanenceRisk {
  static let internalQuestions = management + viability + opportunity + longevity

  private static func yes(
    _ id: String, _ part: RiskPart, _ points: Double, at clause: String,
    if applies: RiskQuestion.Condition = .always, _ english: String, vi vietnamese: String
  ) -> RiskQuestion {
    RiskQuestion(
      id, part, .yesNo, .yes(.points(points)), if: applies, at: clause, english, vi: vietnamese)
  }

  private static let management: [RiskQuestion] = [
    RiskQuestion(
      "PM-Q1", .management, .yesNo, .no(.fail), at: "2.2.1, Table 1 Q1",
      "Is there an adaptive management plan that includes a monitoring plan?",
      vi: "Có kế hoạch quản lý thích ứng, trong đó có kế hoạch giám sát không?"),
    yes(
      "PM-a", .management, 2, at: "2.2.1, Table 1 a",
      "Are planted species that hold more than 25% of the credited stock neither native nor proven to be adapted to such land?",
      vi:
        "Các loài cây trồng chiếm hơn 25% trữ lượng đã được cấp tín chỉ có phải là loài không bản địa và chưa được chứng minh thích nghi không?"
    ),
    yes(
      "PM-b", .management, 2, at: "2.2.1, Table 1 b",
      "Does more than 50% of the credited stock need ongoing enforcement against encroachment by outsiders?",
      vi:
        "Có hơn 50% trữ lượng đã được cấp tín chỉ phải thường xuyên tuần tra, ngăn chặn người ngoài xâm lấn không?"
    ),
    yes(
      "PM-c", .management, 2, at: "2.2.1, Table 1 c",
      "Does the management team lack a needed skill, with at least five years of experience in it?",
      vi: "Nhóm quản lý có thiếu kỹ năng cần thiết nào (với ít nhất 5 năm kinh nghiệm) không?"),
    yes(
      "PM-d", .management, 2, at: "2.2.1, Table 1 d",
      "Is the management team without a presence in the country, or more than one day of travel away from any part of the land?",
      vi:
        "Nhóm quản lý có ở ngoài nước, hoặc cách khu vực dự án hơn một ngày đường không?"),
    yes(
      "PM-e", .management, 2, at: "2.2.1, Table 1 e",
      "Has the management team ever failed to report a loss within two years of detecting it?",
      vi: "Nhóm quản lý đã từng không báo cáo một đợt mất trữ lượng trong vòng 2 năm chưa?"),
    yes(
      "PM-f", .management, 2, at: "2.2.1, Table 1 f", if: .yes("PRJ-alm"),
      "Have some of the farmers had no training in the practices, or in monitoring and reporting?",
      vi: "Có nông dân nào chưa được tập huấn về kỹ thuật, hoặc về giám sát và báo cáo không?"),
    yes(
      "PM-g", .management, 2, at: "2.2.1, Table 1 g", if: .yes("PRJ-alm"),
      "Are some of the farmers unaware that yields may fall for a time?",
      vi: "Có nông dân nào chưa biết năng suất có thể giảm tạm thời không?"),
    yes(
      "PM-h", .management, -2, at: "2.2.1, Table 1 h",
      "Mitigation: does the team have more than five years of experience with land-use carbon projects, from design to issuance?",
      vi:
        "Giảm thiểu: nhóm có hơn 5 năm kinh nghiệm về dự án các-bon từ sử dụng đất, từ thiết kế đến khi được cấp tín chỉ không?"
    ),
    yes(
      "PM-i", .management, -2, at: "2.2.1, Table 1 i", if: .yes("PRJ-alm"),
      "Mitigation: is there a full training plan for all farmers (practices, monitoring, reporting, cost)?",
      vi:
        "Giảm thiểu: có kế hoạch tập huấn đầy đủ cho mọi nông dân (kỹ thuật, giám sát, báo cáo, chi phí) không?"
    ),
  ]

  private static let viability: [RiskQuestion] = [
    RiskQuestion(
      "FV-Q1", .viability, .number(0...1000, unit: "years"),
      .steps(
        [
          .above(20, .fail), .above(10, .points(3)), .above(7, .points(2)), .above(4, .points(1)),
        ], otherwise: .points(0)), at: "2.2.2, Table 2 Q1",
      "Payback period: years from this assessment until income has covered the cost; 1000 where it never does.",
      vi:
        "Thời gian hoàn vốn: số năm từ lần đánh giá này đến khi thu bù đủ chi; ghi 1000 nếu không hoàn vốn."
    ),
    RiskQuestion(
      "FV-Q2", .viability, .number(0...1000, unit: "%"),
      .steps(
        [.from(80, .points(0)), .from(40, .points(1)), .from(15, .points(2))],
        otherwise: .points(3)), at: "2.2.2, Table 2 Q2",
      "Funding secured, in percent of all spending until that year.",
      vi: "Vốn đã bảo đảm, tính theo phần trăm tổng chi đến năm hoàn vốn."),
    yes(
      "FV-j", .viability, -2, at: "2.2.2, Table 2 j",
      "Mitigation: can at least 80% of that spending be called in from secured finance? (lowers FV-Q2 only)",
      vi:
        "Giảm thiểu: có thể huy động ngay ít nhất 80% khoản chi đó từ nguồn tài chính đã bảo đảm không? (chỉ giảm FV-Q2)"
    ),
  ]

  private static let opportunity: [RiskQuestion] = [
    RiskQuestion(
      "OC-Q1", .opportunity, .yesNo, at: "2.2.3, Table 3 Q1",
      "Are the baseline activities mostly subsistence?",
      vi: "Các hoạt động trong kịch bản tham chiếu có chủ yếu là tự cấp tự túc không?"),
    RiskQuestion(
      "OC-Q2", .opportunity, .number(-1000...10_000, unit: "%"),
      .steps(
        [
          .from(100, .points(8)), .above(50, .points(6)), .above(20, .points(4)),
          .from(-20, .points(0)), .from(-50, .points(-2)),
        ], otherwise: .points(-4)), if: .no("OC-Q1"), at: "2.2.3, Table 3 Q2",
      "Net present value of the best alternative land use against the project: +30 where the alternative is 30% above the project, -30 where the project is 30% above the alternative.",
      vi:
        "Giá trị hiện tại ròng (NPV) của phương án sử dụng đất tốt nhất so với dự án: +30 nếu phương án đó cao hơn dự án 30%, -30 nếu dự án cao hơn phương án đó 30%."
    ),
    RiskQuestion(
      "OC-Q3", .opportunity, .yesNo, .no(.points(8)), if: .yes("OC-Q1"), at: "2.2.3, Table 3 Q3",
      "Is it shown that the project's net impact on the communities is positive?",
      vi: "Có chứng minh được tác động ròng của dự án đối với cộng đồng là tích cực không?"),
    yes(
      "OC-j", .opportunity, -4, at: "2.2.3, Table 3 j",
      "Mitigation: does a legally binding agreement protect the credited stock for at least 100 years?",
      vi:
        "Giảm thiểu: có thỏa thuận ràng buộc pháp lý bảo vệ trữ lượng được cấp tín chỉ ít nhất 100 năm không?"
    ),
    yes(
      "OC-i", .opportunity, -2, at: "2.2.3, Table 3 i", if: .no("OC-j"),
      "Mitigation: does a legally binding agreement protect the credited stock for the crediting period?",
      vi:
        "Giảm thiểu: có thỏa thuận ràng buộc pháp lý bảo vệ trữ lượng trong suốt giai đoạn tín chỉ không?"
    ),
    yes(
      "OC-k", .opportunity, -2, at: "2.2.3, Table 3 k",
      "Mitigation: where income may be lost against the best alternative, is the project a non-profit (not a government body), or does it have further finance that makes up for it?",
      vi:
        "Giảm thiểu: khi thu nhập có thể thấp hơn phương án tốt nhất, dự án có phải phi lợi nhuận (không phải cơ quan nhà nước) hoặc có nguồn tài chính bổ sung bù đắp không?"
    ),
  ]

  private static let longevity: [RiskQuestion] = [
    RiskQuestion(
      "PL-Q1", .longevity, .yesNo, at: "2.2.4, Table 4 Q1",
      "Was registration requested on or after 1 January 2024, or will it be?",
      vi: "Dự án có đề nghị đăng ký từ ngày 01/01/2024 trở đi (hoặc sẽ đề nghị) không?"),
    RiskQuestion(
      "PL-Q2", .longevity, .yesNo, at: "2.2.4, Table 4 Q2",
      "Does a legally binding agreement cover at least 100 years from the start of the project?",
      vi: "Có thỏa thuận ràng buộc pháp lý ít nhất 100 năm kể từ ngày bắt đầu dự án không?"),
    RiskQuestion(
      "PL-Q3", .longevity, .number(0...1000, unit: "years"), .longevity, if: .no("PL-Q2"),
      at: "2.2.4, Table 4 Q3",
      "Project longevity: for how many years is the project committed to keep the stock?",
      vi: "Thời gian duy trì dự án: dự án cam kết giữ trữ lượng trong bao nhiêu năm?"),
    RiskQuestion(
      "PL-Q4", .longevity, .yesNo, .no(.fail), if: .no("PL-Q2"), at: "2.2.4, Table 4 Q4",
      "Do management, finance and monitoring plans cover all these years?",
      vi: "Kế hoạch quản lý, tài chính và giám sát có bao trùm toàn bộ thời gian đó không?"),
    RiskQuestion(
      "PL-Q5", .longevity, .yesNo, if: .no("PL-Q2"), at: "2.2.4, Table 4 Q5",
      "Is it a planting or improved-management project with harvesting?",
      vi: "Dự án có phải là trồng rừng hoặc cải thiện quản lý rừng có khai thác gỗ không?"),
    RiskQuestion(
      "PL-Q6", .longevity, .yesNo, .no(.fail), if: .yes("PL-Q5"), at: "2.2.4, Table 4 Q6",
      "Is the commitment shown to go on, to replant or to let the forest grow back?",
      vi: "Có chứng minh được cam kết tiếp tục quản lý, trồng lại hoặc để rừng phục hồi không?"),
    RiskQuestion(
      "PL-Q7", .longevity, .yesNo, if: .no("PL-Q2"), at: "2.2.4, Table 4 Q7",
      "Does a law or a legal agreement require that the management goes on?",
      vi: "Có quy định pháp luật hoặc thỏa thuận pháp lý buộc tiếp tục cách quản lý này không?"),
    RiskQuestion(
      "PL-Q8", .longevity, .yesNo, if: .no("PL-Q2"), at: "2.2.4 (6), Table 4 Q8",
      "Is it a grouped project whose contracts are shorter than the longevity?",
      vi: "Đây có phải dự án nhóm mà hợp đồng ngắn hơn thời gian duy trì không?"),
  ]
}
