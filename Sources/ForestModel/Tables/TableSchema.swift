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

  /// A column of a table that a catalogue describes.
  public init(_ name: String, aliases: [String]) {
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

  /// A table that a catalogue describes.
  public init(table: String, columns: [ColumnSpec], required: [[String]]) {
    self.table = table
    self.columns = columns
    self.required = required
  }
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
        "species", "scientific name", "species sci", "species scientific name", "SpeciesID",
        "taxon", "tên loài", "ten loai", "loài cây",
        "loai cay", "tên cây", "ten cay", "loài"),
      ColumnSpec("family", "FamilyAPGID", "họ", "họ thực vật"),
      dbh,
      ColumnSpec(
        "girth_cm", "girth", "gbh", "cbh", "C1.3", "Peri_cm", "circumference", "chu vi", "chuvi"),
      height,
      ColumnSpec(
        "wood_density_g_cm3", "wood density", "WD", "WSG", "wood density g cm3", "wood_densi",
        "khối lượng thể tích gỗ", "tỷ trọng gỗ"),
      ColumnSpec("wood_density_sd", "sd wd", "wd sd"),
      ColumnSpec("growth_form", "growth form", "dạng sống", "growth_for"),
      ColumnSpec(
        "status", "tree status", "health label", "tình trạng", "sống/chết", "tình trạng cây"),
      ColumnSpec("decay_class", "decay class"),
      ColumnSpec("agb_kg", "agb"),
      ColumnSpec(
        "expansion_per_ha", "expansion", "expansion_", "trees per ha", "tph", "hệ số mở rộng",
        "hệ số mở rộng cây/ha", "hệ số quy đổi ha"),
      ColumnSpec("x"), ColumnSpec("y"),
      ColumnSpec("census", "census no", "kỳ đo"),
      ColumnSpec("stem_id", "stem", "stem no", "stem number", "số hiệu thân", "thân"),
      ColumnSpec("tally", "count", "number of stems", "culms", "số lần đếm", "số thân"),
      ColumnSpec("distance_m", "distance", "khoảng cách", "khoảng cách m", "cự ly"),
      ColumnSpec("team", "crew", "tổ điều tra", "nhóm điều tra", "tổ"),
    ],
    required: [["plot_id"], ["dbh_cm", "girth_cm", "agb_kg"]])

  /// Trees measured again to check the first measurement.
  public static let check = TableSchema(
    table: "check", columns: trees.columns,
    required: [["plot_id"], ["tree_id"], ["dbh_cm", "girth_cm"]])

  /// What a protocol allows for measurements.
  public static let limits = TableSchema(
    table: "limits",
    columns: [
      ColumnSpec("variable", "chỉ tiêu"), ColumnSpec("tolerance", "sai số cho phép"),
      ColumnSpec("tolerance_unit", "unit", "đơn vị"),
      ColumnSpec("max_share_beyond", "max share", "tỷ lệ tối đa"), ColumnSpec("source", "nguồn"),
    ],
    required: [["variable"], ["max_share_beyond"], ["source"]])

  /// plots.csv of a run.
  public static let resultPlots = TableSchema(
    table: "plots",
    columns: [
      plotID, stratum, ColumnSpec("area_ha"), ColumnSpec("agb_mg_ha"), ColumnSpec("bgb_mg_ha"),
      ColumnSpec("carbon_mg_ha"), ColumnSpec("co2e_t_ha"), ColumnSpec("flags"),
    ],
    required: [["plot_id"], ["agb_mg_ha"], ["co2e_t_ha"]])

  /// trees.csv of a run.
  public static let resultTrees = TableSchema(
    table: "trees",
    columns: [
      plotID, ColumnSpec("tree_id"), ColumnSpec("species"), dbh, ColumnSpec("height_source"),
      ColumnSpec("agb_kg"), ColumnSpec("flags"), ColumnSpec("expansion_per_ha"),
      ColumnSpec("stem_id"),
    ],
    required: [["plot_id"], ["agb_kg"]])

  /// strata.csv of a run.
  public static let resultStrata = TableSchema(
    table: "strata",
    columns: [
      stratum, ColumnSpec("area_ha"), ColumnSpec("n_plots"), ColumnSpec("agb_mg_ha"),
      ColumnSpec("agb_se_mg_ha"), ColumnSpec("bgb_mg_ha"), ColumnSpec("carbon_mg_ha"),
      ColumnSpec("co2e_t_ha"), ColumnSpec("co2e_se_t_ha"), ColumnSpec("df"),
      ColumnSpec("treatment"),
    ],
    required: [["stratum"], ["area_ha"]])

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
      ColumnSpec("x", "easting", "east", "location x"),
      ColumnSpec("y", "northing", "north", "location y"),
      ColumnSpec("date", "survey date", "ngày đo", "ngay do"),
      ColumnSpec("cluster_id", "cluster", "cluster no", "cụm"),
      length, width, plotDesign,
      ColumnSpec("layout", "plot layout", "slope layout", "cách bố trí ô"),
      ColumnSpec("census", "census no", "kỳ đo"),
      ColumnSpec("map_agb_mg_ha", "map agb"),
    ],
    required: [["plot_id"]])

  private static let length = ColumnSpec("length_m", "plot length", "chiều dài", "chiều dài ô")
  private static let width = ColumnSpec("width_m", "plot width", "chiều rộng", "chiều rộng ô")
  private static let plotDesign = ColumnSpec("plot_design", "design", "kiểu ô", "thiết kế ô")

  /// Figures of nested plots and the trees that are looked for in each.
  public static let nests = TableSchema(
    table: "nests",
    columns: [
      plotDesign,
      ColumnSpec("dbh_min_cm", "dbh min", "d min", "D1.3 từ", "đường kính từ"),
      ColumnSpec("dbh_max_cm", "dbh max", "d max", "D1.3 đến", "đường kính đến"),
      ColumnSpec("growth_form", "growth form", "dạng sống", "growth_for"),
      ColumnSpec("area_m2", "diện tích m2", "dien tich m2"),
      ColumnSpec("radius_m", "radius", "bán kính", "ban kinh"), length, width,
    ],
    required: [["dbh_min_cm"], ["dbh_max_cm"], ["radius_m", "area_m2", "length_m"]])

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

  /// Former communes and what became of them in July 2025.
  public static let crosswalk = TableSchema(
    table: "crosswalk",
    columns: [
      ColumnSpec("old_code", "old code", "mã cũ", "mã xã cũ", "maxa_cu"),
      ColumnSpec("old_district", "old district", "huyện cũ"),
      ColumnSpec("old_commune", "old commune", "xã cũ", "tên xã cũ"),
      ColumnSpec("new_code", "new code", "mã mới", "mã xã mới", "maxa_moi"),
      ColumnSpec("new_name", "new name", "xã mới", "tên xã mới"),
      ColumnSpec("share", "tỷ lệ"),
    ],
    required: [["old_code", "old_commune"], ["new_code"]])

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
      ColumnSpec("species", "scientific name", "binomial", "tên loài"),
      ColumnSpec("genus", "chi"), ColumnSpec("family", "họ"),
      ColumnSpec(
        "wood_density_g_cm3", "wood density", "WD", "WSG", "wood density g cm3",
        "Wood density (g/cm^3), oven dry mass/fresh volume", "khối lượng thể tích gỗ",
        "tỷ trọng gỗ"),
      ColumnSpec("sd", "wd sd"), ColumnSpec("level", "level_tax"), ColumnSpec("region"),
      ColumnSpec("source", "nguồn"),
    ],
    required: [["species", "genus"], ["wood_density_g_cm3"]])

  /// Other names of taxa.
  public static let synonyms = TableSchema(
    table: "synonyms",
    columns: [
      ColumnSpec("synonym", "name", "tên khác"),
      ColumnSpec("accepted", "accepted name", "tên đúng"),
      ColumnSpec("source", "nguồn"),
    ],
    required: [["synonym"], ["accepted"]])

  /// Trees that were weighed, to hold equations against.
  public static let weighed = TableSchema(
    table: "trees",
    columns: [ColumnSpec("site", "locality", "địa điểm")]
      + trees.columns.filter {
        ![
          "expansion_per_ha", "x", "y", "census", "stem_id", "tally", "distance_m",
        ].contains($0.name)
      },
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

  /// Pieces of lying dead wood that the lines of a plot cross.
  public static let deadWood = TableSchema(
    table: "dead-wood",
    columns: [
      plotID, ColumnSpec("line", "line no", "transect", "tuyến"),
      ColumnSpec("line_length_m", "line length", "chiều dài tuyến"),
      ColumnSpec("diameter_cm", "diameter", "đường kính"),
      ColumnSpec("decay_class", "decay class", "cấp phân hủy"),
      ColumnSpec("density_g_cm3"), ColumnSpec("wood_density_g_cm3", "khối lượng thể tích gỗ"),
    ],
    required: [["plot_id"], ["line_length_m"], ["diameter_cm"], ["decay_class"]])

  /// Litter of the frames of a plot.
  public static let litter = TableSchema(
    table: "litter",
    columns: [
      plotID, ColumnSpec("frame_area_m2", "frame area", "diện tích khung"),
      ColumnSpec("dry_kg", "dry mass kg", "khối lượng khô kg"),
      ColumnSpec("wet_kg", "wet mass kg", "khối lượng tươi kg"),
      ColumnSpec("dry_wet_ratio", "dry to wet", "tỷ lệ khô tươi"),
    ],
    required: [["plot_id"], ["frame_area_m2"], ["dry_kg", "wet_kg"]])

  /// Layers of the soil cores of a plot.
  public static let soil = TableSchema(
    table: "soil",
    columns: [
      plotID, ColumnSpec("core", "core no", "phẫu diện"),
      ColumnSpec("top_cm", "upper depth cm"), ColumnSpec("depth_cm", "depth", "độ sâu"),
      ColumnSpec("carbon_fraction"), ColumnSpec("carbon_percent", "OC %", "SOC %"),
      ColumnSpec("odw_g"), ColumnSpec("stones_g"), ColumnSpec("core_cm3"),
      ColumnSpec("bulk_density_whole_g_cm3"), ColumnSpec("bulk_density_fine_g_cm3"),
      ColumnSpec("stone_fraction"),
      ColumnSpec("bulk_density_g_cm3", "bulk density", "BD", "dung trọng", "dung trọng đất"),
    ],
    required: [["plot_id"], ["depth_cm"], ["carbon_fraction", "carbon_percent"]])

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

  /// Answers to a risk questionnaire; the last columns help whoever fills it in and are not read.
  public static let risk = TableSchema(
    table: "risk",
    columns: [
      ColumnSpec("question", "question id", "câu hỏi", "mã câu hỏi"),
      ColumnSpec("answer", "trả lời", "câu trả lời"),
      ColumnSpec("evidence", "bằng chứng"), ColumnSpec("note", "remark", "ghi chú"),
      ColumnSpec("question_en"), ColumnSpec("question_vi"), ColumnSpec("allowed_en"),
      ColumnSpec("allowed_vi"), ColumnSpec("only_if"),
    ],
    required: [["question"], ["answer"]])

  /// Classes of land-cover maps.
  public static let landClasses = TableSchema(
    table: "classes",
    columns: [
      ColumnSpec("class", "map class", "code", "value", "mã"),
      ColumnSpec("name_en", "name", "class name"), ColumnSpec("name_vi", "tên"),
      ColumnSpec("group", "nhóm"), ColumnSpec("note"),
    ],
    required: [["class"], ["name_en", "name_vi"]])

  /// Which transitions count as which class of change.
  public static let changeClasses = TableSchema(
    table: "change-classes",
    columns: [
      ColumnSpec("from", "từ"), ColumnSpec("to", "đến"),
      ColumnSpec("class", "change class", "loại biến động"), ColumnSpec("name_vi", "tên"),
      ColumnSpec("note"),
    ],
    required: [["from"], ["to"], ["class"]])

  /// What an interpreter saw at the points of a reference sample, or the map classes and reference classes
  /// with their numbers of points.
  public static let reference = TableSchema(
    table: "reference",
    columns: [
      ColumnSpec("point_id", "point", "id", "mã điểm"), ColumnSpec("x", "easting", "east"),
      ColumnSpec("y", "northing", "north"), ColumnSpec("lon", "longitude", "long", "kinh độ"),
      ColumnSpec("lat", "latitude", "vĩ độ"),
      ColumnSpec("map_class", "map label", "loại trên bản đồ"),
      ColumnSpec("reference_class", "reference label", "loại tham chiếu"),
      ColumnSpec("reference_before", "loại thời điểm trước"),
      ColumnSpec("reference_after", "loại thời điểm sau"),
      ColumnSpec("stratum", "sample stratum", "tầng"),
      ColumnSpec("count", "points", "số điểm"), ColumnSpec("interpreter", "người giải đoán"),
      ColumnSpec("date", "ngày"), ColumnSpec("confidence", "mức chắc chắn"),
      ColumnSpec("remarks", "note", "ghi chú"),
    ],
    required: [["reference_class", "reference_before"]])

  /// Every schema, for `--column TABLE.NAME=FIELD`.
  public static let all = [
    trees, plots, nests, heights, strata, stock, woodDensities, areas, equations, equationRules,
    synonyms, deadWood, litter, soil, firstPhase, design, check, limits, risk,
    landClasses, changeClasses, reference, crosswalk,
  ]
}
