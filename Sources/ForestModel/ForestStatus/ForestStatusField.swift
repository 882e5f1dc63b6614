/// A field of the annual forest-status data (FRMS, "diễn biến rừng").
///
/// Names, types and widths: the table that the FRMS software writes, 51 fields in this order, as public
/// schemas of it agree. Other names: those seen in exports of the server, of phones and of provinces.
public struct ForestStatusField: Sendable, Hashable {
  /// What a field holds.
  public enum Kind: Sendable, Hashable {
    /// Whole numbers of at most this many digits.
    case integer(width: Int)
    /// Numbers: width and decimals.
    case real(width: Int, decimals: Int)
    /// Text of at most this many characters.
    case text(width: Int)
  }

  /// Place in the published order, from 1.
  public let order: Int
  /// Name in the published table, in lower case.
  public let name: String
  /// What it holds.
  public let kind: Kind
  /// What it means.
  public let meaning: Phrase
  /// Names in the server's export, cut to ten letters by the shapefile driver.
  public let serverNames: [String]
  /// Names in the newer database.
  public let databaseNames: [String]
  /// Other spellings of the published name.
  public let spellings: [String]

  /// Whether the field names people.
  public var isPersonal: Bool { ["churung", "nguoink", "nguoitrch"].contains(name) }

  /// The field of that name, published or seen elsewhere, whatever its case; `nil` for any other name.
  ///
  /// Names that other maps use as well, such as `area`, mean a field of this table only beside others of it:
  /// for the fields of a layer ask `ForestStatusSchema`.
  public static func named(_ name: String) -> ForestStatusField? {
    let wanted = name.lowercased()
    return all.first { $0.name == wanted }
      ?? all.first { $0.spellings.contains(wanted) }
      ?? all.first { $0.serverNames.contains(wanted) || $0.databaseNames.contains(wanted) }
  }

  private init(
    _ order: Int, _ name: String, _ kind: Kind, _ english: String, _ vietnamese: String,
    also spellings: [String] = [], server: [String] = [], database: [String] = []
  ) {
    self.order = order
    self.name = name
    self.kind = kind
    self.meaning = Phrase(english, vi: vietnamese)
    self.spellings = spellings
    self.serverNames = server
    self.databaseNames = database
  }

