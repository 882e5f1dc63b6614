/// A column of one of our tables: its contract name and the names it goes by elsewhere.
public struct ColumnSpec: Sendable {
  /// Contract name; it carries the unit.
  public let name: String
  /// Names in common use (ForestPlots, Open Foris, Vietnamese sheets), compared without case,
  /// spaces and punctuation.
  public let aliases: [String]

  init(_ name: String, _ aliases: String...) {
    self.name = name
    self.aliases = aliases
  }
}

/// The columns one table may have, and which it must have.
public struct TableSchema: Sendable {
  /// Role of the table, as in `--column trees.dbh_cm=D`.
  public let table: String
  /// All columns we read; others are ignored. The run record names those that were read.
  public let columns: [ColumnSpec]
  /// Each inner list names alternatives of which one must be there.
  public let required: [[String]]

  /// Column names in order.
  public var names: [String] { columns.map(\.name) }
}

extension TableSchema {
  private static let plotID = ColumnSpec(
    "plot_id", "plot", "plot no", "plot code", "plot name", "OTC", "ÔTC", "Số hiệu OTC", "Số OTC",
    "Mã ô", "Mã OTC",
    "Số hiệu ô", "Ô tiêu chuẩn", "idplot")
  private static let dbh = ColumnSpec(
    "dbh_cm", "dbh", "D1.3", "D13", "D", "diameter", "diameter cm", "D1.3 cm", "đường kính",
    "duong kinh", "đường kính cm", "đường kính ngang ngực", "đường kính 1.3")
  private static let height = ColumnSpec(
    "height_m", "height", "H", "Hvn", "Ht_m", "Hvn m", "total height", "chiều cao", "chieu cao",
    "chiều cao vút ngọn", "chiều cao cây")
  private static let stratum = ColumnSpec(
    "stratum", "strata", "tầng", "trạng thái", "trang thai", "LDLR", "ttr")

  /// Trees, one row per tree or stem.
  public static let trees = TableSchema(
    table: "trees",
    columns: [
      plotID,
      ColumnSpec(
        "tree_id", "tree", "tree no", "tree tag", "tag", "tree number", "mã cây", "số hiệu cây",
        "ma cay"),
      ColumnSpec(
        "species", "scientific name", "species sci", "taxon", "tên loài", "ten loai", "loài cây",
        "loai cay", "tên cây", "ten cay", "loài"),
      ColumnSpec("family", "họ", "họ thực vật"),
      dbh,
      ColumnSpec(
        "girth_cm", "girth", "gbh", "cbh", "C1.3", "Peri_cm", "circumference", "chu vi", "chuvi"),
      height,
      ColumnSpec(
        "wood_density_g_cm3", "wood density", "WD", "WSG", "wood density g cm3", "wood_densi",
        "khối lượng thể tích gỗ", "tỷ trọng gỗ"),
      ColumnSpec("wood_density_sd", "sd wd", "wd sd"),
      ColumnSpec("growth_form", "growth form", "dạng sống", "growth_for"),
      ColumnSpec("status", "tree status", "tình trạng", "sống/chết", "tình trạng cây"),
      ColumnSpec("decay_class", "decay class"),
      ColumnSpec("agb_kg", "agb"),
      ColumnSpec("expansion_per_ha", "expansion", "expansion_", "trees per ha", "tph"),
      ColumnSpec("x"), ColumnSpec("y"),
      ColumnSpec("census", "census no"),
    ],
    required: [["plot_id"], ["dbh_cm", "girth_cm", "agb_kg"]])

  /// Plots, one row per plot; a plot without trees counts as zero.
  public static let plots = TableSchema(
    table: "plots",
    columns: [
      plotID,
      ColumnSpec("area_ha", "plot area ha", "diện tích ha", "diện tích ô ha"),
      ColumnSpec(
        "area_m2", "plot area m2", "diện tích m2", "diện tích ô m2", "dien tich m2", "S_m2"),
      ColumnSpec("radius_m", "radius", "bán kính", "ban kinh"),
      stratum,
      ColumnSpec("slope_deg", "slope", "độ dốc", "do doc"),
      ColumnSpec("lon", "longitude", "long", "kinh độ", "kinh do"),
      ColumnSpec("lat", "latitude", "vĩ độ", "vi do"),
      ColumnSpec("x", "easting", "east"),
      ColumnSpec("y", "northing", "north"),
      ColumnSpec("date", "survey date", "ngày đo", "ngay do"),
      ColumnSpec("cluster_id", "cluster", "cụm"),
      ColumnSpec("map_agb_mg_ha", "map agb"),
    ],
    required: [["plot_id"]])

  /// Trees measured for the height-diameter model.
  public static let heights = TableSchema(
    table: "heights", columns: [plotID, stratum, dbh, height],
    required: [["dbh_cm"], ["height_m"]])

