extension TableSchema {
  private static let when = [
    ColumnSpec("scenario", "kịch bản"), ColumnSpec("year", "năm"),
    ColumnSpec("start", "từ ngày"), ColumnSpec("end", "đến ngày"),
    ColumnSpec("flow", "name", "tên"), ColumnSpec("measure", "biện pháp"),
  ]
  private static let error = [
    ColumnSpec("half_width_percent", "half width %", "uncertainty %", "sai số tương đối %"),
    ColumnSpec("confidence", "độ tin cậy"), ColumnSpec("df", "bậc tự do"),
    ColumnSpec("error_group", "nhóm sai số"), ColumnSpec("source", "nguồn"),
  ]

  /// Activity data: hectares that change, with the factor that goes with them.
  public static let activityData = TableSchema(
    table: "activity-data",
    columns: when + [
      ColumnSpec("area_ha", "area", "diện tích", "diện tích ha"),
      ColumnSpec("change_class", "loại biến động"), ColumnSpec("share_percent", "tỷ lệ %"),
      ColumnSpec("factor", "emission factor", "hệ số"), ColumnSpec("se_ha"),
    ] + error,
    required: [["scenario"], ["year", "start"], ["area_ha", "change_class"], ["factor"]])

  /// areas.csv of `change`.
  public static let changeAreas = TableSchema(
    table: "change-areas",
    columns: [ColumnSpec("class"), ColumnSpec("estimated_ha"), ColumnSpec("se_ha")],
    required: [["class"], ["estimated_ha"], ["se_ha"]])

  /// Emission and removal factors.
  public static let emissionFactors = TableSchema(
    table: "emission-factors",
    columns: [
      ColumnSpec("factor", "emission factor", "hệ số"),
      ColumnSpec("before_stratum", "tầng trước"), ColumnSpec("after_stratum", "tầng sau"),
      ColumnSpec("after_co2e_t_ha"), ColumnSpec("co2e_t_ha"), ColumnSpec("se_co2e_t_ha"),
    ] + error.filter { $0.name != "error_group" },
    required: [["factor"], ["co2e_t_ha", "before_stratum", "after_stratum"]])

  /// Growth, harvest, fuelwood, disturbance, fire, soil, and amounts stated as a whole.
  public static let gainLoss = TableSchema(
    table: "gain-loss",
    columns: when + [
      ColumnSpec("item", "khoản mục"), ColumnSpec("area_ha", "area", "diện tích"),
      ColumnSpec("growth_mg_ha_yr", "tăng trưởng"), ColumnSpec("volume_m3", "thể tích"),
      ColumnSpec("bcef_mg_m3"), ColumnSpec("density_g_cm3"), ColumnSpec("agb_mg_ha"),
      ColumnSpec("root_shoot"), ColumnSpec("carbon_fraction"), ColumnSpec("share_percent"),
      ColumnSpec("carbon_t_ha_yr"), ColumnSpec("co2e_t"), ColumnSpec("se_co2e_t"),
      ColumnSpec("results"),
    ] + error,
    required: [["scenario"], ["year", "start"], ["item"]])

  /// Harvested wood and what becomes of it.
  public static let harvestedWood = TableSchema(
    table: "harvested-wood",
    columns: when + [
      ColumnSpec("volume_m3", "thể tích"), ColumnSpec("density_g_cm3"),
      ColumnSpec("carbon_fraction"), ColumnSpec("sawnwood_percent"),
      ColumnSpec("panels_percent"), ColumnSpec("paper_percent"), ColumnSpec("waste_percent"),
    ] + error,
    required: [
      ["scenario"], ["year", "start"], ["volume_m3"], ["density_g_cm3"], ["sawnwood_percent"],
      ["panels_percent"], ["paper_percent"], ["waste_percent"],
    ])

  /// Answers to the questions of standards.
  public static let answers = TableSchema(
    table: "answers",
    columns: [
      ColumnSpec("standard", "tiêu chuẩn"), ColumnSpec("question", "câu hỏi"),
      ColumnSpec("answer", "trả lời"), ColumnSpec("evidence", "minh chứng"),
    ],
    required: [["standard"], ["question"], ["answer"]])

  /// Tables of `account`.
  public static let accounts = [
    activityData, emissionFactors, gainLoss, harvestedWood, answers, risk,
  ]
}
