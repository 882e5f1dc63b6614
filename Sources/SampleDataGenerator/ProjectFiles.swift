import SyntheticForest

/// Writes project.yaml and the small tables that steer an estimate.
enum ProjectFiles {
  static func write(to folder: String) throws {
    let inputs = folder + "/inputs"
    try CSVFile.write(
      ["species", "family", "wood_density_g_cm3", "sd", "source"],
      Species.all.map {
        [
          .text($0.name), .text($0.family), .real($0.woodDensity), .real($0.sd),
          .text($0.level.rawValue + "; chosen for SYNTHETIC sample data"),
        ]
      }, to: inputs + "/wood_density.csv")
    // The same table twice: by the letters in the parcel layer, and by the numbers on the class map.
    let header = ["class", "stratum", "treatment", "reason"]
    try CSVFile.write(
      header,
      ForestClass.all.map {
        [.text($0.ldlr), .text($0.stratum), .text($0.treatment), .text($0.reason)]
      }, to: inputs + "/strata.csv")
    try CSVFile.write(
      header,
      ForestClass.all.map {
        [
          .integer($0.maldlr), .text($0.stratum), .text($0.treatment),
          .text($0.ldlr + ": " + $0.reason),
        ]
      }, to: inputs + "/strata_by_number.csv")
    try CSVFile.write(
      ["stratum", "agb_mg_ha", "se", "source"],
      StockPlan.all.map {
        [.text($0.stratum), .real($0.agbMgPerHa), .real($0.se), .text($0.source)]
      }, to: inputs + "/stock.csv")
    try AccountFiles.write(to: inputs)
    try RiskFile.write(to: inputs + "/risk.csv")
    try CSVFile.save(projectYAML, to: folder + "/project.yaml")
  }