  /// Which class of a map or layer counts as which stratum, and how.
  public static let strata = TableSchema(
    table: "strata",
    columns: [
      ColumnSpec("class", "map class", "code", "mã"),
      ColumnSpec("stratum", "tầng"),
      ColumnSpec("treatment", "cách xử lý"),
      ColumnSpec("reason", "lý do"),
    ],
    required: [["class"], ["stratum"], ["treatment"]])

  /// Factors for strata without plots.
  public static let stock = TableSchema(
    table: "stock",
    columns: [
      ColumnSpec("stratum", "tầng"), ColumnSpec("agb_mg_ha", "agb t ha"),
      ColumnSpec("carbon_mg_ha"), ColumnSpec("co2e_t_ha"), ColumnSpec("se"),
      ColumnSpec("source", "nguồn"),
    ],
    required: [["stratum"], ["agb_mg_ha", "carbon_mg_ha", "co2e_t_ha"]])

  /// Wood densities by taxon.
  public static let woodDensities = TableSchema(
    table: "wood-density",
    columns: [
      ColumnSpec("species", "scientific name", "binomial", "tên loài"), ColumnSpec("genus"),
      ColumnSpec("family"),
      ColumnSpec(
        "wood_density_g_cm3", "wood density", "WD", "WSG", "wood density g cm3",
        "khối lượng thể tích gỗ", "tỷ trọng gỗ"),
      ColumnSpec("sd", "wd sd"), ColumnSpec("source", "nguồn"),
    ],
    required: [["species", "genus"], ["wood_density_g_cm3"]])

  /// Trees that were weighed, to hold equations against.
  public static let weighed = TableSchema(
    table: "trees",
    columns: [ColumnSpec("site", "locality", "địa điểm")]
      + trees.columns.filter { !["expansion_per_ha", "x", "y", "census"].contains($0.name) },
    required: [["dbh_cm", "girth_cm"], ["agb_kg"]])

  /// The user's own equations, one per row.
  public static let equations = TableSchema(
    table: "equations",
    columns: [
      ColumnSpec("id", "equation", "mã"), ColumnSpec("pool", "quantity"),
      ColumnSpec("forest_type", "forest"), ColumnSpec("taxon", "taxa"), ColumnSpec("region"),
      ColumnSpec("growth_form", "dạng sống"), ColumnSpec("predictors", "variables"),
      ColumnSpec("expression", "formula", "công thức"),
      ColumnSpec("result_unit", "unit", "units"), ColumnSpec("rse"), ColumnSpec("rse_scale"),
      ColumnSpec("n"), ColumnSpec("d_min_cm"), ColumnSpec("d_max_cm"), ColumnSpec("correction"),
      ColumnSpec("citation", "nguồn"), ColumnSpec("doi"), ColumnSpec("equation_ref", "place"),
      ColumnSpec("verified", "confirmed"),
    ],
    required: [["id"], ["expression"], ["result_unit"], ["citation"]])

  /// Which trees get which equation.
  public static let equationRules = TableSchema(
    table: "equation-rules",
    columns: [
      ColumnSpec("taxon", "species", "loài"), ColumnSpec("growth_form", "dạng sống"),
      ColumnSpec("stratum", "tầng"), ColumnSpec("equation", "id"), ColumnSpec("reason", "lý do"),
    ],
    required: [["equation"], ["taxon", "growth_form", "stratum"]])

  /// Areas per parcel and stratum, where there are no polygons.
  public static let areas = TableSchema(
    table: "areas",
    columns: [
      ColumnSpec("parcel_id", "parcel", "mã lô"), ColumnSpec("stratum", "tầng", "class"),
      ColumnSpec("area_ha", "area", "diện tích", "diện tích ha"),
    ],
    required: [["parcel_id"], ["stratum"], ["area_ha"]])

  /// Plots of the first phase of double sampling with the quantity that is cheap to observe.
  public static let firstPhase = TableSchema(
    table: "first-phase",
    columns: [
      plotID, stratum,
      ColumnSpec("auxiliary", "x", "crown cover", "canopy height", "biến phụ", "độ tàn che"),
    ],
    required: [["plot_id"], ["auxiliary"]])

  /// Strata of a sample that is being planned; strata.csv of `estimate` is one.
  public static let design = TableSchema(
    table: "design",
    columns: [
      ColumnSpec("stratum", "tầng"), ColumnSpec("area_ha", "area", "diện tích", "diện tích ha"),
      ColumnSpec("mean", "agb_mg_ha", "trung bình"),
      ColumnSpec("sd", "agb_sd_mg_ha", "độ lệch chuẩn"), ColumnSpec("cost", "chi phí"),
    ],
    required: [["stratum"], ["area_ha"], ["mean"], ["sd"]])

  /// Every schema, for `--column TABLE.NAME=FIELD`.
  public static let all = [
    trees, plots, heights, strata, stock, woodDensities, areas, equations, equationRules,
    firstPhase, design,
  ]
}
