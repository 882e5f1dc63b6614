/// Texts about measuring and accounting.
extension NarrativeFiles {
  static let carbon: [Narrative] = [
    Narrative(
      name: "summary",
      prompt: (
        "Why the measurement was made, and for whom. Lines that begin with # stay out of the report.",
        "Lý do đo đếm và đơn vị sử dụng kết quả. Dòng bắt đầu bằng # không đưa vào báo cáo."
      ),
      english: """
        SYNTHETIC example: this report shows what a measurement in four communes of Sơn La could
        look like. No tree, plot, parcel or owner exists. Nobody may use its figures.
        """,
      vietnamese: """
        Ví dụ SYNTHETIC: báo cáo minh họa một đợt đo đếm tại bốn xã của tỉnh Sơn La. Cây, ô tiêu
        chuẩn, lô rừng và chủ rừng đều là số liệu giả định. Không sử dụng số liệu này vào mục
        đích khác.
        """),
    Narrative(
      name: "design",
      prompt: (
        "How the plots were placed, and every departure from the plan.",
        "Cách bố trí ô tiêu chuẩn và mọi thay đổi so với kế hoạch."
      ),
      english: """
        Plots lie on a systematic grid over the whole window and are treated as a random sample
        within each stratum; grid plots on land that is not forest are kept, without trees.
        Strata follow the land and forest types of the annual forest-status data; types with
        fewer than five expected plots were merged with a neighbouring type or take a planning
        value, as the strata table says.

        The plots of the two-stage sample and the remeasurement are not used in this report.
        There was no departure from the plan (SYNTHETIC).
        """,
      vietnamese: """
        Ô tiêu chuẩn bố trí theo lưới hệ thống trên toàn vùng và được coi là mẫu ngẫu nhiên
        trong từng tầng; ô rơi vào đất không có rừng vẫn được giữ, không có cây. Tầng lấy theo
        loại đất, loại rừng của số liệu diễn biến rừng hằng năm; loại có dưới năm ô dự kiến được
        ghép với loại gần nhất hoặc dùng giá trị quy hoạch, như ghi trong bảng tầng.

        Báo cáo này chưa sử dụng các ô của mẫu hai cấp và số liệu đo lặp lại. Không có thay đổi
        so với kế hoạch (SYNTHETIC).
        """),
    Narrative(
      name: "field",
      prompt: (
        "Instruments, crews, thresholds of diameter, treatment of slope and of edge trees.",
        "Dụng cụ, tổ điều tra, ngưỡng đường kính, xử lý độ dốc và cây nằm trên biên ô."
      ),
      english: """
        SYNTHETIC: diameters were measured with a tape at 1.3 m on the uphill side, heights with
        a clinometer on part of the trees. Plot radii were laid out horizontally. Trees whose
        centre at 1.3 m lies inside the circle are in; of trees exactly on the line every second
        one counts.
        """,
      vietnamese: """
        SYNTHETIC: đường kính đo bằng thước dây tại vị trí 1,3 m ở phía trên dốc; chiều cao đo
        bằng thước đo cao trên một phần số cây. Bán kính ô được đo theo mặt phẳng ngang. Cây có
        tâm thân tại 1,3 m nằm trong vòng tròn thì thuộc ô; cây nằm đúng trên biên thì cứ hai
        cây tính một.
        """),
    Narrative(
      name: "quality",
      prompt: (
        "Training, remeasured plots and what they showed, who checked the data entry.",
        "Tập huấn, kết quả phúc tra ô tiêu chuẩn, người kiểm tra nhập liệu."
      ),
      english: """
        SYNTHETIC: no crew was trained and no plot was remeasured for control, since the data
        are invented. In a real report this section states the share of plots that a second crew
        measured again, and the differences found.
        """,
      vietnamese: """
        SYNTHETIC: số liệu là giả định nên không có tập huấn và không có ô phúc tra. Trong báo
        cáo thực tế, mục này nêu tỷ lệ ô do tổ thứ hai đo lại và các chênh lệch phát hiện được.
        """),
    Narrative(
      name: "limits",
      prompt: (
        "What could not be measured, and what the reader should not conclude.",
        "Nội dung chưa đo được và điều người đọc không nên suy ra."
      ),
      english: """
        Bamboo, dead wood, litter and soil are not counted. The stock of a single parcel is that
        of the mean of such land; a parcel can hold much more or less. The report says nothing
        about change over time or about credits.
        """,
      vietnamese: """
        Chưa tính tre nứa, gỗ chết, thảm mục và đất. Trữ lượng của một lô là giá trị trung bình
        của loại rừng tương ứng; từng lô có thể cao hơn hoặc thấp hơn nhiều. Báo cáo không nói
        về biến động theo thời gian và không nói về tín chỉ.
        """),
    Narrative(
      name: "unknowns",
      prompt: (
        "What is not yet known.",
        "Nội dung chưa biết."
      ),
      english: """
        SYNTHETIC: the national forest carbon standard is not there, so nobody can say what the
        domestic route would deduct. The gross reduction of 2025 to 2027 is known only as
        {{account.gross.value_t}} t CO₂e (90% confidence interval {{account.gross.low_t}} to
        {{account.gross.high_t}} t CO₂e). Litter and soil were not measured. One commune has not
        decided.
        """,
      vietnamese: """
        SYNTHETIC: chưa có tiêu chuẩn các-bon rừng quốc gia nên chưa biết mức khấu trừ theo
        hướng trong nước. Lượng giảm chưa khấu trừ giai đoạn 2025 - 2027 mới ước tính được
        {{account.gross.value_t}} tCO₂tđ (khoảng tin cậy 90%: {{account.gross.low_t}} đến
        {{account.gross.high_t}} tCO₂tđ). Chưa đo thảm mục và đất. Một xã chưa quyết định.
        """),
    Narrative(
      name: "deviations",
      prompt: (
        "Departures from plan and method, with reasons.",
        "Thay đổi so với kế hoạch, phương pháp và lý do."
      ),
      english: """
        SYNTHETIC: the land-cover maps miss small clearings, so areas of change come from
        reference points, not from counting pixels. No other departure is known.
        """,
      vietnamese: """
        SYNTHETIC: bản đồ lớp phủ bỏ sót các mảnh phát nhỏ, vì vậy diện tích biến động được ước
        tính từ điểm giải đoán, không đếm điểm ảnh. Chưa ghi nhận thay đổi khác.
        """),
    Narrative(
      name: "standard-choice",
      prompt: (
        "Why this standard.",
        "Lý do chọn tiêu chuẩn."
      ),
      english: """
        SYNTHETIC: VM0007 was taken because it covers unplanned deforestation and degradation in
        one account, and because the national standard is not there yet. The account prints the
        other standards beside it. The choice is made again when the national standard is
        issued.
        """,
      vietnamese: """
        SYNTHETIC: chọn VM0007 vì tiêu chuẩn này tính chung mất rừng ngoài kế hoạch và suy thoái
        rừng, trong khi tiêu chuẩn quốc gia chưa có. Bản tính in cả các tiêu chuẩn khác để so
        sánh. Việc lựa chọn sẽ xem lại khi tiêu chuẩn quốc gia được ban hành.
        """),
    Narrative(
      name: "additionality",
      prompt: (
        "Why it would not happen without the project.",
        "Vì sao không thực hiện được nếu không có dự án."
      ),
      english: """
        SYNTHETIC: the law forbids clearing natural forest, yet it goes on where nobody patrols;
        village teams have no money for it today. No neighbouring commune pays such teams by
        itself. Without aid, and later income, the teams would stop.
        """,
      vietnamese: """
        SYNTHETIC: pháp luật cấm chuyển đổi rừng tự nhiên nhưng việc phát rừng vẫn xảy ra ở nơi
        không có tuần tra; hiện tổ bảo vệ rừng thôn bản không có kinh phí. Các xã lân cận cũng
        không tự chi cho các tổ này. Nếu không có viện trợ và nguồn thu về sau, các tổ sẽ ngừng
        hoạt động.
        """),
    Narrative(
      name: "double-counting",
      prompt: (
        "How double counting is avoided.",
        "Cách tránh tính hai lần."
      ),
      english: """
        SYNTHETIC: the layer of the province shows no other forest carbon project on this land.
        The project is registered nowhere else. Payments for forest environmental services go
        on; they pay for water and claim no carbon.
        """,
      vietnamese: """
        SYNTHETIC: bản đồ của tỉnh không có dự án các-bon rừng nào khác trên diện tích này. Dự
        án không đăng ký tại cơ chế nào khác. Chi trả dịch vụ môi trường rừng vẫn tiếp tục;
        khoản này chi cho nước, không tính các-bon.
        """),
    Narrative(
      name: "leakage-risk",
      prompt: (
        "Where leakage may appear and how it is watched.",
        "Nơi có nguy cơ rò rỉ và cách theo dõi."
      ),
      english: """
        SYNTHETIC: clearing could move to forest south of Xuân Nha. A belt of five kilometres is
        watched with reference points every year. Output of timber and fuelwood stays as it was,
        so no market leakage is expected.
        """,
      vietnamese: """
        SYNTHETIC: việc phát rừng có thể chuyển sang phía nam xã Xuân Nha. Vành đai 5 km được
        theo dõi hằng năm bằng điểm giải đoán. Sản lượng gỗ và củi không đổi nên dự kiến không
        có rò rỉ thị trường.
        """),
    Narrative(
      name: "mitigation",
      prompt: (
        "What is done about the risks.",
        "Biện pháp giảm thiểu rủi ro."
      ),
      english: """
        SYNTHETIC: fire breaks of 38 km, patrols in the dry season and equipment in each commune
        lower the risk of fire. Steep slopes stay under natural forest. The adaptive plan of
        June 2025 is reviewed every year.
        """,
      vietnamese: """
        SYNTHETIC: 38 km đường băng cản lửa, tuần tra mùa khô và dụng cụ tại mỗi xã làm giảm
        nguy cơ cháy rừng. Sườn dốc được giữ rừng tự nhiên. Kế hoạch quản lý thích ứng tháng
        6/2025 được rà soát hằng năm.
        """),
    Narrative(
      name: "monitoring-goals",
      prompt: (
        "What monitoring is for.",
        "Mục tiêu giám sát."
      ),
      english: """
        SYNTHETIC: monitoring must show every year how much forest was lost, every five years
        how much carbon stands, and at once when a loss event happens. Figures carry an interval
        at 90% confidence.
        """,
      vietnamese: """
        SYNTHETIC: giám sát phải cho biết hằng năm diện tích rừng bị mất, năm năm một lần trữ
        lượng các-bon, và báo ngay khi có sự cố. Số liệu kèm khoảng tin cậy 90%.
        """),
    Narrative(
      name: "data-management",
      prompt: (
        "How data are kept.",
        "Cách lưu giữ dữ liệu."
      ),
      english: """
        SYNTHETIC: the project folder with inputs, runs and documents is kept by the forest
        protection sub-department, with a copy at the Department. Records stay for at least two
        years after the crediting period. Names of forest owners are kept apart and open to
        three people only.
        """,
      vietnamese: """
        SYNTHETIC: thư mục dự án gồm dữ liệu đầu vào, các lần tính và tài liệu do Chi cục Kiểm
        lâm lưu, có bản sao tại Sở. Hồ sơ lưu ít nhất hai năm sau giai đoạn tín chỉ. Tên chủ
        rừng lưu riêng, chỉ ba người được truy cập.
        """),
    Narrative(
      name: "data-gaps",
      prompt: (
        "Gaps in the data and how they will be closed.",
        "Thiếu hụt dữ liệu và cách khắc phục."
      ),
      english: """
        SYNTHETIC: {{stock.inventory.plots_used}} plots carry the estimate; bamboo, litter and
        soil have no plots. Three hundred more reference points are planned for 2027, since the
        area of change is the largest source of error.
        """,
      vietnamese: """
        SYNTHETIC: kết quả dựa trên {{stock.inventory.plots_used}} ô tiêu chuẩn; tre nứa, thảm
        mục và đất chưa có ô đo. Dự kiến bổ sung 300 điểm giải đoán năm 2027, vì diện tích biến
        động là nguồn sai số lớn nhất.
        """),
    Narrative(
      name: "conformity",
      prompt: (
        "Statement on the monitoring requirements.",
        "Khẳng định tuân thủ yêu cầu giám sát."
      ),
      english: """
        SYNTHETIC: monitoring followed the plan of this draft. Whether it meets the national
        standard cannot be said before that standard is issued.
        """,
      vietnamese: """
        SYNTHETIC: việc giám sát theo đúng kế hoạch của bản dự thảo này. Chưa thể khẳng định đáp
        ứng tiêu chuẩn quốc gia khi tiêu chuẩn chưa được ban hành.
        """),
  ]
}
