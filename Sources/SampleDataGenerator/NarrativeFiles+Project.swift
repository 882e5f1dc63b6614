/// Texts about the project itself: setting, aims, activities.
extension NarrativeFiles {
  static let project: [Narrative] = [
    Narrative(
      name: "context",
      prompt: (
        "Forest, people and policy in the project area.",
        "Rừng, người dân và chính sách trong vùng dự án."
      ),
      english: """
        SYNTHETIC: the four communes lie between 250 and 1,900 m; natural forest stands on steep
        slopes and limestone, crops and plantations on gentle land. Most people are Thái, Mông
        and Mường and live from maize, rice and forest products. The province pays forest owners
        for water through the forest protection and development fund.

        The estimate stands for {{stock.accounted_ha}} ha of forest in
        {{stock.parcels.accounted}} parcels.
        """,
      vietnamese: """
        SYNTHETIC: bốn xã nằm ở độ cao 250 đến 1.900 m; rừng tự nhiên còn trên sườn dốc và núi
        đá, nương rẫy và rừng trồng ở nơi thoải. Người dân chủ yếu là đồng bào Thái, Mông,
        Mường, sống bằng ngô, lúa và lâm sản. Tỉnh chi trả dịch vụ môi trường rừng cho chủ rừng
        qua quỹ bảo vệ và phát triển rừng.

        Kết quả ước tính cho {{stock.accounted_ha}} ha rừng thuộc {{stock.parcels.accounted}}
        lô.
        """),
    Narrative(
      name: "drivers",
      prompt: (
        "Why forest is lost or degraded.",
        "Nguyên nhân mất rừng, suy thoái rừng."
      ),
      english: """
        SYNTHETIC: upland maize moves into regenerating forest near roads, and medium forest is
        thinned for timber and fuelwood. The reference points show both on small patches, mostly
        below one hectare. Pressure is highest in the years after a poor harvest.
        """,
      vietnamese: """
        SYNTHETIC: nương ngô lấn vào rừng phục hồi gần đường; rừng trung bình bị chặt chọn lấy
        gỗ và củi. Điểm giải đoán cho thấy cả hai diễn ra trên những mảnh nhỏ, phần lớn dưới một
        héc-ta. Áp lực cao nhất vào năm sau mùa thất thu.
        """),
    Narrative(
      name: "why-carbon",
      prompt: (
        "Why carbon finance, and what it cannot do.",
        "Vì sao cần tài chính các-bon và giới hạn của nguồn này."
      ),
      english: """
        SYNTHETIC: carbon money could pay a part of the patrols once the aid ends. It cannot pay
        for the whole work: the reduction is small and its interval wide. The project is
        therefore planned without income from credits.
        """,
      vietnamese: """
        SYNTHETIC: tiền từ các-bon có thể chi một phần cho tuần tra khi viện trợ kết thúc. Nguồn
        này không đủ cho toàn bộ công việc: lượng giảm nhỏ và khoảng tin cậy rộng. Vì vậy dự án
        không lập kế hoạch dựa vào tiền bán tín chỉ.
        """),
    Narrative(
      name: "objectives",
      prompt: (
        "Goal and specific objectives.",
        "Mục tiêu chung và mục tiêu cụ thể."
      ),
      english: """
        SYNTHETIC: the goal is that natural forest in four communes stops shrinking by 2029.
        Villages decide with full knowledge, rangers and forest owners can measure their forest,
        and the province has a draft that a verification body can check.
        """,
      vietnamese: """
        SYNTHETIC: mục tiêu chung là đến năm 2029 rừng tự nhiên của bốn xã không còn giảm. Các
        bản quyết định trên cơ sở được thông tin đầy đủ, kiểm lâm và chủ rừng tự đo được rừng
        của mình, tỉnh có bản dự thảo để đơn vị thẩm định kiểm tra.
        """),
    Narrative(
      name: "assumptions",
      prompt: (
        "What must hold for the plan to work.",
        "Điều kiện để kế hoạch thực hiện được."
      ),
      english: """
        SYNTHETIC: forest allocation stays as it is until 2029, the province keeps its patrol
        allowances, and the national standard is issued before the first verification. If one of
        them fails, the plan is written anew.
        """,
      vietnamese: """
        SYNTHETIC: việc giao rừng giữ nguyên đến năm 2029, tỉnh duy trì phụ cấp tuần tra và tiêu
        chuẩn quốc gia được ban hành trước lần thẩm định đầu tiên. Nếu một điều kiện không đạt,
        kế hoạch được lập lại.
        """),
    Narrative(
      name: "tenure",
      prompt: (
        "Rights to land and forest, and open cases.",
        "Quyền sử dụng đất, rừng và trường hợp còn vướng mắc."
      ),
      english: """
        SYNTHETIC: households and communities hold most of the forest with use rights, two
        boards manage special-use and protection forest. Forest that the communes look after is
        waiting to be allocated. The list of owners of 2025 names one owner for every parcel.
        """,
      vietnamese: """
        SYNTHETIC: phần lớn rừng do hộ gia đình và cộng đồng dân cư có quyền sử dụng; hai ban
        quản lý phụ trách rừng đặc dụng và rừng phòng hộ. Rừng do xã tạm quản lý đang chờ giao.
        Danh sách chủ rừng năm 2025 ghi mỗi lô một chủ rừng.
        """),
    Narrative(
      name: "activity-rationale",
      prompt: (
        "Why these activities.",
        "Lý do chọn các hoạt động."
      ),
      english: """
        SYNTHETIC: patrols and fire breaks act on the two causes that cost most forest. Grants
        make up for land that is no longer cleared. Assisted regeneration was chosen because
        seed trees stand close to the fields.
        """,
      vietnamese: """
        SYNTHETIC: tuần tra và đường băng cản lửa tác động vào hai nguyên nhân làm mất rừng
        nhiều nhất. Hỗ trợ sinh kế bù cho diện tích không còn phát nương. Khoanh nuôi xúc tiến
        tái sinh được chọn vì cây mẹ gieo giống ở gần nương.
        """),
    Narrative(
      name: "activity-fit",
      prompt: (
        "Fit of the activity with the standard and the plans of the province.",
        "Tính phù hợp của hoạt động với tiêu chuẩn và quy hoạch của tỉnh."
      ),
      english: """
        SYNTHETIC: the land is natural forest on dry land, so activity R1 fits. The forest
        protection plan of the province names the same communes as priority. No mangrove and no
        plantation is claimed.
        """,
      vietnamese: """
        SYNTHETIC: diện tích là rừng tự nhiên trên cạn nên hoạt động R1 phù hợp. Kế hoạch bảo vệ
        rừng của tỉnh xếp bốn xã này vào diện ưu tiên. Không đề nghị đối với rừng ngập mặn và
        rừng trồng.
        """),
    Narrative(
      name: "environment",
      prompt: (
        "Effects on the environment.",
        "Tác động môi trường."
      ),
      english: """
        SYNTHETIC: no building and no road is planned. Fire breaks of six metres follow existing
        paths. Native seedlings only are used in assisted regeneration.
        """,
      vietnamese: """
        SYNTHETIC: không xây dựng công trình và đường mới. Đường băng cản lửa rộng sáu mét theo
        lối đi có sẵn. Khoanh nuôi xúc tiến tái sinh chỉ dùng cây bản địa.
        """),
    Narrative(
      name: "donor-rationale",
      prompt: (
        "Why this aid provider.",
        "Cơ sở đề xuất bên cung cấp viện trợ."
      ),
      english: """
        SYNTHETIC: the aid provider has worked with women's groups in the north-west for many
        years and pays for measuring, which the provincial budget cannot. It takes no credits.
        """,
      vietnamese: """
        SYNTHETIC: bên cung cấp viện trợ đã nhiều năm làm việc với các nhóm phụ nữ vùng Tây Bắc
        và chi cho việc đo đếm, là phần ngân sách tỉnh chưa đáp ứng được. Bên cung cấp không
        nhận tín chỉ.
        """),
    Narrative(
      name: "sustainability",
      prompt: (
        "What stays after the project.",
        "Kết quả duy trì sau dự án."
      ),
      english: """
        SYNTHETIC: measuring, data and trained people stay with the ranger stations. Patrols
        need about 1.6 billion VND a year; environmental service payments cover a part, the rest
        is open. The communities that agreed have committed themselves until 2084.
        """,
      vietnamese: """
        SYNTHETIC: kỹ năng đo đếm, dữ liệu và người được tập huấn ở lại với Hạt Kiểm lâm. Tuần
        tra cần khoảng 1,6 tỷ đồng mỗi năm; chi trả dịch vụ môi trường rừng đáp ứng một phần,
        phần còn lại chưa có nguồn. Các cộng đồng đồng thuận đã cam kết đến năm 2084.
        """),
    Narrative(
      name: "organisation",
      prompt: (
        "How the project is organised.",
        "Tổ chức thực hiện."
      ),
      english: """
        SYNTHETIC: the Department leads; a project board of five people works in its office. Two
        forest boards take part with their forest. The Women's Union looks after groups and
        grievances.
        """,
      vietnamese: """
        SYNTHETIC: Sở là cơ quan chủ trì; ban quản lý dự án gồm năm người làm việc tại Sở. Hai
        ban quản lý rừng tham gia với diện tích được giao. Hội Liên hiệp Phụ nữ phụ trách các
        nhóm và việc tiếp nhận phản hồi.
        """),
    Narrative(
      name: "law-compliance",
      prompt: (
        "How laws are kept.",
        "Tuân thủ pháp luật."
      ),
      english: """
        SYNTHETIC: the legal basis is listed with its date. Forest is not converted, land stays
        with its owners, and no unit is offered before the Ministry has confirmed it. Points
        that the law leaves open are listed as open.
        """,
      vietnamese: """
        SYNTHETIC: căn cứ pháp lý được liệt kê kèm ngày rà soát. Không chuyển đổi mục đích sử
        dụng rừng, đất rừng vẫn thuộc chủ rừng, không chào bán khi Bộ chưa xác nhận. Nội dung
        pháp luật chưa quy định được nêu rõ là còn mở.
        """),
    Narrative(
      name: "changes",
      prompt: (
        "Changes since the last version or period.",
        "Thay đổi so với phiên bản hoặc kỳ trước."
      ),
      english: """
        SYNTHETIC: the area has not changed. If Chiềng Sơn does not agree, its parcels leave the
        project and all figures are computed again.
        """,
      vietnamese: """
        SYNTHETIC: diện tích chưa thay đổi. Nếu xã Chiềng Sơn không đồng thuận, các lô của xã
        được đưa ra khỏi dự án và toàn bộ số liệu được tính lại.
        """),
  ]
}