  /// All 51 fields in the published order.
  public static let all: [ForestStatusField] = [
    .init(1, "tt", .integer(width: 9), "running number", "Số thứ tự"),
    .init(2, "id", .integer(width: 9), "object id", "Mã đối tượng"),
    .init(
      3, "matinh", .integer(width: 3), "province code", "Mã tỉnh", server: ["province_c"]),
    .init(
      4, "mahuyen", .integer(width: 4), "district code (until June 2025)",
      "Mã huyện (đến tháng 6/2025)", server: ["district_c"]),
    .init(5, "maxa", .integer(width: 5), "commune code", "Mã xã", server: ["commune_co"]),
    .init(6, "xa", .text(width: 30), "commune", "Tên xã"),
    .init(
      7, "tk", .text(width: 5), "compartment", "Tiểu khu", server: ["compt_code"],
      database: ["matieukhu"]),
    .init(
      8, "khoanh", .text(width: 5), "sub-compartment", "Khoảnh", server: ["sub_compt_"],
      database: ["makhoanh"]),
    .init(9, "lo", .text(width: 10), "parcel (lot)", "Lô", server: ["plot_code"]),
    .init(
      10, "thuad", .integer(width: 4), "land parcel number", "Thửa đất", server: ["parcel_cod"],
      database: ["sothua"]),
    .init(
      11, "tobando", .text(width: 5), "cadastral map sheet", "Tờ bản đồ", server: ["map_sheet"],
      database: ["soto"]),
    .init(
      12, "diadanh", .text(width: 50), "place name", "Địa danh", also: ["ddanh"],
      server: ["village"]),
    .init(
      13, "dtich", .real(width: 9, decimals: 2), "recorded area, ha", "Diện tích (ha)",
      server: ["area"], database: ["dientich"]),
    .init(
      14, "nggocr", .integer(width: 2), "forest origin", "Nguồn gốc rừng",
      server: ["forest_org"], database: ["mangr"]),
    .init(15, "ldlr", .text(width: 5), "land and forest type", "Loại đất, loại rừng"),
    .init(
      16, "maldlr", .integer(width: 3), "number of the land and forest type, 1 to 93",
      "Mã loại đất, loại rừng (1 đến 93)", server: ["forest_typ"]),
    .init(
      17, "sldlr", .text(width: 30), "planted species", "Loài cây trồng",
      server: ["tree_spec_"], database: ["loaicay"]),
    .init(
      18, "namtr", .integer(width: 4), "planting year", "Năm trồng", server: ["planting_y"],
      database: ["namtrong"]),
    .init(19, "captuoi", .integer(width: 2), "age class", "Cấp tuổi"),
    .init(20, "ktan", .integer(width: 2), "canopy closure", "Khép tán", database: ["nkheptan"]),
    .init(
      21, "nggocrt", .integer(width: 2), "origin of the plantation", "Nguồn gốc rừng trồng",
      server: ["p_forest_o"]),
    .init(
      22, "thanhrung", .integer(width: 2), "whether planted land has become forest",
      "Tình trạng thành rừng", server: ["plant_stat"]),
    .init(
      23, "mgo", .real(width: 7, decimals: 2), "timber volume, m³/ha", "Trữ lượng gỗ (m³/ha)",
      server: ["volume_per"]),
    .init(
      24, "mtn", .real(width: 9, decimals: 3), "bamboo stock, thousand culms per ha",
      "Trữ lượng tre nứa (1.000 cây/ha)", also: ["mtr"], server: ["stem_per_h"]),
    .init(
      25, "mgolo", .real(width: 10, decimals: 2), "timber volume of the parcel, m³",
      "Trữ lượng gỗ của lô (m³)", server: ["volume_p_1"]),
    .init(
      26, "mtnlo", .real(width: 10, decimals: 3), "bamboo stock of the parcel, thousand culms",
      "Trữ lượng tre nứa của lô (1.000 cây)", also: ["mtrlo"], server: ["stem_per_p"]),
    .init(
      27, "lapdia", .integer(width: 2), "site", "Điều kiện lập địa", server: ["site_cond_"],
      database: ["malapdia"]),
    .init(
      28, "malr3", .integer(width: 2), "forest category (three kinds of forest)", "Mã ba loại rừng",
      server: ["forest_fun"]),
    .init(29, "mdsd", .text(width: 5), "use, abbreviated", "Mục đích sử dụng (viết tắt)"),
    .init(30, "mamdsd", .integer(width: 2), "use", "Mã mục đích sử dụng"),
    .init(
      31, "dtuong", .integer(width: 2), "kind of owner or manager", "Đối tượng chủ quản lý",
      server: ["actor_type"], database: ["madoituong"]),
    .init(
      32, "churung", .text(width: 50), "name of the forest owner (personal data)",
      "Tên chủ rừng (dữ liệu cá nhân)", server: ["actor_name"]),
    .init(
      33, "machur", .integer(width: 5), "code of the forest owner", "Mã chủ rừng",
      server: ["actor_id"]),
    .init(
      34, "trchap", .integer(width: 2), "dispute", "Tình trạng tranh chấp",
      server: ["conflict_s"]),
    .init(
      35, "quyensd", .integer(width: 2), "land-use right", "Quyền sử dụng đất",
      server: ["land_use_c"], database: ["mattqsdd"]),
    .init(
      36, "thoihansd", .integer(width: 2), "term of use", "Thời hạn sử dụng",
      server: ["land_use_t"]),
    .init(
      37, "khoan", .integer(width: 2), "contract for protection", "Tình trạng khoán bảo vệ",
      server: ["prot_contr"]),
    .init(
      38, "nqh", .integer(width: 2), "inside or outside forestry planning",
      "Trong hoặc ngoài quy hoạch", server: ["forest_use"], database: ["mattqh"]),
    .init(
      39, "nguoink", .text(width: 30), "holder of the contract (personal data)",
      "Người nhận khoán (dữ liệu cá nhân)"),
    .init(
      40, "nguoitrch", .text(width: 30), "disputing party (personal data)",
      "Người tranh chấp (dữ liệu cá nhân)"),
    .init(
      41, "mangnk", .integer(width: 5), "code of the holder of the contract",
      "Mã người nhận khoán", server: ["actor_id_p"]),
    .init(
      42, "mangtrch", .integer(width: 5), "code of the disputing party", "Mã người tranh chấp",
      server: ["actor_id_c"]),
    .init(
      43, "ngsinh", .integer(width: 2), "primary or secondary forest", "Tình trạng nguyên sinh",
      server: ["nar_for_or"]),
    .init(
      44, "kd", .real(width: 11, decimals: 2), "easting or longitude of the label point",
      "Kinh độ (tọa độ Y)"),
    .init(
      45, "vd", .real(width: 10, decimals: 2), "northing or latitude of the label point",
      "Vĩ độ (tọa độ X)"),
    .init(46, "capkd", .real(width: 5, decimals: 1), "longitude class", "Cấp kinh độ"),
    .init(47, "capvd", .real(width: 5, decimals: 2), "latitude class", "Cấp vĩ độ"),
    .init(48, "locu", .text(width: 10), "former parcel", "Lô cũ", server: ["old_plot_c"]),
    .init(
      49, "vitrithua", .integer(width: 2), "position of the parcel", "Vị trí thửa",
      server: ["pos_status"]),
    .init(50, "tinh", .text(width: 30), "province", "Tên tỉnh"),
    .init(
      51, "huyen", .text(width: 30), "district (until June 2025)", "Tên huyện (đến tháng 6/2025)"),
  ]
}
