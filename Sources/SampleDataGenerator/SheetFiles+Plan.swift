/// Sheets about the plan: results, activities, risks, money, tenure, roles, papers.
extension SheetFiles {
  static let plan: [(name: String, table: String)] = [
    (
      "indicators",
      """
      level | indicator_en | indicator_vi | unit_en | unit_vi | baseline | target | year | source_en | source_vi
      goal | SYNTHETIC: forest lost or degraded in a year | SYNTHETIC: diện tích rừng bị mất, suy thoái mỗi năm | ha | ha | 47 | 16 | 2029 | yearly forest status, reference points | diễn biến rừng hằng năm, điểm giải đoán
      outcome | forest under agreements with consent | diện tích rừng có thỏa thuận, có đồng thuận | ha | ha | 0 | 6000 | 2027 | parcel layer, minutes | lớp lô rừng, biên bản
      outcome | relative half-width of the stock at 90% confidence | sai số tương đối của trữ lượng với độ tin cậy 90% | % | % | 7.1 | 5 | 2029 | measurement report | báo cáo đo đếm
      outcome | women among those who decide in village meetings | tỷ lệ phụ nữ tham gia quyết định trong họp bản | % | % | 31 | 45 | 2028 | attendance lists | danh sách tham dự
      output | people trained in measuring forest | số người được tập huấn đo đếm rừng | people | người | 0 | 120 | 2027 | training lists | danh sách tập huấn
      output | sample plots measured | số ô tiêu chuẩn đã đo | plots | ô | 0 | 120 | 2025 | plot forms | phiếu ô tiêu chuẩn
      output | patrols of village forest teams in a year | số lượt tuần tra của tổ bảo vệ rừng mỗi năm | patrols | lượt | 40 | 380 | 2026 | patrol book | sổ tuần tra
      output | grievances resolved within 30 days | tỷ lệ khiếu nại giải quyết trong 30 ngày | % | % | 0 | 90 | 2027 | grievance register | sổ theo dõi khiếu nại
      """
    ),
    (
      "activities",
      """
      activity_id | component_en | component_vi | activity_en | activity_vi | output_en | output_vi | place_en | place_vi | start | end | responsible_en | responsible_vi | done_percent | remark_en | remark_vi
      1.1 | 1. Capacity building (SYNTHETIC) | 1. Nâng cao năng lực (SYNTHETIC) | training of rangers and village forest teams | tập huấn kiểm lâm và tổ bảo vệ rừng thôn bản | 40 courses | 40 lớp | four communes | bốn xã | 2025-02-01 | 2027-11-30 | provincial forest protection sub-department | Chi cục Kiểm lâm | 60 | |
      1.2 | 1. Capacity building (SYNTHETIC) | 1. Nâng cao năng lực (SYNTHETIC) | tablets, tapes and clinometers | máy tính bảng, thước dây, thước đo cao | 40 sets | 40 bộ | four communes | bốn xã | 2025-01-15 | 2025-06-30 | project staff | cán bộ dự án | 100 | |
      2.1 | 2. Forest measurement and carbon accounting (SYNTHETIC) | 2. Đo đếm rừng và tính toán các-bon (SYNTHETIC) | first measurement of sample plots | đo ô tiêu chuẩn lần đầu | 120 plots | 120 ô | whole area | toàn vùng | 2025-03-01 | 2025-07-31 | four crews | bốn tổ điều tra | 100 | |
      2.2 | 2. Forest measurement and carbon accounting (SYNTHETIC) | 2. Đo đếm rừng và tính toán các-bon (SYNTHETIC) | maps of land-cover change and reference points | bản đồ biến động lớp phủ và điểm giải đoán | maps of 2015 and 2024 | bản đồ năm 2015 và 2024 | whole area | toàn vùng | 2026-01-01 | 2026-09-30 | project staff | cán bộ dự án | 80 | more points are planned | dự kiến bổ sung điểm
      2.3 | 2. Forest measurement and carbon accounting (SYNTHETIC) | 2. Đo đếm rừng và tính toán các-bon (SYNTHETIC) | registration of the project | đăng ký dự án | application with document | đơn và văn kiện | Sơn La | Sơn La | 2026-10-01 | 2027-06-30 | project owner | chủ dự án | 10 | |
      2.4 | 2. Forest measurement and carbon accounting (SYNTHETIC) | 2. Đo đếm rừng và tính toán các-bon (SYNTHETIC) | verification of the first period | thẩm định kỳ thứ nhất | report of the body | báo cáo của đơn vị thẩm định | whole area | toàn vùng | 2028-01-01 | 2028-09-30 | verification body | đơn vị thẩm định | 0 | body not chosen | chưa chọn đơn vị
      2.5 | 2. Forest measurement and carbon accounting (SYNTHETIC) | 2. Đo đếm rừng và tính toán các-bon (SYNTHETIC) | remeasurement of sample plots | đo lặp lại ô tiêu chuẩn | 120 plots | 120 ô | whole area | toàn vùng | 2029-03-01 | 2029-07-31 | four crews | bốn tổ điều tra | 0 | |
      3.1 | 3. Community forest protection and livelihoods (SYNTHETIC) | 3. Bảo vệ rừng cộng đồng và sinh kế (SYNTHETIC) | patrols and fire breaks by four village forest teams | tuần tra, làm đường băng cản lửa của bốn tổ bảo vệ rừng | 38 km of fire breaks | 38 km đường băng | four communes | bốn xã | 2025-01-01 | 2029-12-31 | communities | cộng đồng dân cư | 38 | |
      3.2 | 3. Community forest protection and livelihoods (SYNTHETIC) | 3. Bảo vệ rừng cộng đồng và sinh kế (SYNTHETIC) | assisted regeneration | khoanh nuôi xúc tiến tái sinh tự nhiên | 120 ha a year | 120 ha mỗi năm | Vân Hồ, Tô Múa | Vân Hồ, Tô Múa | 2025-05-01 | 2027-12-31 | communities | cộng đồng dân cư | 55 | |
      3.3 | 3. Community forest protection and livelihoods (SYNTHETIC) | 3. Bảo vệ rừng cộng đồng và sinh kế (SYNTHETIC) | livelihood grants to households | hỗ trợ sinh kế cho hộ gia đình | 800 households | 800 hộ | four communes | bốn xã | 2026-02-01 | 2027-12-31 | commune People's Committees | Ủy ban nhân dân các xã | 45 | first grants came late | đợt đầu chậm
      4.1 | 4. Consent, gender, benefit sharing (SYNTHETIC) | 4. Đồng thuận, giới, chia sẻ lợi ích (SYNTHETIC) | consent meetings in villages | họp bản lấy ý kiến đồng thuận | minutes of 22 meetings | biên bản 22 cuộc họp | four communes | bốn xã | 2025-02-15 | 2025-06-30 | project staff | cán bộ dự án | 100 | one commune has not decided | một xã chưa quyết định
      4.2 | 4. Consent, gender, benefit sharing (SYNTHETIC) | 4. Đồng thuận, giới, chia sẻ lợi ích (SYNTHETIC) | plan of benefit sharing | kế hoạch chia sẻ lợi ích | plan agreed by villages | kế hoạch được các bản thống nhất | four communes | bốn xã | 2025-10-01 | 2026-12-31 | project owner | chủ dự án | 70 | |
      4.3 | 4. Consent, gender, benefit sharing (SYNTHETIC) | 4. Đồng thuận, giới, chia sẻ lợi ích (SYNTHETIC) | women's savings groups and grievance desks | nhóm phụ nữ tiết kiệm, điểm tiếp nhận phản hồi | 22 groups, four desks | 22 nhóm, bốn điểm | four communes | bốn xã | 2026-01-01 | 2027-12-31 | Women's Union | Hội Liên hiệp Phụ nữ | 50 | |
      5.1 | 5. Management, monitoring, audit (SYNTHETIC) | 5. Quản lý, giám sát, kiểm toán (SYNTHETIC) | management and yearly audit | quản lý, kiểm toán hằng năm | five audit reports | năm báo cáo kiểm toán | Sơn La | Sơn La | 2025-01-01 | 2029-12-31 | project management board | ban quản lý dự án | 36 | |
      5.2 | 5. Management, monitoring, audit (SYNTHETIC) | 5. Quản lý, giám sát, kiểm toán (SYNTHETIC) | closing and handover | tổng kết, bàn giao | minutes of handover | biên bản bàn giao | Sơn La | Sơn La | 2029-09-01 | 2029-12-31 | project management board | ban quản lý dự án | 0 | |
      """
    ),
    (
      "risks",
      """
      risk_en | risk_vi | kind | likelihood | impact | mitigation_en | mitigation_vi | responsible_en | responsible_vi
      SYNTHETIC: forest fire in the dry season | SYNTHETIC: cháy rừng trong mùa khô | carbon | medium | medium | fire breaks, patrols, equipment in each commune | đường băng cản lửa, tuần tra, dụng cụ tại mỗi xã | village forest teams | tổ bảo vệ rừng thôn bản
      clearing moves to land outside the project | phá rừng chuyển ra ngoài vùng dự án | carbon | medium | high | leakage belt watched every year, livelihood grants | theo dõi vành đai rò rỉ hằng năm, hỗ trợ sinh kế | project staff | cán bộ dự án
      the national standard comes late or differs | tiêu chuẩn quốc gia ban hành muộn hoặc khác dự kiến | carbon | high | high | data kept so that they can be computed again | lưu dữ liệu để có thể tính lại | project owner | chủ dự án
      a commune does not consent | một xã không đồng thuận | social | medium | medium | its land stays out of the account | không tính diện tích của xã đó | project owner | chủ dự án
      payments do not reach women | phụ nữ không nhận được tiền chi trả | social | medium | high | joint signature, accounts of groups | chữ ký chung, tài khoản của nhóm | Women's Union | Hội Liên hiệp Phụ nữ
      disturbance of wildlife by patrols | tuần tra ảnh hưởng động vật hoang dã | environment | low | low | fixed routes outside the breeding season | tuyến cố định, tránh mùa sinh sản | forest boards | ban quản lý rừng
      trained staff leave | cán bộ đã tập huấn chuyển công tác | management | medium | medium | two people for every task, written procedures | mỗi việc có hai người, có quy trình viết | project management board | ban quản lý dự án
      price falls below the payment level | giá thấp hơn mức chi trả | finance | medium | high | no spending is planned from credits | không lập chi từ tiền bán tín chỉ | project owner | chủ dự án
      """
    ),
    (
      "prices",
      """
      scenario_en | scenario_vi | price | currency | source_en | source_vi
      Low (SYNTHETIC assumption) | Thấp (giả định SYNTHETIC) | 5 | USD | assumption for demonstration, no market price | giả định để minh họa, không phải giá thị trường
      Central (SYNTHETIC assumption) | Trung bình (giả định SYNTHETIC) | 250000 | VND | assumption for demonstration, no market price | giả định để minh họa, không phải giá thị trường
      High (SYNTHETIC assumption) | Cao (giả định SYNTHETIC) | 15 | USD | assumption for demonstration, no market price | giả định để minh họa, không phải giá thị trường
      """
    ),
    (
      "costs",
      """
      item_en | item_vi | year | amount_vnd | kind
      SYNTHETIC: project document, consultation | SYNTHETIC: văn kiện dự án, tham vấn | 2025 | 180000000 | project
      registration | đăng ký dự án | 2027 | 60000000 | project
      monitoring and report of the first period | giám sát và báo cáo kỳ thứ nhất | 2027 | 140000000 | project
      verification of the first period | thẩm định kỳ thứ nhất | 2028 | 260000000 | project
      patrols paid from credits | tuần tra chi từ tiền tín chỉ | 2026 | 45000000 | protection
      patrols paid from credits | tuần tra chi từ tiền tín chỉ | 2027 | 45000000 | protection
      taxes and fees | thuế, phí | 2028 | 35000000 | tax
      """
    ),
    (
      "tenure",
      """
      owner_type_en | owner_type_vi | right_en | right_vi | area_ha | evidence_en | evidence_vi
      SYNTHETIC: households and persons | SYNTHETIC: hộ gia đình, cá nhân | use right, production forest | quyền sử dụng rừng sản xuất | @hectares 1 | land-use right certificates, list of 2025 | giấy chứng nhận quyền sử dụng đất, danh sách năm 2025
      residential communities | cộng đồng dân cư | use right | quyền sử dụng rừng | @hectares 2 | decisions on forest allocation | quyết định giao rừng
      commune People's Committees | Ủy ban nhân dân các xã | management until allocated | quản lý trong khi chưa giao | @hectares 3 | yearly forest status | diễn biến rừng hằng năm
      protection forest board | ban quản lý rừng phòng hộ | management | được giao quản lý | @hectares 4 | decision on forest allocation | quyết định giao rừng
      special-use forest board | ban quản lý rừng đặc dụng | management | được giao quản lý | @hectares 10 | decision on forest allocation | quyết định giao rừng
      other organisations | tổ chức khác | lease or allocation | thuê hoặc được giao | @hectares 5 6 7 8 9 11 12 | contracts | hợp đồng
      """
    ),
    (
      "overlaps",
      """
      programme_en | programme_vi | area_ha | treatment_en | treatment_vi
      SYNTHETIC: payments for forest environmental services | SYNTHETIC: chi trả dịch vụ môi trường rừng | 6200 | goes on; pays for water, not for carbon | vẫn tiếp tục; chi trả cho nước, không chi trả cho các-bon
      SYNTHETIC: other forest carbon projects | SYNTHETIC: dự án các-bon rừng khác | 0 | none found on the map | không phát hiện trên bản đồ
      """
    ),
    (
      "roles",
      """
      role_en | role_vi | organisation_en | organisation_vi | task_en | task_vi
      SYNTHETIC: project manager | SYNTHETIC: giám đốc dự án | project owner | chủ dự án | signs, answers for data and money | ký văn bản, chịu trách nhiệm về số liệu và kinh phí
      data keeper | người quản lý dữ liệu | provincial forest protection sub-department | Chi cục Kiểm lâm | keeps the project folder and its copies | lưu thư mục dự án và bản sao
      leader of field crews | tổ trưởng điều tra | local forest ranger stations | Hạt Kiểm lâm | measures plots, trains crews | đo ô tiêu chuẩn, tập huấn tổ điều tra
      quality control | kiểm soát chất lượng | special-use forest board | Ban quản lý rừng đặc dụng | measures one plot in ten again | đo phúc tra một phần mười số ô
      safeguards and gender | đảm bảo an toàn và giới | Women's Union | Hội Liên hiệp Phụ nữ | meetings, grievance register, gender action plan | họp bản, sổ khiếu nại, kế hoạch hành động về giới
      accountant | kế toán | project management board | ban quản lý dự án | budget, disbursement, audit | ngân sách, giải ngân, kiểm toán
      """
    ),
    (
      "revisions",
      """
      version | date | change_en | change_vi
      0.1 | 2025-12-15 | SYNTHETIC: first draft | SYNTHETIC: bản dự thảo đầu tiên
      0.2 | 2026-08-20 | boxes after the forms of Decree 180/2026 | bố cục theo mẫu của Nghị định 180/2026
      0.3 | 2026-11-20 | comments of villages and boards answered | giải trình ý kiến của các bản và ban quản lý rừng
      """
    ),
    (
      "attachments",
      """
      title_en | title_vi | file | kind
      SYNTHETIC: parcel layer with project boundary | SYNTHETIC: lớp lô rừng và ranh giới dự án | inputs/parcels.gpkg | map
      SYNTHETIC: plot and tree data | SYNTHETIC: số liệu ô tiêu chuẩn và cây | inputs/trees.csv | data
      SYNTHETIC: minutes and attendance lists of 22 meetings | SYNTHETIC: biên bản, danh sách tham dự 22 cuộc họp | SYNTHETIC-BB-01.pdf | consultation
      SYNTHETIC: decisions on forest allocation | SYNTHETIC: quyết định giao rừng | SYNTHETIC-GR-01.pdf | land
      SYNTHETIC: letter of the aid provider | SYNTHETIC: văn bản nhất trí cung cấp viện trợ | SYNTHETIC-VT-01.pdf | legal
      SYNTHETIC: cooperation agreements with forest owners | SYNTHETIC: thỏa thuận hợp tác với chủ rừng | SYNTHETIC-HT-01.pdf | contract
      """
    ),
  ]
}
