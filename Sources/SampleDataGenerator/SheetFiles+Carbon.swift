/// Sheets about carbon: safeguards, events, monitoring, buffer, verification, national data.
extension SheetFiles {
  static let carbon: [(name: String, table: String)] = [
    (
      "safeguards",
      """
      activity | kind | topic_en | topic_vi | assessment_en | assessment_vi | measure_en | measure_vi
      R1 | positive | SYNTHETIC: biodiversity | SYNTHETIC: đa dạng sinh học | natural forest with native trees stays | rừng tự nhiên với cây bản địa được giữ lại | camera traps in two communes | bẫy ảnh tại hai xã
      R1 | positive | water regime | thủy văn | forest on steep slopes is kept | giữ rừng trên sườn dốc | none needed | không cần
      R1 | positive | native species and habitats | loài bản địa và sinh cảnh | old trees are spared when firebreaks are cut | chừa cây lớn khi làm đường băng | marked before work | đánh dấu trước khi làm
      R1 | risk | fuel on the ground in closed areas | vật liệu cháy trong khu khoanh nuôi | grows for some years | tăng trong vài năm | cleared along paths | phát dọn dọc đường đi
      all | risk | invasive species | loài xâm hại | low, only native seedlings | thấp, chỉ dùng cây bản địa | nursery checked | kiểm tra vườn ươm
      all | social | consultation and consent | tham vấn, đồng thuận | three of four communes have decided | ba trong bốn xã đã quyết định | land of the fourth stays out until it decides | chưa tính diện tích của xã thứ tư cho đến khi có quyết định
      all | social | rights and custom | quyền hợp pháp và tập quán | shoots, herbs and dead wood are gathered | thu hái măng, dược liệu, củi khô | written into the conditions of consent | ghi trong điều kiện kèm theo
      all | social | sharing of benefits and grievances | chia sẻ lợi ích, giải quyết khiếu nại | five grievances received in 2026 | nhận năm khiếu nại trong năm 2026 | register, answer within 30 days | sổ theo dõi, trả lời trong 30 ngày
      """
    ),
    (
      "events",
      """
      event_id | date | kind | parcel_ids | area_ha | emission_t | avoidable | remedy_en | remedy_vi
      SYNTHETIC-SC-01 | 2026-03-17 | fire | @parcels 4057 2 1 | 4 | 21 | yes | SYNTHETIC: fire break widened, area closed to grazing | SYNTHETIC: mở rộng đường băng, cấm chăn thả
      SYNTHETIC-SC-02 | 2026-07-09 | storm | @parcels 4018 2 1 | 1.2 | | no | fallen trees counted, left as dead wood | đếm cây đổ, để lại làm gỗ chết
      SYNTHETIC-SC-03 | 2026-09-02 | logging | @parcels 4048 2 1 | 0.4 | | yes | reported to the ranger station | báo Hạt Kiểm lâm
      """
    ),
    (
      "monitoring",
      """
      parameter_en | parameter_vi | unit | method_en | method_vi | frequency_en | frequency_vi | source_en | source_vi | responsible_en | responsible_vi | value
      SYNTHETIC: area by forest status | SYNTHETIC: diện tích theo trạng thái rừng | ha | parcel layer updated in the field | cập nhật lớp lô rừng tại thực địa | every year | hằng năm | yearly forest status | diễn biến rừng hằng năm | ranger stations | Hạt Kiểm lâm | SYNTHETIC: 14301
      diameter at 1.3 m | đường kính D1.3 | cm | tape, all trees from 5 cm | thước dây, cây từ 5 cm | every five years | 5 năm một lần | sample plots | ô tiêu chuẩn | field crews | tổ điều tra | inputs/trees.csv
      height | chiều cao | m | clinometer on part of the trees | thước đo cao trên một phần số cây | every five years | 5 năm một lần | sample plots | ô tiêu chuẩn | field crews | tổ điều tra | inputs/trees.csv
      survival of planted seedlings | tỷ lệ sống của cây trồng bổ sung | % | count in strips | đếm theo dải | every year | hằng năm | field forms | phiếu hiện trường | village forest teams | tổ bảo vệ rừng thôn bản | SYNTHETIC: 87
      loss of forest in the leakage belt | diện tích mất rừng trong vành đai rò rỉ | ha | reference points on images | điểm giải đoán trên ảnh | every year | hằng năm | satellite images | ảnh viễn thám | project staff | cán bộ dự án | SYNTHETIC: 6
      loss events | sự cố đảo nghịch | ha | log, walked with GPS | nhật ký, khoanh vẽ bằng GPS | at once | ngay khi xảy ra | event log | nhật ký sự cố | village forest teams | tổ bảo vệ rừng thôn bản | SYNTHETIC: 5.6
      income of households from forest | thu nhập của hộ từ rừng | VND | survey of 120 households | khảo sát 120 hộ | every two years | 2 năm một lần | household survey | khảo sát hộ | Women's Union | Hội Liên hiệp Phụ nữ | SYNTHETIC: 6800000
      """
    ),
    (
      "fixed_parameters",
      """
      parameter_en | parameter_vi | value | unit | source_en | source_vi
      SYNTHETIC project: carbon fraction of dry matter | Dự án SYNTHETIC: tỷ lệ các-bon trong sinh khối khô | 0.47 | t C/t | IPCC 2006, volume 4, table 4.3 | IPCC 2006, quyển 4, bảng 4.3
      CO₂ per carbon | hệ số CO₂ trên các-bon | 44/12 | t CO2/t C | molar masses | khối lượng mol
      above-ground biomass of a tree | sinh khối trên mặt đất của cây | CHAVE2014_EQ4 | kg | Chave et al. 2014, equation 4 | Chave và cs. 2014, phương trình 4
      root to shoot ratio | tỷ lệ sinh khối dưới và trên mặt đất | 0.20; 0.24 | – | IPCC 2006, moist deciduous forest | IPCC 2006, rừng ẩm rụng lá
      wood density of trees without a name | khối lượng thể tích gỗ của cây chưa định danh | 0.55 | g/cm3 | SYNTHETIC assumption | giả định SYNTHETIC
      """
    ),
    (
      "buffer_history",
      """
      date | kind | amount_t | reason_en | reason_vi
      2026-11-20 | credit | 2920 | SYNTHETIC: expected by the draft account, nothing has been paid in | SYNTHETIC: dự kiến theo bản tính, chưa trích vào
      """
    ),
    (
      "verification",
      """
      date | body_en | body_vi | finding_en | finding_vi | answer_en | answer_vi
      2026-10-12 | SYNTHETIC: reader inside the project, no verification body | SYNTHETIC: người rà soát nội bộ, không phải đơn vị thẩm định | the baseline of VM0007 must come from the standard or the jurisdiction | đường cơ sở của VM0007 phải do tiêu chuẩn hoặc cấp vùng lãnh thổ cung cấp | said in the account; to be asked | đã nêu trong bản tính; sẽ hỏi
      2026-10-12 | SYNTHETIC: reader inside the project, no verification body | SYNTHETIC: người rà soát nội bộ, không phải đơn vị thẩm định | one commune has not consented | một xã chưa đồng thuận | its land goes out before registration unless it agrees | nếu không đồng thuận, đưa diện tích ra trước khi đăng ký
      """
    ),
    (
      "sdg",
      """
      goal | indicator_en | indicator_vi | value | unit_en | unit_vi | source_en | source_vi
      1 | SYNTHETIC: poor and near-poor households with grants | SYNTHETIC: hộ nghèo, cận nghèo nhận hỗ trợ | 310 | households | hộ | grant list | danh sách hỗ trợ
      5 | women in village forest teams | phụ nữ trong tổ bảo vệ rừng thôn bản | 35 | % | % | team lists | danh sách tổ
      10 | ethnic minority people among direct beneficiaries | người dân tộc thiểu số trong số hưởng lợi trực tiếp | 86 | % | % | sheet of beneficiaries | bảng người hưởng lợi
      13 | reduction estimated, see the account | lượng giảm phát thải ước tính, xem bản tính | – | t CO₂e | tCO₂tđ | account | bản tính
      15 | natural forest under agreements | rừng tự nhiên có thỏa thuận | 6000 | ha | ha | agreements | thỏa thuận
      16 | grievances resolved within 30 days | khiếu nại giải quyết trong 30 ngày | 3 | grievances | vụ việc | grievance register | sổ theo dõi khiếu nại
      """
    ),
    (
      "mrv",
      """
      table | status_en | status_vi | unit | base_value | measurement_value | source_en | source_vi
      area | SYNTHETIC: medium evergreen forest | SYNTHETIC: rừng lá rộng thường xanh trung bình | ha | 1306 | 1303 | yearly forest status | diễn biến rừng hằng năm
      area | regenerating evergreen forest | rừng lá rộng thường xanh phục hồi | ha | 2323 | 2314 | yearly forest status | diễn biến rừng hằng năm
      biomass | medium evergreen forest | rừng lá rộng thường xanh trung bình | t/ha | 121 | 122 | sample plots | ô tiêu chuẩn
      biomass | regenerating evergreen forest | rừng lá rộng thường xanh phục hồi | t/ha | 29 | 31 | sample plots | ô tiêu chuẩn
      growth | regenerating evergreen forest | rừng lá rộng thường xanh phục hồi | t/ha | 2.7 | 2.7 | SYNTHETIC planning value | giá trị tham khảo SYNTHETIC
      dead_wood | medium evergreen forest | rừng lá rộng thường xanh trung bình | m3/ha | 9 | 9 | SYNTHETIC planning value | giá trị tham khảo SYNTHETIC
      litter | medium evergreen forest | rừng lá rộng thường xanh trung bình | t/ha | | | not measured | chưa đo
      soil | medium evergreen forest | rừng lá rộng thường xanh trung bình | t C/ha | | | not measured | chưa đo
      harvest | plantation | rừng trồng | m3 | 140 | 150 | felling plan | kế hoạch khai thác
      damage | regenerating evergreen forest | rừng lá rộng thường xanh phục hồi | ha | 2 | 5.6 | event log | nhật ký sự cố
      fuel | regenerating evergreen forest | rừng lá rộng thường xanh phục hồi | t | 40 | 86 | SYNTHETIC estimate from the event log | ước tính SYNTHETIC từ nhật ký sự cố
      """
    ),
    (
      "references",
      """
      text
      SYNTHETIC sample project; the sources below are real.
      Chave J. et al. 2014. Improved allometric models to estimate the aboveground biomass of tropical trees. Global Change Biology 20: 3177–3190.
      IPCC 2006. Guidelines for National Greenhouse Gas Inventories, volume 4.
      Nghị định 180/2026/NĐ-CP ngày 21/5/2026.
      Verra 2024. VM0007 REDD+ Methodology Framework, v1.8.
      Verra. AFOLU Non-Permanence Risk Tool v4.2.
      """
    ),
  ]
}
