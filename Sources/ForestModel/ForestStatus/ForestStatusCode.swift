/// A code of one of the lists of the annual forest-status data (FRMS), with its meaning.
///
/// Codes and Vietnamese meanings as the published FRMS schemas hold them; the English is this project's own.
public struct ForestStatusCode: Sendable, Hashable {
  /// Published name of the field.
  public let field: String
  /// The code.
  public let code: Int
  /// What it means.
  public let meaning: Phrase

  /// The codes of a field, in their order; empty for a field without a list.
  public static func list(of field: String) -> [ForestStatusCode] { lists[field] ?? [] }

  /// The meaning of a code; `nil` when the list does not have it.
  public static func meaning(of code: Int, in field: String) -> Phrase? {
    list(of: field).first { $0.code == code }?.meaning
  }

  /// Fields with a list, in the order of the table.
  public static let fields = ForestStatusField.all.map(\.name).filter { lists[$0] != nil }

  private static let lists: [String: [ForestStatusCode]] = {
    let written: [(String, Int, [(String, String)])] = [
      (
        "nqh", 0,
        [
          ("inside forestry planning", "Trong quy hoạch"),
          ("outside forestry planning", "Ngoài quy hoạch"),
          ("as before a change of planning", "Trước khi thay đổi quy hoạch"),
        ]
      ),
      (
        "malr3", 1,
        [
          ("protection forest", "Rừng phòng hộ"), ("special-use forest", "Rừng đặc dụng"),
          ("production forest", "Rừng sản xuất"),
        ]
      ),
      (
        "mamdsd", 1,
        [
          ("protection of watersheds", "Phòng hộ đầu nguồn"),
          ("protection against waves", "Phòng hộ chắn sóng"),
          ("protection against drifting sand", "Phòng hộ chắn cát"),
          ("protection of the environment", "Phòng hộ môi sinh"),
          ("national park", "Vườn quốc gia"), ("nature reserve", "Bảo tồn thiên nhiên"),
          ("scientific research", "Nghiên cứu khoa học"),
          ("history, culture, landscape", "Lịch sử văn hóa, cảnh quan"),
          ("large timber", "Gỗ lớn"), ("small timber", "Gỗ nhỏ"), ("bamboo", "Tre nứa"),
          ("other production", "Mục đích sản xuất khác"),
        ]
      ),
      (
        "lapdia", 1,
        [
          ("soil mountain", "Núi đất"), ("rocky mountain", "Núi đá"),
          ("saline flooded land", "Đất ngập mặn"), ("acid-sulphate flooded land", "Đất ngập phèn"),
          ("freshwater flooded land", "Đất ngập ngọt"), ("sand", "Bãi cát"),
        ]
      ),
      (
        "nggocr", 1,
        [
          ("natural forest", "Rừng tự nhiên"), ("planted forest", "Rừng trồng"),
          ("land without forest", "Đất chưa có rừng"),
        ]
      ),
      (
        "ngsinh", 1,
        [("primary forest", "Rừng nguyên sinh"), ("secondary forest", "Rừng thứ sinh")]
      ),
      (
        "nggocrt", 1,
        [
          ("planted on land that had no forest", "Trồng trên đất chưa có rừng trước đây"),
          ("planted on land that had forest", "Trồng trên đất đã từng có rừng"),
          ("regrown from a plantation", "Tái sinh từ rừng trồng"),
        ]
      ),
      (
        "thanhrung", 1,
        [("has become forest", "Đã thành rừng"), ("not yet forest", "Chưa thành rừng")]
      ),
      (
        "ktan", 1,
        [("canopy closed", "Rừng đã khép tán"), ("canopy not closed", "Rừng chưa khép tán")]
      ),
      (
        "dtuong", 1,
        [
          ("household or individual", "Hộ gia đình, cá nhân"), ("community", "Cộng đồng"),
          ("People's Committee of the commune", "UBND xã"),
          ("management board of protection forest", "Ban quản lý rừng phòng hộ"),
          ("state forest enterprise", "Lâm trường quốc doanh"),
          ("forestry company", "Công ty lâm nghiệp"),
          ("private enterprise", "Doanh nghiệp tư nhân"),
          ("foreign enterprise", "Doanh nghiệp nước ngoài"), ("other", "Đối tượng khác"),
          ("management board of special-use forest", "Ban quản lý rừng đặc dụng"),
          ("armed forces", "Các đơn vị vũ trang"),
        ]
      ),
      (
        "quyensd", 1,
        [
          ("certificate of land use (red book)", "Giấy chứng nhận QSDĐ 01 (sổ đỏ)"),
          (
            "green book, forest register or contract",
            "Giấy chứng nhận QSDĐ 02 (sổ xanh, sổ lâm bạ, khế ước)"
          ), ("other paper", "Giấy tờ khác"),
          ("no certificate yet", "Chưa có giấy chứng nhận"),
        ]
      ),
    ]
    return Dictionary(
      uniqueKeysWithValues: written.map { field, first, words in
        (
          field,
          words.enumerated().map {
            ForestStatusCode(
              field: field, code: first + $0.offset,
              meaning: Phrase($0.element.0, vi: $0.element.1))
          }
        )
      })
  }()
}
