/// Texts about people and progress.
extension NarrativeFiles {
  static let people: [Narrative] = [
    Narrative(
      name: "engagement",
      prompt: (
        "How people were informed and heard.",
        "Cách thông tin và lắng nghe người dân."
      ),
      english: """
        SYNTHETIC: {{derived.fpic.villages_agreed}} of four communes agreed,
        {{derived.fpic.villages_conditions}} agreed with conditions and
        {{derived.fpic.villages_pending}} has not decided. Meetings were held in Thái and Mông,
        with a round for women before each decision. {{derived.consultations.people}} people
        came to {{derived.consultations.meetings}} further consultations.
        """,
      vietnamese: """
        SYNTHETIC: trong bốn xã có {{derived.fpic.villages_agreed}} xã đồng thuận,
        {{derived.fpic.villages_conditions}} xã đồng thuận có điều kiện,
        {{derived.fpic.villages_pending}} xã chưa quyết định. Các cuộc họp dùng tiếng Thái và
        tiếng Mông, có buổi riêng với phụ nữ trước mỗi quyết định. Có
        {{derived.consultations.people}} lượt người dự {{derived.consultations.meetings}} cuộc
        tham vấn khác.
        """),
    Narrative(
      name: "consent-conditions",
      prompt: (
        "Conditions of consent and how they are kept.",
        "Điều kiện kèm theo khi đồng thuận và cách thực hiện."
      ),
      english: """
        SYNTHETIC: Xuân Nha asks that protection money is paid before the Lunar New Year and
        that bamboo shoots may still be gathered. Both are written into the agreements and
        checked in the yearly meeting. A village may take its consent back at any time.
        """,
      vietnamese: """
        SYNTHETIC: xã Xuân Nha đề nghị trả tiền bảo vệ rừng trước Tết Nguyên đán và vẫn được thu
        hái măng. Hai điều kiện được ghi trong thỏa thuận và rà soát tại cuộc họp hằng năm. Bản
        có thể rút lại đồng thuận bất cứ lúc nào.
        """),
    Narrative(
      name: "equity",
      prompt: (
        "Why the shares are fair, and how they are made public.",
        "Vì sao cách chia là công bằng và cách công khai."
      ),
      english: """
        SYNTHETIC: communities receive more than households because they protect the larger and
        wilder part. Ten percent goes to shared works, so that families without forest gain too.
        Shares and payments are read out in village meetings and posted in Vietnamese, with
        talks in Thái and Mông.
        """,
      vietnamese: """
        SYNTHETIC: cộng đồng nhận nhiều hơn hộ gia đình vì bảo vệ diện tích lớn hơn và xa hơn.
        Mười phần trăm dành cho công trình chung để hộ không có rừng cũng được hưởng. Tỷ lệ và
        số tiền được đọc tại họp bản, niêm yết bằng tiếng Việt, thuyết minh bằng tiếng Thái và
        tiếng Mông.
        """),
    Narrative(
      name: "budget-justification",
      prompt: (
        "Why the budget is needed and sensible.",
        "Thuyết minh sự cần thiết và hợp lý của ngân sách."
      ),
      english: """
        SYNTHETIC: the budget is {{derived.budget.total_vnd}} VND, of which
        {{derived.budget.aid_vnd}} VND is aid. About three tenths pay for village forest teams
        and their patrols over five years. Unit prices follow cost norms of the province of
        2025.
        """,
      vietnamese: """
        SYNTHETIC: tổng ngân sách {{derived.budget.total_vnd}} đồng, trong đó viện trợ
        {{derived.budget.aid_vnd}} đồng. Khoảng ba phần mười chi cho tổ bảo vệ rừng thôn bản và
        tuần tra trong năm năm. Đơn giá theo định mức của tỉnh năm 2025.
        """),
    Narrative(
      name: "reporting-lines",
      prompt: (
        "Who reports to whom.",
        "Chế độ báo cáo."
      ),
      english: """
        SYNTHETIC: village teams report to the ranger station every month, the station to the
        project board every quarter, the board to the Department and the aid provider every
        half-year. Loss events are reported within three days.
        """,
      vietnamese: """
        SYNTHETIC: tổ bảo vệ rừng báo cáo Hạt Kiểm lâm hằng tháng, Hạt báo cáo ban quản lý dự án
        hằng quý, ban báo cáo Sở và bên cung cấp viện trợ sáu tháng một lần. Sự cố được báo
        trong ba ngày.
        """),
    Narrative(
      name: "safeguard-mitigation",
      prompt: (
        "Measures for safeguards.",
        "Biện pháp đảm bảo an toàn."
      ),
      english: """
        SYNTHETIC: before any work the village head and a woman of the village walk the site
        with the crew. Nobody loses grazing or gathering rights without an agreement. Complaints
        are answered within 30 days.
        """,
      vietnamese: """
        SYNTHETIC: trước khi thi công, trưởng bản và một phụ nữ trong bản cùng đi thực địa với
        tổ công tác. Không ai mất quyền chăn thả, thu hái khi chưa có thỏa thuận. Phản hồi được
        trả lời trong 30 ngày.
        """),
    Narrative(
      name: "progress-results",
      prompt: (
        "Results of the period.",
        "Kết quả trong kỳ."
      ),
      english: """
        SYNTHETIC: in the first half of 2026 sixteen courses were prepared and eight held, 200
        households received grants and the land-cover maps were finished.
        {{derived.budget.disbursed_vnd}} VND has been paid out since the start.
        """,
      vietnamese: """
        SYNTHETIC: sáu tháng đầu năm 2026 đã chuẩn bị 16 lớp, tổ chức 8 lớp tập huấn, hỗ trợ 200
        hộ và hoàn thành bản đồ lớp phủ. Từ đầu dự án đã giải ngân
        {{derived.budget.disbursed_vnd}} đồng.
        """),
    Narrative(
      name: "difficulties",
      prompt: (
        "Difficulties of the period.",
        "Khó khăn, vướng mắc trong kỳ."
      ),
      english: """
        SYNTHETIC: grants came late because bank accounts had to be opened for both spouses.
        Chiềng Sơn has not decided. Rain cut the road to three villages for five weeks.
        """,
      vietnamese: """
        SYNTHETIC: hỗ trợ sinh kế chậm vì phải mở tài khoản đứng tên cả vợ và chồng. Xã Chiềng
        Sơn chưa quyết định. Mưa làm tắc đường vào ba bản trong năm tuần.
        """),
    Narrative(
      name: "proposals",
      prompt: (
        "Proposals to the authorities.",
        "Đề xuất, kiến nghị."
      ),
      english: """
        SYNTHETIC: the provincial People's Committee is asked to publish its part of the
        national target for the project area, and to name the body that keeps the leakage belt
        under watch.
        """,
      vietnamese: """
        SYNTHETIC: đề nghị Ủy ban nhân dân tỉnh công bố mục tiêu được phân bổ cho diện tích dự
        án và giao đơn vị theo dõi vành đai rò rỉ.
        """),
    Narrative(
      name: "co-benefits",
      prompt: (
        "Benefits beyond carbon.",
        "Lợi ích ngoài các-bon."
      ),
      english: """
        SYNTHETIC: springs in nine villages hold water longer in the dry season, as elders
        report. {{derived.beneficiaries.direct_women}} women and
        {{derived.beneficiaries.direct_men}} men take part directly. Bird counts have begun in
        two communes.
        """,
      vietnamese: """
        SYNTHETIC: theo người cao tuổi, nguồn nước ở chín bản giữ được lâu hơn trong mùa khô. Có
        {{derived.beneficiaries.direct_women}} phụ nữ và {{derived.beneficiaries.direct_men}}
        nam giới tham gia trực tiếp. Đã bắt đầu đếm chim tại hai xã.
        """),
  ]
}