  private static let projectYAML = """
    # SYNTHETIC sample project: every parcel, owner, plot and tree is invented.
    # Dự án mẫu SYNTHETIC: mọi lô rừng, chủ rừng, ô tiêu chuẩn và cây đều là số liệu giả định.

    project:
      name_en: "SYNTHETIC sample project, four communes of Sơn La"
      name_vi: "Dự án mẫu SYNTHETIC, bốn xã của tỉnh Sơn La"
      code: "SYNTHETIC-SL-01"
      start: 2025-01-01
      end: 2029-12-31
      # What the cover of the report says.
      # Nội dung trên trang bìa của báo cáo.
      owner_en: "SYNTHETIC: Department of Agriculture and Environment"
      owner_vi: "SYNTHETIC: Sở Nông nghiệp và Môi trường"
      managing_agency_en: "SYNTHETIC: People's Committee of Sơn La province"
      managing_agency_vi: "SYNTHETIC: Ủy ban nhân dân tỉnh Sơn La"
      donor_en: "SYNTHETIC: an international organisation"
      donor_vi: "SYNTHETIC: một tổ chức quốc tế"
      channel_en: "SYNTHETIC: through its office in Viet Nam"
      channel_vi: "SYNTHETIC: qua văn phòng tại Việt Nam"
      province: "Sơn La"
      provinces: 1
      communes: [Vân Hồ, Xuân Nha, Tô Múa, Chiềng Sơn]
      place_en: "SYNTHETIC: south-east of Sơn La province, four neighbouring communes"
      place_vi: "SYNTHETIC: phía đông nam tỉnh Sơn La, bốn xã liền kề"
      status: new
      activity: [R1]
      version: "0.3"
      measured_by_en: "SYNTHETIC: four invented crews"
      measured_by_vi: "SYNTHETIC: bốn tổ điều tra giả định"
      measured_from: 2025-03-15
      measured_to: 2025-03-15
      prepared_by_en: "SYNTHETIC: the generator of the sample data"
      prepared_by_vi: "SYNTHETIC: chương trình tạo số liệu mẫu"
      report_date: 2025-07-01

    # Facts that forms ask for. Left out on purpose, so that gaps can be seen: registry (the project is not
    # registered), verifier (none is chosen), results (nothing is verified), standard.number and ndc.target_t.
    # Thông tin mà các mẫu biểu yêu cầu. Cố ý để trống để thấy chỗ thiếu: registry (dự án chưa đăng ký),
    # verifier (chưa chọn đơn vị), results (chưa thẩm định), standard.number và ndc.target_t.
    owner:
      address_en: "SYNTHETIC: Tô Hiệu ward, Sơn La province"
      address_vi: "SYNTHETIC: phường Tô Hiệu, tỉnh Sơn La"
      phone: "SYNTHETIC-0212-01"
      fax: "SYNTHETIC-0212-09"
      email: "so@example.vn"
      website: "https://example.vn"
      unit_code: "SYNTHETIC-DV-01"
      tax_code: "SYNTHETIC-MST-01"
    agency:
      address_en: "SYNTHETIC: Tô Hiệu ward, Sơn La province"
      address_vi: "SYNTHETIC: phường Tô Hiệu, tỉnh Sơn La"
      parent_en: "People's Committee of Sơn La province"
      parent_vi: "Ủy ban nhân dân tỉnh Sơn La"
    donor:
      address_en: "SYNTHETIC: Hà Nội"
      address_vi: "SYNTHETIC: Hà Nội"
      registration: "SYNTHETIC-00/CNV-HĐ"
      country_en: "SYNTHETIC country"
      country_vi: "Quốc gia SYNTHETIC"
      phone: "SYNTHETIC-024-01"
      email: "doitac@example.org"
      contact: "SYNTHETIC Nguyễn Thị Ví Dụ"
    representative:
      title_en: "Ms"
      title_vi: "Bà"
      family_name: "SYNTHETIC Lò Thị"
      given_name: "Ví Dụ"
      name: "SYNTHETIC Lò Thị Ví Dụ"
      post_en: "Director"
      post_vi: "Giám đốc"
      id_number: "SYNTHETIC-000000000000"
      id_date: 2022-01-31
      id_place: "SYNTHETIC"
    alternate:
      family_name: "SYNTHETIC Hà Văn"
      given_name: "Ví Dụ"
      post_en: "Deputy Director"
      post_vi: "Phó Giám đốc"
    contact:
      family_name: "SYNTHETIC Vàng A"
      given_name: "Ví Dụ"
      post_en: "technical officer"
      post_vi: "cán bộ kỹ thuật"
      organisation_en: "SYNTHETIC: provincial forest protection sub-department"
      organisation_vi: "SYNTHETIC: Chi cục Kiểm lâm"
      phone: "SYNTHETIC-0212-05"
      mobile: "SYNTHETIC-0900-01"
      email: "lienhe@example.vn"
    dates:
      implementation_from: 2025-01-01
      implementation_to: 2029-12-31
      crediting_from: 2025-01-01
      crediting_to: 2034-12-31
      reporting_from: 2025-01-01
      reporting_to: 2027-12-31
      maintenance_from: 2025-01-01
      maintenance_to: 2084-12-31
      submitted: 2026-12-01
    standard:
      id: vcs-vm0007
      version: "v1.8 (05/2024)"
      method: "VM0007"
    ndc:
      contribution_t: 300
      claim: kept
    finance:
      cost_vnd: 27260000000
      currency: USD
      fx_vnd: 26000
      fx_date: 2026-11-02
      discount_rate_percent: 9
      horizon_years: 10
      aid_foreign: 960000
      aid_currency: USD
      counterpart_cash_vnd: 1500000000
      counterpart_in_kind_vnd: 800000000
      level_vnd: 160000
    gender_marker:
      grade: 2
      year: 2026
      evidence_en: "SYNTHETIC: gender analysis of March 2026; figures by sex in all sheets"
      evidence_vi: "SYNTHETIC: phân tích giới tháng 3/2026; các bảng có số liệu tách theo giới tính"
    mrv:
      base_year: 2024
      measurement_year: 2025
    document:
      number: "SYNTHETIC-000/TTr-SNNMT"
      place_en: "Sơn La"
      place_vi: "Sơn La"
      date: 2026-11-20
      recipient_en: "SYNTHETIC: People's Committee of Sơn La province"
      recipient_vi: "SYNTHETIC: Ủy ban nhân dân tỉnh Sơn La"
      authority_en: "For the Director"
      authority_vi: "KT. GIÁM ĐỐC"
      post_en: "Deputy Director"
      post_vi: "PHÓ GIÁM ĐỐC"
    report:
      period_from: 2026-01-01
      period_to: 2026-06-30

    change:
      # Land cover of two years, and the points that an interpreter looked at.
      # Lớp phủ của hai năm và các điểm đã giải đoán.
      before: inputs/landcover_2015.tif
      after: inputs/landcover_2024.tif
      classes: inputs/landcover_classes.csv
      change-classes: inputs/change_classes.csv
      reference: inputs/reference_points.csv

    estimate:
      # Parcels (FRMS fields, VN-2000 / TM-3 104-00); the class stands in the field ldlr.
      # Lô rừng (trường FRMS, VN-2000 / kinh tuyến trục 104°); mã loại nằm trong trường ldlr.
      parcels: inputs/parcels.gpkg
      stratum-field: ldlr
      # Field that names the unit of consent in sheets/fpic.csv; land of those who refuse is left out.
      # Trường ghi đơn vị lấy ý kiến đồng thuận trong sheets/fpic.csv; không tính diện tích không đồng thuận.
      consent-field: xa
      # Which class counts as which stratum, and how.
      # Loại nào thuộc tầng nào và cách xử lý.
      strata: inputs/strata.csv
      # Planning values for demonstration, no official figures.
      # Giá trị tham khảo dùng để minh họa, không phải số liệu chính thức.
      stock-table: inputs/stock.csv
      # Plots and trees; coordinates of the plots are in EPSG:9206. Radii were laid out horizontally.
      # Ô tiêu chuẩn và cây; tọa độ ô theo EPSG:9206. Bán kính ô đo theo mặt phẳng ngang.
      plots: inputs/plots.csv
      plots-crs: EPSG:9206
      plot-layout: horizontal
      trees: inputs/trees.csv
      wood-density: inputs/wood_density.csv
      # Trees that could not be named ("Chưa biết") take the regional mean.
      # Cây chưa định danh (“Chưa biết”) dùng giá trị trung bình vùng.
      wood-density-default: 0.55
      height-model: auto
      confidence: 0.90
      root-shoot: ipcc2006-moist-deciduous

    risk:
      # Answers to the questionnaire on non-permanence, one row per question.
      # Câu trả lời bảng câu hỏi về rủi ro không vĩnh viễn, mỗi câu một dòng.
      answers: inputs/risk.csv

    account:
      # Days accounted and activities by their codes in Decree 180/2026.
      # Kỳ tính toán và mã hoạt động theo Nghị định 180/2026.
      from: 2025-01-01
      to: 2027-12-31
      activity: R1
      # What changed in the reference years and what the project expects.
      # Biến động trong các năm tham chiếu và dự kiến của dự án.
      activity-data: inputs/activity_data.csv
      emission-factors: inputs/emission_factors.csv
      gain-loss: inputs/gain_loss.csv
      harvested-wood: inputs/harvested_wood.csv
      reference-level: mean
      # Answers to the questions of the standards.
      # Câu trả lời cho các câu hỏi của tiêu chuẩn.
      answers: inputs/answers.csv
      # Answers about non-permanence, for the buffers.
      # Câu trả lời về rủi ro không vĩnh viễn, dùng cho lượng dự phòng.
      risk: inputs/risk.csv

    """
}
