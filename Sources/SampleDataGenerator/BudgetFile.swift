import SyntheticForest

/// Writes the budget of the sample project: invented lines whose aid adds up to 960,000 US dollars.
enum BudgetFile {
  private struct Line {
    let component: Int
    let activity: (en: String, vi: String)
    let source: String
    let unit: (en: String, vi: String)
    let priceVND: Int
    /// Years and quantities.
    let quantities: [(year: Int, quantity: Int)]
  }

  /// Dong for one US dollar; the field finance.fx_vnd of project.yaml.
  private static let dongPerDollar = 26_000
  /// Share of a year's lines that has been paid out, percent.
  private static let disbursed = [2025: 100, 2026: 60]

  static func write(to path: String) throws {
    try CSVFile.write(
      [
        "component_en", "component_vi", "activity_en", "activity_vi", "year", "source", "unit_en",
        "unit_vi", "quantity", "price_vnd", "amount_vnd", "amount_usd", "disbursed_vnd",
      ],
      lines.flatMap { line in
        line.quantities.map { year, quantity in
          let component = components[line.component - 1]
          let amount = line.priceVND * quantity
          return [
            .text(component.en), .text(component.vi), .text(line.activity.en),
            .text(line.activity.vi), .integer(year), .text(line.source), .text(line.unit.en),
            .text(line.unit.vi), .integer(quantity), .integer(line.priceVND), .integer(amount),
            .real(StatusRecord.rounded(Double(amount) / Double(dongPerDollar), 2)),
            .integer(amount / 100 * disbursed[year, default: 0]),
          ]
        }
      }, to: path)
  }

  private static let components: [(en: String, vi: String)] = [
    ("1. Capacity building (SYNTHETIC)", "1. Nâng cao năng lực (SYNTHETIC)"),
    (
      "2. Forest measurement and carbon accounting (SYNTHETIC)",
      "2. Đo đếm rừng và tính toán các-bon (SYNTHETIC)"
    ),
    (
      "3. Community forest protection and livelihoods (SYNTHETIC)",
      "3. Bảo vệ rừng cộng đồng và sinh kế (SYNTHETIC)"
    ),
    (
      "4. Consent, gender, benefit sharing (SYNTHETIC)",
      "4. Đồng thuận, giới, chia sẻ lợi ích (SYNTHETIC)"
    ),
    (
      "5. Management, monitoring, audit (SYNTHETIC)",
      "5. Quản lý, giám sát, kiểm toán (SYNTHETIC)"
    ),
  ]

  private static let everyYear = [2025, 2026, 2027, 2028, 2029]

  private static let lines: [Line] = [
    Line(
      component: 1,
      activity: (
        "training of rangers and village forest teams",
        "tập huấn kiểm lâm và tổ bảo vệ rừng thôn bản"
      ),
      source: "aid", unit: ("course", "lớp"), priceVND: 45_000_000,
      quantities: [(2025, 12), (2026, 16), (2027, 12)]),
    Line(
      component: 1,
      activity: ("tablets, tapes and clinometers", "máy tính bảng, thước dây, thước đo cao"),
      source: "aid", unit: ("set", "bộ"), priceVND: 30_000_000, quantities: [(2025, 40)]),
    Line(
      component: 2, activity: ("first measurement of sample plots", "đo ô tiêu chuẩn lần đầu"),
      source: "aid", unit: ("plot", "ô"), priceVND: 8_500_000, quantities: [(2025, 120)]),
    Line(
      component: 2, activity: ("remeasurement of sample plots", "đo lặp lại ô tiêu chuẩn"),
      source: "aid", unit: ("plot", "ô"), priceVND: 9_500_000, quantities: [(2029, 120)]),
    Line(
      component: 2, activity: ("maps of land-cover change", "bản đồ biến động lớp phủ"),
      source: "aid", unit: ("set", "bộ"), priceVND: 600_000_000, quantities: [(2026, 1)]),
    Line(
      component: 2, activity: ("verification by an independent body", "thẩm định độc lập"),
      source: "aid", unit: ("service", "gói"), priceVND: 1_300_000_000, quantities: [(2028, 1)]),
    Line(
      component: 3, activity: ("four village forest teams", "bốn tổ bảo vệ rừng thôn bản"),
      source: "aid", unit: ("team and year", "tổ x năm"), priceVND: 330_000_000,
      quantities: everyYear.map { ($0, 4) }),
    Line(
      component: 3,
      activity: ("livelihood grants to households", "hỗ trợ sinh kế cho hộ gia đình"),
      source: "aid", unit: ("household", "hộ"), priceVND: 4_000_000,
      quantities: [(2026, 400), (2027, 400)]),
    Line(
      component: 4, activity: ("consent meetings in villages", "họp bản lấy ý kiến đồng thuận"),
      source: "aid", unit: ("meeting", "cuộc"), priceVND: 18_000_000, quantities: [(2025, 22)]),
    Line(
      component: 4, activity: ("follow-up meetings", "họp bản bổ sung"),
      source: "aid", unit: ("meeting", "cuộc"), priceVND: 12_000_000, quantities: [(2026, 10)]),
    Line(
      component: 4, activity: ("women's savings groups", "nhóm phụ nữ tiết kiệm"),
      source: "aid", unit: ("group", "nhóm"), priceVND: 12_000_000,
      quantities: [(2026, 22), (2027, 22)]),
    Line(
      component: 4, activity: ("grievance desks", "điểm tiếp nhận khiếu nại, phản hồi"),
      source: "aid", unit: ("commune", "xã"), priceVND: 40_000_000, quantities: [(2026, 4)]),
    Line(
      component: 5, activity: ("project staff", "cán bộ dự án"), source: "aid",
      unit: ("month", "tháng"), priceVND: 100_000_000, quantities: everyYear.map { ($0, 12) }),
    Line(
      component: 5, activity: ("independent audit", "kiểm toán độc lập"), source: "aid",
      unit: ("year", "năm"), priceVND: 120_000_000, quantities: everyYear.map { ($0, 1) }),
    Line(
      component: 5, activity: ("closing and handover", "tổng kết, bàn giao"), source: "aid",
      unit: ("event", "đợt"), priceVND: 296_000_000, quantities: [(2029, 1)]),
    Line(
      component: 3, activity: ("patrol allowances, in cash", "phụ cấp tuần tra rừng (bằng tiền)"),
      source: "counterpart", unit: ("year", "năm"), priceVND: 300_000_000,
      quantities: everyYear.map { ($0, 1) }),
    Line(
      component: 5, activity: ("rooms and staff time, in kind", "trụ sở, nhân lực (bằng hiện vật)"),
      source: "counterpart", unit: ("year", "năm"), priceVND: 160_000_000,
      quantities: everyYear.map { ($0, 1) }),
  ]
}
