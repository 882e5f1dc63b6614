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
      province: "Sơn La"
      communes: [Vân Hồ, Xuân Nha, Tô Múa, Chiềng Sơn]
      measured_by_en: "SYNTHETIC: four invented crews"
      measured_by_vi: "SYNTHETIC: bốn tổ điều tra giả định"
      measured_from: 2025-03-15
      measured_to: 2025-03-15
      prepared_by_en: "SYNTHETIC: the generator of the sample data"
      prepared_by_vi: "SYNTHETIC: chương trình tạo số liệu mẫu"
      report_date: 2025-07-01

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
