/// Sheets about people: consent, meetings, grievances, gender, beneficiaries, participants.
extension SheetFiles {
  static let people: [(name: String, table: String)] = [
    (
      "fpic",
      """
      unit | village | commune | ethnic_groups | language | meetings | first_meeting | last_meeting | women | men | ethnic_minority_people | decision | conditions_en | conditions_vi | minutes | valid_to | parcel_ids
      Vân Hồ | SYNTHETIC: 15 bản | Vân Hồ | Mông, Thái, Dao | Mông, Thái | 6 | 2025-02-18 | 2025-06-12 | 148 | 171 | 287 | agreed | | | SYNTHETIC-BB-01.pdf | 2029-12-31 |
      Xuân Nha | SYNTHETIC: 15 bản | Xuân Nha | Thái, Mông, Mường | Thái, Mông | 6 | 2025-02-25 | 2025-06-19 | 131 | 139 | 262 | conditions | protection money is paid before the Lunar New Year; bamboo shoots may still be gathered | tiền bảo vệ rừng được trả trước Tết Nguyên đán; vẫn được thu hái măng | SYNTHETIC-BB-02.pdf | 2029-12-31 |
      Tô Múa | SYNTHETIC: 15 bản | Tô Múa | Thái, Mường | Thái | 6 | 2025-03-04 | 2025-06-24 | 127 | 118 | 231 | agreed | | | SYNTHETIC-BB-03.pdf | 2029-12-31 |
      Chiềng Sơn | SYNTHETIC: 19 bản | Chiềng Sơn | Thái, Mông, Kinh | Thái, Mông | 4 | 2025-03-11 | 2025-05-20 | 96 | 122 | 174 | pending | | | SYNTHETIC-BB-04.pdf | |
      """
    ),
    (
      "consultations",
      """
      date | place | topic_en | topic_vi | people | women | ethnic_minority_people | minutes
      2025-01-16 | Sơn La | SYNTHETIC: opening meeting with departments and communes | SYNTHETIC: họp khởi động với các sở và các xã | 46 | 17 | 21 | SYNTHETIC-TV-01.pdf
      2025-04-08 | Vân Hồ | boundaries and forest rights | ranh giới và quyền sử dụng rừng | 63 | 29 | 55 | SYNTHETIC-TV-02.pdf
      2025-07-22 | Xuân Nha | results of the plots shown to villages | công bố kết quả đo ô tiêu chuẩn cho các bản | 71 | 35 | 66 | SYNTHETIC-TV-03.pdf
      2025-11-13 | Tô Múa | draft plan of benefit sharing | dự thảo kế hoạch chia sẻ lợi ích | 58 | 31 | 52 | SYNTHETIC-TV-04.pdf
      2026-05-26 | Chiềng Sơn | open questions of villages that have not decided | câu hỏi của các bản chưa quyết định | 49 | 22 | 40 | SYNTHETIC-TV-05.pdf
      """
    ),
    (
      "grievances",
      """
      grievance_id | channel | received | kind_en | kind_vi | acknowledged | resolved | outcome_en | outcome_vi
      SYNTHETIC-KN-01 | village-head | 2026-01-14 | boundary between two villages | ranh giới giữa hai bản | 2026-01-16 | 2026-02-05 | boundary walked together, minutes signed | hai bên cùng đi thực địa, ký biên bản
      SYNTHETIC-KN-02 | womens-union | 2026-03-03 | women not told of a meeting | phụ nữ không được báo họp | 2026-03-05 | 2026-04-20 | meeting held again in the evening | họp lại vào buổi tối
      SYNTHETIC-KN-03 | hotline | 2026-05-11 | late pay of a patrol | trả tiền tuần tra chậm | 2026-05-12 | 2026-05-29 | paid | đã chi trả
      SYNTHETIC-KN-04 | box | 2026-08-06 | grazing inside a closed area | chăn thả trong khu vực khoanh nuôi | 2026-08-10 | 2026-08-30 | grazing hours agreed | thống nhất thời gian chăn thả
      SYNTHETIC-KN-05 | commune | 2026-10-28 | parcel written to the wrong owner | ghi nhầm chủ rừng của một lô | 2026-10-30 | | |
      """
    ),
    (
      "gender_actions",
      """
      gap_en | gap_vi | action_en | action_vi | indicator_en | indicator_vi | target | budget_vnd | responsible_en | responsible_vi
      SYNTHETIC: few women speak in village meetings | SYNTHETIC: ít phụ nữ phát biểu trong họp bản | separate round for women before each decision | họp riêng với phụ nữ trước mỗi quyết định | share of meetings with such a round | tỷ lệ cuộc họp có họp riêng | 100% | 120000000 | Women's Union of the communes | Hội Liên hiệp Phụ nữ các xã
      no woman leads a forest team | chưa có phụ nữ làm tổ trưởng tổ bảo vệ rừng | training of women as leaders | tập huấn nữ tổ trưởng | teams with a woman as leader or deputy | số tổ có phụ nữ làm tổ trưởng hoặc tổ phó | 2 | 90000000 | project staff | cán bộ dự án
      money goes to the account of the husband | tiền chi trả vào tài khoản của người chồng | joint signature, accounts of women's groups | chữ ký chung, tài khoản của nhóm phụ nữ | households with joint signature | tỷ lệ hộ có chữ ký chung | 80% | 60000000 | commune People's Committees | Ủy ban nhân dân các xã
      materials in Vietnamese only | tài liệu chỉ có tiếng Việt | talks and pictures in Thái and Mông | thuyết minh và tranh bằng tiếng Thái, tiếng Mông | languages of each meeting | ngôn ngữ của mỗi cuộc họp | 2 | 45000000 | village heads | trưởng bản
      """
    ),
    (
      "beneficiaries",
      """
      group_en | group_vi | kind | women | men | households | ethnic_minority_people | remark_en | remark_vi
      SYNTHETIC: members of village forest teams | SYNTHETIC: thành viên tổ bảo vệ rừng thôn bản | direct | 34 | 62 | 96 | 88 | four teams | bốn tổ
      households with livelihood grants | hộ nhận hỗ trợ sinh kế | direct | 1180 | 1140 | 800 | 2030 | first the poor and near-poor households | ưu tiên hộ nghèo, hộ cận nghèo
      members of women's savings groups | thành viên nhóm phụ nữ tiết kiệm | direct | 440 | 0 | 0 | 396 | households counted above | số hộ đã tính ở trên
      rangers and officials trained | kiểm lâm và cán bộ được tập huấn | direct | 41 | 79 | 0 | 38 | |
      other people of the four communes | người dân khác của bốn xã | indirect | 9300 | 9500 | 4100 | 16100 | |
      """
    ),
    (
      "participants",
      """
      participant_id | kind | name | address | parcel_ids | tax_code | unit_code | registry_account | headquarters
      CD-01 | community | SYNTHETIC cộng đồng bản Một | SYNTHETIC, xã Vân Hồ | @parcels 4048 2 4 | | | |
      CD-02 | community | SYNTHETIC cộng đồng bản Hai | SYNTHETIC, xã Tô Múa | @parcels 4018 2 4 | | | |
      CD-03 | community | SYNTHETIC cộng đồng bản Ba | SYNTHETIC, xã Xuân Nha | @parcels 4057 2 3 | | | |
      HG-01 | household | SYNTHETIC Lò Thị Ví Dụ | SYNTHETIC, xã Vân Hồ | @parcels 4048 1 2 | | | |
      HG-02 | household | SYNTHETIC Vàng A Ví Dụ | SYNTHETIC, xã Xuân Nha | @parcels 4057 1 1 | | | |
      HG-03 | household | SYNTHETIC Hà Văn Ví Dụ | SYNTHETIC, xã Tô Múa | @parcels 4018 1 2 | | | |
      TC-01 | organisation | SYNTHETIC Ban quản lý rừng đặc dụng | SYNTHETIC, xã Vân Hồ | @parcels 4048 10 4 | SYNTHETIC-MST-02 | SYNTHETIC-DV-02 | | xã Vân Hồ, tỉnh Sơn La
      TC-02 | organisation | SYNTHETIC Ban quản lý rừng phòng hộ | SYNTHETIC, xã Chiềng Sơn | @parcels 3985 4 4 | SYNTHETIC-MST-03 | SYNTHETIC-DV-03 | | xã Chiềng Sơn, tỉnh Sơn La
      """
    ),
    (
      "shares",
      """
      recipient_en | recipient_vi | share_percent | basis_en | basis_vi | channel_en | channel_vi
      SYNTHETIC: communities that own forest | SYNTHETIC: cộng đồng dân cư là chủ rừng | 45 | area of forest they protect and its condition | diện tích rừng bảo vệ và hiện trạng rừng | account of the community | tài khoản của cộng đồng
      households that own forest | hộ gia đình là chủ rừng | 30 | area of forest | diện tích rừng | bank account, joint signature | tài khoản ngân hàng, chữ ký chung
      fund of the communes for shared works | quỹ công trình chung của các xã | 10 | decided by village meetings | họp bản quyết định | commune People's Committees | Ủy ban nhân dân các xã
      women's savings groups | nhóm phụ nữ tiết kiệm | 5 | equal parts for each group | chia đều cho mỗi nhóm | account of the group | tài khoản của nhóm
      measuring, reporting, verification | đo đạc, báo cáo, thẩm định | 10 | budget of the next period | dự toán kỳ tiếp theo | project account | tài khoản dự án
      """
    ),
    (
      "organisations",
      """
      name_en | name_vi | role | address | phone | email | tasks_en | tasks_vi
      SYNTHETIC: Department of Agriculture and Environment | SYNTHETIC: Sở Nông nghiệp và Môi trường | lead | tỉnh Sơn La | SYNTHETIC-0212-01 | so@example.vn | leads the project, answers for the data | chủ trì dự án, chịu trách nhiệm về số liệu
      SYNTHETIC: special-use forest board | SYNTHETIC: Ban quản lý rừng đặc dụng | co-participant | xã Vân Hồ, tỉnh Sơn La | SYNTHETIC-0212-02 | ban1@example.vn | protects its forest, helps with plots | bảo vệ rừng được giao, phối hợp đo ô tiêu chuẩn
      SYNTHETIC: protection forest board | SYNTHETIC: Ban quản lý rừng phòng hộ | co-participant | xã Chiềng Sơn, tỉnh Sơn La | SYNTHETIC-0212-03 | ban2@example.vn | protects its forest, helps with plots | bảo vệ rừng được giao, phối hợp đo ô tiêu chuẩn
      SYNTHETIC: an international organisation | SYNTHETIC: một tổ chức quốc tế | partner | Hà Nội | SYNTHETIC-024-01 | doitac@example.org | provides the aid, trains, watches safeguards | cung cấp viện trợ, tập huấn, theo dõi biện pháp đảm bảo an toàn
      SYNTHETIC: Women's Union of the province | SYNTHETIC: Hội Liên hiệp Phụ nữ tỉnh | partner | tỉnh Sơn La | SYNTHETIC-0212-04 | hoi@example.vn | leads women's groups, receives grievances | phụ trách nhóm phụ nữ, tiếp nhận phản hồi
      """
    ),
    (
      "comments",
      """
      date | party_en | party_vi | comment_en | comment_vi | answer_en | answer_vi
      2026-09-14 | SYNTHETIC: village meeting in Xuân Nha | SYNTHETIC: họp bản tại Xuân Nha | gathering of bamboo shoots should stay allowed | đề nghị vẫn được thu hái măng | written into the conditions of consent | đã ghi vào điều kiện kèm theo
      2026-09-21 | SYNTHETIC: Women's Union of Tô Múa | SYNTHETIC: Hội Liên hiệp Phụ nữ xã Tô Múa | payments should need two signatures | đề nghị chi trả có hai chữ ký | taken up in the plan of benefit sharing | đã đưa vào kế hoạch chia sẻ lợi ích
      2026-10-02 | SYNTHETIC: protection forest board | SYNTHETIC: Ban quản lý rừng phòng hộ | the interval of the reduction is wide | khoảng tin cậy của lượng giảm phát thải rộng | more reference points are planned for 2027 | dự kiến bổ sung điểm giải đoán năm 2027
      """
    ),
  ]
}
