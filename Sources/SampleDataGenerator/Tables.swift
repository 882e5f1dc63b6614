import ForestModel
import FoundationEssentials

/// The tables of the project folder, and project.yaml.
enum Tables {
  /// Writes every table, and project.yaml, into a folder that is there already.
  static func write(_ landscape: Landscape, _ fieldwork: Fieldwork, to folder: String) throws {
    let inputs = folder + "/inputs"
    try save(
      ["plot_id,x,y,area_ha,date,note"]
        + fieldwork.plots.map {
          "\($0.id),\($0.x.csvText),\($0.y.csvText),\(Fieldwork.plotAreaHa.csvText),2025-03-15,SYNTHETIC"
        }, inputs + "/plots.csv")
    try save(
      ["plot_id,tree_id,species,status,dbh_cm,height_m"]
        + fieldwork.trees.map {
          "\($0.plot),\($0.id),\($0.species),\($0.isDead ? "dead" : "live"),\($0.dbhCm.csvText),"
            + ($0.heightM?.csvText ?? "")
        }, inputs + "/trees.csv")
    try save(
      ["species,wood_density_g_cm3,source"]
        + SpeciesDensity.all.map { "\($0.species),\($0.value.csvText),\($0.source)" },
      inputs + "/wood_density.csv")
    try save(
      ["class,stratum,treatment,reason"]
        + ForestClass.all.map {
          "\($0.maldlr),\($0.stratum),\($0.treatment),\($0.ldlr): \($0.reason)"
        },
      inputs + "/strata.csv")
    try save(
      ["stratum,agb_mg_ha,se,source", "RTG,82,9,SYNTHETIC: invented factor for the sample data"],
      inputs + "/stock.csv")
    try save([projectYAML], folder + "/project.yaml")
  }

  private static func save(_ lines: [String], _ path: String) throws {
    try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(filePath: path))
  }

  private static let projectYAML = """
    # SYNTHETIC sample project: every parcel, owner, plot and tree is invented.
    # Dự án mẫu SYNTHETIC: mọi lô rừng, chủ rừng, ô tiêu chuẩn và cây đều là số liệu giả định.

    project:
      name_en: "SYNTHETIC sample project, Vân Hồ and Tô Múa"
      name_vi: "Dự án mẫu SYNTHETIC, Vân Hồ và Tô Múa"
      code: "SYNTHETIC-SL-01"
      start: 2025-01-01
      end: 2029-12-31

    estimate:
      # Parcels (FRMS fields, VN-2000 / TM-3 104-00) and the map of land types.
      # Lô rừng (trường FRMS, VN-2000 / kinh tuyến trục 104°) và bản đồ loại đất, loại rừng.
      parcels: inputs/parcels.gpkg
      stratum-raster: inputs/classes.tif
      # Which class counts as which stratum, and how.
      # Loại nào thuộc tầng nào và cách xử lý.
      strata: inputs/strata.csv
      stock-table: inputs/stock.csv
      # Plots and trees; coordinates of the plots are in EPSG:9206.
      # Ô tiêu chuẩn và cây; tọa độ ô theo EPSG:9206.
      plots: inputs/plots.csv
      plots-crs: EPSG:9206
      trees: inputs/trees.csv
      wood-density: inputs/wood_density.csv
      # Trees that could not be named ("Chưa biết") take the regional mean.
      # Cây chưa định danh (“Chưa biết”) dùng giá trị trung bình vùng.
      wood-density-default: 0.55
      height-model: log2
      confidence: 0.90
      root-shoot: ipcc2006-moist-deciduous
    """
}

/// Basic wood densities of the species on the plots: facts from the databases named, one row each.
struct SpeciesDensity {
  let species: String
  let value: Double
  let source: String

  private static let gwdd = "Zanne et al. 2009 (doi 10.5061/dryad.234)"

  static let all: [SpeciesDensity] = [
    ("Schima wallichii", 0.558), ("Castanopsis indica", 0.596), ("Lithocarpus ducampii", 0.68),
    ("Betula alnoides", 0.552), ("Machilus bonii", 0.493), ("Engelhardia spicata", 0.439),
    ("Elaeocarpus griffithii", 0.482), ("Syzygium cumini", 0.673), ("Wendlandia paniculata", 0.652),
    ("Aporosa dioica", 0.62), ("Macaranga denticulata", 0.434),
    ("Excentrodendron tonkinense", 0.926), ("Garcinia oblongifolia", 0.627),
    ("Streblus asper", 0.621), ("Saraca dives", 0.637), ("Diospyros eriantha", 0.703),
    ("Aphanamixis polystachya", 0.576), ("Celtis timorensis", 0.58), ("Toona sinensis", 0.488),
    ("Mallotus paniculatus", 0.345), ("Trema orientalis", 0.33), ("Styrax tonkinensis", 0.353),
    ("Litsea cubeba", 0.31), ("Vernicia montana", 0.479), ("Alnus nepalensis", 0.41),
    ("Acacia mangium", 0.507),
  ].map { name, value in
    // Where the database has no record of the species, the mean of the next level stands in and says so.
    let level =
      genusMeans.contains(name)
      ? "; genus mean" : familyMeans.contains(name) ? "; family mean" : "; species mean"
    return SpeciesDensity(species: name, value: value, source: gwdd + level)
  }

  private static let genusMeans: Set = [
    "Lithocarpus ducampii", "Elaeocarpus griffithii", "Wendlandia paniculata",
  ]
  private static let familyMeans: Set = ["Machilus bonii", "Vernicia montana"]
}
